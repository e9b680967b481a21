//! Tonight's plan in words: at most two actions, each with what it may change and how sure that is.

use charley_domain::interval::Interval;
use charley_infer::forecast::Lever;

/// Above the list.
pub(crate) const HEADING: &str = "Tonight's plan, two things at most";
/// Stretching.
pub(crate) const STRETCH: &str = "Stretch calves and hamstrings before bed, sitting down if you may fall, not with a swollen \
or sore leg or a fresh calf injury: one trial found fewer cramps, one found no difference";
/// Loose bedclothes.
pub(crate) const BEDCLOTHES: &str = "Loosen the bedclothes, so that the feet lie free";
/// No alcohol.
pub(crate) const ALCOHOL: &str =
    "An evening without alcohol (who drinks a lot every day asks a doctor before leaving it off)";
/// No late caffeine.
pub(crate) const CAFFEINE: &str = "No caffeine after 15:00";
/// Sitting less.
pub(crate) const SITTING: &str = "No long sitting today: stand up and walk a little each hour";
/// Water, by thirst.
pub(crate) const FLUID: &str =
    "Drink to your thirst this evening: by the body model today's workout still shows";
/// A meal.
pub(crate) const FUEL: &str =
    "Have your usual meal this evening: by the body model the fuel of today's workout is not made up yet";

/// One action, with what it changes in 100 such nights.
pub(crate) fn line(lever: &Lever) -> String {
    let Lever { action, change, direct, clear, basis, .. } = lever;
    let Some(change) = change else {
        return format!(
            "{action}. A custom, not studied: it costs nothing, and whether it helps you is unknown."
        );
    };
    let said = match (clear, basis.as_str()) {
        (true, _) => "By your own nights so far",
        (false, "none") => "No study of it, and unclear for you",
        (false, "assumed") => "Taken over from studies of habits, and unclear for you",
        (false, _) => "Published, unclear for you",
    };
    let alone = match direct {
        Some(direct) if in_100(*direct) != in_100(*change) => format!("; that alone {}", in_100(*direct)),
        _ => String::new(),
    };
    format!("{action}. {said}: in 100 nights like tonight {}{alone}.", in_100(*change))
}

/// A change of a chance as a frequency of 100.
fn in_100(change: Interval) -> String {
    let (fewer, least) = (-100.0 * change.q05, -100.0 * change.q95);
    let whole = |number: f64| format!("{:.0}", number.max(0.0));
    if least >= 0.5 {
        format!("{} to {} fewer bring a cramp", whole(least), whole(fewer))
    } else {
        format!("between {} fewer and {} more bring a cramp", whole(fewer), whole(-least))
    }
}

/// Every sentence of this file, for the lint.
#[cfg(test)]
pub(super) fn examples() -> Vec<String> {
    let wide = Interval { q05: -0.03, q50: -0.01, q95: 0.004 };
    let sure = Interval { q05: -0.12, q50: -0.06, q95: -0.02 };
    let of =
        |action: &str, (change, direct): (Option<Interval>, Option<Interval>), clear, basis: &str| Lever {
            action: action.to_owned(),
            change,
            direct,
            from_own_data: 0.3,
            clear,
            trigger: None,
            evidence: None,
            basis: basis.to_owned(),
        };
    let mut lines = vec![HEADING.to_owned()];
    lines.extend(
        [
            of(STRETCH, (Some(wide), Some(wide)), false, "contested"),
            of(BEDCLOTHES, (None, None), false, "not_studied"),
            of(ALCOHOL, (Some(sure), Some(sure)), true, "assumed"),
            of(ALCOHOL, (Some(wide), Some(sure)), false, "assumed"),
            of(CAFFEINE, (Some(sure), Some(sure)), true, "none"),
            of(SITTING, (Some(wide), Some(wide)), false, "none"),
            of(FLUID, (Some(wide), Some(wide)), false, "contested"),
            of(FUEL, (Some(wide), Some(wide)), false, "contested"),
        ]
        .iter()
        .map(line),
    );
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_effect_is_unclear_unless_own_nights_say_so() {
        let lines = examples().join("\n");
        assert!(
            lines.contains(
                "Published, unclear for you: in 100 nights like tonight between 3 fewer and 0 more"
            )
        );
        assert!(lines.contains("By your own nights so far: in 100 nights like tonight 2 to 12 fewer"));
        assert!(lines.contains("; that alone 2 to 12 fewer"), "direct and total apart:\n{lines}");
    }
}
