//! Tonight's plan: at most two things to do this evening, each with what it changes by this person's own nights.

pub mod words;

use charley_body::{ExposureInput, exposures};
use charley_domain::trigger;
use charley_domain::{
    entry::{Entry, EntrySource, Record},
    exposure::{Exposure, RiskWindow, TriggerId},
    interval::Interval,
    moment::{Moment, Precision},
    night::NightOf,
    quantity::{Alcohol, Caffeine},
    stream,
};
use charley_evidence::evidence;
use charley_infer::{
    Posterior,
    forecast::Lever,
    learn::{Cell, Effect, LearnedNights, NightRow},
    published::{Probability, Term},
    studies,
};

use crate::triage::Caution;
use charley_case::{Case, trial::EveningStep};
use charley_speech::{
    gates::{self, Mode},
    message::Message,
};

/// Actions in the plan.
const ACTIONS: usize = 2;
/// Share of what is known that must be the person's own before an effect may be called clear for them. Own choice.
const LEAST_OWN: f64 = 0.2;
/// How sure own nights must be of an action that no study speaks of. Own choice.
const LEAST_SURE: f64 = 0.9;
/// What is missing in the body at bedtime, from which on it is spoken of, in units.
const LEAST_MISSING: f64 = 1.0; // triggers.csv: one unit
/// Hour from which the day's sitting is done.
const SAT_H: i8 = 20;
/// Hour at which an action of the evening is taken to be done.
const DONE_H: i8 = 21;

/// The night that an evening is before, with its exposures.
#[derive(Debug, Clone, Copy)]
pub(super) struct Evening<'a> {
    pub(super) night: NightOf,
    pub(super) exposure: &'a Exposure,
}

/// The chance of tonight by own nights.
pub(super) struct OwnChance<'a> {
    pub(super) learned: &'a LearnedNights,
    pub(super) row: &'a NightRow,
    /// As it stands, draw by draw.
    pub(super) here: &'a [f64],
}

/// Something that can be done this evening.
#[derive(Debug, Clone, Copy)]
struct EveningAction {
    /// The trigger of the night that it changes, where there is one.
    id: &'static str,
    /// What the trigger is then, in units.
    to: f64,
    /// The row of the evidence on it.
    evidence: Option<&'static str>,
    /// What to do.
    what: Message,
    /// What a trial of it is of.
    step: EveningStep,
}

/// Stretching before bed.
const STRETCH: EveningAction = EveningAction {
    id: trigger::STRETCH,
    to: 1.0,
    evidence: Some("I12"),
    what: words::STRETCH,
    step: EveningStep::Stretching,
};
/// What the models know.
const ACTIONS_OF_TRIGGERS: [EveningAction; 6] = [
    STRETCH,
    EveningAction {
        id: trigger::ALCOHOL,
        to: 0.0,
        evidence: Some("I48"),
        what: words::ALCOHOL,
        step: EveningStep::Alcohol,
    },
    EveningAction {
        id: trigger::LATE_CAFFEINE,
        to: 0.0,
        evidence: None,
        what: words::CAFFEINE,
        step: EveningStep::Caffeine,
    },
    EveningAction {
        id: trigger::SITTING,
        to: 0.0,
        evidence: None,
        what: words::SITTING,
        step: EveningStep::Sitting,
    },
    EveningAction {
        id: trigger::FLUID_DEFICIT,
        to: 0.0,
        evidence: None,
        what: words::FLUID,
        step: EveningStep::Drinking,
    },
    EveningAction {
        id: trigger::CARBOHYDRATE_SHORTFALL,
        to: 0.0,
        evidence: None,
        what: words::FUEL,
        step: EveningStep::Eating,
    },
];
/// Loose bedclothes, which no model and no trial knows.
const BEDCLOTHES: EveningAction = EveningAction {
    id: "",
    to: 0.0,
    evidence: Some("I35"),
    what: words::BEDCLOTHES,
    step: EveningStep::Bedclothes,
};

/// The plan by own nights.
pub(super) fn learned(case: &Case, evening: Evening<'_>, chance: &OwnChance<'_>, seed: u64) -> Vec<Lever> {
    let open = ACTIONS_OF_TRIGGERS.iter().filter(|action| is_open(action, case, evening));
    let mut levers: Vec<Lever> = open
        .filter_map(|action| {
            let id = TriggerId::night(action.id);
            match chance.learned.factors().iter().find(|factor| factor.id == id) {
                Some(factor) => {
                    let own = Effect::of(&chance.learned.posterior, factor)?.from_own_data;
                    by_own(case, evening, action, (chance, own))
                }
                None => by_studies(action, (&chance.learned.posterior, chance.here), seed),
            }
        })
        .collect();
    levers.sort_by(|a, b| b.clear.cmp(&a.clear).then(median(a).total_cmp(&median(b))));
    filled(levers, case)
}

