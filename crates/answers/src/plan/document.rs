//! The document of `charley plan`.

use charley_body::{
    draws::DRAWS,
    safety::{HeatClass, SodiumClass},
    timeline::{BodyQuantity, DrawEnd},
};
use charley_domain::{
    entry::Effort,
    interval::Interval,
    missing::{Ask, Missing},
    moment::Moment,
    person::RaceCramps,
    workout::Sport,
};
use charley_infer::{
    ahead::Along,
    forecast::{GateState, Shown, Skill},
    studies,
};
use rayon::prelude::*;
use serde::Serialize;

use super::{
    card::{Card, CardBounds},
    gate::{Barred, Gates},
    heat::HeatReport,
    levers::{EvidenceSaid, Open, PlanLever, levers},
    outing::Outing,
    own_long::AgainstLong,
    prepared::{Dry, Prepared, Ran},
    prevention::{NotModelled, article, not_modelled},
    risk::{RiskEffect, along, effect, minute_of},
    settings::PlanSettings,
    stops::{PerHour, servings, stops},
    water::{Drinking, Most, most, steady},
};
use crate::{
    forecast::{self as prevent, words::tells_nothing},
    notice::{self, Notice},
    plan::words as say,
    triage::Caution,
    why::{ExplanationDocument, words::next as next_words},
};
use charley_case::{Case, answered::Answered};
use charley_speech::gates::{self, Mode};

/// The goal's speed, and two slower ones.
pub(super) const PACES: [(&str, f64); 3] =
    [("goal", 1.0), ("5 % slower", 1.0 / 1.05), ("10 % slower", 1.0 / 1.10)];
/// Points of a curve at most.
const MOST_POINTS: usize = 60;

/// `charley.plan/1`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    /// `charley.plan/1`.
    pub schema: &'static str,
    /// The heat, before everything else; `None` in water, and for whom nothing is planned unless races are called off in it.
    pub heat: Option<HeatReport>,
    /// The answer in one sentence.
    pub headline: String,
    /// Which number is the answer; `None` where there is no plan.
    pub shown: Option<Shown>,
    /// What is planned.
    pub workout: WorkoutReport,
    /// The goal and two slower paces.
    pub paces: Vec<PaceReport>,
    /// How often such a workout usually brings a cramp.
    pub base_rate: Option<Interval>,
    /// Mean of the base rate, from 0 to 1.
    pub base_rate_mean: Option<f64>,
    /// The plan held against own long workouts of that kind; `None` where there are too few.
    pub against_long: Option<AgainstLong>,
    /// How earlier forecasts of workouts did.
    pub skill: Option<Skill>,
    /// What was answered about cramps in past races: `never`, `long-ago`, `lately`; `None` where nobody answered.
    pub past_races: Option<&'static str>,
    /// What could be done, the largest change first.
    pub levers: Vec<PlanLever>,
    /// What the models know nothing of.
    pub not_modelled: Vec<NotModelled>,
    /// The article's prevention, judged.
    pub prevention: Vec<EvidenceSaid>,
    /// The most in an hour; `null` where no amount is told.
    pub per_hour: PerHourReport,
    /// The bounds that hold the amounts, and what they come to.
    pub limits: Option<AmountLimits>,
    /// What the person means to drink, where it was said.
    pub own_drinking: Option<OwnDrinking>,
    /// The card for the wrist.
    pub card: Option<Card>,
    /// What was assumed.
    pub assumed: Vec<Missing>,
    /// What is missing.
    pub missing: Vec<Missing>,
    /// What may be advised to this person: unanswered means closed.
    pub gates: Vec<GateState>,
    /// Keys of the sources of the base rate.
    pub sources: Vec<String>,
    /// Seed of the draws.
    pub seed: u64,
    /// `published`, `importance` or `nuts`.
    pub engine: &'static str,
    /// What must be said beside it.
    pub notices: Vec<Notice>,
    /// Version of the evidence tables.
    pub evidence_version: &'static str,
}

