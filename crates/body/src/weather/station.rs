//! The air of a workout by the nearest place of which it was brought: where nobody said it, and beside what the device showed.

use charley_domain::workout::WorkoutHead;
use serde::Serialize;

use super::{
    AirRecord, Setting, Vapour,
    places::{NearAir, end},
    thermometer::Guess,
};
use crate::{prior::Spread, vapour::saturated_kpa};

/// How far the air of a place is from that of a workout nearby, in °C, and how much further each km away.
const NEAR_SD_C: (f64, f64) = (1.2, 0.02); // own judgement
/// The same of the logarithm of its vapour.
const VAPOUR_LOG_SD: f64 = 0.08; // own judgement
/// Wind at the height of a body as a share of that ten metres up, over open ground.
const LOWER_WIND: f64 = 0.75; // FAO 56, equation 47, to two metres: assumed for a body
/// Spread of the logarithm of the wind: woods and houses.
const WIND_LOG_SD: f64 = 0.4; // own judgement
/// Radiation of full sun on the level, in W/m².
const FULL_SUN_W_M2: f64 = 1000.0; // own judgement: a clear sky with a high sun
/// How much of it a wholly covered sky takes.
const CLOUDS: f64 = 0.85; // own judgement
/// How far the share of sun may be off.
const SUN_OFF: f64 = 0.15; // own judgement: trees, and clouds that come and go

/// What a place says of the hours of a workout.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StationAir {
    /// Which place, how far away.
    pub words: String,
    /// Temperature at each full hour from that before the start on, in °C.
    air_c: Vec<f64>,
    /// From that hour to the start, in hours.
    into_h: f64,
    sd_c: f64,
    dew_point_c: Option<f64>,
    wind_m_s: Option<f64>,
    /// Share of full sun, of the radiation itself.
    sun: Option<f64>,
    /// Share of the sun that the clouds let through.
    clear: Option<f64>,
}

impl StationAir {
    /// What the nearest place says whose temperature is known in each hour of a workout.
    pub(super) fn of(head: &WorkoutHead, setting: &Setting, air: &AirRecord) -> Option<Self> {
        let home_is_guessed = setting.spot().is_none() && !air.home_is_said();
        air.near(setting.spot()).into_iter().find_map(|near| Self::by(near, head, home_is_guessed))
    }

    fn by(near: NearAir<'_>, head: &WorkoutHead, home_is_guessed: bool) -> Option<Self> {
        let start = head.start.instant;
        let (series, step_s) = (near.series, near.series.step.seconds());
        if series.step == charley_domain::air::AirStep::Day {
            return None;
        }
        let (first, last) = (series.number(start), series.number(end(start, head.elapsed_s)));
        // The hour after the end tells how the air went on; at the end of a file it may be missing.
        let air_c: Vec<f64> = (first..=last).map(|number| near.air_c(number)).collect::<Option<_>>()?;
        let air_c = air_c.into_iter().chain(near.air_c(last + 1)).collect();
        let rows = || (first..=last).filter_map(|number| series.row(number));
        let mean = |of: fn(&charley_domain::air::AirRow) -> Option<f64>| {
            let values: Vec<f64> = rows().filter_map(of).collect();
            (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
        };
        let (at_once_c, a_km_c) = NEAR_SD_C;
        Some(Self {
            words: near.words(home_is_guessed),
            air_c,
            into_h: start.as_second().rem_euclid(step_s) as f64 / step_s as f64,
            sd_c: at_once_c + a_km_c * near.km.unwrap_or(0.0),
            dew_point_c: mean(|row| row.dew_point_c),
            wind_m_s: mean(|row| row.wind_m_s),
            sun: mean(|row| row.radiation_w_m2).map(|watt| (watt / FULL_SUN_W_M2).clamp(0.0, 1.0)),
            clear: mean(|row| row.cloud_pct).map(|pct| 1.0 - CLOUDS * pct / 100.0),
        })
    }

    /// The temperature so many hours after the start, in °C: between the full hours on a straight line.
    pub(super) fn air_c(&self, after_h: f64) -> f64 {
        let at = (self.into_h + after_h).max(0.0);
        let value = |place: usize| self.air_c.get(place).or(self.air_c.last()).copied().unwrap_or(f64::NAN);
        let (before, after) = (value(at as usize), value(at as usize + 1));
        before + (after - before) * at.fract()
    }

    /// The air in the middle of a workout of so many hours.
    pub(super) fn middle(&self, hours: f64) -> Guess {
        Guess { mean_c: self.air_c(hours / 2.0), sd_c: self.sd_c }
    }

    pub(super) fn vapour(&self) -> Option<Vapour> {
        let median = saturated_kpa(self.dew_point_c?);
        Some(Vapour::Pressure(Spread::LogNormal { median, log_sd: VAPOUR_LOG_SD }))
    }

    pub(super) fn wind(&self) -> Option<Spread> {
        let median = (self.wind_m_s? * LOWER_WIND).max(0.1);
        Some(Spread::LogNormal { median, log_sd: WIND_LOG_SD })
    }

    /// The sun with whether it still follows the hour: radiation has the height of the sun in it, clouds have not.
    pub(super) fn sun(&self) -> Option<(Spread, bool)> {
        let around =
            |share: f64| Spread::Uniform { from: (share - SUN_OFF).max(0.0), to: (share + SUN_OFF).min(1.0) };
        let by_clouds = || self.clear.map(|clear| (around(clear), true));
        self.sun.map(|sun| (around(sun), false)).or_else(by_clouds)
    }
}
