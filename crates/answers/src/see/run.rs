//! A scenario run to its end: what was measured every so often, every impulse, and what came of it.

use charley_muscle::{
    simulation::{Action, Impulse, SettingsError},
    watch::Watch,
};
use serde::Serialize;

use super::scenario::CrampScenario;

/// What was measured over one bin of time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BinSample {
    /// End of the bin.
    pub t_s: f64,
    /// Surface EMG, root mean square, in millivolts.
    pub emg_rms_mv: f64,
    /// Force, in newtons.
    pub force_n: f64,
    /// Force as a share of the strongest voluntary one, in per cent.
    pub force_pct: f64,
    /// Length of the fibres, in optimal lengths.
    pub length_l0: f64,
    /// Motor units that fire.
    pub active_units: usize,
    /// Mean rate of those that fire, in impulses a second.
    pub rate_pps: f64,
    /// Impulses of the motor neurons.
    pub impulses: usize,
    /// Units fire by themselves.
    pub self_sustained: bool,
    /// Rate of the spindles, in impulses a second.
    pub spindles: f64,
    /// Rate of the tendon organs, in impulses a second.
    pub tendon_organs: f64,
    /// Share of the persistent inward current that is on, from 0 to 1.
    pub inward_current: f64,
    /// Phosphocreatine, in mmol/L.
    pub pcr_mmol_l: f64,
    /// ATP, in mmol/L.
    pub atp_mmol_l: f64,
    /// Inorganic phosphate, in mmol/L.
    pub pi_mmol_l: f64,
    /// pH of the muscle.
    pub ph: f64,
    /// Potassium between the fibres, in mmol/L.
    pub potassium_mmol_l: f64,
}

/// A finished run.
#[derive(Debug, Clone)]
pub struct FinishedRun {
    /// What was simulated.
    pub scenario: CrampScenario,
    /// Seed of the person.
    pub seed: u64,
    /// Motor units of the pool.
    pub units: usize,
    /// What was sampled, oldest first.
    pub samples: Vec<BinSample>,
    /// Impulses of the motor neurons.
    pub impulses: Vec<Impulse>,
}

/// What came of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RunSummary {
    /// Discharge that outlived the last stimulus or effort, from its end; `null` where there was none.
    pub self_sustained_s: Option<f64>,
    /// It was still going on at the end.
    pub held_to_the_end: bool,
    /// Mean over that time.
    pub mean_rate_pps: Option<f64>,
    /// Most motor units that fired at once.
    pub most_active_units: usize,
    /// Motor units of the pool.
    pub units: usize,
    /// Highest force, in per cent of the strongest voluntary one.
    pub highest_force_pct: f64,
    /// From the first stretch after that to silence.
    pub stretch_to_silence_s: Option<f64>,
    /// Impulses a second in the second before the stretch, and the most in half a second of the two after it began.
    pub stretch_impulses_per_s: Option<[f64; 2]>,
    /// Lowest phosphocreatine, in mmol/L.
    pub lowest_pcr_mmol_l: f64,
    /// Lowest ATP, in mmol/L.
    pub lowest_atp_mmol_l: f64,
    /// Lowest pH.
    pub lowest_ph: f64,
    /// Highest potassium between the fibres, in mmol/L.
    pub highest_potassium_mmol_l: f64,
}

