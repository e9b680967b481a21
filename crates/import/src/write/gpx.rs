//! Writing GPX 1.1: points with the sensors in the extensions that most programs read.

use charley_domain::workout::{ChannelKind, Sport, Workout};

use super::{
    columns::{Columns, instant_ms},
    markup::{Markup, paused_between, time},
};

/// Bytes of one point, about.
const POINT_SIZE: usize = 320;
const CLOSE_TRACK: &str = "</trkseg></trk></gpx>\n";

/// The workout as a GPX track, one segment between two pauses.
///
/// A point needs a position: samples without one cannot be written, so that an indoor workout gives an empty track.
pub fn gpx(workout: &Workout) -> Vec<u8> {
    let columns = Columns::of(workout);
    let mut markup = Markup::new(workout.time_ms.len() * POINT_SIZE + 1_000);
    open(&mut markup, workout);
    let mut last_ms: Option<i64> = None;
    for (sample, &time_ms) in workout.time_ms.iter().enumerate() {
        let position =
            columns.scaled(ChannelKind::Latitude, sample).zip(columns.scaled(ChannelKind::Longitude, sample));
        let Some(position) = position else { continue };
        if last_ms.is_some_and(|last_ms| paused_between(&workout.pauses, last_ms, time_ms)) {
            markup.raw("</trkseg>\n<trkseg>\n");
        }
        last_ms = Some(time_ms);
        markup.put(format_args!("<trkpt lat=\"{:.8}\" lon=\"{:.8}\">", position.0, position.1));
        point(&mut markup, &columns, sample, instant_ms(workout, time_ms));
        markup.raw("</trkpt>\n");
    }
    markup.raw(CLOSE_TRACK);
    markup.finish()
}

fn open(markup: &mut Markup, workout: &Workout) {
    let head = &workout.head;
    let creator = quick_xml::escape::escape(head.device.as_deref().unwrap_or("charley"));
    markup.put(format_args!("<gpx version=\"1.1\" creator=\"{creator}\""));
    markup.raw(concat!(
        " xmlns=\"http://www.topografix.com/GPX/1/1\"",
        " xmlns:gpxtpx=\"http://www.garmin.com/xmlschemas/TrackPointExtension/v2\">\n",
    ));
    markup.put(format_args!("<metadata><time>{}</time></metadata>\n<trk>", time(instant_ms(workout, 0))));
    if let Some(name) = &head.name {
        markup.text("name", name);
    }
    // Programs know the sport as "rowing"; the bare word could be anything in a row.
    markup.leaf("type", if head.sport == Sport::Row { "rowing" } else { head.sport.word() });
    markup.raw("\n<trkseg>\n");
}

fn point(markup: &mut Markup, columns: &Columns<'_>, sample: usize, instant_ms: i64) {
    if let Some(altitude_m) = columns.scaled(ChannelKind::Altitude, sample) {
        markup.leaf("ele", format_args!("{altitude_m:.1}"));
    }
    markup.leaf("time", time(instant_ms));
    let power = columns.steps(ChannelKind::Power, sample);
    let sensors = [
        ("gpxtpx:atemp", ChannelKind::SensorTemperature, 1),
        ("gpxtpx:hr", ChannelKind::HeartRate, 0),
        ("gpxtpx:cad", ChannelKind::Cadence, 0),
        ("gpxtpx:speed", ChannelKind::Speed, 3),
    ];
    let has_sensors = sensors.iter().any(|(_, kind, _)| columns.steps(*kind, sample).is_some());
    if power.is_none() && !has_sensors {
        return;
    }
    markup.raw("<extensions>");
    if let Some(power_w) = power {
        markup.leaf("power", power_w);
    }
    if has_sensors {
        markup.raw("<gpxtpx:TrackPointExtension>");
        for (name, kind, decimals) in sensors {
            if let Some(value) = columns.scaled(kind, sample) {
                markup.leaf(name, format_args!("{value:.decimals$}"));
            }
        }
        markup.raw("</gpxtpx:TrackPointExtension>");
    }
    markup.raw("</extensions>");
}
