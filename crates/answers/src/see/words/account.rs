//! Sentences that tell a simulated run in the order of time, and what each run that Charley brings along says of the article.

use charley_muscle::simulation::Action;

use crate::see::words::action;
use charley_speech::message::{fill, form, sentences};

sentences! {
    SAYS_STRETCH = "Illustrates C30: in the model a firm stretch ends the discharge within seconds. The first rise that was seen in people is missing here: see the account below.";
    SAYS_SPINAL_LOOP = "Illustrates C07: with the nerve blocked only the short part at the nerve endings is left; the long part needs the cord.";
    SAYS_ENERGY = "Contradicts C23 and C24: phosphocreatine falls during the cramp, ATP hardly does, and neither starts it. For C25 the model has water loss without effect, as two laboratory studies found none on the threshold.";
    SAYS_SIP = "Shows the assumption behind C32: a slow reflex from the mouth that turns the inward current down. One laboratory study found shorter cramps, one did not; here its size is assumed.";
    BLOCKED_FIRST = "The nerve is blocked from the beginning.";
    DEED = "At {at} s {action}.";
    SILENT = "After {at} s, when nothing drives it any more, the muscle is silent.";
    ALONE_ONE = "At {at} s nothing drives it any more, and {active} of {units} motor units fires by itself, {rate} times a second; the muscle pulls with {force} % of its largest force.";
    ALONE_OTHER = "At {at} s nothing drives it any more, and {active} of {units} motor units fire by themselves, {rate} times a second; the muscle pulls with {force} % of its largest force.";
    LASTS = "It lasts {lasted} s and then ends.";
    LASTS_ON = "It lasts {lasted} s and goes on when the run ends.";
    STRETCH_RISES = "With the stretch the discharge rises first ({before} impulses a second before, at most {after} after) and is silent {silence} s after it began.";
    STRETCH_FALLS = "With the stretch the discharge does not rise first ({before} impulses a second before, at most {after} after) and is silent {silence} s after it began.";
    EXTREMES = "The muscle pulls with at most {force} % of its largest force; phosphocreatine falls to {pcr} mmol/L, ATP to {atp}, pH to {ph}; potassium between the fibres rises to {potassium} mmol/L.";
}

/// What is done when.
pub fn deed(at_s: f64, done: Action) -> String {
    fill(DEED, &[("at", &format_args!("{at_s:.1}")), ("action", &action(done))])
}

/// That nothing goes on by itself.
pub fn silent(at_s: f64) -> String {
    fill(SILENT, &[("at", &format_args!("{at_s:.1}"))])
}

/// That it goes on by itself.
pub fn alone(at_s: f64, (active, units): (usize, usize), rate_pps: f64, force_percent: f64) -> String {
    fill(
        form(active, (ALONE_ONE, ALONE_OTHER)),
        &[
            ("at", &format_args!("{at_s:.1}")),
            ("active", &active),
            ("units", &units),
            ("rate", &format_args!("{rate_pps:.0}")),
            ("force", &format_args!("{force_percent:.0}")),
        ],
    )
}

/// How long it lasts, and whether it goes on when the run ends.
pub fn lasts(lasted_s: f64, goes_on: bool) -> String {
    fill(if goes_on { LASTS_ON } else { LASTS }, &[("lasted", &format_args!("{lasted_s:.1}"))])
}

/// What a stretch did: impulses a second before it, the most after, and how long until silence.
pub fn stretched([before, after]: [f64; 2], silence_s: f64) -> String {
    let text = if after > before * 1.1 { STRETCH_RISES } else { STRETCH_FALLS };
    fill(
        text,
        &[
            ("before", &format_args!("{before:.0}")),
            ("after", &format_args!("{after:.0}")),
            ("silence", &format_args!("{silence_s:.1}")),
        ],
    )
}

/// The largest force and the emptiest muscle.
pub fn extremes(summary: &crate::see::run::Summary) -> String {
    fill(
        EXTREMES,
        &[
            ("force", &format_args!("{:.0}", summary.highest_force_pct)),
            ("pcr", &format_args!("{:.0}", summary.lowest_pcr_mmol_l)),
            ("atp", &format_args!("{:.1}", summary.lowest_atp_mmol_l)),
            ("ph", &format_args!("{:.2}", summary.lowest_ph)),
            ("potassium", &format_args!("{:.1}", summary.highest_potassium_mmol_l)),
        ],
    )
}
