//! What a format gave of one recording, before anything of it is judged.

use charley_domain::workout::{Lap, Span, Sport};

use crate::{
    identity::DeviceStamp,
    sample::{Sample, Tally},
};

/// No recording is longer, in milliseconds: a year. Own choice.
const LONGEST_MS: i64 = 366 * 24 * 3_600_000;
/// The same in seconds.
const LONGEST_S: f64 = LONGEST_MS as f64 / 1000.0;
/// Nor does one lead farther, in metres: around the Earth. Own choice.
const FARTHEST_M: f64 = 40_000_000.0;

/// What a file says of itself; every time is in milliseconds since 1970.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Points or records, in the order of the file.
    pub(crate) samples: Vec<Sample>,
    pub(crate) tally: Tally,
    /// Sums of the file, a session or activity each.
    pub(crate) sessions: Vec<SportSession>,
    pub(crate) laps: Vec<LapSums>,
    pub(crate) pauses: Vec<Span>,
    /// Times at which a track begins anew: the way from the point before was not walked.
    pub(crate) breaks: Vec<i64>,
    /// Further times the file tells, such as when it was made.
    pub(crate) witnesses: Vec<i64>,
    /// The sport that is said of the whole.
    pub(crate) sport: Sport,
    pub(crate) device: Option<String>,
    pub(crate) indoor: Option<bool>,
    pub(crate) name: Option<String>,
    /// Offset of the wall clock as the file declares it.
    pub(crate) offset_s: Option<i32>,
    pub(crate) stamp: Option<DeviceStamp>,
    /// Set where one file holds several recordings under one stamp.
    pub(crate) shares_stamp: bool,
    /// Whether the file broke off, so that its sums are not those of what is recorded.
    pub(crate) broke_off: bool,
    pub(crate) notes: Vec<String>,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            samples: Vec::new(),
            tally: Tally::default(),
            sessions: Vec::new(),
            laps: Vec::new(),
            pauses: Vec::new(),
            breaks: Vec::new(),
            witnesses: Vec::new(),
            sport: Sport::Other,
            device: None,
            indoor: None,
            name: None,
            offset_s: None,
            stamp: None,
            shares_stamp: false,
            broke_off: false,
            notes: Vec::new(),
        }
    }
}

/// What a file says of a whole session or activity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SportSession {
    pub(crate) start_ms: Option<i64>,
    pub(crate) end_ms: Option<i64>,
    /// With pauses, in seconds.
    pub(crate) elapsed_s: Option<f64>,
    /// Without pauses, in seconds.
    pub(crate) timer_s: Option<f64>,
    pub(crate) distance_m: Option<f64>,
    pub(crate) sport: Sport,
    pub(crate) indoor: Option<bool>,
}

impl SportSession {
    /// A session of a sport of which nothing else is known.
    pub(crate) const fn of(sport: Sport) -> Self {
        Self {
            start_ms: None,
            end_ms: None,
            elapsed_s: None,
            timer_s: None,
            distance_m: None,
            sport,
            indoor: None,
        }
    }

    /// Where it lies, as far as it says.
    pub(crate) fn span(&self) -> Option<Span> {
        let from_ms = self.start_ms?;
        let length_s = self.elapsed_s.filter(|s| *s > 0.0);
        let by_length = length_s.map(|s| from_ms.saturating_add((s * 1000.0) as i64));
        let to_ms = by_length.or(self.end_ms)?;
        (to_ms >= from_ms).then_some(Span { from_ms, to_ms })
    }
}

/// A lap with its own sums.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LapSums {
    pub(crate) lap: Lap,
    /// Without pauses, in seconds.
    pub(crate) timer_s: Option<f64>,
    pub(crate) distance_m: Option<f64>,
}

impl Draft {
    /// Leaves out lengths and distances that no recording has: a slip of the file, or no number at all. What is reckoned with the
    /// others stays far from where numbers end.
    pub(crate) fn forget_what_cannot_be(&mut self) {
        let length = |seconds: &mut Option<f64>| *seconds = seconds.filter(|s| (0.0..=LONGEST_S).contains(s));
        let distance = |metres: &mut Option<f64>| *metres = metres.filter(|m| (0.0..=FARTHEST_M).contains(m));
        for session in &mut self.sessions {
            length(&mut session.elapsed_s);
            length(&mut session.timer_s);
            distance(&mut session.distance_m);
        }
        for lap in &mut self.laps {
            length(&mut lap.timer_s);
            distance(&mut lap.distance_m);
        }
        self.laps.retain(|own| own.lap.span.to_ms.saturating_sub(own.lap.span.from_ms) <= LONGEST_MS);
    }

    /// The earliest start that the file declares.
    pub(crate) fn declared_start_ms(&self) -> Option<i64> {
        self.sessions.iter().filter_map(|session| session.start_ms).min()
    }

    /// Every stretch that the file declares, with its length where it tells one.
    pub(crate) fn declared(&self) -> impl Iterator<Item = Span> + '_ {
        let laps = self.laps.iter().map(|section| section.lap.span);
        self.sessions.iter().filter_map(SportSession::span).chain(laps)
    }
}
