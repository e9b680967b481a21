//! From what a format gave to workouts: clean time axes, channels on them, facts beside them.

use charley_domain::workout::{
    Channel, ChannelKind, ClockBasis, FileFacts, Lap, Leg, Span, Sport, Workout, WorkoutHead,
};
use jiff::Timestamp;

use crate::{
    Reader,
    clock::{self, LONGEST_REST_MS, WallClock, wall_clock},
    draft::{Draft, SportSession},
    identity, recorded,
    sample::{KINDS, Sample, plausible, slot},
    totals, way,
};

/// Note on a recording of a device whose clock was never set.
const NEVER_SET: &str =
    "the device's clock was never set, so the date of this workout is not known: please say when it was";
/// Note on a power meter that was not there.
const DEAD_METER: &str =
    "power is zero from beginning to end, as without a power meter: the channel was left out";

impl Draft {
    /// The workouts in it, one an outing; none where there is neither a sample nor a declared start to hang one on.
    pub(crate) fn finish(mut self, reader: &Reader<'_>) -> Vec<Workout> {
        self.forget_what_cannot_be();
        let outings = clock::outings(self, reader.now);
        outings.into_iter().filter_map(|outing| outing.workout(reader)).collect()
    }

    fn workout(mut self, reader: &Reader<'_>) -> Option<Workout> {
        let (sport, indoor) = self.sport();
        let start_ms = self.start()?;
        let moments = self.samples.len();
        let way = way::measure(&mut self.samples, sport, &self.breaks);
        self.notes.extend(way.notes.iter().cloned());
        join_same_moment(&mut self.samples);
        self.notes.extend(one_moment(&self.samples, moments));
        let totals = totals::totals(&self, span_s(&self.samples), &way);
        self.notes.extend(totals.notes);
        let instant = Timestamp::from_millisecond(start_ms).ok()?;
        let shown =
            clock::Beginning { instant, offset_s: self.offset_s, place: way::begins_at(&self.samples) };
        let WallClock { moment: start, basis: clock, doubt } = wall_clock(&shown, reader);
        self.notes.extend(doubt);
        self.notes.extend(clock::doubt(start_ms, reader.now));
        self.notes.extend((clock == ClockBasis::NeverSet).then(|| NEVER_SET.to_owned()));
        let mut channels = channels(&self.samples);
        let before = channels.len();
        channels.retain(|channel| !is_dead_meter(channel));
        self.notes.extend((channels.len() < before).then(|| DEAD_METER.to_owned()));
        let part = self.shares_stamp.then_some(start_ms);
        let recorded = recorded::stretches(&self.samples, start_ms, Some(totals.elapsed_s));
        let has_position = channels.iter().any(|channel| channel.kind == ChannelKind::Latitude);
        let head = WorkoutHead {
            id: identity::identity(self.stamp, part, &self.samples, &channels),
            sport,
            start,
            clock,
            elapsed_s: totals.elapsed_s,
            timer_s: totals.timer_s,
            distance_m: totals.distance_m,
            device: self.device.take(),
            indoor: indoor.or_else(|| has_position.then_some(false)),
            name: self.name.take(),
            facts: FileFacts { recorded, ..self.tally.facts() },
        };
        Some(self.on_axis(head, start_ms, channels))
    }

    /// The workout with everything counted from its start.
    fn on_axis(self, head: WorkoutHead, start_ms: i64, channels: Vec<Channel>) -> Workout {
        let shift = |span: Span| Span {
            from_ms: span.from_ms.saturating_sub(start_ms),
            to_ms: span.to_ms.saturating_sub(start_ms),
        };
        let legs = if head.sport == Sport::Multisport { legs(&self.sessions) } else { Vec::new() };
        Workout {
            head,
            time_ms: self.samples.iter().map(|sample| sample.time_ms - start_ms).collect(),
            channels,
            laps: self.laps.iter().map(|own| Lap { span: shift(own.lap.span), ..own.lap }).collect(),
            pauses: self.pauses.into_iter().map(shift).collect(),
            legs: legs.into_iter().map(|leg| Leg { span: shift(leg.span), ..leg }).collect(),
            notes: self.notes,
        }
    }

