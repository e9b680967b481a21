//! Derivatives by central differences, where they are not written by hand, and to check those that are.

use super::matrix::Symmetric;
use crate::model::Model;

/// Step of a central difference: the cube root of the precision, where error of the step and of the bits are alike.
const STEP: f64 = 6e-6; // (2^-52)^(1/3)

/// Writes the rows of the curvature (negative second derivatives) from parameter `first` on, by differences of the gradient.
pub(crate) fn curvature(
    model: &(impl Model + ?Sized),
    at: &[f64],
    scales: &[f64],
    first: usize,
    into: &mut Symmetric,
) {
    let n = at.len();
    let mut moved = at.to_vec();
    let (mut above, mut below) = (vec![0.0; n], vec![0.0; n]);
    let mut ignored = vec![0.0; scales.len()];
    for i in first..n {
        let step = STEP * at[i].abs().max(1.0);
        moved[i] = at[i] + step;
        model.gradient(&moved, scales, &mut above, &mut ignored);
        moved[i] = at[i] - step;
        model.gradient(&moved, scales, &mut below, &mut ignored);
        moved[i] = at[i];
        for j in 0..n {
            let second = (above[j] - below[j]) / (2.0 * step);
            // Of two estimates of one cell the mean is taken.
            if j < first || j == i {
                *into.at_mut(i, j) = -second;
            } else {
                *into.at_mut(i, j) += -second / 2.0;
            }
        }
    }
}
