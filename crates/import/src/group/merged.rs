//! One workout of several recordings: each channel from where it is best, on one time axis.

use charley_domain::workout::{Channel, ChannelKind, Lap, Leg, Span, Workout, WorkoutHead};

use super::channel::{ChannelSource, LONGEST_HOLD_MS, ranked, says_something};

/// The last value of a channel stands for so long. Source: `HOLD_S` of the body model.
const LAST_HOLD_MS: i64 = 10_000; // body/src/parameter.rs, HOLD_S
/// A speed or distance counts where it covers this share of what the positions do; else they say how fast it was. Own choice.
const LEAST_OF_POSITIONS: f64 = 0.5;

/// One workout as its recordings have it together: `head` is theirs ([`super::merged_head`]), the first recording the richest.
///
/// Each channel comes from the recording where it is best ([`super::best_channels`]); where that one is silent the next one
/// speaks. A channel that is zero from beginning to end is left out, and so is what lies outside of the recorded length. Laps,
/// pauses, legs and notes are those of the first that has them, a pause only where no other recording went on.
pub fn merged(head: WorkoutHead, mut recordings: Vec<Workout>) -> Option<Workout> {
    if recordings.len() < 2 {
        return recordings.pop().map(|only| alone(head, only));
    }
    let sources: Vec<ChannelSource> = recordings.iter().flat_map(ChannelSource::of).collect();
    let shifts_ms: Vec<i64> = recordings.iter().map(|one| since_ms(&head, &one.head)).collect();
    let time_ms = axis(&head, &recordings, &shifts_ms);
    let mut channels = Vec::new();
    for (kind, copies) in ranked(&sources) {
        let mut values = vec![None; time_ms.len()];
        for copy in copies.iter().take(if is_patched(kind) { usize::MAX } else { 1 }) {
            let place = recordings.iter().position(|one| one.head.id == *copy)?;
            let from = Donor { workout: &recordings[place], shift_ms: shifts_ms[place] };
            from.fill(kind, &time_ms, &mut values);
        }
        channels.push(Channel { kind, values });
    }
    drop_scanty(&mut channels);
    let pauses = pauses(&recordings, &shifts_ms);
    let lead_ms = *shifts_ms.first()?;
    let legs_of = recordings.iter().position(|one| !one.legs.is_empty()).unwrap_or(0);
    let legs = recordings[legs_of].legs.iter();
    let legs = legs.map(|leg| Leg { span: moved(leg.span, shifts_ms[legs_of]), ..*leg }).collect();
    let lead = recordings.swap_remove(0);
    let laps = lead.laps.iter().map(|lap| Lap { span: moved(lap.span, lead_ms), ..*lap }).collect();
    Some(Workout { head, time_ms, channels, laps, pauses, legs, notes: lead.notes })
}

/// A workout with one recording: what was not recorded goes.
fn alone(head: WorkoutHead, only: Workout) -> Workout {
    let shift_ms = since_ms(&head, &only.head);
    let end_ms = (head.elapsed_s * 1000.0).ceil() as i64;
    let inside = |at: &i64| (0..=end_ms).contains(&(at + shift_ms));
    let Workout { mut time_ms, mut channels, mut laps, mut pauses, mut legs, notes, .. } = only;
    channels.retain(says_something);
    if !time_ms.iter().all(inside) {
        let kept: Vec<bool> = time_ms.iter().map(inside).collect();
        for channel in &mut channels {
            channel.values =
                channel.values.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(v, _)| *v).collect();
        }
        time_ms.retain(inside);
    }
    if shift_ms != 0 {
        for at in &mut time_ms {
            *at += shift_ms;
        }
        for lap in &mut laps {
            lap.span = moved(lap.span, shift_ms);
        }
        for pause in &mut pauses {
            *pause = moved(*pause, shift_ms);
        }
        for leg in &mut legs {
            leg.span = moved(leg.span, shift_ms);
        }
    }
    Workout { head, time_ms, channels, laps, pauses, legs, notes }
}

/// How much later a recording begins than the workout, in milliseconds.
fn since_ms(head: &WorkoutHead, one: &WorkoutHead) -> i64 {
    one.start.instant.as_millisecond().saturating_sub(head.start.instant.as_millisecond())
}

