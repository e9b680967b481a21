# Was man das Team einer Krankheit fragt.

PREGNANCY = Für Ihre Geburtsklinik
DIALYSIS = Für Ihr Dialyse-Team
CIRRHOSIS = Für Ihr Leber-Team
NERVE = Für Ihre Neurologie
questions =
    { $n ->
        [one] { $n } Frage
       *[other] { $n } Fragen
    }
