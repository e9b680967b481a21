//! The heat of a workout: the classes as a strip, the index on it as a dot in its interval.

use charley_body::heat::band::HeatBand;

use crate::draw::put;

/// Ends of the strip, in °C of the index.
const FROM_C: f64 = 10.0;
const TO_C: f64 = 38.0;

/// The strip; the words beside it say the same, so it is hidden from whoever listens.
pub fn strip(band: &HeatBand) -> String {
    let mut svg = String::from("<svg class=\"strip heat-strip\" aria-hidden=\"true\">");
    let ends: Vec<f64> = [FROM_C].into_iter().chain(band.classes_from_c).chain([TO_C]).map(place).collect();
    for (pair, class) in ends.windows(2).zip(["green", "yellow", "red", "black", "beyond"]) {
        put(
            &mut svg,
            format_args!(
                "<rect class=\"{class}\" x=\"{:.1}%\" width=\"{:.1}%\" y=\"9\" height=\"10\"/>",
                pair[0],
                pair[1] - pair[0]
            ),
        );
    }
    let wbgt = band.wbgt_c;
    put(
        &mut svg,
        format_args!(
            "<line class=\"index\" x1=\"{:.1}%\" x2=\"{:.1}%\" y1=\"14\" y2=\"14\"/><circle class=\"index\" cx=\"{:.1}%\" cy=\"14\" r=\"7\"/>",
            place(wbgt.q05),
            place(wbgt.q95),
            place(wbgt.q50)
        ),
    );
    svg.push_str("</svg>");
    svg
}

/// Where an index lies, in hundredths of the width.
fn place(wbgt_c: f64) -> f64 {
    100.0 * (wbgt_c.clamp(FROM_C, TO_C) - FROM_C) / (TO_C - FROM_C)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strip_spans_the_width_and_keeps_its_dot_on_it() {
        assert!(place(FROM_C).abs() < 1e-9 && (place(TO_C) - 100.0).abs() < 1e-9);
        assert!((place(-20.0), place(60.0)) == (0.0, 100.0));
    }
}
