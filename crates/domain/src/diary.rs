//! The diary as nights: every night between two dates with what is known of it.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::{
    entry::Entry,
    night::{NightOf, NightState},
};

/// One night of the diary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiaryNight {
    /// The night.
    pub night: NightOf,
    /// What is known.
    pub state: NightState,
    /// Cramps at rest that were recorded.
    pub cramps: u32,
    /// Twinges at rest that were recorded.
    pub twinges: u32,
    /// Entries that belong to it, oldest first.
    pub entries: Vec<Uuid>,
}

impl DiaryNight {
    /// A night of which only this is known.
    pub const fn blank(night: NightOf, state: NightState) -> Self {
        Self { night, state, cramps: 0, twinges: 0, entries: Vec::new() }
    }

    /// Cramps at rest; `None` where the night is not known.
    pub fn known_cramps(&self) -> Option<u32> {
        self.state.is_known().then_some(self.cramps)
    }

    /// Twinges at rest; `None` where the night is not known and none was recorded.
    pub fn known_twinges(&self) -> Option<u32> {
        (self.state.is_known() || self.twinges > 0).then_some(self.twinges)
    }
}

/// Every night from `first` to `last`, both included, with what `entries` say of it.
///
/// A cramp at rest outweighs any "none" or "not sure"; otherwise the answer given last counts. A twinge told after the night
/// is a night without a cramp. A night without an answer is unknown, whatever else was recorded in it.
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
            DiaryNight {
                night,
                state: state(&said),
                cramps: said.iter().map(|entry| entry.night_cramps()).sum(),
                twinges: said.iter().map(|entry| entry.night_twinges()).sum(),
                entries: said.iter().map(|entry| entry.id).collect(),
            }
        })
        .collect()
}

/// What the entries of one night say of it.
pub fn state(said: &[&Entry]) -> NightState {
    let answers = || said.iter().filter_map(|entry| Some((entry.recorded_at, entry.answer()?)));
    if answers().any(|(_, answer)| answer == NightState::Cramp) {
        return NightState::Cramp;
    }
    answers().max_by_key(|(recorded_at, _)| *recorded_at).map_or(NightState::Unknown, |(_, answer)| answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        entry::{Count, Cramp, EntrySource, Record, Twinge},
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
            asked: false,
            record,
        }
    }

    fn cramp(during_workout: bool) -> Record {
        Record::Cramp(Cramp { during_workout, ..Cramp::of(Muscle::Calf, Side::Left) })
    }

    fn twinge(during_workout: bool) -> Record {
        Record::Twinge(Twinge { during_workout, ..Twinge::of(None, Side::Unknown) })
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

    /// A record of the night of 22 November, said at a time of the wall in Berlin.
    fn said(at: &str, record: Record) -> Entry {
        let occurred_at = Moment::of(&"2026-11-23T02:30[Europe/Berlin]".parse().unwrap());
        let recorded_at = Moment::of(&format!("{at}[Europe/Berlin]").parse().unwrap()).instant;
        Entry { night: NightOf::of(&occurred_at), occurred_at, recorded_at, ..entry(0, record) }
    }

    fn night_of(entries: &[Entry]) -> DiaryNight {
        nights(entries, entries[0].night, entries[0].night).remove(0)
    }

    #[test]
    fn a_twinge_told_in_the_morning_is_a_night_without_a_cramp_and_one_told_in_the_night_leaves_it_open() {
        let told = |at: &str| night_of(&[said(at, twinge(false))]);
        assert_eq!((told("2026-11-23T07:00").state, told("2026-11-23T07:00").twinges), (NightState::None, 1));
        assert_eq!(
            (told("2026-11-23T02:31").state, told("2026-11-23T02:31").twinges),
            (NightState::Unknown, 1)
        );
        let trained = night_of(&[said("2026-11-23T07:00", twinge(true))]);
        assert_eq!((trained.state, trained.twinges), (NightState::Unknown, 0));
    }

    #[test]
    fn a_cramp_outweighs_a_twinge_and_a_later_answer_too() {
        let early = said("2026-11-23T07:00", twinge(false));
        let with = |record| night_of(&[early.clone(), said("2026-11-23T08:00", record)]).state;
        assert_eq!(with(cramp(false)), NightState::Cramp);
        assert_eq!(with(Record::Unsure), NightState::Unsure);
        assert_eq!(with(Record::None), NightState::None);
    }

    #[test]
    fn cramps_and_twinges_of_a_night_add_up() {
        let three = Count::from_number(3.0).ok();
        let cramps = Record::Cramp(Cramp { count: three, ..Cramp::of(Muscle::Calf, Side::Left) });
        let twinges = Record::Twinge(Twinge { count: three, ..Twinge::of(None, Side::Unknown) });
        let all = [cramps, cramp(false), cramp(true), twinges, twinge(false), Record::None];
        let night = night_of(&all.map(|record| said("2026-11-23T07:00", record)));
        assert_eq!((night.state, night.cramps, night.twinges), (NightState::Cramp, 4, 4));
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