const fn moved(span: Span, by_ms: i64) -> Span {
    Span { from_ms: span.from_ms.saturating_add(by_ms), to_ms: span.to_ms.saturating_add(by_ms) }
}

/// The times of the densest recording, and of the others where it was silent.
fn axis(head: &WorkoutHead, recordings: &[Workout], shifts_ms: &[i64]) -> Vec<i64> {
    let end_ms = (head.elapsed_s * 1000.0).ceil() as i64;
    let mut members: Vec<(Vec<i64>, Vec<Span>)> = recordings
        .iter()
        .zip(shifts_ms)
        .map(|(one, shift_ms)| {
            let times = one.time_ms.iter().map(|at| at.saturating_add(*shift_ms));
            let times: Vec<i64> = times.filter(|at| (0..=end_ms).contains(at)).collect();
            let spans = spans(&times);
            (times, spans)
        })
        .collect();
    let density = |(times, spans): &(Vec<i64>, Vec<Span>)| {
        let covered_ms: i64 = spans.iter().map(|span| span.to_ms - span.from_ms).sum();
        times.len() as f64 / covered_ms.max(1) as f64
    };
    // One or two points are dense and say nothing.
    let is_some = |(times, _): &(Vec<i64>, Vec<Span>)| times.len() > 2;
    members.sort_by(|a, b| is_some(b).cmp(&is_some(a)).then(density(b).total_cmp(&density(a))));
    let mut axis: Vec<i64> = Vec::new();
    let mut covered: Vec<Span> = Vec::new();
    for (times, spans) in members {
        let silent = |at: &i64| {
            let place = covered.partition_point(|span| span.to_ms < *at);
            covered.get(place).is_none_or(|span| *at < span.from_ms)
        };
        axis.extend(times.into_iter().filter(silent));
        covered.extend(spans);
        covered.sort_by_key(|span| span.from_ms);
        join(&mut covered);
    }
    axis.sort_unstable();
    axis.dedup();
    axis
}

/// The stretches that times cover, each sample standing for as long as it is held at most.
fn spans(times: &[i64]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for &at in times {
        match spans.last_mut() {
            Some(span) if at - span.to_ms <= LONGEST_HOLD_MS => span.to_ms = at,
            _ => spans.push(Span { from_ms: at, to_ms: at }),
        }
    }
    spans
}

/// Joins stretches, which come by their beginning, where they touch.
fn join(spans: &mut Vec<Span>) {
    spans.dedup_by(|later, kept| {
        let touches = later.from_ms <= kept.to_ms;
        if touches {
            kept.to_ms = kept.to_ms.max(later.to_ms);
        }
        touches
    });
}

/// Whether another recording may speak where the best one is silent: what counts from a beginning of its own, or from a height
/// of its own, may not.
const fn is_patched(kind: ChannelKind) -> bool {
    !matches!(kind, ChannelKind::Distance | ChannelKind::Altitude | ChannelKind::SensorTemperature)
}

/// Whether a channel runs evenly from one value to the next.
const fn is_even(kind: ChannelKind) -> bool {
    matches!(
        kind,
        ChannelKind::Distance | ChannelKind::Altitude | ChannelKind::Latitude | ChannelKind::Longitude
    )
}

/// A recording that gives a channel, and how much later it began than the workout.
struct Donor<'a> {
    workout: &'a Workout,
    shift_ms: i64,
}

impl Donor<'_> {
    /// Puts its values on the axis where nothing is yet.
    fn fill(&self, kind: ChannelKind, axis: &[i64], values: &mut [Option<i32>]) {
        let Some(channel) = self.workout.channel(kind) else { return };
        let held: Vec<(i64, i32)> = self
            .workout
            .time_ms
            .iter()
            .zip(&channel.values)
            .filter_map(|(at, value)| Some((at.saturating_add(self.shift_ms), (*value)?)))
            .collect();
        let mut next = 0;
        for (slot, &at) in values.iter_mut().zip(axis) {
            while held.get(next).is_some_and(|(time, _)| *time <= at) {
                next += 1;
            }
            let Some(&before) = next.checked_sub(1).and_then(|last| held.get(last)) else { continue };
            if slot.is_none() {
                *slot = between(kind, before, held.get(next).copied(), at);
            }
        }
    }
}