    /// The sport of all sessions, and whether it was indoors, as far as they say.
    fn sport(&self) -> (Sport, Option<bool>) {
        let mut sports: Vec<(Sport, Option<bool>)> =
            self.sessions.iter().map(|session| (session.sport, session.indoor)).collect();
        sports.dedup();
        match sports.as_slice() {
            [] => (self.sport, self.indoor),
            [(sport, indoor)] => (*sport, indoor.or(self.indoor)),
            [(first, _), ..] if sports.iter().all(|(sport, _)| sport == first) => (*first, None),
            _ => (Sport::Multisport, None),
        }
    }

    /// The declared start, unless the records contradict it.
    fn start(&mut self) -> Option<i64> {
        let first = self.samples.first().map(|sample| sample.time_ms);
        let last = self.samples.last().map(|sample| sample.time_ms);
        let (Some(first), Some(last)) = (first, last) else { return self.declared_start_ms().or(first) };
        let Some(declared) = self.declared_start_ms() else { return Some(first) };
        if (first.saturating_sub(LONGEST_REST_MS)..=last).contains(&declared) {
            return Some(declared);
        }
        self.notes.push(
            "the file declares a start that its records contradict: the first record counts".to_owned(),
        );
        Some(first)
    }
}

/// Whether the channel is power that never was anything but zero.
fn is_dead_meter(channel: &Channel) -> bool {
    channel.kind == ChannelKind::Power && channel.values.iter().flatten().all(|power| *power == 0)
}

fn join_same_moment(samples: &mut Vec<Sample>) {
    samples.dedup_by(|later, kept| {
        let same = later.time_ms == kept.time_ms;
        if same {
            kept.absorb(&later.values);
        }
        same
    });
}

/// Says so when many points came in a single moment.
fn one_moment(samples: &[Sample], points: usize) -> Option<String> {
    (samples.len() == 1 && points > 1).then(|| {
        format!("all {points} points have one and the same time: how long it took and how fast it was are not known")
    })
}

fn legs(sessions: &[SportSession]) -> Vec<Leg> {
    let leg = |session: &SportSession| Some(Leg { sport: session.sport, span: session.span()? });
    let mut legs: Vec<Leg> = sessions.iter().filter_map(leg).collect();
    legs.sort_by_key(|leg| leg.span.from_ms);
    // A leg whose own length contradicts the next one's start ends there.
    for index in 1..legs.len() {
        let next_ms = legs.get(index).map_or(i64::MAX, |leg| leg.span.from_ms);
        if let Some(leg) = legs.get_mut(index - 1) {
            leg.span = Span { to_ms: leg.span.to_ms.min(next_ms), ..leg.span };
        }
    }
    legs
}

/// From the first to the last sample, in seconds.
fn span_s(samples: &[Sample]) -> f64 {
    match (samples.first(), samples.last()) {
        (Some(first), Some(last)) => (last.time_ms - first.time_ms) as f64 / 1000.0,
        _ => 0.0,
    }
}

/// How much of a workout is recorded, from its first to its last sample, in seconds.
pub(crate) fn recorded_s(workout: &Workout) -> f64 {
    match (workout.time_ms.first(), workout.time_ms.last()) {
        (Some(first), Some(last)) => (last - first) as f64 / 1000.0,
        _ => 0.0,
    }
}

fn channels(samples: &[Sample]) -> Vec<Channel> {
    KINDS
        .iter()
        .enumerate()
        .filter_map(|(place, &kind)| {
            let values: Vec<Option<i32>> = samples
                .iter()
                .map(|sample| sample.values.get(place).copied().flatten().filter(|v| plausible(kind, *v)))
                .collect();
            values.iter().any(Option::is_some).then_some(Channel { kind, values })
        })
        .collect()
}

/// Whether any sample knows where it was.
pub(crate) fn has_position(samples: &[Sample]) -> bool {
    let place = slot(ChannelKind::Latitude);
    samples.iter().any(|sample| sample.values.get(place).copied().flatten().is_some())
}
