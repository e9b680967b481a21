//! Hazard ratios as dots in their intervals, on one log scale; a row is as wide as the page lets it be.

use charley_domain::interval::Interval;

use crate::draw::put;

/// Smallest and largest ratio that is drawn; beyond, an arrow says so.
const FROM: f64 = 0.4;
const TO: f64 = 4.0;
/// Room at both edges, in hundredths of the width.
const EDGE: f64 = 4.0;

/// The scale above the rows: half, same, double, four times.
pub fn scale() -> String {
    let mut svg = String::from("<svg class=\"strip\" aria-hidden=\"true\">");
    for (ratio, label) in [(0.5, "half"), (1.0, "same"), (2.0, "×2"), (4.0, "×4")] {
        put(
            &mut svg,
            format_args!(
                "<text class=\"small\" x=\"{:.1}%\" y=\"20\" text-anchor=\"middle\">{label}</text>",
                place(ratio)
            ),
        );
    }
    svg.push_str("</svg>");
    svg
}

/// One row with the interval before anything of the person was known, pale and below.
pub fn beside(ratio: Interval, published: Interval) -> String {
    let pale = format!(
        "<line class=\"published\" x1=\"{:.1}%\" x2=\"{:.1}%\" y1=\"23\" y2=\"23\"/>",
        place(published.q05),
        place(published.q95)
    );
    row(ratio).replace("</svg>", &format!("{pale}</svg>"))
}

/// One row: the interval as a line, the median as a dot, no difference as a dashed line. The words beside it say the
/// same, so it is hidden from whoever listens.
pub fn row(ratio: Interval) -> String {
    let mut svg = String::from("<svg class=\"strip\" aria-hidden=\"true\">");
    let at = place;
    for grid in [0.5, 2.0, 4.0] {
        put(
            &mut svg,
            format_args!("<line class=\"grid\" x1=\"{0:.1}%\" x2=\"{0:.1}%\" y1=\"0\" y2=\"28\"/>", at(grid)),
        );
    }
    put(
        &mut svg,
        format_args!("<line class=\"same\" x1=\"{0:.1}%\" x2=\"{0:.1}%\" y1=\"0\" y2=\"28\"/>", at(1.0)),
    );
    put(
        &mut svg,
        format_args!(
            "<line class=\"interval\" x1=\"{:.1}%\" x2=\"{:.1}%\" y1=\"14\" y2=\"14\"/>",
            at(ratio.q05),
            at(ratio.q95)
        ),
    );
    for (beyond, x, arrow) in [(ratio.q05 < FROM, 0.0, "‹"), (ratio.q95 > TO, 100.0, "›")] {
        if beyond {
            let anchor = if x > 50.0 { "end" } else { "start" };
            put(&mut svg, format_args!("<text x=\"{x}%\" y=\"19\" text-anchor=\"{anchor}\">{arrow}</text>"));
        }
    }
    put(&mut svg, format_args!("<circle class=\"dot\" cx=\"{:.1}%\" cy=\"14\" r=\"6\"/>", at(ratio.q50)));
    svg.push_str("</svg>");
    svg
}

/// Where a ratio lies, in hundredths of the width.
fn place(ratio: f64) -> f64 {
    let share = (ratio.clamp(FROM, TO).ln() - FROM.ln()) / (TO.ln() - FROM.ln());
    EDGE + share * (100.0 - 2.0 * EDGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_a_log_scale_and_stays_on_the_page() {
        assert!((place(2.0) - place(1.0) - (place(4.0) - place(2.0))).abs() < 1e-9);
        assert!((place(0.0001) - EDGE).abs() < 1e-9 && (place(1e9) - (100.0 - EDGE)).abs() < 1e-9);
    }

    #[test]
    fn what_lies_beyond_the_scale_has_an_arrow() {
        let row = row(Interval { q05: 0.2, q50: 1.0, q95: 2.0 });
        assert!(row.contains('‹') && !row.contains('›'));
        assert!(row.matches("class=\"dot\"").count() == 1);
    }
}
