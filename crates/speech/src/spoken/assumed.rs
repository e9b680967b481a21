//! What a model assumed, which it says in °C, in the units of a person.

use charley_domain::person::Units;

use super::degrees;

/// A text with its temperatures in the units of a person: `a pool of 27 °C` becomes `a pool of 81 °F`.
///
/// ```
/// use charley_domain::person::Units;
/// use charley_speech::spoken::temperatures_in;
/// assert_eq!(temperatures_in("a pool of 27 °C, air of -2 °C", Units::Us), "a pool of 81 °F, air of 28 °F");
/// assert_eq!(temperatures_in("a pool of 27 °C", Units::Metric), "a pool of 27 °C");
/// ```
pub fn temperatures_in(text: &str, units: Units) -> String {
    let mut said = String::with_capacity(text.len());
    let mut parts = text.split(" °C").peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            said.push_str(part);
            break;
        }
        let begins = part.rfind(|letter: char| !(letter.is_ascii_digit() || "-.".contains(letter)));
        let (before, number) =
            part.split_at(begins.map_or(0, |at| at + part[at..].chars().next().map_or(1, char::len_utf8)));
        said.push_str(before);
        match number.parse() {
            Ok(celsius) if units == Units::Us => said.push_str(&degrees(celsius, units)),
            _ => said.extend([number, " °C"]),
        }
    }
    said
}
