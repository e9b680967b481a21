//! Medicines taken at the same time that matter together.

use charley_domain::entry::{Entry, MedicineUse};
use charley_evidence::{MedicinePair, evidence};
use jiff::civil::Date;
use uuid::Uuid;

use super::{Taken, grouped, substance::has_code, uses};

/// A pair of the table that a person's medicines make.
#[derive(Debug, Clone, PartialEq)]
pub struct Met {
    /// The row.
    pub pair: &'static MedicinePair,
    /// Names of those that are the one.
    pub one: Vec<String>,
    /// Names of those that are the other.
    pub other: Vec<String>,
}

/// The pairs among the medicines taken on a date, in the order of the table.
pub fn pairs(taken: &[Taken], date: Date) -> Vec<Met> {
    let current: Vec<&Taken> = taken.iter().filter(|one| one.is_current(date)).collect();
    evidence().medicine_pairs.iter().filter_map(|pair| met(pair, &current)).collect()
}

/// The pairs that a medicine makes with those of a diary on a date, before it is recorded.
pub fn pairs_with(entries: &[Entry], used: &MedicineUse, date: Date) -> Vec<Met> {
    if !used.on(date) {
        return Vec::new();
    }
    let all = grouped(uses(entries).chain(std::iter::once((Uuid::nil(), used))), &[], date);
    let own = all.iter().find(|one| one.periods.iter().any(|period| period.id.is_nil()));
    let name = own.map(|one| one.name.clone()).unwrap_or_default();
    let mut met = pairs(&all, date);
    met.retain(|met| met.one.contains(&name) || met.other.contains(&name));
    met
}

/// Two medicines are needed: an ingredient of a combination does not meet its neighbour, which a prescriber put there.
fn met(pair: &'static MedicinePair, current: &[&Taken]) -> Option<Met> {
    let of = |codes: &[String]| -> Vec<&Taken> {
        current.iter().copied().filter(|taken| has_code(&taken.name, codes)).collect()
    };
    let (ones, others) = (of(&pair.one_codes), of(&pair.other_codes));
    let mut met = Met { pair, one: Vec::new(), other: Vec::new() };
    for one in &ones {
        for other in others.iter().filter(|other| !std::ptr::eq(**other, *one)) {
            push(&mut met.one, &one.name);
            push(&mut met.other, &other.name);
        }
    }
    (!met.one.is_empty()).then_some(met)
}

fn push(names: &mut Vec<String>, name: &str) {
    if !names.iter().any(|one| one == name) {
        names.push(name.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::Record;

    use super::*;
    use crate::medicines::taken;
    use charley_case::fixed;

    const TODAY: Date = Date::constant(2026, 11, 23);

    /// Ids of the pairs of medicines, each with its last day.
    fn of(uses: &[(&str, Option<Date>)]) -> Vec<&'static str> {
        let sample = fixed::adult().entries[0].clone();
        let entries: Vec<Entry> = uses
            .iter()
            .enumerate()
            .map(|(number, (name, until))| Entry {
                id: uuid::Uuid::from_u128(number as u128),
                record: Record::Medicine(MedicineUse::new(*name, Date::constant(2026, 1, 1), *until)),
                ..sample.clone()
            })
            .collect();
        pairs(&taken(&entries, &[], TODAY), TODAY).iter().map(|met| met.pair.id.as_str()).collect()
    }

    #[test]
    fn two_that_lower_potassium_are_met_by_any_of_their_names() {
        for (one, other) in [
            ("hydrochlorothiazide", "salbutamol"),
            ("Lasix 40 mg", "Ventolin"),
            ("indapamide", "salmeterol + fluticasone"),
        ] {
            assert_eq!(of(&[(one, None), (other, None)]), ["P07"], "{one} with {other}");
            assert_eq!(of(&[(other, None), (one, None)]), ["P07"], "{other} with {one}");
        }
        assert_eq!(of(&[("hydrochlorothiazide", None), ("furosemide", None)]), ["P10"]);
    }

    #[test]
    fn only_what_is_taken_at_the_same_time_is_a_pair() {
        let ended = Some(Date::constant(2026, 11, 22));
        assert!(of(&[("hydrochlorothiazide", None), ("salbutamol", ended)]).is_empty());
        assert!(of(&[("hydrochlorothiazide", None)]).is_empty());
    }

    #[test]
    fn the_ingredients_of_one_tablet_are_no_pair_and_neither_is_the_same_twice() {
        assert!(of(&[("Moduretic", None)]).is_empty());
        assert!(of(&[("furosemide", None), ("Lasix", None)]).is_empty());
    }
}
