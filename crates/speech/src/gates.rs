//! Gates and modes: what must not be said to this person, decided before anything is said. Unanswered means closed.

pub mod words;

use charley_domain::{
    entry::{Entry, Record},
    person::{Condition, Person},
};
use charley_evidence::{Closes, Medicine, MedicineClass, NameKind, Whether, evidence};
use jiff::civil::Date;

/// Most that any plan may tell anyone to drink, in litres an hour. Source: docs/studies/promises.md section 3.
pub const FLUID_LIMIT_L_H: f64 = 0.8;
/// Highest probability of plasma sodium below 135 mmol/L that any plan may carry. Source: docs/studies/promises.md section 3.
pub const LOW_SODIUM_LIMIT: f64 = 0.05;
/// The quantile of the sweat rate, and of the sodium loss, above which nothing is advised. Source: as above.
const CAUTIOUS_QUANTILE: f64 = 0.10;
/// Conditions that close salt and fluid amounts. Source: docs/studies/evidence.md section 4, salt gate, widened by docs/studies/promises.md section 3.
const CLOSES_SALT: [Condition; 6] = [
    Condition::Heart,
    Condition::Kidney,
    Condition::Dialysis,
    Condition::LiverCirrhosis,
    Condition::Hypertension,
    Condition::LowSaltDiet,
];
/// What a person enters to say that they take no medicine.
const NO_MEDICINE: &str = "none";

/// For whom Charley speaks, as far as that changes what it may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Under 18: no forecast, no plan; relief, triage and the diary.
    Minor,
    /// Age not said: could be a minor, so no forecast.
    AgeUnknown,
    /// Pregnant: midwife first, no supplements, no medicines suggested.
    Pregnant,
    /// An adult.
    Adult,
}

impl Mode {
    /// The mode of a person on a date.
    pub fn of(person: &Person, date: Date) -> Self {
        match person.is_minor(date) {
            Some(true) => Self::Minor,
            None => Self::AgeUnknown,
            Some(false) if person.trimester(date).is_some() => Self::Pregnant,
            Some(false) => Self::Adult,
        }
    }

    /// Whether a forecast may be given.
    pub const fn may_forecast(self) -> bool {
        matches!(self, Self::Pregnant | Self::Adult)
    }
}

/// Why a gate is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Conditions were never asked.
    ConditionsNotAsked,
    /// Medicines were never asked.
    MedicinesNotAsked,
    /// A medicine is in none of the tables, or something beside its name is not understood.
    NotRecognised(String),
    /// An everyday word that can mean a medicine that closes it.
    AsksWhich(String),
    /// A condition closes it.
    Has(Condition),
    /// Pregnancy closes it.
    Pregnant,
    /// A medicine closes it.
    Takes(String),
    /// Under 18 nothing is suggested.
    Under18,
}

/// Whether something may be said: open when there is no reason against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// What closes it.
    pub reasons: Vec<Reason>,
}

impl Gate {
    /// Whether nothing speaks against it.
    pub fn is_open(&self) -> bool {
        self.reasons.is_empty()
    }
}

/// Fluid and salt amounts, pickle juice, rehydration solution: closed by heart, kidney or liver disease, dialysis, high blood
/// pressure, a low-salt diet, pregnancy, a diuretic, lithium, and by any of these questions left unanswered.
pub fn salt_and_fluid(person: &Person, entries: &[Entry], date: Date) -> Gate {
    let mut reasons = conditions(person, &CLOSES_SALT);
    reasons.extend(minor(person, date));
    if person.trimester(date).is_some() {
        reasons.push(Reason::Pregnant);
    }
    reasons.extend(medicines(entries, date, Closes::Salt));
    Gate { reasons }
}

/// Vitamin K2: closed by any vitamin K antagonist, by a medicine that is not wholly recognised, by pregnancy (no supplements),
/// under 18, and while it is not known what is taken today.
pub fn vitamin_k(person: &Person, entries: &[Entry], date: Date) -> Gate {
    let mut reasons = medicines(entries, date, Closes::VitaminK);
    reasons.extend(minor(person, date));
    if person.trimester(date).is_some() {
        reasons.push(Reason::Pregnant);
    }
    Gate { reasons }
}

