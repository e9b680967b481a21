//! What a name is read from: how probable it is that each factor matters, and whether tomorrow's value speaks as well.

use std::collections::BTreeMap;

use charley_domain::exposure::TriggerId;
use charley_evidence::{TriggerKind, evidence};
use charley_infer::{
    Normal, Posterior,
    learn::Factor,
    naming::{BELIEVER, Inclusion, OwnData, Sets, Slab},
};

/// What own windows say of whether a factor matters.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Grounded {
    /// How probable it is that it matters.
    pub matters: Inclusion,
    /// z of tomorrow's value; `None` where it cannot be told.
    pub lead: Option<f64>,
}

/// The same of each factor of a posterior; `leads` in the order of the factors, or none.
pub(super) fn grounded(
    posterior: &Posterior,
    factors: &[Factor],
    leads: &[Option<f64>],
) -> BTreeMap<TriggerId, Grounded> {
    let coefficients: Vec<(String, Normal)> =
        factors.iter().map(|factor| (factor.coefficient(), factor.prior)).collect();
    let Some(own) = OwnData::of(posterior, &coefficients) else { return BTreeMap::new() };
    let slabs: Vec<Slab> = factors.iter().map(slab).collect();
    let matters = Sets::of(&own, &slabs).inclusions(BELIEVER);
    let all = factors.iter().zip(matters).enumerate();
    all.map(|(place, (factor, matters))| {
        let lead = leads.get(place).copied().flatten();
        (factor.id.clone(), Grounded { matters, lead })
    })
    .collect()
}

fn slab(factor: &Factor) -> Slab {
    let is_remedy = evidence().trigger(&factor.id).is_some_and(|row| row.kind == TriggerKind::Remedy);
    Slab { published: factor.prior, raises: !is_remedy }
}
