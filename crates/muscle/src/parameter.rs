//! Every constant of the simulated cramp with its unit, its source, and whether that source was read.

/// How well a constant is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Seen in the source named.
    Read,
    /// From memory of the source named, or a judgement of our own; to be checked before anything rests on it alone.
    Assumed,
    /// Chosen, by hand or by the committed fit, to agree with a published experiment.
    Fitted,
}

impl Standing {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Assumed => "assumed",
            Self::Fitted => "fitted",
        }
    }
}

/// One constant of a model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameter {
    /// What it is.
    pub name: &'static str,
    /// Its value.
    pub value: f64,
    /// Its unit; `1` for a ratio.
    pub unit: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// Whether that was read.
    pub standing: Standing,
}

/// Defines constants and the table of them: `NAME = value, "unit", "what it is", Read, "source";`.
macro_rules! parameters {
    ($($(#[$doc:meta])* $id:ident = $value:expr, $unit:literal, $name:literal, $standing:ident, $source:literal;)+) => {
        $($(#[$doc])* pub const $id: $crate::parameter::Parameter = $crate::parameter::Parameter {
            name: $name,
            value: $value,
            unit: $unit,
            source: $source,
            standing: $crate::parameter::Standing::$standing,
        };)+

        /// All of them, in the order of the model.
        pub const TABLE: &[$crate::parameter::Parameter] = &[$($id),+];
    };
}

pub(crate) use parameters;
