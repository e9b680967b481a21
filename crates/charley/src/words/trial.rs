//! Sentences of trials: what may be tried, how long it takes, what is drawn tonight, what came of it.

use charley_infer::trial::{Arm, Burden, Judged, Outlook, Rule};

use crate::trial::{
    answer::NotWritten,
    begin::{LEAST_A_WEEK, LEAST_KNOWN, NoTrial},
    choice::NotTried,
    document::{Document, Drift, FindingsDocument, Progress, TonightDocument},
    journal::{Protocol, Rate},
};

/// Where no trial was ever begun.
pub(crate) const NONE_YET: &str = "No trial was begun yet. A coin decides each night, so that what changes can be told from what \
would have changed anyway.";
/// Beside every trial.
pub(crate) const SAFETY: &str = "One leg that is swollen, warm, red or sore: leave out stretching and see a doctor today. \
Medicines stay as they are during a trial.";
/// Why the effect is not shown while it runs.
pub(crate) const NO_PEEKING: &str =
    "How the two kinds of nights compare is not shown while the trial runs: whoever peeks stops too early.";
/// The question before a period.
pub(crate) const EXPECTATION: &str =
    "Before this period: how much do you expect it to help, from 0 (not at all) to 10 (no more cramps)?";
/// In place of a trial.
pub(crate) const OFFER_PLAN: &str = "What studies say of each remedy is in charley evidence remedies, and what may lower \
tonight's chance in charley forecast.";

/// Why a remedy is not tried, and what can be done.
pub(crate) fn not_tried(why: &NotTried) -> String {
    match why {
        NotTried::Nothing => {
            "Name a remedy: stretching, bedclothes, alcohol, shoes, activity, magnesium, or your own words.".to_owned()
        }
        NotTried::Minor => super::UNDER_18.to_owned(),
        NotTried::AgeUnknown => super::AGE_FIRST.replace("no forecast", "no trial"),
        NotTried::Never => "Quinine is not tried here: it can harm the blood and the heart. Speak with your doctor about \
cramps instead, or try stretching."
            .to_owned(),
        NotTried::Doctor(what) => format!(
            "{what:?} is a medicine or needs somebody who knows you: plan such a trial with your doctor or pharmacist, then say \
who agreed with --doctor NAME. Until then take it as you were told to."
        ),
        NotTried::VitaminK(because) => {
            format!("Vitamin K is not tried: {}. Ask your doctor or pharmacist.", because.join("; "))
        }
        NotTried::Salt(because) => {
            format!("Salt is not tried: {}. Ask your doctor or pharmacist.", because.join("; "))
        }
        NotTried::Magnesium => "Magnesium is not tried with kidney or heart disease, nor before your conditions are known \
(charley person set --condition none). Ask your doctor or pharmacist."
            .to_owned(),
        NotTried::Pregnant => {
            "In pregnancy nothing that is swallowed is tried here: ask your midwife. Stretching and loose bedclothes can be."
                .to_owned()
        }
        NotTried::NotOfNights(name) => format!(
            "A trial counts cramps at night, and {name} is not used against those: charley evidence remedies lists what is."
        ),
        NotTried::NoSuchRow(id) => {
            format!("There is no remedy {id} in the evidence: charley evidence remedies lists them.")
        }
    }
}

/// Why no trial is begun, and what can be done.
pub(crate) fn no_trial(why: &NoTrial) -> String {
    match why {
        NoTrial::Remedy(why) => not_tried(why),
        NoTrial::RedFlag(says) => format!("{says} A trial waits until that is done."),
        NoTrial::UnderWay { remedy } => format!(
            "A trial of {remedy} is under way, and two at once cannot be told apart: finish it, or end it with charley trial stop."
        ),
        NoTrial::Design(why) => format!("{why}."),
        NoTrial::Start { night, tonight } => format!(
            "A trial cannot begin on {night}: each night is drawn before it comes, so it begins tonight ({tonight}) or within 60 nights."
        ),
        NoTrial::Number { what, value, from, to } => {
            format!("{what} of {value} cannot be: it lies between {from} and {to}.")
        }
        NoTrial::RateUnknown { known } => format!(
            "Your diary knows {known} of the last 90 nights; {LEAST_KNOWN} are needed to say how long a trial would take. Answer each \
morning (charley log none, charley log cramp calf), or say how often you cramp: --cramps-a-week 4."
        ),
        NoTrial::TooRare { rate } => format!(
            "{} With fewer than {LEAST_A_WEEK} a week no trial of up to 448 nights could tell. {OFFER_PLAN}",
            rate_words(*rate)
        ),
        NoTrial::TooWeak { rate, outlook } => format!(
            "{} Even {} nights would find the effect in {:.0} of 100 such trials only. Look for a larger effect (--target 0.3), a \
design of single nights, or begin all the same with --even-so.",
            rate_words(*rate),
            outlook.rule.nights,
            100.0 * outlook.power
        ),
    }
}

