//! A plan in words.

use charley_domain::{exposure::Window, interval::Interval, person::Units, workout::Sport};
use charley_evidence::{Remedy, Scale};
use charley_infer::forecast::Shown;

use crate::{
    plan::{Lever, PaceReport, Plan},
    spoken,
    words::{
        self,
        what_if::{change, percent},
    },
};

/// In place of a plan for a person of unknown age.
pub(crate) const AGE_FIRST: &str =
    "Charley gives no plan until it knows your age: charley person set --born 1980-05";
/// Where the figures of a plan come from, before a person's own forecasts have earned it.
pub(crate) const SHAPE_ONLY: &str = "Forecasts of your workouts have not beaten that rate so far, so what follows is the shape \
of the risk and what moves it, not its level.";
/// The same where there are none.
pub(crate) const SHAPE_OF_STUDIES: &str = "Nothing has been learned from your own workouts yet, so what follows is the shape \
that published studies give, not the level of your risk.";
/// The heading of the paces.
pub(crate) const PACES: &str = "Three paces";
/// What the last column of the paces is.
pub(crate) const AGAINST_GOAL: &str = "Cramps against the goal pace: pace alone, and in all with heat, water, salt and fuel; 90 % \
intervals. Slower also means longer on the way.";
/// The heading of the curve, shape alone.
pub(crate) const SHAPE: &str = "Where the risk lies: times the mean rate of this workout at your goal";
/// The heading of the curve.
pub(crate) const LEVEL: &str = "The way at your goal: with a cramp so far, of 100 (median, 90 % interval)";
/// The heading of the levers that lower it.
pub(crate) const LOWERS: &str = "What lowers it by the models, the largest change first";
/// The heading of the levers of which nobody can tell.
pub(crate) const UNSURE: &str = "What might: nobody can tell yet which way these go for you";
/// The heading of the levers that raise it.
pub(crate) const RAISES: &str = "What raises it by the models";
/// What the two figures of a lever are.
pub(crate) const LEVERS_MEANING: &str = "Directly: that factor alone. In all: the body model run again with it. 90 % intervals. \
None of it is a promise.";
/// The heading of what the models know nothing of.
pub(crate) const NOT_MODELLED: &str = "Not in the models, so no figure of ours";
/// The heading of the article's prevention.
pub(crate) const ARTICLE: &str = "What the article says of prevention, judged";
/// The heading of the card.
pub(crate) const CARD: &str = "For the wrist";
/// The heading of what is drunk.
pub(crate) const DRINK: &str = "Drink and salt on the way";

/// A lever.
pub(crate) const SLOWER: &str = "5 % slower all the way";
/// A lever.
pub(crate) const EASY_START: &str = "The first third 5 % slower";
/// What the models do not know.
pub(crate) const WARM_UP: &str = "A dynamic warm-up before";
/// What the models do not know.
pub(crate) const STRENGTH: &str = "Strength training in the months before";
/// What the models do not know.
pub(crate) const TAPER: &str = "Less training in the last weeks (taper)";
/// What the models do not know.
pub(crate) const FOAM_ROLL: &str = "Foam rolling after";
/// What is said of something that no study speaks of.
pub(crate) const NO_STUDY: &str = "no study of cramps was found";
/// Where a warm-up was turned.
pub(crate) const WARM_UP_NOT_MODELLED: &str =
    "A warm-up changes no figure here: the models know nothing of it, and studies of it counted no cramps.";
/// Where drink or salt was turned behind a closed gate.
pub(crate) const GATE_CLOSED: &str =
    "Drink and salt are not turned here: ask your own doctor or pharmacist how much is right for you.";
/// Where no amount is safe.
pub(crate) const NO_SAFE_AMOUNT: &str = "No amount of drink is told: under each of them blood sodium could end too low in more \
than 5 of 100 possible bodies. Drink only when thirsty.";
/// In the calendar, the evening before.
pub(crate) const EVENING_BEFORE: &str = "Tomorrow's workout: look at the plan";
/// Over-drinking, on the card.
const DANGER: &str = "Drinking more than you sweat can kill. Headache, vomiting, confusion, puffy hands: stop, drink nothing, get help.";
const THIRST: &str = "Drink only when thirsty.";

