//! `forecast`: how likely a cramp is tonight or in a workout; a pure function of what was recorded.

pub mod evening;
pub mod words;

use charley_domain::trigger;
use std::collections::BTreeMap;

use charley_body::{ExposureInput, WorkoutSummary, exposures};
use charley_domain::{
    entry::Effort,
    exposure::{Exposure, RiskWindow, TriggerId, Window},
    missing::{Ask, Missing},
    moment::Moment,
    night::NightOf,
    workout::{Sport, WorkoutId},
};
use charley_evidence::evidence;
use charley_infer::{
    base_rate::NIGHT_LOG_RATE,
    forecast::{GateState, Shown, Skill, Used},
    learn::{Cell, LearnedNights, LearnedWorkouts, Track, bands},
    published::{Probability, Term},
    studies,
};

use crate::{
    forecast::words as forecast_words,
    notice::{self, Notice, words as notices_words},
    why::{ExplanationDocument, words::next as next_words},
};
use charley_case::{
    Case,
    answered::Answered,
    learned::{by_studies, night_row, outline, planned_workout},
    seen::{count_nights, range},
};
use charley_speech::gates::{self, Gate, Mode, words as gates_words};

/// `charley.forecast/1`, with what must be said beside it.
pub type ForecastDocument = charley_infer::forecast::Forecast<Notice>;

/// What is forecast.
#[derive(Debug, Clone, PartialEq)]
pub enum Ahead {
    /// A night.
    Night(NightOf),
    /// A workout that is planned.
    Workout(PlannedWorkout),
}

/// A planned workout.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedWorkout {
    /// The sport.
    pub sport: Sport,
    /// How long, in seconds.
    pub duration_s: f64,
    /// How hard.
    pub effort: Option<Effort>,
    /// How far, in metres.
    pub distance_m: Option<f64>,
    /// How warm, in °C.
    pub air_c: Option<f64>,
    /// When.
    pub start: Moment,
}

/// The id under which a planned workout is looked up.
const PLANNED: &str = "planned";

/// How likely a cramp is in the window ahead: from own nights where there are enough, else from published studies, and never for a minor or unknown age.
pub fn forecast(case: &Answered, ahead: &Ahead) -> ForecastDocument {
    let mode = Mode::of(&case.person, case.now.date());
    let exposure = exposure_of(case, ahead);
    let mut document = silent(case, &exposure, case.ask().seed);
    document.notices = notice::beside(case);
    if !mode.may_forecast() {
        let why = if mode == Mode::Minor { notices_words::UNDER_18 } else { notices_words::AGE_FIRST };
        document.headline = why.into();
        if mode == Mode::AgeUnknown {
            document.missing = vec![Missing::of(next_words::AGE.text(), &[Ask::Born])];
        }
        return document;
    }
    let learned = case.learned();
    match (ahead, learned.level_of_nights()) {
        (Ahead::Night(night), Some(nights)) => of_night(case, (*night, nights), &exposure, document),
        (Ahead::Night(night), None) => answer(case, *night, &exposure, document),
        (Ahead::Workout(planned), _) => {
            let workouts = learned.workouts.clone().unwrap_or_else(|| by_studies(case, case.ask().seed));
            of_workout(case, (planned, &workouts), &exposure, document)
        }
    }
}

/// The same, with diaries that the model makes set beside the person's own; of workouts there are none.
pub fn checked(case: &Answered, ahead: &Ahead) -> ForecastDocument {
    let mut document = forecast(case, ahead);
    if let (Ahead::Night(_), Some(_), Some(nights)) =
        (ahead, document.probability, case.learned().level_of_nights())
    {
        document.replicated = nights.replicated(document.seed);
    }
    document
}

