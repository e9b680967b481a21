//! What a person says while a trial runs: what they expect, how the night was, that they stop. Pure: lines to be written.

use charley_case::trial::TrialLine;
use charley_domain::{
    entry::{Count, Entry, EntrySource, Record, Twinge},
    muscle::Side,
    night::{NightOf, NightState},
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use charley_case::trial::{
    Running, TrialRecords, TrialStage,
    journal::{Line, MorningAnswer},
};
use charley_speech::entry_draft::{self, EntryDraft};

/// A clock that is set back by more than this is wrong. Clocks are corrected by seconds.
const BACK: SignedDuration = SignedDuration::from_mins(10);

/// The answer of a morning.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Morning {
    /// The night; last night where not said.
    pub night: Option<NightOf>,
    /// Cramps of the night; `None` where not said.
    pub cramps: Option<u32>,
    /// Twinges of the night; `None` where not said.
    pub twinges: Option<u32>,
    /// Whether it was done as drawn; `None` where not known.
    pub as_drawn: Option<bool>,
    /// How much it bothered, 0 to 10.
    pub bother: Option<u8>,
    /// What else was said.
    pub note: Option<String>,
    /// Replace what was answered for it before.
    pub again: bool,
}

/// Why nothing is written.
#[derive(Debug, Clone, PartialEq)]
pub enum NotWritten {
    /// No trial runs.
    NoTrial,
    /// The clock shows an earlier time than that of the last line.
    Clock {
        /// What the clock says.
        now: Timestamp,
        /// The last that was written, or that can be.
        last: Timestamp,
    },
    /// The night is none of the trial, or not over.
    Night {
        /// The night that was said.
        night: NightOf,
        /// The first that can be.
        first: NightOf,
        /// The last that was written, or that can be.
        last: NightOf,
    },
    /// That night was answered already.
    Twice {
        /// The night that was said.
        night: NightOf,
    },
    /// It has not begun, or has ended.
    NotRunning,
    /// Something else broke.
    Broken(String),
}

/// What is to be written, in one go for the trial, and for the diary beside it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TrialWriting {
    /// Lines of the trial.
    pub lines: Vec<TrialLine>,
    /// A night without a cramp that the diary did not know of.
    pub entry: Option<Entry>,
}

/// What is expected of the remedy in the period of tonight (0 to 10; open where not said).
///
/// # Errors
/// [`NotWritten`].
pub fn expect(records: &TrialRecords, expects: Option<u8>, id: Uuid) -> Result<TrialWriting, NotWritten> {
    let trial = checked(records)?;
    let period = match trial.stage(records) {
        TrialStage::Night(number) => trial.period(number),
        TrialStage::Planned => 0,
        TrialStage::Over | TrialStage::Ended { .. } => return Err(NotWritten::NotRunning),
    };
    written(records, trial, id, vec![Line::Expected { period, expects }])
}

/// How a night was; looks that are due are made with it.
///
/// # Errors
/// [`NotWritten`].
pub fn morning(records: &TrialRecords, said: &Morning, id: Uuid) -> Result<TrialWriting, NotWritten> {
    let trial = checked(records)?;
    let last = records.last_night();
    let night = said.night.unwrap_or(last);
    let first = trial.protocol.start;
    let number =
        trial.number(night).filter(|_| night <= last).ok_or(NotWritten::Night { night, first, last })?;
    if trial.answered.contains_key(&night) && !said.again {
        return Err(NotWritten::Twice { night });
    }
    let answer = MorningAnswer {
        night,
        arm: trial.allocation().arm(number),
        cramps: said.cramps,
        twinges: said.twinges,
        as_drawn: said.as_drawn,
        bother: said.bother,
        note: said.note.clone(),
    };
    let mut answered = trial.clone();
    answered.answered.insert(night, answer.clone());
    let mut writing = written(records, &answered, id, vec![Line::Answered(answer)])?;
    writing.entry = quiet(records, night, said, id)?;
    Ok(writing)
}

/// A quiet night answered here is one of the diary too, where the diary did not know.
fn quiet(
    records: &TrialRecords,
    night: NightOf,
    said: &Morning,
    id: Uuid,
) -> Result<Option<Entry>, NotWritten> {
    let known = charley_domain::diary::nights(&records.of_night(night), night, night);
    let state = known.first().map_or(NightState::Unknown, |night| night.state);
    if said.cramps != Some(0) || state.is_known() {
        return Ok(None);
    }
    let twinges = said.twinges.and_then(|times| Count::from_number(f64::from(times)).ok());
    let record = match twinges {
        Some(count) => Record::Twinge(Twinge { count: Some(count), ..Twinge::of(None, Side::Unknown) }),
        None => Record::None,
    };
    let said = EntryDraft::of_night(record, night, &records.now)
        .map_err(|error| NotWritten::Broken(error.to_string()))?;
    // An id that follows from that of the answer: sent twice, it is one entry.
    let of_entry = Uuid::from_u128(id.as_u128() ^ 1);
    Ok(Some(said.into_entry(Some(of_entry), EntrySource::Terminal, &records.now)))
}

/// The looks that are due, where there are any.
///
/// # Errors
/// [`NotWritten`].
pub fn look(records: &TrialRecords) -> Result<TrialWriting, NotWritten> {
    let trial = checked(records)?;
    written(records, trial, entry_draft::new_id(&records.now), Vec::new())
}

/// The person stops.
///
/// # Errors
/// [`NotWritten`].
pub fn stop(records: &TrialRecords, why: Option<String>, id: Uuid) -> Result<TrialWriting, NotWritten> {
    let trial = checked(records)?;
    let nights = trial.elapsed(records);
    let mut writing = written(records, trial, id, Vec::new())?;
    let ends =
        trial.due(records).iter().any(|(_, judged)| *judged != charley_infer::trial::RuleVerdict::Open);
    if !ends {
        writing.lines.push(line(records, trial, id, &Line::Stopped { nights, why })?);
    }
    Ok(writing)
}

/// The trial under way, if the clock can be right.
fn checked(records: &TrialRecords) -> Result<&Running, NotWritten> {
    let trial = records.current().ok_or(NotWritten::NoTrial)?;
    let (now, last) = (records.now.timestamp(), trial.last_written);
    if now < last - BACK { Err(NotWritten::Clock { now, last }) } else { Ok(trial) }
}

fn written(
    records: &TrialRecords,
    trial: &Running,
    id: Uuid,
    said: Vec<Line>,
) -> Result<TrialWriting, NotWritten> {
    let mut lines = Vec::new();
    for one in said {
        lines.push(line(records, trial, id, &one)?);
    }
    for (look, judged) in trial.due(records) {
        // A look has the id of its night in this trial: made twice, it is one.
        let of_look = Uuid::from_u128(trial.id.as_u128().wrapping_add(u128::from(look.night)));
        lines.push(line(records, trial, of_look, &Line::Looked { look, judged })?);
    }
    Ok(TrialWriting { lines, entry: None })
}

fn line(records: &TrialRecords, trial: &Running, id: Uuid, said: &Line) -> Result<TrialLine, NotWritten> {
    said.written((id, trial.id), &records.now).map_err(|error| NotWritten::Broken(error.to_string()))
}
