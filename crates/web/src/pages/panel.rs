//! Which panels a workout has: heart rate, power or pace, altitude, temperature.

use charley_body::track;
use charley_domain::{
    person::Units,
    workout::{ChannelKind, Span, Sport, Workout},
};
use charley_speech::spoken;

use charley_answers::draw::panels::{COLUMNS, ChartPanel};
use charley_answers::trace::{Trace, TraceRange};
use charley_speech::units::{DEGREE_F, FOOT_M, FREEZING_F, MILE_M};

/// Slowest speed that has a pace: standing still would be infinitely slow.
const SLOWEST_PACED_M_S: f64 = 0.5;
/// Rows of the table.
const ROWS: usize = 24;

/// A workout with what is drawn of it.
pub(super) struct RecordedWorkout<'a> {
    /// The workout, each channel from the recording where it is best.
    pub(super) workout: &'a Workout,
    /// The span of the time axis.
    pub(super) span: Span,
    /// Units of the person.
    pub(super) units: Units,
}

/// How a channel is shown.
struct ChannelView {
    kind: ChannelKind,
    name: &'static str,
    unit: &'static str,
    /// From the channel's unit to the shown one.
    factor: f64,
    offset: f64,
    label: fn(f64) -> String,
}

/// The table behind the picture.
pub(super) struct PanelTable {
    /// Names of the columns, the first being the time.
    pub(super) names: Vec<String>,
    /// Rows; a cell that was not recorded is a dash.
    pub(super) rows: Vec<Vec<String>>,
}

/// The panels that have anything to show.
pub(super) fn panels(recorded: &RecordedWorkout<'_>) -> Vec<ChartPanel> {
    views(recorded)
        .into_iter()
        .filter_map(|view| {
            let trace = recorded.trace(&view, COLUMNS);
            let TraceRange { low, mean, high } = trace.range()?;
            // On an axis of speed the fastest pace is at the top, and comes last in words too.
            let words = format!(
                "{} to {} {}, mean {}",
                (view.label)(low),
                (view.label)(high),
                view.unit,
                (view.label)(mean)
            );
            Some(ChartPanel { name: view.name, words, trace, label: view.label, axis: None })
        })
        .collect()
}

/// The same numbers as a table of means over equal spans of time.
pub(super) fn table(recorded: &RecordedWorkout<'_>) -> PanelTable {
    let views = views(recorded);
    let traces: Vec<Trace> = views.iter().map(|view| recorded.trace(view, ROWS)).collect();
    let step_ms = (recorded.span.to_ms - recorded.span.from_ms) / ROWS as i64;
    let mut names = vec!["Time".to_owned()];
    names.extend(views.iter().map(|view| format!("{}, {}", view.name, view.unit)));
    let rows = (0..ROWS).map(|row| {
        let from_s = (row as i64 * step_ms) as f64 / 1000.0;
        let cells = views.iter().zip(&traces).map(|(view, trace)| {
            trace.columns[row].map_or_else(|| "–".to_owned(), |column| (view.label)(column.mean))
        });
        std::iter::once(clock(from_s)).chain(cells).collect()
    });
    PanelTable { rows: rows.collect(), names }
}

/// `0:07`, `1:30`.
fn clock(seconds: f64) -> String {
    let minutes = (seconds / 60.0).round() as u64;
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

impl RecordedWorkout<'_> {
    /// The values of a view on the time axis.
    fn trace(&self, view: &ChannelView, columns: usize) -> Trace {
        let samples = self
            .workout
            .time_ms
            .iter()
            .zip(values(self.workout, view.kind))
            .filter_map(|(at_ms, value)| Some((*at_ms, value? * view.factor + view.offset)));
        Trace::of(samples, self.span, columns)
    }
}

/// The samples of a channel; a speed that was not recorded is read off the distances or the positions.
fn values(source: &Workout, kind: ChannelKind) -> Vec<Option<f64>> {
    match source.channel(kind) {
        Some(channel) => channel.scaled().collect(),
        None if kind == ChannelKind::Speed => {
            let every: Vec<usize> = (0..source.time_ms.len()).collect();
            track::speed_m_s(source, &every).unwrap_or_default()
        }
        None => Vec::new(),
    }
}

