//! The one thing to do about what was found: never over a red flag, a closed gate or a running trial.

use charley_domain::{
    exposure::Window,
    missing::{Ask, Missing},
    trigger,
};
use charley_evidence::Urgency;
use charley_infer::{explanation::TriggerReport, naming::NamingVerdict};

use super::{causes::raises, words::page};
use crate::triage::Caution;
use charley_case::Case;
use charley_speech::gates::{self, Mode};

/// What to do: about what is named first, else what would tell the most; `None` where something more urgent stands first.
pub(super) fn action(case: &Case, triggers: &[TriggerReport], next: &[Missing]) -> Option<Missing> {
    let assessment = Caution::of_case(case).assessment;
    if assessment.action().is_some_and(|urgency| urgency > Urgency::Routine) || assessment.ends_stretching() {
        return None;
    }
    if case.trial.is_some() {
        return Some(Missing::of(page::ANSWER_TRIAL, &[Ask::TrialNow]));
    }
    let of = |verdict: NamingVerdict| triggers.iter().filter(move |report| report.verdict == verdict);
    let spoken = of(NamingVerdict::LikelyYours).chain(of(NamingVerdict::Suspected));
    let (raising, lowering): (Vec<_>, Vec<_>) = spoken.partition(|report| raises(report));
    let mut ordered = raising.into_iter().chain(lowering);
    ordered.find_map(|report| about(case, report)).or_else(|| next.first().cloned())
}

fn about(case: &Case, report: &TriggerReport) -> Option<Missing> {
    let today = case.now.date();
    let id = report.id.id.as_str();
    if trigger::is_medicine(id) {
        return raises(report).then(|| Missing::made(page::ask_prescriber(&report.name), [Ask::Medicines]));
    }
    if id == trigger::STRETCH {
        return (!raises(report)).then(|| Missing::of(page::KEEP_STRETCHING, &[]));
    }
    if Mode::of(&case.person, today) == Mode::Pregnant || !raises(report) {
        return None;
    }
    let fluid = || gates::salt_and_fluid(&case.person, &case.entries, today).is_open();
    let fuel = || gates::carbohydrate(&case.person, &case.entries, today).is_open();
    let says = match (report.window, id) {
        (Window::Night, trigger::HEAT) => page::TRY_COOL,
        (_, trigger::SITTING) => page::TRY_WALK,
        (_, trigger::ALCOHOL) => page::TRY_NO_ALCOHOL,
        (_, trigger::LATE_CAFFEINE) => page::TRY_NO_CAFFEINE,
        (_, trigger::SHORT_SLEEP) => page::TRY_BED,
        (_, trigger::LOAD | trigger::LOAD_JUMP | trigger::DISTANCE_JUMP | trigger::STRENGTH_MISSING) => {
            page::TRY_SLOWER_WEEKS
        }
        (_, trigger::FLUID_DEFICIT) if fluid() => page::TRY_THIRST,
        (_, trigger::CARBOHYDRATE_SHORTFALL | trigger::GLYCOGEN_LOW) if fuel() => page::TRY_MEAL,
        (_, trigger::INTENSITY) => page::TRY_STEADY,
        _ => return None,
    };
    Some(Missing::of(says, &[]))
}
