//! Panels above one another on one time axis: a line with its band each, pauses shaded, laps and cramps marked.

use charley_domain::workout::Span;

use crate::draw::{escaped, put, scale};
use crate::trace::{Trace, TraceColumn};

/// Width of the drawing, in its own units.
const WIDTH: f64 = 412.0;
/// Where the plots begin: before it stand the numbers.
const LEFT: f64 = 56.0;
/// Height of one plot.
const PLOT: f64 = 92.0;
/// Height of the words above a plot.
const WORDS: f64 = 46.0;
/// Height of the time axis.
const AXIS: f64 = 22.0;
/// Columns of time in a plot, one a unit of width.
pub const COLUMNS: usize = 356;

/// One panel.
pub struct ChartPanel {
    /// What it shows: `Heart rate`.
    pub name: &'static str,
    /// Lowest, mean and highest, in words: `92 to 176 bpm, mean 151`.
    pub words: String,
    /// The values.
    pub trace: Trace,
    /// How a number on its axis reads.
    pub label: fn(f64) -> String,
    /// An axis of its own, where the values do not make one.
    pub axis: Option<Axis>,
}

/// An axis that is given.
#[derive(Debug, Clone)]
pub struct Axis {
    /// Its ends.
    pub range: (f64, f64),
    /// Where its lines are.
    pub ticks: Vec<f64>,
}

/// Everything on the time axis.
pub struct Panels<'a> {
    /// The span of the axis, in milliseconds since the start.
    pub span: Span,
    /// The panels, top to bottom.
    pub rows: &'a [ChartPanel],
    /// Where the timer stood still.
    pub pauses: &'a [Span],
    /// Beginnings of laps, in milliseconds since the start.
    pub laps_ms: &'a [i64],
    /// Cramps, in milliseconds since the start.
    pub cramps_ms: &'a [i64],
    /// All of it in words.
    pub description: &'a str,
}

impl Panels<'_> {
    /// The drawing.
    pub fn svg(&self) -> String {
        let height = self.bottom() + AXIS;
        let mut svg = format!(
            "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\" class=\"panels\">",
            escaped(self.description)
        );
        for (row, panel) in self.rows.iter().enumerate() {
            self.panel(&mut svg, panel, row as f64 * (WORDS + PLOT));
        }
        self.marks(&mut svg);
        self.time_axis(&mut svg);
        svg.push_str("</svg>");
        svg
    }

    fn bottom(&self) -> f64 {
        self.rows.len() as f64 * (WORDS + PLOT)
    }

    /// Where a moment lies on the axis.
    fn x(&self, at_ms: i64) -> f64 {
        let length = (self.span.to_ms - self.span.from_ms).max(1) as f64;
        LEFT + (at_ms - self.span.from_ms) as f64 / length * COLUMNS as f64
    }

    fn panel(&self, svg: &mut String, panel: &ChartPanel, top: f64) {
        let heading = format!(
            "<text class=\"name\" x=\"0\" y=\"{:.0}\">{}</text><text class=\"words\" x=\"0\" y=\"{:.0}\">{}</text>",
            top + 18.0,
            escaped(panel.name),
            top + 36.0,
            escaped(&panel.words)
        );
        svg.push_str(&heading);
        let given = panel.axis.as_ref();
        let Some((low, high)) = given.map_or_else(|| own_range(&panel.trace), |axis| Some(axis.range)) else {
            return;
        };
        let y = move |value: f64| top + WORDS + PLOT * (high - value.clamp(low, high)) / (high - low);
        for span in self.pauses {
            let (from, to) = (self.x(span.from_ms), self.x(span.to_ms));
            let rest = (to - from).max(0.0);
            put(
                svg,
                format_args!(
                    "<rect class=\"pause\" x=\"{from:.1}\" y=\"{:.1}\" width=\"{rest:.1}\" height=\"{PLOT}\"/>",
                    top + WORDS
                ),
            );
        }
        let ticks = given.map_or_else(|| scale::ticks(low, high, 3.0), |axis| axis.ticks.clone());
        for tick in ticks {
            let at = y(tick);
            put(
                svg,
                format_args!(
                    "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"{at:.1}\" y2=\"{at:.1}\"/>\
                     <text class=\"small\" text-anchor=\"end\" x=\"{:.0}\" y=\"{:.1}\">{}</text>",
                    LEFT - 5.0,
                    at + 4.0,
                    (panel.label)(tick)
                ),
            );
        }
        for (place, run) in panel.trace.runs() {
            draw_run(svg, place, &run, &y);
        }
    }

    fn marks(&self, svg: &mut String) {
        let bottom = self.bottom();
        for lap in self.laps_ms {
            let x = self.x(*lap);
            put(
                svg,
                format_args!(
                    "<line class=\"lap\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{WORDS}\" y2=\"{bottom:.0}\"/>"
                ),
            );
        }
        for cramp in self.cramps_ms {
            let x = self.x(*cramp);
            put(
                svg,
                format_args!(
                    "<line class=\"cramp-line\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{WORDS}\" y2=\"{bottom:.0}\"/>\
                     <circle class=\"cramp\" cx=\"{x:.1}\" cy=\"{WORDS}\" r=\"5\"/>"
                ),
            );
        }
    }

    fn time_axis(&self, svg: &mut String) {
        let span_s = (self.span.to_ms - self.span.from_ms) as f64 / 1000.0;
        let step_s = scale::time_step_s(span_s);
        let mut at_s = 0.0;
        while at_s <= span_s {
            let x = self.x(self.span.from_ms + (at_s * 1000.0) as i64);
            let is_first = at_s == 0.0;
            let anchor = if is_first { "start" } else { "middle" };
            let label = if is_first { "0".to_owned() } else { scale::time_label(at_s, step_s) };
            if x < WIDTH - 12.0 {
                put(
                    svg,
                    format_args!(
                        "<text class=\"small\" text-anchor=\"{anchor}\" x=\"{x:.0}\" y=\"{:.0}\">{label}</text>",
                        self.bottom() + 16.0,
                    ),
                );
            }
            at_s += step_s;
        }
    }
}

