//! What GPX and TCX share: points with sensors, workouts that fill up point by point, and the end of a document.

use charley_domain::workout::ChannelKind;

use crate::{
    Damage, Format, ReadAir, ReadError, Reader, Reading, assemble,
    draft::Draft,
    health::Health,
    sample::{Sample, Values, slot, steps},
    xml::{self, Leaf, Outcome, XmlTime},
};

/// Points of one document at most, to bound memory: 23 days at one a second.
pub(crate) const MOST_POINTS: u64 = 2_000_000;
/// Letters of a time that is not understood that are shown.
const LONGEST_TIME: usize = 40;

/// Note on times that name no zone.
const ZONELESS: &str = "its times name no zone: they are read as universal time, as the format demands";

/// One trackpoint on its way in.
#[derive(Debug, Default)]
pub(crate) struct Point {
    pub(crate) time: Option<XmlTime>,
    /// The time as it stands, where it is not understood.
    pub(crate) time_text: Option<String>,
    /// Latitude and longitude in degrees.
    pub(crate) position: Option<(f64, f64)>,
    pub(crate) values: Values,
}

impl Point {
    /// Takes over the time, or how it is written where that is not understood.
    pub(crate) fn set_time(&mut self, text: &str) {
        self.time = xml::parse_time(text);
        let unread = self.time.is_none() && !text.is_empty();
        self.time_text = unread.then(|| text.chars().take(LONGEST_TIME).collect());
    }

    /// Takes over a number in the unit of the channel.
    pub(crate) fn set(&mut self, kind: ChannelKind, text: &str) {
        if let Some(value) = xml::number(text).and_then(|value| steps(kind, value))
            && let Some(place) = self.values.get_mut(slot(kind))
        {
            *place = Some(value);
        }
    }

    /// Takes over a sensor value by the local name programs give it, whatever their prefix.
    pub(crate) fn extension(&mut self, leaf: Leaf<'_>) {
        let kind = match leaf.name {
            "hr" | "heartrate" | "HeartRate" | "heart_rate" => ChannelKind::HeartRate,
            "cad" | "cadence" | "Cadence" | "RunCadence" => ChannelKind::Cadence,
            "power" | "Power" | "PowerInWatts" | "Watts" | "watts" => ChannelKind::Power,
            "atemp" | "temp" | "temperature" | "Temperature" => ChannelKind::SensorTemperature,
            "speed" | "Speed" => ChannelKind::Speed,
            "core_temperature" | "CoreTemperature" | "coretemp" => ChannelKind::CoreTemperature,
            _ => return,
        };
        self.set(kind, leaf.text);
    }
}

/// Workouts that fill up while a document is read.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub(crate) drafts: Vec<Draft>,
    /// Points so far, with and without time.
    pub(crate) points: u64,
    untimed: u64,
    /// Points whose time is written in a way that is not known, and the first of these times.
    unread: Option<(u64, String)>,
    /// Whether a time without any zone was taken as universal time.
    zoneless: bool,
}

impl Document {
    /// Why nothing was read, where it is the way its times are written.
    pub(crate) fn times_not_understood(&self, format: Format) -> Option<ReadError> {
        let (count, text) = self.unread.as_ref()?;
        let format = format.word().to_uppercase();
        Some(ReadError::new(
            "unknown_times",
            format!(
                "the {count} points of this {format} file have times that are not understood (such as {text:?}): export it again, with times as 2026-09-09T10:00:00Z"
            ),
        ))
    }

    /// The running workout.
    pub(crate) fn draft(&mut self) -> &mut Draft {
        if self.drafts.is_empty() {
            self.drafts.push(Draft::default());
        }
        let last = self.drafts.len() - 1;
        &mut self.drafts[last]
    }

    /// Adds a point to the running workout.
    pub(crate) fn add(&mut self, point: &Point) {
        self.points += 1;
        let mut values = point.values;
        if let Some((latitude, longitude)) = point.position {
            values[slot(ChannelKind::Latitude)] = steps(ChannelKind::Latitude, latitude);
            values[slot(ChannelKind::Longitude)] = steps(ChannelKind::Longitude, longitude);
        }
        let draft = self.draft();
        draft.tally.add(&values);
        let Some(time) = point.time else {
            self.without_time(point);
            return;
        };
        self.zoneless |= time.zoneless;
        let draft = self.draft();
        draft.offset_s = draft.offset_s.or(time.offset_s);
        draft.samples.push(Sample { time_ms: time.time_ms, values });
    }

    fn without_time(&mut self, point: &Point) {
        match (&point.time_text, &mut self.unread) {
            (None, _) => self.untimed += 1,
            (Some(_), Some((count, _))) => *count += 1,
            (Some(text), unread) => *unread = Some((1, text.clone())),
        }
    }

    /// The reading, with what was damaged.
    pub(crate) fn finish(
        self,
        format: Format,
        outcome: Outcome,
        size: u64,
        reader: &Reader<'_>,
    ) -> Result<Reading, ReadError> {
        let mut notes = Vec::new();
        if self.untimed > 0 {
            notes.push(format!("{} points have no time and are counted only", self.untimed));
        }
        if let Some((count, text)) = &self.unread {
            notes.push(format!(
                "{count} points have a time that is not understood (such as {text:?}) and are counted only"
            ));
        }
        if self.zoneless {
            notes.push(ZONELESS.to_owned());
        }
        let broke_off = outcome != Outcome::Whole;
        let drafts = self.drafts.into_iter().map(|draft| Draft { broke_off, ..draft });
        let workouts: Vec<_> = drafts.flat_map(|draft| draft.finish(reader)).collect();
        if workouts.is_empty() {
            return Err(nothing(format.word(), outcome));
        }
        let damage = match outcome {
            Outcome::Whole => None,
            Outcome::Broken { code, byte_offset } => {
                let kept_s = workouts.iter().map(assemble::recorded_s).sum();
                let mut damage = Damage::at(code, byte_offset, size);
                damage.measure(kept_s, None, size);
                Some(damage)
            }
        };
        Ok(Reading { format, workouts, damage, notes, health: Health::default(), air: ReadAir::default() })
    }
}

/// Why a document without any workout gave none.
pub(crate) fn nothing(format: &str, outcome: Outcome) -> ReadError {
    let format = format.to_uppercase();
    match outcome {
        Outcome::Whole => {
            ReadError::new("no_workout", format!("this {format} file holds no point of a workout: export it again"))
        }
        Outcome::Broken { byte_offset, .. } => ReadError::new(
            "damaged",
            format!("the {format} file breaks at byte {byte_offset}, before any point with a time: export it again"),
        )
        .at(byte_offset),
    }
}
