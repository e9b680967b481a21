//! The evidence tables in the form in which the models read them.

use charley_domain::trigger;
use charley_domain::{
    basis::Known,
    exposure::{Exposure, TriggerId, Window},
};
use charley_evidence::{Evidence, PublishedRate, Trigger, TriggerKind};

use crate::{
    Normal,
    base_rate::SurveyedMonth,
    learn::{Factor, Timing},
    published::Term,
};

/// From this age on the survey of people of 60 and over is read.
const OLD_FROM_YEARS: i32 = 60;
/// Prior of the sine wave of the year. Source: triggers.csv, note on season: 0 ± 0.30.
pub const SEASON_SINE: Normal = Normal { mean: 0.0, sd: 0.30 }; // triggers.csv, note on season

/// The survey of people of an age (years), with the keys of its sources; `None` where a row is missing or was not read.
///
/// Equation: none. Source: epidemiology.csv E02 and E03 (US adults), from 60 on E05 and E07 (France). Valid for adults.
///
/// ```
/// use charley_infer::studies::month;
/// let (month, sources) = month(charley_evidence::evidence(), 67).unwrap();
/// assert_eq!((month.any, month.often), (0.46, 3));
/// assert_eq!(sources, ["maisonneuve2016"]);
/// ```
pub fn month(evidence: &Evidence, age_years: i32) -> Option<(SurveyedMonth, Vec<String>)> {
    let (any, more_than, often) =
        if age_years >= OLD_FROM_YEARS { ("E05", "E07", 3) } else { ("E02", "E03", 5) };
    let (any, more_than) = (evidence.rate(any)?, evidence.rate(more_than)?);
    let mut sources: Vec<String> = any.sources.iter().chain(&more_than.sources).cloned().collect();
    sources.sort();
    sources.dedup();
    Some((SurveyedMonth { any: share(any)?, more_than: share(more_than)?, often }, sources))
}

/// The exposures of a window as terms of the log rate, with their priors (log hazard ratio a unit).
///
/// Equation: each term is β (x - usual). The usual level is that of a day of a person who cramps: the reference of the
/// trigger, but for a remedy that it was not done, since published rates are of people who mostly did nothing. The time
/// into a workout is no term: the rate is integrated over it. Source: triggers.csv. Exposures without a row are left out.
///
/// ```
/// # use charley_domain::{basis::Known, exposure::*, night::NightOf};
/// let values = [(TriggerId::night("load_jump"), Known::measured(0.5))].into();
/// let night = Exposure { window: RiskWindow::Night(NightOf("2026-05-01".parse()?)), values, missing: vec![], draws: Default::default() };
/// let terms = charley_infer::studies::terms(charley_evidence::evidence(), &night);
/// assert_eq!((terms.len(), terms[0].log_ratio.sd), (1, 0.38));
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn terms(evidence: &Evidence, exposure: &Exposure) -> Vec<Term> {
    let mut terms = Vec::new();
    for (id, value) in &exposure.values {
        let counts = |found: &&Trigger| id.id != trigger::ELAPSED && found.kind != TriggerKind::Retired;
        let Some(trigger) = evidence.trigger(id).filter(counts) else { continue };
        terms.push(Term {
            trigger: id.clone(),
            log_ratio: prior(trigger),
            value: value.clone(),
            usual: if trigger.kind == TriggerKind::Remedy { 0.0 } else { reference(trigger) },
        });
        if *id == TriggerId::night(trigger::SEASON) {
            // The cosine fixes the sine but for its sign, and its prior is symmetric.
            let sine =
                Known { value: (1.0 - value.value.powi(2)).max(0.0).sqrt(), basis: value.basis.clone() };
            let trigger = TriggerId::night(trigger::SEASON_SINE);
            terms.push(Term { trigger, log_ratio: SEASON_SINE, value: sine, usual: 0.0 });
        }
    }
    terms
}

/// The prior of the log hazard ratio of a trigger, a unit.
///
/// Equation, source and validity: the discount of [`charley_evidence::Prior`].
///
/// ```
/// let evidence = charley_evidence::evidence();
/// let statin = evidence.trigger(&"night.medicine_statin".parse().unwrap()).unwrap();
/// assert_eq!(charley_infer::studies::prior(statin).mean, 0.07);
/// ```
pub fn prior(trigger: &Trigger) -> Normal {
    Normal { mean: trigger.prior.mean, sd: trigger.prior.sd }
}

/// The level of a trigger on a reference day, in its unit; where the table says it in words, 0.
///
/// Equation: none. Source: triggers.csv. Valid for rows of the table.
///
/// ```
/// let evidence = charley_evidence::evidence();
/// let stretching = evidence.trigger(&"night.stretch_bed".parse().unwrap()).unwrap();
/// assert_eq!(charley_infer::studies::reference(stretching), 1.0);
/// ```
pub fn reference(trigger: &Trigger) -> f64 {
    trigger.reference_level.unwrap_or(0.0)
}

/// Keys of the sources behind a trigger's prior, by way of its factors (no unit).
///
/// Equation: none. Source: factors.csv. Empty where the prior rests on no study.
///
/// ```
/// let evidence = charley_evidence::evidence();
/// let statin = evidence.trigger(&"night.medicine_statin".parse().unwrap()).unwrap();
/// assert_eq!(charley_infer::studies::sources(evidence, statin), ["garrison2012"]);
/// ```
pub fn sources(evidence: &Evidence, trigger: &Trigger) -> Vec<String> {
    let factors = trigger.factors.iter().filter_map(|id| evidence.factor(id));
    let mut keys: Vec<String> = factors.flat_map(|factor| factor.sources.iter().cloned()).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// The factors of a workout, in the order of the trigger table: all but what speaks of second cramps only.
///
/// Equation: none. Source: triggers.csv. Valid for rows of the table.
///
/// ```
/// let factors = charley_infer::studies::workout_factors(charley_evidence::evidence());
/// assert!(factors.iter().any(|factor| factor.id.id == "intensity_10pct"));
/// ```
pub fn workout_factors(evidence: &Evidence) -> Vec<Factor> {
    let counts = |trigger: &&Trigger| {
        trigger.id.window == Window::Workout
            && trigger.kind != TriggerKind::Retired
            && trigger.id.id != trigger::CRAMPED_TODAY
    };
    let factor = |trigger: &Trigger| Factor {
        id: trigger.id.clone(),
        prior: prior(trigger),
        reference: reference(trigger),
        timing: Timing::Night,
    };
    evidence.triggers.iter().filter(counts).map(factor).collect()
}

/// Keys of the sources behind the level of a workout (no unit).
///
/// Equation: none. Source: `workout_level.csv`. See [`crate::level`].
///
/// ```
/// let sources = charley_infer::studies::workout_sources(charley_evidence::evidence());
/// assert_eq!(sources[..2], ["cooper2016", "hawke2021norms"]);
/// ```
pub fn workout_sources(evidence: &Evidence) -> Vec<String> {
    let mut keys: Vec<String> =
        evidence.workout_level.iter().flat_map(|term| term.sources.iter().cloned()).collect();
    keys.sort();
    keys.dedup();
    keys
}

fn share(rate: &PublishedRate) -> Option<f64> {
    let value = rate.value()?;
    Some(f64::midpoint(value, rate.value_max().unwrap_or(value)) / 100.0)
}
