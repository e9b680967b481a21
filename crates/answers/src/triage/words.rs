//! Sentences of the red flags: what to do now, today or by a day that is named. What to say for each flag stands in its table.

use charley_domain::triage::RedFlagAnswer;
use charley_evidence::{Branch, BranchOutcome, RedFlag, Urgency, Within, evidence};
use jiff::civil::Date;

use crate::triage::{Again, Assessment, Finding, QuestionList};
use charley_speech::{
    message::{Message, messages, of_table, sentences},
    place::Place,
    spoken,
};

messages! {
    "triage";
    call_number(number);
    CALL_LOCAL;
    call_today(who);
    call_maternity(who);
    BOOK_DAYS;
    BOOK_WEEK;
    BOOK_TWO_WEEKS;
    NOTHING;
    NOTHING_YET;
    UNTIL_THEN;
    again_yes(date);
    again_not_sure(date);
    STILL_SO;
    again_call(call);
    again_more(n: count);
    NOT_SURE;
    STILL_NOT_SURE;
    ASK_NOW;
    ASK_EFFORT;
    ASK_TODAY;
    ASK_SOON;
    ASK_KIND;
    ASK_ONE;
    KIND_OPEN;
    kind_asks(flag);
    KIND_UNKNOWN;
    NONE_OF_THESE;
    NONE_OF_OTHERS;
    BEFORE_ADVICE;
    SEE_NOW;
    SEE_TODAY;
    SEE_SOON;
    SAID_YES;
    SAID_NOT_SURE;
    UNFIT;
}

/// A question as it is asked.
pub fn question(flag: &RedFlag) -> &str {
    of_table("flags", &flag.id, &flag.question)
}

/// What to do and to say beside the call.
pub fn deed(flag: &RedFlag) -> &str {
    of_table("flags", &format!("{}_DEED", flag.id), &flag.deed)
}

/// A kind of an answer, as one chooses it.
pub fn kind_when<'a>(flag: &str, number: usize, kind: &'a Branch) -> &'a str {
    of_table("flags", &format!("{flag}_{number}"), &kind.when)
}

/// What to do and to say about a kind of an answer, where it says more than its question.
pub fn kind_then<'a>(flag: &str, number: usize, kind: &'a Branch) -> Option<&'a str> {
    kind.then.as_deref().map(|then| of_table("flags", &format!("{flag}_{number}_DEED"), then))
}

sentences! {
    all_answered(n) = "All {n} questions were answered.";
    unanswered(open, n) = "Without a yes or no: {open} of {n} questions.";
    HOW_TO_ANSWER = "y for yes, n for no, ? for not sure";
    list(n, of, heading) = "Red flags, list {n} of {of}. {heading}";
    HOW_TO_CHOOSE = "Type the numbers of all that are true. Put a ? after one that you are not sure of: 2 5?";
    CHOOSE = "Numbers, or Enter for none of these: ";
    CHOOSE_KIND = "Number, or Enter if you cannot tell: ";
    yes_no(question) = "{question} [y/n/?] ";
    no_such_number(typed, last) = "{typed} is no number of this list: use 1 to {last}.";
}

/// What a list asks.
pub const fn of_stage(stage: QuestionList) -> Message {
    match stage {
        QuestionList::Now => ASK_NOW,
        QuestionList::Effort => ASK_EFFORT,
        QuestionList::Today => ASK_TODAY,
        QuestionList::Soon => ASK_SOON,
    }
}

/// What to do first about something this urgent, in the words of the place.
pub fn heading(urgency: Urgency, within: Option<Within>, place: &Place) -> String {
    match urgency {
        Urgency::Emergency => now(place),
        Urgency::SameDay => today(place),
        Urgency::Routine => match within {
            Some(Within::Days) => BOOK_DAYS,
            Some(Within::Week) => BOOK_WEEK,
            Some(Within::TwoWeeks) | None => BOOK_TWO_WEEKS,
        }
        .into(),
    }
}

/// Whom to call now.
pub fn now(place: &Place) -> String {
    place.emergency.map_or_else(|| CALL_LOCAL.into(), call_number)
}

/// Whom to call today; the maternity unit at once.
pub fn today(place: &Place) -> String {
    if place.maternity {
        call_maternity(place.helpline.unwrap_or_else(|| place.same_day.text()))
    } else {
        call_today(place.same_day)
    }
}

/// What to do first about a kind of answer; where another question decides, which one.
pub fn of_kind(kind: &Branch, place: &Place) -> String {
    match &kind.outcome {
        BranchOutcome::Act(urgency) => heading(*urgency, kind.within, place),
        BranchOutcome::Ask(flag) | BranchOutcome::Usual(flag) => kind_asks(flag),
    }
}

/// What to do first about an assessment.
pub fn call(assessment: &Assessment, place: &Place) -> String {
    match assessment.action() {
        Some(urgency) => heading(urgency, assessment.within(), place),
        None if assessment.unanswered.len() == evidence().red_flags.len() => NOTHING_YET.into(),
        None => NOTHING.into(),
    }
}

/// The old answer to a question that is asked again: `On 21 November you said yes. Is it still so?`
pub fn old_answer(again: &Again, today: Date) -> String {
    let date = spoken::date(again.on, today);
    let said = if again.answer == RedFlagAnswer::Yes { again_yes(date) } else { again_not_sure(date) };
    format!("{said} {STILL_SO}")
}

/// The same with the question, and what to do if it is still so.
pub fn again(again: &Again, today: Date, place: &Place) -> String {
    let call = heading(again.flag.action, again.flag.within, place);
    let question = question(again.flag);
    format!("{question} {} {}", old_answer(again, today), again_call(call))
}

/// What is asked again, in one notice: the most urgent whole, and how many more there are.
pub fn asked_again(all: &[Again], today: Date, place: &Place) -> String {
    let Some(first) = all.iter().max_by_key(|again| again.flag.action) else { return String::new() };
    let said = again(first, today, place);
    match all.len() - 1 {
        0 => said,
        more => format!("{said} {}", again_more(more)),
    }
}

/// What else to do and to say about a finding, beside the call.
pub fn deeds(finding: &Finding) -> Vec<String> {
    let waits = finding.urgency == Urgency::SameDay && finding.ends_stretching();
    let not_sure = finding.not_sure.then_some(NOT_SURE.text());
    let until = waits.then_some(UNTIL_THEN.text());
    std::iter::once(finding.deed()).chain(not_sure).chain(until).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_call_follows_the_place() {
        let say = |zone, urgency| heading(urgency, None, &Place::of_zone(Some(zone)));
        assert_eq!(say("Europe/London", Urgency::Emergency), "Call 999 now.");
        assert_eq!(say("Europe/London", Urgency::SameDay), "Call NHS 111 or your GP today.");
        assert_eq!(say("America/Chicago", Urgency::Emergency), "Call 911 now.");
        assert_eq!(say("Etc/UTC", Urgency::Emergency), *CALL_LOCAL);
    }

    #[test]
    fn in_pregnancy_the_maternity_unit_comes_first_and_an_emergency_stays_one() {
        let say =
            |zone, urgency| heading(urgency, None, &Place { maternity: true, ..Place::of_zone(Some(zone)) });
        assert_eq!(
            say("Europe/London", Urgency::SameDay),
            "Call your maternity unit now, day or night; if you cannot reach it, NHS 111."
        );
        assert!(say("America/Chicago", Urgency::SameDay).ends_with("your doctor or an urgent care clinic."));
        assert_eq!(say("Europe/London", Urgency::Emergency), "Call 999 now.");
    }
}
