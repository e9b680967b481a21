//! `lab verify`: whether what is learned is true, on synthetic persons by the thousand.

mod oracle;
mod target;

use charley_domain::stream;
use charley_evidence::evidence;
use charley_infer::{
    engine::Unfit,
    hazard::NightPriors,
    verify::{
        AnswerChances, BANDS, Gains, Named, NamingRates, PersonKind, PersonRecipe, Replication,
        SimulationCalibration, SyntheticPerson, Unlogged, Year, placeholders, published,
    },
};
use rayon::prelude::*;
use serde::Serialize;

use crate::lab::hostile;

pub(crate) use self::{
    oracle::against,
    target::{TargetLimits, TargetRow},
};

/// Draws of each posterior.
const CALIBRATION_DRAWS: usize = 2_000;
const NAMING_DRAWS: usize = 1_000;
const FORECAST_DRAWS: usize = 500;
/// Nights that are learned from, and with the year that is forecast.
const TWO_YEARS: usize = 730;
const THREE_YEARS: usize = 1_095;
/// Cramps of the persons who are told of triggers, and of those who are forecast.
const NAMED_AT: [u32; 3] = [12, 35, 50];
const FORECAST_AT: [u32; 5] = [3, 10, 20, 35, 50];
/// Cramps of persons who leave nights unlogged.
const UNLOGGED_AT: u32 = 35;
/// Kinds of diaries that are gone through as well; `lab hostile` has all of them.
const OF_ANOTHER_MAKING: [&str; 4] = ["quiet-35", "quiet-70", "three-35", "three-70"];
/// Half of the nights unlogged, whatever came of them; and cramps answered more often, 1.4 times.
const EVENLY: AnswerChances = AnswerChances { quiet: 0.5, cramp: 0.5 };
const UNEVENLY: AnswerChances = AnswerChances { quiet: 0.5, cramp: 0.7 };

/// How much is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct VerificationSize {
    /// Persons of each cell of names; calibration takes half as many, forecasts a quarter.
    pub(crate) persons: u64,
    /// The same seed gives the same persons and the same draws.
    pub(crate) seed: u64,
}

/// `charley.verification/1`.
#[derive(Debug, Serialize)]
pub(crate) struct VerificationDocument {
    schema: &'static str,
    seed: u64,
    /// Persons of each cell of names, of calibration, and of each cell of forecasts.
    persons: [u64; 3],
    pub(crate) rows: Vec<TargetRow>,
    pub(crate) inside: usize,
    pub(crate) of: usize,
}

/// What must be told after every person.
pub(crate) type Tick<'a> = &'a (dyn Fn() + Sync);

impl VerificationSize {
    fn replications(self) -> u64 {
        (self.persons / 2).max(2)
    }

    fn years(self) -> u64 {
        (self.persons / 4).max(2)
    }

    /// Posteriors that will be drawn.
    pub(crate) fn posteriors(self) -> u64 {
        let (names, forecasts) = (NAMED_AT.len() as u64, FORECAST_AT.len() as u64);
        let drawn = self.replications() + 6 * names * self.persons + (2 * forecasts + 5) * self.years();
        drawn + self.diaries().count()
    }

    /// Diaries of people whom nothing of the model made.
    fn diaries(self) -> hostile::HostileSize {
        let scenarios =
            hostile::SCENARIOS.iter().filter(|scenario| OF_ANOTHER_MAKING.contains(&scenario.name));
        hostile::HostileSize {
            scenarios: scenarios.copied().collect(),
            persons: (self.persons / 50).max(2),
            looks: 4,
            stored: false,
            seed: self.seed,
        }
    }

    fn of_another_making(self, tick: Tick<'_>) -> anyhow::Result<Vec<TargetRow>> {
        const SECTION: &str = "People of another making, through the functions of why and forecast";
        let told = self.diaries().told(tick)?;
        let rows = told.rows.into_iter().flat_map(|one| {
            let (name, persons) = (one.name, one.persons);
            let row = |what: &str, measured: hostile::WithError| {
                let what = format!("{name}, {persons} persons: {what}");
                TargetRow::of(SECTION, what, TargetLimits::None, measured.value)
            };
            [
                row("ever misled", one.misled_ever),
                row("named truly", one.named_at_the_end),
                row("intervals that hold", one.covered),
                row("forecast", one.level),
            ]
        });
        // Whoever has no cause has none that could be named.
        Ok(rows.filter(|row| row.measured.is_finite()).collect())
    }

