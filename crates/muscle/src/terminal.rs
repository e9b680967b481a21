//! Terminals of motor axons: potassium that gathers in the cleft makes them fire by themselves. This is what remains under nerve block.
//!
//! Each terminal compares the logarithm of potassium with its own threshold; its pump, driven by impulses, holds it back, and
//! after an impulse it is supernormal for some milliseconds, which makes doublets. Lengthening raises the threshold.
//!
//! ```text
//! u' = (ln(1 + k / 14) / ln(1 + th (1 + stretch) / 14) - pump - u) / 20 ms + noise     fires at u + supernormal > 1
//! k' = impulses - k / tau                  in each neighbourhood, in the stimulus rate (Hz) that would hold it there
//! ```
//!
//! Source: that discharges arise below a block and end by stretch, Bertolasi 1993; form and size are ours, fitted to Minetto 2011.

use charley_domain::stream;

use crate::{
    circuit::Circuit,
    noise::Independent,
    territory::{PARTS, Territory, TerritoryField},
};

/// Potassium, in Hz of stimulation, that doubles what was there at rest.
const DOUBLING_HZ: f32 = 14.0; // 0.3 mmol/l for each Hz over 4.2 at rest, own judgement after docs/studies/mechanism.md section 5.1
/// Time constant of a terminal's potential.
const MEMBRANE_MS: f32 = 20.0; // own judgement: an order longer than the axon's
/// Where a terminal begins again after it fired by itself.
const RESET: f32 = -0.5; // own judgement: with the time constant, bursts near 25 a second
/// Time after an impulse in which none follows.
const REFRACTORY_MS: f32 = 3.0; // own judgement after human axons

/// The terminals of a pool.
#[derive(Debug, Clone)]
pub struct Terminals {
    threshold_hz: Vec<f32>,
    needed: Vec<f32>,
    lengthened: f64,
    potential: Vec<f32>,
    pump: Vec<f32>,
    since_ms: Vec<f32>,
    noise: Independent,
    cleft_hz: TerritoryField,
    fired: Vec<usize>,
}

impl Terminals {
    /// Terminals of a person at rest; `susceptibility` lowers their thresholds.
    ///
    /// Equation, source: the head of this module. Valid for any pool.
    pub fn new(units: usize, circuit: &Circuit, susceptibility: f64, seed: u64) -> Self {
        let scores = stream::normals(seed, "terminal thresholds", units);
        let threshold =
            |z: f64| (circuit.terminal_hz * (circuit.terminal_spread * z).exp() / susceptibility) as f32;
        Self {
            threshold_hz: scores.into_iter().map(threshold).collect(),
            needed: vec![0.0; units],
            lengthened: f64::NAN,
            potential: vec![0.0; units],
            pump: vec![0.0; units],
            since_ms: vec![1000.0; units],
            noise: Independent::new(seed ^ 0x7e7e, units, 1.0),
            cleft_hz: [0.0; PARTS],
            fired: Vec::new(),
        }
    }

    /// An impulse reaches the muscle through this terminal, or begins in it.
    #[inline]
    pub fn impulse(&mut self, unit: usize, territory: &Territory, circuit: &Circuit) {
        let mut gained = [0.0; PARTS];
        territory.spread(unit, 1000.0 / circuit.cleft_tau_ms as f32, &mut gained);
        for ((hz, gained), units) in self.cleft_hz.iter_mut().zip(gained).zip(territory.units()) {
            *hz += gained / units;
        }
        self.pump[unit] += circuit.pump as f32;
        self.since_ms[unit] = 0.0;
    }

    /// Lets a millisecond pass; gives the terminals that fire by themselves. `lengthened` is in best lengths beyond the short muscle.
    pub fn advance_ms(&mut self, territory: &Territory, circuit: &Circuit, lengthened: f64) -> &[usize] {
        self.harden(lengthened, circuit);
        let pump_kept = 1.0 - (0.001 / circuit.pump_tau_s) as f32;
        let cleft_kept = 1.0 - (1.0 / circuit.cleft_tau_ms) as f32;
        let depolarised = self.cleft_hz.map(|hz| (hz / DOUBLING_HZ).ln_1p());
        let strength = circuit.terminal_noise as f32;
        for (unit, noise) in self.noise.advance().iter().enumerate() {
            let toward = territory.felt(unit, &depolarised) / self.needed[unit] - self.pump[unit];
            self.potential[unit] += (toward - self.potential[unit]) / MEMBRANE_MS + strength * noise;
            self.pump[unit] *= pump_kept;
        }
        let (tau_ms, supernormal) = (circuit.supernormal_tau_ms as f32, circuit.supernormal as f32);
        self.fired.clear();
        for (unit, since_ms) in self.since_ms.iter_mut().enumerate() {
            let since = *since_ms;
            *since_ms = (since + 1.0).min(1000.0);
            // Below this no supernormal period brings it to fire, and its exponential need not be computed.
            if since < REFRACTORY_MS || self.potential[unit] + supernormal <= 1.0 {
                continue;
            }
            let lowered = if since < 4.0 * tau_ms { supernormal * (-since / tau_ms).exp() } else { 0.0 };
            if self.potential[unit] + lowered > 1.0 {
                self.potential[unit] = RESET;
                self.fired.push(unit);
            }
        }
        for hz in &mut self.cleft_hz {
            *hz *= cleft_kept;
        }
        &self.fired
    }

    /// Thresholds at another length; `lengthened` is in best lengths beyond the short muscle.
    fn harden(&mut self, lengthened: f64, circuit: &Circuit) {
        if self.lengthened.to_bits() == lengthened.to_bits() {
            return;
        }
        self.lengthened = lengthened;
        let harder = (1.0 + circuit.terminal_stretch * lengthened / 0.3).max(0.1) as f32; // per 0.3 L0, circuit.rs
        for (needed, threshold_hz) in self.needed.iter_mut().zip(&self.threshold_hz) {
            *needed = (threshold_hz * harder / DOUBLING_HZ).ln_1p();
        }
    }

    /// Lets rest pass: potassium is cleared, the pump falls silent.
    pub fn rest_s(&mut self, seconds: f64, circuit: &Circuit) {
        let pump = (-seconds / circuit.pump_tau_s).exp() as f32;
        let cleft = (-seconds * 1000.0 / circuit.cleft_tau_ms).exp() as f32;
        self.pump.iter_mut().for_each(|pumped| *pumped *= pump);
        self.cleft_hz.iter_mut().for_each(|hz| *hz *= cleft);
        self.potential.fill(0.0);
        self.since_ms.fill(1000.0);
    }

    /// Potassium in the cleft of each neighbourhood, in the stimulus rate that would hold it there.
    pub fn cleft_hz(&self) -> &TerritoryField {
        &self.cleft_hz
    }
}
