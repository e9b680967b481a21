//! Whether what is learned is true: synthetic persons whose truth is known, and how often each statement about them holds.
//!
//! | question | answer |
//! |---|---|
//! | are intervals as wide as they should be | [`Replication`], [`SimulationCalibration`] |
//! | how often is a trigger named that is none | [`Named`], [`NamingRates`] |
//! | how often would one ever be named to who looks again and again | [`Looks`] |
//! | do forecasts beat the person's own moving average | [`Year`], [`Gains`] |
//! | what becomes of nights nobody spoke of | [`Unlogged`] |
//!
//! Every function is of one person, by seed and number, so that persons can be gone through in any order or at once.

mod calibration;
mod chance;
mod exposures;
mod forecasting;
mod looks;
mod naming;
mod persons;
mod priors;
mod uniformity;

pub use calibration::{BANDS, Covered, Replication, SimulationCalibration};
pub use exposures::{Days, EXPOSURES};
pub use forecasting::{Gains, Unlogged, Year};
pub use looks::Looks;
pub use naming::{Named, NamingRates};
pub use persons::{AnswerChances, PersonKind, PersonRecipe, SyntheticPerson, TrueCoefficients};
pub use priors::{placeholders, published};
pub use uniformity::uniform_p;
