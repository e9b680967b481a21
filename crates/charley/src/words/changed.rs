//! What an entry changed, in a sentence.

use crate::changed::Stood;

/// There is enough to learn from since this entry.
pub(crate) const ENOUGH_NOW: &str =
    "What changed: there is enough to learn from now. Why says what was learned.";

/// What it still takes.
pub(crate) fn not_yet((known, cramps): (usize, usize)) -> String {
    format!("Charley learns from 30 known nights with 3 cramps on: {known} with {cramps} so far.")
}

/// Triggers with another verdict than before: as it was, as it is.
pub(crate) fn verdicts(changed: &[(&Stood, &Stood)]) -> String {
    let one = |(before, now): &(&Stood, &Stood)| {
        format!("{} is {} now, it was {}", now.name, now.verdict, before.verdict)
    };
    format!("What changed: {}.", changed.iter().map(one).collect::<Vec<_>>().join("; "))
}

/// Another number of cramps to expect in 100 nights like tonight.
pub(crate) fn tonight(before: f64, now: f64) -> String {
    let about = |of_100: f64| super::about(of_100 / 100.0);
    format!(
        "What changed: of 100 nights like tonight {} bring a cramp, it was {}.",
        about(now),
        about(before)
    )
}

/// Less than that; the trigger that moved most.
pub(crate) fn little(most: Option<(&Stood, &Stood)>) -> String {
    let two = |times: f64| format!("{times:.2}").trim_end_matches('0').trim_end_matches('.').to_owned();
    match most {
        Some((before, now)) if two(before.times) != two(now.times) => format!(
            "What changed: little. {} went from {} to {} times the rate, the verdicts stay.",
            now.name,
            two(before.times),
            two(now.times)
        ),
        _ => "What changed: no answer.".to_owned(),
    }
}

/// Every sentence of this file, for the lint.
#[cfg(test)]
pub(super) fn examples() -> Vec<String> {
    let stood =
        |verdict: &str, times| Stood { name: "Hot day".to_owned(), verdict: verdict.to_owned(), times };
    let (before, now) = (stood("suspected", 1.5), stood("likely yours", 1.62));
    vec![
        not_yet((12, 1)),
        verdicts(&[(&before, &now)]),
        tonight(8.2, 9.1),
        little(Some((&before, &now))),
        little(None),
    ]
}
