//! Sentences of the page of causes: what to do, what was seen, what cannot be told yet.

use charley_domain::exposure::Window;
use charley_domain::{
    interval::Interval,
    missing::{Ask, Missing},
};
use charley_infer::{
    explanation::{NamedCause, ObservedCause},
    learn::Frequency,
    naming::NamingVerdict,
};

use charley_speech::message::sentences;

use super::{causes, next::how_to_record};

sentences! {
    RAISES = "Raises";
    LOWERS = "Lowers";
    NOT_FOR_YOU = "Not for you, so far";
    CANNOT_TELL = "Cannot tell yet";
    CURIOUS = "For the curious";
    LAST_CRAMPS = "Your last cramps";
    BESIDE_QUIET = "That night beside the nearest quiet one";
    not_for_you_says(names) = "{names}: if one mattered much to you, it would show by now.";
    nights_says(exposed, cramp, of, other, others) = "{exposed}: a cramp in {cramp} of {of} nights; other nights {other} of {others}.";
    nights_with_unknown(exposed, cramp, of, other, others, unknown) = "{exposed}: a cramp in {cramp} of {of} nights; other nights {other} of {others}; {unknown} unknown.";
    workouts_says(exposed, cramp, of, other, others) = "{exposed}: a cramp in {cramp} of {of} workouts; others {other} of {others}.";
    workouts_with_unknown(exposed, cramp, of, other, others, unknown) = "{exposed}: a cramp in {cramp} of {of} workouts; others {other} of {others}; {unknown} unknown.";
    of_100_nights(with, without, change) = "All else equal, {with} of 100 nights with it and {without} without: {change}.";
    of_100_workouts(with, without, change) = "All else equal, {with} of 100 workouts with it and {without} without: {change}.";
    more(least, most) = "likely {least} to {most} more";
    fewer(least, most) = "likely {least} to {most} fewer";
    either(fewer, more) = "likely between {fewer} fewer and {more} more";
    dots(with, without) = "Of 100 dots, {without} are cramps without it, and {with} with it.";

    TRY_COOL = "To try on hot days: a cool bedroom.";
    TRY_WALK = "To try: stand up and walk a little each hour.";
    TRY_NO_ALCOHOL = "To try: evenings without alcohol. Who drinks a lot every day asks a doctor before leaving it off.";
    TRY_NO_CAFFEINE = "To try: no caffeine after 15:00.";
    TRY_BED = "To try: go to bed earlier after a short night.";
    TRY_SLOWER_WEEKS = "To try: let your training grow more slowly.";
    TRY_THIRST = "To try: drink to your thirst through the evening.";
    TRY_MEAL = "To try: your usual meal after a workout.";
    TRY_STEADY = "To try: begin at the pace you are used to.";
    KEEP_STRETCHING = "To keep: stretching before bed.";
    ask_prescriber(name) = "To ask: speak of {name} with who prescribed it. Do not stop it on your own.";
    ANSWER_TRIAL = "Your trial goes on: answer it each morning.";

    never_recorded(name, n) = "{name}: never recorded. It takes {n} evenings to look at it at all.";
    begun(n: count, name, known) =
        one "{name}: known of {known} nights; about {n} more evening is needed to look at it."
        other "{name}: known of {known} nights; about {n} more evenings are needed to look at it.";
    hardly_varied(name, known) = "{name}: it hardly varied in {known} nights, so that nothing can be told.";
    wide(n: count, name) =
        one "{name}: about {n} more evening would tell."
        other "{name}: about {n} more evenings would tell.";
    a_year(name) = "{name}: it would take more than a year of evenings.";
    no_workouts(name) = "{name}: no workout tells of it.";
    open_workouts(n: count, name) =
        one "{name}: known of {n} workout, and open."
        other "{name}: known of {n} workouts, and open.";
    few_workouts(known, cramp) = "What workouts do: it takes 30 of them on days with an answer, {known} so far, and 3 with a cramp, {cramp} so far.";
    open_in_workouts(names) = "In workouts: {names}.";
    states_unknown(name) = "{name}: it follows from recorded workouts, and so far there are too few.";
}

