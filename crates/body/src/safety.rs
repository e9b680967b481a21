//! What must be said of a workout whatever else is: too much drunk, too little sodium, too hot.

use serde::{Deserialize, Serialize};

use crate::timeline::{Band, WorkoutStates};

/// Plasma sodium below which exercise-associated hyponatraemia begins, in mmol/L.
const LOW_SODIUM_MMOL_L: f64 = 135.0; // Hew-Butler 2015, consensus
/// Severe.
const VERY_LOW_SODIUM_MMOL_L: f64 = 130.0; // Hew-Butler 2015, consensus
/// High.
const HIGH_SODIUM_MMOL_L: f64 = 145.0; // usual laboratory limit
/// Gain of mass that the scale shows and that alone is an alarm, as a share of body mass.
const GAIN: f64 = 0.01; // docs/studies/sweat-and-heat.md section 6
/// Red: probability of that gain, and of plasma sodium below 130.
const RED: (f64, f64) = (0.5, 0.10); // docs/studies/sweat-and-heat.md section 6
/// Amber: probability of any gain, and of plasma sodium below 135.
const AMBER: (f64, f64) = (0.5, 0.25); // docs/studies/sweat-and-heat.md section 6
/// The second for whom it is likelier: after four hours, below 60 kg, women, on a painkiller of the ibuprofen kind.
const AMBER_AT_RISK: f64 = 0.20; // docs/studies/sweat-and-heat.md section 6
/// After so many minutes, and below so many kg.
const AT_RISK: (usize, f64) = (240, 60.0); // docs/studies/sweat-and-heat.md section 6
/// Drinking so much in L/h for so many minutes is a warning where it is more than the median loss.
const MUCH: (f64, usize) = (0.8, 120); // docs/studies/sweat-and-heat.md section 6
/// Plasma sodium that can be shown at all, in mmol/L.
const SHOWABLE_MMOL_L: std::ops::RangeInclusive<f64> = 115.0..=160.0; // docs/studies/body.md section 2
/// Core temperatures at which the classes change, in °C.
const RAISED_C: f64 = 38.5; // docs/studies/body.md section 1.2: classes, own limits
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
    /// Equation: 38.5 and 39.5 °C part the classes. Source: own limits, after docs/studies/body.md section 1.2. Valid always.
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

/// What must be said of what was drunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DrinkAlarm {
    /// Nothing: it was less than was lost, or nothing is known of it.
    None,
    /// Perhaps more than was lost.
    Amber,
    /// Too much: the danger is shown.
    Red,
}

/// Who drank, as far as it matters for low sodium.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Drinker {
    /// Body mass in kg; `None` where it was not said.
    pub mass_kg: Option<f64>,
    /// A woman.
    pub is_woman: bool,
    /// On a painkiller of the ibuprofen kind.
    pub takes_nsaid: bool,
    /// By how much the scale showed more after the workout than before, in kg; negative where it showed less.
    pub weighed_gain_kg: Option<f64>,
}

/// The safety of one workout.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Safety {
    /// Probability that more was drunk than lost.
    pub probability_of_gain: f64,
    /// Probability that plasma sodium ended below 135 mmol/L.
    pub probability_of_low_sodium: f64,
    /// Probability that it ended below 130.
    pub probability_of_very_low_sodium: f64,
    /// Gain by the scale, in % of body mass, where both weighings are known.
    pub weighed_gain_pct: Option<f64>,
    /// Whether any drink was recorded: without one nothing is said of drinking.
    pub drink_is_logged: bool,
    /// What must be said of what was drunk.
    pub drink: DrinkAlarm,
    /// Core temperature at its highest.
    pub heat: HeatClass,
    /// Plasma sodium at the end; `None` where it cannot be told.
    pub sodium: Option<SodiumClass>,
}

impl Safety {
    /// The safety of a workout from its 64 draws.
    ///
    /// Equation: a scale beats the model: a gain of 1 % of body mass is red, any gain amber, a loss nothing. Else, with a drink
    /// recorded, red when P(gain > 1 %) >= 0.5 or P(Na < 130) >= 0.10; amber when P(gain) >= 0.5, P(Na < 135) >= 0.25 (0.20 after
    /// four hours, below 60 kg, in women, on a painkiller of the ibuprofen kind), or 0.8 L/h for two hours and above the median
    /// loss. Nothing recorded: nothing. Source: docs/studies/sweat-and-heat.md section 6. Valid to about 2 % in each probability.
    ///
    /// Example: the tests of this file.
    pub fn of(states: &WorkoutStates, drinker: &Drinker) -> Self {
        let low = |limit: f64| states.probability(|end| f64::from(end.sodium_mmol_l) < limit);
        let median = |band: Option<Band>| band.map(|band| band.q50);
        let mass_kg = drinker.mass_kg.filter(|mass_kg| *mass_kg > 0.0);
        let mut safety = Self {
            probability_of_gain: states.probability(|end| end.mass_lost_pct < 0.0),
            probability_of_low_sodium: low(LOW_SODIUM_MMOL_L),
            probability_of_very_low_sodium: low(VERY_LOW_SODIUM_MMOL_L),
            weighed_gain_pct: drinker.weighed_gain_kg.zip(mass_kg).map(|(gain, mass)| 100.0 * gain / mass),
            drink_is_logged: states.drink_is_logged,
            drink: DrinkAlarm::None,
            heat: median(states.band(|end| end.core_peak_c)).map_or(HeatClass::Normal, HeatClass::of),
            sodium: median(states.band(|end| end.sodium_mmol_l)).and_then(SodiumClass::of),
        };
        safety.drink = match safety.weighed_gain_pct {
            Some(gain_pct) if gain_pct >= 100.0 * GAIN => DrinkAlarm::Red,
            Some(gain_pct) if gain_pct > 0.0 => DrinkAlarm::Amber,
            None if states.drink_is_logged => safety.by_the_model(states, drinker),
            Some(_) | None => DrinkAlarm::None,
        };
        safety
    }

