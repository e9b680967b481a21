//! Strength that a workout leaves in calf and thigh, and how it comes back over days.

use charley_domain::workout::Sport;
use serde::{Deserialize, Serialize};

use crate::demand::Demand;

/// Strength lost in a race of t hours: share after one hour, and the exponent of time.
const CALF: (f64, f64) = (0.128, 0.30); // own fit to Petersen 2007, a 110 km and a 166 km mountain race; docs/studies/sweat-and-heat.md section 7
const THIGH: (f64, f64) = (0.18, 0.20); // own fit to Nicol 1991, Petersen 2007 and three mountain races; the same
/// How much more the thigh loses for each 50 m of descent a km.
const DESCENT: f64 = 0.15; // assumed, docs/studies/sweat-and-heat.md section 7
/// Most that descent is taken to add.
const MOST_DESCENT: f64 = 0.60; // own limit: 200 m of descent a km
/// Effort that is kept up for longer: share of the hour's, by the power of time; and beyond four hours more steeply.
const LONGER: f64 = -0.06; // Riegel 1981, recalled
const MUCH_LONGER: (f64, f64) = (4.0, -0.25); // own: ordinary runners hold 0.7 of the hour's pace for 12 h, records 0.62 for 24 h
/// Efforts against the best that are believed.
const MOST_EFFORT: f64 = 1.1; // own limit: beyond, the threshold is out of date
/// Hours beyond which nothing more is lost: whoever goes on for days goes gently and sleeps.
const LONGEST_H: f64 = 40.0; // the longest race of the fit; after 122 h less was lost than after 37 (Saugy 2013)
/// Most strength that is ever taken to be lost.
const MOST_LOST: f64 = 0.9; // own limit
/// Hours in which the quick and the slow half of a loss halve.
const HALVES_H: (f64, f64) = (12.0, 120.0); // assumed; whole again in 9 to 16 days, docs/studies/sweat-and-heat.md section 7

/// The muscle groups of which losses were published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StrengthGroup {
    /// The calf: plantarflexors.
    Calf,
    /// The front of the thigh: knee extensors.
    Thigh,
}

impl StrengthGroup {
    /// Both, in the order of every pair here.
    pub const ALL: [Self; 2] = [Self::Calf, Self::Thigh];

    /// How much of a runner's loss a sport brings.
    const fn of_a_runner(self, sport: Sport) -> f64 {
        match (sport, self) {
            (Sport::Ride | Sport::IndoorRide, Self::Calf) => 0.5, // assumed
            (Sport::Swim, _) => 0.2,                              // assumed
            (Sport::Strength | Sport::Row | Sport::Ski | Sport::Other, _) => 0.7, // assumed
            _ => 1.0, // on foot; on a bike the thigh loses as much (Lepers 2000, 2002)
        }
    }
}

/// Strength lost after so many hours of as much effort as can be held for them, as a share.
///
/// Equation: calf 0.128 t^0.30, thigh 0.18 t^0.20, t at most 40 h. Source: own fit to published losses of voluntary force, docs/studies/sweat-and-heat.md section
/// 7. Valid from one to forty hours, for runners; own losses lie within 40 % of it.
///
/// ```
/// use charley_body::strength::{StrengthGroup, lost_in_a_race};
/// assert!((lost_in_a_race(StrengthGroup::Calf, 2.57) - 0.17).abs() < 0.005);
/// assert!((lost_in_a_race(StrengthGroup::Thigh, 37.0) - 0.37).abs() < 0.005);
/// ```
pub fn lost_in_a_race(group: StrengthGroup, hours: f64) -> f64 {
    let (at_one_hour, exponent) = match group {
        StrengthGroup::Calf => CALF,
        StrengthGroup::Thigh => THIGH,
    };
    at_one_hour * hours.clamp(0.0, LONGEST_H).powf(exponent)
}

/// Effort that can be held for so many hours, as a share of what can be held for one.
///
/// Equation: t^-0.06 to four hours, then (t / 4)^-0.25 of that. Source: Riegel 1981 to the marathon (recalled), own beyond it. Valid
/// from a quarter of an hour to two days.
///
/// ```
/// let best = charley_body::strength::best_share(12.0);
/// assert!((0.65..0.75).contains(&best) && charley_body::strength::best_share(1.0) == 1.0);
/// ```
pub fn best_share(hours: f64) -> f64 {
    let hours = hours.max(0.25); // own limit: shorter is no endurance
    let (long_h, exponent) = MUCH_LONGER;
    hours.powf(LONGER) * (hours / long_h).max(1.0).powf(exponent)
}

/// Strength lost at the end of each minute of a workout by calf and thigh, as shares of an ordinary person's at the usual threshold.
///
/// Equation: [`lost_in_a_race`] of the active hours × (mean share of threshold / [`best_share`])², the thigh × (1 + 0.15 for each 50 m
/// of descent a km); never less than a minute before. Source: docs/studies/sweat-and-heat.md section 7: strength falls with the square of the
/// effort (assumed). Valid for endurance work; where nothing is said of single seconds, the effort is taken as the best.
///
/// ```
/// use charley_body::{demand::Demand, strength::losses};
/// use charley_domain::{entry::Effort, workout::Sport};
/// let easy = losses(&Demand::felt(Sport::Run, 3 * 3600, Effort::Easy));
/// let hard = losses(&Demand::felt(Sport::Run, 3 * 3600, Effort::Hard));
/// assert!(easy[179][0] < 0.6 * hard[179][0] && (0.12..0.22).contains(&hard[179][0]));
/// ```
pub fn losses(demand: &Demand) -> Vec<[f32; 2]> {
    let mut going = Going::default();
    (0..demand.minutes.len()).map(|minute| going.minute(demand, minute)).collect()
}

