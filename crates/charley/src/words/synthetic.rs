//! Sentences of the demo: who was made, and what truly causes their cramps.

use charley_domain::exposure::TriggerId;

/// Before the triggers that a synthetic person was made with.
pub(crate) const TRUTH: &str = "This person is synthetic. The true triggers are:";

/// On every page of a diary that the demo made.
pub(crate) const BANNER: &str = "Synthetic person of the demo: nothing here is about you.";

/// Who the demo is about.
pub(crate) fn person(seed: u64, nights: u32, workouts: u32) -> String {
    format!(
        "This person is synthetic: {nights} nights and {workouts} workouts made from seed {seed}. Nothing here is about you."
    )
}

/// What their diary holds.
pub(crate) fn diary(entries: usize, (at_night, in_workouts): (usize, usize), unanswered: usize) -> String {
    format!(
        "Diary   {entries} entries; {at_night} cramps at night and {in_workouts} in workouts; {unanswered} nights not answered"
    )
}

/// One true trigger with its hazard ratio for one unit.
pub(crate) fn trigger(id: &TriggerId, name: &str, (ratio, unit): (f64, &str)) -> String {
    format!("{name} ({id}): {ratio:.1} times the rate a unit; one unit is {unit}")
}

/// How they truly sweat, and what Charley believes after their weighings: median and middle 80 %.
pub(crate) fn sweat(truth: f64, believed: (f64, f64, f64), weighings: usize) -> String {
    let (low, middle, high) = believed;
    format!(
        "They sweat {truth:.2} times as much as usual. Charley believes {middle:.2} ({low:.2} to {high:.2}) after {weighings} \
         weighings; before, it was 1.00 (0.64 to 1.57)."
    )
}

/// The truth beside what was learned of their sweat, on the page.
pub(crate) fn stated(truth: f64) -> String {
    format!("The truth this synthetic person was made from: {truth:.2} times.")
}

/// What Charley has named of them.
pub(crate) fn named(named: &[String]) -> String {
    if named.is_empty() {
        return "Charley named none as likely theirs: the diary does not tell surely enough.".to_owned();
    }
    format!("Charley named: {}.", named.join(", "))
}

/// Their finished trial: what was true, and what it found.
pub(crate) fn trial(truth: f64, headline: &str) -> String {
    format!(
        "Before this diary they tried stretching, when its true effect was {truth:.2} times the rate. {headline}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lint;

    #[test]
    fn no_sentence_is_forbidden() {
        let sentences = [
            TRUTH.to_owned(),
            BANNER.to_owned(),
            person(7, 730, 300),
            diary(4_000, (50, 10), 85),
            trigger(&TriggerId::night("alcohol_2u"), "Alcohol", (2.1, "2 units (16 g)")),
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
