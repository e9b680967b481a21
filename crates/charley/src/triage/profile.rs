//! What of a person decides which red flags come first, and in whom "not sure" counts as yes.

use std::collections::BTreeSet;

use charley_domain::{
    entry::{Entry, Record},
    person::{Condition, Person, Sex},
};
use charley_evidence::{MedicineClass, evidence};
use jiff::civil::Date;

/// Ages between which a pregnancy is asked about where nothing is known. A judgement: wide on purpose.
const CHILDBEARING_YEARS: std::ops::RangeInclusive<i32> = 10..=60;
/// From this age a clot is thought of sooner. Source: the note of RF02 (over 65).
const CLOT_AGE_YEARS: i32 = 65;
/// Days after an effort in which muscle damage may show. Source: the question of RF05 ("in the days after").
const EFFORT_DAYS: i64 = 7;

/// Something about a person that decides what is asked, or lowers the threshold of a red flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    Pregnant,
    Over65,
    Minor,
    Effort,
    Statin,
    Oestrogen,
    Lithium,
    Has(Condition),
    NeverPregnant,
    Adult,
    MedicinesAsked,
    Quinine,
    BloodThinner,
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
    Fact::Has(Condition::CancerTreatment),
    Fact::Has(Condition::ClotBefore),
];

/// What is known of a person, as far as triage asks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Profile {
    facts: BTreeSet<Fact>,
}

impl Profile {
    /// The profile of a person on a date; `last_effort` is the day of their newest workout.
    pub(crate) fn of(person: &Person, entries: &[Entry], last_effort: Option<Date>, date: Date) -> Self {
        let age = person.age_years(date);
        let names: Vec<&str> = entries.iter().filter_map(|entry| taken(entry, date)).collect();
        let classes: Vec<MedicineClass> =
            names.iter().flat_map(|name| evidence().recognise(name)).map(|medicine| medicine.class).collect();
        let takes = |class: MedicineClass| classes.contains(&class);
        let said_effort = entries
            .iter()
            .filter(|entry| matches!(entry.record, Record::Workout(_)))
            .map(|entry| entry.occurred_at.civil().date());
        let recent = |day: Date| (0..=EFFORT_DAYS).contains(&i64::from((date - day).get_days()));
        let quinine = names
            .iter()
            .any(|name| evidence().recognise(name).iter().any(|medicine| medicine.name.contains("quinine")));
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
            (takes(MedicineClass::Oestrogen) || takes(MedicineClass::Serm), Fact::Oestrogen),
            (takes(MedicineClass::Lithium), Fact::Lithium),
            (takes(MedicineClass::VitaminKAntagonist), Fact::BloodThinner),
            (quinine, Fact::Quinine),
            (person.sex == Some(Sex::Male) || unlikely, Fact::NeverPregnant),
            (entries.iter().any(|entry| matches!(entry.record, Record::Medicine(_))), Fact::MedicinesAsked),
        ];
        facts.extend(found.into_iter().filter(|(holds, _)| *holds).map(|(_, fact)| fact));
        Self { facts }
    }

    /// Whether "not sure" counts as yes for this flag in this person.
    pub(crate) fn lowers(&self, flag: &str) -> bool {
        let fits = |facts: &[Fact]| facts.iter().any(|fact| self.facts.contains(fact));
        LOWERED.iter().any(|(id, facts)| *id == flag && fits(facts))
    }

    /// Whether a flag fits this person at all; what is not known fits.
    pub(crate) fn fits(&self, flag: &str) -> bool {
        let has = |fact: Fact| self.facts.contains(&fact);
        match flag {
            "RF12" | "RF13" => !has(Fact::NeverPregnant) || has(Fact::Pregnant),
            "RF29" => !has(Fact::Adult),
            "RF26" => has(Fact::Quinine) || !has(Fact::MedicinesAsked),
            "RF32" => has(Fact::Statin) || !has(Fact::MedicinesAsked),
            "RF33" => has(Fact::Lithium) || !has(Fact::MedicinesAsked),
            _ => true,
        }
    }

    /// Whether a blood thinner of the vitamin K kind is taken.
    pub(crate) fn thinned(&self) -> bool {
        self.facts.contains(&Fact::BloodThinner)
    }

    /// Whether the person is pregnant.
    pub(crate) fn pregnant(&self) -> bool {
        self.facts.contains(&Fact::Pregnant)
    }
}

fn taken(entry: &Entry, date: Date) -> Option<&str> {
    match &entry.record {
        Record::Medicine(used) if used.on(date) => Some(used.name.as_str()),
        _ => None,
    }
}
