//! What could move the risk of a plan, in words: by the models, by studies, by the article; and what nobody can tell.

use charley_domain::{interval::Interval, person::Units};
use charley_evidence::{Remedy, Scale};

use crate::{
    plan::{Effect, Lever, NotModelled, Said},
    why::words::what_if::{change, percent},
};
use charley_speech::{
    message::{fill, sentences},
    spoken,
};

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
    EARLIER_HOUR = "Starting {hours} h earlier, usually {degrees} cooler, where the hour is yours to choose";
    LATER_HOUR = "Starting {hours} h later, usually {degrees} cooler, where the hour is yours to choose";
    WARM_UP = "A dynamic warm-up before";
    WARM_UP_NOT_MODELLED = "A warm-up changes no figure here: the models know nothing of it, and studies of it counted no cramps.";
    STRENGTH = "Strength training in the months before";
    TAPER = "Less training in the last weeks (taper)";
    FOAM_ROLL = "Foam rolling after";
    LEVER = "{action}: cramps {direct} directly, {total} in all.";
    LEVER_SAME = "{action}: cramps {total}, directly and in all.";
    STUDIES = "Studies (certainty {certainty}): {says}.";
    TURNED = "With that, cramps {direct} directly, {total} in all.";
    TURNED_SAME = "With that, cramps {total}, directly and in all.";
    OWN_AND_STUDIES = "Studies alone say {studies}; your own workouts so far say {own}.";
    NO_STUDY = "{name}: no study of cramps was found.";
    NO_STUDY_FIGURE = "{name}: no study of cramps was found; {figure}.";
    STUDY = "{name}: {says} (certainty {certainty}).";
    STUDY_FIGURE = "{name}: {says} (certainty {certainty}); {figure}.";
    FIGURE_OF = "{figure}, {people} people";
    CLAIM = "\"{about}\": {verdict}. {says}.";
}

/// The levers by what can be told of them, each under its heading; no heading without a lever.
pub fn by_direction(levers: &[Lever]) -> Vec<(&'static str, Vec<&Lever>)> {
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
pub fn lever(lever: &Lever) -> String {
    let text = if reads_the_same(lever.effect) { LEVER_SAME } else { LEVER };
    let (direct, total) = (change(lever.effect.direct), change(lever.effect.total));
    let said = fill(text, &[("action", &lever.action), ("direct", &direct), ("total", &total)]);
    let Some(of) = lever.evidence.first() else { return said };
    let studies = fill(STUDIES, &[("certainty", &of.verdict), ("says", &without_stop(&of.says))]);
    format!("{said} {studies}")
}

/// Whether the direct and the total change are told as one.
pub fn reads_the_same(effect: Effect) -> bool {
    change(effect.direct) == change(effect.total)
}

/// What a change does.
pub fn turned(effect: Effect) -> String {
    let text = if reads_the_same(effect) { TURNED_SAME } else { TURNED };
    fill(text, &[("direct", &change(effect.direct)), ("total", &change(effect.total))])
}

/// Where own workouts and studies disagree on a change.
pub fn own_and_studies(own: Interval, studies: Interval) -> String {
    fill(OWN_AND_STUDIES, &[("own", &change(own)), ("studies", &change(studies))])
}

/// What studies say of something that is not in the models.
pub fn not_modelled(of: &NotModelled) -> String {
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
pub fn figure(remedy: &Remedy) -> Option<String> {
    // Only a ratio of cramps: what else was measured is no figure of cramps.
    let estimate = remedy.estimate().filter(|estimate| estimate.scale == Scale::Ratio)?;
    Some(remedy.people.as_deref().map_or_else(
        || estimate.to_string(),
        |people| fill(FIGURE_OF, &[("figure", &estimate), ("people", &people)]),
    ))
}

/// A claim of the article with its verdict.
pub fn claim(said: &Said) -> String {
    let says = without_stop(&said.says);
    fill(CLAIM, &[("about", &said.about), ("verdict", &said.verdict), ("says", &says)])
}

/// A lever.
pub fn cooler_hour(later_h: f64, cooler_c: f64, units: Units) -> String {
    let text = if later_h < 0.0 { EARLIER_HOUR } else { LATER_HOUR };
    let hours = format!("{:.0}", later_h.abs());
    fill(text, &[("hours", &hours), ("degrees", &spoken::warmer(cooler_c, units))])
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
