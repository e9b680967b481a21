//! Reading a course: where a GPX file goes and how high, with or without times, be it a track or a route.

use charley_domain::workout::Sport;
use quick_xml::events::BytesStart;

use crate::{
    ReadError, sport, way,
    xml::{self, Leaf, Outcome, Visitor},
};

/// Points of a course at most: one a metre of the longest race on foot.
const MOST_POINTS: usize = 500_000;
/// Altitudes on land, in metres; what lies outside is a slip of the file.
const ALTITUDE_M: std::ops::RangeInclusive<f64> = -500.0..=9000.0;
/// Shortest course, in metres.
const SHORTEST_M: f64 = 100.0;
/// Longest course, in metres.
const LONGEST_M: f64 = 1_000_000.0;

/// One point of a course.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CoursePoint {
    /// Metres along the ground since the start.
    pub along_m: f64,
    /// Metres above the sea; `None` where the file does not say.
    pub altitude_m: Option<f64>,
}

/// A course as a file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseFile {
    /// What it is called.
    pub name: Option<String>,
    /// The sport the file names.
    pub sport: Option<Sport>,
    /// Its points, in the order of the course.
    pub points: Vec<CoursePoint>,
    /// Latitude of the start in degrees.
    pub latitude_deg: f64,
    /// What was odd about the file, in words.
    pub notes: Vec<String>,
}

/// Reads the course of a GPX file. Times are not needed; of tracks and routes the tracks are taken.
///
/// # Errors
/// [`ReadError`] when the content is no GPX, when it breaks off, and when its points make no course of 100 m to 1000 km.
pub fn course(bytes: &[u8]) -> Result<CourseFile, ReadError> {
    let text = xml::decode(bytes);
    let mut listener = Listener::default();
    let outcome = xml::visit(&text, &mut listener);
    if !listener.is_gpx {
        return Err(ReadError::new(
            "unknown_format",
            "this is no GPX file: export the course as GPX, or give its distance and climb instead",
        ));
    }
    if let Outcome::Broken { code, byte_offset } = outcome {
        // Half a course would be half a plan.
        let message =
            "this GPX file breaks off, so where its course ends is not known: download or export it again";
        return Err(ReadError { byte_offset: Some(byte_offset), ..ReadError::new(code, message) });
    }
    listener.course()
}

/// Listens to a GPX document.
#[derive(Default)]
struct Listener {
    is_gpx: bool,
    name: Option<String>,
    kind: Option<String>,
    track: Vec<GradedPlace>,
    route: Vec<GradedPlace>,
    here: Option<GradedPlace>,
}

#[derive(Debug, Clone, Copy)]
struct GradedPlace {
    /// Latitude and longitude in degrees.
    position: (f64, f64),
    altitude_m: Option<f64>,
}

impl Visitor for Listener {
    fn begin(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "gpx" => self.is_gpx = true,
            "trkpt" | "rtept" => {
                let degrees = |name| xml::attribute(element, name).and_then(|text| xml::number(&text));
                let position = degrees("lat").zip(degrees("lon"));
                let position = position.filter(|(lat, lon)| lat.abs() <= 90.0 && lon.abs() <= 180.0);
                self.here = position.map(|position| GradedPlace { position, altitude_m: None });
            }
            _ => {}
        }
    }

    fn end(&mut self, leaf: Leaf<'_>) {
        match leaf.name {
            "trkpt" => self.track.extend(self.here.take()),
            "rtept" => self.route.extend(self.here.take()),
            "ele" => {
                if let Some(here) = &mut self.here {
                    here.altitude_m = xml::number(leaf.text).filter(|altitude| ALTITUDE_M.contains(altitude));
                }
            }
            "name" if self.here.is_none() && self.name.is_none() && !leaf.text.is_empty() => {
                self.name = Some(leaf.text.to_owned());
            }
            "type" if self.here.is_none() => self.kind = Some(leaf.text.to_owned()),
            _ => {}
        }
    }

    fn is_full(&self) -> bool {
        self.track.len().max(self.route.len()) > MOST_POINTS
    }
}

