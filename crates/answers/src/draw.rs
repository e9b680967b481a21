//! Charts as SVG text: classes for colours, a title and a description for whoever cannot see them, no script.

pub mod calibration;
pub mod chart;
pub mod cramp;
pub mod cramps;
pub mod dots;
pub mod heat;
pub mod leg;
pub mod map;
pub mod nights;
pub mod panels;
pub mod ratios;
mod scale;
pub mod timeline;
pub mod way;

/// Text made safe to stand in SVG.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Appends formatted text.
fn put(svg: &mut String, text: std::fmt::Arguments<'_>) {
    svg.push_str(&text.to_string());
}
