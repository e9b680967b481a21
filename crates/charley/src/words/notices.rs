//! Sentences that stand first, wherever advice is given: what was not asked, whom to speak with, what nobody may be told.

use crate::words::message::messages;

messages! {
    RED_FLAGS_NOT_ASKED = "notices.red_flags_not_asked": "Red flags were not asked yet. Call the emergency number now for chest \
pain, breathlessness, a faint, a cold numb leg, or dark urine after effort. A leg that stays swollen, warm or sore, new \
weakness, or a cramp that does not ease in 10 minutes needs a doctor today.";
    NOTHING_LEARNED = "notices.nothing_learned": "Nothing has been learned from your diary yet: this is what published studies say.";
    UNDER_18 = "notices.under_18": "Under 18 Charley gives no forecast, no causes and no plan: it keeps the diary. Show \
it to a parent and to a doctor. A limp, a fever or feeling unwell with leg pain needs a doctor today.";
    AGE_FIRST = "notices.age_first": "Charley gives no forecast until it knows your age: charley person set --born 1980-05";
    ADULTS_ONLY = "notices.adults_only": "Your age is not known; these studies are of adults.";
    MIDWIFE_FIRST = "notices.midwife_first": "You are pregnant: speak with your midwife about cramps first. Charley suggests \
no supplement and no medicine. One leg that is swollen, warm or sore needs a doctor today.";
    STATIN = "notices.statin": "You take a statin. If muscle pain, tenderness, weakness or cramps are new and \
unexplained, call your doctor or pharmacist today: they will tell you what to do about it.";
    LISTED_MEDICINE = "notices.listed_medicine": "On published lists. Take this page to your doctor or pharmacist; changing it is their decision.";
    NO_DEVICE = "notices.no_device": "It is no medical device and diagnoses nothing.";
    TRIMESTER = "notices.trimester": "More people have cramps in this part of a pregnancy; it is nothing to act on here.";
}
