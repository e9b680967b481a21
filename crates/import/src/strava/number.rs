//! Numbers with a decimal point or comma, with or without marks between thousands.

/// The number behind the text; where both marks stand, the last one is the decimal one.
pub(super) fn parse(text: &str) -> Option<f64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect();
    let plain = match (text.rfind('.'), text.rfind(',')) {
        (Some(point), Some(comma)) if point > comma => text.replace(',', ""),
        (Some(_), Some(_)) => text.replace('.', "").replace(',', "."),
        (None, Some(_)) => text.replace(',', "."),
        _ => text,
    };
    plain.parse::<f64>().ok().filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn either_mark_is_decimal() {
        assert_eq!(parse("71,5"), Some(71.5));
        assert_eq!(parse("1.234,5"), Some(1234.5));
        assert_eq!(parse("1,234.5"), Some(1234.5));
        assert_eq!(parse("-3"), Some(-3.0));
        assert_eq!(parse("inf"), None);
        assert_eq!(parse("a"), None);
    }
}
