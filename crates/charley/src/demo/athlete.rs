//! The body of the synthetic person: what they can do, and what they said of themselves.

use std::collections::BTreeSet;

use charley_domain::{
    person::{Hemisphere, Person, Saltiness, Sex, Units},
    quantity::{BodyMass, HeartRate, Height, OutOfRange, Power, Speed},
};
use jiff::{ToSpan, civil::Date};
use rand::RngExt;

use super::stream::stream;

/// Oxygen of level running in mL/kg/min: at rest, and for each m/min.
const OXYGEN_ML_KG_MIN: (f64, f64) = (3.5, 0.2); // ACSM, as recalled
/// Heat of a litre of oxygen in J.
const OXYGEN_J_L: f64 = 20_900.0; // ISO 8996
/// Share of it that reaches the pedals, and of what they can take up running that runners take up on a bike.
const CYCLING: (f64, f64) = (0.215, 0.95); // the efficiency of the body model; the second assumed

/// Power in W that a runner holds on a bike for as long as a speed in m/s on foot.
fn power_of_a_runner_w(mass_kg: f64, speed_m_s: f64) -> f64 {
    let (rest, for_each) = OXYGEN_ML_KG_MIN;
    let oxygen_l_s = (rest + for_each * 60.0 * speed_m_s) * mass_kg / 1000.0 / 60.0;
    let (efficiency, taken_up) = CYCLING;
    oxygen_l_s * OXYGEN_J_L * efficiency * taken_up
}

/// What the recordings are made from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Athlete {
    sex: Sex,
    age_years: i16,
    pub(super) mass_kg: f64,
    height_cm: f64,
    pub(super) rest_bpm: f64,
    pub(super) max_bpm: f64,
    /// Running speed held for about an hour.
    pub(super) critical_speed_m_s: f64,
    /// Power held for about an hour.
    pub(super) ftp_w: f64,
}

impl Athlete {
    pub(super) fn of(seed: u64) -> Self {
        let mut rng = stream(seed, "athlete", 0);
        let sex = if rng.random_bool(0.5) { Sex::Female } else { Sex::Male };
        let (mass_kg, height_cm, speed) = match sex {
            Sex::Female => (62.0, 168.0, 3.25),
            _ => (75.0, 180.0, 3.50),
        };
        let age_years = rng.random_range(40..=58);
        let mass_kg = mass_kg + f64::from(rng.random_range(-5..=6));
        let mut athlete = Self {
            sex,
            age_years,
            mass_kg,
            height_cm: height_cm + f64::from(rng.random_range(-6..=6)),
            rest_bpm: f64::from(rng.random_range(46..=56)),
            max_bpm: (208.0 - 0.7 * f64::from(age_years)).round() + f64::from(rng.random_range(-5..=5)),
            critical_speed_m_s: speed + 0.05 * f64::from(rng.random_range(-4..=4)),
            ftp_w: 0.0,
        };
        let own = 1.0 + 0.01 * f64::from(rng.random_range(-4..=4));
        athlete.ftp_w = (own * power_of_a_runner_w(mass_kg, athlete.critical_speed_m_s)).round();
        athlete
    }

    /// The person as they filled in their settings.
    pub(super) fn person(&self, until: Date) -> Result<Person, OutOfRange> {
        let born = until.saturating_sub((i32::from(self.age_years) * 12 + 5).months()).first_of_month();
        Ok(Person {
            born: Some(born),
            sex: Some(self.sex),
            mass_kg: Some(BodyMass::from_kg(self.mass_kg)?),
            height_cm: Some(Height::from_cm(self.height_cm)?),
            max_hr_bpm: Some(HeartRate::from_bpm(self.max_bpm)?),
            rest_hr_bpm: Some(HeartRate::from_bpm(self.rest_bpm)?),
            ftp_w: Some(Power::from_w(self.ftp_w)?),
            critical_speed_m_s: Some(Speed::from_m_s(self.critical_speed_m_s)?),
            timezone: Some("UTC".to_owned()),
            hemisphere: Some(Hemisphere::North),
            conditions: Some(BTreeSet::new()),
            saltiness: Some(Saltiness::Medium),
            units: Some(Units::Metric),
            ..Person::default()
        })
    }
}
