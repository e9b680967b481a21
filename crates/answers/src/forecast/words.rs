//! Sentences of the forecast: a frequency of 100 with its range, what it rests on, and how earlier ones did.

use charley_domain::{exposure::Window, interval::Interval, person::CrampNights};
use charley_infer::{
    explanation::NightCounts,
    forecast::{Shown, Skill},
    learn::{Feature, ReliabilityBand, Replicated, Rival},
};

use charley_speech::message::{messages, sentences};

messages! {
    "forecast";
    about_says(n);
    FEW;
    night(of_100: count, about, low, high);
    base_night(of_100: count, about, low, high);
    own_night(of_100: count, about, low, high);
    everyone_says(of_100: count, about);
    UNTOLD_NIGHT;
    own_first_says(n: count, cramp);
    OWN_NONE;
    own_counts(cramps, unknown);
    own_cramps(n: count, cramp);
    own_unknown(n: count);
    nights_better(count, rival, gain, error);
    nights_worse(count, rival, gain, error);
    MOVING_AVERAGE;
    RUNNING_MEAN;
    DRIFTING_LEVEL;
    LEANS_ON_PEOPLE;
    leans_on_said(n: count);
}

sentences! {
    workout_like_this(of_100: count, about, low, high) =
        one "Of 100 workouts like this one, {about} brings a cramp (between {low} and {high})."
        other "Of 100 workouts like this one, {about} bring a cramp (between {low} and {high}).";
    base_workout(of_100: count, about, low, high) =
        one "Of 100 such workouts, over all people, {about} brings a cramp (between {low} and {high})."
        other "Of 100 such workouts, over all people, {about} bring a cramp (between {low} and {high}).";
    own_workout(of_100: count, about, low, high) =
        one "Of 100 such workouts of yours, {about} brings a cramp (between {low} and {high})."
        other "Of 100 such workouts of yours, {about} bring a cramp (between {low} and {high}).";
    UNTOLD_WORKOUT = "How often such a workout brings a cramp cannot be told yet.";
    untold_of_studies(verdict) = "How often such a workout brings a cramp cannot be told yet: most people hardly ever cramp in one, others often do, and no workout of yours shows which you are. {verdict}";
    untold_of_own(n: count, verdict) =
        one "How often such a workout brings a cramp cannot be told yet: {n} known workout of yours leaves a rare cramp and a frequent one open. {verdict}"
        other "How often such a workout brings a cramp cannot be told yet: {n} known workouts of yours leave a rare cramp and a frequent one open. {verdict}";
    RATHER_NOT = "More likely than not it brings none.";
    EITHER = "It may well bring one.";
    RATHER = "More likely than not it brings one.";
    workouts_better(count, rival, gain, error) = "Forecasts of your last {count} known workouts, each as it was then recorded, were better than {rival}, the best simple rule (log score {gain}, standard error {error}).";
    workouts_worse(count, rival, gain, error) = "Forecasts of your last {count} known workouts, each as it was then recorded, were not clearly better than {rival}, the best simple rule (log score {gain}, standard error {error}), so how often it usually happens is the answer.";
    came_more(forecasts, windows, came, expected) = "{forecasts} came true more often than said: {came} cramps in {windows}, where about {expected} were to be expected.";
    came_less(forecasts, windows, came, expected) = "{forecasts} came true less often than said: {came} cramps in {windows}, where about {expected} were to be expected.";
    came_as_said(came, windows, expected) = "What was said and what came agree within chance: {came} cramps in {windows}, where about {expected} were to be expected.";
    made_alike(features) = "Diaries that the model makes of your days look like yours: {features}.";
    made_unlike(features) = "Diaries that the model makes of your days do not look like yours, so its forecasts may be off for you: {features}.";
    most_in_a_week(n: count, made) =
        one "{n} cramp night in the fullest week ({made})"
        other "{n} cramp nights in the fullest week ({made})";
    longest_quiet_run(n: count, made) =
        one "{n} quiet night in the longest run ({made})"
        other "{n} quiet nights in the longest run ({made})";
    bouts(n: count, made) =
        one "{n} bout of cramps ({made})"
        other "{n} bouts of cramps ({made})";
    made(from, to, p) = "{from} to {to} in 90 of 100 made, p {p}";
    P_BELOW = "below 0.01";
    forecasts_above(low) = "Forecasts above {low} %";
    forecasts_below(high) = "Forecasts below {high} %";
    forecasts_between(low, high) = "Forecasts between {low} and {high} %";
    NOT_SCORED = "Forecasts from your own values have not been checked against what came yet, so the \
base rate stands as the answer.";
    NO_FORECAST_YET = "No forecast has been checked yet: it takes 30 known nights, and then a night that \
was forecast and answered.";
    RELIABILITY = "How often cramps came against how likely they were said to be";
    RELIABILITY_NIGHTS = "On the dashed line a forecast of 10 % comes true in 10 of 100 nights. The steps never fall: they are the best rising curve through what came.";
    RELIABILITY_WORKOUTS = "On the dashed line a forecast of 10 % comes true in 10 of 100 workouts. The steps never fall: they are the best rising curve through what came.";
    GAIN_NIGHTS = "Log score added up over known nights; above the dashed line the forecasts were better. A night without an answer does not count.";
    GAIN_WORKOUTS = "Log score added up over known workouts; above the dashed line the forecasts were better. A workout without an answer does not count.";
    GAIN = "Log score of the forecasts above that of the moving average, added up over known nights";
}

