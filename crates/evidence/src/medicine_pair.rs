//! Two medicines that matter together: what they do, the signs that need care, who says so.

use serde::{Deserialize, Serialize};

use crate::{
    estimate::Certainty,
    table::{TableError, filled, parts, rows, wrong},
};

/// Fewest letters of an ATC code that name a pharmacological subgroup: with fewer a pair would name too much.
const SHORTEST_CODE: usize = 4;

/// Two kinds of medicines that matter together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MedicinePair {
    /// `P01`, ...
    pub id: String,
    /// What the one is, in words.
    pub one: String,
    /// ATC codes of the one, or their beginnings.
    pub one_codes: Vec<String>,
    /// What the other is, in words.
    pub other: String,
    /// ATC codes of the other, or their beginnings.
    pub other_codes: Vec<String>,
    /// What they do together, with `{one}` and `{other}` where their names stand.
    pub together: String,
    /// Signs that need care, and how soon.
    pub signs: String,
    /// The red flags in which these signs are asked for.
    pub red_flags: Vec<String>,
    /// How sure it is.
    pub certainty: Certainty,
    /// Keys of its sources.
    pub sources: Vec<String>,
    /// What else to know of the row; for developers.
    pub note: Option<String>,
}

#[derive(Deserialize)]
struct MedicinePairRow {
    id: String,
    one: String,
    one_atc: String,
    other: String,
    other_atc: String,
    together: String,
    signs: String,
    red_flags: String,
    certainty: Certainty,
    source_id: String,
    note: String,
}

pub(crate) fn parse(text: &str) -> Result<Vec<MedicinePair>, TableError> {
    rows::<MedicinePairRow>("medicine_pairs", text)?.into_iter().map(pair).collect()
}

fn pair(row: MedicinePairRow) -> Result<MedicinePair, TableError> {
    let codes = |cell: &str| {
        let codes = parts(cell);
        let is_code = |code: &String| code.len() >= SHORTEST_CODE && code.is_ascii();
        if codes.is_empty() || !codes.iter().all(is_code) {
            return Err(wrong(
                "medicine_pairs",
                &row.id,
                format!("{cell:?} are no ATC codes of four letters or more"),
            ));
        }
        Ok(codes)
    };
    let (one_codes, other_codes) = (codes(&row.one_atc)?, codes(&row.other_atc)?);
    if row.together.trim().is_empty() || row.signs.trim().is_empty() {
        return Err(wrong("medicine_pairs", &row.id, "it does not say what to look for"));
    }
    Ok(MedicinePair {
        one_codes,
        other_codes,
        id: row.id,
        one: row.one,
        other: row.other,
        together: row.together,
        signs: row.signs,
        red_flags: parts(&row.red_flags),
        certainty: row.certainty,
        sources: parts(&row.source_id),
        note: filled(row.note),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence;

    #[test]
    fn every_pair_names_sources_and_red_flags_that_exist() {
        for pair in &evidence().medicine_pairs {
            assert!(!pair.sources.is_empty() && !pair.red_flags.is_empty(), "{}", pair.id);
            for key in &pair.sources {
                assert!(evidence().source(key).is_some(), "{}: {key}", pair.id);
            }
            for flag in &pair.red_flags {
                assert!(evidence().red_flag(flag).is_some(), "{}: {flag}", pair.id);
            }
            assert!(pair.signs.contains("today"), "{}: {}", pair.id, pair.signs);
        }
    }

    #[test]
    fn a_row_without_codes_or_signs_is_refused_by_its_name() {
        let header = "id,one,one_atc,other,other_atc,together,signs,red_flags,certainty,source_id,note\n";
        let row = |codes: &str, signs: &str| {
            parse(&format!("{header}P99,a,{codes},b,J01FA09,c,{signs},RF05,low,d,\n"))
        };
        assert!(row("C10AA01", "call today").is_ok());
        for wrong in [row("", "call today"), row("C10", "call today"), row("C10AA01", "")] {
            assert_eq!(wrong.unwrap_err().row, "P99");
        }
    }
}
