//! What came of a trial, in words: one sentence first, then the arms, the probability, the coins, and what speaks against it.

use charley_domain::interval::Interval;
use charley_infer::trial::{InArm, RuleVerdict};

use crate::trial::document::{FindingsDocument, TrialDocument, UsualNightsDrift};
use charley_speech::message::sentences;

sentences! {
    helps(capital) = "{capital} likely helps you.";
    helps_by(capital, ratio, low, high, known) = "{capital} likely helps you: with it the rate was {ratio} times that without ({low} to {high}), in {known} known nights.";
    futile(capital) = "{capital} hardly helps you enough to matter.";
    futile_by(capital, ratio, low, high, known) = "{capital} hardly helps you enough to matter: with it the rate was {ratio} times that without ({low} to {high}), in {known} known nights.";
    undecided_by(remedy, ratio, low, high, known) = "Whether {remedy} helps you stays open: with it the rate was {ratio} times that without ({low} to {high}), in {known} known nights.";
    undecided_unknown(remedy) = "Whether {remedy} helps you stays open: no night is known on one of the two sides, so nothing can be compared.";
    stopped_unknown(remedy) = "You ended the trial of {remedy} before a night with it and a night without it were known: nothing can be compared.";
    stopped_by(remedy, ratio, low, high, known) = "You ended the trial of {remedy} before it could answer: with it the rate was {ratio} times that without ({low} to {high}), in {known} known nights.";
    times_says(times, low, high) = "{times} times ({low} to {high})";
    arms_says(with, without) = "With it: {with}. Without: {without}.";
    arm_says(n: count, cramps, known, nights, a_week) =
        one "{cramps} cramp in {known} known of {nights} nights ({a_week})"
        other "{cramps} cramps in {known} known of {nights} nights ({a_week})";
    and_twinges(n: count, arm) =
        one "{arm}, {n} twinge"
        other "{arm}, {n} twinges";
    a_week(rate) = "{rate} a week";
    UNKNOWN = "unknown";
    BELOW = "below 0.001";
    coins_say(ratio, low, high, probability, pairs, begun, p) = "Ratio {ratio} ({low} to {high}); probability that it lowers the rate: {probability}. Sign-flip test over {pairs} of {begun} pairs: p = {p}. The first says how much, the \
test how often coins alone would part the nights as far.";
    kept_as_drawn(kept, answered) = "Done as drawn on {kept} of {answered} nights with an answer about it.";
    as_treated(times) = "Counted by what was done instead of what was drawn: {times}.";
    with_published(times) = "With published studies as the start instead of none: {times}.";
    drift_says(usual, before, change, expected, sources) = "Nights without it had {usual} cramps a week, against {before} before the trial ({change} %). In people given nothing that works the \
rate fell by {expected} % in four weeks ({sources}), so a fall against the time before says nothing of the remedy.";
    expectation_says(n: count, mean, said) =
        one "You expected {mean} of 10, asked before {said} of {n} period."
        other "You expected {mean} of 10, asked before {said} of {n} periods.";
    borne_says(n: count, mean) =
        one "It bothered you {mean} of 10, by {n} answer."
        other "It bothered you {mean} of 10, by {n} answers.";
}

/// What came of it, in one sentence.
pub fn headline(document: &TrialDocument) -> String {
    let Some(ended) = &document.ended else { return String::new() };
    let (remedy, capital) = (&document.remedy, capital(&document.remedy));
    let Some(findings) = &document.findings else {
        return match ended.judged {
            RuleVerdict::Benefit => helps(capital),
            RuleVerdict::Futile => futile(capital),
            RuleVerdict::Undecided => undecided_unknown(remedy),
            RuleVerdict::Open => stopped_unknown(remedy),
        };
    };
    let ratio = findings.rate_ratio;
    let [middle, low, high] = [ratio.q50, ratio.q05, ratio.q95].map(|ratio| format!("{ratio:.2}"));
    let known = findings.remedy.known + findings.usual.known;
    match ended.judged {
        RuleVerdict::Benefit => helps_by(capital, middle, low, high, known),
        RuleVerdict::Futile => futile_by(capital, middle, low, high, known),
        RuleVerdict::Undecided => undecided_by(remedy, middle, low, high, known),
        RuleVerdict::Open => stopped_by(remedy, middle, low, high, known),
    }
}

/// A ratio of rates with its interval.
pub fn times(ratio: Interval) -> String {
    times_says(
        format_args!("{:.2}", ratio.q50),
        format_args!("{:.2}", ratio.q05),
        format_args!("{:.2}", ratio.q95),
    )
}

/// The two arms, with denominators.
pub fn arms(findings: &FindingsDocument) -> String {
    arms_says(arm(findings.remedy), arm(findings.usual))
}

fn arm(arm: InArm) -> String {
    let a_week =
        arm.cramps_a_week().map_or_else(|| UNKNOWN.to_owned(), |rate| a_week(format_args!("{rate:.1}")));
    let cramps = arm_says(arm.cramps as usize, arm.cramps, arm.known, arm.nights, a_week);
    match arm.twinges as usize {
        0 => cramps,
        n => and_twinges(n, cramps),
    }
}

/// The posterior, and beside it the p-value of the coins: two questions, two answers.
pub fn coins(findings: &FindingsDocument) -> String {
    let test = findings.sign_flip;
    let p = if test.p < 0.001 { BELOW.to_owned() } else { format!("{:.3}", test.p) };
    let Interval { q05, q50, q95 } = findings.rate_ratio;
    let [ratio, low, high, probability] =
        [q50, q05, q95, findings.probability_lower].map(|number| format!("{number:.2}"));
    coins_say(ratio, low, high, probability, test.pairs, test.begun, p)
}

/// Whether the answer stands when nights count for what was done, or with what studies say as the start.
pub fn sensitivity(findings: &FindingsDocument) -> Vec<String> {
    let kept = findings.remedy.as_drawn + findings.usual.as_drawn;
    let answered = findings.remedy.answered + findings.usual.answered;
    let mut said = vec![kept_as_drawn(kept, answered)];
    said.extend(findings.as_treated.map(|ratio| as_treated(times(ratio))));
    said.extend(findings.with_published.map(|ratio| with_published(times(ratio))));
    said
}

/// What would have changed anyway.
pub fn drift(drift: &UsualNightsDrift) -> String {
    drift_says(
        format_args!("{:.1}", drift.usual_a_week),
        format_args!("{:.1}", drift.before_a_week),
        format_args!("{:+.0}", drift.change_pct),
        format_args!("{:.0}", -drift.expected_pct),
        drift.sources.join(", "),
    )
}

/// What was expected, beside what came.
pub fn expectation(expected: &[Option<u8>]) -> Option<String> {
    let said: Vec<f64> = expected.iter().flatten().map(|value| f64::from(*value)).collect();
    let mean = (!said.is_empty()).then(|| said.iter().sum::<f64>() / said.len() as f64)?;
    Some(expectation_says(expected.len(), format_args!("{mean:.1}"), said.len()))
}

/// How it was borne.
pub fn borne(document: &TrialDocument) -> Option<String> {
    let mean = document.bother_mean?;
    Some(borne_says(document.bothered, format_args!("{mean:.1}")))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
