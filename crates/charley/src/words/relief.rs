//! Sentences of relief: what to do beside the stretch, what not to do, and when this is no cramp any more.

use charley_evidence::Remedy;

use crate::{
    relief::{Site, StepId},
    words::{
        message::{fill, messages},
        stretch::stretch,
    },
};

messages! {
    EASE_UP = "relief.ease_up": "Slow down and stop.";
    EASE_UP_HOW = "relief.ease_up.how": "First ease off, then stretch.";
    BREATHE = "relief.breathe": "Breathe out, long and slow.";
    BREATHE_HOW = "relief.breathe.how": "Keep the stretch. Let shoulders and jaw go loose.";
    MASSAGE = "relief.massage": "Rub the hard muscle firmly.";
    MASSAGE_HOW = "relief.massage.how": "Keep the stretch while you rub.";
    STAND = "relief.stand": "Switch on a light, hold on to something, then put weight on the leg.";
    STAND_HOW = "relief.stand.how": "Knee slightly bent. Sit down if you feel unsteady.";
    PICKLE = "relief.pickle": "Pickle juice, if it is at hand.";
    PICKLE_HOW = "relief.pickle.how": "One or two swallows, no more. It is very salty.";
    STRETCH_NOT = "relief.stretch.not": "Not after a pop in the muscle, and not if the leg is swollen, hot, or stays painful.";
    MASSAGE_NOT = "relief.massage.not": "Not on a calf that is swollen, hot or sore. Not with a blood thinner or after a blood clot. If pregnant, do not rub: stretch.";
    STAND_NOT = "relief.stand.not": "Not if you are unsteady and alone in the dark.";
    PICKLE_NOT = "relief.pickle.not": "With kidney, heart or liver disease, high blood pressure, a low-salt diet or a pregnancy, ask first.";
    PICKLE_CLOSED = "relief.pickle.closed": "Pickle juice is not shown: {because}.";
    MASSAGE_PREGNANT = "relief.massage.pregnant": "If pregnant, do not rub: stretch. Tell your midwife of a sore leg.";
    MASSAGE_BLOOD = "relief.massage.blood": "No firm rubbing: with a past clot or a blood thinner leave the muscle alone and stretch.";
    MASSAGE_PERHAPS = "relief.massage.perhaps": "No firm rubbing: Charley does not know all your medicines, and one of them may thin the blood. Stretch instead.";
    ENDED_YES = "relief.ended.yes": "No stretching and no massage now, since you said yes to: {question}";
    ENDED_UNSURE = "relief.ended.unsure": "No stretching and no massage now, since you were not sure about: {question}";
    ENDED_AGAIN = "relief.ended.again": "Has it changed? Answer again: charley triage";
    LET_GO = "relief.let_go": "It let go";
    LET_GO_THEN = "relief.let_go.then": "Once it let go, the muscle may be sore for up to a day. If it is:";
    LET_GO_AFTER = "relief.let_go.after": "It let go after {time}.";
    CHECK = "relief.check": "Swollen, hot, cold or numb? Short of breath? Chest pain? A sudden pop?";
    CHECK_LINK = "relief.check.link": "This may not be a cramp";
    COMMON = "relief.common": "None of these? Leg cramps are common, and most let go within 10 minutes.";
    TEN = "relief.ten": "Ten minutes and still locked: this needs a doctor today.";
    TEN_HOW = "relief.ten.how": "Stop stretching. With chest pain, trouble breathing, a faint, or a cold or numb leg, call the emergency number now.";
    NEVER_FORCE = "relief.never.force": "Do not jerk and do not bounce.";
    NEVER_POP = "relief.never.pop": "After a sudden pop or kick in the calf: no stretching, a doctor today.";
    NEVER_SWOLLEN = "relief.never.swollen": "Do not rub a leg that is swollen, hot or sore.";
    NEVER_HEAT = "relief.never.heat": "No heat pack while falling asleep, and none on a numb leg.";
    NEVER_DRINK = "relief.never.drink": "Drink to your thirst, no further.";
    PICKLE_QUESTION = "relief.pickle.question": "Does one of these fit you? Heart, kidney or liver disease, dialysis, high blood pressure, a low-salt diet, a water tablet, lithium, pregnant, under 18.";
    PICKLE_FIRST = "relief.pickle.first": "Pickle juice: one question first";
    PICKLE_NONE = "relief.pickle.none": "None of these fits me";
    PICKLE_ELSE = "relief.pickle.else": "If one fits, or you do not know: leave it out.";
    CALL_FOR = "relief.call_for": "For chest pain, trouble breathing, a faint, confusion or a fit; a leg suddenly cold, pale or numb; pain that keeps getting worse, with a tight hard muscle, after an injury or very hard exercise; dark urine after effort or heat.";
    TODAY_FOR = "relief.today_for": "For a leg that stays swollen, hot or sore, a sudden pop, a fever, or new weakness.";
    KEPT = "relief.kept": "Write them into your diary in the morning.";
    UNTESTED = "relief.untested": "custom, not studied";
    HOW_SURE = "relief.how_sure": "How sure is this?";
    SURE_OF = "relief.how_sure.of": "{step} ({grade})";
    FOR_THE_HELPER = "relief.for_the_helper": "For whoever helps: {helper}";
    ENTER = "relief.enter": "Enter: it let go (recorded). Ctrl-C: nothing is recorded.";
    ASK_TRIAGE = "relief.ask_triage": "This may not be a cramp: charley triage";
    GRADE = "relief.grade": "{certainty} certainty: {design}";
}

/// The instruction of a step and how to do it.
pub(crate) const fn step(step: StepId, site: Site) -> (&'static str, &'static str) {
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
pub(crate) const fn who_must_not(step: StepId) -> Option<&'static str> {
    match step {
        StepId::Lengthen => Some(STRETCH_NOT),
        StepId::Massage => Some(MASSAGE_NOT),
        StepId::Stand => Some(STAND_NOT),
        StepId::PickleJuice => Some(PICKLE_NOT),
        StepId::EaseUp | StepId::Breathe => None,
    }
}

/// What must not be done.
pub(crate) const NEVER: [&str; 5] = [NEVER_FORCE, NEVER_POP, NEVER_SWOLLEN, NEVER_HEAT, NEVER_DRINK];

/// How sure one can be of a step; a step without a row of the evidence was not studied.
pub(crate) fn grade(remedy: Option<&Remedy>) -> String {
    let Some(remedy) = remedy else { return UNTESTED.to_owned() };
    let design = remedy.design.as_deref().unwrap_or(UNTESTED);
    fill(GRADE, &[("certainty", &remedy.certainty.word()), ("design", &design)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lint;

    #[test]
    fn no_sentence_is_forbidden() {
        for (id, text) in CATALOGUE {
            assert_eq!(lint::broken(text), Vec::<u8>::new(), "{id}: {text}");
        }
    }
}
