//! Sixty-four fixed draws: the same for every workout of a person, so that differences are sharp.

/// Draws of every uncertain quantity.
pub const DRAWS: usize = 64; // knowledge/body.md section 6

/// One number a draw.
pub type PerDraw<T> = [T; DRAWS];

/// Even spread of numbers between 0 and 1: a scrambled Sobol sequence, one coordinate of it.
///
/// Equation: Owen-scrambled Sobol points. Source: Burley 2020, as in `sobol_burley`. Valid for dimensions below 256;
/// the same seed and dimension give the same numbers.
///
/// ```
/// let one = charley_body::draws::uniforms(7, 0);
/// assert_eq!(one, charley_body::draws::uniforms(7, 0));
/// assert!((one.iter().sum::<f64>() / 64.0 - 0.5).abs() < 0.02);
/// ```
pub fn uniforms(seed: u64, dimension: usize) -> PerDraw<f64> {
    let scramble = (seed ^ (seed >> 32)) as u32;
    std::array::from_fn(|draw| f64::from(sobol_burley::sample(draw as u32, dimension as u32 % 256, scramble)))
}

/// The seed of a purpose that has a name: `weather` of one workout draws nothing from `drink` of another.
///
/// Equation: FNV-1a of the name, mixed into the seed. Source: Fowler, Noll and Vo. Valid for any text.
///
/// ```
/// use charley_body::draws::named;
/// assert_ne!(named(1, "weather"), named(1, "drink"));
/// ```
pub fn named(seed: u64, name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325 ^ seed, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The standard normal quantile of a probability.
///
/// Equation: rational approximation in three pieces. Source: Acklam 2003, relative error below 1.2e-9. Valid between
/// 0 and 1; the ends are taken as 1e-9 from them.
///
/// ```
/// assert!((charley_body::draws::normal_quantile(0.975) - 1.959_964).abs() < 1e-6);
/// ```
pub fn normal_quantile(probability: f64) -> f64 {
    const LOW: f64 = 0.024_25; // Acklam 2003
    let p = probability.clamp(1e-9, 1.0 - 1e-9);
    if p < LOW {
        tail(p)
    } else if p > 1.0 - LOW {
        -tail(1.0 - p)
    } else {
        let q = p - 0.5;
        let r = q * q;
        polynomial(&CENTRE_TOP, r) * q / (polynomial(&CENTRE_BOTTOM, r) * r + 1.0)
    }
}

fn tail(p: f64) -> f64 {
    let q = (-2.0 * p.ln()).sqrt();
    polynomial(&TAIL_TOP, q) / (polynomial(&TAIL_BOTTOM, q) * q + 1.0)
}

fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

const CENTRE_TOP: [f64; 6] = [
    -39.696_830_286_653_76, // Acklam 2003
    220.946_098_424_520_5,  // Acklam 2003
    -275.928_510_446_968_7, // Acklam 2003
    138.357_751_867_269,    // Acklam 2003
    -30.664_798_066_147_16, // Acklam 2003
    2.506_628_277_459_239,  // Acklam 2003
];
const CENTRE_BOTTOM: [f64; 5] = [
    -54.476_098_798_224_06, // Acklam 2003
    161.585_836_858_040_9,  // Acklam 2003
    -155.698_979_859_886_6, // Acklam 2003
    66.801_311_887_719_72,  // Acklam 2003
    -13.280_681_552_885_72, // Acklam 2003
];
const TAIL_TOP: [f64; 6] = [
    -0.007_784_894_002_430_293, // Acklam 2003
    -0.322_396_458_041_136_5,   // Acklam 2003
    -2.400_758_277_161_838,     // Acklam 2003
    -2.549_732_539_343_734,     // Acklam 2003
    4.374_664_141_464_968,      // Acklam 2003
    2.938_163_982_698_783,      // Acklam 2003
];
const TAIL_BOTTOM: [f64; 4] = [
    0.007_784_695_709_041_462, // Acklam 2003
    0.322_467_129_070_039_8,   // Acklam 2003
    2.445_134_137_142_996,     // Acklam 2003
    3.754_408_661_907_416,     // Acklam 2003
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_symmetric_and_grow() {
        let all: Vec<f64> = (1..1000).map(|k| normal_quantile(f64::from(k) / 1000.0)).collect();
        assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
        assert!((all[0] + all[998]).abs() < 1e-6 && all[499].abs() < 1e-9);
    }

    #[test]
    fn dimensions_do_not_follow_one_another() {
        let (a, b) = (uniforms(1, 0), uniforms(1, 5));
        let correlation: f64 =
            a.iter().zip(&b).map(|(a, b)| (a - 0.5) * (b - 0.5)).sum::<f64>() / 64.0 * 12.0;
        assert!(correlation.abs() < 0.15, "{correlation}");
    }
}