/// Carbohydrate amounts: closed by diabetes, by a medicine for it, and while conditions were never asked.
pub fn carbohydrate(person: &Person, entries: &[Entry], date: Date) -> Gate {
    let mut reasons = conditions(person, &[Condition::Diabetes]);
    let diabetes = |name: &&str| evidence().recognise(name).closes(Closes::Carbohydrate) == Whether::Yes;
    reasons.extend(
        current(entries, date).into_iter().filter(diabetes).map(|name| Reason::Takes(name.to_owned())),
    );
    Gate { reasons }
}

/// Whether the person takes a statin on a date: then the sentence of RF32 stands in place of any other advice on it.
pub fn on_statin(entries: &[Entry], date: Date) -> bool {
    let is_statin = |medicine: &Medicine| medicine.class == MedicineClass::Statin;
    current(entries, date).into_iter().any(|name| {
        evidence().recognise(name).whether(|one| one.listed().is_some_and(is_statin)) == Whether::Yes
    })
}

/// Whether the person takes a painkiller of the ibuprofen kind on a date: with it low sodium is likelier in very long exercise.
pub fn on_nsaid(entries: &[Entry], date: Date) -> bool {
    const CODE: &str = "M01A"; // ATC: anti-inflammatory products, non-steroids
    current(entries, date).into_iter().any(|name| {
        let is_nsaid = |code: &String| code.starts_with(CODE);
        evidence().recognise(name).whether(|one| one.atc_codes().iter().any(is_nsaid)) == Whether::Yes
    })
}

/// Why an amount must not be advised.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Refused {
    /// More than the limit for this person.
    #[error("{asked_l_h:.2} L/h is more than {limit_l_h:.2} L/h, the most that may be advised here")]
    TooMuchFluid {
        /// What the plan asked for.
        asked_l_h: f64,
        /// What is allowed.
        limit_l_h: f64,
    },
    /// Blood sodium could fall too low.
    #[error(
        "the probability of blood sodium below 135 mmol/L is {probability:.2}, more than {LOW_SODIUM_LIMIT}"
    )]
    LowSodium {
        /// The probability.
        probability: f64,
    },
    /// More sodium than the person surely loses.
    #[error("{asked_mg_h:.0} mg/h of sodium is more than {limit_mg_h:.0} mg/h, the loss that is nearly sure")]
    TooMuchSodium {
        /// What the plan asked for.
        asked_mg_h: f64,
        /// What is allowed.
        limit_mg_h: f64,
    },
    /// Nothing is known to set a limit by.
    #[error("nothing is known of the sweat rate, so no amount may be advised")]
    Unknown,
}

/// Most fluid that may be advised, in L/h: the 10th percentile of the sweat rate and never more than 0.8; `None` without draws.
pub fn fluid_limit_l_h(sweat_l_h: &[f64]) -> Option<f64> {
    quantile(sweat_l_h, CAUTIOUS_QUANTILE).map(|limit| limit.clamp(0.0, FLUID_LIMIT_L_H))
}

/// The value that nine in ten draws lie above; `None` without draws.
pub fn cautious(draws: &[f64]) -> Option<f64> {
    quantile(draws, CAUTIOUS_QUANTILE)
}

/// Whether a plan of drinking may be shown, given draws of the sweat rate and the probability of low blood sodium under it.
///
/// # Errors
/// [`Refused`], with the limit that it breaks.
pub fn check_fluid(asked_l_h: f64, sweat_l_h: &[f64], probability_below_135: f64) -> Result<(), Refused> {
    let limit_l_h = fluid_limit_l_h(sweat_l_h).ok_or(Refused::Unknown)?;
    // A value that is no number is refused as one that is too large.
    if asked_l_h.is_nan() || asked_l_h > limit_l_h {
        return Err(Refused::TooMuchFluid { asked_l_h, limit_l_h });
    }
    if probability_below_135.is_nan() || probability_below_135 > LOW_SODIUM_LIMIT {
        return Err(Refused::LowSodium { probability: probability_below_135 });
    }
    Ok(())
}

