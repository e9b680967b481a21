//! Sixty-four fixed draws: the same for every workout of a person, so that differences are sharp.

/// Draws of every uncertain quantity.
pub const DRAWS: usize = 64; // docs/studies/body.md section 6

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
/// Equation, source: [`charley_domain::normal::quantile`]. Valid between 0 and 1; the ends are taken as 1e-9 from them.
///
/// ```
/// assert!((charley_body::draws::normal_quantile(0.975) - 1.959_964).abs() < 1e-6);
/// ```
pub fn normal_quantile(probability: f64) -> f64 {
    charley_domain::normal::quantile(probability.clamp(1e-9, 1.0 - 1e-9))
}

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
