//! Outings: one file may hold several, in one track or session.

use std::ops::Range;

use charley_domain::workout::Span;
use jiff::Timestamp;

use super::{
    DAY_MS,
    date::{self, can_be},
    set, span_words, stray,
};
use crate::{
    draft::{Draft, SportSession},
    sample::{Sample, Tally},
};

/// Longest rest within one outing: longer than a stop of the longest hike, shorter than a night. What was recorded on both
/// sides of a night is two workouts for what happens in that night.
pub(crate) const LONGEST_REST_MS: i64 = 6 * 3_600_000;
/// Longest rest between two sessions that the file tells apart: as between its tracks.
const LONGEST_CHANGE_MS: i64 = 3_600_000;
/// What is shorter, or has fewer records, is no outing of its own beside one that is.
const SHORTEST_MS: i64 = 60_000;
const FEWEST: usize = 5;
/// So many records make a few others look lost, after a silence so many times as long as any between them.
const MANY: usize = 30;
const SILENCE: i64 = 4;
/// A start that is declared so close to a record is its own.
const DECLARED_NEAR_MS: i64 = 300_000;

/// Cleans the time of a recording and tells its outings apart: at least one draft, each ascending in time.
pub(crate) fn outings(mut draft: Draft, now: Option<Timestamp>) -> Vec<Draft> {
    date::unroll(&mut draft, now);
    let mut aside = stray::set_aside(&mut draft.samples);
    let declared_start_ms = draft.declared_start_ms();
    draft.notes.extend(set::move_early(&mut draft.samples, declared_start_ms));
    date::to_declared(&mut draft, now);
    in_order(&mut draft);
    let parts = parts(&draft);
    let kept = kept(&draft, &parts, now);
    let stays = |at: usize| kept.iter().any(|part| part.contains(&at));
    aside.extend(draft.samples.iter().enumerate().filter_map(|(at, s)| (!stays(at)).then_some(*s)));
    let all = aside.len() + kept.iter().map(Range::len).sum::<usize>();
    draft.notes.extend(left_out(&aside, &draft, &kept, all));
    match kept.as_slice() {
        [] => {
            draft.samples.clear();
            vec![draft]
        }
        [one] => {
            draft.samples.truncate(one.end);
            draft.samples.drain(..one.start);
            vec![draft]
        }
        several => {
            // What stays in the draft is copied for each outing: the samples must not be.
            let samples = std::mem::take(&mut draft.samples);
            draft
                .notes
                .push(format!("the file holds {} outings: each is a workout of its own", several.len()));
            (0..several.len()).map(|at| one_of(&draft, &samples, &several[at..])).collect()
        }
    }
}

fn in_order(draft: &mut Draft) {
    let backwards = draft.samples.windows(2).filter(|pair| pair[1].time_ms < pair[0].time_ms).count();
    if backwards > 0 {
        draft.samples.sort_by_key(|sample| sample.time_ms);
        let note = format!("times went backwards {backwards} times: records were put in order");
        draft.notes.push(note);
    }
}

/// Stretches without a longer rest.
fn parts(draft: &Draft) -> Vec<Range<usize>> {
    let mut starts: Vec<i64> = draft.sessions.iter().filter_map(|session| session.start_ms).collect();
    starts.sort_unstable();
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, pair) in draft.samples.windows(2).enumerate() {
        let rest_ms = pair[1].time_ms.saturating_sub(pair[0].time_ms);
        let begins = |start_ms: &i64| {
            (pair[0].time_ms + LONGEST_CHANGE_MS / 2..=pair[1].time_ms + DECLARED_NEAR_MS).contains(start_ms)
        };
        let alone = rest_ms > LONGEST_CHANGE_MS && is_stray_end(&draft.samples, at + 1);
        if rest_ms > LONGEST_REST_MS || alone || rest_ms > LONGEST_CHANGE_MS && starts.iter().any(begins) {
            parts.push(from..at + 1);
            from = at + 1;
        }
    }
    parts.push(from..draft.samples.len());
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether the file begins or ends here with a few records that a long silence parts from all the others: those were recorded
/// by accident, or by a clock that was wrong.
fn is_stray_end(samples: &[Sample], at: usize) -> bool {
    let (before, after) = samples.split_at(at);
    let (few, many) = if before.len() < after.len() { (before, after) } else { (after, before) };
    let rest_ms = after.first().zip(before.last()).map_or(0, |(next, last)| next.time_ms - last.time_ms);
    few.len() < FEWEST
        && many.len() >= MANY
        && many.windows(2).all(|pair| (pair[1].time_ms - pair[0].time_ms).saturating_mul(SILENCE) < rest_ms)
}

