//! The question about one night: what the form needs, on Tonight and in the diary.

use charley_domain::{
    muscle::{Muscle, Side},
    night::NightOf,
};
use jiff::ZonedDateTime;

use crate::words::{entry, now, outbox as say};
use charley_answers::draw as svg;
use charley_speech::{diary as words, entry_draft, message::Message, muscle, spoken};

/// How long a cramp held, as a tap says it: what is sent, and its words. The middle of each span.
pub(super) const LASTED: [(&str, Message); 4] =
    [("30s", entry::UNDER_1), ("2m", entry::TO_3), ("6m", entry::TO_10), ("15m", entry::OVER_10)]; // own choice

/// An open question about a night.
#[derive(Debug, Clone)]
pub(super) struct NightQuestion {
    /// The night, as the form sends it back.
    pub(super) night: String,
    /// The night in words, for whoever looks at what waits to be sent.
    pub(super) night_words: String,
    /// Identity of the entry the answer will make: sent twice, it is one entry.
    pub(super) id: String,
    /// Whether the muscle is being chosen.
    pub(super) choosing: bool,
    /// The page to go back to.
    pub(super) back: &'static str,
    /// The place that was tapped on the map.
    pub(super) site: Option<(Muscle, Side)>,
    /// Whether the night is over: before that nobody knows that it was quiet.
    pub(super) over: bool,
}

impl NightQuestion {
    /// The question about a night, on Tonight.
    pub(super) fn to(night: NightOf, now: &ZonedDateTime, choosing: bool) -> Self {
        Self {
            night: night.to_string(),
            night_words: say::night_of(spoken::night(night, now.date())),
            id: entry_draft::new_id(now).to_string(),
            choosing,
            back: "tonight",
            site: None,
            over: night.is_over(now.datetime()),
        }
    }

    /// The same question, asked in the diary.
    #[must_use]
    pub(super) fn in_diary(mut self) -> Self {
        self.back = "diary";
        self
    }

    /// The same question with a place tapped on the map; words that name none leave it open.
    #[must_use]
    pub(super) fn at(mut self, muscle: &str, side: &str) -> Self {
        self.site = muscle.parse().ok().zip(side.parse().ok());
        self
    }

    /// The question in words, on Tonight.
    pub(super) fn question(&self) -> &'static str {
        match (self.choosing, self.over) {
            (true, true) => words::CRAMP_LAST_NIGHT,
            (true, false) => words::CRAMP_TONIGHT,
            (false, true) => words::LAST_NIGHT,
            (false, false) => words::SO_FAR,
        }
        .text()
    }

    /// The map on which each place leads to its own button.
    pub(super) fn map(&self) -> String {
        let choose = self.choose();
        svg::map::legs(|muscle, side| format!("{choose}&muscle={muscle}&side={side}#question"))
    }

    /// The place that was tapped, in words.
    pub(super) fn place(&self) -> String {
        let words = |(one, side)| capital(&muscle::with_side(one, None, side));
        self.site.map_or_else(String::new, words)
    }

    /// Address of the step in which the muscle is chosen.
    pub(super) fn choose(&self) -> String {
        match self.back {
            "diary" => format!("/diary?night={}&cramp=1", self.night),
            _ => "/?cramp=1".to_owned(),
        }
    }

    /// The muscles with their names, in the order in which they are offered.
    #[allow(clippy::unused_self, reason = "templates reach functions through what they hold")]
    pub(super) fn muscles(&self) -> impl Iterator<Item = (Muscle, &'static str)> {
        Muscle::ALL.iter().map(|one| (*one, muscle::name(*one)))
    }

    /// The sides.
    #[allow(clippy::unused_self, reason = "templates reach functions through what they hold")]
    pub(super) const fn sides(&self) -> [Side; 3] {
        [Side::Left, Side::Right, Side::Both]
    }
}

/// A word as the first of a line: `calf` reads `Calf`.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// What the button of a side says.
pub(super) fn side_button(side: Side) -> &'static str {
    match side {
        Side::Left => now::LEFT.text(),
        Side::Right => now::RIGHT.text(),
        Side::Both => now::BOTH.text(),
        Side::Unknown => entry::NOT_SAID.text(),
    }
}