/// What is planned.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WorkoutReport {
    pub name: Option<String>,
    pub sport: Sport,
    pub start: String,
    pub goal_s: f64,
    pub distance_m: Option<f64>,
    pub climb_m: Option<f64>,
    pub descent_m: Option<f64>,
    pub effort: Option<Effort>,
    pub is_race: bool,
    /// The air of the possible days, in °C.
    pub air_c: Option<Interval>,
    pub air_is_expected: bool,
}

/// One pace.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PaceReport {
    /// `goal`, `5 % slower`, `10 % slower`.
    pub name: &'static str,
    /// Time on the way, in seconds.
    pub time_s: f64,
    /// Pace, in seconds a kilometre.
    pub pace_s_km: Option<f64>,
    /// Chance of a cramp by the finish, 0 to 1; the answer only where `shown` is `forecast`.
    pub probability: Option<Interval>,
    /// Mean probability of a cramp, from 0 to 1.
    pub probability_mean: f64,
    /// Against the goal, as factors on the chance; `None` for the goal itself.
    pub against_goal: Option<RiskEffect>,
    /// Along the way.
    pub along: Vec<WayPoint>,
    /// Where half of the risk of the workout is over, in s and m.
    pub half_of_risk_after_s: f64,
    /// Distance after which half of the risk is over, in metres.
    pub half_of_risk_after_m: Option<f64>,
    /// The body at the finish.
    pub finish: Finish,
}

/// One point of the way.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct WayPoint {
    /// How far, in metres.
    pub at_m: Option<f64>,
    /// After how long, in seconds.
    pub at_s: f64,
    /// Chance of a first cramp so far.
    pub probability: Interval,
    /// The rate here over the mean rate of the workout at the goal.
    pub relative_rate: Interval,
}

/// The body at the finish.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Finish {
    /// Sweat lost, in litres.
    pub sweat_l: Option<Interval>,
    /// Water lost and not replaced, in % of body mass.
    pub mass_lost_pct: Option<Interval>,
    /// `normal`, `raised`, `high`.
    pub heat: HeatClass,
    /// Share of the fuel stores left, 0 to 1: wide, a class.
    pub fuel_left: Option<Interval>,
    /// Plasma sodium as a class; `None` where it cannot be told.
    pub sodium: Option<SodiumClass>,
}

/// The most in an hour.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct PerHourReport {
    pub fluid_ml: Option<f64>,
    pub sodium_mg: Option<f64>,
    pub carbohydrate_g: Option<f64>,
}

/// The bounds of the amounts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AmountLimits {
    /// The tenth percentile of the sweat rate, at most 800.
    pub fluid_ml_h: f64,
    /// The same if a weighing showed that the person sweats as most do; `None` for who was weighed.
    pub fluid_if_weighed_as_usual_ml_h: Option<f64>,
    /// The tenth percentile of the sodium loss.
    pub sodium_mg_h: f64,
    #[serde(flatten)]
    pub drinking: Drinking,
}

/// What the person means to drink.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OwnDrinking {
    pub fluid_ml_h: f64,
    /// `within`, `above_limit`, `dangerous`.
    pub verdict: &'static str,
    #[serde(flatten)]
    pub drinking: Drinking,
    /// In words; `None` where there is nothing to say.
    pub says: Option<String>,
}

impl Plan {
    /// Value of `schema`.
    pub const SCHEMA: &'static str = "charley.plan/1";

    /// The plan of a workout that is to come.
    pub fn of(case: &Answered, outing: &Outing, seed: u64) -> Self {
        match Barred::of(case) {
            Some(barred) => Self::silent(case, outing, (seed, barred.headline())),
            None => Self::of_prepared(case, &Prepared::of(case, outing, seed), seed),
        }
    }

