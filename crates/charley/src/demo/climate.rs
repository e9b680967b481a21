//! The weather of the synthetic place: a season, and warm and cool spells on it.

use std::f64::consts::TAU;

use jiff::{ToSpan, civil::Date};

use super::stream::{Autoregressive, stream};

/// Warmest air of a mean day, half the span from winter to summer, and the spread of spells, in °C.
const MEAN_C: f64 = 15.5;
const SEASON_C: f64 = 8.5;
const SPELL_C: f64 = 3.8;
/// Warmest day of the year, as its number.
const WARMEST_DAY: f64 = 200.0;
/// Correlation of one day's spell with the next.
const SPELL_KEPT: f64 = 0.72;

/// The weather of one day.
#[derive(Debug, Clone, Copy)]
pub(super) struct DayWeather {
    pub(super) date: Date,
    /// Warmest air in the shade.
    pub(super) warmest_c: f64,
    pub(super) humidity_pct: f64,
}

impl DayWeather {
    /// Air at an hour of the day.
    pub(super) fn at(&self, hour: i8) -> f64 {
        // Warmest in mid-afternoon, nine degrees cooler before dawn.
        let from_warmest = (f64::from(hour) - 15.0) / 24.0;
        self.warmest_c - 4.5 * (1.0 - (TAU * from_warmest).cos())
    }
}

/// So many days from the first on.
pub(super) fn weather(seed: u64, (first, days): (Date, u32)) -> Vec<DayWeather> {
    let mut rng = stream(seed, "heat", 0);
    let mut spell = Autoregressive::new(SPELL_KEPT, &mut rng);
    let mut damp = Autoregressive::new(0.6, &mut rng);
    (0..days)
        .map(|day| {
            let date = first.saturating_add(i64::from(day).days());
            let season = (TAU * (f64::from(date.day_of_year()) - WARMEST_DAY) / 365.25).cos();
            let warmest_c = MEAN_C + SEASON_C * season + SPELL_C * spell.step(&mut rng);
            let humidity_pct = (62.0 - 6.0 * season + 12.0 * damp.step(&mut rng)).clamp(20.0, 98.0);
            DayWeather { date, warmest_c: tenth(warmest_c), humidity_pct: humidity_pct.round() }
        })
        .collect()
}

/// As a thermometer shows it.
fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