/// What an action changes by the coefficient that own nights taught, alone and with what follows from it in the body.
fn by_own(
    case: &Case,
    evening: Evening<'_>,
    action: &EveningAction,
    (chance, own): (&OwnChance<'_>, f64),
) -> Option<Lever> {
    let Evening { night, exposure } = evening;
    let OwnChance { learned, row, here } = *chance;
    let id = TriggerId::night(action.id);
    let alone = |of: &TriggerId| if *of == id { Cell::Known(action.to) } else { Cell::of(exposure, of) };
    let direct = changes(&learned.probability(row, alone), here);
    let total = again(case, (night, action)).map_or_else(
        || direct.clone(),
        |again| changes(&learned.probability(row, |of| Cell::of(&again, of)), here),
    );
    let change = learned.posterior.interval(&total).filter(|change| change.q50 < 0.0)?;
    let fewer = learned.posterior.probability(|draw| total[draw] < 0.0);
    let basis = basis(&id);
    let clear = change.q95 < 0.0 && own >= LEAST_OWN;
    (clear || basis != "none" || fewer >= LEAST_SURE).then_some(())?;
    let direct = learned.posterior.interval(&direct);
    Some(Lever { from_own_data: own, clear, ..lever(action, (Some(change), direct), basis) })
}

/// What an action that this person never wrote down changes: their own chance of tonight, the ratio of the studies.
fn by_studies(action: &EveningAction, (posterior, here): (&Posterior, &[f64]), seed: u64) -> Option<Lever> {
    // What others usually leave is not known of this person; what they would newly do is.
    let row = evidence().trigger(&TriggerId::night(action.id)).filter(|_| action.to > 0.0)?;
    let prior = studies::prior(row);
    let draws = stream::normals(seed, &format!("ratio {}", row.id), here.len());
    let total: Vec<f64> = here
        .iter()
        .zip(draws)
        .map(|(here, z)| {
            let times = ((prior.mean + prior.sd * z) * action.to).exp();
            -((-here).ln_1p() * times).exp_m1() - here
        })
        .collect();
    let change = posterior.interval(&total).filter(|change| change.q50 < 0.0)?;
    Some(lever(action, (Some(change), Some(change)), row.basis.word().to_owned()))
}

/// The plan before anything was learned: only what a study spoke of.
pub(super) fn published(
    case: &Case,
    evening: Evening<'_>,
    (terms, here): (&[Term], &Probability),
    probability: impl Fn(&[Term]) -> Probability,
) -> Vec<Lever> {
    let id = TriggerId::night(STRETCH.id);
    let row = evidence().trigger(&id).filter(|_| is_open(&STRETCH, case, evening));
    let lever = row.and_then(|row| {
        let mut with: Vec<Term> = terms.iter().filter(|term| term.trigger != id).cloned().collect();
        with.push(Term {
            trigger: id.clone(),
            log_ratio: studies::prior(row),
            value: charley_domain::basis::Known::measured(1.0),
            usual: 0.0,
        });
        let change = here.change_to(&probability(&with))?;
        Some(lever(&STRETCH, (Some(change), Some(change)), basis(&id)))
    });
    filled(lever.into_iter().collect(), case)
}

/// At most two; a place that is left goes to what is free and was never studied.
fn filled(mut levers: Vec<Lever>, case: &Case) -> Vec<Lever> {
    levers.truncate(ACTIONS);
    if levers.len() < ACTIONS && !tried(&BEDCLOTHES, case) {
        levers.push(Lever { trigger: None, ..lever(&BEDCLOTHES, (None, None), "not_studied".to_owned()) });
    }
    levers
}

fn lever(
    action: &EveningAction,
    (change, direct): (Option<Interval>, Option<Interval>),
    basis: String,
) -> Lever {
    Lever {
        action: action.what.into(),
        change,
        direct,
        from_own_data: 0.0,
        clear: false,
        trigger: Some(TriggerId::night(action.id)),
        evidence: action.evidence,
        basis,
    }
}

fn median(lever: &Lever) -> f64 {
    lever.change.map_or(0.0, |change| change.q50)
}

fn basis(id: &TriggerId) -> String {
    evidence().trigger(id).map_or("none", |row| row.basis.word()).to_owned()
}

fn changes(there: &[f64], here: &[f64]) -> Vec<f64> {
    there.iter().zip(here).map(|(there, here)| there - here).collect()
}

/// Whether an action is still to be done, and may be spoken of to this person.
fn is_open(action: &EveningAction, case: &Case, evening: Evening<'_>) -> bool {
    let Evening { night, exposure } = evening;
    let today = case.now.date();
    let pregnant = Mode::of(&case.person, today) == Mode::Pregnant;
    if tried(action, case) || (pregnant && action.id != STRETCH.id) {
        return false;
    }
    let value = exposure.values.get(&TriggerId::night(action.id)).map(|known| known.value);
    let missing = value.is_some_and(|value| value >= LEAST_MISSING);
    match action.id {
        trigger::STRETCH => {
            value.is_none_or(|done| done < 1.0) && !Caution::of_case(case).assessment.ends_stretching()
        }
        // What was drunk or sat through can no longer be left.
        trigger::SITTING => value.is_none() && (night != case.tonight() || case.now.hour() < SAT_H),
        trigger::FLUID_DEFICIT => {
            missing && gates::salt_and_fluid(&case.person, &case.entries, today).is_open()
        }
        trigger::CARBOHYDRATE_SHORTFALL => {
            missing && gates::carbohydrate(&case.person, &case.entries, today).is_open()
        }
        _ => value.is_none(),
    }
}

/// Whether a trial that is planned or runs is of this: then the coin decides, on its nights with and without alike.
fn tried(action: &EveningAction, case: &Case) -> bool {
    case.trial.as_ref().is_some_and(|trial| match trial.step {
        Some(step) => step == action.step,
        // A trial from before steps were asked about is known by its row of the evidence, never by its words.
        None => trial.evidence.is_some() && trial.evidence.as_deref() == action.evidence,
    })
}

/// The exposures of the night as they are once the action is done and written down: the body model sees it too.
fn again(case: &Case, (night, action): (NightOf, &EveningAction)) -> Option<Exposure> {
    let record = match action.id {
        trigger::STRETCH => Record::Stretch,
        trigger::ALCOHOL => Record::Alcohol { units: Alcohol::from_units(0.0).ok()? },
        trigger::LATE_CAFFEINE => Record::Caffeine { caffeine_mg: Caffeine::from_mg(0.0).ok()? },
        _ => return None,
    };
    let at =
        Moment::of(&night.date().at(DONE_H, 0, 0, 0).to_zoned_datetime(case.now.time_zone().clone()).ok()?);
    let mut entries = case.entries.clone();
    entries.push(Entry {
        id: uuid::Uuid::nil(),
        recorded_at: at.instant,
        occurred_at: at,
        source: EntrySource::Page,
        precision: Precision::Night,
        asked: false,
        night,
        record,
    });
    let input = ExposureInput {
        person: &case.person,
        entries: &entries,
        workouts: &case.workouts,
        body: case.body_record(),
        first: night,
        last: night,
        open: Some(case.tonight()),
        air: &case.air,
    };
    exposures(&input).into_iter().find(|exposure| exposure.window == RiskWindow::Night(night))
}

#[cfg(test)]
mod tests {
    use charley_domain::{
        person::{Condition, Person},
        triage::{RedFlagAnswer, TriageAnswers},
    };
    use jiff::civil::date;

    use super::super::ForecastDocument;
    use super::*;
    use crate::forecast::{Ahead, forecast};
    use charley_case::{answered::Answered, fixed, trial::journal::TrialProtocol};

    fn tonight(case: &Case) -> ForecastDocument {
        forecast(&Answered::of(case.clone()), &Ahead::Night(case.tonight()))
    }

    fn said(case: &Case, record: Record) -> Case {
        let mut case = case.clone();
        let like = case.entries[0].clone();
        let evening = case.now.date().at(21, 30, 0, 0).to_zoned_datetime(case.now.time_zone().clone());
        let at = Moment::of(&evening.unwrap());
        case.entries.push(Entry {
            id: uuid::Uuid::from_u128(1 << 90),
            recorded_at: at.instant,
            occurred_at: at,
            night: case.tonight(),
            record,
            ..like
        });
        case
    }

    fn triggers(forecast: &ForecastDocument) -> Vec<&str> {
        forecast.levers.iter().filter_map(|lever| Some(lever.trigger.as_ref()?.id.as_str())).collect()
    }

    fn in_trial(case: &Case, remedy: &str, step: Option<EveningStep>) -> Case {
        let mut case = case.clone();
        case.trial = Some(TrialProtocol {
            remedy: remedy.to_owned(),
            step,
            with: remedy.to_owned(),
            without: "as usual".to_owned(),
            ..fixed::protocol()
        });
        case
    }

    #[test]
    fn there_are_at_most_two_and_all_are_fewer_or_unstudied() {
        let adult = fixed::adult();
        let forecast = tonight(&adult);
        assert!((1..=2).contains(&forecast.levers.len()), "{:?}", forecast.levers);
        for lever in &forecast.levers {
            assert_eq!(lever.change.is_none(), lever.basis == "not_studied", "{lever:?}");
            assert!(lever.change.is_none_or(|change| change.q50 < 0.0));
            assert_eq!(lever.change, lever.direct, "nothing else follows from these in the body: {lever:?}");
            assert!(!lever.clear || lever.from_own_data >= LEAST_OWN);
        }
    }

    #[test]
    fn what_is_done_is_not_advised_again() {
        let adult = fixed::adult();
        assert!(triggers(&tonight(&adult)).contains(&trigger::STRETCH));
        assert!(!triggers(&tonight(&said(&adult, Record::Stretch))).contains(&trigger::STRETCH));
    }

    #[test]
    fn a_red_flag_ends_stretching_and_leaves_the_bedclothes() {
        let answers = TriageAnswers {
            answers: [("RF01".to_owned(), RedFlagAnswer::Yes)].into(),
            ..TriageAnswers::default()
        };
        let case = said(&fixed::adult(), Record::Triage(answers));
        let forecast = tonight(&case);
        assert!(!triggers(&forecast).contains(&trigger::STRETCH));
        assert!(forecast.levers.iter().any(|lever| lever.action == *words::BEDCLOTHES));
    }

    #[test]
    fn the_remedy_of_a_trial_is_never_advised_while_it_runs() {
        let adult = fixed::adult();
        for action in ACTIONS_OF_TRIGGERS.iter().chain([&BEDCLOTHES]) {
            assert!(!tried(action, &adult));
            for step in EveningStep::ALL {
                let trial = in_trial(&adult, "own words", Some(step));
                assert_eq!(tried(action, &trial), step == action.step, "{step:?}: {}", action.what);
            }
            let mut older = in_trial(&adult, "own words", None);
            if let Some(trial) = &mut older.trial {
                trial.evidence = action.evidence.map(str::to_owned);
            }
            assert_eq!(tried(action, &older), action.evidence.is_some(), "{}", action.what);
        }
        let bedclothes = tonight(&in_trial(&adult, "a light blanket", Some(EveningStep::Bedclothes)));
        assert!(bedclothes.levers.iter().all(|lever| lever.action != *words::BEDCLOTHES));
    }

    #[test]
    fn words_that_hold_others_take_no_advice_away() {
        let adult = fixed::adult();
        let levers = tonight(&adult).levers;
        for remedy in ["tart cherry recovery juice", "heat", "a steam bath", "football", "a sheet of paper"] {
            for step in [None, Some(EveningStep::Other)] {
                assert_eq!(tonight(&in_trial(&adult, remedy, step)).levers, levers, "{remedy}");
            }
        }
    }

    #[test]
    fn in_pregnancy_only_stretching_and_bedclothes_are_left_and_a_minor_has_no_plan() {
        let pregnant = Person {
            born: Some(date(1995, 1, 1)),
            pregnant_since: Some(date(2026, 7, 1)),
            ..Person::default()
        };
        let forecast = tonight(&fixed::of(pregnant));
        assert!(triggers(&forecast).iter().all(|id| *id == trigger::STRETCH));
        let minor = Person { born: Some(date(2012, 1, 1)), ..Person::default() };
        assert!(tonight(&fixed::of(minor)).levers.is_empty());
    }

    #[test]
    fn the_gates_close_water_and_fuel() {
        let adult = fixed::adult();
        let night = adult.tonight();
        let id = TriggerId::night(trigger::FLUID_DEFICIT);
        let dry = Exposure {
            window: RiskWindow::Night(night),
            values: [
                (id, charley_domain::basis::Known::measured(2.0)),
                (
                    TriggerId::night(trigger::CARBOHYDRATE_SHORTFALL),
                    charley_domain::basis::Known::measured(2.0),
                ),
            ]
            .into(),
            missing: vec![],
            draws: std::collections::BTreeMap::new(),
        };
        let open = |case: &Case, place: usize| {
            is_open(&ACTIONS_OF_TRIGGERS[place], case, Evening { night, exposure: &dry })
        };
        let asked = |conditions: &[Condition]| {
            let person =
                Person { conditions: Some(conditions.iter().copied().collect()), ..adult.person.clone() };
            fixed::of(person)
        };
        assert!(!open(&adult, 4) && !open(&adult, 5), "not asked is closed");
        assert!(open(&asked(&[]), 4) && open(&asked(&[]), 5));
        assert!(!open(&asked(&[Condition::Kidney]), 4) && !open(&asked(&[Condition::Diabetes]), 5));
    }
}
