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
    #[arg(required_unless_present = "edit", num_args = 1.., value_name = "NAME")]
    name: Vec<String>,
    /// First day you took it
    #[arg(long, value_name = "DATE", required_unless_present = "edit", allow_hyphen_values = true)]
    from: Option<String>,
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
        let before =
            desk.edited(|record| if let Record::Medicine(used) = record { Some(used.clone()) } else { None });
        let or_before = |typed: Option<String>, kept: Option<String>| typed.or(kept).unwrap_or_default();
        let name = Some(self.name.join(" ")).filter(|name| !name.is_empty());
        let name = or_before(name, before.as_ref().map(|used| used.name.clone()));
        let from = or_before(self.from.clone(), before.as_ref().map(|used| used.from.to_string()));
        let until =
            or_before(self.until.clone(), before.as_ref().and_then(|used| Some(used.until?.to_string())));
        let dose = or_before(self.dose.clone(), before.as_ref().and_then(|used| used.dose.clone()));
        let mut times_of_day: Vec<&str> = self.at.iter().map(String::as_str).collect();
        if let (true, Some(used)) = (times_of_day.is_empty(), &before) {
            times_of_day.extend(used.times_of_day.iter().map(|time| time.word()));
        }
        let typed = MedicineTyped { name: &name, from: &from, until: &until, dose: &dose, times_of_day };
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
