//! Sentences as constants with places to be filled, and plural forms.
//!
//! Nothing is put together from parts of sentences: what varies stands in braces, and a sentence with a number has one form
//! for one and one for others.

use std::fmt::Display;

use crate::number::unsigned_nothing;

/// Makes constants of sentences; the documentation of each is its text.
#[macro_export]
macro_rules! sentences {
    ($($name:ident = $text:expr;)+) => {
        $(#[doc = concat!("`", $text, "`")] pub const $name: &str = $text;)+
    };
}
pub use sentences;

/// A sentence with its places filled: `{number}` becomes what stands under `number`. What is filled in is never read again,
/// so that a typed name may hold braces.
pub fn fill(text: &str, places: &[(&str, &dyn Display)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        filled.push_str(before);
        match places.iter().find(|(place, _)| *place == name) {
            Some((_, value)) => filled.push_str(&unsigned_nothing(value.to_string())),
            None => debug_assert!(false, "nothing for {{{name}}} in: {text}"),
        }
        rest = after;
    }
    filled + rest
}

/// The form of a sentence for a number of things. English has two.
pub const fn form(n: usize, (one, other): (&'static str, &'static str)) -> &'static str {
    if n == 1 { one } else { other }
}

/// The form of a sentence for a number of things, filled with it under `n`.
pub fn plural(n: usize, forms: (&'static str, &'static str)) -> String {
    fill(form(n, forms), &[("n", &n)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_by_name_and_numbers_choose_their_form() {
        assert_eq!(
            fill("Call {who} {when}.", &[("when", &"today"), ("who", &"NHS 111")]),
            "Call NHS 111 today."
        );
        assert_eq!(fill("{a} and {b}", &[("a", &"{b}"), ("b", &"two")]), "{b} and two");
        assert_eq!(fill("{n} °C", &[("n", &format_args!("{:.0}", -0.2))]), "0 °C");
        let forms = ("{n} night is open.", "{n} nights are open.");
        assert_eq!([plural(1, forms), plural(3, forms)], ["1 night is open.", "3 nights are open."]);
    }

    #[test]
    #[should_panic(expected = "nothing for {when}")]
    fn an_empty_place_is_found_before_a_person_reads_it() {
        fill("Call {who} {when}.", &[("who", &"NHS 111")]);
    }
}
