//! What a device or an app observed of a night or a day, as an archive brings it.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    muscle::words,
    quantity::{
        Alcohol, BodyMass, BodyTemperature, Caffeine, FluidVolume, HeartRate, HeartRateVariability, Hours,
    },
};

/// One thing that one device or app observed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// The device or app, by the name its archive gives it.
    pub by: String,
    /// Whether a person typed it into the app, as far as the archive says: then no device saw it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub typed: bool,
    /// What it observed.
    #[serde(flatten)]
    pub what: Observed,
}

impl Observation {
    /// What a device or app says by itself.
    pub const fn by_device(by: String, what: Observed) -> Self {
        Self { by, typed: false, what }
    }
}

/// What was observed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "observed", rename_all = "snake_case")]
pub enum Observed {
    /// The sleep of a night.
    Sleep(NightSleep),
    /// The longest stretch of a day without a step, awake.
    Stillness {
        /// How long.
        hours: Hours,
        /// The stretch right before falling asleep, where that is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before_sleep_h: Option<Hours>,
    },
    /// Steps of a day.
    Steps {
        /// How many.
        count: u32,
    },
    /// Body mass.
    Weight {
        /// The mass.
        mass_kg: BodyMass,
    },
    /// Water drunk.
    Water {
        /// How much.
        volume_ml: FluidVolume,
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
    /// Heart rate at rest, of a day.
    RestingHeartRate {
        /// The rate.
        heart_rate_bpm: HeartRate,
    },
    /// Variability of the heart rate, of a day or night.
    HeartRateVariability {
        /// How it was reckoned.
        measure: HrvMeasure,
        /// The value.
        variability_ms: HeartRateVariability,
    },
    /// Temperature of the body.
    BodyTemperature {
        /// The temperature.
        temperature_c: BodyTemperature,
    },
    /// An answer to a question that an app asks every day: whether, and not how much.
    Answered {
        /// What was asked about.
        habit: Habit,
        /// Whether it was so.
        yes: bool,
    },
    /// Menstruation of a day, kept only for who asked for it ([`crate::person::Person::cycle`]).
    Menstruation {
        /// How much.
        flow: MenstrualFlow,
    },
}

words! {
    /// What an app asks every day about.
    Habit, "habit" {
        /// A drink with alcohol.
        Alcohol = "alcohol",
        /// Caffeine.
        Caffeine = "caffeine",
        /// Stretching.
        Stretching = "stretching",
    }
}

words! {
    /// How heavy a menstruation was on a day, from what tells least.
    MenstrualFlow, "menstrual flow" {
        /// It was, and nobody said how heavy.
        Unspecified = "unspecified",
        /// Light.
        Light = "light",
        /// Medium.
        Medium = "medium",
        /// Heavy.
        Heavy = "heavy",
    }
}

words! {
    /// How a heart rate variability was reckoned: the two are not comparable.
    HrvMeasure, "measure of heart rate variability" {
        /// Standard deviation of the intervals between beats.
        Sdnn = "sdnn",
        /// Root mean square of successive differences.
        Rmssd = "rmssd",
    }
}

/// One sleep, from falling asleep to waking up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NightSleep {
    /// Falling asleep.
    pub begins: Timestamp,
    /// Waking up.
    pub ends: Timestamp,
    /// Asleep between them.
    pub asleep_h: Hours,
    /// Its stages, where the device tells them apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stages: Option<Stages>,
}

/// Minutes of each stage of sleep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stages {
    /// Light sleep.
    pub light_min: u32,
    /// Deep sleep.
    pub deep_min: u32,
    /// Sleep with rapid eye movements.
    pub rem_min: u32,
    /// Awake in between.
    pub awake_min: u32,
}

impl NightSleep {
    /// Which of two sleeps of one night tells more: the one with stages, unless it saw less than half of the other, then the
    /// one with more sleep, then the earlier.
    pub fn tells_more_than(&self, other: &Self) -> bool {
        // A device that was laid aside or ran empty tells the stages of a part. Own judgement.
        let rank = |one: &Self, beside: &Self| {
            (one.stages.is_some() && 2.0 * one.asleep_h.h() >= beside.asleep_h.h(), one.asleep_h.h())
        };
        let (mine, theirs) = (rank(self, other), rank(other, self));
        mine > theirs || mine == theirs && self.begins < other.begins
    }
}

impl Observed {
    /// The kind as a word: `sleep`, `stillness`, ...
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Sleep(_) => "sleep",
            Self::Stillness { .. } => "stillness",
            Self::Steps { .. } => "steps",
            Self::Weight { .. } => "weight",
            Self::Water { .. } => "water",
            Self::Alcohol { .. } => "alcohol",
            Self::Caffeine { .. } => "caffeine",
            Self::RestingHeartRate { .. } => "resting_heart_rate",
            Self::HeartRateVariability { .. } => "heart_rate_variability",
            Self::BodyTemperature { .. } => "body_temperature",
            Self::Answered { .. } => "answer",
            Self::Menstruation { .. } => "menstruation",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sleep(asleep_h: f64, stages: Option<Stages>) -> NightSleep {
        let begins = Timestamp::UNIX_EPOCH;
        NightSleep { begins, ends: begins, asleep_h: Hours::from_h(asleep_h).unwrap(), stages }
    }

    #[test]
    fn stages_tell_more_than_length() {
        let staged = sleep(6.0, Some(Stages::default()));
        assert!(staged.tells_more_than(&sleep(8.0, None)) && !sleep(8.0, None).tells_more_than(&staged));
        assert!(sleep(8.0, None).tells_more_than(&sleep(7.0, None)));
        assert!(!staged.tells_more_than(&staged));
        let ran_empty = sleep(0.7, Some(Stages::default()));
        assert!(
            sleep(7.5, None).tells_more_than(&ran_empty) && !ran_empty.tells_more_than(&sleep(7.5, None))
        );
    }

    #[test]
    fn json_names_kind_and_units() {
        let observation = Observation::by_device(
            "Watch".into(),
            Observed::Weight { mass_kg: BodyMass::from_kg(61.5).unwrap() },
        );
        let json = serde_json::to_string(&observation).unwrap();
        assert_eq!(json, r#"{"by":"Watch","observed":"weight","mass_kg":61.5}"#);
        assert_eq!(serde_json::from_str::<Observation>(&json).unwrap(), observation);
    }
}
