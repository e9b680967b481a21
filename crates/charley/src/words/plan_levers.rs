//! What could move the risk of a plan, in words: by the models, by studies, by the article; and what nobody can tell.

use charley_domain::{interval::Interval, person::Units};
use charley_evidence::{Remedy, Scale};

use crate::{
    plan::{Effect, Lever, NotModelled, Said},
    spoken,
    words::{
        message::{fill, messages},
        what_if::{change, percent},
    },
};

messages! {
    LOWERS = "plan_levers.lowers": "What lowers it by the models, the largest change first";
    UNSURE = "plan_levers.unsure": "What might: nobody can tell yet which way these go for you";
    RAISES = "plan_levers.raises": "What raises it by the models";
    LEVERS_MEANING = "plan_levers.meaning": "Directly: that factor alone. In all: the body model run again with it. 90 % intervals. \
None of it is a promise.";
    NOT_MODELLED = "plan_levers.not_modelled": "Not in the models, so no figure of ours";
    ARTICLE = "plan_levers.article": "What the article says of prevention, judged";
    SLOWER = "plan_levers.slower": "5 % slower all the way";
    EASY_START = "plan_levers.easy_start": "The first third 5 % slower";
    EARLIER_HOUR = "plan_levers.hour.earlier": "Starting {hours} h earlier, usually {degrees} cooler, where the hour is yours to choose";
    LATER_HOUR = "plan_levers.hour.later": "Starting {hours} h later, usually {degrees} cooler, where the hour is yours to choose";
    WARM_UP = "plan_levers.warm_up": "A dynamic warm-up before";
    WARM_UP_NOT_MODELLED = "plan_levers.warm_up.not_modelled": "A warm-up changes no figure here: the models know nothing of it, and studies of it counted no cramps.";
    STRENGTH = "plan_levers.strength": "Strength training in the months before";
    TAPER = "plan_levers.taper": "Less training in the last weeks (taper)";
    FOAM_ROLL = "plan_levers.foam_roll": "Foam rolling after";
    LEVER = "plan_levers.lever": "{action}: cramps {direct} directly, {total} in all.";
    LEVER_SAME = "plan_levers.lever.same": "{action}: cramps {total}, directly and in all.";
    STUDIES = "plan_levers.studies": "Studies (certainty {certainty}): {says}.";
    TURNED = "plan_levers.turned": "With that, cramps {direct} directly, {total} in all.";
    TURNED_SAME = "plan_levers.turned.same": "With that, cramps {total}, directly and in all.";
    OWN_AND_STUDIES = "plan_levers.own_and_studies": "Studies alone say {studies}; your own workouts so far say {own}.";
    NO_STUDY = "plan_levers.unknown.no_study": "{name}: no study of cramps was found.";
    NO_STUDY_FIGURE = "plan_levers.unknown.no_study.figure": "{name}: no study of cramps was found; {figure}.";
    STUDY = "plan_levers.unknown.study": "{name}: {says} (certainty {certainty}).";
    STUDY_FIGURE = "plan_levers.unknown.study.figure": "{name}: {says} (certainty {certainty}); {figure}.";
    FIGURE_OF = "plan_levers.figure": "{figure}, {people} people";
    CLAIM = "plan_levers.claim": "\"{about}\": {verdict}. {says}.";
}

/// The levers by what can be told of them, each under its heading; no heading without a lever.
pub(crate) fn by_direction(levers: &[Lever]) -> Vec<(&'static str, Vec<&Lever>)> {
    let lowers = |lever: &Lever| percent(lever.effect.total.q95) < 0.0;
    let raises = |lever: &Lever| percent(lever.effect.total.q05) > 0.0;
    let of = |is: &dyn Fn(&Lever) -> bool| levers.iter().filter(|lever| is(lever)).collect::<Vec<_>>();
    let groups = [
        (LOWERS, of(&lowers)),
        (UNSURE, of(&|lever| !lowers(lever) && !raises(lever))),
        (RAISES, of(&raises)),
    ];
    groups.into_iter().filter(|(_, levers)| !levers.is_empty()).collect()
}

/// A lever with what it changes, and what studies say of it.
pub(crate) fn lever(lever: &Lever) -> String {
    let text = if reads_the_same(lever.effect) { LEVER_SAME } else { LEVER };
    let (direct, total) = (change(lever.effect.direct), change(lever.effect.total));
    let said = fill(text, &[("action", &lever.action), ("direct", &direct), ("total", &total)]);
    let Some(of) = lever.evidence.first() else { return said };
    let studies = fill(STUDIES, &[("certainty", &of.verdict), ("says", &without_stop(&of.says))]);
    format!("{said} {studies}")
}

/// Whether the direct and the total change are told as one.
pub(crate) fn reads_the_same(effect: Effect) -> bool {
    change(effect.direct) == change(effect.total)
}

/// What a change does.
pub(crate) fn turned(effect: Effect) -> String {
    let text = if reads_the_same(effect) { TURNED_SAME } else { TURNED };
    fill(text, &[("direct", &change(effect.direct)), ("total", &change(effect.total))])
}

/// Where own workouts and studies disagree on a change.
pub(crate) fn own_and_studies(own: Interval, studies: Interval) -> String {
    fill(OWN_AND_STUDIES, &[("own", &change(own)), ("studies", &change(studies))])
}

/// What studies say of something that is not in the models.
pub(crate) fn not_modelled(of: &NotModelled) -> String {
    let text = match (&of.evidence, &of.figure) {
        (None, None) => NO_STUDY,
        (None, Some(_)) => NO_STUDY_FIGURE,
        (Some(_), None) => STUDY,
        (Some(_), Some(_)) => STUDY_FIGURE,
    };
    let (says, certainty) =
        of.evidence.as_ref().map_or(("", ""), |said| (without_stop(&said.says), said.verdict));
    let figure = of.figure.as_deref().unwrap_or_default();
    fill(text, &[("name", &of.name), ("says", &says), ("certainty", &certainty), ("figure", &figure)])
}

/// A published figure with whom it was seen in.
pub(crate) fn figure(remedy: &Remedy) -> Option<String> {
    // Only a ratio of cramps: what else was measured is no figure of cramps.
    let estimate = remedy.estimate().filter(|estimate| estimate.scale == Scale::Ratio)?;
    Some(remedy.people.as_deref().map_or_else(
        || estimate.to_string(),
        |people| fill(FIGURE_OF, &[("figure", &estimate), ("people", &people)]),
    ))
}

/// A claim of the article with its verdict.
pub(crate) fn claim(said: &Said) -> String {
    let says = without_stop(&said.says);
    fill(CLAIM, &[("about", &said.about), ("verdict", &said.verdict), ("says", &says)])
}

/// A lever.
pub(crate) fn cooler_hour(later_h: f64, cooler_c: f64, units: Units) -> String {
    let text = if later_h < 0.0 { EARLIER_HOUR } else { LATER_HOUR };
    let hours = format!("{:.0}", later_h.abs());
    fill(text, &[("hours", &hours), ("degrees", &spoken::warmer(cooler_c, units))])
}

fn without_stop(text: &str) -> &str {
    text.trim_end_matches('.')
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
pub(super) fn examples() -> Vec<String> {
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
