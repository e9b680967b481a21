//! A synthetic person with stated true triggers: two years of workouts, diary and cramps, made from a seed.
//!
//! | you want | call |
//! |---|---|
//! | the person, their days and their training | [`Life::of`] |
//! | their workouts as files | [`archive::files`], [`archive::write`] |
//! | their diary before any cramp | [`diary::entries`], and once the files are imported [`diary::workout_weather`] |
//! | what truly causes their cramps, and the cramps | [`truth::draw`], [`cramps::entries`] |
//!
//! The order matters: cramps are drawn from the exposures that Charley itself computes from the imported files and
//! the recorded diary. So whatever is true of this person can be found in what was recorded, and nowhere else.
//! Everything made here is marked as synthetic: entries by their source, files by their device.

pub mod archive;
mod athlete;
mod climate;
pub mod cramps;
mod day;
pub mod diary;
mod heart;
mod pen;
pub(crate) mod phone;
mod race;
mod recording;
mod ride;
mod route;
mod run;
pub(crate) mod scale;
pub(crate) mod stage;
mod stream;
mod training;
pub(crate) mod trial;
pub mod truth;

use charley_domain::{person::Person, quantity::OutOfRange};
use jiff::{ToSpan, civil::Date};

pub use day::Day;
pub use training::{TrainingKind, TrainingSession};

use athlete::Athlete;

/// How large a person to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Config {
    /// Decides everything else.
    pub seed: u64,
    /// Last night of the diary: the one before "today".
    pub until: Date,
    /// Nights of the diary.
    pub nights: u32,
    /// Recorded workouts, at most one a day.
    pub workouts: u32,
    /// How many seconds an hour of training takes: 3600, or less where a test has no time.
    pub hour_s: u32,
    /// Nights with a recorded cramp that are aimed at.
    pub night_cramps: u32,
    /// Workouts with a recorded cramp that are aimed at.
    pub workout_cramps: u32,
}

impl Config {
    /// The person of `charley demo`: two years, 300 workouts, about 50 night cramps and 10 in workouts.
    pub const fn demo(seed: u64, until: Date) -> Self {
        Self { seed, until, nights: 730, workouts: 300, hour_s: 3_600, night_cramps: 50, workout_cramps: 10 }
    }

    /// Ten years with a workout a day, for measuring an import.
    pub const fn ten_years(seed: u64, until: Date) -> Self {
        Self {
            nights: 3_650,
            workouts: 3_650,
            night_cramps: 250,
            workout_cramps: 100,
            ..Self::demo(seed, until)
        }
    }

    /// A few months with short workouts, for tests.
    pub const fn small(seed: u64, until: Date) -> Self {
        Self {
            nights: 120,
            workouts: 36,
            hour_s: 240,
            night_cramps: 14,
            workout_cramps: 4,
            ..Self::demo(seed, until)
        }
    }

    /// First night of the diary.
    fn first(&self) -> Date {
        self.until.saturating_sub(i64::from(self.nights.max(1) - 1).days())
    }
}

/// A synthetic person with their days and training; nothing in it knows of cramps.
#[derive(Debug, Clone)]
pub struct Life {
    /// How it was made.
    pub config: Config,
    /// The person as recorded.
    pub person: Person,
    /// Every day from the first to the last.
    pub days: Vec<Day>,
    /// Every workout, oldest first.
    pub sessions: Vec<TrainingSession>,
    athlete: Athlete,
}

impl Life {
    /// Makes the person.
    ///
    /// # Errors
    /// Never with the numbers used here: each is within the range of its quantity.
    pub fn of(config: Config) -> Result<Self, OutOfRange> {
        let athlete = Athlete::of(config.seed);
        let weather = climate::weather(config.seed, (config.first(), config.nights));
        let away = day::away(&config);
        let sessions = training::sessions(&config, &weather, &away);
        let days = day::days(&config, weather, &away);
        Ok(Self { person: athlete.person(config.until)?, config, days, sessions, athlete })
    }
}
