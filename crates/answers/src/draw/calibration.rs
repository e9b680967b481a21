//! How forecasts did: what they said against what came, and the score as it grew.

use charley_domain::exposure::Window;

use crate::draw::chart::{Chart, ChartAxis, ChartLine, ChartPlot, ChartPoint, ChartReading, words};

/// At most about so many values can be read off.
const READINGS: usize = 24;

/// The isotonic curve of forecasts and frequencies, with the diagonal of perfect forecasts.
pub fn reliability(curve: &[(f64, f64)], description: &str) -> String {
    let highest = curve.iter().map(|(p, q)| p.max(*q)).fold(0.1, f64::max).min(1.0);
    let axis = || ChartAxis::round(0.0, highest, (4.0, percent));
    let points: Vec<ChartPoint> = curve.iter().map(|(p, q)| ChartPoint::bare(*p, *q)).collect();
    let mut readings: Vec<ChartReading> =
        some_of(&points).map(|point| reading(point, [percent(point.at), percent(point.value.q50)])).collect();
    readings.dedup_by(|later, earlier| later.cells == earlier.cells);
    let chart = Chart {
        class: "reliability",
        description,
        along: axis().of_unit(words::FORECAST),
        plots: vec![plot(axis(), [ChartPoint::bare(0.0, 0.0), ChartPoint::bare(highest, highest)], points)],
        names: vec![words::FORECAST.to_owned(), words::CAME.to_owned()],
        readings,
        ..Chart::default()
    };
    chart.figure()
}

/// The score gained over the moving average, night by night or workout by workout.
pub fn gain(sums: &[f64], window: Window, description: &str) -> String {
    let windows = match window {
        Window::Night => words::KNOWN_NIGHTS,
        Window::Workout => words::KNOWN_WORKOUTS,
    };
    let (low, high) =
        sums.iter().fold((-1.0_f64, 1.0_f64), |(low, high), sum| (low.min(*sum), high.max(*sum)));
    let last = sums.len().max(1) as f64;
    let points: Vec<ChartPoint> =
        sums.iter().enumerate().map(|(place, sum)| ChartPoint::bare((place + 1) as f64, *sum)).collect();
    let chart = Chart {
        class: "gain",
        description,
        along: ChartAxis::round(0.0, last, (last.min(5.0), number)).of_unit(windows),
        names: vec![windows.to_owned(), words::GAINED.to_owned()],
        readings: some_of(&points)
            .map(|point| reading(point, [number(point.at), format!("{:+.1}", point.value.q50)]))
            .collect(),
        plots: vec![plot(
            ChartAxis::round(low, high, (4.0, signed)),
            [ChartPoint::bare(0.0, 0.0), ChartPoint::bare(last, 0.0)],
            points,
        )],
        ..Chart::default()
    };
    chart.figure()
}

/// A line before what it is compared with.
fn plot(up: ChartAxis, same: [ChartPoint; 2], points: Vec<ChartPoint>) -> ChartPlot {
    let line = |class, run| ChartLine { class, name: String::new(), runs: vec![run] };
    ChartPlot { up, lines: vec![line("ghost", same.to_vec()), line("line0", points)], ..ChartPlot::default() }
}

/// What is read off at a point: its place and its value, as they are written.
fn reading(point: &ChartPoint, cells: [String; 2]) -> ChartReading {
    ChartReading { at: point.at, cells: cells.into() }
}

/// Points at even steps, so many as can be gone along by hand, and always the last.
fn some_of(points: &[ChartPoint]) -> impl Iterator<Item = &ChartPoint> {
    let step = points.len().div_ceil(READINGS).max(1);
    points.iter().rev().step_by(step).collect::<Vec<_>>().into_iter().rev()
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

fn number(of: f64) -> String {
    format!("{of:.0}")
}

/// A gain with its sign; no gain has none.
fn signed(gain: f64) -> String {
    if gain.abs() < f64::EPSILON {
        "0".to_owned()
    } else {
        format!("{gain:+.1}").trim_end_matches(".0").to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_curve_says_is_read_off_and_ends_with_the_last_window() {
        let said = reliability(&[(0.0, 0.0), (0.2, 0.1), (0.9, 1.0)], "x");
        assert!(said.contains("<th scope=\"row\">20 %</th><td class=\"num\">10 %</td>"), "{said}");
        let sums: Vec<f64> = (1..=100).map(|night| f64::from(night) / 10.0).collect();
        let gained = gain(&sums, Window::Night, "x");
        assert!(
            gained.contains("<tr data-at=\"100.00\"><th scope=\"row\">100</th><td class=\"num\">+10.0</td>"),
            "{gained}"
        );
        assert!(gained.matches("<tr data-at").count() <= READINGS && !gained.contains("NaN"));
    }

    #[test]
    fn a_score_below_and_above_nothing_has_marks_with_signs() {
        let gained = gain(&[-3.0, 2.0], Window::Workout, "x");
        assert!(gained.contains(">-2<") && gained.contains(">0<") && gained.contains(">+2<"), "{gained}");
        assert!(!gain(&[], Window::Workout, "x").contains("NaN"));
    }
}
