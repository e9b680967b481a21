//! The heat of a workout, before everything else that is said of it.

use charley_body::heat::band::{Exertion, HeatBand, HeatBandClass};
use charley_domain::{interval::Interval, person::Units};
use serde::Serialize;

use super::{
    day::PlannedDay,
    outing::Outing,
    prepared::{Prepared, Ran},
    risk,
    settings::PlanSettings,
};
use crate::plan::words::heat_band as say;
use charley_case::Case;

/// The warning sign behind the words.
const RED_FLAG: &str = "RF06";
/// Where the limits and figures come from.
const SOURCES: [&str; 5] = ["acsmflags", "armstrong2007", "roberts2010", "breslow2021", "demartini2014"];

/// The heat of a workout in a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeatReport {
    /// Its class, the index and what they rest on.
    #[serde(flatten)]
    pub band: HeatBand,
    /// Whether the air is only what the season usually brings.
    pub by_season: bool,
    /// What is said first.
    pub text: String,
    /// What it rests on.
    pub more: Vec<String>,
    /// What the classes are.
    pub table: Vec<String>,
    /// The question about warning signs that belongs to it; `None` in ordinary heat.
    pub red_flag: Option<&'static str>,
    /// Keys of its sources.
    pub sources: [&'static str; SOURCES.len()],
}

impl HeatReport {
    /// In words.
    pub fn of(band: HeatBand, by_season: bool, units: Units) -> Self {
        let warm = band.class > HeatBandClass::Green;
        Self {
            by_season,
            text: say::first(&band, by_season, units),
            more: say::more(&band, by_season, units),
            table: vec![say::table(&band, units), say::figures(units)],
            red_flag: warm.then_some(RED_FLAG),
            sources: SOURCES,
            band,
        }
    }

    /// Whether races are called off in it.
    pub fn calls_off(&self) -> bool {
        self.band.class >= HeatBandClass::Black
    }

    /// Whether more than ordinary heat has to be said.
    pub fn is_warm(&self) -> bool {
        self.band.class > HeatBandClass::Green
    }

    /// The heat of a workout by its air alone: for whom nothing is planned, its danger is still told.
    pub(super) fn of_air(case: &Case, outing: &Outing, seed: u64) -> Option<Self> {
        let (day, settings) = (PlannedDay::of(case, outing), PlanSettings::default());
        let name = outing.start.to_string();
        let air = day.weather(&settings).draws(seed, &name);
        let highest_c = day.highest_wbgt_c((&settings, outing.goal_s), (seed, &name), &air);
        let exertion = Exertion {
            sport: outing.sport,
            time_s: outing.goal_s,
            hot_days: day.hot_days,
            faster: None,
            core_c: None,
        };
        let units = case.person.spoken_units();
        HeatBand::of(&highest_c, &exertion).map(|band| Self::of(band, day.is_by_season(), units))
    }

    /// The heat of one way of doing the workout.
    pub(super) fn of_run(prepared: &Prepared, ran: &Ran) -> Option<Self> {
        let name = prepared.outing.start.to_string();
        let time_s = ran.time_s();
        let highest_c =
            prepared.day.highest_wbgt_c((&ran.settings, time_s), (prepared.seed, &name), &ran.air);
        let cores: Vec<f64> = ran.runs.iter().map(|run| f64::from(run.end.core_peak_c)).collect();
        let exertion = Exertion {
            sport: prepared.outing.sport,
            time_s,
            hot_days: prepared.day.hot_days,
            faster: risk::faster(prepared, ran),
            core_c: Interval::of(&cores).map(|core| core.q50),
        };
        let band = HeatBand::of(&highest_c, &exertion)?;
        let mut heat = Self::of(band, prepared.day.is_by_season(), prepared.units);
        if heat.is_warm() && !heat.calls_off() {
            heat.more.push(say::HARDLY_MOVES.to_owned());
        }
        Some(heat)
    }
}
