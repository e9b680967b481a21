//! Sentences of trials: how long one takes, how nights are drawn, what is drawn tonight, how far it is.

pub mod offers;
pub mod paper;
pub mod refused;
pub mod result;

use charley_infer::trial::{Arm, Burden, OpenLabel, Outlook, Rule};

use crate::trial::document::{TonightDocument, TrialDocument, TrialProgress};
pub use crate::trial::words::{
    refused::{no_trial, not_written},
    result::{arms, borne, coins, drift, expectation, headline, sensitivity, times},
};
use charley_case::trial::journal::{BaselineRate, TrialProtocol};
use charley_speech::message::sentences;

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
    TWINGES_SHORTEN = "Only if you mean to note them too: they make a trial shorter. Your diary speaks where it has them.";
    what_is_done(with, without) = "With it: {with}. Without: {without}.";
    about(remedy) = "A trial of {remedy}.";
    span_says(remedy, start, last) = "A trial of {remedy}, from {start} to {last} at most.";
    begins_says(start) = "It begins on {start}.";
    yours_begins_says(remedy, start) = "Your trial of {remedy} begins on {start}.";
    at_most_says(n: count) =
        one "{n} night at most"
        other "{n} nights at most";
    NO_TRIAL_OF_THIS = "No trial of this";
    rate_counted(n: count, rate, low, high, cramps, known, nights) =
        one "You cramp about {rate} times a week ({low} to {high}; {cramps} cramp in {known} known of {nights} nights)."
        other "You cramp about {rate} times a week ({low} to {high}; {cramps} cramps in {known} known of {nights} nights).";
    twinges_count(rate, twinges) = "{rate} About {twinges} twinges a week count too, on a scale of their own. A remedy that halved twinges and left cramps alone would pass in \
about 3 of 10 such trials.";
    UNKNOWN_NIGHT = "unknown";
    came_says(n: count, cramps) =
        one "{cramps}, and {n} twinge"
        other "{cramps}, and {n} twinges";
    one_of_three(first, second, third) = "{first}, {second} or {third}";
    open_label_says(not_noted, passes, false_positive) = "You will know which nights have the remedy. Whoever hopes notes less: if {not_noted} % of what comes in those nights were left out, a useless remedy \
would pass in {passes} of 100 such trials instead of {false_positive}. So note what comes on every night in the same way, whatever you expect.";
    rate_said(rate) = "You say that you cramp about {rate} times a week.";
    outlook_says(rate, nights, off, median, power, error, false_positive, allowed, persons) = "{rate} This trial takes up to {nights} nights; in half of such trials of a remedy that takes {off} % off, the answer comes by night \
{median}. It finds that remedy in {power} of 100 trials (± {error}), and passes a useless one in {false_positive} of 100 (at most {allowed} are \
allowed). From {persons} simulated persons of each kind who cramp as often as you.";
    COIN_NIGHTS = "Of every two nights a coin gives the remedy to one.";
    coin_blocks(n) = "Of every two blocks of {n} nights a coin gives the remedy to one.";
    washout(n: count) =
        one "The first night of each block counts for nothing."
        other "The first {n} nights of each block count for nothing.";
    half_life(n: count, nights) =
        one "What it does is taken to build up and fade by half in {nights} night."
        other "What it does is taken to build up and fade by half in {nights} nights.";
    rule_harmless(bar, nights) = "Looked at every seventh night, from four complete pairs on. It ends early as helpful once the probability that it takes a fifth or more off passes 0.90, and at its end if the \
probability that it lowers the rate passes {bar}. It ends as futile once the probability that it takes a \
fifth or more off falls below 0.05. At night {nights} it ends in any case.";
    rule_costly(bar, nights) = "Looked at every seventh night, from four complete pairs on. It ends as helpful once the probability that it lowers the rate passes {bar}. It ends as futile once the probability that it takes a \
fifth or more off falls below 0.05. At night {nights} it ends in any case.";
    WAITS = "Your trial waits: leave the remedy out tonight.";
    tonight_says(n, of, what) = "Tonight, night {n} of {of} of your trial: {what}.";
    tonight_asks(n, of) = "Tonight is night {n} of {of} of your trial: say what you expect of it, then it is drawn.";
    progress_says(over, known, pairs) = "{over}; {known}; {pairs}.";
    progress_look(over, known, pairs, look) = "{over}; {known}; {pairs}. The next look is after night {look}.";
    nights_over(n: count, of) =
        one "{n} of {of} nights is over"
        other "{n} of {of} nights are over";
    nights_known(n: count, nights) =
        one "{n} of those {nights} is known"
        other "{n} of those {nights} are known";
    pairs_complete(n: count) =
        one "{n} pair is complete"
        other "{n} pairs are complete";
}

