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
    let WhatIf { action, window, windows, direct, total } = effect;
    let such = match window {
        Window::Night => format!("The nights after your last {windows} days of 23 °C or more"),
        Window::Workout if action.contains("cooler") => {
            format!("Your last {windows} workouts in 23 °C or more")
        }
        Window::Workout => format!("Your last {windows} workouts a tenth or more above habit"),
    };
    format!("{such}, had those been {action}: {} direct, {} in all.", times(*direct), times(*total))
}

fn times(ratio: Interval) -> String {
    format!("{:.2} times the chance ({:.2} to {:.2})", ratio.q50, ratio.q05, ratio.q95)
}
