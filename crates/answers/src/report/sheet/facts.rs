//! The facts of the cramps, one line each, with their denominators.

use super::super::{
    FlagAsked, Report,
    figures::{QuantitySpread, Sides, SiteCount},
    heat::HeatMet,
};
use crate::report::words::{self as says, sheet as sheet_says};
use charley_domain::person::Units;
use charley_speech::spoken;

/// Places on the body that fit; the others are added up.
const MOST_SITES: usize = 4;
/// The question whether cramps spoil sleep or day.
const SPOILED: &str = "RF31";

/// Name and words of each.
pub(super) fn facts(report: &Report) -> Vec<(&'static str, String)> {
    let cramps = &report.cramps;
    let plain = |value: f64| format!("{value:.1}").replace(".0", "");
    let length = |seconds: f64| spoken::span(seconds.round());
    let clock = (cramps.timed > 0).then(|| sheet_says::time_says(cramps.from_one_to_six, cramps.timed));
    let pain = cramps.pain.map(|QuantitySpread { median, highest, said, of, .. }| {
        sheet_says::worst(plain(median), plain(highest), said, of)
    });
    let duration = cramps.duration_s.map(|QuantitySpread { median, highest, said, of, .. }| {
        sheet_says::longest(length(median), length(highest), said, of)
    });
    let sides = (cramps.all() > 0).then(|| sides_words(cramps.sides));
    let said = |words: Option<String>| words.unwrap_or_else(|| says::NOT_SAID.to_owned());
    let heat = report.heat.as_ref().map(|met| (sheet_says::HEAT, heat(met, report.units)));
    let facts = [
        (sheet_says::AT_NIGHT, at_night(report)),
        (sheet_says::SINCE, said(since(report))),
        (sheet_says::WHERE, said(places(&cramps.sites))),
        (sheet_says::SIDE, said(sides)),
        (sheet_says::PAIN, said(pain)),
        (sheet_says::HOW_LONG, said(duration)),
        (sheet_says::TIME, said(clock)),
        (sheet_says::SLEEP, said(sleep(report))),
        (sheet_says::ALCOHOL, said(alcohol(report))),
    ];
    facts.into_iter().chain(heat).collect()
}

/// Workouts in dangerous heat, with what the hottest met.
fn heat(met: &HeatMet, units: Units) -> String {
    let wbgt_c = met.hottest.wbgt_c;
    sheet_says::heat_says(
        met.dangerous,
        met.known,
        met.cramped,
        spoken::dated(met.hottest.date),
        spoken::degrees(wbgt_c.q50, units),
        spoken::between(wbgt_c.q05, wbgt_c.q95, units),
    )
}

fn at_night(report: &Report) -> String {
    let cramps = &report.cramps;
    let mut words = says::cramps(cramps.at_night);
    if let Some(rate) = cramps.a_week.filter(|rate| *rate > 0.0) {
        words = sheet_says::a_week(words, format_args!("{rate:.1}"));
    }
    if cramps.twinges > 0 {
        let twinges = cramps.twinges as usize;
        words = sheet_says::and_twinges(twinges, words);
    }
    match cramps.in_workouts {
        0 => words,
        count => sheet_says::in_workouts(words, count),
    }
}

/// Since when: as the patient says, and in the diary.
fn since(report: &Report) -> Option<String> {
    let said = report.person.cramps_since.map(|began| began.strftime("%B %Y").to_string());
    let first = report.cramps.first.map(|night| spoken::dated(night.date()));
    match (said, first) {
        (Some(month), Some(night)) => Some(sheet_says::since_said(month, night)),
        (Some(month), None) => Some(month),
        (None, Some(night)) => Some(sheet_says::since_diary(night)),
        (None, None) => None,
    }
}

fn places(sites: &[SiteCount]) -> Option<String> {
    let mut words: Vec<String> = sites
        .iter()
        .take(MOST_SITES)
        .map(|site| format!("{} {}", site.muscle.word(), site.cramps()))
        .collect();
    let others: usize = sites.iter().skip(MOST_SITES).map(|site| site.cramps()).sum();
    if others > 0 {
        words.push(sheet_says::elsewhere(others));
    }
    (!words.is_empty()).then(|| words.join(", "))
}

fn sides_words(sides: Sides) -> String {
    let words = [
        (sides.left > 0).then(|| sheet_says::left(sides.left)),
        (sides.right > 0).then(|| sheet_says::right(sides.right)),
        (sides.both > 0).then(|| sheet_says::both(sides.both)),
        (sides.side_unknown > 0).then(|| sheet_says::side_unknown(sides.side_unknown)),
    ];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What cramps do to sleep and day: the patient's own word, and the hours slept.
fn sleep(report: &Report) -> Option<String> {
    let flags = &report.red_flags;
    let among = |group: &[FlagAsked]| group.iter().any(|asked| asked.id == SPOILED);
    let said = [
        (among(&flags.yes), sheet_says::SPOILED_YES),
        (among(&flags.unsure), sheet_says::SPOILED_UNSURE),
        (among(&flags.no), sheet_says::SPOILED_NO),
    ];
    let mut words: Vec<String> =
        said.iter().filter(|(holds, _)| *holds).map(|(_, text)| (*text).to_owned()).collect();
    if let (Some(cramp), Some(quiet)) = (report.sleep.with_cramp_h, report.sleep.quiet_h) {
        let hours = |spread: QuantitySpread| format!("{:.1}", spread.median).replace(".0", "");
        words.push(sheet_says::slept(hours(cramp), cramp.said, hours(quiet), quiet.said));
    }
    (!words.is_empty()).then(|| words.join("; "))
}

fn alcohol(report: &Report) -> Option<String> {
    let drunk = report.alcohol?;
    let units = format!("{:.1}", drunk.units).replace(".0", "");
    Some(sheet_says::alcohol_days(drunk.days, units))
}