/// A night, from what was learned of this person's nights. The forecast is the answer once it has earned it.
fn of_night(
    case: &Case,
    (night, learned): (NightOf, &LearnedNights),
    exposure: &Exposure,
    mut document: ForecastDocument,
) -> ForecastDocument {
    let row = night_row(case, night, Some(exposure));
    let here = learned.probability(&row, |id| Cell::of(exposure, id));
    let posterior = &learned.posterior;
    document.probability = posterior.interval(&here);
    document.probability_mean = Some(posterior.moments(&here).0);
    document.base_rate = Some(learned.level.interval());
    document.base_rate_mean = Some(learned.level.mean());
    document.engine = posterior.engine;
    document.levers = {
        let chance = evening::OwnChance { learned, row: &row, here: &here };
        evening::learned(case, evening::Evening { night, exposure }, &chance, document.seed)
    };
    document.used = used(exposure);
    document.missing.clone_from(&exposure.missing);
    (document.everyone_mean, document.sources) = everyone(case);
    let mut document = decide(document, &learned.track);
    if document.shown == Some(Shown::BaseRate)
        && let Some(few) = forecast_words::few_nights(document.own_nights, case.person.cramp_nights)
    {
        document.headline = few.around(&document.headline);
    }
    document
}

/// A planned workout, by the level of such workouts in this person, from the first of their own on; the same rule says which
/// number is the answer, and none is where neither is known well enough.
fn of_workout(
    case: &Answered,
    (planned, learned): (&PlannedWorkout, &LearnedWorkouts),
    exposure: &Exposure,
    mut document: ForecastDocument,
) -> ForecastDocument {
    let outline = outline(case, &summary(planned));
    let here = learned.probability(&planned_workout(outline), |id| Cell::of(exposure, id));
    let usual = learned.usual(&outline);
    let posterior = &learned.posterior;
    document.probability = posterior.interval(&here);
    document.probability_mean = Some(posterior.moments(&here).0);
    document.base_rate = posterior.interval(&usual);
    document.base_rate_mean = Some(posterior.moments(&usual).0);
    document.engine = if learned.workouts() == 0 { ExplanationDocument::PUBLISHED } else { posterior.engine };
    document.used = used(exposure);
    document.missing.clone_from(&exposure.missing);
    document.sources = studies::workout_sources(evidence());
    document.skill = Skill::of(&learned.track);
    document.calibration = bands(&learned.track.windows);
    // A forecast too wide to be told is none.
    let is_told = document.probability.is_some_and(|interval| !forecast_words::tells_nothing(interval));
    let shown = if is_told && learned.track.has_earned() { Shown::Forecast } else { Shown::BaseRate };
    document.shown = Some(shown);
    let (mean, interval) = match shown {
        Shown::Forecast => (document.probability_mean, document.probability),
        Shown::BaseRate => (document.base_rate_mean, document.base_rate),
    };
    if let (Some(mean), Some(interval)) = (mean, interval) {
        document.headline = forecast_words::workout(shown, learned.workouts(), (mean, interval));
    }
    document
}

/// The forecast is the answer once it has earned it, else how often it usually happens.
fn decide(mut document: ForecastDocument, track: &Track) -> ForecastDocument {
    document.skill = Skill::of(track);
    document.calibration = bands(&track.windows);
    let shown = if track.has_earned() { Shown::Forecast } else { Shown::BaseRate };
    document.shown = Some(shown);
    document.headline = match (shown, document.probability.zip(document.probability_mean)) {
        (Shown::Forecast, Some((interval, mean))) => forecast_words::forecast(Window::Night, mean, interval),
        _ => document.base_rate.zip(document.base_rate_mean).map_or_else(String::new, |(interval, mean)| {
            forecast_words::own_rate(Window::Night, mean, interval)
        }),
    };
    document
}

