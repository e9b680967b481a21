//! The exponential of a whole column: the same bits on every platform, and without a branch, so that it runs as SIMD.

/// Beyond these the result would no longer be a normal number.
const LOWEST: f64 = -700.0; // e^-700 is still a normal number
const HIGHEST: f64 = 700.0; // e^700 is still finite
/// ln 2 in two parts: the first has trailing zeros, so that its product with a whole number is exact.
const LN2_HIGH: f64 = 6.931_471_803_691_238e-1; // Cody and Waite 1980
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10; // Cody and Waite 1980
/// Adding it leaves a whole number in the last bits of the sum.
const ROUNDER: f64 = 6_755_399_441_055_744.0; // 1.5 * 2^52
/// Taylor coefficients from x^12 down to x^2: on |x| ≤ ln 2 / 2 what is left out is below half a bit.
const TAYLOR: [f64; 11] = [
    1.0 / 479_001_600.0, // 1/12!
    1.0 / 39_916_800.0,  // 1/11!
    1.0 / 3_628_800.0,   // 1/10!
    1.0 / 362_880.0,     // 1/9!
    1.0 / 40_320.0,      // 1/8!
    1.0 / 5_040.0,       // 1/7!
    1.0 / 720.0,         // 1/6!
    1.0 / 120.0,         // 1/5!
    1.0 / 24.0,          // 1/4!
    1.0 / 6.0,           // 1/3!
    0.5,                 // 1/2!
];

/// Replaces each value by its exponential; values are held within ±700 first.
#[inline(always)]
pub(crate) fn exp_in_place(values: &mut [f64]) {
    for value in values {
        *value = exp(*value);
    }
}

/// The exponential of one value held within ±700.
#[inline(always)]
pub(crate) fn exp(value: f64) -> f64 {
    // Written so that each comparison is one instruction; a value that is no number becomes the lowest.
    let x = if value > LOWEST { value } else { LOWEST };
    let x = if x < HIGHEST { x } else { HIGHEST };
    let shifted = x * std::f64::consts::LOG2_E + ROUNDER;
    let whole = shifted - ROUNDER;
    let rest = (x - whole * LN2_HIGH) - whole * LN2_LOW;
    let mut sum = TAYLOR[0];
    for coefficient in &TAYLOR[1..] {
        sum = sum * rest + coefficient;
    }
    let fraction = 1.0 + (rest + rest * rest * sum);
    // The last bits of `shifted` are the whole number: as an exponent they are its power of two.
    let power = f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52);
    fraction * power
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_exponential(x in -700.0..700.0_f64) {
            let (ours, theirs) = (exp(x), libm::exp(x));
            prop_assert!((ours / theirs - 1.0).abs() < 5e-16, "{x}: {ours} {theirs}");
        }
    }

    #[test]
    fn what_is_too_large_is_held() {
        assert!(exp(1e9).is_finite() && exp(-1e9) > 0.0 && exp(f64::INFINITY).is_finite());
        assert!((exp(0.0) - 1.0).abs() < 1e-15);
    }
}
