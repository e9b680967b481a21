//! Two quick laps: how a person marks a cramp in a race with a watch and no phone. Found after the import, asked once.

use charley_domain::{
    entry::{Entry, Record},
    moment::Moment,
    workout::{ClockBasis, Lap, WorkoutHead, WorkoutId},
};
use jiff::{SignedDuration, Timestamp};

/// Longest time between the two presses. Source: the issue (5 s).
const QUICK_MS: i64 = 5_000;
/// Entries and marks this close speak of the same cramp.
const SAME: SignedDuration = SignedDuration::from_secs(60);
/// Days after a workout for which its marks are asked about.
const ASKED_DAYS: i64 = 14;

/// Two quick laps in a workout.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The workout.
    pub workout: WorkoutId,
    /// How far into it, in seconds.
    pub after_s: f64,
    /// When the button was pressed first.
    pub at: Moment,
}

/// Since when workouts are looked through for marks.
pub fn since(now: Timestamp) -> Timestamp {
    now.checked_sub(SignedDuration::from_hours(24 * ASKED_DAYS)).unwrap_or(Timestamp::MIN)
}

/// The marks of workouts, oldest first; two recordings of one workout give each mark once.
pub fn marks(workouts: &[(WorkoutHead, Vec<Lap>)]) -> Vec<Mark> {
    let dated = workouts.iter().filter(|(head, _)| head.clock != ClockBasis::NeverSet);
    let mut marks: Vec<Mark> = dated.flat_map(|(head, laps)| of(head, laps)).collect();
    marks.sort_by_key(|mark| mark.at.instant);
    marks.dedup_by(|later, earlier| near(later.at.instant, earlier.at.instant));
    marks
}

/// The marks that no entry speaks of yet, neither as a cramp nor as none.
pub fn open(marks: Vec<Mark>, entries: &[Entry]) -> Vec<Mark> {
    let spoken = |mark: &Mark| {
        entries.iter().any(|entry| {
            matches!(entry.record, Record::Cramp(_) | Record::NotACramp { .. })
                && near(entry.occurred_at.instant, mark.at.instant)
        })
    };
    marks.into_iter().filter(|mark| !spoken(mark)).collect()
}

fn near(one: Timestamp, other: Timestamp) -> bool {
    one.duration_since(other).abs() <= SAME
}

/// A lap of at most five seconds between two presses: neither the first lap, which begins with the start, nor the last,
/// which ends with the stop, nor one that the watch made by itself.
fn of<'a>(head: &'a WorkoutHead, laps: &'a [Lap]) -> impl Iterator<Item = Mark> + 'a {
    let inner = 1..laps.len().saturating_sub(1).max(1);
    inner.filter_map(move |at| {
        let (before, lap) = (laps.get(at - 1)?, laps.get(at)?);
        let length_ms = lap.span.to_ms - lap.span.from_ms;
        let by_hand = before.manual != Some(false) && lap.manual != Some(false);
        if !by_hand || !(0..=QUICK_MS).contains(&length_ms) {
            return None;
        }
        let instant = head.start.instant.checked_add(SignedDuration::from_millis(lap.span.from_ms)).ok()?;
        Some(Mark {
            workout: head.id.clone(),
            after_s: lap.span.from_ms as f64 / 1000.0,
            at: Moment { instant, ..head.start.clone() },
        })
    })
}

#[cfg(test)]
mod tests {
    use charley_domain::{
        entry::{Cramp, EntrySource},
        moment::Precision,
        muscle::{Muscle, Side},
        night::NightOf,
        workout::{FileFacts, Span, Sport},
    };

    use super::*;

    fn workout(id: &str, ends_s: &[i64], manual: Option<bool>) -> (WorkoutHead, Vec<Lap>) {
        let start = Moment::of(&"2026-11-22T10:00[Europe/Berlin]".parse().unwrap());
        let head = WorkoutHead {
            id: WorkoutId(id.to_owned()),
            sport: Sport::Run,
            start,
            elapsed_s: *ends_s.last().unwrap() as f64,
            timer_s: None,
            distance_m: None,
            name: None,
            device: None,
            indoor: None,
            clock: ClockBasis::File,
            facts: FileFacts::default(),
        };
        let starts = std::iter::once(&0).chain(ends_s);
        let laps = starts
            .zip(ends_s)
            .map(|(from, to)| Lap { span: Span { from_ms: from * 1000, to_ms: to * 1000 }, manual });
        (head, laps.collect())
    }

    fn entry(mark: &Mark, record: Record) -> Entry {
        Entry {
            id: uuid::Uuid::nil(),
            occurred_at: mark.at.clone(),
            recorded_at: mark.at.instant,
            source: EntrySource::Import,
            precision: Precision::Exact,
            asked: false,
            night: NightOf::of(&mark.at),
            record,
        }
    }

    #[test]
    fn two_presses_within_five_seconds_are_a_mark_at_the_first() {
        let found = marks(&[workout("a", &[600, 604, 1200], None)]);
        assert_eq!(found.len(), 1);
        assert!((found[0].after_s - 600.0).abs() < 1e-9);
        assert_eq!(found[0].at.to_string(), "2026-11-22T10:10:00+01:00");
        assert_eq!(marks(&[workout("a", &[600, 605, 1200], Some(true))]).len(), 1);
        assert_eq!(marks(&[workout("a", &[600, 606, 1200], None)]), []);
    }

    #[test]
    fn start_stop_and_laps_of_the_watch_are_no_presses() {
        assert_eq!(marks(&[workout("a", &[3, 900], None)]), []);
        assert_eq!(marks(&[workout("a", &[900, 903], None)]), []);
        assert_eq!(marks(&[workout("a", &[600, 604, 1200], Some(false))]), []);
        assert_eq!(marks(&[workout("a", &[4], None)]), []);
    }

    #[test]
    fn two_recordings_of_one_workout_ask_once_and_an_answer_ends_it() {
        let both = [workout("a", &[600, 604, 1200], None), workout("b", &[601, 604, 1200], None)];
        let found = marks(&both);
        assert_eq!(found.len(), 1);
        let (muscle, side) = (Muscle::Calf, Side::Left);
        let cramp = Cramp { during_workout: true, ..Cramp::of(muscle, side) };
        let no = Record::NotACramp { workout: found[0].workout.clone() };
        for record in [Record::Cramp(cramp), no] {
            assert_eq!(open(found.clone(), &[entry(&found[0], record)]), []);
        }
        assert_eq!(open(found.clone(), &[entry(&found[0], Record::Stretch)]), found);
    }
}
