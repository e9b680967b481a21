//! Strengths and time constants of the closed loop: one value each, fitted by the committed fit or by hand, or assumed, with the range in
//! which a fit may look.

use crate::parameter::Standing;

/// One constant of the loop.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strength {
    /// Name of its field.
    pub id: &'static str,
    /// What it is.
    pub name: &'static str,
    /// Unit; `1` for a ratio.
    pub unit: &'static str,
    /// Value.
    pub value: f64,
    /// Range in which a fit may look.
    pub range: (f64, f64),
    /// How it is known.
    pub standing: Standing,
    /// Where it comes from.
    pub source: &'static str,
}

macro_rules! circuit {
    ($($id:ident = $value:expr, $range:expr, $unit:literal, $name:literal, $standing:ident, $source:literal;)+) => {
        /// The strengths of one loop.
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct Circuit {
            $(#[doc = concat!("In ", $unit, ": ", $name, ".")] pub $id: f64,)+
        }

        impl Default for Circuit {
            fn default() -> Self {
                Self { $($id: $value,)+ }
            }
        }

        impl Circuit {
            /// Its values in the order of [`TABLE`].
            pub fn values(&self) -> Vec<f64> {
                vec![$(self.$id),+]
            }

            /// The loop with these values, in the order of [`TABLE`]; what is missing keeps its default.
            pub fn of(values: &[f64]) -> Self {
                let mut circuit = Self::default();
                let fields = [$(&mut circuit.$id),+];
                for (field, value) in fields.into_iter().zip(values) {
                    *field = *value;
                }
                circuit
            }
        }

        /// All of them, in the order of the model.
        pub const TABLE: &[Strength] = &[$(Strength {
            id: stringify!($id),
            name: $name,
            unit: $unit,
            value: $value,
            range: $range,
            standing: Standing::$standing,
            source: $source,
        }),+];
    };
}

circuit! {
    pic_gain = 0.746_098, (0.4, 1.0), "1", "gain of the persistent inward current", Fitted, "the committed fit, seed 1: docs/mechanism-experiments.md"; // source: the last field
    pic_spread = 0.122, (0.05, 0.3), "1", "SD of its logarithm between cells", Fitted, "by hand: docs/mechanism-experiments.md"; // source: the last field
    pic_half_mv = 12.5, (9.0, 14.0), "mV", "dendritic potential of its half activation", Fitted, "by hand: docs/mechanism-experiments.md"; // source: the last field
    pic_tau_ms = 78.7, (40.0, 120.0), "ms", "time constant of its activation", Fitted, "by hand: docs/mechanism-experiments.md"; // source: the last field
    pic_loss = 0.612_878, (0.3, 1.0), "1", "share of it that is lost by slow inactivation", Fitted, "the committed fit, seed 1: docs/mechanism-experiments.md"; // source: the last field
    pic_loss_tau_s = 50.853_846, (10.0, 60.0), "s", "time constant of the slow inactivation", Fitted, "the committed fit, seed 1: docs/mechanism-experiments.md"; // source: the last field
    background = 0.000_825, (0.0005, 0.006), "mS/cm²", "tonic excitation of the dendrite", Fitted, "the committed fit, seed 1: docs/mechanism-experiments.md"; // source: the last field
    noise = 0.0014, (0.0008, 0.005), "mS/cm²", "SD of each cell's own synaptic noise", Fitted, "the committed fit, seed 1: docs/mechanism-experiments.md"; // source: the last field
    noise_tau_ms = 5.0, (5.0, 5.0), "ms", "time constant of that noise", Assumed, "own judgement: the length of a synaptic potential"; // source: the last field
    shared = 0.002_209, (0.0003, 0.004), "mS/cm²", "SD of the oscillation shared by all cells", Fitted, "the committed fit, seed 1: docs/mechanism-experiments.md"; // source: the last field
    shared_hz = 1.4, (1.4, 1.4), "Hz", "frequency of the shared oscillation", Fitted, "the published 1.4 Hz of Minetto 2009, put in"; // source: the last field
    shared_damping = 0.2, (0.1, 0.4), "1", "damping of the shared oscillation", Fitted, "by hand: docs/mechanism-experiments.md"; // source: the last field
    adaptation = 0.000_857, (0.0001, 0.002), "mS/cm²", "slow potassium conductance added by an impulse", Fitted, "the committed fit, seed 1: docs/mechanism-experiments.md"; // source: the last field
    adaptation_tau_s = 60.0, (15.0, 90.0), "s", "its decay", Fitted, "by hand: docs/mechanism-experiments.md"; // source: the last field
    ia = 0.040_433, (0.004, 0.06), "mS/cm²", "excitation by spindles that fire at their reference rate", Fitted, "the committed fit, seed 1: docs/mechanism-experiments.md"; // source: the last field
    ia_reference_hz = 100.0, (100.0, 100.0), "Hz", "reference rate of a spindle", Assumed, "own judgement: a brisk stretch response"; // source: the last field
    fusimotor_hz = 200.0, (50.0, 250.0), "Hz", "fusimotor rate when the whole neighbourhood fires", Fitted, "by hand: docs/mechanism-experiments.md"; // source: the last field
    fusimotor_half_hz = 4.0, (1.0, 15.0), "Hz", "mean discharge of a neighbourhood at which its fusimotor rate is half", Fitted, "by hand: docs/mechanism-experiments.md"; // source: the last field
    fusimotor_tau_ms = 200.0, (200.0, 200.0), "ms", "lag of the fusimotor rate behind the pool", Assumed, "own judgement: intrafusal fibres contract slowly"; // source: the last field
    ib = 0.701_91, (0.05, 1.5), "mS/cm²", "inhibition by tendon organs at full force", Fitted, "the committed fit, seed 1: docs/mechanism-experiments.md"; // source: the last field
    ib_half = 0.1, (0.05, 1.0), "1", "share of full force at which tendon organs leave proportion", Fitted, "by hand; shape of Lin and Crago 2002, whose constants were not found"; // source: the last field
    ib_tau_ms = 150.0, (20.0, 200.0), "ms", "lag of the inhibition behind force", Fitted, "by hand: docs/mechanism-experiments.md"; // source: the last field
    ib_local = 0.7, (0.7, 0.7), "1", "share of force that a tendon organ feels from its own part", Assumed, "own judgement: an organ is in series with few fibres"; // source: the last field
    ib_gate = 0.75, (0.5, 0.95), "1", "share of the inhibition shut off by voluntary drive of a third and more", Fitted, "by hand: docs/mechanism-experiments.md; Fournier and others 1983 (recalled): it falls in voluntary contraction"; // source: the last field
    renshaw = 0.01, (0.0, 0.05), "mS/cm²", "recurrent inhibition when the whole neighbourhood fires at 10 Hz", Assumed, "own judgement: small in distal muscles (Katz and Pierrot-Deseilligny 1998, recalled)"; // source: the last field
    renshaw_tau_ms = 10.0, (10.0, 10.0), "ms", "its length", Assumed, "own judgement: a burst of a Renshaw cell"; // source: the last field
    metabolic = 0.046_031, (0.001, 0.2), "mS/cm²", "excitation by muscle afferents of group III and IV", Fitted, "the committed fit, seed 1: docs/mechanism-experiments.md"; // source: the last field
    metabolic_half_hz = 9.0, (1.0, 20.0), "Hz", "potassium, as the rate that would hold it, at which these afferents are half excited", Fitted, "by hand: docs/mechanism-experiments.md"; // source: the last field
    metabolic_tau_s = 5.0, (4.0, 30.0), "s", "their lag behind potassium", Fitted, "by hand: docs/mechanism-experiments.md"; // source: the last field
    soreness = 0.8, (0.0, 1.5), "1", "soreness that a long cramp leaves, over the strongest pain", Fitted, "by hand: docs/mechanism-experiments.md"; // source: the last field
    soreness_tau_s = 3.0, (3.0, 3.0), "s", "time of full excitation by group III and IV that makes it", Assumed, "own judgement: shorter than a cramp"; // source: the last field
    soreness_decay_s = 7200.0, (7200.0, 7200.0), "s", "its decay", Assumed, "own judgement: Muscle Nerve 2017;56:E95 sees no recovery in an hour"; // source: the last field
    pain = 0.006, (0.001, 0.1), "mS/cm²", "excitation by the strongest pain", Fitted, "by hand: docs/mechanism-experiments.md; direction: Serrao 2007"; // source: the last field
    volley = 0.054_447, (0.002, 0.2), "mS/cm²", "excitation by the volley of one stimulus to the nerve", Fitted, "the committed fit, seed 1: docs/mechanism-experiments.md"; // source: the last field
    volley_tau_ms = 3.0, (3.0, 3.0), "ms", "its length", Assumed, "own judgement: a monosynaptic potential"; // source: the last field
    reached = 0.33, (0.2, 1.0), "1", "share of motor axons under the electrode that a stimulus reaches", Fitted, "by hand: docs/mechanism-experiments.md"; // source: the last field
    voluntary = 0.06, (0.06, 0.06), "mS/cm²", "excitation by full voluntary drive", Assumed, "own judgement: recruits nearly all of the pool"; // source: the last field
    terminal_hz = 16.042_517, (10.0, 30.0), "Hz", "stimulus rate whose potassium brings a terminal to fire by itself", Fitted, "the committed fit, seed 1: docs/mechanism-experiments.md"; // source: the last field
    terminal_spread = 0.373, (0.1, 0.5), "1", "SD of its logarithm between terminals", Fitted, "by hand: docs/mechanism-experiments.md"; // source: the last field
    terminal_noise = 0.02, (0.005, 0.06), "1", "noise of a terminal in a millisecond, of its threshold", Fitted, "by hand: docs/mechanism-experiments.md"; // source: the last field
    cleft_tau_ms = 902.0, (400.0, 3000.0), "ms", "clearance of potassium from the cleft", Fitted, "by hand: docs/mechanism-experiments.md"; // source: the last field
    pump = 0.003_338, (0.001, 0.02), "1", "hyperpolarisation of a terminal by its pump for an impulse, of its threshold", Fitted, "the committed fit, seed 1: docs/mechanism-experiments.md"; // source: the last field
    pump_tau_s = 5.9, (1.0, 20.0), "s", "its decay", Fitted, "by hand: docs/mechanism-experiments.md"; // source: the last field
    terminal_stretch = 0.5, (0.5, 0.5), "1", "rise of its threshold when lengthened by 0.3 of best length", Assumed, "direction: Bertolasi 1993, stretch ends it under block; size: own judgement"; // source: the last field
    supernormal = 0.8, (0.2, 1.5), "1", "excitability of a terminal just after an impulse, of its threshold", Fitted, "by hand: docs/mechanism-experiments.md"; // source: the last field
    supernormal_tau_ms = 6.0, (6.0, 6.0), "ms", "length of the supernormal period", Assumed, "own judgement: 5 to 15 ms in human axons"; // source: the last field
    drink = 0.091_063, (0.05, 0.5), "1", "share of the inward current that the mouth's reflex takes away", Fitted, "the committed fit, seed 1: docs/mechanism-experiments.md"; // source: the last field
    drink_tau_s = 20.0, (20.0, 20.0), "s", "its onset", Assumed, "tens of seconds in Miller 2010; size: own judgement"; // source: the last field
    territory = 0.09, (0.09, 0.09), "1", "width of a unit's territory over the width of the muscle", Assumed, "own judgement: a tenth of the muscle to each side"; // source: the last field
    person_spread = 0.03, (0.02, 0.2), "1", "SD between people of the logarithm of susceptibility", Fitted, "by hand: docs/mechanism-experiments.md"; // source: the last field
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_loop_agree() {
        let circuit = Circuit::default();
        assert_eq!(circuit.values(), TABLE.iter().map(|row| row.value).collect::<Vec<_>>());
        assert_eq!(Circuit::of(&circuit.values()), circuit);
        for row in TABLE {
            assert!(row.range.0 <= row.value && row.value <= row.range.1, "{} is outside its range", row.id);
            assert!(row.source.len() > 8 && !row.unit.is_empty(), "{}", row.id);
        }
    }
}
