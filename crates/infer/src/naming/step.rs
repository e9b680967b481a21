//! Whether an exposure changed more than once: one step is any change of that day, a new job as well as a new tablet.

/// Known windows that must lie beyond a single step of an exposure, so that another change of that day cannot stand for it.
const WINDOWS_BEYOND_A_STEP: usize = 5; // half of the windows that rule C asks for on each side

/// The single step that accounts best for an exposure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExposureStep {
    /// Known windows before it; 0, or all of them, where no step accounts better than none.
    pub at: usize,
    /// Whether the exposure lies away from its reference after the step.
    pub rises: bool,
    /// Known windows that the step does not account for.
    pub beyond: usize,
}

impl ExposureStep {
    /// The step that leaves the fewest windows over (windows).
    ///
    /// Equation: min over k and both directions of the windows before k on the one side and from k on on the other; the
    /// earliest k of the smallest. Source: definition; a series of 0 and 1 that is monotone but for `beyond` of its values.
    /// Valid for known windows in the order of time.
    ///
    /// ```
    /// use charley_infer::naming::ExposureStep;
    /// let sides = |text: &str| text.chars().map(|one| one == '#').collect::<Vec<bool>>();
    /// assert_eq!(ExposureStep::of(&sides("....####")), ExposureStep { at: 4, rises: true, beyond: 0 });
    /// assert_eq!(ExposureStep::of(&sides("...##.###")).beyond, 1);
    /// assert_eq!(ExposureStep::of(&sides("..###...##")).beyond, 3);
    /// ```
    pub fn of(away: &[bool]) -> Self {
        let all = away.iter().filter(|is| **is).count();
        let mut best = Self { at: 0, rises: all * 2 > away.len(), beyond: all.min(away.len() - all) };
        let mut before = 0;
        for (index, is) in away.iter().enumerate() {
            before += usize::from(*is);
            let at = index + 1;
            // Rising: what is away before it, and at the reference after it, is left over; falling: the other way round.
            let rising = before + (away.len() - at) - (all - before);
            let falling = away.len() - rising;
            for (rises, beyond) in [(true, rising), (false, falling)] {
                if beyond < best.beyond {
                    best = Self { at, rises, beyond };
                }
            }
        }
        best
    }
}

impl ExposureStep {
    /// Whether it accounts for all but so few windows that another change of that day could stand for the exposure.
    ///
    /// Equation: fewer than 5 windows beyond it. Source and validity: [`super::verdict`].
    ///
    /// ```
    /// use charley_infer::naming::ExposureStep;
    /// assert!(ExposureStep { at: 80, rises: true, beyond: 4 }.stands_alone());
    /// assert!(!ExposureStep { at: 80, rises: true, beyond: 5 }.stands_alone());
    /// ```
    pub const fn stands_alone(self) -> bool {
        self.beyond < WINDOWS_BEYOND_A_STEP
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn left_over(away: &[bool], at: usize, rises: bool) -> usize {
        away.iter()
            .enumerate()
            .filter(|(index, is)| (*index >= at) == rises && !**is || (*index >= at) != rises && **is)
            .count()
    }

    proptest! {
        #[test]
        fn no_step_leaves_fewer_over(away in proptest::collection::vec(proptest::bool::ANY, 0..24)) {
            let step = ExposureStep::of(&away);
            prop_assert_eq!(left_over(&away, step.at, step.rises), step.beyond);
            for at in 0..=away.len() {
                prop_assert!(left_over(&away, at, true).min(left_over(&away, at, false)) >= step.beyond);
            }
        }
    }
}