    fn silent(case: &Case, outing: &Outing, (seed, headline): (u64, &str)) -> Self {
        let mode = Mode::of(&case.person, case.now.date());
        let missing = (mode == Mode::AgeUnknown).then(|| Missing::of(next_words::AGE.text(), &[Ask::Born]));
        Self {
            schema: Self::SCHEMA,
            heat: HeatReport::of_air(case, outing, seed).filter(HeatReport::calls_off),
            headline: headline.to_owned(),
            shown: None,
            workout: WorkoutReport::of(outing, None),
            paces: Vec::new(),
            base_rate: None,
            base_rate_mean: None,
            against_long: None,
            skill: None,
            past_races: case.person.race_cramps.map(RaceCramps::word),
            levers: Vec::new(),
            not_modelled: Vec::new(),
            prevention: Vec::new(),
            per_hour: PerHourReport::default(),
            limits: None,
            own_drinking: None,
            card: None,
            assumed: Vec::new(),
            missing: missing.into_iter().collect(),
            gates: prevent::gates(case),
            sources: Vec::new(),
            seed,
            engine: ExplanationDocument::PUBLISHED,
            notices: notice::beside(case),
            evidence_version: charley_evidence::VERSION,
        }
    }

    /// The plan of what was prepared.
    pub fn of_prepared(case: &Case, prepared: &Prepared, seed: u64) -> Self {
        let (outing, standing) = (&prepared.outing, &prepared.standing);
        let base = PlanSettings::of(outing);
        let settings = PACES.map(|(_, pace)| PlanSettings { pace, ..base });
        let open = prepared.gates;
        let runs: Vec<Ran> = settings.iter().map(|settings| prepared.run(settings)).collect();
        let rates: Vec<Along> = runs.par_iter().map(|ran| along(prepared, ran)).collect();
        let paces = report(prepared, &runs, &rates);
        let dry: Vec<Dry> = runs.iter().map(Dry::of).collect();
        let most = open.salt.then(|| most(prepared, &dry, planned_carbohydrate(&base, open))).flatten();
        let per_hour = most.as_ref().map(|most| most.per_hour);
        let levers = levers(prepared, &runs[0], Open { most: per_hour, carbohydrate: open.carbohydrate });
        let ended = Caution::of_case(case).assessment.ends_stretching();
        let heat = HeatReport::of_run(prepared, &runs[0]);
        // A forecast too wide to be told is none.
        let is_told = |goal: &PaceReport| goal.probability.is_some_and(|of| !tells_nothing(of));
        let shown = if paces.first().is_some_and(is_told) { standing.shown } else { Shown::BaseRate };
        let against_long = prepared.long.as_ref().and_then(|long| AgainstLong::of(long, &rates[0]));
        let mut plan = Self {
            headline: paces.first().map_or_else(String::new, |goal| {
                say::headline(standing, shown, (goal, against_long.as_ref()))
            }),
            against_long,
            shown: Some(shown),
            workout: WorkoutReport::of(outing, Some(&runs[0])),
            base_rate: standing.base_rate,
            base_rate_mean: Some(standing.base_rate_mean),
            skill: standing.skill,
            levers,
            not_modelled: not_modelled(ended),
            prevention: article(open.salt, ended),
            per_hour: PerHourReport {
                fluid_ml: per_hour.map(|most| most.fluid_ml),
                sodium_mg: per_hour.map(|most| most.sodium_mg),
                carbohydrate_g: outing
                    .own
                    .carbohydrate_g_h
                    .map(|_| planned_carbohydrate(&base, open))
                    .filter(|_| open.carbohydrate),
            },
            limits: most.as_ref().map(AmountLimits::of),
            own_drinking: own_drinking(prepared, &dry, open, most.as_ref()),
            card: Some(Card {
                heat: heat.as_ref().filter(|heat| heat.is_warm()).map(|heat| heat.text.clone()),
                ..card(prepared, &runs[0], open, most.as_ref())
            }),
            heat,
            assumed: prepared.assumed.clone(),
            missing: prepared.missing.clone(),
            sources: studies::workout_sources(charley_evidence::evidence()),
            engine: standing.engine,
            paces,
            ..Self::silent(case, outing, (seed, ""))
        };
        if open.salt && plan.limits.is_none() {
            plan.notices.push(Notice::NoSafeAmount);
        }
        plan.without_what_invites()
    }
}

