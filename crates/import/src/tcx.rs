//! Reading TCX: activities of laps of trackpoints.

use charley_domain::workout::{ChannelKind, Lap, Span, Sport};
use quick_xml::events::BytesStart;

use crate::{
    Format, ReadError, Reader, Reading,
    document::{self, Document, MOST_POINTS, Point},
    draft::{Draft, LapSums, SportSession},
    sport,
    xml::{self, Leaf, Visitor},
};

/// A new track of the same lap so long after the last point is a pause.
const PAUSE_MS: i64 = 10_000;
const MOST_LAPS: usize = 100_000;
/// So long a pause may follow the time of a lap, within the lap.
const LONGEST_PAST_LAP_MS: i64 = 6 * 3_600_000;

/// Listens to a TCX document.
#[derive(Default)]
struct Tcx {
    document: Document,
    point: Option<Point>,
    position: (Option<f64>, Option<f64>),
    lap: Option<OpenLap>,
    in_activity: bool,
    /// Several activities of one outing: each is a leg.
    in_multisport: bool,
    parent: Parent,
    left_ms: Option<i64>,
    planned: bool,
}

/// The element whose inner name says nothing by itself.
#[derive(Default, PartialEq, Eq)]
enum Parent {
    #[default]
    Other,
    Creator,
    HeartRate,
}

#[derive(Default)]
struct OpenLap {
    start_ms: Option<i64>,
    total_s: Option<f64>,
    distance_m: Option<f64>,
    manual: Option<bool>,
}

pub(crate) fn read(bytes: &[u8], reader: &Reader<'_>) -> Result<Reading, ReadError> {
    let text = xml::decode(bytes);
    let mut tcx = Tcx::default();
    let outcome = xml::visit(&text, &mut tcx);
    tcx.close_lap();
    tcx.document.drafts.retain(|draft| !draft.samples.is_empty() || draft.declared_start_ms().is_some());
    if tcx.document.drafts.is_empty() {
        let planned = "this TCX file holds a planned course or workout, not a recorded one";
        return Err(match tcx.document.times_not_understood(Format::Tcx) {
            Some(error) => error,
            None if tcx.planned => ReadError::new("not_a_recording", planned).holding(&["a planned course"]),
            None => document::nothing("TCX", outcome),
        });
    }
    tcx.document.finish(Format::Tcx, outcome, text.len() as u64, reader)
}

impl Visitor for Tcx {
    fn begin(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "MultiSportSession" => {
                self.in_multisport = true;
                self.document.drafts.push(Draft::default());
            }
            "Activity" => self.open_activity(xml::attribute(element, "Sport").as_deref()),
            "Course" | "Workout" => self.planned = true,
            "Lap" => {
                self.close_lap();
                let start = xml::attribute(element, "StartTime").and_then(|text| xml::parse_time(&text));
                self.open_lap(start);
            }
            "Track" => {
                self.left_ms = self.document.drafts.last().and_then(|d| d.samples.last()).map(|s| s.time_ms);
            }
            "Trackpoint" => (self.point, self.position) = (Some(Point::default()), (None, None)),
            "HeartRateBpm" => self.parent = Parent::HeartRate,
            "Creator" => self.parent = Parent::Creator,
            _ => {}
        }
    }

    fn end(&mut self, leaf: Leaf<'_>) {
        match leaf.name {
            "Trackpoint" => {
                if let Some(point) = self.point.take() {
                    self.take(point);
                }
            }
            "HeartRateBpm" | "Creator" => self.parent = Parent::Other,
            "Lap" => self.close_lap(),
            "Activity" => {
                self.close_lap();
                self.in_activity = false;
            }
            "MultiSportSession" => self.in_multisport = false,
            _ if self.point.is_some() => self.point_leaf(leaf),
            _ => self.activity_leaf(leaf),
        }
    }

    fn is_full(&self) -> bool {
        self.document.points > MOST_POINTS
    }
}

