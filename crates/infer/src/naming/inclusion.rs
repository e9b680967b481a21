//! How probable it is that a factor matters to a person at all: every set of factors weighed against every other.

use std::collections::BTreeSet;

use crate::{
    Normal, engine::PosteriorMode, hazard::STAGE_SCALES, numeric::matrix::Symmetric, posterior::Posterior,
};

/// Probability that none of the factors matters to a person, as Charley holds.
///
/// It is what makes a name safe however often one looks: see [`Sets::inclusions`].
pub const BELIEVER: f64 = 0.5; // own choice: half of the persons in verify have no cause among the factors
/// How many times a sceptic's odds that a factor matters are smaller: it matters to 1 of 50, and not to 1 of 8.
const SCEPTICS_ODDS: f64 = 7.0; // own choice
/// How many factors matter to a person to whom any does.
const MATTER: f64 = 3.0; // own choice: three of twelve in verify
/// The largest share of the factors that is expected to matter.
const MOST_SHARE: f64 = 0.25; // own choice: as above
/// Probability that a factor that matters does so in the direction that is published or expected.
const EXPECTED_SIGN: f64 = 0.95; // own choice
/// Spread of the effects of what matters, in that of the published ones.
const WIDER: f64 = 1.5; // own choice
/// Things of which every set is weighed, in all of their forms; of more, those that own data point to most.
const WEIGHED: usize = 12; // own choice: 4,096 sets, 46,656 where six have two forms

/// What own data alone say of the coefficients of factors: a normal likelihood, everything else integrated out.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnData {
    /// Its precision.
    precision: Symmetric,
    /// Precision times the estimate.
    shift: Vec<f64>,
}

impl OwnData {
    /// What the draws of a posterior say of some factors, their priors divided out; `None` where the draws do not tell.
    ///
    /// Equation: Λ = V⁻¹ - V₀⁻¹, h = V⁻¹ m - V₀⁻¹ m₀, V that of the factors given the scales of twinges ([`STAGE_SCALES`]) at
    /// their means: twinges that follow s β say as much against β = 0 whatever s is, though not how large β is. Source: normal conjugacy. Valid where the posterior is near normal; it
    /// is the Laplace view of every likelihood, so it holds for any hazard. A direction of which the draws know no more than
    /// the prior counts as known nothing of.
    pub fn of(posterior: &Posterior, factors: &[(String, Normal)]) -> Option<Self> {
        let mut columns: Vec<&[f64]> =
            factors.iter().map(|(name, _)| posterior.column(name)).collect::<Option<_>>()?;
        columns.extend(STAGE_SCALES.iter().filter_map(|name| posterior.column(name)));
        let means: Vec<f64> = columns.iter().map(|column| posterior.moments(column).0).collect();
        let mut covariance = Symmetric::zero(columns.len());
        for (row, of_row) in columns.iter().enumerate() {
            for (place, of_place) in columns.iter().enumerate().take(row + 1) {
                let products = of_row.iter().zip(*of_place).zip(&posterior.weights);
                *covariance.at_mut(row, place) =
                    products.map(|((a, b), weight)| weight * (a - means[row]) * (b - means[place])).sum();
            }
        }
        let priors: Vec<Normal> = factors.iter().map(|(_, prior)| *prior).collect();
        Self::of_moments(&means, &covariance, &priors)
    }

    /// The same as the mode of a posterior has it, for the coefficients from the second on.
    pub(crate) fn at_mode(found: &PosteriorMode, priors: &[Normal]) -> Option<Self> {
        let mut covariance = Symmetric::zero(priors.len());
        for column in 0..priors.len() {
            let mut unit = vec![0.0; found.at.len()];
            unit[1 + column] = 1.0;
            found.factor.solve(&mut unit);
            for row in column..priors.len() {
                *covariance.at_mut(row, column) = unit[1 + row];
            }
        }
        Self::of_moments(&found.at[1..=priors.len()], &covariance, priors)
    }

