//! One diary entry: what was recorded, when it happened, when it was said, by what, and how exactly.

mod count;
mod cramp;
mod medicine_use;

use std::{fmt, str::FromStr};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use self::{
    count::{Count, NoCount},
    cramp::{Cramp, EasedBy, Twinge},
    medicine_use::{MedicineUse, TimeOfDay},
};
use crate::{
    correction::Correction,
    moment::{Moment, Precision},
    muscle::words,
    night::{NightOf, NightState},
    observation::Observation,
    quantity::{
        Alcohol, BodyMass, Caffeine, Carbohydrate, Distance, FluidVolume, Hours, Humidity, SodiumMass,
        Temperature, WindSpeed,
    },
    triage::TriageAnswers,
    workout::{Sport, WorkoutId},
};

words! {
    /// By which way an entry came in.
    EntrySource, "source" {
        /// Typed in the terminal.
        Terminal = "terminal",
        /// Tapped on a page.
        Page = "page",
        /// Sent by another program.
        Api = "api",
        /// Read from an imported file.
        Import = "import",
        /// Made by the demo.
        Synthetic = "synthetic",
    }
}

words! {
    /// What is in the glass.
    DrinkKind, "kind of drink" {
        /// Water, plain or sparkling.
        Water = "water",
        /// Sports drink.
        SportsDrink = "sports-drink",
        /// Oral rehydration solution.
        Ors = "ors",
        /// Milk.
        Milk = "milk",
        /// Juice.
        Juice = "juice",
        /// Soft drink.
        SoftDrink = "soft-drink" | "cola" | "soda",
        /// Coffee.
        Coffee = "coffee",
        /// Tea.
        Tea = "tea",
        /// Beer, wine or spirits; the alcohol itself is its own entry.
        Alcoholic = "alcoholic" | "beer" | "wine",
        /// Pickle juice.
        PickleJuice = "pickle-juice",
        /// Something else.
        Other = "other",
    }
}

words! {
    /// How hard a workout without a watch felt.
    Effort, "effort" {
        /// Could talk in sentences.
        Easy = "easy",
        /// Could say a few words.
        Moderate = "moderate",
        /// Could not talk.
        Hard = "hard",
        /// As fast as it would go: a race.
        Race = "race",
    }
}

words! {
    /// When a weight was taken, around a workout.
    WeighIn, "time of weighing" {
        /// Before the workout.
        Before = "before",
        /// After the workout.
        After = "after",
    }
}

words! {
    /// How much sun there was.
    Sun, "sun" {
        /// Clear sky.
        Full = "full",
        /// Some cloud or some shade.
        Partial = "partial",
        /// Shade, cloud or night.
        Shade = "shade",
    }
}

/// Which window a weather report belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WeatherFor {
    /// The day before and into this night.
    Night(NightOf),
    /// One workout.
    Workout(WorkoutId),
}

/// The weather as a person, a file or a station reports it: air in the shade, not a sensor on the wrist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Weather {
    /// The window it belongs to.
    pub window: WeatherFor,
    /// Air temperature in the shade; for a night the warmest of the day before.
    pub air_c: Temperature,
    /// Relative humidity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub humidity_pct: Option<Humidity>,
    /// Wind speed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wind_m_s: Option<WindSpeed>,
    /// Sun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sun: Option<Sun>,
}

/// A workout without a watch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ManualWorkout {
    /// The sport.
    pub sport: Sport,
    /// How long, in seconds.
    pub duration_s: u32,
    /// How hard.
    pub effort: Effort,
    /// How far, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<Distance>,
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Record {
    /// A cramp.
    Cramp(Cramp),
    /// A muscle that began to cramp and let go by itself.
    Twinge(Twinge),
    /// No cramp in the night named by [`Entry::night`].
    None,
    /// Not sure about the night named by [`Entry::night`].
    Unsure,
    /// Something drunk.
    Drink {
        /// How much.
        volume_ml: FluidVolume,
        /// Sodium in it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sodium_mg: Option<SodiumMass>,
        /// What it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        drink: Option<DrinkKind>,
    },
    /// Carbohydrate eaten.
    Food {
        /// How much carbohydrate.
        carbohydrate_g: Carbohydrate,
    },
    /// Body mass.
    Weight {
        /// The mass.
        mass_kg: BodyMass,
        /// Before or after a workout; `None` at any other time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weigh_in: Option<WeighIn>,
    },
    /// Alcohol.
    Alcohol {
        /// Units of 8 g.
        units: Alcohol,
    },
    /// Caffeine.
    Caffeine {
        /// How much.
        caffeine_mg: Caffeine,
    },
    /// Sitting in one stretch.
    Sitting {
        /// How long.
        hours: Hours,
    },
    /// Sleep in the night named by [`Entry::night`].
    Sleep {
        /// How long.
        hours: Hours,
    },
    /// Stretching of calves or hamstrings.
    Stretch,
    /// The answer that there was none in the evening: silence would be unknown.
    NoStretch,
    /// Foam rolling.
    FoamRoll,
    /// A warm-up.
    WarmUp,
    /// A medicine with its dates.
    Medicine(MedicineUse),
    /// Weather.
    Weather(Weather),
    /// A workout without a watch.
    Workout(ManualWorkout),
    /// Answers to red-flag questions.
    Triage(TriageAnswers),
    /// The diary rests until the evening of this day: nothing is asked, nothing is assumed.
    Pause {
        /// First day on which Charley asks again.
        until: Date,
    },
    /// Two quick laps of a recorded workout that were no cramp; the moment is that of the laps.
    NotACramp {
        /// The workout.
        workout: WorkoutId,
    },
    /// What a device or an app observed, from an archive.
    Observed(Observation),
    /// Something of a recorded workout put right; the moment is that of its start.
    Correction(Correction),
}

