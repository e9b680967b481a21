//! Pieces of sleep become nights: one source at a time, stitched where the gap is short, told by the wall clock of the place.

use charley_domain::{
    observation::{NightSleep, Stages},
    quantity::Hours,
};
use jiff::Timestamp;

/// Pieces nearer than this are one sleep: who is up for longer begins another.
const STITCH_MS: i64 = 2 * 3_600_000; // own judgement
/// A piece of sleep is not longer.
const LONGEST_MS: i64 = 24 * 3_600_000;
/// Gaps and overlaps of this much are how devices round.
const MINUTE_MS: i64 = 60_000;
/// A sleep of which more than this is unknown has no known length.
const MOST_UNKNOWN_MS: i64 = 30 * MINUTE_MS; // own judgement

/// What a piece of a night was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SleepStage {
    /// In bed, asleep or not: no sleep by itself.
    InBed,
    /// A word or number that is not known: neither asleep nor awake.
    Unknown,
    Awake,
    /// Asleep, without a stage.
    Asleep,
    Light,
    Deep,
    Rem,
}

/// A piece of a night as one source wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SleepPiece {
    pub(crate) from_ms: i64,
    pub(crate) to_ms: i64,
    pub(crate) stage: SleepStage,
    /// Offset of the wall clock there, where the archive knows it.
    pub(crate) offset_s: Option<i32>,
}

/// A sleep with the wall clock of the place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Slept {
    pub(super) sleep: NightSleep,
    pub(super) offset_s: Option<i32>,
}

/// The sleeps behind the pieces of one source. Within a source it is the union that counts, never the sum.
pub(super) fn sleeps(mut pieces: Vec<SleepPiece>) -> Vec<Slept> {
    let is_sane = |piece: &SleepPiece| (1..=LONGEST_MS).contains(&piece.to_ms.saturating_sub(piece.from_ms));
    pieces.retain(|piece| piece.stage != SleepStage::InBed && is_sane(piece));
    pieces.sort_unstable();
    pieces.dedup();
    let mut slept = Vec::new();
    let mut session: Vec<SleepPiece> = Vec::new();
    let mut end_ms = i64::MIN;
    for piece in pieces {
        if !session.is_empty() && piece.from_ms.saturating_sub(end_ms) > STITCH_MS {
            slept.extend(sleep(&session));
            session.clear();
        }
        end_ms = if session.is_empty() { piece.to_ms } else { end_ms.max(piece.to_ms) };
        session.push(piece);
    }
    slept.extend(sleep(&session));
    slept
}

fn sleep(session: &[SleepPiece]) -> Option<Slept> {
    let asleep = union(session, |stage| stage > SleepStage::Awake);
    let awake = union(session, |stage| stage == SleepStage::Awake);
    let known = union(session, |stage| stage >= SleepStage::Awake);
    let unknown = union(session, |stage| stage == SleepStage::Unknown);
    if length(&unknown) - shared(&unknown, &known) > MOST_UNKNOWN_MS {
        return None;
    }
    let (begins_ms, ends_ms) = (asleep.first()?.0, asleep.last()?.1);
    let asleep_ms = length(&asleep) - shared(&asleep, &awake);
    let minutes = |wanted: SleepStage| rounded_minutes(length(&union(session, |stage| stage == wanted)));
    let staged = session
        .iter()
        .any(|piece| matches!(piece.stage, SleepStage::Light | SleepStage::Deep | SleepStage::Rem));
    let stages = staged.then(|| Stages {
        light_min: minutes(SleepStage::Light),
        deep_min: minutes(SleepStage::Deep),
        rem_min: minutes(SleepStage::Rem),
        awake_min: rounded_minutes(length(&within(&awake, begins_ms, ends_ms))),
    });
    // The clock of the place where one woke up.
    let offset_s = session.iter().rev().find_map(|piece| piece.offset_s);
    Some(Slept {
        sleep: NightSleep {
            begins: Timestamp::from_millisecond(begins_ms).ok()?,
            ends: Timestamp::from_millisecond(ends_ms).ok()?,
            asleep_h: Hours::from_h(asleep_ms as f64 / 3_600_000.0).ok()?,
            stages,
        },
        offset_s,
    })
}

