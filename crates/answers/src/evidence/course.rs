//! How night cramps go on, from figures of the tables: for years, fewer by themselves once a diary begins, more in summer.

use charley_evidence::{PublishedRate, evidence};

use crate::evidence::words as say;

/// People over 60 who have had cramps for five years or more, of 100.
const FOR_YEARS: &str = "E29";
/// What happens on placebo within 4 weeks, in per cent.
const ON_PLACEBO: &str = "I50";
/// Summer against winter.
const SEASON: &str = "E47";

/// A sentence for each; left out where its figure may not be shown.
pub fn course() -> Vec<String> {
    let rate = |id: &str| evidence().rate(id).and_then(PublishedRate::value);
    let drift = evidence().remedy(ON_PLACEBO).and_then(|row| row.estimate());
    let sentences = [
        rate(FOR_YEARS).map(say::course_years),
        drift.map(|estimate| say::course_placebo(estimate.value.abs())),
        rate(SEASON).map(say::course_season),
    ];
    sentences.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use charley_speech::lint;

    #[test]
    fn the_course_is_told_from_figures_that_were_read() {
        let course = course();
        assert_eq!(course.len(), 3);
        assert!(
            course[0].contains("58 of 100")
                && course[1].contains("29 of 100")
                && course[2].contains("2 times")
        );
        for sentence in course.iter().chain([&say::sources_read()]) {
            assert_eq!(lint::broken(sentence), Vec::<u8>::new(), "{sentence}");
            assert!(!sentence.contains('{'), "{sentence}");
        }
    }
}
