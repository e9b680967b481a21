//! What one person was told over the months, beside what is true of them.

use std::collections::BTreeSet;

use charley_domain::exposure::{TriggerId, Window};
use charley_infer::{explanation::TriggerReport, forecast::Shown, naming::NamingVerdict};

use super::{
    diarist::Diarist,
    door::{EntryWay, MorningSaid},
    factor::DailyFactor,
    ways::{Cause, Ways},
};

/// Answered nights of the moving average, and what both averages begin with.
const AVERAGED: usize = 90;
const BEGINS: (f64, f64) = (0.5, 10.0);
/// A forecast is held this far from 0 and from 1 before it is scored.
const SUREST: f64 = 1e-4;
/// Nights before which nobody looks.
const FIRST_LOOK: usize = 14;

/// What one person was told.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct PersonTold {
    /// Night cramps that the diary knows of.
    pub(super) cramps: usize,
    /// Causes they truly have.
    pub(super) causes: usize,
    /// Of those, named at the end, and at any look.
    pub(super) truly: usize,
    pub(super) truly_ever: usize,
    /// Whether a false name stood at the end, or at any look.
    pub(super) misled: bool,
    pub(super) misled_ever: bool,
    /// Whether a false name or suspicion stood at the end.
    pub(super) suspected: bool,
    /// Intervals of 90 % at the end, and those that hold the truth.
    pub(super) intervals: usize,
    pub(super) held: usize,
    /// Each name as it was first said.
    pub(super) names: Vec<NameSaid>,
    pub(super) forecasts: Vec<EveningForecast>,
}

/// A name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct NameSaid {
    /// The probability that was said with it.
    pub(super) said: f64,
    pub(super) right: bool,
}

/// One forecast of the night that was to come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct EveningForecast {
    /// What was said: the forecast or the base rate, whichever was shown.
    pub(super) said: f64,
    /// The true chance.
    pub(super) chance: f64,
    /// The moving and the running average of the diary so far.
    pub(super) moving: f64,
    pub(super) running: f64,
    /// Whether the forecast was shown.
    pub(super) shown: bool,
}

impl PersonTold {
    /// Goes through the mornings of a diary, each so many nights after the last, and the last one.
    ///
    /// # Errors
    /// When the door does not open.
    pub(super) fn of(
        diarist: &Diarist,
        (door, every): (&mut EntryWay, usize),
        ways: &Ways,
        tick: &(dyn Fn() + Sync),
    ) -> anyhow::Result<Self> {
        let mut told = Self { causes: diarist.truth.causes.len(), ..Self::default() };
        let (mut true_ever, mut named) = (BTreeSet::new(), BTreeSet::new());
        for nights in looks(diarist.days.len(), every) {
            let said = door.asked(diarist, nights)?;
            told.names_of(diarist, &said, (&mut true_ever, &mut named));
            told.forecasts.extend(forecasted(diarist, nights, &said));
            if nights == diarist.days.len() {
                told.at_the_end(diarist, &said, ways);
            }
            tick();
        }
        told.truly_ever = true_ever.len();
        told.cramps = answers(diarist, diarist.days.len()).filter(|cramped| *cramped).count();
        Ok(told)
    }

    /// Names of one look; each counts as true or false once, as it was first said.
    fn names_of(
        &mut self,
        diarist: &Diarist,
        said: &MorningSaid,
        (true_ever, named): (&mut BTreeSet<TriggerId>, &mut BTreeSet<TriggerId>),
    ) {
        for report in said.triggers.iter().filter(|report| report.verdict == NamingVerdict::LikelyYours) {
            let right = is_right(diarist, report);
            self.misled_ever |= !right;
            if right {
                true_ever.insert(report.id.clone());
            }
            if named.insert(report.id.clone()) {
                self.names.push(NameSaid { said: report.probability_matters, right });
            }
        }
    }

    fn at_the_end(&mut self, diarist: &Diarist, said: &MorningSaid, ways: &Ways) {
        for report in &said.triggers {
            let right = is_right(diarist, report);
            match report.verdict {
                NamingVerdict::LikelyYours if right => self.truly += 1,
                NamingVerdict::LikelyYours => {
                    (self.misled, self.suspected) = (true, true);
                }
                NamingVerdict::Suspected => self.suspected |= !right,
                NamingVerdict::Undecided | NamingVerdict::NeverVaried => {}
            }
            let same_day = matches!(ways.cause, Cause::Nothing | Cause::Three | Cause::HalfAndHalf);
            if let Some(truth) = truth(diarist, report).filter(|_| same_day && report.own_data_z.is_some()) {
                let ratio = report.hazard_ratio;
                self.intervals += 1;
                self.held += usize::from(ratio.q05 <= truth && truth <= ratio.q95);
            }
        }
    }
}

/// After how many nights somebody looks.
pub(super) fn looks(nights: usize, every: usize) -> impl Iterator<Item = usize> {
    let regular = (1..).map(move |look| look * every.max(1)).take_while(move |at| *at < nights);
    regular.filter(|at| *at >= FIRST_LOOK).chain(std::iter::once(nights))
}

fn is_right(diarist: &Diarist, report: &TriggerReport) -> bool {
    report.window == Window::Night && diarist.is_right(&report.id.id, report.probability_raises > 0.5)
}

/// The true factor on the rate, where it can be compared.
fn truth(diarist: &Diarist, report: &TriggerReport) -> Option<f64> {
    let factor = DailyFactor::of_id(&report.id.id).filter(|factor| factor.has_the_same_unit())?;
    let caused = diarist.truth.causes.iter().find(|caused| caused.factor == factor);
    (report.window == Window::Night).then(|| caused.map_or(1.0, |caused| caused.log_rate.exp()))
}

/// The forecast of the night to come beside its true chance and two simple rules; none at the end of a diary.
fn forecasted(diarist: &Diarist, nights: usize, said: &MorningSaid) -> Option<EveningForecast> {
    let shown = said.tonight.shown == Some(Shown::Forecast);
    let mean = if shown { said.tonight.probability_mean } else { said.tonight.base_rate_mean };
    let known: Vec<bool> = answers(diarist, nights).collect();
    let average = |of: &[bool]| {
        let cramps = of.iter().filter(|cramped| **cramped).count() as f64;
        (cramps + BEGINS.0) / (of.len() as f64 + BEGINS.1)
    };
    Some(EveningForecast {
        said: mean?,
        chance: diarist.nights.get(nights)?.chance,
        moving: average(&known[known.len().saturating_sub(AVERAGED)..]),
        running: average(&known),
        shown,
    })
}

/// What the diary knows of its first nights: a cramp or none.
fn answers(diarist: &Diarist, nights: usize) -> impl Iterator<Item = bool> {
    let first = &diarist.days[..nights];
    let of = |day: &super::life::LivedDay| {
        let night = charley_domain::night::NightOf(day.date);
        diarist.answers.get(&night).copied()
    };
    first.iter().filter_map(of)
}

impl EveningForecast {
    /// Expected log score of a forecast under the true chance.
    fn score(&self, forecast: f64) -> f64 {
        let forecast = forecast.clamp(SUREST, 1.0 - SUREST);
        self.chance * forecast.ln() + (1.0 - self.chance) * (1.0 - forecast).ln()
    }

    /// What was said, less the better of two simple rules for this person, is summed over a person: here both differences.
    pub(super) fn gains(&self) -> (f64, f64) {
        let said = self.score(self.said);
        (said - self.score(self.moving), said - self.score(self.running))
    }
}
