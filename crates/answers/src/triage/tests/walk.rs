//! All flags, all answers, several persons: urgency, words, stretching, and what stays open.

use charley_evidence::{AnswerKind, BranchOutcome, RedFlag, Within};
use serde_json::Value;

use super::*;
use charley_speech::lint;

/// What a plain yes to each question gives, and the least that "not sure" gives to anybody; written down apart from the table.
const PLAIN: [(&str, &str, &str); 38] = [
    ("RF01", "emergency", "emergency"),
    ("RF02", "same_day", "same_day"),
    ("RF03", "emergency", "emergency"),
    ("RF04", "emergency", "same_day"),
    ("RF05", "emergency", "same_day"),
    ("RF06", "emergency", "emergency"),
    ("RF07", "emergency", "same_day"),
    ("RF08", "same_day", "same_day"),
    ("RF09", "emergency", "same_day"),
    ("RF10", "same_day", "same_day"),
    ("RF11", "emergency", "emergency"),
    ("RF12", "emergency", "same_day"),
    ("RF13", "same_day", "same_day"),
    ("RF14", "emergency", "same_day"),
    ("RF15", "routine", "none"),
    ("RF16", "routine", "none"),
    ("RF17", "same_day", "same_day"),
    ("RF18", "routine", "none"),
    ("RF19", "routine", "none"),
    ("RF20", "routine", "none"),
    ("RF21", "routine", "none"),
    ("RF22", "routine", "none"),
    ("RF23", "routine", "none"),
    ("RF24", "routine", "none"),
    ("RF25", "routine", "none"),
    ("RF26", "emergency", "same_day"),
    ("RF27", "same_day", "same_day"),
    ("RF28", "same_day", "same_day"),
    ("RF29", "same_day", "same_day"),
    ("RF30", "emergency", "same_day"),
    ("RF31", "routine", "none"),
    ("RF32", "same_day", "same_day"),
    ("RF33", "emergency", "same_day"),
    ("RF34", "emergency", "same_day"),
    ("RF35", "same_day", "same_day"),
    ("RF36", "emergency", "same_day"),
    ("RF37", "same_day", "same_day"),
    ("RF38", "emergency", "same_day"),
];

/// What each kind of answer gives where kinds are told apart.
const KINDS: [(&str, usize, &str); 41] = [
    ("RF03", 0, "emergency"),
    ("RF03", 1, "emergency"),
    ("RF03", 2, "same_day"),
    ("RF03", 3, "emergency"),
    ("RF03", 4, "emergency"),
    ("RF03", 5, "same_day"),
    ("RF04", 0, "emergency"),
    ("RF04", 1, "same_day"),
    ("RF05", 0, "emergency"),
    ("RF05", 1, "same_day"),
    ("RF07", 0, "emergency"),
    ("RF07", 1, "emergency"),
    ("RF07", 2, "same_day"),
    ("RF09", 0, "emergency"),
    ("RF09", 1, "same_day"),
    ("RF10", 0, "same_day"),
    ("RF10", 1, "emergency"),
    ("RF14", 0, "emergency"),
    ("RF14", 1, "same_day"),
    ("RF18", 0, "routine"),
    ("RF18", 1, "same_day"),
    ("RF21", 0, "routine"),
    ("RF21", 1, "emergency"),
    ("RF25", 0, "routine"),
    ("RF25", 1, "routine"),
    ("RF25", 2, "routine"),
    ("RF25", 3, "same_day"),
    ("RF25", 4, "routine"),
    ("RF27", 0, "same_day"),
    ("RF27", 1, "emergency"),
    ("RF29", 0, "same_day"),
    ("RF29", 1, "routine"),
    ("RF29", 2, "none"),
    ("RF30", 0, "emergency"),
    ("RF30", 1, "same_day"),
    ("RF32", 0, "same_day"),
    ("RF32", 1, "emergency"),
    ("RF33", 0, "emergency"),
    ("RF33", 1, "same_day"),
    ("RF34", 0, "emergency"),
    ("RF34", 1, "same_day"),
];

/// Flags that take stretching and massage away whenever they need a doctor today.
const END_STRETCHING: [&str; 7] = ["RF02", "RF03", "RF04", "RF08", "RF13", "RF17", "RF28"];

fn persons() -> Vec<(&'static str, Profile)> {
    let diabetic = Person { conditions: Some([Condition::Diabetes].into()), ..born(1970) };
    let effort = Profile::of(&born(1990), &[takes("none")], Some(date(2026, 11, 25)), TODAY);
    vec![
        ("nobody known", Profile::default()),
        ("statin man", profile(&Person { sex: Some(Sex::Male), ..born(1960) }, &["simvastatin"])),
        ("pregnant", profile(&pregnant(), &["none"])),
        ("furosemide, over 65", profile(&born(1950), &["furosemide"])),
        ("lithium", profile(&born(1980), &["lithium"])),
        ("child", profile(&born(2017), &["none"])),
        ("effort", effort),
        ("diabetes", profile(&diabetic, &["none"])),
    ]
}

