//! Medicines that many people take and that have no known link with cramps: known, so that they close nothing for want of a name.

use charley_domain::person::Condition;
use serde::{Deserialize, Serialize};

use crate::{
    Closes,
    table::{TableError, filled, parts, rows, wrong},
};

/// One often prescribed medicine.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KnownMedicine {
    /// `K001`, ...
    pub id: String,
    /// International name.
    pub name: String,
    /// What kind of medicine it is, in words.
    pub class_name: String,
    /// ATC codes, or the beginning of one for a class.
    pub atc_codes: Vec<String>,
    /// Other international names, everyday names, brands of the United Kingdom, the United States and Germany.
    pub other_names: Vec<String>,
    /// What it closes; empty for nearly all.
    pub closes: Vec<Closes>,
    /// A condition it is often taken for. It is asked about, never assumed.
    pub often_for: Option<Condition>,
    /// What else to know of the row.
    pub note: Option<String>,
}

#[derive(Deserialize)]
struct KnownMedicineRow {
    id: String,
    name: String,
    class: String,
    atc_code: String,
    other_names: String,
    closes: String,
    often_for: String,
    note: String,
}

pub(crate) fn parse(text: &str) -> Result<Vec<KnownMedicine>, TableError> {
    rows::<KnownMedicineRow>("known_medicines", text)?.into_iter().map(known).collect()
}

fn known(row: KnownMedicineRow) -> Result<KnownMedicine, TableError> {
    let often_for = filled(row.often_for).map(|word| word.parse()).transpose();
    let often_for = often_for.map_err(|error| wrong("known_medicines", &row.id, format!("{error}")))?;
    Ok(KnownMedicine {
        closes: closes(&row.closes).ok_or_else(|| wrong("known_medicines", &row.id, "closes what?"))?,
        id: row.id,
        name: row.name,
        class_name: row.class,
        atc_codes: parts(&row.atc_code),
        other_names: parts(&row.other_names),
        often_for,
        note: filled(row.note),
    })
}

/// `nothing` must be written out: an empty cell could be one that was forgotten.
fn closes(cell: &str) -> Option<Vec<Closes>> {
    if cell == "nothing" {
        return Some(Vec::new());
    }
    let each = parts(cell).into_iter().map(|word| match word.as_str() {
        "salt" => Some(Closes::Salt),
        "vitamin_k" => Some(Closes::VitaminK),
        "rubbing" => Some(Closes::Rubbing),
        "carbohydrate" => Some(Closes::Carbohydrate),
        _ => None,
    });
    each.collect::<Option<Vec<_>>>().filter(|all| !all.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "id,name,class,atc_code,other_names,closes,often_for,note\n";

    #[test]
    fn a_cell_that_says_nothing_is_refused() {
        let row = |closes: &str| parse(&format!("{HEADER}K001,a,b,A01AA01,c;d,{closes},,\n"));
        assert_eq!(row("nothing").unwrap()[0].closes, []);
        assert_eq!(row("salt;rubbing").unwrap()[0].closes, [Closes::Salt, Closes::Rubbing]);
        assert!(row("").is_err() && row("sugar").is_err());
        assert!(parse(&format!("{HEADER}K001,a,b,,,nothing,gout,\n")).is_err());
    }
}
