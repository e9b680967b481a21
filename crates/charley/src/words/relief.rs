//! Sentences of relief: what to do with the muscle that is cramping, what not to do, and when this is no cramp any more.

use charley_domain::muscle::Muscle;
use charley_evidence::Remedy;

use crate::{
    relief::StepId,
    words::message::{fill, messages},
};

messages! {
    CALF = "relief.calf": "Pull your toes up, knee straight.";
    CALF_HOW = "relief.calf.how": "Use a hand, or a towel round the foot. Hold until it lets go.";
    CALF_HELPER = "relief.calf.helper": "Hold my heel. Push the front of my foot slowly toward my shin, knee straight. Hold.";
    FOOT = "relief.foot": "Pull your toes back with your hand.";
    FOOT_HOW = "relief.foot.how": "Heel down, toes toward the shin. Hold until it lets go.";
    FOOT_HELPER = "relief.foot.helper": "Hold my heel. Bend my toes slowly back toward my shin. Hold.";
    HAMSTRINGS = "relief.hamstrings": "Straighten your knee.";
    HAMSTRINGS_HOW = "relief.hamstrings.how": "Leg out in front, toes up. Lean forward a little. Hold until it lets go.";
    HAMSTRINGS_HELPER = "relief.hamstrings.helper": "I lie on my back. Lift my straight leg slowly by the heel. Hold.";
    QUADRICEPS = "relief.quadriceps": "Bend your knee, heel to your buttock.";
    QUADRICEPS_HOW = "relief.quadriceps.how": "Lie on your side or hold on to something. Pull the ankle back. Hold until it lets go.";
    QUADRICEPS_HELPER = "relief.quadriceps.helper": "I lie on my side. Bring my heel slowly to my buttock. Hold.";
    SHIN = "relief.shin": "Point your toes away from you.";
    SHIN_HOW = "relief.shin.how": "Press the top of the foot down with your hand. Hold until it lets go.";
    SHIN_HELPER = "relief.shin.helper": "Hold my heel. Press the top of my foot slowly down. Hold.";
    ADDUCTORS = "relief.adductors": "Move your leg out to the side.";
    ADDUCTORS_HOW = "relief.adductors.how": "Knee straight, foot on the ground or the bed. Hold until it lets go.";
    ADDUCTORS_HELPER = "relief.adductors.helper": "I lie on my back. Move my straight leg slowly out to the side. Hold.";
    HIP = "relief.hip": "Pull your knee to your chest.";
    HIP_HOW = "relief.hip.how": "Lie on your back. Both hands behind the thigh, toward the other shoulder. Hold until it lets go.";
    HIP_HELPER = "relief.hip.helper": "I lie on my back. Push my bent knee slowly toward my chest. Hold.";
    OTHER = "relief.another": "Move it slowly the other way.";
    OTHER_HOW = "relief.another.how": "Whatever the muscle pulls together, make longer. Hold until it lets go.";
    OTHER_HELPER = "relief.another.helper": "Help me make this muscle longer. Slowly. Hold.";
    CALF_DRAWN = "relief.calf.drawn": "Leg from the side: knee straight, toes pulled toward the shin";
    FOOT_DRAWN = "relief.foot.drawn": "Foot from the side: heel down, toes bent back toward the shin";
    HAMSTRINGS_DRAWN = "relief.hamstrings.drawn": "Sitting from the side: leg straight in front, body leaning forward";
    QUADRICEPS_DRAWN = "relief.quadriceps.drawn": "Lying on the side: knee bent, heel pulled to the buttock";
    SHIN_DRAWN = "relief.shin.drawn": "Leg from the side: toes pointed away, top of the foot pressed down";
    ADDUCTORS_DRAWN = "relief.adductors.drawn": "Both legs from the front: one leg moved out to the side";
    HIP_DRAWN = "relief.hip.drawn": "Lying on the back: one knee pulled to the chest";
    OTHER_DRAWN = "relief.another.drawn": "A muscle between two bones: the bones move so that it gets longer";
    EASE_UP = "relief.ease_up": "Slow down and stop.";
    EASE_UP_HOW = "relief.ease_up.how": "First ease off, then stretch.";
    BREATHE = "relief.breathe": "Breathe out, long and slow.";
    BREATHE_HOW = "relief.breathe.how": "Keep the stretch. Let shoulders and jaw go loose.";
    MASSAGE = "relief.massage": "Rub the hard muscle firmly.";
    MASSAGE_HOW = "relief.massage.how": "Keep the stretch while you rub. Leave it if the leg is swollen, hot or sore.";
    STAND = "relief.stand": "Stand up on it, light on.";
    STAND_HOW = "relief.stand.how": "Hold on to something. Weight on the leg, knee slightly bent.";
    PICKLE = "relief.pickle": "Pickle juice, if it is at hand.";
    PICKLE_HOW = "relief.pickle.how": "A small glass, once. It is salt: count it.";
    PICKLE_CLOSED = "relief.pickle.closed": "Pickle juice is not shown: {because}.";
    MASSAGE_PREGNANT = "relief.massage.pregnant": "No massage step: in pregnancy stretch instead, and tell your midwife of a sore leg.";
    MASSAGE_BLOOD = "relief.massage.blood": "No massage step: with a past clot or a blood thinner leave the muscle alone and stretch.";
    LET_GO = "relief.let_go": "It let go";
    LET_GO_AFTER = "relief.let_go.after": "It let go after {time}.";
    LET_GO_REST = "relief.let_go.rest": "Rest now. The muscle may be sore for a day. The other questions come at breakfast.";
    CHECK = "relief.check": "Swollen, hot, cold or numb? Short of breath? Chest pain? A sudden pop?";
    CHECK_LINK = "relief.check.link": "This may not be a cramp";
    TEN = "relief.ten": "Ten minutes and still locked: this needs a doctor today.";
    TEN_HOW = "relief.ten.how": "Stop stretching. With chest pain, trouble breathing, a faint, or a cold or numb leg, call the emergency number now.";
    NEVER_FORCE = "relief.never.force": "Do not jerk and do not bounce.";
    NEVER_POP = "relief.never.pop": "After a sudden pop or kick in the calf: no stretching, a doctor today.";
    NEVER_SWOLLEN = "relief.never.swollen": "Do not rub a leg that is swollen, hot or sore.";
    NEVER_HEAT = "relief.never.heat": "No heat pack while falling asleep, and none on a numb leg.";
    NEVER_DRINK = "relief.never.drink": "Drink to your thirst, no further.";
    PICKLE_QUESTION = "relief.pickle.question": "Does one of these fit you? Heart, kidney or liver disease, dialysis, high blood pressure, a low-salt diet, a water tablet, lithium, pregnant, under 18.";
    PICKLE_FIRST = "relief.pickle.first": "Pickle juice: one question first";
    PICKLE_NONE = "relief.pickle.none": "None of these fits me";
    PICKLE_ELSE = "relief.pickle.else": "If one fits, or you do not know: leave it out.";
    CALL_FOR = "relief.call_for": "For chest pain, trouble breathing, a faint, confusion or a fit; a leg suddenly cold, pale or numb; pain out of all measure with a muscle hard as wood; dark urine after effort or heat.";
    TODAY_FOR = "relief.today_for": "For a leg that stays swollen, hot or sore, a sudden pop, a fever, or new weakness.";
    KEPT = "relief.kept": "Write them into your diary in the morning.";
    UNTESTED = "relief.untested": "custom, not studied";
    UNTESTED_MORE = "relief.untested.more": "Nobody has studied this step.";
    NOT_WITH = "relief.not_with": "Not with: {who}.";
    FOR_THE_HELPER = "relief.for_the_helper": "For whoever helps: {helper}";
    ENTER = "relief.enter": "Enter: it let go (recorded). Ctrl-C: nothing is recorded.";
    ASK_TRIAGE = "relief.ask_triage": "This may not be a cramp: charley triage";
    GRADE = "relief.grade": "{certainty} certainty: {design}";
}

