//! What could be done about it, each by running the workout again with it: the largest change first, each with its evidence.

use charley_domain::exposure::TriggerId;
use charley_domain::trigger;
use charley_evidence::evidence;
use rayon::prelude::*;
use serde::Serialize;

use super::{
    prepared::{Prepared, Ran},
    risk::{RiskEffect, effect},
    settings::PlanSettings,
    stops::PerHour,
};
use crate::plan::words as say;

/// Cooling below which another hour is not worth a word, in °C.
const WORTH_C: f64 = 1.0;
/// Hours of the clock at which one starts.
const STARTS: std::ops::RangeInclusive<f64> = 5.0..=20.0;
/// Hours by which a start is moved at most.
const MOST_MOVED_H: i32 = 4;
/// Carbohydrate that the model burns at most, in g/h, and a step towards it.
const MOST_CARBOHYDRATE_G_H: f64 = charley_body::glycogen::MOST_BURNT_G_H;
const MORE_CARBOHYDRATE_G_H: f64 = 30.0;
/// A workout so short that the stores outlast it, in s.
const SHORT_S: f64 = 75.0 * 60.0;

/// Something that could be done, and what it would change by the models.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanLever {
    /// For programs: `slower`, `easy_start`, `cooler_hour`, `carbohydrate`, `drink`, `sodium`.
    pub id: &'static str,
    /// In words.
    pub action: String,
    /// The trigger that is turned.
    pub trigger: TriggerId,
    /// What it changes, as factors on the chance.
    #[serde(flatten)]
    pub effect: RiskEffect,
    /// What the trigger's prior rests on: `published`, `assumed`, `contested`, `none`.
    pub basis: &'static str,
    /// What studies say of it.
    pub evidence: Vec<EvidenceSaid>,
    /// Whether a randomised trial counted fewer cramps with it.
    pub is_supported_by_trial: bool,
    /// The settings that do it.
    pub settings: PlanSettings,
}

/// What a row of the evidence says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EvidenceSaid {
    /// `I46`, `C33`, ...
    pub id: String,
    /// What it is about.
    pub about: String,
    /// The verdict of a claim, or how sure one can be of a remedy.
    pub verdict: &'static str,
    /// What Charley says of it.
    pub says: String,
    /// Keys of its sources.
    pub sources: Vec<String>,
}

/// What may be turned for this person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Open {
    /// The most that may be drunk and salted; `None` behind a closed gate.
    pub(super) most: Option<PerHour>,
    /// Whether carbohydrate may be spoken of.
    pub(super) carbohydrate: bool,
}

struct Candidate {
    id: &'static str,
    action: String,
    trigger: &'static str,
    remedies: &'static [&'static str],
    settings: PlanSettings,
}

/// The levers of a workout against `goal`, which is the plan as it stands.
pub(super) fn levers(prepared: &Prepared, goal: &Ran, open: Open) -> Vec<PlanLever> {
    let mut levers: Vec<PlanLever> = candidates(prepared, &goal.settings, open)
        .into_par_iter()
        .filter_map(|candidate| {
            let effect = effect(prepared, (goal, &prepared.run(&candidate.settings)))?;
            let trigger = TriggerId::workout(candidate.trigger);
            let basis = evidence().trigger(&trigger).map_or("none", |trigger| trigger.basis.word());
            Some(PlanLever {
                id: candidate.id,
                action: candidate.action,
                trigger,
                effect,
                basis,
                is_supported_by_trial: candidate.remedies.iter().any(|id| is_supported_by_trial(id)),
                evidence: candidate.remedies.iter().filter_map(|id| of_remedy(id)).collect(),
                settings: candidate.settings,
            })
        })
        .collect();
    levers.sort_by(|a, b| a.effect.total.q50.total_cmp(&b.effect.total.q50).then(a.id.cmp(b.id)));
    levers
}