pub(super) fn planned_carbohydrate(base: &PlanSettings, open: Gates) -> f64 {
    if open.carbohydrate { base.carbohydrate_g_h } else { 0.0 }
}

fn card(prepared: &Prepared, goal: &Ran, open: Gates, most: Option<&Most>) -> Card {
    let told = CardBounds { fluid: most.is_some(), carbohydrate: open.carbohydrate };
    if let Some(most) = most {
        return Card::of(prepared, &most.servings, (most.per_hour, told));
    }
    let carbohydrate_g = planned_carbohydrate(&goal.settings, open);
    let per_hour = PerHour { carbohydrate_g, ..PerHour::default() };
    let places = stops(&prepared.outing, &goal.paced);
    Card::of(prepared, &servings(&prepared.outing.aid, &places, per_hour), (per_hour, told))
}

/// What the person means to drink, held against the bounds at every pace; the danger is told whatever the gates say.
fn own_drinking(prepared: &Prepared, dry: &[Dry], open: Gates, most: Option<&Most>) -> Option<OwnDrinking> {
    let own = prepared.outing.own;
    let fluid_ml_h = own.drink_ml_h?;
    let per_hour = PerHour {
        fluid_ml: fluid_ml_h,
        sodium_mg: own.sodium_mg_h.unwrap_or(0.0),
        carbohydrate_g: own.carbohydrate_g_h.unwrap_or(0.0),
    };
    let of_pace = |dry: &Dry| steady(prepared, dry, per_hour);
    let drinking = dry.iter().map(of_pace).fold(Drinking::default(), Drinking::worse);
    let limit_ml_h = most.map(|most| 1000.0 * most.fluid_limit_l_h);
    let ceiling_ml_h = limit_ml_h.unwrap_or(1000.0 * gates::FLUID_LIMIT_L_H);
    let verdict = if !drinking.is_safe() {
        "dangerous"
    } else if fluid_ml_h > ceiling_ml_h
        || own.sodium_mg_h.unwrap_or(0.0) > most.map_or(f64::INFINITY, |most| most.sodium_limit_mg_h)
    {
        "above_limit"
    } else {
        "within"
    };
    let says = match verdict {
        "dangerous" => Some(say::dangerous(fluid_ml_h, drinking, prepared.units)),
        "above_limit" => Some(say::above_limit(open.salt && most.is_some()).to_owned()),
        _ => None,
    };
    Some(OwnDrinking { fluid_ml_h, verdict, drinking, says })
}

impl AmountLimits {
    fn of(most: &Most) -> Self {
        Self {
            fluid_ml_h: (1000.0 * most.fluid_limit_l_h).floor(),
            fluid_if_weighed_as_usual_ml_h: most.fluid_limit_if_usual_l_h.map(|l_h| (1000.0 * l_h).floor()),
            sodium_mg_h: most.sodium_limit_mg_h.floor(),
            drinking: most.drinking,
        }
    }
}

impl WorkoutReport {
    fn of(outing: &Outing, goal: Option<&Ran>) -> Self {
        let told = outing.is_on_foot() && outing.course.is_some();
        Self {
            name: outing.name.clone(),
            sport: outing.sport,
            start: Moment::to_string(&outing.start),
            goal_s: outing.goal_s,
            distance_m: outing.distance_m(),
            climb_m: outing.course.as_ref().map(charley_body::course::Course::climb_m),
            descent_m: outing.course.as_ref().map(charley_body::course::Course::descent_m),
            effort: (!told).then_some(outing.effort),
            is_race: outing.effort == Effort::Race,
            air_c: goal.and_then(|ran| Interval::of(&ran.air_c().collect::<Vec<_>>())),
            air_is_expected: outing.weather.is_some(),
        }
    }
}

