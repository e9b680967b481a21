//! How often the naming rule names a trigger that is one, and one that is none.

use super::persons::{Person, away};
use crate::{
    Engine, Normal, Posterior,
    engine::{Importance, Unfit},
    hazard::{NightPriors, Nights},
    naming::{Grounds, Step, Verdict, each_side, verdict},
};

/// What one person was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// Triggers of theirs that were named.
    pub truly: usize,
    /// Exposures named that do not matter to them, or with the wrong sign.
    pub falsely: usize,
    /// Triggers of theirs that were suspected but not named.
    pub suspected: usize,
    /// Triggers of theirs among the three exposures at the head of the list.
    pub leading: usize,
}

impl Named {
    /// What a person would be told after two years (numbers of exposures).
    ///
    /// Equation: rule C of [`verdict`] on each exposure. With prior N(m₀, s₀²) and the mean m and variance v of the draws,
    /// own data alone have precision q = 1/v - 1/s₀² and mean (m/v - m₀/s₀²)/q, so z = (m/v - m₀/s₀²)/√q. Source:
    /// docs/studies/inference.md section 1.6. Valid for normal priors.
    ///
    /// # Errors
    /// [`Unfit`] when there is no posterior.
    pub fn of(person: &Person, priors: &NightPriors, draws: usize, seed: u64) -> Result<Self, Unfit> {
        let model = Nights::of(priors, person.learned(), None);
        let posterior = Importance { draws }.draw(&model, seed)?;
        let mut named =
            Self { truly: 0, falsely: 0, suspected: 0, leading: leading(person, priors, &posterior) };
        for (place, (name, prior)) in priors.beta.iter().enumerate() {
            let Some(grounds) = grounds(&posterior, name, *prior, &away(person.learned(), place)) else {
                continue;
            };
            let right = person.matters(place) && (grounds.raises > 0.5) == (person.truth.beta[place] > 0.0);
            match verdict(grounds) {
                Verdict::LikelyYours if right => named.truly += 1,
                Verdict::LikelyYours => named.falsely += 1,
                Verdict::Suspected if right => named.suspected += 1,
                Verdict::Suspected | Verdict::Undecided | Verdict::NeverVaried => {}
            }
        }
        Ok(named)
    }
}

/// How many of the three exposures furthest from no effect, in standard deviations, truly matter.
fn leading(person: &Person, priors: &NightPriors, posterior: &Posterior) -> usize {
    let far = |(place, (name, _)): (usize, &(String, Normal))| {
        let (mean, sd) = posterior.moments(posterior.column(&format!("beta[{name}]"))?);
        Some((mean.abs() / sd, place))
    };
    let mut list: Vec<(f64, usize)> = priors.beta.iter().enumerate().filter_map(far).collect();
    list.sort_by(|a, b| b.0.total_cmp(&a.0));
    list.iter().take(3).filter(|(_, place)| person.matters(*place)).count()
}

/// What the verdict on an exposure is read from.
fn grounds(posterior: &Posterior, name: &str, prior: Normal, away: &[bool]) -> Option<Grounds> {
    let column = posterior.column(&format!("beta[{name}]"))?;
    let (mean, sd) = posterior.moments(column);
    let (variance, before) = (sd * sd, prior.sd * prior.sd);
    let precision = 1.0 / variance - 1.0 / before;
    let z = (mean / variance - prior.mean / before) / precision.sqrt();
    Some(Grounds {
        raises: posterior.probability(|draw| column[draw] > 0.0),
        from_own_data: 1.0 - variance / before,
        own_data_z: (precision > 0.0).then_some(z),
        each_side: each_side(away),
        step: Step::of(away),
    })
}

/// What many persons were told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NamingRates {
    /// Persons.
    pub persons: usize,
    /// True triggers named, a person.
    pub truly: f64,
    /// False names, a person.
    pub falsely: f64,
    /// Share of persons with any false name.
    pub misled: f64,
    /// True triggers suspected but not named, a person.
    pub suspected: f64,
    /// Share of the first three of the list that are true triggers.
    pub leading: f64,
}

impl NamingRates {
    /// The rates over some persons (a person, or a share of them).
    ///
    /// Equation: means. Source: definition. Valid for one person and more.
    ///
    /// ```
    /// use charley_infer::verify::{Named, NamingRates};
    /// let named = |truly, falsely| Named { truly, falsely, suspected: 0, leading: 3 };
    /// let rates = NamingRates::of(&[named(2, 0), named(1, 2)]);
    /// assert_eq!((rates.truly, rates.falsely, rates.misled), (1.5, 1.0, 0.5));
    /// ```
    pub fn of(persons: &[Named]) -> Self {
        let count = persons.len() as f64;
        let mean = |of: &dyn Fn(&Named) -> usize| persons.iter().map(of).sum::<usize>() as f64 / count;
        Self {
            persons: persons.len(),
            truly: mean(&|named| named.truly),
            falsely: mean(&|named| named.falsely),
            misled: mean(&|named| usize::from(named.falsely > 0)),
            suspected: mean(&|named| named.suspected),
            leading: mean(&|named| named.leading) / 3.0,
        }
    }
}