fn answer(
    case: &Case,
    night: NightOf,
    exposure: &Exposure,
    mut document: ForecastDocument,
) -> ForecastDocument {
    let terms = studies::terms(evidence(), exposure);
    let base = Probability::of(NIGHT_LOG_RATE, &[], document.seed);
    let here = Probability::of(NIGHT_LOG_RATE, &terms, document.seed);
    document.probability = here.interval();
    document.base_rate = base.interval();
    document.shown = Some(Shown::BaseRate);
    document.probability_mean = Some(here.mean());
    document.base_rate_mean = Some(base.mean());
    let probability = |terms: &[Term]| Probability::of(NIGHT_LOG_RATE, terms, document.seed);
    document.levers =
        evening::published(case, evening::Evening { night, exposure }, (&terms, &here), probability);
    document.used = used(exposure);
    document.missing.clone_from(&exposure.missing);
    if let Some(interval) = document.base_rate {
        let studies = forecast_words::base_rate(Window::Night, base.mean(), interval);
        let own = forecast_words::own_first(document.own_nights);
        document.headline = own.map_or(studies.clone(), |own| format!("{own} {studies}"));
    }
    (document.everyone_mean, document.sources) = everyone(case);
    document
}

/// A document that says nothing yet.
fn silent(case: &Case, exposure: &Exposure, seed: u64) -> ForecastDocument {
    ForecastDocument {
        schema: ForecastDocument::SCHEMA,
        window: exposure.window.clone(),
        probability: None,
        base_rate: None,
        shown: None,
        levers: Vec::new(),
        skill: None,
        calibration: Vec::new(),
        replicated: Vec::new(),
        probability_mean: None,
        base_rate_mean: None,
        everyone_mean: None,
        own_nights: count_nights(case, range(case, None)),
        used: Vec::new(),
        missing: Vec::new(),
        gates: gates(case),
        sources: Vec::new(),
        seed,
        engine: ExplanationDocument::PUBLISHED,
        headline: String::new(),
        notices: Vec::new(),
        evidence_version: charley_evidence::VERSION,
    }
}

/// What may be advised to this person.
pub fn gates(case: &Case) -> Vec<GateState> {
    let today = case.now.date();
    let state =
        |about, gate: Gate| GateState { about, open: gate.is_open(), because: gates_words::because(&gate) };
    vec![
        state("fluid and salt", gates::salt_and_fluid(&case.person, &case.entries, today)),
        state("vitamin K", gates::vitamin_k(&case.person, &case.entries, today)),
        state("carbohydrate", gates::carbohydrate(&case.person, &case.entries, today)),
    ]
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
        body: case.body_record(),
        first: night,
        last: night,
        open: Some(case.tonight()),
        air: &case.air,
    };
    let found = exposures(&input).into_iter().find(|exposure| exposure.window == window);
    let mut exposure = found.unwrap_or(Exposure {
        window,
        values: BTreeMap::new(),
        missing: Vec::new(),
        draws: BTreeMap::new(),
    });
    if let Ahead::Workout(PlannedWorkout { air_c: Some(air_c), .. }) = ahead {
        exposure.values.insert(TriggerId::workout(trigger::HEAT), charley_body::heat(*air_c));
        exposure.missing.retain(|missing| !missing.asks.contains(&Ask::WorkoutAir));
    }
    exposure
}

fn summary(planned: &PlannedWorkout) -> WorkoutSummary {
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
        heart_rate_s: BTreeMap::new(),
        effort: planned.effort,
    }
}

fn used(exposure: &Exposure) -> Vec<Used> {
    let known = exposure.values.iter();
    known
        .map(|(trigger, known)| Used {
            trigger: trigger.clone(),
            value: known.value,
            basis: known.basis.word().to_owned(),
        })
        .collect()
}

