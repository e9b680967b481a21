//! `forecast`: how likely a cramp is tonight or in a workout; a pure function of what was recorded.

use charley_body::{ExposureInput, WorkoutSummary, exposures};
use charley_domain::{
    basis::{Basis, Known},
    entry::Effort,
    exposure::{Exposure, RiskWindow, TriggerId, Window},
    moment::Moment,
    night::NightOf,
    workout::{Sport, WorkoutId},
};
use charley_evidence::evidence;
use charley_infer::{
    base_rate::{NIGHT_LOG_RATE, WORKOUT_LOG_RATE_MIN},
    explanation::Explanation,
    forecast::{Forecast, Lever, Shown, Used},
    published::{Probability, Span, Term},
    studies,
};

use crate::{
    case::Case,
    explain::{count_nights, notices, range},
    gates::Mode,
    words,
};

/// What is forecast.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ahead {
    /// A night.
    Night(NightOf),
    /// A workout that is planned.
    Workout(Planned),
}

/// A planned workout.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Planned {
    /// The sport.
    pub(crate) sport: Sport,
    /// How long, in seconds.
    pub(crate) duration_s: f64,
    /// How hard.
    pub(crate) effort: Option<Effort>,
    /// How far, in metres.
    pub(crate) distance_m: Option<f64>,
    /// How warm, in °C.
    pub(crate) air_c: Option<f64>,
    /// When.
    pub(crate) start: Moment,
}

/// The id under which a planned workout is looked up.
const PLANNED: &str = "planned";

/// How likely a cramp is in the window ahead: today from published studies alone, and never for a minor or unknown age.
pub(crate) fn forecast(case: &Case, ahead: &Ahead, seed: u64) -> Forecast {
    let mode = Mode::of(&case.person, case.now.date());
    let exposure = exposure_of(case, ahead);
    let mut document = silent(case, &exposure, seed);
    document.notices = notices(case, mode);
    if !mode.may_forecast() {
        let why = if mode == Mode::Minor { words::UNDER_18 } else { words::AGE_FIRST };
        why.clone_into(&mut document.headline);
        document.missing = vec![if mode == Mode::Minor { "an age of 18" } else { "your age (charley person set --born)" }.to_owned()];
        return document;
    }
    answer(case, ahead, (&exposure, document))
}

fn answer(case: &Case, ahead: &Ahead, (exposure, mut document): (&Exposure, Forecast)) -> Forecast {
    let evidence = evidence();
    let window = kind(ahead);
    let (rate, span) = match ahead {
        Ahead::Night(_) => (NIGHT_LOG_RATE, Span::Night),
        Ahead::Workout(planned) => {
            (WORKOUT_LOG_RATE_MIN, Span::Workout { minutes: planned.duration_s / 60.0, rise: studies::rise(evidence) })
        }
    };
    let terms = studies::terms(evidence, exposure);
    let base = Probability::of(rate, span, &[], document.seed);
    let here = Probability::of(rate, span, &terms, document.seed);
    document.probability = here.interval();
    document.base_rate = base.interval();
    document.shown = Some(Shown::BaseRate);
    document.probability_mean = Some(here.mean());
    document.base_rate_mean = Some(base.mean());
    document.levers = levers(ahead, &terms, |terms| Probability::of(rate, span, terms, document.seed), &here);
    document.used = used(exposure);
    document.missing.clone_from(&exposure.missing);
    if let Some(interval) = document.base_rate {
        document.headline = words::base_rate(window, base.mean(), interval);
    }
    (document.everyone_mean, document.sources) = everyone(case, window);
    document
}

/// A document that says nothing yet.
fn silent(case: &Case, exposure: &Exposure, seed: u64) -> Forecast {
    Forecast {
        schema: Forecast::SCHEMA,
        window: exposure.window.clone(),
        probability: None,
        base_rate: None,
        shown: None,
        levers: Vec::new(),
        skill: None,
        probability_mean: None,
        base_rate_mean: None,
        everyone_mean: None,
        own_nights: count_nights(case, range(case, None)),
        used: Vec::new(),
        missing: Vec::new(),
        sources: Vec::new(),
        seed,
        engine: Explanation::PUBLISHED,
        headline: String::new(),
        notices: Vec::new(),
        evidence_version: charley_evidence::VERSION,
    }
}

