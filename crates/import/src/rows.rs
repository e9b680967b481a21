//! Rows of a JSON list, one by one: a row of another shape is passed over, a list that breaks is said.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer as _,
    de::{DeserializeOwned, SeqAccess, Visitor},
};

use crate::ReadError;

/// Hands out each row that has the shape, while the list is read: no more than one row is held.
pub(crate) fn each<T: DeserializeOwned, R>(text: &str, row: impl FnMut(T) -> R) -> Result<(), ReadError> {
    let mut json = serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}'));
    json.deserialize_seq(JsonRows { row, shape: PhantomData }).and_then(|()| json.end()).map_err(|error| {
        let message =
            format!("the JSON breaks at line {}, column {}: export it again", error.line(), error.column());
        ReadError::new("bad_json", message)
    })
}

/// What is done with each row of a list.
struct JsonRows<T, F> {
    row: F,
    shape: PhantomData<T>,
}

impl<'de, T: DeserializeOwned, R, F: FnMut(T) -> R> Visitor<'de> for JsonRows<T, F> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut rows: A) -> Result<(), A::Error> {
        while let Some(value) = rows.next_element::<serde_json::Value>()? {
            if let Ok(row) = serde_json::from_value(value) {
                (self.row)(row);
            }
        }
        Ok(())
    }
}
