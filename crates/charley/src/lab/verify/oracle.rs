//! The audit engine beside reference posteriors of another program, from a folder of tables.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::target::{TargetLimits, TargetRow};
use crate::lab::{
    LabError, Table,
    posterior::{EngineName, Hazard, PosteriorError, PosteriorRequest, posterior},
};

/// Data, priors and hazard of each set.
const SETS: [(&str, &str, Hazard); 3] = [
    ("a1_nights", "priors_nights", Hazard::Nights),
    ("b1_sites", "priors_sites", Hazard::Sites),
    ("c1_minutes", "priors_minutes", Hazard::Minutes),
];
/// A mean may differ by so many standard deviations, or by so many standard errors.
const MOST_SD: f64 = 0.05;
const MOST_ERRORS: f64 = 4.0;

/// Why there is no comparison.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OracleError {
    /// A file of the folder.
    #[error("cannot read {path}: {error}", path = path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// A reference posterior.
    #[error("{set}: {error}")]
    Table {
        /// Of which set.
        set: &'static str,
        /// Why.
        #[source]
        error: LabError,
    },
    /// Our posterior.
    #[error("{set}: {error}")]
    Posterior {
        /// Of which set.
        set: &'static str,
        /// Why.
        #[source]
        error: PosteriorError,
    },
}

/// NUTS on every set of a folder, beside the reference posterior there.
///
/// # Errors
/// [`OracleError`] names the file that cannot be read.
pub(crate) fn against(folder: &Path, seed: u64) -> Result<Vec<TargetRow>, OracleError> {
    let mut rows = Vec::new();
    for (set, priors, hazard) in SETS {
        let read = |name: String| {
            let path = folder.join(name);
            fs::read(&path).map_err(|error| OracleError::Read { path, error })
        };
        let (data, priors) = (read(format!("{set}.csv"))?, read(format!("{priors}.csv"))?);
        let reference = read(format!("{set}.posterior.csv"))?;
        let question = PosteriorRequest {
            hazard,
            data: &data,
            priors: &priors,
            reference: None,
            engine: EngineName::Nuts,
            draws: None,
            seed,
        };
        let ours = posterior(&question).map_err(|error| OracleError::Posterior { set, error })?;
        let theirs = references(&reference).map_err(|error| OracleError::Table { set, error })?;
        let (mut compared, mut furthest, mut ratios) = (0_u32, 0.0_f64, (f64::INFINITY, 0.0_f64));
        for theirs in theirs.iter().filter(|theirs| !theirs.parameter.starts_with("z[")) {
            let Some(ours) = ours.parameters.iter().find(|ours| ours.parameter == theirs.parameter) else {
                continue;
            };
            let error = MOST_ERRORS * ours.mcse_mean.hypot(theirs.mcse);
            compared += 1;
            furthest = furthest.max((ours.mean - theirs.mean).abs() / error.max(MOST_SD * theirs.sd));
            let ratio = ours.sd / theirs.sd;
            ratios = (ratios.0.min(ratio), ratios.1.max(ratio));
        }
        let section = "The audit engine beside reference posteriors";
        let row =
            |what: &str, target, measured| TargetRow::of(section, format!("{set}: {what}"), target, measured);
        rows.extend([
            row("parameters compared", TargetLimits::AtLeast(1.0), f64::from(compared)),
            row("largest difference over its limit", TargetLimits::AtMost(1.0), furthest),
            row("smallest ratio of sd", TargetLimits::AtLeast(0.95), ratios.0),
            row("largest ratio of sd", TargetLimits::AtMost(1.05), ratios.1),
            row("divergences", TargetLimits::AtMost(0.0), ours.divergences as f64),
        ]);
    }
    Ok(rows)
}

/// One parameter of a reference posterior.
struct Reference {
    parameter: String,
    mean: f64,
    sd: f64,
    mcse: f64,
}

fn references(bytes: &[u8]) -> Result<Vec<Reference>, LabError> {
    let table = Table::read(bytes)?;
    let read = |row| {
        Ok(Reference {
            parameter: table.text(row, "parameter")?.to_owned(),
            mean: table.number(row, "mean")?,
            sd: table.positive(row, "sd")?,
            mcse: table.number(row, "mcse_mean")?,
        })
    };
    (0..table.len()).map(read).collect()
}
