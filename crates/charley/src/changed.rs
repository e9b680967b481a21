//! What an entry changed in the answers: one line after each entry, made after it is committed.

use std::collections::BTreeMap;

use charley_domain::entry::Entry;
use charley_infer::forecast::Shown;
use charley_store::Store;
use serde::{Deserialize, Serialize};

use crate::{
    case::Case,
    explain::{self, Ask, DEFAULT_SEED, told},
    gates::Mode,
    learned,
    prevent::{self, Ahead},
    words,
};

/// The answers as they stood after some entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Standpoint {
    /// How many entries there were, and which came last.
    entries: (usize, String),
    /// Known nights, and those with a cramp.
    nights: (usize, usize),
    /// Whether anything was learned from the diary.
    learned: bool,
    /// Cramps to expect in 100 nights like tonight, where that is answered.
    of_100: Option<f64>,
    /// What was said of each trigger that was learned, by its id.
    triggers: BTreeMap<String, Stood>,
    /// What the last entry changed.
    line: Option<String>,
}

/// What was said of a trigger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Stood {
    /// Its name.
    pub(crate) name: String,
    /// The verdict, in words.
    pub(crate) verdict: String,
    /// Median factor on the rate.
    pub(crate) times: f64,
}

/// What the last entry changed, in a sentence; `None` for a person under 18, and before there is anything to compare with.
/// What was learned on the way is kept.
pub(crate) fn by_last_entry(store: &mut Store, case: &mut Case) -> Option<String> {
    if Mode::of(&case.person, case.now.date()) == Mode::Minor {
        return None;
    }
    let entries = identity(&case.entries);
    let before = case.kept.standpoint.clone();
    if let Some(same) = before.as_ref().filter(|before| before.entries == entries) {
        return same.line.clone();
    }
    let mut now = Standpoint::of(case, entries);
    now.line = now.since(before.as_ref());
    let line = now.line.clone();
    learned::keep(store, case, Some(now));
    line
}

/// How many entries there are, and which was recorded last.
fn identity(entries: &[Entry]) -> (usize, String) {
    let last = entries.iter().max_by_key(|entry| entry.recorded_at);
    (entries.len(), last.map(|last| last.id.to_string()).unwrap_or_default())
}

impl Standpoint {
    fn of(case: &Case, entries: (usize, String)) -> Self {
        let explanation = explain::triggers(case, &Ask::default());
        let forecast = prevent::forecast(case, &Ahead::Night(case.tonight()), DEFAULT_SEED);
        let answer = match forecast.shown {
            Some(Shown::Forecast) => forecast.probability_mean,
            Some(Shown::BaseRate) => forecast.base_rate_mean,
            None => None,
        };
        let nights = forecast.own_nights;
        let learned = explanation.iter().filter(|report| report.from_own_data > 0.0);
        let stood = |report: &charley_infer::explanation::TriggerReport| {
            let (name, verdict) = (report.name.clone(), told::verdict(report));
            (report.id.to_string(), Stood { name, verdict, times: report.hazard_ratio.q50 })
        };
        let triggers: BTreeMap<String, Stood> = learned.map(stood).collect();
        Self {
            entries,
            nights: (nights.known, nights.cramp),
            learned: !triggers.is_empty(),
            of_100: answer.map(|mean| 100.0 * mean),
            triggers,
            line: None,
        }
    }

    /// What is different from before, in a sentence: the first of a verdict, tonight, a figure.
    fn since(&self, before: Option<&Self>) -> Option<String> {
        if !self.learned {
            let news = before.is_none_or(|before| before.nights != self.nights);
            return news.then(|| words::changed::not_yet(self.nights));
        }
        let before = before?;
        if !before.learned {
            return Some(words::changed::ENOUGH_NOW.to_owned());
        }
        let pairs = || self.triggers.iter().filter_map(|(id, now)| Some((before.triggers.get(id)?, now)));
        let verdicts: Vec<(&Stood, &Stood)> =
            pairs().filter(|(before, now)| before.verdict != now.verdict).collect();
        if !verdicts.is_empty() {
            return Some(words::changed::verdicts(&verdicts));
        }
        let whole = |of_100: Option<f64>| of_100.map(f64::round);
        if let (Some(then), Some(now)) = (before.of_100, self.of_100)
            && whole(before.of_100) != whole(self.of_100)
        {
            return Some(words::changed::tonight(then, now));
        }
        let moved = |(before, now): &(&Stood, &Stood)| (now.times / before.times).ln().abs();
        let most = pairs().max_by(|a, b| moved(a).total_cmp(&moved(b)));
        Some(words::changed::little(most))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stood(verdict: &str, times: f64) -> Stood {
        Stood { name: "Hot day".to_owned(), verdict: verdict.to_owned(), times }
    }

    fn standpoint(verdict: &str, times: f64, of_100: f64) -> Standpoint {
        Standpoint {
            entries: (1, String::new()),
            nights: (41, 6),
            learned: true,
            of_100: Some(of_100),
            triggers: [("night.heat_5c".to_owned(), stood(verdict, times))].into(),
            line: None,
        }
    }

    #[test]
    fn the_largest_change_is_told() {
        let before = standpoint("suspected", 1.5, 8.2);
        let since = |now: Standpoint| now.since(Some(&before)).unwrap();
        assert_eq!(
            since(standpoint("likely yours", 1.6, 9.0)),
            "What changed: Hot day is likely yours now, it was suspected."
        );
        assert_eq!(
            since(standpoint("suspected", 1.6, 9.0)),
            "What changed: of 100 nights like tonight about 9 bring a cramp, it was about 8."
        );
        assert_eq!(
            since(standpoint("suspected", 1.62, 8.3)),
            "What changed: little. Hot day went from 1.5 to 1.62 times the rate, the verdicts stay."
        );
        assert_eq!(since(standpoint("suspected", 1.501, 8.3)), "What changed: no answer.");
    }

    #[test]
    fn before_anything_is_learned_it_says_what_is_missing() {
        let now = Standpoint { learned: false, nights: (12, 1), ..standpoint("", 1.0, 5.0) };
        assert_eq!(
            now.since(None).unwrap(),
            "Charley learns from 30 known nights with 3 cramps on: 12 with 1 so far."
        );
        let after = standpoint("open", 1.0, 5.0);
        assert!(after.since(Some(&now)).unwrap().contains("enough"));
        assert_eq!(after.since(None), None);
    }
}