impl Tcx {
    fn open_activity(&mut self, word: Option<&str>) {
        if !self.in_multisport {
            self.document.drafts.push(Draft::default());
        }
        self.left_ms = None;
        let (sport, indoor) = word.map_or((Sport::Other, None), sport::said);
        self.in_activity = true;
        let sessions = &mut self.document.draft().sessions;
        if sessions.len() < MOST_LAPS {
            sessions.push(SportSession { indoor, ..SportSession::of(sport) });
        }
    }

    fn open_lap(&mut self, start: Option<xml::XmlTime>) {
        // Laps of a planned workout or course stand outside any activity.
        if !self.in_activity {
            return;
        }
        let draft = self.document.draft();
        if let Some(start) = start {
            draft.offset_s = draft.offset_s.or(start.offset_s);
        }
        if let (Some(start), Some(session)) = (start, draft.sessions.last_mut()) {
            session.start_ms = Some(session.start_ms.map_or(start.time_ms, |known| known.min(start.time_ms)));
        }
        self.lap = Some(OpenLap { start_ms: start.map(|start| start.time_ms), ..OpenLap::default() });
    }

    fn close_lap(&mut self) {
        let Some(lap) = self.lap.take() else { return };
        let draft = self.document.draft();
        let last_ms = draft.samples.last().map(|sample| sample.time_ms);
        let to_ms = lap.start_ms.map(|from_ms| {
            let by_length = lap.total_s.map_or(from_ms, |s| from_ms.saturating_add((s * 1000.0) as i64));
            // A point far behind the lap is one whose time is wrong.
            let last_ms = last_ms.filter(|last_ms| *last_ms - by_length < LONGEST_PAST_LAP_MS);
            by_length.max(last_ms.unwrap_or(from_ms))
        });
        if let Some(session) = draft.sessions.last_mut() {
            let add = |sum: &mut Option<f64>, part: Option<f64>| {
                if let Some(part) = part {
                    *sum = Some(sum.unwrap_or(0.0) + part);
                }
            };
            add(&mut session.timer_s, lap.total_s);
            add(&mut session.distance_m, lap.distance_m);
            session.end_ms = session.end_ms.max(to_ms);
        }
        if let (Some(from_ms), Some(to_ms)) = (lap.start_ms, to_ms)
            && draft.laps.len() < MOST_LAPS
        {
            let own = Lap { span: Span { from_ms, to_ms }, manual: lap.manual };
            draft.laps.push(LapSums { lap: own, timer_s: lap.total_s, distance_m: lap.distance_m });
        }
    }

    fn point_leaf(&mut self, leaf: Leaf<'_>) {
        let Some(point) = &mut self.point else { return };
        match leaf.name {
            "Time" => point.set_time(leaf.text),
            "LatitudeDegrees" => {
                self.position.0 = xml::number(leaf.text).filter(|degrees| degrees.abs() <= 90.0);
            }
            "LongitudeDegrees" => {
                self.position.1 = xml::number(leaf.text).filter(|degrees| degrees.abs() <= 180.0);
            }
            "AltitudeMeters" => point.set(ChannelKind::Altitude, leaf.text),
            "DistanceMeters" => point.set(ChannelKind::Distance, leaf.text),
            "Value" if self.parent == Parent::HeartRate => point.set(ChannelKind::HeartRate, leaf.text),
            _ => point.extension(leaf),
        }
    }

    fn activity_leaf(&mut self, leaf: Leaf<'_>) {
        match (leaf.name, &mut self.lap) {
            ("TotalTimeSeconds", Some(lap)) => {
                lap.total_s = xml::number(leaf.text).filter(|s| (0.0..1e7).contains(s));
            }
            ("DistanceMeters", Some(lap)) => {
                lap.distance_m = xml::number(leaf.text).filter(|m| (0.0..1e8).contains(m));
            }
            ("Id", None) if self.in_activity => {
                let id = xml::parse_time(leaf.text).map(|time| time.time_ms);
                self.document.draft().witnesses.extend(id);
            }
            ("TriggerMethod", Some(lap)) => lap.manual = Some(leaf.text == "Manual"),
            ("Name", _) if self.parent == Parent::Creator && !leaf.text.is_empty() => {
                self.document.draft().device = Some(leaf.text.to_owned());
            }
            _ => {}
        }
    }

