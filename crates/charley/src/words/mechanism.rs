//! Sentences about the simulated cramp: what happens, what it rests on, and what it must not be taken for.

use charley_muscle::simulation::Action;

pub(crate) use super::mechanism_inputs::INPUTS;
use crate::words::message::{fill, form, messages};

messages! {
    LEDE = "mechanism.lede": "A simulated motor pool and its muscle: a cramp starts, holds, and ends.";
    LIMITS = "mechanism.limits": "This is one hypothesis in numbers, not your leg. Its motoneurons are mostly those of cats, its experiments \
those of healthy young people whose feet and calves were stimulated in a laboratory; none was done at night. It forecasts nothing for any person, \
and it is no advice to stimulate a nerve.";
    NIGHT = "mechanism.night": "A night has no input of its own: a pointed foot shortens the calf. That is a guess; no experiment was done at night. Massage has no data.";
    RESTS = "mechanism.rests": "Two-compartment motoneurons with a persistent inward current (Cisi and Kohn 2008; Elias and Kohn 2013), local feedback from spindles and tendon organs, a length-dependent muscle, nerve endings that fire on when potassium rises between the fibres. The cramp is the branch of that loop on which it goes on by itself; it is nowhere written down. Energy and potassium between the fibres are followed; they do not start it.";
    AGREEMENT = "mechanism.agreement": "charley see experiments lists each published number beside the simulated one, those it misses too.";
    AGREES = "mechanism.agrees": "The simulation agrees with {agree} of {of} published experiments. A row agrees when each mean lies within one \
published standard deviation and each direction holds in 95 % of people. Fitted rows were used to choose the \
model, predicted ones were not. Parameters are mostly from cats and healthy young people; this forecasts \
nothing for a person.";
    THRESHOLD = "mechanism.threshold": "Lowest stimulus, five seconds long, after which a short muscle goes on by itself";
    NO_THRESHOLD = "mechanism.threshold.none": "\"none\": no cramp up to {hz} Hz.";
    PICTURE = "mechanism.picture": "Each dot is one impulse of one motor unit, the smallest unit at the bottom. Below: EMG, force, length of the \
muscle, phosphocreatine.";
    PRESS_START = "mechanism.press_start": "Press Start. Then Stimulate, and see whether it goes on by itself.";
    QUIET = "mechanism.quiet": "The muscle is quiet.";
    GOOD = "mechanism.grade.good": "good";
    FAIR = "mechanism.grade.fair": "fair";
    CONFLICTING = "mechanism.grade.conflicting": "conflicting";
    CONTESTED = "mechanism.grade.contested": "contested";
    SHORTEN = "mechanism.button.shorten": "Shorten";
    STIMULATE = "mechanism.button.stimulate": "Stimulate";
    CONTRACT = "mechanism.button.contract": "Contract";
    STRETCH = "mechanism.button.stretch": "Stretch";
    EASE_UP = "mechanism.button.ease_up": "Ease up";
    SIP = "mechanism.button.sip": "Sip";
    BLOCK = "mechanism.button.block": "Block the nerve";
    SHORTENED = "mechanism.action.shorten": "the foot is pointed: the muscle goes short";
    EASED_UP = "mechanism.action.ease_up": "the muscle is let back to its best length";
    STRETCHED = "mechanism.action.stretch": "the muscle is stretched";
    BROUGHT_TO = "mechanism.action.length": "the muscle is brought to {length} of its best length";
    STIMULATED = "mechanism.action.stimulate": "the nerve is stimulated {hz} times a second for {seconds} s";
    TAPPED = "mechanism.action.tap": "the tendon is shocked {hz} times a second for {seconds} s";
    CONTRACTED = "mechanism.action.contract": "the muscle is contracted at will, {effort} % for {seconds} s";
    SIPPED = "mechanism.action.sip": "a sip of something sharp: the reflex of the mouth begins";
    BLOCKED = "mechanism.action.block": "the nerve is blocked";
    UNBLOCKED = "mechanism.action.unblock": "the nerve is open again";
    CHANGED = "mechanism.action.set": "the state of the person is changed";
    HOLDS_ONE = "mechanism.holds.one": "{active} of {units} motor units fires by itself, {rate} times a second; the muscle pulls with {force} % of its largest force.";
    HOLDS_OTHER = "mechanism.holds.other": "{active} of {units} motor units fire by themselves, {rate} times a second; the muscle pulls with {force} % of its largest force.";
    DRIVEN_ONE = "mechanism.driven.one": "{active} of {units} motor units fires, {rate} times a second; the muscle pulls with {force} % of its largest force.";
    DRIVEN_OTHER = "mechanism.driven.other": "{active} of {units} motor units fire, {rate} times a second; the muscle pulls with {force} % of its largest force.";
}

/// A button, with what it does and its evidence.
pub(crate) const BUTTONS: &[(&str, &str, &str)] = &[
    ("shorten", SHORTEN, GOOD),
    ("stimulate", STIMULATE, GOOD),
    ("contract", CONTRACT, GOOD),
    ("stretch", STRETCH, GOOD),
    ("ease-up", EASE_UP, GOOD),
    ("sip", SIP, CONTESTED),
    ("block", BLOCK, GOOD),
];

/// What is done, in words.
pub(crate) fn action(action: Action) -> String {
    let (text, (rate, digits), seconds) = match action {
        Action::Shorten => return SHORTENED.to_owned(),
        Action::EaseUp => return EASED_UP.to_owned(),
        Action::Stretch => return STRETCHED.to_owned(),
        Action::Sip => return SIPPED.to_owned(),
        Action::Block(true) => return BLOCKED.to_owned(),
        Action::Block(false) => return UNBLOCKED.to_owned(),
        Action::Set(_) => return CHANGED.to_owned(),
        Action::Length(length) => return fill(BROUGHT_TO, &[("length", &format_args!("{length:.2}"))]),
        Action::Contract { effort, seconds } => {
            let effort = format!("{:.0}", effort * 100.0);
            return fill(CONTRACTED, &[("effort", &effort), ("seconds", &format_args!("{seconds:.0}"))]);
        }
        Action::Stimulate { hz, seconds } => (STIMULATED, (hz, 0), seconds),
        Action::TapTendon { hz, seconds } => (TAPPED, (hz, 1), seconds),
    };
    fill(text, &[("hz", &format_args!("{rate:.digits$}")), ("seconds", &format_args!("{seconds:.0}"))])
}

/// Discharge that goes on by itself.
pub(crate) fn holds(active: usize, units: usize, rate_pps: f64, force_percent: f64) -> String {
    discharge((HOLDS_ONE, HOLDS_OTHER), (active, units), rate_pps, force_percent)
}

/// Discharge while a stimulus or an effort lasts.
pub(crate) fn driven(active: usize, units: usize, rate_pps: f64, force_percent: f64) -> String {
    discharge((DRIVEN_ONE, DRIVEN_OTHER), (active, units), rate_pps, force_percent)
}

fn discharge(
    forms: (&'static str, &'static str),
    (active, units): (usize, usize),
    rate_pps: f64,
    force_percent: f64,
) -> String {
    fill(
        form(active, forms),
        &[
            ("active", &active),
            ("units", &units),
            ("rate", &format_args!("{rate_pps:.0}")),
            ("force", &format_args!("{force_percent:.0}")),
        ],
    )
}

/// With how many published experiments it agrees.
pub(crate) fn agrees(agree: usize, of: usize) -> String {
    fill(AGREES, &[("agree", &agree), ("of", &of)])
}
