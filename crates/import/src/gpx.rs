//! Reading GPX: tracks of points with whatever sensors their extensions carry.

use std::borrow::Cow;

use charley_domain::workout::{ChannelKind, Span};
use quick_xml::events::BytesStart;

use crate::{
    Format, ReadError, Reader, Reading,
    document::{self, Document, MOST_POINTS, Point},
    draft::Draft,
    sport,
    xml::{self, Leaf, Visitor},
};

/// Tracks that begin so long after the last one ended are workouts of their own.
const ANOTHER_TRACK_MS: i64 = 3_600_000;
/// So are segments of one track: some programs keep weeks in a single track.
const ANOTHER_SEGMENT_MS: i64 = 6 * 3_600_000;
/// A new segment so long after the last point is a pause.
const PAUSE_MS: i64 = 10_000;

/// Listens to a GPX document.
#[derive(Default)]
struct Gpx {
    document: Document,
    creator: Option<String>,
    point: Option<Point>,
    /// When the file says that it was made.
    made_ms: Option<i64>,
    /// Whether the next point is the first of its segment.
    begins: bool,
    /// Time of the last point before the running segment, until its first point has come.
    left_ms: Option<i64>,
    /// Longest gap over which the next point still belongs to the running workout, where a track or segment begins.
    gap_ms: Option<i64>,
    /// Workouts there were when the running track began.
    before_track: Option<usize>,
    planned: bool,
    name: Option<String>,
    kind: Option<String>,
}

pub(crate) fn read(bytes: &[u8], reader: &Reader<'_>) -> Result<Reading, ReadError> {
    let text = xml::decode(bytes);
    let mut gpx = Gpx::default();
    let outcome = xml::visit(&text, &mut gpx);
    if gpx.document.drafts.iter().all(|draft| draft.samples.is_empty()) {
        return Err(nothing(&gpx, outcome));
    }
    // A file that broke off within a track had its name and sport at the head of the track.
    gpx.close_track();
    let device = gpx.creator.take();
    for draft in &mut gpx.document.drafts {
        draft.device.clone_from(&device);
        draft.witnesses.extend(gpx.made_ms);
    }
    gpx.document.finish(Format::Gpx, outcome, text.len() as u64, reader)
}

fn nothing(gpx: &Gpx, outcome: xml::Outcome) -> ReadError {
    if let Some(error) = gpx.document.times_not_understood(Format::Gpx) {
        return error;
    }
    if gpx.planned || gpx.document.points > 0 {
        return ReadError::new(
            "not_a_recording",
            "this GPX file holds a planned route without times, not a recorded workout",
        )
        .holding(&["a planned route"]);
    }
    document::nothing("GPX", outcome)
}

impl Visitor for Gpx {
    fn begin(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "gpx" => {
                let creator = xml::attribute(element, "creator").filter(|creator| !creator.is_empty());
                self.creator = creator.map(Cow::into_owned);
            }
            "trk" => {
                self.before_track = Some(self.document.drafts.len());
                self.gap_ms = Some(ANOTHER_TRACK_MS);
                (self.name, self.kind) = (None, None);
            }
            "trkseg" => {
                self.begins = true;
                self.gap_ms = self.gap_ms.or(Some(ANOTHER_SEGMENT_MS));
                self.left_ms = self.document.drafts.last().and_then(|d| d.samples.last()).map(|s| s.time_ms);
            }
            "rtept" => self.planned = true,
            "trkpt" => {
                let degrees = |name| xml::attribute(element, name).and_then(|text| xml::number(&text));
                let position = degrees("lat").zip(degrees("lon"));
                let position = position.filter(|(lat, lon)| lat.abs() <= 90.0 && lon.abs() <= 180.0);
                self.point = Some(Point { position, ..Point::default() });
            }
            _ => {}
        }
    }

    fn end(&mut self, leaf: Leaf<'_>) {
        if leaf.name == "trkpt" {
            if let Some(point) = self.point.take() {
                self.take(&point);
            }
        } else if let Some(point) = &mut self.point {
            match leaf.name {
                "ele" => point.set(ChannelKind::Altitude, leaf.text),
                "time" => point.set_time(leaf.text),
                _ => point.extension(leaf),
            }
        } else if self.before_track.is_some() {
            match leaf.name {
                "name" => self.name = Some(leaf.text.to_owned()).filter(|name| !name.is_empty()),
                "type" => self.kind = Some(leaf.text.to_owned()),
                "trk" => self.close_track(),
                _ => {}
            }
        } else if leaf.name == "time" {
            self.made_ms = self.made_ms.or(xml::parse_time(leaf.text).map(|time| time.time_ms));
        }
    }

    fn is_full(&self) -> bool {
        self.document.points > MOST_POINTS
    }
}

impl Gpx {
    fn take(&mut self, point: &Point) {
        let time_ms = point.time.map(|time| time.time_ms);
        if let Some(gap_ms) = self.gap_ms.take() {
            self.open_draft(time_ms, gap_ms);
        }
        let begins = std::mem::take(&mut self.begins);
        let left_ms = self.left_ms.take();
        let draft = self.document.draft();
        draft.breaks.extend(time_ms.filter(|_| begins));
        if let (Some(from_ms), Some(to_ms)) = (left_ms, time_ms)
            && to_ms - from_ms > PAUSE_MS
        {
            draft.pauses.push(Span { from_ms, to_ms });
        }
        self.document.add(point);
    }

