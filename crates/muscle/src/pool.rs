//! The motor pool: two-compartment motoneurons in the order of their size, stepped half a millisecond at a time.
//!
//! Soma and dendrite of a cell, V above rest, in mV, mS/cm² and ms (capacitance 1 µF/cm²):
//!
//! ```text
//! dVs/dt = -gs Vs - ks (Vs - Vd) - gNa m³ h (Vs - 120) - (gKf n⁴ + gKs q² + outward) (Vs + 10)
//! dVd/dt = -gd Vd - kd (Vd - Vs) - gain gCa p (Vd - 140) - excitation (Vd - 70) - inhibition (Vd + 16)
//! dp/dt  = (1 / (1 + exp((half - Vd) / slope)) - p) / tau
//! ```
//!
//! Where Vs passes its threshold and the last impulse is 5 ms away an impulse begins: for 0.6 ms m, n and q open and h closes, at
//! the rates of [`crate::membrane`]. Both voltages of a step are solved together by backward Euler, the gates by their
//! exact exponentials, p once every half millisecond. Source: Cisi and Kohn 2008; Elias and Kohn 2013, whose inward current
//! is made smooth here. Sixteen cells run through the half millisecond in registers before the next sixteen do.
#![expect(clippy::inline_always, reason = "a register that is passed through a call is no register")]

mod lanes;
mod rates;
mod wide;

use pulp::{Arch, Scalar, Simd, WithSimd};

use self::{
    lanes::{Given, Lanes},
    rates::Rates,
    wide::LANES,
};
use crate::{
    membrane::{Membrane, MembraneError},
    unit::Unit,
};

/// The time for which synaptic input stands: a block of steps.
pub const BLOCK_MS: f64 = 0.5;

/// What acts on the cells during one block; each slice but `common` has one value a cell.
#[derive(Debug, Clone, Copy)]
pub struct PoolInput<'a> {
    /// Excitatory conductance of the dendrite, in mS/cm².
    pub excitation: &'a [f32],
    /// Inhibitory conductance of the dendrite, in mS/cm².
    pub inhibition: &'a [f32],
    /// Outward conductance of the soma towards potassium reversal (slow adaptation), in mS/cm².
    pub outward: &'a [f32],
    /// Gain of the persistent inward current: neuromodulation times whatever inactivates it.
    pub pic: &'a [f32],
    /// Excitation added to all cells, one value a step; empty for none.
    pub common: &'a [f32],
}

/// An impulse of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spike {
    /// Which cell.
    pub cell: u16,
    /// Step of the block in which it began.
    pub step: u8,
    /// It came backwards along the axon and does not travel out again.
    pub invaded: bool,
}

/// Which instructions do the work; the result is the same to the last bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Instructions {
    /// The widest that this machine has, found when the program runs.
    #[default]
    Widest,
    /// One number at a time.
    Plain,
}

/// A motor pool.
#[derive(Debug, Clone)]
pub struct Pool {
    lanes: Vec<Lanes>,
    cells: usize,
    steps: usize,
    rates: Rates,
    arch: Arch,
    instructions: Instructions,
    blocks: u64,
    spikes: Vec<Spike>,
}

impl Pool {
    /// A pool at rest.
    ///
    /// Equation, source: the head of this module. Valid for steps of 0.005 to 0.1 ms and up to 65,535 units.
    ///
    /// # Errors
    /// When half a millisecond is no whole number of steps, or the inward current is out of range.
    ///
    /// # Panics
    /// When there are more than 65,535 units.
    ///
    /// ```
    /// use charley_muscle::{membrane::Membrane, muscle::Muscle, pool::{PoolInput, Pool}};
    /// let mut pool = Pool::new(&Muscle::MedialGastrocnemius.units(64), Membrane::default())?;
    /// let (none, gain, strong) = ([0.0; 64], [0.12; 64], [0.08; 64]);
    /// let input = PoolInput { excitation: &strong, inhibition: &none, outward: &none, pic: &gain, common: &[] };
    /// let impulses: usize = (0..2000).map(|_| pool.advance(&input).len()).sum();
    /// assert!(impulses > 500 && pool.time_ms() == 1000.0);
    /// # Ok::<(), charley_muscle::membrane::MembraneError>(())
    /// ```
    pub fn new(units: &[Unit], membrane: Membrane) -> Result<Self, MembraneError> {
        assert!(u16::try_from(units.len()).is_ok(), "a pool has at most 65,535 units");
        let steps = membrane.steps()?;
        let lanes = units.chunks(LANES).map(|group| Lanes::of(group, &membrane)).collect();
        let rates = Rates::of(&membrane);
        let mut pool = Self {
            lanes,
            cells: units.len(),
            steps,
            rates,
            arch: Arch::new(),
            instructions: Instructions::Widest,
            blocks: 0,
            spikes: Vec::new(),
        };
        pool.settle();
        Ok(pool)
    }

