//! The facts of the cramps, one line each, with their denominators.

use super::super::{
    FlagAsked, Report,
    figures::{Sides, Site, Spread},
    heat::HeatMet,
};
use crate::report::words::{self as says, sheet as sheet_says};
use charley_domain::person::Units;
use charley_speech::{
    message::{fill, form},
    spoken,
};

/// Places on the body that fit; the others are added up.
const MOST_SITES: usize = 4;
/// The question whether cramps spoil sleep or day.
const SPOILED: &str = "RF31";

/// Name and words of each.
pub(super) fn facts(report: &Report) -> Vec<(&'static str, String)> {
    let cramps = &report.cramps;
    let plain = |value: f64| format!("{value:.1}").replace(".0", "");
    let length = |seconds: f64| spoken::span(seconds.round());
    let clock = (cramps.timed > 0)
        .then(|| fill(sheet_says::TIME_SAYS, &[("n", &cramps.from_one_to_six), ("timed", &cramps.timed)]));
    let pain = cramps.pain.map(|spread| spread_words(sheet_says::WORST, spread, plain));
    let duration = cramps.duration_s.map(|spread| spread_words(sheet_says::LONGEST, spread, length));
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
    fill(
        sheet_says::HEAT_SAYS,
        &[
            ("n", &met.dangerous),
            ("known", &met.known),
            ("cramped", &met.cramped),
            ("middle", &spoken::degrees(wbgt_c.q50, units)),
            ("range", &spoken::between(wbgt_c.q05, wbgt_c.q95, units)),
            ("day", &spoken::dated(met.hottest.date)),
        ],
    )
}

fn at_night(report: &Report) -> String {
    let cramps = &report.cramps;
    let mut words = says::cramps(cramps.at_night);
    if let Some(rate) = cramps.a_week.filter(|rate| *rate > 0.0) {
        words = fill(sheet_says::A_WEEK, &[("cramps", &words), ("rate", &format_args!("{rate:.1}"))]);
    }
    if cramps.twinges > 0 {
        let twinges = cramps.twinges as usize;
        let sentence = form(twinges, (sheet_says::AND_TWINGES_ONE, sheet_says::AND_TWINGES_OTHER));
        words = fill(sentence, &[("cramps", &words), ("n", &twinges)]);
    }
    match cramps.in_workouts {
        0 => words,
        count => fill(sheet_says::IN_WORKOUTS, &[("cramps", &words), ("n", &count)]),
    }
}

/// Since when: as the patient says, and in the diary.
fn since(report: &Report) -> Option<String> {
    let said = report.person.cramps_since.map(|began| began.strftime("%B %Y").to_string());
    let first = report.cramps.first.map(|night| spoken::dated(night.date()));
    match (said, first) {
        (Some(month), Some(night)) => {
            Some(fill(sheet_says::SINCE_SAID, &[("month", &month), ("night", &night)]))
        }
        (Some(month), None) => Some(month),
        (None, Some(night)) => Some(fill(sheet_says::SINCE_DIARY, &[("night", &night)])),
        (None, None) => None,
    }
}

fn places(sites: &[Site]) -> Option<String> {
    let mut words: Vec<String> = sites
        .iter()
        .take(MOST_SITES)
        .map(|site| format!("{} {}", site.muscle.word(), site.cramps()))
        .collect();
    let others: usize = sites.iter().skip(MOST_SITES).map(|site| site.cramps()).sum();
    if others > 0 {
        words.push(fill(sheet_says::ELSEWHERE, &[("n", &others)]));
    }
    (!words.is_empty()).then(|| words.join(", "))
}

fn sides_words(sides: Sides) -> String {
    let counts = [
        (sheet_says::LEFT, sides.left),
        (sheet_says::RIGHT, sides.right),
        (sheet_says::BOTH, sides.both),
        (sheet_says::SIDE_UNKNOWN, sides.side_unknown),
    ];
    let said = counts.iter().filter(|(_, count)| *count > 0);
    said.map(|(text, count)| fill(text, &[("n", count)])).collect::<Vec<_>>().join(", ")
}

fn spread_words(text: &str, spread: Spread, words: impl Fn(f64) -> String) -> String {
    fill(
        text,
        &[
            ("median", &words(spread.median)),
            ("highest", &words(spread.highest)),
            ("said", &spread.said),
            ("of", &spread.of),
        ],
    )
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
        let hours = |spread: Spread| format!("{:.1}", spread.median).replace(".0", "");
        words.push(fill(
            sheet_says::SLEPT,
            &[
                ("cramp", &hours(cramp)),
                ("cramp_n", &cramp.said),
                ("quiet", &hours(quiet)),
                ("quiet_n", &quiet.said),
            ],
        ));
    }
    (!words.is_empty()).then(|| words.join("; "))
}

fn alcohol(report: &Report) -> Option<String> {
    let drunk = report.alcohol?;
    let units = format!("{:.1}", drunk.units).replace(".0", "");
    let text = form(drunk.days, (sheet_says::ALCOHOL_ONE, sheet_says::ALCOHOL_OTHER));
    Some(fill(text, &[("units", &units), ("n", &drunk.days)]))
}
