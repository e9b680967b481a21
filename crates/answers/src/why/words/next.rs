//! Sentences about what would tell more: what to answer, what to record and how, what to try apart.

use charley_domain::exposure::TriggerId;
use charley_infer::explanation::NightCounts;

use charley_speech::message::sentences;

sentences! {
    separate(one, other) = "{one} and {other} cannot be told apart in your diary: they come together. Some days with only one of them would tell, if that suits you.";
    record_next(what) = "Record {what}: it was never known in these nights.";
    fill_nights_says(n: count, all) =
        one "Answer the question of the night each morning (charley log none, charley log cramp …): {n} of {all} nights is unknown."
        other "Answer the question of the night each morning (charley log none, charley log cramp …): {n} of {all} nights are unknown.";
    undated(n: count) =
        one "the date of {n} recording: the clock of the device was never set"
        other "the date of {n} recordings: the clock of the device was never set";
    AGE = "your age (charley person set --born 1980-05)";
    LOAD = "your workouts (charley import, charley log workout)";
    WARMEST = "the warmest air of the day (charley log weather --night)";
    SITTING = "long sitting (charley log sitting 9h)";
    ALCOHOL = "alcohol, also when it was 0 (charley log alcohol 0)";
    CAFFEINE = "caffeine, also when it was 0 (charley log caffeine 0mg)";
    SLEEP = "sleep (charley log sleep 7h)";
    STRETCHING = "stretching (charley log stretch)";
    AIR = "the air during workouts (charley log weather --workout)";
}

/// What to record so that a trigger's value is known.
pub fn how_to_record(id: &TriggerId) -> Option<&'static str> {
    Some(match id.to_string().as_str() {
        "night.load_100tss" | "night.load_jump" => LOAD,
        "night.heat_5c" => WARMEST,
        "night.sitting_2h" => SITTING,
        "night.alcohol_2u" => ALCOHOL,
        "night.caffeine_late_100mg" => CAFFEINE,
        "night.sleep_short_h" => SLEEP,
        "night.stretch_bed" => STRETCHING,
        "workout.heat_5c" => AIR,
        _ => return None,
    })
}

/// What to do about unknown nights.
pub fn fill_nights(counts: NightCounts) -> String {
    fill_nights_says(counts.unknown, counts.unknown + counts.known)
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
    let counts = |unknown| NightCounts { known: 41, unknown, cramp: 6 };
    vec![
        separate("Alcohol", "Caffeine"),
        record_next("alcohol"),
        fill_nights(counts(9)),
        fill_nights(counts(1)),
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