/// What a plan is called.
pub(crate) fn title(outing: &crate::plan::Outing, units: Units) -> String {
    let date = outing.start.civil().strftime("%-d %B %Y, %H:%M");
    let name = outing.name.clone().unwrap_or_else(|| capital(sport(outing.sport)));
    let way =
        outing.distance_m().map_or_else(String::new, |metres| format!(" {}", spoken::far(metres, units)));
    format!("{name}{way} in {}, {date}", spoken::span(outing.goal_s))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

const fn sport(sport: Sport) -> &'static str {
    match sport {
        Sport::Run => "run",
        Sport::TrailRun => "trail run",
        Sport::Walk => "walk",
        Sport::Hike => "hike",
        Sport::Ride | Sport::IndoorRide => "ride",
        Sport::Swim => "swim",
        _ => "workout",
    }
}

/// The answer in one sentence.
pub(crate) fn headline(standing: &crate::plan::Standing, goal: Option<&PaceReport>) -> String {
    let Some(goal) = goal else { return String::new() };
    match (standing.shown, goal.probability, standing.base_rate) {
        (Shown::Forecast, Some(interval), _) => {
            words::forecast::forecast(Window::Workout, goal.probability_mean, interval)
        }
        (_, _, Some(interval)) if standing.is_own() => {
            words::forecast::own_rate(Window::Workout, standing.base_rate_mean, interval)
        }
        (_, _, Some(interval)) => {
            words::forecast::base_rate(Window::Workout, standing.base_rate_mean, interval)
        }
        _ => String::new(),
    }
}

/// Where half of the risk lies.
pub(crate) fn half_of_risk(goal: &PaceReport, units: Units) -> String {
    let after = spoken::span(60.0 * (goal.half_of_risk_after_s / 60.0).round());
    match goal.half_of_risk_after_m {
        Some(metres) => {
            format!("At your goal half of the risk lies after {} ({after}).", spoken::far(metres, units))
        }
        None => format!("Half of the risk lies after {after}."),
    }
}

