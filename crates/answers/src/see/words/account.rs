//! Sentences that tell a simulated run in the order of time, and what each run that Charley brings along says of the article.

use charley_muscle::simulation::Action;

use crate::see::words::action;
use charley_speech::message::sentences;

sentences! {
    SAYS_STRETCH = "Illustrates C30: in the model a firm stretch ends the discharge within seconds. The first rise that was seen in people is missing here: see the account below.";
    SAYS_SPINAL_LOOP = "Illustrates C07: with the nerve blocked only the short part at the nerve endings is left; the long part needs the cord.";
    SAYS_ENERGY = "Contradicts C23 and C24: phosphocreatine falls during the cramp, ATP hardly does, and neither starts it. For C25 the model has water loss without effect, as two laboratory studies found none on the threshold.";
    SAYS_SIP = "Shows the assumption behind C32: a slow reflex from the mouth that turns the inward current down. One laboratory study found shorter cramps, one did not; here its size is assumed.";
    BLOCKED_FIRST = "The nerve is blocked from the beginning.";
    deed_says(at, action) = "At {at} s {action}.";
    silent_says(at) = "After {at} s, when nothing drives it any more, the muscle is silent.";
    alone_says(active: count, at, units, rate, force) =
        one "At {at} s nothing drives it any more, and {active} of {units} motor units fires by itself, {rate} times a second; the muscle pulls with {force} % of its largest force."
        other "At {at} s nothing drives it any more, and {active} of {units} motor units fire by themselves, {rate} times a second; the muscle pulls with {force} % of its largest force.";
    lasts_and_ends(lasted) = "It lasts {lasted} s and then ends.";
    lasts_on(lasted) = "It lasts {lasted} s and goes on when the run ends.";
    stretch_rises(before, after, silence) = "With the stretch the discharge rises first ({before} impulses a second before, at most {after} after) and is silent {silence} s after it began.";
    stretch_falls(before, after, silence) = "With the stretch the discharge does not rise first ({before} impulses a second before, at most {after} after) and is silent {silence} s after it began.";
    extremes_says(force, pcr, atp, ph, potassium) = "The muscle pulls with at most {force} % of its largest force; phosphocreatine falls to {pcr} mmol/L, ATP to {atp}, pH to {ph}; potassium between the fibres rises to {potassium} mmol/L.";
}

/// What is done when.
pub fn deed(at_s: f64, done: Action) -> String {
    deed_says(format_args!("{at_s:.1}"), action(done))
}

/// That nothing goes on by itself.
pub fn silent(at_s: f64) -> String {
    silent_says(format_args!("{at_s:.1}"))
}

/// That it goes on by itself.
pub fn alone(at_s: f64, (active, units): (usize, usize), rate_pps: f64, force_percent: f64) -> String {
    alone_says(
        active,
        format_args!("{at_s:.1}"),
        units,
        format_args!("{rate_pps:.0}"),
        format_args!("{force_percent:.0}"),
    )
}

/// How long it lasts, and whether it goes on when the run ends.
pub fn lasts(lasted_s: f64, goes_on: bool) -> String {
    let lasted = format_args!("{lasted_s:.1}");
    if goes_on { lasts_on(lasted) } else { lasts_and_ends(lasted) }
}

/// What a stretch did: impulses a second before it, the most after, and how long until silence.
pub fn stretched([before, after]: [f64; 2], silence_s: f64) -> String {
    let (rises, silence) = (after > before * 1.1, format!("{silence_s:.1}"));
    let [before, after] = [before, after].map(|rate| format!("{rate:.0}"));
    if rises { stretch_rises(before, after, silence) } else { stretch_falls(before, after, silence) }
}

/// The largest force and the emptiest muscle.
pub fn extremes(summary: &crate::see::run::RunSummary) -> String {
    extremes_says(
        format_args!("{:.0}", summary.highest_force_pct),
        format_args!("{:.0}", summary.lowest_pcr_mmol_l),
        format_args!("{:.1}", summary.lowest_atp_mmol_l),
        format_args!("{:.2}", summary.lowest_ph),
        format_args!("{:.1}", summary.highest_potassium_mmol_l),
    )
}
