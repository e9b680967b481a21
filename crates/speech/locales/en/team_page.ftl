# What to ask the team of a condition.

PREGNANCY = For your maternity unit
DIALYSIS = For your dialysis team
CIRRHOSIS = For your liver team
NERVE = For your neurologist
questions =
    { $n ->
        [one] { $n } question
       *[other] { $n } questions
    }
