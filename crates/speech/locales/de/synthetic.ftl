# Die Vorführung.

BANNER = Erfundene Person der Vorführung: Nichts hier handelt von Ihnen.
