//! A simulation as one watches it: beside the loop run the electrode on the skin, the energy and the potassium of the muscle.

use std::collections::VecDeque;

use crate::{
    emg::{Emg, SAMPLES_HZ},
    energy::Energy,
    parameter::parameters,
    potassium::Potassium,
    simulation::{Action, Impulse, SettingsError, Simulation, SimulationSettings},
};

parameters! {
    /// Rate at which a unit uses what a full tetanus uses.
    TETANUS_PPS = 25.0, "1/s", "rate of the tetanus that energy use refers to", Read, "PMC2838655: 25 Hz"; // source: the last field
    /// Force, as a share of the largest, that presses the blood off.
    PRESSED_OFF = 0.5, "1", "force that stops the blood", Assumed, "half of maximal force, recalled"; // source: the last field
    /// Share of the units that fire by themselves in what is called a cramp here.
    CRAMPING = 0.025, "1", "share of units that fire by themselves in a cramp", Assumed, "own judgement: cramps stay in parts of a muscle (Roeleveld 2000)"; // source: the last field
    /// How long a rate is looked back on.
    LOOK_BACK_S = 0.5, "s", "window of a unit's rate", Assumed, "own judgement: a few intervals"; // source: the last field
}

/// How far the simulation runs between two looks at energy and potassium.
pub const LOOK_MS: f64 = 10.0;

/// What is seen of a muscle at the end of a look, and what happened in it.
#[derive(Debug, Clone, PartialEq)]
pub struct SimulatedMoment {
    /// Time since the beginning.
    pub t_ms: f64,
    /// Length of the fibres.
    pub length_l0: f64,
    /// Force over the largest.
    pub force: f64,
    /// Force.
    pub force_n: f64,
    /// EMG, two samples a millisecond.
    pub emg_mv: Vec<f32>,
    /// Impulses that reached the muscle.
    pub impulses: Vec<Impulse>,
    /// Units that fired at least twice lately.
    pub active: usize,
    /// Mean rate of those.
    pub rate_pps: f64,
    /// Units go on firing though nothing drives them any more.
    pub cramping: bool,
    /// Rate of the spindles, mean over the muscle.
    pub spindles: f64,
    /// Inhibition by tendon organs, 1 at full force.
    pub tendon_organs: f64,
    /// Share of the persistent inward current that flows.
    pub inward_current: f64,
    /// Phosphocreatine.
    pub pcr_mmol_l: f64,
    /// ATP.
    pub atp_mmol_l: f64,
    /// Phosphate.
    pub pi_mmol_l: f64,
    /// pH.
    pub ph: f64,
    /// Potassium between the fibres.
    pub potassium_mmol_l: f64,
}

/// A running simulation with everything that is measured on it.
///
/// Equation: energy use is the mean rate of all fibres over that of a 25 Hz tetanus; blood flows by 1 - force/pressed off. They follow the loop;
/// the loop has its own potassium at the terminals and does not read these. Source: [`TABLE`]. Valid as [`Simulation`].
///
/// ```
/// use charley_muscle::{simulation::{Action, SimulationSettings}, watch::Watch};
/// let mut watch = Watch::new(SimulationSettings::default(), 1)?;
/// watch.apply(Action::Stimulate { hz: 20.0, seconds: 1.0 });
/// let seen = watch.advance_ms(500.0);
/// assert!(seen.force > 0.0 && seen.emg_mv.len() == 1000 && seen.pcr_mmol_l < 36.0);
/// # Ok::<(), charley_muscle::simulation::SettingsError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Watch {
    simulation: Simulation,
    emg: Emg,
    energy: Energy,
    potassium: Potassium,
    /// Each unit's share of the fibres.
    share: Vec<f64>,
    /// Impulses of the last [`LOOK_BACK_S`], and how many of them each unit has.
    recent: VecDeque<Impulse>,
    counts: Vec<u32>,
    /// When the last stimulus or effort ends.
    driven_until_ms: f64,
}

impl Watch {
    /// A quiet muscle of the person that the seed names.
    ///
    /// # Errors
    /// When a setting is out of range.
    pub fn new(settings: SimulationSettings, seed: u64) -> Result<Self, SettingsError> {
        let simulation = Simulation::new(settings, seed)?;
        let whole: f64 = simulation.units().iter().map(crate::unit::Unit::tetanus_n).sum();
        let share = simulation.units().iter().map(|unit| unit.tetanus_n() / whole.max(1e-9)).collect();
        Ok(Self {
            emg: Emg::new(simulation.units(), seed),
            energy: Energy::rested(),
            potassium: Potassium::rested(),
            recent: VecDeque::new(),
            counts: vec![0; simulation.units().len()],
            share,
            driven_until_ms: 0.0,
            simulation,
        })
    }

