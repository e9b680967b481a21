//! What differs from run to run, or with every version, by a name instead; and documents short enough to be read.

use serde_json::Value;

/// Entries of a list that are shown.
const SHOWN: usize = 2;
/// Significant digits that every machine gives alike.
const DIGITS: i32 = 5;

/// The text with ids, hashes, versions and these folders by name.
pub(crate) fn redacted(text: &str, folders: &[&str]) -> String {
    let text = folders.iter().fold(text.to_owned(), |text, folder| text.replace(folder, "[home]"));
    let text = text.replace(env!("CARGO_PKG_VERSION"), "[version]");
    let text = text.replace(charley_evidence::VERSION, "[evidence]");
    let text = seconds_apart(&seconds_apart(&text, "2026-11-23T09:00:"), "DTSTAMP:20261123T0900");
    let mut redacted = String::with_capacity(text.len());
    let mut word = String::new();
    for letter in text.chars().chain(['\n']) {
        if letter.is_ascii_alphanumeric() || letter == '-' {
            word.push(letter);
        } else {
            redacted.push_str(named(&word));
            word.clear();
            redacted.push(letter);
        }
    }
    redacted.pop();
    redacted
}

/// The text without the seconds for which a clock went on after a minute.
fn seconds_apart(text: &str, minute: &str) -> String {
    let mut parts = text.split(minute);
    let first = parts.next().unwrap_or_default().to_owned();
    let is_second = |letter: char| letter.is_ascii_digit() || letter == '.';
    parts.fold(first, |kept, part| kept + minute + "[s]" + part.trim_start_matches(is_second))
}

/// The name of a word that is no word.
fn named(word: &str) -> &str {
    let is_hex = |part: &str| part.chars().all(|letter| matches!(letter, '0'..='9' | 'a'..='f'));
    let parts: Vec<&str> = word.split('-').collect();
    if parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12]) && parts.iter().all(|part| is_hex(part)) {
        "[id]"
    } else if word.len() >= 12 && is_hex(word) && !word.chars().all(|letter| letter.is_ascii_digit()) {
        "[hash]"
    } else {
        word
    }
}

/// A document with the first entries of each list, and numbers as exact as every machine gives them.
pub(crate) fn abridged(document: &Value) -> String {
    fn of(value: &Value) -> Value {
        match value {
            Value::Array(items) => {
                let mut shown: Vec<Value> = items.iter().take(SHOWN).map(of).collect();
                shown.extend(
                    (items.len() > SHOWN).then(|| format!("[and {} more]", items.len() - SHOWN).into()),
                );
                shown.into()
            }
            Value::Object(fields) => fields.iter().map(|(key, value)| (key.clone(), of(value))).collect(),
            Value::Number(number) if number.is_f64() => rounded(number.as_f64().unwrap_or_default()).into(),
            value => value.clone(),
        }
    }
    format!("{:#}", of(document))
}

fn rounded(value: f64) -> f64 {
    format!("{value:.*e}", usize::try_from(DIGITS - 1).unwrap()).parse().unwrap()
}

#[test]
fn ids_have_a_name_and_words_stay() {
    let text =
        "/tmp/x/data 01a2095e-30da-7c38-86be-68f3c7b7fdd4 2026-11-23 20261123091500 deadbeefdeadbeef defaced";
    assert_eq!(redacted(text, &["/tmp/x"]), "[home]/data [id] 2026-11-23 20261123091500 [hash] defaced");
    assert_eq!(seconds_apart("at 09:00:06.017Z, 09:01:06Z", "09:00:"), "at 09:00:[s]Z, 09:01:06Z");
    let short = abridged(&serde_json::json!({"a": [1, 2.000_000_1, 3], "b": 0.123_456_7}));
    assert_eq!(short, "{\n  \"a\": [\n    1,\n    2.0,\n    \"[and 1 more]\"\n  ],\n  \"b\": 0.12346\n}");
}
