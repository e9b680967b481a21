//! What of a person decides which red flags come first, and in whom "not sure" counts as yes.

use std::collections::BTreeSet;

use charley_domain::{
    entry::{Entry, Record},
    person::{Condition, Person, Sex},
};
use charley_evidence::{Medicine, MedicineClass, Recognised, Substance, Whether, Within, evidence};
use jiff::civil::Date;

use charley_speech::gates;

/// Ages between which a pregnancy is asked about where nothing is known. A judgement: wide on purpose.
const CHILDBEARING_YEARS: std::ops::RangeInclusive<i32> = 10..=60;
/// From this age a clot is thought of sooner. Source: the note of RF02 (over 65).
const CLOT_AGE_YEARS: i32 = 65;
/// Days after an effort in which muscle damage may show. Source: the question of RF05 ("in the days after").
const EFFORT_DAYS: i64 = 7;
/// Days for which a water tablet counts as new. Source: the kinds of RF25 ("in the last 8 weeks").
const NEW_DIURETIC_DAYS: i32 = 56;
/// Questions about pregnancy and the weeks after birth.
const OF_PREGNANCY: [&str; 2] = ["RF12", "RF13"];

/// Something about a person that decides what is asked, or lowers the threshold of a red flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    Pregnant,
    Over65,
    Minor,
    Effort,
    Statin,
    /// The pill, hormone replacement, tamoxifen, raloxifene.
    Oestrogen,
    /// A medicine that is not recognised, or a word that asks which, may be one of them.
    PerhapsOestrogen,
    Diuretic,
    /// A water tablet that was begun not long ago.
    NewDiuretic,
    ProtonPumpInhibitor,
    Lithium,
    Has(Condition),
    NeverPregnant,
    Adult,
    MedicinesAsked,
    Quinine,
    BloodThinner,
    /// A medicine that is not recognised, or a word that asks which, may thin the blood.
    PerhapsBloodThinner,
}

/// Red flags with what lowers their threshold. Source: the notes of the flags in the evidence table.
const LOWERED: &[(&str, &[Fact])] = &[
    ("RF01", CLOT),
    ("RF02", CLOT),
    ("RF13", &[Fact::Pregnant]),
    ("RF12", &[Fact::Pregnant]),
    ("RF03", &[Fact::Has(Condition::Pad), Fact::Has(Condition::Diabetes)]),
    ("RF17", &[Fact::Has(Condition::Pad), Fact::Has(Condition::Diabetes)]),
    ("RF05", &[Fact::Effort, Fact::Statin]),
    ("RF06", &[Fact::Effort]),
    ("RF07", &[Fact::Effort]),
    ("RF14", &[Fact::Has(Condition::Thyroid), Fact::Has(Condition::Kidney), Fact::Has(Condition::Dialysis)]),
    ("RF27", &[Fact::Has(Condition::Diabetes), Fact::Has(Condition::CancerTreatment), Fact::Minor]),
    ("RF29", &[Fact::Minor]),
    ("RF30", &[Fact::Has(Condition::Heart)]),
    ("RF32", &[Fact::Statin]),
    ("RF33", &[Fact::Lithium]),
];

/// What makes a clot likelier. Source: the note of RF02.
const CLOT: &[Fact] = &[
    Fact::Pregnant,
    Fact::Over65,
    Fact::Oestrogen,
    Fact::PerhapsOestrogen,
    Fact::Has(Condition::CancerTreatment),
    Fact::Has(Condition::ClotBefore),
];

/// What is known of a person, as far as triage asks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    facts: BTreeSet<Fact>,
}

