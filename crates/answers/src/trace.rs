//! A recorded channel reduced to what a picture can show: mean, lowest and highest of each column of time.

use charley_domain::workout::Span;

/// What the means of a trace span.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TraceRange {
    /// The lowest.
    pub low: f64,
    /// The mean of them.
    pub mean: f64,
    /// The highest.
    pub high: f64,
}

/// What a column of time holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TraceColumn {
    /// Mean of the samples.
    pub mean: f64,
    /// Lowest sample.
    pub low: f64,
    /// Highest sample.
    pub high: f64,
    /// How many samples.
    pub samples: u32,
}

/// A channel over equal columns of time; a column without a sample is a gap.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// The columns, in order.
    pub columns: Vec<Option<TraceColumn>>,
}

/// Longest silence of a device that still counts as recorded: devices that save space skip this long.
const CARRIED_MS: i64 = 30_000;

impl Trace {
    /// The samples of a channel in `count` columns over `span`; a sample outside it is left out. A short silence
    /// between two samples is bridged, a long one stays a gap.
    pub fn of(samples: impl Iterator<Item = (i64, f64)>, span: Span, count: usize) -> Self {
        let mut columns: Vec<Option<TraceColumn>> = vec![None; count];
        let length_ms = (span.to_ms - span.from_ms).max(1);
        let mut last: Option<(i64, usize)> = None;
        for (at_ms, value) in samples {
            if !(span.from_ms..=span.to_ms).contains(&at_ms) || !value.is_finite() || count == 0 {
                continue;
            }
            let place = (i128::from(at_ms - span.from_ms) * count as i128 / i128::from(length_ms)) as usize;
            let place = place.min(count - 1);
            if let Some((before_ms, before)) = last
                && at_ms - before_ms <= CARRIED_MS
                && place > before + 1
            {
                let carried = columns[before];
                columns[before + 1..place].fill(carried);
            }
            let column =
                columns[place].get_or_insert(TraceColumn { mean: 0.0, low: value, high: value, samples: 0 });
            column.samples += 1;
            column.mean += (value - column.mean) / f64::from(column.samples);
            column.low = column.low.min(value);
            column.high = column.high.max(value);
            last = Some((at_ms, place));
        }
        Self { columns }
    }

    /// What the means span; `None` where nothing was recorded.
    pub fn range(&self) -> Option<TraceRange> {
        let mut means: Vec<f64> = self.columns.iter().flatten().map(|column| column.mean).collect();
        means.sort_by(f64::total_cmp);
        let (low, high) = (*means.first()?, *means.last()?);
        Some(TraceRange { low, mean: means.iter().sum::<f64>() / means.len() as f64, high })
    }

    /// The values between which all but the outermost hundredth on either side lie, for an axis that one bad sample
    /// cannot ruin.
    pub fn bulk(&self) -> Option<(f64, f64)> {
        let mut means: Vec<f64> = self.columns.iter().flatten().map(|column| column.mean).collect();
        means.sort_by(f64::total_cmp);
        let edge = means.len() / 100;
        Some((*means.get(edge)?, *means.get(means.len().checked_sub(1 + edge)?)?))
    }

    /// Runs of columns without a gap, each with the place of its first column.
    pub fn runs(&self) -> Vec<(usize, Vec<TraceColumn>)> {
        let mut runs: Vec<(usize, Vec<TraceColumn>)> = Vec::new();
        let mut open = false;
        for (place, column) in self.columns.iter().enumerate() {
            match column {
                Some(column) if open => runs.last_mut().into_iter().for_each(|(_, run)| run.push(*column)),
                Some(column) => runs.push((place, vec![*column])),
                None => (),
            }
            open = column.is_some();
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SPAN: Span = Span { from_ms: 0, to_ms: 600_000 };

    #[test]
    fn a_long_silence_stays_a_gap_and_a_short_one_is_bridged() {
        let short = Trace::of([(0, 1.0), (20_000, 2.0)].into_iter(), SPAN, 600);
        assert_eq!(short.runs().len(), 1);
        let long = Trace::of([(0, 1.0), (200_000, 2.0)].into_iter(), SPAN, 600);
        assert_eq!(long.runs().len(), 2);
    }

    proptest! {
        #[test]
        fn a_trace_stays_within_its_samples(
            samples in prop::collection::vec((-10_000_i64..700_000, -1e3..1e3_f64), 0..200), count in 0_usize..400,
        ) {
            let mut samples = samples;
            samples.sort_by_key(|(at, _)| *at);
            let trace = Trace::of(samples.iter().copied(), SPAN, count);
            prop_assert_eq!(trace.columns.len(), count);
            for column in trace.columns.iter().flatten() {
                prop_assert!(column.low <= column.mean + 1e-9 && column.mean <= column.high + 1e-9);
            }
            let inside = samples.iter().any(|(at, _)| (0..=600_000).contains(at)) && count > 0;
            prop_assert_eq!(trace.range().is_some(), inside);
        }
    }
}
