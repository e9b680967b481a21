//! The way of a workout that is to come: how the risk grows along it, a line and a band for each pace.

use charley_domain::{interval::Interval, person::Units};
use charley_infer::forecast::Shown;

use crate::{
    draw::{
        escaped, put,
        scale::{ticks, time_label, time_step_s},
    },
    plan::WayPoint,
};

/// Width and height of the drawing, and the room for labels.
const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 240.0;
const LEFT: f64 = 40.0;
const RIGHT: f64 = 10.0;
const BOTTOM: f64 = 34.0;
const TOP: f64 = 12.0;
/// Metres of a mile.
const MILE_M: f64 = 1609.344; // international mile
/// A band of a shape goes at most so many times as high as the highest line, the rest is cut off at the edge; cramps in 100
/// have an end of their own, and their bands are shown whole.
const HIGHEST: f64 = 2.0;
/// Room of a name in the key.
const NAME: f64 = 98.0;

/// The value at one place of the way.
#[derive(Debug, Clone, Copy, PartialEq)]
struct SeriesPoint {
    /// Where there is a way in metres.
    at_m: Option<f64>,
    at_s: f64,
    value: Interval,
}

/// One way of doing it.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    name: String,
    points: Vec<SeriesPoint>,
}

impl Series {
    /// The curve of some points: cramps so far in 100 where forecasts have earned it, else the shape of the rate.
    pub fn of(name: &str, along: &[WayPoint], shown: Option<Shown>) -> Self {
        let level = shown == Some(Shown::Forecast);
        let value = |point: &WayPoint| {
            if level { point.probability.map(|p| 100.0 * p) } else { point.relative_rate }
        };
        let at = |point: &WayPoint| SeriesPoint { at_m: point.at_m, at_s: point.at_s, value: value(point) };
        let points = along.iter().map(at).collect();
        Self { name: name.to_owned(), points }
    }
}

/// The drawing; `description` says for whoever cannot see it where the same stands in words.
pub fn chart(series: &[Series], shown: Option<Shown>, units: Units, description: &str) -> String {
    let axis = WayAxes::of(series, shown, units);
    let mut svg = format!(
        "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\" class=\"way\">",
        escaped(description)
    );
    axis.frame(&mut svg, shown);
    for (place, one) in series.iter().enumerate() {
        axis.band(&mut svg, place, one);
    }
    for (place, one) in series.iter().enumerate() {
        axis.line(&mut svg, place, one);
    }
    for (place, one) in series.iter().enumerate() {
        let x = LEFT + 8.0 + NAME * place as f64;
        put(
            &mut svg,
            format_args!(
                "<line class=\"line{place}\" x1=\"{x:.0}\" x2=\"{:.0}\" y1=\"{TOP}\" y2=\"{TOP}\"/>\
                 <text class=\"small\" x=\"{:.0}\" y=\"{:.0}\">{}</text>",
                x + 18.0,
                x + 22.0,
                TOP + 4.0,
                escaped(&one.name)
            ),
        );
    }
    svg.push_str("</svg>");
    svg
}

/// Where things lie.
struct WayAxes {
    units: Units,
    /// Whether the way is in metres; else in seconds.
    way: bool,
    longest: f64,
    highest: f64,
}

impl WayAxes {
    fn of(series: &[Series], shown: Option<Shown>, units: Units) -> Self {
        let points = || series.iter().flat_map(|one| &one.points);
        let way = points().next().is_some() && points().all(|point| point.at_m.is_some());
        let along = |point: &SeriesPoint| if way { point.at_m.unwrap_or(0.0) } else { point.at_s };
        let highest_line = points().map(|point| point.value.q50).fold(0.0, f64::max);
        let highest_band = points().map(|point| point.value.q95).fold(0.0, f64::max);
        let whole = shown == Some(Shown::Forecast);
        let edge = if whole { highest_band } else { highest_band.min(HIGHEST * highest_line) };
        let highest = edge.max(f64::MIN_POSITIVE);
        Self { units, way, longest: points().map(along).fold(1.0, f64::max), highest }
    }

    fn x_of(&self, point: &SeriesPoint) -> f64 {
        self.x(if self.way { point.at_m.unwrap_or(0.0) } else { point.at_s })
    }

    fn x(&self, along: f64) -> f64 {
        LEFT + (WIDTH - LEFT - RIGHT) * along / self.longest
    }

    fn y(&self, value: f64) -> f64 {
        let high = HEIGHT - BOTTOM - TOP - 14.0;
        HEIGHT - BOTTOM - high * (value / self.highest).clamp(0.0, 1.0)
    }

