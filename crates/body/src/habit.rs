//! Training load day by day against a person's own habit: two averages kept apart, never their ratio.
//!
//! The ratio of the two (ACWR) is not computed anywhere: random denominators predict injury as well as real ones
//! (Impellizzeri 2020), so it is an artefact of rescaling.

use charley_domain::basis::Basis;
use jiff::civil::Date;

use crate::parameter::{ACUTE_DAYS, CHRONIC_DAYS, REST_DAYS};

/// Share of the days of a window that must be known.
const KNOWN_SHARE: f64 = 0.75; // own judgement
/// Smallest habitual week against which a jump is measured, in points: below, any walk would be a jump. Assumed.
const SMALLEST_WEEK: f64 = 50.0; // own judgement: about an hour of easy work
/// Largest jump believed. Assumed.
const LARGEST_JUMP: f64 = 3.0;
/// Smallest spread of log load against which a day is compared: below, every day was alike.
const SMALLEST_SPREAD: f64 = 0.1;

/// Load in training-stress points, one value a day from the first workout on.
#[derive(Debug, Clone, PartialEq)]
pub struct DailyLoad {
    first: Date,
    points: Vec<Option<f64>>,
    acute: Vec<Option<f64>>,
    chronic: Vec<Option<f64>>,
}

/// A day against the person's own habit, in training-stress points a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Habit {
    /// Load of the day.
    pub points: f64,
    /// Exponentially weighted mean of about a week.
    pub acute_points: f64,
    /// Exponentially weighted mean of about six weeks; `None` in the first three weeks.
    pub chronic_points: Option<f64>,
    /// How unusual the day was: z of its log load over the 42 days before; `None` where those are too few or all alike.
    pub z: Option<f64>,
}

impl DailyLoad {
    /// Daily sums (training-stress points) of `loads`, from the first of them to `last`; `None` when there are none.
    ///
    /// Equation: sum by wall date. A workout of unknown load makes its day unknown. A day without a workout is a rest day
    /// for up to 28 days after the last workout; after that nobody can tell rest from a watch left in a drawer, and the
    /// days are unknown. Source: [`REST_DAYS`] (assumed).
    ///
    /// ```
    /// use charley_body::habit::DailyLoad;
    /// let daily = DailyLoad::of(&[("2026-05-01".parse()?, Some(50.0))], "2026-05-10".parse()?).unwrap();
    /// assert_eq!(daily.on("2026-05-02".parse()?), Some(0.0));
    /// assert_eq!(daily.on("2026-04-30".parse()?), None);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn of(loads: &[(Date, Option<f64>)], last: Date) -> Option<Self> {
        let first = loads.iter().map(|(date, _)| *date).min()?;
        let days = usize::try_from((last - first).get_days()).ok()? + 1;
        let mut points = vec![Some(0.0); days];
        let mut trained = vec![false; days];
        for (date, load) in loads.iter().filter(|(date, _)| *date <= last) {
            let Some(day) = index(first, *date) else { continue };
            points[day] = points[day].zip(*load).map(|(sum, load)| sum + load);
            trained[day] = true;
        }
        forget_long_silence(&mut points, &trained);
        let (acute, chronic) =
            (weighted_means(&points, ACUTE_DAYS.value), weighted_means(&points, CHRONIC_DAYS.value));
        Some(Self { first, points, acute, chronic })
    }

    /// Load of a day in points; `None` when unknown.
    ///
    /// Equation, source and validity: [`DailyLoad::of`], with a running example.
    pub fn on(&self, date: Date) -> Option<f64> {
        self.points.get(index(self.first, date)?).copied().flatten()
    }

    /// A day against habit (points a day, z without unit); `None` when its load is unknown.
    ///
    /// Equation: weights exp(-days/7) and exp(-days/42), divided by their sum; z = (log(1+load) - mean) / sd over the
    /// 42 days before. Source: docs/studies/body.md section 1.6, after Impellizzeri 2020. Valid from three weeks of recording.
    ///
    /// ```
    /// use charley_body::habit::DailyLoad;
    /// let daily = DailyLoad::of(&[("2026-05-01".parse()?, Some(50.0))], "2026-05-01".parse()?).unwrap();
    /// let habit = daily.habit("2026-05-01".parse()?).unwrap();
    /// assert_eq!((habit.points, habit.acute_points, habit.chronic_points, habit.z), (50.0, 50.0, None, None));
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn habit(&self, date: Date) -> Option<Habit> {
        let day = index(self.first, date)?;
        let points = self.on(date)?;
        let chronic_points = (day as f64 >= CHRONIC_DAYS.value / 2.0).then(|| self.chronic[day]).flatten();
        Some(Habit { points, acute_points: self.acute[day]?, chronic_points, z: self.z(day, points) })
    }

    /// How far the load of the 7 days to `date` lies above that of the 28 days before them, as a share (1 = 100 % above).
    ///
    /// Equation: week / (habitual week) - 1, within -1 and 3, the habitual week not below 50 points; the week is not part
    /// of its own habit. Source: triggers.csv `night.load_jump`; limits assumed. `None` in the first five weeks, or where
    /// more than a quarter of the days is unknown.
    ///
    /// ```
    /// use charley_body::habit::DailyLoad;
    /// use jiff::{civil::date, ToSpan};
    /// let loads: Vec<_> = (0..35).map(|d| (date(2026, 1, 1) + d.days(), Some(if d < 28 { 20.0 } else { 40.0 }))).collect();
    /// let daily = DailyLoad::of(&loads, date(2026, 2, 4)).unwrap();
    /// assert_eq!(daily.jump(date(2026, 2, 4)), Some(1.0));
    /// ```
    pub fn jump(&self, date: Date) -> Option<f64> {
        let end = index(self.first, date)? + 1;
        let start = end.checked_sub(35)?;
        let week = known_mean(self.points.get(end - 7..end)?)? * 7.0;
        let habitual = known_mean(&self.points[start..end - 7])? * 7.0;
        let habitual = habitual.max(SMALLEST_WEEK);
        Some((week / habitual - 1.0).clamp(-1.0, LARGEST_JUMP))
    }

    /// How a daily load is known.
    ///
    /// Equation, source and validity: [`DailyLoad::of`], with a running example.
    pub fn basis(&self) -> Basis {
        Basis::estimated("your recorded workouts; a day without one counts as rest")
    }

    fn z(&self, day: usize, points: f64) -> Option<f64> {
        let before: Vec<f64> = self.points[day.saturating_sub(CHRONIC_DAYS.value as usize)..day]
            .iter()
            .flatten()
            .map(|points| points.ln_1p())
            .collect();
        if (before.len() as f64) < CHRONIC_DAYS.value / 2.0 {
            return None;
        }
        let n = before.len() as f64;
        let mean = before.iter().sum::<f64>() / n;
        let sd = (before.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
        (sd >= SMALLEST_SPREAD).then(|| (points.ln_1p() - mean) / sd)
    }
}

