//! What would have changed the chance of a cramp, in words.

use charley_domain::{exposure::Window, interval::Interval};
use charley_infer::explanation::WhatIf;

use crate::case::body::what_if::Scenario;

/// Above the list.
pub(crate) const HEADING: &str = "Had it been otherwise";
/// What the two figures are.
pub(crate) const MEANING: &str = "Direct: that factor alone, everything else as it was. In all: with what it does to sweat, \
water, salt, heat and fuel, the body model run again. Both are computed from your diary so far, with 90 % intervals; neither \
is a promise.";

/// What would have been otherwise.
pub(crate) const fn action(scenario: Scenario) -> &'static str {
    match scenario {
        Scenario::Cooler => "5 °C cooler",
        Scenario::HalfTheJump => "half as far above your habit in pace or power",
    }
}

/// One effect.
pub(crate) fn line(effect: &WhatIf) -> String {
    let WhatIf { action, trigger, window, windows, direct, total } = effect;
    let such = match window {
        Window::Night => format!("The nights after your last {windows} days of 23 °C or more"),
        Window::Workout if trigger.id == "heat_5c" => {
            format!("Your last {windows} workouts in 23 °C or more")
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
    format!("{} ({} to {})", percent(ratio.q50), percent(ratio.q05), percent(ratio.q95))
}

fn percent(ratio: f64) -> String {
    let change = (100.0 * (ratio - 1.0)).round();
    if change < 0.0 {
        format!("{:.0} % fewer", -change)
    } else if change > 0.0 {
        format!("{change:.0} % more")
    } else {
        "no change".to_owned()
    }
}

/// Every sentence of this file, for the lint.
#[cfg(test)]
pub(super) fn examples() -> Vec<String> {
    let interval = Interval { q05: 0.6, q50: 0.8, q95: 1.1 };
    let of = |scenario, window| WhatIf {
        action: action(scenario).to_owned(),
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
    .map(line)
    .collect()
}
