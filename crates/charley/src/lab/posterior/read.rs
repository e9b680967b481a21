//! Tables of nights, sites and minutes with their priors, as the models take them.

use charley_infer::{
    Model, Normal,
    hazard::{
        Logging, Minutes, Night, NightPriors, Nights, Outcome, SiteNight, Sites, WorkoutEnd, WorkoutRows,
    },
};

use super::{
    super::table::{LabError, Table},
    Hazard, PosteriorError,
};

/// Values beyond this are no exposure in units of a usual change from day to day.
const MOST: f64 = 1_000.0; // a thousand usual changes

/// A model with what is asked of it later.
pub(super) struct Data {
    pub(super) model: Box<dyn Model>,
    /// Names of the exposures.
    pub(super) factors: Vec<String>,
    /// Nights of the table, in its order; empty for other hazards.
    pub(super) nights: Vec<Night>,
    /// Rows with a cramp, with their exposures.
    pub(super) cramps: Vec<(usize, Vec<f64>)>,
}

/// One row of a table of priors.
struct ReferencePrior {
    parameter: String,
    half: bool,
    normal: Normal,
}

/// A table of priors.
pub(super) struct Priors(Vec<ReferencePrior>);

impl Priors {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, PosteriorError> {
        let table = Table::read(bytes).map_err(PosteriorError::Priors)?;
        let row = |row: usize| -> Result<ReferencePrior, LabError> {
            let half = match table.text(row, "distribution")? {
                "normal" => false,
                "halfnormal" | "half_normal" | "half-normal" => true,
                _ => {
                    return Err(table.wrong(row, "distribution", "known distribution: normal or halfnormal"));
                }
            };
            let mean = if half { 0.0 } else { table.number(row, "location")? };
            let normal = Normal { mean, sd: table.positive(row, "scale")? };
            Ok(ReferencePrior { parameter: table.text(row, "parameter")?.to_owned(), half, normal })
        };
        let rows: Result<Vec<ReferencePrior>, LabError> = (0..table.len()).map(row).collect();
        Ok(Self(rows.map_err(PosteriorError::Priors)?))
    }

    fn of(&self, parameter: &str, half: bool) -> Result<Normal, PosteriorError> {
        let found = self.0.iter().find(|prior| prior.parameter == parameter && prior.half == half);
        found.map(|prior| prior.normal).ok_or_else(|| {
            let kind = if half { "half-normal" } else { "normal" };
            PosteriorError::NotPriors(format!("there is no {kind} prior of {parameter:?}"))
        })
    }

    fn normal(&self, parameter: &str) -> Result<Normal, PosteriorError> {
        self.of(parameter, false)
    }

    /// The exposures, in the order of the table.
    fn beta(&self) -> Vec<(String, Normal)> {
        let name = |prior: &ReferencePrior| {
            let name = prior.parameter.strip_prefix("beta[")?.strip_suffix(']')?;
            Some((name.to_owned(), prior.normal))
        };
        self.0.iter().filter_map(name).collect()
    }

    fn nights(&self) -> Result<NightPriors, PosteriorError> {
        Ok(NightPriors {
            alpha: self.normal("alpha")?,
            beta: self.beta(),
            season: [self.normal("season_sin")?, self.normal("season_cos")?],
            rho: self.normal("rho")?,
        })
    }
}

/// The model of a table.
pub(super) fn data(hazard: Hazard, table: &Table, priors: &Priors) -> Result<Data, PosteriorError> {
    match hazard {
        Hazard::Nights => nights(table, priors),
        Hazard::Sites => sites(table, priors),
        Hazard::Minutes => minutes(table, priors),
    }
}

fn nights(table: &Table, priors: &Priors) -> Result<Data, PosteriorError> {
    let prior = priors.nights()?;
    let factors: Vec<String> = prior.beta.iter().map(|(name, _)| name.clone()).collect();
    let read = |row: usize| -> Result<Night, LabError> {
        let logged = !table.has("logged") || table.number(row, "logged")? != 0.0;
        Ok(Night {
            day: table.number(row, "night")?,
            hours_in_bed: table.positive(row, "hours_in_bed")?,
            history: table.number(row, "history")?,
            exposures: exposures(table, row, &factors)?,
            outcome: match (logged, table.number(row, "cramp")?) {
                (true, 0.0) => Outcome::None,
                (true, 1.0) => Outcome::Cramp,
                (false, _) | (true, -1.0) => Outcome::Unknown,
                _ => return Err(table.wrong(row, "cramp", "0, 1 or -1 (not logged)")),
            },
        })
    };
    let nights: Result<Vec<Night>, LabError> = (0..table.len()).map(read).collect();
    let nights = nights.map_err(PosteriorError::Data)?;
    let cramps = nights
        .iter()
        .enumerate()
        .filter(|(_, night)| night.outcome == Outcome::Cramp)
        .map(|(row, night)| (row, night.exposures.clone()))
        .collect();
    // Rows that are not logged are missing at random here, as the reference has it.
    Ok(Data { model: Box::new(Nights::of(&prior, &nights, None)), factors, nights, cramps })
}

