//! The values of a chart as a table: each row knows its place, so that a slider can go along them.

use super::{Chart, words};
use crate::draw::{escaped, put};

/// Writes the table, folded; nothing where nothing is read off.
pub(super) fn write(html: &mut String, chart: &Chart<'_>) {
    if chart.readings.is_empty() {
        return;
    }
    put(
        html,
        format_args!(
            "<details class=\"values\"><summary>{}</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><thead><tr>",
            words::TABLE,
            words::TABLE
        ),
    );
    for name in &chart.names {
        put(html, format_args!("<th scope=\"col\">{}</th>", escaped(name)));
    }
    html.push_str("</tr></thead><tbody>");
    for reading in &chart.readings {
        put(html, format_args!("<tr data-at=\"{:.2}\">", 100.0 * chart.along.share(reading.at)));
        for (place, cell) in reading.cells.iter().enumerate() {
            let cell = escaped(cell);
            if place == 0 {
                put(html, format_args!("<th scope=\"row\">{cell}</th>"));
            } else {
                put(html, format_args!("<td class=\"num\">{cell}</td>"));
            }
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table></div></details>");
}
