//! Units as Apple Health writes them: a closed table, for each record carries its own by the person's settings.

/// A value in another unit: the factor to the one that is asked for.
fn factor(unit: &str, table: &[(&str, f64)]) -> Option<f64> {
    table.iter().find(|(name, _)| *name == unit).map(|(_, factor)| *factor)
}

/// Kilograms.
pub(super) fn kg(value: f64, unit: &str) -> Option<f64> {
    const TABLE: [(&str, f64); 5] =
        [("kg", 1.0), ("g", 0.001), ("lb", 0.453_592_37), ("st", 6.350_293_18), ("oz", 0.028_349_523)]; // NIST SP 811
    Some(value * factor(unit, &TABLE)?)
}

/// Millilitres.
pub(super) fn ml(value: f64, unit: &str) -> Option<f64> {
    const TABLE: [(&str, f64); 10] = [
        ("mL", 1.0),
        ("ml", 1.0),
        ("cL", 10.0),
        ("dL", 100.0),
        ("L", 1000.0),
        ("fl_oz_us", 29.573_53),  // NIST SP 811
        ("fl_oz_imp", 28.413_06), // NIST SP 811
        ("cup_us", 236.588_2),    // NIST SP 811
        ("pt_us", 473.176_5),     // NIST SP 811
        ("pt_imp", 568.261_3),    // NIST SP 811
    ];
    Some(value * factor(unit, &TABLE)?)
}

/// Milligrams.
pub(super) fn mg(value: f64, unit: &str) -> Option<f64> {
    const TABLE: [(&str, f64); 4] = [("mg", 1.0), ("g", 1000.0), ("mcg", 0.001), ("kg", 1e6)];
    Some(value * factor(unit, &TABLE)?)
}

/// Metres.
pub(super) fn metres(value: f64, unit: &str) -> Option<f64> {
    const TABLE: [(&str, f64); 5] =
        [("km", 1000.0), ("m", 1.0), ("mi", 1609.344), ("yd", 0.9144), ("ft", 0.3048)]; // NIST SP 811
    Some(value * factor(unit, &TABLE)?)
}

/// Degrees Celsius.
pub(super) fn celsius(value: f64, unit: &str) -> Option<f64> {
    match unit {
        "degC" => Some(value),
        "degF" => Some((value - 32.0) / 1.8),
        "K" => Some(value - 273.15),
        _ => None,
    }
}

/// The number and the unit of `46 degF`.
pub(super) fn split(text: &str) -> Option<(f64, &str)> {
    let (number, unit) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    Some((number.parse().ok()?, unit.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_unit_is_known_or_refused() {
        assert_eq!(kg(154.0, "lb").map(f64::round), Some(70.0));
        assert_eq!(ml(12.0, "fl_oz_us").map(f64::round), Some(355.0));
        assert_eq!(mg(0.1, "g"), Some(100.0));
        assert_eq!(metres(1.0, "mi"), Some(1609.344));
        assert_eq!(celsius(212.0, "degF").map(f64::round), Some(100.0));
        assert_eq!((kg(1.0, "stone"), celsius(1.0, "C")), (None, None));
        assert_eq!(split("47.6418 degF"), Some((47.6418, "degF")));
        assert_eq!(split("6100 %"), Some((6100.0, "%")));
    }
}
