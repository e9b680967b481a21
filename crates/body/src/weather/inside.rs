//! Rooms, and water.

use super::{
    AirBasis, Around, Clock, Positions, Seat, Setting, Thermometer, Vapour, Weather, normal,
    thermometer::Guess,
};
use crate::prior::Spread;

/// Temperature of a pool where it was not said, in °C, and its standard deviation.
const POOL_C: (f64, f64) = (27.0, 1.5); // docs/studies/sweat-and-heat.md section 4

/// Temperature and spread of a room in °C.
const ROOM_C: Guess = Guess { mean_c: 21.0, sd_c: 3.0 }; // docs/studies/sweat-and-heat.md section 4, assumed
/// The same of open water in the season people swim in it.
const OPEN_WATER_C: Guess = Guess { mean_c: 20.0, sd_c: 4.0 }; // own judgement
/// Water in which people swim for sport, in °C.
const WATER_C: std::ops::RangeInclusive<f64> = 12.0..=34.0; // own limits
/// How far the thermometer may be from a room's and still speak of the same air, in °C.
const FARTHEST_IN_A_ROOM_C: f64 = 14.0; // own judgement: a cold cellar to a hot loft

/// That a thermometer was not believed.
fn left_aside(thermometer: Option<Thermometer>) -> String {
    let shown =
        |it: Thermometer| format!("; the device's thermometer left aside, it showed {:.0} °C", it.shown_c);
    thermometer.map(shown).unwrap_or_default()
}

impl Weather {
    pub(super) fn room(thermometer: Option<Thermometer>) -> Self {
        let seen = thermometer.and_then(|it| Some((it.air(ROOM_C, FARTHEST_IN_A_ROOM_C)?, it.words())));
        let (air, basis, words) = match seen {
            Some((air, words)) => (air, AirBasis::Thermometer, words),
            None => {
                (ROOM_C, AirBasis::Usual, format!("a room of the usual warmth{}", left_aside(thermometer)))
            }
        };
        Self {
            around: Around::Room,
            basis,
            air_c: normal(air.mean_c, air.sd_c, (5.0, 45.0)), // own limits of a room
            vapour: Vapour::Humidity(normal(45.0, 12.0, (15.0, 90.0))), // own judgement
            wind_m_s: Spread::Either { one: 0.2, other: 2.5 }, // docs/studies/sweat-and-heat.md section 4: without a fan, with one
            sun: Spread::Uniform { from: 0.0, to: 0.05 },      // own judgement: a window
            clock: Clock { start_h: 12.0, air_moves: false, sun_moves: false },
            station: None,
            assumed: vec![words],
        }
    }

    /// Water: of the thermometer on the wrist, else of a pool, else of the open.
    pub(super) fn water(setting: &Setting) -> Self {
        let (pool_c, pool_sd_c) = POOL_C;
        let seen = setting.thermometer.filter(|it| it.seat == Seat::Wrist && WATER_C.contains(&it.shown_c));
        let (water, basis, words) = match seen {
            Some(it) => {
                let water = Guess { mean_c: it.shown_c, sd_c: pool_sd_c };
                (water, AirBasis::Thermometer, "water by the thermometer on the wrist".to_owned())
            }
            None if setting.positions == Positions::Recorded => {
                let words = format!("open water of 20 °C{}", left_aside(setting.thermometer));
                (OPEN_WATER_C, AirBasis::Usual, words)
            }
            None => {
                let pool = Guess { mean_c: pool_c, sd_c: pool_sd_c };
                let words = format!("a pool of {pool_c:.0} °C{}", left_aside(setting.thermometer));
                (pool, AirBasis::Usual, words)
            }
        };
        let (coldest, warmest) = (*WATER_C.start(), *WATER_C.end());
        let air_c = normal(water.mean_c, water.sd_c, (coldest, warmest));
        Self { around: Around::Water, basis, air_c, assumed: vec![words], ..Self::room(None) }
    }
}