impl Listener {
    fn course(self) -> Result<CourseFile, ReadError> {
        let places = if self.track.len() >= 2 { &self.track } else { &self.route };
        let (Some(first), true) = (places.first(), places.len() >= 2) else {
            let message = "this GPX file holds no course: it has fewer than two points of a track or route";
            return Err(ReadError::new("no_course", message));
        };
        let (mut along_m, mut last) = (0.0, first.position);
        let points: Vec<CoursePoint> = places
            .iter()
            .map(|place| {
                along_m += way::haversine_m(last, place.position);
                last = place.position;
                CoursePoint { along_m, altitude_m: place.altitude_m }
            })
            .collect();
        if !(SHORTEST_M..=LONGEST_M).contains(&along_m) {
            let message = format!(
                "the course of this GPX file is {:.1} km long: a plan needs 0.1 to 1000 km",
                along_m / 1000.0
            );
            return Err(ReadError::new("no_course", message));
        }
        let known = points.iter().filter(|point| point.altitude_m.is_some()).count();
        let notes = match known {
            0 => vec!["the file holds no elevation: the course is taken as level".to_owned()],
            known if known < points.len() => {
                vec![format!("elevation is missing at {} of {} points", points.len() - known, points.len())]
            }
            _ => Vec::new(),
        };
        Ok(CourseFile {
            name: self.name,
            sport: self.kind.as_deref().map(sport::from_word).filter(|sport| *sport != Sport::Other),
            latitude_deg: first.position.0,
            points,
            notes,
        })
    }
}

#[cfg(test)]
#[allow(clippy::format_push_string, reason = "a test may be slow")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn points(tag: &str, count: usize, elevation: bool) -> String {
        let mut text = String::new();
        for n in 0..count {
            let ele = if elevation { format!("<ele>{}</ele>", 100 + n) } else { String::new() };
            text.push_str(&format!("<{tag} lat='{}' lon='8'>{ele}</{tag}>", 50.0 + 0.001 * n as f64));
        }
        text
    }

    fn gpx(body: &str) -> Result<CourseFile, ReadError> {
        course(format!("<gpx>{body}</gpx>").as_bytes())
    }

    #[test]
    fn a_track_without_times_is_a_course() {
        let track = points("trkpt", 11, true);
        let course =
            gpx(&format!("<trk><name>Loop</name><type>running</type><trkseg>{track}</trkseg></trk>"))
                .unwrap();
        assert_eq!((course.name.as_deref(), course.sport), (Some("Loop"), Some(Sport::Run)));
        assert!((course.points[10].along_m - 1111.95).abs() < 0.1 && course.notes.is_empty());
        assert_eq!(course.points[10].altitude_m, Some(110.0));
    }

    #[test]
    fn a_route_without_elevation_says_so() {
        let course = gpx(&format!("<rte>{}</rte>", points("rtept", 5, false))).unwrap();
        assert_eq!(course.notes, ["the file holds no elevation: the course is taken as level"]);
    }

    #[test]
    fn what_is_no_course_is_refused_by_name() {
        let code = |body: &str| gpx(body).unwrap_err().code;
        assert_eq!(code(""), "no_course");
        assert_eq!(code(&points("trkpt", 1, true)), "no_course");
        assert_eq!(code("<trkpt lat='1' lon='1'/><trkpt lat='1' lon='1'/>"), "no_course");
        assert_eq!(code("<trkpt lat='91' lon='1'/><trkpt lat='1' lon='x'/>"), "no_course");
        assert_eq!(course(b"not a file").unwrap_err().code, "unknown_format");
        let half = course(format!("<gpx><trk>{}", points("trkpt", 9, true)).as_bytes()).unwrap_err();
        assert_eq!((half.code, half.byte_offset.is_some()), ("truncated", true));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn damaged_bytes_never_panic(at in 0_usize..600, byte in any::<u8>(), cut in 0_usize..600) {
            let mut bytes = format!("<gpx><trk>{}</trk></gpx>", points("trkpt", 12, true)).into_bytes();
            let place = at % bytes.len();
            bytes[place] = byte;
            bytes.truncate(bytes.len() - cut % bytes.len());
            if let Ok(course) = course(&bytes) {
                prop_assert!(course.points.windows(2).all(|pair| pair[0].along_m <= pair[1].along_m));
            }
        }
    }
}
