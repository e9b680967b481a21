//! Nights by body site: each site has its own rate and its own coefficients, drawn towards common ones.

use super::{
    NightPriors,
    nights::{log_hours, season},
    rate::{AnswerModel, HIGHEST_LOG_RATE, log_any, log_any_slope, log_logistic, logistic},
};
use crate::{
    Normal,
    hazard::Logging,
    model::{Model, add_priors},
    numeric::{
        columns::{Columns, total},
        exp::exp,
    },
};

/// One night of all sites.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteNight {
    /// Days since any fixed day.
    pub day: f64,
    /// Hours in bed.
    pub hours_in_bed: f64,
    /// Recent-cramp index before this night.
    pub history: f64,
    /// Each exposure, in its unit.
    pub exposures: Vec<f64>,
    /// Whether each site had a cramp; `None` for a night nobody spoke of.
    pub cramped: Option<Vec<bool>>,
}

/// The posterior of nights by site m: log `λ_m` = α + σ `r_m` + log(hours/8) + x·(β + τ `z_m`) + season + ρ history.
///
/// r, z ~ N(0, 1); σ (between sites) and τ (between their coefficients) are scales with half-normal priors. Logged nights
/// count by site and by the chance of an answer; unlogged ones as in [`super::Nights`] with Λ the sum over sites. Source:
/// docs/studies/inference.md section 1.3. Valid for one site and more.
///
/// ```
/// use charley_infer::{Normal, Model, hazard::{Logging, NightPriors, SiteNight, Sites}};
/// let normal = |mean, sd| Normal { mean, sd };
/// let priors = NightPriors { alpha: normal(-3.9, 1.0), beta: vec![], season: [normal(0.0, 0.3); 2], rho: normal(0.5, 0.5) };
/// let night = SiteNight { day: 0.0, hours_in_bed: 8.0, history: 0.0, exposures: vec![], cramped: Some(vec![true, false]) };
/// let sites = Sites::of(&priors, &["calf", "foot"], &[night], Logging::usual(), [1.0, 0.2]);
/// assert!(sites.names().contains(&"a_site[foot]".to_owned()));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Sites {
    names: Vec<String>,
    priors: Vec<Normal>,
    scales: [f64; 2],
    /// Exposures; logged nights first.
    table: Columns,
    /// Sine, cosine and history.
    waves: Columns,
    offset: Vec<f64>,
    /// Of logged nights, each site.
    cramped: Vec<Vec<bool>>,
    any: usize,
}

/// Places of the coefficients.
struct CoefficientPlaces {
    exposures: usize,
    sites: usize,
}

impl CoefficientPlaces {
    const fn deviations(&self, site: usize) -> std::ops::Range<usize> {
        let first = 1 + self.exposures * (1 + site);
        first..first + self.exposures
    }

    const fn waves(&self) -> std::ops::Range<usize> {
        let first = 1 + self.exposures * (1 + self.sites);
        first..first + 3
    }

    const fn kappa0(&self) -> usize {
        self.waves().end
    }

    const fn site(&self, site: usize) -> usize {
        self.kappa0() + 2 + site
    }
}

/// Rates and slopes of all sites at one place.
struct RatesAt {
    /// β + τ z of each site.
    coefficients: Vec<Vec<f64>>,
    rates: Vec<Vec<f64>>,
}

