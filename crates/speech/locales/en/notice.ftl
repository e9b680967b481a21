# What stands first, wherever advice is given.

standing_now = By your answers about warning signs you need help now. { $call }
standing_today = By your answers about warning signs a doctor must hear of this today. { $call }
standing_soon = By your answers about warning signs a doctor should hear of this. { $call }
not_sure_now = You were not sure about a warning sign that cannot wait. { $call } Say that you are not sure.
not_sure_today = You were not sure about a warning sign. { $call } Say that you are not sure.
NOT_ASKED = Warning signs were not asked yet.
NOT_ASKED_LINE = Warning signs were not asked yet: check (2 min)
open =
    { $n ->
        [one] { $n } question about warning signs is still open.
       *[other] { $n } questions about warning signs are still open.
    }
open_line =
    { $n ->
        [one] Warning signs: { $n } question is open
       *[other] Warning signs: { $n } questions are open
    }
SIGNS = Call the emergency number now for chest pain, breathlessness, a faint, a cold numb leg, or dark urine after effort. A leg that stays swollen, warm or sore, new weakness, or a cramp that does not ease in 10 minutes needs a doctor today.
SEE_ANSWERS = Your answers, and what to do
MINOR = You are under 18: show the diary to a parent and to a doctor. A limp, a fever or feeling unwell with leg pain needs a doctor today.
ADULTS_ONLY = Your age is not known; these studies are of adults.
MIDWIFE_FIRST = You are pregnant: speak with your midwife about cramps first. Charley suggests no supplement and no medicine. One leg that is swollen, warm or sore needs a doctor today.
STATIN = You take a statin. If muscle pain, tenderness, weakness or cramps are new and unexplained, call your doctor or pharmacist today: they will tell you what to do about it.
NO_DEVICE = It is no medical device and diagnoses nothing.
TO_QUESTIONS = Answer the questions
STATIN_LINE = You take a statin: when to call
NOTHING_LEARNED = Nothing has been learned from your diary yet: this is what published studies say.
UNDER_18 = Under 18 Charley gives no forecast, no causes and no plan: it keeps the diary.
AGE_FIRST = Charley gives no forecast until it knows your age.