/// Columns of a table of sites that are no site.
const NOT_SITES: [&str; 4] = ["night", "hours_in_bed", "logged", "history"];

fn sites(table: &Table, priors: &Priors) -> Result<Data, PosteriorError> {
    let prior = priors.nights()?;
    let factors: Vec<String> = prior.beta.iter().map(|(name, _)| name.clone()).collect();
    let logging = Logging { kappa0: priors.normal("kappa0")?, delta: priors.normal("delta")? };
    let scales = [priors.of("sigma_site", true)?.sd, priors.of("tau", true)?.sd];
    let names: Vec<&str> = table
        .columns()
        .into_iter()
        .filter(|column| !NOT_SITES.contains(column) && !factors.iter().any(|factor| factor == column))
        .collect();
    let read = |row: usize| -> Result<SiteNight, LabError> {
        let logged = table.number(row, "logged")? != 0.0;
        let site = |name: &&str| match table.number(row, name)? {
            0.0 => Ok(false),
            1.0 => Ok(true),
            _ => Err(table.wrong(row, name, "0 or 1: the night is logged")),
        };
        Ok(SiteNight {
            day: table.number(row, "night")?,
            hours_in_bed: table.positive(row, "hours_in_bed")?,
            history: table.number(row, "history")?,
            exposures: exposures(table, row, &factors)?,
            cramped: logged.then(|| names.iter().map(site).collect()).transpose()?,
        })
    };
    let nights: Result<Vec<SiteNight>, LabError> = (0..table.len()).map(read).collect();
    let nights = nights.map_err(PosteriorError::Data)?;
    let cramped = |night: &SiteNight| night.cramped.as_ref().is_some_and(|sites| sites.contains(&true));
    let cramps = nights.iter().enumerate().filter(|(_, night)| cramped(night));
    let cramps = cramps.map(|(row, night)| (row, night.exposures.clone())).collect();
    let model = Sites::of(&prior, &names, &nights, logging, scales);
    Ok(Data { model: Box::new(model), factors, nights: Vec::new(), cramps })
}

fn minutes(table: &Table, priors: &Priors) -> Result<Data, PosteriorError> {
    let beta = priors.beta();
    let factors: Vec<String> = beta.iter().map(|(name, _)| name.clone()).collect();
    let mut columns: Vec<Vec<f64>> = vec![Vec::with_capacity(table.len()); factors.len()];
    let mut cramps = Vec::new();
    let mut workouts: Vec<(f64, WorkoutRows)> = Vec::new();
    let mut read = |row: usize| -> Result<(), LabError> {
        let values = exposures(table, row, &factors)?;
        for (column, value) in columns.iter_mut().zip(&values) {
            column.push(*value);
        }
        let workout = table.number(row, "workout")?;
        match workouts.last_mut().filter(|(last, _)| last.total_cmp(&workout).is_eq()) {
            Some((_, rows)) if matches!(rows.ended, WorkoutEnd::Cramp { .. }) => {
                return Err(table.wrong(row, "workout", "workout at risk: it has had its first cramp"));
            }
            Some((_, rows)) => rows.rows += 1,
            None => workouts.push((workout, WorkoutRows { rows: 1, ended: WorkoutEnd::Quiet })),
        }
        match table.number(row, "cramp")? {
            0.0 => {}
            1.0 => {
                cramps.push((row, values));
                if let Some((_, rows)) = workouts.last_mut() {
                    rows.ended = WorkoutEnd::Cramp { rows: 1 };
                }
            }
            _ => return Err(table.wrong(row, "cramp", "0 or 1")),
        }
        Ok(())
    };
    for row in 0..table.len() {
        read(row).map_err(PosteriorError::Data)?;
    }
    let workouts: Vec<WorkoutRows> = workouts.into_iter().map(|(_, rows)| rows).collect();
    let frailty = priors.of("phi", true)?.sd;
    let model = Minutes::of(priors.normal("alpha")?, beta, columns, &workouts, frailty);
    Ok(Data { model: Box::new(model), factors, nights: Vec::new(), cramps })
}

fn exposures(table: &Table, row: usize, factors: &[String]) -> Result<Vec<f64>, LabError> {
    let read = |factor: &String| {
        let value = table.number(row, factor)?;
        if value.abs() <= MOST { Ok(value) } else { Err(table.wrong(row, factor, "value within 1000 units")) }
    };
    factors.iter().map(read).collect()
}
