//! The messages around the records: who wrote the file, the timer, laps, sessions and the activity.

use charley_domain::workout::{Lap, Leg, Span, Sport, Workout};

use super::{
    record::seconds,
    sequence::{ENUM, Field, Sequence, TEXT, UINT8, UINT16, UINT32, UINT32Z, Value},
    sport,
};
use crate::{fit::crc::crc, write::columns::instant_ms};

/// The number that the profile gives to writers without one of their own.
const DEVELOPMENT: i64 = 255;
/// What the reader puts before the name of such a device.
const DEVELOPMENT_WORD: &str = "development ";

pub(super) const START: i64 = 0;
pub(super) const STOP_ALL: i64 = 4;

/// The clock of the file and what is said of the device.
pub(super) struct Stamp {
    start_ms: i64,
    created_s: i64,
    serial: i64,
    device: String,
}

impl Stamp {
    pub(super) fn of(workout: &Workout) -> Self {
        let name = workout.head.device.as_deref().unwrap_or_default();
        let device = name.strip_prefix(DEVELOPMENT_WORD).unwrap_or(name).to_owned();
        let start_ms = instant_ms(workout, 0);
        // The serial number only has to tell devices apart, so that two of them give two recordings.
        let serial = 1 + i64::from(crc(device.as_bytes()));
        Self { start_ms, created_s: seconds(start_ms), serial, device }
    }

    /// FIT time so long after the start.
    pub(super) fn time(&self, offset_ms: i64) -> Field<'static> {
        let offset_ms = if offset_ms == i64::MIN { 0 } else { offset_ms };
        Field(253, UINT32, number(seconds(self.start_ms.saturating_add(offset_ms))))
    }

    fn begin(&self, offset_ms: i64) -> Field<'static> {
        Field(2, UINT32, number(seconds(self.start_ms.saturating_add(offset_ms))))
    }
}

const fn number(value: i64) -> Value<'static> {
    Value::Number(Some(value))
}

fn milliseconds(seconds: f64) -> Value<'static> {
    number((seconds * 1000.0).round() as i64)
}

/// From the first to the last moment.
pub(super) fn elapsed_ms(workout: &Workout) -> i64 {
    (workout.head.elapsed_s * 1000.0).round() as i64
}

/// `file_id` and `device_info`.
pub(super) fn opening(sequence: &mut Sequence, workout: &Workout, stamp: &Stamp) {
    sequence.message(
        0,
        &[
            Field(0, ENUM, number(4)),
            Field(1, UINT16, number(DEVELOPMENT)),
            Field(2, UINT16, number(0)),
            Field(3, UINT32Z, number(stamp.serial)),
            Field(4, UINT32, number(stamp.created_s)),
            Field(8, TEXT, Value::Text(&stamp.device)),
        ],
    );
    sequence.message(
        23,
        &[
            stamp.time(0),
            Field(0, UINT8, number(0)),
            Field(2, UINT16, number(DEVELOPMENT)),
            Field(3, UINT32Z, number(stamp.serial)),
            Field(4, UINT16, number(0)),
            Field(27, TEXT, Value::Text(&stamp.device)),
        ],
    );
    if let Some(name) = &workout.head.name {
        let (main, sub) = sport::numbers(workout.head.sport, workout.head.indoor);
        sequence.message(
            12,
            &[Field(0, ENUM, number(main)), Field(1, ENUM, number(sub)), Field(3, TEXT, Value::Text(name))],
        );
    }
}

/// The timer starts or stops.
pub(super) fn timer(sequence: &mut Sequence, time: Field<'static>, what: i64) {
    sequence.message(21, &[time, Field(0, ENUM, number(0)), Field(1, ENUM, number(what))]);
}

/// One lap.
pub(super) fn lap(sequence: &mut Sequence, workout: &Workout, stamp: &Stamp, lap: Lap) {
    let Span { from_ms, to_ms } = lap.span;
    let trigger = lap.manual.map(|manual| if manual { 0 } else { 2 });
    sequence.message(
        19,
        &[
            stamp.time(to_ms),
            stamp.begin(from_ms),
            Field(7, UINT32, number(to_ms - from_ms)),
            Field(8, UINT32, number(to_ms - from_ms - paused_ms(workout, lap.span))),
            Field(24, ENUM, Value::Number(trigger)),
            Field(0, ENUM, number(9)),
            Field(1, ENUM, number(1)),
        ],
    );
}

/// How long the timer stood still within a span.
fn paused_ms(workout: &Workout, span: Span) -> i64 {
    let overlap = |pause: &Span| (pause.to_ms.min(span.to_ms) - pause.from_ms.max(span.from_ms)).max(0);
    workout.pauses.iter().map(overlap).sum()
}

/// One session a leg, and the activity with the clock on the wall.
pub(super) fn closing(sequence: &mut Sequence, workout: &Workout, stamp: &Stamp) {
    let elapsed_ms = elapsed_ms(workout);
    let legs = workout.legs.len().max(1);
    for index in 0..legs {
        session(sequence, workout, stamp, index);
    }
    let timer_s = workout.head.timer_s.unwrap_or(workout.head.elapsed_s);
    let end_s = seconds(stamp.start_ms.saturating_add(elapsed_ms));
    sequence.message(
        34,
        &[
            stamp.time(elapsed_ms),
            Field(0, UINT32, milliseconds(timer_s)),
            Field(1, UINT16, number(legs as i64)),
            Field(2, ENUM, number(i64::from(legs > 1))),
            Field(3, ENUM, number(26)),
            Field(4, ENUM, number(1)),
            Field(5, UINT32, number(end_s + i64::from(workout.head.start.offset_s))),
        ],
    );
}

fn session(sequence: &mut Sequence, workout: &Workout, stamp: &Stamp, index: usize) {
    let whole = Leg { sport: workout.head.sport, span: Span { from_ms: 0, to_ms: elapsed_ms(workout) } };
    let Leg { sport, span } = workout.legs.get(index).copied().unwrap_or(whole);
    let (main, sub) = sport::numbers(sport, workout.head.indoor);
    let elapsed_ms = span.to_ms - span.from_ms;
    // A total of the whole cannot be split: it stands in the first session, and sums stay true.
    let whole_here = index == 0;
    let distance = workout.head.distance_m.filter(|_| whole_here).map(|m| (m * 100.0).round() as i64);
    let timer_ms = if workout.legs.is_empty() {
        workout.head.timer_s.map(|s| (s * 1000.0).round() as i64)
    } else {
        Some(elapsed_ms - paused_ms(workout, span))
    };
    sequence.message(
        18,
        &[
            stamp.time(span.to_ms),
            stamp.begin(span.from_ms),
            Field(7, UINT32, number(elapsed_ms)),
            Field(8, UINT32, Value::Number(timer_ms)),
            Field(9, UINT32, Value::Number(distance)),
            Field(5, ENUM, number(main)),
            Field(6, ENUM, number(sub)),
            Field(25, UINT16, number(0)),
            Field(26, UINT16, number(if sport == Sport::Multisport { 0 } else { workout.laps.len() as i64 })),
            Field(0, ENUM, number(8)),
            Field(1, ENUM, number(1)),
        ],
    );
}
