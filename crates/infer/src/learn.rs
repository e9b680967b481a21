//! Learning from one person's own windows: what raises their risk, what made each cramp, what to expect, what to record next.
//!
//! | file | what |
//! |---|---|
//! | `cell` | one exposure in one window, as draws: known, about, computed, or unknown |
//! | `panel` | all windows of a kind with all factors |
//! | `nights` | the posterior of nights, a forecast of a night |
//! | `level` | how often a cramp comes of late, by the outcomes alone |
//! | `workouts` | the posterior of workouts, a forecast of a workout |
//! | `timing` | the night itself, or the days before it |
//! | `lead` | tomorrow's exposure, which cannot have caused tonight's cramp |
//! | `excess` | what raised the rate of one window beyond a usual one, and how much of it |
//! | `standard` | how often a cramp comes with a factor and without it, all else as it was |
//! | `effect` | what is said of one factor; pairs that cannot be told apart |
//! | `track` | forecasts as they would have been made, against the moving average |
//! | `prequential`, `skill` | how those are made, of nights and of workouts |
//! | `fingerprint`, `cache` | what is kept between processes, and whether it is stale |
//! | `bands` | what forecasts said against what came |
//! | `replicated` | diaries that the model makes, beside the person's own |
//! | `next` | what would teach the most |

mod bands;
mod cache;
mod cell;
mod effect;
mod excess;
mod fingerprint;
mod lead;
mod level;
mod next;
mod nights;
mod panel;
mod prequential;
mod replicated;
mod skill;
mod standard;
mod timing;
mod track;
mod workouts;

pub use bands::{ReliabilityBand, bands};
pub use cache::PosteriorCache;
pub use cell::Cell;
pub use effect::{Effect, inseparable};
pub use excess::{Excess, ExcessPart, NamedFactor};
pub use fingerprint::Fingerprint;
pub(crate) use lead::{Control, NextNight};
pub use level::NightLevel;
pub use next::{Gain, TELLING_RATIO, ToldNight, by_itself, gains, nights_to_tell, own_z, worth_asking};
pub use nights::{LearnedNights, NightBeliefs, NightRow};
pub use panel::{Factor, IMPUTATIONS, LEAST_KNOWN};
pub use replicated::{Feature, Replicated};
pub use standard::{Contrast, Frequency};
pub use timing::Timing;
pub use track::{Forecasted, Lead, Rival, Track, isotonic, moving_average};
pub use workouts::{LearnedWorkouts, STEP_MIN, WorkoutRow};
