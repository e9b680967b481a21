//! Sentences about the evidence: how much of it was read, and what follows from that.

use charley_evidence::{ReadLevel, evidence};

use charley_speech::message::sentences;

sentences! {
    sources_read_says(all, full, abstracts, pages, second_hand, recalled) = "Of {all} sources, {full} read in full, {abstracts} in abstract, {pages} as a page, leaflet or table, \
{second_hand} second-hand or in part, {recalled} not read. A figure is shown only where its source bears it; warnings are always shown.";
    COURSE = "What to expect";
    course_years_says(of) = "Night cramps mostly stay for years, and come and go: {of} of 100 people over 60 with cramps had had them for five \
years or more (France).";
    course_placebo_says(of) = "They often get fewer by themselves once a diary begins: on placebo by {of} of 100 within 4 weeks \
(three trials, 177 people).";
    course_season_says(times) = "Summer brings more: at its height about {times} times as many new prescriptions and searches for them as in \
winter (Canada, US, Australia).";
    HOW_TO_BROWSE = "`charley evidence TABLE` lists a table, `charley evidence TABLE ID` shows a row.";
}

/// How many of 100 have had them for years.
pub fn course_years(of: f64) -> String {
    course_years_says(format_args!("{of:.0}"))
}

/// By how many of 100 they fall on placebo.
pub fn course_placebo(of: f64) -> String {
    course_placebo_says(format_args!("{of:.0}"))
}

/// How many times as many there are in summer.
pub fn course_season(times: f64) -> String {
    course_season_says(format_args!("{times:.0}"))
}

/// How many sources were read how far.
pub fn sources_read() -> String {
    let sources = &evidence().sources;
    let of = |level: ReadLevel| sources.iter().filter(|source| source.read_level == level).count();
    sources_read_says(
        sources.len(),
        of(ReadLevel::FullText),
        of(ReadLevel::Abstract),
        of(ReadLevel::Page),
        of(ReadLevel::SecondHand),
        of(ReadLevel::Recalled),
    )
}
