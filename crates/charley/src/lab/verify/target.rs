//! One measured number with the limits it should keep.

use serde::Serialize;

/// Limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum TargetLimits {
    /// None: it is only reported.
    None,
    AtLeast(f64),
    AtMost(f64),
    Within(f64, f64),
}

impl TargetLimits {
    fn holds(self, measured: f64) -> Option<bool> {
        match self {
            Self::None => None,
            Self::AtLeast(least) => Some(measured >= least),
            Self::AtMost(most) => Some(measured <= most),
            Self::Within(least, most) => Some((least..=most).contains(&measured)),
        }
    }

    fn words(self) -> String {
        match self {
            Self::None => String::new(),
            Self::AtLeast(least) => format!("at least {least}"),
            Self::AtMost(most) => format!("at most {most}"),
            Self::Within(least, most) => format!("{least} to {most}"),
        }
    }
}

/// One measured number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct TargetRow {
    /// Its table.
    pub(crate) section: String,
    pub(crate) what: String,
    /// The limits in words; empty where there are none.
    pub(crate) target: String,
    pub(crate) measured: f64,
    pub(crate) inside: Option<bool>,
}

impl TargetRow {
    pub(crate) fn of(section: &str, what: String, target: TargetLimits, measured: f64) -> Self {
        let inside = target.holds(measured);
        Self { section: section.to_owned(), what, target: target.words(), measured, inside }
    }
}
