//! When a trigger may be called somebody's own.
//!
//! | file | what |
//! |---|---|
//! | `inclusion` | how probable it is that a factor matters, and what a sceptic would say |
//! | `doubt` | how strong something unrecorded would have to be to explain it away |
//! | `recording` | whether what is told after a night is told because of it |
//! | `step`, `side` | whether an exposure changed more than once, and on which side it lay |

mod doubt;
mod inclusion;
mod recording;
mod side;
mod step;

use serde::{Deserialize, Serialize};

pub use self::{
    doubt::e_value,
    inclusion::{BELIEVER, Inclusion, OwnData, Sets, Slab, SlabForm},
    recording::{FactorRecording, ToldAfter},
    side::{away, each_side},
    step::ExposureStep,
};

/// What may be said of a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NamingVerdict {
    /// The person's own data point to it strongly.
    LikelyYours,
    /// They point to it, not strongly.
    Suspected,
    /// They do not tell.
    Undecided,
    /// It never varied, so they cannot tell.
    NeverVaried,
}

/// Why what would be called likely somebody's own is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeldBack {
    /// Too few cramps: how often the rule errs was measured from 12 on.
    FewCramps,
    /// It changed once: whatever else changed on that day fits as well.
    SwitchedOnce,
    /// Tomorrow's value goes along with tonight's cramp as well: something goes with it.
    TomorrowSpeaks,
    /// It was told after nights with a cramp more often than after others.
    ToldAfterCramps,
}

/// What the verdict is read from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grounds {
    /// How probable it is that it matters.
    pub matters: Inclusion,
    /// z of own data alone, with the prior divided out; `None` when nothing was learned.
    pub own_data_z: Option<f64>,
    /// z of tomorrow's value; `None` where it cannot be told.
    pub lead: Option<f64>,
    /// Known windows with the exposure above its reference, and below or at it.
    pub each_side: (usize, usize),
    /// The single step that accounts best for it.
    pub step: ExposureStep,
    /// How it came to be recorded.
    pub recording: FactorRecording,
    /// Cramps in windows of its kind.
    pub cramps: usize,
    /// Whether it was called likely theirs when it was last said.
    pub stood: bool,
}

/// Known windows on each side of the reference that a trigger needs to have varied.
const WINDOWS_EACH_SIDE: usize = 10;
/// Cramps of a kind of window below which no trigger is called somebody's own.
pub const LEAST_CRAMPS: usize = 12; // docs/studies/inference.md section 1.6

/// From this probability on a factor is named.
const NAMED: f64 = 0.85; // own choice, measured: see verify::Looks
/// Below this one a name is taken back: names do not flicker.
const TAKEN_BACK: f64 = 0.6; // own choice
/// From this one on a factor is suspected: it matters more probably than not.
pub const SUSPECTED: f64 = 0.5; // by definition: more probable than not
/// How far tomorrow's value must lie from none to speak, one-sided at the 5 % level.
const LEAD_Z: f64 = 1.645; // standard normal distribution
/// The same as a share of the z of the value itself.
const LEAD_SHARE: f64 = 0.4; // own choice: half of what a cause that lasts for days would leave, 0.8 of it

/// How much further it must lie to take back a name that was said.
const LEAD_STOOD: f64 = 1.5; // own choice

impl Grounds {
    /// Whether it varied, and matters more probably than not.
    ///
    /// Equation: one half. Source and validity: [`verdict`].
    pub fn is_probable(&self) -> bool {
        self.varied() && self.matters.probability() >= SUSPECTED
    }

    /// Why a factor that probably matters is not called the person's own; `None` where nothing stands against it.
    ///
    /// Equation: fewer than 12 cramps; one step that accounts for all but 5 windows; tomorrow's z, in the direction of the
    /// factor, beyond 1.645 and beyond 0.4 of the factor's own; recording after cramps more often than after other nights.
    /// Source and validity: [`verdict`].
    pub fn held_back(&self) -> Option<HeldBack> {
        if self.cramps < LEAST_CRAMPS {
            Some(HeldBack::FewCramps)
        } else if self.step.stands_alone() {
            Some(HeldBack::SwitchedOnce)
        } else if self.recording.depends() {
            Some(HeldBack::ToldAfterCramps)
        } else if self.tomorrow_speaks() {
            Some(HeldBack::TomorrowSpeaks)
        } else {
            None
        }
    }

    /// Whether tomorrow's value goes along with tonight's cramp as today's does.
    fn tomorrow_speaks(&self) -> bool {
        let sign = if self.matters.raises >= self.matters.lowers { 1.0 } else { -1.0 };
        let own = self.own_data_z.map_or(0.0, f64::abs);
        let bar = LEAD_Z.max(LEAD_SHARE * own) * if self.stood { LEAD_STOOD } else { 1.0 };
        self.lead.is_some_and(|lead| lead * sign > bar)
    }

