//! When a trigger may be called somebody's own.

mod side;
mod step;

use serde::Serialize;

pub use self::{
    side::{away, each_side},
    step::Step,
};

/// What may be said of a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The person's own data point to it strongly.
    LikelyYours,
    /// They point to it, not strongly.
    Suspected,
    /// They do not tell.
    Undecided,
    /// It never varied, so they cannot tell.
    NeverVaried,
}

/// What the verdict is read from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grounds {
    /// Probability that the trigger raises the rate (0 to 1).
    pub raises: f64,
    /// Share of the prior's variance that own data took away (0 to 1).
    pub from_own_data: f64,
    /// z of own data alone, with the prior divided out; `None` when nothing was learned.
    pub own_data_z: Option<f64>,
    /// Known windows with the exposure above its reference, and below or at it.
    pub each_side: (usize, usize),
    /// The single step that accounts best for it.
    pub step: Step,
}

/// Known windows on each side of the reference that a trigger needs to have varied.
const WINDOWS_EACH_SIDE: usize = 10;

/// How sure the sign must be.
const SURE_SIGN: f64 = 0.975; // rule C
/// How much of the prior's variance own data must have taken away.
const OWN_SHARE: f64 = 0.2; // rule C
/// How far own data alone must lie from no effect, in standard deviations.
const OWN_Z: f64 = 2.5; // rule C

/// The verdict on a trigger (no unit).
///
/// Equation: rule C: P(sign) > 0.975, own share > 0.2 and |own z| > 2.5 name it; the first two alone make it suspected;
/// it must have varied over 10 known windows each side of its reference. What one step accounts for but for fewer than 5
/// windows is suspected at most: whatever else changed on that day fits as well. Source: docs/studies/inference.md section
/// 1.6, measured on 400 synthetic persons a cell: 3 to 8 % of persons without any trigger get a false name; of the step,
/// two made diaries of the clinical study. Valid for graded normal priors.
///
/// ```
/// use charley_infer::naming::{Grounds, Step, Verdict, verdict};
/// let step = Step { at: 60, rises: true, beyond: 30 };
/// let grounds = Grounds { raises: 0.99, from_own_data: 0.5, own_data_z: Some(3.0), each_side: (40, 60), step };
/// assert_eq!(verdict(grounds), Verdict::LikelyYours);
/// assert_eq!(verdict(Grounds { step: Step { beyond: 0, ..step }, ..grounds }), Verdict::Suspected);
/// assert_eq!(verdict(Grounds { own_data_z: None, from_own_data: 0.0, ..grounds }), Verdict::Undecided);
/// ```
pub fn verdict(grounds: Grounds) -> Verdict {
    let (above, below) = grounds.each_side;
    if above < WINDOWS_EACH_SIDE || below < WINDOWS_EACH_SIDE {
        return Verdict::NeverVaried;
    }
    let sign = grounds.raises.max(1.0 - grounds.raises) > SURE_SIGN;
    match (sign && grounds.from_own_data > OWN_SHARE, grounds.own_data_z) {
        (true, Some(z)) if z.abs() > OWN_Z && !grounds.step.stands_alone() => Verdict::LikelyYours,
        (true, _) => Verdict::Suspected,
        (false, _) => Verdict::Undecided,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of an exposure that came and went.
    const OFTEN: Step = Step { at: 40, rises: true, beyond: 40 };

    #[test]
    fn a_strong_prior_alone_names_nothing() {
        let prior_only = Grounds {
            raises: 0.999,
            from_own_data: 0.0,
            own_data_z: None,
            each_side: (100, 100),
            step: OFTEN,
        };
        assert_eq!(verdict(prior_only), Verdict::Undecided);
    }

    #[test]
    fn what_never_varied_is_never_named() {
        let constant = Grounds {
            raises: 0.999,
            from_own_data: 0.9,
            own_data_z: Some(9.0),
            each_side: (200, 3),
            step: OFTEN,
        };
        assert_eq!(verdict(constant), Verdict::NeverVaried);
    }

    #[test]
    fn a_remedy_is_named_by_the_other_sign() {
        let remedy = Grounds {
            raises: 0.01,
            from_own_data: 0.4,
            own_data_z: Some(-2.8),
            each_side: (50, 50),
            step: OFTEN,
        };
        assert_eq!(verdict(remedy), Verdict::LikelyYours);
        assert_eq!(verdict(Grounds { own_data_z: Some(-2.0), ..remedy }), Verdict::Suspected);
    }

    #[test]
    fn what_was_switched_once_is_suspected_at_most() {
        let once = Grounds {
            raises: 0.999,
            from_own_data: 0.9,
            own_data_z: Some(9.0),
            each_side: (80, 35),
            step: Step { at: 80, rises: true, beyond: 4 },
        };
        assert_eq!(verdict(once), Verdict::Suspected);
        assert_eq!(verdict(Grounds { step: OFTEN, ..once }), Verdict::LikelyYours);
    }
}
