//! The nerve: impulses run out to the muscle and back to the cell, two that meet end each other, and a block lets none pass.

use crate::{muscle::Muscle, pool::BLOCK_MS, unit::Unit};

/// The motor axons between cord and muscle, stepped half a millisecond at a time.
#[derive(Debug, Clone)]
pub struct Nerve {
    delay: Vec<u32>,
    out: Vec<u32>,
    back: Vec<u32>,
    at_muscle: Vec<usize>,
    at_soma: Vec<usize>,
    /// Nothing passes, either way.
    pub blocked: bool,
}

/// No impulse is under way.
const NONE: u32 = u32::MAX;

impl Nerve {
    /// A silent nerve.
    ///
    /// Equation: delay = length / velocity; one impulse each way at a time. Source: [`crate::unit::AXON_M_S`], [`crate::muscle::TABLE`].
    /// Valid below one impulse each conduction time (about 50 Hz), which the refractory cell ensures but for doublets.
    pub fn new(muscle: Muscle, units: &[Unit]) -> Self {
        let blocks =
            |unit: &Unit| (muscle.nerve_m() / unit.axon_m_s * 1000.0 / BLOCK_MS).round().max(1.0) as u32;
        Self {
            delay: units.iter().map(blocks).collect(),
            out: vec![NONE; units.len()],
            back: vec![NONE; units.len()],
            at_muscle: Vec::new(),
            at_soma: Vec::new(),
            blocked: false,
        }
    }

    /// The cell fires: an impulse starts outwards, or ends one that comes back.
    pub fn leave_soma(&mut self, unit: usize) {
        if self.blocked {
            return;
        }
        if self.back[unit] != NONE {
            self.back[unit] = NONE;
        } else if self.out[unit] == NONE {
            self.out[unit] = self.delay[unit];
        }
    }

    /// The axon is excited at the muscle: an impulse starts towards the cord, or ends one that comes out.
    pub fn leave_muscle(&mut self, unit: usize) {
        if self.blocked {
            return;
        }
        if self.out[unit] != NONE {
            self.out[unit] = NONE;
        } else if self.back[unit] == NONE {
            self.back[unit] = self.delay[unit];
        }
    }

    /// Units whose impulses reached the muscle in the last block.
    pub fn at_muscle(&self) -> &[usize] {
        &self.at_muscle
    }

    /// Ends every impulse under way.
    pub fn silence(&mut self) {
        self.out.fill(NONE);
        self.back.fill(NONE);
    }

    /// Lets half a millisecond pass; gives the units whose impulses reach the muscle, and those whose reach the cell.
    pub fn advance(&mut self) -> (&[usize], &[usize]) {
        self.at_muscle.clear();
        self.at_soma.clear();
        for (way, arrived) in [(&mut self.out, &mut self.at_muscle), (&mut self.back, &mut self.at_soma)] {
            for (unit, left) in way.iter_mut().enumerate() {
                if *left == NONE {
                    continue;
                }
                *left -= 1;
                if *left == 0 {
                    *left = NONE;
                    if !self.blocked {
                        arrived.push(unit);
                    }
                }
            }
        }
        (&self.at_muscle, &self.at_soma)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nerve() -> Nerve {
        Nerve::new(Muscle::FlexorHallucisBrevis, &Muscle::FlexorHallucisBrevis.units(16))
    }

    fn arrivals(nerve: &mut Nerve) -> (usize, usize) {
        (0..100).fold((0, 0), |(muscle, soma), _| {
            let (at_muscle, at_soma) = nerve.advance();
            (muscle + at_muscle.len(), soma + at_soma.len())
        })
    }

    #[test]
    fn impulses_arrive_once_collide_and_do_not_pass_a_block() {
        let mut nerve = nerve();
        nerve.leave_soma(3);
        nerve.leave_muscle(4);
        assert_eq!(arrivals(&mut nerve), (1, 1));
        nerve.leave_soma(3);
        nerve.leave_muscle(3);
        assert_eq!(arrivals(&mut nerve), (0, 0));
        nerve.leave_soma(5);
        nerve.blocked = true;
        nerve.leave_muscle(6);
        assert_eq!(arrivals(&mut nerve), (0, 0));
    }
}