/// Whether an amount of sodium may be shown, given draws of the loss.
///
/// # Errors
/// [`Refused`], with the limit that it breaks.
pub fn check_sodium(asked_mg_h: f64, loss_mg_h: &[f64]) -> Result<(), Refused> {
    let limit_mg_h = quantile(loss_mg_h, CAUTIOUS_QUANTILE).ok_or(Refused::Unknown)?;
    if asked_mg_h <= limit_mg_h { Ok(()) } else { Err(Refused::TooMuchSodium { asked_mg_h, limit_mg_h }) }
}

fn conditions(person: &Person, closing: &[Condition]) -> Vec<Reason> {
    match &person.conditions {
        None => vec![Reason::ConditionsNotAsked],
        Some(has) => closing.iter().filter(|one| has.contains(one)).map(|one| Reason::Has(*one)).collect(),
    }
}

/// Only a person known to be under 18: an age that was not said closes forecasts and plans by [`Mode`].
fn minor(person: &Person, date: Date) -> Option<Reason> {
    (person.is_minor(date) == Some(true)).then_some(Reason::Under18)
}

/// What of the medicines taken on a date closes a gate. A list that holds only what was taken once does not say what is
/// taken now; "none" does.
fn medicines(entries: &[Entry], date: Date, what: Closes) -> Vec<Reason> {
    let names = current(entries, date);
    if names.is_empty() {
        return vec![Reason::MedicinesNotAsked];
    }
    names.into_iter().filter_map(|name| closing(name, what)).collect()
}

/// Why a name closes a kind of advice, where it does.
fn closing(name: &str, what: Closes) -> Option<Reason> {
    if is_none(name) {
        return None;
    }
    let found = evidence().recognise(name);
    match (found.closes(what), found.left.is_empty() && found.kind() != NameKind::Unknown) {
        (Whether::No, _) => None,
        (Whether::Yes, _) => Some(Reason::Takes(name.to_owned())),
        (Whether::Perhaps, true) => Some(Reason::AsksWhich(name.to_owned())),
        (Whether::Perhaps, false) => Some(Reason::NotRecognised(name.to_owned())),
    }
}

/// Whether a name is the answer that no medicine is taken.
pub fn is_none(name: &str) -> bool {
    name.trim().eq_ignore_ascii_case(NO_MEDICINE)
}

/// Names of the medicines taken on a date, as typed.
pub fn current(entries: &[Entry], date: Date) -> Vec<&str> {
    let used = entries.iter().filter_map(|entry| match &entry.record {
        Record::Medicine(used) if used.on(date) => Some(used.name.as_str()),
        _ => None,
    });
    used.collect()
}

/// A quantile of draws; `None` when there are none or one is not finite.
fn quantile(draws: &[f64], p: f64) -> Option<f64> {
    if draws.is_empty() || draws.iter().any(|draw| !draw.is_finite()) {
        return None;
    }
    let mut sorted = draws.to_vec();
    sorted.sort_by(f64::total_cmp);
    // The order statistic below the quantile: never above the true one.
    Some(sorted[(p * (sorted.len() - 1) as f64).floor() as usize])
}

#[cfg(test)]
mod tests {
    use charley_domain::{
        entry::{EntrySource, MedicineUse},
        moment::{Moment, Precision},
        night::NightOf,
    };
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    fn takes(name: &str) -> Entry {
        let at = Moment::of(&"2026-01-01T12:00[UTC]".parse().unwrap());
        Entry {
            id: uuid::Uuid::nil(),
            recorded_at: at.instant,
            source: EntrySource::Terminal,
            precision: Precision::Minutes,
            asked: false,
            night: NightOf::of(&at),
            occurred_at: at,
            record: Record::Medicine(MedicineUse::new(name, date(2026, 1, 1), None)),
        }
    }

