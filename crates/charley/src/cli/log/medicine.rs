//! `charley log medicine`: the name as typed, and what Charley takes it for.

use charley_domain::{
    entry::Record,
    moment::{Moment, Precision},
    night::NightOf,
};

use super::Id;
use crate::{cli::desk::Desk, medicine, said::Said, typed};

/// Arguments of `charley log medicine`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The name on the pack
    #[arg(required = true, num_args = 1.., value_name = "NAME")]
    name: Vec<String>,
    /// First day you took it
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    from: String,
    /// Last day, if you no longer take it
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    until: Option<String>,
    #[command(flatten)]
    pub(super) id: Id,
}

impl Args {
    pub(super) fn said(&self, desk: &Desk) -> anyhow::Result<Said> {
        let until = self.until.as_deref().unwrap_or_default();
        let used = medicine::read(&self.name.join(" "), (&self.from, until), &desk.now)
            .map_err(|(_, error)| error)?;
        let from = used.from;
        let moment: Moment = typed::moment_at(from.at(0, 0, 0, 0), &desk.now)?;
        let notes = medicine::recognition(&used.name);
        let record = Record::Medicine(used);
        Ok(Said { record, moment, precision: Precision::Night, night: NightOf(from), notes })
    }
}
