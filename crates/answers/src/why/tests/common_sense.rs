//! Tests: what anybody would say of such a page. What protects is never a cause, what was less than usual is never blamed, counts add
//! up to what is known, and the parts of a cramp are parts of a whole.

use charley_domain::{
    entry::{Cramp, Entry, EntrySource, Record},
    exposure::TriggerId,
    moment::{Moment, Precision},
    muscle::{Muscle, Side},
    night::NightOf,
    quantity::{Alcohol, Hours},
    stream, trigger,
};
use charley_infer::explanation::{CrampReport, NamedCause, Share};
use jiff::{ToSpan, civil::Date, tz::TimeZone};
use rand::RngExt;
use uuid::Uuid;

use super::super::{CrampsTold, ExplanationDocument, explain};
use charley_case::{Case, answered::Answered, body::what_if::WhatIfs, fixed};

/// Nights of the diary.
const NIGHTS: i64 = 320;
/// The first of them.
const FIRST: Date = Date::constant(2026, 1, 5);

/// A diary of somebody who sits, stretches and drinks, and what that does to them: factors on the rate.
#[derive(Debug, Clone, Copy)]
struct Habits {
    /// Cramps a night of somebody who neither sits long nor stretches.
    rate: f64,
    sitting: f64,
    stretching: f64,
    seed: u64,
}

impl Habits {
    const TRUE: Self = Self { rate: 0.25, sitting: 4.0, stretching: 0.25, seed: 7 };

    fn explained(self) -> ExplanationDocument {
        let mut random = stream::of(self.seed, "habits");
        let mut entries = Vec::new();
        for day in (0..NIGHTS).map(|day| FIRST.saturating_add(day.days())) {
            let mut is = |share: f64| random.random::<f64>() < share;
            let (sat_long, stretched, drank, silent, untold) =
                (is(0.35), is(0.6), is(0.4), is(0.06), is(0.1));
            let rate = self.rate
                * if sat_long { self.sitting } else { 1.0 }
                * if stretched { self.stretching } else { 1.0 };
            let cramped = is(1.0 - (-rate).exp());
            let mut say = |hour: i8, record: Record| entries.push(entry(entries.len(), day, hour, record));
            say(18, Record::Sitting { hours: Hours::from_h(if sat_long { 7.0 } else { 3.0 }).unwrap() });
            if !untold {
                say(20, if stretched { Record::Stretch } else { Record::NoStretch });
            }
            say(21, Record::Alcohol { units: Alcohol::from_units(if drank { 2.0 } else { 0.0 }).unwrap() });
            match (silent, cramped) {
                (true, _) => {}
                (false, true) => say(23, Record::Cramp(Cramp::of(Muscle::Calf, Side::Left))),
                (false, false) => say(23, Record::None),
            }
        }
        let now =
            FIRST.saturating_add(NIGHTS.days()).at(9, 0, 0, 0).to_zoned_datetime(TimeZone::UTC).unwrap();
        explain(
            &Answered::of(Case { entries, now, ..fixed::adult() }),
            &WhatIfs::default(),
            CrampsTold::Every,
        )
    }
}

fn entry(number: usize, day: Date, hour: i8, record: Record) -> Entry {
    let occurred_at = Moment::of(&day.at(hour, 0, 0, 0).to_zoned_datetime(TimeZone::UTC).unwrap());
    Entry {
        id: Uuid::from_u128(number as u128),
        recorded_at: occurred_at.instant,
        source: EntrySource::Terminal,
        precision: Precision::Minutes,
        // What was asked and not answered is unknown, and no "none" by habit.
        asked: !matches!(record, Record::Cramp(_) | Record::None),
        night: NightOf(day),
        occurred_at,
        record,
    }
}

fn ids(causes: &[NamedCause]) -> Vec<&str> {
    causes.iter().map(|cause| cause.id.id.as_str()).collect()
}

fn share<'a>(cramp: &'a CrampReport, id: &str) -> Option<&'a str> {
    cramp.shares.iter().find(|share| share.trigger == TriggerId::night(id)).map(|share| share.state.as_str())
}

/// What was said of the day before a cramp, in the words of the table beside the quiet night.
fn told<'a>(cramp: &'a CrampReport, what: &str) -> Option<&'a str> {
    let days = &cramp.quiet.as_ref()?.days;
    days.iter().find(|day| day.what == what)?.cramp.as_deref()
}

