//! Tonight's plan in words: at most two actions, each with what it may change and how sure that is.

use charley_domain::interval::Interval;
use charley_infer::forecast::Lever;

use charley_speech::message::messages;

messages! {
    "evening";
    HEADING;
    STRETCH;
    BEDCLOTHES;
    ALCOHOL;
    CAFFEINE;
    SITTING;
    FLUID;
    FUEL;
    custom(action);
    line_says(action, basis, change);
    line_alone(action, basis, change, alone);
    OWN;
    UNSTUDIED;
    ASSUMED;
    PUBLISHED;
    fewer_in_100(least, most);
    either(fewer, more);
}

/// One action, with what it changes in 100 such nights.
pub fn line(lever: &Lever) -> String {
    let Lever { action, change, direct, clear, basis, .. } = lever;
    let Some(change) = change else { return custom(action) };
    let basis = match (clear, basis.as_str()) {
        (true, _) => OWN,
        (false, "none") => UNSTUDIED,
        (false, "assumed") => ASSUMED,
        (false, _) => PUBLISHED,
    };
    let change = in_100(*change);
    let alone = direct.map(in_100).filter(|alone| *alone != change);
    match alone {
        Some(alone) => line_alone(action, basis, change, alone),
        None => line_says(action, basis, change),
    }
}

/// A change of a chance as a frequency of 100.
fn in_100(change: Interval) -> String {
    let (fewer, least) = (-100.0 * change.q05, -100.0 * change.q95);
    let whole = |number: f64| format!("{:.0}", number.max(0.0));
    if least >= 0.5 { fewer_in_100(whole(least), whole(fewer)) } else { either(whole(fewer), whole(-least)) }
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
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
    let mut lines = vec![HEADING.into()];
    lines.extend(
        [
            of(&STRETCH, (Some(wide), Some(wide)), false, "contested"),
            of(&BEDCLOTHES, (None, None), false, "not_studied"),
            of(&ALCOHOL, (Some(sure), Some(sure)), true, "assumed"),
            of(&ALCOHOL, (Some(wide), Some(sure)), false, "assumed"),
            of(&CAFFEINE, (Some(sure), Some(sure)), true, "none"),
            of(&SITTING, (Some(wide), Some(wide)), false, "none"),
            of(&FLUID, (Some(wide), Some(wide)), false, "contested"),
            of(&FUEL, (Some(wide), Some(wide)), false, "contested"),
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
    fn filled_sentences_read_well() {
        charley_speech::lint::check(&examples());
        insta::assert_snapshot!(examples().join("\n"));
    }

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
