//! One plot as SVG: what has letters is placed in shares of the plot, what is a line is drawn in a square that is stretched over it.

use super::{Chart, ChartLine, ChartPlot};
use crate::draw::{escaped, put};

/// Units of the square that is stretched over the plot.
const SQUARE: f64 = 1000.0;
/// From this share on a label ends at its place, so that it stays on the paper.
const LATE: f64 = 0.7;

/// Draws the plot at a place of a chart; the last one carries the labels of the axis.
pub(super) fn draw(svg: &mut String, chart: &Chart<'_>, (place, plot): (usize, &ChartPlot)) {
    let is_last = place + 1 == chart.plots.len();
    let label = if plot.name.is_empty() {
        chart.description.to_owned()
    } else {
        format!("{}. {} {}", chart.description, plot.name, plot.words)
    };
    put(
        svg,
        format_args!(
            "<svg class=\"plot{}\" role=\"img\" aria-label=\"{}\">",
            if is_last { " last" } else { "" },
            escaped(label.trim())
        ),
    );
    levels(svg, plot);
    put(
        svg,
        format_args!(
            "<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 {SQUARE} {SQUARE}\" preserveAspectRatio=\"none\">"
        ),
    );
    shaded(svg, chart);
    strokes(svg, chart, plot);
    for line in &plot.lines {
        curve(svg, chart, (plot, line));
    }
    svg.push_str("</svg>");
    marks(svg, chart, place == 0);
    if is_last {
        places(svg, chart);
    }
    svg.push_str("</svg>");
}

/// A share in hundredths, as SVG takes it.
fn percent(share: f64) -> String {
    format!("{:.2}%", 100.0 * share)
}

/// Lines of the upright axis with their labels.
fn levels(svg: &mut String, plot: &ChartPlot) {
    for (value, label) in &plot.up.ticks {
        let y = percent(1.0 - plot.up.share(*value));
        put(
            svg,
            format_args!(
                "<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>\
                 <text class=\"tick\" x=\"0\" y=\"{y}\" dx=\"-.45em\" dy=\".35em\" text-anchor=\"end\">{}</text>",
                escaped(label)
            ),
        );
    }
}

/// Labels of the axis along, and its unit at its end.
fn places(svg: &mut String, chart: &Chart<'_>) {
    svg.push_str("<g class=\"places\">");
    for (at, label) in &chart.along.ticks {
        let x = percent(chart.along.share(*at));
        put(
            svg,
            format_args!(
                "<text class=\"tick\" x=\"{x}\" y=\"100%\" dy=\"1.35em\" text-anchor=\"middle\">{}</text>",
                escaped(label)
            ),
        );
    }
    svg.push_str("</g>");
    if !chart.along.unit.is_empty() {
        put(
            svg,
            format_args!(
                "<text class=\"tick\" x=\"100%\" y=\"100%\" dy=\"2.6em\" text-anchor=\"end\">{}</text>",
                escaped(&chart.along.unit)
            ),
        );
    }
}

fn shaded(svg: &mut String, chart: &Chart<'_>) {
    for (from, to) in &chart.shaded {
        let (x, end) = (SQUARE * chart.along.share(*from), SQUARE * chart.along.share(*to));
        let width = (end - x).max(0.0);
        put(
            svg,
            format_args!(
                "<rect class=\"pause\" x=\"{x:.1}\" y=\"0\" width=\"{width:.1}\" height=\"{SQUARE}\"/>"
            ),
        );
    }
}

fn strokes(svg: &mut String, chart: &Chart<'_>, plot: &ChartPlot) {
    if plot.strokes.is_empty() {
        return;
    }
    svg.push_str("<path class=\"impulses\" d=\"");
    for stroke in &plot.strokes {
        let (x, from) = (SQUARE * chart.along.share(stroke.at), SQUARE * (1.0 - plot.up.share(stroke.low)));
        put(svg, format_args!("M{x:.1} {from:.1}V{:.1}", SQUARE * (1.0 - plot.up.share(stroke.high))));
    }
    svg.push_str("\"/>");
}

/// A line with its band, run by run.
fn curve(svg: &mut String, chart: &Chart<'_>, (plot, line): (&ChartPlot, &ChartLine)) {
    let x = |at: f64| SQUARE * chart.along.share(at);
    let y = |value: f64| SQUARE * (1.0 - plot.up.share(value));
    for run in &line.runs {
        let pen = |place: usize| if place == 0 { 'M' } else { 'L' };
        let has_band = run.iter().any(|point| point.value.q95 > point.value.q05);
        if has_band {
            put(svg, format_args!("<path class=\"band {}\" d=\"", line.class));
            for (place, point) in run.iter().enumerate() {
                put(svg, format_args!("{}{:.1} {:.1}", pen(place), x(point.at), y(point.value.q95)));
            }
            for point in run.iter().rev() {
                put(svg, format_args!("L{:.1} {:.1}", x(point.at), y(point.value.q05)));
            }
            svg.push_str("Z\"/>");
        }
        put(svg, format_args!("<path class=\"line {}\" d=\"", line.class));
        for (place, point) in run.iter().enumerate() {
            put(svg, format_args!("{}{:.1} {:.1}", pen(place), x(point.at), y(point.value.q50)));
        }
        svg.push_str("\"/>");
    }
}

/// What is marked through all plots; its name stands in the first.
fn marks(svg: &mut String, chart: &Chart<'_>, is_first: bool) {
    for (row, mark) in chart.marks.iter().enumerate() {
        let share = chart.along.share(mark.at);
        let x = percent(share);
        put(svg, format_args!("<line class=\"{}\" x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"100%\"/>", mark.class));
        if is_first && !mark.name.is_empty() {
            let (anchor, dx) = if share > LATE { ("end", "-.3em") } else { ("start", ".3em") };
            // Names of places that lie close would stand on one another: each has a line of its own.
            let dy = 1.1 + 1.2 * (row % 4) as f64;
            put(
                svg,
                format_args!(
                    "<text class=\"tick deed-name\" x=\"{x}\" y=\"0\" dx=\"{dx}\" dy=\"{dy:.1}em\" text-anchor=\"{anchor}\">{}</text>",
                    escaped(&mark.name)
                ),
            );
        }
    }
}
