//! Sentences that make one muscle longer: what to do, how, what a helper reads, and what the drawing shows.

use charley_domain::muscle::Muscle;

use charley_speech::{
    message::{Message, messages},
    site::{CrampOccasion, Hip, Site},
};

messages! {
    "stretch";
    CALF;
    CALF_HOW;
    CALF_HELPER;
    CALF_DRAWN;
    CALF_STANDING;
    CALF_STANDING_HOW;
    FOOT;
    FOOT_HOW;
    FOOT_HELPER;
    FOOT_DRAWN;
    HAMSTRINGS;
    HAMSTRINGS_HOW;
    HAMSTRINGS_HELPER;
    HAMSTRINGS_DRAWN;
    HAMSTRINGS_STANDING_HOW;
    QUADRICEPS;
    QUADRICEPS_HOW;
    QUADRICEPS_HELPER;
    QUADRICEPS_DRAWN;
    QUADRICEPS_STANDING_HOW;
    SHIN;
    SHIN_HOW;
    SHIN_HELPER;
    SHIN_DRAWN;
    ADDUCTORS;
    ADDUCTORS_HOW;
    ADDUCTORS_HELPER;
    ADDUCTORS_DRAWN;
    HIP_ASK;
    HIP_ASK_HOW;
    HIP_ASK_STANDING_HOW;
    HIP_ASK_HELPER;
    HIP_FRONT;
    HIP_FRONT_HOW;
    HIP_FRONT_HELPER;
    HIP_FRONT_DRAWN;
    HIP_FRONT_STANDING_HOW;
    HIP_BACK;
    HIP_BACK_HOW;
    HIP_BACK_HELPER;
    HIP_BACK_DRAWN;
    OTHER;
    OTHER_HOW;
    OTHER_HELPER;
    OTHER_DRAWN;
}

/// How one muscle is made longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MuscleStretch {
    /// What to do, in a few words.
    pub instruction: Message,
    /// How.
    pub how: Message,
    /// What a helper reads.
    pub helper: Message,
}

/// How the muscle of a site is made longer: in bed, or standing in a workout.
pub const fn stretch(site: Site) -> MuscleStretch {
    let lying = lying(site.muscle, site.hip);
    let standing = match site.kind {
        CrampOccasion::Workout => standing(site.muscle, site.hip),
        CrampOccasion::Night => None,
    };
    match standing {
        Some((instruction, how)) => MuscleStretch { instruction, how, ..lying },
        None => lying,
    }
}

const fn lying(muscle: Muscle, hip: Option<Hip>) -> MuscleStretch {
    let (instruction, how, helper) = match (muscle, hip) {
        (Muscle::Calf, _) => (CALF, CALF_HOW, CALF_HELPER),
        (Muscle::Foot, _) => (FOOT, FOOT_HOW, FOOT_HELPER),
        (Muscle::Hamstrings, _) => (HAMSTRINGS, HAMSTRINGS_HOW, HAMSTRINGS_HELPER),
        (Muscle::Quadriceps, _) => (QUADRICEPS, QUADRICEPS_HOW, QUADRICEPS_HELPER),
        (Muscle::Shin, _) => (SHIN, SHIN_HOW, SHIN_HELPER),
        (Muscle::Adductors, _) => (ADDUCTORS, ADDUCTORS_HOW, ADDUCTORS_HELPER),
        (Muscle::Hip, None) => (HIP_ASK, HIP_ASK_HOW, HIP_ASK_HELPER),
        (Muscle::Hip, Some(Hip::Front)) => (HIP_FRONT, HIP_FRONT_HOW, HIP_FRONT_HELPER),
        (Muscle::Hip, Some(Hip::Back)) => (HIP_BACK, HIP_BACK_HOW, HIP_BACK_HELPER),
        (Muscle::Other, _) => (OTHER, OTHER_HOW, OTHER_HELPER),
    };
    MuscleStretch { instruction, how, helper }
}

/// What differs for somebody on their feet, without a bed.
const fn standing(muscle: Muscle, hip: Option<Hip>) -> Option<(Message, Message)> {
    match (muscle, hip) {
        (Muscle::Calf, _) => Some((CALF_STANDING, CALF_STANDING_HOW)),
        (Muscle::Hamstrings, _) => Some((HAMSTRINGS, HAMSTRINGS_STANDING_HOW)),
        (Muscle::Quadriceps, _) => Some((QUADRICEPS, QUADRICEPS_STANDING_HOW)),
        (Muscle::Hip, None) => Some((HIP_ASK, HIP_ASK_STANDING_HOW)),
        (Muscle::Hip, Some(Hip::Front)) => Some((HIP_FRONT, HIP_FRONT_STANDING_HOW)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use charley_domain::muscle::Side;

    use super::*;

    fn all() -> impl Iterator<Item = Site> {
        let hips = [None, Some(Hip::Front), Some(Hip::Back)];
        let kinds = [CrampOccasion::Night, CrampOccasion::Workout];
        let sites = Muscle::ALL.iter().flat_map(move |muscle| hips.map(|hip| (*muscle, hip)));
        let sites = sites.filter(|(muscle, hip)| hip.is_none() || *muscle == Muscle::Hip);
        sites.flat_map(move |(muscle, hip)| kinds.map(|kind| Site { muscle, side: Side::Unknown, kind, hip }))
    }

    #[test]
    fn no_place_shares_its_instruction() {
        let at_night = all().filter(|site| site.kind == CrampOccasion::Night);
        let mut instructions: Vec<&str> = at_night.map(|site| stretch(site).instruction.text()).collect();
        let count = instructions.len();
        instructions.sort_unstable();
        instructions.dedup();
        assert_eq!((instructions.len(), count), (10, 10));
    }

    #[test]
    fn nobody_in_a_workout_is_told_of_a_bed() {
        for site in all().filter(|site| site.kind == CrampOccasion::Workout) {
            let MuscleStretch { instruction, how, .. } = stretch(site);
            assert!(
                !how.contains("off the bed") && !how.contains("towel") && !how.contains("edge"),
                "{instruction} {how}"
            );
        }
    }
}
