//! From the sequences of a file to recordings: a chained file is usually one, sometimes several.

use super::{heart, sequence::Gathered, summary};
use crate::{assemble, clock, draft::Draft, identity::DeviceStamp, sample::Sample, sport};

/// A sequence that begins so long after the last one ended is another workout.
const ANOTHER_WORKOUT_MS: i64 = 6 * 3_600_000;

/// Joins what belongs together and makes a draft of each recording.
pub(super) fn drafts(sequences: Vec<Gathered>) -> Vec<Draft> {
    let mut recordings: Vec<Gathered> = Vec::new();
    for sequence in sequences {
        match recordings.last_mut() {
            Some(last) if !is_another(last, &sequence) => join(last, sequence),
            _ => recordings.push(sequence),
        }
    }
    let several = recordings.len() > 1;
    recordings
        .into_iter()
        .filter(|recording| !recording.samples.is_empty() || !recording.sessions.is_empty())
        .map(|recording| Draft { shares_stamp: several, ..draft(recording) })
        .collect()
}

fn is_another(last: &Gathered, next: &Gathered) -> bool {
    let (Some(end), Some(start)) = (last.samples.last(), next.samples.first()) else { return false };
    let far = (start.time_ms - end.time_ms).abs() > ANOTHER_WORKOUT_MS;
    far && !last.sessions.is_empty() && !next.sessions.is_empty()
}

fn join(into: &mut Gathered, next: Gathered) {
    into.samples.extend(next.samples);
    into.tally.merge(&next.tally);
    into.untimed += next.untimed;
    into.sessions.extend(next.sessions);
    into.laps.extend(next.laps);
    into.timer.extend(next.timer);
    into.heart.values.extend(next.heart.values);
    into.local_difference_s = into.local_difference_s.or(next.local_difference_s);
    into.sport = (into.sport.0.or(next.sport.0), into.sport.1.or(next.sport.1));
    if into.file.kind.is_none() {
        into.file = next.file;
    }
}

fn draft(mut recording: Gathered) -> Draft {
    let mut notes = Vec::new();
    notes.extend(merge_heart(&mut recording));
    if recording.untimed > 0 {
        notes.push(format!("{} records have no time and are counted only", recording.untimed));
    }
    let device = recording.device();
    let Gathered { file, samples, tally, sessions, laps, timer, local_difference_s, sport, .. } = recording;
    let (sport, indoor) = sport::from_fit(sport.0, sport.1);
    let indoor = indoor.or_else(|| assemble::has_position(&samples).then_some(false));
    Draft {
        sessions,
        sport,
        device,
        indoor,
        offset_s: local_difference_s.and_then(clock::earthly_offset_s),
        stamp: stamp(file.manufacturer, file.serial, file.created),
        witnesses: file.created.map(summary::to_ms).into_iter().collect(),
        laps,
        pauses: summary::pauses(&timer),
        samples,
        tally,
        notes,
        ..Draft::default()
    }
}

/// Fills heart rates from `hr` messages; both sides are put in order first.
fn merge_heart(recording: &mut Gathered) -> Option<String> {
    let values = &mut recording.heart.values;
    if values.is_empty() {
        return None;
    }
    values.sort_by_key(|(time_ms, _)| *time_ms);
    recording.samples.sort_by_key(|sample: &Sample| sample.time_ms);
    let filled = heart::merge(&mut recording.samples, values);
    Some(format!("{} heart rates stored by the chest strap were merged into {filled} records", values.len()))
}

/// A stamp only where the device has a number of its own and its clock was set.
fn stamp(manufacturer: Option<u32>, serial: Option<u32>, created: Option<u32>) -> Option<DeviceStamp> {
    let created = created.filter(|created| i64::from(*created) >= clock::FIT_NEVER_SET_S)?;
    let serial = serial.filter(|serial| *serial != 0)?;
    Some(DeviceStamp { manufacturer: manufacturer?, serial, created })
}
