//! `lab`: every model as a tool, a table in and a table out.

mod energy;
mod heat;
pub(crate) mod hostile;
pub(crate) mod motor_pool;
pub(crate) mod people;
mod phs;
pub(crate) mod plans;
pub(crate) mod posterior;
mod sweat;
mod table;
pub(crate) mod trial_power;
pub(crate) mod verify;
mod water;

pub(crate) use self::table::{LabError, Table};

/// One model of the lab.
pub(crate) struct LabModel {
    /// The word by which it is called.
    pub(crate) name: &'static str,
    /// What it is.
    pub(crate) about: &'static str,
    /// Columns it reads.
    pub(crate) inputs: &'static [&'static str],
    /// Columns it gives, after the key columns of the input.
    pub(crate) results: &'static [&'static str],
    /// Its rows.
    run: fn(&Table) -> Result<Vec<LabRow>, LabError>,
}

/// One row of results: the input row whose keys it repeats, keys of its own, numbers, and whether the model holds there.
pub(crate) struct LabRow {
    /// Place of the input row.
    from: usize,
    /// The results, in the order of the columns.
    values: Vec<f64>,
    /// Whether a value lies outside the model's validity.
    out_of_range: bool,
}

/// Columns that say which row is which; those an input has are repeated.
const KEYS: [&str; 6] = ["case", "block", "phase", "t_s", "t_end_s", "minute"];

/// The models, in the order in which they are listed.
pub(crate) const MODELS: &[LabModel] = &[
    sweat::MODEL,
    phs::MODEL,
    phs::CHAINED,
    heat::TWO_NODE,
    heat::WBGT,
    heat::CORE,
    energy::W_BALANCE,
    energy::FATIGUE,
    energy::RUNNING,
    water::SODIUM,
];

/// Seconds that this thread has computed; where the system does not say, seconds of the clock.
fn processor_s() -> f64 {
    #[cfg(unix)]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
    }
    #[cfg(not(unix))]
    {
        static BEGUN: std::sync::LazyLock<std::time::Instant> =
            std::sync::LazyLock::new(std::time::Instant::now);
        BEGUN.elapsed().as_secs_f64()
    }
}

/// The model of a name.
///
/// # Errors
/// A sentence with the names there are.
pub(crate) fn model(name: &str) -> Result<&'static LabModel, String> {
    MODELS.iter().find(|model| model.name == name).ok_or_else(|| {
        let names: Vec<&str> = MODELS.iter().map(|model| model.name).collect();
        format!(
            "{name:?} is no model of the lab: there are {}; `charley lab list` says more",
            names.join(", ")
        )
    })
}

impl LabModel {
    /// The table of results as CSV.
    ///
    /// # Errors
    /// [`LabError`] names line and column of what cannot be read; then there is no table.
    pub(crate) fn table(&self, input: &[u8]) -> Result<Vec<u8>, LabError> {
        let table = Table::read(input)?;
        let rows = (self.run)(&table)?;
        // A result that has the name of a key (the time of a trace) takes its place.
        let keys: Vec<&str> =
            KEYS.into_iter().filter(|key| table.has(key) && !self.results.contains(key)).collect();
        let mut writer = csv::Writer::from_writer(Vec::new());
        let head = keys.iter().chain(self.results).copied().chain(["out_of_range"]);
        writer.write_record(head)?;
        for row in rows {
            let repeated = keys.iter().map(|key| table.text(row.from, key).map(str::to_owned));
            let values = row.values.iter().map(|value| Ok(number(*value)));
            let flag = std::iter::once(Ok(u8::from(row.out_of_range).to_string()));
            let record: Vec<String> = repeated.chain(values).chain(flag).collect::<Result<_, LabError>>()?;
            writer.write_record(&record)?;
        }
        writer.into_inner().map_err(|error| LabError::Write(error.to_string()))
    }
}

/// A number that reads back as it was, and tidy.
fn number(value: f64) -> String {
    if value == 0.0 { "0".to_owned() } else { format!("{value}") }
}
