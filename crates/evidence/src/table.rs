//! Reading one table: rows by column name, errors by table and line.

use serde::de::DeserializeOwned;

/// A cell that does not hold what its column promises.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("table {table}, row {row}: {why}")]
pub struct TableError {
    /// The table.
    pub table: &'static str,
    /// Id of the row, or its number where the id could not be read.
    pub row: String,
    /// What is wrong.
    pub why: String,
}

/// All rows of a CSV text with a header, as typed by `T`.
pub(crate) fn rows<T: DeserializeOwned>(table: &'static str, text: &str) -> Result<Vec<T>, TableError> {
    csv::Reader::from_reader(text.as_bytes())
        .into_deserialize()
        .enumerate()
        .map(|(index, row)| {
            row.map_err(|error| TableError { table, row: (index + 1).to_string(), why: error.to_string() })
        })
        .collect()
}

/// An error about one row.
pub(crate) fn wrong(table: &'static str, row: &str, why: impl Into<String>) -> TableError {
    TableError { table, row: row.to_owned(), why: why.into() }
}

/// The parts of a cell that holds several values joined by `;`.
pub(crate) fn parts(cell: &str) -> Vec<String> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A cell that may be empty: empty means not found, never zero.
pub(crate) fn filled(cell: String) -> Option<String> {
    (!cell.trim().is_empty()).then_some(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    struct Row {
        #[allow(dead_code)]
        value: f64,
    }

    #[test]
    fn a_bad_cell_names_its_table_and_row() {
        let error = rows::<Row>("factors", "value\n1\nabc\n").unwrap_err();
        assert_eq!((error.table, error.row.as_str()), ("factors", "2"));
    }

    #[test]
    fn empty_is_absent() {
        assert_eq!(filled("  ".into()), None);
        assert_eq!(parts("a; b;;c"), ["a", "b", "c"]);
    }
}
