//! Workouts of a Zepp export, `SPORT.csv`: when, how long, how far; without heart rates or a track.

use charley_domain::workout::Sport;

use crate::{
    Format, ReadAir, ReadError, Reader, Reading,
    draft::{Draft, SportSession},
    health::Health,
    table::{self, NamedRow},
};

const BY: &str = "Zepp";
/// A workout is not longer, in seconds.
const LONGEST_S: f64 = 72.0 * 3_600.0;
/// Workouts of one table at most.
const MOST: usize = 50_000;
/// The number of running outdoors, the one on which other people's lists agree: every other one has two meanings in them.
const RUNNING: f64 = 1.0;

/// Whether some text is this table.
pub(crate) fn looks_like(head: &str) -> bool {
    let names = table::names(head);
    ["type", "starttime", "sporttime_s"].iter().all(|wanted| names.iter().any(|name| name == wanted))
}

/// Reads it.
pub(crate) fn read(text: &str, reader: &Reader<'_>) -> Result<Reading, ReadError> {
    let mut drafts: Vec<Draft> = Vec::new();
    table::each(text, |row| {
        if drafts.len() < MOST {
            drafts.extend(draft(row, reader));
        }
    })?;
    let workouts: Vec<_> = drafts.into_iter().flat_map(|draft| draft.finish(reader)).collect();
    if workouts.is_empty() {
        let sentence = "none of the workouts of this table has a beginning and a length";
        return Err(ReadError::new("no_workout", sentence).holding(&["no workouts"]));
    }
    let (damage, notes, health) = (None, Vec::new(), Health::default());
    Ok(Reading { format: Format::Zepp, workouts, damage, notes, health, air: ReadAir::default() })
}

fn draft(row: &NamedRow<'_>, reader: &Reader<'_>) -> Option<Draft> {
    let (starts, _) = table::instant(row.text(&["starttime"])?, reader.home)?;
    let length_s = row.number(&["sporttime_s"]).filter(|seconds| (1.0..=LONGEST_S).contains(seconds))?;
    let start_ms = starts.as_millisecond();
    let is_run = row.number(&["type"]) == Some(RUNNING);
    let sport = if is_run { Sport::Run } else { Sport::Other };
    let sums = SportSession {
        start_ms: Some(start_ms),
        end_ms: Some(start_ms.saturating_add((length_s * 1_000.0) as i64)),
        elapsed_s: Some(length_s),
        timer_s: None,
        // What was not measured is -1.
        distance_m: row.number(&["distance_m"]).filter(|metres| *metres > 0.0),
        ..SportSession::of(sport)
    };
    Some(Draft {
        sessions: vec![sums],
        sport,
        device: Some(BY.to_owned()),
        // Two workouts without a heart rate are told apart by when they began.
        shares_stamp: true,
        ..Draft::default()
    })
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    #[test]
    fn a_workout_has_its_time_and_way_and_a_sport_where_lists_agree() {
        let text = "\u{feff}type,startTime,sportTime(s),maxPace(/meter),minPace(/meter),distance(m),avgPace(/meter),calories(kcal)\n\
                    1,2026-07-07 16:03:16+0000,1800,3.4,2.2,5321,2.77,310.0\n\
                    52,2026-07-08 18:03:16+0000,3600,-1.0,-1.0,-1.0,-1.0,720.0\n\
                    1,2026-07-09 18:03:16+0000,0,0,0,0,0,0\n\
                    1,yesterday,60,0,0,0,0,0\n";
        assert_eq!(crate::detect(text.as_bytes()), Some(Format::Zepp));
        let told = crate::read(text.as_bytes(), &TimeZone::get("Europe/Madrid").unwrap()).unwrap().workouts;
        let heads: Vec<_> = told
            .iter()
            .map(|one| (one.head.start.to_string(), one.head.sport, one.head.elapsed_s, one.head.distance_m))
            .collect();
        assert_eq!(
            heads,
            [
                ("2026-07-07T18:03:16+02:00".to_owned(), Sport::Run, 1_800.0, Some(5_321.0)),
                ("2026-07-08T20:03:16+02:00".to_owned(), Sport::Other, 3_600.0, None),
            ]
        );
    }
}
