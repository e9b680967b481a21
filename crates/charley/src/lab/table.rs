//! A table of the lab: columns by name, and errors that name the line and the column.

use std::collections::BTreeMap;

/// Why a table cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LabError {
    /// It is no CSV.
    #[error("the table cannot be read: {0}")]
    Csv(#[from] csv::Error),
    /// A column is missing.
    #[error("the table has no column {column:?}: it has {present}")]
    NoColumn {
        /// The column.
        column: String,
        /// Those there are.
        present: String,
    },
    /// A cell cannot be read.
    #[error("line {line}, column {column}: {text:?} is no {what}")]
    Cell {
        /// Line of the file, the header being the first.
        line: u64,
        /// The column.
        column: String,
        /// What stands there.
        text: String,
        /// What should.
        what: &'static str,
    },
    /// It is empty.
    #[error("the table has no rows: the first line names the columns, each other line is a row")]
    Empty,
    /// The results cannot be written.
    #[error("the results cannot be written: {0}")]
    Write(String),
}

/// A table.
#[derive(Debug)]
pub(crate) struct Table {
    columns: BTreeMap<String, usize>,
    rows: Vec<(u64, csv::StringRecord)>,
}

impl Table {
    /// Reads a table; further columns do no harm.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, LabError> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
        let columns = reader.headers()?.iter().enumerate();
        let columns =
            columns.map(|(place, name)| (name.trim_start_matches('\u{feff}').to_owned(), place)).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record?;
            rows.push((record.position().map_or(0, csv::Position::line), record));
        }
        if rows.is_empty() { Err(LabError::Empty) } else { Ok(Self { columns, rows }) }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has a column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// The columns, in the order of the file.
    pub(super) fn columns(&self) -> Vec<&str> {
        let mut columns: Vec<(&usize, &str)> =
            self.columns.iter().map(|(name, place)| (place, name.as_str())).collect();
        columns.sort();
        columns.into_iter().map(|(_, name)| name).collect()
    }

    /// A cell.
    pub(super) fn text(&self, row: usize, column: &str) -> Result<&str, LabError> {
        let place = self.columns.get(column).ok_or_else(|| LabError::NoColumn {
            column: column.to_owned(),
            present: self.columns.keys().cloned().collect::<Vec<_>>().join(", "),
        })?;
        Ok(self.rows[row].1.get(*place).unwrap_or_default())
    }

    /// A finite number.
    pub(super) fn number(&self, row: usize, column: &str) -> Result<f64, LabError> {
        let text = self.text(row, column)?;
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
        number.ok_or_else(|| self.wrong(row, column, "number"))
    }

    /// A number above zero.
    pub(super) fn positive(&self, row: usize, column: &str) -> Result<f64, LabError> {
        let number = self.number(row, column)?;
        if number > 0.0 { Ok(number) } else { Err(self.wrong(row, column, "number above zero")) }
    }

    /// A whole number from 0 to a limit.
    pub(super) fn count(&self, row: usize, column: &str, most: u32) -> Result<u32, LabError> {
        let number = self.number(row, column)?;
        if (0.0..=f64::from(most)).contains(&number) && number.fract() == 0.0 {
            Ok(number as u32)
        } else {
            Err(self.wrong(row, column, "whole number within the limits of the model"))
        }
    }

    /// An error at a cell.
    pub(super) fn wrong(&self, row: usize, column: &str, what: &'static str) -> LabError {
        LabError::Cell {
            line: self.rows[row].0,
            column: column.to_owned(),
            text: self.text(row, column).unwrap_or_default().to_owned(),
            what,
        }
    }

    /// The case of a row: rows of one case belong together; without that column each row is its own.
    pub(super) fn same_case(&self, a: usize, b: usize) -> bool {
        match (self.text(a, "case"), self.text(b, "case")) {
            (Ok(a), Ok(b)) => a == b,
            _ => false,
        }
    }
}