/// The counts of a cause in one sentence.
pub fn counts(exposed: &str, window: Window, observed: &ObservedCause) -> String {
    let ObservedCause { with, without, unknown, .. } = *observed;
    let exposed = capital(exposed);
    let (cramp, of, other, others) = (with.cramp, with.of, without.cramp, without.of);
    match (window, unknown.of) {
        (Window::Night, 0) => nights_says(exposed, cramp, of, other, others),
        (Window::Night, unknown) => nights_with_unknown(exposed, cramp, of, other, others, unknown),
        (Window::Workout, 0) => workouts_says(exposed, cramp, of, other, others),
        (Window::Workout, unknown) => workouts_with_unknown(exposed, cramp, of, other, others, unknown),
    }
}

/// The adjusted frequency of a cause in one sentence.
pub fn of_100(window: Window, frequency: &Frequency) -> String {
    let (with, without) = (in_100(frequency.with.q50), in_100(frequency.without.q50));
    let change = change(frequency.difference);
    match window {
        Window::Night => of_100_nights(with, without, change),
        Window::Workout => of_100_workouts(with, without, change),
    }
}

/// A difference of chances as a frequency of 100.
fn change(difference: Interval) -> String {
    let (low, high) = (in_100(difference.q05), in_100(difference.q95));
    match (low, high) {
        _ if low >= 0 && high > 0 => more(low, high),
        _ if high <= 0 && low < 0 => fewer(-high, -low),
        _ => either(-low.min(0), high.max(0)),
    }
}

/// A chance as a whole number of 100.
pub fn in_100(chance: f64) -> i64 {
    (100.0 * chance).round() as i64
}

/// The dots of a frequency in words.
pub fn dots_say(frequency: &Frequency) -> String {
    dots(in_100(frequency.with.q50), in_100(frequency.without.q50))
}

/// What may be said of a cause, in a word or two.
pub fn verdict(cause: &NamedCause) -> &'static str {
    if cause.verdict == NamingVerdict::LikelyYours { causes::LIKELY_YOURS } else { causes::ONLY_SUSPECTED }
}

/// The first letter large.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What is not for this person, in one sentence; nothing where there is nothing.
pub fn not_for_you(names: &[&str]) -> Option<String> {
    (!names.is_empty()).then(|| not_for_you_says(names.join(", ")))
}

/// A sentence about a trigger of the night with the form that records it.
pub fn open(sentence: String, id: &charley_domain::exposure::TriggerId) -> Missing {
    let asks: Vec<Ask> = how_to_record(id).map(|what| what.asks.to_vec()).unwrap_or_default();
    Missing::made(sentence, asks)
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
    let count = |cramp, of| charley_infer::explanation::CountedWindows { cramp, of };
    let observed =
        ObservedCause { from: 1.0, with: count(21, 98), without: count(29, 547), unknown: count(0, 0) };
    let interval = |q05, q50, q95| Interval { q05, q50, q95 };
    let of = |difference| Frequency {
        with: interval(0.1, 0.17, 0.25),
        without: interval(0.04, 0.06, 0.09),
        difference,
    };
    let mut said = vec![
        counts("days of 23 °C or more", Window::Night, &observed),
        counts(
            "sitting 2 h or more beyond usual",
            Window::Night,
            &ObservedCause { unknown: count(2, 55), ..observed },
        ),
        counts(
            "workouts in 23 °C or more",
            Window::Workout,
            &ObservedCause { unknown: count(0, 1), ..observed },
        ),
        dots_say(&of(interval(0.04, 0.11, 0.19))),
    ];
    for difference in [interval(0.04, 0.11, 0.19), interval(-0.08, -0.05, -0.01), interval(-0.01, 0.05, 0.12)]
    {
        said.extend([Window::Night, Window::Workout].map(|window| of_100(window, &of(difference))));
    }
    said.extend([
        never_recorded("Late caffeine", 20),
        begun(16, "Late caffeine", 4),
        begun(1, "Late caffeine", 19),
        hardly_varied("Alcohol", 120),
        wide(80, "Alcohol"),
        wide(1, "Alcohol"),
        a_year("Alcohol"),
        no_workouts("Downhill"),
        few_workouts(4, 0),
        open_workouts(1, "Downhill"),
        open_workouts(80, "Downhill"),
        open_in_workouts("Downhill, Fuel low"),
        states_unknown("Fluid deficit at bedtime"),
        ask_prescriber("HCTZ"),
    ]);
    said.extend(not_for_you(&["Alcohol", "Week above habit"]));
    said
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
