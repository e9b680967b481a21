//! One workout as a device records it: every second its channels, its laps and its pauses.

use charley_domain::{
    moment::Moment,
    workout::{Channel, ChannelKind, ClockBasis, FileFacts, Lap, Span, Workout, WorkoutHead, WorkoutId},
};
use jiff::tz::TimeZone;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::{
    Life,
    heart::SimulatedHeart,
    ride::Ride,
    route::{Route, RoutePlace},
    run::{DemoRunner, Second},
    stream::{Autoregressive, stream},
    training::{TrainingKind, TrainingSession},
};

/// Loops of the person: how long each is about, in metres.
const RUN_LOOPS_M: [f64; 3] = [4_200.0, 7_500.0, 12_000.0];
const RIDE_LOOPS_M: [f64; 2] = [21_000.0, 34_000.0];
/// Metres of a lap.
const RUN_LAP_M: f64 = 1_000.0;
const RIDE_LAP_M: f64 = 5_000.0;
/// Share of the rides with a power meter.
const WITH_POWER: f64 = 0.6;
/// Spread of the positioning error in metres.
const GPS_M: f64 = 1.6;
/// What a thermometer shows more than the air, in °C.
const HANDLEBAR_WARMER_C: f64 = 1.5;
const WRIST_WARMER_C: f64 = 4.0;

/// Channels as they fill up, in the steps of their kinds.
#[derive(Default)]
struct GrowingTrace {
    time_ms: Vec<i64>,
    channels: [Vec<Option<i32>>; KINDS.len()],
    laps: Vec<Lap>,
    pauses: Vec<Span>,
}

const KINDS: [ChannelKind; 9] = [
    ChannelKind::HeartRate,
    ChannelKind::Power,
    ChannelKind::Cadence,
    ChannelKind::Speed,
    ChannelKind::Distance,
    ChannelKind::Altitude,
    ChannelKind::Latitude,
    ChannelKind::Longitude,
    ChannelKind::SensorTemperature,
];

/// Who moves.
enum Mover {
    Run(DemoRunner),
    Ride(Ride),
}

/// The recording of one workout.
pub(super) fn record(life: &Life, session: &TrainingSession) -> Workout {
    let seed = life.config.seed;
    let mut rng = stream(seed, "recording", session.index as u64);
    let is_ride = session.kind == TrainingKind::Ride;
    let loops = if is_ride { RIDE_LOOPS_M.as_slice() } else { RUN_LOOPS_M.as_slice() };
    let number = rng.random_range(0..loops.len());
    let route = Route::of(seed, (number + 10 * usize::from(is_ride)) as u64, loops[number]);
    let mover = if is_ride {
        Mover::Ride(Ride::of(&life.athlete, &mut rng))
    } else {
        Mover::Run(DemoRunner::of(&life.athlete, &mut rng))
    };
    let heart = SimulatedHeart::of(&life.athlete, session.air_c, (seed, session.index as u64));
    let pauses = pauses(session, &mut rng);
    let meter = !is_ride || rng.random_bool(WITH_POWER);
    let mut outing = DemoOuting { session, route, mover, heart, gps: gps(&mut rng), rng };
    let mut trace = outing.go(&pauses);
    if !(is_ride && meter) {
        trace.channels[1].clear();
    }
    workout(life, session, trace)
}

fn gps(rng: &mut ChaCha8Rng) -> [Autoregressive; 2] {
    [Autoregressive::new(0.985, rng), Autoregressive::new(0.985, rng)]
}

/// Seconds after which the timer stands still, and for how long.
fn pauses(session: &TrainingSession, rng: &mut ChaCha8Rng) -> Vec<(u32, u32)> {
    let count = match rng.random::<f64>() {
        chance if chance < 0.55 => 0,
        chance if chance < 0.85 => 1,
        _ => 2,
    };
    let mut pauses: Vec<(u32, u32)> = (0..count)
        .map(|_| (rng.random_range(session.active_s / 5..session.active_s), rng.random_range(25..420)))
        .collect();
    pauses.sort_unstable();
    pauses.dedup_by_key(|(after, _)| *after);
    pauses
}

/// A workout under way.
struct DemoOuting<'a> {
    session: &'a TrainingSession,
    route: Route,
    mover: Mover,
    heart: SimulatedHeart,
    gps: [Autoregressive; 2],
    rng: ChaCha8Rng,
}