/// All answers that can be given to a flag, with what each gives at least to anybody.
fn answers(flag: &RedFlag) -> Vec<(TriageAnswers, &'static str)> {
    use RedFlagAnswer::{No, Unknown, Yes};
    let (_, plain, not_sure) = PLAIN.iter().find(|(id, ..)| *id == flag.id).unwrap();
    let mut all = vec![
        (yes(&flag.id), *plain),
        (unsure(&flag.id), *not_sure),
        (TriageAnswers::one(&flag.id, No), "none"),
    ];
    for (_, branch, gives) in KINDS.iter().filter(|(id, ..)| *id == flag.id) {
        let of_yes = flag.branches[*branch].answer == AnswerKind::Yes;
        all.push((kind(&flag.id, if of_yes { Yes } else { Unknown }, *branch), gives));
    }
    all
}

fn rank(word: &str) -> usize {
    ["none", "routine", "same_day", "emergency"].iter().position(|one| *one == word).unwrap()
}

/// What holds of every assessment of one answer.
fn check(flag: &RedFlag, said: &TriageAnswers, (who, profile): &(&str, Profile)) -> Value {
    let assessment = assess(said, profile);
    let place = place(&assessment, profile, &"2026-11-26T09:00[Europe/London]".parse().unwrap());
    let document = serde_json::to_value(TriageDocument::of(&assessment, &[], &place)).unwrap();
    let at = format!("{} {said:?}, {who}: {document}", flag.id);
    let answer = said.answers[&flag.id];
    let open = document["unanswered"].as_array().unwrap();
    assert_eq!(open.iter().any(|id| *id == flag.id.as_str()), answer == RedFlagAnswer::Unknown, "{at}");
    let Some(finding) = assessment.findings.first() else {
        assert_eq!(
            (document["action"].as_str(), document["ends_stretching"].as_bool()),
            (Some("none"), Some(false))
        );
        return document;
    };
    let told = &document["findings"][0];
    assert_eq!(told["not_sure_taken_for_yes"], answer == RedFlagAnswer::Unknown, "{at}");
    let ends = finding.urgency == Urgency::Emergency
        || finding.urgency == Urgency::SameDay && END_STRETCHING.contains(&flag.id.as_str());
    assert_eq!((told["ends_stretching"].as_bool(), assessment.ends_stretching()), (Some(ends), ends), "{at}");
    let call = told["call"].as_str().unwrap();
    let begins = match (finding.urgency, finding.within) {
        (Urgency::Emergency, _) => "Call 999 now.",
        (Urgency::SameDay, _) if place.maternity => "Call your maternity unit now, day or night; ",
        (Urgency::SameDay, _) => "Call NHS 111 or your GP today.",
        (Urgency::Routine, Some(Within::Days)) => "See a doctor within the next few days",
        (Urgency::Routine, Some(Within::Week)) => "Book an appointment for this week.",
        (Urgency::Routine, _) => "Book an appointment within two weeks.",
    };
    assert!(call.starts_with(begins), "{at}");
    assert_eq!(document["call"], call, "{at}");
    let deeds: Vec<&str> = told["do"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(deeds[0].len() > 10, "{at}");
    assert_eq!(
        deeds.contains(&words::UNTIL_THEN.text()),
        ends && finding.urgency == Urgency::SameDay,
        "{at}"
    );
    assert_eq!(deeds.contains(&words::NOT_SURE.text()), finding.not_sure, "{at}");
    for text in deeds.iter().chain([&call]) {
        assert_eq!(lint::broken(text), Vec::<u8>::new(), "{at}");
    }
    document
}

#[test]
fn every_flag_answer_and_person_gets_what_is_written_down() {
    assert_eq!(PLAIN.len(), evidence().red_flags.len());
    let mut walked = 0;
    for flag in &evidence().red_flags {
        for (said, gives) in answers(flag) {
            for person in &persons() {
                let document = check(flag, &said, person);
                let action = document["action"].as_str().unwrap();
                let lowered = said.answers[&flag.id] == RedFlagAnswer::Unknown && said.branches.is_empty();
                if lowered && person.1.lowers(&flag.id) {
                    assert_eq!(action, word(Some(flag.action)), "{} {said:?}, {}", flag.id, person.0);
                    assert!(rank(action) >= rank(gives));
                } else {
                    assert_eq!(action, gives, "{} {said:?}, {}", flag.id, person.0);
                }
                walked += 1;
            }
        }
    }
    assert_eq!(walked, (38 * 3 + KINDS.len()) * 8);
}

#[test]
fn the_written_kinds_are_those_of_the_table() {
    let mut told: Vec<(&str, usize)> = Vec::new();
    for flag in evidence().red_flags.iter().filter(|flag| flag.branches.len() > 1) {
        told.extend((0..flag.branches.len()).map(|branch| (flag.id.as_str(), branch)));
    }
    told.sort_unstable();
    let expected: Vec<(&str, usize)> = KINDS.iter().map(|(flag, branch, _)| (*flag, *branch)).collect();
    assert_eq!(told, expected);
    for (flag, branch, gives) in KINDS {
        let kind = &evidence().red_flag(flag).unwrap().branches[branch];
        if let BranchOutcome::Act(urgency) = kind.outcome {
            assert_eq!(word(Some(urgency)), gives, "{flag}, kind {branch}");
        }
    }
}

#[test]
fn a_kind_that_does_not_go_with_the_answer_is_not_believed() {
    let mild = kind("RF03", RedFlagAnswer::Yes, 5);
    assert_eq!(assess(&mild, &Profile::default()).action(), Some(Urgency::Emergency));
    let beyond = kind("RF27", RedFlagAnswer::Yes, 7);
    assert_eq!(assess(&beyond, &Profile::default()).action(), Some(Urgency::SameDay));
}
