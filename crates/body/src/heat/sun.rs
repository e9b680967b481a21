//! Where the sun stands.

use jiff::Timestamp;

/// The sun over a place at an instant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sun {
    /// Cosine of the zenith angle: 1 overhead, 0 at the horizon, negative at night.
    pub zenith_cosine: f64,
    /// Distance of the Earth from the sun, in astronomical units.
    pub distance_au: f64,
}

/// The sun at `instant` over a place, in degrees north and east.
///
/// Equation: mean longitude and anomaly of the sun, ecliptic to equator, hour angle from sidereal time. Source: the
/// low-precision formulas of the Astronomical Almanac (0.01° between 1950 and 2050). Valid for those years;
/// a standard atmosphere bends the light.
///
/// ```
/// let noon = "2026-06-21T12:00:00Z".parse()?;
/// let sun = charley_body::heat::sun::sun(noon, 23.44, 0.0);
/// assert!(sun.zenith_cosine > 0.999);
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn sun(instant: Timestamp, latitude_deg: f64, longitude_deg: f64) -> Sun {
    let days = instant.as_second() as f64 / 86_400.0 - 10_957.5; // days since noon of 1 January 2000
    let anomaly = (357.528 + 0.985_600_3 * days).to_radians(); // Astronomical Almanac
    let mean = 280.460 + 0.985_647_4 * days; // Astronomical Almanac
    let longitude = (mean + 1.915 * anomaly.sin() + 0.020 * (2.0 * anomaly).sin()).to_radians(); // Astronomical Almanac
    let tilt = (23.439 - 4e-7 * days).to_radians(); // Astronomical Almanac
    let right_ascension = (tilt.cos() * longitude.sin()).atan2(longitude.cos());
    let declination = (tilt.sin() * longitude.sin()).asin();
    let sidereal_deg = 280.460_62 + 360.985_647_37 * days; // Astronomical Almanac
    let hour_angle = (sidereal_deg + longitude_deg).to_radians() - right_ascension;
    let latitude = latitude_deg.to_radians();
    let height = (latitude.sin() * declination.sin() + latitude.cos() * declination.cos() * hour_angle.cos())
        .clamp(-1.0, 1.0)
        .asin();
    Sun {
        zenith_cosine: (height + refraction(height)).sin(),
        distance_au: 1.000_14 - 0.016_71 * anomaly.cos() - 0.000_14 * (2.0 * anomaly).cos(), // Astronomical Almanac
    }
}

/// How much higher the sun seems to stand, in radians.
fn refraction(height: f64) -> f64 {
    const LOWEST_DEG: f64 = -0.56; // Michalsky 1988
    let degrees = height.to_degrees();
    if degrees < LOWEST_DEG {
        return 0.0;
    }
    let bent = 3.515_61 * (0.159_4 + 0.019_6 * degrees + 2e-5 * degrees * degrees) // Michalsky 1988
        / (1.0 + 0.505 * degrees + 0.084_5 * degrees * degrees); // Michalsky 1988
    bent.to_radians()
}
