//! The body model gives the same numbers for the same inputs, or has another version: what is kept of it is used by that.

use charley_store::Store;

use super::*;
use crate::fixed;

/// The digest of the workouts of a fixed person by the version that makes it.
const GOLDEN: (u32, &str) = (16, "25fcbdd51208799aa296138fcfce4e4fa8c92ad33fbc38493a853d8e2ef705ad");

#[test]
fn another_outcome_has_another_version() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(folder.path()).unwrap();
    let mut adult = fixed::adult();
    adult.entries.truncate(20);
    store.record_all(&adult.entries).unwrap();
    let body = Case::read(&mut store, adult.now.clone()).unwrap().body.unwrap();
    assert!(body.record.outcomes.len() > 3 && body.behind == 0);
    let outcomes: Vec<&WorkoutOutcome> = body.record.outcomes.values().collect();
    let digest = serde_json::to_string(&Inputs::of(&outcomes).unwrap()).unwrap();
    assert_eq!(
        (VERSION, digest.trim_matches('"')),
        GOLDEN,
        "the same workouts came to something else: raise VERSION of case/src/body.rs and note its digest here"
    );
}
