//! A part of a recording, and two recordings as one.

use super::{Channel, ChannelKind, FileFacts, Lap, Leg, Span, Workout};

impl Workout {
    /// What lies within a span of its axis, as a workout of its own; the end of the span is no part of it unless it is that of
    /// the recording.
    #[must_use]
    pub fn cut(&self, span: Span) -> Self {
        let end_ms = self.end_ms();
        let (from_ms, to_ms) = (span.from_ms.clamp(0, end_ms), span.to_ms.clamp(0, end_ms));
        let first = self.time_ms.partition_point(|at| *at < from_ms);
        let last = self.time_ms.partition_point(|at| *at < to_ms || to_ms == end_ms).max(first);
        let within = Span { from_ms, to_ms };
        let mut part = Self {
            head: self.head.clone(),
            time_ms: self.time_ms[first..last].iter().map(|at| at - from_ms).collect(),
            channels: self.channels.iter().map(|channel| part_of(channel, first, last)).collect(),
            laps: self
                .laps
                .iter()
                .filter_map(|lap| Some(Lap { span: clip(lap.span, within)?, ..*lap }))
                .collect(),
            pauses: self.pauses.iter().filter_map(|pause| clip(*pause, within)).collect(),
            legs: self
                .legs
                .iter()
                .filter_map(|leg| Some(Leg { span: clip(leg.span, within)?, ..*leg }))
                .collect(),
            notes: self.notes.clone(),
        };
        let distance_m = part.begin_at_zero();
        let head = &mut part.head;
        head.start.instant += jiff::SignedDuration::from_millis(from_ms);
        head.elapsed_s = (to_ms - from_ms) as f64 / 1000.0;
        let stood_s: f64 =
            part.pauses.iter().map(|pause| (pause.to_ms - pause.from_ms) as f64 / 1000.0).sum();
        head.timer_s = head.timer_s.map(|timer_s| timer_s.min((head.elapsed_s - stood_s).max(0.0)));
        head.distance_m = distance_m;
        let recorded = self.head.facts.recorded.iter().filter_map(|span| clip(*span, within)).collect();
        part.head.facts = part.facts(recorded);
        part
    }

    /// This one, and after it a later one that goes on with it. What of the later one lies within this one is left out.
    #[must_use]
    pub fn joined(&self, later: &Self) -> Self {
        let gap_ms = later.head.start.instant.as_millisecond() - self.head.start.instant.as_millisecond();
        if gap_ms < 0 {
            return later.joined(self);
        }
        let last_ms = self.time_ms.last().copied().unwrap_or(0).max(0);
        let skipped = later.time_ms.partition_point(|at| at + gap_ms <= last_ms);
        let shift = |span: Span| Span { from_ms: span.from_ms + gap_ms, to_ms: span.to_ms + gap_ms };
        let ended_ms = self.end_ms();
        let mut both = self.clone();
        both.time_ms.extend(later.time_ms[skipped..].iter().map(|at| at + gap_ms));
        both.channels = channels(self, later, skipped);
        both.laps.extend(later.laps.iter().map(|lap| Lap { span: shift(lap.span), ..*lap }));
        if gap_ms > ended_ms {
            both.pauses.push(Span { from_ms: ended_ms, to_ms: gap_ms });
        }
        both.pauses.extend(later.pauses.iter().map(|pause| shift(*pause)));
        both.legs.extend(later.legs.iter().map(|leg| Leg { span: shift(leg.span), ..*leg }));
        both.notes.extend(later.notes.iter().filter(|note| !self.notes.contains(note)).cloned());
        let (first, second) = (&self.head, &later.head);
        both.head.elapsed_s = ended_ms.max(gap_ms + later.end_ms()) as f64 / 1000.0;
        let moving_s = first.timer_s.unwrap_or(first.elapsed_s) + second.timer_s.unwrap_or(second.elapsed_s);
        both.head.timer_s = Some(moving_s.min(both.head.elapsed_s));
        both.head.distance_m = match (first.distance_m, second.distance_m) {
            (None, None) => None,
            (first, second) => Some(first.unwrap_or(0.0) + second.unwrap_or(0.0)),
        };
        let spans = first.recorded().into_iter().chain(second.recorded().into_iter().map(shift));
        both.head.facts = both.facts(spans.collect());
        both
    }

