//! `charley log day`: the card of a day, as the page asks it.

use charley_answers::day_card::{self, CardOf};
use charley_domain::{
    entry::{Entry, EntrySource},
    night::NightOf,
};

use crate::cli::desk::Desk;
use charley_speech::{
    day::{self, CUP_MG, DayAnswer, DayThing, words},
    typed::{self, Mistyped},
};

/// Arguments of `charley log day`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Sleep of last night: 7h, 6h30
    #[arg(long, value_name = "HOURS", allow_hyphen_values = true)]
    sleep: Option<String>,
    /// The longest sitting: 0h, 8h
    #[arg(long, value_name = "HOURS", allow_hyphen_values = true)]
    sitting: Option<String>,
    /// Alcohol of the whole day in units of 8 g: 0, 2
    #[arg(long, value_name = "UNITS", allow_hyphen_values = true)]
    alcohol: Option<String>,
    /// Caffeine after 15:00: 0mg, 80mg
    #[arg(long, value_name = "CAFFEINE", allow_hyphen_values = true)]
    caffeine: Option<String>,
    /// Whether you stretched your legs in the evening: yes, no
    #[arg(long, value_name = "YES|NO")]
    stretch: Option<String>,
    /// The warmest it got outside, in °C (84f is read too)
    #[arg(long, value_name = "C", allow_hyphen_values = true)]
    air: Option<String>,
    /// Carbohydrate of the evening: 0g, 80g
    #[arg(long, value_name = "GRAMS", allow_hyphen_values = true)]
    food: Option<String>,
    /// The date of the day, if not the one that the page asks about now
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    night: Option<String>,
}

impl Args {
    /// The entries of the card. What it asks of this day is an answer; anything else is told by itself.
    pub(super) fn entries(&self, desk: &Desk) -> anyhow::Result<Vec<Entry>> {
        let night = match self.night.as_deref() {
            Some(night) => typed::night(Some(night), &desk.now)?,
            None => day::night(&desk.now),
        };
        let asked = asked(desk, night)?;
        let mut entries = Vec::new();
        for (thing, amount) in self.amounts()? {
            let answer = DayAnswer {
                thing,
                amount,
                night: thing.told_of(night, &desk.now),
                asked: asked.contains(&thing),
            };
            entries.push(answer.entry(None, (EntrySource::Terminal, &desk.now))?);
        }
        if entries.is_empty() {
            let questions: Vec<&str> = asked.iter().map(|thing| thing.question()).collect();
            let today = words::asks_today(questions.join("; "));
            let problem = format!("{} {today}", words::NOTHING_TYPED);
            return Err(Mistyped::impossible("charley log day", problem).into());
        }
        Ok(entries)
    }

    /// What was typed, in the unit of each thing.
    fn amounts(&self) -> Result<Vec<(DayThing, f64)>, Mistyped> {
        let hours = |text: &str| typed::hours(text).map(charley_domain::quantity::Hours::h);
        let read = [
            (DayThing::Sleep, amount(self.sleep.as_deref(), hours)?),
            (DayThing::Sitting, amount(self.sitting.as_deref(), hours)?),
            (DayThing::Alcohol, amount(self.alcohol.as_deref(), |text| Ok(typed::alcohol(text)?.units()))?),
            (
                DayThing::LateCaffeine,
                amount(self.caffeine.as_deref(), |text| Ok(typed::caffeine(text)?.mg() / CUP_MG))?,
            ),
            (DayThing::Stretch, self.stretch.as_deref().map(yes_or_no).transpose()?),
            (
                DayThing::Air,
                self.air.as_deref().map(|text| Ok::<_, Mistyped>(typed::air(text)?.c())).transpose()?,
            ),
            (DayThing::Food, amount(self.food.as_deref(), |text| Ok(typed::carbohydrate(text)?.g()))?),
        ];
        Ok(read.into_iter().filter_map(|(thing, amount)| Some((thing, amount?))).collect())
    }
}

/// What the card of a night asks.
fn asked(desk: &Desk, night: NightOf) -> anyhow::Result<Vec<DayThing>> {
    let heads = desk.store().map(charley_store::Store::heads).transpose()?.unwrap_or_default();
    let starts = heads.iter().map(|stored| &stored.head.start);
    let entries = desk.entries()?;
    let trains = day_card::trains(&entries, starts, night);
    Ok(day_card::things(CardOf { entries: &entries, night, trains, now: &desk.now }))
}

/// An amount that was typed; on a card `0`, `0h` and `none` are answers, where elsewhere they are nothing to record.
fn amount(
    typed: Option<&str>,
    read: impl Fn(&str) -> Result<f64, Mistyped>,
) -> Result<Option<f64>, Mistyped> {
    let is_none = |text: &str| {
        let text = text.trim();
        text == "none" || text.trim_end_matches(|unit: char| unit.is_ascii_alphabetic() || unit == ' ') == "0"
    };
    match typed {
        None => Ok(None),
        Some(text) if is_none(text) => Ok(Some(0.0)),
        Some(text) => read(text).map(Some),
    }
}

fn yes_or_no(typed: &str) -> Result<f64, Mistyped> {
    match typed.trim().to_lowercase().as_str() {
        "yes" | "y" | "1" => Ok(1.0),
        "no" | "n" | "none" | "0" => Ok(0.0),
        _ => Err(Mistyped::form("answer", typed, "write yes or no")),
    }
}
