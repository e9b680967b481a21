//! After an import: which workouts are copies or parts of one recording. Nothing is ever deleted, only grouped.

use std::collections::BTreeMap;

use charley_domain::workout::WorkoutId;
use charley_import::group::{GroupInput, GroupQuestion, Grouping, group};

use super::{file::FileReport, grouping, ledger::Ledger};

/// Groups all workouts anew, writes the groups into the reports, and gives what only the person can judge.
pub(super) fn regroup(
    files: &mut [FileReport],
    ledger: &mut Ledger<'_>,
) -> anyhow::Result<Vec<GroupQuestion>> {
    let inputs: Vec<GroupInput> = ledger.heads().map(GroupInput::of).collect();
    let mut grouping = group(&inputs);
    ledger.set_groups(&grouping)?;
    if let Some(heads) = ledger.put_right()? {
        grouping = grouping::put_right(&grouping, &heads);
        ledger.set_groups(&grouping)?;
    }
    let names = names(&grouping);
    // Of several wholes the shortest, which comes first.
    let wholes: BTreeMap<&WorkoutId, &WorkoutId> =
        grouping.parts.iter().rev().map(|part| (&part.part, &part.whole)).collect();
    for held in files.iter_mut().flat_map(|file| &mut file.workouts) {
        if let Some(name) = names.get(&held.head.id) {
            held.group = (*name).clone();
        }
        held.part_of = wholes.get(&held.head.id).map(|whole| (*whole).clone());
    }
    Ok(grouping.asks)
}

/// The name of each workout's recording: the id of its first copy.
fn names(grouping: &Grouping) -> BTreeMap<&WorkoutId, &WorkoutId> {
    let groups = grouping.groups.iter().filter_map(|group| Some((group.first()?, group)));
    groups.flat_map(|(name, group)| group.iter().map(move |member| (member, name))).collect()
}
