//! What a person said of the air.

use charley_domain::entry::{Sun, Weather as Report};

use super::{AirBasis, Vapour, Weather, climate, normal};
use crate::prior::Spread;

impl Weather {
    /// What was said is the warmest of the day: the workout had the air of its hour.
    pub(super) fn warmest_of_the_day(mut self) -> Self {
        self.basis = AirBasis::DaySaid;
        self.air_c = self.air_c.shifted(climate::warmer_c(14.0, self.clock.start_h)); // warmest hour
        self.clock.air_moves = true;
        // The course of its hours is that of the season again, as the temperature of the day is not the station's.
        self.station = None;
        self
    }

    /// The same with what was said; what was not said keeps its spread.
    pub(super) fn said(mut self, report: &Report, sd_c: f64) -> Self {
        self.basis = AirBasis::Said;
        self.air_c = normal(report.air_c.c(), sd_c, (-60.0, 60.0)); // limits of the air on Earth
        self.clock.air_moves = false;
        self.assumed.retain(|what| what.starts_with("indoors"));
        let is_known = self.station.is_some();
        if let Some(station) = &self.station {
            self.assumed.push(format!("what you did not say of the air, of {}", station.words));
        }
        match report.humidity_pct {
            Some(humidity) => self.vapour = Vapour::Humidity(normal(humidity.pct(), 5.0, (0.0, 100.0))), // own judgement
            None if is_known => (),
            None => self.assumed.push("humidity".to_owned()),
        }
        match report.wind_m_s {
            Some(wind) => self.wind_m_s = Spread::LogNormal { median: wind.m_s().max(0.1), log_sd: 0.3 }, // own judgement
            None if is_known => (),
            None => self.assumed.push("wind".to_owned()),
        }
        self.clock.sun_moves &= report.sun.is_none();
        match report.sun {
            Some(Sun::Full) => self.sun = Spread::Uniform { from: 0.6, to: 1.0 }, // own judgement
            Some(Sun::Partial) => self.sun = Spread::Uniform { from: 0.2, to: 0.6 }, // own judgement
            Some(Sun::Shade) => self.sun = Spread::Uniform { from: 0.0, to: 0.15 }, // own judgement
            None if is_known => (),
            None => self.assumed.push("sun".to_owned()),
        }
        self
    }
}
