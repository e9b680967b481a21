//! What an entry changed in the answers: one line after each entry, made after it is committed.

pub mod words;

use std::collections::BTreeMap;

use charley_domain::entry::Entry;
use charley_infer::{explanation::TriggerReport, forecast::Shown};

use crate::{
    changed::words as changed_words,
    forecast::{self as prevent, Ahead},
    why::{self as explain, document as told},
};
use charley_case::{
    answered::Answered,
    learned::{CauseSaid, Standpoint, Stood},
};
use charley_speech::gates::Mode;

/// What the last entry changed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changed {
    /// It in a sentence; `None` for a person under 18, and before there is anything to compare with.
    pub line: Option<String>,
    /// The answers as they stand now, to be kept; `None` where they are kept already.
    pub standpoint: Option<Standpoint>,
}

/// What the last entry changed in the answers, where they are the usual ones.
pub fn by_last_entry(case: &Answered) -> Changed {
    if !case.is_usual() || Mode::of(&case.person, case.now.date()) == Mode::Minor {
        return Changed::default();
    }
    let entries = identity(&case.entries);
    let before = case.kept.standpoint.as_ref();
    if let Some(same) = before.filter(|before| before.entries == entries) {
        return Changed { line: same.line.clone(), standpoint: None };
    }
    let now = standpoint(case, entries);
    let line = since(&now, before);
    Changed { line: line.clone(), standpoint: Some(Standpoint { line, ..now }) }
}

/// How many entries there are, and which was recorded last.
fn identity(entries: &[Entry]) -> (usize, String) {
    let last = entries.iter().max_by_key(|entry| entry.recorded_at);
    (entries.len(), last.map(|last| last.id.to_string()).unwrap_or_default())
}

/// The answers as they stand.
fn standpoint(case: &Answered, entries: (usize, String)) -> Standpoint {
    let explanation = explain::triggers(case);
    let forecast = prevent::forecast(case, &Ahead::Night(case.tonight()));
    let answer = match forecast.shown {
        Some(Shown::Forecast) => forecast.probability_mean,
        Some(Shown::BaseRate) => forecast.base_rate_mean,
        None => None,
    };
    let nights = forecast.own_nights;
    let learned = explanation.iter().filter(|report| report.from_own_data > 0.0);
    let stood = |report: &TriggerReport| {
        let (name, verdict) = (report.name.clone(), told::verdict(report));
        (report.id.to_string(), Stood { name, verdict, times: report.hazard_ratio.q50 })
    };
    let triggers: BTreeMap<String, Stood> = learned.map(stood).collect();
    Standpoint {
        entries,
        nights: (nights.known, nights.cramp),
        learned: !triggers.is_empty(),
        of_100: answer.map(|mean| 100.0 * mean),
        triggers,
        said: explanation.iter().map(said).collect(),
        line: None,
    }
}

/// What is said of a cause, as it goes into the log of names.
pub fn said(report: &TriggerReport) -> CauseSaid {
    CauseSaid {
        trigger: report.id.clone(),
        name: report.name.clone(),
        verdict: report.verdict,
        probability_matters: report.probability_matters,
        held_back: report.held_back,
    }
}

/// What is different from before, in a sentence: the first of a verdict, tonight, a figure.
fn since(now: &Standpoint, before: Option<&Standpoint>) -> Option<String> {
    if !now.learned {
        let news = before.is_none_or(|before| before.nights != now.nights);
        return news.then(|| changed_words::not_yet(now.nights));
    }
    let before = before?;
    if !before.learned {
        return Some(changed_words::ENOUGH_NOW.to_owned());
    }
    let pairs = || now.triggers.iter().filter_map(|(id, after)| Some((before.triggers.get(id)?, after)));
    let verdicts: Vec<(&Stood, &Stood)> =
        pairs().filter(|(before, now)| before.verdict != now.verdict).collect();
    if !verdicts.is_empty() {
        return Some(changed_words::verdicts(&verdicts));
    }
    let whole = |of_100: Option<f64>| of_100.map(f64::round);
    if let (Some(then), Some(of_100)) = (before.of_100, now.of_100)
        && whole(before.of_100) != whole(now.of_100)
    {
        return Some(changed_words::tonight(then, of_100));
    }
    let moved = |(before, now): &(&Stood, &Stood)| (now.times / before.times).ln().abs();
    let most = pairs().max_by(|a, b| moved(a).total_cmp(&moved(b)));
    Some(changed_words::little(most))
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
            said: Vec::new(),
            line: None,
        }
    }

    #[test]
    fn the_largest_change_is_told() {
        let before = standpoint("suspected", 1.5, 8.2);
        let since = |now: Standpoint| super::since(&now, Some(&before)).unwrap();
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
            since(&now, None).unwrap(),
            "A cause can be named from 30 known nights with 3 cramps on; so far it is 12 with 1."
        );
        let after = standpoint("open", 1.0, 5.0);
        assert!(since(&after, Some(&now)).unwrap().contains("enough"));
        assert_eq!(since(&after, None), None);
    }
}
