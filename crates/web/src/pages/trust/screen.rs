//! A drawn phone that shows where to tap.

use std::fmt::Write as _;

/// Width and height of the drawing, in its own units.
const WIDTH: u32 = 200;
const ROW: u32 = 30;
const TOP: u32 = 44;

/// A screen: its title, its rows, and the row to tap.
#[derive(Debug, Clone, Copy)]
pub(super) struct Screen {
    pub(super) about: &'static str,
    pub(super) title: &'static str,
    pub(super) rows: &'static [&'static str],
    pub(super) tap: usize,
    /// Whether the row to tap has a switch.
    pub(super) has_switch: bool,
}

impl Screen {
    /// The picture. What it shows stands in words beside it.
    pub(super) fn drawing(&self) -> String {
        let height = TOP + ROW * self.rows.len() as u32 + 18;
        let mut inside = String::new();
        for (place, row) in self.rows.iter().enumerate() {
            let (y, is_tapped) = (TOP + ROW * place as u32, place == self.tap);
            let class = if is_tapped { "key tapped" } else { "key" };
            // Writing to a text cannot fail.
            let _ = write!(
                inside,
                "<rect class=\"{class}\" x=\"14\" y=\"{y}\" width=\"{}\" height=\"{}\" rx=\"6\"/><text x=\"22\" y=\"{}\">{row}</text>",
                WIDTH - 28,
                ROW - 5,
                y + 17
            );
            if is_tapped && self.has_switch {
                let _ = write!(
                    inside,
                    "<rect class=\"on\" x=\"{}\" y=\"{}\" width=\"26\" height=\"15\" rx=\"7.5\"/><circle class=\"knob\" cx=\"{}\" cy=\"{}\" r=\"6\"/>",
                    WIDTH - 46,
                    y + 5,
                    WIDTH - 28,
                    y + 12
                );
            }
        }
        format!(
            "<svg class=\"screen\" role=\"img\" viewBox=\"0 0 {WIDTH} {height}\"><title>{}</title><rect class=\"case\" x=\"2\" y=\"2\" \
             width=\"{}\" height=\"{}\" rx=\"18\"/><text class=\"head\" x=\"{}\" y=\"30\" text-anchor=\"middle\">{}</text>{inside}</svg>",
            self.about,
            WIDTH - 4,
            height - 4,
            WIDTH / 2,
            self.title
        )
    }
}
