//! Sentences with an id, ready to be translated: a table of ids and texts, places to be filled, and plural forms.
//!
//! A translation gives other texts under the same ids. Nothing is put together from parts of sentences: what varies stands
//! in braces, and a sentence with a number has one form for one and one for others.

/// Makes constants of sentences and the catalogue of them.
macro_rules! messages {
    ($($name:ident = $id:literal: $text:expr;)+) => {
        $(pub(crate) const $name: &str = $text;)+
        /// Ids and texts, in the order in which they are written.
        #[cfg(test)]
        pub(crate) const CATALOGUE: &[(&str, &str)] = &[$(($id, $text)),+];
    };
}
pub(crate) use messages;

/// A sentence with its places filled: `{number}` becomes what stands under `number`.
pub(crate) fn fill(text: &str, places: &[(&str, &str)]) -> String {
    places.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// The form of a sentence for a number of things, filled with it under `n`. English has two forms.
pub(crate) fn plural(n: usize, (one, other): (&str, &str)) -> String {
    fill(if n == 1 { one } else { other }, &[("n", &n.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_by_name_and_numbers_choose_their_form() {
        assert_eq!(
            fill("Call {who} {when}.", &[("when", "today"), ("who", "NHS 111")]),
            "Call NHS 111 today."
        );
        let forms = ("{n} night is open.", "{n} nights are open.");
        assert_eq!([plural(1, forms), plural(3, forms)], ["1 night is open.", "3 nights are open."]);
    }
}
