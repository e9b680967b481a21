//! What a workout was, with its uncertainty.

use charley_domain::workout::WorkoutId;
use serde::{Deserialize, Serialize};

use super::DrawRun;
use crate::weather::AirBasis;

/// What is followed through a workout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyQuantity {
    /// Sweat rate in L/h.
    SweatRate,
    /// Sweat since the start in L.
    Sweat,
    /// Body mass lost as water since the start, in %; negative where more was drunk.
    MassLost,
    /// Core temperature in °C: shown as a class.
    Core,
    /// Plasma sodium in mmol/L: shown as a class.
    Sodium,
    /// Glycogen left, 0 to 1.
    Fuel,
    /// W' left, 0 to 1; below 0 the threshold was set too low.
    WBalance,
    /// Spent share of the calf.
    Calf,
    /// Spent share of the quadriceps.
    Quadriceps,
    /// Spent share of the hamstrings.
    Hamstrings,
    /// Sodium lost and not replaced since the start, in g.
    SodiumLost,
    /// Strength left in the calf, 0 to 1.
    CalfStrength,
    /// Strength left in the front of the thigh, 0 to 1.
    ThighStrength,
}

impl BodyQuantity {
    /// How many there are.
    pub const COUNT: usize = 13;
    /// All of them, in the order of the columns.
    pub const ALL: [Self; Self::COUNT] = [
        Self::SweatRate,
        Self::Sweat,
        Self::MassLost,
        Self::Core,
        Self::Sodium,
        Self::Fuel,
        Self::WBalance,
        Self::Calf,
        Self::Quadriceps,
        Self::Hamstrings,
        Self::SodiumLost,
        Self::CalfStrength,
        Self::ThighStrength,
    ];
}

/// The middle 80 % of the draws.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// One in ten lies below.
    pub q10: f64,
    /// The median.
    pub q50: f64,
    /// One in ten lies above.
    pub q90: f64,
}

impl Band {
    /// The band of some draws; `None` for none.
    ///
    /// Equation: quantiles 0.1, 0.5, 0.9 with linear interpolation. Source: definition. Valid for finite draws.
    ///
    /// ```
    /// let draws: Vec<f32> = (0..=10).map(|n| n as f32).collect();
    /// assert_eq!(charley_body::timeline::Band::of(draws).unwrap().q10, 1.0);
    /// ```
    pub fn of(draws: impl IntoIterator<Item = f32>) -> Option<Self> {
        let mut sorted: Vec<f32> = draws.into_iter().collect();
        sorted.sort_unstable_by(f32::total_cmp);
        let last = sorted.len().checked_sub(1)?;
        let quantile = |share: f64| {
            let place = share * last as f64;
            let (low, high) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
            f64::from(low) + (f64::from(high) - f64::from(low)) * place.fract()
        };
        Some(Self { q10: quantile(0.1), q50: quantile(0.5), q90: quantile(0.9) }) // 80 %
    }
}

/// What a workout came to in one draw.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct DrawEnd {
    /// Sweat in L.
    pub sweat_l: f32,
    /// Drunk in L.
    pub drunk_l: f32,
    /// What a scale would show as lost, fuel included, in kg.
    pub lost_kg: f32,
    /// Water missing at the end, in % of body mass, what was missing before included.
    pub deficit_pct: f32,
    /// Water lost since the start and not replaced, in % of body mass; negative where more was drunk.
    pub mass_lost_pct: f32,
    /// Sodium lost and not replaced, in g.
    pub sodium_deficit_g: f32,
    /// Highest core temperature in °C.
    pub core_peak_c: f32,
    /// Plasma sodium at the end in mmol/L.
    pub sodium_mmol_l: f32,
    /// Glycogen left, 0 to 1.
    pub fuel_left: f32,
    /// Least W' left, 0 to 1.
    pub w_least: f32,
    /// Greatest spent share of calf, quadriceps, hamstrings.
    pub fatigue_peak: [f32; 3],
    /// Strength left in calf and thigh at the end, 0 to 1.
    pub strength_left: [f32; 2],
    /// Carbohydrate burnt in g, from the stores and from what was taken.
    pub carbohydrate_burnt_g: f32,
    /// Personal sweat factor.
    pub sweat_factor: f32,
    /// Share of the minutes outside the limits of the heat standard.
    pub out_of_range: f32,
}

