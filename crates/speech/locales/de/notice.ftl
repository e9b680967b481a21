# Was zuerst steht, wo immer es Rat gibt.

standing_now = Nach Ihren Antworten zu den Warnzeichen brauchen Sie jetzt Hilfe. { $call }
standing_today = Nach Ihren Antworten zu den Warnzeichen muss das heute ein Arzt erfahren. { $call }
standing_soon = Nach Ihren Antworten zu den Warnzeichen sollte das ein Arzt erfahren. { $call }
not_sure_now = Bei einem Warnzeichen, das nicht warten kann, waren Sie nicht sicher. { $call } Sagen Sie, dass Sie nicht sicher sind.
not_sure_today = Bei einem Warnzeichen waren Sie nicht sicher. { $call } Sagen Sie, dass Sie nicht sicher sind.
NOT_ASKED = Nach Warnzeichen wurde noch nicht gefragt.
NOT_ASKED_LINE = Nach Warnzeichen wurde noch nicht gefragt: prüfen (2 min)
open =
    { $n ->
        [one] { $n } Frage zu Warnzeichen ist noch offen.
       *[other] { $n } Fragen zu Warnzeichen sind noch offen.
    }
open_line =
    { $n ->
        [one] Warnzeichen: { $n } Frage ist offen
       *[other] Warnzeichen: { $n } Fragen sind offen
    }
SIGNS = Rufen Sie jetzt den Notruf bei Schmerz in der Brust, Atemnot, Ohnmacht, einem kalten, tauben Bein oder dunklem Urin nach Sport. Heute zum Arzt: mit einem Bein, das geschwollen, warm oder wund bleibt, mit neuer Schwäche, oder wenn ein Krampf nach 10 Minuten nicht nachlässt.
SEE_ANSWERS = Ihre Antworten, und was zu tun ist
MINOR = Sie sind unter 18: Zeigen Sie das Tagebuch Ihren Eltern und einem Arzt. Hinken, Fieber oder Krankheitsgefühl mit Schmerzen im Bein muss heute ein Arzt sehen.
ADULTS_ONLY = Ihr Alter ist nicht bekannt. Diese Studien gelten für Erwachsene.
MIDWIFE_FIRST = Sie sind schwanger: Sprechen Sie über Krämpfe zuerst mit Ihrer Hebamme. Charley schlägt keine Mittel vor. Ein Bein, das geschwollen, warm oder wund ist, muss heute ein Arzt sehen.
STATIN = Sie nehmen ein Statin. Sind Schmerzen, Schwäche oder Krämpfe im Muskel neu und ohne Grund? Rufen Sie heute in Ihrer Praxis oder Apotheke an. Dort erfahren Sie, was zu tun ist.
NO_DEVICE = Charley ist kein Medizinprodukt und stellt keine Diagnose.
TO_QUESTIONS = Die Fragen beantworten
STATIN_LINE = Sie nehmen ein Statin: wann anrufen
NOTHING_LEARNED = Aus Ihrem Tagebuch wurde noch nichts gelernt: Das hier sagen veröffentlichte Studien.
UNDER_18 = Unter 18 gibt Charley keine Vorhersage, keine Ursachen und keinen Plan: Es führt das Tagebuch.
AGE_FIRST = Charley gibt keine Vorhersage, solange Ihr Alter unbekannt ist.
