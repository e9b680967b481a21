//! What records of a clinic name, held against what the person said already: offered to be looked through, never written down.

pub mod words;

use std::collections::{BTreeMap, BTreeSet};

use charley_domain::entry::{Entry, Record};
use charley_import::fhir::{ClinicRecord, RecordedMedicine};
use serde::Serialize;

/// Medicines and conditions to look through.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Offered {
    /// Medicines that do not stand in the diary under this name, those taken now first.
    pub medicines: Vec<RecordedMedicine>,
    /// Conditions by name.
    pub conditions: BTreeSet<String>,
}

impl Offered {
    /// Whether there is nothing to look through.
    pub fn is_empty(&self) -> bool {
        self.medicines.is_empty() && self.conditions.is_empty()
    }

    /// Takes what one more file names.
    pub(super) fn add(&mut self, record: ClinicRecord) {
        self.conditions.extend(record.conditions);
        let mut all: BTreeMap<String, RecordedMedicine> =
            std::mem::take(&mut self.medicines).into_iter().map(|one| (one.key(), one)).collect();
        for one in record.medicines {
            all.entry(one.key()).and_modify(|held| held.join(&one)).or_insert(one);
        }
        self.medicines = all.into_values().collect();
        self.medicines.sort_by_cached_key(|one| (!one.is_active, one.name.to_lowercase()));
    }

    /// The same without the medicines that the diary has by their name, or by its first word: the rest is strength and form.
    pub(super) fn beside(mut self, entries: &[Entry]) -> Self {
        let first = |name: &str| name.split_whitespace().next().unwrap_or("").to_lowercase();
        let said: BTreeSet<String> = entries
            .iter()
            .filter_map(|entry| match &entry.record {
                Record::Medicine(used) => Some(first(&used.name)),
                _ => None,
            })
            .collect();
        self.medicines.retain(|one| !said.contains(&first(&one.name)));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn medicine(name: &str, from: &str, is_active: bool) -> RecordedMedicine {
        let from = from.parse().ok();
        RecordedMedicine { name: name.to_owned(), atc: None, rxnorm: None, from, until: None, is_active }
    }

    #[test]
    fn files_of_one_record_name_each_medicine_once_and_those_taken_now_first() {
        let mut offered = Offered::default();
        for one in [
            medicine("Zinc", "2024-01-01", true),
            medicine("amlodipine", "2020-01-01", false),
            medicine("zinc", "2022-01-01", false),
        ] {
            offered.add(ClinicRecord { medicines: vec![one], conditions: vec!["Gout".to_owned()] });
        }
        let said: Vec<String> = offered.medicines.iter().map(words::medicine).collect();
        assert_eq!(said, ["Zinc, since 2022-01-01", "amlodipine, no longer"]);
        assert_eq!(offered.conditions.len(), 1);
    }
}
