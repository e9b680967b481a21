//! The last cramps side by side, each with the nearest quiet night: what part of the rate goes with which factor, and the
//! week before as dots, in which an unknown night is a gap.

use charley_domain::night::NightState;

use crate::draw::{escaped, put};

/// Width of one cramp with its quiet night, and of a bar.
const COLUMN: f64 = 56.0;
const BAR: f64 = 18.0;
/// Height of a bar that stands for the whole rate.
const FULL: f64 = 120.0;
const TOP: f64 = 8.0;
/// Below the bars: the day, then the week.
const LABEL: f64 = TOP + FULL + 16.0;
const WEEK: f64 = LABEL + 14.0;
const HEIGHT: f64 = WEEK + 12.0;

/// How the parts of a bar are filled, the largest factor first: they differ by pattern, not by colour alone.
pub const FILLS: [&str; 4] = ["fill-first", "fill-second", "fill-third", "fill-other"];

/// One window as parts of its rate, 0 to 1, in the order of [`FILLS`]; the rest is unexplained.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RateParts(pub [f64; 4]);

/// One cramp with its quiet night.
#[derive(Debug, Clone, PartialEq)]
pub struct CrampColumn {
    /// `3 Nov`.
    pub day: String,
    /// The cramp.
    pub cramp: RateParts,
    /// The quiet night, where there is one.
    pub quiet: Option<RateParts>,
    /// The week up to the cramp.
    pub week: Vec<NightState>,
}

/// The columns, oldest on the left; `description` says in words what they show.
pub fn side_by_side(columns: &[CrampColumn], description: &str) -> String {
    let width = COLUMN * columns.len() as f64;
    let mut svg = format!(
        "<svg viewBox=\"0 0 {width} {HEIGHT}\" role=\"img\" aria-label=\"{}\" class=\"cramps\">",
        escaped(description)
    );
    svg.push_str(PATTERNS);
    for (number, column) in columns.iter().enumerate() {
        let left = COLUMN * number as f64;
        bar(&mut svg, left + 8.0, column.cramp, "of-cramp");
        if let Some(quiet) = column.quiet {
            bar(&mut svg, left + 8.0 + BAR + 4.0, quiet, "of-quiet");
        }
        put(
            &mut svg,
            format_args!(
                "<text class=\"small\" text-anchor=\"middle\" x=\"{}\" y=\"{LABEL}\">{}</text>",
                left + 8.0 + BAR + 2.0,
                escaped(&column.day)
            ),
        );
        for (night, state) in column.week.iter().enumerate() {
            dot(&mut svg, left + 10.0 + 6.0 * night as f64, *state);
        }
    }
    svg.push_str("</svg>");
    svg
}

/// Hatching and dots in the colour of the text, so that the parts differ in any light.
const PATTERNS: &str = "<defs><pattern id=\"hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
patternTransform=\"rotate(45)\"><line class=\"pen\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"5\"/></pattern><pattern id=\"dots\" \
width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\"><circle class=\"pen-dot\" cx=\"2\" cy=\"2\" r=\"1.2\"/></pattern></defs>";

fn bar(svg: &mut String, x: f64, RateParts(parts): RateParts, class: &str) {
    let mut y = TOP + FULL;
    for (part, fill) in parts.iter().zip(FILLS) {
        let height = FULL * part.clamp(0.0, 1.0);
        if height >= 0.5 {
            y -= height;
            put(
                svg,
                format_args!(
                    "<rect class=\"{fill}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{BAR}\" height=\"{height:.1}\"/>"
                ),
            );
        }
    }
    put(
        svg,
        format_args!("<rect class=\"{class}\" x=\"{x:.1}\" y=\"{TOP}\" width=\"{BAR}\" height=\"{FULL}\"/>"),
    );
}

fn dot(svg: &mut String, x: f64, state: NightState) {
    let mark = match state {
        NightState::Cramp => format!("<circle class=\"cramp\" cx=\"{x}\" cy=\"{WEEK}\" r=\"2.6\"/>"),
        NightState::None => format!("<circle class=\"quiet-night\" cx=\"{x}\" cy=\"{WEEK}\" r=\"2.2\"/>"),
        // A gap: nobody knows.
        NightState::Unsure | NightState::Unknown => String::new(),
    };
    svg.push_str(&mark);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_on_one_another_and_unknown_nights_are_gaps() {
        let column = CrampColumn {
            day: "3 Nov".to_owned(),
            cramp: RateParts([0.4, 0.2, 0.0, 0.1]),
            quiet: None,
            week: vec![NightState::None, NightState::Unknown, NightState::Unsure, NightState::Cramp],
        };
        let svg = side_by_side(&[column], "a & b");
        assert_eq!(svg.matches("class=\"fill-").count(), 3, "a part of nothing is not drawn");
        assert!(
            svg.contains("y=\"80.0\" width=\"18\" height=\"48.0\""),
            "40 % of the bar, from the bottom: {svg}"
        );
        assert_eq!((svg.matches("class=\"cramp\"").count(), svg.matches("quiet-night").count()), (1, 1));
        assert!(svg.contains("a &amp; b"));
    }
}
