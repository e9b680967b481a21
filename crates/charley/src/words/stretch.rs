//! Sentences that make one muscle longer: what to do, how, what a helper reads, and what the drawing shows.

use charley_domain::muscle::Muscle;

use crate::{
    relief::{Hip, Kind, Site},
    words::message::messages,
};

messages! {
    CALF = "stretch.calf": "Pull your toes up, knee straight.";
    CALF_HOW = "stretch.calf.how": "Use a hand, or a towel round the foot. Hold until it lets go.";
    CALF_HELPER = "stretch.calf.helper": "Hold my heel. Push the front of my foot slowly toward my shin, knee straight. Hold.";
    CALF_DRAWN = "stretch.calf.drawn": "Leg from the side: knee straight, toes pulled toward the shin";
    CALF_STANDING = "stretch.calf.standing": "Stand, step back, press the heel down, knee straight.";
    CALF_STANDING_HOW = "stretch.calf.standing.how": "Lean on something if you can. Hold until it lets go.";
    FOOT = "stretch.foot": "Pull your toes back with your hand.";
    FOOT_HOW = "stretch.foot.how": "Heel down, toes toward the shin. Hold until it lets go.";
    FOOT_HELPER = "stretch.foot.helper": "Hold my heel. Bend my toes slowly back toward my shin. Hold.";
    FOOT_DRAWN = "stretch.foot.drawn": "Foot from the side: heel down, toes bent back toward the shin";
    HAMSTRINGS = "stretch.hamstrings": "Straighten your knee.";
    HAMSTRINGS_HOW = "stretch.hamstrings.how": "Leg out in front, toes up. Lean forward a little. Hold until it lets go.";
    HAMSTRINGS_HELPER = "stretch.hamstrings.helper": "I lie on my back. Lift my straight leg slowly by the heel. Hold.";
    HAMSTRINGS_DRAWN = "stretch.hamstrings.drawn": "Sitting from the side: leg straight in front, body leaning forward";
    HAMSTRINGS_STANDING_HOW = "stretch.hamstrings.standing.how": "Heel on the ground in front of you, toes up. Lean forward a little. Hold until it lets go.";
    QUADRICEPS = "stretch.quadriceps": "Bend your knee, heel to your buttock.";
    QUADRICEPS_HOW = "stretch.quadriceps.how": "Lie on your side or hold on to something. Pull the ankle back. Hold until it lets go.";
    QUADRICEPS_HELPER = "stretch.quadriceps.helper": "I lie on my side. Bring my heel slowly to my buttock. Hold.";
    QUADRICEPS_DRAWN = "stretch.quadriceps.drawn": "Lying on the side: knee bent, heel pulled to the buttock";
    QUADRICEPS_STANDING_HOW = "stretch.quadriceps.standing.how": "Hold on to something. Pull the ankle back. Hold until it lets go.";
    SHIN = "stretch.shin": "Point your toes away from you.";
    SHIN_HOW = "stretch.shin.how": "Press the top of the foot down with your hand. Hold until it lets go.";
    SHIN_HELPER = "stretch.shin.helper": "Hold my heel. Press the top of my foot slowly down. Hold.";
    SHIN_DRAWN = "stretch.shin.drawn": "Leg from the side: toes pointed away, top of the foot pressed down";
    ADDUCTORS = "stretch.adductors": "Move your leg out to the side.";
    ADDUCTORS_HOW = "stretch.adductors.how": "Knee straight, foot on the ground or the bed. Hold until it lets go.";
    ADDUCTORS_HELPER = "stretch.adductors.helper": "I lie on my back. Move my straight leg slowly out to the side. Hold.";
    ADDUCTORS_DRAWN = "stretch.adductors.drawn": "Both legs from the front: one leg moved out to the side";
    HIP_ASK = "stretch.hip": "Front of the hip, or back?";
    HIP_ASK_HOW = "stretch.hip.how": "Front: let the leg hang off the bed. Back: pull your knee to your chest.";
    HIP_ASK_STANDING_HOW = "stretch.hip.standing.how": "Front: take a long step back with that leg. Back: pull your knee to your chest.";
    HIP_ASK_HELPER = "stretch.hip.helper": "Ask me: front or back? Front: move my leg slowly back. Back: push my bent knee slowly to my chest.";
    HIP_FRONT = "stretch.hip.front": "Take your leg back.";
    HIP_FRONT_HOW = "stretch.hip.front.how": "Lie at the edge of the bed. Let that leg hang down, hold the other knee. Hold until it lets go.";
    HIP_FRONT_HELPER = "stretch.hip.front.helper": "I lie on my side. Move my upper leg slowly back, behind me. Hold.";
    HIP_FRONT_DRAWN = "stretch.hip.front.drawn": "Lying on the back: one leg hangs down over the edge of the bed, the other knee is held";
    HIP_FRONT_STANDING_HOW = "stretch.hip.front.standing.how": "Hold on to something. Take a long step back with that leg, hips forward. Hold until it lets go.";
    HIP_BACK = "stretch.hip.back": "Pull your knee to your chest.";
    HIP_BACK_HOW = "stretch.hip.back.how": "Lie on your back. Both hands behind the thigh, toward the other shoulder. Hold until it lets go.";
    HIP_BACK_HELPER = "stretch.hip.back.helper": "I lie on my back. Push my bent knee slowly toward my chest. Hold.";
    HIP_BACK_DRAWN = "stretch.hip.back.drawn": "Lying on the back: one knee pulled to the chest";
    OTHER = "stretch.another": "Move it slowly the other way.";
    OTHER_HOW = "stretch.another.how": "Whatever the muscle pulls together, make longer. Hold until it lets go.";
    OTHER_HELPER = "stretch.another.helper": "Help me make this muscle longer. Slowly. Hold.";
    OTHER_DRAWN = "stretch.another.drawn": "A muscle between two bones: the bones move so that it gets longer";
}

