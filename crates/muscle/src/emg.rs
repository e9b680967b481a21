//! Surface EMG: the sum of the potentials of the motor units under an electrode.

use rand::RngExt as _;

use charley_domain::stream;

use crate::{parameter::parameters, unit::Unit};

parameters! {
    /// Samples a second.
    SAMPLES_HZ = 2000.0, "1/s", "samples of the EMG", Assumed, "own judgement: twice what surface EMG holds"; // source: the last field
    /// Potential of the smallest unit at the surface.
    SMALLEST_MV = 0.001, "mV", "smallest unit potential", Read, "ReMoto"; // source: the last field
    /// Potential of the largest unit at the surface.
    LARGEST_MV = 0.1, "mV", "largest unit potential", Read, "ReMoto"; // source: the last field
    /// Time scale of the smallest unit's potential.
    SLOWEST_MS = 0.8, "ms", "time scale of the smallest unit's potential", Read, "ReMoto"; // source: the last field
    /// Time scale of the largest unit's potential.
    FASTEST_MS = 0.5, "ms", "time scale of the largest unit's potential", Read, "ReMoto"; // source: the last field
    /// Skin and fat over the muscle.
    SKIN_MM = 5.0, "mm", "skin and fat over the muscle", Assumed, "own judgement"; // source: the last field
    /// Thickness of the muscle.
    MUSCLE_MM = 15.0, "mm", "thickness of the muscle", Assumed, "own judgement, medial gastrocnemius"; // source: the last field
    /// Fall of the potential with distance.
    DISTANCE_POWER = 1.3, "1", "power of distance", Assumed, "1 to 1.5, recalled"; // source: the last field
}

/// Samples over which a potential lasts.
const LASTS: usize = 16;

/// The EMG of a muscle.
///
/// Equation: each impulse adds the Hermite-Rodriguez function of its unit, (t/λ) exp(-(t/λ)²) or (1 - 2 (t/λ)²) exp(-(t/λ)²), whose amplitude grows with
/// the unit's twitch from [`SMALLEST_MV`] to [`LARGEST_MV`] and falls with depth; depth and form are drawn once by the seed. Source: Lo
/// Conte and Merletti 1994 as in ReMoto. Valid for one pair of electrodes; no conduction along the fibres.
///
/// ```
/// use charley_muscle::{emg::Emg, muscle::Muscle};
/// let mut emg = Emg::new(&Muscle::MedialGastrocnemius.units(64), 1);
/// emg.impulse(63, 0.2, 1.0);
/// let largest = (0..10).flat_map(|_| emg.advance_ms()).fold(0.0_f32, |most, mv| most.max(mv.abs()));
/// assert!(largest > 0.005 && largest < 0.2);
/// ```
#[derive(Debug, Clone)]
pub struct Emg {
    forms: Vec<[f32; LASTS]>,
    ahead: [f32; 2 * LASTS],
    at: usize,
}

impl Emg {
    /// A silent muscle.
    ///
    /// Equation, source and validity: [`Emg`].
    pub fn new(units: &[Unit], seed: u64) -> Self {
        let mut stream = stream::of(seed, "emg");
        let largest_n = units.iter().map(|unit| unit.twitch_n).fold(1e-9, f64::max);
        let form = |unit: &Unit| {
            let (depth_mm, biphasic) = (stream.random_range(0.0..MUSCLE_MM.value), stream.random_bool(0.5));
            let near = (SKIN_MM.value / (SKIN_MM.value + depth_mm)).powf(DISTANCE_POWER.value);
            let size = (unit.twitch_n / largest_n).clamp(0.0, 1.0);
            let peak_mv = SMALLEST_MV.value * (LARGEST_MV.value / SMALLEST_MV.value).powf(size) * near;
            let scale_ms = SLOWEST_MS.value + (FASTEST_MS.value - SLOWEST_MS.value) * size;
            std::array::from_fn(|sample| {
                let t = (sample as f64 - LASTS as f64 / 2.0) / SAMPLES_HZ.value * 1000.0 / scale_ms;
                let bell = (-t * t).exp();
                // The first form peaks at 1/sqrt(2): both are brought to a peak of 1.
                let value = if biphasic {
                    t * bell * (2.0 * std::f64::consts::E).sqrt()
                } else {
                    (1.0 - 2.0 * t * t) * bell
                };
                (value * peak_mv) as f32
            })
        };
        Self { forms: units.iter().map(form).collect(), ahead: [0.0; 2 * LASTS], at: 0 }
    }

    /// An impulse reaches the fibres of a unit `in_ms` from now (within the next millisecond); `size` 1 is a fresh unit's potential.
    pub fn impulse(&mut self, unit: usize, in_ms: f64, size: f32) {
        let delay = (in_ms.clamp(0.0, 1.0) * SAMPLES_HZ.value / 1000.0) as usize;
        for (sample, value) in self.forms[unit].iter().enumerate() {
            let place = (self.at + delay + sample) % self.ahead.len();
            self.ahead[place] += value * size;
        }
    }

    /// Lets a millisecond pass; gives its two samples in mV.
    pub fn advance_ms(&mut self) -> [f32; 2] {
        [(); 2].map(|()| {
            let value = std::mem::take(&mut self.ahead[self.at]);
            self.at = (self.at + 1) % self.ahead.len();
            value
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::muscle::Muscle;

    #[test]
    fn impulses_add_up_and_pass_and_the_seed_draws_the_depths() {
        let units = Muscle::MedialGastrocnemius.units(32);
        let record = |seed: u64, impulses: &[usize]| {
            let mut emg = Emg::new(&units, seed);
            for unit in impulses {
                emg.impulse(*unit, 0.0, 1.0);
            }
            (0..20).flat_map(|_| emg.advance_ms()).collect::<Vec<f32>>()
        };
        let (one, other, both) = (record(1, &[3]), record(1, &[30]), record(1, &[3, 30]));
        for (sum, (one, other)) in both.iter().zip(one.iter().zip(&other)) {
            assert!((sum - one - other).abs() < 1e-7);
        }
        assert_ne!(record(2, &[30]), other);
        assert!(both[LASTS + 2..].iter().all(|mv| *mv == 0.0), "a potential passes");
        let peak = |record: &[f32]| record.iter().fold(0.0_f32, |most, mv| most.max(mv.abs()));
        let mean = |unit: usize| (0..40).map(|seed| peak(&record(seed, &[unit]))).sum::<f32>();
        assert!(mean(30) > 3.0 * mean(1), "large units are large");
    }
}
