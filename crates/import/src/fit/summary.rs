//! Messages that sum up: who wrote the file, its sessions, laps and timer events.

use charley_domain::workout::{Lap, Span};

use super::{definition::FitMessage, record::TIMESTAMP};
use crate::{
    clock::FIT_EPOCH_S,
    draft::{LapSums, SportSession},
    sport,
};

pub(super) const FILE_ID: u16 = 0;
pub(super) const SPORT: u16 = 12;
pub(super) const SESSION: u16 = 18;
pub(super) const LAP: u16 = 19;
pub(super) const EVENT: u16 = 21;
pub(super) const DEVICE_INFO: u16 = 23;
pub(super) const ACTIVITY: u16 = 34;

/// What the file says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct FileId {
    pub(super) kind: Option<u32>,
    pub(super) manufacturer: Option<u32>,
    pub(super) product: Option<u32>,
    pub(super) serial: Option<u32>,
    pub(super) created: Option<u32>,
    pub(super) product_name: Option<String>,
}

impl FileId {
    pub(super) fn of(message: &FitMessage<'_>) -> Self {
        Self {
            kind: message.unsigned(0),
            manufacturer: message.unsigned(1),
            product: message.unsigned(2),
            serial: message.unsigned(3),
            created: message.unsigned(4),
            product_name: message.text(8),
        }
    }
}

/// The sums of a session.
pub(super) fn session(message: &FitMessage<'_>) -> SportSession {
    let (sport, indoor) = sport::from_fit(message.unsigned(5), message.unsigned(6));
    SportSession {
        start_ms: time(message, 2),
        end_ms: time(message, TIMESTAMP),
        elapsed_s: message.scaled(7, 1000.0),
        timer_s: message.scaled(8, 1000.0),
        distance_m: message.scaled(9, 100.0),
        sport,
        indoor,
    }
}

/// A lap, where it says when it was.
pub(super) fn lap(message: &FitMessage<'_>) -> Option<LapSums> {
    let from_ms = time(message, 2)?;
    let elapsed_ms = message.unsigned(7).map(i64::from);
    let to_ms = elapsed_ms.map(|ms| from_ms + ms).or_else(|| time(message, TIMESTAMP))?;
    let manual = message.integer(24).map(|trigger| trigger == 0);
    let lap = Lap { span: Span { from_ms, to_ms }, manual };
    let (timer_s, distance_m) = (message.scaled(8, 1000.0), message.scaled(9, 100.0));
    (to_ms >= from_ms).then_some(LapSums { lap, timer_s, distance_m })
}

/// The timer was started or stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Timer {
    Started(i64),
    Stopped(i64),
}

/// A timer event, if the event is one. `last_s` is the time of the message before, for events without their own.
pub(super) fn timer(message: &FitMessage<'_>, last_s: Option<u32>) -> Option<Timer> {
    if message.integer(0)? != 0 {
        return None;
    }
    let time_ms = to_ms(message.unsigned(TIMESTAMP).or(last_s)?);
    match message.integer(1)? {
        0 => Some(Timer::Started(time_ms)),
        1 | 4 | 8 | 9 => Some(Timer::Stopped(time_ms)),
        _ => None,
    }
}

/// Spans with the timer stopped, from its events in order.
pub(super) fn pauses(events: &[Timer]) -> Vec<Span> {
    let mut pauses = Vec::new();
    let mut stopped: Option<i64> = None;
    for event in events {
        match *event {
            Timer::Stopped(time_ms) => stopped = Some(stopped.unwrap_or(time_ms)),
            Timer::Started(to_ms) => {
                if let Some(from_ms) = stopped.take().filter(|from_ms| *from_ms < to_ms) {
                    pauses.push(Span { from_ms, to_ms });
                }
            }
        }
    }
    pauses
}

/// Seconds that the wall clock was ahead, from an activity message, before any sanity check.
pub(super) fn local_difference_s(message: &FitMessage<'_>) -> Option<i64> {
    Some(i64::from(message.unsigned(5)?) - i64::from(message.unsigned(TIMESTAMP)?))
}

/// A FIT time in milliseconds since 1970.
pub(super) fn to_ms(seconds: u32) -> i64 {
    (FIT_EPOCH_S + i64::from(seconds)) * 1_000
}

pub(super) fn time(message: &FitMessage<'_>, field: u8) -> Option<i64> {
    message.unsigned(field).map(to_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_said_twice_is_one_pause() {
        let events = [
            Timer::Started(0),
            Timer::Stopped(10),
            Timer::Stopped(12),
            Timer::Started(20),
            Timer::Stopped(30),
        ];
        assert_eq!(pauses(&events), [Span { from_ms: 10, to_ms: 20 }]);
    }
}
