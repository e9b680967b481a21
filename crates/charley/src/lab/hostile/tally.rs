//! What many persons of one kind were told: shares and means, each with its standard error, beside what they must keep to.

use serde::Serialize;

use super::{
    scenario::{HostileScenario, ScenarioBounds},
    told::PersonTold,
};

/// Standard errors by which a number may lie beyond its bound.
const ERRORS: f64 = 2.0;

/// What is said as about 9 in 10.
const NINE: std::ops::Range<f64> = 0.85..0.95;

/// A number with its standard error.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct WithError {
    pub(crate) value: f64,
    pub(crate) error: f64,
    /// Persons, intervals or names that it is of.
    pub(crate) of: usize,
}

impl WithError {
    /// A share, with its binomial error.
    fn share(flags: impl Iterator<Item = bool>) -> Self {
        let (mut hits, mut of) = (0_usize, 0_usize);
        for flag in flags {
            hits += usize::from(flag);
            of += 1;
        }
        // None of twelve is no proof of never: two hits and two misses are added for the error (Agresti and Coull 1998).
        let believed = (hits as f64 + 2.0) / (of as f64 + 4.0);
        Self { value: hits as f64 / of as f64, error: binomial(believed, of + 4), of }
    }

    /// A mean.
    fn mean(values: &[f64]) -> Self {
        let of = values.len();
        let value = values.iter().sum::<f64>() / of as f64;
        let square = values.iter().map(|one| (one - value).powi(2)).sum::<f64>();
        Self { value, error: (square / (of as f64 - 1.0).max(1.0) / of as f64).sqrt(), of }
    }

    /// A ratio of sums over persons, by the spread of what each adds to it.
    fn ratio(pairs: &[(f64, f64)]) -> Self {
        let (above, below) = pairs.iter().fold((0.0, 0.0), |sums, pair| (sums.0 + pair.0, sums.1 + pair.1));
        let value = above / below;
        let square = pairs.iter().map(|(above, below)| (above - value * below).powi(2)).sum::<f64>();
        Self { value, error: square.sqrt() / below, of: pairs.len() }
    }
}

fn binomial(share: f64, of: usize) -> f64 {
    (share * (1.0 - share) / of as f64).sqrt()
}

/// One kind of people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct TallyRow {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) persons: usize,
    /// Causes that a person has.
    pub(crate) causes: f64,
    /// Night cramps that a diary knows of.
    pub(crate) cramps: f64,
    /// Persons to whom a false name is said: at the end, and ever.
    pub(crate) misled_at_the_end: WithError,
    pub(crate) misled_ever: WithError,
    /// Persons with a false name or suspicion at the end.
    pub(crate) suspicious_at_the_end: WithError,
    /// True causes named a person: at the end, and ever.
    pub(crate) named_at_the_end: WithError,
    pub(crate) named_ever: WithError,
    /// Share of all names that were true, each as it was first said, and the probability that was said with them.
    pub(crate) names_true: WithError,
    pub(crate) names_said: WithError,
    /// Share of those said at about 9 in 10 (0.85 to 0.95).
    pub(crate) nines_true: WithError,
    /// 90 % intervals that hold the truth.
    pub(crate) covered: WithError,
    /// What was said of the night to come, over what was to be expected.
    pub(crate) level: WithError,
    /// Expected log score gained in 100 nights over the better of moving and running average.
    pub(crate) gain_of_100: WithError,
    /// Share of mornings on which the forecast was shown.
    pub(crate) shown: f64,
    /// Bounds that are not kept, in words.
    pub(crate) beyond: Vec<String>,
}

