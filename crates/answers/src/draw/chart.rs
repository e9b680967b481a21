//! A chart: plots above one another along one axis with round marks, and its values as a table that a finger or a key goes along.
//!
//! Every place is a share of the plot and every letter has the size of the page's letters: a chart is as wide as it may be on a
//! phone as on a desk, and nothing of it shrinks. Without a script the table is there to be opened; with one, `chart.js` makes a
//! slider of its rows.

mod plot;
mod table;
pub mod words;

use charley_domain::interval::Interval;

use crate::draw::{escaped, put, scale};

/// Plots along one axis, and what can be read off them.
#[derive(Debug, Clone, Default)]
pub struct Chart<'a> {
    /// What the style sheet calls it.
    pub class: &'static str,
    /// What it shows, for whoever cannot see it.
    pub description: &'a str,
    /// The axis from left to right.
    pub along: ChartAxis,
    /// From top to bottom.
    pub plots: Vec<ChartPlot>,
    /// Stretches of the axis that are shaded.
    pub shaded: Vec<(f64, f64)>,
    /// Places on the axis that are marked through all plots.
    pub marks: Vec<ChartMark>,
    /// Names of the columns of the table, the axis first.
    pub names: Vec<String>,
    /// What is read off at some places.
    pub readings: Vec<ChartReading>,
}

/// An axis.
#[derive(Debug, Clone, Default)]
pub struct ChartAxis {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Marks on it with their labels.
    pub ticks: Vec<(f64, String)>,
    /// Its unit, at its end; empty where the labels say it.
    pub unit: String,
}

impl ChartAxis {
    /// An axis with about `count` round marks.
    pub fn round(low: f64, high: f64, (count, label): (f64, impl Fn(f64) -> String)) -> Self {
        let ticks = scale::ticks(low, high, count).into_iter().map(|tick| (tick, label(tick)));
        Self { low, high, ticks: ticks.collect(), unit: String::new() }
    }

    /// The same with a unit at its end.
    #[must_use]
    pub fn of_unit(self, unit: &str) -> Self {
        Self { unit: unit.to_owned(), ..self }
    }

    /// How far along it a value lies, 0 to 1; at an end where it lies beyond.
    fn share(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low).max(f64::MIN_POSITIVE);
        if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// One plot.
#[derive(Debug, Clone, Default)]
pub struct ChartPlot {
    /// Its name; empty where the chart has one.
    pub name: String,
    /// What is said beside the name.
    pub words: String,
    /// The axis from bottom to top.
    pub up: ChartAxis,
    /// From back to front.
    pub lines: Vec<ChartLine>,
    /// Strokes from one height to another at a place.
    pub strokes: Vec<ChartStroke>,
}

/// A line, with its band where its values have one.
#[derive(Debug, Clone, Default)]
pub struct ChartLine {
    /// What the style sheet calls it.
    pub class: &'static str,
    /// Its name in the key; empty for one that needs none.
    pub name: String,
    /// Unbroken runs: a gap stays a gap.
    pub runs: Vec<Vec<ChartPoint>>,
}

/// A point of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChartPoint {
    /// Where on the axis.
    pub at: f64,
    /// The value and the ends of its band.
    pub value: Interval,
}

impl ChartPoint {
    /// A point without a band.
    pub const fn bare(at: f64, value: f64) -> Self {
        Self { at, value: Interval { q05: value, q50: value, q95: value } }
    }
}

/// A stroke.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChartStroke {
    /// Where on the axis.
    pub at: f64,
    /// From which height.
    pub low: f64,
    /// To which height.
    pub high: f64,
}

/// A place that is marked.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartMark {
    /// What the style sheet calls it.
    pub class: &'static str,
    /// Where on the axis.
    pub at: f64,
    /// Its name; empty for one that needs none.
    pub name: String,
}

/// What is read off at a place.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartReading {
    /// Where on the axis.
    pub at: f64,
    /// The place in words, and the value in each column.
    pub cells: Vec<String>,
}

