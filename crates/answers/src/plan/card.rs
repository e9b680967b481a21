//! The card for the wrist: each place to drink with the most that may go down there.

use charley_domain::person::Units;
use serde::Serialize;

use super::{
    outing::Outing,
    prepared::Prepared,
    stops::{PerHour, Serving},
};
use crate::plan::words as say;
use charley_speech::spoken;

/// What stands on the wrist.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Card {
    /// The heat, where it is more than ordinary: it stands above everything.
    pub heat: Option<String>,
    /// What it is for.
    pub title: String,
    /// When it begins, as a clock shows it: `2027-05-09T09:00:00+02:00`.
    pub start: String,
    /// The goal, in s.
    pub goal_s: f64,
    /// The places, in the order of the way.
    pub lines: Vec<CardLine>,
    /// Drink in an hour, at most; `None` where none is told.
    pub fluid_at_most_ml_h: Option<f64>,
    /// Sodium in an hour, at most.
    pub sodium_at_most_mg_h: Option<f64>,
    /// Carbohydrate in an hour, as planned.
    pub carbohydrate_g_h: Option<f64>,
    /// What stands under the table: thirst, the most, the signs of danger.
    pub rules: Vec<String>,
}

/// One place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CardLine {
    /// Metres since the start; `None` where there is no way.
    pub at_m: Option<f64>,
    /// Seconds since the start, at the goal.
    pub at_s: f64,
    /// The same on the clock: `10:12`.
    pub clock: String,
    /// Drink here, at most.
    pub fluid_at_most_ml: Option<f64>,
    /// Drink so far, at most.
    pub fluid_so_far_at_most_ml: Option<f64>,
    /// Sodium here, at most.
    pub sodium_at_most_mg: Option<f64>,
    /// Carbohydrate here.
    pub carbohydrate_g: Option<f64>,
}

/// What may stand on a card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct CardBounds {
    /// Amounts of drink and salt.
    pub(super) fluid: bool,
    /// Amounts of carbohydrate.
    pub(super) carbohydrate: bool,
}

impl Card {
    pub(super) fn of(
        prepared: &Prepared,
        servings: &[Serving],
        (per_hour, told): (PerHour, CardBounds),
    ) -> Self {
        let (outing, units) = (&prepared.outing, prepared.units);
        let mut so_far_ml = 0.0;
        let salt = told.fluid && per_hour.sodium_mg > 0.0;
        let carbohydrate = told.carbohydrate && per_hour.carbohydrate_g > 0.0;
        let lines = servings
            .iter()
            .map(|serving| {
                so_far_ml += serving.amount.fluid_ml;
                let at_s = serving.stop.minute as f64 * 60.0;
                CardLine {
                    at_m: serving.stop.at_m,
                    at_s,
                    clock: clock(outing, at_s),
                    fluid_at_most_ml: told.fluid.then_some(serving.amount.fluid_ml),
                    fluid_so_far_at_most_ml: told.fluid.then_some(so_far_ml),
                    sodium_at_most_mg: salt.then_some(serving.amount.sodium_mg),
                    carbohydrate_g: carbohydrate.then_some(serving.amount.carbohydrate_g),
                }
            })
            .collect();
        let fluid_at_most_ml_h = told.fluid.then_some(per_hour.fluid_ml);
        let most = say::in_any_hour(prepared.weighed, outing.is_on_foot());
        Self {
            heat: None,
            title: say::title(outing, units),
            start: outing.start.to_string(),
            goal_s: outing.goal_s,
            lines,
            fluid_at_most_ml_h,
            sodium_at_most_mg_h: salt.then_some(per_hour.sodium_mg),
            carbohydrate_g_h: carbohydrate.then_some(per_hour.carbohydrate_g),
            rules: say::card_rules(fluid_at_most_ml_h.map(|ml_h| (ml_h, most)), units),
        }
    }

    /// The card of a day on which nobody should race: its heat and its rules, no places and no amounts.
    pub(super) fn of_rules_alone(self) -> Self {
        Self {
            lines: Vec::new(),
            fluid_at_most_ml_h: None,
            sodium_at_most_mg_h: None,
            carbohydrate_g_h: None,
            rules: say::card_rules(None, Units::Metric),
            ..self
        }
    }

    /// The card in letters, narrow enough for a wrist, under the heat.
    pub fn text(&self, units: Units) -> String {
        let heat = self.heat.as_deref().map_or_else(String::new, |heat| spoken::wrapped(heat, 0));
        heat + &self.below_the_heat(units, 0)
    }

    /// The same without the heat, each line so far in.
    pub fn below_the_heat(&self, units: Units, indent: usize) -> String {
        let margin = " ".repeat(indent);
        let mut text = format!("{margin}{}\n", self.title);
        let amount = |value: Option<f64>, said: &dyn Fn(f64) -> String| value.map_or_else(String::new, said);
        for line in &self.lines {
            let place =
                line.at_m.map_or_else(|| spoken::span(line.at_s), |metres| spoken::far(metres, units));
            let fluid = amount(line.fluid_at_most_ml, &|ml| format!("≤ {}", spoken::at_most(ml, units)));
            let sodium = amount(line.sodium_at_most_mg, &|mg| format!("≤ {mg:.0} mg Na"));
            let fuel = amount(line.carbohydrate_g, &|g| format!("{g:.0} g carb"));
            let row = format!("{margin}{place:>8}  {}  {fluid:<13} {sodium:<12} {fuel}", line.clock);
            text.push_str(row.trim_end());
            text.push('\n');
        }
        for rule in &self.rules {
            text.push_str(&spoken::wrapped(&format!("{margin}{rule}"), indent));
        }
        text
    }
}

/// The clock so many seconds after the start.
pub(super) fn clock(outing: &Outing, at_s: f64) -> String {
    let wall = outing.start.civil();
    let later = wall.checked_add(jiff::Span::new().seconds(at_s.round() as i64)).unwrap_or(wall);
    later.strftime("%H:%M").to_string()
}
