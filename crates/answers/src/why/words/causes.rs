//! Sentences of Why: what is known of nights and workouts, and what was learned from them.

use charley_infer::explanation::{NightCounts, Standing, WorkoutCounts};

use charley_speech::message::sentences;

sentences! {
    nights_none(all) = "None of {all} nights is known.";
    nights_says(known, cramp, unknown) = "{known}; {cramp}; {unknown}.";
    nights_known(n: count, all) =
        one "{n} of {all} nights is known"
        other "{n} of {all} nights are known";
    nights_cramp(known: count, cramp) =
        one "{cramp} of {known} had a cramp"
        other "{cramp} of those {known} had a cramp";
    nights_unknown(n: count) =
        one "{n} is unknown"
        other "{n} are unknown";
    workouts_none(n: count) =
        one "{n} workout, none on a day that the diary speaks of."
        other "{n} workouts, none on a day that the diary speaks of.";
    workouts_known(known: count, recorded, cramp) =
        one "{known} of {recorded} workouts is on a day that the diary speaks of; {cramp} of {known} had a cramp."
        other "{known} of {recorded} workouts are on days that the diary speaks of; {cramp} of those {known} had a cramp.";
    too_little(n: count, cramp) =
        one "Too little to learn from: {n} known night and {cramp} with a cramp; it takes 30 and 3."
        other "Too little to learn from: {n} known nights and {cramp} with a cramp; it takes 30 and 3.";
    LEARNING = "There is enough to learn from, but nothing could be learned; what follows are published studies.";
    READY = "Learned from your diary, with published studies as the starting point.";
    likely_yours(what) = "Likely yours: {what}.";
    only_suspected(what) = "Suspected: {what}. Nothing is sure enough to be called yours.";
    more_cramps(things) = "more cramps with {things}";
    fewer_cramps(things) = "fewer with {things}";
    fewer_cramps_alone(things) = "fewer cramps with {things}";
    both(one, other) = "{one}, {other}";
    no_cause(known, cramp) = "No cause stands out yet, in {known} known nights with {cramp} cramps.";
    too_early(nights, cramps) = "Too early to name a cause: {nights}, and {cramps}.";
    nights_of_30(n) = "{n} of 30 known nights";
    cramps_of_3(n) = "{n} of 3 cramps";
    days_before(name) = "{name}, the three days before";
    mean_of_days_before(unit) = "{unit}, the mean of the three days before that day";
    switched_once(day) = "It changed once, about {day}, and not back; what else changed then?";
    inseparable_says(pairs) = "Cannot be told apart in your diary: {pairs}.";
    pair(one, other) = "{one} and {other}";
    and(one, other) = "{one} and {other}";
    units_says(units) = "One unit more is, of {units}.";
    unstudied_says(names) = "No study says whether these matter: {names}.";
    HAZARD_RATIO = "Each row: how many times the rate of cramps for one unit more, with its 90 % \
interval. 1 is no difference.";
    PRIOR_ALONE = "published studies, before anything of yours.";
    OWN_AND_PRIOR = "your diary, with published studies as the starting point; the pale line below is those studies alone.";
    LIKELY_YOURS = "likely yours";
    ONLY_SUSPECTED = "suspected";
    OPEN = "open";
    TOO_RARE = "too rare";
}

/// Nights by what is known, with the denominator.
pub fn nights(counts: NightCounts) -> String {
    let NightCounts { known, unknown, cramp } = counts;
    let all = known + unknown;
    if known == 0 {
        return nights_none(all);
    }
    nights_says(nights_known(known, all), nights_cramp(known, cramp), nights_unknown(unknown))
}

/// Workouts by what is known, with the denominator.
pub fn workouts(counts: WorkoutCounts) -> String {
    let WorkoutCounts { recorded, known, cramp } = counts;
    if known == 0 {
        return workouts_none(recorded);
    }
    workouts_known(known, recorded, cramp)
}

/// How far the diary carries, in a sentence.
pub fn standing(standing: Standing, counts: NightCounts) -> String {
    match standing {
        Standing::TooLittle => too_little(counts.known, counts.cramp),
        Standing::Learning => LEARNING.to_owned(),
        Standing::Ready => READY.to_owned(),
    }
}

