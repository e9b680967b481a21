//! `charley log day`: the card of a day, as the page asks it.

use charley_domain::{
    entry::{Entry, EntrySource},
    quantity::{Alcohol, Caffeine, Hours},
};

use crate::cli::desk::Desk;
use charley_speech::{
    day::{self as card, DayAnswers},
    typed::{self, Mistyped},
};

/// Arguments of `charley log day`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Alcohol of the whole day in units of 8 g: 0, 2
    #[arg(long, value_name = "UNITS", allow_hyphen_values = true)]
    alcohol: Option<String>,
    /// Caffeine after 15:00: 0mg, 80mg
    #[arg(long, value_name = "CAFFEINE", allow_hyphen_values = true)]
    caffeine: Option<String>,
    /// The longest sitting: 0h, 8h
    #[arg(long, value_name = "HOURS", allow_hyphen_values = true)]
    sitting: Option<String>,
    /// The date of the day, if not the one that the page asks about now
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    night: Option<String>,
}

impl Args {
    /// The entries of the card.
    pub(super) fn entries(&self, desk: &Desk) -> anyhow::Result<Vec<Entry>> {
        let night = match self.night.as_deref() {
            Some(night) => typed::night(Some(night), &desk.now)?,
            None => card::night(&desk.now),
        };
        let day = DayAnswers {
            alcohol: amount(self.alcohol.as_deref(), typed::alcohol, Alcohol::from_units(0.0)?)?,
            late_caffeine: amount(self.caffeine.as_deref(), typed::caffeine, Caffeine::from_mg(0.0)?)?,
            sitting: amount(self.sitting.as_deref(), typed::hours, Hours::from_h(0.0)?)?,
        };
        let entries = day.entries(night, (EntrySource::Terminal, &desk.now), || None)?;
        if entries.is_empty() {
            return Err(Mistyped::impossible("charley log day", card::NOTHING_TYPED).into());
        }
        Ok(entries)
    }
}

/// An amount that was typed; on a card `0`, `0h` and `none` are answers, where elsewhere they are nothing to record.
fn amount<T>(
    typed: Option<&str>,
    read: impl Fn(&str) -> Result<T, Mistyped>,
    none: T,
) -> Result<Option<T>, Mistyped> {
    let is_none = |text: &str| {
        let text = text.trim();
        text == "none" || text.trim_end_matches(|unit: char| unit.is_ascii_alphabetic() || unit == ' ') == "0"
    };
    match typed {
        None => Ok(None),
        Some(text) if is_none(text) => Ok(Some(none)),
        Some(text) => read(text).map(Some),
    }
}
