# Wie die App auf diesem Gerät aussieht und spricht.

LIGHT = Licht auf diesem Gerät
BY_THE_HOUR = Nach der Uhr
DAY = Tag
NIGHT = Nacht
BY_THE_HOUR_HOW = Nach der Uhr: dunkel von 22 bis 6 Uhr, sonst wie das Gerät es will.
LANGUAGE = Sprache auf diesem Gerät
AS_BROWSER = Wie der Browser
LANGUAGE_HOW = Krampf, Warnzeichen, die ersten Karten, Heute und diese Einstellungen gibt es in dieser Sprache. Andere Seiten sind auf Englisch.
NAME = Deutsch
PASSPHRASE = Kennwort
PASSPHRASE_HOW = Wird vor dem Tagebuch gefragt, wenn mehrere diesen Rechner benutzen.
UNITS = Einheiten und Zeit
UNITS_HOW = Kilometer oder Meilen, und wo Sie wohnen.
CHOOSE = Auswählen
