//! Whether a trigger is ever named that is none, to somebody who looks again and again.

use super::{
    EXPOSURES,
    naming::{grounds, is_right, slabs},
    persons::{SyntheticPerson, away},
};
use crate::{
    Normal,
    engine::Unfit,
    hazard::NightPriors,
    learn::{Control, NextNight},
    naming::{BELIEVER, Grounds, NamingVerdict, OwnData, Sets, verdict},
};

/// What one person was told at some time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Looks {
    /// Triggers of theirs that are named at the last look.
    pub truly: usize,
    /// Whether anything was ever named that does not matter to them, or with the wrong sign.
    pub ever_misled: bool,
    /// Names when they were first said: the probability that was said, and whether it was true.
    pub said: Vec<(f64, bool)>,
}

impl Looks {
    /// What a person is told who looks every so many nights over two years (numbers of exposures).
    ///
    /// Equation: [`verdict`] at each look, with the next night's exposures as control and what was said before standing. The
    /// posterior is the normal one at the mode. Source and validity: [`super::Named::of`].
    ///
    /// # Errors
    /// [`Unfit`] when there is no mode.
    pub fn of(person: &SyntheticPerson, priors: &NightPriors, every: usize) -> Result<Self, Unfit> {
        let (nights, slabs) = (person.learned(), slabs(priors));
        let of_beta: Vec<Normal> = priors.beta.iter().map(|(_, prior)| *prior).collect();
        let controls: Vec<Control> =
            EXPOSURES.iter().enumerate().map(|(column, name)| Control::of(column, name)).collect();
        let mut told = Self::default();
        let mut stood = vec![false; slabs.len()];
        let first = FIRST_LOOK.min(nights.len());
        for until in (first..nights.len()).step_by(every).chain([nights.len()]) {
            let next =
                NextNight { priors, nights: &nights[..until], controls: &controls, is_known: &|_, _| true };
            let found = next.mode()?;
            let own = OwnData::at_mode(&found, &of_beta).ok_or(Unfit::NoMode)?;
            let leads = next.leads(&found);
            let matters = Sets::of(&own, &slabs).inclusions(BELIEVER);
            let cramps =
                nights[..until].iter().filter(|night| night.outcome == crate::hazard::Outcome::Cramp).count();
            told.truly = 0;
            for (place, matters) in matters.into_iter().enumerate() {
                let grounds = Grounds {
                    own_data_z: Some(own.alone(place)),
                    lead: leads[place],
                    stood: stood[place],
                    ..grounds(matters, &away(&nights[..until], place), cramps)
                };
                let named = verdict(&grounds) == NamingVerdict::LikelyYours;
                let right = is_right(person, place, matters);
                if named && !stood[place] {
                    told.said.push((matters.probability(), right));
                }
                stood[place] = named;
                told.truly += usize::from(named && right);
                told.ever_misled |= named && !right;
            }
        }
        Ok(told)
    }
}

/// Nights of the first look.
const FIRST_LOOK: usize = 60; // own choice: a diary of two months

#[cfg(test)]
mod tests {
    use super::{
        super::{AnswerChances, PersonKind, PersonRecipe, published},
        *,
    };

    fn looks(kind: PersonKind, cramps: f64, persons: u64) -> Vec<Looks> {
        let priors = published(charley_evidence::evidence());
        let recipe = PersonRecipe { kind, cramps, answers: AnswerChances::USUAL, nights: 730 };
        let each = |number| Looks::of(&SyntheticPerson::of(recipe, 21, number), &priors, 28).unwrap();
        (0..persons).map(each).collect()
    }

    #[test]
    fn who_has_no_trigger_is_hardly_ever_told_of_one_however_often_they_look() {
        let misled = looks(PersonKind::Null, 70.0, 24).iter().filter(|looks| looks.ever_misled).count();
        // Of a rate of 5 %, more than 4 of 24 come less than once in a hundred times.
        assert!(misled <= 4, "{misled} of 24");
    }

    /// The table of docs/verification.md, in short; `lab hostile` has it of an independent generator.
    #[test]
    #[ignore = "minutes of CPU: run by hand for the table of names"]
    fn table() {
        use rayon::prelude::*;

        let priors = published(charley_evidence::evidence());
        let persons = 60;
        let mut said = Vec::new();
        for (kind, cramps) in [
            (PersonKind::Null, 3.0),
            (PersonKind::Null, 35.0),
            (PersonKind::Triggers, 35.0),
            (PersonKind::Null, 70.0),
            (PersonKind::Triggers, 70.0),
            (PersonKind::Null, 400.0),
        ] {
            let recipe = PersonRecipe { kind, cramps, answers: AnswerChances::USUAL, nights: 730 };
            let each = |number| Looks::of(&SyntheticPerson::of(recipe, 23, number), &priors, 14).unwrap();
            let looks: Vec<Looks> = (0..persons).into_par_iter().map(each).collect();
            let misled = looks.iter().filter(|looks| looks.ever_misled).count() as f64 / persons as f64;
            let truly = looks.iter().map(|looks| looks.truly).sum::<usize>() as f64 / persons as f64;
            println!("{kind:?} {cramps}: ever misled {misled:.3}, named at the end {truly:.2}");
            said.extend(looks.into_iter().flat_map(|looks| looks.said));
        }
        for (from, to) in [(0.85, 0.925), (0.925, 0.965), (0.965, 1.1)] {
            let of: Vec<bool> =
                said.iter().filter(|(p, _)| (from..to).contains(p)).map(|(_, right)| *right).collect();
            let right = of.iter().filter(|right| **right).count();
            println!("said {from} to {to}: {right} of {} true", of.len());
        }
    }

    #[test]
    fn true_triggers_are_named_and_stay() {
        let looks = looks(PersonKind::Triggers, 70.0, 8);
        let truly = looks.iter().map(|looks| looks.truly).sum::<usize>();
        assert!(truly >= 13, "{truly} of 24");
    }
}
