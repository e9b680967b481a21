//! What would have changed the chance of a cramp, in words.

use charley_domain::{exposure::Window, interval::Interval, person::Units};
use charley_infer::explanation::WhatIf;

use crate::{case::body::what_if::Scenario, spoken};

/// Above the list.
pub(crate) const HEADING: &str = "Had it been otherwise";
/// What the two figures are.
pub(crate) const MEANING: &str = "Direct: that factor alone, everything else as it was. In all: with what it does to sweat, \
water, salt, heat and fuel, the body model run again. Both are computed from your diary so far, with 90 % intervals; neither \
is a promise.";

/// What would have been otherwise.
pub(crate) fn action(scenario: Scenario, units: Units) -> String {
    match scenario {
        Scenario::Cooler => format!("{} cooler", spoken::warmer(Scenario::COOLER_C, units)),
        Scenario::HalfTheJump => "half as far above your habit in pace or power".to_owned(),
    }
}

/// One effect.
pub(crate) fn line(effect: &WhatIf, units: Units) -> String {
    let warm = spoken::degrees(Scenario::WARM_C, units);
    let WhatIf { action, trigger, window, windows, direct, total } = effect;
    let such = match window {
        Window::Night => format!("The nights after your last {windows} days of {warm} or more"),
        Window::Workout if trigger.id == "heat_5c" => {
            format!("Your last {windows} workouts in {warm} or more")
        }
        Window::Workout => format!("Your last {windows} workouts a tenth or more above habit"),
    };
    format!(
        "{such}, had those been {action}: cramps {} directly, {} in all.",
        change(*direct),
        change(*total)
    )
}

/// A factor on the chance as a change in whole hundredths: nothing finer is known.
pub(crate) fn change(ratio: Interval) -> String {
    let (least, most) = (percent(ratio.q05), percent(ratio.q95));
    if least.abs() < 0.5 && most.abs() < 0.5 {
        return "no change".to_owned();
    }
    format!(
        "{} ({} to {})",
        said(percent(ratio.q50), "about as many"),
        said(least, "as many"),
        said(most, "as many")
    )
}

/// A factor as whole hundredths more or fewer.
pub(crate) fn percent(ratio: f64) -> f64 {
    (100.0 * (ratio - 1.0)).round()
}

fn said(change: f64, none: &str) -> String {
    if change < 0.0 {
        format!("{:.0} % fewer", -change)
    } else if change > 0.0 {
        format!("{change:.0} % more")
    } else {
        none.to_owned()
    }
}

/// Every sentence of this file, for the lint.
#[cfg(test)]
pub(super) fn examples() -> Vec<String> {
    let interval = Interval { q05: 0.6, q50: 0.8, q95: 1.1 };
    let of = |scenario, window| WhatIf {
        action: action(scenario, Units::Us),
        trigger: charley_domain::exposure::TriggerId {
            window,
            id: if scenario == Scenario::Cooler { "heat_5c" } else { "intensity_10pct" }.to_owned(),
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
