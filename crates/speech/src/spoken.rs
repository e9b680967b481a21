//! Times, spans and amounts as a person reads them, in the units they chose: the other direction of `typed`.

mod amount;
mod assumed;
mod nights;
mod observation;
pub mod record;
mod spell;
mod time;
mod visible;
pub mod words;

pub use crate::number::{difference, rounded, unsigned_nothing};
pub use amount::{
    air, at_most, bare_pace, between, degrees, drink, far, height, limit, litres, lost, mass, of_litres,
    of_pace, pace, plain, span, volume, warmer,
};
pub use assumed::temperatures_in;
pub use nights::{counted_nights, known_nights};
pub use record::{entry_line, medicine, medicine_amount, medicine_spells, what, word};
pub use spell::{Spell, union};
pub use time::{clock, date, dated, day, month, month_of, night, short_date, weekday, weekday_short};
pub use visible::visible;

/// Widest line of the terminal output.
const WIDTH: usize = 80;

/// A written number with the decimal sign of the language that is spoken now: `61,8 kg` in German.
pub(crate) fn decimal(text: String) -> String {
    match words::DECIMAL.text() {
        "." => text,
        sign => text.replace('.', sign),
    }
}

/// Text broken into lines of at most 80 columns; lines after the first are indented.
pub fn wrapped(text: &str, indent: usize) -> String {
    let lead = text.len() - text.trim_start().len();
    let mut lines = vec![" ".repeat(lead)];
    let mut fresh = true;
    for word in together(text.trim_start()) {
        let line = lines.last().map_or(0, |line| line.chars().count());
        if !fresh && line + 1 + word.chars().count() > WIDTH {
            lines.push(" ".repeat(indent));
            fresh = true;
        }
        if let Some(line) = lines.last_mut() {
            if !fresh {
                line.push(' ');
            }
            line.push_str(word);
        }
        fresh = false;
    }
    let mut text = lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n");
    text.push('\n');
    text
}

/// Units that stand behind a number with a blank between.
const UNITS: [&str; 30] = [
    "°C", "°F", "%", "g", "mg", "kg", "mL", "ml", "L", "mmol/L", "mmol", "km", "m", "mi", "ft", "h", "min",
    "s", "W", "W/kg", "bpm", "kcal", "kJ", "Nm", "lb", "oz", "fl", "m/s", "km/h", "pt",
];

/// Whether a word ends in a number, be it in brackets.
pub fn is_number(word: &str) -> bool {
    word.trim_end_matches(')').ends_with(|letter: char| letter.is_ascii_digit())
}

/// Whether a word is a unit, whatever stands behind it.
pub fn is_unit(word: &str) -> bool {
    let ends: &[char] = &['.', ',', ';', ':', ')', '?', '!'];
    UNITS.contains(&word.trim_end_matches(ends))
}

/// The words of a text; a number and its unit are one.
fn together(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut from, mut before) = (0, "");
    let mut at = 0;
    for word in text.split(' ') {
        if at > 0 && !(is_number(before) && is_unit(word)) {
            words.push(&text[from..at - 1]);
            from = at;
        }
        at += word.len() + 1;
        before = word;
    }
    words.push(&text[from..]);
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_stay_within_eighty_columns_and_keep_inner_blanks() {
        let text = format!("  head    {}", "word ".repeat(40));
        let lines = wrapped(&text, 4);
        assert!(lines.starts_with("  head    word"));
        assert!(lines.lines().all(|line| line.len() <= WIDTH));
        assert!(lines.lines().skip(1).all(|line| line.starts_with("    word")));
    }

    #[test]
    fn a_number_stays_with_its_unit() {
        assert_eq!(
            together("at 27 °C, 21 (15 to 27) °C in 3 places"),
            ["at", "27 °C,", "21", "(15", "to", "27) °C", "in", "3", "places"]
        );
        let text = format!("{}27 °C.", "word ".repeat(15));
        assert_eq!(wrapped(&text, 0).lines().last(), Some("27 °C."));
    }

    proptest! {
        #[test]
        fn no_word_is_lost(words in prop::collection::vec("[a-zé]{1,30}", 1..40)) {
            let lines = wrapped(&words.join(" "), 2);
            prop_assert_eq!(lines.split_whitespace().collect::<Vec<_>>(), words);
        }
    }
}
