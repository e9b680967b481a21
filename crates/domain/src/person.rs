//! The person: what is fixed or changes slowly, and decides which rates, gates and modes apply.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    air::Position,
    muscle::words,
    quantity::{BodyMass, HeartRate, Height, Power, Speed},
};
use std::{fmt, str::FromStr};

words! {
    /// Sex, as far as published rates are told apart by it.
    Sex, "sex" {
        /// Female.
        Female = "female" | "f" | "woman",
        /// Male.
        Male = "male" | "m" | "man",
        /// Not said, or neither: rates of both are averaged.
        Other = "other",
    }
}

words! {
    /// Half of the Earth, for the season.
    Hemisphere, "hemisphere" {
        /// North of the equator.
        North = "north",
        /// South of the equator.
        South = "south",
    }
}

words! {
    /// How salty a person's sweat is, by their own judgement.
    Saltiness, "saltiness" {
        /// No white marks, sweat does not sting.
        Low = "low",
        /// In between.
        Medium = "medium",
        /// White marks on clothes, sweat stings.
        High = "high",
    }
}

words! {
    /// Units on pages and in the terminal; inside everything is SI.
    Units, "units" {
        /// Kilograms, kilometres, degrees Celsius.
        Metric = "metric",
        /// Pounds, miles, degrees Fahrenheit, fluid ounces.
        Us = "us",
    }
}

words! {
    /// Whether one has cramped in a race, or in a workout as long and hard as one.
    RaceCramps, "cramps in races" {
        /// Never.
        Never = "never" | "no",
        /// Yes, but not in the last year.
        LongAgo = "long-ago",
        /// Yes, in the last year.
        Lately = "lately",
    }
}

words! {
    /// When one cramps.
    CrampsWhen, "when you cramp" {
        /// At rest, most of all at night.
        Night = "night" | "at-night",
        /// In workouts and games.
        Sport = "sport" | "in-sport",
        /// Both.
        Both = "both",
    }
}

words! {
    /// A condition that opens or closes a gate, or makes a red flag more likely.
    Condition, "condition" {
        /// Any heart disease.
        Heart = "heart",
        /// Any kidney disease.
        Kidney = "kidney",
        /// On dialysis.
        Dialysis = "dialysis",
        /// Cirrhosis of the liver.
        LiverCirrhosis = "liver-cirrhosis",
        /// High blood pressure.
        Hypertension = "hypertension",
        /// Told to eat little salt.
        LowSaltDiet = "low-salt-diet",
        /// Diabetes of any kind.
        Diabetes = "diabetes",
        /// Nerve damage in the legs or feet.
        Neuropathy = "neuropathy",
        /// Narrowed leg arteries.
        Pad = "pad",
        /// Vein disease of the legs.
        Venous = "venous",
        /// Thyroid disease.
        Thyroid = "thyroid",
        /// Narrowed spinal canal.
        SpinalStenosis = "spinal-stenosis",
        /// Motor neurone disease.
        Als = "als",
        /// In treatment for cancer.
        CancerTreatment = "cancer-treatment",
        /// A blood clot in the past.
        ClotBefore = "clot-before",
    }
}

/// Nights with a cramp of the last four weeks, as a person remembers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrampNights {
    /// Nights with a cramp.
    pub nights: u8,
    /// The day on which they said so.
    pub on: Date,
}

impl CrampNights {
    /// Nights that are asked about: four weeks, by definition of the question.
    pub const OF: u8 = 28;
}