/// The same with its days.
pub fn span(document: &TrialDocument) -> String {
    span_says(&document.remedy, document.start, document.last)
}

/// When it begins.
pub fn begins(document: &TrialDocument) -> String {
    begins_says(document.start)
}

/// What begins when.
pub fn yours_begins(document: &TrialDocument) -> String {
    yours_begins_says(&document.remedy, document.start)
}

/// How long it takes at most.
pub fn at_most(nights: u32) -> String {
    at_most_says(nights as usize)
}

/// How often a person cramps, with what that rests on.
pub fn rate_words(rate: BaselineRate) -> String {
    let cramps = cramps_a_week(rate);
    match rate.twinges_a_week {
        Some(twinges) => twinges_count(cramps, format_args!("{twinges:.1}")),
        None => cramps,
    }
}

fn cramps_a_week(rate: BaselineRate) -> String {
    let a_week = format!("{:.1}", rate.cramps_a_week);
    let Some((low, high)) = rate.interval else { return rate_said(a_week) };
    rate_counted(
        rate.cramps as usize,
        a_week,
        format_args!("{low:.1}"),
        format_args!("{high:.1}"),
        rate.cramps,
        rate.known,
        rate.nights,
    )
}

/// What a trial promises, before day 1. Trials are weeks long, so that each number here is many.
pub fn outlook(protocol: &TrialProtocol) -> String {
    let Outlook { rule, false_positive, power, median_nights, persons, .. } = protocol.outlook;
    let of_100 = |share: f64| format!("{:.0}", 100.0 * share);
    outlook_says(
        rate_words(protocol.rate),
        rule.nights,
        of_100(1.0 - protocol.target),
        median_nights,
        of_100(power),
        of_100(protocol.outlook.error(power)),
        of_100(false_positive),
        of_100(rule.burden.nominal()),
        persons,
    )
}

/// What hope would do to a useless remedy, as it was simulated before day 1.
pub fn open_label(outlook: &Outlook) -> Option<String> {
    let of_100 = |share: f64| format!("{:.0}", 100.0 * share);
    let each = |of: fn(&OpenLabel) -> f64| {
        let [first, second, third] = outlook.open_label?.map(|one| of_100(of(&one)));
        Some(one_of_three(first, second, third))
    };
    Some(open_label_says(each(|one| one.not_noted)?, each(|one| one.passes)?, of_100(outlook.false_positive)))
}

/// What came in a night, as it stands in a table.
pub fn came(cramps: Option<u32>, twinges: u32) -> String {
    match (cramps, twinges) {
        (None, _) => UNKNOWN_NIGHT.to_owned(),
        (Some(cramps), 0) => cramps.to_string(),
        (Some(cramps), n) => came_says(n as usize, cramps),
    }
}

/// How nights are drawn.
pub fn design(protocol: &TrialProtocol) -> String {
    let design = protocol.design;
    let drawn =
        if design.block_nights == 1 { COIN_NIGHTS.to_owned() } else { coin_blocks(design.block_nights) };
    let rest = match (design.washout_nights as usize, design.half_life_nights) {
        (0, None) => return drawn,
        (nights, None) => washout(nights),
        // A half-life of 1.5 nights is no one night.
        (_, Some(nights)) => half_life(nights.ceil() as usize, nights),
    };
    format!("{drawn} {rest}")
}

/// The rule that was stated before day 1.
pub fn rule(rule: Rule) -> String {
    let bar = format!("{:.3}", rule.bar);
    match rule.burden {
        Burden::Harmless => rule_harmless(bar, rule.nights),
        Burden::Costly => rule_costly(bar, rule.nights),
    }
}

/// Tonight, as one line.
pub fn tonight(tonight: &TonightDocument, document: &TrialDocument) -> String {
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
        Some(what) => tonight_says(n, of, what),
        None => tonight_asks(n, of),
    }
}

/// How far it is.
pub fn progress(progress: TrialProgress) -> String {
    let TrialProgress { nights, of, known, pairs, next_look, .. } = progress;
    let over = nights_over(nights as usize, of);
    let known = nights_known(known as usize, nights);
    let pairs = pairs_complete(pairs as usize);
    match next_look {
        Some(look) => progress_look(over, known, pairs, look),
        None => progress_says(over, known, pairs),
    }
}
