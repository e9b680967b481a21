//! The course of one synthetic trial: a person whose truth is known goes through the very design, look by look.

use rand_distr::{Binomial, Distribution as _, Gamma, Poisson, StandardNormal, StandardUniform};

use super::{
    Allocation, Arm, Burden, LOG_RATIO, Look, Rule, RuleVerdict, SignFlip, TWINGE_SHARE, TrialDesign,
    TrialNight, UsualRate, WEEK, WeeklyCounts, rule::WORTH_HAVING,
};
use charley_domain::stream;

/// A synthetic person and what truly becomes of their nights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrialRecipe {
    /// The design.
    pub design: TrialDesign,
    /// Cramps a week without the remedy.
    pub cramps_a_week: f64,
    /// How many times that with it.
    pub ratio: f64,
    /// Twinges a week without the remedy; `None` where they do not count.
    pub twinges_a_week: Option<f64>,
    /// How many times the log ratio of cramps that of twinges is.
    pub twinge_share: f64,
    /// Share of what came in nights with the remedy that is noted: whoever hopes and is not blind may note less.
    pub noted: f64,
    /// Share of nights that are answered.
    pub answered: f64,
    /// Size of the negative binomial of a night: the smaller, the more uneven.
    pub size: f64,
    /// Standard deviation of the drift of the log level from week to week.
    pub drift_sd: f64,
    /// Nights of the trial.
    pub nights: u32,
    /// Nights from the first to before the second during which nothing was answered.
    pub interrupted: (u32, u32),
}

impl TrialRecipe {
    /// The person of the power table.
    ///
    /// Source: docs/studies/inference.md section 3: size 1.5, drift 0.3, 90 % of nights answered.
    ///
    /// ```
    /// use charley_infer::trial::{TrialDesign, TrialRecipe};
    /// assert_eq!(TrialRecipe::usual(TrialDesign::NIGHTLY, 3.0, 0.5).nights, 448);
    /// ```
    pub const fn usual(design: TrialDesign, cramps_a_week: f64, ratio: f64) -> Self {
        Self {
            design,
            cramps_a_week,
            ratio,
            twinges_a_week: None,
            twinge_share: TWINGE_SHARE,
            noted: 1.0,
            answered: 0.9, // docs/studies/inference.md section 3
            size: 1.5,     // docs/studies/inference.md section 3
            drift_sd: 0.3, // docs/studies/inference.md section 3
            nights: super::LONGEST_NIGHTS,
            interrupted: (0, 0),
        }
    }

    /// The nights of the person of a number, with the arm, the cramps and the answer of each.
    ///
    /// Equation: N ~ `NegBin` of mean rate · ratio^(at work) · e^(d - sd²/2) and the size; d an AR(1) by week with memory 0.7.
    /// Twinges are Poisson under the same unevenness of the night, with their own log ratio; with the remedy each is noted with the
    /// chance `noted`. Source: power.py of docs/studies/inference.md; twinges own. Valid for rates of 0 to some cramps a night.
    ///
    /// ```
    /// use charley_infer::trial::{TrialDesign, TrialRecipe};
    /// let recipe = TrialRecipe { nights: 280, ..TrialRecipe::usual(TrialDesign::NIGHTLY, 3.0, 0.5) };
    /// let cramps: u32 = recipe.nights(1, 0).iter().filter_map(|night| night.cramps).sum();
    /// assert!((30..180).contains(&cramps), "{cramps}");
    /// ```
    pub fn nights(&self, seed: u64, number: u64) -> Vec<TrialNight> {
        const MEMORY: f64 = 0.7; // power.py of docs/studies/inference.md
        let mut chance = stream::of(seed, &format!("trial: nights of person {number}"));
        let allocation = Allocation { design: self.design, seed: allocation_seed(seed, number) };
        let at_work = allocation.at_work(self.nights);
        let level = libm::log(self.cramps_a_week / f64::from(WEEK)) - self.drift_sd * self.drift_sd / 2.0;
        let mut drift: f64 = StandardNormal.sample(&mut chance);
        let mut nights = Vec::with_capacity(self.nights as usize);
        for (number, at_work) in at_work.into_iter().enumerate() {
            let number = number as u32;
            if number > 0 && number.is_multiple_of(WEEK) {
                let fresh: f64 = StandardNormal.sample(&mut chance);
                drift = MEMORY * drift + (1.0 - MEMORY * MEMORY).sqrt() * fresh;
            }
            let mean = libm::exp(level + self.drift_sd * drift + at_work * libm::log(self.ratio));
            let uneven =
                Gamma::new(self.size, 1.0 / self.size).map_or(1.0, |gamma| gamma.sample(&mut chance));
            let cramps =
                Poisson::new((mean * uneven).max(1e-12)).map_or(0.0, |poisson| poisson.sample(&mut chance));
            let cramps = self.kept(cramps, allocation.arm(number), &mut chance);
            let twinges = self.twinges_a_week.map_or(0, |a_week| {
                let often = a_week / self.cramps_a_week
                    * libm::exp((self.twinge_share - 1.0) * at_work * libm::log(self.ratio));
                let twinges = Poisson::new((mean * often * uneven).max(1e-12))
                    .map_or(0.0, |poisson| poisson.sample(&mut chance));
                self.kept(twinges, allocation.arm(number), &mut chance)
            });
            let answers: f64 = StandardUniform.sample(&mut chance);
            let silent =
                (self.interrupted.0..self.interrupted.1).contains(&number) || answers >= self.answered;
            nights.push(TrialNight {
                arm: allocation.arm(number),
                at_work,
                cramps: (!silent).then_some(cramps),
                twinges: if silent { 0 } else { twinges },
                taken: None,
            });
        }
        nights
    }

