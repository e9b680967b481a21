//! What archives of health data know of nights and days, gathered from any format and told once the person's home is known.

mod cycle;
mod drawer;
mod heart_rates;
mod night;
mod steps;

use charley_domain::{
    moment::Moment,
    night::NightOf,
    observation::Observation,
    quantity::{Humidity, Temperature},
    workout::WorkoutId,
};

use crate::fhir::ClinicRecord;
pub(crate) use cycle::{Bleeding, CycleDrawer};
pub use cycle::{CycleRecords, RecordedPregnancy};
pub(crate) use drawer::Drawer;
pub(crate) use heart_rates::HeartRates;
pub(crate) use night::{SleepPiece, SleepStage};

/// An observation with its place in time.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated {
    /// When it was: the end of a sleep or of a stretch, else the moment itself.
    pub at: Moment,
    /// The night it belongs to; of a day, the night that follows.
    pub night: NightOf,
    /// What was observed, by what.
    pub observation: Observation,
}

/// The air of a workout, as its archive has it from a weather service.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkoutAir {
    /// The workout.
    pub workout: WorkoutId,
    /// When it began.
    pub start: Moment,
    /// Air temperature.
    pub air_c: Temperature,
    /// Relative humidity.
    pub humidity_pct: Option<Humidity>,
}

/// What a file knows beside workouts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Health {
    /// Nights and days, in the order of time.
    pub observations: Vec<Dated>,
    /// The air of workouts.
    pub air: Vec<WorkoutAir>,
    /// Menstruation and pregnancy: for its owner to say whether any of it is kept.
    pub cycle: CycleRecords,
    /// What a record of a clinic names.
    pub clinic: ClinicRecord,
}
