//! The diary as nights: every night between two dates with what is known of it.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::{
    entry::{Entry, Record},
    night::{NightOf, NightState},
};

/// One night of the diary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiaryNight {
    /// The night.
    pub night: NightOf,
    /// What is known.
    pub state: NightState,
    /// Entries that belong to it, oldest first.
    pub entries: Vec<Uuid>,
}

/// Every night from `first` to `last`, both included, with what `entries` say of it.
///
/// A cramp at rest outweighs any "none" or "not sure"; otherwise the answer given last counts. A night
/// without an answer is unknown, whatever else was recorded in it.
pub fn nights(entries: &[Entry], first: NightOf, last: NightOf) -> Vec<DiaryNight> {
    let mut by_night: BTreeMap<NightOf, Vec<&Entry>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| first <= entry.night && entry.night <= last) {
        by_night.entry(entry.night).or_default().push(entry);
    }
    first
        .through(last)
        .map(|night| {
            let mut said = by_night.remove(&night).unwrap_or_default();
            said.sort_by_key(|entry| (entry.occurred_at.instant, entry.recorded_at));
            DiaryNight { night, state: state(&said), entries: said.iter().map(|entry| entry.id).collect() }
        })
        .collect()
}

/// What the entries of one night say of it.
pub fn state(said: &[&Entry]) -> NightState {
    if said.iter().any(|entry| entry.is_night_cramp()) {
        return NightState::Cramp;
    }
    said.iter()
        .filter(|entry| matches!(entry.record, Record::None | Record::Unsure))
        .max_by_key(|entry| entry.recorded_at)
        .map_or(NightState::Unknown, |entry| {
            if entry.record == Record::None { NightState::None } else { NightState::Unsure }
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        entry::{Cramp, EntrySource},
        moment::{Moment, Precision},
        muscle::{Muscle, Side},
    };
    use proptest::prelude::*;

    fn entry(second: i64, record: Record) -> Entry {
        let instant = jiff::Timestamp::from_second(1_790_000_000 + second).unwrap();
        let occurred_at = Moment { instant, offset_s: 0, zone: None };
        Entry {
            id: Uuid::from_u128(second as u128),
            night: NightOf::of(&occurred_at),
            occurred_at,
            recorded_at: instant,
            source: EntrySource::Terminal,
            precision: Precision::Exact,
            record,
        }
    }

    fn cramp(during_workout: bool) -> Record {
        let (muscle, side) = (Muscle::Calf, Side::Left);
        Record::Cramp(Cramp { muscle, side, duration_s: None, pain: None, during_workout, eased_by: vec![] })
    }

    fn state_of(records: Vec<Record>) -> NightState {
        let entries: Vec<Entry> = records.into_iter().enumerate().map(|(i, r)| entry(i as i64, r)).collect();
        let night = NightOf::of(&entry(0, Record::None).occurred_at);
        nights(&entries, night, night)[0].state
    }

    #[test]
    fn silence_is_unknown_whatever_else_was_recorded() {
        assert_eq!(state_of(vec![]), NightState::Unknown);
        assert_eq!(state_of(vec![Record::Stretch, cramp(true)]), NightState::Unknown);
    }

    #[test]
    fn a_cramp_outweighs_and_the_last_answer_counts() {
        assert_eq!(state_of(vec![cramp(false), Record::None]), NightState::Cramp);
        assert_eq!(state_of(vec![Record::None, Record::Unsure]), NightState::Unsure);
        assert_eq!(state_of(vec![Record::Unsure, Record::None]), NightState::None);
    }

    proptest! {
        #[test]
        fn every_night_appears_once_in_order(span in 0i32..900, seconds in prop::collection::vec(0i64..40_000_000, 0..40)) {
            let entries: Vec<Entry> = seconds.iter().map(|s| entry(*s, cramp(false))).collect();
            let first = NightOf::of(&entry(0, Record::None).occurred_at);
            let last = (0..span).fold(first, |night, _| night.after());
            let diary = nights(&entries, first, last);
            prop_assert_eq!(diary.len() as i32, span + 1);
            prop_assert!(diary.windows(2).all(|pair| pair[0].night.after() == pair[1].night));
            let inside = entries.iter().filter(|e| e.night <= last).count();
            prop_assert_eq!(diary.iter().map(|n| n.entries.len()).sum::<usize>(), inside);
        }
    }
}
