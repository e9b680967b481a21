//! What an entry changed, in a sentence.

use crate::forecast::words::about;
use charley_case::learned::Stood;
use charley_speech::message::sentences;

sentences! {
    ENOUGH_NOW = "What changed: there is enough to learn from now. Why says what was learned.";
    not_yet_says(known, cramps) = "A cause can be named from 30 known nights with 3 cramps on; so far it is {known} with {cramps}.";
    verdicts_says(verdicts) = "What changed: {verdicts}.";
    verdict(name, now, before) = "{name} is {now} now, it was {before}";
    tonight_says(n: count, now, before) =
        one "What changed: of 100 nights like tonight {now} brings a cramp, it was {before}."
        other "What changed: of 100 nights like tonight {now} bring a cramp, it was {before}.";
    little_says(name, before, now) = "What changed: little. {name} went from {before} to {now} times the rate, the verdicts stay.";
    NOTHING = "What changed: no answer.";
}

/// What it still takes.
pub fn not_yet((known, cramps): (usize, usize)) -> String {
    not_yet_says(known, cramps)
}

/// Triggers with another verdict than before: as it was, as it is.
pub fn verdicts(changed: &[(&Stood, &Stood)]) -> String {
    let one = |(before, now): &(&Stood, &Stood)| verdict(&now.name, &now.verdict, &before.verdict);
    verdicts_says(changed.iter().map(one).collect::<Vec<_>>().join("; "))
}

/// Another number of cramps to expect in 100 nights like tonight.
pub fn tonight(before: f64, now: f64) -> String {
    tonight_says(now.round() as usize, about(now / 100.0), about(before / 100.0))
}

/// Less than that; the trigger that moved most.
pub fn little(most: Option<(&Stood, &Stood)>) -> String {
    let two = |times: f64| format!("{times:.2}").trim_end_matches('0').trim_end_matches('.').to_owned();
    match most {
        Some((before, now)) if two(before.times) != two(now.times) => {
            little_says(&now.name, two(before.times), two(now.times))
        }
        _ => NOTHING.to_owned(),
    }
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filled_sentences_read_well() {
        charley_speech::lint::check(&examples());
        insta::assert_snapshot!(examples().join("\n"));
    }
}