/// The parts that are outings: all, unless some are too short or at a time that cannot be.
fn kept(draft: &Draft, parts: &[Range<usize>], now: Option<Timestamp>) -> Vec<Range<usize>> {
    if parts.len() < 2 {
        return parts.to_vec();
    }
    let edge_ms = |part: &Range<usize>| draft.samples.get(part.start).map_or(0, |sample| sample.time_ms);
    let some_can_be = parts.iter().any(|part| can_be(edge_ms(part), now));
    let can = |part: &&Range<usize>| !some_can_be || can_be(edge_ms(part), now);
    let possible: Vec<&Range<usize>> = parts.iter().filter(can).collect();
    let long: Vec<&Range<usize>> = possible.iter().copied().filter(|part| is_long(draft, part)).collect();
    // What the file declares is a witness where it tells of one that is there.
    let told = long.iter().any(|part| is_told(draft, part));
    let mut outings: Vec<Range<usize>> =
        long.iter().filter(|part| !told || !is_far(draft, part)).map(|part| (*part).clone()).collect();
    if outings.iter().all(|part| is_told(draft, part)) {
        let short = possible.iter().filter(|part| !is_long(draft, part) && is_told(draft, part));
        outings.extend(short.map(|part| (*part).clone()));
        outings.sort_by_key(|part| part.start);
    }
    if outings.is_empty() { vec![declared_or_middle(draft, &possible)] } else { outings }
}

/// Whether a part is long enough to stand for itself.
fn is_long(draft: &Draft, part: &Range<usize>) -> bool {
    let samples = draft.samples.get(part.clone()).unwrap_or_default();
    let (Some(first), Some(last)) = (samples.first(), samples.last()) else { return false };
    last.time_ms - first.time_ms >= SHORTEST_MS && samples.len() >= FEWEST
}

/// Whether the file declares something that begins right there and ends before the next part.
fn is_told(draft: &Draft, part: &Range<usize>) -> bool {
    let Some(first) = draft.samples.get(part.start) else { return false };
    let next_ms = draft.samples.get(part.end).map_or(i64::MAX, |next| next.time_ms);
    draft.declared().any(|span| {
        (span.from_ms - first.time_ms).abs() <= DECLARED_NEAR_MS
            && span.to_ms - span.from_ms >= SHORTEST_MS
            && span.to_ms <= next_ms
    })
}

/// Whether a part lies days from everything that the file declares.
fn is_far(draft: &Draft, part: &Range<usize>) -> bool {
    let edge = |at: usize| draft.samples.get(at).map_or(0, |sample| sample.time_ms);
    let (from_ms, to_ms) = (edge(part.start), edge(part.end.saturating_sub(1)));
    let apart_ms = LONGEST_REST_MS + DAY_MS;
    draft.declared().all(|span| span.from_ms - apart_ms > to_ms || span.to_ms + apart_ms < from_ms)
}

/// Of parts of which none is an outing, the one at the declared start, or the one in the middle.
fn declared_or_middle(draft: &Draft, parts: &[&Range<usize>]) -> Range<usize> {
    let all = draft.samples.len();
    let first_ms = |part: &Range<usize>| draft.samples.get(part.start).map_or(0, |sample| sample.time_ms);
    let declared = draft.declared_start_ms().or(draft.laps.iter().map(|s| s.lap.span.from_ms).min());
    let near = declared.and_then(|start_ms| {
        let apart = |part: &&&Range<usize>| (first_ms(part) - start_ms).abs();
        parts.iter().min_by_key(apart).filter(|part| apart(part) <= LONGEST_REST_MS)
    });
    let heaviest = || parts.iter().max_by_key(|part| part.len()).filter(|part| part.len() >= FEWEST);
    let middle = || parts.iter().find(|part| part.contains(&(all / 2))).or(parts.first());
    near.or_else(heaviest).or_else(middle).map_or(0..all, |part| (*part).clone())
}

/// Says how many records are left out, and such as which.
fn left_out(aside: &[Sample], draft: &Draft, kept: &[Range<usize>], all: usize) -> Option<String> {
    let example = aside.first()?;
    let near = kept.iter().filter_map(|part| draft.samples.get(part.clone()));
    let near = near.filter_map(|samples| Some((samples.first()?.time_ms, samples.last()?.time_ms)));
    let off_ms = near
        .map(|(from_ms, to_ms)| (from_ms - example.time_ms).max(example.time_ms - to_ms))
        .min()
        .unwrap_or_default();
    let such_as = if off_ms.abs() < 36 * 3_600_000 {
        format!("such as {} away from the rest", span_words(off_ms.max(0)))
    } else {
        let year = Timestamp::from_millisecond(example.time_ms).ok();
        let year = year.map_or(0, |t| t.to_zoned_datetime(jiff::tz::TimeZone::UTC).year());
        format!("such as the year {year}")
    };
    Some(format!("{} of {all} records had impossible times ({such_as}) and were left out", aside.len()))
}

