//! Fatigue of one muscle group: shares of it that rest, work and are spent.

use serde::{Deserialize, Serialize};

/// Rate at which units are called up and let go, in 1/s: so fast that within a second only the balance matters.
const DEVELOPMENT_S: f64 = 10.0; // Xia and Frey-Law 2008: LD = LR

/// A muscle group of the leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum MuscleGroup {
    /// Calf.
    Calf,
    /// Quadriceps.
    Quadriceps,
    /// Hamstrings.
    Hamstrings,
}

impl MuscleGroup {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Calf, Self::Quadriceps, Self::Hamstrings];

    /// Rates of fatigue and recovery of the group.
    ///
    /// Equation: none. Source: calf: plantarflexors of Rakshit 2021 with rest multiplier 15 (table read in code);
    /// quadriceps: knee of Frey-Law 2012 (recalled); hamstrings: taken as the quadriceps (assumed). Valid for healthy adults.
    ///
    /// ```
    /// use charley_body::muscle_fatigue::MuscleGroup;
    /// assert!(MuscleGroup::Calf.rates().fatigue_s < MuscleGroup::Quadriceps.rates().fatigue_s);
    /// ```
    pub const fn rates(self) -> FatigueRates {
        match self {
            Self::Calf => FatigueRates {
                fatigue_s: 0.006_95,   // Rakshit 2021
                recovery_s: 0.000_96,  // Rakshit 2021
                rest_multiplier: 15.0, // Looft 2018
            },
            Self::Quadriceps | Self::Hamstrings => FatigueRates {
                fatigue_s: 0.015,      // Frey-Law 2012, knee, recalled
                recovery_s: 0.001_49,  // Frey-Law 2012, knee, recalled
                rest_multiplier: 15.0, // Looft 2018
            },
        }
    }

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Calf => "calf",
            Self::Quadriceps => "quadriceps",
            Self::Hamstrings => "hamstrings",
        }
    }
}

/// How fast a muscle tires and recovers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FatigueRates {
    /// Share of the working units that tire, in 1/s.
    pub fatigue_s: f64,
    /// Share of the tired units that recover, in 1/s.
    pub recovery_s: f64,
    /// How much faster they recover while nothing is asked.
    pub rest_multiplier: f64,
}

/// What a second of rhythmic work does at rates that do not change: the slow exponentials are taken once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rhythm {
    rates: FatigueRates,
    duty: f64,
    kept_working: f64,
    kept_full: f64,
    kept_resting: f64,
    /// Over a whole second of rest.
    kept_still: f64,
}

impl Rhythm {
    /// A rhythm in which the muscle works for a share `duty` of each second.
    ///
    /// Equation: exp(-R t), exp(-(R + F) t) over the working part, exp(-r R t) over the resting part. Source:
    /// [`Fatigue::step`]. Valid for a duty between 0 and 1.
    ///
    /// ```
    /// use charley_body::muscle_fatigue::*;
    /// let rhythm = Rhythm::of(MuscleGroup::Calf.rates(), 0.3);
    /// let mut calf = Fatigue::FRESH;
    /// (0..600).for_each(|_| calf.second(0.7, &rhythm));
    /// assert!(calf.fatigued > 0.05 && calf.fatigued < 0.4);
    /// ```
    pub fn of(rates: FatigueRates, duty: f64) -> Self {
        let duty = duty.clamp(0.0, 1.0);
        let called_up = 1.0 + rates.recovery_s / DEVELOPMENT_S;
        Self {
            rates,
            duty,
            kept_working: (-rates.recovery_s * duty).exp(),
            kept_full: (-(rates.recovery_s + rates.fatigue_s * called_up) * duty).exp(),
            kept_resting: (-rates.rest_multiplier * rates.recovery_s * (1.0 - duty)).exp(),
            kept_still: (-rates.rest_multiplier * rates.recovery_s).exp(),
        }
    }
}

/// Shares of a muscle; they add up to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Fatigue {
    /// Working.
    pub active: f64,
    /// Spent.
    pub fatigued: f64,
}

impl Fatigue {
    /// A fresh muscle.
    pub const FRESH: Self = Self { active: 0.0, fatigued: 0.0 };

    /// The resting share.
    ///
    /// Equation: 1 - active - fatigued. Source: Xia and Frey-Law 2008. Valid always.
    ///
    /// ```
    /// assert_eq!(charley_body::muscle_fatigue::Fatigue::FRESH.resting(), 1.0);
    /// ```
    pub fn resting(&self) -> f64 {
        1.0 - self.active - self.fatigued
    }

