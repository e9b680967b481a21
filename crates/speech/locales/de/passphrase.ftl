# Das Kennwort.

ASKED = Dieses Tagebuch fragt nach seinem Kennwort.
NEVER = Es steht nie vor der Hilfe im Krampf und den Warnzeichen.
WRONG = Das ist nicht das Kennwort. Nichts wurde gezeigt.
too_many_says = Das war mehrmals nicht das Kennwort. Versuchen Sie es in { $wait } noch einmal.
FORGOTTEN = Vergessen? Auf dem Rechner selbst, wo das Tagebuch liegt, lässt es sich wegnehmen.
PASSPHRASE = Kennwort
SHOW_DIARY = Das Tagebuch zeigen
CRAMP_NOW = Ein Krampf, jetzt