/// A person, as far as they said. What was not said is `None`: an unanswered question is never a "no".
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Person {
    /// The name, for the page a doctor gets and for nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// First day of the month of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<Date>,
    /// The day of birth, for the page a doctor gets; everything else goes by the month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Date>,
    /// First day of the month in which the trouble with cramps began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cramps_since: Option<Date>,
    /// When they cramp: it decides what is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cramps_when: Option<CrampsWhen>,
    /// Nights with a cramp of the last four weeks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cramp_nights: Option<CrampNights>,
    /// Sex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// Usual body mass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mass_kg: Option<BodyMass>,
    /// Height.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height_cm: Option<Height>,
    /// Highest heart rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_hr_bpm: Option<HeartRate>,
    /// Resting heart rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest_hr_bpm: Option<HeartRate>,
    /// Power that can be held for about an hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ftp_w: Option<Power>,
    /// Running speed that can be held for about an hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub critical_speed_m_s: Option<Speed>,
    /// IANA zone of home.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// Hemisphere of home.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hemisphere: Option<Hemisphere>,
    /// Where home is, to a tenth of a degree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Position>,
    /// First day of a pregnancy (of the last period), while pregnant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pregnant_since: Option<Date>,
    /// Whether records of menstruation and pregnancy are kept of what is imported; nothing but a yes keeps them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cycle: Option<bool>,
    /// Conditions; `None` when never asked, an empty set when the answer was "none".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditions: Option<BTreeSet<Condition>>,
    /// Saltiness of sweat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saltiness: Option<Saltiness>,
    /// Whether they have cramped in a race, asked once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub race_cramps: Option<RaceCramps>,
    /// Units on pages and in the terminal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<Units>,
}

/// Trimester of a pregnancy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trimester {
    /// To the end of week 13.
    First,
    /// Weeks 14 to 27.
    Second,
    /// From week 28.
    Third,
}

/// Weeks after which a pregnancy that was never ended in the settings counts as over.
const LONGEST_PREGNANCY_WEEKS: i32 = 44;

impl Person {
    /// Units in which this person reads amounts; metric where they did not say.
    pub fn spoken_units(&self) -> Units {
        self.units.unwrap_or(Units::Metric)
    }

    /// Whether records of menstruation and pregnancy are kept.
    pub fn keeps_cycle(&self) -> bool {
        self.cycle == Some(true)
    }

    /// Whole years of age on `date`; `None` when the birth month is unknown or later than `date`.
    pub fn age_years(&self, date: Date) -> Option<i32> {
        let born = self.born?;
        let had_birthday = (date.month(), date.day()) >= (born.month(), born.day());
        let years = i32::from(date.year()) - i32::from(born.year()) - i32::from(!had_birthday);
        (years >= 0).then_some(years)
    }

    /// Whether the person is under 18 on `date`; `None` when the age is unknown.
    pub fn is_minor(&self, date: Date) -> Option<bool> {
        self.age_years(date).map(|years| years < 18)
    }

    /// The trimester on `date`, if pregnant then.
    pub fn trimester(&self, date: Date) -> Option<Trimester> {
        let weeks = (date - self.pregnant_since?).get_days().div_euclid(7);
        match weeks {
            0..=13 => Some(Trimester::First),
            14..=27 => Some(Trimester::Second),
            28..=LONGEST_PREGNANCY_WEEKS => Some(Trimester::Third),
            _ => None,
        }
    }

    /// Whether the person has the condition; `None` when never asked.
    pub fn has(&self, condition: Condition) -> Option<bool> {
        self.conditions.as_ref().map(|set| set.contains(&condition))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn age_turns_on_the_birthday_and_is_never_negative() {
        let person = Person { born: Some(date(2008, 11, 1)), ..Person::default() };
        assert_eq!(person.is_minor(date(2026, 10, 31)), Some(true));
        assert_eq!(person.is_minor(date(2026, 11, 1)), Some(false));
        assert_eq!(person.age_years(date(2000, 1, 1)), None);
        assert_eq!(Person::default().is_minor(date(2026, 1, 1)), None);
    }

    #[test]
    fn trimesters_follow_the_weeks_and_end() {
        let person = Person { pregnant_since: Some(date(2026, 1, 1)), ..Person::default() };
        assert_eq!(person.trimester(date(2026, 2, 1)), Some(Trimester::First));
        assert_eq!(person.trimester(date(2026, 4, 10)), Some(Trimester::Second));
        assert_eq!(person.trimester(date(2026, 8, 1)), Some(Trimester::Third));
        assert_eq!(person.trimester(date(2027, 8, 1)), None);
        assert_eq!(person.trimester(date(2025, 12, 31)), None);
    }

    #[test]
    fn unanswered_is_not_no() {
        assert_eq!(Person::default().has(Condition::Heart), None);
        let person = Person { conditions: Some(BTreeSet::new()), ..Person::default() };
        assert_eq!(person.has(Condition::Heart), Some(false));
    }
}