#[test]
fn what_raises_and_what_lowers_stand_apart_and_their_counts_are_all_known_nights() {
    let explanation = Habits::TRUE.explained();
    // By chance another may be suspected beside them.
    assert_eq!(ids(&explanation.raises).first(), Some(&trigger::SITTING), "{:?}", explanation.headline);
    assert_eq!(ids(&explanation.protects).first(), Some(&trigger::STRETCH));
    assert_eq!(
        explanation.headline,
        "Likely yours: more cramps with long sitting, fewer with stretching before bed."
    );
    assert_eq!(explanation.action.as_ref().unwrap().what, "To try: stand up and walk a little each hour.");
    for cause in explanation.raises.iter().chain(&explanation.protects) {
        let counts = [cause.observed.with, cause.observed.without, cause.observed.unknown];
        assert_eq!(counts.iter().map(|count| count.of).sum::<usize>(), explanation.nights.known);
        assert_eq!(counts.iter().map(|count| count.cramp).sum::<usize>(), explanation.nights.cramp);
    }
    let (sitting, stretching) = (&explanation.raises[0], &explanation.protects[0]);
    assert!(sitting.observed.unknown.of >= 5, "what is usual is known after five days");
    assert!(stretching.observed.unknown.of > 10, "what nobody told is unknown: {:?}", stretching.observed);
    let more = |cause: &NamedCause| cause.frequency.unwrap().difference;
    assert!(more(sitting).q05 > 0.0 && more(stretching).q95 < 0.0);
}

#[test]
fn parts_of_a_cramp_are_of_a_whole_and_only_of_what_was_there() {
    for seed in [2, 5] {
        let explanation = Habits { seed, ..Habits::TRUE }.explained();
        let mut seen = [0; 3];
        for cramp in &explanation.cramps {
            let sum: f64 = cramp.shares.iter().map(|share| share.mean).sum();
            assert!((sum + cramp.unexplained_mean.unwrap() - 1.0).abs() < 1e-9, "{cramp:?}");
            for share in &cramp.shares {
                assert!(
                    (0.0..=1.0).contains(&share.mean) && share.share.q05 >= 0.0 && share.share.q95 <= 1.0
                );
            }
            let (sat, stretched) = (told(cramp, "Longest sitting"), told(cramp, "Stretched"));
            let (sitting, stretching) = (share(cramp, trigger::SITTING), share(cramp, trigger::STRETCH));
            match sitting {
                Some(state) => {
                    assert_eq!((state, sat), ("sat 7 h", Some("7 h")), "less than usual is never blamed");
                }
                None => seen[2] += usize::from(sat == Some("3 h")),
            }
            match stretching {
                Some(state) => assert_eq!((state, stretched), ("no stretching", Some("no"))),
                None => assert_ne!(stretched, Some("no"), "{cramp:?}"),
            }
            let spoken = || explanation.raises.iter().chain(&explanation.protects);
            let is_spoken = |share: &Share| spoken().any(|cause| cause.id == share.trigger);
            assert!(cramp.shares.iter().all(is_spoken), "what is not named is not blamed");
            seen[0] += usize::from(sitting.is_some());
            seen[1] += usize::from(stretching.is_some());
        }
        assert!(seen.iter().all(|times| *times > 3), "{seen:?} of {}", explanation.cramps.len());
    }
}

#[test]
fn what_goes_along_with_fewer_cramps_is_never_a_part_of_one() {
    let explanation = Habits { rate: 0.9, sitting: 0.02, stretching: 1.0, seed: 3 }.explained();
    assert!(ids(&explanation.protects).contains(&trigger::SITTING), "{}", explanation.headline);
    assert!(explanation.raises.iter().all(|cause| cause.id.id != trigger::SITTING));
    let blamed = explanation.cramps.iter().filter(|cramp| share(cramp, trigger::SITTING).is_some()).count();
    assert_eq!(blamed, 0);
    assert!(explanation.cramps.len() > 10);
}

#[test]
fn what_was_never_recorded_says_what_it_takes_and_where() {
    let explanation = Habits { rate: 0.12, sitting: 1.0, stretching: 1.0, seed: 4 }.explained();
    assert!(explanation.raises.is_empty() && explanation.protects.is_empty(), "{}", explanation.headline);
    let caffeine =
        explanation.cannot_tell_yet.iter().find(|one| one.id.id == trigger::LATE_CAFFEINE).unwrap();
    assert_eq!((caffeine.more, caffeine.says.asks.len()), (Some(20), 1));
    assert!(caffeine.says.what.contains("never recorded"));
    let named: Vec<&TriggerId> = explanation.not_for_you_so_far.iter().map(|one| &one.id).collect();
    let open: Vec<&TriggerId> = explanation.cannot_tell_yet.iter().map(|one| &one.id).collect();
    assert!(named.iter().all(|id| !open.contains(id)));
    assert_eq!(named.len() + open.len(), explanation.triggers.len(), "each trigger stands in one place");
}