/// Widest band that is told as a number, as a share. Own choice: what is wider tells less than a word.
const WIDEST: f64 = 0.40;
/// Known nights below which a person's own count stands first. Source: docs/studies/clinic.md section 0, gap 15.
const FEW_NIGHTS: usize = 30;

/// The forecast as a frequency.
pub fn forecast(window: Window, mean: f64, interval: Interval) -> String {
    match window {
        _ if tells_nothing(interval) => untold(window).to_owned(),
        Window::Night => frequency(night, mean, interval),
        Window::Workout => frequency(workout_like_this, mean, interval),
    }
}

/// The base rate as a frequency.
pub fn base_rate(window: Window, mean: f64, interval: Interval) -> String {
    match window {
        _ if tells_nothing(interval) => untold(window).to_owned(),
        Window::Night => frequency(base_night, mean, interval),
        Window::Workout => frequency(base_workout, mean, interval),
    }
}

/// How often own windows bring a cramp.
pub fn own_rate(window: Window, mean: f64, interval: Interval) -> String {
    match window {
        _ if tells_nothing(interval) => untold(window).to_owned(),
        Window::Night => frequency(own_night, mean, interval),
        Window::Workout => frequency(own_workout, mean, interval),
    }
}

/// How likely a cramp is in a workout, of which so many own ones are known; where that is not known well enough, why, and what
/// is more likely.
pub fn workout(shown: Shown, own: usize, (mean, interval): (f64, Interval)) -> String {
    if tells_nothing(interval) {
        let verdict = verdict(interval);
        return match own {
            0 => untold_of_studies(verdict),
            _ => untold_of_own(own, verdict),
        };
    }
    match (shown, own) {
        (Shown::Forecast, _) => forecast(Window::Workout, mean, interval),
        (Shown::BaseRate, 0) => base_rate(Window::Workout, mean, interval),
        (Shown::BaseRate, _) => own_rate(Window::Workout, mean, interval),
    }
}

/// What is more likely, in words.
pub const fn verdict(interval: Interval) -> &'static str {
    const UNLIKELY: f64 = 1.0 / 3.0; // own choice: a third
    match interval.q50 {
        middle if middle < UNLIKELY => RATHER_NOT,
        middle if middle < 1.0 - UNLIKELY => EITHER,
        _ => RATHER,
    }
}

/// Whether a band is so wide that its number would only frighten.
pub fn tells_nothing(interval: Interval) -> bool {
    interval.q95 - interval.q05 > WIDEST
}

/// In place of a number that nobody could use.
fn untold(window: Window) -> &'static str {
    match window {
        Window::Night => UNTOLD_NIGHT.text(),
        Window::Workout => UNTOLD_WORKOUT,
    }
}

/// What few known nights brought: a person believes her own nights before any study.
pub fn own_first(counts: NightCounts) -> Option<String> {
    let NightCounts { known, cramp, .. } = counts;
    let few = (1..FEW_NIGHTS).contains(&known);
    few.then(|| own_first_says(known, cramp))
}

/// The rate over everyone.
pub fn everyone(mean: f64) -> String {
    everyone_says(of_100(mean), about(mean))
}

/// The person's own count.
pub fn own_nights(counts: NightCounts) -> String {
    let NightCounts { known, unknown, cramp } = counts;
    if known == 0 {
        return OWN_NONE.into();
    }
    own_counts(own_cramps(known, cramp), own_unknown(unknown))
}

/// What stands around the level of a person of whom few nights are known.
pub struct Few {
    before: Option<String>,
    after: String,
}

