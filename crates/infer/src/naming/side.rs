//! On which side of its reference an exposure lay, window by window.

use std::cmp::Ordering;

/// Which values lie away from a reference, on the side on which more of them lie (no unit).
///
/// Equation: with as many above as below, or more, away is above; else it is below. Source: definition. Valid for
/// values of known windows.
///
/// ```
/// use charley_infer::naming::{away, each_side};
/// assert_eq!(away([0.0, 1.0, 2.0, -1.0].into_iter(), 0.0), [false, true, true, false]);
/// assert_eq!(away([0.0, -1.0].into_iter(), 0.0), [false, true]);
/// assert_eq!(each_side(&[false, true, true, false]), (2, 2));
/// ```
pub fn away(values: impl Iterator<Item = f64>, reference: f64) -> Vec<bool> {
    let sides: Vec<Ordering> =
        values.map(|value| value.partial_cmp(&reference).unwrap_or(Ordering::Equal)).collect();
    let count = |side: Ordering| sides.iter().filter(|one| **one == side).count();
    let more =
        if count(Ordering::Greater) >= count(Ordering::Less) { Ordering::Greater } else { Ordering::Less };
    sides.into_iter().map(|side| side == more).collect()
}

/// Windows away from the reference, and all others.
///
/// Equation, source, validity and example: [`away`].
pub fn each_side(away: &[bool]) -> (usize, usize) {
    let count = away.iter().filter(|is| **is).count();
    (count, away.len() - count)
}
