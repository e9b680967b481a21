//! Writing FIT: one sequence of messages between a head with its checksum and the checksum of the whole.

mod activity;
mod record;
mod sequence;
mod sport;

use charley_domain::workout::{Lap, Span, Workout};

use self::{activity::Stamp, record::Records, sequence::Sequence};

/// What happens between records.
enum Mark {
    Started,
    Stopped,
    Lap(Lap),
}

/// The workout as a FIT activity file.
///
/// Times are whole seconds, as the format demands; two samples of the same second become two records of that second.
///
/// ```
/// # use charley_domain::{moment::Moment, workout::*};
/// # let head = WorkoutHead { id: WorkoutId(String::new()), sport: Sport::Run,
/// #     start: Moment { instant: jiff::Timestamp::from_second(1_790_000_000)?, offset_s: 0, zone: None },
/// #     clock: ClockBasis::File, elapsed_s: 1.0, timer_s: None, distance_m: None, device: None, indoor: None,
/// #     name: None, facts: FileFacts::default() };
/// # let heart = Channel { kind: ChannelKind::HeartRate, values: vec![Some(120), Some(121)] };
/// # let workout = Workout { head, time_ms: vec![0, 1000], channels: vec![heart], laps: vec![], pauses: vec![],
/// #     legs: vec![], notes: vec![] };
/// let bytes = charley_import::write::fit(&workout);
/// let read = charley_import::read(&bytes, &jiff::tz::TimeZone::UTC)?;
/// assert_eq!(read.workouts[0].channels, workout.channels);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn fit(workout: &Workout) -> Vec<u8> {
    let mut sequence = Sequence::default();
    let stamp = Stamp::of(workout);
    activity::opening(&mut sequence, workout, &stamp);
    let mut records = Records::of(workout, &mut sequence);
    for (time_ms, mark) in marks(workout) {
        // The last sample before a pause or a lap's end carries its very time.
        let inclusive = i64::from(!matches!(mark, Mark::Started));
        records.write_before(time_ms.saturating_add(inclusive), &mut sequence);
        match mark {
            Mark::Started => activity::timer(&mut sequence, stamp.time(time_ms), activity::START),
            Mark::Stopped => activity::timer(&mut sequence, stamp.time(time_ms), activity::STOP_ALL),
            Mark::Lap(lap) => activity::lap(&mut sequence, workout, &stamp, lap),
        }
    }
    records.write_before(i64::MAX, &mut sequence);
    activity::closing(&mut sequence, workout, &stamp);
    sequence.finish()
}

/// Starts, stops and laps in the order of time.
fn marks(workout: &Workout) -> Vec<(i64, Mark)> {
    let end_ms = activity::elapsed_ms(workout);
    let mut marks = vec![(i64::MIN, Mark::Started)];
    for &Span { from_ms, to_ms } in &workout.pauses {
        marks.push((from_ms, Mark::Stopped));
        marks.push((to_ms, Mark::Started));
    }
    marks.extend(workout.laps.iter().map(|lap| (lap.span.to_ms, Mark::Lap(*lap))));
    marks.push((end_ms.saturating_add(1), Mark::Stopped));
    marks.sort_by_key(|(time_ms, _)| *time_ms);
    marks
}
