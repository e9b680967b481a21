//! A reference table read by column names, and how far a model may be from it.

use std::collections::BTreeMap;

/// One row.
#[derive(Debug, Clone)]
pub(crate) struct Row(BTreeMap<String, String>);

impl Row {
    /// A number.
    pub(crate) fn number(&self, column: &str) -> f64 {
        self.text(column).parse().unwrap_or_else(|_| panic!("{column} is no number: {:?}", self.text(column)))
    }

    /// A cell as it stands.
    pub(crate) fn text(&self, column: &str) -> &str {
        self.0.get(column).unwrap_or_else(|| panic!("there is no column {column}"))
    }
}

/// All rows of a table.
pub(crate) fn rows(table: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |record: csv::StringRecord| {
        Row(names.iter().cloned().zip(record.iter().map(str::to_owned)).collect())
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// The largest distance met so far, and where.
#[derive(Debug, Default)]
pub(crate) struct Worst {
    distance: f64,
    place: String,
    compared: usize,
}

impl Worst {
    /// Relative distance; near zero, absolute.
    pub(crate) fn relative(&mut self, ours: f64, theirs: f64, place: impl FnOnce() -> String) {
        self.note((ours - theirs).abs() / theirs.abs().max(1e-3), place);
    }

    /// Absolute distance.
    pub(crate) fn absolute(&mut self, ours: f64, theirs: f64, place: impl FnOnce() -> String) {
        self.note((ours - theirs).abs(), place);
    }

    fn note(&mut self, distance: f64, place: impl FnOnce() -> String) {
        self.compared += 1;
        // A distance that is no number is the worst of all.
        if distance > self.distance || distance.is_nan() {
            self.distance = if distance.is_nan() { f64::INFINITY } else { distance };
            self.place = place();
        }
    }

    /// Says how near it came, and stops when that is not near enough.
    pub(crate) fn within(&self, tolerance: f64, what: &str) {
        println!(
            "{what}: {} values, worst {:.2e} of {tolerance:.0e} at {}",
            self.compared, self.distance, self.place
        );
        assert!(
            self.compared > 0 && self.distance <= tolerance,
            "{what}: {} at {}",
            self.distance,
            self.place
        );
    }
}
