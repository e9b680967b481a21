//! What can be turned of a plan: pace, start, air, drink, sodium, carbohydrate.

use charley_domain::entry::Sun;
use serde::{Deserialize, Serialize};

use super::outing::Outing;
use charley_speech::typed::{self, Mistyped};

/// How a workout that is to come might be done. What is not turned is as the person planned it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PlanSettings {
    /// Times the goal's speed, 0.5 to 1.2.
    pub pace: f64,
    /// The first third 5 % slower.
    pub easy_start: bool,
    /// Warmer than expected, in °C.
    pub warmer_c: f64,
    /// Another sun than expected; `None` is as expected.
    pub sun: Option<Sun>,
    /// Later than planned, in hours of the same day.
    pub later_h: f64,
    /// Drink in mL/h; `None` is what people usually drink, drawn.
    pub drink_ml_h: Option<f64>,
    /// Sodium in mg/h.
    pub sodium_mg_h: f64,
    /// Carbohydrate in g/h.
    pub carbohydrate_g_h: f64,
    /// A warm-up, which the model knows nothing of.
    pub warm_up: bool,
}

impl Default for PlanSettings {
    fn default() -> Self {
        Self {
            pace: 1.0,
            easy_start: false,
            warmer_c: 0.0,
            sun: None,
            later_h: 0.0,
            drink_ml_h: None,
            sodium_mg_h: 0.0,
            carbohydrate_g_h: 0.0,
            warm_up: false,
        }
    }
}

impl PlanSettings {
    /// As the person planned it.
    pub fn of(outing: &Outing) -> Self {
        Self {
            drink_ml_h: outing.own.drink_ml_h,
            sodium_mg_h: outing.own.sodium_mg_h.unwrap_or(0.0),
            carbohydrate_g_h: outing.own.carbohydrate_g_h.unwrap_or(0.0),
            warm_up: outing.warm_up.unwrap_or(false),
            ..Self::default()
        }
    }

    /// The same with changes as typed: `warmer_c=-5,pace=0.95`.
    ///
    /// # Errors
    /// When a key is none, or its value no number.
    pub fn turned(mut self, typed: &str) -> Result<Self, Mistyped> {
        const FORM: &str = "write KEY=NUMBER with pace (times the goal), easy_start (0 or 1), warmer_c, later_h, drink_ml_h, \
                            sodium_mg_h, carbohydrate_g_h or warm_up, or sun=full, partial or shade, as in warmer_c=-5,pace=0.95";
        for change in typed.split(',') {
            let refuse = || Mistyped::form("change", change, FORM);
            let (key, value) = change.split_once('=').ok_or_else(refuse)?;
            if key.trim() == "sun" {
                self.sun = Some(value.trim().parse().map_err(|_| refuse())?);
                continue;
            }
            let value = typed::signed("number", value.trim()).map_err(|_| refuse())?;
            match key.trim() {
                "pace" => self.pace = value,
                "easy_start" => self.easy_start = value > 0.0,
                "warmer_c" => self.warmer_c = value,
                "later_h" => self.later_h = value,
                "drink_ml_h" => self.drink_ml_h = Some(value),
                "sodium_mg_h" => self.sodium_mg_h = value,
                "carbohydrate_g_h" => self.carbohydrate_g_h = value,
                "warm_up" => self.warm_up = value > 0.0,
                _ => return Err(refuse()),
            }
        }
        Ok(self)
    }

    /// The same within what the models speak of: a slider cannot leave it.
    #[must_use]
    pub fn within(self) -> Self {
        let finite = |value: f64, usual: f64| if value.is_finite() { value } else { usual };
        Self {
            pace: finite(self.pace, 1.0).clamp(0.5, 1.2),
            warmer_c: finite(self.warmer_c, 0.0).clamp(-20.0, 20.0),
            later_h: finite(self.later_h, 0.0).clamp(-12.0, 12.0),
            drink_ml_h: self.drink_ml_h.map(|drink| finite(drink, 0.0).clamp(0.0, 3000.0)),
            sodium_mg_h: finite(self.sodium_mg_h, 0.0).clamp(0.0, 3000.0),
            carbohydrate_g_h: finite(self.carbohydrate_g_h, 0.0).clamp(0.0, 150.0),
            ..self
        }
    }
}
