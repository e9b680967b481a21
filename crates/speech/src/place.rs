//! Whom to call where a person lives: the emergency number and the service for the same day, by the zone of the clock.
//!
//! A number stands here where two published lists agree on it for an ambulance, or the country's own service says so. Where
//! a zone is not in the table, words stand in place of a number, since a wrong number is worse than none.

use crate::message::{Message, messages};

messages! {
    "place";
    DOCTOR;
    GP_IRELAND;
    DOCTOR_116117;
    DOCTOR_1450;
    DOCTOR_811;
    URGENT_CARE;
    DOCTOR_AUSTRALIA;
    HEALTHLINE;
    NHS_111;
}

/// Whom to call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The emergency number; `None` where the zone is not in the table.
    pub emergency: Option<&'static str>,
    /// Who helps on the same day, as it follows "Call".
    pub same_day: Message,
    /// A telephone service for health at any hour, where there is one.
    pub helpline: Option<&'static str>,
    /// Whether the person is pregnant or gave birth not long ago: then the maternity unit comes first.
    pub maternity: bool,
}

/// Beginnings of zone names with whom to call there; the first that fits counts.
const PLACES: &[(&[&str], Place)] = &[
    (&["Europe/London", "Europe/Belfast", "Europe/Jersey", "Europe/Guernsey", "Europe/Isle_of_Man"], uk()),
    (&["Europe/Dublin"], day("112", GP_IRELAND)),
    (&["Europe/Berlin", "Europe/Busingen"], line("112", DOCTOR_116117, "116117")),
    (&["Europe/Vienna"], line("112", DOCTOR_1450, "1450")),
    (&["Europe/Zurich"], number("144")),
    (
        &[
            "Europe/Moscow",
            "Europe/Minsk",
            "Europe/Samara",
            "Europe/Volgograd",
            "Europe/Kaliningrad",
            "Europe/Kirov",
            "Europe/Saratov",
            "Europe/Ulyanovsk",
            "Europe/Astrakhan",
            "Europe/Kyiv",
            "Europe/Kiev",
            "Asia/Yekaterinburg",
            "Asia/Omsk",
            "Asia/Novosibirsk",
            "Asia/Krasnoyarsk",
            "Asia/Irkutsk",
            "Asia/Vladivostok",
        ],
        number("103"),
    ),
    // Where 112 is not yet answered for an ambulance, or not everywhere.
    (&["Europe/Belgrade", "Europe/Skopje"], number("194")),
    (&["Europe/Sarajevo", "Europe/Podgorica"], number("124")),
    (&["Europe/"], number("112")),
    (&["Atlantic/Reykjavik", "Atlantic/Canary", "Atlantic/Madeira", "Atlantic/Azores"], number("112")),
    (&["Asia/Nicosia", "Asia/Istanbul", "Asia/Kolkata", "Asia/Calcutta", "Asia/Tbilisi"], number("112")),
    (
        &[
            "America/Toronto",
            "America/Vancouver",
            "America/Edmonton",
            "America/Winnipeg",
            "America/Halifax",
            "America/St_Johns",
            "America/Regina",
            "America/Montreal",
            "Canada/",
        ],
        line("911", DOCTOR_811, "811"),
    ),
    (
        &[
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Los_Angeles",
            "America/Phoenix",
            "America/Anchorage",
            "America/Detroit",
            "America/Boise",
            "America/Indiana/",
            "America/Kentucky/",
            "America/North_Dakota/",
            "Pacific/Honolulu",
            "US/",
        ],
        day("911", URGENT_CARE),
    ),
    (
        &[
            "America/Mexico_City",
            "America/Monterrey",
            "America/Tijuana",
            "America/Cancun",
            "America/Puerto_Rico",
            "America/Costa_Rica",
            "America/Guayaquil",
            "Asia/Manila",
            "Asia/Amman",
        ],
        number("911"),
    ),
    (&["America/Santiago"], number("131")),
    (&["America/Bogota"], number("123")),
    (
        &["America/Sao_Paulo", "America/Bahia", "America/Fortaleza", "America/Recife", "America/Manaus"],
        number("192"),
    ),
    (&["Australia/"], line("000", DOCTOR_AUSTRALIA, "1800 022 222")),
    (&["Pacific/Auckland", "Pacific/Chatham", "NZ"], line("111", HEALTHLINE, "Healthline 0800 611 116")),
    (&["Asia/Tokyo", "Asia/Seoul"], number("119")),
    (&["Asia/Shanghai", "Asia/Urumqi"], number("120")),
    (&["Asia/Singapore"], number("995")),
    (&["Asia/Hong_Kong", "Asia/Dhaka", "Asia/Kuala_Lumpur"], number("999")),
    (&["Asia/Jerusalem", "Asia/Tel_Aviv"], number("101")),
    (&["Africa/Johannesburg"], number("112")),
];

/// A place of which only the emergency number is known.
const fn number(emergency: &'static str) -> Place {
    day(emergency, DOCTOR)
}

/// A place with somebody to call on the same day.
const fn day(emergency: &'static str, same_day: Message) -> Place {
    Place { emergency: Some(emergency), same_day, helpline: None, maternity: false }
}

/// A place with a telephone service at any hour.
const fn line(emergency: &'static str, same_day: Message, helpline: &'static str) -> Place {
    Place { helpline: Some(helpline), ..day(emergency, same_day) }
}

const fn uk() -> Place {
    line("999", NHS_111, "NHS 111")
}

impl Place {
    /// Where nothing is known.
    pub const UNKNOWN: Self = Self { emergency: None, same_day: DOCTOR, helpline: None, maternity: false };

    /// The place of an IANA zone.
    pub fn of_zone(zone: Option<&str>) -> Self {
        let Some(zone) = zone else { return Self::UNKNOWN };
        let fits = |beginnings: &[&str]| beginnings.iter().any(|beginning| zone.starts_with(beginning));
        PLACES.iter().find(|(zones, _)| fits(zones)).map_or(Self::UNKNOWN, |(_, place)| *place)
    }

    /// The place of a clock.
    pub fn of(now: &jiff::ZonedDateTime) -> Self {
        Self::of_zone(now.time_zone().iana_name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_that_of_the_country_and_none_is_guessed() {
        let number = |zone| Place::of_zone(Some(zone)).emergency;
        assert_eq!(number("Europe/London"), Some("999"));
        assert_eq!(number("Europe/Berlin"), Some("112"));
        assert_eq!(number("Europe/Lisbon"), Some("112"));
        assert_eq!(number("Europe/Belgrade"), Some("194"));
        assert_eq!(number("Europe/Kyiv"), Some("103"));
        assert_eq!(number("America/New_York"), Some("911"));
        assert_eq!(number("Australia/Perth"), Some("000"));
        assert_eq!(number("Pacific/Auckland"), Some("111"));
        assert_eq!(number("Antarctica/Troll"), None);
        assert_eq!(number("UTC"), None);
        assert_eq!(Place::of_zone(None), Place::UNKNOWN);
    }
}
