//! A run in sentences, for whoever cannot see the picture and for the terminal.

use crate::{mechanism::run::Run, words::mechanism_account as words};

/// What happened, in the order of time, and what it came to.
pub(crate) fn account(run: &Run) -> Vec<String> {
    let summary = run.summary();
    let mut said = Vec::new();
    said.extend(run.scenario.blocked.then(|| words::BLOCKED_FIRST.to_owned()));
    said.extend(run.scenario.steps.iter().map(|step| words::deed(step.at_s, step.action)));
    let driven = run.driven_until_s();
    match summary.self_sustained_s {
        None => said.push(words::silent(driven)),
        Some(lasted) => {
            let first = run.samples.iter().find(|sample| sample.self_sustained && sample.t_s > driven);
            said.extend(first.map(|sample| {
                let firing = (sample.active_units, run.units);
                words::alone(sample.t_s, firing, sample.rate_pps, sample.force_pct)
            }));
            said.push(words::lasts(lasted, summary.held_to_the_end));
        }
    }
    if let (Some(silence), Some(impulses)) = (summary.stretch_to_silence_s, summary.stretch_impulses_per_s) {
        said.push(words::stretched(impulses, silence));
    }
    said.push(words::extremes(&summary));
    said
}