impl Record {
    /// The kind as a word: `cramp`, `none`, `drink`, ...
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Cramp(_) => "cramp",
            Self::Twinge(_) => "twinge",
            Self::None => "none",
            Self::Unsure => "unsure",
            Self::Drink { .. } => "drink",
            Self::Food { .. } => "food",
            Self::Weight { .. } => "weight",
            Self::Alcohol { .. } => "alcohol",
            Self::Caffeine { .. } => "caffeine",
            Self::Sitting { .. } => "sitting",
            Self::Sleep { .. } => "sleep",
            Self::Stretch => "stretch",
            Self::NoStretch => "no_stretch",
            Self::FoamRoll => "foam_roll",
            Self::WarmUp => "warm_up",
            Self::Medicine(_) => "medicine",
            Self::Weather(_) => "weather",
            Self::Workout(_) => "workout",
            Self::Triage(_) => "triage",
            Self::Pause { .. } => "pause",
            Self::NotACramp { .. } => "not_a_cramp",
            Self::Observed(_) => "observed",
            Self::Correction(_) => "correction",
        }
    }

    /// Whether it says something of a day or night of the diary: medicines, answers to red flags, pauses and corrections are
    /// written down on a day without telling of it.
    pub const fn tells_of_its_day(&self) -> bool {
        !matches!(self, Self::Medicine(_) | Self::Triage(_) | Self::Pause { .. } | Self::Correction(_))
    }
}

/// One entry of the diary.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Chosen by whoever writes it: the same id twice is one entry.
    pub id: Uuid,
    /// When it happened.
    pub occurred_at: Moment,
    /// When it was said.
    pub recorded_at: Timestamp,
    /// By which way it came in.
    pub source: EntrySource,
    /// How exactly the time is known.
    pub precision: Precision,
    /// Whether it answers a question that was fixed before its night was answered, as on a card of the day. That it was said
    /// then cannot depend on how the night went, whenever it was said.
    #[serde(default, skip_serializing_if = "is_not")]
    pub asked: bool,
    /// The night it belongs to: by the wall clock of [`Entry::occurred_at`], or as the person said.
    pub night: NightOf,
    /// What it says.
    #[serde(flatten)]
    pub record: Record,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_not(this: &bool) -> bool {
    !*this
}

impl Entry {
    /// Whether this is a cramp at rest, one that makes its night a night with a cramp.
    pub const fn is_night_cramp(&self) -> bool {
        matches!(&self.record, Record::Cramp(cramp) if !cramp.during_workout)
    }

    /// Cramps at rest that this tells of.
    pub const fn night_cramps(&self) -> u32 {
        match &self.record {
            Record::Cramp(cramp) if !cramp.during_workout => cramp.times(),
            _ => 0,
        }
    }

    /// Twinges at rest that this tells of.
    pub const fn night_twinges(&self) -> u32 {
        match &self.record {
            Record::Twinge(twinge) if !twinge.during_workout => twinge.times(),
            _ => 0,
        }
    }

    /// What this says of its night as a whole, if anything. A twinge says that there was no cramp once the night is over; told
    /// within the night it leaves open what came after it.
    pub fn answer(&self) -> Option<NightState> {
        match &self.record {
            Record::Cramp(cramp) if !cramp.during_workout => Some(NightState::Cramp),
            Record::Twinge(twinge) if !twinge.during_workout && self.is_said_after_the_night() => {
                Some(NightState::None)
            }
            Record::None => Some(NightState::None),
            Record::Unsure => Some(NightState::Unsure),
            _ => None,
        }
    }

    /// By the wall clock of where it happened.
    fn is_said_after_the_night(&self) -> bool {
        self.night.is_over(self.occurred_at.offset().to_datetime(self.recorded_at))
    }
}