/// The air that a workout met at its middle; in water the water.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AirMet {
    /// In °C, draw by draw.
    pub air_c: Vec<f32>,
    /// How that is known.
    pub basis: AirBasis,
    /// Where a thermometer or a place tells it, in words which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// What all draws of a workout share.
pub(super) struct SharedByDraws {
    pub(super) air: AirMet,
    pub(super) drink_is_logged: bool,
    pub(super) assumed: Vec<String>,
    pub(super) above_threshold_s: u32,
}

/// A workout with its uncertainty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorkoutStates {
    /// The workout.
    pub id: WorkoutId,
    /// The band of each quantity at the end of each minute, in the order of [`BodyQuantity::ALL`].
    pub minutes: Vec<[Band; BodyQuantity::COUNT]>,
    /// What it came to, draw by draw.
    pub ends: Vec<DrawEnd>,
    /// The air it met.
    pub air: AirMet,
    /// Whether any drink in it was recorded.
    pub drink_is_logged: bool,
    /// What was assumed, in words.
    pub assumed: Vec<String>,
    /// Seconds above the threshold: W' and the spent shares of muscles say something only where there are some.
    pub above_threshold_s: u32,
}

impl WorkoutStates {
    /// Whether W' and the spent shares of muscles say anything of this workout.
    ///
    /// Equation: a minute or more above the threshold. Source: docs/studies/sweat-and-heat.md section 7: the index forgets in 96 s, and W' is
    /// whole below the threshold. Valid always.
    ///
    /// Example: [`super::workout`].
    pub fn has_hard_minutes(&self) -> bool {
        self.above_threshold_s >= super::HARD_S
    }

    pub(super) fn of(id: WorkoutId, runs: &[DrawRun], known: SharedByDraws) -> Self {
        let length = runs.iter().map(|run| run.minutes.len()).min().unwrap_or(0);
        let none = Band { q10: 0.0, q50: 0.0, q90: 0.0 };
        let minutes = (0..length).map(|minute| {
            std::array::from_fn(|column| {
                Band::of(runs.iter().map(|run| run.minutes[minute][column])).unwrap_or(none)
            })
        });
        Self {
            id,
            minutes: minutes.collect(),
            ends: runs.iter().map(|run| run.end).collect(),
            air: known.air,
            drink_is_logged: known.drink_is_logged,
            assumed: known.assumed,
            above_threshold_s: known.above_threshold_s,
        }
    }

    /// The band of a quantity at the end; `None` for a workout without a minute.
    ///
    /// Equation: last row. Source: definition. Valid always.
    ///
    /// Example: [`super::workout`].
    pub fn end_of(&self, quantity: BodyQuantity) -> Option<Band> {
        self.minutes.last().map(|bands| bands[quantity as usize])
    }

    /// The band of what the draws came to.
    ///
    /// Equation: [`Band::of`]. Source: definition. Valid always.
    ///
    /// Example: [`super::workout`].
    pub fn band(&self, of: impl Fn(&DrawEnd) -> f32) -> Option<Band> {
        Band::of(self.ends.iter().map(of))
    }

    /// The share of draws of which something holds, 0 to 1.
    ///
    /// Equation: count / 64. Source: definition. Valid to about a sixtieth.
    ///
    /// Example: [`super::workout`].
    pub fn probability(&self, of: impl Fn(&DrawEnd) -> bool) -> f64 {
        let all = self.ends.len().max(1);
        self.ends.iter().filter(|end| of(end)).count() as f64 / all as f64
    }
}
