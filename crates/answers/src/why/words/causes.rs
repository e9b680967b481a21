//! Sentences of Why: what is known of nights and workouts, and what was learned from them.

use charley_infer::explanation::{NightCounts, Standing, TriggerReport, WorkoutCounts};

use charley_speech::message::{fill, form, plural, sentences};

sentences! {
    NIGHTS_NONE = "None of {all} nights is known.";
    NIGHTS = "{known}; {cramp}; {unknown}.";
    NIGHTS_KNOWN_ONE = "{n} of {all} nights is known";
    NIGHTS_KNOWN_OTHER = "{n} of {all} nights are known";
    NIGHTS_CRAMP_ONE = "{cramp} of {known} had a cramp";
    NIGHTS_CRAMP_OTHER = "{cramp} of those {known} had a cramp";
    NIGHTS_UNKNOWN_ONE = "{n} is unknown";
    NIGHTS_UNKNOWN_OTHER = "{n} are unknown";
    WORKOUTS_NONE_ONE = "{n} workout, none on a day that the diary speaks of.";
    WORKOUTS_NONE_OTHER = "{n} workouts, none on a day that the diary speaks of.";
    WORKOUTS_ONE = "{known} of {recorded} workouts is on a day that the diary speaks of; {cramp} of {known} had a cramp.";
    WORKOUTS_OTHER = "{known} of {recorded} workouts are on days that the diary speaks of; {cramp} of those {known} had a cramp.";
    TOO_LITTLE_ONE = "Too little to learn from: {n} known night and {cramp} with a cramp; it takes 30 and 3.";
    TOO_LITTLE_OTHER = "Too little to learn from: {n} known nights and {cramp} with a cramp; it takes 30 and 3.";
    LEARNING = "There is enough to learn from, but nothing could be learned; what follows are published studies.";
    READY = "Learned from your diary, with published studies as the starting point.";
    LIKELY = "Likely yours, in {known} known nights with {cramp} cramps: {likely}.";
    LIKELY_AND_SUSPECTED = "Likely yours, in {known} known nights with {cramp} cramps: {likely}. Suspected: {suspected}.";
    SUSPECTED = "Suspected, in {known} known nights with {cramp} cramps: {suspected}. Nothing is sure enough to be called yours.";
    NO_CAUSE = "No cause stands out in {known} known nights with {cramp} cramps: what follows is still open.";
    FEWER = "{name} (fewer cramps)";
    SWITCHED_ONCE = "It changed once, about {day}, and not back; what else changed then?";
    INSEPARABLE = "Cannot be told apart in your diary: {pairs}.";
    PAIR = "{one} and {other}";
    UNITS = "One unit more is, of {units}.";
    UNSTUDIED = "No study says whether these matter: {names}.";
    HAZARD_RATIO = "Each row: how many times the rate of cramps for one unit more, with its 90 % \
interval. 1 is no difference.";
    PRIOR_ALONE = "published studies, before anything of yours.";
    OWN_AND_PRIOR = "your diary, with published studies as the starting point; the pale line below is those studies alone.";
    LIKELY_YOURS = "likely yours";
    ONLY_SUSPECTED = "suspected";
    OPEN = "open";
    TOO_RARE = "too rare";
}

/// Nights by what is known, with the denominator.
pub fn nights(counts: NightCounts) -> String {
    let NightCounts { known, unknown, cramp } = counts;
    let all = known + unknown;
    if known == 0 {
        return fill(NIGHTS_NONE, &[("all", &all)]);
    }
    let of_known = form(known, (NIGHTS_KNOWN_ONE, NIGHTS_KNOWN_OTHER));
    let of_cramp = form(known, (NIGHTS_CRAMP_ONE, NIGHTS_CRAMP_OTHER));
    fill(
        NIGHTS,
        &[
            ("known", &fill(of_known, &[("n", &known), ("all", &all)])),
            ("cramp", &fill(of_cramp, &[("cramp", &cramp), ("known", &known)])),
            ("unknown", &plural(unknown, (NIGHTS_UNKNOWN_ONE, NIGHTS_UNKNOWN_OTHER))),
        ],
    )
}

