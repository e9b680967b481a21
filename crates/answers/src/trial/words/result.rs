//! What came of a trial, in words: one sentence first, then the arms, the probability, the coins, and what speaks against it.

use charley_domain::interval::Interval;
use charley_infer::trial::{InArm, Judged};

use crate::trial::document::{Document, Drift, FindingsDocument};
use charley_speech::message::{fill, form, sentences};

sentences! {
    HELPS = "{capital} likely helps you.";
    HELPS_BY = "{capital} likely helps you: with it the rate was {ratio} times that without ({low} to {high}), in {known} known nights.";
    FUTILE = "{capital} hardly helps you enough to matter.";
    FUTILE_BY = "{capital} hardly helps you enough to matter: with it the rate was {ratio} times that without ({low} to {high}), in {known} known nights.";
    UNDECIDED = "Whether {remedy} helps you stays open.";
    UNDECIDED_BY = "Whether {remedy} helps you stays open: with it the rate was {ratio} times that without ({low} to {high}), in {known} known nights.";
    STOPPED = "You ended the trial of {remedy} before it could answer.";
    STOPPED_BY = "You ended the trial of {remedy} before it could answer: with it the rate was {ratio} times that without ({low} to {high}), in {known} known nights.";
    TIMES = "{times} times ({low} to {high})";
    ARMS = "With it: {with}. Without: {without}.";
    ARM_ONE = "{cramps} cramp in {known} known of {nights} nights ({a_week})";
    ARM_OTHER = "{cramps} cramps in {known} known of {nights} nights ({a_week})";
    A_WEEK = "{rate} a week";
    UNKNOWN = "unknown";
    BELOW = "below 0.001";
    AGREE = "Probability that it lowers the rate: {probability}. Sign-flip test over {pairs} of {begun} pairs: p = {p}. The two agree.";
    DISAGREE = "Probability that it lowers the rate: {probability}. Sign-flip test over {pairs} of {begun} pairs: p = {p}. The two do not agree: take the answer as open until another trial.";
    KEPT = "Done as drawn on {kept} of {answered} nights with an answer about it.";
    AS_TREATED = "Counted by what was done instead of what was drawn: {times}.";
    WITH_PUBLISHED = "With published studies as the start instead of none: {times}.";
    DRIFT = "Nights without it had {usual} cramps a week, against {before} before the trial ({change} %). In people given nothing that works the \
rate fell by {expected} % in four weeks ({sources}), so a fall against the time before says nothing of the remedy.";
    EXPECTED_ONE = "You expected {mean} of 10, asked before {said} of {n} period.";
    EXPECTED_OTHER = "You expected {mean} of 10, asked before {said} of {n} periods.";
    BORNE_ONE = "It bothered you {mean} of 10, by {n} answer.";
    BORNE_OTHER = "It bothered you {mean} of 10, by {n} answers.";
}

/// What came of it, in one sentence.
pub fn headline(document: &Document) -> String {
    let Some(ended) = &document.ended else { return String::new() };
    let (alone, with_figures) = match ended.judged {
        Judged::Benefit => (HELPS, HELPS_BY),
        Judged::Futile => (FUTILE, FUTILE_BY),
        Judged::Undecided => (UNDECIDED, UNDECIDED_BY),
        Judged::Open => (STOPPED, STOPPED_BY),
    };
    let (remedy, capital) = (&document.remedy, capital(&document.remedy));
    let Some(findings) = &document.findings else {
        return fill(alone, &[("remedy", remedy), ("capital", &capital)]);
    };
    let ratio = findings.rate_ratio;
    fill(
        with_figures,
        &[
            ("remedy", remedy),
            ("capital", &capital),
            ("ratio", &format_args!("{:.2}", ratio.q50)),
            ("low", &format_args!("{:.2}", ratio.q05)),
            ("high", &format_args!("{:.2}", ratio.q95)),
            ("known", &(findings.remedy.known + findings.usual.known)),
        ],
    )
}

/// A ratio of rates with its interval.
pub fn times(ratio: Interval) -> String {
    fill(
        TIMES,
        &[
            ("times", &format_args!("{:.2}", ratio.q50)),
            ("low", &format_args!("{:.2}", ratio.q05)),
            ("high", &format_args!("{:.2}", ratio.q95)),
        ],
    )
}

/// The two arms, with denominators.
pub fn arms(findings: &FindingsDocument) -> String {
    fill(ARMS, &[("with", &arm(findings.remedy)), ("without", &arm(findings.usual))])
}

fn arm(arm: InArm) -> String {
    let a_week = arm
        .cramps_a_week()
        .map_or_else(|| UNKNOWN.to_owned(), |rate| fill(A_WEEK, &[("rate", &format_args!("{rate:.1}"))]));
    fill(
        form(arm.cramps as usize, (ARM_ONE, ARM_OTHER)),
        &[("cramps", &arm.cramps), ("known", &arm.known), ("nights", &arm.nights), ("a_week", &a_week)],
    )
}

/// The posterior and the coins, and whether they say the same.
pub fn agreement(findings: &FindingsDocument) -> String {
    let test = findings.sign_flip;
    let p = if test.p < 0.001 { BELOW.to_owned() } else { format!("{:.3}", test.p) };
    fill(
        if findings.agree { AGREE } else { DISAGREE },
        &[
            ("probability", &format_args!("{:.2}", findings.probability_lower)),
            ("pairs", &test.pairs),
            ("begun", &test.begun),
            ("p", &p),
        ],
    )
}

/// Whether the answer stands when nights count for what was done, or with what studies say as the start.
pub fn sensitivity(findings: &FindingsDocument) -> Vec<String> {
    let kept = findings.remedy.as_drawn + findings.usual.as_drawn;
    let answered = findings.remedy.answered + findings.usual.answered;
    let mut said = vec![fill(KEPT, &[("kept", &kept), ("answered", &answered)])];
    said.extend(findings.as_treated.map(|ratio| fill(AS_TREATED, &[("times", &times(ratio))])));
    said.extend(findings.with_published.map(|ratio| fill(WITH_PUBLISHED, &[("times", &times(ratio))])));
    said
}

/// What would have changed anyway.
pub fn drift(drift: &Drift) -> String {
    fill(
        DRIFT,
        &[
            ("usual", &format_args!("{:.1}", drift.usual_a_week)),
            ("before", &format_args!("{:.1}", drift.before_a_week)),
            ("change", &format_args!("{:+.0}", drift.change_pct)),
            ("expected", &format_args!("{:.0}", -drift.expected_pct)),
            ("sources", &drift.sources.join(", ")),
        ],
    )
}

/// What was expected, beside what came.
pub fn expectation(expected: &[Option<u8>]) -> Option<String> {
    let said: Vec<f64> = expected.iter().flatten().map(|value| f64::from(*value)).collect();
    let mean = (!said.is_empty()).then(|| said.iter().sum::<f64>() / said.len() as f64)?;
    Some(fill(
        form(expected.len(), (EXPECTED_ONE, EXPECTED_OTHER)),
        &[("mean", &format_args!("{mean:.1}")), ("said", &said.len()), ("n", &expected.len())],
    ))
}

/// How it was borne.
pub fn borne(document: &Document) -> Option<String> {
    let mean = document.bother_mean?;
    Some(fill(
        form(document.bothered, (BORNE_ONE, BORNE_OTHER)),
        &[("mean", &format_args!("{mean:.1}")), ("n", &document.bothered)],
    ))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