    fn varied(&self) -> bool {
        let (above, below) = self.each_side;
        above >= WINDOWS_EACH_SIDE && below >= WINDOWS_EACH_SIDE
    }
}

/// The verdict on a trigger (no unit).
///
/// Equation: it is likely theirs where it matters, in one direction, with probability 0.85 ([`Sets`]), once it was said
/// with 0.6, and nothing holds it back; suspected from one half on. It must have varied over 10 known windows each side of
/// its reference. Source: docs/verification.md, table of names; Ville 1939 for any number of looks. Valid for graded normal
/// priors.
///
/// ```
/// use charley_infer::naming::{Grounds, Inclusion, FactorRecording, ExposureStep, NamingVerdict, verdict};
/// let grounds = Grounds {
///     matters: Inclusion { raises: 0.93, lowers: 0.0 },
///     own_data_z: Some(3.2),
///     lead: Some(0.4),
///     each_side: (40, 60),
///     step: ExposureStep { at: 60, rises: true, beyond: 30 },
///     recording: FactorRecording::default(),
///     cramps: 35,
///     stood: false,
/// };
/// assert_eq!(verdict(&grounds), NamingVerdict::LikelyYours);
/// assert_eq!(verdict(&Grounds { lead: Some(2.5), ..grounds }), NamingVerdict::Suspected);
/// assert_eq!(verdict(&Grounds { each_side: (90, 3), ..grounds }), NamingVerdict::NeverVaried);
/// ```
pub fn verdict(grounds: &Grounds) -> NamingVerdict {
    let probability = grounds.matters.probability();
    let bar = if grounds.stood { TAKEN_BACK } else { NAMED };
    if !grounds.varied() {
        NamingVerdict::NeverVaried
    } else if probability >= bar && grounds.held_back().is_none() {
        NamingVerdict::LikelyYours
    } else if probability >= SUSPECTED {
        NamingVerdict::Suspected
    } else {
        NamingVerdict::Undecided
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of an exposure that came and went.
    const OFTEN: ExposureStep = ExposureStep { at: 40, rises: true, beyond: 40 };

    fn sure() -> Grounds {
        Grounds {
            matters: Inclusion { raises: 0.97, lowers: 0.0 },
            own_data_z: Some(4.0),
            lead: None,
            each_side: (100, 100),
            step: OFTEN,
            recording: FactorRecording::default(),
            cramps: 35,
            stood: false,
        }
    }

    #[test]
    fn what_never_varied_is_never_named() {
        assert_eq!(verdict(&Grounds { each_side: (200, 3), ..sure() }), NamingVerdict::NeverVaried);
    }

    #[test]
    fn a_remedy_is_named_by_the_other_sign() {
        let remedy =
            Grounds { matters: Inclusion { raises: 0.0, lowers: 0.9 }, own_data_z: Some(-3.0), ..sure() };
        assert_eq!(verdict(&remedy), NamingVerdict::LikelyYours);
        // Tomorrow's stretching after tonight's cramp is no objection: it points the other way.
        assert_eq!(verdict(&Grounds { lead: Some(3.0), ..remedy }), NamingVerdict::LikelyYours);
        assert_eq!(verdict(&Grounds { lead: Some(-3.0), ..remedy }), NamingVerdict::Suspected);
    }

    #[test]
    fn each_objection_holds_a_name_back_by_itself() {
        let told = |told, of| ToldAfter { told, of };
        let recording =
            FactorRecording { in_time: 0, after_cramps: told(30, 32), after_quiet: told(200, 500) };
        let once = ExposureStep { at: 80, rises: true, beyond: 4 };
        for (grounds, why) in [
            (Grounds { cramps: 11, ..sure() }, HeldBack::FewCramps),
            (Grounds { step: once, ..sure() }, HeldBack::SwitchedOnce),
            (Grounds { lead: Some(1.7), ..sure() }, HeldBack::TomorrowSpeaks),
            (Grounds { recording, ..sure() }, HeldBack::ToldAfterCramps),
        ] {
            assert_eq!((verdict(&grounds), grounds.held_back()), (NamingVerdict::Suspected, Some(why)));
        }
        assert_eq!(verdict(&sure()), NamingVerdict::LikelyYours);
    }

    #[test]
    fn a_name_that_was_said_stands_until_it_is_clearly_weaker() {
        let weaker = |raises| Grounds { matters: Inclusion { raises, lowers: 0.0 }, ..sure() };
        assert_eq!(verdict(&weaker(0.8)), NamingVerdict::Suspected);
        assert_eq!(verdict(&Grounds { stood: true, ..weaker(0.7) }), NamingVerdict::LikelyYours);
        assert_eq!(verdict(&Grounds { stood: true, ..weaker(0.55) }), NamingVerdict::Suspected);
    }
}
