//! Sentences of relief: what to do beside the stretch, what not to do, and when this is no cramp any more.

pub mod aftercare;
pub mod stretch;

use charley_evidence::Remedy;

use crate::now::{StepId, words::stretch::stretch};
use charley_speech::{message::sentences, site::Site};

sentences! {
    EASE_UP = "Slow down and stop.";
    EASE_UP_HOW = "First ease off, then stretch.";
    BREATHE = "Breathe out, long and slow.";
    BREATHE_HOW = "Keep the stretch. Let shoulders and jaw go loose.";
    MASSAGE = "Rub the hard muscle firmly.";
    MASSAGE_HOW = "Keep the stretch while you rub.";
    STAND = "Switch on a light, hold on to something, then put weight on the leg.";
    STAND_HOW = "Knee slightly bent. Sit down if you feel unsteady.";
    PICKLE = "Pickle juice, if it is at hand.";
    PICKLE_HOW = "One or two swallows, no more. It is very salty.";
    STRETCH_NOT = "Not after a pop in the muscle, and not if the leg is swollen, hot, or stays painful.";
    MASSAGE_NOT = "Not on a calf that is swollen, hot or sore. Not with a blood thinner or after a blood clot. If pregnant, do not rub: stretch.";
    STAND_NOT = "Not if you are unsteady and alone in the dark.";
    PICKLE_NOT = "With kidney, heart or liver disease, high blood pressure, a low-salt diet or a pregnancy, ask first.";
    pickle_closed(because) = "Pickle juice is not shown: {because}.";
    MASSAGE_PREGNANT = "If pregnant, do not rub: stretch. Tell your midwife of a sore leg.";
    MASSAGE_BLOOD = "No firm rubbing: with a past clot or a blood thinner leave the muscle alone and stretch.";
    MASSAGE_PERHAPS = "No firm rubbing: Charley does not know all your medicines, and one of them may thin the blood. Stretch instead.";
    ended_yes(question) = "No stretching and no massage now, since you said yes to: {question}";
    ended_unsure(question) = "No stretching and no massage now, since you were not sure about: {question}";
    ENDED_AGAIN = "Has it changed? Answer again: charley triage";
    LET_GO = "It let go";
    LET_GO_THEN = "Once it let go, the muscle may be sore for up to a day. If it is:";
    let_go_after(time) = "It let go after {time}.";
    CHECK = "Swollen, hot, cold or numb? Short of breath? Chest pain? A sudden pop?";
    CHECK_LINK = "This may not be a cramp";
    COMMON = "None of these? Leg cramps are common, and most let go within 10 minutes.";
    TEN = "Ten minutes and still locked: this needs a doctor today.";
    TEN_HOW = "Stop stretching. With chest pain, trouble breathing, a faint, or a cold or numb leg, call the emergency number now.";
    NEVER_FORCE = "Do not jerk and do not bounce.";
    NEVER_POP = "After a sudden pop or kick in the calf: no stretching, a doctor today.";
    NEVER_SWOLLEN = "Do not rub a leg that is swollen, hot or sore.";
    NEVER_HEAT = "No heat pack while falling asleep, and none on a numb leg.";
    NEVER_DRINK = "Drink to your thirst, no further.";
    PICKLE_QUESTION = "Does one of these fit you? Heart, kidney or liver disease, dialysis, high blood pressure, a low-salt diet, a water tablet, lithium, pregnant, under 18.";
    PICKLE_FIRST = "Pickle juice: one question first";
    PICKLE_NONE = "None of these fits me";
    PICKLE_ELSE = "If one fits, or you do not know: leave it out.";
    CALL_FOR = "For chest pain, trouble breathing, a faint, confusion or a fit; a leg suddenly cold, pale or numb; pain that keeps getting worse, with a tight hard muscle, after an injury or very hard exercise; dark urine after effort or heat.";
    TODAY_FOR = "For a leg that stays swollen, hot or sore, a sudden pop, a fever, or new weakness.";
    KEPT = "Write them into your diary in the morning.";
    UNTESTED = "custom, not studied";
    HOW_SURE = "How sure is this?";
    sure_of(step, grade) = "{step} ({grade})";
    for_the_helper(helper) = "For whoever helps: {helper}";
    ENTER = "Enter: it let go (recorded). Ctrl-C: nothing is recorded.";
    ASK_TRIAGE = "This may not be a cramp: charley triage";
    grade_says(certainty, design) = "{certainty} certainty: {design}";
}

/// The instruction of a step and how to do it.
pub const fn step(step: StepId, site: Site) -> (&'static str, &'static str) {
    match step {
        StepId::EaseUp => (EASE_UP, EASE_UP_HOW),
        StepId::Lengthen => {
            let stretch = stretch(site);
            (stretch.instruction, stretch.how)
        }
        StepId::Breathe => (BREATHE, BREATHE_HOW),
        StepId::Massage => (MASSAGE, MASSAGE_HOW),
        StepId::Stand => (STAND, STAND_HOW),
        StepId::PickleJuice => (PICKLE, PICKLE_HOW),
    }
}

/// For whom a step is not, where the evidence says so.
pub const fn who_must_not(step: StepId) -> Option<&'static str> {
    match step {
        StepId::Lengthen => Some(STRETCH_NOT),
        StepId::Massage => Some(MASSAGE_NOT),
        StepId::Stand => Some(STAND_NOT),
        StepId::PickleJuice => Some(PICKLE_NOT),
        StepId::EaseUp | StepId::Breathe => None,
    }
}

/// What must not be done.
pub const NEVER: [&str; 5] = [NEVER_FORCE, NEVER_POP, NEVER_SWOLLEN, NEVER_HEAT, NEVER_DRINK];

/// How sure one can be of a step; a step without a row of the evidence was not studied.
pub fn grade(remedy: Option<&Remedy>) -> String {
    let Some(remedy) = remedy else { return UNTESTED.to_owned() };
    let design = remedy.design.as_deref().unwrap_or(UNTESTED);
    grade_says(remedy.certainty.word(), design)
}
