//! What a person weighed on a day: by the last weighing that can be believed, else by what they said of themselves.
//!
//! A scale in a bathroom weighs whoever steps on it. A weighing that is far from the ones before it is not taken for the person's,
//! and how many there were is told.

use charley_domain::{
    entry::{Entry, EntrySource, Record},
    observation::Observed,
    quantity::BodyMass,
};
use jiff::{SignedDuration, Timestamp};

/// A weighing counts for so long.
const COUNTS: SignedDuration = SignedDuration::from_hours(60 * 24); // own judgement
/// A weighing further from the last one is somebody else's, as a share of it.
const NEAR_SHARE: f64 = 0.08; // own judgement
/// So many weighings in a row that agree with one another are the person's after all: a mass does change while nobody weighs it.
const AGREEING: usize = 5; // own judgement

/// One weighing.
#[derive(Debug, Clone, Copy, PartialEq)]
struct DatedMass {
    at: Timestamp,
    mass_kg: f64,
    /// Whether the person typed it.
    is_typed: bool,
}

/// The weighings of a person by scales and apps.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weighings {
    believed: Vec<DatedMass>,
    /// How many were not believed.
    pub doubted: usize,
}

impl Weighings {
    /// The weighings of a diary; none where no device weighed.
    ///
    /// Equation: a weighing is believed that differs by at most 8 % from the last one believed, at first from what the person
    /// said, else from the median; five in a row that agree with one another are believed against it. What the person typed is
    /// always believed. Source: own judgement. Valid for adults.
    ///
    /// ```
    /// use charley_body::mass::Weighings;
    /// assert_eq!(Weighings::of(&[], None).on(jiff::Timestamp::UNIX_EPOCH), None);
    /// ```
    pub fn of(entries: &[Entry], said: Option<BodyMass>) -> Self {
        let mut all: Vec<DatedMass> = entries.iter().filter_map(DatedMass::of).collect();
        if all.iter().all(|one| one.is_typed) {
            return Self::default();
        }
        all.sort_by_key(|one| one.at);
        let first_kg = said.map(BodyMass::kg).or_else(|| median_kg(&all));
        let mut weighings = Self::default();
        let mut doubted: Vec<DatedMass> = Vec::new();
        for one in all {
            let last_kg = weighings.believed.last().map(|last| last.mass_kg).or(first_kg);
            let is_believed = one.is_typed || last_kg.is_none_or(|last_kg| one.is_near(last_kg));
            if is_believed || doubted.last().is_some_and(|before| !one.is_near(before.mass_kg)) {
                weighings.doubted += doubted.len();
                doubted.clear();
            }
            if is_believed {
                weighings.believed.push(one);
                continue;
            }
            doubted.push(one);
            if doubted.len() == AGREEING {
                weighings.believed.append(&mut doubted);
            }
        }
        weighings.doubted += doubted.len();
        weighings
    }

    /// The mass at a moment, in kg, by the last weighing of the 60 days before it; `None` where there is none.
    ///
    /// Equation, source, validity and example: [`Weighings::of`].
    pub fn on(&self, at: Timestamp) -> Option<f64> {
        let last = self.believed.partition_point(|one| one.at <= at).checked_sub(1)?;
        let one = self.believed.get(last)?;
        (at.duration_since(one.at) <= COUNTS).then_some(one.mass_kg)
    }

    /// The median of the weighings that are believed, in kg; `None` where there is none.
    ///
    /// Equation, source, validity and example: [`Weighings::of`].
    pub fn usual(&self) -> Option<f64> {
        median_kg(&self.believed)
    }
}

impl DatedMass {
    fn of(entry: &Entry) -> Option<Self> {
        let of = |mass_kg: BodyMass, is_typed| {
            Some(Self { at: entry.occurred_at.instant, mass_kg: mass_kg.kg(), is_typed })
        };
        match &entry.record {
            Record::Observed(observation) => match &observation.what {
                Observed::Weight { mass_kg } => of(*mass_kg, false),
                _ => None,
            },
            // Those around a workout say what was sweated.
            Record::Weight { mass_kg, weigh_in: None } => of(*mass_kg, entry.source != EntrySource::Import),
            _ => None,
        }
    }

