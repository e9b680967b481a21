//! The race that the synthetic person has ahead: a marathon in the warmth, six weeks from now, kept for the page.

use charley_store::Store;
use jiff::{ToSpan as _, ZonedDateTime};

use charley_answers::plan::{LastPlan, Outing, PlanMade, Spec};
use charley_case::{answered::Answered, seen::DEFAULT_SEED};

/// What they would type.
const WORDS: &str = "marathon 3:50 +180m 24c";
/// Days until it begins.
const AHEAD_DAYS: i64 = 42;
/// Metres between aid stations, and what they carry, in mL.
const AID_EVERY_M: f64 = 5_000.0;
const CARRY_ML: f64 = 500.0;

/// Plans it and keeps it.
///
/// # Errors
/// When the database cannot be written.
pub(super) fn make(store: &mut Store, case: &Answered, now: &ZonedDateTime) -> anyhow::Result<PlanMade> {
    let start = now.date().checked_add(AHEAD_DAYS.days())?;
    let spec = Spec {
        start: Some(format!("{start}T09:00")),
        aid_every_m: Some(AID_EVERY_M),
        carry_ml: Some(CARRY_ML),
        ..Spec::of_words(WORDS)?
    };
    let outing = Outing::of(&spec, None, &case.now)?;
    store.set_plan(&LastPlan::of(spec, None).to_json()?)?;
    Ok(PlanMade::of(case, outing, DEFAULT_SEED))
}
