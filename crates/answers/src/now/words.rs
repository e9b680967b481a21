//! Sentences of relief: what to do beside the stretch, what not to do, and when this is no cramp any more.

pub mod aftercare;
pub mod stretch;

use charley_evidence::{Certainty, Remedy};

use crate::now::{StepId, words::stretch::stretch};
use charley_speech::{
    message::{Message, messages, of_table, sentences},
    site::Site,
};

messages! {
    "relief";
    EASE_UP;
    EASE_UP_HOW;
    BREATHE;
    BREATHE_HOW;
    MASSAGE;
    MASSAGE_HOW;
    STAND;
    STAND_HOW;
    PICKLE;
    PICKLE_HOW;
    STRETCH_NOT;
    MASSAGE_NOT;
    STAND_NOT;
    PICKLE_NOT;
    pickle_closed(because);
    MASSAGE_PREGNANT;
    MASSAGE_BLOOD;
    MASSAGE_PERHAPS;
    ended_yes(question);
    ended_unsure(question);
    LET_GO;
    LET_GO_THEN;
    let_go_after(time);
    CHECK;
    CHECK_LINK;
    COMMON;
    TEN;
    TEN_HOW;
    NEVER_FORCE;
    NEVER_POP;
    NEVER_SWOLLEN;
    NEVER_HEAT;
    NEVER_DRINK;
    PICKLE_QUESTION;
    PICKLE_FIRST;
    PICKLE_NONE;
    PICKLE_ELSE;
    CALL_FOR;
    TODAY_FOR;
    KEPT;
    UNTESTED;
    HOW_SURE;
    sure_of(step, grade);
    for_the_helper(helper);
    grade_says(certainty, design);
    CERTAINTY_HIGH;
    CERTAINTY_MODERATE;
    CERTAINTY_LOW;
    CERTAINTY_VERY_LOW;
}

sentences! {
    ENDED_AGAIN = "Has it changed? Answer again: charley triage";
    ENTER = "Enter: it let go (recorded). Ctrl-C: nothing is recorded.";
    ASK_TRIAGE = "This may not be a cramp: charley triage";
}

/// The instruction of a step and how to do it.
pub fn step(step: StepId, site: Site) -> (&'static str, &'static str) {
    let (instruction, how) = match step {
        StepId::EaseUp => (EASE_UP, EASE_UP_HOW),
        StepId::Lengthen => {
            let stretch = stretch(site);
            (stretch.instruction, stretch.how)
        }
        StepId::Breathe => (BREATHE, BREATHE_HOW),
        StepId::Massage => (MASSAGE, MASSAGE_HOW),
        StepId::Stand => (STAND, STAND_HOW),
        StepId::PickleJuice => (PICKLE, PICKLE_HOW),
    };
    (instruction.text(), how.text())
}

/// For whom a step is not, where the evidence says so.
pub fn who_must_not(step: StepId) -> Option<&'static str> {
    let said = match step {
        StepId::Lengthen => STRETCH_NOT,
        StepId::Massage => MASSAGE_NOT,
        StepId::Stand => STAND_NOT,
        StepId::PickleJuice => PICKLE_NOT,
        StepId::EaseUp | StepId::Breathe => return None,
    };
    Some(said.text())
}

/// What must not be done.
pub const NEVER: [Message; 5] = [NEVER_FORCE, NEVER_POP, NEVER_SWOLLEN, NEVER_HEAT, NEVER_DRINK];

/// How sure one can be of a step; a step without a row of the evidence was not studied.
pub fn grade(remedy: Option<&Remedy>) -> String {
    let Some(remedy) = remedy else { return UNTESTED.into() };
    let design =
        remedy.design.as_deref().map_or(UNTESTED.text(), |design| of_table("designs", &remedy.id, design));
    grade_says(certainty(remedy.certainty), design)
}

const fn certainty(certainty: Certainty) -> Message {
    match certainty {
        Certainty::High => CERTAINTY_HIGH,
        Certainty::Moderate => CERTAINTY_MODERATE,
        Certainty::Low => CERTAINTY_LOW,
        Certainty::VeryLow => CERTAINTY_VERY_LOW,
    }
}