/// How one muscle is made longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// What to do, in a few words.
    pub(crate) instruction: &'static str,
    /// How.
    pub(crate) how: &'static str,
    /// What a helper reads.
    pub(crate) helper: &'static str,
}

/// How the muscle of a site is made longer: in bed, or standing in a workout.
pub(crate) const fn stretch(site: Site) -> Stretch {
    let lying = lying(site.muscle, site.hip);
    let standing = match site.kind {
        Kind::Workout => standing(site.muscle, site.hip),
        Kind::Night => None,
    };
    match standing {
        Some((instruction, how)) => Stretch { instruction, how, ..lying },
        None => lying,
    }
}

const fn lying(muscle: Muscle, hip: Option<Hip>) -> Stretch {
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
    Stretch { instruction, how, helper }
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
    use crate::words::lint;

    fn all() -> impl Iterator<Item = Site> {
        let hips = [None, Some(Hip::Front), Some(Hip::Back)];
        let kinds = [Kind::Night, Kind::Workout];
        let sites = Muscle::ALL.iter().flat_map(move |muscle| hips.map(|hip| (*muscle, hip)));
        let sites = sites.filter(|(muscle, hip)| hip.is_none() || *muscle == Muscle::Hip);
        sites.flat_map(move |(muscle, hip)| kinds.map(|kind| Site { muscle, side: Side::Unknown, kind, hip }))
    }

    #[test]
    fn no_sentence_is_forbidden_and_no_place_shares_its_instruction() {
        for (id, text) in CATALOGUE {
            assert_eq!(lint::broken(text), Vec::<u8>::new(), "{id}: {text}");
        }
        let at_night = all().filter(|site| site.kind == Kind::Night);
        let mut instructions: Vec<&str> = at_night.map(|site| stretch(site).instruction).collect();
        let count = instructions.len();
        instructions.sort_unstable();
        instructions.dedup();
        assert_eq!((instructions.len(), count), (10, 10));
    }

    #[test]
    fn nobody_in_a_workout_is_told_of_a_bed() {
        for site in all().filter(|site| site.kind == Kind::Workout) {
            let Stretch { instruction, how, .. } = stretch(site);
            assert!(
                !how.contains("off the bed") && !how.contains("towel") && !how.contains("edge"),
                "{instruction} {how}"
            );
        }
    }
}
