//! What must be said of a workout whatever else is: too much drunk, too little sodium, too hot.

use serde::{Deserialize, Serialize};

use crate::timeline::{Band, WorkoutStates};

/// Plasma sodium below which exercise-associated hyponatraemia begins, in mmol/L.
const LOW_SODIUM_MMOL_L: f64 = 135.0; // Hew-Butler 2015, consensus
/// Severe.
const VERY_LOW_SODIUM_MMOL_L: f64 = 130.0; // Hew-Butler 2015, consensus
/// High.
const HIGH_SODIUM_MMOL_L: f64 = 145.0; // usual laboratory limit
/// Probability of low sodium from which drinking advice stops.
const ALARM_LOW_SODIUM: f64 = 0.05; // knowledge/body.md section 1.5
/// Probability of a gain of mass from which it stops.
const ALARM_GAIN: f64 = 0.5; // knowledge/body.md section 1.5
/// Plasma sodium that can be shown at all, in mmol/L.
const SHOWABLE_MMOL_L: std::ops::RangeInclusive<f64> = 115.0..=160.0; // knowledge/body.md section 2
/// Core temperatures at which the classes change, in °C.
const RAISED_C: f64 = 38.5; // knowledge/body.md section 1.2: classes, own limits
const HIGH_C: f64 = 39.5; // the same

/// Core temperature as a class: outside the heat standard a decimal would be a lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeatClass {
    /// As in any exercise.
    Normal,
    /// Warm.
    Raised,
    /// Hot.
    High,
}

impl HeatClass {
    /// The class of a core temperature in °C.
    ///
    /// Equation: 38.5 and 39.5 °C part the classes. Source: own limits, after knowledge/body.md section 1.2. Valid always.
    ///
    /// ```
    /// use charley_body::safety::HeatClass;
    /// assert_eq!(HeatClass::of(39.0), HeatClass::Raised);
    /// ```
    pub fn of(core_c: f64) -> Self {
        match core_c {
            core if core >= HIGH_C => Self::High,
            core if core >= RAISED_C => Self::Raised,
            _ => Self::Normal,
        }
    }

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Raised => "raised",
            Self::High => "high",
        }
    }
}

/// Plasma sodium as a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SodiumClass {
    /// Below 130 mmol/L.
    VeryLow,
    /// Below 135.
    Low,
    /// 135 to 145.
    Normal,
    /// Above 145.
    High,
}

impl SodiumClass {
    /// The class of a plasma sodium in mmol/L; `None` where the number cannot be true.
    ///
    /// Equation: 130, 135 and 145 part the classes. Source: Hew-Butler 2015. Valid from 115 to 160.
    ///
    /// ```
    /// use charley_body::safety::SodiumClass;
    /// assert_eq!(SodiumClass::of(128.8), Some(SodiumClass::VeryLow));
    /// assert_eq!(SodiumClass::of(193.0), None);
    /// ```
    pub fn of(sodium_mmol_l: f64) -> Option<Self> {
        let class = match sodium_mmol_l {
            sodium if sodium < VERY_LOW_SODIUM_MMOL_L => Self::VeryLow,
            sodium if sodium < LOW_SODIUM_MMOL_L => Self::Low,
            sodium if sodium <= HIGH_SODIUM_MMOL_L => Self::Normal,
            _ => Self::High,
        };
        SHOWABLE_MMOL_L.contains(&sodium_mmol_l).then_some(class)
    }

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::VeryLow => "very low",
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
        }
    }
}

/// The safety of one workout.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Safety {
    /// Probability that more was drunk than lost.
    pub probability_of_gain: f64,
    /// Probability that plasma sodium ended below 135 mmol/L.
    pub probability_of_low_sodium: f64,
    /// Whether drinking advice must stop and the danger be shown.
    pub drank_too_much: bool,
    /// Core temperature at its highest.
    pub heat: HeatClass,
    /// Plasma sodium at the end; `None` where it cannot be told.
    pub sodium: Option<SodiumClass>,
}

impl Safety {
    /// The safety of a workout from its 64 draws.
    ///
    /// Equation: shares of draws; alarm when P(Na < 135) > 5 % or P(gain) > 50 %. Source: knowledge/body.md section 1.5.
    /// Valid to about 2 % in each probability.
    ///
    /// Example: the tests of this file.
    pub fn of(states: &WorkoutStates) -> Self {
        let gain = states.probability(|end| end.lost_kg < 0.0);
        let low = states.probability(|end| f64::from(end.sodium_mmol_l) < LOW_SODIUM_MMOL_L);
        let median = |band: Option<Band>| band.map(|band| band.q50);
        Self {
            probability_of_gain: gain,
            probability_of_low_sodium: low,
            drank_too_much: low > ALARM_LOW_SODIUM || gain > ALARM_GAIN,
            heat: median(states.band(|end| end.core_peak_c)).map_or(HeatClass::Normal, HeatClass::of),
            sodium: median(states.band(|end| end.sodium_mmol_l)).and_then(SodiumClass::of),
        }
    }
}

#[cfg(test)]
mod tests {
    use charley_domain::{
        entry::Effort,
        person::{Person, Sex},
        quantity::BodyMass,
        workout::{Sport, WorkoutId},
    };

    use super::*;
    use crate::{
        carried::Carried,
        demand::Demand,
        factors::people,
        intake::Intake,
        timeline::{WorkoutInput, workout},
        weather::Weather,
    };

    fn safety(mass_kg: f64, sex: Sex, hours: usize, drink_l_h: f64) -> Safety {
        let person = Person {
            mass_kg: Some(BodyMass::from_kg(mass_kg).unwrap()),
            sex: Some(sex),
            born: Some("1990-01-01".parse().unwrap()),
            ..Person::default()
        };
        let people = people(&person, "2026-05-01".parse().unwrap(), 1, None).0;
        let start = "2026-05-01T08:00:00Z".parse().unwrap();
        let intakes: Vec<Intake> = (0..hours * 6)
            .map(|sip| Intake { minute: sip * 10, water_l: drink_l_h / 6.0, ..Intake::default() })
            .collect();
        let demand = Demand::felt(Sport::Run, hours * 3600, Effort::Easy);
        let input = WorkoutInput {
            id: &WorkoutId("a".into()),
            start,
            demand: &demand,
            weather: &Weather::indoors(),
            intakes: &intakes,
            before: &Carried::fresh(start),
            people: &people,
            seed: 1,
        };
        Safety::of(&workout(input).0)
    }

    #[test]
    fn the_over_drinkers_raise_the_alarm_and_the_thirsty_do_not() {
        assert!(safety(50.0, Sex::Female, 5, 0.75).drank_too_much);
        assert!(safety(80.0, Sex::Male, 12, 0.7).drank_too_much);
        let thirsty = safety(70.0, Sex::Male, 2, 0.1);
        assert!(!thirsty.drank_too_much && thirsty.probability_of_gain < 0.1, "{thirsty:?}");
    }
}
