//! Sentences that make one muscle longer: what to do, how, what a helper reads, and what the drawing shows.

use charley_domain::muscle::Muscle;

use charley_speech::{
    message::sentences,
    site::{CrampOccasion, Hip, Site},
};

sentences! {
    CALF = "Pull your toes up, knee straight.";
    CALF_HOW = "Use a hand, or a towel round the foot. Hold until it lets go.";
    CALF_HELPER = "Hold my heel. Push the front of my foot slowly toward my shin, knee straight. Hold.";
    CALF_DRAWN = "Leg from the side: knee straight, toes pulled toward the shin";
    CALF_STANDING = "Stand, step back, press the heel down, knee straight.";
    CALF_STANDING_HOW = "Lean on something if you can. Hold until it lets go.";
    FOOT = "Pull your toes back with your hand.";
    FOOT_HOW = "Heel down, toes toward the shin. Hold until it lets go.";
    FOOT_HELPER = "Hold my heel. Bend my toes slowly back toward my shin. Hold.";
    FOOT_DRAWN = "Foot from the side: heel down, toes bent back toward the shin";
    HAMSTRINGS = "Straighten your knee.";
    HAMSTRINGS_HOW = "Leg out in front, toes up. Lean forward a little. Hold until it lets go.";
    HAMSTRINGS_HELPER = "I lie on my back. Lift my straight leg slowly by the heel. Hold.";
    HAMSTRINGS_DRAWN = "Sitting from the side: leg straight in front, body leaning forward";
    HAMSTRINGS_STANDING_HOW = "Heel on the ground in front of you, toes up. Lean forward a little. Hold until it lets go.";
    QUADRICEPS = "Bend your knee, heel to your buttock.";
    QUADRICEPS_HOW = "Lie on your side or hold on to something. Pull the ankle back. Hold until it lets go.";
    QUADRICEPS_HELPER = "I lie on my side. Bring my heel slowly to my buttock. Hold.";
    QUADRICEPS_DRAWN = "Lying on the side: knee bent, heel pulled to the buttock";
    QUADRICEPS_STANDING_HOW = "Hold on to something. Pull the ankle back. Hold until it lets go.";
    SHIN = "Point your toes away from you.";
    SHIN_HOW = "Press the top of the foot down with your hand. Hold until it lets go.";
    SHIN_HELPER = "Hold my heel. Press the top of my foot slowly down. Hold.";
    SHIN_DRAWN = "Leg from the side: toes pointed away, top of the foot pressed down";
    ADDUCTORS = "Move your leg out to the side.";
    ADDUCTORS_HOW = "Knee straight, foot on the ground or the bed. Hold until it lets go.";
    ADDUCTORS_HELPER = "I lie on my back. Move my straight leg slowly out to the side. Hold.";
    ADDUCTORS_DRAWN = "Both legs from the front: one leg moved out to the side";
    HIP_ASK = "Front of the hip, or back?";
    HIP_ASK_HOW = "Front: let the leg hang off the bed. Back: pull your knee to your chest.";
    HIP_ASK_STANDING_HOW = "Front: take a long step back with that leg. Back: pull your knee to your chest.";
    HIP_ASK_HELPER = "Ask me: front or back? Front: move my leg slowly back. Back: push my bent knee slowly to my chest.";
    HIP_FRONT = "Take your leg back.";
    HIP_FRONT_HOW = "Lie at the edge of the bed. Let that leg hang down, hold the other knee. Hold until it lets go.";
    HIP_FRONT_HELPER = "I lie on my side. Move my upper leg slowly back, behind me. Hold.";
    HIP_FRONT_DRAWN = "Lying on the back: one leg hangs down over the edge of the bed, the other knee is held";
    HIP_FRONT_STANDING_HOW = "Hold on to something. Take a long step back with that leg, hips forward. Hold until it lets go.";
    HIP_BACK = "Pull your knee to your chest.";
    HIP_BACK_HOW = "Lie on your back. Both hands behind the thigh, toward the other shoulder. Hold until it lets go.";
    HIP_BACK_HELPER = "I lie on my back. Push my bent knee slowly toward my chest. Hold.";
    HIP_BACK_DRAWN = "Lying on the back: one knee pulled to the chest";
    OTHER = "Move it slowly the other way.";
    OTHER_HOW = "Whatever the muscle pulls together, make longer. Hold until it lets go.";
    OTHER_HELPER = "Help me make this muscle longer. Slowly. Hold.";
    OTHER_DRAWN = "A muscle between two bones: the bones move so that it gets longer";
}

/// How one muscle is made longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MuscleStretch {
    /// What to do, in a few words.
    pub instruction: &'static str,
    /// How.
    pub how: &'static str,
    /// What a helper reads.
    pub helper: &'static str,
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
const fn standing(muscle: Muscle, hip: Option<Hip>) -> Option<(&'static str, &'static str)> {
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
        let mut instructions: Vec<&str> = at_night.map(|site| stretch(site).instruction).collect();
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
