//! Sentences that stand first, wherever advice is given: what was not asked, whom to speak with, what nobody may be told.

use charley_evidence::Urgency;

use crate::{notice::Sign, triage::words as triage};
use charley_speech::message::sentences;

sentences! {
    NO_SAFE_AMOUNT = "No amount of drink is told: under each of them blood sodium could end too low in more \
than 5 of 100 possible bodies. Drink only when thirsty.";
    standing_now(call) = "By your answers about warning signs you need help now. {call}";
    standing_today(call) = "By your answers about warning signs a doctor must hear of this today. {call}";
    standing_soon(call) = "By your answers about warning signs a doctor should hear of this. {call}";
    not_sure_now(call) = "You were not sure about a warning sign that cannot wait. {call} Say that you are not sure.";
    not_sure_today(call) = "You were not sure about a warning sign. {call} Say that you are not sure.";
    NOT_ASKED = "Warning signs were not asked yet.";
    NOT_ASKED_LINE = "Warning signs were not asked yet: check (2 min)";
    open(n: count) =
        one "{n} question about warning signs is still open."
        other "{n} questions about warning signs are still open.";
    open_line(n: count) =
        one "Warning signs: {n} question is open"
        other "Warning signs: {n} questions are open";
    TO_QUESTIONS = "Answer the questions";
    SIGNS = "Call the emergency number now for chest pain, breathlessness, a faint, a cold numb leg, or dark urine \
after effort. A leg that stays swollen, warm or sore, new weakness, or a cramp that does not ease in 10 minutes needs a doctor today.";
    HOW_TO_ANSWER = "charley triage asks, and shows what you said.";
    SEE_ANSWERS = "Your answers, and what to do";
    NOTHING_LEARNED = "Nothing has been learned from your diary yet: this is what published studies say.";
    UNDER_18 = "Under 18 Charley gives no forecast, no causes and no plan: it keeps the diary.";
    MINOR = "You are under 18: show the diary to a parent and to a doctor. A limp, a fever or feeling unwell with leg pain \
needs a doctor today.";
    AGE_FIRST = "Charley gives no forecast until it knows your age.";
    ADULTS_ONLY = "Your age is not known; these studies are of adults.";
    MIDWIFE_FIRST = "You are pregnant: speak with your midwife about cramps first. Charley suggests \
no supplement and no medicine. One leg that is swollen, warm or sore needs a doctor today.";
    STATIN = "You take a statin. If muscle pain, tenderness, weakness or cramps are new and \
unexplained, call your doctor or pharmacist today: they will tell you what to do about it.";
    STATIN_LINE = "You take a statin: when to call";
    NO_DEVICE = "It is no medical device and diagnoses nothing.";
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