/// How often a person cramps, with what that rests on.
pub(crate) fn rate_words(rate: Rate) -> String {
    match rate.interval {
        Some((low, high)) => format!(
            "You cramp about {:.1} times a week ({low:.1} to {high:.1}; {} cramps in {} known of {} nights).",
            rate.cramps_a_week, rate.cramps, rate.known, rate.nights
        ),
        None => format!("You say that you cramp about {:.1} times a week.", rate.cramps_a_week),
    }
}

/// What a trial promises, before day 1.
pub(crate) fn outlook(protocol: &Protocol) -> String {
    let Outlook { rule, false_positive, power, median_nights, persons } = protocol.outlook;
    format!(
        "{} This trial takes up to {} nights; in half of such trials of a remedy that takes {:.0} % off, the answer comes by night \
{median_nights}. It finds that remedy in {:.0} of 100 trials (± {:.0}), and passes a useless one in {:.0} of 100 (at most {:.0} are \
allowed). From {persons} simulated persons of each kind who cramp as often as you.",
        rate_words(protocol.rate),
        rule.nights,
        100.0 * (1.0 - protocol.target),
        100.0 * power,
        100.0 * protocol.outlook.error(power),
        100.0 * false_positive,
        100.0 * rule.burden.nominal()
    )
}

/// How nights are drawn.
pub(crate) fn design(protocol: &Protocol) -> String {
    let design = protocol.design;
    let drawn = if design.block_nights == 1 {
        "Of every two nights a coin gives the remedy to one.".to_owned()
    } else {
        format!("Of every two blocks of {} nights a coin gives the remedy to one.", design.block_nights)
    };
    match (design.washout_nights, design.half_life_nights) {
        (0, None) => drawn,
        (nights, None) => format!("{drawn} The first {nights} nights of each block count for nothing."),
        (_, Some(half_life)) => {
            format!("{drawn} What it does is taken to build up and fade by half in {half_life} nights.")
        }
    }
}

/// The rule that was stated before day 1.
pub(crate) fn rule(rule: Rule) -> String {
    let passes = match rule.burden {
        Burden::Harmless => format!(
            "It ends early as helpful once the probability that it takes a fifth or more off passes 0.90, and at its end if the \
probability that it lowers the rate passes {:.3}.",
            rule.bar
        ),
        Burden::Costly => {
            format!("It ends as helpful once the probability that it lowers the rate passes {:.3}.", rule.bar)
        }
    };
    format!(
        "Looked at every seventh night, from four complete pairs on. {passes} It ends as futile once the probability that it takes a \
fifth or more off falls below 0.05. At night {} it ends in any case.",
        rule.nights
    )
}

/// Tonight, as one line.
pub(crate) fn tonight(tonight: &TonightDocument, document: &Document) -> String {
    if let Some(waits) = &tonight.waits {
        return format!("{waits} Your trial waits: leave the remedy out tonight.");
    }
    let of = format!("night {} of {}", tonight.number, document.progress.of);
    match tonight.drawn {
        Some(Arm::Remedy) => format!("Tonight, {of} of your trial: {}.", document.with),
        Some(Arm::Usual) => format!("Tonight, {of} of your trial: {}.", document.without),
        None => format!("Tonight is {of} of your trial: say what you expect of it, then it is drawn."),
    }
}

/// How far it is.
pub(crate) fn progress(progress: Progress) -> String {
    let Progress { nights, of, known, pairs, next_look, .. } = progress;
    let next = next_look.map_or(String::new(), |night| format!(" The next look is after night {night}."));
    format!(
        "{nights} of {of} nights are over; {known} of those {nights} are known; {pairs} pairs are complete.{next}"
    )
}