impl Axis {
    /// An axis on which all bands of a trace have room.
    pub fn around(trace: &Trace) -> Option<Self> {
        let columns = || trace.columns.iter().flatten();
        let low = columns().map(|column| column.low).reduce(f64::min)?;
        let high = columns().map(|column| column.high).reduce(f64::max)?;
        let margin = ((high - low) * 0.06).max(0.05);
        let range = (low - margin, high + margin);
        Some(Self { range, ticks: scale::ticks(range.0, range.1, 3.0) })
    }
}

/// The range of the values, with a margin; a flat channel still gets a line in the middle of its plot.
fn own_range(trace: &Trace) -> Option<(f64, f64)> {
    let (low, high) = trace.bulk()?;
    let margin = ((high - low) * 0.08).max(high.abs() * 0.005).max(0.5);
    Some((low - margin, high + margin))
}

/// A run of columns: the band from lowest to highest, and the line of means on it.
fn draw_run(svg: &mut String, place: usize, run: &[TraceColumn], y: &impl Fn(f64) -> f64) {
    let x = |index: usize| LEFT + (place + index) as f64 + 0.5;
    let mut band = String::new();
    let mut line = String::new();
    for (index, column) in run.iter().enumerate() {
        let start = if index == 0 { 'M' } else { 'L' };
        put(&mut band, format_args!("{start}{:.0} {:.1}", x(index), y(column.high)));
        put(&mut line, format_args!("{start}{:.0} {:.1}", x(index), y(column.mean)));
    }
    for (index, column) in run.iter().enumerate().rev() {
        put(&mut band, format_args!("L{:.0} {:.1}", x(index), y(column.low)));
    }
    put(svg, format_args!("<path class=\"band\" d=\"{band}Z\"/><path class=\"line\" d=\"{line}\"/>"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_stay_gaps_and_marks_are_drawn_once() {
        let span = Span { from_ms: 0, to_ms: 3_600_000 };
        let samples =
            (0..3600).filter(|s| !(1000..2000).contains(s)).map(|s| (s * 1000, 140.0 + (s % 50) as f64));
        let trace = Trace::of(samples, span, COLUMNS);
        let panels = [ChartPanel {
            name: "Heart rate",
            words: "a < b".into(),
            trace,
            label: |v| format!("{v:.0}"),
            axis: None,
        }];
        let pauses = [Span { from_ms: 1_000_000, to_ms: 2_000_000 }];
        let all = Panels {
            span,
            rows: &panels,
            pauses: &pauses,
            laps_ms: &[600_000],
            cramps_ms: &[3_000_000],
            description: "one hour",
        };
        let svg = all.svg();
        assert_eq!(svg.matches("class=\"line\"").count(), 2);
        assert_eq!(svg.matches("class=\"cramp\"").count(), 1);
        assert_eq!(svg.matches("class=\"pause\"").count(), 1);
        assert!(svg.contains("a &lt; b") && !svg.contains("NaN"));
    }
}