impl DemoOuting<'_> {
    fn go(&mut self, pauses: &[(u32, u32)]) -> GrowingTrace {
        let lap_m = if matches!(self.mover, Mover::Ride(_)) { RIDE_LAP_M } else { RUN_LAP_M };
        let (mut trace, mut distance_m, mut clock_s) = (GrowingTrace::default(), 0.0, 0_u32);
        let (mut lap_from_ms, mut lap_end_m) = (0, lap_m);
        for second in 0..=self.session.active_s {
            let place = self.route.at(distance_m);
            let moved = self.second(second, place.grade);
            let bpm = self.heart.beat(moved.effort, f64::from(second));
            let time_ms = i64::from(clock_s) * 1_000;
            trace.time_ms.push(time_ms);
            self.write(&mut trace, (second, distance_m), &place, (&moved, bpm));
            if distance_m >= lap_end_m || second == self.session.active_s {
                trace
                    .laps
                    .push(Lap { span: Span { from_ms: lap_from_ms, to_ms: time_ms }, manual: Some(false) });
                (lap_from_ms, lap_end_m) = (time_ms, lap_end_m + lap_m);
            }
            distance_m += moved.speed_m_s;
            clock_s += 1;
            if let Some((_, length_s)) = pauses.iter().find(|(after, _)| *after == second && second > 0) {
                self.heart.rest(*length_s);
                clock_s += length_s;
                trace.pauses.push(Span { from_ms: time_ms, to_ms: i64::from(clock_s) * 1_000 });
            }
        }
        // A pause after the last second is no pause: the recording has ended.
        trace.pauses.retain(|pause| trace.time_ms.last().is_some_and(|last| pause.to_ms <= *last));
        trace
    }

    fn second(&mut self, second: u32, grade: f64) -> Second {
        let share = f64::from(second) / f64::from(self.session.active_s.max(1));
        match &mut self.mover {
            Mover::Run(run) => run.second(self.session, (f64::from(second), share), grade, &mut self.rng),
            Mover::Ride(ride) => ride.second(self.session, grade, &mut self.rng),
        }
    }

    fn write(
        &mut self,
        trace: &mut GrowingTrace,
        (second, distance_m): (u32, f64),
        place: &RoutePlace,
        (moved, bpm): (&Second, f64),
    ) {
        let [north, east] = [0, 1].map(|axis: usize| GPS_M * self.gps[axis].step(&mut self.rng) / 111_195.0);
        // A device leaves home at room temperature; the sun stays on a handlebar, and the warmth of the wrist on a watch.
        let warmer_c = if matches!(self.mover, Mover::Ride(_)) { HANDLEBAR_WARMER_C } else { WRIST_WARMER_C };
        let sensor_c =
            self.session.air_c + warmer_c + (18.0 - self.session.air_c) * (-f64::from(second) / 500.0).exp();
        let values = [
            bpm,
            moved.power_w,
            moved.cadence.max(0.0),
            moved.speed_m_s,
            distance_m,
            place.altitude_m,
            place.latitude_deg + north,
            place.longitude_deg + east,
            sensor_c.round(),
        ];
        for ((kind, value), channel) in KINDS.iter().zip(values).zip(&mut trace.channels) {
            channel.push(Some((value / kind.scale()).round() as i32));
        }
    }
}

fn workout(life: &Life, session: &TrainingSession, trace: GrowingTrace) -> Workout {
    let start = session
        .start
        .to_zoned_datetime(TimeZone::UTC)
        .map_or(jiff::Timestamp::UNIX_EPOCH, |at| at.timestamp());
    let elapsed_ms = trace.time_ms.last().copied().unwrap_or_default();
    let paused_ms: i64 = trace.pauses.iter().map(|pause| pause.to_ms - pause.from_ms).sum();
    let distance_m = trace.channels[4].last().copied().flatten().map(|cm| f64::from(cm) / 100.0);
    let device =
        if session.kind == TrainingKind::Ride { "synthetic bike computer" } else { "synthetic watch" };
    let head = WorkoutHead {
        id: WorkoutId(format!("synthetic {} {}", life.config.seed, session.index)),
        sport: session.kind.sport(),
        start: Moment::in_zone(start, &TimeZone::UTC),
        clock: ClockBasis::Home,
        elapsed_s: elapsed_ms as f64 / 1_000.0,
        timer_s: Some((elapsed_ms - paused_ms) as f64 / 1_000.0),
        distance_m,
        device: Some(device.to_owned()),
        indoor: Some(false),
        name: Some(name(session.kind).to_owned()),
        facts: FileFacts::default(),
    };
    let channels = KINDS
        .into_iter()
        .zip(trace.channels)
        .filter(|(_, values)| !values.is_empty())
        .map(|(kind, values)| Channel { kind, values })
        .collect();
    let GrowingTrace { time_ms, laps, pauses, .. } = trace;
    Workout { head, time_ms, channels, laps, pauses, legs: Vec::new(), notes: Vec::new() }
}

const fn name(kind: TrainingKind) -> &'static str {
    match kind {
        TrainingKind::EasyRun => "Easy run (synthetic)",
        TrainingKind::HardRun => "Intervals (synthetic)",
        TrainingKind::LongRun => "Long run (synthetic)",
        TrainingKind::Race => "Race (synthetic)",
        TrainingKind::Ride => "Ride (synthetic)",
    }
}
