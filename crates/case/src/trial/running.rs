//! A trial as its lines tell it: which night it is, what is drawn for it, which look is due, how it ended.

use std::collections::BTreeMap;

use charley_domain::night::NightOf;
use charley_infer::{
    Normal,
    trial::{Allocation, Arm, Findings, Look, LookSchedule, RuleVerdict, TrialCourse, TrialNight, WEEK},
};
use charley_store::{StoreError, TrialLine};
use jiff::{Timestamp, ToSpan as _};
use uuid::Uuid;

use super::{
    TrialRecords,
    journal::{Line, MorningAnswer, TrialProtocol},
};

/// A trial.
#[derive(Debug, Clone, PartialEq)]
pub struct Running {
    /// The id of its protocol.
    pub id: Uuid,
    /// What stands before day 1.
    pub protocol: TrialProtocol,
    /// What was expected before each period; left open is `None`.
    pub expected: BTreeMap<u32, Option<u8>>,
    /// The last answer of each night.
    pub answered: BTreeMap<NightOf, MorningAnswer>,
    /// Looks that were made, and what the rule said.
    pub looked: Vec<(Look, RuleVerdict)>,
    /// After how many nights the person stopped, and why.
    pub stopped: Option<(u32, Option<String>)>,
    /// When something was written last.
    pub last_written: Timestamp,
}

/// Where a trial stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrialStage {
    /// It begins later.
    Planned,
    /// This night of it, from 0, is tonight.
    Night(u32),
    /// All nights are over, the last look is still to be made.
    Over,
    /// It ended after so many nights.
    Ended {
        /// Nights of it.
        nights: u32,
        /// What the rule said; open where the person stopped.
        judged: RuleVerdict,
    },
}

impl Running {
    /// The trials that some lines tell of.
    ///
    /// # Errors
    /// [`StoreError::BadRow`] when a line is none of a trial.
    pub fn all(lines: &[TrialLine]) -> Result<Vec<Self>, StoreError> {
        let mut trials: Vec<Self> = Vec::new();
        for line in lines {
            Self::add(&mut trials, line)?;
        }
        Ok(trials)
    }

    /// Adds what a line tells to the trials that earlier lines told of.
    ///
    /// # Errors
    /// As [`Running::all`].
    pub fn add(trials: &mut Vec<Self>, line: &TrialLine) -> Result<(), StoreError> {
        let said: Line = serde_json::from_value(line.body.clone())
            .map_err(|error| StoreError::BadRow { what: "trial", why: error.to_string() })?;
        let known = trials.iter().position(|trial| trial.id == line.trial);
        match (known, said) {
            (None, Line::Protocol(protocol)) => trials.push(Self {
                id: line.trial,
                protocol: *protocol,
                expected: BTreeMap::new(),
                answered: BTreeMap::new(),
                looked: Vec::new(),
                stopped: None,
                last_written: line.recorded_at,
            }),
            (Some(place), said) => trials[place].hear(said, line.recorded_at),
            // A line of a trial whose protocol is not there: nothing can be said of it.
            (None, _) => {}
        }
        Ok(())
    }

    fn hear(&mut self, said: Line, at: Timestamp) {
        self.last_written = self.last_written.max(at);
        match said {
            // The first protocol stands.
            Line::Protocol(_) => {}
            Line::Expected { period, expects } => {
                self.expected.insert(period, expects);
            }
            Line::Answered(answer) => {
                self.answered.insert(answer.night, answer);
            }
            Line::Looked { look, judged } => self.looked.push((look, judged)),
            Line::Stopped { nights, why } => {
                self.stopped.get_or_insert((nights, why));
            }
        }
    }

    /// Where it stands.
    pub fn stage(&self, records: &TrialRecords) -> TrialStage {
        let ended = self.looked.iter().find(|(_, judged)| *judged != RuleVerdict::Open);
        match (ended, self.stopped.as_ref()) {
            (Some((look, judged)), _) => TrialStage::Ended { nights: look.night, judged: *judged },
            (None, Some((nights, _))) => TrialStage::Ended { nights: *nights, judged: RuleVerdict::Open },
            (None, None) => match records.tonight().nights_since(self.protocol.start) {
                ..0 => TrialStage::Planned,
                number if number as u32 >= self.nights() => TrialStage::Over,
                number => TrialStage::Night(number as u32),
            },
        }
    }

    /// Nights that were planned.
    pub const fn nights(&self) -> u32 {
        self.protocol.outlook.rule.nights
    }

