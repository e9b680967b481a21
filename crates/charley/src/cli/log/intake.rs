//! `charley log drink`, `food`, `alcohol`, `caffeine`, `sitting`: one amount each.

use charley_domain::entry::{DrinkKind, Record};

use super::{EntryTime, Id};
use crate::cli::desk::Desk;
use charley_speech::{entry_draft::EntryDraft, typed};

/// Arguments of `charley log drink`.
#[derive(Debug, clap::Args)]
pub(super) struct DrinkArgs {
    /// How much, and what if you like: 500ml, 0.5l water, 16oz
    #[arg(required_unless_present = "edit", num_args = 1.., value_name = "VOLUME")]
    amount: Vec<String>,
    /// Sodium in it, in milligrams
    #[arg(long, value_name = "MG")]
    sodium_mg: Option<String>,
    /// water, sports-drink, ors, milk, juice, soft-drink, coffee, tea, alcoholic, pickle-juice, other
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    #[command(flatten)]
    at: EntryTime,
    #[command(flatten)]
    pub(super) id: Id,
}

impl DrinkArgs {
    pub(super) fn said(&self, desk: &Desk) -> anyhow::Result<EntryDraft> {
        let amount = self.amount.join(" ");
        let (volume, named) = split_kind(&amount);
        let kind = self.kind.as_deref().or(named).map(str::parse::<DrinkKind>).transpose()?;
        let sodium = self.sodium_mg.as_deref().map(typed::sodium).transpose()?;
        let before = desk.edited(|record| match record {
            Record::Drink { volume_ml, sodium_mg, drink } => Some((*volume_ml, *sodium_mg, *drink)),
            _ => None,
        });
        let record = match (volume, before) {
            ("", Some((volume_ml, sodium_mg, drink))) => {
                Record::Drink { volume_ml, sodium_mg: sodium.or(sodium_mg), drink: kind.or(drink) }
            }
            (typed, before) => Record::Drink {
                volume_ml: typed::volume(typed)?,
                sodium_mg: sodium.or_else(|| before?.1),
                drink: kind.or_else(|| before?.2),
            },
        };
        self.at.said(record, desk)
    }
}

/// `500ml water` is a volume and a drink; `500 ml` is a volume.
fn split_kind(amount: &str) -> (&str, Option<&str>) {
    match amount.rsplit_once(' ') {
        Some((volume, word)) if word.parse::<DrinkKind>().is_ok() => {
            (volume.trim_end_matches(" of"), Some(word))
        }
        _ => (amount, None),
    }
}

/// Arguments of the verbs that take one amount.
#[derive(Debug, clap::Args)]
pub(super) struct AmountArgs {
    /// How much
    #[arg(required_unless_present = "edit", num_args = 1.., value_name = "AMOUNT")]
    amount: Vec<String>,
    #[command(flatten)]
    at: EntryTime,
    #[command(flatten)]
    pub(super) id: Id,
}

impl AmountArgs {
    pub(super) fn food(&self, desk: &Desk) -> anyhow::Result<EntryDraft> {
        let kept = |record: &Record| {
            if let Record::Food { carbohydrate_g } = record { Some(*carbohydrate_g) } else { None }
        };
        let carbohydrate_g = desk.typed_or_kept(&self.amount, typed::carbohydrate, kept)?;
        self.at.said(Record::Food { carbohydrate_g }, desk)
    }

    pub(super) fn alcohol(&self, desk: &Desk) -> anyhow::Result<EntryDraft> {
        let kept = |record: &Record| if let Record::Alcohol { units } = record { Some(*units) } else { None };
        let units = desk.typed_or_kept(&self.amount, typed::alcohol, kept)?;
        self.at.said(Record::Alcohol { units }, desk)
    }

    pub(super) fn caffeine(&self, desk: &Desk) -> anyhow::Result<EntryDraft> {
        let kept = |record: &Record| {
            if let Record::Caffeine { caffeine_mg } = record { Some(*caffeine_mg) } else { None }
        };
        let caffeine_mg = desk.typed_or_kept(&self.amount, typed::caffeine, kept)?;
        self.at.said(Record::Caffeine { caffeine_mg }, desk)
    }

    pub(super) fn sitting(&self, desk: &Desk) -> anyhow::Result<EntryDraft> {
        let kept = |record: &Record| if let Record::Sitting { hours } = record { Some(*hours) } else { None };
        let hours = desk.typed_or_kept(&self.amount, typed::hours, kept)?;
        self.at.said(Record::Sitting { hours }, desk)
    }
}
