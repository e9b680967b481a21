//! What is drunk and eaten on the way, in words: the most that is told, what is too much, and when nothing is told.

use charley_domain::person::Units;

use crate::plan::{Drinking, Plan};
use charley_speech::{message::sentences, spoken};

sentences! {
    DRINK = "Drink and salt on the way";
    GATE_CLOSED = "Drink and salt are not turned here: ask your own doctor or pharmacist how much is right for you.";
    DANGER = "Drinking more than you sweat can kill. Headache, vomiting, confusion, puffy hands: stop, drink nothing, get help.";
    THIRST = "Drink only when thirsty.";
    carbohydrate_says(grams) = "{grams} g of carbohydrate an hour, if you are used to it";
    by_thirst(drink) = "Drinking by thirst, {drink} an hour at most";
    sodium_says(mg) = "Sodium in the drink, {mg} mg an hour at most";
    too_much(drink, gain, low) = "{drink} an hour is too much here: in {gain} of 100 possible bodies it is more than is lost, in {low} of 100 blood \
sodium ends below 135 mmol/L. That can kill, so Charley does not plan it. Drink only when thirsty.";
    ABOVE_LIMIT = "That is more than you surely lose on the way. Drink only when thirsty.";
    ABOVE_LIMIT_TOLD = "That is more than you surely lose on the way. The table below holds the most. Drink only when thirsty.";
    most_drink(drink, limit, low, gain) = "Drink only when thirsty. Not more than {drink} an hour: nine in ten possible bodies sweat more than {limit} an hour. With all of it, at \
the slowest pace, blood sodium ends below 135 mmol/L in {low} of 100 possible bodies, and {gain} of 100 drink more than \
they lose.";
    most_drink_and_sodium(drink, limit, sodium, low, gain) = "Drink only when thirsty. Not more than {drink} an hour: nine in ten possible bodies sweat more than {limit} an hour. Sodium, if you take any in the heat: {sodium} mg an hour at most. With all of it, at \
the slowest pace, blood sodium ends below 135 mmol/L in {low} of 100 possible bodies, and {gain} of 100 drink more than \
they lose.";
    never_weighed(usual) = "Nobody has weighed you around a workout yet, so the most is held to what nine in ten people sweat. One weighing before and \
after a hot run tells how you sweat: if it is as most people do, the bound would be {usual} an hour. It may be higher or lower.";
    in_any_hour_says(drink) = "Do not drink more than {drink} in any hour.";
    in_any_hour_unweighed_says(drink) = "Do not drink more than {drink} in any hour, until you have weighed yourself \
before and after one hot run.";
    in_any_hour_unweighed_workout_says(drink) = "Do not drink more than {drink} in any hour, until you have \
weighed yourself before and after one hot workout.";
}

/// A lever.
pub fn carbohydrate(g_h: f64) -> String {
    carbohydrate_says(format_args!("{g_h:.0}"))
}

/// A lever.
pub fn drink(ml_h: f64, units: Units) -> String {
    by_thirst(spoken::at_most(ml_h, units))
}

/// A lever.
pub fn sodium(mg_h: f64) -> String {
    sodium_says(format_args!("{mg_h:.0}"))
}

/// Drinking that passes a bound.
pub fn dangerous(ml_h: f64, drinking: Drinking, units: Units) -> String {
    let (gain, low) = of_100(drinking);
    too_much(spoken::drink(ml_h, units), gain, low)
}

/// Drinking above the limit that still is no danger by the model.
pub fn above_limit(told: bool) -> &'static str {
    if told { ABOVE_LIMIT_TOLD } else { ABOVE_LIMIT }
}

/// The most that is told in an hour.
pub fn most(plan: &Plan, units: Units) -> Option<String> {
    let (limits, ml) = (plan.limits?, plan.per_hour.fluid_ml?);
    let sodium_mg = plan.per_hour.sodium_mg.filter(|mg| *mg > 0.0);
    let (gain, low) = of_100(limits.drinking);
    let (drink, limit) = (spoken::at_most(ml, units), spoken::at_most(limits.fluid_ml_h, units));
    let most = match sodium_mg {
        Some(mg) => most_drink_and_sodium(drink, limit, format_args!("{mg:.0}"), low, gain),
        None => most_drink(drink, limit, low, gain),
    };
    let usual = limits.fluid_if_weighed_as_usual_ml_h;
    let never_weighed = usual.map(|ml| never_weighed(spoken::at_most(ml, units)));
    Some(never_weighed.map_or_else(|| most.clone(), |never_weighed| format!("{most} {never_weighed}")))
}

/// A sentence of one amount to drink.
pub type OfDrink = fn(String) -> String;

/// The most in any hour; of a sweat rate that nobody weighed, only until it is.
pub fn in_any_hour(weighed: bool, on_foot: bool) -> OfDrink {
    match (weighed, on_foot) {
        (true, _) => in_any_hour_says,
        (false, true) => in_any_hour_unweighed_says,
        (false, false) => in_any_hour_unweighed_workout_says,
    }
}

/// What stands under the table of a card.
pub fn card_rules(most: Option<(f64, OfDrink)>, units: Units) -> Vec<String> {
    let most = most.map(|(ml_h, sentence)| sentence(spoken::at_most(ml_h, units)));
    let rules = [Some(THIRST.to_owned()), most, Some(DANGER.to_owned())];
    rules.into_iter().flatten().collect()
}

/// Of 100 possible bodies, those that drink more than they lose, and those whose blood sodium ends too low.
fn of_100(drinking: Drinking) -> (String, String) {
    let of_100 = |share: f64| format!("{:.0}", 100.0 * share);
    (of_100(drinking.probability_of_mass_gain), of_100(drinking.probability_of_low_sodium))
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
    let drinking = Drinking { probability_of_low_sodium: 0.4, probability_of_mass_gain: 0.9 };
    let mut all = vec![
        carbohydrate(60.0),
        drink(400.0, Units::Metric),
        sodium(300.0),
        dangerous(900.0, drinking, Units::Metric),
        above_limit(true).to_owned(),
    ];
    for (weighed, on_foot) in [(true, true), (false, true), (false, false)] {
        all.extend(card_rules(Some((400.0, in_any_hour(weighed, on_foot))), Units::Us));
    }
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
