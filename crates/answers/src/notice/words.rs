//! Sentences that stand first, wherever advice is given: what was not asked, whom to speak with, what nobody may be told.

use charley_evidence::Urgency;

use crate::{notice::Sign, triage::words as triage};
use charley_speech::message::{messages, sentences};

messages! {
    "notice";
    NOTHING_LEARNED;
    UNDER_18;
    AGE_FIRST;
    TO_QUESTIONS;
    STATIN_LINE;
    standing_now(call);
    standing_today(call);
    standing_soon(call);
    not_sure_now(call);
    not_sure_today(call);
    NOT_ASKED;
    NOT_ASKED_LINE;
    open(n: count);
    open_line(n: count);
    SIGNS;
    SEE_ANSWERS;
    MINOR;
    ADULTS_ONLY;
    MIDWIFE_FIRST;
    STATIN;
    NO_DEVICE;
}

sentences! {
    NO_SAFE_AMOUNT = "No amount of drink is told: under each of them blood sodium could end too low in more \
than 5 of 100 possible bodies. Drink only when thirsty.";
    HOW_TO_ANSWER = "charley triage asks, and shows what you said.";
    TRIMESTER = "More people have cramps in this part of a pregnancy; it is nothing to act on here.";
}

/// What an answer asks for: how soon, whom to call, and what not to do until then.
pub fn standing(sign: &Sign) -> String {
    let call = triage::heading(sign.urgency, sign.within, &sign.place);
    let text = match (sign.urgency, sign.not_sure) {
        (Urgency::Emergency, false) => standing_now(call),
        (Urgency::Emergency, true) => not_sure_now(call),
        (Urgency::SameDay, false) => standing_today(call),
        (Urgency::SameDay, true) => not_sure_today(call),
        (Urgency::Routine, _) => standing_soon(call),
    };
    // After an emergency call nobody reads on to what not to do.
    let waits = sign.ends_stretching && sign.urgency == Urgency::SameDay;
    if waits { format!("{text} {}", triage::UNTIL_THEN) } else { text }
}

/// That nothing was asked yet, and what cannot wait for the questions.
pub fn not_asked() -> String {
    format!("{NOT_ASKED} {SIGNS}")
}

/// How many questions are open, with what cannot wait for them where that was not asked.
pub fn questions_open(questions: usize, with_signs: bool) -> String {
    let open = open(questions);
    if with_signs { format!("{open} {SIGNS}") } else { open }
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
    let sign = |urgency, not_sure| Sign {
        urgency,
        flags: vec!["RF01"],
        not_sure,
        ends_stretching: true,
        within: None,
        place: charley_speech::place::Place::of_zone(Some("Europe/London")),
    };
    let urgencies = [Urgency::Emergency, Urgency::SameDay, Urgency::Routine];
    let signs = urgencies.into_iter().flat_map(|urgency| [sign(urgency, false), sign(urgency, true)]);
    let mut all: Vec<String> = signs.map(|sign| standing(&sign)).collect();
    all.extend([
        not_asked(),
        questions_open(1, false),
        questions_open(12, true),
        open_line(1),
        open_line(12),
    ]);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filled_sentences_read_well() {
        charley_speech::lint::check(&examples());
        insta::assert_snapshot!(examples().join("\n"));
    }
}