fn candidates(prepared: &Prepared, goal: &PlanSettings, open: Open) -> Vec<Candidate> {
    let mut candidates = vec![
        Candidate {
            id: "slower",
            action: say::SLOWER.to_owned(),
            trigger: trigger::INTENSITY,
            remedies: &["I46"],
            settings: PlanSettings { pace: goal.pace / 1.05, ..*goal },
        },
        Candidate {
            id: "easy_start",
            action: say::EASY_START.to_owned(),
            trigger: trigger::INTENSITY,
            remedies: &["I46"],
            settings: PlanSettings { easy_start: true, ..*goal },
        },
    ];
    candidates.extend(cooler_hour(prepared, goal));
    let more = (goal.carbohydrate_g_h + MORE_CARBOHYDRATE_G_H).min(MOST_CARBOHYDRATE_G_H);
    if open.carbohydrate && prepared.outing.goal_s >= SHORT_S && more > goal.carbohydrate_g_h {
        candidates.push(Candidate {
            id: "carbohydrate",
            action: say::carbohydrate(more),
            trigger: trigger::GLYCOGEN_LOW,
            remedies: &["I37"],
            settings: PlanSettings { carbohydrate_g_h: more, ..*goal },
        });
    }
    let Some(most) = open.most else { return candidates };
    if goal.drink_ml_h != Some(most.fluid_ml) && most.fluid_ml > 0.0 {
        candidates.push(Candidate {
            id: "drink",
            action: say::drink(most.fluid_ml, prepared.units),
            trigger: trigger::FLUID_DEFICIT,
            remedies: &["I39"],
            settings: PlanSettings { drink_ml_h: Some(most.fluid_ml), ..*goal },
        });
    }
    if most.sodium_mg > goal.sodium_mg_h {
        candidates.push(Candidate {
            id: "sodium",
            action: say::sodium(most.sodium_mg),
            trigger: trigger::SODIUM_DEFICIT,
            remedies: &["I36", "I38"],
            settings: PlanSettings { sodium_mg_h: most.sodium_mg, ..*goal },
        });
    }
    candidates
}

/// The hour of the day at which it is coolest, where it is much cooler.
fn cooler_hour(prepared: &Prepared, goal: &PlanSettings) -> Option<Candidate> {
    let hour = prepared.day.hour;
    let moved = (-MOST_MOVED_H..=MOST_MOVED_H).map(f64::from).filter(|by| STARTS.contains(&(hour + by)));
    let best = moved.min_by(|a, b| {
        let warmer = |by: &f64| prepared.day.warmer_by_start(*by);
        warmer(a).total_cmp(&warmer(b)).then(a.abs().total_cmp(&b.abs()))
    })?;
    let cooler_c = -prepared.day.warmer_by_start(best);
    (cooler_c >= WORTH_C).then(|| Candidate {
        id: "cooler_hour",
        action: say::cooler_hour(best, cooler_c, prepared.units),
        trigger: trigger::HEAT,
        remedies: &[],
        settings: PlanSettings { later_h: goal.later_h + best, ..*goal },
    })
}

/// Whether a randomised trial, of which one can be more than hardly sure, has a figure for a remedy.
fn is_supported_by_trial(id: &str) -> bool {
    let trial = |remedy: &charley_evidence::Remedy| {
        remedy.design.as_deref().is_some_and(|design| design.contains("RCT"))
            && remedy.certainty > charley_evidence::Certainty::VeryLow
            && remedy.estimate().is_some()
    };
    evidence().remedy(id).is_some_and(trial)
}

/// What a remedy's row says; nothing where nothing of it was read.
pub(super) fn of_remedy(id: &str) -> Option<EvidenceSaid> {
    let remedy = evidence().remedy(id)?;
    (remedy.showing != charley_evidence::Showing::Nothing).then(|| EvidenceSaid {
        id: remedy.id.clone(),
        about: remedy.name.clone(),
        verdict: remedy.certainty.word(),
        says: remedy.advice().unwrap_or_default(),
        sources: remedy.sources.clone(),
    })
}
