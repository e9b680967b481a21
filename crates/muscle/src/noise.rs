//! Synaptic noise: of each cell its own, and one that all share.

use rand::Rng as _;

use charley_domain::stream;

use crate::pool::BLOCK_MS;

/// Independent Ornstein-Uhlenbeck noise of unit variance, one process a cell, stepped half a millisecond at a time.
///
/// Equation: x' = x exp(-0.5 ms / tau) + sqrt(1 - exp(-1 ms / tau)) z, exact at the block; z the sum of four uniform bytes, made
/// normal by the sum over time. The bytes are a hash of seed, cell and count, so that no cell's noise depends on how many others
/// there are. Source: Uhlenbeck and Ornstein 1930; the hash is Wellons' `lowbias32`. Valid for tau from 1 ms up.
///
/// ```
/// use charley_muscle::noise::Independent;
/// let mut noise = Independent::new(1, 300, 5.0);
/// let mut same = Independent::new(1, 16, 5.0);
/// assert_eq!(noise.advance()[7], same.advance()[7]);
/// ```
#[derive(Debug, Clone)]
pub struct Independent {
    state: Vec<f32>,
    keys: Vec<u32>,
    clock_key: u32,
    count: u32,
    kept: f32,
    added: f32,
}

impl Independent {
    /// Noise of some cells.
    ///
    /// Equation, source and validity: [`Independent`].
    pub fn new(seed: u64, cells: usize, tau_ms: f64) -> Self {
        /// Standard deviation of the sum of four uniform bytes.
        const BYTES_SD: f64 = 147.800_8; // sqrt(4 (256² - 1) / 12)
        let mut stream = stream::of(seed, "independent noise");
        let clock_key = stream.next_u32();
        let keys = (0..cells).map(|_| stream.next_u32()).collect();
        let kept = (-BLOCK_MS / tau_ms.max(1.0)).exp();
        let added = ((1.0 - kept * kept).sqrt() / BYTES_SD) as f32;
        Self { state: vec![0.0; cells], keys, clock_key, count: 0, kept: kept as f32, added }
    }

    /// Lets half a millisecond pass; gives the noise of each cell.
    pub fn advance(&mut self) -> &[f32] {
        let moment = mix(self.count ^ self.clock_key);
        self.count = self.count.wrapping_add(1);
        for (value, key) in self.state.iter_mut().zip(&self.keys) {
            let bits = mix(moment ^ key);
            let bytes = (bits & 255) + (bits >> 8 & 255) + (bits >> 16 & 255) + (bits >> 24);
            *value = *value * self.kept + (bytes as f32 - 510.0) * self.added; // 4 times the mean of a byte
        }
        &self.state
    }
}

/// Every bit of the result depends on every bit of the number.
#[inline]
fn mix(mut bits: u32) -> u32 {
    bits ^= bits >> 16;
    bits = bits.wrapping_mul(0x7feb_352d);
    bits ^= bits >> 15;
    bits = bits.wrapping_mul(0x846c_a68b);
    bits ^ (bits >> 16)
}

/// Ornstein-Uhlenbeck noise of unit variance that all cells share, at steps of any length.
///
/// Equation: x' = x exp(-dt / tau) + sqrt(1 - exp(-2 dt / tau)) z. Source: Uhlenbeck and Ornstein 1930. Valid for dt below tau.
///
/// ```
/// let noise = charley_muscle::noise::common(1, "drive", 40_000, (0.05, 20.0));
/// assert_eq!(noise.len(), 40_000);
/// ```
pub fn common(seed: u64, name: &str, count: usize, (dt_ms, tau_ms): (f64, f64)) -> Vec<f64> {
    let kept = (-dt_ms / tau_ms).exp();
    let added = (1.0 - kept * kept).sqrt();
    let mut value = 0.0;
    let step = |z: f64| {
        value = value * kept + added * z;
        value
    };
    stream::normals(seed, name, count).into_iter().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_has_unit_variance_its_own_time_and_no_company() {
        let mut noise = Independent::new(3, 64, 5.0);
        let (mut square, mut lagged, mut crossed, mut fourth) = (0.0, 0.0, 0.0, 0.0);
        let mut before: Vec<Vec<f32>> = Vec::new();
        let blocks = 20_000;
        for block in 0..blocks {
            let now = noise.advance().to_vec();
            if block >= 100 {
                for cell in 0..64 {
                    let x = f64::from(now[cell]);
                    square += x * x;
                    fourth += x.powi(4);
                    lagged += x * f64::from(before[block - 10][cell]);
                    crossed += x * f64::from(now[(cell + 1) % 64]);
                }
            }
            before.push(now);
        }
        let count = f64::from((blocks - 100) as u32 * 64);
        let (variance, lag, cross) = (square / count, lagged / count, crossed / count);
        assert!((variance - 1.0).abs() < 0.02, "{variance}");
        assert!((lag - (-1.0_f64).exp()).abs() < 0.02, "{lag}");
        assert!(cross.abs() < 0.02, "{cross}");
        let kurtosis = fourth / count / variance.powi(2);
        assert!((kurtosis - 3.0).abs() < 0.1, "{kurtosis}");
    }

    #[test]
    fn common_noise_has_unit_variance() {
        let noise = common(5, "drive", 400_000, (0.05, 20.0));
        let square = noise.iter().map(|x| x * x).sum::<f64>() / 400_000.0;
        assert!((square - 1.0).abs() < 0.1, "{square}");
    }
}
