//! What raised the rate of one window beyond a usual one of this person, and how much of that rate it was.

use charley_domain::{exposure::TriggerId, interval::Interval};

use super::Timing;
use crate::{Posterior, attribution::SharesDrawn};

/// Differences smaller than this are none.
const SAME: f64 = 1e-6; // rounding of 32-bit draws

/// A factor that may be named as a part of a cramp.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedFactor {
    /// The trigger.
    pub id: TriggerId,
    /// When it is looked at.
    pub timing: Timing,
    /// Whether more of it raises the rate; else less of it does.
    pub raises: bool,
    /// The value, in units, from which on a window is counted as one with it, and below which as one without.
    pub from: f64,
}

/// How a named factor lay in one window.
#[derive(Debug)]
pub(super) struct FactorLies<'a> {
    pub(super) named: &'a NamedFactor,
    /// Its value, one for each exposure draw of the posterior.
    pub(super) values: Vec<f64>,
    /// What the person usually has of it.
    pub(super) usual: f64,
}

impl FactorLies<'_> {
    fn value(&self) -> f64 {
        self.values.iter().sum::<f64>() / self.values.len().max(1) as f64
    }

    fn raises(&self) -> bool {
        let (beyond, with) = (self.value() - self.usual, self.value() >= self.named.from);
        if self.named.raises { with && beyond > SAME } else { !with && beyond < -SAME }
    }
}

/// One factor's part in a window.
#[derive(Debug, Clone, PartialEq)]
pub struct ExcessPart {
    /// The factor.
    pub factor: NamedFactor,
    /// Its value then, in units.
    pub value: f64,
    /// Its share of the rate.
    pub share: Interval,
    /// The mean of that share: means add up.
    pub mean: f64,
}

/// What raised the rate of one window beyond a usual one: the parts, the largest first, and what is not known.
///
/// Equation: a factor has a part where it was known, counts as there ([`NamedFactor::from`]; one that lowers: as lacking), and lay
/// beyond the person's own median on the side that raises; the parts are [`SharesDrawn::raising`] of these alone, so that none is negative, and parts and rest are 1 in each draw, and so in the mean. What
/// lowers the rate, what lay as usual and what is not named has no part. Source: as there. Valid for windows that the posterior was
/// learned from.
#[derive(Debug, Clone, PartialEq)]
pub struct Excess {
    /// The parts, the largest first.
    pub parts: Vec<ExcessPart>,
    /// The rest.
    pub unexplained: Interval,
    /// The mean of the rest.
    pub unexplained_mean: f64,
}

impl Excess {
    /// Equation, source and validity: [`Excess`].
    pub(super) fn of(posterior: &Posterior, lies: Vec<FactorLies<'_>>) -> Option<Self> {
        let raising: Vec<FactorLies<'_>> = lies.into_iter().filter(FactorLies::raises).collect();
        let differences: Vec<(String, Vec<f64>)> = raising
            .iter()
            .map(|lies| {
                let name = lies.named.timing.name(&lies.named.id);
                (format!("beta[{name}]"), lies.values.iter().map(|value| value - lies.usual).collect())
            })
            .collect();
        let drawn = SharesDrawn::raising(posterior, &differences);
        let parts = raising.iter().zip(&drawn.factors).map(|(lies, shares)| {
            Some(ExcessPart {
                factor: lies.named.clone(),
                value: lies.value(),
                share: posterior.interval(shares)?,
                mean: mean(posterior, shares),
            })
        });
        let mut parts: Vec<ExcessPart> = parts.collect::<Option<_>>()?;
        parts.sort_by(|a, b| b.mean.total_cmp(&a.mean).then(a.factor.id.cmp(&b.factor.id)));
        Some(Self {
            parts,
            unexplained: posterior.interval(&drawn.unexplained)?,
            unexplained_mean: mean(posterior, &drawn.unexplained),
        })
    }
}

