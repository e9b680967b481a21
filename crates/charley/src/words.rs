//! Every sentence a person reads about cramps and health; what must never be said is linted in `words/lint.rs`.

pub(crate) mod changed;
pub(crate) mod diary;
pub(crate) mod evening;
#[cfg(test)]
pub(crate) mod lint;
pub(crate) mod mechanism;
pub(crate) mod medicines;
pub(crate) mod message;
pub(crate) mod plan;
pub(crate) mod plan_page;
pub(crate) mod quiet_nights;
#[cfg(test)]
mod reading;
pub(crate) mod relief;
pub(crate) mod report;
pub(crate) mod synthetic;
pub(crate) mod triage;
pub(crate) mod trial;
pub(crate) mod trial_paper;
pub(crate) mod what_if;

use charley_domain::{exposure::Window, interval::Interval, person::Condition};
use charley_infer::explanation::{NightCounts, Standing, TriggerReport, WorkoutCounts};

use crate::gates::{Gate, Reason};

/// Stands on every screen that advises until the questions were asked.
pub(crate) const RED_FLAGS_NOT_ASKED: &str = "Red flags were not asked yet. Call the emergency number now for chest \
pain, breathlessness, a faint, a cold numb leg, or dark urine after effort. A leg that stays swollen, warm or sore, new \
weakness, or a cramp that does not ease in 10 minutes needs a doctor today.";
/// The first sentence of every answer that rests on studies alone.
pub(crate) const NOTHING_LEARNED: &str =
    "Nothing has been learned from your diary yet: this is what published studies say.";
/// In place of a forecast or an explanation for a person under 18.
pub(crate) const UNDER_18: &str = "Under 18 Charley gives no forecast, no causes and no plan: it keeps the diary. Show \
it to a parent and to a doctor. A limp, a fever or feeling unwell with leg pain needs a doctor today.";
/// In place of a forecast for a person of unknown age.
pub(crate) const AGE_FIRST: &str =
    "Charley gives no forecast until it knows your age: charley person set --born 1980-05";
/// Beside an explanation for a person of unknown age.
pub(crate) const ADULTS_ONLY: &str = "Your age is not known; these studies are of adults.";
/// Stands first for a pregnant person.
pub(crate) const MIDWIFE_FIRST: &str = "You are pregnant: speak with your midwife about cramps first. Charley suggests \
no supplement and no medicine. One leg that is swollen, warm or sore needs a doctor today.";
/// RF32: stands wherever a statin is named.
pub(crate) const STATIN: &str = "You take a statin. If muscle pain, tenderness, weakness or cramps are new and \
unexplained, call your doctor or pharmacist today: they will tell you what to do about it.";
/// Beside any other medicine on the lists.
pub(crate) const LISTED_MEDICINE: &str =
    "On published lists. Take this page to your doctor or pharmacist; changing it is their decision.";
/// Beside a trimester.
pub(crate) const TRIMESTER: &str =
    "More people have cramps in this part of a pregnancy; it is nothing to act on here.";
/// Why no share of a cramp is shown.
pub(crate) const NO_SHARES_YET: &str =
    "No cramp is explained yet: shares of causes come once Charley has learned from your diary.";
/// What a dot is before anything was learned.
pub(crate) const PRIOR_ALONE: &str = "published studies, before anything of yours.";
/// What a dot is after.
pub(crate) const OWN_AND_PRIOR: &str =
    "your diary, with published studies as the starting point; the pale line below is those studies alone.";
/// In place of the history of forecasts.
pub(crate) const NO_FORECAST_YET: &str = "No forecast has been checked yet: it takes 30 known nights with 3 cramps, and \
then a night that was forecast and answered.";
/// What the curve of forecasts shows, for whoever cannot see it.
pub(crate) const RELIABILITY: &str = "How often cramps came against how likely they were said to be";
/// What the curve of the score shows.
pub(crate) const GAIN: &str =
    "Log score of the forecasts above that of the moving average, added up over known nights";
