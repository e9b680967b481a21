//! How likely a cramp is in a workout before anything but its kind, its length and the person is looked at.
//!
//! Two things are kept apart: how risk grows with how long a workout is, from one workout to the next, and when within a
//! workout a cramp comes, a power of the share of it that is over. Most people hardly ever cramp in workouts, so the level
//! of a person is a mixture. What they answer about past races is an observation like any other, with an error of its own.

use charley_domain::{entry::Effort, person::RaceCramps, trigger, workout::Sport};
use charley_evidence::Evidence;

use crate::Normal;

/// Minutes of the workout at which the level is given, and up to which growth with length is believed of everybody.
const REFERENCE_MIN: f64 = 210.0; // own choice: a marathon of most people, in which cramps were counted

/// What a workout is, as far as its level goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outline {
    /// The sport.
    pub sport: Sport,
    /// How hard it was or is to be.
    pub effort: Option<Effort>,
    /// How long, in minutes.
    pub minutes: f64,
    /// The longest so far of that kind of sport, in minutes; 0 where none is known.
    pub longest_min: f64,
}

/// What moves the level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelTerm {
    /// When in the workout: the power of the share that is over, less one.
    Onset,
    /// Log of how long, up to the longest so far.
    Duration,
    /// Log of how long beyond that.
    BeyondLongest,
    /// Racing against training, halfway at zero.
    Race,
    /// Walking against running.
    Walk,
    /// Cycling against running.
    Ride,
    /// Swimming against running.
    Swim,
    /// Football against running.
    Football,
    /// Another sport against running.
    Other,
}

impl LevelTerm {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Onset,
        Self::Duration,
        Self::BeyondLongest,
        Self::Race,
        Self::Walk,
        Self::Ride,
        Self::Swim,
        Self::Football,
        Self::Other,
    ];

    /// Its id in `workout_level.csv`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Onset => "onset",
            Self::Duration => "duration",
            Self::BeyondLongest => "beyond_longest",
            Self::Race => "race",
            Self::Walk => "walk",
            Self::Ride => "ride",
            Self::Swim => "swim",
            Self::Football => "football",
            Self::Other => "other",
        }
    }

    /// Name of its coefficient.
    pub fn coefficient(self) -> String {
        format!("beta[{}]", self.id())
    }

    const fn of(sport: Sport) -> Option<Self> {
        match sport {
            Sport::Run | Sport::TrailRun | Sport::Multisport | Sport::Transition => None,
            Sport::Walk | Sport::Hike => Some(Self::Walk),
            Sport::Ride | Sport::IndoorRide => Some(Self::Ride),
            Sport::Swim => Some(Self::Swim),
            Sport::Football => Some(Self::Football),
            Sport::Strength | Sport::Row | Sport::Ski | Sport::Other => Some(Self::Other),
        }
    }
}

/// The prior of the level, with what the person answered about the past.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// Log hazard of the reference workout in those who cramp.
    of_crampers: Normal,
    /// Share of the others, and the log of their hazard against that.
    hardly_share: f64,
    hardly: f64,
    /// How far hard training is on the way from training to racing.
    hard: f64,
    terms: Vec<Normal>,
    past: PastRaces,
}

/// What was answered about past races, and how it is read.
#[derive(Debug, Clone, Copy, PartialEq)]
struct PastRaces {
    answer: Option<RaceCramps>,
    races: f64,
    misremembered: f64,
}

impl Level {
    /// The prior of the evidence tables, with what a person answered about cramps in races.
    ///
    /// Equation: log Λ = α + g log(min(T, L)/T₀) + h log(max(T, L)/L) + r x + s, Λ the hazard of the whole workout, T its
    /// length, L the longest so far and at least T₀ = 3.5 h, x = ½ in a race and -½ in training, s the sport; within it
    /// Λ(t) = Λ (t/T)^k. α is a mixture of two normals. Source: `workout_level.csv`. Valid for workouts of any length.
    ///
    /// ```
    /// use charley_infer::level::{Level, LevelTerm};
    /// let level = Level::of(charley_evidence::evidence(), None);
    /// assert_eq!(level.prior(LevelTerm::Race).mean, 2.5);
    /// assert_eq!(level.prior(LevelTerm::Onset).mean, 1.5);
    /// ```
    pub fn of(evidence: &Evidence, answer: Option<RaceCramps>) -> Self {
        let row = |id: &str| {
            let prior = evidence.level(id).map(|term| term.prior);
            prior.map_or(Normal { mean: 0.0, sd: 0.0 }, |prior| Normal { mean: prior.mean, sd: prior.sd })
        };
        let prior = |term: LevelTerm| match term {
            LevelTerm::Onset => Normal { mean: row(term.id()).mean - 1.0, ..row(term.id()) },
            _ => row(term.id()),
        };
        Self {
            of_crampers: row("level"),
            hardly_share: row("hardly_share").mean,
            hardly: row("hardly").mean,
            hard: row("hard").mean,
            terms: LevelTerm::ALL.into_iter().map(prior).collect(),
            past: PastRaces {
                answer,
                races: row("races_remembered").mean,
                misremembered: row("misremembered").mean,
            },
        }
    }

    /// The prior of a term.
    pub fn prior(&self, term: LevelTerm) -> Normal {
        self.terms[term as usize]
    }