    /// The same pool with other instructions.
    ///
    /// Equation, source: the head of this module. Valid for both.
    ///
    /// ```
    /// use charley_muscle::{membrane::Membrane, muscle::Muscle, pool::{Instructions, Pool}};
    /// let pool = Pool::new(&Muscle::MedialGastrocnemius.units(16), Membrane::default())?;
    /// assert_eq!(pool.with(Instructions::Plain).cells(), 16);
    /// # Ok::<(), charley_muscle::membrane::MembraneError>(())
    /// ```
    #[must_use]
    pub fn with(mut self, instructions: Instructions) -> Self {
        self.instructions = instructions;
        self
    }

    /// Brings every cell back to rest; the clock goes on.
    pub fn settle(&mut self) {
        for lanes in &mut self.lanes {
            lanes.settle(&self.rates);
        }
        self.spikes.clear();
    }

    /// Lets half a millisecond pass and gives the impulses that began in it, in the order of the cells.
    ///
    /// Equation, source: the head of this module. Valid for conductances from 0 to about 10 mS/cm²; what is negative or no number
    /// counts as 0, what is more counts as 10.
    ///
    /// # Panics
    /// When a slice has not one value a cell, or `common` not one a step.
    pub fn advance(&mut self, input: &PoolInput<'_>) -> &[Spike] {
        let each = [input.excitation, input.inhibition, input.outward, input.pic];
        assert!(each.iter().all(|slice| slice.len() == self.cells), "an input has one value a cell");
        assert!(input.common.is_empty() || input.common.len() == self.steps, "`common` has one value a step");
        self.spikes.clear();
        let mut common = [0.0; 100];
        common[..input.common.len()].copy_from_slice(input.common);
        let block = Block {
            lanes: &mut self.lanes,
            rates: &self.rates,
            input,
            common: &common[..self.steps],
            spikes: &mut self.spikes,
        };
        match self.instructions {
            Instructions::Widest => self.arch.dispatch(block),
            Instructions::Plain => block.with_simd(Scalar::new()),
        }
        self.blocks += 1;
        &self.spikes
    }

    /// An impulse arrives backwards at the soma: it fires in the next block unless it is refractory.
    pub fn invade(&mut self, cell: usize) {
        self.lanes[cell / LANES].due[cell % LANES] = 1.0;
    }

    /// Cells.
    pub fn cells(&self) -> usize {
        self.cells
    }

    /// Steps in a block.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Time since the pool was made, at the end of the last block.
    pub fn time_ms(&self) -> f64 {
        self.blocks as f64 * BLOCK_MS
    }

    /// Potential of a soma above rest.
    pub fn soma_mv(&self, cell: usize) -> f32 {
        self.lanes[cell / LANES].soma_mv[cell % LANES]
    }

    /// Potential of a dendrite above rest.
    pub fn dendrite_mv(&self, cell: usize) -> f32 {
        self.lanes[cell / LANES].dendrite_mv[cell % LANES]
    }

    /// Activation p of the persistent inward current, 0 to 1.
    pub fn activation(&self, cell: usize) -> f32 {
        self.lanes[cell / LANES].p[cell % LANES]
    }

    /// Time since the last impulse of a cell; about a second or more when there was none.
    pub fn since_spike_ms(&self, cell: usize) -> f32 {
        self.lanes[cell / LANES].age_ms[cell % LANES]
    }
}

/// One block of the whole pool, for whichever instructions there are.
struct Block<'a> {
    lanes: &'a mut [Lanes],
    rates: &'a Rates,
    input: &'a PoolInput<'a>,
    common: &'a [f32],
    spikes: &'a mut Vec<Spike>,
}

impl WithSimd for Block<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        for (number, lanes) in self.lanes.iter_mut().enumerate() {
            let first = number * LANES;
            let invaded = lanes.due;
            let Some(began) = lanes.block(simd, self.rates, &Given::of(self.input, first), self.common)
            else {
                continue;
            };
            for (place, step) in began.into_iter().enumerate().filter(|(_, step)| *step > 0.0) {
                let (cell, step) = ((first + place) as u16, step as u8 - 1);
                self.spikes.push(Spike { cell, step, invaded: invaded[place] > 0.0 && step == 0 });
            }
        }
    }
}
