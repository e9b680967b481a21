//! What would teach the most: more nights, an exposure that is not recorded, or varying two things apart from each other; and
//! of things that a person may be asked about, how much an answer more would tell.

use charley_domain::exposure::TriggerId;

use super::{Factor, LearnedNights, Timing};
use crate::Normal;

/// Nights over which a suggestion is judged.
const AHEAD_NIGHTS: f64 = 28.0; // docs/studies/inference.md section 1.6
/// Variance of an exposure of which nothing is known yet, in squared units.
const USUAL_VARIANCE: f64 = 0.25; // own choice: half a usual change from day to day

/// What a person could do to learn more, with how much it would narrow what is known.
#[derive(Debug, Clone, PartialEq)]
pub enum Gain {
    /// Answer the nights that stay unknown.
    FillNights(f64),
    /// Record an exposure.
    Record(TriggerId, f64),
    /// Do one without the other, by lot.
    Separate([TriggerId; 2], f64),
}

impl Gain {
    /// Expected fall of the sum of posterior standard deviations over 28 nights.
    pub const fn size(&self) -> f64 {
        match self {
            Self::FillNights(size) | Self::Record(_, size) | Self::Separate(_, size) => *size,
        }
    }
}

/// What would teach the most, the best first: `unrecorded` are factors that were not known often enough, with their prior sd.
///
/// Equation: a coefficient of variance V falls to 1/(1/V + I) when I information is added; a night of rate λ adds λ Var(x),
/// of x given the other exposures as they usually go together, or of x alone where it is drawn by lot. Source: inference
/// study, section 1.6. Valid as a ranking.
pub fn gains(
    learned: &LearnedNights,
    unrecorded: &[(TriggerId, f64)],
    inseparable: &[[TriggerId; 2]],
) -> Vec<Gain> {
    let known = learned.known().max(1) as f64;
    let information = learned.information();
    let sds: Vec<f64> = learned
        .factors()
        .iter()
        .map(|factor| learned.posterior.sd(&factor.coefficient()).unwrap_or(factor.prior.sd))
        .collect();
    let fall = |sd: f64, added: f64| sd - 1.0 / (1.0 / (sd * sd) + added).sqrt();
    let unknown_share = learned.unknown() as f64 / (known + learned.unknown() as f64);
    let filled = AHEAD_NIGHTS * unknown_share / known;
    let more = |(sd, (given, _)): (&f64, &(f64, f64))| fall(*sd, given * filled);
    let mut gains = vec![Gain::FillNights(sds.iter().zip(&information).map(more).sum())];
    // The rate of a night: what one night adds to the information on the level.
    let rate = learned.posterior.mean("alpha").map_or(0.05, libm::exp).min(1.0); // the prior of the study
    for (id, sd) in unrecorded {
        gains.push(Gain::Record(id.clone(), fall(*sd, AHEAD_NIGHTS * rate * USUAL_VARIANCE)));
    }
    for pair in inseparable {
        let of = |id: &TriggerId| {
            let place = learned.factors().iter().position(|factor| factor.id == *id)?;
            let (given, alone) = information[place];
            let usual = fall(sds[place], given * AHEAD_NIGHTS / known);
            Some(fall(sds[place], alone * AHEAD_NIGHTS / known) - usual)
        };
        let size = pair.iter().filter_map(of).sum();
        gains.push(Gain::Separate(pair.clone(), size));
    }
    gains.retain(|gain| gain.size() > 0.0 && gain.size().is_finite());
    gains.sort_by(|a, b| b.size().total_cmp(&a.size()));
    gains
}

/// How many nights more it takes until a factor of the night would be told, its middle staying where it is: either all of its 90 %
/// interval lies within half more and a third less, or it lies so far from no effect that it would be named. Infinite where own
/// nights say nothing of it.
///
/// Equation: (1/s² - 1/sd²) / I; s the larger of (ln 1.5 - |m|) / 1.645 and |m| / 2.8; I the information of one more known night
/// like those so far, given the others. Source and validity: as [`gains`].
pub fn nights_to_tell(learned: &LearnedNights) -> Vec<(TriggerId, f64)> {
    let known = learned.known().max(1) as f64;
    let of_factor = |(factor, (given, _)): (&Factor, (f64, f64))| {
        let name = factor.coefficient();
        let sd = learned.posterior.sd(&name).unwrap_or(factor.prior.sd);
        let middle = learned.posterior.mean(&name).unwrap_or(factor.prior.mean).abs();
        let enough = ((libm::log(TELLING_RATIO) - middle) / NORMAL_95).max(middle / NAMED_Z);
        let missing = 1.0 / (enough * enough) - 1.0 / (sd * sd);
        (factor.id.clone(), (missing / (given / known)).max(0.0))
    };
    let factors = learned.factors().iter().zip(learned.information());
    factors.filter(|(factor, _)| factor.timing == Timing::Night).map(of_factor).collect()
}

