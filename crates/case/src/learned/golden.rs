//! The same diary teaches the same, or what teaches has another version: what is kept of it is used by that.

use super::cache::VERSION;
use crate::{answered::Answered, fixed, kind::Inputs};

/// The digest of what a fixed diary teaches by the version that makes it.
const GOLDEN: (u32, &str) = (3, "067a8004473722d9fe4d5c90fa62435f21625915201917528ee667662babc35e");

#[test]
fn another_lesson_has_another_version() {
    let answered = Answered::of(fixed::adult());
    let nights = answered.learned().nights.as_ref().unwrap();
    let digest = serde_json::to_string(&Inputs::of(&nights.kept()).unwrap()).unwrap();
    assert_eq!(
        (VERSION, digest.trim_matches('"')),
        GOLDEN,
        "the same diary taught something else: raise VERSION of case/src/learned/cache.rs and note its digest here"
    );
}