impl Few {
    /// The level with what few nights brought before it, and what it leans on after.
    pub fn around(&self, level: &str) -> String {
        let before = self.before.as_ref().map_or_else(String::new, |before| format!("{before} "));
        format!("{before}{level} {}", self.after)
    }
}

/// What is said around the level of few known nights; `None` where there are enough of them.
pub fn few_nights(counts: NightCounts, said: Option<CrampNights>) -> Option<Few> {
    let leans = |said: CrampNights| leans_on_said(said.nights.into());
    let after = said.map_or_else(|| LEANS_ON_PEOPLE.into(), leans);
    (counts.known < FEW_NIGHTS).then(|| Few { before: own_first(counts), after })
}

/// How earlier forecasts did against the best simple rule, and so which number is the answer.
pub fn skill(window: Window, skill: Skill) -> String {
    let rival = match skill.rival {
        Rival::MovingAverage => MOVING_AVERAGE,
        Rival::RunningMean => RUNNING_MEAN,
        Rival::DriftingLevel => DRIFTING_LEVEL,
    };
    let (gain, error) = (format!("{:+.1}", skill.gain_over_rival), format!("{:.1}", skill.standard_error));
    let count = skill.nights;
    match (window, skill.earned) {
        (Window::Night, true) => nights_better(count, rival, gain, error),
        (Window::Night, false) => nights_worse(count, rival, gain, error),
        (Window::Workout, true) => workouts_better(count, rival, gain, error),
        (Window::Workout, false) => workouts_worse(count, rival, gain, error),
    }
}

/// What earlier forecasts said against what came: where they were off, else that they were not; nothing while they are few.
pub fn calibration(bands: &[ReliabilityBand]) -> Vec<String> {
    let whole = |number: f64| format!("{number:.0}");
    let off = bands.iter().enumerate().filter(|(_, band)| band.is_off()).map(|(place, band)| {
        let (low, high) = (whole(100.0 * band.from), whole(100.0 * band.to));
        let forecasts = match place {
            0 => forecasts_below(high),
            last if last + 1 == bands.len() => forecasts_above(low),
            _ => forecasts_between(low, high),
        };
        let (windows, came, expected) = (band.windows, band.came, whole(band.expected));
        if band.z > 0.0 {
            came_more(forecasts, windows, came, expected)
        } else {
            came_less(forecasts, windows, came, expected)
        }
    });
    let off: Vec<String> = off.collect();
    if !off.is_empty() || bands.is_empty() {
        return off;
    }
    let (windows, came) = bands.iter().fold((0, 0), |sum, band| (sum.0 + band.windows, sum.1 + band.came));
    let expected = bands.iter().map(|band| band.expected).sum::<f64>();
    vec![came_as_said(came, windows, whole(expected))]
}

/// Whether diaries that the model makes look like the person's own; nothing where none were made.
pub fn replicated(features: &[Replicated]) -> Option<String> {
    let one = |Replicated { feature, seen, from, to, p }: &Replicated| {
        let p = if *p < LEAST_P { P_BELOW.to_owned() } else { format!("{p:.2}") };
        let made = made(from, to, p);
        match feature {
            Feature::MostInAWeek => most_in_a_week(*seen, made),
            Feature::LongestQuietRun => longest_quiet_run(*seen, made),
            Feature::Bouts => bouts(*seen, made),
        }
    };
    let said: Vec<String> = features.iter().map(one).collect();
    let said = said.join("; ");
    let unlike = features.iter().any(Replicated::is_unlike);
    (!features.is_empty()).then(|| if unlike { made_unlike(said) } else { made_alike(said) })
}

/// Below this p is not written out.
const LEAST_P: f64 = 0.01; // own choice: a made diary in a hundred

/// "about 8 bring a cramp (between 1 and 23)": whole numbers, since nothing finer is known.
fn frequency(
    says: impl Fn(usize, String, String, String) -> String,
    mean: f64,
    interval: Interval,
) -> String {
    let (low, high) = (100.0 * interval.q05, 100.0 * interval.q95);
    // "Fewer than 1, between 0 and 0" would say that it cannot be.
    let high = if mean < 0.01 { high.ceil() } else { high };
    says(of_100(mean), about(mean), format!("{low:.0}"), format!("{high:.0}"))
}

/// The number that chooses the form for so many of 100: what is told as fewer than one is one as well.
fn of_100(mean: f64) -> usize {
    (100.0 * mean).round().max(1.0) as usize
}