fn index(first: Date, date: Date) -> Option<usize> {
    // Negative before the first day, which is no index.
    usize::try_from(first.until(date).ok()?.get_days()).ok()
}

fn forget_long_silence(points: &mut [Option<f64>], trained: &[bool]) {
    let mut silent = 0.0;
    for (points, trained) in points.iter_mut().zip(trained) {
        silent = if *trained { 0.0 } else { silent + 1.0 };
        if silent > REST_DAYS.value {
            *points = None;
        }
    }
}

fn known_mean(points: &[Option<f64>]) -> Option<f64> {
    let known: Vec<f64> = points.iter().flatten().copied().collect();
    (known.len() as f64 >= KNOWN_SHARE * points.len() as f64)
        .then(|| known.iter().sum::<f64>() / known.len() as f64)
}

/// Exponentially weighted means that divide by the weight seen so far, so that they start at the first value.
fn weighted_means(points: &[Option<f64>], days: f64) -> Vec<Option<f64>> {
    let kept = (-1.0 / days).exp();
    let (mut sum, mut weight) = (0.0, 0.0);
    points
        .iter()
        .map(|points| {
            if let Some(points) = points {
                (sum, weight) = (kept * sum + (1.0 - kept) * points, kept * weight + (1.0 - kept));
            }
            (weight > 0.0).then(|| sum / weight)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{ToSpan, civil::date};
    use proptest::prelude::*;

    fn daily(loads: &[f64]) -> DailyLoad {
        let loads: Vec<_> = loads
            .iter()
            .enumerate()
            .map(|(d, load)| (date(2026, 1, 1) + (d as i64).days(), Some(*load)))
            .collect();
        DailyLoad::of(&loads, loads.last().unwrap().0).unwrap()
    }

    proptest! {
        #[test]
        fn averages_stay_within_what_was_done(loads in proptest::collection::vec(0.0..500.0_f64, 1..200)) {
            let daily = daily(&loads);
            let (low, high) = loads.iter().fold((f64::MAX, 0.0_f64), |(l, h), x| (l.min(*x), h.max(*x)));
            for d in 0..loads.len() {
                let habit = daily.habit(date(2026, 1, 1) + (d as i64).days()).unwrap();
                for mean in [Some(habit.acute_points), habit.chronic_points].into_iter().flatten() {
                    prop_assert!((low - 1e-9..=high + 1e-9).contains(&mean), "{mean} outside {low}..{high}");
                }
                prop_assert!(habit.z.is_none_or(f64::is_finite));
            }
        }
    }

    #[test]
    fn after_four_silent_weeks_nothing_is_known() {
        let daily = DailyLoad::of(&[(date(2026, 1, 1), Some(60.0))], date(2026, 3, 1)).unwrap();
        assert_eq!(daily.on(date(2026, 1, 29)), Some(0.0));
        assert_eq!(daily.on(date(2026, 1, 30)), None);
        assert!(daily.habit(date(2026, 2, 20)).is_none());
    }

    #[test]
    fn an_unknown_workout_makes_its_day_unknown() {
        let loads = [(date(2026, 1, 1), Some(60.0)), (date(2026, 1, 1), None)];
        assert_eq!(DailyLoad::of(&loads, date(2026, 1, 1)).unwrap().on(date(2026, 1, 1)), None);
    }

    #[test]
    fn a_jump_needs_five_weeks_and_never_divides_by_nothing() {
        assert_eq!(daily(&[10.0; 34]).jump(date(2026, 2, 3)), None);
        let mut loads = vec![0.0; 28];
        loads.extend([100.0; 7]);
        assert_eq!(daily(&loads).jump(date(2026, 2, 4)), Some(LARGEST_JUMP));
    }
}