    /// The last moment of it on its axis: of its samples, or as its file says.
    fn end_ms(&self) -> i64 {
        let said_ms = (self.head.elapsed_s.max(0.0) * 1000.0) as i64;
        self.time_ms.last().copied().unwrap_or(0).max(said_ms)
    }

    /// Lets its distance begin at zero; gives how far it went, where that was recorded.
    fn begin_at_zero(&mut self) -> Option<f64> {
        let channel = self.channels.iter_mut().find(|channel| channel.kind == ChannelKind::Distance)?;
        let first = channel.values.iter().flatten().next().copied()?;
        for value in channel.values.iter_mut().flatten() {
            *value = value.saturating_sub(first);
        }
        let last = channel.values.iter().rev().flatten().next()?;
        Some(f64::from(*last) * ChannelKind::Distance.scale())
    }

    /// The facts as they follow from the samples, of which these stretches were recorded.
    fn facts(&self, recorded: Vec<Span>) -> FileFacts {
        let values = |kind| -> Vec<f64> {
            self.channel(kind).into_iter().flat_map(Channel::scaled).flatten().collect()
        };
        let mean =
            |values: &[f64]| (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64);
        let heart_rate = values(ChannelKind::HeartRate);
        let power = values(ChannelKind::Power);
        let temperature = values(ChannelKind::SensorTemperature);
        FileFacts {
            records: self.time_ms.len() as u64,
            heart_rate_records: heart_rate.len() as u64,
            heart_rate_mean_bpm: mean(&heart_rate),
            heart_rate_max_bpm: heart_rate.iter().copied().reduce(f64::max),
            power_records: power.len() as u64,
            power_mean_w: mean(&power),
            temperature_min_c: temperature.iter().copied().reduce(f64::min),
            temperature_max_c: temperature.iter().copied().reduce(f64::max),
            recorded,
        }
    }
}

fn part_of(channel: &Channel, first: usize, last: usize) -> Channel {
    let values = channel.values.get(first..last).unwrap_or_default();
    Channel { kind: channel.kind, values: values.to_vec() }
}

/// A span as far as it lies within another, on the axis of that one.
fn clip(span: Span, within: Span) -> Option<Span> {
    let (from_ms, to_ms) = (span.from_ms.max(within.from_ms), span.to_ms.min(within.to_ms));
    (from_ms < to_ms).then(|| Span { from_ms: from_ms - within.from_ms, to_ms: to_ms - within.from_ms })
}

