//! The person through the ordinary doors: the export and the weather file imported, each morning answered, then Charley asked.

use std::{fs, path::Path};

use anyhow::Context as _;
use charley_answers::why::{CrampsTold, ExplanationDocument, explain};
use charley_body::{ExposureInput, exposures};
use charley_case::{
    Case,
    answered::Answered,
    body::what_if::WhatIfs,
    import::{self as intake, Ledger, ObservedCounts, Order},
};
use charley_domain::{
    exposure::{Exposure, RiskWindow, TriggerId},
    night::NightOf,
    trigger,
};
use charley_store::Store;

use super::{PhoneConfig, PhoneLife, cause::PlantedCause, export, mornings, weather};
use crate::demo::stage::{Follow, Stage};

/// What ought to arrive by itself.
const BY_ITSELF: [&str; 5] =
    [trigger::SHORT_SLEEP, trigger::SITTING, trigger::HEAT, trigger::LOAD, trigger::LOAD_JUMP];

/// The person with everything that came in and what Charley says.
pub(crate) struct PhoneMade {
    pub(crate) life: PhoneLife,
    pub(crate) cause: PlantedCause,
    pub(crate) why: ExplanationDocument,
    /// What came in, in numbers.
    pub(crate) brought: PhoneFiles,
    /// What is known of their nights without a word typed.
    pub(crate) known: Vec<KnownByItself>,
}

/// What came in.
#[derive(Debug, Clone)]
pub(crate) struct PhoneFiles {
    pub(crate) bytes: usize,
    pub(crate) observed: ObservedCounts,
    pub(crate) walks: usize,
    pub(crate) hours_of_weather: usize,
    pub(crate) mornings: usize,
}

/// Of how many nights an exposure is known, and how much it differs from night to night.
#[derive(Debug, Clone)]
pub(crate) struct KnownByItself {
    pub(crate) id: TriggerId,
    pub(crate) known: usize,
    pub(crate) of: usize,
    /// Standard deviation, in units of the trigger.
    pub(crate) sd: f64,
}

/// Makes the person and brings everything of them in.
///
/// # Errors
/// When the folder or its database cannot be written.
pub(crate) fn make(
    config: PhoneConfig,
    stage: &Stage<'_>,
    follow: &mut dyn Follow,
) -> anyhow::Result<PhoneMade> {
    let life = PhoneLife::of(config)?;
    let cause = PlantedCause::of(&life);
    follow.begin("A second person, who types nothing: the export of their phone");
    let folder = stage.folder.join("brought");
    let bytes = written(&life, &folder)?;
    follow.end();
    follow.begin("Importing it, and the weather file of the place");
    let mut store = Store::open_or_create(stage.folder)?;
    store.set_person(&life.person)?;
    let paths = [folder];
    let order = Order { paths: &paths, now: stage.now, stop: stage.stop };
    let report = intake::import(&order, &mut Ledger::kept(&mut store)?, &mut ())?;
    follow.end();
    follow.begin("One tap a morning, then what Charley learned of them");
    let entries = mornings::entries(&life, &cause)?;
    store.record_all(&entries)?;
    let case = Case::unsimulated(&mut store, stage.now.clone())?;
    let known = known_nights(&exposed(&case, config));
    let brought = PhoneFiles {
        bytes,
        observed: report.observed,
        walks: case.workouts.len(),
        hours_of_weather: life.days.len() * 24,
        mornings: entries.len(),
    };
    let mut case = Answered::of(Case::read(&mut store, stage.now.clone())?);
    let what_ifs = WhatIfs::default();
    let why = explain(&case, &what_ifs, CrampsTold::Last);
    let standpoint = charley_answers::changed::by_last_entry(&case).standpoint;
    case.keep(&mut store, standpoint);
    follow.end();
    Ok(PhoneMade { life, cause, why, brought, known })
}

/// Writes what the person brings, and says how large it is.
fn written(life: &PhoneLife, folder: &Path) -> anyhow::Result<usize> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let (zip, csv) = (export::zip(life)?, weather::csv(life)?);
    fs::write(folder.join("export.zip"), &zip).context("cannot write the synthetic export")?;
    fs::write(folder.join("open-meteo-44.00N36.00W12m.csv"), &csv)
        .context("cannot write the weather file")?;
    Ok(zip.len() + csv.len())
}

fn exposed(case: &Case, config: PhoneConfig) -> Vec<Exposure> {
    exposures(&ExposureInput {
        person: &case.person,
        entries: &case.entries,
        workouts: &case.workouts,
        body: case.body_record(),
        first: NightOf(config.first()),
        last: NightOf(config.until),
        open: None,
        air: &case.air,
    })
}

fn known_nights(exposures: &[Exposure]) -> Vec<KnownByItself> {
    let nights: Vec<&Exposure> =
        exposures.iter().filter(|exposure| matches!(exposure.window, RiskWindow::Night(_))).collect();
    let of_trigger = |id: &str| {
        let id = TriggerId::night(id);
        let values: Vec<f64> = nights.iter().filter_map(|night| Some(night.values.get(&id)?.value)).collect();
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let sd = (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n).sqrt();
        KnownByItself { id, known: values.len(), of: nights.len(), sd }
    };
    BY_ITSELF.into_iter().map(of_trigger).collect()
}
