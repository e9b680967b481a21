//! The air of places that a person brought, as it is joined to their nights and workouts.

use charley_body::weather::{AirHome, AirRecord};
use charley_domain::person::Person;
use charley_store::{Store, StoreError};
use jiff::ZonedDateTime;

/// All of it, with where the person lives as far as that is known.
///
/// # Errors
/// When the database cannot be read.
pub fn record(store: &Store, person: &Person, now: &ZonedDateTime) -> Result<AirRecord, StoreError> {
    Ok(AirRecord::of(store.air()?, home(person, now)))
}

/// What is known of where a person lives.
pub fn home(person: &Person, now: &ZonedDateTime) -> AirHome {
    AirHome {
        position: person.home,
        hemisphere: person.hemisphere,
        zone: now.time_zone().clone(),
        zone_is_said: person.timezone.is_some(),
    }
}