    /// Does something to the muscle, now.
    pub fn apply(&mut self, action: Action) {
        if let Action::Stimulate { seconds, .. }
        | Action::TapTendon { seconds, .. }
        | Action::Contract { seconds, .. } = action
        {
            self.driven_until_ms = self.simulation.now_ms() + seconds.max(0.0) * 1000.0;
        }
        self.simulation.apply(action);
    }

    /// The simulation under it.
    pub fn simulation(&self) -> &Simulation {
        &self.simulation
    }

    /// Lets time pass, in looks of [`LOOK_MS`], and tells what happened in it.
    pub fn advance_ms(&mut self, ms: f64) -> SimulatedMoment {
        let looks = (ms.clamp(LOOK_MS, 1e7) / LOOK_MS).round() as usize;
        let mut emg_mv = Vec::with_capacity((ms * SAMPLES_HZ.value / 1000.0) as usize);
        let mut impulses = Vec::new();
        let mut frame = self.look(&mut emg_mv, &mut impulses);
        for _ in 1..looks {
            frame = self.look(&mut emg_mv, &mut impulses);
        }
        let (active, rate_pps) = self.rates();
        SimulatedMoment {
            t_ms: frame.t_ms,
            length_l0: frame.length_l0,
            force: frame.force,
            force_n: frame.force_n,
            emg_mv,
            impulses,
            active,
            rate_pps,
            cramping: frame.t_ms > self.driven_until_ms + LOOK_BACK_S.value * 1000.0
                && active as f64 >= CRAMPING.value * self.counts.len() as f64,
            spindles: frame.ia,
            tendon_organs: frame.ib,
            inward_current: frame.inward_current,
            pcr_mmol_l: self.energy.pcr_mmol_l(),
            atp_mmol_l: self.energy.atp_mmol_l(),
            pi_mmol_l: self.energy.pi_mmol_l(),
            ph: self.energy.ph(),
            potassium_mmol_l: self.potassium.mmol_l(),
        }
    }

    fn look(&mut self, emg_mv: &mut Vec<f32>, impulses: &mut Vec<Impulse>) -> crate::simulation::Frame {
        let began_ms = self.simulation.now_ms();
        let mut frame = self.simulation.advance_ms(LOOK_MS);
        let size = self.potassium.potential() as f32;
        let mut at = 0;
        for ms in 0..LOOK_MS as usize {
            let until = began_ms + ms as f64 + 1.0;
            while let Some(impulse) = frame.impulses.get(at).filter(|impulse| impulse.ms < until) {
                self.emg.impulse(usize::from(impulse.unit), impulse.ms - (until - 1.0), size);
                at += 1;
            }
            emg_mv.extend(self.emg.advance_ms());
        }
        let mut fired = 0.0;
        for impulse in &frame.impulses {
            let unit = usize::from(impulse.unit);
            fired += self.share[unit];
            self.counts[unit] += 1;
            self.recent.push_back(*impulse);
        }
        let oldest_ms = frame.t_ms - LOOK_BACK_S.value * 1000.0;
        while let Some(impulse) = self.recent.pop_front_if(|impulse| impulse.ms < oldest_ms) {
            self.counts[usize::from(impulse.unit)] -= 1;
        }
        let rate_pps = fired * 1000.0 / LOOK_MS;
        let flow = 1.0 - frame.force / PRESSED_OFF.value;
        self.energy.step(rate_pps / TETANUS_PPS.value, flow, LOOK_MS / 1000.0);
        self.potassium.step(rate_pps, flow, LOOK_MS / 1000.0);
        impulses.append(&mut frame.impulses);
        frame
    }

    /// Units that fired at least twice lately, and their mean rate.
    fn rates(&self) -> (usize, f64) {
        let active = self.counts.iter().filter(|count| **count >= 2);
        let (units, impulses) = active.fold((0, 0), |(units, sum), count| (units + 1, sum + count));
        (units, f64::from(impulses) / units.max(1) as f64 / LOOK_BACK_S.value)
    }
}
