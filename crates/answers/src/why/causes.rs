//! What goes along with more cramps and what with fewer: counts as they were seen, then the frequency with all else equal.

use charley_domain::{
    exposure::{TriggerId, Window},
    trigger,
};
use charley_evidence::{TriggerKind, evidence};
use charley_infer::{
    explanation::{CountedWindows, NamedCause, ObservedCause, TriggerReport},
    learn::{Contrast, Frequency, NamedFactor, Timing},
    naming::NamingVerdict,
    studies,
};

use super::words::{page, triggers::TriggerWords};
use charley_case::{answered::Answered, learned::Learned};

/// Where windows are cut into with and without, in units beyond the reference: the first that leaves enough on each side.
const CUTS: [f64; 3] = [1.0, 0.5, 0.25]; // own choice: a whole unit is what the table speaks of
/// Known windows on each side that are enough.
const EACH_SIDE: usize = 10; // as for a name, infer::naming

/// What is named or suspected, split by what it does.
#[derive(Debug, Default)]
pub(super) struct Causes {
    pub(super) raises: Vec<NamedCause>,
    pub(super) protects: Vec<NamedCause>,
}

impl Causes {
    /// The causes of a person, of triggers in their order.
    pub(super) fn of(case: &Answered, learned: &Learned, triggers: &[TriggerReport]) -> Self {
        let spoken: Vec<&TriggerReport> = triggers.iter().filter(|report| is_spoken_of(report)).collect();
        let seen: Vec<SeenCause<'_>> =
            spoken.into_iter().filter_map(|report| SeenCause::of(case, learned, report)).collect();
        let frequencies = frequencies(learned, &seen);
        let mut causes = Self::default();
        for (seen, frequency) in seen.into_iter().zip(frequencies) {
            let list = if raises(seen.report) { &mut causes.raises } else { &mut causes.protects };
            list.push(seen.cause(case, frequency));
        }
        causes
    }

    /// What may have a part in a cramp: what raises, and a remedy that lowers, where it was left off.
    pub(super) fn blamed(&self, window: Window) -> Vec<NamedFactor> {
        let is_remedy =
            |id: &TriggerId| evidence().trigger(id).is_some_and(|row| row.kind == TriggerKind::Remedy);
        let factor = |cause: &NamedCause, raises| NamedFactor {
            id: cause.id.clone(),
            timing: cause.timing,
            raises,
            from: cause.observed.from,
        };
        let raising = self.raises.iter().filter(|cause| !is_remedy(&cause.id)).map(|cause| (cause, true));
        let lowering = self.protects.iter().filter(|cause| is_remedy(&cause.id)).map(|cause| (cause, false));
        raising
            .chain(lowering)
            .filter(|(cause, _)| cause.window == window)
            .map(|(cause, raises)| factor(cause, raises))
            .collect()
    }
}

/// Whether a trigger is named or suspected.
fn is_spoken_of(report: &TriggerReport) -> bool {
    matches!(report.verdict, NamingVerdict::LikelyYours | NamingVerdict::Suspected)
}

/// Whether more of a trigger goes along with more cramps.
pub(super) fn raises(report: &TriggerReport) -> bool {
    report.hazard_ratio.q50 >= 1.0
}

/// A known window, by the value of one trigger.
struct ValuedWindow {
    value: Option<f64>,
    cramped: bool,
}

/// A cause as it was seen.
struct SeenCause<'a> {
    report: &'a TriggerReport,
    observed: ObservedCause,
    contrast: Contrast,
    /// Units beyond the reference from which on a window is one with it.
    cut: f64,
}

