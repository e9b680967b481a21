//! Sentences of what stands behind a name and against it: how probable it is, what a sceptic says, what would explain it away.

use charley_infer::{
    explanation::{Doubt, TriggerReport},
    naming::{FactorRecording, HeldBack, NamingVerdict},
};

use charley_speech::{message::sentences, spoken};

use crate::why::names::DatedName;

sentences! {
    HEADING = "Behind the names";
    probable_says(name, odds, sceptic) = "{name}: {odds} that it matters to you. A sceptic, who held before that it matters to 1 of 50 people, \
now says {sceptic}.";
    explained_away(ratio, limit) = "Something that you do not record would have to go along with it, and with cramps, {ratio} times each, \
to explain all of it away; {limit} times for the weak end of its interval.";
    tomorrow(name) = "{name}: what it is on the day after goes along with the cramp as well, and cannot have caused it. \
So it may be something that goes with it, and not it.";
    told_after(name, cramps, of_cramps, quiet, of_quiet, p) = "{name}: you wrote it down only after the night in {cramps} of {of_cramps} nights with a cramp and in {quiet} \
of {of_quiet} others (p {p}). What is written because of a cramp cannot explain it. Written down in the evening, it can.";
    told_late(name, told, of, p) = "{name}: written down only after the night in {told} of {of} nights, no more often after a cramp (p {p}).";
    few(name) = "{name}: too few cramps to call anything yours; it takes 12.";
    called(day, name, odds) = "{day}: {name} was called likely yours, {odds}.";
    weaker(day, name, odds) = "{day}: {name} was taken back, less speaks for it: {odds}.";
    taken_back(day, name, why) = "{day}: {name} was taken back: {why}.";
    BY_TOMORROW = "the day after goes along with cramps as well";
    BY_TELLING = "it is written down after nights with a cramp more often than after others";
    BY_ONE_CHANGE = "it changed only once";
    BY_FEW = "fewer than 12 cramps are left in the diary";
    BELOW_ONE_IN_1000 = "below 0.001";
    of_ten(n) = "{n} in 10";
    NINETEEN = "19 in 20";
    SURE = "49 in 50";
    HARDLY = "less than 1 in 10";
}

/// From these probabilities on one says 19 in 20, and 49 in 50.
const NINETEEN_FROM: f64 = 0.925; // half way from 9 in 10
const SURE_FROM: f64 = 0.965; // half way from 19 in 20
/// Below this one nothing in ten is left.
const HARDLY_BELOW: f64 = 0.05; // half way to 1 in 10

/// A probability as people say it.
pub fn odds(probability: f64) -> String {
    if probability >= SURE_FROM {
        SURE.to_owned()
    } else if probability >= NINETEEN_FROM {
        NINETEEN.to_owned()
    } else if probability < HARDLY_BELOW {
        HARDLY.to_owned()
    } else {
        of_ten((10.0 * probability).round())
    }
}

/// What stands behind a name.
pub fn probable(report: &TriggerReport, doubt: &Doubt) -> String {
    let probable =
        probable_says(&report.name, odds(report.probability_matters), odds(doubt.sceptic_probability));
    format!("{probable} {}", explained_away(times(doubt.e_value), times(doubt.e_value_limit)))
}

fn times(ratio: f64) -> String {
    format!("{ratio:.1}")
}

/// Why a factor is not named that probably matters; nothing where it is said elsewhere.
pub fn held_back(report: &TriggerReport, why: HeldBack) -> Option<String> {
    match why {
        HeldBack::FewCramps => Some(few(&report.name)),
        HeldBack::TomorrowSpeaks => Some(tomorrow(&report.name)),
        HeldBack::SwitchedOnce | HeldBack::ToldAfterCramps => None,
    }
}

/// What was said of a cause before.
pub fn said_on(DatedName { on, said }: &DatedName) -> String {
    let said = &said.said;
    let why = said.held_back.map(|why| match why {
        HeldBack::TomorrowSpeaks => BY_TOMORROW,
        HeldBack::ToldAfterCramps => BY_TELLING,
        HeldBack::SwitchedOnce => BY_ONE_CHANGE,
        HeldBack::FewCramps => BY_FEW,
    });
    let (day, name, odds) = (spoken::dated(*on), &said.name, odds(said.probability_matters));
    match (said.verdict, why) {
        (NamingVerdict::LikelyYours, _) => called(day, name, odds),
        (_, Some(why)) => taken_back(day, name, why),
        (_, None) => weaker(day, name, odds),
    }
}

/// How a factor was told, where it was told after nights: whether that depends on cramps.
pub fn told(name: &str, recording: &FactorRecording) -> Option<String> {
    let p = recording.p()?;
    let written = if p < LEAST_P { BELOW_ONE_IN_1000.to_owned() } else { format!("{p:.3}") };
    let (cramps, quiet) = (recording.after_cramps, recording.after_quiet);
    if recording.depends() {
        return Some(told_after(name, cramps.told, cramps.of, quiet.told, quiet.of, written));
    }
    let (told, of) = (cramps.told + quiet.told, cramps.of + quiet.of);
    Some(told_late(name, told, of, written))
}

/// Below this p is not written out.
const LEAST_P: f64 = 0.001;

#[cfg(test)]
mod tests {
    use charley_case::learned::{CauseSaid, SaidAt};
    use charley_infer::naming::ToldAfter;

    use super::*;

    #[test]
    fn a_probability_is_said_as_the_nearest_of_few() {
        let said: Vec<String> = [0.02, 0.55, 0.86, 0.92, 0.93, 0.97].map(odds).into();
        assert_eq!(said, ["less than 1 in 10", "6 in 10", "9 in 10", "9 in 10", "19 in 20", "49 in 50"]);
    }

    #[test]
    fn filled_sentences_read_well() {
        let after = |told, of| ToldAfter { told, of };
        let of = |cramps, quiet| FactorRecording { in_time: 9, after_cramps: cramps, after_quiet: quiet };
        let said = |verdict, probability_matters, held_back| {
            let trigger = charley_domain::exposure::TriggerId::night("heat_5c");
            let said =
                CauseSaid { trigger, name: "Hot day".to_owned(), verdict, probability_matters, held_back };
            let at = jiff::Timestamp::from_second(1_790_000_000).unwrap();
            said_on(&DatedName { on: jiff::civil::date(2026, 9, 21), said: SaidAt { at, said } })
        };
        let doubts = [
            HeldBack::TomorrowSpeaks,
            HeldBack::ToldAfterCramps,
            HeldBack::SwitchedOnce,
            HeldBack::FewCramps,
        ];
        let mut examples = vec![
            said(NamingVerdict::LikelyYours, 0.9, None),
            said(NamingVerdict::Suspected, 0.55, None),
            told("Alcohol", &of(after(30, 32), after(200, 500))).unwrap(),
            told("Alcohol", &of(after(3, 32), after(40, 500))).unwrap(),
        ];
        examples.extend(doubts.map(|why| said(NamingVerdict::Suspected, 0.9, Some(why))));
        charley_speech::lint::check(&examples);
        insta::assert_snapshot!(examples.join("\n"));
    }
}
