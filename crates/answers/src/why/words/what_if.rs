//! What would have changed the chance of a cramp, in words.

use charley_domain::trigger;
use charley_domain::{exposure::Window, interval::Interval, person::Units};
use charley_infer::explanation::WhatIf;

use charley_case::body::what_if::Scenario;
use charley_speech::{message::sentences, spoken};

sentences! {
    HEADING = "If it had been different";
    MEANING = "Direct: that factor alone, everything else as it was. In all: with what it does to sweat, \
water, salt, heat and fuel, the body model run again. Both are computed from your diary so far, with 90 % intervals; neither \
is a promise.";
    cooler(degrees) = "{degrees} cooler";
    HALF_THE_JUMP = "half as far above your habit in pace or power";
    nights(windows, warm, action, direct, total) = "The nights after your last {windows} days of {warm} or more, had those been {action}: cramps {direct} directly, {total} in all.";
    hot_workouts(windows, warm, action, direct, total) = "Your last {windows} workouts in {warm} or more, had those been {action}: cramps {direct} directly, {total} in all.";
    hard_workouts(windows, action, direct, total) = "Your last {windows} workouts a tenth or more above habit, had those been {action}: cramps {direct} directly, {total} in all.";
    change_says(middle, low, high) = "{middle} ({low} to {high})";
    fewer(n) = "{n} % fewer";
    more(n) = "{n} % more";
    NO_CHANGE = "no change";
    ABOUT_AS_MANY = "about as many";
    AS_MANY = "as many";
}

/// What would have been otherwise.
pub fn action(scenario: Scenario, units: Units) -> String {
    match scenario {
        Scenario::Cooler => cooler(spoken::warmer(Scenario::COOLER_C, units)),
        Scenario::HalfTheJump => HALF_THE_JUMP.to_owned(),
    }
}

/// One effect, over as many windows as it takes to speak of a habit: never one.
pub fn line(effect: &WhatIf, units: Units) -> String {
    let WhatIf { action, trigger, window, windows, direct, total } = effect;
    let (warm, direct, total) = (spoken::degrees(Scenario::WARM_C, units), change(*direct), change(*total));
    match window {
        Window::Night => nights(windows, warm, action, direct, total),
        Window::Workout if trigger.id == trigger::HEAT => hot_workouts(windows, warm, action, direct, total),
        Window::Workout => hard_workouts(windows, action, direct, total),
    }
}

/// A factor on the chance as a change in whole hundredths: nothing finer is known.
pub fn change(ratio: Interval) -> String {
    let (low, high) = (percent(ratio.q05), percent(ratio.q95));
    if low.abs() < 0.5 && high.abs() < 0.5 {
        return NO_CHANGE.to_owned();
    }
    change_says(said(percent(ratio.q50), ABOUT_AS_MANY), said(low, AS_MANY), said(high, AS_MANY))
}

/// A factor as whole hundredths more or fewer.
pub fn percent(ratio: f64) -> f64 {
    (100.0 * (ratio - 1.0)).round()
}

fn said(change: f64, none: &str) -> String {
    let n = format!("{:.0}", change.abs());
    match change {
        _ if change < 0.0 => fewer(n),
        _ if change > 0.0 => more(n),
        _ => none.to_owned(),
    }
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
    let interval = Interval { q05: 0.6, q50: 0.8, q95: 1.1 };
    let of = |scenario, window| WhatIf {
        action: action(scenario, Units::Us),
        trigger: charley_domain::exposure::TriggerId {
            window,
            id: if scenario == Scenario::Cooler { trigger::HEAT } else { trigger::INTENSITY }.to_owned(),
        },
        window,
        windows: 8,
        direct: interval,
        total: interval,
    };
    [
        of(Scenario::Cooler, Window::Night),
        of(Scenario::Cooler, Window::Workout),
        of(Scenario::HalfTheJump, Window::Workout),
    ]
    .iter()
    .map(|effect| line(effect, Units::Us))
    .collect()
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