/// The channels of two, one after the other; where one has none of a kind there is a gap.
fn channels(first: &Workout, later: &Workout, skipped: usize) -> Vec<Channel> {
    let (before, after) = (first.time_ms.len(), later.time_ms.len() - skipped);
    let mut kinds: Vec<ChannelKind> = first.channels.iter().map(|channel| channel.kind).collect();
    kinds.extend(
        later.channels.iter().map(|channel| channel.kind).filter(|kind| first.channel(*kind).is_none()),
    );
    let joined = |kind: ChannelKind| {
        let mut values =
            first.channel(kind).map_or_else(|| vec![None; before], |channel| channel.values.clone());
        let far = match kind {
            ChannelKind::Distance => values.iter().rev().flatten().next().copied().unwrap_or(0),
            _ => 0,
        };
        match later.channel(kind) {
            Some(channel) => values.extend(
                channel.values[skipped..].iter().map(|value| value.map(|one| one.saturating_add(far))),
            ),
            None => values.extend(std::iter::repeat_n(None, after)),
        }
        Channel { kind, values }
    };
    kinds.into_iter().map(joined).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        moment::Moment,
        workout::{ClockBasis, Sport, WorkoutHead, WorkoutId},
    };

    /// A sample each ten seconds: 30 m and one beat more in each.
    fn hour() -> Workout {
        let time_ms: Vec<i64> = (0..=360).map(|n| n * 10_000).collect();
        let column = |kind, step: i32, from: i32| Channel {
            kind,
            values: (0..=360).map(|n| Some(from + n * step)).collect(),
        };
        let head = WorkoutHead {
            id: WorkoutId("a".to_owned()),
            sport: Sport::Run,
            start: Moment::of(&"2026-11-20T08:00[Europe/Berlin]".parse().unwrap()),
            clock: ClockBasis::File,
            elapsed_s: 3600.0,
            timer_s: Some(3300.0),
            distance_m: Some(10_800.0),
            device: None,
            indoor: None,
            name: None,
            facts: FileFacts::default(),
        };
        Workout {
            head,
            time_ms,
            channels: vec![column(ChannelKind::Distance, 3000, 0), column(ChannelKind::HeartRate, 0, 140)],
            laps: vec![Lap { span: Span { from_ms: 0, to_ms: 3_600_000 }, manual: None }],
            pauses: vec![Span { from_ms: 600_000, to_ms: 900_000 }],
            legs: Vec::new(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn two_parts_hold_every_sample_once_and_begin_at_zero() {
        let whole = hour();
        let first = whole.cut(Span { from_ms: 0, to_ms: 1_200_000 });
        let second = whole.cut(Span { from_ms: 1_200_000, to_ms: i64::MAX });
        assert_eq!(first.time_ms.len() + second.time_ms.len(), whole.time_ms.len());
        assert_eq!((first.head.elapsed_s, first.head.timer_s), (1200.0, Some(900.0)));
        assert_eq!((second.head.elapsed_s, second.time_ms[0]), (2400.0, 0));
        assert_eq!(second.head.start.to_string(), "2026-11-20T08:20:00+01:00");
        assert_eq!(second.head.distance_m, Some(7200.0));
        assert_eq!(second.head.facts.heart_rate_mean_bpm, Some(140.0));
        assert!(second.pauses.is_empty() && first.pauses.len() == 1);
        assert_eq!((first.laps.len(), second.laps[0].span.to_ms), (1, 2_400_000));
    }

    #[test]
    fn what_was_cut_is_joined_again() {
        let whole = hour();
        let first = whole.cut(Span { from_ms: 0, to_ms: 1_200_000 });
        let second = whole.cut(Span { from_ms: 1_200_000, to_ms: i64::MAX });
        for both in [first.joined(&second), second.joined(&first)] {
            assert_eq!((both.time_ms.clone(), both.head.elapsed_s), (whole.time_ms.clone(), 3600.0));
            assert_eq!(both.head.start, whole.head.start);
            assert_eq!(both.channel(ChannelKind::HeartRate), whole.channel(ChannelKind::HeartRate));
        }
    }

    #[test]
    fn between_two_that_are_joined_lies_a_pause_and_no_sample() {
        let first = hour();
        let mut later = hour();
        later.head.start.instant += jiff::SignedDuration::from_hours(2);
        later.channels.pop();
        let both = first.joined(&later);
        assert!((both.head.elapsed_s - 3.0 * 3600.0).abs() < 1e-9);
        assert!(both.pauses.contains(&Span { from_ms: 3_600_000, to_ms: 7_200_000 }));
        assert_eq!(both.head.distance_m, Some(21_600.0));
        let heart_rate = both.channel(ChannelKind::HeartRate).unwrap();
        assert_eq!((heart_rate.values.len(), heart_rate.count()), (722, 361));
        let distance = both.channel(ChannelKind::Distance).unwrap();
        assert_eq!(distance.values.last().copied().flatten(), Some(2_160_000));
        assert!(both.time_ms.is_sorted());
    }

    #[test]
    fn a_cut_beyond_the_end_is_the_whole_and_one_of_nothing_is_empty() {
        let whole = hour();
        let all = whole.cut(Span { from_ms: -5, to_ms: i64::MAX });
        assert_eq!((all.time_ms.len(), all.head.elapsed_s), (361, 3600.0));
        let nothing = whole.cut(Span { from_ms: 500, to_ms: 500 });
        assert!(nothing.time_ms.is_empty() && nothing.head.elapsed_s < 1e-9);
    }
}
