//! Figures of the doctor's page: where, how long, how bad, how much sleep, what was tried; each with its denominator.

use std::collections::BTreeMap;

use charley_domain::{
    diary::DiaryNight,
    entry::{Cramp, Entry, Record},
    moment::Precision,
    muscle::{Muscle, Side},
    night::NightState,
};
use serde::Serialize;

/// Middle and ends of a quantity that was said for some of many.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct QuantitySpread {
    /// For how many it was said.
    pub(super) said: usize,
    /// Of how many.
    pub(super) of: usize,
    pub(super) lowest: f64,
    pub(super) median: f64,
    pub(super) highest: f64,
}

impl QuantitySpread {
    /// The spread of what was said; `None` where nothing was.
    pub(super) fn of(said: impl Iterator<Item = f64>, of: usize) -> Option<Self> {
        let mut values: Vec<f64> = said.collect();
        values.sort_by(f64::total_cmp);
        let (lowest, highest) = (*values.first()?, *values.last()?);
        let middle = values.len() / 2;
        let median = if values.len() % 2 == 1 {
            values[middle]
        } else {
            f64::midpoint(values[middle - 1], values[middle])
        };
        Some(Self { said: values.len(), of, lowest, median, highest })
    }
}

/// A place on the body with its cramps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct SiteCount {
    pub(super) muscle: Muscle,
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) both: usize,
    /// The side was not said.
    pub(super) side_unknown: usize,
}

impl SiteCount {
    /// Cramps of either side.
    pub(super) const fn cramps(self) -> usize {
        self.left + self.right + self.both + self.side_unknown
    }
}

/// Cramps by side, over all places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(super) struct Sides {
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) both: usize,
    /// The side was not said.
    pub(super) side_unknown: usize,
}

impl Sides {
    /// The sides of some places together.
    pub(super) fn of(sites: &[SiteCount]) -> Self {
        sites.iter().fold(Self::default(), |sum, site| Self {
            left: sum.left + site.left,
            right: sum.right + site.right,
            both: sum.both + site.both,
            side_unknown: sum.side_unknown + site.side_unknown,
        })
    }
}

/// Places with their cramps, the most frequent first.
pub(super) fn sites<'a>(cramps: impl Iterator<Item = &'a Cramp>) -> Vec<SiteCount> {
    let mut sites: Vec<SiteCount> = Vec::new();
    for cramp in cramps {
        if !sites.iter().any(|site| site.muscle == cramp.muscle) {
            sites.push(SiteCount { muscle: cramp.muscle, left: 0, right: 0, both: 0, side_unknown: 0 });
        }
        for site in sites.iter_mut().filter(|site| site.muscle == cramp.muscle) {
            *match cramp.side {
                Side::Left => &mut site.left,
                Side::Right => &mut site.right,
                Side::Both => &mut site.both,
                Side::Unknown => &mut site.side_unknown,
            } += cramp.times() as usize;
        }
    }
    sites.sort_by_key(|site| (std::cmp::Reverse(site.cramps()), site.muscle.word()));
    sites
}

/// Whether the clock time of an entry is known, be it from memory, and not only its night.
pub(super) fn is_timed(entry: &Entry) -> bool {
    entry.precision != Precision::Night
}

/// Hours of the clock in which a cramp is taken to have come out of sleep; later and earlier ones may be anything. A judgement.
const ASLEEP_HOURS: [std::ops::Range<i8>; 2] = [23..24, 0..6];

/// Whether a cramp came out of sleep, as far as the diary tells: in no workout, and said of the night or by a clock deep in it.
pub(super) fn is_out_of_sleep(entry: &Entry, cramp: &Cramp) -> bool {
    let hour = entry.occurred_at.civil().hour();
    !cramp.during_workout && (!is_timed(entry) || ASLEEP_HOURS.iter().any(|asleep| asleep.contains(&hour)))
}

/// Hours of sleep in nights with a cramp and in quiet ones.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Sleep {
    pub(super) with_cramp_h: Option<QuantitySpread>,
    pub(super) quiet_h: Option<QuantitySpread>,
}

