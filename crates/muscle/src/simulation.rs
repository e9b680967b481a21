//! The closed loop: motoneurons, nerve, muscle and afferents, in which a cramp starts, holds and ends. No cramp is scripted.
//!
//! Each half millisecond: stimulus, nerve, synapses, cells. Each millisecond: terminals, fibres, spindles, tendon organs.
//! Each ten milliseconds: what is slow in the cells.

mod cord;
mod field;
mod settings;

pub(crate) use cord::spindle_share;
pub use settings::{Action, Conditions, Frame, Impulse, MuscleSpan, SettingsError, SimulationSettings};

use charley_domain::stream;

use crate::{
    circuit::Circuit, contraction::Contraction, length, membrane::Membrane, nerve::Nerve, pool::BLOCK_MS,
    terminal::Terminals, territory::Territory, unit::Unit,
};

use self::{cord::Cord, field::Afferents};
use rand_distr::{Distribution as _, Uniform};

/// A running experiment on one person's muscle.
#[derive(Debug, Clone)]
pub struct Simulation {
    settings: SimulationSettings,
    circuit: Circuit,
    units: Vec<Unit>,
    territory: Territory,
    cord: Cord,
    nerve: Nerve,
    terminals: Terminals,
    contraction: Contraction,
    afferents: Afferents,
    /// Axons that a stimulus at full strength reaches: those whose number is below [`Circuit::reached`].
    reach: Vec<f64>,
    train: Train,
    effort: (f64, f64),
    volleys: Vec<u64>,
    target_l0: f64,
    length_l0: f64,
    block: u64,
    impulses: Vec<Impulse>,
}

/// The stimulator.
#[derive(Debug, Clone, Copy, Default)]
struct Train {
    every_ms: f64,
    next_ms: f64,
    end_ms: f64,
    tendon: bool,
}

impl Simulation {
    /// A quiet muscle of the person that the seed names.
    ///
    /// # Errors
    /// When a setting is out of range.
    ///
    /// ```
    /// use charley_muscle::simulation::{SimulationSettings, Simulation};
    /// let mut simulation = Simulation::new(SimulationSettings::default(), 1)?;
    /// let frame = simulation.advance_ms(20.0);
    /// assert!(frame.t_ms == 20.0 && frame.force_n >= 0.0);
    /// # Ok::<(), charley_muscle::simulation::SettingsError>(())
    /// ```
    pub fn new(settings: SimulationSettings, seed: u64) -> Result<Self, SettingsError> {
        Self::with(settings, Circuit::default(), seed)
    }

    /// The same with other strengths of the loop.
    ///
    /// # Errors
    /// When a setting is out of range.
    pub fn with(settings: SimulationSettings, circuit: Circuit, seed: u64) -> Result<Self, SettingsError> {
        settings.check()?;
        let membrane = Membrane {
            dt_ms: settings.step_ms,
            pic_tau_ms: circuit.pic_tau_ms,
            pic_half_mv: circuit.pic_half_mv,
            ..Membrane::default()
        };
        let units = settings.muscle.units(settings.units);
        let territory = Territory::lay(&units, &circuit, seed);
        let person = person(&circuit, seed) * settings.conditions.susceptibility;
        let mut stream = stream::of(seed, "axons under the electrode");
        let even = Uniform::new(0.0, 1.0).map_err(|_| SettingsError::Units(0))?;
        Ok(Self {
            cord: Cord::new(&units, &circuit, membrane, person, seed)?,
            nerve: Nerve::new(settings.muscle, &units),
            terminals: Terminals::new(units.len(), &circuit, person, seed),
            contraction: Contraction::new(&units),
            afferents: Afferents::new(settings.muscle),
            reach: units.iter().map(|_| even.sample(&mut stream)).collect(),
            train: Train::default(),
            effort: (0.0, 0.0),
            volleys: Vec::new(),
            target_l0: settings.length_l0,
            length_l0: settings.length_l0,
            block: 0,
            impulses: Vec::new(),
            territory,
            units,
            circuit,
            settings,
        })
    }

    /// Does something to the muscle, now.
    pub fn apply(&mut self, action: Action) {
        let now = self.now_ms();
        match action {
            Action::Shorten => self.target_l0 = length::SHORT.value,
            Action::EaseUp => self.target_l0 = length::NEUTRAL.value,
            Action::Stretch => self.target_l0 = length::STRETCHED.value,
            Action::Length(length_l0) => self.target_l0 = length_l0.clamp(0.55, 1.4), // validity of the spindle
            Action::Stimulate { hz, seconds } => {
                let every_ms = 1000.0 / hz.clamp(0.1, 200.0); // own choice: no stimulator is faster
                self.train =
                    Train { every_ms, next_ms: now, end_ms: now + seconds.max(0.0) * 1000.0, tendon: false };
            }
            Action::TapTendon { hz, seconds } => {
                let every_ms = 1000.0 / hz.clamp(0.1, 200.0); // own choice: no stimulator is faster
                self.train =
                    Train { every_ms, next_ms: now, end_ms: now + seconds.max(0.0) * 1000.0, tendon: true };
            }
            Action::Contract { effort, seconds } => {
                self.effort = (effort.clamp(0.0, 1.0), now + seconds.max(0.0) * 1000.0);
            }
            Action::Sip => self.cord.drink(),
            Action::Block(blocked) => self.nerve.blocked = blocked,
            Action::Set(conditions) => self.settings.conditions = conditions.held(),
        }
    }