    /// A track or segment goes on in the running workout unless more time than `gap_ms` has passed.
    fn open_draft(&mut self, time_ms: Option<i64>, gap_ms: i64) {
        let last_ms = self.document.drafts.last().and_then(|draft| draft.samples.last()).map(|s| s.time_ms);
        let another = match (last_ms, time_ms) {
            (Some(last), Some(now)) => !(0..=gap_ms).contains(&(now - last)),
            _ => false,
        };
        if another || self.document.drafts.is_empty() {
            self.document.drafts.push(Draft::default());
            self.left_ms = None;
        }
    }

    fn close_track(&mut self) {
        let Some(before) = self.before_track.take() else { return };
        let (name, kind) = (self.name.take(), self.kind.take());
        // A track that went on in the workout of the one before it speaks for that one too.
        let first = before.min(self.document.drafts.len().saturating_sub(1));
        for draft in self.document.drafts.iter_mut().skip(first).filter(|draft| !draft.samples.is_empty()) {
            draft.name = draft.name.take().or_else(|| name.clone());
            if let Some(kind) = &kind {
                (draft.sport, draft.indoor) = sport::said(kind);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use charley_domain::workout::{ClockBasis, Sport};
    use jiff::tz::TimeZone;

    fn reading(track: &str) -> Result<Reading, ReadError> {
        read(format!("<gpx creator='Pen'>{track}</gpx>").as_bytes(), &Reader::at(&TimeZone::UTC))
    }

    const POINTS: &str = "<trkseg>\
        <trkpt lat='50' lon='8'><ele>100.5</ele><time>2026-05-01T10:00:00+02:00</time>\
        <extensions><ns3:TrackPointExtension><ns3:hr>120</ns3:hr><ns3:atemp>21.5</ns3:atemp></ns3:TrackPointExtension></extensions></trkpt>\
        <trkpt lat='50.001' lon='8'><time>2026-05-01T10:00:30+02:00</time><extensions><power>200</power><gpxdata:hr>130</gpxdata:hr></extensions></trkpt>\
        </trkseg>";

    #[test]
    fn extensions_of_any_prefix_and_an_offset_that_is_not_universal() {
        let reading = reading(&format!(
            "<trk><time>2001-01-01T00:00:00Z</time><name>A &amp; B</name><type>9</type>{POINTS}</trk>"
        ));
        let workout = &reading.unwrap().workouts[0];
        assert_eq!((workout.head.sport, workout.head.clock), (Sport::Run, ClockBasis::File));
        assert_eq!(workout.head.start.to_string(), "2026-05-01T10:00:00+02:00");
        assert_eq!(workout.head.name.as_deref(), Some("A & B"));
        assert_eq!(workout.channel(ChannelKind::HeartRate).unwrap().values, [Some(120), Some(130)]);
        assert_eq!(workout.channel(ChannelKind::Power).unwrap().values, [None, Some(200)]);
        assert_eq!(workout.channel(ChannelKind::SensorTemperature).unwrap().values, [Some(215), None]);
        assert!((workout.head.distance_m.unwrap() - 111.195).abs() < 0.01);
    }

    #[test]
    fn tracks_of_one_outing_are_one_workout_and_of_two_days_two() {
        let later = |day: &str| POINTS.replace("2026-05-01T10:0", day);
        let close = reading(&format!("<trk>{POINTS}</trk><trk>{}</trk>", later("2026-05-01T10:1"))).unwrap();
        assert_eq!(close.workouts.len(), 1);
        assert_eq!(close.workouts[0].pauses, [Span { from_ms: 30_000, to_ms: 600_000 }]);
        let far = reading(&format!("<trk>{POINTS}</trk><trk>{}</trk>", later("2026-05-03T10:0"))).unwrap();
        assert_eq!(far.workouts.len(), 2);
        assert_ne!(far.workouts[0].head.id, far.workouts[1].head.id);
        let weeks =
            reading(&format!("<trk><type>hiking</type>{POINTS}{}</trk>", later("2026-05-13T10:0"))).unwrap();
        assert_eq!(weeks.workouts.len(), 2);
        assert!(
            weeks
                .workouts
                .iter()
                .all(|workout| workout.head.sport == Sport::Hike && workout.notes.is_empty())
        );
    }

    #[test]
    fn a_route_is_no_recording_and_half_a_file_is_half_a_workout() {
        let code = |track: &str| reading(track).unwrap_err().code;
        assert_eq!(code("<rte><rtept lat='1' lon='2'/></rte>"), "not_a_recording");
        assert_eq!(code("<trk><trkseg><trkpt lat='1' lon='2'/></trkseg></trk>"), "not_a_recording");
        assert_eq!(code(""), "no_workout");
        let half = format!("<gpx><trk>{}", POINTS.split("</trkseg>").next().unwrap());
        let half = read(half.as_bytes(), &Reader::at(&TimeZone::UTC)).unwrap();
        assert_eq!(half.damage.unwrap().sentence, "damaged at 100 %, kept 30 s");
    }
}
