//! Why a remedy is not tried, why no trial is begun, why nothing is written, and what can be done about it.

use crate::{
    notice::words::{self as notices, UNDER_18},
    trial::{
        answer::NotWritten,
        begin::{LEAST_A_WEEK, LEAST_KNOWN, NoTrial},
        choice::NotTried,
        words::rate_words,
    },
};
use charley_domain::missing::{Ask, Missing};
use charley_speech::{gates::words as gates, message::sentences};

sentences! {
    NAME_ONE = "Name a remedy: stretching, bedclothes, alcohol, shoes, activity, magnesium, or your own words.";
    AGE_FIRST = "Charley gives no trial until it knows your age.";
    QUININE = "Quinine is not tried here: it can harm the blood and the heart. Speak with your doctor about \
cramps instead, or try stretching.";
    doctor(what) = "{what} is a medicine or needs somebody who knows you: plan such a trial with your doctor or pharmacist, then say \
who agreed. Until then take it as you were told to.";
    vitamin_k(because) = "Vitamin K is not tried: {because}. Ask your doctor or pharmacist.";
    salt(because) = "Salt is not tried: {because}. Ask your doctor or pharmacist.";
    MAGNESIUM = "Magnesium is not tried with kidney or heart disease, nor before your conditions are known. \
Ask your doctor or pharmacist.";
    PREGNANT = "In pregnancy nothing that is swallowed is tried here: ask your midwife. Stretching and loose bedclothes can be.";
    not_of_nights(name) = "A trial counts cramps at night, and {name} is not used against those.";
    no_such_row(id) = "There is no remedy {id} in the evidence.";
    red_flag(says) = "{says} A trial waits until that is done.";
    under_way(remedy) = "A trial of {remedy} is under way, and two at once cannot be told apart: finish it, or end it.";
    design(why) = "{why}.";
    start(night, tonight) = "A trial cannot begin on {night}: each night is drawn before it comes, so it begins tonight ({tonight}) or within 60 nights.";
    number(what, value, from, to) = "{what} of {value} cannot be: it lies between {from} and {to}.";
    rate_unknown(known, needed) = "Your diary knows {known} of the last 90 nights; {needed} are needed to say how long a trial would take. Answer each \
morning, or say how often you cramp.";
    too_rare(rate, least) = "{rate} With fewer than {least} a week no trial of up to 448 nights could tell. What studies say of each remedy, and what may lower \
tonight's chance, can be read all the same.";
    too_weak(rate, nights, power) = "{rate} Even {nights} nights would find the effect in {power} of 100 such trials only. Look for a larger effect, a \
design of single nights, or begin all the same.";
    NONE_UNDER_WAY = "No trial is under way.";
    clock(now, last) = "The clock shows {now}, but the trial was last written at {last}: set the clock, then answer again. Nothing was written.";
    not_that_night(night, first, last) = "The night of {night} cannot be answered: the trial began on {first}, and the last night that is over is {last}.";
    twice(night) = "The night of {night} was answered already and stays as it is.";
    NOT_RUNNING = "The trial is not running.";
    broken(why) = "Nothing was written: {why}.";
}

/// Why a remedy is not tried, and what can be done.
fn not_tried(why: &NotTried) -> Missing {
    match why {
        NotTried::Nothing => Missing::of(NAME_ONE, &[]),
        NotTried::Minor => Missing::of(UNDER_18.text(), &[]),
        NotTried::AgeUnknown => Missing::of(AGE_FIRST, &[Ask::Born]),
        NotTried::Never => Missing::of(QUININE, &[]),
        NotTried::Doctor(what) => Missing::made(doctor(format_args!("{what:?}")), [Ask::TrialDoctor]),
        NotTried::VitaminK(because) => gates::closed_by(because, |because| vitamin_k(because)),
        NotTried::Salt(because) => gates::closed_by(because, |because| salt(because)),
        NotTried::Magnesium => Missing::of(MAGNESIUM, &[Ask::Conditions]),
        NotTried::Pregnant => Missing::of(PREGNANT, &[]),
        NotTried::NotOfNights(name) => Missing::made(not_of_nights(name), [Ask::Remedies]),
        NotTried::NoSuchRow(id) => Missing::made(no_such_row(id), [Ask::Remedies]),
    }
}

/// Why no trial is begun, and what can be done.
pub fn no_trial(why: &NoTrial) -> Missing {
    match why {
        NoTrial::Remedy(why) => not_tried(why),
        NoTrial::RedFlag(sign) => Missing::made(red_flag(notices::standing(sign)), []),
        NoTrial::UnderWay { remedy } => Missing::made(under_way(remedy), [Ask::TrialNow]),
        NoTrial::Design(why) => Missing::made(design(why), []),
        NoTrial::Start { night, tonight } => Missing::made(start(night, tonight), []),
        NoTrial::Number { what, value, from, to } => Missing::made(number(what, value, from, to), []),
        NoTrial::RateUnknown { known } => {
            Missing::made(rate_unknown(known, LEAST_KNOWN), [Ask::Nights, Ask::TrialRate])
        }
        NoTrial::TooRare { rate } => {
            Missing::made(too_rare(rate_words(*rate), LEAST_A_WEEK), [Ask::Remedies, Ask::Tonight])
        }
        NoTrial::TooWeak { rate, outlook } => {
            let power = format!("{:.0}", 100.0 * outlook.power);
            let says = too_weak(rate_words(*rate), outlook.rule.nights, power);
            Missing::made(says, [Ask::TrialEffect, Ask::TrialEvenSo])
        }
    }
}

/// Why nothing was written, and what can be done.
pub fn not_written(why: &NotWritten) -> Missing {
    match why {
        NotWritten::NoTrial => Missing::of(NONE_UNDER_WAY, &[Ask::TrialRemedy]),
        NotWritten::Clock { now, last } => Missing::made(clock(now, last), []),
        NotWritten::Night { night, first, last } => Missing::made(not_that_night(night, first, last), []),
        NotWritten::Twice { night } => Missing::made(twice(night), [Ask::TrialAgain]),
        NotWritten::NotRunning => Missing::of(NOT_RUNNING, &[Ask::TrialNow]),
        NotWritten::Broken(why) => Missing::made(broken(why), []),
    }
}
