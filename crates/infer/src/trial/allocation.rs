//! Which arm each night has: a coin a pair, from a named random stream.

use rand::RngExt as _;
use serde::{Deserialize, Serialize};

use super::TrialDesign;
use charley_domain::stream;

/// What is done on a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arm {
    /// The remedy.
    Remedy,
    /// As usual, without it.
    Usual,
}

/// The draws of one trial. Whoever holds the seed can know all of them: tell a night only when it has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Allocation {
    /// The design.
    pub design: TrialDesign,
    /// The same seed gives the same draws.
    pub seed: u64,
}

impl Allocation {
    /// The arm of a night of the trial (nights from 0).
    ///
    /// Equation: a fair coin a pair says which block has the remedy; each coin has a stream of its own, so that no night
    /// depends on how many were drawn. Source: docs/studies/inference.md section 3. Valid for every night.
    ///
    /// ```
    /// use charley_infer::trial::{Allocation, TrialDesign};
    /// let allocation = Allocation { design: TrialDesign::NIGHTLY, seed: 7 };
    /// assert_ne!(allocation.arm(0), allocation.arm(1)); // one night of a pair has it
    /// assert_eq!(allocation.arm(40), allocation.arm(40));
    /// ```
    pub fn arm(self, night: u32) -> Arm {
        let place = self.design.place(night);
        let first = self.remedy_first(place.pair);
        if (place.block == 0) == first { Arm::Remedy } else { Arm::Usual }
    }

    /// How much of the remedy is at work on each night from the first on, 0 to 1.
    ///
    /// Equation: 1 or 0 by the arm; with a half-life h, s' = s q + (1 - q) a, a = 1 on the remedy, q = 2^(-1/h). Source: docs/studies/inference.md
    /// section 3 (carry-over as a decaying exposure). Valid for any number of nights.
    ///
    /// ```
    /// use charley_infer::trial::{Allocation, TrialDesign};
    /// let design = TrialDesign { block_nights: 14, half_life_nights: Some(3.0), ..TrialDesign::NIGHTLY };
    /// let at_work = Allocation { design, seed: 7 }.at_work(28);
    /// assert!(at_work.iter().all(|share| (0.0..=1.0).contains(share)));
    /// ```
    pub fn at_work(self, nights: u32) -> Vec<f64> {
        let arms = (0..nights).map(|night| f64::from(u8::from(self.arm(night) == Arm::Remedy)));
        let Some(half_life) = self.design.half_life_nights else { return arms.collect() };
        let stays = libm::exp2(-1.0 / half_life);
        let mut level = 0.0;
        arms.map(|given| {
            level = level * stays + (1.0 - stays) * given;
            level
        })
        .collect()
    }

    fn remedy_first(self, pair: u32) -> bool {
        stream::of(self.seed, &format!("trial: order of pair {pair}")).random()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pair_has_both_arms_and_either_comes_first() {
        for block_nights in [1, 7, 14] {
            let design = TrialDesign { block_nights, ..TrialDesign::NIGHTLY };
            let allocation = Allocation { design, seed: 3 };
            let mut first = 0;
            for pair in 0..200 {
                let nights: Vec<Arm> = (0..design.pair_nights())
                    .map(|night| allocation.arm(pair * design.pair_nights() + night))
                    .collect();
                let given = nights.iter().filter(|arm| **arm == Arm::Remedy).count();
                assert_eq!(given, block_nights as usize);
                first += u32::from(nights[0] == Arm::Remedy);
            }
            assert!((70..=130).contains(&first), "{first} of 200 pairs begin with the remedy");
        }
    }

    #[test]
    fn draws_of_two_seeds_differ_and_those_of_one_do_not() {
        let draws = |seed| -> Vec<Arm> {
            (0..64).map(|night| Allocation { design: TrialDesign::NIGHTLY, seed }.arm(night)).collect()
        };
        assert_eq!(draws(1), draws(1));
        assert_ne!(draws(1), draws(2));
    }
}
