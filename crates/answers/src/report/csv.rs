//! The diary of a report as CSV (RFC 4180): a row for each night, or for each of its cramps; what is unknown is empty.

use charley_domain::{
    entry::{Cramp, Entry, Record},
    night::{NightOf, NightState},
};

use super::figures;
use crate::rate;
use charley_case::Case;
use charley_speech::{gates, spreadsheet::Spreadsheet};

/// Columns, as `docs/report.md` describes them.
pub(super) const COLUMNS: [&str; 14] = [
    "night",
    "state",
    "cramp_at",
    "muscle",
    "side",
    "duration_s",
    "pain_0_10",
    "during_workout",
    "eased_by",
    "sleep_h",
    "medicines",
    "entry_id",
    "count",
    "twinges",
];

/// The table of a case, from a night on.
///
/// # Errors
/// Never: the table is written into memory; the writer's signature demands it.
pub fn rows(case: &Case, since: Option<NightOf>) -> ::csv::Result<String> {
    let mut table = Spreadsheet::begin(Vec::new(), ::csv::Terminator::CRLF, &COLUMNS)?;
    for night in rate::nights(&case.entries, since, &case.now) {
        let of_night: Vec<&Entry> = case.entries.iter().filter(|entry| entry.night == night.night).collect();
        let twinges = if night.twinges > 0 { night.twinges.to_string() } else { String::new() };
        let (sleep, medicines) = (sleep(&of_night), medicines(&case.entries, night.night));
        let cramps: Vec<(&Entry, &Cramp)> = of_night
            .iter()
            .filter_map(|entry| match &entry.record {
                Record::Cramp(cramp) => Some((*entry, cramp)),
                _ => None,
            })
            .collect();
        let state = if night.state == NightState::Unknown { "" } else { night.state.word() };
        let head = [night.night.to_string(), state.to_owned()];
        let tail = [sleep, medicines];
        if cramps.is_empty() {
            table.row(
                head.iter()
                    .map(String::as_str)
                    .chain([""; 7])
                    .chain(tail.iter().map(String::as_str))
                    .chain(["", "", &twinges]),
            )?;
        }
        for (entry, cramp) in cramps {
            let middle = of_cramp(entry, cramp);
            let id = entry.id.to_string();
            let count = cramp.count.map(|count| count.to_string()).unwrap_or_default();
            table.row(head.iter().chain(&middle).chain(&tail).chain([&id, &count, &twinges]))?;
        }
    }
    // Every cell was text.
    Ok(String::from_utf8_lossy(&table.finish()?).into_owned())
}

/// The columns of a cramp; one whose clock time is not known leaves it empty.
fn of_cramp(entry: &Entry, cramp: &Cramp) -> [String; 7] {
    let at = if figures::is_timed(entry) { entry.occurred_at.to_string() } else { String::new() };
    [
        at,
        cramp.muscle.word().to_owned(),
        cramp.side.word().to_owned(),
        cramp.duration_s.map(|seconds| seconds.to_string()).unwrap_or_default(),
        cramp.pain.map(|pain| pain.of_10().to_string()).unwrap_or_default(),
        cramp.during_workout.to_string(),
        cramp.eased_by.iter().map(|by| by.word()).collect::<Vec<_>>().join(";"),
    ]
}

fn sleep(of_night: &[&Entry]) -> String {
    let slept = of_night.iter().rev().find_map(|entry| match &entry.record {
        Record::Sleep { hours } => Some(hours.h().to_string()),
        _ => None,
    });
    slept.unwrap_or_default()
}

/// Names taken in a night; empty means that nothing is known, `none` that none was taken.
fn medicines(entries: &[Entry], night: NightOf) -> String {
    let mut names = gates::current(entries, night.date());
    if names.iter().any(|name| !gates::is_none(name)) {
        names.retain(|name| !gates::is_none(name));
    }
    names.join(";")
}

#[cfg(test)]
mod tests {
    use super::*;
    use charley_case::fixed;

    #[test]
    fn every_row_is_whole_and_unknown_is_empty() {
        let text = rows(&fixed::adult(), None).unwrap();
        assert!(
            text.starts_with("night,state,cramp_at,")
                && text.ends_with("\r\n")
                && !text.replace("\r\n", "").contains('\n')
        );
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        let all: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(all.len(), 40);
        let of = |state: &str| all.iter().filter(|row| &row[1] == state).count();
        assert_eq!((of("cramp"), of("none"), of("")), (5, 30, 5));
        let cramp = all.iter().find(|row| &row[1] == "cramp").unwrap();
        assert_eq!((&cramp[3], &cramp[4], &cramp[5], &cramp[6]), ("calf", "left", "120", ""));
        assert!(all.iter().all(|row| &row[10] == "atorvastatin"));
    }

    #[test]
    fn commas_and_quotes_of_a_name_survive() {
        let mut case = fixed::adult();
        for entry in &mut case.entries {
            if let Record::Medicine(used) = &mut entry.record {
                "a, \"b\"".clone_into(&mut used.name);
            }
        }
        let text = rows(&case, None).unwrap();
        let first = ::csv::Reader::from_reader(text.as_bytes()).records().next().unwrap().unwrap();
        assert_eq!(&first[10], "a, \"b\"");
    }

    #[test]
    fn every_column_is_documented() {
        let guide = include_str!("../../../../docs/report.md");
        for column in COLUMNS {
            assert!(guide.contains(&format!("| `{column}` |")), "{column}");
        }
    }
}
