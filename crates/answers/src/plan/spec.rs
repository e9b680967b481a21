//! What a person says of a workout that is to come: in words, in flags, as a small TOML or JSON file, or in a form.

pub mod words;

use charley_domain::{
    entry::{Effort, Sun},
    workout::Sport,
};
use serde::{Deserialize, Serialize};

use charley_speech::typed::{self, Mistyped};

/// Everything that can be said; all of it may be left out. Units stand in the keys.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Spec {
    /// `run`, `trail-run`, `ride`, ...
    pub sport: Option<Sport>,
    /// A GPX file, beside this one.
    pub course: Option<String>,
    /// How far, where there is no course.
    pub distance_m: Option<f64>,
    /// How high in all, where there is no course.
    pub climb_m: Option<f64>,
    /// `3:45:00`, `90min`, `5:20/km`.
    pub goal: Option<Goal>,
    /// How hard: needed where pace does not tell it.
    pub effort: Option<Effort>,
    /// When: `2027-05-09T09:00`.
    pub start: Option<String>,
    /// Air in the shade.
    pub air_c: Option<f64>,
    /// Relative humidity.
    pub humidity_pct: Option<f64>,
    /// Wind over the ground.
    pub wind_m_s: Option<f64>,
    /// `full`, `partial`, `shade`.
    pub sun: Option<Sun>,
    /// What the person means to drink.
    pub drink_ml_h: Option<f64>,
    /// Sodium they mean to take.
    pub sodium_mg_h: Option<f64>,
    /// Carbohydrate they mean to take.
    pub carbohydrate_g_h: Option<f64>,
    /// An aid station each so many metres.
    pub aid_every_m: Option<f64>,
    /// Or aid stations at these metres.
    pub aid_at_m: Vec<f64>,
    /// What can be carried to drink.
    pub carry_ml: Option<f64>,
    /// Whether they warm up.
    pub warm_up: Option<bool>,
}

/// How long, or how fast.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Goal {
    /// In s.
    Time(f64),
    /// In s a km.
    Pace(f64),
}

impl Goal {
    /// A time as runners write it (`3:45:00`, `3:45`, `90min`) or a pace (`5:20/km`, `13km/h`). Two numbers are hours and minutes.
    ///
    /// # Errors
    /// When it is neither.
    pub fn read(typed: &str) -> Result<Self, Mistyped> {
        if typed.contains('/') || typed.to_lowercase().ends_with("mph") {
            let speed_m_s = typed::speed(typed)?.m_s();
            if speed_m_s <= 0.0 {
                return Err(Mistyped::impossible(typed, "is no pace: write 5:20/km or 13km/h"));
            }
            return Ok(Self::Pace(1000.0 / speed_m_s));
        }
        clock_s(typed).map_or_else(|| typed::span_s(typed), Ok).map(Self::Time)
    }
}

/// `h:mm` or `h:mm:ss` in s; `None` for anything else.
fn clock_s(typed: &str) -> Option<f64> {
    let parts: Vec<&str> = typed.trim().split(':').collect();
    let digits =
        |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !(2..=3).contains(&parts.len()) || !parts.iter().all(digits) {
        return None;
    }
    let number = |place: usize| parts.get(place).map_or(Some(0.0), |part| part.parse::<f64>().ok());
    let (hours, minutes, seconds) = (number(0)?, number(1)?, number(2)?);
    let total_s = 3600.0 * hours + 60.0 * minutes + seconds;
    (minutes < 60.0 && seconds < 60.0 && total_s > 0.0).then_some(total_s)
}

impl TryFrom<String> for Goal {
    type Error = Mistyped;
    fn try_from(typed: String) -> Result<Self, Mistyped> {
        Self::read(&typed)
    }
}

impl From<Goal> for String {
    fn from(goal: Goal) -> Self {
        match goal {
            Goal::Time(seconds) => {
                let whole = seconds.round() as u64;
                format!("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60)
            }
            Goal::Pace(seconds) => {
                let whole = seconds.round() as u64;
                format!("{}:{:02}/km", whole / 60, whole % 60)
            }
        }
    }
}

impl Spec {
    /// What the words say.
    ///
    /// # Errors
    /// When a word is none of what can be said of a workout.
    pub fn of_words(typed: &str) -> Result<Self, Mistyped> {
        let mut spec = Self::default();
        words::read(typed, &mut spec)?;
        Ok(spec)
    }

