//! Numbers and the units behind them: `1h 30`, `9st 10lb`, `0,5l`, taken apart.

/// One number with the letters behind it, in lower case; the unit is empty where none was typed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NumberWithUnit {
    /// The number.
    pub(super) value: f64,
    /// The unit as typed, in lower case and without outer blanks.
    pub(super) unit: String,
}

/// Takes `1h30` apart into (1, h) and (30, ""); `None` when it does not begin with a number.
pub(super) fn parts(typed: &str) -> Option<Vec<NumberWithUnit>> {
    let lower = typed.trim().to_lowercase();
    let mut rest = lower.as_str();
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let (digits, after) = split(rest, |c| c.is_ascii_digit() || c == '.' || c == ',');
        let (unit, after) = split(after, |c| !c.is_ascii_digit());
        parts.push(NumberWithUnit { value: number(digits)?, unit: unit.trim().to_owned() });
        rest = after;
    }
    (!parts.is_empty()).then_some(parts)
}

/// The number and unit of something that has one of each.
pub(super) fn one(typed: &str) -> Option<NumberWithUnit> {
    let mut parts = parts(typed)?;
    (parts.len() == 1).then(|| parts.remove(0))
}

/// A decimal number with point or comma. `1,500` is refused: it is a thousand for some and one for others.
pub(super) fn number(digits: &str) -> Option<f64> {
    let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((digits, ""));
    let ambiguous = digits.contains(',') && fraction.len() == 3 && whole != "0";
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if ambiguous || whole.is_empty() || digits.len() > 15 || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    digits.replace(',', ".").parse().ok()
}

fn split(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !belongs(c)).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seen(typed: &str) -> Option<Vec<(f64, String)>> {
        parts(typed).map(|parts| parts.into_iter().map(|part| (part.value, part.unit)).collect())
    }

    #[test]
    fn numbers_and_units_come_apart() {
        assert_eq!(seen("1h 30"), Some(vec![(1.0, "h".into()), (30.0, String::new())]));
        assert_eq!(seen(" 0,5 L"), Some(vec![(0.5, "l".into())]));
        assert_eq!(seen("16 fl oz"), Some(vec![(16.0, "fl oz".into())]));
    }

    #[test]
    fn what_is_not_plainly_a_number_is_refused() {
        for typed in ["", "l", "-5", "1,500ml", "1.2.3", ".5l", "1e9"] {
            assert!(one(typed).is_none_or(|part| part.unit == "e"), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn anything_typed_is_read_or_refused_and_never_more_than_it_says(typed in "\\PC{0,24}") {
            for part in parts(&typed).unwrap_or_default() {
                prop_assert!(part.value.is_finite() && part.value >= 0.0);
            }
        }
    }
}