/// So many of 100 in words.
pub fn about(mean: f64) -> String {
    let of_100 = 100.0 * mean;
    if of_100 < 1.0 { FEW.into() } else { about_says(format_args!("{of_100:.0}")) }
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
    let counts = NightCounts { known: 41, unknown: 9, cramp: 6 };
    let interval = Interval { q05: 0.012, q50: 0.05, q95: 0.234 };
    let mut all = Vec::new();
    for window in [Window::Night, Window::Workout] {
        all.push(base_rate(window, 0.082, interval));
        all.push(own_rate(window, 0.011, interval));
        all.push(forecast(window, 0.004, interval));
        for (rival, gain, earned) in [
            (Rival::DriftingLevel, 4.2, true),
            (Rival::RunningMean, -1.2, false),
            (Rival::MovingAverage, 0.4, false),
        ] {
            let said = Skill {
                nights: 80,
                log_score_gain: 5.0,
                rival,
                gain_over_rival: gain,
                standard_error: 2.1,
                earned,
            };
            all.push(skill(window, said));
        }
        for z in [3.0, -3.0, 0.0] {
            let band = ReliabilityBand { from: 0.05, to: 0.35, windows: 40, expected: 9.2, came: 17, z };
            all.extend(calibration(&[
                ReliabilityBand { z: 0.0, ..band },
                band,
                ReliabilityBand { from: 0.35, to: 0.8, ..band },
            ]));
            all.extend(calibration(&[band, ReliabilityBand { z: 0.0, ..band }]));
        }
        all.push(own_rate(window, 0.0012, Interval { q05: 0.0, q50: 0.0004, q95: 0.004 }));
    }
    for p in [0.62, 0.004] {
        let one = |feature, seen| Replicated { feature, seen, from: 1, to: 4, p };
        all.extend(replicated(&[one(Feature::MostInAWeek, 3), one(Feature::Bouts, 1)]));
        all.extend(replicated(&[one(Feature::LongestQuietRun, 31)]));
    }
    all.extend([Window::Night, Window::Workout].map(|window| untold(window).to_owned()));
    let wide = |q50| (0.3, Interval { q05: 0.01, q50, q95: 0.8 });
    for (own, q50) in [(0, 0.1), (1, 0.5), (110, 0.8)] {
        all.push(workout(Shown::BaseRate, own, wide(q50)));
    }
    all.extend(own_first(NightCounts { known: 9, unknown: 0, cramp: 9 }));
    let said = CrampNights { nights: 6, on: jiff::civil::date(2026, 11, 1) };
    for said in [None, Some(said), Some(CrampNights { nights: 1, ..said })] {
        let few = few_nights(NightCounts { known: 5, unknown: 0, cramp: 0 }, said);
        all.extend(few.map(|few| few.around(&own_rate(Window::Night, 0.021, interval))));
    }
    all.extend([own_nights(counts), own_nights(NightCounts::default()), everyone(0.037)]);
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

    #[test]
    fn a_band_wider_than_forty_points_is_no_number() {
        let wide = Interval { q05: 0.02, q50: 0.30, q95: 0.99 };
        for window in [Window::Night, Window::Workout] {
            for said in
                [forecast(window, 0.35, wide), base_rate(window, 0.35, wide), own_rate(window, 0.35, wide)]
            {
                assert!(said.ends_with("cannot be told yet.") && !said.contains("35"), "{said}");
            }
        }
        let said = workout(Shown::BaseRate, 12, (0.35, wide));
        assert!(said.contains("12 known workouts") && !said.contains("35"), "{said}");
        let fair = Interval { q05: 0.02, q50: 0.30, q95: 0.41 };
        assert!(forecast(Window::Night, 0.35, fair).contains("about 35"));
    }

    #[test]
    fn few_own_nights_stand_first_and_many_do_not() {
        let counts = |known, cramp| NightCounts { known, unknown: 2, cramp };
        assert_eq!(own_first(counts(9, 9)).unwrap(), "You had a cramp on 9 of 9 known nights.");
        assert_eq!(own_first(counts(0, 0)), None);
        assert_eq!(own_first(counts(30, 9)), None);
    }

    #[test]
    fn frequencies_are_whole_numbers() {
        let interval = Interval { q05: 0.0094, q50: 0.049, q95: 0.2277 };
        assert_eq!(
            forecast(Window::Night, 0.0793, interval),
            "Of 100 nights like tonight, about 8 bring a cramp (between 1 and 23)."
        );
        assert_eq!(
            forecast(Window::Night, 0.012, interval),
            "Of 100 nights like tonight, about 1 brings a cramp (between 1 and 23)."
        );
    }
}