    fn frame(&self, svg: &mut String, shown: Option<Shown>) {
        for tick in ticks(0.0, self.highest, 4.0) {
            let y = self.y(tick);
            let label =
                if shown == Some(Shown::Forecast) { format!("{tick:.0}") } else { format!("×{tick}") };
            put(
                svg,
                format_args!(
                    "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{:.0}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
                     <text class=\"small\" x=\"{:.0}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>",
                    WIDTH - RIGHT,
                    LEFT - 5.0,
                    y + 4.0
                ),
            );
        }
        for (along, label) in self.marks() {
            let x = self.x(along);
            put(
                svg,
                format_args!(
                    "<text class=\"small\" x=\"{x:.1}\" y=\"{:.0}\" text-anchor=\"middle\">{label}</text>",
                    HEIGHT - BOTTOM + 16.0
                ),
            );
        }
        let unit = match (self.way, self.units) {
            (true, Units::Us) => "miles",
            (true, Units::Metric) => "km",
            (false, _) => "time",
        };
        put(
            svg,
            format_args!(
                "<text class=\"small\" x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"end\">{unit}</text>",
                WIDTH - RIGHT,
                HEIGHT - 3.0
            ),
        );
    }

    /// Round places on the way, with their labels.
    fn marks(&self) -> Vec<(f64, String)> {
        if self.way {
            let unit_m = if self.units == Units::Us { MILE_M } else { 1000.0 };
            let places = ticks(0.0, self.longest / unit_m, 5.0);
            return places.into_iter().map(|place| (place * unit_m, format!("{place}"))).collect();
        }
        let step = time_step_s(self.longest);
        let last = (self.longest / step).floor() as i32;
        let at = |number: i32| f64::from(number) * step;
        (0..=last).map(|number| (at(number), time_label(at(number), step))).collect()
    }

    fn band(&self, svg: &mut String, place: usize, one: &Series) {
        let up = one.points.iter().map(|point| (self.x_of(point), self.y(point.value.q95)));
        let down = one.points.iter().rev().map(|point| (self.x_of(point), self.y(point.value.q05)));
        let corners: Vec<String> = up.chain(down).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        put(svg, format_args!("<polygon class=\"band{place}\" points=\"{}\"/>", corners.join(" ")));
    }

    fn line(&self, svg: &mut String, place: usize, one: &Series) {
        let points: Vec<String> = one
            .points
            .iter()
            .map(|point| format!("{:.1},{:.1}", self.x_of(point), self.y(point.value.q50)))
            .collect();
        put(svg, format_args!("<polyline class=\"line{place}\" points=\"{}\"/>", points.join(" ")));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn points(count: usize, (way, scale): (bool, f64)) -> Vec<WayPoint> {
        (1..=count)
            .map(|at| {
                let q50 = scale * at as f64 / count as f64;
                let value = Interval { q05: q50 / 2.0, q50, q95: q50 * 9.0 };
                WayPoint {
                    at_m: way.then_some(1000.0 * at as f64),
                    at_s: 300.0 * at as f64,
                    probability: value,
                    relative_rate: value,
                }
            })
            .collect()
    }

    proptest! {
        #[test]
        fn every_corner_lies_on_the_drawing(count in 1usize..60, way: bool, scale in 0.0f64..1.0, us: bool, forecast: bool) {
            let shown = Some(if forecast { Shown::Forecast } else { Shown::BaseRate });
            let series: Vec<Series> = ["goal", "5 % slower"].iter().map(|name| Series::of(name, &points(count, (way, scale)), shown)).collect();
            let svg = chart(&series, shown, if us { Units::Us } else { Units::Metric }, "the way");
            prop_assert!(!svg.contains("NaN") && !svg.contains("inf"), "{}", svg);
            for pair in svg.split("points=\"").skip(1).flat_map(|rest| rest.split('"').next().unwrap_or("").split(' ')) {
                let (x, y) = pair.split_once(',').unwrap();
                let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
                prop_assert!((0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y));
            }
        }
    }

    #[test]
    fn a_mile_is_a_mile_and_without_a_way_there_is_time() {
        let shown = Some(Shown::BaseRate);
        let svg = |way, units| chart(&[Series::of("goal", &points(42, (way, 0.5)), shown)], shown, units, "");
        assert!(svg(true, Units::Us).contains(">miles<") && svg(true, Units::Metric).contains(">km<"));
        assert!(svg(false, Units::Metric).contains(">time<") && svg(false, Units::Metric).contains(" h<"));
    }
}
