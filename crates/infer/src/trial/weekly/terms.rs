//! What a week of nights says of its level and of the size of its nights; and, of what came, how much were twinges.

use super::TrialOutcome;
use crate::numeric::exp::exp;

/// Log probability of a cell with first and negative second derivatives by log rate and log size.
pub(super) struct WeeklyTerms {
    pub(super) value: f64,
    pub(super) by_level: f64,
    pub(super) by_size: f64,
    pub(super) curve_level: f64,
    pub(super) curve_size: f64,
    pub(super) curve_both: f64,
}

impl WeeklyTerms {
    /// So many nights with a count, at a log rate of a night and a size.
    pub(super) fn of(
        (nights, log_nights): (u32, f64),
        count: u32,
        level: f64,
        (log_size, size_of_night): (f64, f64),
    ) -> Self {
        const HIGHEST_LEVEL: f64 = 20.0; // own limit: far beyond any person
        let (n, y) = (f64::from(nights), f64::from(count));
        let level = level.min(HIGHEST_LEVEL);
        let (mean, size) = (n * exp(level), n * size_of_night);
        let sum = size + mean;
        let log_sum = libm::log(sum);
        let log_stays = log_nights + log_size - log_sum;
        let (mut log_choices, mut product, mut slope, mut bend) = (0.0, 1.0, 0.0, 0.0);
        for i in 0..count {
            let (term, part) = (size + f64::from(i), 1.0 / (size + f64::from(i)));
            product *= term / (f64::from(i) + 1.0);
            slope += part;
            bend += part * part;
            if product > 1e200 {
                log_choices += libm::log(product);
                product = 1.0;
            }
        }
        if count > 0 {
            log_choices += libm::log(product);
        }
        let by_size = slope + log_stays + 1.0 - (y + size) / sum;
        let by_size_twice = -bend + 1.0 / size - 2.0 / sum + (y + size) / (sum * sum);
        Self {
            value: log_choices + size * log_stays + y * (log_nights + level - log_sum),
            by_level: size * (y - mean) / sum,
            by_size: size * by_size,
            curve_level: size * mean * (y + size) / (sum * sum),
            curve_size: -(size * size * by_size_twice + size * by_size),
            curve_both: -size * mean * (y - mean) / (sum * sum),
        }
    }
}

/// Of what came, how much were twinges: with its slopes by the log odds.
pub(super) struct Split {
    /// Cramps and twinges.
    pub(super) total: u32,
    /// By how much the log rate of both lies above that of cramps.
    pub(super) above: f64,
    /// Chance that one of them is a twinge.
    pub(super) twinge: f64,
    /// Log probability of the split.
    pub(super) value: f64,
    /// Twinges beyond what the chance gives.
    pub(super) by_odds: f64,
}

impl Split {
    /// Where cramps alone count.
    pub(super) const fn all_cramps(came: TrialOutcome) -> Self {
        Self { total: came.cramps, above: 0.0, twinge: 0.0, value: 0.0, by_odds: 0.0 }
    }

    pub(super) fn of(came: TrialOutcome, log_odds: f64) -> Self {
        let total = came.cramps + came.twinges;
        let above = log_odds.max(0.0) + libm::log1p(libm::exp(-log_odds.abs()));
        let twinge = libm::exp(log_odds - above);
        let (all, twinges) = (f64::from(total), f64::from(came.twinges));
        Self {
            total,
            above,
            twinge,
            value: twinges * log_odds - all * above,
            by_odds: twinges - all * twinge,
        }
    }
}