/// Workouts by what is known, with the denominator.
pub fn workouts(counts: WorkoutCounts) -> String {
    let WorkoutCounts { recorded, known, cramp } = counts;
    if known == 0 {
        return plural(recorded, (WORKOUTS_NONE_ONE, WORKOUTS_NONE_OTHER));
    }
    let text = form(known, (WORKOUTS_ONE, WORKOUTS_OTHER));
    fill(text, &[("known", &known), ("recorded", &recorded), ("cramp", &cramp)])
}

/// How far the diary carries, in a sentence.
pub fn standing(standing: Standing, counts: NightCounts) -> String {
    match standing {
        Standing::TooLittle => fill(
            form(counts.known, (TOO_LITTLE_ONE, TOO_LITTLE_OTHER)),
            &[("n", &counts.known), ("cramp", &counts.cramp)],
        ),
        Standing::Learning => LEARNING.to_owned(),
        Standing::Ready => READY.to_owned(),
    }
}

/// The answer in one sentence: what is likely theirs, what is suspected, or that nothing stands out. Nothing is learned
/// from fewer than 30 nights and 3 cramps, so that one form of each is enough.
pub fn learned(counts: NightCounts, (likely, suspected): (&[&TriggerReport], &[&TriggerReport])) -> String {
    let text = match (likely.is_empty(), suspected.is_empty()) {
        (false, true) => LIKELY,
        (false, false) => LIKELY_AND_SUSPECTED,
        (true, false) => SUSPECTED,
        (true, true) => NO_CAUSE,
    };
    fill(
        text,
        &[
            ("known", &counts.known),
            ("cramp", &counts.cramp),
            ("likely", &named(likely)),
            ("suspected", &named(suspected)),
        ],
    )
}

fn named(reports: &[&TriggerReport]) -> String {
    let one = |report: &&TriggerReport| {
        if report.hazard_ratio.q50 < 1.0 {
            fill(FEWER, &[("name", &report.name)])
        } else {
            report.name.clone()
        }
    };
    reports.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What a trigger that changed only once leaves open.
pub fn switched_once(day: &str) -> String {
    fill(SWITCHED_ONCE, &[("day", &day)])
}

/// Pairs that cannot be told apart.
pub fn inseparable(pairs: &[(String, String)]) -> String {
    let said: Vec<String> =
        pairs.iter().map(|(one, other)| fill(PAIR, &[("one", one), ("other", other)])).collect();
    fill(INSEPARABLE, &[("pairs", &said.join("; "))])
}

/// What one unit of each trigger is.
pub fn units(of: &[(&str, &str)]) -> String {
    let said: Vec<String> = of.iter().map(|(name, unit)| format!("{name}: {unit}")).collect();
    fill(UNITS, &[("units", &said.join("; "))])
}

/// Before the names of what no study speaks of.
pub fn unstudied(names: &[&str]) -> String {
    fill(UNSTUDIED, &[("names", &names.join(", "))])
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
    let counts = NightCounts { known: 41, unknown: 9, cramp: 6 };
    let mut all: Vec<String> = [(1, 0, 0), (30, 1, 0), (30, 12, 2)]
        .map(|(recorded, known, cramp)| workouts(WorkoutCounts { recorded, known, cramp }))
        .into();
    all.extend(
        [(0, 90, 0), (1, 2, 1), (2, 1, 1), (41, 9, 6)]
            .map(|(known, unknown, cramp)| nights(NightCounts { known, unknown, cramp })),
    );
    all.extend([Standing::TooLittle, Standing::Learning, Standing::Ready].map(|one| standing(one, counts)));
    all.extend([
        learned(counts, (&[], &[])),
        inseparable(&[("Alcohol".to_owned(), "Caffeine".to_owned())]),
        unstudied(&["Hot day"]),
        units(&[("Alcohol", "2 units (16 g)")]),
        switched_once("20 September"),
    ]);
    all
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