    fn healthy() -> Person {
        Person { born: Some(date(1980, 5, 1)), conditions: Some([].into()), ..Person::default() }
    }

    #[test]
    fn silence_closes_every_gate() {
        let nobody = Person::default();
        assert!(!salt_and_fluid(&nobody, &[], TODAY).is_open());
        assert!(!vitamin_k(&nobody, &[], TODAY).is_open());
        assert!(!carbohydrate(&nobody, &[], TODAY).is_open());
        assert!(!salt_and_fluid(&healthy(), &[], TODAY).is_open(), "medicines were never asked");
    }

    #[test]
    fn a_healthy_person_who_takes_nothing_has_all_gates_open() {
        let entries = [takes("none")];
        assert!(salt_and_fluid(&healthy(), &entries, TODAY).is_open());
        assert!(vitamin_k(&healthy(), &entries, TODAY).is_open());
        assert!(carbohydrate(&healthy(), &entries, TODAY).is_open());
    }

    #[test]
    fn each_condition_and_medicine_of_the_list_closes_salt() {
        for condition in CLOSES_SALT {
            let person = Person { conditions: Some([condition].into()), ..healthy() };
            assert!(!salt_and_fluid(&person, &[takes("none")], TODAY).is_open(), "{condition}");
        }
        for name in ["hydrochlorothiazide", "Lasix", "spironolactone", "lithium", "something unheard of"] {
            assert!(!salt_and_fluid(&healthy(), &[takes(name)], TODAY).is_open(), "{name}");
        }
        let pregnant = Person { pregnant_since: Some(date(2026, 8, 1)), ..healthy() };
        assert!(!salt_and_fluid(&pregnant, &[takes("none")], TODAY).is_open());
    }

    #[test]
    fn vitamin_k_is_closed_by_every_antagonist_and_by_what_is_not_recognised() {
        for name in ["warfarin", "Marcumar", "acenocoumarol", "fluindione", "B01AA", "blue pills"] {
            assert!(!vitamin_k(&healthy(), &[takes(name)], TODAY).is_open(), "{name}");
        }
        assert!(vitamin_k(&healthy(), &[takes("atorvastatin")], TODAY).is_open());
    }

    #[test]
    fn a_name_with_something_unknown_beside_it_is_not_recognised() {
        let reasons = vitamin_k(&healthy(), &[takes("atorvastatin and Unheardofin 5 mg")], TODAY).reasons;
        assert_eq!(reasons, [Reason::NotRecognised("atorvastatin and Unheardofin 5 mg".into())]);
        assert!(vitamin_k(&healthy(), &[takes("Lipitor 20 mg at night")], TODAY).is_open());
        let both = vitamin_k(&healthy(), &[takes("atorvastatin, warfarin and something")], TODAY).reasons;
        assert!(matches!(both[..], [Reason::Takes(_)]), "{both:?}");
    }

    #[test]
    fn what_was_taken_once_does_not_say_what_is_taken_now() {
        let mut past = takes("amoxicillin");
        if let Record::Medicine(used) = &mut past.record {
            used.until = Some(date(2026, 2, 1));
        }
        for gate in [
            vitamin_k(&healthy(), &[past.clone()], TODAY),
            salt_and_fluid(&healthy(), &[past.clone()], TODAY),
        ] {
            assert_eq!(gate.reasons, [Reason::MedicinesNotAsked]);
        }
        assert!(vitamin_k(&healthy(), &[past, takes("None")], TODAY).is_open());
    }

    #[test]
    fn every_row_of_the_vitamin_k_antagonists_closes_by_each_of_its_names() {
        let antagonists = evidence().medicines.iter().filter(|medicine| medicine.is_vitamin_k_antagonist());
        let mut names = 0;
        for medicine in antagonists {
            for name in
                std::iter::once(&medicine.name).chain(&medicine.other_names).chain(&medicine.atc_codes)
            {
                names += 1;
                for typed in [name.clone(), format!("{name} 5 mg"), name.to_uppercase()] {
                    assert!(!vitamin_k(&healthy(), &[takes(&typed)], TODAY).is_open(), "{typed}");
                }
            }
        }
        assert!(names > 20, "{names}");
    }

