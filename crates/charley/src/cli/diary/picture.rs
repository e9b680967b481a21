//! The calendar as text: a row a week, a night under the day on which it began, readable without colour.

use anstyle::{AnsiColor, Style};
use charley_domain::night::NightState;
use jiff::civil::Date;

use crate::cli::Context;
use charley_speech::{calendar::Calendar, spoken};

/// How each state of a night is drawn.
#[derive(Debug)]
pub(super) struct Glyphs {
    cramp: &'static str,
    none: &'static str,
    twinge: &'static str,
    unsure: &'static str,
    unknown: &'static str,
}

impl Glyphs {
    /// Round signs, or plain letters for a terminal that can only show these.
    pub(super) const fn of(context: &Context) -> Self {
        if context.ascii {
            Self { cramp: "X", none: "o", twinge: "*", unsure: "?", unknown: "-" }
        } else {
            Self { cramp: "●", none: "○", twinge: "⊙", unsure: "?", unknown: "–" }
        }
    }

    const fn glyph(&self, state: NightState, twinges: bool) -> &'static str {
        match state {
            NightState::None if twinges => self.twinge,
            NightState::Cramp => self.cramp,
            NightState::None => self.none,
            NightState::Unsure => self.unsure,
            NightState::Unknown => self.unknown,
        }
    }

    /// A night of this state, one without a cramp with or without twinges.
    fn styled(&self, state: NightState, twinges: bool) -> String {
        let style = match state {
            NightState::Cramp => Style::new().bold().fg_color(Some(AnsiColor::Red.into())),
            NightState::None => Style::new(),
            NightState::Unsure => Style::new().fg_color(Some(AnsiColor::Yellow.into())),
            NightState::Unknown => Style::new().dimmed(),
        };
        format!("{style}{}{style:#}", self.glyph(state, twinges))
    }
}

/// The calendar with head and key.
pub(super) fn of(calendar: &Calendar, glyphs: &Glyphs, today: Date) -> String {
    let mut text = format!("{:18}Mon Tue Wed Thu Fri Sat Sun\n", "Night of");
    for week in calendar.weeks() {
        let Some((column, night)) =
            (0u8..).zip(week).find_map(|(column, night)| night.map(|night| (column, night)))
        else {
            continue;
        };
        let monday =
            night.night.date().saturating_sub(jiff::SignedDuration::from_hours(24 * i64::from(column)));
        let mut line = format!("{:18}", spoken::date(monday, today));
        for night in week {
            let cell =
                night.map_or_else(|| " ".to_owned(), |night| glyphs.styled(night.state, night.twinges > 0));
            line = line + " " + &cell + "  ";
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    let twinges = calendar.nights.iter().any(|night| night.state == NightState::None && night.twinges > 0);
    let key: Vec<String> = [
        (NightState::Cramp, false, "cramp"),
        (NightState::None, false, "no cramp"),
        (NightState::None, true, "a twinge"),
        (NightState::Unsure, false, "not sure"),
        (NightState::Unknown, false, "unknown"),
    ]
    .iter()
    .filter(|(_, of_twinge, _)| twinges || !of_twinge)
    .map(|(state, of_twinge, name)| format!("{} {name}", glyphs.styled(*state, *of_twinge)))
    .collect();
    text + &format!("\n{:18}{}\n", "", key.join("   "))
}
