//! What a person can hold for about an hour: given, else from their own best 20 minutes, else assumed.

use charley_domain::{
    basis::{Basis, Known},
    person::Person,
};
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    metabolic::HeartRange,
    parameter::{HOUR_OF_TWENTY, TYPICAL_CRITICAL_SPEED_M_S},
    summary::WorkoutSummary,
};

/// A person's thresholds, each with how it is known.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Thresholds {
    /// Power held for an hour, in W; `None` when not given and never shown.
    pub power_w: Option<Known<f64>>,
    /// Flat running speed held for an hour, in m/s.
    pub flat_speed_m_s: Known<f64>,
    /// Heart-rate range with what was assumed of it; `None` when neither highest heart rate nor age is known.
    pub heart: Option<(HeartRange, Vec<String>)>,
}

impl Thresholds {
    /// Thresholds (W, m/s, bpm) of a person on a date from what they said and from all their workouts.
    ///
    /// The highest heart rate is given, else that of the age, or the highest recorded for 30 s if that is more.
    ///
    /// Equation: given, else 0.95 × the best 20 minutes so far (half the workouts may be easy, one must not), else
    /// 3.0 m/s. Source: [`HOUR_OF_TWENTY`], [`TYPICAL_CRITICAL_SPEED_M_S`]. Uses of the person: `ftp_w`,
    /// `critical_speed_m_s`, `max_hr_bpm`, `rest_hr_bpm`, `born`, `sex`, `mass_kg`. Too low, when the person never went all out: then load reads high.
    ///
    /// ```
    /// use charley_body::threshold::Thresholds;
    /// let thresholds = Thresholds::of(&Default::default(), &[], "2026-05-01".parse()?);
    /// assert_eq!(thresholds.flat_speed_m_s.basis.word(), "assumed");
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn of(person: &Person, workouts: &[WorkoutSummary], date: Date) -> Self {
        let best = |pick: fn(&WorkoutSummary) -> Option<f64>| {
            workouts.iter().filter_map(pick).max_by(f64::total_cmp)
        };
        let power = best(|workout| workout.power_w?.best_20min);
        let speed = best(|workout| workout.flat_speed_m_s?.best_20min);
        let own = |value: f64| Known {
            value: HOUR_OF_TWENTY.value * value,
            basis: Basis::estimated("95 % of your best 20 minutes"),
        };
        let assumed = TYPICAL_CRITICAL_SPEED_M_S.value;
        Self {
            power_w: person
                .ftp_w
                .map(|power| Known::measured(power.w()))
                .or(power.map(own))
                .filter(is_positive),
            flat_speed_m_s: person
                .critical_speed_m_s
                .map(|speed| Known::measured(speed.m_s()))
                .or(speed.map(own))
                .filter(is_positive)
                .unwrap_or_else(|| Known { value: assumed, basis: Basis::assumed("critical speed 3.0 m/s") }),
            heart: HeartRange::of(person, date).map(|heart| with_own_highest(heart, person, workouts)),
        }
    }
}

/// Seconds that a heart rate must have been held to be no slip of the strap.
const HELD_S: u32 = 30;

/// Raises a highest heart rate that was only taken from age to the highest that was recorded for half a minute in all.
fn with_own_highest(
    (mut range, mut assumed): (HeartRange, Vec<String>),
    person: &Person,
    workouts: &[WorkoutSummary],
) -> (HeartRange, Vec<String>) {
    let highest_class = |workout: &WorkoutSummary| {
        let mut held_s = 0_u32;
        workout.heart_rate_s.iter().rev().find_map(|(bpm, seconds)| {
            held_s = held_s.saturating_add(*seconds);
            (held_s >= HELD_S).then_some(f64::from(*bpm))
        })
    };
    let own = workouts.iter().filter_map(highest_class).max_by(f64::total_cmp);
    if let Some(own) = own.filter(|own| person.max_hr_bpm.is_none() && *own > range.max_bpm) {
        range.max_bpm = own;
        assumed.retain(|what| !what.contains("from age"));
        assumed.push("highest heart rate from your recordings".to_owned());
    }
    (range, assumed)
}

fn is_positive(known: &Known<f64>) -> bool {
    // A threshold of zero would make every load infinite: treat it as not said.
    known.value > 0.1
}