    /// Lets time pass and tells what happened in it.
    pub fn advance_ms(&mut self, ms: f64) -> Frame {
        self.impulses.clear();
        let until = ((self.now_ms() + ms.clamp(0.0, 1e9)) / BLOCK_MS).round() as u64;
        while self.block < until {
            self.advance_block();
        }
        self.frame()
    }

    /// Lets rest pass without computing it: the cells and the muscle are at rest afterwards, what is slow recovers.
    pub fn rest_s(&mut self, seconds: f64) {
        self.cord.rest_s(seconds, &self.circuit);
        self.contraction.rest_s(seconds);
        self.afferents.rest_s(seconds, &self.circuit);
        self.terminals.rest_s(seconds, &self.circuit);
        self.nerve.silence();
        self.volleys.clear();
        self.train = Train::default();
        self.effort = (0.0, 0.0);
    }

    /// Time since the beginning, rest not counted.
    pub fn now_ms(&self) -> f64 {
        self.block as f64 * BLOCK_MS
    }

    /// Its units in the order of their size.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Where a unit lies, 0 to 1 across the muscle.
    pub fn place(&self, unit: usize) -> f32 {
        self.territory.place(unit)
    }

    /// Impulses that reached the muscle since the last [`Self::advance_ms`] began.
    pub fn impulses(&self) -> &[Impulse] {
        &self.impulses
    }

    fn advance_block(&mut self) {
        let now = self.now_ms();
        self.stimulate(now);
        let arrived = self.volleys.iter().filter(|block| **block == self.block).count();
        self.volleys.retain(|block| *block > self.block);
        self.travel(now);
        let effort = if now < self.effort.1 { self.effort.0 } else { 0.0 };
        let input = cord::Synapses {
            volleys: if self.nerve.blocked { 0 } else { arrived },
            effort,
            electrode: self.settings.electrode,
        };
        self.cord.advance(&input, &self.territory, &self.circuit);
        for index in 0..self.cord.fired().len() {
            let (unit, invaded) = self.cord.fired()[index];
            if !invaded {
                self.nerve.leave_soma(unit);
                self.afferents.discharge(unit, &self.territory);
            }
        }
        self.block += 1;
        if self.block.is_multiple_of(2) {
            self.advance_muscle(effort);
        }
    }

    /// The stimulator: motor axons now, the volley of the afferents when it reaches the cord.
    fn stimulate(&mut self, now: f64) {
        if now >= self.train.end_ms || now < self.train.next_ms {
            return;
        }
        self.train.next_ms += self.train.every_ms;
        if self.train.tendon {
            self.afferents.tap();
            return;
        }
        self.volleys.push(self.block + self.afferents.delay_blocks());
        let MuscleSpan { from, to } = self.settings.electrode;
        for unit in 0..self.units.len() {
            let place = f64::from(self.territory.place(unit));
            if self.reach[unit] < self.circuit.reached * self.settings.strength
                && (from..=to).contains(&place)
            {
                self.impulse(unit, now, false);
                self.nerve.leave_muscle(unit);
            }
        }
    }

    /// Impulses under way arrive.
    fn travel(&mut self, now: f64) {
        let (_, at_soma) = self.nerve.advance();
        for unit in at_soma {
            self.cord.invade(*unit);
        }
        for index in 0..self.nerve.at_muscle().len() {
            let unit = self.nerve.at_muscle()[index];
            self.impulse(unit, now, true);
        }
    }

    fn impulse(&mut self, unit: usize, now: f64, central: bool) {
        self.terminals.impulse(unit, &self.territory, &self.circuit);
        self.contraction.impulse(unit);
        self.impulses.push(Impulse { ms: now, unit: unit as u16, central });
    }

    /// A millisecond of terminals, fibres and afferents.
    fn advance_muscle(&mut self, effort: f64) {
        let now = self.now_ms();
        let lengthened = self.length_l0 - length::SHORT.value;
        let fired = self.terminals.advance_ms(&self.territory, &self.circuit, lengthened).to_vec();
        for unit in fired {
            self.impulse(unit, now, false);
            self.nerve.leave_muscle(unit);
        }
        let step = length::SPEED.value * 0.001;
        self.length_l0 += (self.target_l0 - self.length_l0).clamp(-step, step);
        let force = self.contraction.advance_ms();
        let muscle = (self.length_l0, self.terminals.cleft_hz());
        self.afferents.advance_ms(force, muscle, &self.territory, &self.circuit);
        let open = if self.nerve.blocked { 0.0 } else { 1.0 };
        let conditions = &self.settings.conditions;
        self.cord.listen(&self.afferents, (open, effort), &self.territory, &self.circuit, conditions);
        if self.block.is_multiple_of(20) {
            self.cord.advance_slow(&self.circuit);
        }
    }

    fn frame(&self) -> Frame {
        let tetanus: f64 = self.territory.tetanus_n().iter().map(|part| f64::from(*part)).sum();
        Frame {
            t_ms: self.now_ms(),
            length_l0: self.length_l0,
            force: self.afferents.force(),
            force_n: self.afferents.force() * tetanus,
            ia: self.afferents.ia_mean(),
            ib: self.afferents.ib_mean(),
            metabolic: self.afferents.metabolic_mean(),
            inward_current: self.cord.inward_mean(),
            cleft_hz: f64::from(self.terminals.cleft_hz().iter().copied().fold(0.0, f32::max)),
            cramping: false,
            impulses: self.impulses.clone(),
        }
    }
}

/// How susceptible the person of a seed is: 1 in the middle.
pub fn person(circuit: &Circuit, seed: u64) -> f64 {
    (circuit.person_spread * stream::normals(seed, "person", 1)[0].clamp(-2.0, 2.0)).exp()
}
