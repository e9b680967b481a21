//! What an address of `/now` carries from page to page: which cramp, since when, and where it is.

use charley_domain::{
    entry::{Entry, EntrySource, Record},
    moment::Precision,
    muscle::Side,
};
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use crate::app::Visit;
use charley_speech::{
    entry_draft,
    site::{CrampOccasion, Site},
};

/// Oldest start that an address may name.
const OLDEST_S: i64 = 12 * 3600;

/// What the address carries from page to page.
#[derive(Debug, Clone)]
pub(super) struct NowAddress {
    pub(super) id: Uuid,
    pub(super) since: Timestamp,
    pub(super) site: Site,
}

impl NowAddress {
    /// The same cramp in another part of the body, or of another kind.
    pub(super) fn at(&self, site: Site) -> Self {
        Self { site, ..self.clone() }
    }

    pub(super) fn address(&self, path: &str) -> String {
        format!(
            "{path}?id={}&since={}&muscle={}&side={}&window={}",
            self.id,
            self.since.as_second(),
            self.site.part(),
            self.site.side,
            self.site.kind.word()
        )
    }

    pub(super) fn id(&self) -> String {
        self.id.to_string()
    }

    pub(super) fn since_s(&self) -> i64 {
        self.since.as_second()
    }
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct NowQuery {
    #[serde(default)]
    pub(super) id: String,
    #[serde(default)]
    pub(super) since: String,
    #[serde(default)]
    pub(super) muscle: String,
    #[serde(default)]
    pub(super) side: String,
    #[serde(default)]
    pub(super) window: String,
    #[serde(default)]
    pub(super) step: String,
}

/// Seconds after its first tap for which a page that is opened anew, as by Back, is about the same cramp.
const SAME_CRAMP_S: i64 = 120; // own choice

/// The cramp that a page of this kind keeps just now and that was not said to be over.
fn running(entries: &[Entry], now: Timestamp) -> Option<NowAddress> {
    let fresh =
        |entry: &&Entry| (0..SAME_CRAMP_S).contains(&(now.as_second() - entry.recorded_at.as_second()));
    let ours = |entry: &&Entry| {
        entry.source == EntrySource::Page
            && entry.precision == Precision::Exact
            && entry.occurred_at.instant <= now
    };
    let entry = entries.iter().rev().find(|entry| ours(entry) && fresh(entry))?;
    let Record::Cramp(cramp) = &entry.record else { return None };
    let is_open = cramp.duration_s.is_none() && cramp.pain.is_none();
    let kind = if cramp.during_workout { CrampOccasion::Workout } else { CrampOccasion::Night };
    let site = Site { muscle: cramp.muscle, side: cramp.side, kind, ..Site::CALF };
    is_open.then_some(NowAddress { id: entry.id, since: entry.occurred_at.instant, site })
}

/// What an address or a form says; what it does not say, or says wrongly, is as it was last: nobody is refused here.
pub(super) fn place(ask: &NowQuery, visit: &Visit<'_>, entries: &[Entry]) -> NowAddress {
    let last = Site::of_last(entries);
    let now = visit.now.timestamp();
    if let Some(running) = running(entries, now).filter(|_| ask.id.is_empty() && ask.since.is_empty()) {
        return running;
    }
    let since = ask.since.parse().ok().and_then(|second| Timestamp::from_second(second).ok());
    let since = since.filter(|since| (0..=OLDEST_S).contains(&(now.as_second() - since.as_second())));
    let part = ask.muscle.parse().unwrap_or(last.part());
    // Another muscle without a side has no side: that of the last cramp would be made up.
    let side = ask.side.parse().unwrap_or(if ask.muscle.is_empty() { last.side } else { Side::Unknown });
    NowAddress {
        id: ask.id.parse().unwrap_or_else(|_| entry_draft::new_id(&visit.now)),
        since: since.unwrap_or(now),
        site: Site {
            side,
            kind: if ask.window == "workout" { CrampOccasion::Workout } else { CrampOccasion::Night },
            ..last
        }
        .in_part(part),
    }
}
