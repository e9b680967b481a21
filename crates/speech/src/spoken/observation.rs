//! What a device or an app observed, in words, with the device that says so.

use charley_domain::{
    observation::{MenstrualFlow, Observation, Observed},
    person::Units,
    quantity::FluidVolume,
};

use super::{
    amount::body_degrees,
    amount::{mass, plain, span, volume},
    record::words as say,
};
use crate::message::Message;

/// What was observed, and by what, without when.
pub(super) fn what(observation: &Observation, units: Units) -> String {
    let told = match &observation.what {
        Observed::Sleep(sleep) => say::sleep(span(sleep.asleep_h.h() * 3600.0)),
        Observed::Stillness { hours, .. } => say::still(span(hours.h() * 3600.0)),
        Observed::Steps { count } => say::steps(count),
        Observed::Weight { mass_kg } => say::weight(mass(*mass_kg, units)),
        Observed::Water { volume_ml } => say::water(drunk(*volume_ml, units)),
        Observed::Alcohol { units } => super::record::alcohol(units.units()),
        Observed::Caffeine { caffeine_mg } => say::caffeine(plain(caffeine_mg.mg())),
        Observed::RestingHeartRate { heart_rate_bpm } => say::resting_heart(plain(heart_rate_bpm.bpm())),
        Observed::HeartRateVariability { measure, variability_ms } => {
            say::variability(variability_ms.ms().round(), measure)
        }
        Observed::BodyTemperature { temperature_c } => {
            say::body_temperature(body_degrees(temperature_c.c(), units))
        }
        Observed::Answered { habit, yes: true } => say::habit_yes(habit),
        Observed::Answered { habit, yes: false } => say::habit_no(habit),
        Observed::Menstruation { flow } => menstruation(*flow).into(),
    };
    if observation.typed {
        say::observed_typed(told, &observation.by)
    } else {
        say::observed(told, &observation.by)
    }
}

const fn menstruation(flow: MenstrualFlow) -> Message {
    match flow {
        MenstrualFlow::Unspecified => say::MENSTRUATION,
        MenstrualFlow::Light => say::MENSTRUATION_LIGHT,
        MenstrualFlow::Medium => say::MENSTRUATION_MEDIUM,
        MenstrualFlow::Heavy => say::MENSTRUATION_HEAVY,
    }
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
    matches!(
        observation.what,
        Observed::Steps { .. } | Observed::Stillness { .. } | Observed::Menstruation { .. }
    )
}
