//! Which recordings are of one outing: copies, and parts that are nearly the whole.

use std::collections::BTreeMap;

use charley_domain::workout::{ChannelKind, WorkoutHead, WorkoutId};
use charley_import::group::{bounds_ms, merged_head};
use charley_store::{ChannelsHeld, StoredHead};
use jiff::Timestamp;

use super::Merged;

/// A part of this share of its whole is the same outing. Own choice.
const SAME_OUTING: f64 = 0.5;

/// The recordings of each outing.
pub(super) fn outings(heads: &[StoredHead]) -> Vec<Vec<&StoredHead>> {
    let by_id: BTreeMap<&WorkoutId, &StoredHead> =
        heads.iter().map(|stored| (&stored.head.id, stored)).collect();
    let mut joined: BTreeMap<&str, &str> = BTreeMap::new();
    for stored in heads {
        let Some(whole) = stored.part_of.as_ref().and_then(|id| by_id.get(id)) else { continue };
        if stored.head.recorded_s() >= SAME_OUTING * whole.head.recorded_s() {
            let (one, other) = (first(&joined, name(stored)), first(&joined, name(whole)));
            if one != other {
                joined.insert(one.max(other), one.min(other));
            }
        }
    }
    let mut outings: BTreeMap<&str, Vec<&StoredHead>> = BTreeMap::new();
    for stored in heads {
        outings.entry(first(&joined, name(stored))).or_default().push(stored);
    }
    outings.into_values().collect()
}

/// The name of the copies that a recording is one of.
fn name(stored: &StoredHead) -> &str {
    stored.group.as_deref().unwrap_or(&stored.head.id.0)
}

/// The name that joined copies go by.
fn first<'a>(joined: &BTreeMap<&'a str, &'a str>, name: &'a str) -> &'a str {
    let mut name = name;
    while let Some(earlier) = joined.get(name) {
        name = earlier;
    }
    name
}

/// One workout of its recordings.
pub(super) fn together(mut members: Vec<&StoredHead>, held: &ChannelsHeld) -> Option<Merged> {
    members.sort_by(|a, b| {
        riches(&b.head, held).cmp(&riches(&a.head, held)).then_with(|| a.head.id.cmp(&b.head.id))
    });
    let heads: Vec<&WorkoutHead> = members.iter().map(|stored| &stored.head).collect();
    let with_heart = heads.iter().filter(|head| count(head, ChannelKind::HeartRate, held) > 0).count();
    let instant = |ms: i64| Timestamp::from_millisecond(ms).unwrap_or(heads[0].start.instant);
    let bounds = || heads.iter().map(|head| bounds_ms(&[head]));
    Some(Merged {
        head: merged_head(&heads)?,
        recordings: heads.iter().map(|head| head.id.clone()).collect(),
        lent: Vec::new(),
        heart_of_some: 0 < with_heart && with_heart < heads.len(),
        last_begun: instant(bounds().map(|(begin_ms, _)| begin_ms).max()?),
        first_ended: instant(bounds().map(|(_, end_ms)| end_ms).min()?),
        instead: None,
    })
}

/// How much a recording says: of how many kinds power and heart rate, how often, and how many records it has.
fn riches(head: &WorkoutHead, held: &ChannelsHeld) -> [u64; 3] {
    let counts = [ChannelKind::Power, ChannelKind::HeartRate].map(|kind| count(head, kind, held));
    [counts.iter().filter(|count| **count > 0).count() as u64, counts.iter().sum(), head.facts.records]
}

/// How many values of a kind a recording has: what its channel holds, else what its file says of values that are more than zero.
pub(super) fn count(head: &WorkoutHead, kind: ChannelKind, held: &ChannelsHeld) -> u64 {
    if let Some(channels) = held.get(&head.id) {
        return channels.get(&kind).copied().unwrap_or(0);
    }
    let facts = &head.facts;
    let (count, mean) = match kind {
        ChannelKind::HeartRate => (facts.heart_rate_records, facts.heart_rate_mean_bpm),
        ChannelKind::Power => (facts.power_records, facts.power_mean_w),
        _ => return 0,
    };
    if mean.is_some_and(|mean| mean > 0.0) { count } else { 0 }
}