    /// The normal distribution with the mean and spread of the mixture of levels: what is fitted, before [`Level::log_weight`].
    ///
    /// Equation: moments of a mixture of two normals of equal spread. Source: definition. Valid for shares of 0 to 1.
    pub fn alpha(&self) -> Normal {
        let (share, shift) = (self.hardly_share, self.hardly);
        let variance = self.of_crampers.sd.powi(2) + share * (1.0 - share) * shift.powi(2);
        Normal { mean: self.of_crampers.mean + share * shift, sd: variance.sqrt() }
    }

    /// Log of how much more a draw weighs than the normal of [`Level::alpha`] has it: by the mixture, and by the answer.
    ///
    /// Equation: log p(α) - log N(α) + log P(answer | Λ of a race); never e^-nΛ, lately 1 - e^-Λn/2, long ago the rest, each
    /// wrong with a small chance. Source: `workout_level.csv`. Valid for finite α.
    pub fn log_weight(&self, alpha: f64, race: f64) -> f64 {
        let normal = |at: Normal| (-0.5 * ((alpha - at.mean) / at.sd).powi(2)).exp() / at.sd;
        let of_hardly = Normal { mean: self.of_crampers.mean + self.hardly, ..self.of_crampers };
        let mixed =
            (1.0 - self.hardly_share) * normal(self.of_crampers) + self.hardly_share * normal(of_hardly);
        let fitted = normal(self.alpha());
        // Beyond every plausible level both are zero, and nothing is gained by telling them apart.
        let ratio = if fitted > 0.0 && mixed > 0.0 { libm::log(mixed / fitted) } else { 0.0 };
        ratio + self.past.log_likelihood(libm::exp(alpha + race / 2.0))
    }

    /// What a term is in a workout; `LevelTerm::Onset` is its onset.
    pub fn value(&self, term: LevelTerm, outline: &Outline) -> f64 {
        let longest = outline.longest_min.max(REFERENCE_MIN);
        let minutes = outline.minutes.max(1.0);
        match term {
            LevelTerm::Onset => 0.0,
            LevelTerm::Duration => libm::log(minutes.min(longest) / REFERENCE_MIN),
            LevelTerm::BeyondLongest => libm::log(minutes.max(longest) / longest),
            LevelTerm::Race => match outline.effort {
                Some(Effort::Race) => 0.5,
                Some(Effort::Hard) => self.hard - 0.5,
                _ => -0.5,
            },
            sport => f64::from(u8::from(LevelTerm::of(outline.sport) == Some(sport))),
        }
    }

    /// What multiplies the power of onset in a row of a workout of so many, so that the hazard of the whole stays the same.
    ///
    /// Equation: log u + 1/k₀, u the middle of the row as a share of the workout, k₀ the mean of the prior. Source: first order
    /// of log k about k₀; within 1 % of the whole for k of 2 to 3. Valid for row < rows.
    pub fn onset(&self, row: usize, rows: usize) -> f64 {
        libm::log((row as f64 + 0.5) / rows as f64) + 1.0 / self.power()
    }

    /// What is added to the log hazard of each of so many rows, so that they sum to that of the workout.
    ///
    /// Equation: log k₀ - (k₀ - 1)/k₀ - log rows. Source: the integral of k u^(k-1). Valid for rows > 0.
    pub fn offset(&self, rows: usize) -> f64 {
        let power = self.power();
        libm::log(power) - (power - 1.0) / power - libm::log(rows as f64)
    }

    fn power(&self) -> f64 {
        self.prior(LevelTerm::Onset).mean + 1.0
    }

    /// Everything of it as numbers, for what was computed from it.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = f64> + '_ {
        let answer = self.past.answer.map_or(0.0, |answer| match answer {
            RaceCramps::Never => 1.0,
            RaceCramps::LongAgo => 2.0,
            RaceCramps::Lately => 3.0,
        });
        let own = [self.of_crampers.mean, self.of_crampers.sd, self.hardly_share, self.hardly, self.hard];
        let past = [answer, self.past.races, self.past.misremembered];
        own.into_iter().chain(past).chain(self.terms.iter().flat_map(|term| [term.mean, term.sd]))
    }
}

impl PastRaces {
    fn log_likelihood(self, hazard: f64) -> f64 {
        let Some(answer) = self.answer else { return 0.0 };
        let never = libm::exp(-self.races * hazard);
        // Of the races that are remembered half are of the last year.
        let not_lately = libm::exp(-self.races / 2.0 * hazard);
        let said = match answer {
            RaceCramps::Never => never,
            RaceCramps::LongAgo => not_lately - never,
            RaceCramps::Lately => 1.0 - not_lately,
        };
        let wrong = self.misremembered / 2.0;
        let right = 1.0 - wrong * RaceCramps::ALL.len() as f64;
        libm::log(wrong + right * said)
    }
}

/// What a state of the body usually comes to by a minute of a workout: the rates of workouts hold that already, so that only
/// more or less than this counts. Nothing for what is no state.
///
/// Equation: so much an hour, up to a most. Source: medians of the body model over runs at 15 °C (own runs). Valid for any minute.
pub fn usual_state(id: &str, minute: f64) -> f64 {
    let (an_hour, most) = match id {
        trigger::FLUID_DEFICIT | trigger::SODIUM_DEFICIT => (0.8, 6.0), // own choice, docs/verification.md, the level of workouts: %, g
        trigger::GLYCOGEN_LOW => (0.27, 1.0),                           // own runs of the body model
        _ => return 0.0,
    };
    (an_hour * minute / 60.0).min(most)
}