/// One of several outings, with what the file says of it alone.
fn one_of(draft: &Draft, all: &[Sample], parts: &[Range<usize>]) -> Draft {
    let part = parts.first().cloned().unwrap_or_default();
    let next_ms = parts.get(1).and_then(|next| all.get(next.start)).map_or(i64::MAX, |next| next.time_ms);
    let bounds = bounds(all, &part);
    let samples = all.get(part).unwrap_or_default().to_vec();
    let within = |span: &Span| bounds.from_ms <= span.from_ms && span.from_ms < bounds.to_ms;
    let mut tally = Tally::default();
    for sample in &samples {
        tally.add(&sample.values);
    }
    let reaches_past = |session: &SportSession| session.span().is_some_and(|span| next_ms < span.to_ms);
    let sessions = draft.sessions.iter().filter(|session| {
        session.start_ms.is_none_or(|start_ms| within(&Span { from_ms: start_ms, to_ms: start_ms }))
    });
    let sessions = sessions.map(|session| {
        let alone = session.start_ms.is_some() && !reaches_past(session);
        if alone {
            *session
        } else {
            SportSession {
                indoor: session.indoor,
                start_ms: session.start_ms,
                ..SportSession::of(session.sport)
            }
        }
    });
    let mut sessions: Vec<SportSession> = sessions.collect();
    if sessions.is_empty() {
        sessions.extend(
            draft
                .sessions
                .iter()
                .rev()
                .take(1)
                .map(|session| SportSession { indoor: session.indoor, ..SportSession::of(session.sport) }),
        );
    }
    Draft {
        samples,
        tally,
        sessions,
        laps: draft.laps.iter().filter(|section| within(&section.lap.span)).copied().collect(),
        pauses: draft
            .pauses
            .iter()
            .filter(|pause| within(pause) && pause.to_ms <= bounds.to_ms)
            .copied()
            .collect(),
        shares_stamp: true,
        ..draft.clone()
    }
}

