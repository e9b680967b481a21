//! What a name is read from: how probable it is that each factor matters, and whether tomorrow's value speaks as well.

use std::collections::BTreeMap;

use charley_domain::exposure::TriggerId;
use charley_evidence::{TriggerKind, evidence};
use charley_infer::{
    Normal, Posterior,
    learn::{Factor, Timing},
    naming::{BELIEVER, Inclusion, OwnData, SUSPECTED, Sets, Slab, SlabForm},
};

/// What own windows say of whether a factor matters.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Grounded {
    /// How probable it is that it matters.
    pub matters: Inclusion,
    /// z of tomorrow's value; `None` where it cannot be told.
    pub lead: Option<f64>,
    /// When it more probably matters, if it does.
    pub timing: Timing,
}

/// Of what matters, how much of it is by the night itself and how much by the days before.
const OF_THE_NIGHT: f64 = 0.65; // own choice, measured: see docs/verification.md

/// The same of each factor of a posterior; `leads` in the order of the factors, or none.
pub(super) fn grounded(
    posterior: &Posterior,
    factors: &[Factor],
    leads: &[Option<f64>],
) -> BTreeMap<TriggerId, Grounded> {
    let coefficients: Vec<(String, Normal)> =
        factors.iter().map(|factor| (factor.coefficient(), factor.prior)).collect();
    let Some(own) = OwnData::of(posterior, &coefficients) else { return BTreeMap::new() };
    let slabs: Vec<Slab> = factors.iter().map(|factor| slab(factor, factors)).collect();
    let matters = Sets::of(&own, &slabs).inclusions(BELIEVER);
    let mut forms: BTreeMap<TriggerId, Vec<Grounded>> = BTreeMap::new();
    for (place, (factor, matters)) in factors.iter().zip(matters).enumerate() {
        let lead = leads.get(place).copied().flatten();
        let form = Grounded { matters, lead, timing: factor.timing };
        forms.entry(factor.id.clone()).or_default().push(form);
    }
    forms.into_iter().map(|(id, forms)| (id, joined(&forms))).collect()
}

/// The forms of a factor as one: it matters in one of them. It is that of the night unless it probably matters, and more
/// probably by the days before.
fn joined(forms: &[Grounded]) -> Grounded {
    let sum = |of: fn(&Inclusion) -> f64| forms.iter().map(|form| of(&form.matters)).sum::<f64>().min(1.0);
    let matters = Inclusion { raises: sum(|form| form.raises), lowers: sum(|form| form.lowers) };
    let own = |form: &Grounded| {
        if matters.raises >= matters.lowers { form.matters.raises } else { form.matters.lowers }
    };
    let probable = matters.probability() >= SUSPECTED;
    let is_open = |form: &&Grounded| probable || form.timing == Timing::Night;
    let likelier = forms.iter().filter(is_open).max_by(|a, b| own(a).total_cmp(&own(b)));
    Grounded { matters, ..likelier.copied().unwrap_or_default() }
}

fn slab(factor: &Factor, factors: &[Factor]) -> Slab {
    let is_remedy = evidence().trigger(&factor.id).is_some_and(|row| row.kind == TriggerKind::Remedy);
    let forms = factors.iter().filter(|other| other.id == factor.id).count();
    let share = match factor.timing {
        _ if forms == 1 => 1.0,
        Timing::Night => OF_THE_NIGHT,
        Timing::DaysBefore => 1.0 - OF_THE_NIGHT,
    };
    let of = factors.iter().position(|other| other.id == factor.id).unwrap_or_default();
    Slab { published: factor.prior, raises: !is_remedy, form: SlabForm { of, share } }
}

#[cfg(test)]
mod tests {
    use charley_domain::trigger;

    use super::*;

    #[test]
    fn a_remedy_is_looked_for_below_and_all_else_above() {
        let raises = |id: &str| {
            let prior = Normal { mean: 0.0, sd: 1.0 };
            let timing = Timing::Night;
            let factor = Factor { id: TriggerId::night(id), prior, reference: 0.0, timing };
            slab(&factor, std::slice::from_ref(&factor)).raises
        };
        assert!(raises(trigger::ALCOHOL) && !raises(trigger::STRETCH));
    }
}
