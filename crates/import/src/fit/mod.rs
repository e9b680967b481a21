//! Reading FIT.

use jiff::tz::TimeZone;

use crate::{ReadError, Reading};

pub(crate) fn read(_bytes: &[u8], _home: &TimeZone) -> Result<Reading, ReadError> {
    Err(ReadError::new("no_workout", "not built yet"))
}