    /// The same of a mean and a covariance; what comes after those that have priors is given, at its mean.
    pub(crate) fn of_moments(means: &[f64], covariance: &Symmetric, priors: &[Normal]) -> Option<Self> {
        let count = priors.len();
        let factor = covariance.cholesky()?;
        let mut precision = Symmetric::zero(count);
        let mut shift = vec![0.0; count];
        for column in 0..count {
            let mut unit = vec![0.0; covariance.size()];
            unit[column] = 1.0;
            factor.solve(&mut unit);
            shift[column] = unit.iter().zip(&means[..count]).map(|(cell, mean)| cell * mean).sum();
            for (row, cell) in unit[..count].iter().enumerate().skip(column) {
                *precision.at_mut(row, column) = *cell;
            }
        }
        for (place, prior) in priors.iter().enumerate() {
            let before = 1.0 / (prior.sd * prior.sd);
            *precision.at_mut(place, place) -= before;
            shift[place] -= before * prior.mean;
        }
        // What the draws know less of than the prior did is noise of the draws.
        for (place, shift) in shift.iter_mut().enumerate() {
            if precision.at(place, place) <= 0.0 {
                for other in 0..count {
                    *precision.at_mut(place, other) = 0.0;
                }
                *shift = 0.0;
            }
        }
        Some(Self { precision, shift })
    }

    /// What own data say where they say it of each factor apart: estimates with their standard deviations.
    pub fn apart(estimates: &[(f64, f64)]) -> Self {
        let mut precision = Symmetric::zero(estimates.len());
        for (place, (_, sd)) in estimates.iter().enumerate() {
            *precision.at_mut(place, place) = 1.0 / (sd * sd);
        }
        Self { precision, shift: estimates.iter().map(|(mean, sd)| mean / (sd * sd)).collect() }
    }

    /// How far the estimate of a factor lies from none, were it the only one (standard deviations).
    pub(crate) fn alone(&self, place: usize) -> f64 {
        let precision = self.precision.at(place, place);
        if precision > 0.0 { self.shift[place] / precision.sqrt() } else { 0.0 }
    }
}

/// What is believed of a factor that matters: how much, and in which direction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slab {
    /// Its published log hazard ratio a unit.
    pub published: Normal,
    /// Whether it is expected to raise the rate.
    pub raises: bool,
    /// Of which thing it is a form.
    pub form: SlabForm,
}

/// One of the forms in which a thing may matter: that of the night, or that of the days before. It matters in one of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SlabForm {
    /// The thing, as a number.
    pub of: usize,
    /// How probable this form is where the thing matters.
    pub share: f64,
}

impl SlabForm {
    /// The only form of a thing.
    ///
    /// ```
    /// assert_eq!(charley_infer::naming::SlabForm::only(3).share, 1.0);
    /// ```
    pub const fn only(of: usize) -> Self {
        Self { of, share: 1.0 }
    }
}

impl Slab {
    /// Of those that matter, effects are larger than over all persons, to most of whom a thing matters little.
    fn size(self) -> Normal {
        Normal { mean: self.published.mean, sd: WIDER * self.published.sd }
    }

    /// How much is believed of an effect above and below zero, given the probability of one above.
    fn weigh(self, above: f64) -> (f64, f64) {
        let expected = if self.raises { EXPECTED_SIGN } else { 1.0 - EXPECTED_SIGN };
        (expected * above, (1.0 - expected) * (1.0 - above))
    }
}

/// How probable it is that a factor matters.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Inclusion {
    /// That it raises the rate.
    pub raises: f64,
    /// That it lowers it.
    pub lowers: f64,
}

impl Inclusion {
    /// That it matters in the direction in which it more probably does.
    pub const fn probability(self) -> f64 {
        self.raises.max(self.lowers)
    }

    /// The same for a sceptic, who held before that the factor matters to 1 of 50 people (0 to 1).
    ///
    /// Equation: the odds of a factor change as the odds it was given before, all others the same: p / (p + 7 (1 - p)). Source:
    /// Bayes' theorem. Valid for any probability.
    ///
    /// ```
    /// use charley_infer::naming::Inclusion;
    /// assert!((Inclusion { raises: 0.875, lowers: 0.0 }.for_sceptic() - 0.5).abs() < 1e-12);
    /// ```
    pub fn for_sceptic(self) -> f64 {
        let probability = self.probability();
        probability / (probability + SCEPTICS_ODDS * (1.0 - probability))
    }
}

/// Every set of factors weighed against none.
#[derive(Debug, Clone, PartialEq)]
pub struct Sets {
    /// Of each factor the weight of the sets with it, in units of e^`highest`.
    with: Vec<Inclusion>,
    /// Of all sets but the empty one.
    any: f64,
    /// Log of the greatest weight of any set, the empty one having 1.
    highest: f64,
    /// Log of the probability that none of the factors matters to a person to whom something may.
    log_none: f64,
}

