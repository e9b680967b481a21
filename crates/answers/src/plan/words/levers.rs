//! What could move the risk of a plan, in words: by the models, by studies, by the article; and what nobody can tell.

use charley_domain::{interval::Interval, person::Units};
use charley_evidence::{Remedy, Scale};

use crate::{
    plan::{EvidenceSaid, NotModelled, PlanLever, RiskEffect},
    why::words::what_if::{change, percent},
};
use charley_speech::{message::sentences, spoken};

sentences! {
    ACTIONS = "What lowers it";
    NO_ACTION = "Nothing that Charley can turn clearly lowers it.";
    UNCLEAR = "Unclear: nobody can tell yet which way these go for you";
    RAISES = "What raises it by the models";
    LEVERS_MEANING = "By the models: the body run again with it, 90 % intervals. None of it is a promise.";
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
    action_says(action, n, total) = "{action}: probably fewer cramps ({n} in 100); {total}.";
    unclear_says(action, total) = "{action}: cramps {total}.";
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

/// Actions that are told first.
const MOST_ACTIONS: usize = 3;
/// How sure it must be that something lowers the chance, where no trial says so. Own choice: four of five.
const SURE: f64 = 0.8;

/// The levers by what can be told of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SortedLevers<'a> {
    /// What lowers the chance, surely enough or by a trial, the largest change first.
    pub actions: Vec<&'a PlanLever>,
    /// What might.
    pub unclear: Vec<&'a PlanLever>,
    /// What raises it.
    pub raises: Vec<&'a PlanLever>,
}

impl<'a> SortedLevers<'a> {
    /// The levers of a plan.
    pub fn of(levers: &'a [PlanLever]) -> Self {
        let mut sorted = Self::default();
        for lever in levers {
            let RiskEffect { total, lowers, .. } = lever.effect;
            let is_fewer = percent(total.q50) < 0.0;
            if is_fewer
                && (lowers >= SURE || lever.is_supported_by_trial)
                && sorted.actions.len() < MOST_ACTIONS
            {
                sorted.actions.push(lever);
            } else if percent(total.q05) > 0.0 {
                sorted.raises.push(lever);
            } else {
                sorted.unclear.push(lever);
            }
        }
        sorted
    }

    /// The others, each under its heading; no heading without one.
    pub fn others(&self) -> impl Iterator<Item = (&'static str, &[&'a PlanLever])> {
        let groups = [(UNCLEAR, self.unclear.as_slice()), (RAISES, self.raises.as_slice())];
        groups.into_iter().filter(|(_, levers)| !levers.is_empty())
    }
}

/// The actions; what studies say is told once where it is the same of several.
pub fn actions(levers: &SortedLevers<'_>) -> Vec<String> {
    let mut told: Vec<&str> = Vec::new();
    let mut said = Vec::new();
    for lever in &levers.actions {
        let is_new = lever.evidence.first().is_none_or(|of| !told.contains(&of.id.as_str()));
        told.extend(lever.evidence.first().map(|of| of.id.as_str()));
        said.push(if is_new { action(lever) } else { sure(lever) });
    }
    said
}

/// A lever that lowers the chance: how surely, by how much, and what studies say of it.
fn action(lever: &PlanLever) -> String {
    with_studies(sure(lever), lever)
}

fn sure(lever: &PlanLever) -> String {
    let of_100 = format!("{:.0}", 100.0 * lever.effect.lowers);
    action_says(&lever.action, of_100, change(lever.effect.total))
}

/// A lever of which it is unclear which way it goes.
pub fn unclear(lever: &PlanLever) -> String {
    with_studies(unclear_says(&lever.action, change(lever.effect.total)), lever)
}

fn with_studies(said: String, lever: &PlanLever) -> String {
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