/// The instruction, how to do it, and what a helper reads, to lengthen a muscle.
pub(crate) const fn lengthen(muscle: Muscle) -> (&'static str, &'static str, &'static str) {
    match muscle {
        Muscle::Calf => (CALF, CALF_HOW, CALF_HELPER),
        Muscle::Foot => (FOOT, FOOT_HOW, FOOT_HELPER),
        Muscle::Hamstrings => (HAMSTRINGS, HAMSTRINGS_HOW, HAMSTRINGS_HELPER),
        Muscle::Quadriceps => (QUADRICEPS, QUADRICEPS_HOW, QUADRICEPS_HELPER),
        Muscle::Shin => (SHIN, SHIN_HOW, SHIN_HELPER),
        Muscle::Adductors => (ADDUCTORS, ADDUCTORS_HOW, ADDUCTORS_HELPER),
        Muscle::Hip => (HIP, HIP_HOW, HIP_HELPER),
        Muscle::Other => (OTHER, OTHER_HOW, OTHER_HELPER),
    }
}

/// The instruction of a step and how to do it.
pub(crate) const fn step(step: StepId, muscle: Muscle) -> (&'static str, &'static str) {
    match step {
        StepId::EaseUp => (EASE_UP, EASE_UP_HOW),
        StepId::Lengthen => {
            let (instruction, how, _) = lengthen(muscle);
            (instruction, how)
        }
        StepId::Breathe => (BREATHE, BREATHE_HOW),
        StepId::Massage => (MASSAGE, MASSAGE_HOW),
        StepId::Stand => (STAND, STAND_HOW),
        StepId::PickleJuice => (PICKLE, PICKLE_HOW),
    }
}

/// What must not be done.
pub(crate) const NEVER: [&str; 5] = [NEVER_FORCE, NEVER_POP, NEVER_SWOLLEN, NEVER_HEAT, NEVER_DRINK];

/// How sure one can be of a step; a step without a row of the evidence was not studied.
pub(crate) fn grade(remedy: Option<&Remedy>) -> String {
    let Some(remedy) = remedy else { return UNTESTED.to_owned() };
    let design = remedy.design.as_deref().unwrap_or(UNTESTED);
    fill(GRADE, &[("certainty", &remedy.certainty.word()), ("design", &design)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lint;

    #[test]
    fn no_sentence_is_forbidden_and_no_muscle_shares_its_instruction() {
        for (id, text) in CATALOGUE {
            assert_eq!(lint::broken(text), Vec::<u8>::new(), "{id}: {text}");
        }
        let mut instructions: Vec<&str> = Muscle::ALL.iter().map(|muscle| lengthen(*muscle).0).collect();
        instructions.sort_unstable();
        instructions.dedup();
        assert_eq!(instructions.len(), Muscle::ALL.len());
    }
}
