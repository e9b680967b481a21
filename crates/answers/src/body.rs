//! Sentences of the body model: what was drunk and sweated, what weighings taught, and what a picture of it is.

use charley_body::safety::{DrinkAlarm, Safety};
use charley_domain::interval::Interval;

use charley_speech::message::sentences;

sentences! {
    too_much(gain, very_low) = "Too much may have been drunk: in {gain} of 100 possible bodies it is more than was lost, in {very_low} of 100 blood \
sodium ended below 130 mmol/L.";
    perhaps_too_much(gain, low) = "Perhaps more was drunk than was lost: so it is in {gain} of 100 possible bodies, and in {low} of 100 blood sodium ended below \
135 mmol/L. Next time drink only when thirsty.";
    heavier_red(gain) = "The scale says that too much was drunk: it showed {gain} % of body mass more after the workout than before.";
    heavier_amber(gain) = "The scale says that more was drunk than was lost: it showed {gain} % of body mass more after the workout than before. Next time drink \
only when thirsty.";
    DRINK_NOT_KNOWN = "What you drank is not known, so nothing is said of it.";
    AFTER_DRINKING = "Drink nothing more until you pass urine freely. Confusion, a fit or repeated \
vomiting in the day after: call the emergency number now.";
    sweat_learned_says(lost, after, after_low, after_high, before, before_low, before_high) = "{lost}. You sweat {after} times as much as usual for such work ({after_low} to {after_high}); before it was {before} ({before_low} to {before_high}).";
    weighed_for_nothing(lost) = "{lost}. Too little was sweated for a scale to say how much: weigh yourself around a longer or warmer workout.";
    sweat_believed_says(n: count, times, low, high) =
        one "Your sweat, from {n} weighing: {times} times what the model expects of such work ({low} to {high})."
        other "Your sweat, from {n} weighings: {times} times what the model expects of such work ({low} to {high}).";
    behind(n: count) =
        one "{n} workout is still being followed through the body model: figures of the body may change."
        other "{n} workouts are still being followed through the body model: figures of the body may change.";
    DRY_CLOTHES = "In dry clothes. One pair says more about your sweat than any formula.";
    SWEAT_KEY = "Each row: what was believed after it, median and middle 80 %, against the usual sweat of such work.";
    MODELLED = "Computed, not measured: line the median, band the middle 80 % of 64 possible bodies. Body \
heat and blood sodium are shown as classes; the reserve and the muscles are indexes.";
}

/// What must be said of what was drunk; nothing where nothing is known, or nothing is wrong.
pub fn drink_alarm(safety: &Safety) -> Option<String> {
    let of_100 = |share: f64| format!("{:.0}", 100.0 * share);
    let heavier = safety.weighed_gain_pct.map(|gain| format!("{gain:.1}"));
    let gain = of_100(safety.probability_of_gain);
    Some(match (safety.drink, heavier) {
        (DrinkAlarm::None, _) => return None,
        (DrinkAlarm::Red, Some(heavier)) => heavier_red(heavier),
        (DrinkAlarm::Amber, Some(heavier)) => heavier_amber(heavier),
        (DrinkAlarm::Red, None) => too_much(gain, of_100(safety.probability_of_very_low_sodium)),
        (DrinkAlarm::Amber, None) => perhaps_too_much(gain, of_100(safety.probability_of_low_sodium)),
    })
}

/// What a pair of weighings taught: belief before and after, with the middle 80 %.
pub fn sweat_learned(lost: &str, (before, after): (Interval, Interval)) -> String {
    sweat_learned_says(
        lost,
        format_args!("{:.1}", after.q50),
        format_args!("{:.1}", after.q05),
        format_args!("{:.1}", after.q95),
        format_args!("{:.1}", before.q50),
        format_args!("{:.1}", before.q05),
        format_args!("{:.1}", before.q95),
    )
}

/// What is believed of a person's sweat after weighings, with the middle 80 %.
pub fn sweat_believed(weighings: usize, factor: Interval) -> String {
    sweat_believed_says(
        weighings,
        format_args!("{:.1}", factor.q50),
        format_args!("{:.1}", factor.q05),
        format_args!("{:.1}", factor.q95),
    )
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
    let interval = Interval { q05: 0.012, q50: 0.05, q95: 0.234 };
    let safety = |drink, weighed_gain_pct| Safety {
        probability_of_gain: 0.6,
        probability_of_low_sodium: 0.3,
        probability_of_very_low_sodium: 0.12,
        weighed_gain_pct,
        drink_is_logged: true,
        drink,
        heat: charley_body::safety::HeatClass::Normal,
        sodium: None,
    };
    let alarms = [DrinkAlarm::Amber, DrinkAlarm::Red]
        .into_iter()
        .flat_map(|drink| [None, Some(1.2)].map(|gain| drink_alarm(&safety(drink, gain))));
    let mut all: Vec<String> = alarms.flatten().collect();
    all.extend(vec![
        weighed_for_nothing("0.1 kg lighter"),
        behind(1),
        sweat_believed(3, interval),
        behind(340),
        sweat_learned("1.4 kg lighter", (interval, interval)),
        sweat_learned("0.3 kg heavier", (interval, interval)),
    ]);
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
