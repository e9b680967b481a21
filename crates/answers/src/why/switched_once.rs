//! Tests: a thing that changed once is suspected at most, is called by its name, and asks what else changed then.

use charley_domain::trigger;
use charley_domain::{
    entry::{Cramp, Entry, EntrySource, MedicineUse, Record},
    moment::{Moment, Precision},
    muscle::{Muscle, Side},
    night::NightOf,
    quantity::Alcohol,
};
use charley_infer::{explanation::TriggerReport, naming::NamingVerdict};
use jiff::{
    ToSpan,
    civil::{Date, date},
    tz::TimeZone,
};
use uuid::Uuid;

use super::{CrampsTold, ExplanationDocument, explain};
use crate::why::document as told;
use charley_case::{Case, answered::Answered, body::what_if::WhatIfs, fixed};
use charley_speech::lint;

/// The day on which the rate of cramps rises.
const RISE: Date = Date::constant(2026, 9, 20);
/// Nights of the diary.
const NIGHTS: i64 = 115;

/// The diary of the clinical study: 115 nights, a cramp in 9 of 100 before 20 September and in 33 of 100 from then on.
struct ClinicalDiary(Vec<Entry>);

impl ClinicalDiary {
    fn new() -> Self {
        let mut diary = Self(Vec::new());
        for day in Self::days() {
            let every = if day < RISE { 11 } else { 3 };
            diary.night(day, (day - date(2026, 8, 1)).get_days() % every == every - 1);
        }
        diary
    }

    fn days() -> impl Iterator<Item = Date> {
        (0..NIGHTS).map(|day| date(2026, 8, 1).saturating_add(day.days()))
    }

    fn say(&mut self, at: Date, hour: i8, record: Record) {
        let occurred_at = Moment::of(&at.at(hour, 0, 0, 0).to_zoned_datetime(TimeZone::UTC).unwrap());
        self.0.push(Entry {
            id: Uuid::from_u128(self.0.len() as u128),
            recorded_at: occurred_at.instant,
            source: EntrySource::Terminal,
            precision: Precision::Minutes,
            asked: false,
            night: NightOf(at),
            occurred_at,
            record,
        });
    }

    fn night(&mut self, day: Date, cramp: bool) {
        let record = Record::Cramp(Cramp::of(Muscle::Calf, Side::Left));
        self.say(day, 23, if cramp { record } else { Record::None });
    }

    fn takes(mut self, name: &str, from: Date, until: Option<Date>) -> Self {
        self.say(from, 12, Record::Medicine(MedicineUse::new(name, from, until)));
        self
    }

    fn explained(self) -> ExplanationDocument {
        let now = date(2026, 11, 24).at(9, 0, 0, 0).to_zoned_datetime(TimeZone::UTC).unwrap();
        explain(
            &Answered::of(Case { entries: self.0, now, ..fixed::adult() }),
            &WhatIfs::default(),
            CrampsTold::Every,
        )
    }
}

fn report<'a>(explanation: &'a ExplanationDocument, id: &str) -> &'a TriggerReport {
    explanation.triggers.iter().find(|report| report.id.id == id).unwrap()
}

fn said(explanation: &ExplanationDocument) -> String {
    let causes = explanation.raises.iter().chain(&explanation.protects);
    let notes: Vec<String> = causes.flat_map(told::cause).chain(told::notes(explanation)).collect();
    for note in &notes {
        assert_eq!(lint::broken(note), Vec::<u8>::new(), "{note}");
    }
    format!("{}\n{}", explanation.headline, notes.join("\n"))
}

#[test]
fn a_water_tablet_begun_once_is_suspected_and_asks_what_else_changed() {
    let explanation = ClinicalDiary::new().takes("HCTZ", RISE, None).explained();
    let report = report(&explanation, trigger::MEDICINE_THIAZIDE_LIKE);
    assert_eq!((report.verdict, report.name.as_str()), (NamingVerdict::Suspected, "HCTZ"), "{report:?}");
    assert_eq!(report.switched_once, Some(NightOf(RISE)));
    let said = said(&explanation);
    assert!(said.contains("Suspected") && !said.contains("Likely yours"), "{said}");
    assert!(said.contains("since you began HCTZ on 20 September; what else changed then?"), "{said}");
    assert!(said.contains("to who prescribed HCTZ; do not stop it on your own"), "{said}");
}

#[test]
fn beside_a_statin_each_is_spoken_of_by_its_name() {
    let explanation = ClinicalDiary::new()
        .takes("simvastatin", date(2026, 1, 1), None)
        .takes("HCTZ", RISE, None)
        .explained();
    let said = said(&explanation);
    assert!(said.contains("to who prescribed HCTZ; do not stop it on your own"), "{said}");
    assert!(said.contains("they decide about simvastatin"), "{said}");
    assert!(!said.contains("simvastatin; do not stop"), "{said}");
}

#[test]
fn an_inhaler_without_a_figure_is_called_by_its_name_and_no_cause() {
    let explanation = ClinicalDiary::new().takes("salbutamol", RISE, None).explained();
    let report = report(&explanation, trigger::MEDICINE_OTHER);
    assert_eq!(report.name, "salbutamol");
    assert!(matches!(report.verdict, NamingVerdict::Suspected | NamingVerdict::Undecided), "{report:?}");
    assert!(!said(&explanation).contains("Another listed medicine"));
}

#[test]
fn a_day_or_two_without_it_makes_no_second_change() {
    let explanation = ClinicalDiary::new()
        .takes("HCTZ", RISE, Some(date(2026, 10, 10)))
        .takes("hydrochlorothiazide", date(2026, 10, 12), None)
        .explained();
    // Whether it is suspected is another question: a level that drifts explains a change as well.
    assert_eq!(report(&explanation, trigger::MEDICINE_THIAZIDE_LIKE).switched_once, Some(NightOf(RISE)));
}

#[test]
fn any_habit_that_changed_once_is_suspected_at_most() {
    let mut diary = ClinicalDiary::new();
    for day in ClinicalDiary::days() {
        let units = Alcohol::from_units(if day < RISE { 0.0 } else { 4.0 }).unwrap();
        diary.say(day, 20, Record::Alcohol { units });
    }
    let explanation = diary.explained();
    let alcohol = report(&explanation, trigger::ALCOHOL);
    assert_ne!(alcohol.verdict, NamingVerdict::LikelyYours, "{alcohol:?}");
    assert!(alcohol.switched_once.is_some());
    if alcohol.verdict == NamingVerdict::Suspected {
        assert!(alcohol.note.contains("what else changed then?"), "{}", alcohol.note);
    }
}

#[test]
fn what_came_and_went_with_the_cramps_may_still_be_named() {
    let mut diary = ClinicalDiary(Vec::new());
    let on = |day: Date| (day - date(2026, 8, 1)).get_days() / 14 % 2 == 1;
    for day in ClinicalDiary::days() {
        let every = if on(day) { 2 } else { 13 };
        diary.night(day, (day - date(2026, 8, 1)).get_days() % every == every - 1);
    }
    for start in ClinicalDiary::days().filter(|day| on(*day) && !on(day.saturating_sub(1.day()))) {
        diary = diary.takes("HCTZ", start, Some(start.saturating_add(13.days())));
    }
    let explanation = diary.explained();
    let report = report(&explanation, trigger::MEDICINE_THIAZIDE_LIKE);
    assert_eq!((report.verdict, report.switched_once), (NamingVerdict::LikelyYours, None), "{report:?}");
}
