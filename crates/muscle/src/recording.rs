//! What an experimenter measures: when discharge ends, how each unit fires, how large the surface EMG is.

use crate::{simulation::Impulse, unit::Unit};

/// Length of the windows in which discharge is looked for.
const WINDOW_MS: f64 = 250.0; // own judgement: an EMG envelope
/// Time over which the EMG is taken.
const EMG_MS: f64 = 5000.0; // own choice: the first five seconds
/// Length of the windows of the pooled discharge.
const POOLED_MS: f64 = 50.0; // own judgement: resolves 5 Hz
/// Impulses a window, of each unit, below which a muscle counts as silent.
const SILENT: f64 = 0.1; // own judgement: three units in a hundred at 15 pps, what a surface electrode shows
/// Silence after which discharge has ended.
pub const QUIET_S: f64 = 1.5; // own judgement
/// An interval above this is a pause, not an interval between successive impulses.
const PAUSE_MS: f64 = 250.0; // own judgement: below 4 pps a unit counts as off
/// An interval below this is a doublet.
const DOUBLET_MS: f64 = 10.0; // Minetto 2009 (the limit recalled)
/// Intervals that a unit needs to be described.
const ENOUGH: usize = 20; // own judgement
/// Time after the stimulus in which nothing is counted.
pub const SETTLE_MS: f64 = 500.0; // own judgement: conduction and the last volley

/// A recording that begins when the stimulus ends.
#[derive(Debug, Clone)]
pub struct Recording {
    begin_ms: f64,
    trains: Vec<Vec<f64>>,
    windows: Vec<u32>,
    pooled: Vec<u32>,
    weight: Vec<f64>,
    emg_square: f64,
    force: f64,
    cleft_hz: f64,
    length: f64,
}

/// How one unit fires.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitRate {
    /// Mean rate.
    pub mean_pps: f64,
    /// Smallest rate over five intervals.
    pub min_pps: f64,
    /// Greatest rate over five intervals.
    pub max_pps: f64,
    /// Coefficient of variation of the intervals.
    pub variation: f64,
    /// Share of intervals that are doublets.
    pub doublets: f64,
    /// Time that it fired.
    pub active_s: f64,
}

impl Recording {
    /// An empty one.
    pub fn begin(units: &[Unit], begin_ms: f64) -> Self {
        Self {
            begin_ms,
            trains: vec![Vec::new(); units.len()],
            windows: Vec::new(),
            pooled: Vec::new(),
            weight: units.iter().map(|unit| unit.twitch_n).collect(),
            emg_square: 0.0,
            force: 0.0,
            cleft_hz: 0.0,
            length: 0.0,
        }
    }

    /// Adds what happened up to `now_ms`.
    pub fn add(&mut self, impulses: &[Impulse], now_ms: f64) {
        self.length = now_ms - self.begin_ms;
        let (windows, pooled) = ((self.length / WINDOW_MS) as usize, (self.length / POOLED_MS) as usize);
        self.windows.resize(windows + 1, 0);
        self.pooled.resize(pooled + 1, 0);
        for impulse in impulses {
            let at = impulse.ms - self.begin_ms;
            if at < 0.0 {
                continue;
            }
            self.windows[((at / WINDOW_MS) as usize).min(windows)] += 1;
            self.pooled[((at / POOLED_MS) as usize).min(pooled)] += 1;
            if at < EMG_MS {
                self.emg_square += self.weight[usize::from(impulse.unit)]; // first 5 s
            }
            if at > SETTLE_MS {
                self.trains[usize::from(impulse.unit)].push(at);
            }
        }
    }

    /// Notes force and potassium.
    pub fn note(&mut self, force: f64, cleft_hz: f64) {
        self.force = self.force.max(force);
        self.cleft_hz = self.cleft_hz.max(cleft_hz);
    }

    /// How long it is, in seconds.
    pub(crate) fn length_s(&self) -> f64 {
        self.length / 1000.0
    }

    /// When the muscle fell silent, in seconds after the stimulus.
    pub fn duration_s(&self) -> f64 {
        let limit = SILENT * self.trains.len() as f64;
        let whole = &self.windows[..self.windows.len().saturating_sub(1)];
        let quiet = (QUIET_S * 1000.0 / WINDOW_MS) as usize;
        let mut last = 0;
        for (number, count) in whole.iter().enumerate() {
            if f64::from(*count) >= limit {
                last = number + 1;
            } else if number >= last + quiet {
                break;
            }
        }
        last as f64 * WINDOW_MS / 1000.0
    }

    /// Whether it has been silent for [`QUIET_S`].
    pub fn ended(&self) -> bool {
        self.length / 1000.0 - self.duration_s() > QUIET_S
    }

