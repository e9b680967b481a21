//! Dates that cannot be, or are in doubt: of the future, and 1,024 weeks off.

use charley_domain::workout::Span;
use jiff::{Timestamp, tz::TimeZone};

use super::{DAY_MS, ROLLOVER_MS, YEAR_2000_MS, never_set};
use crate::draft::Draft;

/// How much a witness may differ from the records and still tell of the same recording.
const WITNESS_MS: i64 = 2 * DAY_MS;

/// Moves records by whole turns of the satellites' week counter to where another time of the same file lies, if that one can
/// be. A receiver that did not notice the turn writes dates of 1,024 weeks before, or after.
pub(super) fn unroll(draft: &mut Draft, now: Option<Timestamp>) {
    let Some(first_ms) = middle_ms(draft) else { return };
    let declared = draft.declared().map(|span| span.from_ms).chain(draft.declared_start_ms());
    let witnesses: Vec<i64> = declared.chain(draft.witnesses.iter().copied()).collect();
    let mut told = witnesses.iter().filter_map(|witness_ms| turns(*witness_ms - first_ms));
    let Some(turns) = told.find(|turns| *turns != 0) else { return };
    let moved_ms = first_ms + turns * ROLLOVER_MS;
    if is_future(moved_ms, now) || never_set(moved_ms) || (turns < 0 && !is_future(first_ms, now)) {
        return;
    }
    let shift = |time_ms: &mut i64| {
        if (*time_ms - first_ms).abs() < ROLLOVER_MS / 2 {
            *time_ms += turns * ROLLOVER_MS;
        }
    };
    draft.samples.iter_mut().for_each(|sample| shift(&mut sample.time_ms));
    draft.breaks.iter_mut().for_each(shift);
    let both = |span: &mut Span| {
        shift(&mut span.from_ms);
        shift(&mut span.to_ms);
    };
    draft.pauses.iter_mut().for_each(both);
    draft.laps.iter_mut().for_each(|section| both(&mut section.lap.span));
    for session in &mut draft.sessions {
        session.start_ms.iter_mut().chain(&mut session.end_ms).for_each(shift);
    }
    draft.notes.push(format!(
        "its points were dated {}, a whole turn of the satellites' week counter off: the other time in the file, {}, counts",
        day(first_ms),
        day(moved_ms)
    ));
}

/// Whole turns of the counter in a difference, if it is nearly some.
fn turns(difference_ms: i64) -> Option<i64> {
    let turns = (difference_ms as f64 / ROLLOVER_MS as f64).round() as i64;
    ((-2..=2).contains(&turns) && (difference_ms - turns * ROLLOVER_MS).abs() <= WITNESS_MS).then_some(turns)
}

fn middle_ms(draft: &Draft) -> Option<i64> {
    let mut times: Vec<i64> = draft.samples.iter().map(|sample| sample.time_ms).collect();
    let middle = times.len() / 2;
    (!times.is_empty()).then(|| *times.select_nth_unstable(middle).1)
}

/// Whether the time is more than a day ahead: clocks differ by up to a day around the world.
pub(super) fn is_future(time_ms: i64, now: Option<Timestamp>) -> bool {
    now.is_some_and(|now| time_ms > now.as_millisecond().saturating_add(DAY_MS))
}

/// Whether people's devices can have recorded then.
pub(super) fn can_be(time_ms: i64, now: Option<Timestamp>) -> bool {
    time_ms >= YEAR_2000_MS && !is_future(time_ms, now)
}

/// How far points may lie from every stretch that their file declares and still be of its time: a ride over a night does.
const DECLARED_MS: i64 = 36 * 3_600_000;

/// Moves records of which none lies anywhere near what the file declares to where it declares that they began.
pub(super) fn to_declared(draft: &mut Draft, now: Option<Timestamp>) {
    let (Some(declared_ms), Some(first)) = (draft.declared_start_ms(), draft.samples.first()) else { return };
    let first_ms = first.time_ms;
    let last_ms = draft.samples.iter().map(|sample| sample.time_ms).max().unwrap_or(first_ms);
    let one_stretch =
        draft.samples.iter().all(|sample| (0..DECLARED_MS).contains(&(sample.time_ms - first_ms)));
    let apart = |span: Span| span.from_ms - DECLARED_MS > last_ms || span.to_ms + DECLARED_MS < first_ms;
    let start = Span { from_ms: declared_ms, to_ms: declared_ms };
    if !one_stretch || !can_be(declared_ms, now) || !draft.declared().chain([start]).all(apart) {
        return;
    }
    for sample in &mut draft.samples {
        sample.time_ms += declared_ms - first_ms;
    }
    for break_ms in &mut draft.breaks {
        *break_ms += declared_ms - first_ms;
    }
    draft.notes.push(format!(
        "its points are dated {}: the start that the file declares counts, {}",
        day(first_ms),
        day(declared_ms)
    ));
}

