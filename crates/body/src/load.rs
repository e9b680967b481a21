//! Training load in training-stress points: one hour at threshold is 100.

use charley_domain::{
    basis::{Basis, Known},
    entry::Effort,
    missing::{Ask, Missing},
    person::Person,
    workout::Workout,
};

use crate::{
    parameter::THRESHOLD_RESERVE,
    summary::{Steadied, WorkoutSummary, summary},
    threshold::Thresholds,
};

/// Intensity as a share of threshold for how a workout without a watch felt. Assumed: own judgement, in line with
/// talk-test zones; a class is about ±0.08 wide.
const EFFORT_INTENSITY: [(Effort, f64); 4] =
    [(Effort::Easy, 0.65), (Effort::Moderate, 0.80), (Effort::Hard, 0.95), (Effort::Race, 0.95)]; // own judgement
/// Highest intensity believed over a whole workout: more means that the threshold is set too low.
const HIGHEST_INTENSITY: f64 = 2.0;

/// The load of one workout.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkoutLoad {
    /// Training-stress points: 100 is one hour at threshold.
    pub points: Known<f64>,
    /// Mean intensity as a share of threshold.
    pub intensity: f64,
    /// What would make it better known.
    pub missing: Vec<Missing>,
}

/// The load of one workout, in training-stress points, from that workout and the person alone.
///
/// As [`load`], with thresholds from the person or this very workout. Uses of the person: those of [`Thresholds::of`].
///
/// ```
/// # use charley_domain::{workout::*, person::Person, quantity::Power, moment::Moment};
/// # let head = WorkoutHead { id: WorkoutId("a".into()), sport: Sport::Ride, start: Moment::of(&"2026-05-01T07:00[UTC]".parse()?), clock: ClockBasis::File,
/// #   elapsed_s: 3600.0, timer_s: None, distance_m: None, device: None, indoor: None, name: None, facts: FileFacts::default() };
/// # let power = Channel { kind: ChannelKind::Power, values: vec![Some(220); 3600] };
/// # let hour_at_220_w = Workout { head, time_ms: (0..3600).map(|s| s * 1000).collect(), channels: vec![power], laps: vec![], pauses: vec![], legs: vec![], notes: vec![] };
/// let person = Person { ftp_w: Some(Power::from_w(220.0)?), ..Person::default() };
/// assert!((charley_body::workout_load(&hour_at_220_w, &person).unwrap().points.value - 100.0).abs() < 1e-6);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn workout_load(workout: &Workout, person: &Person) -> Option<WorkoutLoad> {
    let summary = summary(workout);
    let thresholds =
        Thresholds::of(person, std::slice::from_ref(&summary), workout.head.start.civil().date());
    load(&summary, &thresholds)
}

/// The load of a workout in training-stress points; `None` when nothing in it tells how hard it was.
///
/// Equation: hours × intensity² × 100, intensity = normalised power / threshold power, else normalised flat speed /
/// critical speed; else the sum over heart rates of minutes × reserve × 0.64 e^(1.92 reserve) (Banister 1991), scaled so
/// that an hour at 85 % of reserve is 100; else from how it felt. Source: Coggan's training stress and Banister's impulse,
/// recalled. Valid for minutes to a day. The power and speed forms are not additive: the parts of a split workout never
/// add up to more than the whole, and to exactly the whole when it was steady; the heart-rate and felt forms are additive.
///
/// ```
/// use charley_body::{load::load, threshold::Thresholds};
/// # let at = charley_domain::moment::Moment::of(&"2026-05-01T07:00[UTC]".parse()?);
/// # let hour = charley_body::WorkoutSummary { id: charley_domain::workout::WorkoutId("a".into()), sport: "run".parse().unwrap(), start: at, elapsed_s: 3600.0,
/// #   active_s: 3600.0, distance_m: None, climb_m: None, descent_m: None, power_w: None, flat_speed_m_s: None, heart_rate_s: Default::default(),
/// #   effort: Some(charley_domain::entry::Effort::Easy) };
/// let thresholds = Thresholds::of(&Default::default(), &[], "2026-05-01".parse()?);
/// assert!((load(&hour, &thresholds).unwrap().points.value - 42.25).abs() < 1e-9);
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn load(workout: &WorkoutSummary, thresholds: &Thresholds) -> Option<WorkoutLoad> {
    let power = workout.power_w.as_ref().zip(thresholds.power_w.as_ref());
    let speed = workout.flat_speed_m_s.as_ref().map(|speed| (speed, &thresholds.flat_speed_m_s));
    let heart = (!workout.heart_rate_s.is_empty()).then_some(thresholds.heart.as_ref()).flatten();
    // A threshold speed that is only assumed says less than a heart rate.
    let assumed_speed = matches!(thresholds.flat_speed_m_s.basis, Basis::Assumed { .. });
    power
        .map(|(power, threshold)| by_intensity(power, threshold, ThresholdKind::Power))
        .or_else(|| {
            let (speed, threshold) = speed.filter(|_| !(assumed_speed && heart.is_some()))?;
            Some(by_intensity(speed, threshold, ThresholdKind::Speed))
        })
        .or_else(|| heart.map(|(range, assumed)| by_heart_rate(workout, range, assumed)))
        .or_else(|| by_effort(workout))
}

