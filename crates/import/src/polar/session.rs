//! Training sessions of a Polar Flow export, `training-session_*.json`: one object, an exercise for each sport.
//!
//! Times are those of the wall, with the offset of the place beside them in minutes. Newer exports have channels of values at
//! even intervals and write `NaN` where nothing was measured, which is no JSON; older ones have a time beside each value.

use std::collections::BTreeMap;

use charley_domain::workout::{Span, Sport};
use jiff::tz::TimeZone;

use super::{
    moments::{PolarClock, PolarMoments},
    shape::{PolarExercise, PolarPause, PolarSession, PolarSport, PolarSportId},
};
use crate::{
    Format, ReadAir, ReadError, Reader, Reading, clock,
    draft::{Draft, SportSession},
    health::Health,
    sample::Sample,
    sport,
};

const BY: &str = "Polar Flow";
/// Largest session that is read, in bytes: one of 6 h 45 min has 8 MB.
const MOST_BYTES: usize = 32 << 20;
/// Exercises of one session at most.
const MOST_EXERCISES: usize = 50;
/// An exercise is not longer.
pub(super) const LONGEST_MS: i64 = 72 * 3_600_000;

/// The sport behind one of Polar's numbers, and whether it is indoors, as far as exports of people show them.
const fn listed(id: u32) -> Option<(Sport, Option<bool>)> {
    Some(match id {
        1 => (Sport::Run, None),
        2 | 38 => (Sport::Ride, None),
        3 => (Sport::Walk, None),
        11 => (Sport::Hike, None),
        15 => (Sport::Strength, None),
        16 => (Sport::Other, Some(false)),
        17 => (Sport::Run, Some(true)),
        18 => (Sport::IndoorRide, Some(true)),
        39 => (Sport::Football, None),
        // Futsal.
        50 => (Sport::Football, Some(true)),
        83 => (Sport::Other, Some(true)),
        _ => return None,
    })
}

/// Whether some text begins a session.
pub(crate) fn looks_like(head: &str) -> bool {
    let has = |key: &str| head.contains(key);
    has("\"startTime\"")
        && has("\"stopTime\"")
        && (has("\"timezoneOffsetMinutes\"") || has("\"durationMillis\"") || has("\"exportVersion\""))
}

/// Reads a session.
pub(crate) fn read(text: &str, reader: &Reader<'_>) -> Result<Reading, ReadError> {
    if text.len() > MOST_BYTES {
        let message = format!("this training session has more than {} MB: export it again", MOST_BYTES >> 20);
        return Err(ReadError::new("too_large", message));
    }
    let session: PolarSession = serde_json::from_str(&json(text)).map_err(|error| {
        let at = format!("line {}, column {}", error.line(), error.column());
        ReadError::new("bad_json", format!("the training session breaks at {at}: export it again"))
    })?;
    let drafts =
        session.exercises.iter().take(MOST_EXERCISES).filter_map(|one| one.draft(&session, reader.home));
    let workouts: Vec<_> = drafts.flat_map(|draft| draft.finish(reader)).collect();
    if workouts.is_empty() {
        let sentence = "this training session has no exercise with a beginning and an end";
        return Err(
            ReadError::new("no_workout", sentence).holding(&["a training session without an exercise"])
        );
    }
    let (damage, notes, health) = (None, Vec::new(), Health::default());
    Ok(Reading { format: Format::PolarTraining, workouts, damage, notes, health, air: ReadAir::default() })
}

/// The text as JSON: where a number is none it is null.
fn json(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    let mut plain = String::with_capacity(text.len());
    let (mut rest, mut quoted) = (text, false);
    while let Some(at) = rest.find(['"', '\\', 'N']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        // A backslash takes the letter behind it along.
        let taken = match from.as_bytes()[0] {
            b'\\' => from.chars().take(2).map(char::len_utf8).sum(),
            b'N' if !quoted && from.starts_with("NaN") => {
                plain.push_str("null");
                rest = &from[3..];
                continue;
            }
            b'"' => {
                quoted = !quoted;
                1
            }
            _ => 1,
        };
        plain.push_str(&from[..taken]);
        rest = &from[taken..];
    }
    plain.push_str(rest);
    plain
}

impl PolarExercise {
    fn draft(&self, session: &PolarSession, home: &TimeZone) -> Option<Draft> {
        let offset_min = self.offset_min.or(session.offset_min);
        let offset_s = offset_min.and_then(|minutes| clock::earthly_offset_s((minutes * 60.0) as i64));
        let clock = PolarClock { offset_s, home };
        let start_ms = clock.text_ms(self.start_time.as_deref()?)?;
        let timer_s = self.timer_s();
        let stop_ms = self.stop_time.as_deref().and_then(|text| clock.text_ms(text));
        let end_ms = stop_ms.or_else(|| Some(start_ms.saturating_add((timer_s? * 1_000.0) as i64)))?;
        if start_ms <= 0 || !(1..=LONGEST_MS).contains(&end_ms.saturating_sub(start_ms)) {
            return None;
        }
        let mut moments = PolarMoments { start_ms, by_ms: BTreeMap::new() };
        self.samples.put_into(&mut moments, &clock);
        self.routes.route.put_into(&mut moments, &clock);
        let (sport, indoor) = self.sport(session);
        let elapsed_s = Some((end_ms - start_ms) as f64 / 1_000.0);
        let distance_m = self.distance_m.filter(|metres| *metres > 0.0);
        let sums = SportSession {
            start_ms: Some(start_ms),
            end_ms: Some(end_ms),
            elapsed_s,
            timer_s,
            distance_m,
            sport,
            indoor,
        };
        let mut draft = Draft {
            sessions: vec![sums],
            sport,
            indoor,
            device: Some(session.device().to_owned()),
            offset_s,
            // Two workouts without a heart rate are told apart by when they began.
            shares_stamp: true,
            pauses: self.pause_times.iter().filter_map(|pause| pause.span(&clock)).collect(),
            ..Draft::default()
        };
        for (time_ms, values) in moments.by_ms {
            draft.tally.add(&values);
            draft.samples.push(Sample { time_ms, values });
        }
        Some(draft)
    }

    /// Without pauses, in seconds.
    fn timer_s(&self) -> Option<f64> {
        let written = || super::seconds(&self.duration.as_deref()?.parse().ok()?);
        self.duration_millis.map(|ms| ms / 1_000.0).or_else(written).filter(|seconds| *seconds > 0.0)
    }

    fn sport(&self, session: &PolarSession) -> (Sport, Option<bool>) {
        let id = match &self.sport {
            Some(PolarSport::Name(name)) => return sport::said(name),
            Some(PolarSport::Id { id: PolarSportId::Number(id) }) => Some(*id),
            Some(PolarSport::Id { id: PolarSportId::Text(text) }) => text.parse().ok(),
            Some(PolarSport::Unknown(_)) | None => None,
        };
        let named = || session.name.as_deref().map_or((Sport::Other, None), sport::said);
        id.and_then(listed).unwrap_or_else(named)
    }
}

impl PolarSession {
    fn device(&self) -> &str {
        let model = self.product.as_ref().and_then(|product| product.model_name.as_deref());
        model.map(str::trim).filter(|model| !model.is_empty()).unwrap_or(BY)
    }
}

impl PolarPause {
    fn span(&self, clock: &PolarClock<'_>) -> Option<Span> {
        let from_ms = clock.text_ms(self.start_time.as_deref()?)?;
        let to_ms = clock.text_ms(self.end_time.as_deref()?)?;
        (to_ms > from_ms).then_some(Span { from_ms, to_ms })
    }
}

#[cfg(test)]
mod tests;