    /// The night of a number, from 0.
    pub fn night(&self, number: u32) -> NightOf {
        NightOf(self.protocol.start.date().saturating_add(i64::from(number).days()))
    }

    /// The number of a night, where it is one of the trial.
    pub fn number(&self, night: NightOf) -> Option<u32> {
        let number = u32::try_from(night.nights_since(self.protocol.start)).ok()?;
        (number < self.nights()).then_some(number)
    }

    /// The draws.
    pub const fn allocation(&self) -> Allocation {
        Allocation { design: self.protocol.design, seed: self.protocol.seed }
    }

    /// What is drawn for a night that has come; a later one is not told.
    pub fn drawn(&self, night: NightOf, records: &TrialRecords) -> Option<Arm> {
        let number = self.number(night).filter(|_| night <= records.tonight())?;
        Some(self.allocation().arm(number))
    }

    /// The period of a night, before which the person is asked what they expect: a block, and at least a week.
    pub fn period(&self, number: u32) -> u32 {
        number / self.protocol.design.block_nights.max(WEEK)
    }

    /// Whether what is expected must still be asked before a night is told.
    pub fn asks_first(&self, number: u32) -> bool {
        !self.expected.contains_key(&self.period(number))
    }

    /// Nights of it that are over.
    pub fn elapsed(&self, records: &TrialRecords) -> u32 {
        let over = records.tonight().nights_since(self.protocol.start).max(0) as u32;
        let end = match self.stage(records) {
            TrialStage::Ended { nights, .. } => nights,
            _ => self.nights(),
        };
        over.min(end)
    }

    /// The first nights with what is known of them.
    pub fn first(&self, count: u32, records: &TrialRecords) -> Vec<TrialNight> {
        let at_work = self.allocation().at_work(count);
        let one = |(number, at_work): (usize, f64)| {
            let night = self.night(number as u32);
            let arm = self.allocation().arm(number as u32);
            let answer = self.answered.get(&night);
            let said = |of: fn(&MorningAnswer) -> Option<u32>| answer.and_then(of);
            let (diary_cramps, diary_twinges) = records.came_in(night);
            let cramps = said(|answer| answer.cramps).max(diary_cramps);
            let twinges = said(|answer| answer.twinges).max(diary_twinges);
            let counts = self.protocol.rate.twinges_a_week.is_some() && cramps.is_some();
            TrialNight {
                arm,
                at_work,
                // A cramp in the diary outweighs an answer that knew of fewer.
                cramps,
                twinges: twinges.filter(|_| counts).unwrap_or(0),
                taken: answer.and_then(|answer| answer.as_drawn).map(|kept| kept == (arm == Arm::Remedy)),
            }
        };
        at_work.into_iter().enumerate().map(one).collect()
    }

    /// Looks that are due and were not made yet, up to the first that ends it.
    pub fn due(&self, records: &TrialRecords) -> Vec<(Look, RuleVerdict)> {
        if matches!(self.stage(records), TrialStage::Ended { .. }) {
            return Vec::new();
        }
        let made = self.looked.last().map_or(0, |(look, _)| look.night);
        let nights = self.first(self.elapsed(records), records);
        if nights.len() as u32 / WEEK == made / WEEK {
            return Vec::new();
        }
        let course =
            TrialCourse::of(self.protocol.design, self.protocol.rate.usual(), &nights, LookSchedule::Weekly);
        let mut due = Vec::new();
        for look in course.looks.into_iter().filter(|look| look.night > made) {
            let judged = self.protocol.outlook.rule.judge(look);
            due.push((look, judged));
            if judged != RuleVerdict::Open {
                break;
            }
        }
        due
    }

    /// With looks that are due made, so that a page shows what the next writing will keep.
    #[must_use]
    pub fn looked_at(&self, records: &TrialRecords) -> Self {
        let mut seen = self.clone();
        seen.looked.extend(self.due(records));
        seen
    }

    /// What came of it beside what studies say of it, as a prior; only once it has ended.
    pub fn findings(&self, records: &TrialRecords, published: Option<Normal>) -> Option<Findings> {
        let TrialStage::Ended { nights, .. } = self.stage(records) else { return None };
        let nights = self.first(nights, records);
        Some(Findings::of(self.protocol.design, self.protocol.rate.usual(), &nights, published))
    }

    /// Known nights of those that are over.
    pub fn known(&self, records: &TrialRecords) -> u32 {
        let nights = self.first(self.elapsed(records), records);
        nights.iter().filter(|night| night.cramps.is_some()).count() as u32
    }
}