/// What was done so far.
#[derive(Default)]
struct Going {
    active_s: f64,
    share_s: f64,
    ground_m: f64,
    fallen_m: f64,
    lost: [f64; 2],
}

impl Going {
    fn minute(&mut self, demand: &Demand, minute: usize) -> [f32; 2] {
        let speed_m_s = demand.minutes[minute].speed_m_s;
        let seconds = minute * 60..(minute * 60 + 60).min(demand.share.len());
        for second in seconds {
            let share = f64::from(demand.share[second]);
            if share > 0.0 {
                self.active_s += 1.0;
                self.share_s += share;
                self.ground_m += speed_m_s;
                let grade = demand.grade.get(second).map_or(0.0, |grade| f64::from(*grade));
                self.fallen_m += speed_m_s * (-grade).max(0.0);
            }
        }
        let effort = if demand.share.is_empty() {
            self.active_s += 60.0 * demand.minutes[minute].active;
            1.0
        } else {
            let hours = self.active_s / 3600.0;
            (self.share_s / self.active_s.max(1.0) / best_share(hours)).min(MOST_EFFORT)
        };
        let steep = DESCENT * self.fallen_m / self.ground_m.max(1.0) * 1000.0 / 50.0; // of 50 m a km
        let more = [1.0, 1.0 + steep.min(MOST_DESCENT)];
        for (group, lost) in StrengthGroup::ALL.into_iter().zip(&mut self.lost) {
            let now = group.of_a_runner(demand.sport) * lost_in_a_race(group, self.active_s / 3600.0);
            *lost = lost.max(now * effort * effort * more[group as usize]);
        }
        self.lost.map(|lost| lost as f32)
    }
}

/// What of a loss is still there: half of it quick to go, half slow.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Weary {
    /// The half that halves in half a day, as a share of the whole strength.
    pub quick: f32,
    /// The half that halves in five days.
    pub slow: f32,
}

impl Weary {
    /// Share of the strength that is missing.
    ///
    /// Equation: sum. Source: definition. Valid always. Example: [`Weary::after`].
    pub fn lost(&self) -> f64 {
        f64::from(self.quick + self.slow)
    }

    /// After a workout that takes a share `lost` of the strength that was left.
    ///
    /// Equation: half of what is lost anew joins each part. Source: own choice. Valid for shares; at most 0.9 is ever lost.
    ///
    /// ```
    /// use charley_body::strength::Weary;
    /// let after = Weary::default().after(0.2);
    /// assert!((after.lost() - 0.2).abs() < 1e-6);
    /// assert!((after.rested(24.0 * 14.0).lost() - 0.0144).abs() < 0.001);
    /// ```
    #[must_use]
    pub fn after(&self, lost: f64) -> Self {
        let anew = ((1.0 - self.lost()) * lost).clamp(0.0, (MOST_LOST - self.lost()).max(0.0));
        Self { quick: self.quick + (anew / 2.0) as f32, slow: self.slow + (anew / 2.0) as f32 }
    }

    /// After so many hours of rest.
    ///
    /// Equation: halved every 12 h and every 5 d. Source: assumed; strength is whole 9 to 16 days after 166 km (docs/studies/sweat-and-heat.md
    /// section 7). Valid for ordinary days.
    ///
    /// Example: [`Weary::after`].
    #[must_use]
    pub fn rested(&self, hours: f64) -> Self {
        let (quick_h, slow_h) = HALVES_H;
        let kept = |half_h: f64| (-hours.max(0.0) / half_h).exp2() as f32;
        Self { quick: self.quick * kept(quick_h), slow: self.slow * kept(slow_h) }
    }
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::Effort;

    use super::*;

    #[test]
    fn longer_harder_and_steeper_never_leaves_more() {
        let flat = losses(&Demand::felt(Sport::Run, 4 * 3600, Effort::Moderate));
        assert!(flat.windows(2).all(|pair| pair[0][0] <= pair[1][0] && pair[0][1] <= pair[1][1]));
        let mut downhill = Demand::felt(Sport::Run, 4 * 3600, Effort::Moderate);
        downhill.grade = vec![-0.05; downhill.share.len()];
        let steep = losses(&downhill);
        assert!((steep[239][1] / flat[239][1] - 1.15).abs() < 0.01 && steep[239][0] <= flat[239][0]);
    }

    #[test]
    fn a_pause_gives_nothing_back_within_a_workout() {
        let mut paused = Demand::felt(Sport::Run, 3 * 3600, Effort::Hard);
        paused.share[3600..7200].fill(0.0);
        let lost = losses(&paused);
        assert!((lost[119][0] - lost[59][0]).abs() < 1e-6 && lost[179][0] > lost[119][0]);
    }

    #[test]
    fn what_is_lost_twice_is_never_more_than_all() {
        let mut weary = Weary::default();
        for _ in 0..40 {
            weary = weary.after(0.5);
        }
        assert!(weary.lost() <= MOST_LOST + 1e-6 && weary.rested(1e6).lost() < 1e-6);
    }
}
