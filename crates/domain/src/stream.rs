//! Random numbers by name: each purpose draws from its own stream, so that adding one changes no other.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};

/// Standard normal numbers of a purpose under a seed: the same two always give the same numbers.
///
/// Equation: `ChaCha8` keyed with the seed and the 64-bit FNV-1a hash of the name. Source: Bernstein 2008; Fowler, Noll, Vo.
/// Valid for any seed and name.
///
/// ```
/// use charley_domain::stream::normals;
/// assert_eq!(normals(1, "spread", 3), normals(1, "spread", 3));
/// assert_ne!(normals(1, "spread", 3), normals(1, "drive", 3));
/// ```
pub fn normals(seed: u64, name: &str, count: usize) -> Vec<f64> {
    let mut stream = of(seed, name);
    (0..count).map(|_| StandardNormal.sample(&mut stream)).collect()
}

/// The generator of a purpose under a seed.
///
/// Equation, source and validity: [`normals`].
///
/// ```
/// use rand::Rng as _;
/// assert_eq!(charley_domain::stream::of(7, "axons").next_u64(), charley_domain::stream::of(7, "axons").next_u64());
/// ```
pub fn of(seed: u64, name: &str) -> ChaCha8Rng {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    key[8..16].copy_from_slice(&fnv1a(name).to_le_bytes());
    ChaCha8Rng::from_seed(key)
}

/// The seed of one of many under a seed: person 3 of seed 1 has nothing to do with person 1 of seed 3.
///
/// Equation: the first word of [`of`]. Source and validity: [`normals`].
///
/// ```
/// use charley_domain::stream::seed;
/// assert_eq!(seed(7, "person", 3), seed(7, "person", 3));
/// assert!(seed(7, "person", 3) != seed(8, "person", 2) && seed(7, "person", 3) != seed(7, "coin", 3));
/// ```
pub fn seed(seed: u64, name: &str, number: u64) -> u64 {
    use rand::Rng as _;
    of(seed, &format!("{name} {number}")).next_u64()
}

fn fnv1a(name: &str) -> u64 {
    name.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(fnv1a("a"), 0xaf63_dc4c_8601_ec8c);
    }

    #[test]
    fn draws_are_standard_normal() {
        let draws = normals(7, "x", 40_000);
        let mean = draws.iter().sum::<f64>() / 40_000.0;
        let square = draws.iter().map(|d| d * d).sum::<f64>() / 40_000.0;
        assert!(mean.abs() < 0.02 && (square - 1.0).abs() < 0.03, "{mean} {square}");
    }
}
