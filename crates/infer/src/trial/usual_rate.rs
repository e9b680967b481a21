//! How often a person cramps, and has twinges, before a trial.

/// Cramps a night without the remedy, and twinges where they count too.
///
/// ```
/// use charley_infer::trial::UsualRate;
/// let rate = UsualRate::a_week(3.5, Some(7.0));
/// assert_eq!((rate.cramps_a_night, rate.twinges_a_night), (0.5, Some(1.0)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UsualRate {
    /// Cramps.
    pub cramps_a_night: f64,
    /// Twinges; `None` where cramps alone count.
    pub twinges_a_night: Option<f64>,
}

impl UsualRate {
    /// From what comes in a week.
    pub fn a_week(cramps: f64, twinges: Option<f64>) -> Self {
        let nights = f64::from(super::WEEK);
        Self { cramps_a_night: cramps / nights, twinges_a_night: twinges.map(|twinges| twinges / nights) }
    }
}

impl From<f64> for UsualRate {
    fn from(cramps_a_night: f64) -> Self {
        Self { cramps_a_night, twinges_a_night: None }
    }
}
