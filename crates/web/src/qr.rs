//! An address as a square code: for a page as SVG, for a terminal as half blocks.

use qrcode::{Color, EcLevel, QrCode};

/// Light modules around the code, without which cameras do not find it.
const QUIET: usize = 4;

fn modules(text: &str) -> Option<Vec<Vec<bool>>> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
    let width = code.width();
    let dark: Vec<bool> = code.to_colors().into_iter().map(|module| module == Color::Dark).collect();
    let blank = vec![false; width + 2 * QUIET];
    let row = |row: &[bool]| [&[false; QUIET], row, &[false; QUIET]].concat();
    let inner = dark.chunks(width).map(row);
    let around = || std::iter::repeat_n(blank.clone(), QUIET);
    Some(around().chain(inner).chain(around()).collect())
}

/// A picture with dark modules on white in every light: cameras want it so. `None` when the text is too long.
pub(super) fn svg(text: &str) -> Option<String> {
    use std::fmt::Write as _;
    let modules = modules(text)?;
    let size = modules.len();
    let mut path = String::new();
    for (y, row) in modules.iter().enumerate() {
        let mut x = 0;
        while x < size {
            let run = row[x..].iter().take_while(|dark| **dark).count();
            if run > 0 {
                // Writing to a text cannot fail.
                let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            x += run + 1;
        }
    }
    Some(format!(
        "<svg class=\"qr\" role=\"img\" viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\"><title>A code for the \
         phone's camera; the same address stands below</title><rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/>\
         <path d=\"{path}\" fill=\"#000\"/></svg>"
    ))
}

/// Lines of half blocks, two modules a letter; `coloured` says black on white whatever the terminal's colours are.
pub(crate) fn terminal(text: &str, coloured: bool) -> Option<String> {
    let modules = modules(text)?;
    let mut lines = String::new();
    for pair in modules.chunks(2) {
        if coloured {
            lines.push_str("\x1b[30;107m");
        }
        for x in 0..modules.len() {
            let (upper, lower) = (pair[0][x], pair.get(1).is_some_and(|row| row[x]));
            // Without colours the terminal is taken to be dark: its letters are the light modules.
            let (upper, lower) = if coloured { (upper, lower) } else { (!upper, !lower) };
            lines.push(match (upper, lower) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
        }
        lines.push_str(if coloured { "\x1b[0m\n" } else { "\n" });
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_square_quiet_around_and_the_same_on_both_screens() {
        let text = "https://192.168.100.100:4772/pair#0123456789abcdef";
        let modules = modules(text).unwrap();
        assert!(modules.iter().all(|row| row.len() == modules.len()));
        assert!(modules[..QUIET].iter().flatten().all(|dark| !dark));
        assert!(modules[QUIET][QUIET], "the finder's corner is dark");
        let dark = modules.iter().flatten().filter(|dark| **dark).count();
        let drawn = terminal(text, true).unwrap();
        let half = drawn.matches(['▀', '▄']).count() + 2 * drawn.matches('█').count();
        assert_eq!(half, dark);
        let svg = svg(text).unwrap();
        let runs: usize =
            svg.split('h').filter_map(|part| part.split_once('v')?.0.parse::<usize>().ok()).sum();
        assert_eq!(runs, dark);
        assert!(super::svg(&"x".repeat(5000)).is_none());
    }
}
