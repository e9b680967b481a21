//! The design: pairs of blocks, of which one has the remedy and the other has not.

use serde::{Deserialize, Serialize};

/// Nights of a week: the trial is looked at once a week.
pub const WEEK: u32 = 7;
/// Nights of the longest trial.
pub const LONGEST_NIGHTS: u32 = 448; // docs/studies/inference.md section 3: the power table ends there

/// How nights are put into pairs of blocks, and how what lasts from one block into the next is dealt with.
///
/// Nightly randomisation is a block of one night. Source: docs/studies/inference.md section 3; AHRQ user's guide, chapter 4.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TrialDesign {
    /// Nights of a block: 1, 7 or 14.
    pub block_nights: u32,
    /// First nights of each block that count for nothing: the other arm may still be at work.
    pub washout_nights: u32,
    /// In place of a wash-out: nights in which what the remedy does builds up, and fades, by half.
    pub half_life_nights: Option<f64>,
}

/// Where a night stands in the design; all are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairPlace {
    /// Of the pair.
    pub pair: u32,
    /// First or second block of the pair.
    pub block: u32,
    /// Of the night within the block.
    pub night: u32,
}

/// Why a design cannot be.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum BadDesign {
    /// Blocks of that many nights are not randomised.
    #[error("a block of {0} nights cannot be: 1 (every night drawn anew), 7 or 14")]
    Block(u32),
    /// Nothing of the block would count.
    #[error("a wash-out of {washout} nights leaves nothing of a block of {block}: at most {}", (.block - 1) / 2)]
    Washout {
        /// Nights of the wash-out.
        washout: u32,
        /// Nights of the block.
        block: u32,
    },
    /// The half-life is no time, or longer than a block.
    #[error(
        "a half-life of {half_life} nights cannot be told in blocks of {block}: more than 0, at most {block}"
    )]
    HalfLife {
        /// Nights of the half-life.
        half_life: f64,
        /// Nights of the block.
        block: u32,
    },
    /// Both ways at once.
    #[error("a wash-out and a half-life are two ways of one thing: name one of them")]
    Both,
}

impl TrialDesign {
    /// A night drawn anew each night.
    pub const NIGHTLY: Self = Self { block_nights: 1, washout_nights: 0, half_life_nights: None };

    /// Whether it can be.
    ///
    /// # Errors
    /// [`BadDesign`], with what could be.
    pub fn check(self) -> Result<Self, BadDesign> {
        let Self { block_nights: block, washout_nights: washout, half_life_nights } = self;
        if ![1, WEEK, 2 * WEEK].contains(&block) {
            return Err(BadDesign::Block(block));
        }
        if washout > (block - 1) / 2 {
            return Err(BadDesign::Washout { washout, block });
        }
        match half_life_nights {
            Some(_) if washout > 0 => Err(BadDesign::Both),
            Some(half_life) if !(half_life > 0.0 && half_life <= f64::from(block)) => {
                Err(BadDesign::HalfLife { half_life, block })
            }
            _ => Ok(self),
        }
    }

    /// Where a night of the trial stands (nights from 0).
    ///
    /// Equation: whole parts of n / 2L and of the rest / L. Source: definition. Valid for every night.
    ///
    /// ```
    /// use charley_infer::trial::TrialDesign;
    /// let weekly = TrialDesign { block_nights: 7, ..TrialDesign::NIGHTLY };
    /// let place = weekly.place(24);
    /// assert_eq!((place.pair, place.block, place.night), (1, 1, 3));
    /// ```
    pub const fn place(self, night: u32) -> PairPlace {
        let within = night % self.pair_nights();
        PairPlace {
            pair: night / self.pair_nights(),
            block: within / self.block_nights,
            night: within % self.block_nights,
        }
    }

    /// Nights of a pair.
    pub const fn pair_nights(self) -> u32 {
        2 * self.block_nights
    }

    /// Lengths that a trial can be planned for: whole pairs and whole weeks.
    ///
    /// ```
    /// use charley_infer::trial::TrialDesign;
    /// assert_eq!(TrialDesign::NIGHTLY.lengths().next(), Some(28));
    /// assert_eq!(TrialDesign { block_nights: 14, ..TrialDesign::NIGHTLY }.lengths().nth(1), Some(140));
    /// ```
    pub fn lengths(self) -> impl Iterator<Item = u32> {
        let step = self.pair_nights().max(2 * WEEK);
        let least = 4 * step.min(self.pair_nights()); // four pairs: the rule looks at no fewer
        let first = least.max(4 * WEEK).next_multiple_of(step);
        (first..=LONGEST_NIGHTS).step_by(step as usize)
    }

    /// Whether a night counts.
    pub const fn counts(self, night: u32) -> bool {
        self.place(night).night >= self.washout_nights
    }
}
