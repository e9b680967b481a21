//! Every red flag and every branch, with what its yes must give.

use charley_domain::{
    entry::{EntrySource, MedicineUse},
    moment::{Moment, Precision},
    night::NightOf,
    person::{Condition, Person, Sex},
};
use jiff::civil::date;

use super::*;

const TODAY: jiff::civil::Date = date(2026, 11, 26);

/// What a plain yes to each question gives, written down apart from the table.
const PLAIN: [(&str, &str); 33] = [
    ("RF01", "emergency"),
    ("RF02", "same_day"),
    ("RF03", "emergency"),
    ("RF04", "emergency"),
    ("RF05", "emergency"),
    ("RF06", "emergency"),
    ("RF07", "emergency"),
    ("RF08", "same_day"),
    ("RF09", "emergency"),
    ("RF10", "same_day"),
    ("RF11", "emergency"),
    ("RF12", "emergency"),
    ("RF13", "same_day"),
    ("RF14", "emergency"),
    ("RF15", "routine"),
    ("RF16", "routine"),
    ("RF17", "same_day"),
    ("RF18", "routine"),
    ("RF19", "routine"),
    ("RF20", "routine"),
    ("RF21", "routine"),
    ("RF22", "routine"),
    ("RF23", "routine"),
    ("RF24", "routine"),
    ("RF25", "routine"),
    ("RF26", "emergency"),
    ("RF27", "same_day"),
    ("RF28", "same_day"),
    ("RF29", "same_day"),
    ("RF30", "emergency"),
    ("RF31", "routine"),
    ("RF32", "same_day"),
    ("RF33", "emergency"),
];

/// What each kind of yes gives where the trigger tells kinds apart.
const BRANCHES: [(&str, usize, &str); 19] = [
    ("RF09", 0, "emergency"),
    ("RF09", 1, "same_day"),
    ("RF14", 0, "emergency"),
    ("RF14", 1, "same_day"),
    ("RF21", 0, "routine"),
    ("RF21", 1, "routine"),
    ("RF25", 0, "routine"),
    ("RF25", 1, "routine"),
    ("RF25", 2, "routine"),
    ("RF25", 3, "same_day"),
    ("RF27", 0, "same_day"),
    ("RF27", 1, "emergency"),
    ("RF29", 0, "same_day"),
    ("RF29", 1, "routine"),
    ("RF29", 2, "none"),
    ("RF30", 0, "emergency"),
    ("RF30", 1, "same_day"),
    ("RF33", 0, "emergency"),
    ("RF33", 1, "same_day"),
];

fn yes(flag: &str) -> TriageAnswers {
    TriageAnswers::one(flag, RedFlagAnswer::Yes)
}

fn entry(minute: i64, record: Record) -> Entry {
    let at: Zoned = "2026-11-26T03:00[Europe/Berlin]".parse().unwrap();
    let at = at.checked_add(jiff::SignedDuration::from_mins(minute)).unwrap();
    let moment = Moment::of(&at);
    Entry {
        id: uuid::Uuid::from_u128(minute.unsigned_abs().into()),
        night: NightOf::of(&moment),
        recorded_at: at.timestamp(),
        occurred_at: moment,
        source: EntrySource::Page,
        precision: Precision::Exact,
        record,
    }
}

fn takes(name: &str) -> Entry {
    entry(0, Record::Medicine(MedicineUse { name: name.into(), from: date(2026, 1, 1), until: None }))
}

#[test]
fn a_plain_yes_to_each_of_the_33_gives_its_action_and_ends_stretching_where_it_must() {
    assert_eq!(PLAIN.len(), evidence().red_flags.len());
    for (flag, action) in PLAIN {
        let assessment = assess(&yes(flag), &Profile::default());
        assert_eq!(word(assessment.action()), action, "{flag}");
        assert_eq!(assessment.findings[0].flag.id, flag);
        assert_eq!(assessment.ends_stretching(), action != "routine", "{flag}");
        assert_eq!(assessment.unanswered.len(), 32, "{flag}");
    }
}

#[test]
fn every_kind_of_yes_that_differs_is_asked_and_overrides_the_action() {
    let mut told = Vec::new();
    for flag in &evidence().red_flags {
        told.extend(kinds(flag).iter().map(|(branch, _)| (flag.id.as_str(), *branch)));
    }
    let expected: Vec<(&str, usize)> = BRANCHES.iter().map(|(flag, branch, _)| (*flag, *branch)).collect();
    let rf32: Vec<(&str, usize)> = vec![("RF32", 0), ("RF32", 1)];
    told.retain(|one| !rf32.contains(one));
    told.sort_unstable();
    assert_eq!(told, expected);
    for (flag, branch, action) in BRANCHES {
        let mut said = yes(flag);
        said.branches.insert(flag.to_owned(), branch);
        assert_eq!(word(assess(&said, &Profile::default()).action()), action, "{flag}, branch {branch}");
    }
}