/// What a share is.
pub(crate) const SHARES: &str = "A share is the part of that window's rate that goes with a factor, by your diary so far; it \
does not prove what caused that cramp.";
/// The picture of the last cramps, for whoever cannot see it.
pub(crate) const SIDE_BY_SIDE: &str = "Each of the last cramps beside the nearest quiet night: parts of the rate by factor; the same in words below";
/// What the picture shows.
pub(crate) const SIDE_BY_SIDE_KEY: &str = "Each pair: a cramp (full outline) beside the nearest quiet night (dashed). The filled parts go with a factor, the empty part with nothing we know of. Dots: the week up to the cramp; a gap is an unknown night.";
/// Factors without a filling of their own.
pub(crate) const OTHER_FACTORS: &str = "other factors";
/// What no factor goes with.
pub(crate) const NOTHING_KNOWN: &str = "nothing we know of";
/// Why the base rate is the answer.
pub(crate) const NOT_SCORED: &str = "Forecasts from your own values have not been checked against what came yet, so the \
base rate stands as the answer.";
/// Beside a hazard ratio.
pub(crate) const HAZARD_RATIO: &str = "Each row: how many times the rate of cramps for one unit more, with its 90 % \
interval. 1 is no difference.";
/// What one unit of each trigger is.
pub(crate) fn units(of: &[(&str, &str)]) -> String {
    let said: Vec<String> = of.iter().map(|(name, unit)| format!("{name}: {unit}")).collect();
    format!("One unit more is, of {}.", said.join("; "))
}

/// Before the names of what no study speaks of.
pub(crate) fn unstudied(names: &[&str]) -> String {
    format!("No study says whether these matter: {}.", names.join(", "))
}

/// How often own windows bring a cramp.
pub(crate) fn own_rate(window: Window, mean: f64, interval: Interval) -> String {
    format!("Of 100 of your {}, {}.", plural(window), frequency(mean, interval))
}

/// How earlier forecasts did against the moving average, and so which number is the answer.
pub(crate) fn skill(window: Window, count: usize, gain: f64) -> String {
    let such = match window {
        Window::Night => "known nights",
        Window::Workout => "known workouts, each as it was then recorded,",
    };
    let (verdict, rest) = if gain >= 0.0 {
        ("better", "")
    } else {
        ("worse", ", so how often it usually happens is the answer")
    };
    format!(
        "Forecasts of your last {count} {such} were {verdict} than your own moving average (log score {gain:+.1}){rest}."
    )
}

const fn plural(window: Window) -> &'static str {
    match window {
        Window::Night => "nights",
        Window::Workout => "workouts",
    }
}

/// Nights by what is known, with the denominator.
pub(crate) fn nights(counts: NightCounts) -> String {
    let all = counts.known + counts.unknown;
    let NightCounts { known, unknown, cramp } = counts;
    if known == 0 {
        return format!("None of {all} nights is known.");
    }
    format!(
        "{known} of {all} nights are known; {cramp} of those {known} had a cramp; {unknown} {} unknown.",
        is_are(unknown)
    )
}

/// Workouts by what is known, with the denominator.
pub(crate) fn workouts(counts: WorkoutCounts) -> String {
    let WorkoutCounts { recorded, known, cramp } = counts;
    if known == 0 {
        let noun = if recorded == 1 { "workout" } else { "workouts" };
        return format!("{recorded} {noun}, none on a day that the diary speaks of.");
    }
    format!(
        "{known} of {recorded} workouts are on days that the diary speaks of; {cramp} of those {known} had a cramp."
    )
}