impl Profile {
    /// The profile of a person on a date; `last_effort` is the day of their newest workout.
    pub fn of(person: &Person, entries: &[Entry], last_effort: Option<Date>, date: Date) -> Self {
        let age = person.age_years(date);
        let names: Vec<&str> = entries.iter().filter_map(|entry| taken(entry, date)).collect();
        let medicines: Vec<Recognised<'_>> = names
            .iter()
            .filter(|name| !gates::is_none(name))
            .map(|name| evidence().recognise(name))
            .collect();
        let whether = |holds: &dyn Fn(Substance<'_>) -> bool| {
            medicines.iter().map(|one| one.whether(holds)).max().unwrap_or(Whether::No)
        };
        let listed = |holds: &dyn Fn(&Medicine) -> bool| whether(&|one| one.listed().is_some_and(holds));
        let takes = |class: MedicineClass| listed(&|one| one.class == class) == Whether::Yes;
        let clots = listed(&Medicine::raises_clot_risk);
        let thins = whether(&|one| one.thins_blood());
        let said_effort = entries
            .iter()
            .filter(|entry| matches!(entry.record, Record::Workout(_)))
            .map(|entry| entry.occurred_at.civil().date());
        let recent = |day: Date| (0..=EFFORT_DAYS).contains(&i64::from((date - day).get_days()));
        let quinine = listed(&|one| one.name.contains("quinine")) == Whether::Yes;
        let unlikely = age.is_some_and(|age| !CHILDBEARING_YEARS.contains(&age));
        let mut facts: BTreeSet<Fact> =
            person.conditions.iter().flatten().map(|condition| Fact::Has(*condition)).collect();
        let found = [
            (person.trimester(date).is_some(), Fact::Pregnant),
            (age.is_some_and(|age| age >= CLOT_AGE_YEARS), Fact::Over65),
            (person.is_minor(date) == Some(true), Fact::Minor),
            (person.is_minor(date) == Some(false), Fact::Adult),
            (said_effort.chain(last_effort).any(recent), Fact::Effort),
            (takes(MedicineClass::Statin), Fact::Statin),
            (clots == Whether::Yes, Fact::Oestrogen),
            (clots == Whether::Perhaps, Fact::PerhapsOestrogen),
            (listed(&Medicine::is_diuretic) == Whether::Yes, Fact::Diuretic),
            (takes(MedicineClass::ProtonPumpInhibitor), Fact::ProtonPumpInhibitor),
            (takes(MedicineClass::Lithium), Fact::Lithium),
            (thins == Whether::Yes, Fact::BloodThinner),
            (thins == Whether::Perhaps, Fact::PerhapsBloodThinner),
            (quinine, Fact::Quinine),
            (entries.iter().any(|entry| new_diuretic(entry, date)), Fact::NewDiuretic),
            (person.sex == Some(Sex::Male) || unlikely, Fact::NeverPregnant),
            (entries.iter().any(|entry| matches!(entry.record, Record::Medicine(_))), Fact::MedicinesAsked),
        ];
        facts.extend(found.into_iter().filter(|(holds, _)| *holds).map(|(_, fact)| fact));
        Self { facts }
    }

    /// Whether "not sure" counts as yes for this flag in this person.
    pub fn lowers(&self, flag: &str) -> bool {
        let fits = |facts: &[Fact]| facts.iter().any(|fact| self.facts.contains(fact));
        LOWERED.iter().any(|(id, facts)| *id == flag && fits(facts))
    }

    /// Whether a flag concerns this person more than others: then it comes first in its list.
    pub fn concerns(&self, flag: &str) -> bool {
        self.lowers(flag) || flag == "RF34" && self.facts.contains(&Fact::Diuretic)
    }

    /// By when this person needs the appointment of a routine flag, where that is sooner than for others.
    pub fn hastens(&self, flag: &str) -> Option<Within> {
        (flag == "RF25" && self.facts.contains(&Fact::NewDiuretic)).then_some(Within::Week)
    }

    /// Whether a flag fits this person at all; what is not known fits.
    pub fn fits(&self, flag: &str) -> bool {
        let has = |fact: Fact| self.facts.contains(&fact);
        match flag {
            _ if is_of_pregnancy(flag) => !has(Fact::NeverPregnant) || has(Fact::Pregnant),
            "RF29" | "RF38" => !has(Fact::Adult),
            "RF26" => has(Fact::Quinine) || !has(Fact::MedicinesAsked),
            "RF32" => has(Fact::Statin) || !has(Fact::MedicinesAsked),
            "RF33" => has(Fact::Lithium) || !has(Fact::MedicinesAsked),
            _ => true,
        }
    }

    /// Whether a blood thinner of any kind is taken.
    pub fn thinned(&self) -> bool {
        self.facts.contains(&Fact::BloodThinner)
    }

    /// Whether something is taken that may be a blood thinner: a name that is not recognised, or a word that asks which.
    pub fn perhaps_thinned(&self) -> bool {
        self.facts.contains(&Fact::PerhapsBloodThinner)
    }

    /// Whether the person is pregnant.
    pub fn pregnant(&self) -> bool {
        self.facts.contains(&Fact::Pregnant)
    }
}

/// Whether a flag is about pregnancy and the weeks after birth.
pub(super) fn is_of_pregnancy(flag: &str) -> bool {
    OF_PREGNANCY.contains(&flag)
}

/// Whether an entry is a water tablet that was begun not long ago.
fn new_diuretic(entry: &Entry, date: Date) -> bool {
    let Record::Medicine(used) = &entry.record else { return false };
    let days = (date - used.from).get_days();
    let fresh = used.on(date) && days <= NEW_DIURETIC_DAYS;
    let diuretic = |one: Substance<'_>| one.listed().is_some_and(Medicine::is_diuretic);
    fresh && evidence().recognise(&used.name).whether(diuretic) == Whether::Yes
}

fn taken(entry: &Entry, date: Date) -> Option<&str> {
    match &entry.record {
        Record::Medicine(used) if used.on(date) => Some(used.name.as_str()),
        _ => None,
    }
}
