//! Of a part and its whole one is followed.

use std::collections::{BTreeMap, BTreeSet};

use charley_domain::workout::{ChannelKind, Sport, WorkoutHead, WorkoutId};
use charley_store::{ChannelsHeld, StoredHead};

use super::{Merged, MergedWorkouts, outings::count};

/// A channel tells how hard a workout was where it has values for this share of its records. Own choice.
const TELLING: f64 = 0.25;

/// Decides which of a part and its whole is followed: the whole where it tells how hard it was; the parts that do where it is a
/// log of no sport. A whole of a sport that tells nothing borrows from its parts.
pub(super) fn choose(merged: &mut MergedWorkouts, heads: &[StoredHead], held: &ChannelsHeld) {
    let wholes = wholes(merged, heads);
    if wholes.is_empty() {
        return;
    }
    let by_id: BTreeMap<&WorkoutId, &WorkoutHead> =
        heads.iter().map(|stored| (&stored.head.id, &stored.head)).collect();
    let tells: Vec<bool> = merged.all.iter().map(|one| tells(one, &by_id, held)).collect();
    let logs: BTreeMap<usize, usize> = wholes
        .iter()
        .filter(|(part, whole)| {
            tells[**part] && !tells[**whole] && merged.all[**whole].head.sport == Sport::Other
        })
        .map(|(part, whole)| (*whole, *part))
        .collect();
    for (&part, &whole) in &wholes {
        let Some(whole) = beyond_logs(whole, &wholes, &logs).filter(|_| !logs.contains_key(&part)) else {
            continue;
        };
        if tells[part] && !tells[whole] {
            let lent = merged.all[part].recordings.clone();
            merged.all[whole].lent.extend(lent);
        }
        merged.all[part].instead = Some(merged.all[whole].head.id.clone());
    }
    for (log, part) in logs {
        merged.all[log].instead = Some(merged.all[part].head.id.clone());
    }
}

/// The nearest whole that is no log.
fn beyond_logs(
    whole: usize,
    wholes: &BTreeMap<usize, usize>,
    logs: &BTreeMap<usize, usize>,
) -> Option<usize> {
    let (mut whole, mut seen) = (whole, BTreeSet::new());
    while logs.contains_key(&whole) {
        if !seen.insert(whole) {
            return None;
        }
        whole = *wholes.get(&whole)?;
    }
    Some(whole)
}

/// The whole of each workout that is a part of another.
fn wholes(merged: &MergedWorkouts, heads: &[StoredHead]) -> BTreeMap<usize, usize> {
    let place = |id: &WorkoutId| merged.places.get(id).copied();
    let links = heads.iter().filter_map(|stored| {
        let (part, whole) = (place(&stored.head.id)?, place(stored.part_of.as_ref()?)?);
        (part != whole).then_some((part, whole))
    });
    links.collect()
}

/// Whether any recording of a workout tells how hard it was: by heart rate, on a ride by power, on foot by places or pace.
fn tells(one: &Merged, heads: &BTreeMap<&WorkoutId, &WorkoutHead>, held: &ChannelsHeld) -> bool {
    let kinds: &[ChannelKind] = match one.head.sport {
        Sport::Ride | Sport::IndoorRide => &[ChannelKind::Power],
        Sport::Run | Sport::TrailRun | Sport::Walk | Sport::Hike => {
            &[ChannelKind::Speed, ChannelKind::Distance, ChannelKind::Latitude]
        }
        _ => &[],
    };
    one.recordings.iter().filter_map(|id| heads.get(id)).any(|head| {
        let least = TELLING * head.facts.records as f64;
        let kinds = kinds.iter().chain(&[ChannelKind::HeartRate]);
        kinds.map(|kind| count(head, *kind, held)).any(|count| count > 0 && count as f64 >= least)
    })
}
