//! What is not this person's so far, and what cannot be told yet, with what it would take.

use std::collections::BTreeMap;

use charley_domain::{
    exposure::{TriggerId, Window},
    trigger,
};
use charley_infer::{
    explanation::{OpenTrigger, TriggerName, TriggerReport},
    learn::{LEAST_KNOWN, TELLING_RATIO, nights_to_tell},
    naming::NamingVerdict,
};

use super::words::{next::how_to_record, page};
use charley_case::learned::Learned;

/// More evenings than these are more than a year.
const YEAR: f64 = 365.0; // by definition
/// Evenings are told in steps of this.
const STEP: f64 = 10.0; // own choice: no count of the future is finer

/// What was learned well enough to say that it does not matter much, and the rest.
#[derive(Debug, Default)]
pub(super) struct OpenTriggers {
    pub(super) not_for_you: Vec<TriggerName>,
    pub(super) cannot_tell: Vec<OpenTrigger>,
}

impl OpenTriggers {
    /// Of what is neither named nor suspected.
    pub(super) fn of(learned: &Learned, triggers: &[TriggerReport]) -> Self {
        let needed: BTreeMap<TriggerId, f64> =
            learned.nights.as_ref().map(nights_to_tell).unwrap_or_default().into_iter().collect();
        let mut open = Self::default();
        for report in triggers {
            match report.verdict {
                NamingVerdict::LikelyYours | NamingVerdict::Suspected => {}
                NamingVerdict::Undecided if matters_little(report) => {
                    open.not_for_you.push(TriggerName { id: report.id.clone(), name: report.name.clone() });
                }
                NamingVerdict::Undecided | NamingVerdict::NeverVaried => {
                    open.cannot_tell.push(cannot_tell(report, needed.get(&report.id).copied()));
                }
            }
        }
        // What a person can record comes first, and of that what takes least.
        open.cannot_tell.sort_by_key(|one| (one.says.asks.is_empty(), one.more.unwrap_or(usize::MAX)));
        open
    }
}

/// Whether own windows leave no room for an effect that is worth telling.
fn matters_little(report: &TriggerReport) -> bool {
    let ratio = report.hazard_ratio;
    report.from_own_data > 0.0 && ratio.q95 < TELLING_RATIO && ratio.q05 > 1.0 / TELLING_RATIO
}

fn cannot_tell(report: &TriggerReport, needed: Option<f64>) -> OpenTrigger {
    let (name, known) = (report.name.as_str(), report.windows_known);
    let (more, sentence) = match report.window {
        Window::Workout => (None, of_workouts(report)),
        Window::Night if how_to_record(&report.id).is_none() && known < LEAST_KNOWN => {
            let states = !trigger::is_medicine(&report.id.id) && !trigger::is_pregnancy(&report.id.id);
            let few = if states {
                page::states_unknown(name)
            } else {
                page::begun(LEAST_KNOWN - known, name, known)
            };
            (None, few)
        }
        Window::Night if known == 0 => (Some(LEAST_KNOWN), page::never_recorded(name, LEAST_KNOWN)),
        Window::Night if known < LEAST_KNOWN => {
            (Some(LEAST_KNOWN - known), page::begun(LEAST_KNOWN - known, name, known))
        }
        Window::Night if report.verdict == NamingVerdict::NeverVaried => {
            (None, page::hardly_varied(name, known))
        }
        Window::Night => match needed {
            Some(nights) if nights <= YEAR => {
                let rounded = ((nights / STEP).ceil().max(1.0) * STEP) as usize;
                (Some(rounded), page::wide(rounded, name))
            }
            _ => (None, page::a_year(name)),
        },
    };
    OpenTrigger {
        id: report.id.clone(),
        name: report.name.clone(),
        more,
        says: page::open(sentence, &report.id),
    }
}

fn of_workouts(report: &TriggerReport) -> String {
    match report.windows_known {
        0 => page::no_workouts(&report.name),
        known => page::open_workouts(known, &report.name),
    }
}
