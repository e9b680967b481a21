//! How much a person cramped in the last nights: cramps come in bouts.

use crate::parameter::HISTORY_HALF_LIFE_NIGHTS;

/// Recent-cramp index (unit 1, 0 to 1) before each night, from whether a cramp was logged in each night, oldest first.
///
/// Equation: r = Σ (1 - d) dʲ y over the nights before, j = 0 last night, d = 2^(-1/3). Source:
/// docs/studies/inference.md section 1.3 ([`HISTORY_HALF_LIFE_NIGHTS`]). Fed by logged cramps: a night of which nothing
/// is known adds nothing, so the index reads low where the diary has gaps.
///
/// ```
/// let index = charley_body::history::recent_cramp_index(&[true, false, false, false]);
/// assert_eq!(index[0], 0.0);
/// assert!((index[1] - 0.2063).abs() < 1e-4);
/// ```
pub fn recent_cramp_index(cramped: &[bool]) -> Vec<f64> {
    let kept = 0.5_f64.powf(1.0 / HISTORY_HALF_LIFE_NIGHTS.value); // a half, by definition of a half-life
    let mut index = 0.0;
    cramped
        .iter()
        .map(|cramp| {
            let before = index;
            index = kept * index + if *cramp { 1.0 - kept } else { 0.0 };
            before
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn index_stays_between_nothing_and_all(cramped in proptest::collection::vec(any::<bool>(), 0..400)) {
            for index in recent_cramp_index(&cramped) {
                prop_assert!((0.0..1.0 + 1e-12).contains(&index));
            }
        }
    }

    #[test]
    fn three_quiet_nights_halve_it() {
        let mut cramped = vec![true; 50];
        cramped.extend([false; 4]);
        let index = recent_cramp_index(&cramped);
        assert!((index[53] / index[50] - 0.5).abs() < 1e-9);
    }
}