/// Runs a scenario in bins of `bin_ms`; `second` is called after each simulated second.
///
/// # Errors
/// When a setting is out of range; a [`CrampScenario`] that was read is not.
pub fn run(
    scenario: &CrampScenario,
    seed: u64,
    bin_ms: f64,
    second: &dyn Fn(),
) -> Result<FinishedRun, SettingsError> {
    let mut watch = Watch::new(scenario.settings, seed)?;
    watch.apply(Action::Block(scenario.blocked));
    let bins = (scenario.length_s * 1000.0 / bin_ms).round() as usize;
    let (mut samples, mut impulses) = (Vec::with_capacity(bins), Vec::new());
    let mut next = 0;
    for bin in 0..bins {
        let now_s = bin as f64 * bin_ms / 1000.0;
        while let Some(step) = scenario.steps.get(next).filter(|step| step.at_s <= now_s + 1e-9) {
            watch.apply(step.action);
            next += 1;
        }
        let seen = watch.advance_ms(bin_ms);
        let square: f64 = seen.emg_mv.iter().map(|mv| f64::from(*mv).powi(2)).sum();
        samples.push(BinSample {
            t_s: seen.t_ms / 1000.0,
            emg_rms_mv: (square / seen.emg_mv.len().max(1) as f64).sqrt(),
            force_n: seen.force_n,
            force_pct: seen.force * 100.0,
            length_l0: seen.length_l0,
            active_units: seen.active,
            rate_pps: seen.rate_pps,
            impulses: seen.impulses.len(),
            self_sustained: seen.cramping,
            spindles: seen.spindles,
            tendon_organs: seen.tendon_organs,
            inward_current: seen.inward_current,
            pcr_mmol_l: seen.pcr_mmol_l,
            atp_mmol_l: seen.atp_mmol_l,
            pi_mmol_l: seen.pi_mmol_l,
            ph: seen.ph,
            potassium_mmol_l: seen.potassium_mmol_l,
        });
        impulses.extend(seen.impulses);
        if ((bin + 1) as f64 * bin_ms / 1000.0).fract() < bin_ms / 1000.0 {
            second();
        }
    }
    let units = watch.simulation().units().len();
    Ok(FinishedRun { scenario: scenario.clone(), seed, units, samples, impulses })
}

impl FinishedRun {
    /// What came of it.
    pub fn summary(&self) -> RunSummary {
        let driven = self.driven_until_s();
        let alone: Vec<&BinSample> =
            self.samples.iter().filter(|sample| sample.self_sustained && sample.t_s > driven).collect();
        let last = alone.last().map(|sample| sample.t_s);
        let end = self.samples.last().map_or(0.0, |sample| sample.t_s);
        let mean = alone.iter().map(|sample| sample.rate_pps).sum::<f64>() / alone.len().max(1) as f64;
        let least = |of: fn(&BinSample) -> f64| self.samples.iter().map(of).fold(f64::INFINITY, f64::min);
        let most = |of: fn(&BinSample) -> f64| self.samples.iter().map(of).fold(0.0, f64::max);
        let stretched = self.stretched_s(driven).zip(last).filter(|(stretch, last)| last > stretch);
        RunSummary {
            self_sustained_s: last.map(|last| last - driven),
            held_to_the_end: last.is_some_and(|last| end - last < 1.0),
            mean_rate_pps: (!alone.is_empty()).then_some(mean),
            most_active_units: self.samples.iter().map(|sample| sample.active_units).max().unwrap_or(0),
            units: self.units,
            highest_force_pct: most(|sample| sample.force_pct),
            stretch_to_silence_s: stretched.map(|(stretch, last)| last - stretch),
            stretch_impulses_per_s: stretched.map(|(stretch, _)| self.around(stretch)),
            lowest_pcr_mmol_l: least(|sample| sample.pcr_mmol_l),
            lowest_atp_mmol_l: least(|sample| sample.atp_mmol_l),
            lowest_ph: least(|sample| sample.ph),
            highest_potassium_mmol_l: most(|sample| sample.potassium_mmol_l),
        }
    }

    /// When the last stimulus or effort ends.
    pub fn driven_until_s(&self) -> f64 {
        let ends = self.scenario.steps.iter().map(|step| match step.action {
            Action::Stimulate { seconds, .. } | Action::Contract { seconds, .. } => step.at_s + seconds,
            _ => 0.0,
        });
        ends.fold(0.0, f64::max)
    }

    /// The first stretch after a moment.
    fn stretched_s(&self, after_s: f64) -> Option<f64> {
        let stretches = self.scenario.steps.iter().filter(|step| step.action == Action::Stretch);
        stretches.map(|step| step.at_s).find(|at_s| *at_s > after_s)
    }

    /// Impulses a second in the second before a moment, and the most in half a second of the two after it.
    fn around(&self, at_s: f64) -> [f64; 2] {
        let count = |from: f64, to: f64| {
            let within = |impulse: &&Impulse| (from * 1000.0..to * 1000.0).contains(&impulse.ms);
            self.impulses.iter().filter(within).count() as f64 / (to - from)
        };
        let halves = (0..16).map(|step| at_s + f64::from(step) * 0.1);
        [count(at_s - 1.0, at_s), halves.map(|from| count(from, from + 0.5)).fold(0.0, f64::max)]
    }
}
