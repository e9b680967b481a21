//! Reads bytes by every door and looks whether what came out holds together.

use std::ops::ControlFlow;

use charley_domain::workout::Workout;
use charley_import::{
    Damage, Reader, course, detect,
    group::{GroupInput, group, merged, merged_head},
    read, strava,
    walk::{Item, Limits, walk_stream},
};
use jiff::tz::TimeZone;

/// Reads the bytes by every door; says whether a workout, an observation or the air of an hour came out.
pub(crate) fn survives(bytes: &[u8]) -> bool {
    let home = TimeZone::UTC;
    let _ = (detect(bytes), course(bytes));
    let by_hand = strava::read(bytes).map(|table| table.activities).unwrap_or_default();
    let mut workouts: Vec<Workout> = by_hand.iter().filter_map(|activity| activity.workout(&home)).collect();
    let (mut observed, mut air) = (0, 0);
    walk_stream("-", &mut &*bytes, &Limits::default(), &mut |item: Item| {
        if let Ok(reading) =
            item.content.map_or_else(|_| read(bytes, &home), |content| content.read(&Reader::at(&home)))
        {
            let is_said = |damage: &Damage| {
                damage.sentence.starts_with("damaged at ")
                    || damage.sentence.starts_with("the export breaks off")
            };
            assert!(reading.damage.as_ref().is_none_or(is_said));
            let clinic = &reading.health.clinic;
            observed += reading.health.observations.len() + clinic.medicines.len() + clinic.conditions.len();
            air += reading.air.series.iter().map(charley_domain::air::AirSeries::known).sum::<usize>();
            let rows: usize = reading.air.series.iter().map(|series| series.rows.len()).sum();
            assert!(rows <= 800 * bytes.len(), "a row brings no more than a month of gaps");
            workouts.extend(reading.workouts);
        }
        ControlFlow::Continue(())
    });
    for workout in &workouts {
        holds_together(workout, bytes);
    }
    told_together(&workouts);
    assert!(observed <= 1_000 * bytes.len());
    !workouts.is_empty() || observed > 0 || air > 0
}

/// Compares what came out with itself, as an import compares it with what is there.
fn told_together(workouts: &[Workout]) {
    let inputs: Vec<GroupInput> = workouts.iter().map(|workout| GroupInput::of(&workout.head)).collect();
    for together in group(&inputs).groups {
        let of_group = |workout: &&Workout| together.contains(&workout.head.id);
        let recordings: Vec<Workout> = workouts.iter().filter(of_group).cloned().collect();
        assert!(!recordings.is_empty(), "a group is of what came out");
        let heads: Vec<_> = recordings.iter().map(|workout| &workout.head).collect();
        let whole = merged_head(&heads).and_then(|head| merged(head, recordings.clone()));
        assert!(whole.is_none_or(|whole| whole.time_ms.is_sorted()));
    }
}

fn holds_together(workout: &Workout, bytes: &[u8]) {
    assert!(workout.time_ms.windows(2).all(|pair| pair[0] < pair[1]));
    assert!(
        workout
            .channels
            .iter()
            .all(|channel| channel.values.len() == workout.time_ms.len() && channel.count() > 0)
    );
    assert!(workout.laps.iter().all(|lap| lap.span.from_ms <= lap.span.to_ms));
    assert!(workout.head.elapsed_s.is_finite() && workout.head.elapsed_s >= 0.0);
    // A thousandfold is what compression may give; nothing else multiplies.
    assert!(workout.time_ms.len() <= 1_000 * bytes.len());
    assert_eq!(workout.head.id.0.len(), 16);
}