fn views(recorded: &RecordedWorkout<'_>) -> Vec<ChannelView> {
    let us = recorded.units == Units::Us;
    let has = |kind| values(recorded.workout, kind).iter().flatten().count() > 1;
    let degrees = if us {
        ShownUnit { unit: "°F", factor: DEGREE_F, offset: FREEZING_F }
    } else {
        ShownUnit::plain("°C")
    };
    let mut views = vec![
        plain(ChannelKind::HeartRate, "Heart rate", "bpm"),
        plain(ChannelKind::Power, "Power", "W"),
        speed(recorded.workout.head.sport, us),
        scaled(
            ChannelKind::Altitude,
            "Altitude",
            if us { ShownUnit::times("ft", 1.0 / FOOT_M) } else { ShownUnit::plain("m") },
        ),
        scaled(ChannelKind::SensorTemperature, "Temperature at the sensor", degrees),
        ChannelView {
            label: |v| spoken::rounded(v, 1),
            ..scaled(ChannelKind::CoreTemperature, "Core sensor", degrees)
        },
    ];
    // Where power was measured, speed says more about the road than about the legs; it stays in the table of a run.
    let rides = matches!(recorded.workout.head.sport, Sport::Ride | Sport::IndoorRide);
    views.retain(|view| {
        has(view.kind) && !(view.kind == ChannelKind::Speed && rides && has(ChannelKind::Power))
    });
    views
}

/// A unit as it is shown, and how to get there from that of the channel.
#[derive(Debug, Clone, Copy)]
struct ShownUnit {
    unit: &'static str,
    factor: f64,
    offset: f64,
}

impl ShownUnit {
    const fn plain(unit: &'static str) -> Self {
        Self::times(unit, 1.0)
    }

    const fn times(unit: &'static str, factor: f64) -> Self {
        Self { unit, factor, offset: 0.0 }
    }
}

fn plain(kind: ChannelKind, name: &'static str, unit: &'static str) -> ChannelView {
    scaled(kind, name, ShownUnit::plain(unit))
}

fn scaled(kind: ChannelKind, name: &'static str, shown: ShownUnit) -> ChannelView {
    let ShownUnit { unit, factor, offset } = shown;
    ChannelView { kind, name, unit, factor, offset, label: |value| spoken::rounded(value, 0) }
}

/// Runners read pace, everybody else speed.
fn speed(sport: Sport, us: bool) -> ChannelView {
    let on_foot = matches!(sport, Sport::Run | Sport::TrailRun | Sport::Walk | Sport::Hike);
    let kind = ChannelKind::Speed;
    match (on_foot, us) {
        (true, false) => {
            ChannelView { kind, name: "Pace", unit: "min/km", factor: 1.0, offset: 0.0, label: pace_km }
        }
        (true, true) => {
            ChannelView { kind, name: "Pace", unit: "min/mi", factor: 1.0, offset: 0.0, label: pace_mile }
        }
        (false, false) => scaled(kind, "Speed", ShownUnit::times("km/h", 3.6)),
        (false, true) => scaled(kind, "Speed", ShownUnit::times("mph", 3600.0 / MILE_M)),
    }
}

fn pace_km(speed_m_s: f64) -> String {
    pace(1000.0 / speed_m_s, speed_m_s)
}

fn pace_mile(speed_m_s: f64) -> String {
    pace(MILE_M / speed_m_s, speed_m_s)
}

fn pace(seconds: f64, speed_m_s: f64) -> String {
    if speed_m_s < SLOWEST_PACED_M_S {
        return "still".to_owned();
    }
    let seconds = seconds.round() as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pace_is_minutes_and_seconds_and_standing_still_has_none() {
        assert_eq!(pace_km(1000.0 / 305.0), "5:05");
        assert_eq!(pace_mile(4.0), "6:42");
        assert_eq!(pace_km(0.0), "still");
        assert_eq!(clock(5400.0), "1:30");
    }
}
