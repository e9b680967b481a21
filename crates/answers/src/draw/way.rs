//! The way of a workout that is to come: how the risk grows along it, a line and its band; as planned beside it where it is turned.

use charley_domain::{interval::Interval, person::Units};
use charley_infer::forecast::Shown;

use crate::{
    draw::{
        chart::{Chart, ChartAxis, ChartLine, ChartPlot, ChartPoint, ChartReading},
        scale::{ticks, time_label, time_step_s},
    },
    plan::WayPoint,
};
use charley_speech::spoken;

/// Metres of a mile.
const MILE_M: f64 = 1609.344; // international mile
/// A band of a shape goes at most so many times as high as the highest line, the rest is cut off at the edge; cramps in 100
/// have an end of their own, and their bands are shown whole.
const HIGHEST: f64 = 2.0;
/// About so many values can be read off.
const READINGS: f64 = 12.0;

/// One way of doing it.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    name: String,
    class: &'static str,
    points: Vec<SeriesPoint>,
}

/// The value at one place of the way.
#[derive(Debug, Clone, Copy, PartialEq)]
struct SeriesPoint {
    /// Where there is a way in metres.
    at_m: Option<f64>,
    at_s: f64,
    value: Interval,
}

impl Series {
    /// The curve of some points: cramps so far in 100 where forecasts have earned it, else the shape of the rate.
    pub fn of(name: &str, along: &[WayPoint], shown: Option<Shown>) -> Self {
        let level = shown == Some(Shown::Forecast);
        let value = |point: &WayPoint| {
            if level { point.probability.map(|p| 100.0 * p) } else { point.relative_rate }
        };
        let at = |point: &WayPoint| SeriesPoint { at_m: point.at_m, at_s: point.at_s, value: value(point) };
        Self { name: name.to_owned(), class: "line0", points: along.iter().map(at).collect() }
    }

    /// The same as what it was before something was turned.
    #[must_use]
    pub fn as_a_ghost(self) -> Self {
        Self { class: "ghost", ..self }
    }
}

/// The drawing; `description` says for whoever cannot see it what it shows.
pub fn chart(series: &[Series], shown: Option<Shown>, units: Units, description: &str) -> String {
    let axis = WayAxis::of(series, units);
    let is_level = shown == Some(Shown::Forecast);
    let figure = Chart {
        class: "way",
        description,
        along: axis.along(),
        plots: vec![ChartPlot {
            up: up(series, is_level),
            lines: series.iter().map(|one| axis.line(one)).collect(),
            ..ChartPlot::default()
        }],
        names: std::iter::once(axis.unit().to_owned())
            .chain(series.iter().map(|one| one.name.clone()))
            .collect(),
        readings: axis.readings(series, is_level),
        ..Chart::default()
    };
    figure.figure()
}

/// Cramps in 100, or times the mean rate.
fn up(series: &[Series], is_level: bool) -> ChartAxis {
    let values = || series.iter().flat_map(|one| &one.points).map(|point| point.value);
    let highest_line = values().map(|value| value.q50).fold(0.0, f64::max);
    let highest_band = values().map(|value| value.q95).fold(0.0, f64::max);
    let edge = if is_level { highest_band } else { highest_band.min(HIGHEST * highest_line) };
    let label = |tick: f64| if is_level { format!("{tick:.0}") } else { format!("×{}", plain(tick)) };
    ChartAxis::round(0.0, edge.max(f64::MIN_POSITIVE), (4.0, label))
}

