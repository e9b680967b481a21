//! Writing TCX: one activity of laps, each with its tracks of points.

use charley_domain::workout::{ChannelKind, Lap, Span, Sport, Workout};

use super::{
    columns::{Columns, instant_ms},
    markup::{Markup, paused_between, time},
};

/// Bytes of one point, about.
const POINT_SIZE: usize = 420;
const OPEN: &str = concat!(
    "<TrainingCenterDatabase",
    " xmlns=\"http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2\"",
    " xmlns:tpx=\"http://www.garmin.com/xmlschemas/ActivityExtension/v2\"",
    " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n<Activities>",
);
const CLOSE: &str = "</Activities></TrainingCenterDatabase>\n";

/// The workout as a TCX activity; without laps of its own it has one.
pub fn tcx(workout: &Workout) -> Vec<u8> {
    let columns = Columns::of(workout);
    let mut markup = Markup::new(workout.time_ms.len() * POINT_SIZE + 1_000);
    markup.raw(OPEN);
    markup.put(format_args!("<Activity Sport=\"{}\">", word(workout.head.sport)));
    markup.leaf("Id", time(instant_ms(workout, 0)));
    let laps = laps(workout);
    let mut from = 0;
    for (index, lap) in laps.iter().enumerate() {
        let until_ms = laps.get(index + 1).map_or(i64::MAX, |next| next.span.from_ms);
        let rest = workout.time_ms.get(from..).unwrap_or_default();
        let to = from + rest.iter().take_while(|time_ms| **time_ms < until_ms).count();
        write_lap(&mut markup, workout, &columns, (*lap, from..to));
        from = to;
    }
    if let Some(device) = &workout.head.device {
        markup.raw("<Creator xsi:type=\"Device_t\">");
        markup.text("Name", device);
        markup.raw("<UnitId>0</UnitId><ProductID>0</ProductID>");
        markup
            .raw("<Version><VersionMajor>0</VersionMajor><VersionMinor>0</VersionMinor></Version></Creator>");
    }
    markup.raw("</Activity>");
    markup.raw(CLOSE);
    markup.finish()
}

fn laps(workout: &Workout) -> Vec<Lap> {
    if workout.laps.is_empty() {
        let to_ms = (workout.head.elapsed_s * 1000.0).round() as i64;
        return vec![Lap { span: Span { from_ms: 0, to_ms }, manual: None }];
    }
    workout.laps.clone()
}

const fn word(sport: Sport) -> &'static str {
    match sport {
        Sport::Run | Sport::TrailRun => "Running",
        Sport::Ride | Sport::IndoorRide => "Biking",
        _ => "Other",
    }
}

fn write_lap(
    markup: &mut Markup,
    workout: &Workout,
    columns: &Columns<'_>,
    (lap, samples): (Lap, std::ops::Range<usize>),
) {
    let Span { from_ms, to_ms } = lap.span;
    let paused_ms: i64 =
        workout.pauses.iter().map(|pause| (pause.to_ms.min(to_ms) - pause.from_ms.max(from_ms)).max(0)).sum();
    let total_ms = to_ms - from_ms - paused_ms;
    markup.put(format_args!("\n<Lap StartTime=\"{}\">", time(instant_ms(workout, from_ms))));
    markup.leaf("TotalTimeSeconds", format_args!("{:.3}", total_ms as f64 / 1000.0));
    markup.leaf("DistanceMeters", format_args!("{:.2}", covered_m(columns, &samples)));
    // The schema demands a figure for energy and knows no "not recorded".
    markup.leaf("Calories", 0);
    markup.leaf("Intensity", "Active");
    markup.leaf("TriggerMethod", if lap.manual == Some(true) { "Manual" } else { "Distance" });
    markup.raw("<Track>\n");
    let first = samples.start;
    for sample in samples {
        let time_ms = workout.time_ms[sample];
        let before_ms =
            sample.checked_sub(1).filter(|_| sample > first).map(|before| workout.time_ms[before]);
        if before_ms.is_some_and(|before_ms| paused_between(&workout.pauses, before_ms, time_ms)) {
            markup.raw("</Track>\n<Track>\n");
        }
        point(markup, columns, sample, instant_ms(workout, time_ms));
    }
    markup.raw("</Track></Lap>");
}

/// Way from the sample before the lap, or its first, to its last.
fn covered_m(columns: &Columns<'_>, samples: &std::ops::Range<usize>) -> f64 {
    let at = |sample| columns.scaled(ChannelKind::Distance, sample);
    let first = samples.start.checked_sub(1).and_then(at);
    let first = first.or_else(|| samples.clone().find_map(at));
    let last = samples.clone().rev().find_map(at);
    first.zip(last).map_or(0.0, |(first, last)| (last - first).max(0.0))
}

fn point(markup: &mut Markup, columns: &Columns<'_>, sample: usize, instant_ms: i64) {
    markup.raw("<Trackpoint>");
    markup.leaf("Time", time(instant_ms));
    let at = |kind| columns.scaled(kind, sample);
    if let (Some(latitude), Some(longitude)) = (at(ChannelKind::Latitude), at(ChannelKind::Longitude)) {
        markup.put(format_args!(
            "<Position><LatitudeDegrees>{latitude:.8}</LatitudeDegrees><LongitudeDegrees>{longitude:.8}</LongitudeDegrees></Position>"
        ));
    }
    if let Some(altitude_m) = at(ChannelKind::Altitude) {
        markup.leaf("AltitudeMeters", format_args!("{altitude_m:.1}"));
    }
    if let Some(distance_m) = at(ChannelKind::Distance) {
        markup.leaf("DistanceMeters", format_args!("{distance_m:.2}"));
    }
    if let Some(bpm) = columns.steps(ChannelKind::HeartRate, sample) {
        markup.put(format_args!("<HeartRateBpm><Value>{bpm}</Value></HeartRateBpm>"));
    }
    if let Some(cadence) = columns.steps(ChannelKind::Cadence, sample) {
        markup.leaf("Cadence", cadence);
    }
    let speed_m_s = at(ChannelKind::Speed);
    let power_w = columns.steps(ChannelKind::Power, sample);
    if speed_m_s.is_some() || power_w.is_some() {
        markup.raw("<Extensions><tpx:TPX>");
        if let Some(speed_m_s) = speed_m_s {
            markup.leaf("tpx:Speed", format_args!("{speed_m_s:.3}"));
        }
        if let Some(power_w) = power_w {
            markup.leaf("tpx:Watts", power_w);
        }
        markup.raw("</tpx:TPX></Extensions>");
    }
    markup.raw("</Trackpoint>\n");
}
