//! What truly raises this person's risk: three triggers of realistic size, drawn from those that vary in their life.

use charley_domain::exposure::{Exposure, TriggerId, Window};
use charley_domain::trigger;
use rand::RngExt;

use super::stream::stream;

/// How many true triggers a person has.
const TRIGGERS: usize = 3;
/// True triggers that may be of workouts: ten cramps cannot tell more.
const MOST_OF_WORKOUTS: usize = 1;
/// Log hazard ratios per unit that count as realistic.
const SIZE: std::ops::RangeInclusive<f64> = 0.4..=0.9;
/// Spread of the log hazard that one trigger causes over the nights, before it is held within [`SIZE`].
const SPREAD: std::ops::Range<f64> = 0.45..0.65;
/// A trigger varies if so many windows lie on each side of its mean, and its standard deviation is at least this.
const EACH_SIDE: usize = 10;
const LEAST_SD: f64 = 0.25;

/// What may be true, its sign, and how readily it is drawn.
const CANDIDATES: [(Window, &str, f64, f64); 11] = [
    (Window::Night, trigger::LOAD_JUMP, 1.0, 1.0),
    (Window::Night, trigger::HEAT, 1.0, 1.0),
    (Window::Night, trigger::SITTING, 1.0, 1.0),
    (Window::Night, trigger::ALCOHOL, 1.0, 1.0),
    (Window::Night, trigger::LATE_CAFFEINE, 1.0, 0.5),
    (Window::Night, trigger::SHORT_SLEEP, 1.0, 1.0),
    (Window::Night, trigger::MEDICINE_LABA, 1.0, 0.7),
    (Window::Night, trigger::STRETCH, -1.0, 1.0),
    (Window::Workout, trigger::INTENSITY, 1.0, 0.4),
    (Window::Workout, trigger::DISTANCE_JUMP, 1.0, 0.4),
    (Window::Workout, trigger::HEAT, 1.0, 0.4),
];

/// A trigger that truly matters, and how much.
#[derive(Debug, Clone, PartialEq)]
pub struct TrueTrigger {
    /// The trigger.
    pub id: TriggerId,
    /// Change of the log hazard per unit.
    pub log_hazard_ratio: f64,
    /// Its mean in this person, at which it changes nothing.
    pub(super) mean: f64,
}

impl TrueTrigger {
    /// What the trigger does to the log hazard in a window; nothing where it is not known.
    pub(super) fn effect(&self, exposure: &Exposure) -> f64 {
        exposure.values.get(&self.id).map_or(0.0, |known| self.log_hazard_ratio * (known.value - self.mean))
    }
}

/// Draws the true triggers, in the order of the trigger table.
pub fn draw(seed: u64, exposures: &[Exposure]) -> Vec<TrueTrigger> {
    let mut rng = stream(seed, "truth", 0);
    let mut bag: Vec<(usize, TriggerId, f64, Varied)> = CANDIDATES
        .iter()
        .enumerate()
        .filter_map(|(order, (window, id, sign, _))| {
            let id = TriggerId { window: *window, id: (*id).to_owned() };
            let varied = Varied::of(&id, exposures)?;
            Some((order, id, *sign, varied))
        })
        .collect();
    let mut drawn = Vec::new();
    while drawn.len() < TRIGGERS && !bag.is_empty() {
        let weights: Vec<f64> = bag.iter().map(|(order, ..)| CANDIDATES[*order].3).collect();
        let picked = pick(&weights, rng.random());
        let (order, id, sign, varied) = bag.swap_remove(picked);
        bag.sort_by_key(|(order, ..)| *order);
        let size = (rng.random_range(SPREAD) / varied.sd).clamp(*SIZE.start(), *SIZE.end());
        drawn.push((order, TrueTrigger { id, log_hazard_ratio: sign * size, mean: varied.mean }));
        let of_workouts = drawn.iter().filter(|(_, trigger)| trigger.id.window == Window::Workout).count();
        if of_workouts >= MOST_OF_WORKOUTS {
            bag.retain(|(_, id, ..)| id.window == Window::Night);
        }
    }
    drawn.sort_by_key(|(order, _)| *order);
    drawn.into_iter().map(|(_, trigger)| trigger).collect()
}

/// Which weight a share of their sum falls on.
fn pick(weights: &[f64], share: f64) -> usize {
    let mut left = share * weights.iter().sum::<f64>();
    weights
        .iter()
        .position(|weight| {
            left -= weight;
            left < 0.0
        })
        .unwrap_or(weights.len() - 1)
}

/// How a trigger varies over a person's windows.
struct Varied {
    mean: f64,
    sd: f64,
}

impl Varied {
    /// `None` when it is not known often enough, or hardly varies.
    fn of(id: &TriggerId, exposures: &[Exposure]) -> Option<Self> {
        let values: Vec<f64> = exposures
            .iter()
            .filter_map(|exposure| exposure.values.get(id))
            .map(|known| known.value)
            .collect();
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let sd = (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n).sqrt();
        let above = values.iter().filter(|value| **value > mean).count();
        let varies = above >= EACH_SIDE && values.len() - above >= EACH_SIDE && sd >= LEAST_SD;
        varies.then_some(Self { mean, sd })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_falls_on_its_weight() {
        assert_eq!(pick(&[1.0, 0.0, 3.0], 0.2), 0);
        assert_eq!(pick(&[1.0, 0.0, 3.0], 0.26), 2);
        assert_eq!(pick(&[1.0, 0.0, 3.0], 1.0), 2);
    }
}
