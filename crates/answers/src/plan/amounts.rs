//! The amounts of a plan alone: what is told of drink and salt, without the rest of the body.

use charley_case::answered::Answered;

use super::{
    document::{PACES, planned_carbohydrate},
    gate::Barred,
    outing::Outing,
    prepared::{Dry, Prepared},
    settings::PlanSettings,
    water::{Drinking, most},
};

/// What is told of drink and salt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amounts {
    /// Drink in mL/h, at most.
    pub fluid_ml_h: f64,
    /// Sodium in mg/h, at most.
    pub sodium_mg_h: f64,
    /// The tenth percentile of the sweat rate in mL/h, never above 800.
    pub fluid_limit_ml_h: f64,
    /// The tenth percentile of the sodium loss in mg/h.
    pub sodium_limit_mg_h: f64,
    /// Under them, at the pace at which it is worst.
    pub drinking: Drinking,
    /// The most that the card has so far over the rate times the time, over all its places.
    pub ahead_of_rate: f64,
}

/// What is told of drink and salt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ToldAmounts {
    /// Nothing: there is no plan, or the gate is closed.
    Closed,
    /// Nothing: no amount is safe.
    NoneIsSafe,
    /// These.
    Most(Amounts),
}

impl ToldAmounts {
    /// The amounts of the plan of a workout that is to come.
    pub fn of(case: &Answered, outing: &Outing, seed: u64) -> Self {
        if Barred::of(case).is_some() {
            return Self::Closed;
        }
        let prepared = Prepared::of(case, outing, seed);
        if !prepared.gates.salt {
            return Self::Closed;
        }
        let base = PlanSettings::of(outing);
        let dry: Vec<Dry> =
            PACES.iter().map(|(_, pace)| prepared.dry(&PlanSettings { pace: *pace, ..base })).collect();
        let Some(most) = most(&prepared, &dry, planned_carbohydrate(&base, prepared.gates)) else {
            return Self::NoneIsSafe;
        };
        let mut so_far_ml = 0.0;
        let ahead = most.servings.iter().map(|serving| {
            so_far_ml += serving.amount.fluid_ml;
            so_far_ml / (most.per_hour.fluid_ml * serving.stop.minute as f64 / 60.0).max(1e-9)
        });
        let ahead_of_rate = ahead.fold(0.0, f64::max);
        Self::Most(Amounts {
            fluid_ml_h: most.per_hour.fluid_ml,
            sodium_mg_h: most.per_hour.sodium_mg,
            fluid_limit_ml_h: (1000.0 * most.fluid_limit_l_h).floor(),
            sodium_limit_mg_h: most.sodium_limit_mg_h.floor(),
            drinking: most.drinking,
            ahead_of_rate,
        })
    }
}