    /// `dt_s` seconds with a share of its greatest force asked of the muscle (0 to 1).
    ///
    /// Equation: dMF = F MA - R MF (r R at rest), with MA at its balance min(target / (1 + F / LD), 1 - MF (1 + R / LD)), solved
    /// exactly over the step. Source: Xia and Frey-Law 2008, rest recovery of Looft 2018. Valid for steps from a tenth
    /// of a second; against the full equations within 0.002 (the whole table of vectors).
    ///
    /// ```
    /// use charley_body::muscle_fatigue::{Fatigue, MuscleGroup};
    /// let mut calf = Fatigue::FRESH;
    /// calf.step(0.5, &MuscleGroup::Calf.rates(), 60.0);
    /// assert!(calf.fatigued > 0.1 && calf.fatigued < 0.25);
    /// ```
    pub fn step(&mut self, target: f64, rates: &FatigueRates, dt_s: f64) {
        let target = if target.is_finite() { target.clamp(0.0, 1.0) } else { 0.0 };
        let held = 1.0 + rates.fatigue_s / DEVELOPMENT_S;
        if target <= 0.0 {
            self.active = 0.0;
            self.fatigued *= (-rates.rest_multiplier * rates.recovery_s * dt_s).exp();
            return;
        }
        // While enough units are left, tiring is constant; once all are called up, it falls with what is left.
        let constant = self.towards(rates.fatigue_s * target / held, rates.recovery_s, dt_s);
        let called_up = 1.0 + rates.recovery_s / DEVELOPMENT_S;
        if constant * called_up <= 1.0 - target {
            self.fatigued = constant;
        } else {
            let loss = rates.recovery_s + rates.fatigue_s * called_up;
            self.fatigued = self.towards(rates.fatigue_s, loss, dt_s).min(constant);
        }
        self.active = (target / held).min(1.0 - self.fatigued * called_up);
    }

    /// One second of a rhythm in which the muscle gives `target` of its greatest force while it works; 0 is rest.
    ///
    /// Equation: [`Fatigue::step`] over the working part, then over the resting part. Source: as there. Valid for
    /// rhythms faster than a second.
    ///
    /// ```
    /// use charley_body::muscle_fatigue::*;
    /// let rates = MuscleGroup::Quadriceps.rates();
    /// let (mut fast, mut slow) = (Fatigue::FRESH, Fatigue::FRESH);
    /// fast.second(0.5, &Rhythm::of(rates, 0.4));
    /// slow.step(0.5, &rates, 0.4);
    /// slow.step(0.0, &rates, 0.6);
    /// assert!((fast.fatigued - slow.fatigued).abs() < 1e-12);
    /// ```
    #[inline]
    pub fn second(&mut self, target: f64, rhythm: &Rhythm) {
        let Rhythm { rates, .. } = rhythm;
        if target > 0.0 {
            let held = 1.0 + rates.fatigue_s / DEVELOPMENT_S;
            let called_up = 1.0 + rates.recovery_s / DEVELOPMENT_S;
            let balance = rates.fatigue_s * target / held / rates.recovery_s;
            let constant = balance + (self.fatigued - balance) * rhythm.kept_working;
            self.fatigued = if constant * called_up <= 1.0 - target {
                constant
            } else {
                let balance = rates.fatigue_s / (rates.recovery_s + rates.fatigue_s * called_up);
                (balance + (self.fatigued - balance) * rhythm.kept_full).min(constant)
            };
            self.active = target * rhythm.duty;
            self.fatigued *= rhythm.kept_resting;
        } else {
            self.active = 0.0;
            self.fatigued *= rhythm.kept_still;
        }
    }

    /// The spent share after `dt_s` of growing at `gain_s` and shrinking at `loss_s` times itself.
    fn towards(&self, gain_s: f64, loss_s: f64, dt_s: f64) -> f64 {
        let balance = gain_s / loss_s;
        balance + (self.fatigued - balance) * (-loss_s * dt_s).exp()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn shares_stay_shares(targets in prop::collection::vec(-0.5..2.0_f64, 1..300), dt_s in 0.1..5.0_f64) {
            for group in MuscleGroup::ALL {
                let mut muscle = Fatigue::FRESH;
                for target in &targets {
                    muscle.step(*target, &group.rates(), dt_s);
                    prop_assert!((-1e-9..=1.0).contains(&muscle.fatigued) && muscle.active >= 0.0);
                    prop_assert!(muscle.resting() >= -1e-9);
                }
            }
        }
    }
}
