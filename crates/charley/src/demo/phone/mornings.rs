//! The mornings of the person: a tap for each night that was answered, and nothing else.

use std::f64::consts::TAU;

use charley_domain::{entry::Entry, quantity::OutOfRange};

use super::{PhoneLife, cause::PlantedCause};
use crate::demo::{
    cramps::{self, NightAtRisk, SEASON},
    day::Answer,
    pen::DemoPen,
    stream::stream,
};

/// Day of the year on which cramps are most frequent in the north. Source: the season of triggers.csv.
const WORST_DAY: f64 = 200.0;

/// What was tapped, oldest first.
///
/// # Errors
/// Never with the numbers used here: each is within the range of its quantity.
pub(super) fn entries(life: &PhoneLife, cause: &PlantedCause) -> Result<Vec<Entry>, OutOfRange> {
    let seed = life.config.seed;
    let at_risk: Vec<NightAtRisk> = life
        .days
        .iter()
        .zip(&cause.effects)
        .map(|(day, effect)| {
            let season = (TAU * (f64::from(day.weather.date.day_of_year()) - WORST_DAY) / 365.25).cos();
            NightAtRisk {
                effect: effect + SEASON * season,
                sleep_h: day.slept_h,
                is_told: day.answer != Answer::Missing,
            }
        })
        .collect();
    let cramped = cramps::cramped(&at_risk, (seed, "night with a phone"), life.config.night_cramps);
    let mut pen = DemoPen::new(seed, "taps of a morning");
    let mut entries = Vec::new();
    for (day, cramped) in life.days.iter().zip(cramped) {
        let mut rng = stream(seed, "cramp with a phone", day.index as u64);
        entries.extend(cramps::morning(day.night, (day.answer, cramped), &mut pen, &mut rng)?);
    }
    Ok(entries)
}
