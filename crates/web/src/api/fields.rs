//! The fields of a JSON object, taken out one by one: what is of the wrong kind, and what nobody asked for, is refused
//! by its name.

use std::str::FromStr;

use serde_json::{Map, Value};

use super::Refusal;

/// The fields not yet taken.
#[derive(Debug)]
pub(super) struct JsonFields(Map<String, Value>);

impl JsonFields {
    /// Reads an object.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            Ok(_) => Err(Refusal::unreadable(
                "The body is JSON, but no object: send one entry, as in {\"id\":\"…\",\"kind\":\"none\"}. Nothing was recorded.",
            )),
            Err(error) => Err(Refusal::unreadable(format!(
                "The body is no JSON ({error}): send one object, as in {{\"id\":\"…\",\"kind\":\"none\"}}. Nothing was recorded."
            ))),
        }
    }

    /// A text, if it was sent; null is the same as not sent.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        match self.0.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(Refusal::of_field(name, format!("{other} is no text: write it in quotes"))),
        }
    }

    /// A word out of a list.
    pub(super) fn word<T: FromStr>(&mut self, name: &str) -> Result<Option<T>, Refusal>
    where
        T::Err: std::fmt::Display,
    {
        let text = self.text(name)?;
        text.map(|text| text.parse().map_err(|error| Refusal::of_field(name, error))).transpose()
    }

    /// A number, checked by `of`. A number in quotes is read too: some programs cannot send any other.
    pub(super) fn number<T, E: std::fmt::Display>(
        &mut self,
        name: &str,
        of: impl Fn(f64) -> Result<T, E>,
    ) -> Result<Option<T>, Refusal> {
        let number = match self.0.remove(name) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::Number(number)) => number.as_f64(),
            Some(Value::String(text)) => text.trim().parse().ok(),
            Some(_) => None,
        };
        let number = number.ok_or_else(|| Refusal::of_field(name, "no number: send it as in 3 or 61.8"))?;
        of(number).map(Some).map_err(|error| Refusal::of_field(name, error))
    }

    /// Yes or no.
    pub(super) fn truth(&mut self, name: &str) -> Result<bool, Refusal> {
        match self.0.remove(name) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(truth)) => Ok(truth),
            Some(other) => Err(Refusal::of_field(name, format!("{other} is neither true nor false"))),
        }
    }

    /// Some words out of a list.
    pub(super) fn words<T: FromStr>(&mut self, name: &str) -> Result<Vec<T>, Refusal>
    where
        T::Err: std::fmt::Display,
    {
        let refuse = || Refusal::of_field(name, "no list of words: send it as in [\"stretch\",\"massage\"]");
        let list = match self.0.remove(name) {
            None | Some(Value::Null) => return Ok(Vec::new()),
            Some(Value::Array(list)) => list,
            Some(Value::String(one)) => vec![Value::String(one)],
            Some(_) => return Err(refuse()),
        };
        let read = |value: &Value| {
            let word = value.as_str().ok_or_else(refuse)?;
            word.parse().map_err(|error| Refusal::of_field(name, error))
        };
        list.iter().map(read).collect()
    }

    /// Refuses what was not taken: a misspelt field would be lost without a word.
    pub(super) fn none_left(self, kind: &str, known: &str) -> Result<(), Refusal> {
        match self.0.keys().next() {
            None => Ok(()),
            Some(name) => Err(Refusal::of_field(
                name,
                format!("no field of {kind:?}: its fields are id, kind, at, asked{known}"),
            )),
        }
    }
}
