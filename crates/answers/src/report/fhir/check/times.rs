//! Times of a document: none after it was made, none more exact than a millisecond, no period that runs backwards.

use jiff::{Timestamp, civil::Date};
use serde_json::Value;

use super::walk;

/// Elements that hold an instant or a dateTime.
const TIMES: [&str; 7] = ["timestamp", "issued", "date", "dateAsserted", "effectiveDateTime", "start", "end"];

/// What is wrong with its times.
pub(super) fn check(bundle: &Value, wrong: &mut Vec<String>) {
    let made = bundle["timestamp"].as_str().and_then(|at| at.parse::<Timestamp>().ok());
    walk(bundle, &mut |key, value| {
        if let Some(text) = value.as_str().filter(|_| TIMES.contains(&key)) {
            one(key, text, made, wrong);
        }
        // per-1: the start is not after the end.
        if let (Some(start), Some(end)) = (value["start"].as_str(), value["end"].as_str())
            && latest(start) > latest(end)
        {
            wrong.push(format!("per-1: {start} to {end}"));
        }
    });
}

fn one(key: &str, text: &str, made: Option<Timestamp>, wrong: &mut Vec<String>) {
    let fraction = text.split_once('.').map_or("", |(_, rest)| rest);
    if fraction.bytes().take_while(u8::is_ascii_digit).count() > 3 {
        wrong.push(format!("{key} {text} is more exact than a millisecond"));
    }
    match latest(text) {
        None => wrong.push(format!("{key} {text} is no time")),
        // A medicine may be meant to begin later; nothing may have ended or been seen later.
        Some(at) if key != "start" && made.is_some_and(|made| at > made) => {
            wrong.push(format!("{key} {text} lies in the future"));
        }
        Some(_) => {}
    }
}

/// A time; of a date its first instant anywhere on Earth.
fn latest(text: &str) -> Option<Timestamp> {
    let day = || text.parse::<Date>().ok()?.at(0, 0, 0, 0).in_tz("UTC").ok().map(|at| at.timestamp());
    text.parse::<Timestamp>().ok().or_else(day)
}