impl<'a> SeenCause<'a> {
    /// `None` where all known windows lie on one side.
    fn of(case: &Answered, learned: &Learned, report: &'a TriggerReport) -> Option<Self> {
        let windows = windows(case, learned, report);
        let row = evidence().trigger(&report.id)?;
        // A remedy is counted where it was done, which is its reference.
        let (base, cuts) = match row.kind {
            TriggerKind::Remedy => (0.0, &CUTS[..1]),
            _ if is_yes_or_no(&report.id) => (studies::reference(row), &CUTS[..1]),
            _ => (studies::reference(row), &CUTS[..]),
        };
        let least = |cut: f64| {
            let observed = observed(&windows, base + cut);
            observed.with.of.min(observed.without.of)
        };
        let best = || cuts.iter().copied().max_by(|a, b| least(*a).cmp(&least(*b)).then(a.total_cmp(b)));
        let cut = cuts.iter().copied().find(|cut| least(*cut) >= EACH_SIDE).or_else(best)?;
        let from = base + cut;
        let contrast = Contrast {
            id: report.id.clone(),
            timing: report.timing,
            with: mean(windows.iter().filter_map(|window| window.value).filter(|value| *value >= from))?,
            without: mean(windows.iter().filter_map(|window| window.value).filter(|value| *value < from))?,
        };
        Some(Self { report, observed: observed(&windows, from), contrast, cut: from })
    }

    fn cause(self, case: &Answered, frequency: Option<Frequency>) -> NamedCause {
        let report = self.report;
        let exposed = words(case, report).at_least(self.cut);
        NamedCause {
            id: report.id.clone(),
            name: report.name.clone(),
            window: report.window,
            timing: report.timing,
            verdict: report.verdict,
            says: page::counts(&exposed, report.window, &self.observed),
            exposed,
            observed: self.observed,
            frequency,
            note: report.note.clone(),
        }
    }
}

/// How a trigger is spoken of to a person.
pub(super) fn words<'a>(case: &Answered, report: &'a TriggerReport) -> TriggerWords<'a> {
    let units = case.person.spoken_units();
    TriggerWords { id: &report.id, timing: report.timing, name: &report.name, units }
}

/// Whether a trigger is there or not, and nothing between.
fn is_yes_or_no(id: &TriggerId) -> bool {
    trigger::is_medicine(&id.id) || trigger::is_pregnancy(&id.id) || id.id == trigger::FIRST_HEAT
}

/// The known windows with the value of a trigger in each, at the time at which it matters.
fn windows(case: &Answered, learned: &Learned, report: &TriggerReport) -> Vec<ValuedWindow> {
    let outcomes = case.seen().outcomes(case, case.range(), report.window);
    outcomes
        .into_iter()
        .map(|outcome| {
            let value = match (report.timing, learned.nights.as_ref()) {
                (Timing::DaysBefore, Some(nights)) => {
                    let (_, night) = crate::exposures::name_of(&outcome.exposure.window);
                    nights.value(&night, &report.id, Timing::DaysBefore)
                }
                _ => outcome.exposure.values.get(&report.id).map(|known| known.value),
            };
            ValuedWindow { value, cramped: outcome.cramped }
        })
        .collect()
}

fn observed(windows: &[ValuedWindow], from: f64) -> ObservedCause {
    let none = CountedWindows::default();
    let mut observed = ObservedCause { from, with: none, without: none, unknown: none };
    for window in windows {
        let count = match window.value {
            Some(value) if value >= from => &mut observed.with,
            Some(_) => &mut observed.without,
            None => &mut observed.unknown,
        };
        count.add(window.cramped);
    }
    observed
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let values: Vec<f64> = values.collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The frequencies of all causes, those of one kind of window at once.
fn frequencies(learned: &Learned, seen: &[SeenCause<'_>]) -> Vec<Option<Frequency>> {
    let of_window = |window: Window| -> Vec<Contrast> {
        seen.iter().filter(|one| one.report.window == window).map(|one| one.contrast.clone()).collect()
    };
    let (nights, workouts) = (of_window(Window::Night), of_window(Window::Workout));
    let nights = learned.nights.as_ref().map_or(vec![None; nights.len()], |of| of.frequencies(&nights));
    let workouts =
        learned.telling_workouts().map_or(vec![None; workouts.len()], |of| of.frequencies(&workouts));
    let (mut nights, mut workouts) = (nights.into_iter(), workouts.into_iter());
    let next = |one: &SeenCause<'_>| match one.report.window {
        Window::Night => nights.next(),
        Window::Workout => workouts.next(),
    };
    seen.iter().map(next).map(Option::flatten).collect()
}