/// The value at a time after one sample and before the next.
fn between(kind: ChannelKind, (from_ms, from): (i64, i32), next: Option<(i64, i32)>, at: i64) -> Option<i32> {
    if at == from_ms {
        return Some(from);
    }
    let near = next.filter(|(to_ms, _)| to_ms - from_ms <= LONGEST_HOLD_MS);
    let Some((to_ms, to)) = near else { return (at - from_ms <= LAST_HOLD_MS).then_some(from) };
    // Across the date line a longitude jumps, and is held.
    let step = i64::from(to) - i64::from(from);
    let jumps = kind == ChannelKind::Longitude && step.abs() > 1 << 31;
    if !is_even(kind) || jumps {
        return Some(from);
    }
    let share = (at - from_ms) as f64 / (to_ms - from_ms).max(1) as f64;
    Some((f64::from(from) + share * step as f64).round() as i32)
}

/// Leaves out speeds and distances that were known for a while only, where the positions know them throughout.
fn drop_scanty(channels: &mut Vec<Channel>) {
    let positions = channels.iter().find(|channel| channel.kind == ChannelKind::Latitude);
    let least = positions.map_or(0.0, |channel| LEAST_OF_POSITIONS * channel.count() as f64);
    channels.retain(|channel| {
        !matches!(channel.kind, ChannelKind::Speed | ChannelKind::Distance) || channel.count() as f64 >= least
    });
}

/// The pauses of the first recording in which no other one knows of work: a trainer's app goes on where a computer waits.
fn pauses(recordings: &[Workout], shifts_ms: &[i64]) -> Vec<Span> {
    let Some((lead, lead_ms)) = recordings.first().zip(shifts_ms.first()) else { return Vec::new() };
    let working = |(other, shift_ms): (&Workout, &i64)| {
        let power = other.channel(ChannelKind::Power);
        let values = power.map_or(&[][..], |channel| &channel.values);
        let at_work =
            other.time_ms.iter().zip(values).filter(|(_, value)| value.is_some_and(|watts| watts > 0));
        at_work.map(|(at, _)| at.saturating_add(*shift_ms)).collect()
    };
    let others: Vec<Vec<i64>> = recordings.iter().zip(shifts_ms).skip(1).map(working).collect();
    let went_on = |pause: &Span| {
        others.iter().any(|times| {
            let at = |ms: i64| times.partition_point(|time| *time < ms);
            let inside = times.get(at(pause.from_ms)..at(pause.to_ms)).unwrap_or_default();
            let covered_ms: i64 = spans(inside).iter().map(|span| span.to_ms - span.from_ms).sum();
            2 * covered_ms > pause.to_ms - pause.from_ms
        })
    };
    lead.pauses.iter().map(|pause| moved(*pause, *lead_ms)).filter(|pause| !went_on(pause)).collect()
}

#[cfg(test)]
mod tests {
    use charley_domain::workout::{ClockBasis, FileFacts, Sport, WorkoutId};

    use super::*;
    use crate::group::merged_head;

    /// A recording that begins so many seconds after noon, with channels of one value a second.
    fn recording(id: &str, begin_s: i64, channels: &[(ChannelKind, &[i32])]) -> Workout {
        let length = channels.iter().map(|(_, values)| values.len()).max().unwrap() as i64;
        let noon: jiff::Timestamp = "2026-09-09T12:00:00Z".parse().unwrap();
        let instant = noon + jiff::SignedDuration::from_secs(begin_s);
        let start = charley_domain::moment::Moment { instant, offset_s: 7200, zone: None };
        let head = WorkoutHead {
            id: WorkoutId(id.to_owned()),
            sport: Sport::Other,
            start,
            clock: ClockBasis::File,
            elapsed_s: (length - 1) as f64,
            timer_s: None,
            distance_m: None,
            device: Some(format!("garmin {id}")),
            indoor: None,
            name: None,
            facts: FileFacts::default(),
        };
        let channels = channels.iter().map(|(kind, values)| Channel {
            kind: *kind,
            values: values.iter().copied().map(Some).collect(),
        });
        let time_ms = (0..length).map(|second| second * 1000).collect();
        Workout {
            head,
            time_ms,
            channels: channels.collect(),
            laps: vec![],
            pauses: vec![],
            legs: vec![],
            notes: vec![],
        }
    }

