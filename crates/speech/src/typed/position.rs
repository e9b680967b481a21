//! A position on the Earth, typed: `52.5, 13.4`, `52.5N 13.4E`.

use charley_domain::air::Position;

use super::Mistyped;

/// A position, to a tenth of a degree.
///
/// ```
/// use charley_speech::typed::position;
/// assert_eq!(position("33.87 S, 151.21 E").unwrap().to_string(), "33.9°S 151.2°E");
/// assert_eq!(position("52.52, 13.41").unwrap(), position("52.5°N 13.4°E").unwrap());
/// assert!(position("Berlin").is_err() && position("152, 13").is_err());
/// ```
///
/// # Errors
/// [`Mistyped`] where it is no position.
pub fn position(typed: &str) -> Result<Position, Mistyped> {
    read(typed).map(Position::coarse).ok_or_else(|| {
        Mistyped::form(
            "position",
            typed,
            "write latitude and longitude in degrees, as 52.5, 13.4 or 33.9 S, 151.2 E",
        )
    })
}

fn read(typed: &str) -> Option<Position> {
    let spaced: String = typed.chars().map(|c| if matches!(c, ',' | ';' | '°') { ' ' } else { c }).collect();
    let mut numbers: Vec<f64> = Vec::new();
    for word in spaced.split_whitespace() {
        let (digits, half) = match word.char_indices().last()? {
            (at, letter) if letter.is_ascii_alphabetic() => {
                (word.get(..at)?, Some(letter.to_ascii_uppercase()))
            }
            _ => (word, None),
        };
        if !digits.is_empty() {
            numbers.push(digits.parse().ok()?);
        }
        match (half, numbers.len()) {
            (None, _) | (Some('N'), 1) | (Some('E'), 2) => {}
            (Some('S'), 1) | (Some('W'), 2) => *numbers.last_mut()? *= -1.0,
            _ => return None,
        }
    }
    let [latitude, longitude] = numbers[..] else { return None };
    Position::of(latitude, longitude)
}
