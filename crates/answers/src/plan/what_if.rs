//! What-if: the plan with something turned, against the plan as it stands, under the same random numbers.

use charley_infer::ahead::Along;
use serde::Serialize;

use super::{
    document::{Finish, WayPoint, points},
    heat::HeatReport,
    prepared::{Dry, Prepared},
    risk::{RiskEffect, along, effect},
    settings::PlanSettings,
    stops::PerHour,
    water::{Drinking, steady},
};
use crate::plan::words::{self as say, heat_band};

/// The plan turned.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TurnedPlan {
    /// `charley.what_if/1`.
    pub schema: &'static str,
    /// The heat of it; `None` in water.
    pub heat: Option<HeatReport>,
    /// How it was turned, within what the models speak of.
    pub settings: PlanSettings,
    /// Whole time in s.
    pub time_s: f64,
    /// What it changes, as factors on the chance; by own workouts where something was learned from them.
    pub effect: Option<RiskEffect>,
    /// The same by published studies alone, where the other is one's own.
    pub studies: Option<RiskEffect>,
    /// The body at the finish.
    pub finish: Finish,
    /// The curve.
    pub along: Vec<WayPoint>,
    /// What the drinking of these settings does; `None` where it was not turned.
    pub drinking: Option<Drinking>,
    /// Whether that passes a bound: then it is no plan but a warning.
    pub is_refused: bool,
    /// What must be said of it.
    pub says: Vec<String>,
}

/// The workout of a plan with something turned; drink and salt only where their gate is open.
pub fn what_if(prepared: &Prepared, settings: &PlanSettings) -> TurnedPlan {
    let base = PlanSettings::of(&prepared.outing).within();
    let mut settings = settings.within();
    let mut says = Vec::new();
    if !prepared.gates.salt
        && (settings.drink_ml_h != base.drink_ml_h || settings.sodium_mg_h > base.sodium_mg_h)
    {
        (settings.drink_ml_h, settings.sodium_mg_h) = (base.drink_ml_h, base.sodium_mg_h);
        says.push(say::GATE_CLOSED.to_owned());
    }
    let (goal, turned) = (prepared.run(&base), prepared.run(&settings));
    let rates: Vec<Along> = [&goal, &turned].map(|ran| along(prepared, ran)).into();
    let drinking = settings.drink_ml_h.map(|fluid_ml| {
        let (sodium_mg, carbohydrate_g) = (settings.sodium_mg_h, settings.carbohydrate_g_h);
        steady(prepared, &Dry::of(&turned), PerHour { fluid_ml, sodium_mg, carbohydrate_g })
    });
    let is_refused = drinking.is_some_and(|drinking| !drinking.is_safe());
    if let (Some(drinking), Some(fluid_ml)) = (drinking.filter(|_| is_refused), settings.drink_ml_h) {
        says.push(say::dangerous(fluid_ml, drinking, prepared.units));
    }
    let effect = effect(prepared, (&goal, &turned));
    let studies = prepared.by_studies().and_then(|studies| self::effect(&studies, (&goal, &turned)));
    if settings.warm_up && !base.warm_up {
        says.push(say::WARM_UP_NOT_MODELLED.to_owned());
    }
    if turns_the_air(&settings, &base) && effect.is_some_and(|effect| hardly_moves(effect.total)) {
        says.push(heat_band::HARDLY_MOVES.to_owned());
    }
    if let (Some(own), Some(studies)) = (effect, studies)
        && differ(own, studies)
    {
        says.push(say::own_and_studies(own.total, studies.total));
    }
    let heat = HeatReport::of_run(prepared, &turned);
    let called_off = heat.as_ref().is_some_and(HeatReport::calls_off);
    if called_off {
        says = vec![heat_band::NO_PLAN.to_owned()];
    }
    TurnedPlan {
        schema: "charley.what_if/1",
        heat,
        time_s: turned.time_s(),
        finish: Finish::of(&turned),
        along: points(&turned, (&rates[1], &rates[0]), prepared.outing.course.is_some()),
        settings,
        effect: effect.filter(|_| !called_off),
        studies: studies.filter(|_| !called_off),
        drinking,
        is_refused,
        says,
    }
}

/// Whether the air or the hour was turned, and nothing else of it.
fn turns_the_air(settings: &PlanSettings, base: &PlanSettings) -> bool {
    let PlanSettings { warmer_c, sun, later_h, .. } = *settings;
    *settings == PlanSettings { warmer_c, sun, later_h, ..*base } && settings != base
}

/// Whether a change is one that nobody would tell.
fn hardly_moves(ratio: charley_domain::interval::Interval) -> bool {
    const HARDLY: f64 = 0.03; // own choice: three of a hundred cramps
    (ratio.q50 - 1.0).abs() < HARDLY
}

/// Whether two opinions of a change disagree: neither median lies in the other's interval.
fn differ(a: RiskEffect, b: RiskEffect) -> bool {
    let outside = |x: charley_domain::interval::Interval, of: charley_domain::interval::Interval| {
        !(of.q05..=of.q95).contains(&x.q50)
    };
    outside(a.total, b.total) && outside(b.total, a.total)
}