/// The same in a column of hundredths: `-14 (-52 to +9)`.
pub(crate) fn short_change(ratio: Interval) -> String {
    let hundredths =
        |ratio: f64| format!("{:+.0}", 100.0 * (ratio - 1.0)).replace("-0", "0").replace("+0", "0");
    format!("{} ({} to {})", hundredths(ratio.q50), hundredths(ratio.q05), hundredths(ratio.q95))
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

/// A lever with what it changes.
pub(crate) fn lever(lever: &Lever) -> String {
    let sure = lever.evidence.first().map_or_else(String::new, |said| {
        format!(" Studies ({}): {}.", certainty(said.verdict), said.says.trim_end_matches('.'))
    });
    format!("{}: {}.{sure}", lever.action, both(lever.effect))
}

/// The direct and the total change; once where they read the same.
fn both(effect: crate::plan::Effect) -> String {
    let (direct, total) = (change(effect.direct), change(effect.total));
    if reads_the_same(effect) {
        format!("cramps {total}, directly and in all")
    } else {
        format!("cramps {direct} directly, {total} in all")
    }
}

/// Whether the direct and the total change are told as one.
pub(crate) fn reads_the_same(effect: crate::plan::Effect) -> bool {
    change(effect.direct) == change(effect.total)
}

/// What a change does.
pub(crate) fn turned(effect: crate::plan::Effect) -> String {
    format!("With that, {}.", both(effect))
}

fn certainty(verdict: &str) -> String {
    format!("certainty {verdict}")
}

/// What studies say of something that is not in the models.
pub(crate) fn not_modelled(of: &crate::plan::NotModelled) -> String {
    let said = of.evidence.as_ref().map_or_else(
        || NO_STUDY.to_owned(),
        |said| format!("{} (certainty {})", said.says.trim_end_matches('.'), said.verdict),
    );
    let figure = of.figure.as_ref().map_or_else(String::new, |figure| format!("; {figure}"));
    format!("{}: {said}{figure}.", of.name)
}

/// A published figure with whom it was seen in.
pub(crate) fn figure(remedy: &Remedy) -> Option<String> {
    // Only a ratio of cramps: what else was measured is no figure of cramps.
    let estimate = remedy.estimate().filter(|estimate| estimate.scale == Scale::Ratio)?;
    let people = remedy.people.as_deref().map_or_else(String::new, |people| format!(", {people} people"));
    Some(format!("{estimate}{people}"))
}

/// A claim of the article with its verdict.
pub(crate) fn claim(said: &crate::plan::Said) -> String {
    format!("\"{}\": {}. {}.", said.about, said.verdict, said.says.trim_end_matches('.'))
}

/// A lever.
pub(crate) fn carbohydrate(g_h: f64) -> String {
    format!("{g_h:.0} g of carbohydrate an hour, if you are used to it")
}

/// A lever.
pub(crate) fn drink(ml_h: f64, units: Units) -> String {
    format!("Drinking by thirst, {} an hour at most", spoken::at_most(ml_h, units))
}

/// A lever.
pub(crate) fn sodium(mg_h: f64) -> String {
    format!("Sodium in the drink, {mg_h:.0} mg an hour at most")
}

/// A lever.
pub(crate) fn cooler_hour(later_h: f64, cooler_c: f64, units: Units) -> String {
    let when = if later_h < 0.0 { "earlier" } else { "later" };
    format!(
        "Starting {:.0} h {when}, usually {} cooler, where the hour is yours to choose",
        later_h.abs(),
        spoken::warmer(cooler_c, units)
    )
}

/// Drinking that passes a bound.
pub(crate) fn dangerous(ml_h: f64, drinking: crate::plan::Drinking, units: Units) -> String {
    format!(
        "{} an hour is too much here: in {:.0} of 100 possible bodies it is more than is lost, in {:.0} of 100 blood \
         sodium ends below 135 mmol/L. That can kill, so Charley does not plan it. {THIRST}",
        spoken::drink(ml_h, units),
        100.0 * drinking.probability_of_mass_gain,
        100.0 * drinking.probability_of_low_sodium
    )
}

/// Drinking above the limit that still is no danger by the model.
pub(crate) fn above_limit(told: bool) -> String {
    let beside = if told { " The table below holds the most." } else { "" };
    format!("That is more than you surely lose on the way.{beside} {THIRST}")
}

/// The most that is told in an hour.
pub(crate) fn most(plan: &Plan, units: Units) -> Option<String> {
    let (limits, ml) = (plan.limits?, plan.per_hour.fluid_ml?);
    let sodium = plan.per_hour.sodium_mg.filter(|mg| *mg > 0.0).map_or_else(String::new, |mg| {
        format!(" Sodium, if you take any in the heat: {mg:.0} mg an hour at most.")
    });
    Some(format!(
        "{THIRST} Not more than {} an hour: nine in ten possible bodies sweat more than {} an hour.{sodium} With all of it, at \
         the slowest pace, blood sodium ends below 135 mmol/L in {:.0} of 100 possible bodies, and {:.0} of 100 drink more than \
         they lose.",
        spoken::at_most(ml, units),
        spoken::at_most(limits.fluid_ml_h, units),
        100.0 * limits.drinking.probability_of_low_sodium,
        100.0 * limits.drinking.probability_of_mass_gain,
    ))
}

/// What stands under the table of a card.
pub(crate) fn card_rules(fluid_ml_h: Option<f64>, units: Units) -> Vec<String> {
    let mut rules = vec![THIRST.to_owned()];
    if let Some(ml_h) = fluid_ml_h {
        rules.push(format!("Do not drink more than {} in any hour.", spoken::at_most(ml_h, units)));
    }
    rules.push(DANGER.to_owned());
    rules
}

/// What the body comes to at the goal.
pub(crate) fn finish(finish: &crate::plan::Finish, units: Units) -> Option<String> {
    let (sweat, lost, fuel) = (finish.sweat_l?, finish.mass_lost_pct?, finish.fuel_left?);
    let fuel = match fuel.q50 {
        left if left < 0.15 => "low",
        left if left < 0.45 => "fair",
        _ => "full",
    };
    Some(format!(
        "The body at the finish: {} {} sweated ({} to {}), {:.1} % of body mass lost as water ({:.1} to {:.1}), body heat \
         {}, fuel {fuel}.",
        spoken::litres(sweat.q50, units),
        spoken::of_litres(units),
        spoken::litres(sweat.q05, units),
        spoken::litres(sweat.q95, units),
        lost.q50,
        lost.q05,
        lost.q95,
        finish.heat.word()
    ))
}

/// Where own workouts and studies disagree on a change.
pub(crate) fn own_and_studies(own: Interval, studies: Interval) -> String {
    format!("Studies alone say {}; your own workouts so far say {}.", change(studies), change(own))
}

/// Every sentence of this file that is built, for the lint.
#[cfg(test)]
pub(super) fn examples() -> Vec<String> {
    let interval = Interval { q05: 0.6, q50: 0.8, q95: 1.1 };
    let drinking = crate::plan::Drinking { probability_of_low_sodium: 0.4, probability_of_mass_gain: 0.9 };
    let mut all = vec![
        change(interval),
        carbohydrate(60.0),
        drink(400.0, Units::Metric),
        sodium(300.0),
        cooler_hour(-3.0, 1.6, Units::Us),
        dangerous(900.0, drinking, Units::Metric),
        above_limit(true),
        own_and_studies(interval, interval),
    ];
    all.extend(card_rules(Some(400.0), Units::Us));
    all.extend(charley_evidence::evidence().remedy("I41").and_then(figure));
    all
}
