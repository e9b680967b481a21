//! The person as JSON: every field is there, what was not said is null.

use charley_domain::{
    air::Position,
    person::{Condition, CrampNights, CrampsWhen, Hemisphere, Person, RaceCramps, Saltiness, Sex, Units},
    quantity::{BodyMass, HeartRate, Height, Power, Speed},
};
use jiff::civil::Date;
use serde::Serialize;

use charley_answers::person::profile;

/// `charley.person/1`.
#[derive(Debug, Serialize)]
pub(super) struct PersonDocument {
    schema: &'static str,
    name: Option<String>,
    born: Option<String>,
    birth_date: Option<Date>,
    cramps_since: Option<String>,
    cramps_when: Option<&'static str>,
    cramp_nights: Option<CrampNights>,
    age_years: Option<i32>,
    sex: Option<&'static str>,
    mass_kg: Option<f64>,
    height_cm: Option<f64>,
    max_hr_bpm: Option<f64>,
    rest_hr_bpm: Option<f64>,
    ftp_w: Option<f64>,
    critical_speed_m_s: Option<f64>,
    timezone: Option<String>,
    hemisphere: Option<&'static str>,
    home: Option<Position>,
    pregnant_since: Option<Date>,
    cycle: Option<bool>,
    conditions: Option<Vec<&'static str>>,
    saltiness: Option<&'static str>,
    race_cramps: Option<&'static str>,
    units: Option<&'static str>,
    not_said: Vec<&'static str>,
}

impl PersonDocument {
    pub(super) fn of(person: &Person, today: Date) -> Self {
        Self {
            schema: "charley.person/1",
            name: person.name.clone(),
            birth_date: person.birth_date,
            cramps_since: person.cramps_since.map(|began| began.strftime("%Y-%m").to_string()),
            cramps_when: person.cramps_when.map(CrampsWhen::word),
            cramp_nights: person.cramp_nights,
            born: person.born.map(|born| born.strftime("%Y-%m").to_string()),
            age_years: person.age_years(today),
            sex: person.sex.map(Sex::word),
            mass_kg: person.mass_kg.map(BodyMass::kg),
            height_cm: person.height_cm.map(Height::cm),
            max_hr_bpm: person.max_hr_bpm.map(HeartRate::bpm),
            rest_hr_bpm: person.rest_hr_bpm.map(HeartRate::bpm),
            ftp_w: person.ftp_w.map(Power::w),
            critical_speed_m_s: person.critical_speed_m_s.map(Speed::m_s),
            timezone: person.timezone.clone(),
            hemisphere: person.hemisphere.map(Hemisphere::word),
            home: person.home,
            pregnant_since: person.pregnant_since,
            cycle: person.cycle,
            conditions: person
                .conditions
                .as_ref()
                .map(|set| set.iter().map(|c: &Condition| c.word()).collect()),
            saltiness: person.saltiness.map(Saltiness::word),
            race_cramps: person.race_cramps.map(RaceCramps::word),
            units: person.units.map(Units::word),
            not_said: profile::not_said(person),
        }
    }
}
