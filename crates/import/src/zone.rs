//! The time zone of a place.

use jiff::{Timestamp, tz::TimeZone};

/// A map of time zones. It is large, so that it may be left out, or brought in later than the rest.
pub trait ZoneMap: Sync {
    /// Names of the zones at a longitude and a latitude in degrees, the likeliest first: one nearly everywhere, several where
    /// people of one place live by different clocks, none where the map has a gap.
    fn names(&self, longitude_deg: f64, latitude_deg: f64) -> Vec<&str>;
}

/// At sea a person keeps the clock of home within so many hours of the sun's.
const AT_SEA_S: i32 = 3 * 3_600;

/// The zone of a place given as longitude and latitude. Where several clocks are kept, as in Xinjiang, and one is that of
/// home, it is that one; at sea it is home unless the sun is hours off.
pub(crate) fn at(
    map: &dyn ZoneMap,
    (longitude_deg, latitude_deg): (f64, f64),
    instant: Timestamp,
    home: &TimeZone,
) -> Option<TimeZone> {
    let names = map.names(longitude_deg, latitude_deg);
    if home.iana_name().is_some_and(|home| names.contains(&home)) {
        return Some(home.clone());
    }
    let name = names.first()?;
    let zone = TimeZone::get(name).ok()?;
    let apart_s = zone.to_offset(instant).seconds() - home.to_offset(instant).seconds();
    let at_sea = name.starts_with("Etc/");
    Some(if at_sea && apart_s.abs() <= AT_SEA_S { home.clone() } else { zone })
}

#[cfg(feature = "zones")]
pub use bundled::bundled;

/// The map that is part of the program.
#[cfg(feature = "zones")]
mod bundled {
    use std::sync::OnceLock;

    use tzf_rs::EmbeddedFinder;

    use super::ZoneMap;

    /// Zones by the borders of OpenStreetMap.
    struct Bundled(EmbeddedFinder);

    impl ZoneMap for Bundled {
        fn names(&self, longitude_deg: f64, latitude_deg: f64) -> Vec<&str> {
            let likeliest = self.0.get_tz_name(longitude_deg, latitude_deg);
            let all = self.0.get_tz_names(longitude_deg, latitude_deg);
            let others = all.into_iter().filter(|name| *name != likeliest);
            [likeliest].into_iter().chain(others).filter(|name| !name.is_empty()).collect()
        }
    }

    /// The map that is part of the program; unpacked when it is first asked.
    pub fn bundled() -> &'static dyn ZoneMap {
        static MAP: OnceLock<Bundled> = OnceLock::new();
        MAP.get_or_init(|| Bundled(EmbeddedFinder::new()))
    }

    #[cfg(test)]
    mod tests {
        use jiff::{Timestamp, tz::TimeZone};

        use super::{super::at, *};

        fn zone(longitude_deg: f64, latitude_deg: f64, home: &str) -> String {
            let home = TimeZone::get(home).unwrap();
            let instant: Timestamp = "2026-09-02T05:00:00Z".parse().unwrap();
            let found = at(bundled(), (longitude_deg, latitude_deg), instant, &home);
            found.and_then(|zone| zone.iana_name().map(str::to_owned)).unwrap_or_default()
        }

        #[test]
        fn places_have_their_clock() {
            assert_eq!(zone(13.4, 52.5, "America/Los_Angeles"), "Europe/Berlin");
            assert_eq!(zone(-118.2, 34.0, "Europe/Berlin"), "America/Los_Angeles");
            assert_eq!(zone(85.3, 27.7, "Europe/Berlin"), "Asia/Kathmandu");
        }

        #[test]
        fn where_two_clocks_are_kept_it_is_that_of_home() {
            assert_eq!(zone(87.6, 43.8, "Asia/Urumqi"), "Asia/Urumqi");
            assert_eq!(zone(87.6, 43.8, "Asia/Shanghai"), "Asia/Shanghai");
            assert_eq!(zone(87.6, 43.8, "Europe/Berlin"), "Asia/Shanghai", "the official one");
        }

        #[test]
        fn at_sea_home_goes_along_until_the_sun_is_hours_off() {
            assert_eq!(zone(-20.0, 30.0, "Europe/Berlin"), "Europe/Berlin");
            let pacific = zone(-150.0, 20.0, "Europe/Berlin");
            let offset = TimeZone::get(&pacific).unwrap().to_offset(Timestamp::UNIX_EPOCH);
            assert_eq!((pacific.as_str(), offset.seconds()), ("Etc/GMT+10", -36_000), "signs are reversed");
        }

        #[test]
        fn every_name_of_the_map_is_a_zone_and_nothing_outside_the_globe_is() {
            let names = EmbeddedFinder::new();
            let names = names.timezonenames();
            assert!(names.len() > 400);
            let unknown: Vec<_> = names.iter().filter(|name| TimeZone::get(name).is_err()).collect();
            assert!(unknown.is_empty(), "{unknown:?}");
            assert_eq!(zone(181.0, 10.0, "Europe/Berlin"), "");
        }
    }
}
