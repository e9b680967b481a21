//! Sums of a workout: as the file declares them where that can be, else as its points say.

use crate::{
    clock::LONGEST_REST_MS,
    draft::{Draft, SportSession},
    way::Distance,
};

/// A declared time longer by this share, and by so many seconds, is that of more than the points hold.
const LONGER: f64 = 1.05;
const LONGER_S: f64 = 60.0;
/// A declared distance less than this share of the recorded one leaves out a part.
const SHORTER: f64 = 0.8;

/// Sums of a workout.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Totals {
    /// With pauses, in seconds.
    pub(crate) elapsed_s: f64,
    /// Without pauses, in seconds.
    pub(crate) timer_s: Option<f64>,
    pub(crate) distance_m: Option<f64>,
    /// Sentences about sums that cannot be.
    pub(crate) notes: Vec<String>,
}

/// The sums of a draft whose points hold `span_s` seconds.
pub(crate) fn totals(draft: &Draft, span_s: f64, way: &Distance) -> Totals {
    let mut totals = Totals { timer_s: timer_s(draft), ..Totals::default() };
    let declared_s = sum(&draft.sessions, |session| session.elapsed_s);
    totals.elapsed_s = match declared_s {
        Some(declared_s) if is_far(declared_s, span_s) && draft.samples.len() > 1 => {
            totals.notes.push(format!(
                "the file declares a length of {:.1} h and holds points of {:.1} h: what is recorded counts",
                declared_s / 3600.0,
                span_s / 3600.0
            ));
            span_s
        }
        Some(declared_s) if 2.0 * declared_s >= span_s => declared_s,
        _ => longer_s(draft, totals.timer_s, span_s),
    };
    totals.distance_m = distance_m(draft, way, &mut totals.notes);
    totals
}

/// Whether a declared length reaches so far beyond the points that it is not that of the outing.
fn is_far(declared_s: f64, span_s: f64) -> bool {
    declared_s - span_s > LONGEST_REST_MS as f64 / 1000.0
}

/// The length of the points, or the declared time where the points are fewer than that.
fn longer_s(draft: &Draft, timer_s: Option<f64>, span_s: f64) -> f64 {
    let longer = timer_s.filter(|s| !draft.broke_off && *s > LONGER * span_s && *s > span_s + LONGER_S);
    longer.filter(|s| draft.samples.len() < 2 || !is_far(*s, span_s)).unwrap_or(span_s)
}

fn timer_s(draft: &Draft) -> Option<f64> {
    let laps = || {
        let known = draft.laps.iter().map(|lap| lap.timer_s.filter(|s| *s > 0.0));
        known.sum::<Option<f64>>().filter(|s| *s > 0.0)
    };
    sum(&draft.sessions, |session| session.timer_s).or_else(laps)
}

fn distance_m(draft: &Draft, way: &Distance, notes: &mut Vec<String>) -> Option<f64> {
    let by_laps = || draft.laps.iter().filter_map(|lap| lap.distance_m).reduce(|a, b| a + b);
    let some = draft.sessions.iter().filter_map(|session| session.distance_m).reduce(|a, b| a + b);
    let declared_m = some.or_else(by_laps).filter(|metres| *metres > 0.0);
    let Some(recorded_m) = way.recorded_m else { return declared_m };
    let Some(declared_m) = declared_m else { return Some(recorded_m) };
    let leapt = way.leaps_m > 0.0 && declared_m > recorded_m + way.leaps_m / 2.0;
    let unknown = |metres: Option<f64>| metres.is_none_or(|metres| metres <= 0.0);
    let laps = draft.laps.iter().map(|lap| unknown(lap.distance_m));
    let lacks_some = laps.clone().any(|unknown| unknown) && !laps.clone().all(|unknown| unknown)
        || draft.sessions.iter().any(|session| unknown(session.distance_m));
    let short = lacks_some && declared_m < SHORTER * recorded_m;
    if leapt || short {
        notes.push(format!(
            "the file declares {:.2} km and its points cover {:.2} km: the points count",
            declared_m / 1000.0,
            recorded_m / 1000.0
        ));
        return Some(recorded_m);
    }
    Some(declared_m)
}

/// The sum over all sessions, if each has a part in it.
fn sum(sessions: &[SportSession], of: impl Fn(&SportSession) -> Option<f64>) -> Option<f64> {
    let parts: Option<Vec<f64>> =
        sessions.iter().map(|session| of(session).filter(|part| *part > 0.0)).collect();
    parts.filter(|parts| !parts.is_empty()).map(|parts| parts.iter().sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        draft::LapSums,
        sample::{Sample, Values},
    };
    use charley_domain::workout::{Lap, Span, Sport};

    fn draft(session: SportSession) -> Draft {
        let sample = |time_ms| Sample { time_ms, values: Values::default() };
        Draft { samples: vec![sample(0), sample(1_000)], sessions: vec![session], ..Draft::default() }
    }

    fn way(recorded_m: f64) -> Distance {
        Distance { recorded_m: Some(recorded_m), ..Distance::default() }
    }

    const RUN: SportSession = SportSession::of(Sport::Run);

    #[test]
    fn zeros_are_unknown_and_the_points_say_it() {
        let zeros = SportSession { elapsed_s: Some(0.0), timer_s: Some(0.0), distance_m: Some(0.0), ..RUN };
        let totals = totals(&draft(zeros), 2_400.0, &way(6_720.0));
        assert_eq!((totals.elapsed_s, totals.timer_s, totals.distance_m), (2_400.0, None, Some(6_720.0)));
        assert!(totals.notes.is_empty());
    }

    #[test]
    fn a_track_shorter_than_its_time_has_its_time_and_a_month_is_not_a_ride() {
        let said = SportSession { timer_s: Some(2_700.0), ..RUN };
        let length_s = |draft: &Draft| Some(totals(draft, 1.0, &Distance::default()).elapsed_s);
        assert_eq!(length_s(&draft(said)), Some(2_700.0));
        let cut_off = Draft { broke_off: true, ..draft(said) };
        assert_eq!(length_s(&cut_off), Some(1.0));
        let month = totals(
            &draft(SportSession { elapsed_s: Some(2_201_400.0), ..RUN }),
            5_400.0,
            &Distance::default(),
        );
        assert_eq!((month.elapsed_s, month.notes.len()), (5_400.0, 1));
    }

    #[test]
    fn a_lap_without_its_distance_and_a_leap_make_the_points_count() {
        let section = |distance_m| LapSums {
            lap: Lap { span: Span { from_ms: 0, to_ms: 1 }, manual: None },
            timer_s: Some(60.0),
            distance_m: Some(distance_m),
        };
        let laps = vec![section(3_600.0), section(0.0)];
        let half = Draft { laps, ..draft(SportSession { distance_m: Some(3_600.0), ..RUN }) };
        assert_eq!(totals(&half, 2_400.0, &way(7_200.0)).distance_m, Some(7_200.0));
        let leapt = Distance { leaps_m: 5e6, ..way(5_370.0) };
        let far = draft(SportSession { distance_m: Some(5_005_370.0), ..RUN });
        assert_eq!(totals(&far, 1_800.0, &leapt).distance_m, Some(5_370.0));
        let exact = draft(SportSession { distance_m: Some(7_000.0), ..RUN });
        assert_eq!(totals(&exact, 1_800.0, &way(7_200.0)).distance_m, Some(7_000.0));
    }
}