    /// What a file says: TOML, or JSON where it begins with a brace.
    ///
    /// # Errors
    /// A sentence that names the key or the place, and what to write.
    pub fn of_file(text: &str) -> Result<Self, Mistyped> {
        let keys = || {
            "its keys are sport, course, distance_m, climb_m, goal, effort, start, air_c, humidity_pct, wind_m_s, sun, drink_ml_h, \
             sodium_mg_h, carbohydrate_g_h, aid_every_m, aid_at_m, carry_ml, warm_up"
        };
        let one_line = |message: &str| message.split_whitespace().collect::<Vec<_>>().join(" ");
        let refuse = |message: String| {
            Mistyped::form("plan file", "it", format!("{}; {}", one_line(&message), keys()))
        };
        if text.trim_start().starts_with('{') {
            serde_json::from_str(text).map_err(|error| refuse(error.to_string()))
        } else {
            toml::from_str(text).map_err(|error: toml::de::Error| {
                let line =
                    error.span().map_or(1, |span| text[..span.start.min(text.len())].lines().count().max(1));
                refuse(format!("line {line}: {}", error.message()))
            })
        }
    }

    /// What `other` says, and where it is silent what this says.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            sport: other.sport.or(self.sport),
            course: other.course.or(self.course),
            distance_m: other.distance_m.or(self.distance_m),
            climb_m: other.climb_m.or(self.climb_m),
            goal: other.goal.or(self.goal),
            effort: other.effort.or(self.effort),
            start: other.start.or(self.start),
            air_c: other.air_c.or(self.air_c),
            humidity_pct: other.humidity_pct.or(self.humidity_pct),
            wind_m_s: other.wind_m_s.or(self.wind_m_s),
            sun: other.sun.or(self.sun),
            drink_ml_h: other.drink_ml_h.or(self.drink_ml_h),
            sodium_mg_h: other.sodium_mg_h.or(self.sodium_mg_h),
            carbohydrate_g_h: other.carbohydrate_g_h.or(self.carbohydrate_g_h),
            aid_every_m: other.aid_every_m.or(self.aid_every_m),
            aid_at_m: if other.aid_at_m.is_empty() { self.aid_at_m } else { other.aid_at_m },
            carry_ml: other.carry_ml.or(self.carry_ml),
            warm_up: other.warm_up.or(self.warm_up),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn goals_read_as_runners_write_them() {
        for (typed, goal) in [
            ("3:45", Goal::Time(13_500.0)),
            ("3:45:30", Goal::Time(13_530.0)),
            ("0:21", Goal::Time(1260.0)),
            ("90min", Goal::Time(5400.0)),
            ("3h45", Goal::Time(13_500.0)),
            ("5:20/km", Goal::Pace(320.0)),
        ] {
            assert_eq!(Goal::read(typed), Ok(goal), "{typed}");
        }
        for typed in ["", "3:75", "-1:00", "fast", "0:00", "1:2:3:4", "0/km"] {
            assert!(Goal::read(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_file_is_toml_or_json_and_unknown_keys_are_refused_by_name() {
        let toml = Spec::of_file("sport = \"run\"\ndistance_m = 42195\ngoal = \"3:45\"\nair_c = 27").unwrap();
        let json = Spec::of_file(r#"{"sport":"run","distance_m":42195,"goal":"3:45","air_c":27}"#).unwrap();
        assert_eq!(toml, json);
        assert_eq!(Spec::of_file(&serde_json::to_string(&toml).unwrap()), Ok(toml));
        for text in ["sport = \"run\"\ndistnce_m = 1", r#"{"distnce_m":1}"#] {
            let message = Spec::of_file(text).unwrap_err().to_string();
            assert!(message.contains("distnce_m") && message.contains("aid_every_m"), "{message}");
        }
        assert!(Spec::of_file("sport = \"run\"\ngoal = 3").unwrap_err().to_string().contains("line 2"));
    }

    #[test]
    fn what_is_said_later_stands() {
        let said = Spec::of_words("run 10km 50min").unwrap().with(Spec::of_words("55min hard").unwrap());
        assert_eq!(
            (said.distance_m, said.goal, said.effort),
            (Some(10_000.0), Some(Goal::Time(3300.0)), Some(Effort::Hard))
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn whatever_a_file_holds_is_read_or_refused_in_one_line(text in "\\PC{0,80}", keys in "(sport|goal|air_c|aid_at_m) = [\"0-9a-z:\\[\\],.-]{0,12}\n") {
            for text in [text, keys] {
                if let Err(refusal) = Spec::of_file(&text) {
                    prop_assert_eq!(refusal.to_string().lines().count(), 1);
                }
                drop(Spec::of_words(&text));
            }
        }
    }
}
