//! `charley log medicine`: the name as typed, and what Charley takes it for.

use charley_domain::{
    entry::{MedicineUse, Record},
    moment::{Moment, Precision},
    night::NightOf,
};

use super::Id;
use crate::{
    cli::desk::Desk,
    medicine,
    said::Said,
    typed::{self, Mistyped},
};

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
        let name = self.name.join(" ").trim().to_owned();
        if name.is_empty() || name.chars().count() > 100 {
            let remedy = "write the name on the pack, at most 100 letters";
            return Err(Mistyped::form("name of a medicine", &name, remedy).into());
        }
        let from = typed::date(&self.from, &desk.now)?;
        if from > desk.now.date() {
            let problem = "is in the future: record the medicine on the day you begin";
            return Err(Mistyped::impossible(&self.from, problem).into());
        }
        let until = self.until.as_deref().map(|until| typed::date(until, &desk.now)).transpose()?;
        if let Some(until) = until.filter(|until| *until < from) {
            let problem = format!("is before the first day, {from}: the last day cannot be earlier");
            return Err(Mistyped::impossible(&until.to_string(), problem).into());
        }
        let moment: Moment = typed::moment_at(from.at(0, 0, 0, 0), &desk.now)?;
        let notes = medicine::recognition(&name);
        let record = Record::Medicine(MedicineUse { name, from, until });
        Ok(Said { record, moment, precision: Precision::Night, night: NightOf(from), notes })
    }
}