    #[test]
    fn every_diuretic_and_lithium_closes_salt_and_nothing_else_in_the_table_does() {
        for medicine in &evidence().medicines {
            let closes = medicine.is_diuretic() || medicine.class == MedicineClass::Lithium;
            let gate = salt_and_fluid(&healthy(), &[takes(&medicine.name)], TODAY);
            assert_eq!(gate.is_open(), !closes, "{}: {gate:?}", medicine.name);
            // Every code of evidence.md section 4 is there: thiazides, loop, potassium-sparing.
            let diuretic = medicine.atc_codes.iter().any(|code| code.starts_with("C03"));
            assert_eq!(diuretic, medicine.is_diuretic(), "{}", medicine.name);
        }
        // Combinations with a diuretic that the table does not list are not recognised, and so close it.
        for code in ["C03EA01", "C03EB01", "C09BA02", "C09DA01"] {
            assert!(!salt_and_fluid(&healthy(), &[takes(code)], TODAY).is_open(), "{code}");
        }
    }

    #[test]
    fn ordinary_medicines_close_nothing_and_blood_thinners_leave_vitamin_k_open() {
        let ordinary = ["metformin", "amlodipine", "aspirin 75 mg", "levothyroxine", "ramipril", "apixaban"];
        let entries: Vec<Entry> = ordinary.into_iter().map(takes).collect();
        assert!(salt_and_fluid(&healthy(), &entries, TODAY).is_open());
        assert!(vitamin_k(&healthy(), &entries, TODAY).is_open());
        let sugar = carbohydrate(&healthy(), &entries, TODAY);
        assert_eq!(sugar.reasons, [Reason::Takes("metformin".into())], "it is taken for diabetes");
    }

    #[test]
    fn a_word_that_asks_closes_whatever_one_of_its_choices_could() {
        let salt = |name: &str| salt_and_fluid(&healthy(), &[takes(name)], TODAY).reasons;
        let k = |name: &str| vitamin_k(&healthy(), &[takes(name)], TODAY).reasons;
        assert_eq!(
            salt("water tablet"),
            [Reason::Takes("water tablet".into())],
            "each of them is a diuretic"
        );
        assert_eq!(salt("blood pressure tablet"), [Reason::AsksWhich("blood pressure tablet".into())]);
        assert_eq!(k("blood thinner"), [Reason::AsksWhich("blood thinner".into())]);
        assert_eq!((salt("the pill"), k("the pill")), (vec![], vec![]));
        assert_eq!(salt("blood pressure tablet (ramipril)"), []);
        assert_eq!(salt("zzyzxin"), [Reason::NotRecognised("zzyzxin".into())]);
    }

    #[test]
    fn every_condition_that_is_not_listed_leaves_salt_open() {
        for condition in Condition::ALL {
            let person = Person { conditions: Some([*condition].into()), ..healthy() };
            let open = salt_and_fluid(&person, &[takes("none")], TODAY).is_open();
            assert_eq!(open, !CLOSES_SALT.contains(condition), "{condition}");
        }
    }

    #[test]
    fn pregnancy_and_childhood_close_salt_and_vitamin_k() {
        let pregnant = Person { pregnant_since: Some(date(2026, 8, 1)), ..healthy() };
        let child = Person { born: Some(date(2012, 1, 1)), ..healthy() };
        for person in [pregnant, child] {
            assert!(!salt_and_fluid(&person, &[takes("none")], TODAY).is_open());
            assert!(!vitamin_k(&person, &[takes("none")], TODAY).is_open());
        }
    }

    #[test]
    fn diabetes_closes_carbohydrate() {
        let person = Person { conditions: Some([Condition::Diabetes].into()), ..healthy() };
        assert!(!carbohydrate(&person, &[], TODAY).is_open());
    }