fn report(prepared: &Prepared, runs: &[Ran], rates: &[Along]) -> Vec<PaceReport> {
    let goal = &rates[0];
    let of_pace = |place: usize| {
        let (ran, along) = (&runs[place], &rates[place]);
        let chances = along.chances(along.rows().saturating_sub(1));
        let mean = chances.iter().sum::<f64>() / chances.len().max(1) as f64;
        let way = prepared.outing.course.is_some();
        let half = half_of_risk(along);
        let minutes = ran.paced.demand.minutes.len();
        let half_minute = minute_of(half, minutes);
        PaceReport {
            name: PACES[place].0,
            time_s: ran.time_s(),
            pace_s_km: prepared.outing.distance_m().map(|metres| ran.time_s() / metres * 1000.0),
            probability: Interval::of(&chances),
            probability_mean: mean,
            against_goal: (place > 0).then(|| effect(prepared, (&runs[0], ran))).flatten(),
            along: points(ran, (along, goal), way),
            half_of_risk_after_s: (half_minute + 1) as f64 * 60.0,
            half_of_risk_after_m: ran.paced.along_m.get(half_minute).copied().filter(|_| way),
            finish: Finish::of(ran),
        }
    };
    (0..runs.len()).into_par_iter().map(of_pace).collect()
}

/// The row by which half of the expected rate is over.
fn half_of_risk(along: &Along) -> usize {
    let rows = along.rows();
    let mean = |row: usize| along.shape(row, along).iter().sum::<f64>();
    let shares: Vec<f64> = (0..rows).map(mean).collect();
    let total: f64 = shares.iter().sum();
    let mut sum = 0.0;
    shares
        .iter()
        .position(|share| {
            sum += share;
            sum >= total / 2.0
        })
        .unwrap_or(rows.saturating_sub(1))
}

/// The curve of a pace.
pub(super) fn points(ran: &Ran, (along, goal): (&Along, &Along), way: bool) -> Vec<WayPoint> {
    let rows = along.rows();
    let step = rows.div_ceil(MOST_POINTS).max(1);
    let mut chosen: Vec<usize> = (0..rows).step_by(step).collect();
    if chosen.last() != Some(&(rows - 1)) {
        chosen.push(rows - 1);
    }
    let minutes = ran.paced.demand.minutes.len();
    chosen
        .into_par_iter()
        .filter_map(|row| {
            let minute = minute_of(row, minutes);
            Some(WayPoint {
                at_m: ran.paced.along_m.get(minute).copied().filter(|_| way),
                at_s: ((minute + 1) as f64 * 60.0).min(ran.time_s()),
                probability: Interval::of(&along.chances(row))?,
                relative_rate: Interval::of(&along.shape(row, goal))?,
            })
        })
        .collect()
}

impl Finish {
    pub(super) fn of(ran: &Ran) -> Self {
        let ends = |of: &dyn Fn(&DrawEnd) -> f32| -> Option<Interval> {
            Interval::of(&ran.runs.iter().map(|run| f64::from(of(&run.end))).collect::<Vec<_>>())
        };
        let last = |quantity: BodyQuantity| -> Option<Interval> {
            let values =
                ran.runs.iter().filter_map(|run| Some(f64::from(run.minutes.last()?[quantity as usize])));
            Interval::of(&values.take(DRAWS).collect::<Vec<_>>())
        };
        Self {
            sweat_l: ends(&|end| end.sweat_l),
            mass_lost_pct: last(BodyQuantity::MassLost),
            heat: ends(&|end| end.core_peak_c).map_or(HeatClass::Normal, |core| HeatClass::of(core.q50)),
            fuel_left: ends(&|end| end.fuel_left),
            sodium: ends(&|end| end.sodium_mmol_l).and_then(|sodium| SodiumClass::of(sodium.q50)),
        }
    }
}