    /// Everything, by persons in parallel; `tick` is called after every posterior.
    ///
    /// # Errors
    /// When a synthetic person has no posterior.
    pub(crate) fn verified(self, tick: Tick<'_>) -> anyhow::Result<VerificationDocument> {
        let priors = [("placeholder", placeholders()), ("published", published(evidence()))];
        let mut rows = self.calibration(tick)?;
        for (name, priors) in &priors {
            rows.extend(self.names(name, priors, tick)?);
        }
        for (name, priors) in &priors {
            rows.extend(self.forecasts(name, priors, tick)?);
        }
        rows.extend(self.unlogged(&priors[1].1, tick)?);
        rows.extend(self.of_another_making(tick)?);
        Ok(VerificationDocument::of(self, rows))
    }

    fn calibration(self, tick: Tick<'_>) -> Result<Vec<TargetRow>, Unfit> {
        const SECTION: &str = "Calibration, truth drawn from the placeholder priors";
        let replications =
            each(self.replications(), tick, |number| Replication::of(self.seed, number, CALIBRATION_DRAWS))?;
        let calibration = SimulationCalibration::of(&replications);
        let row = |what: String, target, measured| TargetRow::of(SECTION, what, target, measured);
        let mut rows: Vec<TargetRow> = calibration
            .uniform
            .iter()
            .map(|(name, p)| row(format!("p of even ranks, {name}"), TargetLimits::AtLeast(0.001), *p))
            .collect();
        let covered = &calibration.covered;
        rows.push(row(
            format!("90 % intervals that hold, {} persons", covered.persons),
            TargetLimits::Within(0.89, 0.91),
            covered.share,
        ));
        for ((from, to), covered) in BANDS.iter().zip(&calibration.by_band) {
            let cramps = if *to == usize::MAX { format!("{from}+") } else { format!("{from}-{to}") };
            let what = format!("  {cramps} cramps, {} persons", covered.persons);
            rows.push(row(what, TargetLimits::Within(0.88, 0.92), covered.share));
        }
        rows.push(row(
            "persons whose weights can be trusted".to_owned(),
            TargetLimits::None,
            calibration.trusted,
        ));
        Ok(rows)
    }

    fn names(self, name: &str, priors: &NightPriors, tick: Tick<'_>) -> Result<Vec<TargetRow>, Unfit> {
        let section = format!("Names, {name} priors");
        let rates = |kind, cramps: u32| -> Result<NamingRates, Unfit> {
            let recipe = PersonRecipe {
                kind,
                cramps: f64::from(cramps),
                answers: AnswerChances::USUAL,
                nights: TWO_YEARS,
            };
            let named = each(self.persons, tick, |number| {
                let person = SyntheticPerson::of(recipe, self.seed, number);
                Named::of(
                    &person,
                    priors,
                    NAMING_DRAWS,
                    stream::seed(self.seed, "posterior of person", number),
                )
            })?;
            Ok(NamingRates::of(&named))
        };
        let mut rows = Vec::new();
        // What the study asks of 12, 35 and 50 cramps.
        let limits = [
            (TargetLimits::None, TargetLimits::None, TargetLimits::None, TargetLimits::None),
            (
                TargetLimits::AtMost(0.10),
                TargetLimits::AtLeast(1.55),
                TargetLimits::AtLeast(0.75),
                TargetLimits::AtLeast(0.55),
            ),
            (TargetLimits::AtMost(0.12), TargetLimits::AtLeast(2.0), TargetLimits::None, TargetLimits::None),
        ];
        for (cramps, (misled, truly, leading, hostile_leading)) in NAMED_AT.into_iter().zip(limits) {
            let null = rates(PersonKind::Null, cramps)?;
            let three = rates(PersonKind::Triggers, cramps)?;
            let hostile = rates(PersonKind::Hostile, cramps)?;
            let mut row = |what: &str, target, value| {
                rows.push(TargetRow::of(&section, format!("{cramps} cramps, {what}"), target, value));
            };
            row("no trigger: any false name", misled, null.misled);
            row("three: named truly", truly, three.truly);
            row("three: named falsely", TargetLimits::AtMost(0.20), three.falsely);
            row("three: true in first 3", leading, three.leading);
            row("hostile: named truly", TargetLimits::None, hostile.truly);
            row("hostile: named falsely", TargetLimits::AtMost(0.20), hostile.falsely);
            row("hostile: true in first 3", hostile_leading, hostile.leading);
        }
        Ok(rows)
    }

