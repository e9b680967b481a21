//! Numbers with so many decimals, in which nothing is never less than nothing.

/// A number with so many decimals; what rounds to nothing has no sign.
///
/// ```
/// use charley_speech::spoken::rounded;
/// assert_eq!([rounded(-0.04, 1), rounded(-0.05001, 1), rounded(2.0, 0)], ["0.0", "-0.1", "2"]);
/// ```
pub fn rounded(value: f64, decimals: usize) -> String {
    unsigned_nothing(format!("{value:.decimals$}"))
}

/// A difference with so many decimals and its sign; what rounds to nothing has none.
///
/// ```
/// use charley_speech::spoken::difference;
/// assert_eq!([difference(-0.4, 0), difference(3.0, 0), difference(-1.26, 1)], ["0", "+3", "-1.3"]);
/// ```
pub fn difference(value: f64, decimals: usize) -> String {
    unsigned_nothing(format!("{value:+.decimals$}"))
}

/// A written number without the sign of a zero; any other text as it is.
pub fn unsigned_nothing(text: String) -> String {
    let digits = text.trim_start_matches(['+', '-']);
    let is_zero = digits.contains('0') && digits.chars().all(|letter| letter == '0' || letter == '.');
    if is_zero { digits.to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_zero_loses_its_sign() {
        for (text, told) in [
            ("-0", "0"),
            ("-0.000", "0.000"),
            ("+0.0", "0.0"),
            ("-0.001", "-0.001"),
            ("-", "-"),
            ("-0 mL", "-0 mL"),
        ] {
            assert_eq!(unsigned_nothing(text.to_owned()), told);
        }
        assert_eq!(rounded(f64::NAN, 1), "NaN");
    }
}
