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
use charley_speech::message::sentences;

sentences! {
    NAME_ONE = "Name a remedy: stretching, bedclothes, alcohol, shoes, activity, magnesium, or your own words.";
    AGE_FIRST = "Charley gives no trial until it knows your age: charley person set --born 1980-05";
    QUININE = "Quinine is not tried here: it can harm the blood and the heart. Speak with your doctor about \
cramps instead, or try stretching.";
    doctor(what) = "{what} is a medicine or needs somebody who knows you: plan such a trial with your doctor or pharmacist, then say \
who agreed with --doctor NAME. Until then take it as you were told to.";
    vitamin_k(because) = "Vitamin K is not tried: {because}. Ask your doctor or pharmacist.";
    salt(because) = "Salt is not tried: {because}. Ask your doctor or pharmacist.";
    MAGNESIUM = "Magnesium is not tried with kidney or heart disease, nor before your conditions are known \
(charley person set --condition none). Ask your doctor or pharmacist.";
    PREGNANT = "In pregnancy nothing that is swallowed is tried here: ask your midwife. Stretching and loose bedclothes can be.";
    not_of_nights(name) = "A trial counts cramps at night, and {name} is not used against those: charley evidence remedies lists what is.";
    no_such_row(id) = "There is no remedy {id} in the evidence: charley evidence remedies lists them.";
    red_flag(says) = "{says} A trial waits until that is done.";
    under_way(remedy) = "A trial of {remedy} is under way, and two at once cannot be told apart: finish it, or end it with charley trial stop.";
    design(why) = "{why}.";
    start(night, tonight) = "A trial cannot begin on {night}: each night is drawn before it comes, so it begins tonight ({tonight}) or within 60 nights.";
    number(what, value, from, to) = "{what} of {value} cannot be: it lies between {from} and {to}.";
    rate_unknown(known, needed) = "Your diary knows {known} of the last 90 nights; {needed} are needed to say how long a trial would take. Answer each \
morning (charley log none, charley log cramp calf), or say how often you cramp: --cramps-a-week 4.";
    too_rare(rate, least) = "{rate} With fewer than {least} a week no trial of up to 448 nights could tell. What studies say of each remedy is in charley evidence remedies, and what may lower \
tonight's chance in charley forecast.";
    too_weak(rate, nights, power) = "{rate} Even {nights} nights would find the effect in {power} of 100 such trials only. Look for a larger effect (--target 0.3), a \
design of single nights, or begin all the same with --even-so.";
    NONE_UNDER_WAY = "No trial is under way: charley trial new stretching plans one.";
    clock(now, last) = "The clock shows {now}, but the trial was last written at {last}: set the clock, then answer again. Nothing was written.";
    not_that_night(night, first, last) = "The night of {night} cannot be answered: the trial began on {first}, and the last night that is over is {last}.";
    twice(night) = "The night of {night} was answered already and stays as it is: --again writes a correction beside it.";
    NOT_RUNNING = "The trial is not running: charley trial show says how it ended.";
    broken(why) = "Nothing was written: {why}.";
}

/// Why a remedy is not tried, and what can be done.
fn not_tried(why: &NotTried) -> String {
    match why {
        NotTried::Nothing => NAME_ONE.to_owned(),
        NotTried::Minor => UNDER_18.to_owned(),
        NotTried::AgeUnknown => AGE_FIRST.to_owned(),
        NotTried::Never => QUININE.to_owned(),
        NotTried::Doctor(what) => doctor(format_args!("{what:?}")),
        NotTried::VitaminK(because) => vitamin_k(because.join("; ")),
        NotTried::Salt(because) => salt(because.join("; ")),
        NotTried::Magnesium => MAGNESIUM.to_owned(),
        NotTried::Pregnant => PREGNANT.to_owned(),
        NotTried::NotOfNights(name) => not_of_nights(name),
        NotTried::NoSuchRow(id) => no_such_row(id),
    }
}

/// Why no trial is begun, and what can be done.
pub fn no_trial(why: &NoTrial) -> String {
    match why {
        NoTrial::Remedy(why) => not_tried(why),
        NoTrial::RedFlag(sign) => red_flag(notices::standing(sign)),
        NoTrial::UnderWay { remedy } => under_way(remedy),
        NoTrial::Design(why) => design(why),
        NoTrial::Start { night, tonight } => start(night, tonight),
        NoTrial::Number { what, value, from, to } => number(what, value, from, to),
        NoTrial::RateUnknown { known } => rate_unknown(known, LEAST_KNOWN),
        NoTrial::TooRare { rate } => too_rare(rate_words(*rate), LEAST_A_WEEK),
        NoTrial::TooWeak { rate, outlook } => {
            too_weak(rate_words(*rate), outlook.rule.nights, format_args!("{:.0}", 100.0 * outlook.power))
        }
    }
}

/// Why nothing was written, and what can be done.
pub fn not_written(why: &NotWritten) -> String {
    match why {
        NotWritten::NoTrial => NONE_UNDER_WAY.to_owned(),
        NotWritten::Clock { now, last } => clock(now, last),
        NotWritten::Night { night, first, last } => not_that_night(night, first, last),
        NotWritten::Twice { night } => twice(night),
        NotWritten::NotRunning => NOT_RUNNING.to_owned(),
        NotWritten::Broken(why) => broken(why),
    }
}