impl Sets {
    /// Weighs every set of factors (0 to 1, see [`Sets::inclusions`]).
    ///
    /// Equation: spike and slab. Each of J things matters with π = min(1/4, 3/J), in one of its forms. One that matters has 1.5 times its published
    /// spread, in the expected direction with probability 0.95. The integral of the likelihood over the factors γ is
    /// |S|^-½ |Λ + S⁻¹|^-½ exp(½ b'(Λ + S⁻¹)⁻¹b - ½ m'S⁻¹m), b = h + S⁻¹m, of their rows, times for each the share of its posterior
    /// in each direction; all sets are summed, of the 12 things that own data point to most. Source: Mitchell and Beauchamp
    /// 1988, J Am Stat Assoc 83:1023. Valid for a normal likelihood; the directions within a set are taken as independent.
    pub fn of(own: &OwnData, slabs: &[Slab]) -> Self {
        let mut weighed: Vec<usize> = (0..slabs.len()).collect();
        weighed.sort_by(|a, b| own.alone(*b).abs().total_cmp(&own.alone(*a).abs()));
        // A thing is weighed in all of its forms, or in none.
        let mut strongest: Vec<usize> = Vec::with_capacity(WEIGHED);
        for place in &weighed {
            let of = slabs[*place].form.of;
            if strongest.len() < WEIGHED && !strongest.contains(&of) {
                strongest.push(of);
            }
        }
        weighed.retain(|place| strongest.contains(&slabs[*place].form.of));
        let things = slabs.iter().map(|slab| slab.form.of).collect::<BTreeSet<usize>>().len();
        let share = (MATTER / things.max(1) as f64).min(MOST_SHARE);
        let mut walk = InclusionWalk {
            own,
            slabs,
            weighed: &weighed,
            log_odds: libm::log(share / (1.0 - share)),
            set: Nested::default(),
            found: Self {
                with: vec![Inclusion::default(); slabs.len()],
                any: 0.0,
                highest: 0.0,
                log_none: things as f64 * libm::log1p(-share),
            },
        };
        walk.add(0, 0.0);
        walk.found
    }

    /// How probable it is that each factor matters (0 to 1), for somebody who held with probability `nothing` that none does.
    ///
    /// Equation: `nothing` at the empty set, the rest over all sets as in [`Sets::of`]. Of a person to whom nothing matters, the
    /// odds that something does ever rise k-fold with probability 1/k at most, however often one looks: Ville 1939. Source and
    /// validity: [`Sets::of`].
    ///
    /// ```
    /// use charley_infer::{Normal, naming::{BELIEVER, SlabForm, OwnData, Sets, Slab}};
    /// let slab = |of| Slab { published: Normal { mean: 0.0, sd: 0.4 }, raises: true, form: SlabForm::only(of) };
    /// // Own data say 0.8 with a standard deviation of 0.2, of the first of two.
    /// let own = OwnData::apart(&[(0.8, 0.2), (0.0, 0.2)]);
    /// let found = Sets::of(&own, &[slab(0), slab(1)]).inclusions(BELIEVER);
    /// assert!(found[0].raises > 0.95 && found[1].probability() < 0.3);
    /// ```
    pub fn inclusions(&self, nothing: f64) -> Vec<Inclusion> {
        let any = (1.0 - nothing) * libm::exp(self.log_none);
        // The empty set stands for the persons to whom nothing matters as well.
        let whole = (nothing + any) * libm::exp(-self.highest) + any * self.any;
        let share = |weight: f64| any * weight / whole;
        let of = |with: &Inclusion| Inclusion { raises: share(with.raises), lowers: share(with.lowers) };
        self.with.iter().map(of).collect()
    }

    /// Adds a set of a log weight; its factors have these probabilities of raising the rate if they matter.
    fn add(&mut self, log_weight: f64, members: impl Iterator<Item = (usize, f64)>) {
        if log_weight > self.highest {
            let less = libm::exp(self.highest - log_weight);
            self.any *= less;
            for with in &mut self.with {
                with.raises *= less;
                with.lowers *= less;
            }
            self.highest = log_weight;
        }
        let weight = libm::exp(log_weight - self.highest);
        self.any += weight;
        for (place, up) in members {
            self.with[place].raises += weight * up;
            self.with[place].lowers += weight * (1.0 - up);
        }
    }
}

/// A set of factors with the Cholesky factor of its precision, which that of a larger set begins with.
#[derive(Default)]
struct Nested {
    size: usize,
    members: [usize; WEIGHED],
    /// L of Λ + S⁻¹ = L Lᵀ.
    rows: [[f64; WEIGHED]; WEIGHED],
    /// L⁻¹ b.
    solved: [f64; WEIGHED],
}