/// The answer in one sentence: what is likely theirs, what is suspected, or that nothing stands out.
pub(crate) fn learned(
    counts: NightCounts,
    (likely, suspected): (&[&TriggerReport], &[&TriggerReport]),
) -> String {
    let named = |reports: &[&TriggerReport]| -> String {
        let one = |report: &&TriggerReport| {
            let way = if report.hazard_ratio.q50 < 1.0 { " (fewer cramps)" } else { "" };
            format!("{}{way}", report.name)
        };
        reports.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let rest = format!("in {} known nights with {} cramps", counts.known, counts.cramp);
    match (likely.is_empty(), suspected.is_empty()) {
        (false, true) => format!("Likely yours, {rest}: {}.", named(likely)),
        (false, false) => {
            format!("Likely yours, {rest}: {}. Suspected: {}.", named(likely), named(suspected))
        }
        (true, false) => {
            format!("Suspected, {rest}: {}. Nothing is sure enough to be called yours.", named(suspected))
        }
        (true, true) => format!("No cause stands out {rest}: what follows is still open."),
    }
}

/// What would tell two things apart.
pub(crate) fn separate(one: &str, other: &str) -> String {
    format!(
        "{one} and {other} cannot be told apart in your diary: they come together. Some days with only one of them would \
tell, if that suits you."
    )
}

/// Pairs that cannot be told apart.
pub(crate) fn inseparable(pairs: &[(String, String)]) -> String {
    let said: Vec<String> = pairs.iter().map(|(one, other)| format!("{one} and {other}")).collect();
    format!("Cannot be told apart in your diary: {}.", said.join("; "))
}

/// How far the diary carries, in a sentence.
pub(crate) fn standing(standing: Standing, counts: NightCounts) -> String {
    match standing {
        Standing::TooLittle => format!(
            "Too little to learn from: {} known {} and {} with a cramp; it takes 30 and 3.",
            counts.known,
            nights_word(counts.known),
            counts.cramp
        ),
        Standing::Learning => {
            "There is enough to learn from, but nothing could be learned; what follows are published studies."
                .to_owned()
        }
        Standing::Ready => {
            "Learned from your diary, with published studies as the starting point.".to_owned()
        }
    }
}

/// The base rate as a frequency.
pub(crate) fn base_rate(window: Window, mean: f64, interval: Interval) -> String {
    let such = match window {
        Window::Night => "100 nights of a person who cramps",
        Window::Workout => "100 such workouts of a person who cramps",
    };
    format!("Of {such}, {}.", frequency(mean, interval))
}

/// The forecast as a frequency.
pub(crate) fn forecast(window: Window, mean: f64, interval: Interval) -> String {
    let such = match window {
        Window::Night => "nights like tonight",
        Window::Workout => "workouts like this one",
    };
    format!("Of 100 {such}, {}.", frequency(mean, interval))
}

/// The rate over everyone.
pub(crate) fn everyone(mean: f64) -> String {
    format!(
        "Over all people of that age, most of whom hardly ever cramp, {} of 100 nights bring one.",
        about(mean)
    )
}

/// The person's own count.
pub(crate) fn own_nights(counts: NightCounts) -> String {
    if counts.known == 0 {
        return "In your diary no night is known yet.".to_owned();
    }
    format!(
        "In your diary: {} of {} known {} ({} {} unknown).",
        counts.cramp,
        counts.known,
        nights_word(counts.known),
        counts.unknown,
        is_are(counts.unknown)
    )
}

/// What to record next, for a trigger whose value is never known.
pub(crate) fn record_next(what: &str) -> String {
    format!("Record {what}: it was never known in these nights.")
}

/// What to do about unknown nights.
pub(crate) fn fill_nights(counts: NightCounts) -> String {
    format!(
        "Answer the question of the night each morning (charley log none, charley log cramp …): {} of {} nights are unknown.",
        counts.unknown,
        counts.known + counts.unknown
    )
}

/// Recordings that cannot be dated.
pub(crate) fn undated(recordings: usize) -> String {
    let noun = if recordings == 1 { "recording" } else { "recordings" };
    format!("the date of {recordings} {noun}: the clock of the device was never set")
}

/// The alarm of a workout in which too much was drunk.
pub(crate) fn drank_too_much(gain: f64, low_sodium: f64) -> String {
    format!(
        "Too much may have been drunk: in {:.0} of 100 possible bodies it is more than was lost, in {:.0} of 100 blood \
         sodium ended too low.",
        100.0 * gain,
        100.0 * low_sodium
    )
}

/// What to do in the day after, beside [`drank_too_much`].
pub(crate) const AFTER_DRINKING: &str = "Drink nothing more until you pass urine freely. Confusion, a fit or repeated \
vomiting in the day after: call the emergency number now.";

/// What a pair of weighings taught: belief before and after, with the middle 80 %.
pub(crate) fn sweat_learned(lost: &str, (before, after): (Interval, Interval)) -> String {
    format!(
        "{lost}. You sweat {:.1} times as much as usual for such work ({:.1} to {:.1}); before it was {:.1} ({:.1} to {:.1}).",
        after.q50, after.q05, after.q95, before.q50, before.q05, before.q95
    )
}

/// A pair of weighings around too little sweat.
pub(crate) fn weighed_for_nothing(lost: &str) -> String {
    format!(
        "{lost}. Too little was sweated for a scale to say how much: weigh yourself around a longer or warmer workout."
    )
}

/// What is believed of a person's sweat after weighings, with the middle 80 %.
pub(crate) fn sweat_believed(weighings: usize, factor: Interval) -> String {
    let noun = if weighings == 1 { "weighing" } else { "weighings" };
    format!(
        "Your sweat, from {weighings} {noun}: {:.1} times what the model expects of such work ({:.1} to {:.1}).",
        factor.q50, factor.q05, factor.q95
    )
}

/// That the body model is still at work, after something changed that all workouts depend on.
pub(crate) fn behind(workouts: usize) -> String {
    let noun = if workouts == 1 { "workout is" } else { "workouts are" };
    format!("{workouts} {noun} still being followed through the body model: figures of the body may change.")
}

/// Under the panels of the body model.
pub(crate) const MODELLED: &str = "Computed, not measured: line the median, band the middle 80 % of 64 possible bodies. Body \
heat and blood sodium are shown as classes; the reserve and the muscles are indexes.";

/// What closes a gate, in words.
pub(crate) fn because(gate: &Gate) -> Vec<String> {
    gate.reasons.iter().map(reason).collect()
}

/// That no amounts are shown, and why; the gate is closed.
pub(crate) fn closed(about: &str, because: &[String]) -> String {
    format!("No amounts of {about} are shown: {}. Ask your own doctor or pharmacist.", because.join("; "))
}

fn reason(reason: &Reason) -> String {
    match reason {
        Reason::ConditionsNotAsked => {
            "your conditions were not asked (charley person set --condition …)".to_owned()
        }
        Reason::MedicinesNotAsked => "your medicines were not asked (charley log medicine …)".to_owned(),
        Reason::NotRecognised(name) => format!("{name:?} is not in the medicine table"),
        Reason::Has(condition) => condition_words(*condition).to_owned(),
        Reason::Pregnant => "you are pregnant".to_owned(),
        Reason::Takes(name) => format!("you take {name}"),
        Reason::Under18 => "you are under 18".to_owned(),
    }
}

const fn condition_words(condition: Condition) -> &'static str {
    match condition {
        Condition::Heart => "you have a heart disease",
        Condition::Kidney => "you have a kidney disease",
        Condition::Dialysis => "you are on dialysis",
        Condition::LiverCirrhosis => "you have cirrhosis of the liver",
        Condition::Hypertension => "you have high blood pressure",
        Condition::LowSaltDiet => "you were told to eat little salt",
        Condition::Diabetes => "you have diabetes",
        Condition::Neuropathy => "you have nerve damage",
        Condition::Pad => "you have narrowed leg arteries",
        Condition::Venous => "you have a vein disease",
        Condition::Thyroid => "you have a thyroid disease",
        Condition::SpinalStenosis => "you have a narrowed spinal canal",
        Condition::Als => "you have motor neurone disease",
        Condition::CancerTreatment => "you are in treatment for cancer",
        Condition::ClotBefore => "you had a blood clot",
    }
}

