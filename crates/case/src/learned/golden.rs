//! The same diary teaches the same, or what teaches has another version: what is kept of it is used by that.

use super::cache::VERSION;
use crate::{answered::Answered, fixed, kind::Inputs};

/// The digest of what a fixed diary teaches by the version that makes it.
const GOLDEN: (u32, &str) = (2, "67e3cc61ea6912e6214e414bee6bbb4156d60f6b7cffe42b7a2e911d25a47aec");

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