impl Nested {
    /// Adds a factor; gives what it adds to the log of the integral, `None` where the set has none.
    fn push(&mut self, place: usize, own: &OwnData, Normal { mean, sd }: Normal) -> Option<f64> {
        let last = self.size;
        let mut row = [0.0; WEIGHED];
        for column in 0..last {
            let products = row[..column].iter().zip(&self.rows[column]).map(|(a, b)| a * b);
            let left = own.precision.at(place, self.members[column]) - products.sum::<f64>();
            row[column] = left / self.rows[column][column];
        }
        let squares: f64 = row[..last].iter().map(|cell| cell * cell).sum();
        let left = own.precision.at(place, place) + 1.0 / (sd * sd) - squares;
        if !(left > 0.0 && left.is_finite()) {
            return None;
        }
        row[last] = left.sqrt();
        let products = row[..last].iter().zip(&self.solved).map(|(a, b)| a * b);
        self.solved[last] = (own.shift[place] + mean / (sd * sd) - products.sum::<f64>()) / row[last];
        self.rows[last] = row;
        self.members[last] = place;
        self.size += 1;
        let square = self.solved[last] * self.solved[last] - (mean / sd) * (mean / sd);
        Some(0.5 * square - libm::log(sd * row[last]))
    }

    /// Mean and standard deviation of each factor, were the set those that matter.
    fn moments(&self) -> [Normal; WEIGHED] {
        let mut found = [Normal { mean: 0.0, sd: 0.0 }; WEIGHED];
        for (column, found) in found.iter_mut().enumerate().take(self.size) {
            // A column of L⁻¹: its product with L⁻¹ b is the mean, its length the standard deviation.
            let mut inverse = [0.0; WEIGHED];
            for row in column..self.size {
                let products: f64 = (column..row).map(|place| self.rows[row][place] * inverse[place]).sum();
                let unit = if row == column { 1.0 } else { 0.0 };
                inverse[row] = (unit - products) / self.rows[row][row];
            }
            let products = inverse.iter().zip(&self.solved).take(self.size);
            let mean = products.map(|(a, b)| a * b).sum();
            *found = Normal { mean, sd: inverse.iter().map(|cell| cell * cell).sum::<f64>().sqrt() };
        }
        found
    }
}

/// The walk through all sets.
struct InclusionWalk<'a> {
    own: &'a OwnData,
    slabs: &'a [Slab],
    weighed: &'a [usize],
    /// What one more factor adds to the log of the prior.
    log_odds: f64,
    set: Nested,
    found: Sets,
}