/// Things that go along with cramps, by what they do.
#[derive(Debug, Clone, Default)]
pub struct CauseThings {
    /// With more of them.
    pub more: Vec<String>,
    /// With fewer.
    pub fewer: Vec<String>,
}

impl CauseThings {
    /// `more cramps with hot days and long sitting, fewer with stretching`; `None` of nothing.
    fn said(&self) -> Option<String> {
        match (self.more.is_empty(), self.fewer.is_empty()) {
            (true, true) => None,
            (false, true) => Some(more_cramps(listed(&self.more))),
            (true, false) => Some(fewer_cramps_alone(listed(&self.fewer))),
            (false, false) => Some(both(more_cramps(listed(&self.more)), fewer_cramps(listed(&self.fewer)))),
        }
    }
}

/// The answer in one sentence: what is likely theirs, else what is suspected, else that nothing stands out.
pub fn learned(counts: NightCounts, likely: &CauseThings, suspected: &CauseThings) -> String {
    let NightCounts { known, cramp, .. } = counts;
    match (likely.said(), suspected.said()) {
        (Some(likely), _) => likely_yours(likely),
        (None, Some(suspected)) => only_suspected(suspected),
        (None, None) => no_cause(known, cramp),
    }
}

/// What it still takes until a cause can be named.
pub fn still_too_early(counts: NightCounts) -> String {
    let NightCounts { known, cramp, .. } = counts;
    too_early(nights_of_30(known.min(30)), cramps_of_3(cramp.min(3)))
}

fn listed(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => and(first.join(", "), last),
    }
}

/// Pairs that cannot be told apart.
pub fn inseparable(pairs: &[(String, String)]) -> String {
    let said: Vec<String> = pairs.iter().map(|(one, other)| pair(one, other)).collect();
    inseparable_says(said.join("; "))
}

/// What one unit of each trigger is.
pub fn units(of: &[(&str, &str)]) -> String {
    let said: Vec<String> = of.iter().map(|(name, unit)| format!("{name}: {unit}")).collect();
    units_says(said.join("; "))
}

/// Before the names of what no study speaks of.
pub fn unstudied(names: &[&str]) -> String {
    unstudied_says(names.join(", "))
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
    let counts = NightCounts { known: 41, unknown: 9, cramp: 6 };
    let mut all: Vec<String> = [(1, 0, 0), (30, 1, 0), (30, 12, 2)]
        .map(|(recorded, known, cramp)| workouts(WorkoutCounts { recorded, known, cramp }))
        .into();
    all.extend(
        [(0, 90, 0), (1, 2, 1), (2, 1, 1), (41, 9, 6)]
            .map(|(known, unknown, cramp)| nights(NightCounts { known, unknown, cramp })),
    );
    all.extend([Standing::TooLittle, Standing::Learning, Standing::Ready].map(|one| standing(one, counts)));
    let things = |more: &[&str], fewer: &[&str]| {
        let owned = |of: &[&str]| of.iter().map(|one| (*one).to_owned()).collect();
        CauseThings { more: owned(more), fewer: owned(fewer) }
    };
    let (likely, suspected) =
        (things(&["hot days", "long sitting"], &["stretching before bed"]), things(&["HCTZ"], &[]));
    all.extend([learned(counts, &likely, &suspected), learned(counts, &CauseThings::default(), &suspected)]);
    all.push(learned(counts, &things(&[], &["stretching before bed"]), &CauseThings::default()));
    all.extend([
        learned(counts, &CauseThings::default(), &CauseThings::default()),
        still_too_early(NightCounts { known: 12, unknown: 3, cramp: 1 }),
        inseparable(&[("Alcohol".to_owned(), "Caffeine".to_owned())]),
        unstudied(&["Hot day"]),
        units(&[(&days_before("Alcohol"), &mean_of_days_before("2 units (16 g)"))]),
        units(&[("Alcohol", "2 units (16 g)")]),
        switched_once("20 September"),
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
