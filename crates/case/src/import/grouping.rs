//! Which recordings are of one workout once something was put right: those that are so by what their files say, and those that
//! are so by what the person says.

use std::collections::BTreeMap;

use charley_domain::workout::WorkoutId;
use charley_import::group::{GroupInput, Grouping, group};
use charley_store::StoredHead;

/// Groups as the files say, with those of the workouts as they are now.
pub(super) fn put_right(recorded: &Grouping, heads: &[StoredHead]) -> Grouping {
    let inputs: Vec<GroupInput> = heads.iter().map(|stored| GroupInput::of(&stored.head)).collect();
    let now = group(&inputs);
    let by_id: BTreeMap<&WorkoutId, &StoredHead> = heads.iter().map(|one| (&one.head.id, one)).collect();
    let mut together = Together::default();
    for members in recorded.groups.iter().chain(&now.groups).chain(&said(heads)) {
        together.join(members);
    }
    let parts = now.parts.into_iter().filter(|part| by_id.contains_key(&part.part)).collect();
    let name = |members: &[WorkoutId]| {
        // Parts of a recording have no row of their own: their group is named in what was put right.
        let part = members.iter().find(|id| id.0.contains('.'))?;
        by_id.get(part)?.group.clone().map(WorkoutId)
    };
    let mut groups = together.groups();
    for members in &mut groups {
        if let Some(name) = name(members) {
            members.retain(|id| *id != name);
            members.insert(0, name);
        }
    }
    Grouping { groups, parts, asks: now.asks }
}

/// Those that are of one workout as it was said.
fn said(heads: &[StoredHead]) -> Vec<Vec<WorkoutId>> {
    let mut groups: BTreeMap<&str, Vec<WorkoutId>> = BTreeMap::new();
    for stored in heads {
        if let Some(group) = &stored.group {
            groups.entry(group).or_default().push(stored.head.id.clone());
        }
    }
    groups.into_values().collect()
}

/// Sets that grow together.
#[derive(Debug, Default)]
struct Together {
    sets: Vec<Vec<WorkoutId>>,
    place: BTreeMap<WorkoutId, usize>,
}

impl Together {
    fn join(&mut self, members: &[WorkoutId]) {
        let known = members.iter().find_map(|id| self.place.get(id).copied());
        let into = known.unwrap_or_else(|| {
            self.sets.push(Vec::new());
            self.sets.len() - 1
        });
        for id in members {
            match self.place.get(id).copied() {
                Some(place) if place == into => {}
                Some(place) => {
                    let moved = std::mem::take(&mut self.sets[place]);
                    for id in moved {
                        self.place.insert(id.clone(), into);
                        self.sets[into].push(id);
                    }
                }
                None => {
                    self.place.insert(id.clone(), into);
                    self.sets[into].push(id.clone());
                }
            }
        }
    }

    fn groups(self) -> Vec<Vec<WorkoutId>> {
        self.sets.into_iter().filter(|set| !set.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &[&str]) -> Vec<WorkoutId> {
        names.iter().map(|name| WorkoutId((*name).to_owned())).collect()
    }

    #[test]
    fn what_is_joined_by_anyone_is_together_once() {
        let mut together = Together::default();
        for members in [ids(&["a", "b"]), ids(&["c"]), ids(&["d", "e"]), ids(&["b", "d"])] {
            together.join(&members);
        }
        assert_eq!(together.groups(), [ids(&["a", "b", "d", "e"]), ids(&["c"])]);
    }
}