impl InclusionWalk<'_> {
    /// Adds all sets that hold the present one and factors from `next` on.
    fn add(&mut self, next: usize, log_weight: f64) {
        for at in next..self.weighed.len() {
            let place = self.weighed[at];
            let SlabForm { of, share } = self.slabs[place].form;
            if self.set.members[..self.set.size].iter().any(|member| self.slabs[*member].form.of == of) {
                continue;
            }
            let Some(more) = self.set.push(place, self.own, self.slabs[place].size()) else { continue };
            let log_weight = log_weight + self.log_odds + libm::log(share) + more;
            self.weigh(log_weight);
            self.add(at + 1, log_weight);
            self.set.size -= 1;
        }
    }

    /// Adds the present set, with what is believed of the directions.
    fn weigh(&mut self, mut log_weight: f64) {
        let mut members = [(0, 0.0); WEIGHED];
        let of_set = self.set.members.iter().zip(self.set.moments()).take(self.set.size);
        for (member, (place, moments)) in members.iter_mut().zip(of_set) {
            let slab = self.slabs[*place];
            let (up, down) = slab.weigh(moments.above_zero());
            let (before_up, before_down) = slab.weigh(slab.size().above_zero());
            log_weight += libm::log((up + down) / (before_up + before_down));
            *member = (*place, up / (up + down));
        }
        self.found.add(log_weight, members.into_iter().take(self.set.size));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One of several things.
    const fn slab(of: usize) -> Slab {
        Slab { published: Normal { mean: 0.0, sd: 0.38 }, raises: true, form: SlabForm::only(of) }
    }

    fn slabs<const N: usize>() -> [Slab; N] {
        std::array::from_fn(slab)
    }

    #[test]
    fn where_own_data_say_nothing_beliefs_stay() {
        let own = OwnData::apart(&[(0.0, 1e6); 12]);
        let found = Sets::of(&own, &slabs::<12>()).inclusions(BELIEVER);
        // Half of the persons, three of twelve factors, nineteen of twenty in the expected direction.
        assert!((found[3].raises - 0.5 * 0.25 * EXPECTED_SIGN).abs() < 1e-6, "{:?}", found[3]);
        assert!((found[3].lowers - 0.5 * 0.25 * (1.0 - EXPECTED_SIGN)).abs() < 1e-6);
    }

    #[test]
    fn of_two_that_go_together_neither_is_sure() {
        // Their sum is known well, their difference is not.
        let mut own = OwnData::apart(&[(0.0, 1.0); 2]);
        for (row, column) in [(0, 0), (1, 0), (1, 1)] {
            *own.precision.at_mut(row, column) = 40.0;
        }
        *own.precision.at_mut(0, 0) += 0.5;
        *own.precision.at_mut(1, 1) += 0.5;
        own.shift = vec![32.0, 32.0];
        let found = Sets::of(&own, &slabs::<2>()).inclusions(BELIEVER);
        assert!(found[0].raises + found[1].raises > 0.95, "{found:?}");
        assert!(found.iter().all(|one| one.probability() < 0.8), "{found:?}");
    }

    #[test]
    fn what_is_given_takes_nothing_from_the_evidence() {
        // β and a scale of twinges that go against each other: what is not known of the scale spreads β, and says nothing for 0.
        let prior = Normal { mean: 0.0, sd: 0.5 };
        let mut covariance = Symmetric::zero(2);
        *covariance.at_mut(0, 0) = 0.04;
        *covariance.at_mut(1, 1) = 0.04;
        *covariance.at_mut(1, 0) = -0.03;
        let marginal = {
            let mut alone = Symmetric::zero(1);
            *alone.at_mut(0, 0) = 0.04;
            OwnData::of_moments(&[0.6], &alone, &[prior]).unwrap()
        };
        let given = OwnData::of_moments(&[0.6, 0.7], &covariance, &[prior]).unwrap();
        assert!(given.alone(0) > marginal.alone(0) + 0.5, "{} {}", given.alone(0), marginal.alone(0));
        // Given the scale its variance is 0.04 - 0.03² / 0.04.
        let precision = 1.0 / (0.04 - 0.03 * 0.03 / 0.04) - 1.0 / (prior.sd * prior.sd);
        assert!((given.precision.at(0, 0) - precision).abs() < 1e-9);
        assert!((given.shift[0] - 0.6 / (0.04 - 0.03 * 0.03 / 0.04)).abs() < 1e-9);
    }

    #[test]
    fn a_thing_matters_in_one_of_its_forms() {
        let form = |share| Slab { form: SlabForm { of: 0, share }, ..slab(0) };
        let forms = [form(0.6), form(0.4), slab(1)];
        // Own data say nothing: the belief that a thing matters is shared among its forms, and no larger for having two.
        let found = Sets::of(&OwnData::apart(&[(0.0, 1e6); 3]), &forms).inclusions(BELIEVER);
        let of = |place: usize| found[place].raises + found[place].lowers;
        assert!((of(0) - 0.6 * of(2)).abs() < 1e-9 && (of(1) - 0.4 * of(2)).abs() < 1e-9, "{found:?}");
        // Both look strong: still one of them alone.
        let found = Sets::of(&OwnData::apart(&[(1.0, 0.2); 3]), &forms).inclusions(BELIEVER);
        let both = found[0].probability() + found[1].probability();
        assert!(both > 0.9 && both <= 1.0 + 1e-9, "{found:?}");
    }

    #[test]
    fn the_direction_that_nobody_expects_needs_more() {
        let of =
            |mean: f64| Sets::of(&OwnData::apart(&[(mean, 0.22)]), &slabs::<1>()).inclusions(BELIEVER)[0];
        assert!(of(0.8).raises > 0.9 && of(-0.8).lowers < 0.7);
    }

    #[test]
    fn of_more_than_twelve_the_strongest_are_weighed() {
        let mut said = [(0.0, 0.3); 15];
        said[14] = (1.2, 0.2);
        let found = Sets::of(&OwnData::apart(&said), &slabs::<15>()).inclusions(BELIEVER);
        assert!(found[14].raises > 0.95);
        assert_eq!(found.iter().filter(|one| one.probability() == 0.0).count(), 3);
    }
}