impl Chart<'_> {
    /// The chart as a figure, with its table.
    pub fn figure(&self) -> String {
        let mut html = format!("<figure class=\"chart {}\" data-along=\"{}\">", self.class, words::ALONG);
        for (place, plot) in self.plots.iter().enumerate() {
            self.heading(&mut html, plot);
            plot::draw(&mut html, self, (place, plot));
        }
        self.key(&mut html);
        table::write(&mut html, self);
        html.push_str("</figure>");
        html
    }

    #[allow(clippy::unused_self, reason = "a part of the figure")]
    fn heading(&self, html: &mut String, plot: &ChartPlot) {
        if plot.name.is_empty() {
            return;
        }
        put(
            html,
            format_args!(
                "<p class=\"plot-name\"><b>{}</b> <span class=\"quiet\">{}</span></p>",
                escaped(&plot.name),
                escaped(&plot.words)
            ),
        );
    }

    /// What each line is, where there is more than one.
    fn key(&self, html: &mut String) {
        let named = || self.plots.iter().flat_map(|plot| &plot.lines).filter(|line| !line.name.is_empty());
        if named().count() < 2 {
            return;
        }
        html.push_str("<ul class=\"lines-key\">");
        for line in named() {
            put(
                html,
                format_args!(
                    "<li><svg class=\"dash\" viewBox=\"0 0 24 4\" aria-hidden=\"true\"><line class=\"{}\" x1=\"0\" x2=\"24\" y1=\"2\" y2=\"2\"/></svg>{}</li>",
                    line.class,
                    escaped(&line.name)
                ),
            );
        }
        html.push_str("</ul>");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn chart(values: &[f64]) -> String {
        let run = values.iter().enumerate().map(|(at, value)| ChartPoint {
            at: at as f64,
            value: Interval { q05: value / 2.0, q50: *value, q95: value * 2.0 },
        });
        let highest = values.iter().copied().fold(0.0, f64::max);
        let line =
            |class, name: &str| ChartLine { class, name: name.to_owned(), runs: vec![run.clone().collect()] };
        let chart = Chart {
            class: "way",
            description: "a < b",
            along: ChartAxis::round(0.0, values.len() as f64, (5.0, |tick| format!("{tick}"))).of_unit("km"),
            plots: vec![ChartPlot {
                up: ChartAxis::round(0.0, highest, (4.0, |tick| format!("{tick}"))),
                lines: vec![line("line0", "goal"), line("line1", "turned")],
                strokes: vec![ChartStroke { at: 1.0, low: 0.0, high: highest }],
                ..ChartPlot::default()
            }],
            shaded: vec![(0.0, 1.0)],
            marks: vec![ChartMark { class: "cramp-line", at: 2.0, name: "a cramp".to_owned() }],
            names: vec!["km".to_owned(), "cramps".to_owned()],
            readings: vec![ChartReading { at: 1.0, cells: vec!["1".to_owned(), "7 (3 to 12)".to_owned()] }],
        };
        chart.figure()
    }

    proptest! {
        #[test]
        fn everything_lies_on_the_plot(values in prop::collection::vec(0.0_f64..1e6, 1..60)) {
            let drawn = chart(&values);
            prop_assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{}", drawn);
            for share in drawn.split('"').filter_map(|part| part.strip_suffix('%')) {
                let share: f64 = share.parse().unwrap();
                prop_assert!((0.0..=100.0).contains(&share), "{}", share);
            }
            for number in drawn.split(" d=\"").skip(1).flat_map(|rest| rest.split('"').next().unwrap_or("").split(['M', 'L', 'V', ' ', 'Z'])) {
                if let Ok(number) = number.parse::<f64>() { prop_assert!((0.0..=1000.0).contains(&number)); }
            }
        }
    }

    #[test]
    fn what_is_drawn_is_written_too() {
        let drawn = chart(&[1.0, 2.0, 3.0]);
        assert!(drawn.contains("aria-label=\"a &lt; b\"") && !drawn.contains("style="));
        assert!(
            drawn.contains(
                "<tr data-at=\"33.33\"><th scope=\"row\">1</th><td class=\"num\">7 (3 to 12)</td></tr>"
            ),
            "{drawn}"
        );
        assert!(drawn.contains("goal</li>") && drawn.contains(">a cramp<") && drawn.contains(">km<"));
    }
}