/// From where an outing is near to where the next one is near.
fn bounds(samples: &[Sample], part: &Range<usize>) -> Span {
    let at = |at: usize| samples.get(at).map(|sample| sample.time_ms);
    let before = part.start.checked_sub(1).and_then(at).zip(at(part.start));
    let after = part.end.checked_sub(1).and_then(at).zip(at(part.end));
    let middle = |(a, b): (i64, i64)| a + (b - a) / 2;
    Span { from_ms: before.map_or(i64::MIN, middle), to_ms: after.map_or(i64::MAX, middle) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clock::DAY_MS, sample::Values};
    use proptest::prelude::*;

    const NOW_MS: i64 = 1_790_000_000_000;

    fn draft(times: impl IntoIterator<Item = i64>) -> Draft {
        let sample = |time_ms| Sample { time_ms, values: Values::default() };
        Draft { samples: times.into_iter().map(sample).collect(), ..Draft::default() }
    }

    fn minutes(start_ms: i64, minutes: i64) -> impl Iterator<Item = i64> {
        (0..minutes * 6).map(move |n| start_ms + n * 10_000)
    }

    fn seconds(draft: &Draft) -> i64 {
        (draft.samples.last().unwrap().time_ms - draft.samples[0].time_ms) / 1000
    }

    #[test]
    fn garbage_is_left_out_wherever_it_stands() {
        let mut garbage: Vec<i64> = (0..100).map(|s| NOW_MS + s * 1000).collect();
        garbage.push(NOW_MS + 60 * 365 * DAY_MS);
        garbage.insert(40, NOW_MS - 11 * 365 * DAY_MS);
        let outings = outings(draft(garbage), None);
        assert_eq!((outings.len(), outings[0].samples.len()), (1, 100));
        assert!(
            outings[0].notes[0].starts_with("2 of 102 records had impossible times"),
            "{:?}",
            outings[0].notes
        );
    }

    #[test]
    fn a_clock_set_on_the_way_loses_nothing_and_two_days_are_two_outings() {
        let early = (0..120).map(|s| super::super::FIT_EPOCH_S * 1000 + s * 1000);
        let jump = outings(draft(early.chain((0..600).map(|s| NOW_MS + s * 1000))), None);
        assert_eq!((jump.len(), jump[0].samples.len(), seconds(&jump[0])), (1, 720, 719));
        let days = minutes(NOW_MS, 20)
            .chain(minutes(NOW_MS + 2 * DAY_MS, 60))
            .chain(minutes(NOW_MS + 5 * DAY_MS, 15));
        let days = outings(draft(days), None);
        assert_eq!(days.iter().map(seconds).collect::<Vec<_>>(), [1_190, 3_590, 890]);
        assert!(days[0].notes[0].contains("3 outings"), "{:?}", days[0].notes);
    }

    #[test]
    fn a_long_rest_is_a_rest_unless_the_file_begins_anew() {
        let hike = || minutes(NOW_MS, 120).chain(minutes(NOW_MS + 5 * 3_600_000, 120));
        assert_eq!(outings(draft(hike()), None).len(), 1);
        let session = |start_ms| SportSession {
            start_ms: Some(start_ms),
            elapsed_s: Some(7_190.0),
            ..SportSession::of(charley_domain::workout::Sport::Run)
        };
        let sessions = vec![session(NOW_MS), session(NOW_MS + 5 * 3_600_000)];
        let two = outings(Draft { sessions, ..draft(hike()) }, None);
        assert_eq!(two.len(), 2);
        assert_eq!(two[1].sessions.len(), 1);
        assert_eq!(two[1].sessions[0].elapsed_s, Some(7_190.0));
    }

    #[test]
    fn a_ride_resumed_after_weeks_is_the_ride_and_not_the_weeks() {
        let start_ms = NOW_MS - 25 * DAY_MS;
        let resumed = (0..3).map(|s| start_ms + s * 1000).chain(minutes(NOW_MS, 90));
        let length_s = 25.0 * 86_400.0 + 5_400.0;
        let ride = SportSession {
            start_ms: Some(start_ms),
            elapsed_s: Some(length_s),
            ..SportSession::of(charley_domain::workout::Sport::Ride)
        };
        let ride = outings(Draft { sessions: vec![ride], ..draft(resumed) }, None);
        assert_eq!((ride.len(), seconds(&ride[0])), (1, 5_390));
        assert!(ride[0].notes[0].starts_with("3 of 543 records"), "{:?}", ride[0].notes);
    }

    #[test]
    fn a_few_records_hours_from_all_the_others_are_no_part_of_it() {
        let early = [NOW_MS - 7_200_000, NOW_MS - 7_190_000].into_iter().chain(minutes(NOW_MS, 50));
        let late = minutes(NOW_MS, 50).chain([NOW_MS + 10_000_000]);
        for (times, left_out) in [(early.collect::<Vec<_>>(), 2), (late.collect(), 1)] {
            let one = outings(draft(times), None);
            assert_eq!((one.len(), seconds(&one[0])), (1, 2_990));
            assert!(one[0].notes[0].starts_with(&format!("{left_out} of ")), "{:?}", one[0].notes);
        }
        let sparse = (0..40).map(|n| NOW_MS + n * 1_200_000).chain([NOW_MS + 40 * 1_200_000 + 3_000_000]);
        assert_eq!(outings(draft(sparse), None)[0].samples.len(), 41, "a log of a point in twenty minutes");
    }

    #[test]
    fn what_is_declared_tells_which_of_several_years_it_was() {
        let years = |n: i64| NOW_MS + n % 3 * 365 * DAY_MS + n * 10_000;
        let run = SportSession {
            start_ms: Some(NOW_MS),
            elapsed_s: Some(3_600.0),
            ..SportSession::of(charley_domain::workout::Sport::Run)
        };
        let one = outings(Draft { sessions: vec![run], ..draft((0..360).map(years)) }, None);
        assert_eq!((one.len(), one[0].samples.len(), one[0].samples[0].time_ms), (1, 120, NOW_MS));
    }

    #[test]
    fn where_every_point_is_years_apart_the_declared_start_counts() {
        let far = (0..361).map(|n| NOW_MS + n * 4 * DAY_MS);
        let declared = SportSession {
            start_ms: Some(NOW_MS),
            timer_s: Some(3_600.0),
            ..SportSession::of(charley_domain::workout::Sport::Run)
        };
        let one = outings(Draft { sessions: vec![declared], ..draft(far) }, None);
        assert_eq!((one.len(), one[0].samples.len(), one[0].samples[0].time_ms), (1, 1, NOW_MS));
    }

    proptest! {
        #[test]
        fn cleaned_times_ascend_and_something_stays(
            times in prop::collection::vec(prop_oneof![9 => NOW_MS..NOW_MS + DAY_MS, 1 => 0..4_000_000_000_000i64], 1..80),
        ) {
            let parts = outings(draft(times.iter().copied()), None);
            prop_assert!(!parts.is_empty());
            for part in &parts {
                prop_assert!(!part.samples.is_empty());
                prop_assert!(part.samples.windows(2).all(|pair| pair[0].time_ms <= pair[1].time_ms));
                prop_assert!(part.samples.windows(2).all(|pair| pair[1].time_ms - pair[0].time_ms <= LONGEST_REST_MS));
            }
        }
    }
}