/// A ratio of rates that is worth telling.
pub const TELLING_RATIO: f64 = 1.5; // own choice: half more, or a third less
/// Standard deviations to each side that hold 90 %.
const NORMAL_95: f64 = 1.645; // standard normal distribution
/// About how far a factor lies from none, in standard deviations, when it is named.
const NAMED_Z: f64 = 2.8; // own choice: the odds of a name, 0.85, against one in twenty before

/// A night of which an exposure and what came of it are known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ToldNight {
    /// The exposure, in units of its trigger.
    pub exposure: f64,
    /// Whether a cramp came.
    pub cramped: bool,
}

/// What nights say of the log rate ratio of one thing by itself, given its prior.
///
/// Equation: one step of Newton from no effect: precision 1/V + λ Σ(x - x̄)², mean that of (m/V + Σ(x - x̄)(y - λ)); λ is the share
/// of these nights with a cramp, and at least half a cramp. Source: the score and information of a Poisson rate. Valid as a
/// ranking of things to ask about: the posterior itself is that of [`LearnedNights`].
///
/// ```
/// use charley_infer::{Normal, learn::{ToldNight, by_itself}};
/// let prior = Normal { mean: 0.0, sd: 0.38 };
/// assert!((by_itself(prior, &[]).sd - prior.sd).abs() < 1e-12);
/// let nights = [(0.0, false), (2.0, true)].map(|(exposure, cramped)| ToldNight { exposure, cramped }).repeat(20);
/// assert!(by_itself(prior, &nights).mean > 0.4);
/// ```
pub fn by_itself(prior: Normal, nights: &[ToldNight]) -> Normal {
    let NightsSay { score, information } = NightsSay::of(nights);
    let before = 1.0 / (prior.sd * prior.sd);
    let precision = before + information;
    Normal { mean: (prior.mean * before + score) / precision, sd: 1.0 / precision.sqrt() }
}

/// How far from nothing what nights say of one thing by itself lies, in standard deviations; 0 where it never varied.
///
/// Equation: Σ(x - x̄)(y - λ) / √(λ Σ(x - x̄)²). Source: the score test of a Poisson rate. Validity: as [`by_itself`].
///
/// ```
/// use charley_infer::learn::{ToldNight, own_z};
/// let nights = [(0.0, false), (2.0, true)].map(|(exposure, cramped)| ToldNight { exposure, cramped });
/// assert!(own_z(&nights.repeat(20)) > 3.0);
/// assert_eq!(own_z(&[nights[0]].repeat(20)), 0.0);
/// ```
pub fn own_z(nights: &[ToldNight]) -> f64 {
    let NightsSay { score, information } = NightsSay::of(nights);
    if information > 0.0 { score / information.sqrt() } else { 0.0 }
}

/// What nights say of one thing by itself, at no effect.
struct NightsSay {
    score: f64,
    information: f64,
}

impl NightsSay {
    fn of(nights: &[ToldNight]) -> Self {
        let of = nights.len().max(1) as f64;
        let cramps = nights.iter().filter(|night| night.cramped).count() as f64;
        let rate = cramps.max(0.5) / of;
        let mean = nights.iter().map(|night| night.exposure).sum::<f64>() / of;
        nights.iter().fold(Self { score: 0.0, information: 0.0 }, |so_far, night| {
            let away = night.exposure - mean;
            Self {
                score: so_far.score + away * (f64::from(u8::from(night.cramped)) - rate),
                information: so_far.information + rate * away * away,
            }
        })
    }
}

/// By how much 28 nights more would narrow what a usual change of one thing multiplies the rate by, on the scale of that factor: what
/// may raise the rate most is worth most.
///
/// Equation: s e^(|m| s) (sd - 1/√(1/sd² + 28 λ s²)), s the standard deviation of the exposure. Source: as [`gains`]. Valid as
/// a ranking.
///
/// ```
/// use charley_infer::{Normal, learn::worth_asking};
/// let of = |mean, sd| worth_asking(Normal { mean, sd }, 0.5, 0.2);
/// assert!(of(0.0, 0.4) > of(0.0, 0.2) && of(0.6, 0.3) > of(0.0, 0.3));
/// ```
pub fn worth_asking(posterior: Normal, spread: f64, rate: f64) -> f64 {
    let Normal { mean, sd } = posterior;
    let after = 1.0 / (1.0 / (sd * sd) + AHEAD_NIGHTS * rate * spread * spread).sqrt();
    spread * libm::exp(mean.abs() * spread) * (sd - after)
}
