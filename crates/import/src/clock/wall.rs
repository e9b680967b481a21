//! The wall clock of a recording: as the file says, else as at its place, else as at home.

use charley_domain::{moment::Moment, workout::ClockBasis};
use jiff::{
    Timestamp,
    tz::{Offset, TimeZone},
};

use super::never_set;
use crate::{Reader, zone};

/// Longitude and home may differ by so many hours before the clock of home is in doubt: zones reach that far from their
/// meridian nowhere else than in western China.
const IN_DOUBT_H: f64 = 3.0;

/// What shows when a recording was.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beginning {
    /// When it began.
    pub(crate) instant: Timestamp,
    /// Offset that the file declares.
    pub(crate) offset_s: Option<i32>,
    /// Longitude and latitude where it began, in degrees.
    pub(crate) place: Option<(f64, f64)>,
}

/// A moment on the wall clock, how that is known, and what is in doubt of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct WallClock {
    pub(crate) moment: Moment,
    pub(crate) basis: ClockBasis,
    pub(crate) doubt: Option<String>,
}

impl WallClock {
    const fn of(moment: Moment, basis: ClockBasis) -> Self {
        Self { moment, basis, doubt: None }
    }
}

/// The moment on the wall clock.
///
/// An offset of zero says nothing: programs and some watches write it wherever they are.
pub(crate) fn wall_clock(shown: &Beginning, reader: &Reader<'_>) -> WallClock {
    let Beginning { instant, offset_s, place } = *shown;
    if never_set(instant.as_millisecond()) {
        return WallClock::of(Moment { instant, offset_s: 0, zone: None }, ClockBasis::NeverSet);
    }
    if let Some(offset_s) = offset_s.filter(|s| *s != 0 && Offset::from_seconds(*s).is_ok()) {
        return WallClock::of(Moment { instant, offset_s, zone: None }, ClockBasis::File);
    }
    let found = place.zip(reader.map).and_then(|(place, map)| zone::at(map, place, instant, reader.home));
    if let Some(zone) = found {
        let at_home = zone.iana_name() == reader.home.iana_name();
        let basis = if at_home { ClockBasis::Home } else { ClockBasis::Place };
        return WallClock::of(Moment::in_zone(instant, &zone), basis);
    }
    let doubt = place.and_then(|(longitude, _)| in_doubt(longitude, instant, reader.home));
    WallClock { doubt, ..WallClock::of(Moment::in_zone(instant, reader.home), ClockBasis::Home) }
}

fn in_doubt(longitude_deg: f64, instant: Timestamp, home: &TimeZone) -> Option<String> {
    let home_h = f64::from(home.to_offset(instant).seconds()) / 3600.0;
    let apart_h = (longitude_deg / 15.0 - home_h + 12.0).rem_euclid(24.0) - 12.0;
    (apart_h.abs() > IN_DOUBT_H).then(|| {
        format!(
            "it was recorded about {:.0} h of clock from home and names no zone: its hours are those of home",
            apart_h.abs()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(offset_s: Option<i32>, place: Option<(f64, f64)>) -> Beginning {
        Beginning { instant: "2026-09-02T05:00:00Z".parse().unwrap(), offset_s, place }
    }

    #[test]
    fn without_a_map_a_place_far_from_home_leaves_a_doubt() {
        let home = TimeZone::get("America/Los_Angeles").unwrap();
        let reader = Reader::at(&home);
        let berlin = Some((13.4, 52.5));
        let WallClock { moment, basis, doubt } = wall_clock(&shown(None, berlin), &reader);
        assert_eq!((moment.offset_s, basis), (-7 * 3600, ClockBasis::Home));
        assert!(doubt.unwrap().contains("about 8 h"));
        assert_eq!(wall_clock(&shown(None, Some((-110.0, 40.0))), &reader).doubt, None);
        assert_eq!(wall_clock(&shown(None, None), &reader).doubt, None);
        let said = wall_clock(&shown(Some(7_200), berlin), &reader);
        assert_eq!((said.moment.offset_s, said.basis, said.doubt), (7_200, ClockBasis::File, None));
        assert_eq!(wall_clock(&shown(Some(0), berlin), &reader).basis, ClockBasis::Home);
    }

    #[test]
    fn the_date_line_is_no_distance() {
        let auckland = TimeZone::get("Pacific/Auckland").unwrap();
        let reader = Reader::at(&auckland);
        assert_eq!(wall_clock(&shown(None, Some((-176.0, -44.0))), &reader).doubt, None);
    }
}
