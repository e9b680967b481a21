//! The file of a weather archive for the place, hour by hour, as a person downloads it.

use std::io::{self, Write as _};

use super::PhoneLife;
use crate::demo::route;

/// Its lines: a head with the place, then an hour each, in universal time.
///
/// # Errors
/// Never: it is written to memory.
pub(super) fn csv(life: &PhoneLife) -> io::Result<Vec<u8>> {
    let mut file = Vec::new();
    let (latitude, longitude) = (route::LATITUDE_DEG, route::LONGITUDE_DEG);
    writeln!(file, "latitude,longitude,elevation,utc_offset_seconds,timezone,timezone_abbreviation")?;
    writeln!(file, "{latitude:.1},{longitude:.1},12.0,0,GMT,GMT\n")?;
    writeln!(file, "time,temperature_2m (°C),relative_humidity_2m (%)")?;
    for day in &life.days {
        for hour in 0..24 {
            let (air_c, humidity_pct) = (day.weather.at(hour), day.weather.humidity_pct);
            writeln!(file, "{}T{hour:02}:00,{air_c:.1},{humidity_pct:.0}", day.weather.date)?;
        }
    }
    Ok(file)
}
