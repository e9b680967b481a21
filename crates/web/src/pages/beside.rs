//! The last cramps side by side with quiet nights, from the explanation to the picture.

use charley_domain::exposure::TriggerId;
use charley_infer::explanation::Share;

use charley_answers::{
    draw::cramps::{CrampColumn, FILLS, RateParts, side_by_side},
    why::{ExplanationDocument, document as told, words::shares as shares_words},
};

/// Factors with a filling of their own; the others share one.
const NAMED: usize = 3;
/// Least mean share of a factor that is named.
const LEAST: f64 = 0.02;

/// The picture with its key.
pub(super) struct SideBySide {
    pub(super) svg: String,
    /// Class of the filling, and what it stands for.
    pub(super) key: Vec<(&'static str, String)>,
    pub(super) words: &'static str,
}

impl SideBySide {
    /// The picture of the last cramps; `None` where nothing is explained.
    pub(super) fn of(explanation: &ExplanationDocument) -> Option<Self> {
        let mut last: Vec<_> = told::last_cramps(explanation).collect();
        last.reverse();
        let named = largest(last.iter().flat_map(|cramp| &cramp.shares), last.len());
        let columns: Vec<CrampColumn> = last
            .iter()
            .map(|cramp| CrampColumn {
                day: cramp.at.civil().strftime("%-d %b").to_string(),
                cramp: parts(&cramp.shares, &named),
                quiet: cramp.quiet.as_ref().map(|quiet| parts(&quiet.shares, &named)),
                week: cramp.week.clone(),
            })
            .collect();
        if columns.is_empty() {
            return None;
        }
        let mut key: Vec<(&'static str, String)> =
            FILLS.into_iter().zip(&named).map(|(fill, id)| (fill, told::name(explanation, id))).collect();
        key.push((FILLS[NAMED], shares_words::OTHER_FACTORS.to_owned()));
        key.push(("fill-none", shares_words::NOTHING_KNOWN.to_owned()));
        Some(Self {
            svg: side_by_side(&columns, shares_words::SIDE_BY_SIDE),
            key,
            words: shares_words::SIDE_BY_SIDE_KEY,
        })
    }
}

/// The factors with the largest shares over all cramps.
fn largest<'a>(shares: impl Iterator<Item = &'a Share>, cramps: usize) -> Vec<TriggerId> {
    let mut sums: Vec<(TriggerId, f64)> = Vec::new();
    for share in shares {
        let part = share.mean / cramps.max(1) as f64;
        match sums.iter_mut().find(|(id, _)| *id == share.trigger) {
            Some((_, sum)) => *sum += part,
            None => sums.push((share.trigger.clone(), part)),
        }
    }
    sums.retain(|(_, mean)| *mean >= LEAST);
    sums.sort_by(|(a, one), (b, other)| other.total_cmp(one).then(a.cmp(b)));
    sums.into_iter().take(NAMED).map(|(id, _)| id).collect()
}

/// The parts of a bar: what raised the rate beyond a usual night, in the mean, so that parts and rest are the whole of it.
fn parts(shares: &[Share], named: &[TriggerId]) -> RateParts {
    let mut parts = [0.0; 4];
    for share in shares {
        let place = named.iter().position(|id| *id == share.trigger).unwrap_or(NAMED);
        parts[place] += share.mean;
    }
    RateParts(parts)
}