/// What came of it, in one sentence.
pub(crate) fn headline(document: &Document) -> String {
    let Some(ended) = &document.ended else { return String::new() };
    let remedy = &document.remedy;
    let how = match ended.judged {
        Judged::Benefit => format!("{} likely helps you", capital(remedy)),
        Judged::Futile => format!("{} hardly helps you enough to matter", capital(remedy)),
        Judged::Undecided => format!("Whether {remedy} helps you stays open"),
        Judged::Open => format!("You ended the trial of {remedy} before it could answer"),
    };
    match &document.findings {
        Some(findings) => {
            let ratio = findings.rate_ratio;
            format!(
                "{how}: with it the rate was {:.2} times that without ({:.2} to {:.2}), in {} known nights.",
                ratio.q50,
                ratio.q05,
                ratio.q95,
                findings.remedy.known + findings.usual.known
            )
        }
        None => format!("{how}."),
    }
}

/// The two arms, with denominators.
pub(crate) fn arms(findings: &FindingsDocument) -> String {
    let one = |arm: charley_infer::trial::InArm| {
        let a_week = arm.cramps_a_week().map_or("unknown".to_owned(), |rate| format!("{rate:.1} a week"));
        format!("{} cramps in {} known of {} nights ({a_week})", arm.cramps, arm.known, arm.nights)
    };
    format!("With it: {}. Without: {}.", one(findings.remedy), one(findings.usual))
}

/// The posterior and the coins, and whether they say the same.
pub(crate) fn agreement(findings: &FindingsDocument) -> String {
    let test = findings.sign_flip;
    let p = if test.p < 0.001 { "below 0.001".to_owned() } else { format!("{:.3}", test.p) };
    let agree = if findings.agree {
        "The two agree."
    } else {
        "The two do not agree: take the answer as open until another trial."
    };
    format!(
        "Probability that it lowers the rate: {:.2}. Sign-flip test over {} of {} pairs: p = {p}. {agree}",
        findings.probability_lower, test.pairs, test.begun
    )
}

/// Whether the answer stands when nights count for what was done, or with what studies say as the start.
pub(crate) fn sensitivity(findings: &FindingsDocument) -> Vec<String> {
    let kept = findings.remedy.as_drawn + findings.usual.as_drawn;
    let answered = findings.remedy.answered + findings.usual.answered;
    let mut said = vec![format!("Done as drawn on {kept} of {answered} nights with an answer about it.")];
    if let Some(ratio) = findings.as_treated {
        said.push(format!(
            "Counted by what was done instead of what was drawn: {:.2} times ({:.2} to {:.2}).",
            ratio.q50, ratio.q05, ratio.q95
        ));
    }
    if let Some(ratio) = findings.with_published {
        said.push(format!(
            "With published studies as the start instead of none: {:.2} times ({:.2} to {:.2}).",
            ratio.q50, ratio.q05, ratio.q95
        ));
    }
    said
}

/// What would have changed anyway.
pub(crate) fn drift(drift: &Drift) -> String {
    format!(
        "Nights without it had {:.1} cramps a week, against {:.1} before the trial ({:+.0} %). In people given nothing that works the \
rate fell by {:.0} % in four weeks ({}), so a fall against the time before says nothing of the remedy.",
        drift.usual_a_week,
        drift.before_a_week,
        drift.change_pct,
        -drift.expected_pct,
        drift.sources.join(", ")
    )
}

/// What was expected, beside what came.
pub(crate) fn expectation(expected: &[Option<u8>]) -> Option<String> {
    let said: Vec<f64> = expected.iter().flatten().map(|value| f64::from(*value)).collect();
    let mean = (!said.is_empty()).then(|| said.iter().sum::<f64>() / said.len() as f64)?;
    Some(format!("You expected {mean:.1} of 10, asked before {} of {} periods.", said.len(), expected.len()))
}

/// How it was borne.
pub(crate) fn borne(document: &Document) -> Option<String> {
    let mean = document.bother_mean?;
    Some(format!("It bothered you {mean:.1} of 10, by {} answers.", document.bothered))
}

/// Why nothing was written, and what can be done.
pub(crate) fn not_written(why: &NotWritten) -> String {
    match why {
        NotWritten::NoTrial => "No trial is under way: charley trial new stretching plans one.".to_owned(),
        NotWritten::Clock { now, last } => format!(
            "The clock shows {now}, but the trial was last written at {last}: set the clock, then answer again. Nothing was written."
        ),
        NotWritten::Night { night, first, last } => format!(
            "The night of {night} cannot be answered: the trial began on {first}, and the last night that is over is {last}."
        ),
        NotWritten::Twice { night } => format!(
            "The night of {night} was answered already and stays as it is: --again writes a correction beside it."
        ),
        NotWritten::NotRunning => {
            "The trial is not running: charley trial show says how it ended.".to_owned()
        }
        NotWritten::Broken(why) => format!("Nothing was written: {why}."),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