/// A number of an axis without what floating point adds to it.
fn plain(number: f64) -> String {
    let text = format!("{number:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The axis of the way.
struct WayAxis {
    units: Units,
    /// Whether the way is in metres; else in seconds.
    way: bool,
    longest: f64,
}

impl WayAxis {
    fn of(series: &[Series], units: Units) -> Self {
        let points = || series.iter().flat_map(|one| &one.points);
        let way = points().next().is_some() && points().all(|point| point.at_m.is_some());
        let along = |point: &SeriesPoint| if way { point.at_m.unwrap_or(0.0) } else { point.at_s };
        Self { units, way, longest: points().map(along).fold(1.0, f64::max) }
    }

    fn at(&self, point: &SeriesPoint) -> f64 {
        if self.way { point.at_m.unwrap_or(0.0) } else { point.at_s }
    }

    const fn unit(&self) -> &'static str {
        match (self.way, self.units) {
            (true, Units::Us) => "miles",
            (true, Units::Metric) => "km",
            (false, _) => "time",
        }
    }

    fn along(&self) -> ChartAxis {
        let ticks = self.places(5.0);
        ChartAxis { low: 0.0, high: self.longest, ticks, unit: self.unit().to_owned() }
    }

    /// About so many round places on the way, with their labels.
    fn places(&self, count: f64) -> Vec<(f64, String)> {
        if self.way {
            let unit_m = if self.units == Units::Us { MILE_M } else { 1000.0 };
            let places = ticks(0.0, self.longest / unit_m, count);
            return places.into_iter().map(|place| (place * unit_m, plain(place))).collect();
        }
        let step = time_step_s(self.longest);
        let last = (self.longest / step).floor() as i32;
        let at = |number: i32| f64::from(number) * step;
        (0..=last).map(|number| (at(number), time_label(at(number), step))).collect()
    }

    fn line(&self, one: &Series) -> ChartLine {
        let point = |point: &SeriesPoint| ChartPoint { at: self.at(point), value: point.value };
        ChartLine {
            class: one.class,
            name: one.name.clone(),
            runs: vec![one.points.iter().map(point).collect()],
        }
    }

    /// The values at round places, and at the finish.
    fn readings(&self, series: &[Series], is_level: bool) -> Vec<ChartReading> {
        let mut places: Vec<(f64, String)> = self
            .places(READINGS)
            .into_iter()
            .filter(|(at, _)| *at > 0.0 && *at < 0.98 * self.longest)
            .collect();
        let unit_m = if self.units == Units::Us { MILE_M } else { 1000.0 };
        let finish =
            if self.way { format!("{:.1}", self.longest / unit_m) } else { spoken::span(self.longest) };
        places.push((self.longest, finish));
        let cell = |one: &Series, at: f64| {
            self.nearest(one, at).map_or_else(|| "–".to_owned(), |value| told(value, is_level))
        };
        let reading = |(at, place): (f64, String)| ChartReading {
            at,
            cells: std::iter::once(place).chain(series.iter().map(|one| cell(one, at))).collect(),
        };
        places.into_iter().map(reading).collect()
    }

    fn nearest(&self, one: &Series, at: f64) -> Option<Interval> {
        let away = |point: &&SeriesPoint| (self.at(point) - at).abs();
        let found = one.points.iter().min_by(|a, b| away(a).total_cmp(&away(b)))?;
        Some(found.value)
    }
}

fn told(value: Interval, is_level: bool) -> String {
    let Interval { q05, q50, q95 } = value;
    if is_level {
        format!("{q50:.0} ({q05:.0} to {q95:.0})")
    } else {
        format!("×{q50:.1} ({q05:.1} to {q95:.1})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(count: usize, way: bool) -> Vec<WayPoint> {
        let point = |at: usize| {
            let q50 = 0.5 * at as f64 / count as f64;
            let value = Interval { q05: q50 / 2.0, q50, q95: q50 * 1.5 };
            WayPoint {
                at_m: way.then_some(1000.0 * at as f64),
                at_s: 300.0 * at as f64,
                probability: value,
                relative_rate: value,
            }
        };
        (1..=count).map(point).collect()
    }

    #[test]
    fn a_mile_is_a_mile_and_without_a_way_there_is_time() {
        let shown = Some(Shown::BaseRate);
        let svg = |way, units| chart(&[Series::of("goal", &points(42, way), shown)], shown, units, "");
        assert!(svg(true, Units::Us).contains(">miles<") && svg(true, Units::Metric).contains(">km<"));
        assert!(svg(false, Units::Metric).contains(">time<") && svg(false, Units::Metric).contains(" h<"));
    }

    #[test]
    fn what_is_read_off_is_what_the_points_say_and_ends_at_the_finish() {
        let shown = Some(Shown::Forecast);
        let series = [
            Series::of("as planned", &points(42, true), shown).as_a_ghost(),
            Series::of("turned", &points(42, true), shown),
        ];
        let drawn = chart(&series, shown, Units::Metric, "");
        assert!(drawn.contains("<th scope=\"row\">42.0</th><td class=\"num\">50 (25 to 75)</td>"), "{drawn}");
        assert!(drawn.contains("class=\"line ghost\"") && drawn.contains("<th scope=\"col\">turned</th>"));
        assert!(drawn.contains("<th scope=\"row\">5</th>") || drawn.contains("<th scope=\"row\">4</th>"));
    }
}
