//! How a trigger that is a medicine is told: by the name a person knows it by, with whom to ask, and what one change leaves open.

use charley_domain::trigger;
use charley_domain::{entry::Entry, exposure::TriggerId, night::NightOf};
use charley_infer::naming::ExposureStep;
use jiff::civil::Date;

use super::{Taken, substance, taken};
use crate::medicines::words::advice::{self as says, SingleChange};
use charley_speech::spoken;

/// The medicines of a diary that a trigger stands for.
fn of_trigger(entries: &[Entry], id: &TriggerId, today: Date) -> Vec<Taken> {
    let mut all = taken(entries, &[], today);
    all.retain(|one| one.periods.iter().any(|period| substance::sets(&period.used.name, id)));
    all
}

/// The names of the medicines that a trigger stands for, as they were typed last; `None` where it stands for none.
pub fn label(entries: &[Entry], id: &TriggerId) -> Option<String> {
    if !trigger::is_medicine(&id.id) {
        return None;
    }
    let names: Vec<String> = of_trigger(entries, id, Date::MAX).into_iter().map(|one| one.name).collect();
    (!names.is_empty()).then(|| names.join(" and "))
}

/// How a trigger changed, where it changed only once and own nights point to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SwitchedOnce {
    /// The night from which on it lay on the other side.
    pub night: NightOf,
    /// The step that accounts for all of it.
    pub step: ExposureStep,
    /// Whether it raises the rate.
    pub raises: bool,
}

/// What to say beside a trigger that stands for medicines: of each by its name.
pub fn note(entries: &[Entry], today: Date, id: &TriggerId, switched: Option<SwitchedOnce>) -> String {
    let all = of_trigger(entries, id, today);
    let mut said = Vec::new();
    if let Some(SwitchedOnce { night, step, raises }) = switched {
        let distance =
            |one: &&Taken| changed(one, step.rises).map(|day| (day - night.date()).get_days().abs());
        let nearest = all.iter().filter(|one| changed(one, step.rises).is_some()).min_by_key(distance);
        said.extend(nearest.and_then(|one| {
            let day = spoken::date(changed(one, step.rises)?, today);
            Some(says::changed_once(
                &one.name,
                &day,
                SingleChange { begun: step.rises, more: step.rises == raises },
            ))
        }));
    }
    said.extend(all.iter().filter(|one| one.is_current(today)).map(says::asks));
    said.join(" ")
}

/// The day on which a medicine was begun, or left off for good.
fn changed(taken: &Taken, begun: bool) -> Option<Date> {
    if begun { Some(taken.first_day()) } else { taken.last_day() }
}
