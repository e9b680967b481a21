//! Every clinical number of Charley, with its source and with how much of that source was read.
//!
//! The tables are part of the crate and parsed once; [`evidence`] gives them typed:
//!
//! ```
//! use charley_evidence::evidence;
//! let lipitor = evidence().recognise("Lipitor 20 mg");
//! assert_eq!(lipitor.substances[0].name(), "atorvastatin");
//! let claim = evidence().claim("C11").unwrap();
//! assert_eq!(claim.verdict.word(), "refuted");
//! ```
//!
//! Two rules are held by types. A figure comes out of a row only when the sources it comes from bear it
//! ([`Showing`]); red flags, harms and who-must-not come out always. A percentage is never a ratio
//! ([`estimate::Scale`]), so none can enter a hazard model as one.

pub mod care;
pub mod claim;
pub mod estimate;
pub mod everyday_word;
pub mod factor;
mod footing;
pub mod known_medicine;
pub mod medicine;
pub mod medicine_pair;
mod medicine_search;
mod name_index;
pub mod prior;
pub mod rate;
pub mod recognised;
pub mod red_flag;
pub mod remedy;
pub mod source;
mod spelling;
pub mod substance;
mod table;
mod tables;
pub mod team;
pub mod trigger;
pub mod weighed_group;
pub mod workout_level;

pub use care::Care;
pub use claim::{Claim, Verdict};
pub use estimate::{Certainty, Estimate, Scale};
pub use everyday_word::EverydayWord;
pub use factor::RiskFactor;
pub use known_medicine::KnownMedicine;
pub use medicine::{Association, Medicine, MedicineClass};
pub use medicine_pair::MedicinePair;
pub use prior::Prior;
pub use rate::PublishedRate;
pub use recognised::{Choice, NameKind, Question, Recognised, Whether};
pub use red_flag::{AnswerKind, Branch, BranchOutcome, RedFlag, Urgency, Within};
pub use remedy::{Remedy, RemedyUse};
pub use source::{ReadLevel, Showing, Source};
pub use substance::{Closes, Substance};
pub use table::TableError;
pub use tables::{Evidence, VERSION, evidence};
pub use team::{LinePurpose, Team, TeamLine};
pub use trigger::{PriorBasis, Trigger, TriggerKind};
pub use weighed_group::{WeighedGroup, weighed_groups};
pub use workout_level::WorkoutLevel;
