//! How often the naming rule names a trigger that is one, and one that is none.

use super::persons::{SyntheticPerson, away};
use crate::{
    Engine, Normal, Posterior,
    engine::{Importance, Unfit},
    hazard::{NightPriors, Nights},
    naming::{
        BELIEVER, ExposureStep, FactorRecording, Grounds, Inclusion, NamingVerdict, OwnData, Sets, Slab,
        SlabForm, each_side, verdict,
    },
};
use charley_domain::exposure::TriggerId;
use charley_evidence::{TriggerKind, evidence};

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
    /// What a person would be told after two years, looking once (numbers of exposures).
    ///
    /// Equation: [`verdict`] on each exposure; tomorrow's exposures are those of the model and are not looked at. Source:
    /// docs/studies/inference.md section 1.6. Valid for normal priors.
    ///
    /// # Errors
    /// [`Unfit`] when there is no posterior.
    pub fn of(
        person: &SyntheticPerson,
        priors: &NightPriors,
        draws: usize,
        seed: u64,
    ) -> Result<Self, Unfit> {
        let model = Nights::of(priors, person.learned(), None);
        let posterior = Importance { draws }.draw(&model, seed)?;
        let coefficient = |(name, prior): &(String, Normal)| (format!("beta[{name}]"), *prior);
        let factors: Vec<(String, Normal)> = priors.beta.iter().map(coefficient).collect();
        let own = OwnData::of(&posterior, &factors).ok_or(Unfit::NoDraw)?;
        let matters = Sets::of(&own, &slabs(priors)).inclusions(BELIEVER);
        let mut named =
            Self { truly: 0, falsely: 0, suspected: 0, leading: leading(person, priors, &posterior) };
        for (place, matters) in matters.into_iter().enumerate() {
            let grounds = grounds(matters, &away(person.learned(), place), person.cramps());
            let right = is_right(person, place, matters);
            match verdict(&grounds) {
                NamingVerdict::LikelyYours if right => named.truly += 1,
                NamingVerdict::LikelyYours => named.falsely += 1,
                NamingVerdict::Suspected if right => named.suspected += 1,
                NamingVerdict::Suspected | NamingVerdict::Undecided | NamingVerdict::NeverVaried => {}
            }
        }
        Ok(named)
    }
}

/// How many of the three exposures furthest from no effect, in standard deviations, truly matter.
fn leading(person: &SyntheticPerson, priors: &NightPriors, posterior: &Posterior) -> usize {
    let far = |(place, (name, _)): (usize, &(String, Normal))| {
        let (mean, sd) = posterior.moments(posterior.column(&format!("beta[{name}]"))?);
        Some((mean.abs() / sd, place))
    };
    let mut list: Vec<(f64, usize)> = priors.beta.iter().enumerate().filter_map(far).collect();
    list.sort_by(|a, b| b.0.total_cmp(&a.0));
    list.iter().take(3).filter(|(_, place)| person.matters(*place)).count()
}

/// Whether an exposure matters to a person, in the direction that was found.
pub(super) fn is_right(person: &SyntheticPerson, place: usize, matters: Inclusion) -> bool {
    person.matters(place) && (matters.raises > matters.lowers) == (person.truth.beta[place] > 0.0)
}

/// What is believed of the exposures before anything is known of a person.
pub(super) fn slabs(priors: &NightPriors) -> Vec<Slab> {
    let is_remedy = |name: &str| {
        let row = evidence().trigger(&TriggerId::night(name));
        row.is_some_and(|row| row.kind == TriggerKind::Remedy)
    };
    let of = |(place, (name, prior)): (usize, &(String, Normal))| Slab {
        published: *prior,
        raises: !is_remedy(name),
        form: SlabForm::only(place),
    };
    priors.beta.iter().enumerate().map(of).collect()
}

/// What the verdict on an exposure is read from, of a diary whose exposures were told in time.
pub(super) fn grounds(matters: Inclusion, away: &[bool], cramps: usize) -> Grounds {
    Grounds {
        matters,
        own_data_z: None,
        lead: None,
        each_side: each_side(away),
        step: ExposureStep::of(away),
        recording: FactorRecording::default(),
        cramps,
        stood: false,
    }
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