/// A span in milliseconds.
type SpanMs = (i64, i64);

/// The union of the pieces of some stages, in order.
fn union(session: &[SleepPiece], wanted: impl Fn(SleepStage) -> bool) -> Vec<SpanMs> {
    let mut united: Vec<SpanMs> = Vec::new();
    for piece in session.iter().filter(|piece| wanted(piece.stage)) {
        match united.last_mut() {
            Some(last) if piece.from_ms <= last.1 => last.1 = last.1.max(piece.to_ms),
            _ => united.push((piece.from_ms, piece.to_ms)),
        }
    }
    united
}

fn length(stretches: &[SpanMs]) -> i64 {
    stretches.iter().map(|(from, to)| to - from).sum()
}

fn within(stretches: &[SpanMs], begin: i64, end: i64) -> Vec<SpanMs> {
    let cut = stretches.iter().map(|(from, to)| ((*from).max(begin), (*to).min(end)));
    cut.filter(|(from, to)| to > from).collect()
}

/// How much two unions have in common.
fn shared(a: &[SpanMs], b: &[SpanMs]) -> i64 {
    a.iter().map(|(from, to)| length(&within(b, *from, *to))).sum()
}

fn rounded_minutes(ms: i64) -> u32 {
    u32::try_from((ms + MINUTE_MS / 2) / MINUTE_MS).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    fn piece(from_h: f64, to_h: f64, stage: SleepStage) -> SleepPiece {
        let ms = |h: f64| (h * HOUR as f64) as i64;
        SleepPiece { from_ms: ms(from_h), to_ms: ms(to_h), stage, offset_s: None }
    }

    #[test]
    fn a_night_is_the_union_of_its_pieces_and_bed_is_no_sleep() {
        let night = sleeps(vec![
            piece(22.0, 31.0, SleepStage::InBed),
            piece(23.0, 25.0, SleepStage::Light),
            piece(24.0, 26.0, SleepStage::Light),
            piece(26.0, 26.5, SleepStage::Awake),
            piece(26.5, 29.0, SleepStage::Deep),
            piece(26.5, 29.0, SleepStage::Deep),
        ]);
        assert_eq!(night.len(), 1);
        let sleep = &night[0].sleep;
        assert!((sleep.asleep_h.h() - 5.5).abs() < 1e-9, "{sleep:?}");
        assert_eq!(sleep.stages, Some(Stages { light_min: 180, deep_min: 150, rem_min: 0, awake_min: 30 }));
        assert_eq!(sleeps(vec![piece(22.0, 31.0, SleepStage::InBed)]), []);
    }

    #[test]
    fn awake_within_sleep_counts_off_and_a_long_gap_parts_two_sleeps() {
        let two = sleeps(vec![
            piece(22.0, 30.0, SleepStage::Asleep),
            piece(24.0, 25.0, SleepStage::Awake),
            piece(38.0, 39.0, SleepStage::Asleep),
        ]);
        assert_eq!(two.len(), 2);
        assert!((two[0].sleep.asleep_h.h() - 7.0).abs() < 1e-9);
        assert!(two[0].sleep.stages.is_none());
        let one = sleeps(vec![piece(22.0, 24.0, SleepStage::Asleep), piece(25.5, 30.0, SleepStage::Asleep)]);
        assert!((one[0].sleep.asleep_h.h() - 6.5).abs() < 1e-9 && one.len() == 1);
    }

    #[test]
    fn backwards_and_endless_pieces_do_no_harm() {
        let odd = vec![
            piece(5.0, 4.0, SleepStage::Deep),
            SleepPiece { from_ms: i64::MIN, to_ms: i64::MAX, stage: SleepStage::Deep, offset_s: None },
        ];
        assert_eq!(sleeps(odd), []);
    }
}
