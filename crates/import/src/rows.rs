//! Rows of a JSON list, one by one: a row of another shape is passed over, a list that breaks is said.

use serde::de::DeserializeOwned;

use crate::ReadError;

/// Hands out each row that has the shape.
pub(crate) fn each<T: DeserializeOwned, R>(text: &str, mut row: impl FnMut(T) -> R) -> Result<(), ReadError> {
    let rows: Vec<serde_json::Value> =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
            let message = format!(
                "the JSON breaks at line {}, column {}: export it again",
                error.line(),
                error.column()
            );
            ReadError::new("bad_json", message)
        })?;
    rows.into_iter().filter_map(|value| serde_json::from_value(value).ok()).for_each(|value| {
        row(value);
    });
    Ok(())
}