impl Sites {
    /// The posterior of some nights; `scale_sds` are the half-normal priors of the spread between sites and between their
    /// coefficients.
    ///
    /// Equation, source and validity: [`Sites`].
    ///
    /// # Panics
    /// When a night has another number of sites or exposures.
    pub fn of(
        priors: &NightPriors,
        sites: &[&str],
        nights: &[SiteNight],
        logging: Logging,
        scale_sds: [f64; 2],
    ) -> Self {
        let sorted: Vec<&SiteNight> = nights
            .iter()
            .filter(|night| night.cramped.is_some())
            .chain(nights.iter().filter(|night| night.cramped.is_none()))
            .collect();
        let column =
            |of: &dyn Fn(&SiteNight) -> f64| sorted.iter().map(|night| of(night)).collect::<Vec<f64>>();
        let columns = (0..priors.beta.len()).map(|place| column(&|night| night.exposures[place])).collect();
        let waves = vec![
            column(&|night| season(night.day)[0]),
            column(&|night| season(night.day)[1]),
            column(&|night| night.history),
        ];
        let standard = Normal { mean: 0.0, sd: 1.0 };
        let betas: Vec<&str> = priors.beta.iter().map(|(name, _)| name.as_str()).collect();
        let mut names = vec!["alpha".to_owned()];
        names.extend(betas.iter().map(|beta| format!("beta[{beta}]")));
        names.extend(sites.iter().flat_map(|site| betas.iter().map(move |beta| format!("z[{site},{beta}]"))));
        names.extend(
            ["season_sin", "season_cos", "rho", "kappa0", "delta", "sigma_site", "tau"].map(str::to_owned),
        );
        names.extend(sites.iter().map(|site| format!("a_site[{site}]")));
        let mut all = vec![priors.alpha];
        all.extend(priors.beta.iter().map(|(_, prior)| *prior));
        all.extend(vec![standard; sites.len() * betas.len()]);
        all.extend([priors.season[0], priors.season[1], priors.rho, logging.kappa0, logging.delta]);
        all.extend(vec![standard; sites.len()]);
        let cramped: Vec<Vec<bool>> = sorted.iter().filter_map(|night| night.cramped.clone()).collect();
        assert!(cramped.iter().all(|night| night.len() == sites.len()), "every night has every site");
        Self {
            names,
            priors: all,
            scales: scale_sds,
            table: Columns::of(columns, sorted.len()),
            waves: Columns::of(waves, sorted.len()),
            offset: column(&|night| log_hours(night.hours_in_bed)),
            any: cramped.iter().filter(|night| night.contains(&true)).count(),
            cramped: (0..sites.len()).map(|site| cramped.iter().map(|night| night[site]).collect()).collect(),
        }
    }

    fn places(&self) -> CoefficientPlaces {
        CoefficientPlaces { exposures: self.table.len(), sites: self.cramped.len() }
    }

    fn logged(&self) -> usize {
        self.cramped.first().map_or(0, Vec::len)
    }

    fn at(&self, at: &[f64], scales: &[f64]) -> RatesAt {
        let places = self.places();
        let beta = &at[1..=self.table.len()];
        let mut common = self.offset.clone();
        self.waves.add_product(0, &at[places.waves()], &mut common);
        let coefficients: Vec<Vec<f64>> = (0..places.sites)
            .map(|site| {
                beta.iter().zip(&at[places.deviations(site)]).map(|(b, z)| b + scales[1] * z).collect()
            })
            .collect();
        let rates = coefficients.iter().enumerate().map(|(site, coefficients)| {
            let mut rates = Vec::with_capacity(common.len());
            let shift = at[0] + scales[0] * at[places.site(site)];
            self.table.exp_product(&common, shift, coefficients, &mut rates);
            let highest = exp(HIGHEST_LOG_RATE);
            for rate in &mut rates {
                *rate = rate.min(highest);
            }
            rates
        });
        RatesAt { rates: rates.collect(), coefficients }
    }