    fn by_the_model(&self, states: &WorkoutStates, drinker: &Drinker) -> DrinkAlarm {
        let gained = states.probability(|end| f64::from(end.mass_lost_pct) < -100.0 * GAIN);
        let minutes = states.minutes.len();
        let median = |of: fn(&crate::timeline::DrawEnd) -> f32| states.band(of).map_or(0.0, |band| band.q50);
        let (drunk_l, lost_l) = (median(|end| end.drunk_l), median(|end| end.sweat_l));
        let (rate_l_h, least_min) = MUCH;
        let much = minutes >= least_min && drunk_l >= rate_l_h * minutes as f64 / 60.0 && drunk_l > lost_l;
        let (long_min, light_kg) = AT_RISK;
        let at_risk = minutes > long_min
            || drinker.mass_kg.is_some_and(|mass_kg| mass_kg < light_kg)
            || drinker.is_woman
            || drinker.takes_nsaid;
        let low_from = if at_risk { AMBER_AT_RISK } else { AMBER.1 };
        if gained >= RED.0 || self.probability_of_very_low_sodium >= RED.1 {
            DrinkAlarm::Red
        } else if self.probability_of_gain >= AMBER.0 || self.probability_of_low_sodium >= low_from || much {
            DrinkAlarm::Amber
        } else {
            DrinkAlarm::None
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

    fn safety(
        mass_kg: f64,
        sex: Sex,
        (hours, drink_l_h): (usize, Option<f64>),
        weighed_gain_kg: Option<f64>,
    ) -> Safety {
        let person = Person {
            mass_kg: Some(BodyMass::from_kg(mass_kg).unwrap()),
            sex: Some(sex),
            born: Some("1990-01-01".parse().unwrap()),
            ..Person::default()
        };
        let people = people(&person, "2026-05-01".parse().unwrap(), 1, None).0;
        let start = "2026-05-01T08:00:00Z".parse().unwrap();
        let sip = |sip: usize, l_h: f64| Intake { minute: sip * 10, water_l: l_h / 6.0, ..Intake::default() };
        let intakes: Vec<Intake> = drink_l_h
            .into_iter()
            .flat_map(|l_h| (0..hours * 6).map(move |number| sip(number, l_h)))
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
        let is_woman = sex == Sex::Female;
        let drinker = Drinker { mass_kg: Some(mass_kg), is_woman, takes_nsaid: false, weighed_gain_kg };
        Safety::of(&workout(input).0, &drinker)
    }

    #[test]
    fn the_over_drinkers_raise_the_alarm_and_the_thirsty_do_not() {
        assert_eq!(safety(50.0, Sex::Female, (5, Some(1.0)), None).drink, DrinkAlarm::Red);
        assert!(safety(80.0, Sex::Male, (12, Some(0.9)), None).drink >= DrinkAlarm::Amber);
        let thirsty = safety(70.0, Sex::Male, (2, Some(0.1)), None);
        assert!(thirsty.drink == DrinkAlarm::None && thirsty.probability_of_gain < 0.1, "{thirsty:?}");
    }

    #[test]
    fn nothing_is_said_of_a_drink_that_nobody_recorded() {
        for hours in [1, 5, 12] {
            for (mass_kg, sex) in [(50.0, Sex::Female), (90.0, Sex::Male)] {
                let unknown = safety(mass_kg, sex, (hours, None), None);
                assert!(unknown.drink == DrinkAlarm::None && !unknown.drink_is_logged, "{unknown:?}");
                assert!(unknown.probability_of_gain < 0.1, "{unknown:?}");
            }
        }
    }

    #[test]
    fn a_scale_beats_the_model() {
        let of = |drink_l_h, gain_kg| safety(60.0, Sex::Female, (4, drink_l_h), Some(gain_kg)).drink;
        assert_eq!(of(None, 0.7), DrinkAlarm::Red);
        assert_eq!(of(None, 0.3), DrinkAlarm::Amber);
        assert_eq!(of(Some(1.2), -0.5), DrinkAlarm::None, "the model would be red");
        assert_eq!(safety(60.0, Sex::Female, (4, Some(1.2)), None).drink, DrinkAlarm::Red);
    }
}