/// The mean of a share; weights add up to 1 but for rounding.
fn mean(posterior: &Posterior, shares: &[f64]) -> f64 {
    posterior.moments(shares).0.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A posterior of some factors, its draws as given, in as many models as there are exposure draws.
    fn posterior(columns: Vec<Vec<f64>>, models: usize) -> Posterior {
        let draws = columns.first().map_or(0, Vec::len);
        let names = (0..columns.len()).map(|factor| format!("beta[{}]", id(factor).id)).collect();
        Posterior {
            engine: "importance",
            names,
            columns,
            weights: vec![1.0 / draws as f64; draws],
            chains: 1,
            models,
            pareto_k: None,
            divergences: 0,
            gradients: 0,
        }
    }

    fn id(factor: usize) -> TriggerId {
        TriggerId::night(format!("factor_{factor}"))
    }

    fn named(factor: usize, raises: bool) -> NamedFactor {
        NamedFactor {
            id: id(factor),
            timing: Timing::Night,
            raises,
            from: if raises { f64::MIN } else { f64::MAX },
        }
    }

    /// Coefficients, one row of draws a factor.
    fn columns() -> impl Strategy<Value = Vec<Vec<f64>>> {
        prop::collection::vec(prop::collection::vec(-3.0..3.0_f64, 24), 1..6)
    }

    proptest! {
        #[test]
        fn parts_are_of_a_whole_and_only_of_what_raises(
            columns in columns(),
            raises in prop::collection::vec(any::<bool>(), 6),
            values in prop::collection::vec(-5.0..5.0_f64, 24),
            usual in prop::collection::vec(-2.0..2.0_f64, 6),
        ) {
            let factors = columns.len();
            let posterior = posterior(columns, 4);
            let named: Vec<NamedFactor> = (0..factors).map(|factor| named(factor, raises[factor])).collect();
            let lies = named.iter().enumerate().map(|(factor, named)| FactorLies {
                named,
                values: values[4 * factor..4 * factor + 4].to_vec(),
                usual: usual[factor],
            });
            let excess = Excess::of(&posterior, lies.collect()).unwrap();
            for part in &excess.parts {
                let Interval { q05, q50, q95 } = part.share;
                prop_assert!(0.0 <= q05 && q05 <= q50 && q50 <= q95 && q95 <= 1.0, "{part:?}");
                prop_assert!((0.0..=1.0).contains(&part.mean));
                let factor = named.iter().position(|one| *one == part.factor).unwrap();
                let beyond = part.value - usual[factor];
                prop_assert!(if part.factor.raises { beyond > 0.0 } else { beyond < 0.0 }, "{part:?}");
            }
            let told: f64 = excess.parts.iter().map(|part| part.mean).sum();
            prop_assert!(told <= 1.0 + 1e-9 && (told + excess.unexplained_mean - 1.0).abs() < 1e-9, "{excess:?}");
        }
    }

    #[test]
    fn what_lay_as_usual_or_on_the_other_side_has_no_part() {
        let posterior = posterior(vec![vec![0.7; 8], vec![-0.7; 8]], 1);
        let (hot, stretched) = (named(0, true), named(1, false));
        let of = |heat: f64, stretch: f64| {
            let lies = |named, value, usual| FactorLies { named, values: vec![value], usual };
            Excess::of(&posterior, vec![lies(&hot, heat, 1.0), lies(&stretched, stretch, 1.0)]).unwrap()
        };
        let ids = |excess: &Excess| -> Vec<String> {
            excess.parts.iter().map(|part| part.factor.id.id.clone()).collect()
        };
        assert_eq!(ids(&of(0.5, 1.0)), Vec::<String>::new(), "less than usual is never blamed");
        assert!((of(1.0, 1.0).unexplained_mean - 1.0).abs() < 1e-12);
        assert_eq!(ids(&of(2.0, 1.0)), ["factor_0"]);
        let rarely = NamedFactor { from: 2.5, ..named(0, true) };
        let lies = |value| FactorLies { named: &rarely, values: vec![value], usual: 1.0 };
        let counted = |value| Excess::of(&posterior, vec![lies(value)]).unwrap().parts.len();
        assert_eq!([counted(2.4), counted(2.5)], [0, 1], "what does not count as there is not blamed");
        assert_eq!(ids(&of(1.0, 0.0)), ["factor_1"], "what protects is missed where it was left off");
        // Two factors that both double the rate: a quarter is usual, the rest is shared alike.
        let both = of(1.0 + 2.0_f64.ln() / 0.7, 1.0 - 2.0_f64.ln() / 0.7);
        assert!(both.parts.iter().all(|part| (part.mean - 0.375).abs() < 1e-9), "{both:?}");
        assert!((both.unexplained_mean - 0.25).abs() < 1e-9);
    }
}