    /// Log likelihood; rates become slopes by each log rate, and both log odds of an answer get theirs.
    fn slopes(&self, rates: &mut [Vec<f64>], answers: (f64, f64), by_answers: &mut (f64, f64)) -> f64 {
        let logged = self.logged();
        let quiet = (logged - self.any) as f64;
        let any = self.any as f64;
        let mut sum = quiet * log_logistic(answers.0) + any * log_logistic(answers.1);
        *by_answers = (quiet * (1.0 - logistic(answers.0)), any * (1.0 - logistic(answers.1)));
        let silence = AnswerModel::of(answers.0, answers.1);
        for row in logged..self.table.rows() {
            let all: f64 = rates.iter().map(|site| site[row]).sum();
            let terms = silence.terms(all);
            sum += terms.value;
            by_answers.0 += terms.by_quiet;
            by_answers.1 += terms.by_cramp;
            let share = terms.by_log_rate / all.max(f64::MIN_POSITIVE);
            for site in rates.iter_mut() {
                site[row] *= share;
            }
        }
        for (rates, cramped) in rates.iter_mut().zip(&self.cramped) {
            for (rate, cramped) in rates.iter_mut().zip(cramped) {
                if *cramped {
                    sum += log_any(*rate);
                    *rate = log_any_slope(*rate);
                } else {
                    sum -= *rate;
                    *rate = -*rate;
                }
            }
        }
        sum
    }
}

impl Model for Sites {
    fn dim(&self) -> usize {
        self.priors.len()
    }

    fn scales(&self) -> &[f64] {
        &self.scales
    }

    fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    fn report(&self, at: &[f64], scales: &[f64]) -> Vec<f64> {
        let places = self.places();
        let sites = &at[places.site(0)..];
        let coefficients = &at[..places.site(0)];
        coefficients.iter().chain(scales).copied().chain(sites.iter().map(|r| scales[0] * r)).collect()
    }

    fn start(&self) -> Vec<f64> {
        let mut start: Vec<f64> = self.priors.iter().map(|prior| prior.mean).collect();
        let cells = (self.logged() * self.cramped.len()) as f64;
        let cramps = self.cramped.iter().flatten().filter(|cramped| **cramped).count() as f64;
        if cells > 0.0 {
            start[0] = libm::log((cramps / cells).clamp(0.5 / cells, 0.9)); // never at an edge
        }
        start
    }

    fn log_density(&self, at: &[f64], scales: &[f64]) -> f64 {
        let mut here = self.at(at, scales);
        let kappa0 = self.places().kappa0();
        let answers = (at[kappa0], at[kappa0] + at[kappa0 + 1]);
        self.slopes(&mut here.rates, answers, &mut (0.0, 0.0)) + add_priors(&self.priors, at, None)
    }

    fn gradient(&self, at: &[f64], scales: &[f64], by: &mut [f64], by_scale: &mut [f64]) -> f64 {
        let places = self.places();
        let kappa0 = places.kappa0();
        let answers = (at[kappa0], at[kappa0] + at[kappa0 + 1]);
        let mut here = self.at(at, scales);
        debug_assert_eq!(here.coefficients.len(), places.sites);
        let mut by_answers = (0.0, 0.0);
        let sum = self.slopes(&mut here.rates, answers, &mut by_answers);
        by.fill(0.0);
        by_scale.fill(0.0);
        let mut all = vec![0.0; self.table.rows()];
        let mut of_site = vec![0.0; self.table.len()];
        for (site, slopes) in here.rates.iter().enumerate() {
            let level = total(slopes);
            self.table.weighted_sums(slopes, &mut of_site);
            by[0] += level;
            by[places.site(site)] = scales[0] * level;
            by_scale[0] += at[places.site(site)] * level;
            for (exposure, sum) in of_site.iter().enumerate() {
                let z = places.deviations(site).start + exposure;
                by[1 + exposure] += sum;
                by[z] = scales[1] * sum;
                by_scale[1] += at[z] * sum;
            }
            for (all, slope) in all.iter_mut().zip(slopes) {
                *all += slope;
            }
        }
        self.waves.weighted_sums(&all, &mut by[places.waves()]);
        by[kappa0] = by_answers.0 + by_answers.1;
        by[kappa0 + 1] = by_answers.1;
        sum + add_priors(&self.priors, at, Some(by))
    }
}
