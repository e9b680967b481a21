//! How far north a person lives, from the time zone of their home.

use charley_domain::person::{Hemisphere, Person};

/// Latitude of the principal place of each zone. Source: `zone.tab` of the time zone database, public domain.
const LATITUDES: &str = include_str!("home_latitudes.csv");
/// Where most people of each half of the Earth live, in degrees.
const MOST_LIVE: (f64, f64) = (48.0, -35.0); // own judgement

/// Latitude of home in degrees, with what was assumed where neither zone nor half of the Earth was said.
///
/// Equation: none. Source: the time zone database, the principal place of the zone. Valid to about 5° in wide countries.
///
/// ```
/// use charley_body::weather::home::latitude_deg;
/// use charley_domain::person::Person;
/// let berlin = Person { timezone: Some("Europe/Berlin".into()), ..Person::default() };
/// assert_eq!(latitude_deg(&berlin), (52.5, None));
/// assert!(latitude_deg(&Person::default()).1.is_some());
/// ```
pub fn latitude_deg(person: &Person) -> (f64, Option<String>) {
    if let Some(latitude) = person.timezone.as_deref().and_then(of_zone) {
        return (latitude, None);
    }
    let (north, south) = MOST_LIVE;
    match person.hemisphere {
        Some(Hemisphere::South) => (south, None),
        Some(Hemisphere::North) => (north, None),
        None => (north, Some("a home at 48° north".to_owned())),
    }
}

fn of_zone(zone: &str) -> Option<f64> {
    LATITUDES.lines().skip(1).find_map(|line| {
        let (name, latitude) = line.split_once(',')?;
        (name == zone).then(|| latitude.parse().ok())?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_lies_on_the_earth_and_the_south_is_south() {
        let zones = LATITUDES.lines().skip(1).filter_map(|line| Some(line.split_once(',')?.0));
        let all: Vec<f64> = zones.map(|zone| of_zone(zone).unwrap()).collect();
        assert!(all.len() > 400 && all.iter().all(|latitude| latitude.abs() <= 90.0));
        assert!(of_zone("Australia/Sydney").unwrap() < -30.0 && of_zone("Nowhere/Land").is_none());
    }
}