    fn take(&mut self, mut point: Point) {
        if !self.in_activity {
            return;
        }
        point.position = self.position.0.zip(self.position.1);
        if let (Some(from_ms), Some(time)) = (self.left_ms.take(), point.time)
            && time.time_ms - from_ms > PAUSE_MS
        {
            self.document.draft().pauses.push(Span { from_ms, to_ms: time.time_ms });
        }
        self.document.add(&point);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    fn activity(sport: &str, day: u8) -> String {
        format!(
            "<Activity Sport='{sport}'><Lap StartTime='2026-05-0{day}T08:00:00Z'><TotalTimeSeconds>60.0</TotalTimeSeconds>\
             <DistanceMeters>200</DistanceMeters><TriggerMethod>Manual</TriggerMethod><Track>\
             <Trackpoint><Time>2026-05-0{day}T08:00:00Z</Time><HeartRateBpm><Value>120.4</Value></HeartRateBpm></Trackpoint>\
             <Trackpoint><Time>2026-05-0{day}T08:01:00Z</Time><Extensions><ns3:TPX><ns3:Watts>210</ns3:Watts></ns3:TPX></Extensions></Trackpoint>\
             </Track></Lap><Creator><Name>Wrist</Name></Creator></Activity>"
        )
    }

    fn reading(inside: &str) -> Result<Reading, ReadError> {
        read(
            format!("   <?xml version='1.0'?><TrainingCenterDatabase>{inside}").as_bytes(),
            &Reader::at(&TimeZone::UTC),
        )
    }

    #[test]
    fn several_activities_are_several_workouts() {
        let inside = format!(
            "<Activities>{}{}</Activities></TrainingCenterDatabase>",
            activity("Running", 1),
            activity("Biking", 2)
        );
        let reading = reading(&inside).unwrap();
        let sports: Vec<Sport> = reading.workouts.iter().map(|workout| workout.head.sport).collect();
        assert_eq!((sports, reading.damage), (vec![Sport::Run, Sport::Ride], None));
        let head = &reading.workouts[0].head;
        assert_eq!(
            (head.timer_s, head.distance_m, head.device.as_deref()),
            (Some(60.0), Some(200.0), Some("Wrist"))
        );
        assert_eq!(head.facts.heart_rate_mean_bpm, Some(120.0));
        assert_eq!(reading.workouts[0].laps[0].manual, Some(true));
    }

    #[test]
    fn a_multisport_session_is_one_workout_with_legs() {
        let run_after_ride = activity("Running", 1).replace("T08:0", "T09:0");
        let inside = format!(
            "<Activities><MultiSportSession><FirstSport>{}</FirstSport><NextSport>{run_after_ride}</NextSport></MultiSportSession></Activities></TrainingCenterDatabase>",
            activity("Biking", 1)
        );
        let reading = reading(&inside).unwrap();
        assert_eq!(reading.workouts.len(), 1);
        assert_eq!(reading.workouts[0].head.sport, Sport::Multisport);
        assert_eq!(reading.workouts[0].legs.len(), 2);
    }

    #[test]
    fn a_course_is_no_recording_and_half_a_file_keeps_its_half() {
        let course = "<Courses><Course><Lap><TotalTimeSeconds>9</TotalTimeSeconds></Lap><Track><Trackpoint><Time>2026-05-01T08:00:00Z</Time></Trackpoint></Track></Course></Courses>";
        assert_eq!(reading(course).unwrap_err().code, "not_a_recording");
        let whole = activity("Running", 1);
        let half = whole.split("<Creator>").next().unwrap();
        assert_eq!(reading(&half[..half.len() - 20]).unwrap().damage.unwrap().code, "truncated");
        assert_eq!(reading("").unwrap_err().code, "damaged");
    }
}
