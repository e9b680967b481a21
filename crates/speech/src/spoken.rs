//! Times, spans and amounts as a person reads them, in the units they chose: the other direction of `typed`.

mod amount;
mod assumed;
mod nights;
mod record;
mod spell;
mod time;
mod visible;

pub use crate::number::{difference, rounded, unsigned_nothing};
pub use amount::{
    air, at_most, bare_pace, between, degrees, drink, far, height, limit, litres, lost, mass, of_litres,
    of_pace, pace, span, volume, warmer,
};
pub use assumed::temperatures_in;
pub use nights::{counted_nights, known_nights};
pub use record::{entry_line, medicine, medicine_amount, medicine_spells};
pub use spell::{Spell, union};
pub use time::{date, dated, night};
pub use visible::visible;

/// Widest line of the terminal output.
const WIDTH: usize = 80;

/// Text broken into lines of at most 80 columns; lines after the first are indented.
pub fn wrapped(text: &str, indent: usize) -> String {
    let lead = text.len() - text.trim_start().len();
    let mut lines = vec![" ".repeat(lead)];
    let mut fresh = true;
    for word in text.trim_start().split(' ') {
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

    proptest! {
        #[test]
        fn no_word_is_lost(words in prop::collection::vec("[a-zé]{1,30}", 1..40)) {
            let lines = wrapped(&words.join(" "), 2);
            prop_assert_eq!(lines.split_whitespace().collect::<Vec<_>>(), words);
        }
    }
}
