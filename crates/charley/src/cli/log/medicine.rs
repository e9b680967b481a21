//! `charley log medicine`: the name as typed, and what Charley takes it for.

use charley_domain::{
    entry::Record,
    moment::{Moment, Precision},
    night::NightOf,
};

use super::Id;
use crate::cli::desk::Desk;
use charley_answers::medicines::recognised;
use charley_answers::medicines::{self, words::pairs as medicine_pairs};
use charley_speech::{
    entry_draft::EntryDraft,
    typed::{self, MedicineTyped},
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
    /// How much, as the pack says: 20 mg
    #[arg(long, value_name = "TEXT")]
    dose: Option<String>,
    /// When in the day: morning, noon, evening, bedtime
    #[arg(long, value_name = "TIME", value_delimiter = ',')]
    at: Vec<String>,
    #[command(flatten)]
    pub(super) id: Id,
}

impl Args {
    pub(super) fn said(&self, desk: &Desk) -> anyhow::Result<EntryDraft> {
        let typed = MedicineTyped {
            name: &self.name.join(" "),
            from: &self.from,
            until: self.until.as_deref().unwrap_or_default(),
            dose: self.dose.as_deref().unwrap_or_default(),
            times_of_day: self.at.iter().map(String::as_str).collect(),
        };
        let used = typed::medicine(&typed, &desk.now).map_err(|(_, error)| error)?;
        let from = used.from;
        let moment: Moment = typed::moment_at(from.at(0, 0, 0, 0), &desk.now)?;
        let mut notes = recognised::recognition(&used.name);
        let met = medicines::pairs_with(&desk.entries()?, &used, desk.now.date());
        notes.extend(met.iter().map(medicine_pairs::paragraph));
        let record = Record::Medicine(used);
        Ok(EntryDraft { record, moment, precision: Precision::Night, night: NightOf(from), notes })
    }
}
