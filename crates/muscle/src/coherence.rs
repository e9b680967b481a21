//! Coherence between the smoothed rates of pairs of units: at which frequency do they rise and fall together?

use std::f64::consts::TAU;

/// Sampling of the smoothed rates.
const STEP_MS: f64 = 50.0; // own choice: resolves 5 Hz
/// Length of a segment.
const SEGMENT: usize = 200; // 10 s of 50 ms
/// Units compared: the busiest ones.
const BUSIEST: usize = 12; // own judgement: an intramuscular recording shows about as many

/// Frequency between 0.5 and 5 Hz of the greatest coherence, the mean over pairs of the busiest units.
///
/// Equation: |sum X Y*|² / (sum |X|² sum |Y|²) over half-overlapping 10 s segments with a Hann window, lessened by 1 / segments for
/// its bias. Source: what Minetto 2009 (19571196) reports; details are ours. Valid from 20 s on.
pub(crate) fn peak_hz(trains: &[Vec<f64>], length_ms: f64) -> Option<f64> {
    let mut busiest: Vec<&Vec<f64>> = trains.iter().filter(|train| train.len() >= 100).collect();
    busiest.sort_by_key(|train| std::cmp::Reverse(train.len()));
    busiest.truncate(BUSIEST);
    let end =
        busiest.iter().filter_map(|train| train.last()).fold(0.0, |end: f64, at| end.max(*at)).min(length_ms);
    let samples = (end / STEP_MS) as usize;
    if busiest.len() < 4 || samples < 2 * SEGMENT {
        return None;
    }
    let rates: Vec<Vec<f64>> = busiest.iter().map(|train| counts(train, samples)).collect();
    let at = |step: usize| 0.5 + 0.1 * step as f64;
    (0..=45)
        .map(at)
        .map(|hz| (hz, coherence(&rates, hz)))
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(hz, _)| hz)
}

fn counts(train: &[f64], samples: usize) -> Vec<f64> {
    let mut counts = vec![0.0; samples];
    for at in train {
        if let Some(count) = counts.get_mut((at / STEP_MS) as usize) {
            *count += 1.0;
        }
    }
    counts
}

fn coherence(rates: &[Vec<f64>], hz: f64) -> f64 {
    let spectra: Vec<Vec<(f64, f64)>> = rates.iter().map(|rate| spectrum(rate, hz)).collect();
    let (mut sum, mut pairs) = (0.0, 0.0);
    for one in 0..spectra.len() {
        for other in 0..one {
            let (mut re, mut im, mut first, mut second) = (0.0, 0.0, 0.0, 0.0);
            for (a, b) in spectra[one].iter().zip(&spectra[other]) {
                re += a.0 * b.0 + a.1 * b.1;
                im += a.1 * b.0 - a.0 * b.1;
                first += a.0 * a.0 + a.1 * a.1;
                second += b.0 * b.0 + b.1 * b.1;
            }
            sum += (re * re + im * im) / (first * second).max(1e-12);
            pairs += 1.0;
        }
    }
    sum / pairs
}

/// The Fourier coefficient of each half-overlapping segment at a frequency.
fn spectrum(rate: &[f64], hz: f64) -> Vec<(f64, f64)> {
    let segment = |start: usize| {
        let part = &rate[start..start + SEGMENT];
        let mean = part.iter().sum::<f64>() / SEGMENT as f64;
        let mut sum = (0.0, 0.0);
        for (number, value) in part.iter().enumerate() {
            let window = 0.5 - 0.5 * (TAU * number as f64 / SEGMENT as f64).cos();
            let turn = TAU * hz * STEP_MS / 1000.0 * number as f64;
            sum.0 += (value - mean) * window * turn.cos();
            sum.1 += (value - mean) * window * turn.sin();
        }
        sum
    };
    (0..=rate.len() - SEGMENT).step_by(SEGMENT / 2).map(segment).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::RngExt as _;

    #[test]
    fn a_shared_rhythm_is_found() {
        let mut stream = charley_domain::stream::of(1, "coherence test");
        let mut trains = vec![Vec::new(); 8];
        for ms in 0..120_000 {
            let rate = 12.0 * (1.0 + 0.8 * (TAU * 2.3 * f64::from(ms) / 1000.0).sin()); // pps
            for train in &mut trains {
                if stream.random::<f64>() < rate / 1000.0 {
                    train.push(f64::from(ms));
                }
            }
        }
        let peak = peak_hz(&trains, 120_000.0).unwrap();
        assert!((peak - 2.3).abs() < 0.11, "{peak}");
    }
}
