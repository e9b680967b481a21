//! A second synthetic person who types nothing: a phone in the pocket, a bathroom scale, the weather file of the place, and one
//! tap a morning.
//!
//! | you want | call |
//! |---|---|
//! | the person, their days and their walks | [`PhoneLife::of`] |
//! | what their phone and a weather service give away | [`export::zip`], [`weather::csv`] |
//! | the cause that is planted in them, and their mornings | [`cause::PlantedCause::of`], [`mornings::entries`] |
//! | all of it through the ordinary doors | [`stage::make`] |
//!
//! Their cramps come from the life they truly led. The phone saw it as phones do: it was left on tables and at home, it missed
//! when sleep began. So a cause must be found through the errors of the device.

mod cause;
mod day;
mod export;
mod mornings;
pub(crate) mod stage;
#[cfg(test)]
mod tests;
mod walk;
mod weather;

use charley_domain::{
    person::{Hemisphere, Person, Sex, Units},
    quantity::{BodyMass, Height, OutOfRange},
};
use jiff::{ToSpan, civil::Date};
use rand::RngExt;

use self::day::PhoneDay;
use super::{
    climate::{self, DayWeather},
    stream::stream,
};

/// Years of age, between which the person is.
const AGE_YEARS: std::ops::RangeInclusive<i16> = 64..=72;

/// How large a person to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PhoneConfig {
    /// Decides everything else.
    pub(crate) seed: u64,
    /// Last night of the diary: the one before "today".
    pub(crate) until: Date,
    /// Nights of the diary.
    pub(crate) nights: u32,
    /// Nights with a recorded cramp that are aimed at.
    pub(crate) night_cramps: u32,
}

impl PhoneConfig {
    /// Two years with three cramps a month.
    pub(crate) const fn demo(seed: u64, until: Date) -> Self {
        Self { seed, until, nights: 730, night_cramps: 72 }
    }

    /// A few months, for tests.
    pub(crate) const fn small(seed: u64, until: Date) -> Self {
        Self { seed, until, nights: 100, night_cramps: 14 }
    }

    fn first(&self) -> Date {
        self.until.saturating_sub(i64::from(self.nights.max(1) - 1).days())
    }
}

/// The person with their days; nothing in it knows of cramps.
#[derive(Debug, Clone)]
pub(crate) struct PhoneLife {
    pub(crate) config: PhoneConfig,
    pub(crate) person: Person,
    pub(crate) age_years: i16,
    pub(super) mass_kg: f64,
    pub(super) days: Vec<PhoneDay>,
}

impl PhoneLife {
    /// Makes the person.
    ///
    /// # Errors
    /// Never with the numbers used here: each is within the range of its quantity.
    pub(crate) fn of(config: PhoneConfig) -> Result<Self, OutOfRange> {
        let mut rng = stream(config.seed, "who carries a phone", 0);
        let sex = if rng.random_bool(0.6) { Sex::Female } else { Sex::Male };
        let (mass_kg, height_cm) = if sex == Sex::Female { (70.0, 164.0) } else { (83.0, 177.0) };
        let age_years = rng.random_range(AGE_YEARS);
        let mass_kg = mass_kg + f64::from(rng.random_range(-8..=8));
        let born = config.until.saturating_sub((i32::from(age_years) * 12 + 5).months()).first_of_month();
        let person = Person {
            born: Some(born),
            sex: Some(sex),
            mass_kg: Some(BodyMass::from_kg(mass_kg)?),
            height_cm: Some(Height::from_cm(height_cm)?),
            timezone: Some("UTC".to_owned()),
            hemisphere: Some(Hemisphere::North),
            units: Some(Units::Metric),
            ..Person::default()
        };
        let weather = weather_of(&config);
        let days = day::days(config.seed, weather);
        Ok(Self { config, person, age_years, mass_kg, days })
    }
}

/// The weather of the same synthetic place as that of the other person, on days of one's own.
fn weather_of(config: &PhoneConfig) -> Vec<DayWeather> {
    climate::weather(config.seed, (config.first(), config.nights))
}
