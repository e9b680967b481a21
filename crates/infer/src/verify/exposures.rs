//! Nights of a runner who does not exist: twelve exposures that hang together as in life.

use std::f64::consts::TAU;

use super::chance::PersonRng;

/// The exposures, in the order of every row.
pub const EXPOSURES: [&str; 12] = [
    "fluid_deficit_pct",
    "sodium_deficit_g",
    "load_100tss",
    "load_jump",
    "heat_5c",
    "sitting_2h",
    "alcohol_2u",
    "caffeine_late_100mg",
    "carb_shortfall_gkg",
    "sleep_short_h",
    "medicine",
    "stretch_bed",
];

/// Exposures and hours in bed of days in a row, day 0 being the first of January.
#[derive(Debug, Clone, PartialEq)]
pub struct Days {
    /// One row a night, in the order of [`EXPOSURES`].
    pub exposures: Vec<[f64; 12]>,
    /// Hours in bed.
    pub hours_in_bed: Vec<f64>,
}

impl Days {
    /// The days of the person of a number (each exposure in its unit).
    ///
    /// Equation: heat follows the season with a memory of 0.7; a long run on most Saturdays and two others a week, in blocks
    /// of 28 days, make load; load and heat make sweat, sweat and drinking make what fluid and salt are missing; weekends
    /// make alcohol, alcohol and coffee shorten sleep; medicine comes in courses, stretching in phases. Source:
    /// `night_exposures` of generate.py of docs/studies/inference.md. Valid for any number of nights.
    ///
    /// ```
    /// use charley_infer::verify::Days;
    /// assert_eq!(Days::of(1, 7, 30), Days::of(1, 7, 30));
    /// assert_ne!(Days::of(1, 7, 30), Days::of(1, 8, 30));
    /// ```
    pub fn of(seed: u64, person: u64, nights: usize) -> Self {
        let mut chance = PersonRng::of(seed, "days", person);
        let weather = chance.drift(nights, 0.7); // generate.py of docs/studies/inference.md
        let thirst = chance.drift(nights, 0.5);
        let habit = chance.drift(nights, 0.95);
        let medicine = courses(&mut chance, nights);
        let mut days = Self { exposures: Vec::new(), hours_in_bed: Vec::new() };
        let mut loads: Vec<f64> = Vec::with_capacity(nights);
        let mut block = 0.0;
        for night in 0..nights {
            if night % 28 == 0 {
                block = chance.normal(0.0, 0.35); // generate.py
            }
            let day = SyntheticDay {
                night,
                weather: weather[night],
                drink: libm::exp(0.35 * thirst[night]), // generate.py
                block,
            };
            let trained = day.trained(&mut chance);
            loads.push(trained.load);
            let jump = (mean_of_last(&loads, 7) / mean_of_last(&loads, 28).max(0.15) - 1.0).clamp(-1.0, 1.5); // generate.py
            let (mut row, hours) = day.evening(&trained, &mut chance);
            row[3] = jump;
            row[10] = medicine[night];
            let ready = habit[night] + if trained.ran { 0.4 } else { 0.0 } - 0.3; // generate.py
            row[11] = f64::from(u8::from(chance.happens(1.0 / (1.0 + libm::exp(-ready)))));
            days.exposures.push(row);
            days.hours_in_bed.push(hours);
        }
        days
    }

    /// Standard deviation of each exposure.
    pub(super) fn spreads(&self) -> [f64; 12] {
        std::array::from_fn(|place| {
            let values = self.exposures.iter().map(|row| row[place]);
            let count = self.exposures.len() as f64;
            let mean = values.clone().sum::<f64>() / count;
            (values.map(|value| (value - mean).powi(2)).sum::<f64>() / count).sqrt()
        })
    }
}

/// A day before its evening.
struct SyntheticDay {
    night: usize,
    weather: f64,
    drink: f64,
    block: f64,
}

/// What was trained on it.
struct SyntheticTraining {
    load: f64,
    ran: bool,
}

impl SyntheticDay {
    fn weekday(&self) -> usize {
        self.night % 7
    }