    #[test]
    fn modes_follow_age_and_pregnancy() {
        let born = |year| Person { born: Some(date(year, 12, 1)), ..Person::default() };
        assert_eq!(Mode::of(&born(2008), TODAY), Mode::Minor);
        assert_eq!(Mode::of(&born(2007), TODAY), Mode::Adult);
        assert_eq!(Mode::of(&Person::default(), TODAY), Mode::AgeUnknown);
        let pregnant = Person { pregnant_since: Some(date(2026, 8, 1)), ..born(1990) };
        assert_eq!(Mode::of(&pregnant, TODAY), Mode::Pregnant);
        assert!(!Mode::Minor.may_forecast() && !Mode::AgeUnknown.may_forecast());
        let pregnant_minor = Person { pregnant_since: Some(date(2026, 8, 1)), ..born(2010) };
        assert_eq!(Mode::of(&pregnant_minor, TODAY), Mode::Minor);
    }

    #[test]
    fn a_statin_is_known_by_any_of_its_names() {
        assert!(on_statin(&[takes("Lipitor 20 mg")], TODAY));
        assert!(!on_statin(&[takes("magnesium")], TODAY));
    }

    #[test]
    fn a_painkiller_of_the_ibuprofen_kind_is_known_by_any_of_its_names() {
        assert!(on_nsaid(&[takes("ibuprofen 400 mg")], TODAY) && on_nsaid(&[takes("naproxen")], TODAY));
        assert!(!on_nsaid(&[takes("magnesium")], TODAY));
    }

    /// Plasma sodium (mmol/L) at the end of hours of sweating and drinking water: docs/studies/body.md section 1.5.
    fn sodium_at_end(mass_kg: f64, hours: f64, (sweat_l_h, sweat_na): (f64, f64), drink_l_h: f64) -> f64 {
        let water_l = 0.6 * mass_kg;
        let exchangeable = (140.0 + 23.8) / 1.03 * water_l;
        let water_end_l = water_l + hours * (drink_l_h - sweat_l_h);
        1.03 * (exchangeable - hours * sweat_l_h * (sweat_na + 5.0)) / water_end_l - 23.8
    }

    #[test]
    fn the_plan_of_the_80_kg_person_is_refused() {
        let end = sodium_at_end(80.0, 12.0, (0.8, 70.0), 0.7);
        assert!((end - 128.4).abs() < 0.5, "{end}");
        let sure: Vec<f64> = vec![0.8; 64];
        // Within every volume limit, and still refused: the sodium line says why.
        assert_eq!(check_fluid(0.7, &sure, 1.0), Err(Refused::LowSodium { probability: 1.0 }));
        assert!(check_fluid(0.7, &sure, f64::NAN).is_err());
        assert_eq!(check_fluid(0.7, &sure, 0.05), Ok(()));
    }

    #[test]
    fn fluid_never_passes_the_tenth_percentile_nor_the_ceiling() {
        let draws: Vec<f64> = (0..=100).map(|i| 0.5 + 0.01 * f64::from(i)).collect();
        assert_eq!(fluid_limit_l_h(&draws), Some(0.6));
        assert!(matches!(check_fluid(0.61, &draws, 0.0), Err(Refused::TooMuchFluid { .. })));
        let heavy: Vec<f64> = draws.iter().map(|rate| rate + 2.0).collect();
        assert_eq!(fluid_limit_l_h(&heavy), Some(FLUID_LIMIT_L_H));
        assert_eq!(check_fluid(0.1, &[], 0.0), Err(Refused::Unknown));
        assert!(check_fluid(f64::NAN, &heavy, 0.0).is_err());
    }

    #[test]
    fn sodium_never_passes_the_loss_that_is_nearly_sure() {
        let loss: Vec<f64> = (0..=100).map(|i| 300.0 + 10.0 * f64::from(i)).collect();
        assert_eq!(check_sodium(400.0, &loss), Ok(()));
        assert!(matches!(check_sodium(401.0, &loss), Err(Refused::TooMuchSodium { .. })));
        assert_eq!(check_sodium(1.0, &[]), Err(Refused::Unknown));
    }
}
