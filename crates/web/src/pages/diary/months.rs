//! A month as a calendar, and the way to every other month.

use charley_domain::{diary::DiaryNight, night::NightState};
use charley_speech::{diary as words, spoken, voice};
use charley_store::EntriesOfMonth;
use jiff::{ToSpan as _, civil::Date};

/// The nights of a month in weeks.
pub(super) struct Month {
    pub(super) name: String,
    /// The days of a week in their order, each in a few letters.
    pub(super) weekdays: [&'static str; 7],
    /// Days before the first of the month, so that weeks begin as where the reader is.
    pub(super) blanks: Vec<()>,
    pub(super) days: Vec<DiaryDay>,
}

pub(super) struct DiaryDay {
    pub(super) number: i8,
    pub(super) sign: &'static str,
    pub(super) class: &'static str,
    pub(super) words: String,
    /// Where the night is answered.
    pub(super) address: String,
}

impl Month {
    pub(super) fn of(first: Date, nights: &[DiaryNight]) -> Self {
        let begins = voice::spoken().region.week_begins;
        Self {
            name: named(first),
            weekdays: begins.days().map(spoken::weekday_short),
            blanks: vec![(); begins.days_before(first.weekday())],
            days: nights.iter().map(day).collect(),
        }
    }
}

fn day(night: &DiaryNight) -> DiaryDay {
    let (sign, class) = match night.state {
        NightState::None if night.twinges > 0 => ("⊙", "none"),
        NightState::Cramp => ("●", "cramp"),
        NightState::None => ("○", "none"),
        NightState::Unsure => ("?", "unsure"),
        NightState::Unknown => ("–", "unknown"),
    };
    let date = night.night.date();
    let twinge = if night.twinges > 0 { words::AND_A_TWINGE.text() } else { "" };
    DiaryDay {
        number: date.day(),
        sign,
        class,
        words: format!("Night of {}: {}{twinge}", date.strftime("%-d %B"), night.state.word()),
        address: format!("/diary?night={}#question", night.night),
    }
}

fn named(first: Date) -> String {
    first.strftime("%B %Y").to_string()
}

/// A way to a month.
pub(super) struct MonthLink {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) is_current: bool,
}

/// Months of one year that have entries.
pub(super) struct YearOfMonths {
    pub(super) year: i16,
    pub(super) months: Vec<MonthLink>,
}

/// The ways from a month to others.
pub(super) struct MonthLinks {
    pub(super) earlier: Option<MonthLink>,
    pub(super) later: Option<MonthLink>,
    /// Newest first; none where there is only the one that is shown.
    pub(super) years: Vec<YearOfMonths>,
}

pub(super) fn months(held: &[EntriesOfMonth], shown: Date, today: Date) -> MonthLinks {
    let link = |first: Date, name: String| MonthLink {
        name,
        address: format!("/diary?month={}", first.strftime("%Y-%m")),
        is_current: first == shown,
    };
    let before = shown.saturating_sub(1.month());
    let after = shown.saturating_add(1.month());
    let earliest = held.first().map_or(shown, |month| month.first);
    let mut years: Vec<YearOfMonths> = Vec::new();
    for month in held.iter().rev() {
        let year = month.first.year();
        if years.last().is_none_or(|last| last.year != year) {
            years.push(YearOfMonths { year, months: Vec::new() });
        }
        if let Some(last) = years.last_mut() {
            last.months.insert(0, link(month.first, month.first.strftime("%b").to_string()));
        }
    }
    let several = held.len() > 1 || held.iter().any(|month| month.first != shown);
    MonthLinks {
        earlier: (earliest < shown).then(|| link(before, named(before))),
        later: (after <= today).then(|| link(after, named(after))),
        years: if several { years } else { Vec::new() },
    }
}