    fn lived(
        self,
        (cramps, answers): (u32, AnswerChances),
        (priors, unlogged): (&NightPriors, Unlogged),
        tick: Tick<'_>,
    ) -> Result<Vec<Year>, Unfit> {
        let recipe = PersonRecipe {
            kind: PersonKind::Triggers,
            cramps: f64::from(cramps),
            answers,
            nights: THREE_YEARS,
        };
        each(self.years(), tick, |number| {
            let person = SyntheticPerson::of(recipe, self.seed, number);
            Year::of(
                &person,
                priors,
                unlogged,
                (FORECAST_DRAWS, stream::seed(self.seed, "posterior of person", number)),
            )
        })
    }

    fn forecasts(self, name: &str, priors: &NightPriors, tick: Tick<'_>) -> Result<Vec<TargetRow>, Unfit> {
        let section = format!("A fresh year beside the moving average, {name} priors");
        let (mut rows, mut all) = (Vec::new(), Vec::new());
        for cramps in FORECAST_AT {
            let years = self.lived((cramps, AnswerChances::USUAL), (priors, Unlogged::LeftOut), tick)?;
            let gains = Gains::of(&years);
            all.extend(years);
            let share = match cramps {
                0..10 => TargetLimits::None,
                10..20 => TargetLimits::AtLeast(0.50),
                _ => TargetLimits::AtLeast(0.65),
            };
            let mut row = |what: &str, target, value| {
                rows.push(TargetRow::of(&section, format!("{cramps} cramps, {what}"), target, value));
            };
            row("gain of the model", TargetLimits::AtLeast(0.0), gains.model);
            row("error of that gain", TargetLimits::None, gains.model_error);
            row("gain of the truth", TargetLimits::None, gains.truth);
            row("model's share of it", share, gains.of_truth());
            row("forecast over expected", TargetLimits::None, gains.level);
        }
        let gains = Gains::of(&all);
        let mut row =
            |what: &str, target, value| rows.push(TargetRow::of(&section, what.to_owned(), target, value));
        row("all, forecast over expected", TargetLimits::Within(0.9, 1.1), gains.level);
        row("all, slope of calibration", TargetLimits::Within(0.9, 1.1), gains.slope);
        Ok(rows)
    }

    fn unlogged(self, priors: &NightPriors, tick: Tick<'_>) -> Result<Vec<TargetRow>, Unfit> {
        const SECTION: &str = "Half of the nights unlogged, published priors";
        let gains = |answers, unlogged| -> Result<Gains, Unfit> {
            Ok(Gains::of(&self.lived((UNLOGGED_AT, answers), (priors, unlogged), tick)?))
        };
        let row = |what: &str, target, measured| TargetRow::of(SECTION, what.to_owned(), target, measured);
        let left_out = gains(EVENLY, Unlogged::LeftOut)?;
        let quiet = gains(EVENLY, Unlogged::Quiet)?;
        let selected = gains(EVENLY, Unlogged::Selected)?;
        let uneven = gains(UNEVENLY, Unlogged::LeftOut)?;
        let uneven_selected = gains(UNEVENLY, Unlogged::Selected)?;
        let bias = (uneven_selected.level - 1.0).abs() / (uneven.level - 1.0).abs();
        Ok(vec![
            row("left out: forecast over expected", TargetLimits::Within(0.9, 1.1), left_out.level),
            row("called quiet (wrong): the same", TargetLimits::AtMost(0.75), quiet.level),
            row("  and its gain beside left out", TargetLimits::AtMost(0.0), quiet.model - left_out.model),
            row("selection model: forecast over expected", TargetLimits::None, selected.level),
            row("cramps answered 1.4 times: left out", TargetLimits::None, uneven.level),
            row("  selection model", TargetLimits::None, uneven_selected.level),
            row("  its bias beside left out", TargetLimits::AtMost(0.5), bias),
        ])
    }
}

/// What a function gives for every number, in their order.
fn each<T: Send>(
    count: u64,
    tick: Tick<'_>,
    of: impl Fn(u64) -> Result<T, Unfit> + Sync,
) -> Result<Vec<T>, Unfit> {
    let one = |number| {
        let done = of(number);
        tick();
        done
    };
    (0..count).into_par_iter().map(one).collect()
}

impl VerificationDocument {
    fn of(asked: VerificationSize, rows: Vec<TargetRow>) -> Self {
        let mut document = Self {
            schema: "charley.verification/1",
            seed: asked.seed,
            persons: [asked.persons, asked.replications(), asked.years()],
            rows: Vec::new(),
            inside: 0,
            of: 0,
        };
        document.add(rows);
        document
    }

    /// Adds rows of another table.
    pub(crate) fn add(&mut self, rows: Vec<TargetRow>) {
        self.inside += rows.iter().filter(|row| row.inside == Some(true)).count();
        self.of += rows.iter().filter(|row| row.inside.is_some()).count();
        self.rows.extend(rows);
    }
}