#[test]
fn no_and_silence_give_nothing_and_silence_stays_unanswered() {
    let all = evidence().red_flags.iter().map(|flag| flag.id.as_str());
    let no = assess(&TriageAnswers::all(all.clone(), RedFlagAnswer::No), &Profile::default());
    assert_eq!((word(no.action()), no.unanswered.len()), ("none", 0));
    let unsure = assess(&TriageAnswers::all(all, RedFlagAnswer::Unknown), &Profile::default());
    assert_eq!((word(unsure.action()), unsure.unanswered.len()), ("none", 33));
}

#[test]
fn the_most_urgent_comes_first() {
    let mut said = yes("RF31");
    said.update(&yes("RF02"));
    said.update(&yes("RF01"));
    let assessment = assess(&said, &Profile::default());
    let ids: Vec<&str> = assessment.findings.iter().map(|finding| finding.flag.id.as_str()).collect();
    assert_eq!(ids, ["RF01", "RF02", "RF31"]);
}

#[test]
fn pregnancy_age_medicines_and_effort_lower_the_threshold() {
    let born = |year| Person { born: Some(date(year, 1, 1)), ..Person::default() };
    let pregnant = Person { pregnant_since: Some(date(2026, 6, 1)), ..born(1995) };
    let clot = Person { conditions: Some([Condition::ClotBefore].into()), ..born(1990) };
    let statin = [takes("Lipitor 20 mg")];
    let lithium = [takes("lithium")];
    let cases: [(&Person, &[Entry], Option<jiff::civil::Date>, &str); 7] = [
        (&pregnant, &[], None, "RF02"),
        (&pregnant, &[], None, "RF13"),
        (&born(1950), &[], None, "RF02"),
        (&clot, &[], None, "RF01"),
        (&born(1990), &statin, None, "RF32"),
        (&born(1990), &lithium, None, "RF33"),
        (&born(1990), &[], Some(date(2026, 11, 24)), "RF05"),
    ];
    for (person, entries, effort, flag) in cases {
        let unsure = TriageAnswers::one(flag, RedFlagAnswer::Unknown);
        let lowered = assess(&unsure, &Profile::of(person, entries, effort, TODAY));
        assert!(lowered.findings.iter().any(|finding| finding.flag.id == flag && finding.lowered), "{flag}");
        let plain = assess(&unsure, &Profile::of(&born(1990), &[takes("none")], None, TODAY));
        assert_eq!(plain.findings, [], "{flag}");
    }
}

#[test]
fn the_lists_hold_every_flag_once_emergencies_first_and_nothing_unknown_is_left_out() {
    let nobody = Profile::default();
    let mut asked: Vec<&str> =
        Stage::ALL.iter().flat_map(|stage| stage.questions(&nobody)).map(|flag| flag.id.as_str()).collect();
    assert_eq!(asked.len(), 33);
    let urgencies: Vec<Urgency> =
        Stage::ALL.iter().flat_map(|stage| stage.questions(&nobody)).map(|flag| flag.action).collect();
    assert!(urgencies.windows(2).all(|pair| pair[0] >= pair[1]));
    asked.sort_unstable();
    asked.dedup();
    assert_eq!(asked.len(), 33);
    let man = Person { sex: Some(Sex::Male), born: Some(date(1970, 1, 1)), ..Person::default() };
    let profile = Profile::of(&man, &[takes("none")], None, TODAY);
    let left: usize = Stage::ALL.iter().map(|stage| stage.questions(&profile).len()).sum();
    // Pregnancy twice, the child, quinine, statin, lithium.
    assert_eq!(left, 27);
}

#[test]
fn a_yes_stands_until_it_is_answered_anew_and_a_no_for_thirty_days() {
    let later: Zoned = "2027-01-10T09:00[Europe/Berlin]".parse().unwrap();
    let said = [
        entry(0, Record::Triage(TriageAnswers::all(["RF01", "RF03"], RedFlagAnswer::No))),
        entry(1, Record::Triage(yes("RF02"))),
    ];
    let current = Standing::of(&said).current(&later);
    assert_eq!(current.answers.keys().collect::<Vec<_>>(), ["RF02"]);
    let caution = Caution::of(&said, &Profile::default(), &later);
    assert!(caution.assessment.ends_stretching() && caution.asked != Asked::All);
    assert_eq!(caution.notices().len(), 2);
    let again = [said[1].clone(), entry(2, Record::Triage(TriageAnswers::one("RF02", RedFlagAnswer::No)))];
    assert!(!Caution::of(&again, &Profile::default(), &later).assessment.ends_stretching());
}

#[test]
fn once_all_was_asked_no_page_says_that_it_was_not() {
    let now: Zoned = "2026-11-26T09:00[Europe/Berlin]".parse().unwrap();
    let all = evidence().red_flags.iter().map(|flag| flag.id.as_str());
    let said = [entry(0, Record::Triage(TriageAnswers::all(all, RedFlagAnswer::No)))];
    let caution = Caution::of(&said, &Profile::default(), &now);
    assert_eq!(caution.asked, Asked::All);
    assert_eq!(caution.notices(), Vec::new());
}