/// Sleep as it was recorded, beside what is known of the same night. Of two entries for a night the later counts.
pub(super) fn sleep(entries: &[&Entry], nights: &[DiaryNight]) -> Sleep {
    let mut slept = BTreeMap::new();
    for entry in entries {
        if let Record::Sleep { hours } = &entry.record {
            slept.insert(entry.night, hours.h());
        }
    }
    let of = |state: NightState| {
        let such: Vec<&DiaryNight> = nights.iter().filter(|night| night.state == state).collect();
        QuantitySpread::of(such.iter().filter_map(|night| slept.get(&night.night).copied()), such.len())
    };
    Sleep { with_cramp_h: of(NightState::Cramp), quiet_h: of(NightState::None) }
}

/// Alcohol as it was recorded; a day without an entry says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Drunk {
    /// Days with an entry.
    pub(super) days: usize,
    /// Units on them.
    pub(super) units: f64,
}

/// What was recorded of alcohol; `None` where nothing was.
pub(super) fn alcohol(entries: &[&Entry]) -> Option<Drunk> {
    let mut days = BTreeMap::<_, f64>::new();
    for entry in entries {
        if let Record::Alcohol { units } = &entry.record {
            *days.entry(entry.night).or_default() += units.units();
        }
    }
    (!days.is_empty()).then(|| Drunk { days: days.len(), units: days.values().sum() })
}

/// Something that was tried, and how often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Tried {
    /// `stretch`, `massage`, ...
    pub(super) what: &'static str,
    /// `during a cramp` or `in general`.
    pub(super) when: &'static str,
    pub(super) times: usize,
    /// Of so many; nothing where there is no denominator.
    pub(super) of: Option<usize>,
}

/// What a person says eased a cramp, of the cramps for which they said it; and what they did on other days.
pub(super) fn tried(entries: &[&Entry]) -> Vec<Tried> {
    let (mut eased, mut habits) = (BTreeMap::<&str, usize>::new(), BTreeMap::<&str, usize>::new());
    let mut said = 0;
    for entry in entries {
        match &entry.record {
            Record::Cramp(cramp) => {
                said += usize::from(!cramp.eased_by.is_empty());
                for by in &cramp.eased_by {
                    *eased.entry(by.word()).or_default() += 1;
                }
            }
            Record::Stretch => *habits.entry("stretching").or_default() += 1,
            Record::FoamRoll => *habits.entry("foam rolling").or_default() += 1,
            Record::WarmUp => *habits.entry("warm-up").or_default() += 1,
            _ => {}
        }
    }
    let during =
        eased.into_iter().map(|(what, times)| Tried { what, when: "during a cramp", times, of: Some(said) });
    let general =
        habits.into_iter().map(|(what, times)| Tried { what, when: "on other occasions", times, of: None });
    let mut tried: Vec<Tried> = during.chain(general).collect();
    tried.sort_by_key(|one| (one.of.is_none(), std::cmp::Reverse(one.times)));
    tried
}

#[cfg(test)]
mod tests {
    use super::*;
    use charley_case::fixed;

    #[test]
    fn the_middle_of_an_even_number_lies_between_two() {
        let spread = QuantitySpread::of([3.0, 1.0, 2.0, 10.0].into_iter(), 9).unwrap();
        assert_eq!(
            (spread.lowest, spread.median, spread.highest, spread.said, spread.of),
            (1.0, 2.5, 10.0, 4, 9)
        );
        assert_eq!(QuantitySpread::of(std::iter::empty(), 3), None);
    }

    #[test]
    fn places_are_counted_by_side() {
        let case = fixed::adult();
        let cramps = case.entries.iter().filter_map(|entry| match &entry.record {
            Record::Cramp(cramp) => Some(cramp),
            _ => None,
        });
        let sites = sites(cramps);
        assert_eq!(Sides::of(&sites), Sides { left: 5, ..Sides::default() });
        assert_eq!((sites.len(), sites[0].left, sites[0].cramps()), (1, 5, 5));
    }
}
