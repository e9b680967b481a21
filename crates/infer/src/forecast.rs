//! The document of `charley forecast`.

use charley_domain::{
    exposure::{RiskWindow, TriggerId},
    interval::Interval,
    missing::Missing,
};
use serde::Serialize;

use crate::{
    explanation::NightCounts,
    learn::{Lead, ReliabilityBand, Replicated, Rival, Track},
};

/// Which of the two numbers is the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// The forecast from the window's own exposures: only once it has beaten the person's moving average.
    Forecast,
    /// The base rate.
    BaseRate,
}

/// Something a person can do, with what it changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lever {
    /// What to do, in words.
    pub action: String,
    /// Change of the probability in all, as a difference: with what the action does to the body. `None` where it was never studied.
    pub change: Option<Interval>,
    /// The same by the changed factor alone.
    pub direct: Option<Interval>,
    /// Share of what is known of it that is the person's own data, 0 to 1.
    pub from_own_data: f64,
    /// Whether the interval lies wholly below no change and own data say so; else it is unclear for this person.
    pub clear: bool,
    /// The trigger or remedy; `None` where it is none of the models.
    pub trigger: Option<TriggerId>,
    /// The row of the evidence tables on it.
    pub evidence: Option<&'static str>,
    /// What its prior rests on: published, assumed, contested, none; or `not_studied`.
    pub basis: String,
}

/// How earlier forecasts did.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Skill {
    /// Nights that were forecast and then known.
    pub nights: usize,
    /// Log score gained over the person's moving average, in nats.
    pub log_score_gain: f64,
    /// The best of the simple rules.
    pub rival: Rival,
    /// Log score gained over it, in nats.
    pub gain_over_rival: f64,
    /// Standard error of that.
    pub standard_error: f64,
    /// Whether forecasts are far enough ahead of it to be shown.
    pub earned: bool,
}

impl Skill {
    /// How the forecasts of a track did; `None` until some were scored.
    ///
    /// Equation, source and validity: [`Track::lead`].
    pub fn of(track: &Track) -> Option<Self> {
        let Lead { rival, gain, error } = track.lead()?;
        Some(Self {
            nights: track.windows.len(),
            log_score_gain: track.gain(),
            rival,
            gain_over_rival: gain,
            standard_error: error,
            earned: track.has_earned(),
        })
    }
}

/// One exposure that went into a forecast.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Used {
    /// The trigger.
    pub trigger: TriggerId,
    /// Its value, in its unit.
    pub value: f64,
    /// How it is known: measured, estimated or assumed.
    pub basis: String,
}

/// Whether something may be advised at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GateState {
    /// What it is about: `fluid and salt`, `vitamin K`, `carbohydrate`.
    pub about: &'static str,
    /// Whether nothing speaks against it.
    pub open: bool,
    /// What closes it.
    pub because: Vec<Missing>,
}

/// How likely a cramp is in one window.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Forecast<N> {
    /// `charley.forecast/1`.
    pub schema: &'static str,
    /// The window.
    pub window: RiskWindow,
    /// Probability from the window's exposures; `None` when there is no forecast.
    pub probability: Option<Interval>,
    /// Probability for a person who cramps, with nothing else known.
    pub base_rate: Option<Interval>,
    /// Which of the two is the answer; `None` when there is none.
    pub shown: Option<Shown>,
    /// What could be done, the largest change first.
    pub levers: Vec<Lever>,
    /// How earlier forecasts did; `None` until some were scored.
    pub skill: Option<Skill>,
    /// What earlier forecasts said against what came, in thirds; empty until there are enough.
    pub calibration: Vec<ReliabilityBand>,
    /// Features of the diary beside those of diaries that the model makes; empty where that was not asked, or there is too little.
    pub replicated: Vec<Replicated>,
    /// Mean of `probability`: expected cramps in 100 such windows, divided by 100.
    pub probability_mean: Option<f64>,
    /// Mean of `base_rate`.
    pub base_rate_mean: Option<f64>,
    /// Share of nights with a cramp over everyone of that age, people who never cramp included; nights only.
    pub everyone_mean: Option<f64>,
    /// The person's own nights so far.
    pub own_nights: NightCounts,
    /// Exposures that went in.
    pub used: Vec<Used>,
    /// What is missing.
    pub missing: Vec<Missing>,
    /// What may be advised to this person: unanswered means closed.
    pub gates: Vec<GateState>,
    /// Keys of the sources of the base rate.
    pub sources: Vec<String>,
    /// Seed of the draws.
    pub seed: u64,
    /// What computed it: `published` studies, or `importance` or `nuts` from own windows.
    pub engine: &'static str,
    /// The answer in one sentence.
    pub headline: String,
    /// What must be said beside it, as whoever says it keeps such things.
    pub notices: Vec<N>,
    /// Version of the evidence tables.
    pub evidence_version: &'static str,
}

impl<N> Forecast<N> {
    /// Value of [`Forecast::schema`].
    pub const SCHEMA: &'static str = "charley.forecast/1";
}
