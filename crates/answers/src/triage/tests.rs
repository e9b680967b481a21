//! Every red flag, every kind of answer, several persons: what each must give, written down apart from the tables.

mod ageing;
mod persons;
mod walk;

use charley_domain::{
    entry::{EntrySource, MedicineUse, Record},
    moment::{Moment, Precision},
    night::NightOf,
    person::{Condition, Person, Sex},
    triage::{RedFlagAnswer, TriageAnswers},
};
use charley_evidence::{Urgency, evidence};
use jiff::civil::date;

use super::*;
use crate::{notice::Notice, triage::words};

const TODAY: Date = date(2026, 11, 26);

fn yes(flag: &str) -> TriageAnswers {
    TriageAnswers::one(flag, RedFlagAnswer::Yes)
}

fn unsure(flag: &str) -> TriageAnswers {
    TriageAnswers::one(flag, RedFlagAnswer::Unknown)
}

fn kind(flag: &str, answer: RedFlagAnswer, branch: usize) -> TriageAnswers {
    let mut said = TriageAnswers::one(flag, answer);
    said.branches.insert(flag.to_owned(), branch);
    said
}

fn entry(minute: i64, record: Record) -> Entry {
    let at: ZonedDateTime = "2026-11-26T03:00[Europe/London]".parse().unwrap();
    let at = at.checked_add(jiff::SignedDuration::from_mins(minute)).unwrap();
    let moment = Moment::of(&at);
    Entry {
        id: uuid::Uuid::from_u128(minute.unsigned_abs().into()),
        night: NightOf::of(&moment),
        recorded_at: at.timestamp(),
        occurred_at: moment,
        source: EntrySource::Page,
        precision: Precision::Exact,
        asked: false,
        record,
    }
}

fn takes(name: &str) -> Entry {
    entry(0, Record::Medicine(MedicineUse::new(name, date(2026, 1, 1), None)))
}

fn born(year: i16) -> Person {
    Person { born: Some(date(year, 1, 1)), ..Person::default() }
}

fn profile(person: &Person, medicines: &[&str]) -> Profile {
    let entries: Vec<Entry> = medicines.iter().map(|name| takes(name)).collect();
    Profile::of(person, &entries, None, TODAY)
}

fn pregnant() -> Person {
    Person { pregnant_since: Some(date(2026, 6, 1)), sex: Some(Sex::Female), ..born(1995) }
}

fn london() -> Place {
    Place::of_zone(Some("Europe/London"))
}

fn all_flags() -> impl Iterator<Item = &'static str> + Clone {
    evidence().red_flags.iter().map(|flag| flag.id.as_str())
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
fn pregnancy_age_medicines_and_effort_make_not_sure_a_yes() {
    let thyroid = Person { conditions: Some([Condition::Thyroid].into()), ..born(1990) };
    let lithium = profile(&born(1990), &["lithium"]);
    let runner = Profile::of(&born(1990), &[takes("none")], Some(date(2026, 11, 24)), TODAY);
    let plain = profile(&born(1990), &["none"]);
    for (who, flag) in [
        (profile(&pregnant(), &[]), "RF12"),
        (profile(&thyroid, &["none"]), "RF14"),
        (lithium, "RF33"),
        (profile(&born(1990), &["Lipitor 20 mg"]), "RF05"),
        (runner, "RF07"),
    ] {
        let urgency = |profile: &Profile| assess(&unsure(flag), profile).action();
        assert_eq!(urgency(&who), Some(Urgency::Emergency), "{flag}");
        assert_eq!(urgency(&plain), Some(Urgency::SameDay), "{flag}");
    }
}

#[test]
fn not_sure_that_counts_as_yes_asks_which_it_is() {
    let runner = Profile::of(&born(1990), &[takes("none")], Some(date(2026, 11, 24)), TODAY);
    let kinds = |said: &TriageAnswers, profile: &Profile| {
        assess(said, profile).findings[0].open_kinds().iter().map(|(kind, _)| *kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&unsure("RF07"), &runner), [0, 1, 2]);
    assert_eq!(kinds(&unsure("RF07"), &Profile::default()), Vec::<usize>::new());
    let one_alone = assess(&kind("RF07", RedFlagAnswer::Unknown, 2), &runner);
    assert_eq!(
        (one_alone.action(), one_alone.unanswered.len()),
        (Some(Urgency::SameDay), all_flags().count())
    );
}

#[test]
fn the_lists_hold_every_flag_once_emergencies_first_and_nothing_unknown_is_left_out() {
    let nobody = Profile::default();
    let flags: Vec<_> = QuestionList::ALL.iter().flat_map(|stage| stage.questions(&nobody)).collect();
    assert!(flags.windows(2).all(|pair| pair[0].action >= pair[1].action));
    let mut asked: Vec<&str> = flags.iter().map(|flag| flag.id.as_str()).collect();
    asked.sort_unstable();
    asked.dedup();
    assert_eq!(asked.len(), all_flags().count());
    let man = profile(&Person { sex: Some(Sex::Male), ..born(1970) }, &["none"]);
    let left: usize = QuestionList::ALL.iter().map(|stage| stage.questions(&man).len()).sum();
    // Pregnancy twice, the child twice, quinine, statin, lithium.
    assert_eq!(left, all_flags().count() - 7);
}

#[test]
fn what_concerns_a_person_most_is_asked_first_in_its_list() {
    let first = |stage: QuestionList, profile: &Profile| stage.questions(profile)[0].id.clone();
    assert_eq!(first(QuestionList::Now, &profile(&born(1990), &["furosemide"])), "RF34");
    assert_eq!(first(QuestionList::Today, &profile(&pregnant(), &["none"])), "RF02");
    assert_eq!(first(QuestionList::Today, &profile(&born(1990), &["a tablet nobody knows"])), "RF02");
}

#[test]
fn nobody_is_kept_in_a_list_by_what_they_cannot_tell() {
    let profile = Profile::default();
    let said = TriageAnswers::all(all_flags(), RedFlagAnswer::Unknown);
    assert_eq!(QuestionList::next_unasked(&said, &profile), None);
    let now: ZonedDateTime = "2026-11-26T09:00[Europe/London]".parse().unwrap();
    let caution = Caution::of(&[entry(0, Record::Triage(said))], &profile, &now);
    assert!(matches!(caution.asked, AskedSoFar::Partly { emergencies: true, .. }));
    assert_eq!(caution.assessment.unanswered.len(), all_flags().count());
    let notices: Vec<String> = caution.notices().iter().map(Notice::text).collect();
    assert!(notices.iter().any(|notice| notice.contains("still open")), "{notices:?}");
}

#[test]
fn once_all_was_answered_no_page_says_that_it_was_not() {
    let now: ZonedDateTime = "2026-11-26T09:00[Europe/London]".parse().unwrap();
    let said = [entry(0, Record::Triage(TriageAnswers::all(all_flags(), RedFlagAnswer::No)))];
    let caution = Caution::of(&said, &Profile::default(), &now);
    assert_eq!(caution.asked, AskedSoFar::All);
    assert_eq!(caution.notices(), Vec::new());
}
