//! An entry as JSON of the contract: every field is there, unknown is null, units stand in the keys.

use charley_domain::entry::{Entry, Record};
use serde::Serialize;
use serde_json::{Map, Value};

/// One entry as other programs read it.
#[derive(Debug, Serialize)]
pub struct EntryDocument {
    id: String,
    kind: &'static str,
    at: String,
    recorded_at: String,
    source: &'static str,
    precision: Value,
    /// Only where it is so: a document of an entry without it is what it was in 0.1.0.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    asked: bool,
    night: String,
    timezone: Option<String>,
    #[serde(flatten)]
    fields: Map<String, Value>,
}

impl EntryDocument {
    /// The document of an entry.
    ///
    /// # Errors
    /// Never for entries that came through the checked types; the serialiser's signature demands it.
    pub fn of(entry: &Entry) -> Result<Self, serde_json::Error> {
        let mut fields = match serde_json::to_value(&entry.record)? {
            Value::Object(fields) => fields,
            // A record is a tagged enum, which serialises to an object.
            other => Map::from_iter([("record".to_owned(), other)]),
        };
        fields.remove("kind");
        if let Record::Cramp(cramp) = &entry.record {
            fields.insert("eased_by".to_owned(), serde_json::to_value(&cramp.eased_by)?);
        }
        for key in optional_keys(&entry.record) {
            fields.entry(*key).or_insert(Value::Null);
        }
        Ok(Self {
            id: entry.id.to_string(),
            kind: entry.record.kind(),
            at: entry.occurred_at.to_string(),
            recorded_at: entry.recorded_at.to_string(),
            source: entry.source.word(),
            precision: serde_json::to_value(entry.precision)?,
            asked: entry.asked,
            night: entry.night.to_string(),
            timezone: entry.occurred_at.zone.clone(),
            fields,
        })
    }
}

/// Keys that a record may leave out and a document shows as null.
fn optional_keys(record: &Record) -> &'static [&'static str] {
    match record {
        // A count that was not said is one, not unknown: it stays away, as documents had it before there were counts.
        Record::Cramp(_) => &["duration_s", "pain"],
        Record::Twinge(_) => &["muscle", "count"],
        Record::Drink { .. } => &["sodium_mg", "drink"],
        Record::Weight { .. } => &["weigh_in"],
        Record::Medicine(_) => &["until", "dose", "times_of_day"],
        Record::Weather(_) => &["humidity_pct", "wind_m_s", "sun"],
        Record::Workout(_) => &["distance_m"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use charley_domain::{
        entry::{Cramp, EntrySource},
        moment::{Moment, Precision},
        muscle::{Muscle, Side},
        night::NightOf,
    };

    #[test]
    fn what_was_not_said_is_null_and_never_left_out() {
        let occurred_at = Moment::of(&"2026-11-22T03:12[Europe/Berlin]".parse().unwrap());
        let (muscle, side) = (Muscle::Calf, Side::Unknown);
        let entry = Entry {
            id: uuid::Uuid::nil(),
            night: NightOf::of(&occurred_at),
            recorded_at: occurred_at.instant,
            occurred_at,
            source: EntrySource::Terminal,
            precision: Precision::Minutes,
            asked: false,
            record: Record::Cramp(Cramp::of(muscle, side)),
        };
        insta::assert_snapshot!(serde_json::to_string_pretty(&EntryDocument::of(&entry).unwrap()).unwrap());
    }
}
