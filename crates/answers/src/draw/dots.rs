//! A hundred dots: of so many nights, how many have a cramp without a factor and how many more, or fewer, with it.

use charley_infer::learn::Frequency;

use crate::{
    draw::{escaped, put},
    why::words::page,
};

/// Dots in a row, from the middle of one to that of the next, and what parts ten from the next ten.
const COLUMNS: i64 = 50; // own choice: two rows
const STEP: f64 = 8.0; // own choice
const TENS: f64 = 5.0; // own choice
/// How large a dot is that counts, and any other.
const LARGE: f64 = 3.4; // own choice
const SMALL: f64 = 1.6; // own choice
const ALL: i64 = 100; // by definition

/// The dots of a frequency: filled are those in either case, ringed those that the factor adds or takes away, small all others.
pub fn hundred(frequency: &Frequency) -> String {
    let (with, without) = (page::in_100(frequency.with.q50), page::in_100(frequency.without.q50));
    let (least, most) = (with.min(without), with.max(without));
    let added = if with >= without { "more" } else { "less" };
    let width = STEP * COLUMNS as f64 + TENS * (COLUMNS / 10 - 1) as f64;
    let height = (STEP + 2.0) * (ALL / COLUMNS) as f64;
    let mut svg = format!(
        "<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\" class=\"hundred\">",
        escaped(&page::dots_say(frequency))
    );
    for dot in 0..ALL {
        let (class, radius) = match dot {
            _ if dot < least => ("both", LARGE),
            _ if dot < most => (added, LARGE),
            _ => ("rest", SMALL),
        };
        let (column, row) = (dot % COLUMNS, dot / COLUMNS);
        let x = column as f64 * STEP + (column / 10) as f64 * TENS + STEP / 2.0;
        let y = row as f64 * (STEP + 2.0) + STEP / 2.0 + 1.0;
        put(&mut svg, format_args!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"));
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use charley_domain::interval::Interval;

    use super::*;

    #[test]
    fn there_are_a_hundred_and_as_many_as_are_said() {
        let same = |q50| Interval { q05: q50, q50, q95: q50 };
        let of = |with: f64, without: f64| {
            let svg = hundred(&Frequency {
                with: same(with),
                without: same(without),
                difference: same(with - without),
            });
            ["both", "more", "less", "rest"].map(|class| svg.matches(&format!("class=\"{class}\"")).count())
        };
        assert_eq!(of(0.17, 0.06), [6, 11, 0, 83]);
        assert_eq!(of(0.03, 0.08), [3, 0, 5, 92]);
        assert_eq!(of(1.0, 1.0), [100, 0, 0, 0]);
    }
}
