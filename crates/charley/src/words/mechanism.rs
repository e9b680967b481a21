//! Sentences about the simulated cramp: what happens, what it rests on, and what it must not be taken for.

use charley_muscle::simulation::Action;

/// What stands wherever the simulation is shown.
pub(crate) const LIMITS: &str = "This is one hypothesis in numbers, not your leg. Its motoneurons are mostly those of cats, its experiments \
those of healthy young people whose feet and calves were stimulated in a laboratory; none was done at night. It forecasts nothing for any person, \
and it is no advice to stimulate a nerve.";
/// How far it agrees with experiments.
pub(crate) const AGREEMENT: &str =
    "charley see experiments lists each published number beside the simulated one, those it misses too.";
/// Under the picture of a finished run.
pub(crate) const PICTURE: &str = "Each dot is one impulse of one motor unit, the smallest unit at the bottom. Below: EMG, force, length of the \
muscle, phosphocreatine.";
/// What is said before anything happened.
pub(crate) const QUIET: &str = "The muscle is quiet.";

/// An input of the simulation that a person may move.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Input {
    /// Name of the field.
    pub(crate) id: &'static str,
    /// What a person reads.
    pub(crate) name: &'static str,
    /// Its unit.
    pub(crate) unit: &'static str,
    /// From, to, step, and where it stands first.
    pub(crate) range: (f64, f64, f64, f64),
    /// How good the evidence is.
    pub(crate) grade: &'static str,
    /// Why.
    pub(crate) because: &'static str,
}

/// The inputs of `knowledge/mechanism.md` section 5.2 that move while it runs.
pub(crate) const INPUTS: &[Input] = &[
    Input {
        id: "length_l0",
        name: "Length of the muscle",
        unit: "of its best length",
        range: (0.6, 1.3, 0.01, 0.62),
        grade: "good",
        because: "short muscles cramp, neutral ones did not (Bertolasi 1993)",
    },
    Input {
        id: "rate_hz",
        name: "Rate of the stimulus",
        unit: "a second",
        range: (4.0, 40.0, 1.0, 24.0),
        grade: "good",
        because: "threshold frequencies were measured many times",
    },
    Input {
        id: "effort_percent",
        name: "Strength of a contraction",
        unit: "% of the strongest",
        range: (10.0, 100.0, 5.0, 60.0),
        grade: "good",
        because: "7 of 10 people cramped when they contracted a short calf",
    },
    Input {
        id: "susceptibility",
        name: "Susceptibility",
        unit: "times the middle; read at the start",
        range: (0.5, 1.6, 0.05, 1.0),
        grade: "fair",
        because: "people differ widely in threshold",
    },
    Input {
        id: "pain",
        name: "Pain in the muscle",
        unit: "0 none, 1 strong",
        range: (0.0, 1.0, 0.1, 0.0),
        grade: "fair",
        because: "salt water that hurts lowered the threshold (Serrao 2007)",
    },
    Input {
        id: "core_c",
        name: "Core temperature",
        unit: "°C",
        range: (36.5, 40.0, 0.1, 37.3),
        grade: "fair",
        because: "heat weakened the reflex arc (Racinais 2013): it points against cramps",
    },
    Input {
        id: "spindle_gain",
        name: "Fatigue, hypothesis: spindles",
        unit: "times as it is",
        range: (0.5, 2.0, 0.05, 1.0),
        grade: "conflicting",
        because: "a theory; fatigue raised the threshold in the laboratory",
    },
    Input {
        id: "tendon_organ_gain",
        name: "Fatigue, hypothesis: tendon organs",
        unit: "times as it is",
        range: (0.0, 2.0, 0.05, 1.0),
        grade: "conflicting",
        because: "a theory; fatigue raised the threshold in the laboratory",
    },
    Input {
        id: "dehydration_percent",
        name: "Body water lost",
        unit: "% of body mass",
        range: (0.0, 5.0, 0.5, 0.0),
        grade: "conflicting",
        because: "3 to 5 % changed no threshold, so it does nothing here",
    },
];

/// A button, with what it does and its evidence.
pub(crate) const BUTTONS: &[(&str, &str, &str)] = &[
    ("shorten", "Shorten", "good"),
    ("stimulate", "Stimulate", "good"),
    ("contract", "Contract", "good"),
    ("stretch", "Stretch", "good"),
    ("ease-up", "Ease up", "good"),
    ("sip", "Sip", "contested"),
    ("block", "Block the nerve", "good"),
];

/// What is done, in words.
pub(crate) fn action(action: Action) -> String {
    match action {
        Action::Shorten => "the foot is pointed: the muscle goes short".into(),
        Action::EaseUp => "the muscle is let back to its best length".into(),
        Action::Stretch => "the muscle is stretched".into(),
        Action::Length(length) => format!("the muscle is brought to {length:.2} of its best length"),
        Action::Stimulate { hz, seconds } => {
            format!("the nerve is stimulated {hz:.0} times a second for {seconds:.0} s")
        }
        Action::TapTendon { hz, seconds } => {
            format!("the tendon is shocked {hz:.1} times a second for {seconds:.0} s")
        }
        Action::Contract { effort, seconds } => {
            format!("the muscle is contracted at will, {:.0} % for {seconds:.0} s", effort * 100.0)
        }
        Action::Sip => "a sip of something sharp: the reflex of the mouth begins".into(),
        Action::Block(true) => "the nerve is blocked".into(),
        Action::Block(false) => "the nerve is open again".into(),
        Action::Set(_) => "the state of the person is changed".into(),
    }
}

/// Discharge that goes on by itself.
pub(crate) fn holds(active: usize, units: usize, rate_pps: f64, force_percent: f64) -> String {
    format!(
        "{active} of {units} motor units fire by themselves, {rate_pps:.0} times a second; the muscle pulls with {force_percent:.0} % of its largest force."
    )
}

/// Discharge while a stimulus or an effort lasts.
pub(crate) fn driven(active: usize, units: usize, rate_pps: f64, force_percent: f64) -> String {
    format!(
        "{active} of {units} motor units fire, {rate_pps:.0} times a second; the muscle pulls with {force_percent:.0} % of its largest force."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lint;

    #[test]
    fn nothing_forbidden_is_said() {
        let mut said: Vec<String> = [LIMITS, AGREEMENT, PICTURE, QUIET].map(str::to_owned).to_vec();
        said.extend(INPUTS.iter().map(|input| format!("{}: {}.", input.name, input.because)));
        said.extend([Action::Sip, Action::Stretch, Action::Block(true)].map(action));
        said.push(holds(12, 128, 14.2, 22.0));
        for sentence in said {
            assert_eq!(lint::broken(&sentence), Vec::<u8>::new(), "{sentence}");
        }
    }
}
