//! A run in sentences, for whoever cannot see the picture and for the terminal.

use crate::{mechanism::run::Run, words::mechanism as words};

/// What happened, in the order of time, and what it came to.
pub(crate) fn account(run: &Run) -> Vec<String> {
    let summary = run.summary();
    let mut said = Vec::new();
    if run.scenario.blocked {
        said.push("The nerve is blocked from the beginning.".to_owned());
    }
    for step in &run.scenario.steps {
        said.push(format!("At {:.1} s {}.", step.at_s, words::action(step.action)));
    }
    let driven = run.driven_until_s();
    match summary.self_sustained_s {
        None => {
            said.push(format!("After {driven:.1} s, when nothing drives it any more, the muscle is silent."));
        }
        Some(lasted) => {
            if let Some(sample) =
                run.samples.iter().find(|sample| sample.self_sustained && sample.t_s > driven)
            {
                let holds = words::holds(sample.active_units, run.units, sample.rate_pps, sample.force_pct);
                said.push(format!("At {:.1} s nothing drives it any more, and {holds}", sample.t_s));
            }
            let end = if summary.held_to_the_end { "and goes on when the run ends" } else { "and then ends" };
            said.push(format!("It lasts {lasted:.1} s {end}."));
        }
    }
    if let (Some(silence), Some([before, after])) =
        (summary.stretch_to_silence_s, summary.stretch_impulses_per_s)
    {
        let first = if after > before * 1.1 { "rises first" } else { "does not rise first" };
        said.push(format!(
            "With the stretch the discharge {first} ({before:.0} impulses a second before, at most {after:.0} after) and is silent {silence:.1} s after it began."
        ));
    }
    said.push(format!(
        "The muscle pulls with at most {:.0} % of its largest force; phosphocreatine falls to {:.0} mmol/L, ATP to {:.1}, pH to {:.2}; potassium between the fibres rises to {:.1} mmol/L.",
        summary.highest_force_pct,
        summary.lowest_pcr_mmol_l,
        summary.lowest_atp_mmol_l,
        summary.lowest_ph,
        summary.highest_potassium_mmol_l,
    ));
    said
}
