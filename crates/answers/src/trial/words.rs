//! Sentences of trials: how long one takes, how nights are drawn, what is drawn tonight, how far it is.

pub mod offers;
pub mod paper;
pub mod refused;
pub mod result;

use charley_infer::trial::{Arm, Burden, Outlook, Rule};

use crate::trial::document::{Document, Progress, TonightDocument};
pub use crate::trial::words::{
    refused::{no_trial, not_written},
    result::{agreement, arms, borne, drift, expectation, headline, sensitivity, times},
};
use charley_case::trial::journal::{Protocol, Rate};
use charley_speech::message::{fill, form, plural, sentences};

sentences! {
    NONE_YET = "No trial was begun yet. A coin decides each night, so that what changes can be told from what \
would have changed anyway.";
    SAFETY = "One leg that is swollen, warm, red or sore: leave out stretching and see a doctor today. \
Medicines stay as they are during a trial.";
    NO_PEEKING = "How the two kinds of nights compare is not shown while the trial runs: whoever peeks stops too early.";
    EXPECTATION = "Before this period: how much do you expect it to help, from 0 (not at all) to 10 (no more cramps)?";
    COUNT_BY_THEMSELVES = "Cramps you recorded in the diary count by themselves.";
    FOR_SWALLOWED = "needed for anything that is swallowed";
    WHERE_DIARY_IS_THIN = "Only read where your diary knows fewer than 28 of the last 90 nights.";
    WHAT_IS_DONE = "With it: {with}. Without: {without}.";
    ABOUT = "A trial of {remedy}.";
    SPAN = "A trial of {remedy}, from {start} to {last} at most.";
    BEGINS = "It begins on {start}.";
    YOURS_BEGINS = "Your trial of {remedy} begins on {start}.";
    AT_MOST_ONE = "{n} night at most";
    AT_MOST_OTHER = "{n} nights at most";
    NO_TRIAL_OF_THIS = "No trial of this";
    RATE_ONE = "You cramp about {rate} times a week ({low} to {high}; {cramps} cramp in {known} known of {nights} nights).";
    RATE_OTHER = "You cramp about {rate} times a week ({low} to {high}; {cramps} cramps in {known} known of {nights} nights).";
    RATE_SAID = "You say that you cramp about {rate} times a week.";
    OUTLOOK = "{rate} This trial takes up to {nights} nights; in half of such trials of a remedy that takes {off} % off, the answer comes by night \
{median}. It finds that remedy in {power} of 100 trials (± {error}), and passes a useless one in {false_positive} of 100 (at most {allowed} are \
allowed). From {persons} simulated persons of each kind who cramp as often as you.";
    COIN_NIGHTS = "Of every two nights a coin gives the remedy to one.";
    COIN_BLOCKS = "Of every two blocks of {n} nights a coin gives the remedy to one.";
    WASHOUT_ONE = "The first night of each block counts for nothing.";
    WASHOUT_OTHER = "The first {n} nights of each block count for nothing.";
    HALF_LIFE_ONE = "What it does is taken to build up and fade by half in {n} night.";
    HALF_LIFE_OTHER = "What it does is taken to build up and fade by half in {n} nights.";
    RULE_HARMLESS = "Looked at every seventh night, from four complete pairs on. It ends early as helpful once the probability that it takes a fifth or more off passes 0.90, and at its end if the \
probability that it lowers the rate passes {bar}. It ends as futile once the probability that it takes a \
fifth or more off falls below 0.05. At night {nights} it ends in any case.";
    RULE_COSTLY = "Looked at every seventh night, from four complete pairs on. It ends as helpful once the probability that it lowers the rate passes {bar}. It ends as futile once the probability that it takes a \
fifth or more off falls below 0.05. At night {nights} it ends in any case.";
    WAITS = "Your trial waits: leave the remedy out tonight.";
    TONIGHT = "Tonight, night {n} of {of} of your trial: {what}.";
    TONIGHT_ASKS = "Tonight is night {n} of {of} of your trial: say what you expect of it, then it is drawn.";
    PROGRESS = "{over}; {known}; {pairs}.";
    PROGRESS_LOOK = "{over}; {known}; {pairs}. The next look is after night {look}.";
    OVER_ONE = "{n} of {of} nights is over";
    OVER_OTHER = "{n} of {of} nights are over";
    KNOWN_ONE = "{n} of those {nights} is known";
    KNOWN_OTHER = "{n} of those {nights} are known";
    PAIRS_ONE = "{n} pair is complete";
    PAIRS_OTHER = "{n} pairs are complete";
}

/// What is done on a night with the remedy, and on one without.
pub fn what_is_done(with: &str, without: &str) -> String {
    fill(WHAT_IS_DONE, &[("with", &with), ("without", &without)])
}

