//! Quiet nights gained a month, in words: the figure, what it rests on, and what it does not say.

use charley_domain::interval::Interval;
use charley_infer::gained::QuietNights;

/// Above the figure.
pub(crate) const HEADING: &str = "Quiet nights gained";
/// Where nothing but chance need be at work.
const BY_ITSELF: &str = "Nights change as much by themselves.";
/// Where it is more than that.
const NOT_WHY: &str =
    "This is more than nights change by themselves. What made the difference it cannot say: a trial can.";

/// The figure first, then what it rests on.
pub(crate) fn lines(month: &QuietNights) -> Vec<String> {
    let QuietNights { nights, known, quiet, missing_nights, before, missing_before, .. } = month;
    let (Some(gained), Some(expected)) = (month.gained, month.expected_quiet) else {
        return vec![missing(month)];
    };
    debug_assert!(*missing_nights == 0 && *missing_before == 0, "{month:?}");
    let certain = gained.q05 > 0.0 || gained.q95 < 0.0;
    vec![
        format!("{} ({}).", told(gained.q50), span(gained)),
        format!(
            "Of the last {nights} nights {known} are known, {quiet} of them quiet. Your {} known nights before, {} with a cramp, \
led to expect {:.0} quiet ones ({:.0} to {:.0}). {}",
            before.known,
            before.cramp,
            expected.q50,
            expected.q05,
            expected.q95,
            if certain { NOT_WHY } else { BY_ITSELF }
        ),
    ]
}

fn told(gained: f64) -> String {
    const BEFORE: &str = "your own rate before led to expect";
    let whole = gained.abs().round();
    let nights = if whole > 1.5 { "nights" } else { "night" };
    if whole < 0.5 {
        format!("As many quiet nights a month as {BEFORE}")
    } else if gained > 0.0 {
        format!("About {whole:.0} more quiet {nights} a month than {BEFORE}")
    } else {
        format!("About {whole:.0} fewer quiet {nights} a month than {BEFORE}")
    }
}

fn span(gained: Interval) -> String {
    let end = |gained: f64| match gained.round() {
        whole if whole > 0.5 => format!("{whole:.0} more"),
        whole if whole < -0.5 => format!("{:.0} fewer", -whole),
        _ => "no difference".to_owned(),
    };
    format!("90 %: from {} to {}", end(gained.q05), end(gained.q95))
}

/// Why there is no figure yet.
fn missing(month: &QuietNights) -> String {
    let QuietNights { nights, known, missing_nights, before, missing_before, .. } = month;
    let mut wants = Vec::new();
    if *missing_nights > 0 {
        wants.push(format!(
            "{} of the last {nights} nights must be known ({known} are, {missing_nights} are missing)",
            known + missing_nights
        ));
    }
    if *missing_before > 0 {
        wants.push(format!(
            "{} nights before those must be known ({} are, {missing_before} are missing)",
            before.known + missing_before,
            before.known
        ));
    }
    format!("Not told yet: {}.", wants.join(", and "))
}

/// Every sentence of this file, for the lint.
#[cfg(test)]
pub(super) fn examples() -> Vec<String> {
    use charley_infer::gained::Known;
    let of = |(known, cramp), (known_before, cramp_before)| {
        QuietNights::of(Known { known, cramp }, Known { known: known_before, cramp: cramp_before }, 1)
    };
    let months = [
        of((28, 1), (90, 27)),
        of((28, 2), (90, 7)),
        of((30, 3), (60, 7)),
        of((25, 12), (40, 3)),
        of((21, 2), (90, 7)),
        of((26, 2), (12, 3)),
        of((0, 0), (12, 3)),
    ];
    std::iter::once(HEADING.to_owned()).chain(months.iter().flat_map(lines)).collect()
}
