//! What would teach the most: more nights, an exposure that is not recorded, or varying two things apart from each other.

use charley_domain::exposure::TriggerId;

use super::LearnedNights;

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
