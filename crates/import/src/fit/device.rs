//! Names of devices, for the commonest of the numbers that files carry.

/// `garmin fenix6x`, `wahoo 28`, or the numbers where no name is known.
pub(super) fn name(
    manufacturer: Option<u32>,
    product: Option<u32>,
    product_name: Option<&str>,
) -> Option<String> {
    let maker = match manufacturer {
        Some(number) => MAKERS
            .iter()
            .find(|(n, _)| *n == number)
            .map_or(format!("maker {number}"), |(_, m)| (*m).to_owned()),
        None => return product_name.map(str::to_owned),
    };
    let model = match (product_name, manufacturer, product) {
        (Some(text), ..) => Some(text.to_owned()),
        (None, Some(GARMIN), Some(number)) => Some(
            GARMIN_MODELS
                .iter()
                .find(|(n, _)| *n == number)
                .map_or(number.to_string(), |(_, m)| (*m).to_owned()),
        ),
        (None, _, Some(number)) => Some(number.to_string()),
        (None, _, None) => None,
    };
    Some(match model {
        Some(model) if model.to_lowercase().starts_with(&maker) => model,
        Some(model) => format!("{maker} {model}"),
        None => maker,
    })
}

const GARMIN: u32 = 1;

const MAKERS: [(u32, &str); 20] = [
    (GARMIN, "garmin"),
    (6, "srm"),
    (9, "powertap"),
    (23, "suunto"),
    (32, "wahoo"),
    (38, "osynce"),
    (63, "specialized"),
    (70, "sigma"),
    (71, "tomtom"),
    (72, "peaksware"),
    (73, "wattbike"),
    (89, "tacx"),
    (95, "stryd"),
    (123, "polar"),
    (255, "development"),
    (258, "lezyne"),
    (260, "zwift"),
    (265, "strava"),
    (289, "hammerhead"),
    (294, "coros"),
];

const GARMIN_MODELS: [(u32, &str); 28] = [
    (717, "fr405"),
    (1018, "fr310xt"),
    (1036, "edge500"),
    (1124, "fr110"),
    (1169, "edge800"),
    (1328, "fr910xt"),
    (1345, "fr610"),
    (1436, "fr70"),
    (1482, "fr10"),
    (1551, "fenix"),
    (1561, "edge510"),
    (1567, "edge810"),
    (1623, "fr620"),
    (1632, "fr220"),
    (1765, "fr920xt"),
    (1836, "edge1000"),
    (1967, "fenix2"),
    (2050, "fenix3"),
    (2153, "fr225"),
    (2158, "fr735xt"),
    (2413, "fenix3 hr"),
    (2691, "fr935"),
    (3113, "fr945"),
    (3121, "edge530"),
    (3290, "fenix6"),
    (3291, "fenix6x"),
    (4315, "fr965"),
    (4655, "edge mtb"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_where_known_and_numbers_where_not() {
        assert_eq!(name(Some(1), Some(1836), None).as_deref(), Some("garmin edge1000"));
        assert_eq!(name(Some(32), Some(28), None).as_deref(), Some("wahoo 28"));
        assert_eq!(name(Some(4_000), None, Some("X")).as_deref(), Some("maker 4000 X"));
        assert_eq!(name(Some(294), Some(802), Some("COROS PACE 2")).as_deref(), Some("COROS PACE 2"));
        assert_eq!(name(None, None, None), None);
    }
}
