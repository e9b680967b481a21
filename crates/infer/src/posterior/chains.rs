//! What chains of draws are worth: rank-normalised split R-hat and effective sample sizes.
//!
//! Source: Vehtari, Gelman, Simpson, Carpenter, Bürkner 2021 (Bayesian Analysis 16:667); Geyer's initial monotone
//! sequence for the autocorrelation.

/// What the chains of one parameter are worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Worth {
    pub(super) rhat: f64,
    pub(super) bulk: f64,
    pub(super) tail: f64,
    /// Effective draws of the mean, and of the squares about it.
    pub(super) of_mean: f64,
    pub(super) of_square: f64,
}

impl Worth {
    /// Of draws of equal weight, `chains` chains one after the other.
    pub(super) fn of(draws: &[f64], chains: usize) -> Self {
        let halves = halves(draws, chains);
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        let map = |f: &dyn Fn(f64) -> f64| -> Vec<Vec<f64>> {
            halves.iter().map(|half| half.iter().map(|x| f(*x)).collect()).collect()
        };
        let ranked = normal_scores(&halves);
        let mut sorted = draws.to_vec();
        sorted.sort_by(f64::total_cmp);
        let quantile = |p: f64| sorted[((sorted.len() - 1) as f64 * p).round() as usize];
        let (low, middle, high) = (quantile(0.05), quantile(0.5), quantile(0.95));
        let folded = normal_scores(&map(&|x| (x - middle).abs()));
        let below = |limit: f64| effective(&map(&|x| f64::from(u8::from(x <= limit))));
        Self {
            rhat: rhat(&ranked).max(rhat(&folded)),
            bulk: effective(&ranked),
            tail: below(low).min(below(high)),
            of_mean: effective(&halves),
            of_square: effective(&map(&|x| (x - mean) * (x - mean))),
        }
    }
}

/// Each chain in two halves: a chain that drifts differs from itself.
fn halves(draws: &[f64], chains: usize) -> Vec<Vec<f64>> {
    let half = draws.len() / chains.max(1) / 2;
    draws.chunks_exact(half.max(1)).take(2 * chains).map(<[f64]>::to_vec).collect()
}

/// Each value replaced by the normal quantile of its rank among all.
fn normal_scores(chains: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let all: Vec<f64> = chains.iter().flatten().copied().collect();
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by(|a, b| all[*a].total_cmp(&all[*b]));
    let mut scores = vec![0.0; all.len()];
    let mut first = 0;
    while first < order.len() {
        let ties = order[first..]
            .iter()
            .take_while(|place| all[**place].total_cmp(&all[order[first]]).is_eq())
            .count();
        let rank = first as f64 + f64::midpoint(ties as f64, 1.0); // mean rank of ties
        let p = (rank - 0.375) / (all.len() as f64 + 0.25); // Blom 1958
        for place in &order[first..first + ties] {
            scores[*place] = charley_domain::normal::quantile(p);
        }
        first += ties;
    }
    let length = chains.first().map_or(1, Vec::len);
    scores.chunks(length).map(<[f64]>::to_vec).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn sample_variance(values: &[f64], mean: f64) -> f64 {
    values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (values.len() as f64 - 1.0)
}

/// Mean variance within chains, and the estimate of the whole variance.
fn variances(chains: &[Vec<f64>]) -> (f64, f64) {
    let n = chains[0].len() as f64;
    let means: Vec<f64> = chains.iter().map(|chain| mean(chain)).collect();
    let within: Vec<f64> =
        chains.iter().zip(&means).map(|(chain, mean)| sample_variance(chain, *mean)).collect();
    let within = mean(&within);
    let between = if chains.len() > 1 { sample_variance(&means, mean(&means)) } else { 0.0 };
    (within, within * (n - 1.0) / n + between)
}

fn rhat(chains: &[Vec<f64>]) -> f64 {
    let (within, whole) = variances(chains);
    if within > 0.0 { (whole / within).sqrt() } else { 1.0 }
}

/// Effective draws from the autocorrelation, cut where pairs of it are no longer positive.
fn effective(chains: &[Vec<f64>]) -> f64 {
    let (m, n) = (chains.len() as f64, chains[0].len());
    let (within, whole) = variances(chains);
    let draws = m * n as f64;
    if within.is_nan() || within <= 0.0 {
        return draws;
    }
    let centred: Vec<Vec<f64>> = chains
        .iter()
        .map(|chain| {
            let mean = mean(chain);
            chain.iter().map(|x| x - mean).collect()
        })
        .collect();
    let correlation = |lag: usize| {
        let of_chain = |chain: &Vec<f64>| crate::numeric::columns::dot(&chain[lag..], &chain[..n - lag]);
        let covariance = centred.iter().map(of_chain).sum::<f64>() / draws;
        1.0 - (within * (n as f64 - 1.0) / n as f64 - covariance) / whole
    };
    let (mut sum, mut last_pair, mut lag) = (0.0, f64::INFINITY, 0);
    while lag + 1 < n {
        let first = if lag == 0 { 1.0 } else { correlation(lag) };
        let pair = (first + correlation(lag + 1)).min(last_pair);
        if pair <= 0.0 {
            break;
        }
        sum += pair;
        last_pair = pair;
        lag += 2;
    }
    let time = (2.0 * sum - 1.0).max(1.0 / libm::log10(draws)); // antithetic chains: at most S log10 S
    draws / time
}

#[cfg(test)]
mod tests {
    use super::*;
    use charley_domain::stream;

    #[test]
    fn independent_draws_are_worth_themselves() {
        let worth = Worth::of(&stream::normals(1, "a", 8_000), 4);
        assert!((7_000.0..9_500.0).contains(&worth.bulk), "{worth:?}");
        assert!((6_500.0..9_500.0).contains(&worth.tail), "{worth:?}");
        assert!((worth.rhat - 1.0).abs() < 0.003);
    }

    #[test]
    fn correlated_draws_are_worth_less_as_theory_says() {
        let mut x = 0.0;
        let shocks = stream::normals(2, "b", 40_000);
        let chain: Vec<f64> = shocks
            .iter()
            .map(|shock| {
                x = 0.8 * x + shock;
                x
            })
            .collect();
        // An autoregression of 0.8 is worth (1 - 0.8) / (1 + 0.8) of its draws.
        let worth = Worth::of(&chain, 4);
        assert!((worth.of_mean / (40_000.0 / 9.0) - 1.0).abs() < 0.15, "{worth:?}");
    }

    #[test]
    fn chains_that_differ_are_found_out() {
        let mut draws = stream::normals(3, "c", 4_000);
        draws[..1_000].iter_mut().for_each(|x| *x += 1.0);
        assert!(Worth::of(&draws, 4).rhat > 1.05);
    }
}
