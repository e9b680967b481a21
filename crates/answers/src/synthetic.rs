//! Sentences of the demo: who was made, and what truly causes their cramps.

use charley_domain::{
    entry::{Entry, EntrySource},
    exposure::TriggerId,
};

use charley_speech::message::{messages, sentences};

messages! {
    "synthetic";
    BANNER;
}

sentences! {
    TRUTH = "This person is synthetic. The true triggers are:";
    person(seed, nights, workouts) = "This person is synthetic: {nights} nights and {workouts} workouts made from seed {seed}. Nothing here is about you.";
    diary_says(entries, at_night, in_workouts, unanswered) = "Diary   {entries} entries; {at_night} cramps at night and {in_workouts} in workouts; {unanswered} nights not answered";
    trigger_says(name, id, ratio, unit) = "{name} ({id}): {ratio} times the rate a unit; one unit is {unit}";
    sweat_says(truth, middle, low, high, weighings) = "They sweat {truth} times as much as usual. Charley believes {middle} ({low} to {high}) after {weighings} weighings; before, it was 1.00 (0.64 to 1.57).";
    stated_says(truth) = "The truth this synthetic person was made from: {truth} times.";
    NONE_NAMED = "Charley named none as likely theirs: the diary does not tell surely enough.";
    named_says(named) = "Charley named: {named}.";
    phone_person(seed, age_years, nights) = "This person is synthetic, made from seed {seed}: {age_years} years old, {nights} nights, and not a word typed but one tap a morning. What they lived is not quite what their phone saw: it lay on tables and stayed at home.";
    phone_files(megabytes, observed, walks, hours) = "Files   {megabytes} MB: the export of a phone with {observed} and {walks} walks; a weather file of {hours} hours";
    phone_taps(mornings, cramps) = "Taps    {mornings} mornings answered, about {cramps} of them with a cramp";
    learned_says(headline) = "What Charley learned: {headline}";
    phone_truth_says(name, ratio) = "What truly raises their risk: {name}, {ratio} times the rate a unit.";
    trial_says(truth, headline) = "Before this diary they tried stretching, when its true effect was {truth} times the rate. {headline}";
}

/// Whether a diary is one of the demo.
pub fn is_synthetic(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| entry.source == EntrySource::Synthetic)
}

/// What their diary holds.
pub fn diary(entries: usize, (at_night, in_workouts): (usize, usize), unanswered: usize) -> String {
    diary_says(entries, at_night, in_workouts, unanswered)
}

/// One true trigger with its hazard ratio for one unit.
pub fn trigger(id: &TriggerId, name: &str, (ratio, unit): (f64, &str)) -> String {
    trigger_says(name, id, format_args!("{ratio:.1}"), unit)
}

/// A median with the middle 80 %.
#[derive(Debug, Clone, Copy)]
pub struct Middle80 {
    /// The lower end.
    pub low: f64,
    /// The middle.
    pub median: f64,
    /// The upper end.
    pub high: f64,
}

/// How they truly sweat, and what Charley believes after their weighings: median and middle 80 %.
pub fn sweat(truth: f64, believed: Middle80, weighings: usize) -> String {
    let Middle80 { low, median, high } = believed;
    sweat_says(
        format_args!("{truth:.2}"),
        format_args!("{median:.2}"),
        format_args!("{low:.2}"),
        format_args!("{high:.2}"),
        weighings,
    )
}

/// The truth beside what was learned of their sweat, on the page.
pub fn stated(truth: f64) -> String {
    stated_says(format_args!("{truth:.2}"))
}

/// What Charley has named of them.
pub fn named(named: &[String]) -> String {
    if named.is_empty() {
        return NONE_NAMED.to_owned();
    }
    named_says(named.join(", "))
}

/// What `why` says first of the second person.
pub fn learned(headline: &str) -> String {
    learned_says(headline)
}

/// The cause that was planted in the second person.
pub fn phone_truth(name: &str, ratio: f64) -> String {
    phone_truth_says(name, format_args!("{ratio:.1}"))
}

/// Their finished trial: what was true, and what it found.
pub fn trial(truth: f64, headline: &str) -> String {
    trial_says(format_args!("{truth:.2}"), headline)
}

#[cfg(test)]
mod tests {
    use super::*;
    use charley_domain::trigger;
    use charley_speech::lint;

    #[test]
    fn no_sentence_is_forbidden() {
        let sentences = [
            TRUTH.to_owned(),
            BANNER.into(),
            person(7, 730, 300),
            diary(4_000, (50, 10), 85),
            trigger(&TriggerId::night(trigger::ALCOHOL), "Alcohol", (2.1, "2 units (16 g)")),
            named(&[]),
            named(&["night.alcohol_2u".to_owned()]),
            trial(
                0.5,
                "Stretching before bed likely helps you: with it the rate was 0.52 times that without.",
            ),
        ];
        for sentence in sentences {
            assert_eq!(lint::broken(&sentence), Vec::<u8>::new(), "{sentence}");
        }
    }
}
