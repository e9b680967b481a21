//! Sentences of Why: what is known of nights and workouts, and what was learned from them.

use charley_infer::explanation::{NightCounts, Standing, TriggerReport, WorkoutCounts};

use crate::words::message::{fill, form, messages, plural};

messages! {
    NIGHTS_NONE = "causes.nights.none": "None of {all} nights is known.";
    NIGHTS = "causes.nights": "{known}; {cramp}; {unknown}.";
    NIGHTS_KNOWN_ONE = "causes.nights.known.one": "{n} of {all} nights is known";
    NIGHTS_KNOWN_OTHER = "causes.nights.known.other": "{n} of {all} nights are known";
    NIGHTS_CRAMP_ONE = "causes.nights.cramp.one": "{cramp} of {known} had a cramp";
    NIGHTS_CRAMP_OTHER = "causes.nights.cramp.other": "{cramp} of those {known} had a cramp";
    NIGHTS_UNKNOWN_ONE = "causes.nights.unknown.one": "{n} is unknown";
    NIGHTS_UNKNOWN_OTHER = "causes.nights.unknown.other": "{n} are unknown";
    WORKOUTS_NONE_ONE = "causes.workouts.none.one": "{n} workout, none on a day that the diary speaks of.";
    WORKOUTS_NONE_OTHER = "causes.workouts.none.other": "{n} workouts, none on a day that the diary speaks of.";
    WORKOUTS_ONE = "causes.workouts.one": "{known} of {recorded} workouts is on a day that the diary speaks of; {cramp} of {known} had a cramp.";
    WORKOUTS_OTHER = "causes.workouts.other": "{known} of {recorded} workouts are on days that the diary speaks of; {cramp} of those {known} had a cramp.";
    TOO_LITTLE_ONE = "causes.too_little.one": "Too little to learn from: {n} known night and {cramp} with a cramp; it takes 30 and 3.";
    TOO_LITTLE_OTHER = "causes.too_little.other": "Too little to learn from: {n} known nights and {cramp} with a cramp; it takes 30 and 3.";
    LEARNING = "causes.learning": "There is enough to learn from, but nothing could be learned; what follows are published studies.";
    READY = "causes.ready": "Learned from your diary, with published studies as the starting point.";
    LIKELY = "causes.likely": "Likely yours, in {known} known nights with {cramp} cramps: {likely}.";
    LIKELY_AND_SUSPECTED = "causes.likely_and_suspected": "Likely yours, in {known} known nights with {cramp} cramps: {likely}. Suspected: {suspected}.";
    SUSPECTED = "causes.suspected": "Suspected, in {known} known nights with {cramp} cramps: {suspected}. Nothing is sure enough to be called yours.";
    NO_CAUSE = "causes.no_cause": "No cause stands out in {known} known nights with {cramp} cramps: what follows is still open.";
    FEWER = "causes.fewer": "{name} (fewer cramps)";
    SWITCHED_ONCE = "causes.switched_once": "It changed once, about {day}, and not back; what else changed then?";
    INSEPARABLE = "causes.inseparable": "Cannot be told apart in your diary: {pairs}.";
    PAIR = "causes.pair": "{one} and {other}";
    UNITS = "causes.units": "One unit more is, of {units}.";
    UNSTUDIED = "causes.unstudied": "No study says whether these matter: {names}.";
    HAZARD_RATIO = "causes.hazard_ratio": "Each row: how many times the rate of cramps for one unit more, with its 90 % \
interval. 1 is no difference.";
    PRIOR_ALONE = "causes.prior_alone": "published studies, before anything of yours.";
    OWN_AND_PRIOR = "causes.own_and_prior": "your diary, with published studies as the starting point; the pale line below is those studies alone.";
    LIKELY_YOURS = "causes.verdict.likely_yours": "likely yours";
    ONLY_SUSPECTED = "causes.verdict.suspected": "suspected";
    OPEN = "causes.verdict.open": "open";
    TOO_RARE = "causes.verdict.too_rare": "too rare";
}

/// Nights by what is known, with the denominator.
pub(crate) fn nights(counts: NightCounts) -> String {
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
pub(crate) fn workouts(counts: WorkoutCounts) -> String {
    let WorkoutCounts { recorded, known, cramp } = counts;
    if known == 0 {
        return plural(recorded, (WORKOUTS_NONE_ONE, WORKOUTS_NONE_OTHER));
    }
    let text = form(known, (WORKOUTS_ONE, WORKOUTS_OTHER));
    fill(text, &[("known", &known), ("recorded", &recorded), ("cramp", &cramp)])
}

/// How far the diary carries, in a sentence.
pub(crate) fn standing(standing: Standing, counts: NightCounts) -> String {
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
pub(crate) fn learned(
    counts: NightCounts,
    (likely, suspected): (&[&TriggerReport], &[&TriggerReport]),
) -> String {
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
pub(crate) fn switched_once(day: &str) -> String {
    fill(SWITCHED_ONCE, &[("day", &day)])
}

/// Pairs that cannot be told apart.
pub(crate) fn inseparable(pairs: &[(String, String)]) -> String {
    let said: Vec<String> =
        pairs.iter().map(|(one, other)| fill(PAIR, &[("one", one), ("other", other)])).collect();
    fill(INSEPARABLE, &[("pairs", &said.join("; "))])
}

/// What one unit of each trigger is.
pub(crate) fn units(of: &[(&str, &str)]) -> String {
    let said: Vec<String> = of.iter().map(|(name, unit)| format!("{name}: {unit}")).collect();
    fill(UNITS, &[("units", &said.join("; "))])
}

/// Before the names of what no study speaks of.
pub(crate) fn unstudied(names: &[&str]) -> String {
    fill(UNSTUDIED, &[("names", &names.join(", "))])
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
pub(super) fn examples() -> Vec<String> {
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
