//! What a device or an app observed, in words, with the device that says so.

use charley_domain::{
    observation::{Observation, Observed},
    person::Units,
    quantity::FluidVolume,
};

use super::amount::{mass, plain, span, volume};

/// What was observed, and by what, without when.
pub(super) fn what(observation: &Observation, units: Units) -> String {
    let told = match &observation.what {
        Observed::Sleep(sleep) => format!("{} of sleep", span(sleep.asleep_h.h() * 3600.0)),
        Observed::Stillness { hours, .. } => format!("{} without a step", span(hours.h() * 3600.0)),
        Observed::Steps { count } => format!("{count} steps"),
        Observed::Weight { mass_kg } => format!("weight {}", mass(*mass_kg, units)),
        Observed::Water { volume_ml } => format!("{} of water", drunk(*volume_ml, units)),
        Observed::Alcohol { units } => super::record::alcohol(units.units()),
        Observed::Caffeine { caffeine_mg } => format!("{} mg of caffeine", plain(caffeine_mg.mg())),
        Observed::RestingHeartRate { heart_rate_bpm } => {
            format!("resting heart rate {}/min", plain(heart_rate_bpm.bpm()))
        }
        Observed::HeartRateVariability { measure, variability_ms } => {
            format!("heart rate variability {} ms ({measure})", variability_ms.ms().round())
        }
        Observed::BodyTemperature { temperature_c } => {
            format!("body temperature {:.1} °C", temperature_c.c())
        }
        Observed::Answered { habit, yes: true } => format!("{habit}, how much is not known"),
        Observed::Answered { habit, yes: false } => format!("no {habit}"),
    };
    format!("{told} ({})", observation.by)
}

fn drunk(volume_ml: FluidVolume, units: Units) -> String {
    volume(volume_ml, units)
}

/// Whether it tells of a night as a whole.
pub(super) const fn is_of_night(observation: &Observation) -> bool {
    matches!(observation.what, Observed::Sleep(_))
}

/// Whether it tells of a day as a whole.
pub(super) const fn is_of_day(observation: &Observation) -> bool {
    matches!(observation.what, Observed::Steps { .. } | Observed::Stillness { .. })
}
