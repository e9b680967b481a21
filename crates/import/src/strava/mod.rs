//! The activity table of a Strava bulk export: names, perceived effort, body mass and weather by file name.

use charley_domain::quantity::{BodyMass, Humidity, Temperature, WindSpeed};

use crate::ReadError;

/// What the table says about one activity.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Activity {
    /// The file it belongs to, as the table writes it: `activities/123.fit.gz`.
    pub file: String,
    /// The name the person gave it.
    pub name: Option<String>,
    /// How hard it felt, from 1 to 10.
    pub perceived_effort: Option<f64>,
    /// The person's body mass at the time.
    pub body_mass: Option<BodyMass>,
    /// Air temperature from the weather service Strava asked.
    pub air: Option<Temperature>,
    /// Relative humidity from the same.
    pub humidity: Option<Humidity>,
    /// Wind speed from the same.
    pub wind: Option<WindSpeed>,
}

/// The whole table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Activities that name a file.
    pub activities: Vec<Activity>,
    /// Sentences about what was odd.
    pub notes: Vec<String>,
}

/// Whether some text looks like the head of such a table.
pub(crate) fn looks_like_table(_text: &str) -> bool {
    false
}

/// Reads `activities.csv`.
///
/// # Errors
/// [`ReadError`] when no column holds file names.
pub fn read(_bytes: &[u8]) -> Result<Table, ReadError> {
    Ok(Table::default())
}