    /// Root mean square of the surface EMG in the first five seconds, in units of one impulse a second of a unit of 1 N.
    ///
    /// Equation: Campbell's theorem for impulses that do not know of each other; the square of a potential grows with the twitch.
    /// Source: Campbell 1909. Valid for asynchronous discharge.
    pub fn emg(&self) -> f64 {
        (self.emg_square / (self.length / 1000.0).clamp(0.1, 5.0)).sqrt() // the first five seconds
    }

    /// Greatest force noted.
    pub fn force(&self) -> f64 {
        self.force
    }

    /// Greatest potassium noted.
    pub fn cleft_hz(&self) -> f64 {
        self.cleft_hz
    }

    /// Impulses between two moments, in seconds after the stimulus.
    pub fn impulses(&self, from_s: f64, to_s: f64) -> f64 {
        let at = |seconds: f64| ((seconds * 1000.0 / POOLED_MS) as usize).min(self.pooled.len());
        self.pooled[at(from_s)..at(to_s).max(at(from_s))].iter().map(|count| f64::from(*count)).sum()
    }

    /// Impulses of units for which `chosen` holds.
    pub fn impulses_of(&self, chosen: impl Fn(usize) -> bool) -> f64 {
        self.trains
            .iter()
            .enumerate()
            .filter(|(unit, _)| chosen(*unit))
            .map(|(_, train)| train.len() as f64)
            .sum()
    }

    /// The units that fired enough to be described.
    pub fn units(&self) -> Vec<UnitRate> {
        self.trains.iter().filter_map(|train| unit_rate(train)).collect()
    }

    /// The mean of [`Self::units`]; none when no unit fired enough.
    pub fn mean_unit(&self) -> Option<UnitRate> {
        let units = self.units();
        let count = units.len() as f64;
        let mean = |of: fn(&UnitRate) -> f64| units.iter().map(of).sum::<f64>() / count;
        (!units.is_empty()).then(|| UnitRate {
            mean_pps: mean(|unit| unit.mean_pps),
            min_pps: mean(|unit| unit.min_pps),
            max_pps: mean(|unit| unit.max_pps),
            variation: mean(|unit| unit.variation),
            doublets: mean(|unit| unit.doublets),
            active_s: mean(|unit| unit.active_s),
        })
    }

    /// Frequency between 0.5 and 5 Hz at which smoothed rates of pairs of units are most coherent; none with fewer than four units.
    pub fn coherent_hz(&self) -> Option<f64> {
        crate::coherence::peak_hz(&self.trains, self.length)
    }
}

fn unit_rate(train: &[f64]) -> Option<UnitRate> {
    let intervals: Vec<f64> =
        train.windows(2).map(|pair| pair[1] - pair[0]).filter(|interval| *interval <= PAUSE_MS).collect();
    if intervals.len() < ENOUGH {
        return None;
    }
    let count = intervals.len() as f64;
    let mean = intervals.iter().sum::<f64>() / count;
    let square = intervals.iter().map(|interval| (interval - mean).powi(2)).sum::<f64>() / (count - 1.0);
    let fives = intervals.windows(5).map(|five| 5000.0 / five.iter().sum::<f64>()); // five intervals, in pps
    let doublets = intervals.iter().filter(|interval| **interval < DOUBLET_MS).count() as f64;
    Some(UnitRate {
        mean_pps: 1000.0 / mean,
        min_pps: fives.clone().fold(f64::INFINITY, f64::min),
        max_pps: fives.fold(0.0, f64::max),
        variation: square.sqrt() / mean,
        doublets: doublets / count,
        active_s: intervals.iter().sum::<f64>() / 1000.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::muscle::Muscle;

    #[test]
    fn a_regular_unit_is_described_as_it_is() {
        let train: Vec<f64> = (0..100).map(|k| f64::from(k) * 100.0).collect();
        let rate = unit_rate(&train).unwrap();
        assert!((rate.mean_pps - 10.0).abs() < 1e-9 && rate.variation < 1e-9 && rate.doublets == 0.0);
        assert!((rate.active_s - 9.9).abs() < 1e-9);
        assert!(unit_rate(&train[..20]).is_none());
    }

    #[test]
    fn discharge_ends_where_it_falls_silent() {
        let units = Muscle::FlexorHallucisBrevis.units(16);
        let mut recording = Recording::begin(&units, 1000.0);
        let impulses: Vec<Impulse> =
            (0..100).map(|k| Impulse { ms: 1000.0 + f64::from(k) * 40.0, unit: 3, central: true }).collect();
        recording.add(&impulses, 8000.0);
        assert!((recording.duration_s() - 4.0).abs() < 1e-9, "{}", recording.duration_s());
        assert!(recording.ended());
    }
}