impl TallyRow {
    pub(super) fn of(scenario: &HostileScenario, told: &[PersonTold]) -> Self {
        let count = told.len() as f64;
        let mean = |of: &dyn Fn(&PersonTold) -> usize| {
            WithError::mean(&told.iter().map(|one| of(one) as f64).collect::<Vec<_>>())
        };
        let share = |of: &dyn Fn(&PersonTold) -> bool| WithError::share(told.iter().map(of));
        let names = || told.iter().flat_map(|one| &one.names);
        let intervals: usize = told.iter().map(|one| one.intervals).sum();
        let covered = told.iter().flat_map(|one| (0..one.intervals).map(|place| place < one.held));
        let mornings: usize = told.iter().map(|one| one.forecasts.len()).sum();
        let shown = told.iter().flat_map(|one| &one.forecasts).filter(|one| one.shown).count();
        let mut row = Self {
            name: scenario.name,
            about: scenario.about,
            persons: told.len(),
            causes: told.iter().map(|one| one.causes).sum::<usize>() as f64 / count,
            cramps: told.iter().map(|one| one.cramps).sum::<usize>() as f64 / count,
            misled_at_the_end: share(&|one| one.misled),
            misled_ever: share(&|one| one.misled_ever),
            suspicious_at_the_end: share(&|one| one.suspected),
            named_at_the_end: mean(&|one| one.truly),
            named_ever: mean(&|one| one.truly_ever),
            names_true: WithError::share(names().map(|one| one.right)),
            names_said: WithError::mean(&names().map(|one| one.said).collect::<Vec<_>>()),
            nines_true: WithError::share(names().filter(|one| NINE.contains(&one.said)).map(|one| one.right)),
            covered: WithError { of: intervals, ..WithError::share(covered) },
            level: level(told),
            gain_of_100: gain(told),
            shown: shown as f64 / mornings as f64,
            beyond: Vec::new(),
        };
        row.beyond = row.beyond(&scenario.bounds);
        row
    }

    /// The bounds that are not kept, by more than two standard errors.
    fn beyond(&self, bounds: &ScenarioBounds) -> Vec<String> {
        let mut beyond = Vec::new();
        let above = |one: WithError, most: f64, error: f64| one.value > most + ERRORS * error;
        if let Some(most) = bounds.misled
            && above(self.misled_ever, most, binomial(most, self.persons))
        {
            beyond.push(format!("false names in at most {most} of persons"));
        }
        if let Some(least) = bounds.named
            && self.named_at_the_end.value + ERRORS * self.named_at_the_end.error < least
        {
            beyond.push(format!("at least {least} true causes named"));
        }
        let bands = [
            (bounds.level, self.level, "forecast over what came"),
            (bounds.names_true, self.names_true, "share of names that are true"),
        ];
        for (band, one, what) in bands {
            let Some((least, most)) = band.filter(|_| one.value.is_finite()) else { continue };
            if one.value + ERRORS * one.error < least || above(one, most, one.error) {
                beyond.push(format!("{what} from {least} to {most}"));
            }
        }
        beyond
    }
}

fn level(told: &[PersonTold]) -> WithError {
    let sums = |one: &PersonTold| {
        one.forecasts.iter().fold((0.0, 0.0), |sums, night| (sums.0 + night.said, sums.1 + night.chance))
    };
    WithError::ratio(&told.iter().map(sums).collect::<Vec<_>>())
}

/// The gain over the rule that is the better one for all of them together.
fn gain(told: &[PersonTold]) -> WithError {
    let of_100 = |one: &PersonTold, of: fn(&(f64, f64)) -> f64| {
        let gains: Vec<f64> = one.forecasts.iter().map(|night| of(&night.gains())).collect();
        (!gains.is_empty()).then(|| 100.0 * gains.iter().sum::<f64>() / gains.len() as f64)
    };
    let over = |of: fn(&(f64, f64)) -> f64| {
        WithError::mean(&told.iter().filter_map(|one| of_100(one, of)).collect::<Vec<_>>())
    };
    let (moving, running) = (over(|gains| gains.0), over(|gains| gains.1));
    if moving.value < running.value { moving } else { running }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::hostile::scenario::SCENARIOS;

    fn told(misled: bool) -> PersonTold {
        PersonTold { misled, misled_ever: misled, ..PersonTold::default() }
    }

    #[test]
    fn a_bound_fails_beyond_two_binomial_errors() {
        let scenario = SCENARIOS.iter().find(|one| one.name == "recall").unwrap();
        let of = |misled: usize| {
            let persons: Vec<PersonTold> = (0..20).map(|number| told(number < misled)).collect();
            TallyRow::of(scenario, &persons).beyond
        };
        assert!(of(2).is_empty() && of(4).is_empty(), "0.1 + 2 × 0.067");
        assert_eq!(of(5).len(), 1);
    }

    #[test]
    fn a_ratio_has_the_error_of_what_persons_add_to_it() {
        let one = WithError::ratio(&[(1.0, 1.0), (3.0, 1.0), (2.0, 1.0), (2.0, 1.0)]);
        assert!((one.value - 2.0).abs() < 1e-12 && (one.error - 2.0_f64.sqrt() / 4.0).abs() < 1e-12);
    }
}
