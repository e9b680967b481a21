//! What day files of a watch know: sleep, weight, heart rate variability and the heart rate at rest.

use charley_domain::{
    observation::{HrvMeasure, Observed},
    quantity::{BodyMass, HeartRate, HeartRateVariability},
};
use jiff::tz::TimeZone;

use super::{definition::FitMessage, record::TIMESTAMP, summary};
use crate::health::{Dated, Drawer, SleepPiece, SleepStage};

const EVENT: u16 = 21;
const WEIGHT: u16 = 30;
const MONITORING_INFO: u16 = 103;
const RESTING: u16 = 211;
const SLEEP_LEVEL: u16 = 275;
const VARIABILITY_SUMMARY: u16 = 370;
const VARIABILITY: u16 = 371;
/// The event of a sleep, and its type where it ends.
const SLEEP_EVENT: u32 = 74;
const STOPPED: u32 = 1;
/// Values of one kind in one file at most.
const MOST: usize = 100_000;

/// What was found, by kind, with its time in milliseconds since 1970.
#[derive(Debug, Clone, Default)]
pub(super) struct DayFile {
    levels: Vec<(i64, u32)>,
    sleep_ends_ms: Vec<i64>,
    weights_kg: Vec<(i64, f64)>,
    variability_ms: Vec<(i64, f64)>,
    night_variability_ms: Vec<(i64, f64)>,
    resting_bpm: Vec<(i64, f64)>,
    offset_s: Option<i32>,
}

impl DayFile {
    /// Takes over a message, if it is of one of these kinds.
    pub(super) fn add(&mut self, message: &FitMessage<'_>) {
        let number = message.definition.global;
        if !matches!(
            number,
            EVENT | WEIGHT | MONITORING_INFO | RESTING | SLEEP_LEVEL | VARIABILITY_SUMMARY | VARIABILITY
        ) {
            return;
        }
        let Some(at_ms) = summary::time(message, TIMESTAMP) else { return };
        let push = |values: &mut Vec<(i64, f64)>, value: Option<f64>| {
            if let Some(value) = value.filter(|_| values.len() < MOST) {
                values.push((at_ms, value));
            }
        };
        match number {
            SLEEP_LEVEL => {
                if let Some(level) = message.unsigned(0).filter(|_| self.levels.len() < MOST) {
                    self.levels.push((at_ms, level));
                }
            }
            EVENT
                if message.unsigned(0) == Some(SLEEP_EVENT)
                    && message.unsigned(1) == Some(STOPPED)
                    && self.sleep_ends_ms.len() < MOST =>
            {
                self.sleep_ends_ms.push(at_ms);
            }
            WEIGHT => push(&mut self.weights_kg, message.scaled(0, 100.0)),
            VARIABILITY => push(&mut self.variability_ms, message.scaled(0, 128.0)),
            VARIABILITY_SUMMARY => push(&mut self.night_variability_ms, message.scaled(1, 128.0)),
            // The rate of the day where it is there, else the mean of a week.
            RESTING => push(&mut self.resting_bpm, message.scaled(1, 1.0).or_else(|| message.scaled(0, 1.0))),
            MONITORING_INFO => {
                let local = summary::time(message, 0).map(|local| (local - at_ms) / 1000);
                self.offset_s = self.offset_s.or_else(|| crate::clock::earthly_offset_s(local?));
            }
            _ => {}
        }
    }

    /// Takes over what a chained sequence found.
    pub(super) fn join(&mut self, next: Self) {
        self.levels.extend(next.levels);
        self.sleep_ends_ms.extend(next.sleep_ends_ms);
        self.weights_kg.extend(next.weights_kg);
        self.variability_ms.extend(next.variability_ms);
        self.night_variability_ms.extend(next.night_variability_ms);
        self.resting_bpm.extend(next.resting_bpm);
        self.offset_s = self.offset_s.or(next.offset_s);
    }

    /// Everything, as a device observed it.
    pub(super) fn told(mut self, device: Option<&str>, home: &TimeZone) -> Vec<Dated> {
        let by = device.unwrap_or("a watch");
        let mut drawer = Drawer::default();
        self.levels.sort_unstable();
        self.sleep_ends_ms.sort_unstable();
        // A level holds until the next one, or until its sleep ends: a nap in the same file is a sleep of its own.
        for (at, (from_ms, level)) in self.levels.iter().enumerate() {
            let next_ms = self.levels.get(at + 1).map(|(next_ms, _)| *next_ms);
            let end = self.sleep_ends_ms.partition_point(|end_ms| end_ms <= from_ms);
            let end_ms = self.sleep_ends_ms.get(end).copied();
            if let (Some(to_ms), Some(stage)) = (next_ms.into_iter().chain(end_ms).min(), stage(*level)) {
                drawer.piece(by, SleepPiece { from_ms: *from_ms, to_ms, stage, offset_s: self.offset_s });
            }
        }
        let mut value = |at_ms: i64, what: Option<Observed>| {
            if let Some(what) = what {
                drawer.value(by, at_ms, self.offset_s, what);
            }
        };
        for (at_ms, kg) in self.weights_kg {
            value(at_ms, BodyMass::from_kg(kg).ok().map(|mass_kg| Observed::Weight { mass_kg }));
        }
        let variability = if self.night_variability_ms.is_empty() {
            self.variability_ms
        } else {
            self.night_variability_ms
        };
        for (at_ms, ms) in variability.into_iter().filter(|(_, ms)| *ms > 0.0) {
            let what = |variability_ms| Observed::HeartRateVariability {
                measure: HrvMeasure::Rmssd,
                variability_ms,
            };
            value(at_ms, HeartRateVariability::from_ms(ms).ok().map(what));
        }
        // A day file repeats it whenever it is written on.
        if let Some((at_ms, bpm)) = self.resting_bpm.last() {
            let what = |heart_rate_bpm| Observed::RestingHeartRate { heart_rate_bpm };
            value(*at_ms, HeartRate::from_bpm(*bpm).ok().map(what));
        }
        drawer.told(home)
    }
}

/// What a level means; unmeasurable is neither asleep nor awake.
const fn stage(level: u32) -> Option<SleepStage> {
    match level {
        1 => Some(SleepStage::Awake),
        2 => Some(SleepStage::Light),
        3 => Some(SleepStage::Deep),
        4 => Some(SleepStage::Rem),
        _ => None,
    }
}
