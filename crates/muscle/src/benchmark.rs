//! The benchmark pool: 300 cells, 10 s, one common drive; the work on which simulators are compared.

use crate::{noise, parameter::parameters};

parameters! {
    /// Gain of the inward current in the benchmark.
    PIC_GAIN = 0.12, "1", "gain of the inward current, benchmark", Read, "docs/studies/mechanism.md section 4, spec.py"; // source: the last field
    /// Mean of the drive.
    DRIVE_MS_CM2 = 0.028, "mS/cm²", "mean of the drive, benchmark", Read, "docs/studies/mechanism.md section 4, spec.py"; // source: the last field
    /// Its standard deviation.
    DRIVE_SD_MS_CM2 = 0.004, "mS/cm²", "standard deviation of the drive, benchmark", Read, "docs/studies/mechanism.md section 4, spec.py"; // source: the last field
    /// Its time constant.
    DRIVE_TAU_MS = 20.0, "ms", "time constant of the drive, benchmark", Read, "docs/studies/mechanism.md section 4, spec.py"; // source: the last field
    /// Time over which it rises, and falls at the end.
    RAMP_MS = 2000.0, "ms", "rise and fall of the drive, benchmark", Read, "docs/studies/mechanism.md section 4, spec.py"; // source: the last field
}

/// The drive of the benchmark: excitation common to all cells, in mS/cm², one value a step.
///
/// Equation: max(0, (mean + sd x) ramp), x Ornstein-Uhlenbeck noise, ramp rising for 2 s and falling for the last 2 s. Source:
/// `spec.py` of the benchmark, with our own random numbers. Valid for any length.
///
/// ```
/// let drive = charley_muscle::benchmark::drive(1, 10_000.0, 0.05);
/// assert_eq!(drive.len(), 200_000);
/// assert!(drive[0] == 0.0 && drive[100_000] > 0.01);
/// ```
pub fn drive(seed: u64, length_ms: f64, dt_ms: f64) -> Vec<f32> {
    let steps = (length_ms / dt_ms).round() as usize;
    let noise = noise::common(seed, "benchmark drive", steps, (dt_ms, DRIVE_TAU_MS.value));
    let at = |(step, x): (usize, f64)| {
        let time_ms = step as f64 * dt_ms;
        let ramp = (time_ms / RAMP_MS.value).min((length_ms - time_ms) / RAMP_MS.value).clamp(0.0, 1.0);
        ((DRIVE_MS_CM2.value + DRIVE_SD_MS_CM2.value * x) * ramp).max(0.0) as f32
    };
    noise.into_iter().enumerate().map(at).collect()
}
