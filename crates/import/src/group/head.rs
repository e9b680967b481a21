//! What several recordings of one workout say of it together, without their samples.

use charley_domain::{
    moment::Moment,
    workout::{ClockBasis, Sport, WorkoutHead},
};

/// A distance counts of a recording that lasts this share of the longest one. Own choice.
const AS_LONG: f64 = 0.95;

/// One workout as its recordings have it together; `recordings` come with the richest first, which names it.
///
/// It begins with the first and ends with the last of what is recorded, so [`WorkoutHead::elapsed_s`] is its recorded length
/// here. Its sport is a known one before [`Sport::Other`], its name and distance those of the first that has them, its
/// wall clock one that a file says before that of home.
pub fn merged_head(recordings: &[&WorkoutHead]) -> Option<WorkoutHead> {
    let lead = *recordings.first()?;
    let (begin_ms, end_ms) = bounds_ms(recordings);
    let clock = recordings.iter().find(|head| head.clock == ClockBasis::File).unwrap_or(&lead);
    let elapsed_s = end_ms.saturating_sub(begin_ms) as f64 / 1000.0;
    let instant = jiff::Timestamp::from_millisecond(begin_ms).unwrap_or(lead.start.instant);
    // Whole seconds and more are kept as the file has them.
    let instant = if lead.start.instant.as_millisecond() == begin_ms { lead.start.instant } else { instant };
    let mut head = lead.clone();
    head.start = Moment { instant, offset_s: clock.start.offset_s, zone: clock.start.zone.clone() };
    head.clock = clock.clock;
    head.sport = sport(recordings);
    head.elapsed_s = elapsed_s;
    head.timer_s = lead.timer_s.filter(|timer_s| *timer_s > 0.0).map(|timer_s| timer_s.min(elapsed_s));
    head.distance_m = distance_m(recordings);
    head.indoor = recordings.iter().find_map(|head| head.indoor);
    head.name = recordings.iter().find_map(|head| head.name.clone());
    Some(head)
}

/// First and last moment of what is recorded, in milliseconds since 1970.
pub fn bounds_ms(recordings: &[&WorkoutHead]) -> (i64, i64) {
    let bounds = recordings.iter().map(|head| {
        let (begin_ms, recorded) = (head.start.instant.as_millisecond(), head.recorded());
        let at = |since_ms: Option<i64>| begin_ms.saturating_add(since_ms.unwrap_or(0));
        (at(recorded.first().map(|first| first.from_ms)), at(recorded.last().map(|last| last.to_ms)))
    });
    bounds.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1))).unwrap_or_default()
}

fn sport(recordings: &[&WorkoutHead]) -> Sport {
    let known = |sport: &Sport| !matches!(sport, Sport::Other | Sport::Transition);
    recordings
        .iter()
        .map(|head| head.sport)
        .find(known)
        .unwrap_or_else(|| recordings.first().map_or(Sport::Other, |head| head.sport))
}

/// The distance of the first that has one, of those that last as long as the longest.
fn distance_m(recordings: &[&WorkoutHead]) -> Option<f64> {
    let with = || recordings.iter().filter(|head| head.distance_m.is_some_and(|metres| metres > 0.0));
    let longest_s = with().map(|head| head.recorded_s()).fold(0.0, f64::max);
    with()
        .find(|head| head.recorded_s() >= AS_LONG * longest_s)
        .map_or_else(|| recordings.iter().find_map(|head| head.distance_m), |head| head.distance_m)
}