/// What it is a trial of.
pub fn about(remedy: &str) -> String {
    fill(ABOUT, &[("remedy", &remedy)])
}

/// The same with its days.
pub fn span(document: &Document) -> String {
    fill(SPAN, &[("remedy", &document.remedy), ("start", &document.start), ("last", &document.last)])
}

/// When it begins.
pub fn begins(document: &Document) -> String {
    fill(BEGINS, &[("start", &document.start)])
}

/// What begins when.
pub fn yours_begins(document: &Document) -> String {
    fill(YOURS_BEGINS, &[("remedy", &document.remedy), ("start", &document.start)])
}

/// How long it takes at most.
pub fn at_most(nights: u32) -> String {
    plural(nights as usize, (AT_MOST_ONE, AT_MOST_OTHER))
}

/// How often a person cramps, with what that rests on.
pub fn rate_words(rate: Rate) -> String {
    let a_week = format!("{:.1}", rate.cramps_a_week);
    let Some((low, high)) = rate.interval else { return fill(RATE_SAID, &[("rate", &a_week)]) };
    fill(
        form(rate.cramps as usize, (RATE_ONE, RATE_OTHER)),
        &[
            ("rate", &a_week),
            ("low", &format_args!("{low:.1}")),
            ("high", &format_args!("{high:.1}")),
            ("cramps", &rate.cramps),
            ("known", &rate.known),
            ("nights", &rate.nights),
        ],
    )
}

/// What a trial promises, before day 1. Trials are weeks long, so that each number here is many.
pub fn outlook(protocol: &Protocol) -> String {
    let Outlook { rule, false_positive, power, median_nights, persons } = protocol.outlook;
    let of_100 = |share: f64| format!("{:.0}", 100.0 * share);
    fill(
        OUTLOOK,
        &[
            ("rate", &rate_words(protocol.rate)),
            ("nights", &rule.nights),
            ("off", &of_100(1.0 - protocol.target)),
            ("median", &median_nights),
            ("power", &of_100(power)),
            ("error", &of_100(protocol.outlook.error(power))),
            ("false_positive", &of_100(false_positive)),
            ("allowed", &of_100(rule.burden.nominal())),
            ("persons", &persons),
        ],
    )
}

/// How nights are drawn.
pub fn design(protocol: &Protocol) -> String {
    let design = protocol.design;
    let drawn = if design.block_nights == 1 {
        COIN_NIGHTS.to_owned()
    } else {
        fill(COIN_BLOCKS, &[("n", &design.block_nights)])
    };
    let rest = match (design.washout_nights as usize, design.half_life_nights) {
        (0, None) => return drawn,
        (nights, None) => plural(nights, (WASHOUT_ONE, WASHOUT_OTHER)),
        (_, Some(nights)) => {
            let one = (nights - 1.0).abs() < f64::EPSILON;
            fill(if one { HALF_LIFE_ONE } else { HALF_LIFE_OTHER }, &[("n", &nights)])
        }
    };
    format!("{drawn} {rest}")
}

/// The rule that was stated before day 1.
pub fn rule(rule: Rule) -> String {
    let text = match rule.burden {
        Burden::Harmless => RULE_HARMLESS,
        Burden::Costly => RULE_COSTLY,
    };
    fill(text, &[("bar", &format_args!("{:.3}", rule.bar)), ("nights", &rule.nights)])
}

/// Tonight, as one line.
pub fn tonight(tonight: &TonightDocument, document: &Document) -> String {
    if tonight.waits.is_some() {
        return WAITS.to_owned();
    }
    let what = match tonight.drawn {
        Some(Arm::Remedy) => Some(&document.with),
        Some(Arm::Usual) => Some(&document.without),
        None => None,
    };
    let (n, of) = (tonight.number, document.progress.of);
    match what {
        Some(what) => fill(TONIGHT, &[("n", &n), ("of", &of), ("what", what)]),
        None => fill(TONIGHT_ASKS, &[("n", &n), ("of", &of)]),
    }
}

/// How far it is.
pub fn progress(progress: Progress) -> String {
    let Progress { nights, of, known, pairs, next_look, .. } = progress;
    let over = fill(form(nights as usize, (OVER_ONE, OVER_OTHER)), &[("n", &nights), ("of", &of)]);
    let known = fill(form(known as usize, (KNOWN_ONE, KNOWN_OTHER)), &[("n", &known), ("nights", &nights)]);
    let pairs = plural(pairs as usize, (PAIRS_ONE, PAIRS_OTHER));
    match next_look {
        Some(look) => {
            fill(PROGRESS_LOOK, &[("over", &over), ("known", &known), ("pairs", &pairs), ("look", &look)])
        }
        None => fill(PROGRESS, &[("over", &over), ("known", &known), ("pairs", &pairs)]),
    }
}