    fn is_near(&self, last_kg: f64) -> bool {
        (self.mass_kg - last_kg).abs() <= NEAR_SHARE * last_kg
    }
}

fn median_kg(weighed: &[DatedMass]) -> Option<f64> {
    let mut masses: Vec<f64> = weighed.iter().map(|one| one.mass_kg).collect();
    masses.sort_by(f64::total_cmp);
    masses.get(masses.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use charley_domain::{
        moment::{Moment, Precision},
        night::NightOf,
        observation::Observation,
    };

    use super::*;

    fn at(day: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + day * 86_400).unwrap()
    }

    fn entry(day: i64, record: Record, source: EntrySource) -> Entry {
        let occurred_at = Moment { instant: at(day), offset_s: 0, zone: None };
        Entry {
            id: uuid::Uuid::nil(),
            night: NightOf::of(&occurred_at),
            occurred_at,
            recorded_at: at(day),
            source,
            precision: Precision::Minutes,
            asked: false,
            record,
        }
    }

    fn kg(mass: f64) -> BodyMass {
        BodyMass::from_kg(mass).unwrap()
    }

    fn scale(day: i64, mass: f64) -> Entry {
        let what = Observed::Weight { mass_kg: kg(mass) };
        let observation = Observation::by_device("Scale".to_owned(), what);
        entry(day, Record::Observed(observation), EntrySource::Import)
    }

    fn typed(day: i64, mass: f64) -> Entry {
        entry(day, Record::Weight { mass_kg: kg(mass), weigh_in: None }, EntrySource::Terminal)
    }

    #[test]
    fn the_last_weighing_counts_for_sixty_days() {
        let weighings = Weighings::of(&[scale(0, 61.0), scale(10, 62.0)], None);
        let on = |day| weighings.on(at(day));
        assert_eq!((on(-1), on(5), on(10), on(70), on(71)), (None, Some(61.0), Some(62.0), Some(62.0), None));
    }

    #[test]
    fn two_persons_on_one_scale_are_told_apart() {
        let mut entries: Vec<Entry> = (0..20).map(|day| scale(day, 62.0 + 0.05 * day as f64)).collect();
        entries.extend((0..20).step_by(2).map(|day| scale(day, 85.0)));
        for said in [Some(kg(61.0)), None] {
            let weighings = Weighings::of(&entries, said);
            assert_eq!(weighings.doubted, 10, "{said:?}");
            assert!((0..20).all(|day| weighings.on(at(day)).unwrap() < 64.0));
        }
        assert!(Weighings::of(&entries, Some(kg(84.0))).on(at(19)).unwrap() > 80.0);
    }

    #[test]
    fn a_slow_change_is_followed_and_a_change_while_nobody_weighed_is_believed_in_time() {
        let slow: Vec<Entry> = (0..40).map(|week| scale(7 * week, 90.0 - 0.5 * week as f64)).collect();
        let weighings = Weighings::of(&slow, Some(kg(90.0)));
        assert_eq!((weighings.doubted, weighings.on(at(7 * 39))), (0, Some(70.5)));
        let mut jump = vec![scale(0, 90.0)];
        jump.extend((0..5).map(|day| scale(200 + day, 76.0)));
        let weighings = Weighings::of(&jump, Some(kg(90.0)));
        assert_eq!((weighings.doubted, weighings.on(at(204))), (0, Some(76.0)));
        assert_eq!(Weighings::of(&jump[..5], Some(kg(90.0))).doubted, 4);
    }

    #[test]
    fn what_is_typed_is_believed_and_alone_it_changes_nothing() {
        assert_eq!(Weighings::of(&[typed(0, 62.0)], Some(kg(90.0))), Weighings::default());
        let weighings = Weighings::of(&[typed(0, 62.0), scale(1, 63.0)], Some(kg(90.0)));
        assert_eq!((weighings.on(at(0)), weighings.on(at(1))), (Some(62.0), Some(63.0)));
    }
}