/// What is to be said of a date that is in doubt. Without knowing the day, no date is.
pub(crate) fn doubt(start_ms: i64, now: Option<Timestamp>) -> Option<String> {
    let now_ms = now?.as_millisecond();
    if is_future(start_ms, now) {
        let earlier_ms = start_ms - ROLLOVER_MS;
        let perhaps = if can_be(earlier_ms, now) {
            format!(
                ", as of a receiver that lost count of the weeks (1,024 of them before, it was {})",
                day(earlier_ms)
            )
        } else {
            String::new()
        };
        return Some(format!(
            "its date, {}, lies in the future{perhaps}: the clock was wrong",
            day(start_ms)
        ));
    }
    let later_ms = start_ms.saturating_add(ROLLOVER_MS);
    (!never_set(start_ms) && later_ms <= now_ms).then(|| {
        format!(
            "its date, {}, may be 1,024 weeks too early, as of a receiver that lost count of the weeks: then it was {}",
            day(start_ms),
            day(later_ms)
        )
    })
}

/// A day as people say it.
pub(super) fn day(time_ms: i64) -> String {
    let instant = Timestamp::from_millisecond(time_ms).ok();
    let civil = instant.map(|instant| instant.to_zoned_datetime(TimeZone::UTC).date());
    civil.map_or_else(|| "no day".to_owned(), |date| date.strftime("%-d %B %Y").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        draft::SportSession,
        sample::{Sample, Values},
    };
    use charley_domain::workout::Sport;

    fn ms(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_millisecond()
    }

    fn now() -> Option<Timestamp> {
        "2026-11-30T12:00:00Z".parse().ok()
    }

    #[test]
    fn dates_in_doubt_are_told_and_others_not() {
        assert_eq!(doubt(ms("2026-11-30T20:00:00Z"), now()), None);
        assert_eq!(doubt(ms("2012-05-05T08:00:00Z"), now()), None);
        assert!(doubt(ms("2031-05-05T08:00:00Z"), now()).unwrap().contains("lies in the future"));
        assert!(doubt(ms("2046-04-26T08:00:00Z"), now()).unwrap().contains("10 September 2026"));
        assert!(doubt(ms("2007-01-24T07:00:00Z"), now()).unwrap().ends_with("then it was 9 September 2026"));
        assert_eq!(doubt(ms("2031-05-05T08:00:00Z"), None), None);
    }

    #[test]
    fn a_declared_start_beats_points_that_lie_nowhere_near_it() {
        let dated = |text: &str, declared: &str| {
            let session = SportSession { start_ms: Some(ms(declared)), ..SportSession::of(Sport::Run) };
            let samples = vec![Sample { time_ms: ms(text), values: Values::default() }];
            let mut draft = Draft { samples, sessions: vec![session], ..Draft::default() };
            to_declared(&mut draft, now());
            (draft.samples[0].time_ms - ms(text), draft.notes.len())
        };
        let (declared, days) = ("2026-09-12T07:00:00Z", |days: i64| days * DAY_MS);
        assert_eq!(dated("2028-09-11T07:00:00Z", declared), (days(-730), 1));
        assert_eq!(dated("2024-09-12T07:00:00Z", declared), (days(730), 1));
        assert_eq!(dated("2026-09-12T18:00:00Z", declared), (0, 0));
        assert_eq!(dated("2024-09-12T07:00:00Z", "2031-09-12T07:00:00Z"), (0, 0), "that cannot be either");
    }

    #[test]
    fn another_time_of_the_file_is_the_better_witness() {
        let rolled = ms("2007-01-24T07:00:00Z");
        let mut draft = Draft {
            samples: (0..9).map(|s| Sample { time_ms: rolled + s, values: Values::default() }).collect(),
            witnesses: vec![ms("2026-09-09T07:30:00Z")],
            ..Draft::default()
        };
        unroll(&mut draft, now());
        assert_eq!(draft.samples[0].time_ms, ms("2026-09-09T07:00:00Z"));
        assert_eq!(draft.notes.len(), 1);
        unroll(&mut draft, now());
        assert_eq!(draft.notes.len(), 1, "once");
    }
}