/// Share of nights with a cramp over everyone of that age, and the sources of the base rate.
fn everyone(case: &Case) -> (Option<f64>, Vec<String>) {
    let today = case.now.date();
    let age = case.person.age_years(today);
    match age.and_then(|age| studies::month(evidence(), age)) {
        // In pregnancy the surveys of everyone say nothing.
        Some((month, sources)) if case.person.trimester(today).is_none() => {
            (month.rates().map(charley_infer::base_rate::CrampRates::any_tonight), sources)
        }
        Some((_, sources)) => (None, sources),
        None => (None, Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use charley_domain::person::Person;
    use jiff::civil::date;

    use super::*;
    use charley_case::{fixed, seen::AskedRange};

    fn tonight(case: &Case) -> ForecastDocument {
        forecast(&Answered::of(case.clone()), &Ahead::Night(case.tonight()))
    }

    fn planned(case: &Case, minutes: f64) -> ForecastDocument {
        let workout = PlannedWorkout {
            sport: Sport::Run,
            duration_s: minutes * 60.0,
            effort: Some(Effort::Hard),
            distance_m: None,
            air_c: Some(29.0),
            start: Moment::of(&case.now),
        };
        forecast(&Answered::of(case.clone()), &Ahead::Workout(workout))
    }

    #[test]
    fn the_document_of_a_fixed_diary() {
        insta::assert_json_snapshot!(fixed::rounded(&tonight(&fixed::adult())));
    }

    #[test]
    fn the_document_of_a_planned_run() {
        let forecast = planned(&fixed::adult(), 90.0);
        assert!(forecast.levers.is_empty(), "no study speaks of a lever here");
        insta::assert_json_snapshot!(fixed::rounded(&forecast));
    }

    #[test]
    fn a_longer_workout_has_more_room_for_a_cramp() {
        let case = fixed::adult();
        let (short, long) = (planned(&case, 30.0), planned(&case, 240.0));
        assert!(long.base_rate_mean > short.base_rate_mean);
        assert!(long.base_rate.unwrap().q50 > short.base_rate.unwrap().q50);
    }

    #[test]
    fn without_a_score_the_base_rate_is_the_answer() {
        let forecast = tonight(&fixed::adult());
        assert_eq!(forecast.shown, Some(Shown::BaseRate));
        assert!(forecast.skill.is_none_or(|skill| skill.nights < 30));
    }

    #[test]
    fn minors_and_people_of_unknown_age_get_no_forecast() {
        let minor = Person { born: Some(date(2010, 1, 1)), ..Person::default() };
        for (person, headline) in
            [(minor, notices_words::UNDER_18), (Person::default(), notices_words::AGE_FIRST)]
        {
            let case = fixed::of(person);
            for forecast in [tonight(&case), planned(&case, 90.0)] {
                assert_eq!((forecast.probability, forecast.base_rate, forecast.shown), (None, None, None));
                assert!(forecast.levers.is_empty() && forecast.used.is_empty());
                assert_eq!(forecast.headline, *headline);
            }
        }
    }

    #[test]
    fn in_pregnancy_the_midwife_comes_first_and_everyone_is_not_counted() {
        let pregnant = Person {
            born: Some(date(1995, 1, 1)),
            pregnant_since: Some(date(2026, 7, 1)),
            ..Person::default()
        };
        let forecast = tonight(&fixed::of(pregnant));
        assert_eq!(forecast.notices[0], Notice::Midwife);
        assert_eq!(forecast.everyone_mean, None);
        assert!(
            forecast.used.iter().any(|used| used.trigger == TriggerId::night(trigger::PREGNANCY_TRIMESTER_2))
        );
    }

    #[test]
    fn the_same_seed_gives_the_same_forecast() {
        let case = fixed::adult();
        assert_eq!(tonight(&case), tonight(&case));
        let other = Answered::asked(case.clone(), AskedRange { seed: 2, ..AskedRange::default() });
        assert_ne!(tonight(&case).probability, forecast(&other, &Ahead::Night(case.tonight())).probability);
    }

    #[test]
    fn every_forecast_says_that_red_flags_were_not_asked_and_breaks_no_rule() {
        let forecast = tonight(&fixed::adult());
        assert!(forecast.notices.contains(&Notice::NotAsked));
        let levers = forecast.levers.iter().map(evening::words::line);
        let said = forecast
            .missing
            .iter()
            .map(ToString::to_string)
            .chain(forecast.notices.iter().map(Notice::text))
            .chain(levers)
            .chain([forecast.headline.clone()]);
        for sentence in said {
            assert_eq!(charley_speech::lint::broken(&sentence), Vec::<u8>::new(), "{sentence}");
        }
    }
}
