//! What a person answered so far, and which of it still speaks.
//!
//! | answer | how long it speaks |
//! |---|---|
//! | no | 30 days, then it is asked again |
//! | yes or not sure, to a flag of an episode | 7 days, then it is asked again with the old answer shown |
//! | yes, to what stays by itself | until it is answered anew |
//! | not sure, to what stays by itself | 30 days, then as above |
//!
//! What is asked again no longer counts as an answer: it ends no relief and calls nobody, but it is said wherever advice is given
//! that it is asked again, and whom to call if it is still so.

use std::collections::BTreeMap;

use charley_domain::{
    entry::{Entry, Record},
    triage::{RedFlagAnswer, TriageAnswers},
};
use charley_evidence::{RedFlag, evidence};
use jiff::{Timestamp, ZonedDateTime, civil::Date};

/// Days for which answers speak: what was asked longer ago is asked again. A judgement, no study.
const CURRENT_DAYS: i64 = 30;
/// Days after which an episode is over, one way or the other. A judgement, no study.
const EPISODE_DAYS: i64 = 7;

/// What a person answered so far, and when.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FlagStanding {
    /// The newest answer to each question.
    pub said: TriageAnswers,
    /// When each was given.
    at: BTreeMap<String, Timestamp>,
}

/// A question that was answered with yes or not sure so long ago that it is asked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// The question.
    pub flag: &'static RedFlag,
    /// What was said.
    pub answer: RedFlagAnswer,
    /// On which day, where the person lives.
    pub on: Date,
}

impl FlagStanding {
    /// The answers of a diary.
    pub fn of(entries: &[Entry]) -> Self {
        let mut given: Vec<&Entry> =
            entries.iter().filter(|entry| matches!(entry.record, Record::Triage(_))).collect();
        // Of two answers in one instant the one that was kept later stands.
        given.sort_by_key(|entry| entry.recorded_at);
        let mut standing = Self::default();
        for entry in given {
            if let Record::Triage(said) = &entry.record {
                standing.said.update(said);
                standing.at.extend(said.answers.keys().map(|flag| (flag.clone(), entry.recorded_at)));
            }
        }
        standing
    }

    /// The answers that still speak.
    pub fn current(&self, now: &ZonedDateTime) -> TriageAnswers {
        let mut said = self.said.clone();
        said.answers.retain(|flag, answer| self.speaks(flag, *answer, now));
        said.branches.retain(|flag, _| said.answers.contains_key(flag));
        said
    }

    /// Questions that are asked again with their old answer, in the order of the table.
    pub fn again(&self, now: &ZonedDateTime) -> Vec<Again> {
        let aged = |flag: &'static RedFlag| {
            let answer = *self.said.answers.get(&flag.id)?;
            let on = self.at.get(&flag.id)?.to_zoned_datetime(now.time_zone().clone()).date();
            let asked = answer != RedFlagAnswer::No && !self.speaks(&flag.id, answer, now);
            asked.then_some(Again { flag, answer, on })
        };
        evidence().red_flags.iter().filter_map(aged).collect()
    }

    fn speaks(&self, flag: &str, answer: RedFlagAnswer, now: &ZonedDateTime) -> bool {
        let episode = evidence().red_flag(flag).is_some_and(|flag| flag.episode);
        let days = match answer {
            RedFlagAnswer::Yes | RedFlagAnswer::Unknown if episode => EPISODE_DAYS,
            RedFlagAnswer::Yes => return true,
            RedFlagAnswer::No | RedFlagAnswer::Unknown => CURRENT_DAYS,
        };
        let age_s = self.at.get(flag).map(|at| now.timestamp().as_second() - at.as_second());
        age_s.is_some_and(|age_s| age_s <= days * 86_400)
    }

    /// When the newest answer was given.
    pub fn newest(&self) -> Option<Timestamp> {
        self.at.values().max().copied()
    }
}