    fn trained(&self, chance: &mut PersonRng) -> SyntheticTraining {
        let long = self.weekday() == 5 && chance.happens(0.75); // generate.py
        let ran = long || ([1, 3].contains(&self.weekday()) && chance.happens(0.7)); // generate.py
        let usual = match (long, ran) {
            (true, _) => 1.3,     // generate.py
            (false, true) => 0.6, // generate.py
            (false, false) => 0.0,
        };
        SyntheticTraining { load: usual * libm::exp(self.block + chance.normal(0.0, 0.25)), ran } // generate.py
    }

    /// The row of exposures (jump, medicine and stretching still 0) and the hours in bed.
    fn evening(&self, trained: &SyntheticTraining, chance: &mut PersonRng) -> ([f64; 12], f64) {
        let season = libm::cos(TAU * (self.night as f64 - 200.0) / 365.25); // generate.py: warmest about day 200
        let heat = ((14.0 + 9.0 * season + 3.5 * self.weather - 18.0) / 5.0).max(0.0); // generate.py
        let load = trained.load;
        let sweat = load * (1.0 + 0.6 * heat); // generate.py
        let fluid = 0.35 + sweat - 0.55 * sweat * self.drink + chance.normal(0.0, 0.2); // generate.py
        let sodium = (0.8 * sweat - 0.4 * self.drink + chance.normal(0.0, 0.4)).clamp(0.0, 4.0); // generate.py
        let weekend = [4, 5].contains(&self.weekday());
        let drinks = chance.happens(if weekend { 0.6 } else { 0.15 }); // generate.py
        let alcohol = if drinks { chance.gamma2(0.8) } else { 0.0 }; // generate.py
        let fluid = (fluid.clamp(0.0, 4.0) + 0.12 * alcohol).clamp(0.0, 4.0); // generate.py
        let office = if self.weekday() < 5 { 1.4 } else { 0.3 }; // generate.py
        let sitting = (office + chance.normal(0.0, 0.5)).clamp(-1.0, 3.0);
        let coffee = chance.happens(0.25); // generate.py
        let caffeine = if coffee { chance.gamma2(0.5) } else { 0.0 };
        let carb = (0.9 * load + chance.normal(0.0, 0.5) - 0.2).clamp(0.0, 4.0); // generate.py
        let short = chance.normal(0.4, 0.8) + 0.25 * alcohol + 0.2 * caffeine; // generate.py
        let short = short.clamp(-1.5, 4.0); // generate.py
        let hours = (chance.normal(7.6, 0.8) - 0.5 * short.max(0.0)).clamp(4.0, 10.0); // generate.py
        ([fluid, sodium, load, 0.0, heat, sitting, alcohol, caffeine, carb, short, 0.0, 0.0], hours)
    }
}

/// Whether the person was on the medicine, night by night: three courses of two to six weeks.
fn courses(chance: &mut PersonRng, nights: usize) -> Vec<f64> {
    let mut taken = vec![0.0; nights];
    let starts = chance.three_below(nights.saturating_sub(60).max(3));
    for start in starts {
        let end = (start + 14 + chance.below(31)).min(nights);
        for night in taken.iter_mut().take(end).skip(start) {
            *night = 1.0;
        }
    }
    taken
}

fn mean_of_last(values: &[f64], count: usize) -> f64 {
    let last = &values[values.len().saturating_sub(count)..];
    last.iter().sum::<f64>() / last.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn correlation(days: &Days, a: usize, b: usize) -> f64 {
        let (spreads, count) = (days.spreads(), days.exposures.len() as f64);
        let mean = |place: usize| days.exposures.iter().map(|row| row[place]).sum::<f64>() / count;
        let (mean_a, mean_b) = (mean(a), mean(b));
        let products = days.exposures.iter().map(|row| (row[a] - mean_a) * (row[b] - mean_b));
        products.sum::<f64>() / count / (spreads[a] * spreads[b])
    }

    #[test]
    fn exposures_hang_together_as_in_the_study() {
        // The study gives r from 0.54 to 0.78 for load, fluid, sodium and carbohydrate.
        let days = Days::of(1, 0, 730);
        for (a, b) in [(0, 1), (0, 2), (1, 2), (2, 8)] {
            let r = correlation(&days, a, b);
            assert!((0.45..0.9).contains(&r), "{} {} {r}", EXPOSURES[a], EXPOSURES[b]);
        }
        let medicine = days.exposures.iter().filter(|row| row[10] > 0.0).count();
        assert!((28..=135).contains(&medicine), "{medicine}");
    }
}
