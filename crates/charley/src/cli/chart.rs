//! A hazard ratio as a dot in its interval, drawn with letters on a log scale.

use charley_domain::interval::Interval;

use crate::cli::Context;

/// Smallest and largest ratio that is drawn; beyond, an arrow says so.
const FROM: f64 = 0.4;
const TO: f64 = 4.0;
/// Letters of the drawing: odd, so that a dot has a middle.
pub(crate) const WIDTH: usize = 17;

/// The letters of a drawing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pens {
    line: char,
    dot: char,
    one: char,
    left: char,
    right: char,
}

impl Pens {
    /// Letters that the terminal can show.
    pub(crate) const fn of(context: &Context) -> Self {
        if context.ascii {
            Self { line: '-', dot: 'o', one: '|', left: '<', right: '>' }
        } else {
            Self { line: '─', dot: '●', one: '┊', left: '◂', right: '▸' }
        }
    }
}

/// One line of [`WIDTH`] letters: the interval as a line, the median as a dot, 1 as a mark.
pub(crate) fn dot_and_interval(ratio: Interval, pens: Pens) -> String {
    let mut letters = vec![' '; WIDTH];
    letters[column(1.0)] = pens.one;
    for letter in &mut letters[column(ratio.q05)..=column(ratio.q95)] {
        *letter = if *letter == pens.one { pens.one } else { pens.line };
    }
    if ratio.q05 < FROM {
        letters[0] = pens.left;
    }
    if ratio.q95 > TO {
        letters[WIDTH - 1] = pens.right;
    }
    letters[column(ratio.q50)] = pens.dot;
    letters.into_iter().collect::<String>().trim_end().to_owned()
}

/// The same for a share from 0 to `highest`: the interval as a line, the median as a dot.
pub(crate) fn share(share: Interval, highest: f64, pens: Pens) -> String {
    let place = |value: f64| ((value / highest).clamp(0.0, 1.0) * (WIDTH - 1) as f64).round() as usize;
    let mut letters = vec![' '; WIDTH];
    for letter in &mut letters[place(share.q05)..=place(share.q95)] {
        *letter = pens.line;
    }
    letters[place(share.q50)] = pens.dot;
    letters.into_iter().collect::<String>().trim_end().to_owned()
}

/// The scale under the drawings.
pub(crate) fn scale() -> String {
    let mut letters = vec![' '; WIDTH + 3];
    for (ratio, label) in [(0.5, "0.5"), (1.0, "1"), (2.0, "2"), (4.0, "4")] {
        for (offset, letter) in label.chars().enumerate() {
            let at = column(ratio) + offset;
            if let Some(cell) = letters.get_mut(at) {
                *cell = letter;
            }
        }
    }
    letters.into_iter().collect::<String>().trim_end().to_owned()
}

fn column(ratio: f64) -> usize {
    let share = (ratio.clamp(FROM, TO).ln() - FROM.ln()) / (TO.ln() - FROM.ln());
    // A ratio that is no number is drawn at the left edge.
    (share * (WIDTH - 1) as f64).round() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Pens = Pens { line: '-', dot: 'o', one: '|', left: '<', right: '>' };

    #[test]
    fn dots_lie_in_their_intervals() {
        let drawn = |q05, q50, q95| dot_and_interval(Interval { q05, q50, q95 }, PLAIN);
        insta::assert_snapshot!(
            [
                drawn(0.53, 1.0, 1.87),
                drawn(0.5, 0.86, 1.5),
                drawn(0.1, 2.0, 9.0),
                drawn(1.0, 1.0, 1.0),
                scale()
            ]
            .join("\n")
        );
    }

    #[test]
    fn no_ratio_panics() {
        for ratio in [f64::NAN, f64::INFINITY, 0.0, -1.0] {
            let drawn = dot_and_interval(Interval { q05: ratio, q50: ratio, q95: ratio.max(0.0) }, PLAIN);
            assert!(drawn.chars().count() <= WIDTH);
        }
    }
}