/// What a threshold is held in.
#[derive(Clone, Copy)]
enum ThresholdKind {
    Power,
    Speed,
}

fn by_intensity(held: &Steadied, threshold: &Known<f64>, what: ThresholdKind) -> WorkoutLoad {
    let intensity = (held.normalised / threshold.value).clamp(0.0, HIGHEST_INTENSITY);
    let points = held.known_s / 3600.0 * intensity.powi(2) * 100.0;
    let (name, ask) = match what {
        ThresholdKind::Power => ("power", Missing::of("your threshold power", &[Ask::ThresholdPower])),
        ThresholdKind::Speed => {
            ("speed and grade", Missing::of("your critical speed", &[Ask::CriticalSpeed]))
        }
    };
    let (basis, missing) = match &threshold.basis {
        Basis::Measured => (Basis::estimated(format!("{name} against your threshold")), Vec::new()),
        Basis::Estimated { by } => (Basis::estimated(format!("{name} against {by}")), vec![ask]),
        Basis::Assumed { what } => (Basis::assumed(format!("{name} against {what}")), vec![ask]),
    };
    WorkoutLoad { points: Known { value: points, basis }, intensity, missing }
}

fn by_heart_rate(
    workout: &WorkoutSummary,
    range: &crate::metabolic::HeartRange,
    assumed: &[String],
) -> WorkoutLoad {
    let impulse = |reserve: f64| reserve * 0.64 * (1.92 * reserve).exp(); // Banister 1991, recalled
    let threshold = impulse(THRESHOLD_RESERVE.value);
    let (mut hours, mut hours_at_threshold) = (0.0, 0.0);
    for (bpm, seconds) in &workout.heart_rate_s {
        let h = f64::from(*seconds) / 3600.0;
        // The middle of the class, which is 2 bpm wide.
        hours_at_threshold += h * impulse(range.reserve(f64::from(*bpm) + 1.0)) / threshold;
        hours += h;
    }
    let intensity = (hours_at_threshold / hours).sqrt();
    // The uptake is not used here; the two heart rates are.
    let assumed: Vec<&str> =
        assumed.iter().map(String::as_str).filter(|what| what.contains("heart rate")).collect();
    let (by, missing) = if assumed.is_empty() {
        ("heart rate (Banister 1991)".to_owned(), Vec::new())
    } else {
        let by = format!("heart rate (Banister 1991), assuming {}", assumed.join(" and "));
        (by, vec![Missing::of("your highest and resting heart rate", &[Ask::HeartRates])])
    };
    let points = 100.0 * hours_at_threshold;
    WorkoutLoad { points: Known { value: points, basis: Basis::estimated(by) }, intensity, missing }
}

fn by_effort(workout: &WorkoutSummary) -> Option<WorkoutLoad> {
    let effort = workout.effort?;
    let (_, intensity) = EFFORT_INTENSITY.into_iter().find(|(felt, _)| *felt == effort)?;
    let points = workout.active_s / 3600.0 * intensity.powi(2) * 100.0;
    let basis = Basis::estimated(format!("how it felt ({effort}) and how long it was"));
    Some(WorkoutLoad { points: Known { value: points, basis }, intensity, missing: Vec::new() })
}
