//! Looking a medicine up by any name.

use charley_evidence::{Medicine, evidence};

use charley_answers::medicines::recognised;
use charley_answers::{
    medicines::words::{self as says, advice as medicine_advice},
    notice::words as notices_words,
};
use charley_speech::gates::Mode;

/// Medicines found that are shown.
const MOST_FOUND: usize = 12;

/// What was searched for and found.
pub(super) struct Search {
    pub(super) typed: String,
    pub(super) answer: Option<String>,
    pub(super) found: Vec<FoundMedicine>,
}

/// One medicine of the table.
pub(super) struct FoundMedicine {
    pub(super) name: String,
    pub(super) class: String,
    pub(super) also: String,
    pub(super) facts: Vec<String>,
}

pub(super) fn search(typed: &str, mode: Mode) -> Search {
    let typed = typed.trim().to_owned();
    if typed.is_empty() {
        return Search { typed, answer: None, found: Vec::new() };
    }
    let found = evidence().find_medicines(&typed);
    let answer = recognised::recognised(&typed);
    let found = found.into_iter().take(MOST_FOUND).map(|one| of_table(one, mode)).collect();
    Search { typed, answer: Some(answer), found }
}

fn of_table(medicine: &Medicine, mode: Mode) -> FoundMedicine {
    let mut facts: Vec<String> = says::association(medicine).into_iter().collect();
    facts.push(medicine_advice::advice(medicine, &medicine.name));
    if mode == Mode::Minor {
        facts = vec![notices_words::UNDER_18.into()];
    }
    FoundMedicine {
        name: medicine.name.clone(),
        class: medicine.class_name.clone(),
        also: medicine.other_names.iter().take(8).cloned().collect::<Vec<_>>().join(", "),
        facts,
    }
}
