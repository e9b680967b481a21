//! Sentences about what would tell more: what to answer, what to record and how, what to try apart.

use charley_domain::{
    exposure::TriggerId,
    missing::{Ask, Missing},
};
use charley_infer::explanation::NightCounts;

use charley_speech::message::{messages, sentences};

messages! {
    "next";
    AGE;
}

sentences! {
    separate(one, other) = "{one} and {other} cannot be told apart in your diary: they come together. Some days with only one of them would tell, if that suits you.";
    record_next(what) = "Record {what}: it was never known in these nights.";
    fill_nights_says(n: count, all) =
        one "Answer the question of the night each morning: {n} of {all} nights is unknown."
        other "Answer the question of the night each morning: {n} of {all} nights are unknown.";
    undated(n: count) =
        one "the date of {n} recording: the clock of the device was never set"
        other "the date of {n} recordings: the clock of the device was never set";
    LOAD = "your workouts";
    WARMEST = "the warmest air of the day";
    SITTING = "long sitting";
    ALCOHOL = "alcohol, also when it was 0";
    CAFFEINE = "caffeine, also when it was 0";
    SLEEP = "sleep";
    STRETCHING = "stretching";
    AIR = "the air during workouts";
}

/// What to record so that a trigger's value is known.
pub fn how_to_record(id: &TriggerId) -> Option<Missing> {
    Some(match id.to_string().as_str() {
        "night.load_100tss" | "night.load_jump" => Missing::of(LOAD, &[Ask::Workouts]),
        "night.heat_5c" => Missing::of(WARMEST, &[Ask::DayAir]),
        "night.sitting_2h" => Missing::of(SITTING, &[Ask::Sitting]),
        "night.alcohol_2u" => Missing::of(ALCOHOL, &[Ask::Alcohol]),
        "night.caffeine_late_100mg" => Missing::of(CAFFEINE, &[Ask::Caffeine]),
        "night.sleep_short_h" => Missing::of(SLEEP, &[Ask::Sleep]),
        "night.stretch_bed" => Missing::of(STRETCHING, &[Ask::Stretch]),
        "workout.heat_5c" => Missing::of(AIR, &[Ask::WorkoutAir]),
        _ => return None,
    })
}

/// What to do about unknown nights.
pub fn fill_nights(counts: NightCounts) -> Missing {
    Missing::made(fill_nights_says(counts.unknown, counts.unknown + counts.known), [Ask::Nights])
}

/// What to record next.
pub fn record(what: &Missing) -> Missing {
    what.said(|what| record_next(what))
}

/// That two things come together.
pub fn apart(one: &str, other: &str) -> Missing {
    Missing::made(separate(one, other), [])
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
    let counts = |unknown| NightCounts { known: 41, unknown, cramp: 6 };
    vec![
        separate("Alcohol", "Caffeine"),
        record_next("alcohol"),
        fill_nights(counts(9)).to_string(),
        fill_nights(counts(1)).to_string(),
        undated(1),
        undated(3),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filled_sentences_read_well() {
        charley_speech::lint::check(&examples());
        insta::assert_snapshot!(examples().join("\n"));
    }
}
