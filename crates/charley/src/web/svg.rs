//! Charts as SVG text: classes for colours, a title and a description for whoever cannot see them, no script.

pub(super) mod calibration;
pub(super) mod cramp;
pub(super) mod cramps;
pub(super) mod leg;
pub(super) mod map;
pub(super) mod nights;
pub(super) mod panels;
pub(super) mod ratios;
mod scale;
pub(crate) mod timeline;
pub(super) mod way;

/// Text made safe to stand in SVG.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Appends formatted text.
fn put(svg: &mut String, text: std::fmt::Arguments<'_>) {
    svg.push_str(&text.to_string());
}