    fn together(recordings: Vec<Workout>) -> Workout {
        let heads: Vec<&WorkoutHead> = recordings.iter().map(|one| &one.head).collect();
        let head = merged_head(&heads).unwrap();
        merged(head, recordings).unwrap()
    }

    fn values(workout: &Workout, kind: ChannelKind) -> Vec<Option<i32>> {
        workout.channel(kind).map_or_else(Vec::new, |channel| channel.values.clone())
    }

    #[test]
    fn zeros_never_win_and_each_channel_comes_from_where_it_is_best() {
        let app = recording("app", 0, &[(ChannelKind::Power, &[0; 60]), (ChannelKind::Speed, &[3000; 60])]);
        let watch = recording("watch", 2, &[(ChannelKind::HeartRate, &[150; 57])]);
        let both = together(vec![app, watch]);
        assert_eq!(values(&both, ChannelKind::Power), []);
        assert_eq!(values(&both, ChannelKind::Speed), vec![Some(3000); 60]);
        let rates = values(&both, ChannelKind::HeartRate);
        assert_eq!((rates[1], rates[2], rates[58], rates[59]), (None, Some(150), Some(150), Some(150)));
    }

    #[test]
    fn where_the_best_is_silent_the_next_one_speaks() {
        let mut watch = recording("watch", 0, &[(ChannelKind::HeartRate, &[150; 600])]);
        watch.channels[0].values[500..].fill(None);
        let phone = recording("phone", -60, &[(ChannelKind::HeartRate, &[140; 400])]);
        let both = together(vec![watch, phone]);
        let rates = values(&both, ChannelKind::HeartRate);
        assert_eq!(both.head.elapsed_s as i64, 659);
        assert_eq!(
            (rates[0], rates[59], rates[60], rates[559]),
            (Some(140), Some(140), Some(150), Some(150))
        );
        assert_eq!(rates[600], None, "nobody knows");
    }

    #[test]
    fn places_between_rare_points_are_on_the_way_and_a_pace_of_a_while_gives_way() {
        let rare: Vec<i32> = (0..100).map(|point| point * 600).collect();
        let mut phone =
            recording("phone", 0, &[(ChannelKind::Latitude, &rare), (ChannelKind::Longitude, &rare)]);
        phone.time_ms = (0..100).map(|point| point * 6_000).collect();
        phone.head.elapsed_s = 594.0;
        let watch = recording("watch", 0, &[(ChannelKind::HeartRate, &[150; 595])]);
        let mut scanty = recording("scanty", 0, &[(ChannelKind::Speed, &[9000; 30])]);
        scanty.head.elapsed_s = 594.0;
        let all = together(vec![watch, phone, scanty]);
        assert_eq!(values(&all, ChannelKind::Latitude)[..4], [Some(0), Some(100), Some(200), Some(300)]);
        assert_eq!(values(&all, ChannelKind::Speed), []);
    }

    #[test]
    fn a_pause_in_which_another_one_worked_is_none() {
        let mut computer = recording("edge", 0, &[(ChannelKind::HeartRate, &[120; 900])]);
        computer.pauses =
            [(100_000, 300_000), (500_000, 700_000)].map(|(from_ms, to_ms)| Span { from_ms, to_ms }).to_vec();
        let mut power = vec![200; 850];
        power[430..].fill(0);
        let app = recording("app", 50, &[(ChannelKind::Power, &power)]);
        let both = together(vec![computer, app]);
        assert_eq!(both.pauses, [Span { from_ms: 500_000, to_ms: 700_000 }]);
    }

    #[test]
    fn a_lone_recording_stays_as_it_is_without_what_was_never_recorded() {
        let all = recording("a", 0, &[(ChannelKind::HeartRate, &[120; 90]), (ChannelKind::Speed, &[0; 90])]);
        let kept = together(vec![all.clone()]);
        assert_eq!((kept.time_ms.len(), kept.channels.len()), (90, 1));
        let mut stray = all;
        stray.head.facts.recorded = vec![Span { from_ms: 30_000, to_ms: 60_000 }];
        let cut = together(vec![stray]);
        assert_eq!((cut.head.elapsed_s, cut.time_ms.len(), cut.time_ms[0]), (30.0, 31, 0));
        assert_eq!(cut.head.start.to_string(), "2026-09-09T14:00:30+02:00");
    }
}