/// "about 8 bring a cramp (between 1 and 23)": whole numbers, since nothing finer is known.
fn frequency(mean: f64, interval: Interval) -> String {
    format!("{} bring a cramp (between {} and {})", about(mean), whole(interval.q05), whole(interval.q95))
}

fn about(mean: f64) -> String {
    let of_100 = 100.0 * mean;
    if of_100 < 1.0 { "fewer than 1".to_owned() } else { format!("about {of_100:.0}") }
}

fn whole(probability: f64) -> String {
    format!("{:.0}", 100.0 * probability)
}

const fn nights_word(count: usize) -> &'static str {
    if count == 1 { "night" } else { "nights" }
}

const fn is_are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every sentence of this file, with arguments where it takes some.
    fn all() -> Vec<String> {
        let counts = NightCounts { known: 41, unknown: 9, cramp: 6 };
        let interval = Interval { q05: 0.012, q50: 0.05, q95: 0.234 };
        let reasons = |one| Gate { reasons: vec![one] };
        let constants = [
            RED_FLAGS_NOT_ASKED,
            NOTHING_LEARNED,
            UNDER_18,
            AGE_FIRST,
            ADULTS_ONLY,
            MIDWIFE_FIRST,
            STATIN,
            LISTED_MEDICINE,
            TRIMESTER,
            NO_SHARES_YET,
            NOT_SCORED,
            HAZARD_RATIO,
            MODELLED,
            AFTER_DRINKING,
            SIDE_BY_SIDE,
            SIDE_BY_SIDE_KEY,
            OTHER_FACTORS,
            NOTHING_KNOWN,
            changed::ENOUGH_NOW,
            what_if::HEADING,
            what_if::MEANING,
        ];
        let mut all: Vec<String> = constants.map(str::to_owned).into();
        all.extend(changed::examples());
        all.extend(what_if::examples());
        all.extend(evening::examples());
        all.extend(quiet_nights::examples());
        all.extend(plan::examples());
        all.extend(plan_page::examples());
        for window in [Window::Night, Window::Workout] {
            all.push(base_rate(window, 0.082, interval));
            all.push(forecast(window, 0.004, interval));
        }
        all.extend(
            [(1, 0, 0), (30, 12, 2)]
                .map(|(recorded, known, cramp)| workouts(WorkoutCounts { recorded, known, cramp })),
        );
        all.push(nights(NightCounts { known: 0, unknown: 90, cramp: 0 }));
        all.extend([nights(counts), own_nights(counts), own_nights(NightCounts::default()), everyone(0.037)]);
        all.extend(
            [Standing::TooLittle, Standing::Learning, Standing::Ready].map(|one| standing(one, counts)),
        );
        all.extend([
            record_next("alcohol"),
            unstudied(&["Hot day"]),
            units(&[("Alcohol", "2 units (16 g)")]),
            fill_nights(counts),
            weighed_for_nothing("0.1 kg lighter"),
            behind(1),
            sweat_believed(3, interval),
            behind(340),
            drank_too_much(0.6, 0.08),
            sweat_learned("1.4 kg lighter", (interval, interval)),
            sweat_learned("0.3 kg heavier", (interval, interval)),
            undated(1),
            undated(3),
        ]);
        all.extend(
            Condition::ALL.iter().map(|one| closed("fluid and salt", &because(&reasons(Reason::Has(*one))))),
        );
        all.extend(
            [
                Reason::ConditionsNotAsked,
                Reason::MedicinesNotAsked,
                Reason::NotRecognised("x".into()),
                Reason::Takes("furosemide".into()),
                Reason::Pregnant,
            ]
            .into_iter()
            .map(|one| closed("carbohydrate", &because(&reasons(one)))),
        );
        all
    }

    #[test]
    fn no_sentence_is_forbidden() {
        for sentence in all() {
            assert_eq!(lint::broken(&sentence), Vec::<u8>::new(), "{sentence}");
        }
    }

    #[test]
    fn sentences_read_well() {
        insta::assert_snapshot!(all().join("\n"));
    }

    #[test]
    fn frequencies_are_whole_numbers() {
        let interval = Interval { q05: 0.0094, q50: 0.049, q95: 0.2277 };
        assert_eq!(
            forecast(Window::Night, 0.0793, interval),
            "Of 100 nights like tonight, about 8 bring a cramp (between 1 and 23)."
        );
    }
}
