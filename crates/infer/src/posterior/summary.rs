//! One line of numbers about each parameter of a posterior.

use serde::Serialize;

use super::{Posterior, chains::Worth, mean, quantiles, variance};

/// What is said of one parameter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// Its name.
    #[serde(rename = "name")]
    pub parameter: String,
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
    /// 2.5 % quantile.
    #[serde(rename = "q2.5")]
    pub q2_5: f64,
    /// 5 % quantile.
    pub q5: f64,
    /// Lower quartile.
    pub q25: f64,
    /// Median.
    pub q50: f64,
    /// Upper quartile.
    pub q75: f64,
    /// 95 % quantile.
    pub q95: f64,
    /// 97.5 % quantile.
    #[serde(rename = "q97.5")]
    pub q97_5: f64,
    /// Standard error of the mean that the finite number of draws leaves.
    pub mcse_mean: f64,
    /// The same of the standard deviation.
    pub mcse_sd: f64,
    /// Independent draws that the bulk is worth.
    pub ess_bulk: f64,
    /// The same of the 5 and 95 % quantiles.
    pub ess_tail: f64,
    /// Agreement of chains; unknown for independent draws.
    pub rhat: Option<f64>,
}

/// The quantiles that are reported.
const REPORTED: [f64; 7] = [0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975]; // as the reference files have them

impl Posterior {
    /// A line of numbers for each parameter; a parameter with a value that is not finite is left out.
    pub fn summaries(&self) -> Vec<Summary> {
        self.names
            .iter()
            .zip(&self.columns)
            .filter_map(|(name, column)| {
                let q = quantiles(column, &self.weights, REPORTED)?;
                let (mean, sd) = (mean(column, &self.weights), variance(column, &self.weights).sqrt());
                let precision = self.precision(column, (mean, sd), (q[1], q[5]));
                Some(Summary {
                    parameter: name.clone(),
                    mean,
                    sd,
                    q2_5: q[0],
                    q5: q[1],
                    q25: q[2],
                    q50: q[3],
                    q75: q[4],
                    q95: q[5],
                    q97_5: q[6],
                    mcse_mean: precision.mean,
                    mcse_sd: precision.sd,
                    ess_bulk: precision.bulk,
                    ess_tail: precision.tail,
                    rhat: precision.rhat,
                })
            })
            .collect()
    }

    fn precision(&self, column: &[f64], (mean, sd): (f64, f64), (low, high): (f64, f64)) -> DrawPrecision {
        // The error of a standard deviation follows from that of the mean square: d sd = d(sd²) / (2 sd).
        if self.engine == super::super::engine::NUTS {
            let worth = Worth::of(column, self.chains);
            let squares: Vec<f64> = column.iter().map(|x| (x - mean) * (x - mean)).collect();
            let of_squares = variance(&squares, &self.weights).sqrt();
            return DrawPrecision {
                mean: sd / worth.of_mean.sqrt(),
                sd: of_squares / worth.of_square.sqrt() / (2.0 * sd),
                bulk: worth.bulk,
                tail: worth.tail,
                rhat: Some(worth.rhat),
            };
        }
        let error = |of: &dyn Fn(f64) -> f64| {
            let terms = column.iter().zip(&self.weights).map(|(x, w)| (w * of(*x)).powi(2));
            terms.sum::<f64>().sqrt()
        };
        let of_mean = error(&|x| x - mean);
        let tail = |limit: f64, p: f64| {
            let error = error(&|x| f64::from(u8::from(x <= limit)) - p);
            p * (1.0 - p) / (error * error)
        };
        DrawPrecision {
            mean: of_mean,
            sd: error(&|x| (x - mean) * (x - mean) - sd * sd) / (2.0 * sd),
            bulk: (sd / of_mean).powi(2),
            tail: tail(low, 0.05).min(tail(high, 0.95)),
            rhat: None,
        }
    }
}

/// How well a finite number of draws knows a parameter.
struct DrawPrecision {
    mean: f64,
    sd: f64,
    bulk: f64,
    tail: f64,
    rhat: Option<f64>,
}
