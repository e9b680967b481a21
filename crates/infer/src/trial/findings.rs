//! What came of a trial: the ratio, the coins, who was treated as drawn.

use serde::Serialize;

use super::{
    Arm, LOG_RATIO, LogRatio, SignFlip, TrialDesign, TrialOutcome, UsualRate, WEEK, WeeklyCounts,
    rule::WORTH_HAVING,
};
use crate::Normal;

/// One night of a trial.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrialNight {
    /// What was drawn.
    pub arm: Arm,
    /// How much of the remedy is at work, 0 to 1, by what was drawn.
    pub at_work: f64,
    /// Cramps; `None` where nobody said.
    pub cramps: Option<u32>,
    /// Twinges beside them, where they count; none in a night of which nothing is known.
    pub twinges: u32,
    /// Whether the remedy was taken; `None` where nobody said.
    pub taken: Option<bool>,
}

/// Nights and cramps of one arm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct InArm {
    /// Nights that were drawn for it.
    pub nights: u32,
    /// Of those, known ones that count.
    pub known: u32,
    /// Cramps in those.
    pub cramps: u32,
    /// Twinges beside them, where they count.
    pub twinges: u32,
    /// Nights that were kept to as drawn, of those with an answer about it.
    pub as_drawn: u32,
    /// Nights with an answer about it.
    pub answered: u32,
}

impl TrialNight {
    /// What came, where it is known.
    pub fn came(&self) -> Option<TrialOutcome> {
        self.cramps.map(|cramps| TrialOutcome { cramps, twinges: self.twinges })
    }
}

impl InArm {
    /// Cramps a week; `None` where no night is known.
    pub fn cramps_a_week(&self) -> Option<f64> {
        (self.known > 0).then(|| f64::from(WEEK) * f64::from(self.cramps) / f64::from(self.known))
    }
}

/// What came of a trial.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    /// By what was drawn.
    pub intention_to_treat: LogRatio,
    /// By what was taken, over nights with an answer about it; `None` where there is none.
    pub as_treated: Option<LogRatio>,
    /// The same as the first, with the published prior in place of the neutral one; `None` where there is none.
    pub with_published: Option<LogRatio>,
    /// The coins.
    pub sign_flip: SignFlip,
    /// Nights with the remedy.
    pub remedy: InArm,
    /// Nights without.
    pub usual: InArm,
}

impl Findings {
    /// What came of some nights.
    ///
    /// Equation: [`WeeklyCounts`] by arm and by what was taken, [`SignFlip`] over pairs. Source: docs/studies/inference.md section 3.
    /// Valid for any nights; where none is known the ratio is its prior and p is 1.
    ///
    /// ```
    /// use charley_infer::trial::{TrialDesign, Findings, TrialRecipe};
    /// let recipe = TrialRecipe::usual(TrialDesign::NIGHTLY, 5.0, 0.5);
    /// let findings = Findings::of(recipe.design, 5.0 / 7.0, &recipe.nights(1, 2), None);
    /// assert!(findings.lower() > 0.975 && findings.sign_flip.p < 0.05 && findings.agree());
    /// ```
    pub fn of(
        design: TrialDesign,
        usual: impl Into<UsualRate>,
        nights: &[TrialNight],
        published: Option<Normal>,
    ) -> Self {
        let usual = usual.into();
        let drawn = |prior| ratio(design, usual, nights, prior, |night| Some(night.at_work));
        let taken = |night: &TrialNight| night.taken.map(|taken| f64::from(u8::from(taken)));
        let spoken = nights.iter().any(|night| night.taken.is_some());
        Self {
            intention_to_treat: drawn(LOG_RATIO),
            as_treated: spoken.then(|| ratio(design, usual, nights, LOG_RATIO, taken)),
            with_published: published.map(drawn),
            sign_flip: SignFlip::of(design, nights, u64::from(nights.len() as u32)),
            remedy: in_arm(design, nights, Arm::Remedy),
            usual: in_arm(design, nights, Arm::Usual),
        }
    }

    /// Probability that the rate is lower with the remedy.
    pub fn lower(&self) -> f64 {
        self.intention_to_treat.below(0.0)
    }

    /// Probability that it is lower by a fifth or more.
    pub fn worth_having(&self) -> f64 {
        self.intention_to_treat.below(libm::log(WORTH_HAVING))
    }

    /// Whether the posterior and the coins say the same: both a difference at 5 %, two-sided, or both none.
    pub fn agree(&self) -> bool {
        const SURE: f64 = 0.975; // two-sided 5 %
        let lower = self.lower();
        (lower.max(1.0 - lower) > SURE) == (self.sign_flip.p <= 0.05)
    }
}

fn ratio(
    design: TrialDesign,
    usual: UsualRate,
    nights: &[TrialNight],
    prior: Normal,
    at_work: impl Fn(&TrialNight) -> Option<f64>,
) -> LogRatio {
    let mut counts = WeeklyCounts::expecting(usual, prior);
    for (number, night) in nights.iter().enumerate() {
        let counted = night.came().filter(|_| design.counts(number as u32));
        if let (Some(came), Some(at_work)) = (counted, at_work(night)) {
            counts.add(number / WEEK as usize, at_work, came);
        }
    }
    counts.log_ratio()
}

fn in_arm(design: TrialDesign, nights: &[TrialNight], arm: Arm) -> InArm {
    let mut sums = InArm::default();
    for (number, night) in nights.iter().enumerate().filter(|(_, night)| night.arm == arm) {
        sums.nights += 1;
        if let Some(cramps) = night.cramps.filter(|_| design.counts(number as u32)) {
            sums.known += 1;
            sums.cramps += cramps;
            sums.twinges += night.twinges;
        }
        if let Some(taken) = night.taken {
            sums.answered += 1;
            sums.as_drawn += u32::from(taken == (arm == Arm::Remedy));
        }
    }
    sums
}
