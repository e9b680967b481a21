//! What could move the risk of a plan, in words: by the models, by studies, by the article; and what nobody can tell.

use charley_domain::{interval::Interval, person::Units};
use charley_evidence::{Remedy, Scale};

use crate::{
    plan::{EvidenceSaid, NotModelled, PlanLever, RiskEffect},
    why::words::what_if::{change, percent},
};
use charley_speech::{message::sentences, spoken};

sentences! {
    LOWERS = "What lowers it by the models, the largest change first";
    UNSURE = "What might: nobody can tell yet which way these go for you";
    RAISES = "What raises it by the models";
    LEVERS_MEANING = "Directly: that factor alone. In all: the body model run again with it. 90 % intervals. \
None of it is a promise.";
    NOT_MODELLED = "Not in the models, so no figure of ours";
    ARTICLE = "What the article says of prevention, judged";
    SLOWER = "5 % slower all the way";
    EASY_START = "The first third 5 % slower";
    earlier_hour(hours, degrees) = "Starting {hours} h earlier, usually {degrees} cooler, where the hour is yours to choose";
    later_hour(hours, degrees) = "Starting {hours} h later, usually {degrees} cooler, where the hour is yours to choose";
    WARM_UP = "A dynamic warm-up before";
    WARM_UP_NOT_MODELLED = "A warm-up changes no figure here: the models know nothing of it, and studies of it counted no cramps.";
    STRENGTH = "Strength training in the months before";
    TAPER = "Less training in the last weeks (taper)";
    FOAM_ROLL = "Foam rolling after";
    lever_says(action, direct, total) = "{action}: cramps {direct} directly, {total} in all.";
    lever_same(action, total) = "{action}: cramps {total}, directly and in all.";
    studies(certainty, says) = "Studies (certainty {certainty}): {says}.";
    turned_says(direct, total) = "With that, cramps {direct} directly, {total} in all.";
    turned_same(total) = "With that, cramps {total}, directly and in all.";
    own_and_studies_says(studies, own) = "Studies alone say {studies}; your own workouts so far say {own}.";
    no_study(name) = "{name}: no study of cramps was found.";
    no_study_figure(name, figure) = "{name}: no study of cramps was found; {figure}.";
    study(name, says, certainty) = "{name}: {says} (certainty {certainty}).";
    study_figure(name, says, certainty, figure) = "{name}: {says} (certainty {certainty}); {figure}.";
    figure_of(figure, people) = "{figure}, {people} people";
    claim_says(about, verdict, says) = "\"{about}\": {verdict}. {says}.";
}

/// The levers by what can be told of them, each under its heading; no heading without a lever.
pub fn by_direction(levers: &[PlanLever]) -> Vec<(&'static str, Vec<&PlanLever>)> {
    let lowers = |lever: &PlanLever| percent(lever.effect.total.q95) < 0.0;
    let raises = |lever: &PlanLever| percent(lever.effect.total.q05) > 0.0;
    let of = |is: &dyn Fn(&PlanLever) -> bool| levers.iter().filter(|lever| is(lever)).collect::<Vec<_>>();
    let groups = [
        (LOWERS, of(&lowers)),
        (UNSURE, of(&|lever| !lowers(lever) && !raises(lever))),
        (RAISES, of(&raises)),
    ];
    groups.into_iter().filter(|(_, levers)| !levers.is_empty()).collect()
}

/// A lever with what it changes, and what studies say of it.
pub fn lever(lever: &PlanLever) -> String {
    let (action, total) = (&lever.action, change(lever.effect.total));
    let said = if reads_the_same(lever.effect) {
        lever_same(action, total)
    } else {
        lever_says(action, change(lever.effect.direct), total)
    };
    let Some(of) = lever.evidence.first() else { return said };
    let studies = studies(of.verdict, without_stop(&of.says));
    format!("{said} {studies}")
}

/// Whether the direct and the total change are told as one.
pub fn reads_the_same(effect: RiskEffect) -> bool {
    change(effect.direct) == change(effect.total)
}

/// What a change does.
pub fn turned(effect: RiskEffect) -> String {
    let total = change(effect.total);
    if reads_the_same(effect) { turned_same(total) } else { turned_says(change(effect.direct), total) }
}

/// Where own workouts and studies disagree on a change.
pub fn own_and_studies(own: Interval, studies: Interval) -> String {
    own_and_studies_says(change(studies), change(own))
}

/// What studies say of something that is not in the models.
pub fn not_modelled(of: &NotModelled) -> String {
    let name = &of.name;
    match (&of.evidence, &of.figure) {
        (None, None) => no_study(name),
        (None, Some(figure)) => no_study_figure(name, figure),
        (Some(said), None) => study(name, without_stop(&said.says), said.verdict),
        (Some(said), Some(figure)) => study_figure(name, without_stop(&said.says), said.verdict, figure),
    }
}

/// A published figure with whom it was seen in.
pub fn figure(remedy: &Remedy) -> Option<String> {
    // Only a ratio of cramps: what else was measured is no figure of cramps.
    let estimate = remedy.estimate().filter(|estimate| estimate.scale == Scale::Ratio)?;
    Some(remedy.people.as_deref().map_or_else(|| estimate.to_string(), |people| figure_of(estimate, people)))
}

/// A claim of the article with its verdict.
pub fn claim(said: &EvidenceSaid) -> String {
    let says = without_stop(&said.says);
    claim_says(&said.about, said.verdict, says)
}

/// A lever.
pub fn cooler_hour(later_h: f64, cooler_c: f64, units: Units) -> String {
    let (hours, degrees) = (format!("{:.0}", later_h.abs()), spoken::warmer(cooler_c, units));
    if later_h < 0.0 { earlier_hour(hours, degrees) } else { later_hour(hours, degrees) }
}

fn without_stop(text: &str) -> &str {
    text.trim_end_matches('.')
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
    let interval = Interval { q05: 0.6, q50: 0.8, q95: 1.1 };
    let mut all = vec![
        change(interval),
        cooler_hour(-3.0, 1.6, Units::Us),
        cooler_hour(2.0, 1.6, Units::Metric),
        own_and_studies(interval, interval),
    ];
    all.extend(charley_evidence::evidence().remedy("I41").and_then(figure));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filled_sentences_read_well() {
        charley_speech::lint::check(&examples());
        insta::assert_snapshot!(examples().join("\n"));
    }
}
