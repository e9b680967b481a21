//! What was said of each cause, in the order of saying, and what of it still stands.

use charley_domain::exposure::TriggerId;
use charley_infer::naming::{HeldBack, NamingVerdict};
use charley_speech::entry_draft::new_id;
use charley_store::{NameLine, Store, StoreError};
use jiff::{Timestamp, ZonedDateTime};
use serde::{Deserialize, Serialize};

/// What is said of a cause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CauseSaid {
    /// The cause.
    pub trigger: TriggerId,
    /// Its name.
    pub name: String,
    /// What is said of it.
    pub verdict: NamingVerdict,
    /// Probability that it matters.
    pub probability_matters: f64,
    /// Why it is not called likely theirs, where it probably matters.
    pub held_back: Option<HeldBack>,
}

/// What was said of a cause at some time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SaidAt {
    /// When.
    pub at: Timestamp,
    /// What.
    #[serde(flatten)]
    pub said: CauseSaid,
}

/// All that was said of causes: when one was first called likely the person's own, and when that was taken back.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Names {
    lines: Vec<SaidAt>,
}

impl Names {
    /// What was said so far; a line that this version cannot read is left out.
    pub(super) fn read(store: &Store) -> Result<Self, StoreError> {
        let read = |line: NameLine| {
            let said = serde_json::from_value(line.body).ok()?;
            Some(SaidAt { at: line.recorded_at, said })
        };
        Ok(Self { lines: store.name_lines()?.into_iter().filter_map(read).collect() })
    }

    /// The lines, oldest first.
    pub fn lines(&self) -> &[SaidAt] {
        &self.lines
    }

    /// Whether a cause is called likely the person's own, as it was last said.
    pub fn stands(&self, trigger: &TriggerId) -> bool {
        let last = self.lines.iter().rev().find(|line| line.said.trigger == *trigger);
        last.is_some_and(|line| line.said.verdict == NamingVerdict::LikelyYours)
    }

    /// Hears what is said now, where nothing is written down.
    pub fn hear(&mut self, at: Timestamp, said: &[CauseSaid]) {
        let new = self.changed(at, said);
        self.lines.extend(new);
    }

    /// What is said now and was not said before.
    fn changed(&self, at: Timestamp, said: &[CauseSaid]) -> Vec<SaidAt> {
        let changed =
            |said: &&CauseSaid| self.stands(&said.trigger) != (said.verdict == NamingVerdict::LikelyYours);
        said.iter().filter(changed).map(|said| SaidAt { at, said: said.clone() }).collect()
    }

    /// Writes down what is said now and was not said before. That it cannot be written (a read-only folder, another writer)
    /// is no reason to say anything else.
    pub(super) fn say(&mut self, store: &mut Store, now: &ZonedDateTime, said: &[CauseSaid]) {
        let new = self.changed(now.timestamp(), said);
        let line = |line: &SaidAt| {
            let body = serde_json::to_value(&line.said).ok()?;
            Some(NameLine { id: new_id(now), recorded_at: line.at, body })
        };
        let lines: Vec<NameLine> = new.iter().filter_map(line).collect();
        if store.append_names(&lines).is_ok() {
            self.lines.extend(new);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(verdict: NamingVerdict) -> CauseSaid {
        let trigger = TriggerId::night("heat_5c");
        CauseSaid { trigger, name: "Hot day".to_owned(), verdict, probability_matters: 0.9, held_back: None }
    }

    #[test]
    fn what_changes_is_written_down_and_stays() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let now: ZonedDateTime = "2026-11-23T05:00[Europe/Berlin]".parse().unwrap();
        let mut names = Names::read(&store).unwrap();
        for verdict in [
            NamingVerdict::Undecided,
            NamingVerdict::LikelyYours,
            NamingVerdict::LikelyYours,
            NamingVerdict::Suspected,
        ] {
            names.say(&mut store, &now, &[said(verdict)]);
        }
        assert_eq!(Names::read(&store).unwrap(), names);
        let verdicts: Vec<NamingVerdict> = names.lines().iter().map(|line| line.said.verdict).collect();
        assert_eq!(verdicts, [NamingVerdict::LikelyYours, NamingVerdict::Suspected]);
        assert!(
            !names.stands(&TriggerId::night("heat_5c")) && !names.stands(&TriggerId::night("stretch_bed"))
        );
    }
}
