//! Rows of a JSON list, one by one: a row of another shape is passed over, a list that breaks is said.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer,
    de::{DeserializeOwned, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::ReadError;

/// Hands out each row that has the shape, while the list is read: no more than one row is held.
pub(crate) fn each<T: DeserializeOwned, R>(text: &str, row: impl FnMut(T) -> R) -> Result<(), ReadError> {
    let mut json = serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}'));
    json.deserialize_seq(JsonRows { row, shape: PhantomData })
        .and_then(|()| json.end())
        .map_err(|error| broken(&error))
}

/// The same for the lists that are values of one object, `{"sleep": [...], "activity": [...]}`, or for a list by itself.
pub(crate) fn each_within<T: DeserializeOwned, R>(
    text: &str,
    row: impl FnMut(T) -> R,
) -> Result<(), ReadError> {
    let text = text.trim_start_matches('\u{feff}');
    if !text.trim_start().starts_with('{') {
        return each(text, row);
    }
    let mut json = serde_json::Deserializer::from_str(text);
    json.deserialize_map(JsonLists { row, shape: PhantomData })
        .and_then(|()| json.end())
        .map_err(|error| broken(&error))
}

fn broken(error: &serde_json::Error) -> ReadError {
    let message =
        format!("the JSON breaks at line {}, column {}: export it again", error.line(), error.column());
    ReadError::new("bad_json", message)
}

/// What is done with each row of each list of an object.
struct JsonLists<T, F> {
    row: F,
    shape: PhantomData<T>,
}

impl<'de, T: DeserializeOwned, R, F: FnMut(T) -> R> Visitor<'de> for JsonLists<T, F> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object of lists")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut lists: A) -> Result<(), A::Error> {
        while lists.next_key::<IgnoredAny>()?.is_some() {
            lists.next_value_seed(JsonRowsOrNone { row: &mut self.row, shape: PhantomData })?;
        }
        Ok(())
    }
}

/// A list of rows, or a value that is none and is passed over.
struct JsonRowsOrNone<'a, T, F> {
    row: &'a mut F,
    shape: PhantomData<T>,
}

impl<'de, T: DeserializeOwned, R, F: FnMut(T) -> R> DeserializeSeed<'de> for JsonRowsOrNone<'_, T, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de, T: DeserializeOwned, R, F: FnMut(T) -> R> Visitor<'de> for JsonRowsOrNone<'_, T, F> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list, or a value that is none")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, rows: A) -> Result<(), A::Error> {
        JsonRows { row: self.row, shape: PhantomData }.visit_seq(rows)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
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