    /// What is noted of what came. Nothing is drawn where all is.
    fn kept(&self, came: f64, arm: Arm, chance: &mut impl rand::Rng) -> u32 {
        let came = came as u32;
        if arm == Arm::Usual || self.noted >= 1.0 || came == 0 {
            return came;
        }
        Binomial::new(u64::from(came), self.noted).map_or(came, |noted| noted.sample(chance) as u32)
    }

    fn usual_rate(&self) -> UsualRate {
        UsualRate::a_week(self.cramps_a_week, self.twinges_a_week)
    }
}

fn allocation_seed(seed: u64, number: u64) -> u64 {
    stream::seed(seed, "trial: allocation of person", number)
}

/// When a trial is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LookSchedule<'a> {
    /// Every seventh night, to the end.
    Weekly,
    /// Every seventh night, until a look ends the trial whatever its length and bar.
    Until(Burden),
    /// After these numbers of nights, with the sign-flip test.
    After(&'a [u32]),
}

impl LookSchedule<'_> {
    fn looks(self, elapsed: u32) -> bool {
        match self {
            Self::Weekly | Self::Until(_) => elapsed.is_multiple_of(WEEK),
            Self::After(nights) => nights.contains(&elapsed),
        }
    }
}

/// What a trial showed at each look.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TrialCourse {
    /// The looks, in their order.
    pub looks: Vec<Look>,
    /// The test at each of them, where it was asked for.
    pub tests: Vec<SignFlip>,
}

impl TrialCourse {
    /// The looks at some nights.
    ///
    /// Equation: the posterior of [`WeeklyCounts`] by intention to treat over the nights until then. Source: docs/studies/inference.md
    /// section 3. Valid for any nights, also none known.
    ///
    /// ```
    /// use charley_infer::trial::{TrialCourse, TrialDesign, TrialRecipe, LookSchedule};
    /// let recipe = TrialRecipe { nights: 112, ..TrialRecipe::usual(TrialDesign::NIGHTLY, 7.0, 0.1) };
    /// let course = TrialCourse::of(recipe.design, 1.0, &recipe.nights(1, 4), LookSchedule::Weekly);
    /// assert!(course.looks.len() == 16 && course.looks[15].lower > 0.9);
    /// ```
    pub fn of(
        design: TrialDesign,
        usual: impl Into<UsualRate>,
        nights: &[TrialNight],
        watch: LookSchedule<'_>,
    ) -> Self {
        let mut counts = WeeklyCounts::expecting(usual, LOG_RATIO);
        let mut course = Self::default();
        for (number, night) in nights.iter().enumerate() {
            let number = number as u32;
            if let Some(came) = night.came().filter(|_| design.counts(number)) {
                counts.add((number / WEEK) as usize, night.at_work, came);
            }
            let elapsed = number + 1;
            if !watch.looks(elapsed) {
                continue;
            }
            let log_ratio = counts.log_ratio();
            let look = Look {
                night: elapsed,
                pairs: elapsed / design.pair_nights(),
                lower: log_ratio.below(0.0),
                worth_having: log_ratio.below(libm::log(WORTH_HAVING)),
            };
            course.looks.push(look);
            match watch {
                LookSchedule::Until(burden) if ends_any(burden, look) => break,
                LookSchedule::After(_) => {
                    course.tests.push(SignFlip::of(design, &nights[..elapsed as usize], u64::from(elapsed)));
                }
                LookSchedule::Weekly | LookSchedule::Until(_) => {}
            }
        }
        course
    }

    /// The course of the person of a number.
    ///
    /// Equation, source and validity: [`TrialRecipe::nights`], [`TrialCourse::of`].
    pub fn simulated(recipe: &TrialRecipe, seed: u64, number: u64, watch: LookSchedule<'_>) -> Self {
        let nights = recipe.nights(seed, number);
        Self::of(recipe.design, recipe.usual_rate(), &nights, watch)
    }
}

/// Whether a look ends a trial of any length and any bar.
fn ends_any(burden: Burden, look: Look) -> bool {
    let rule = Rule { burden, nights: u32::MAX, bar: 1.0 };
    rule.judge(look) != RuleVerdict::Open
}
