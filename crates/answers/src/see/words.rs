//! Sentences about the simulated cramp: what happens, what it rests on, and what it must not be taken for.

pub mod account;
pub mod inputs;

use charley_muscle::simulation::Action;

pub use crate::see::words::inputs::INPUTS;
use charley_speech::message::sentences;

sentences! {
    LEDE = "A simulated motor pool and its muscle: a cramp starts, holds, and ends.";
    LIMITS = "This is one hypothesis in numbers, not your leg. Its motoneurons are mostly those of cats, its experiments \
those of healthy young people whose feet and calves were stimulated in a laboratory; none was done at night. It forecasts nothing for any person, \
and it is no advice to stimulate a nerve.";
    NIGHT = "A night has no input of its own: a pointed foot shortens the calf. That is a guess; no experiment was done at night. Massage has no data.";
    RESTS = "Two-compartment motoneurons with a persistent inward current (Cisi and Kohn 2008; Elias and Kohn 2013), local feedback from spindles and tendon organs, a length-dependent muscle, nerve endings that fire on when potassium rises between the fibres. The cramp is the branch of that loop on which it goes on by itself; it is nowhere written down. Energy and potassium between the fibres are followed; they do not start it.";
    AGREEMENT = "charley see experiments lists each published number beside the simulated one, those it misses too.";
    agrees(agree, of) = "The simulation agrees with {agree} of {of} published experiments. A row agrees when each mean lies within one \
published standard deviation and each direction holds in 95 % of people. Fitted rows were used to choose the \
model, predicted ones were not. Parameters are mostly from cats and healthy young people; this forecasts \
nothing for a person.";
    THRESHOLD = "Lowest stimulus, five seconds long, after which a short muscle goes on by itself";
    no_threshold(hz) = "\"none\": no cramp up to {hz} Hz.";
    PICTURE = "Each dot is one impulse of one motor unit, the smallest unit at the bottom. Below: EMG, force, length of the \
muscle, phosphocreatine.";
    PRESS_START = "Press Start. Then Stimulate, and see whether it goes on by itself.";
    QUIET = "The muscle is quiet.";
    GOOD = "good";
    FAIR = "fair";
    CONFLICTING = "conflicting";
    CONTESTED = "contested";
    SHORTEN = "Shorten";
    STIMULATE = "Stimulate";
    CONTRACT = "Contract";
    STRETCH = "Stretch";
    EASE_UP = "Ease up";
    SIP = "Sip";
    BLOCK = "Block the nerve";
    SHORTENED = "the foot is pointed: the muscle goes short";
    EASED_UP = "the muscle is let back to its best length";
    STRETCHED = "the muscle is stretched";
    brought_to(length) = "the muscle is brought to {length} of its best length";
    stimulated(hz, seconds) = "the nerve is stimulated {hz} times a second for {seconds} s";
    tapped(hz, seconds) = "the tendon is shocked {hz} times a second for {seconds} s";
    contracted(effort, seconds) = "the muscle is contracted at will, {effort} % for {seconds} s";
    SIPPED = "a sip of something sharp: the reflex of the mouth begins";
    BLOCKED = "the nerve is blocked";
    UNBLOCKED = "the nerve is open again";
    CHANGED = "the state of the person is changed";
    holds_says(active: count, units, rate, force) =
        one "{active} of {units} motor units fires by itself, {rate} times a second; the muscle pulls with {force} % of its largest force."
        other "{active} of {units} motor units fire by themselves, {rate} times a second; the muscle pulls with {force} % of its largest force.";
    driven_says(active: count, units, rate, force) =
        one "{active} of {units} motor units fires, {rate} times a second; the muscle pulls with {force} % of its largest force."
        other "{active} of {units} motor units fire, {rate} times a second; the muscle pulls with {force} % of its largest force.";
}

/// A button, with what it does and its evidence.
pub const BUTTONS: &[(&str, &str, &str)] = &[
    ("shorten", SHORTEN, GOOD),
    ("stimulate", STIMULATE, GOOD),
    ("contract", CONTRACT, GOOD),
    ("stretch", STRETCH, GOOD),
    ("ease-up", EASE_UP, GOOD),
    ("sip", SIP, CONTESTED),
    ("block", BLOCK, GOOD),
];

/// What is done, in words.
pub fn action(action: Action) -> String {
    match action {
        Action::Shorten => SHORTENED.to_owned(),
        Action::EaseUp => EASED_UP.to_owned(),
        Action::Stretch => STRETCHED.to_owned(),
        Action::Sip => SIPPED.to_owned(),
        Action::Block(true) => BLOCKED.to_owned(),
        Action::Block(false) => UNBLOCKED.to_owned(),
        Action::Set(_) => CHANGED.to_owned(),
        Action::Length(length) => brought_to(format_args!("{length:.2}")),
        Action::Contract { effort, seconds } => {
            contracted(format_args!("{:.0}", effort * 100.0), format_args!("{seconds:.0}"))
        }
        Action::Stimulate { hz, seconds } => {
            stimulated(format_args!("{hz:.0}"), format_args!("{seconds:.0}"))
        }
        Action::TapTendon { hz, seconds } => tapped(format_args!("{hz:.1}"), format_args!("{seconds:.0}")),
    }
}

/// Discharge that goes on by itself.
pub fn holds(active: usize, units: usize, rate_pps: f64, force_percent: f64) -> String {
    holds_says(active, units, format_args!("{rate_pps:.0}"), format_args!("{force_percent:.0}"))
}

/// Discharge while a stimulus or an effort lasts.
pub fn driven(active: usize, units: usize, rate_pps: f64, force_percent: f64) -> String {
    driven_says(active, units, format_args!("{rate_pps:.0}"), format_args!("{force_percent:.0}"))
}