const fn kind(ahead: &Ahead) -> Window {
    match ahead {
        Ahead::Night(_) => Window::Night,
        Ahead::Workout(_) => Window::Workout,
    }
}

fn exposure_of(case: &Case, ahead: &Ahead) -> Exposure {
    let mut workouts = case.workouts.clone();
    let (night, window) = match ahead {
        Ahead::Night(night) => (*night, RiskWindow::Night(*night)),
        Ahead::Workout(planned) => {
            workouts.push(summary(planned));
            (NightOf(planned.start.civil().date()), RiskWindow::Workout(WorkoutId(PLANNED.to_owned())))
        }
    };
    let input = ExposureInput {
        person: &case.person,
        entries: &case.entries,
        workouts: &workouts,
        first: night,
        last: night,
    };
    let found = exposures(&input).into_iter().find(|exposure| exposure.window == window);
    let mut exposure = found.unwrap_or(Exposure { window, values: Default::default(), missing: Vec::new() });
    if let Ahead::Workout(Planned { air_c: Some(air_c), .. }) = ahead {
        exposure.values.insert(TriggerId::workout("heat_5c"), charley_body::heat(*air_c));
        exposure.missing.retain(|missing| !missing.starts_with("the air during the workout"));
    }
    exposure
}

fn summary(planned: &Planned) -> WorkoutSummary {
    WorkoutSummary {
        id: WorkoutId(PLANNED.to_owned()),
        sport: planned.sport,
        start: planned.start.clone(),
        elapsed_s: planned.duration_s,
        active_s: planned.duration_s,
        distance_m: planned.distance_m,
        climb_m: None,
        descent_m: None,
        power_w: None,
        flat_speed_m_s: None,
        heart_rate_s: Default::default(),
        effort: planned.effort,
    }
}

fn used(exposure: &Exposure) -> Vec<Used> {
    let known = exposure.values.iter();
    known.map(|(trigger, known)| Used {
        trigger: trigger.clone(),
        value: known.value,
        basis: known.basis.word().to_owned(),
    })
    .collect()
}

/// What can be done about it: only what a study spoke of, in words that say how little is known.
fn levers(
    ahead: &Ahead,
    terms: &[Term],
    probability: impl Fn(&[Term]) -> Probability,
    here: &Probability,
) -> Vec<Lever> {
    let stretching = TriggerId::night("stretch_bed");
    let done = terms.iter().any(|term| term.trigger == stretching && term.value.value >= 1.0);
    let Some(trigger) = evidence().trigger(&stretching) else { return Vec::new() };
    if kind(ahead) != Window::Night || done {
        return Vec::new();
    }
    let mut with: Vec<Term> = terms.iter().filter(|term| term.trigger != stretching).cloned().collect();
    with.push(Term {
        trigger: stretching.clone(),
        log_ratio: studies::prior(trigger),
        value: Known { value: 1.0, basis: Basis::Measured },
        usual: 0.0,
    });
    let change = here.change_to(&probability(&with));
    let lever = change.map(|change| Lever {
        action: words::LEVER_STRETCH.to_owned(),
        change,
        trigger: stretching,
        basis: trigger.basis.word().to_owned(),
    });
    lever.into_iter().collect()
}

/// Share of nights with a cramp over everyone of that age, and the sources of the base rate.
fn everyone(case: &Case, window: Window) -> (Option<f64>, Vec<String>) {
    let today = case.now.date();
    let age = case.person.age_years(today);
    let survey = age.and_then(|age| studies::month(evidence(), age));
    match (window, survey) {
        // In pregnancy the surveys of everyone say nothing.
        (Window::Night, Some((month, sources))) if case.person.trimester(today).is_none() => {
            (month.rates().map(|rates| rates.any_tonight()), sources)
        }
        (Window::Night, Some((_, sources))) => (None, sources),
        (Window::Workout, _) => (None, vec!["hawke2021norms".to_owned(), "martinez2022".to_owned()]),
        (Window::Night, None) => (None, Vec::new()),
    }
}
