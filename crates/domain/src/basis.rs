//! How a value is known: measured, estimated or assumed. A value that is not known is absent, never a sentinel.

use serde::{Deserialize, Serialize};

/// How a value is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "basis", rename_all = "snake_case")]
pub enum Basis {
    /// A device or a person recorded it.
    Measured,
    /// Computed from something recorded.
    Estimated {
        /// What computed it, from what: `heart rate (Swain 1998)`.
        by: String,
    },
    /// Nothing was recorded: a published or typical value stands in, and widens the interval.
    Assumed {
        /// What was assumed, in words a person reads: `usual pace 2.8 m/s`.
        what: String,
    },
}

impl Basis {
    /// Shorthand for [`Basis::Estimated`].
    pub fn estimated(by: impl Into<String>) -> Self {
        Self::Estimated { by: by.into() }
    }

    /// Shorthand for [`Basis::Assumed`].
    pub fn assumed(what: impl Into<String>) -> Self {
        Self::Assumed { what: what.into() }
    }

    /// The bare word: `measured`, `estimated` or `assumed`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::Estimated { .. } => "estimated",
            Self::Assumed { .. } => "assumed",
        }
    }
}

/// A value together with how it is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Known<T> {
    /// The value.
    pub value: T,
    /// How it is known.
    #[serde(flatten)]
    pub basis: Basis,
}

impl<T> Known<T> {
    /// A recorded value.
    pub const fn measured(value: T) -> Self {
        Self { value, basis: Basis::Measured }
    }
}
