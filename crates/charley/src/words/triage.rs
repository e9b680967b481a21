//! Sentences of the red flags: what to do now, today or soon, and what to say on the telephone.

use charley_evidence::Urgency;

use crate::{
    place::Place,
    words::message::{fill, messages},
};

messages! {
    CALL_NUMBER = "triage.call.number": "Call {number} now.";
    CALL_LOCAL = "triage.call.local": "Call your local emergency number now. On most mobile phones 112 works.";
    CALL_TODAY = "triage.call.today": "Call {who} today.";
    DOCTOR = "triage.call.doctor": "your doctor or the out-of-hours service";
    GP_IRELAND = "triage.call.gp_ireland": "your GP or the out-of-hours GP service";
    DOCTOR_116117 = "triage.call.doctor_116117": "your doctor, or 116117 out of hours";
    DOCTOR_1450 = "triage.call.doctor_1450": "1450 or your doctor";
    DOCTOR_811 = "triage.call.doctor_811": "your doctor, or 811 for health advice";
    URGENT_CARE = "triage.call.urgent_care": "your doctor or an urgent care clinic";
    DOCTOR_AUSTRALIA = "triage.call.doctor_australia": "your doctor, or 1800 022 222 for health advice";
    HEALTHLINE = "triage.call.healthline": "your doctor, or Healthline 0800 611 116";
    NHS_111 = "triage.call.nhs_111": "NHS 111 or your GP";
    TELL_SOON = "triage.call.soon": "Tell a doctor soon.";
    NOTHING = "triage.none": "No red flag in your answers. If something changes, answer again.";
    NOTHING_YET = "triage.none_yet": "Some questions are still open.";
    UNTIL_THEN = "triage.until_then": "Until then: no stretching and no massage.";
    NOT_SURE_IS_YES = "triage.lowered": "You were not sure. In you that counts as yes.";
    ASK_NOW = "triage.ask.now": "Is one of these happening now?";
    ASK_EFFORT = "triage.ask.effort": "After effort or heat: one of these?";
    ASK_TODAY = "triage.ask.today": "Is one of these true?";
    ASK_SOON = "triage.ask.soon": "And over the last weeks?";
    ASK_KIND = "triage.ask.kind": "Which is it?";
    ASK_ONE = "triage.ask.another": "One more question.";
    NONE_OF_THESE = "triage.none_of_these": "None of these";
    NONE_OF_OTHERS = "triage.none_of_others": "None of the others";
    BEFORE_ADVICE = "triage.before_advice": "They come before any advice. One yes is enough.";
    ALL_ANSWERED = "triage.all_answered": "All {n} questions were answered.";
    UNANSWERED = "triage.unanswered": "Without a yes or no: {open} of {n} questions.";
    HOW_TO_ANSWER = "triage.how_to_answer": "y for yes, n for no, ? for not sure";
    SEE_NOW = "triage.see.now": "Call the emergency number now";
    SEE_TODAY = "triage.see.today": "See a doctor today";
    SEE_SOON = "triage.see.soon": "Tell a doctor soon";
    UNFIT = "triage.unfit": "Questions that did not seem to fit you";
    RF01 = "triage.do.rf01": "Say when it began, and whether a leg is swollen.";
    RF02 = "triage.do.rf02": "Do not massage this leg.";
    RF03 = "triage.do.rf03": "Do not wait for it to pass. Say when it began.";
    RF04 = "triage.do.rf04": "Loosen anything tight. Keep the leg level with the heart, not raised.";
    RF05 = "triage.do.rf05": "Say that it came after hard effort or heat. Ask for a test of creatine kinase (CK).";
    RF06 = "triage.do.rf06": "Cool the whole body at once. A tub of cold water is best. Give nothing by mouth to someone confused.";
    RF07 = "triage.do.rf07": "Drink nothing more until you pass urine freely. Say how much you drank.";
    RF08 = "triage.do.rf08": "Say that the muscle has been locked for more than ten minutes.";
    RF09 = "triage.do.rf09": "Say when the wound was, and when your last tetanus shot was.";
    RF10 = "triage.do.rf10": "Say what it was, how much and when.";
    RF11 = "triage.do.rf11": "You need a hospital within hours. Say when it began.";
    RF12 = "triage.do.rf12": "Call your maternity unit at once too.";
    RF13 = "triage.do.rf13": "Call your midwife or doctor at once. Do not massage this leg.";
    RF14 = "triage.do.rf14": "Say whether you had thyroid or neck surgery, have kidney disease, or get denosumab.";
    RF17 = "triage.do.rf17": "Say since when it hurts at rest, and whether a sore will not heal.";
    RF26 = "triage.do.rf26": "Say that you are on quinine.";
    RF27 = "triage.do.rf27": "Say whether it spreads, and whether you have diabetes or a weak immune system.";
    RF28 = "triage.do.rf28": "Do not stretch this leg until someone has seen it.";
    RF29 = "triage.do.rf29": "Say what you saw: the limp, the fever, the joint.";
    RF30 = "triage.do.rf30": "Stop and rest. No more exercise until a doctor has seen you.";
    RF32 = "triage.do.rf32": "Say that you take a statin. They will tell you what to do about it.";
    RF33 = "triage.do.rf33": "Say that you take lithium.";
    KIND_RF09_0 = "triage.kind.rf09.0": "A stiff jaw, stiffness or spasms";
    KIND_RF09_1 = "triage.kind.rf09.1": "A deep or dirty wound, not fully vaccinated, and no stiffness";
    KIND_RF14_0 = "triage.kind.rf14.0": "Claw hands or feet, a tight throat, trouble breathing, a faint, an odd heartbeat or a fit";
    KIND_RF14_1 = "triage.kind.rf14.1": "Only tingling";
    KIND_RF21_0 = "triage.kind.rf21.0": "Yes, but the urine is clear now";
    KIND_RF21_1 = "triage.kind.rf21.1": "The urine is dark now";
    KIND_RF25_0 = "triage.kind.rf25.0": "Another medicine";
    KIND_RF25_1 = "triage.kind.rf25.1": "A statin";
    KIND_RF25_2 = "triage.kind.rf25.2": "Lithium";
    KIND_RF25_3 = "triage.kind.rf25.3": "Chemotherapy";
    KIND_RF27_0 = "triage.kind.rf27.0": "The patch alone";
    KIND_RF27_1 = "triage.kind.rf27.1": "With fever, shivering, vomiting, a fast heart or fast breathing, dizziness or confusion, or spreading fast";
    KIND_RF29_0 = "triage.kind.rf29.0": "A limp, a fever, a hot joint, an injury, or unwell";
    KIND_RF29_1 = "triage.kind.rf29.1": "Pain on one side, worse each night, there on waking, or stopping play";
    KIND_RF29_2 = "triage.kind.rf29.2": "None of these";
    KIND_RF30_0 = "triage.kind.rf30.0": "Pain that stays or spreads, or with sweating, sickness or breathlessness, or any faint during effort";
    KIND_RF30_1 = "triage.kind.rf30.1": "Pain gone at rest, or a racing heart only";
    KIND_RF32_0 = "triage.kind.rf32.0": "Yes, and the urine is clear";
    KIND_RF32_1 = "triage.kind.rf32.1": "Yes, with dark urine";
    KIND_RF33_0 = "triage.kind.rf33.0": "Confused, drowsy, slurred or unsteady";
    KIND_RF33_1 = "triage.kind.rf33.1": "Only the others";
}

/// What to do and to say for each flag, beside the call.
const DEEDS: &[(&str, &str)] = &[
    ("RF01", RF01),
    ("RF02", RF02),
    ("RF03", RF03),
    ("RF04", RF04),
    ("RF05", RF05),
    ("RF06", RF06),
    ("RF07", RF07),
    ("RF08", RF08),
    ("RF09", RF09),
    ("RF10", RF10),
    ("RF11", RF11),
    ("RF12", RF12),
    ("RF13", RF13),
    ("RF14", RF14),
    ("RF17", RF17),
    ("RF26", RF26),
    ("RF27", RF27),
    ("RF28", RF28),
    ("RF29", RF29),
    ("RF30", RF30),
    ("RF32", RF32),
    ("RF33", RF33),
];

/// Kinds of yes in plain words, by flag and place in the evidence table.
const KINDS: &[(&str, usize, &str)] = &[
    ("RF09", 0, KIND_RF09_0),
    ("RF09", 1, KIND_RF09_1),
    ("RF14", 0, KIND_RF14_0),
    ("RF14", 1, KIND_RF14_1),
    ("RF21", 0, KIND_RF21_0),
    ("RF21", 1, KIND_RF21_1),
    ("RF25", 0, KIND_RF25_0),
    ("RF25", 1, KIND_RF25_1),
    ("RF25", 2, KIND_RF25_2),
    ("RF25", 3, KIND_RF25_3),
    ("RF27", 0, KIND_RF27_0),
    ("RF27", 1, KIND_RF27_1),
    ("RF29", 0, KIND_RF29_0),
    ("RF29", 1, KIND_RF29_1),
    ("RF29", 2, KIND_RF29_2),
    ("RF30", 0, KIND_RF30_0),
    ("RF30", 1, KIND_RF30_1),
    ("RF32", 0, KIND_RF32_0),
    ("RF32", 1, KIND_RF32_1),
    ("RF33", 0, KIND_RF33_0),
    ("RF33", 1, KIND_RF33_1),
];

/// What to do first, in the words of the place.
pub(crate) fn heading(action: Option<Urgency>, place: &Place) -> String {
    match action {
        Some(Urgency::Emergency) => place
            .emergency
            .map_or_else(|| CALL_LOCAL.to_owned(), |number| fill(CALL_NUMBER, &[("number", &number)])),
        Some(Urgency::SameDay) => fill(CALL_TODAY, &[("who", &place.same_day)]),
        Some(Urgency::Routine) => TELL_SOON.to_owned(),
        None => NOTHING.to_owned(),
    }
}

/// What else to do and to say.
pub(crate) fn deeds(flag: &str, urgency: Urgency) -> Vec<String> {
    let own = DEEDS.iter().find(|(id, _)| *id == flag).map(|(_, deed)| (*deed).to_owned());
    let until = (urgency == Urgency::SameDay).then(|| UNTIL_THEN.to_owned());
    own.into_iter().chain(until).collect()
}

/// A kind of yes as a person reads it.
pub(crate) fn kind(flag: &str, branch: usize) -> Option<&'static str> {
    KINDS.iter().find(|(id, at, _)| *id == flag && *at == branch).map(|(_, _, text)| *text)
}

#[cfg(test)]
mod tests {
    use charley_evidence::evidence;

    use super::*;
    use crate::{triage, words::lint};

    #[test]
    fn no_sentence_is_forbidden_and_every_id_is_one() {
        let mut ids: Vec<&str> = CATALOGUE.iter().map(|(id, _)| *id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), CATALOGUE.len());
        for (id, text) in CATALOGUE {
            assert_eq!(lint::broken(text), Vec::<u8>::new(), "{id}: {text}");
        }
    }

    #[test]
    fn each_kind_of_yes_has_words_and_each_urgent_flag_its_deed() {
        for flag in &evidence().red_flags {
            for (branch, _) in triage::kinds(flag) {
                assert!(kind(&flag.id, branch).is_some(), "{} branch {branch}", flag.id);
            }
            if flag.action > Urgency::Routine {
                assert!(DEEDS.iter().any(|(id, _)| *id == flag.id), "{} has no deed", flag.id);
            }
        }
    }

    #[test]
    fn action_words_follow_the_place() {
        let say = |zone, action| heading(Some(action), &Place::of_zone(Some(zone)));
        assert_eq!(say("Europe/London", Urgency::Emergency), "Call 999 now.");
        assert_eq!(say("Europe/London", Urgency::SameDay), "Call NHS 111 or your GP today.");
        assert_eq!(say("America/Chicago", Urgency::Emergency), "Call 911 now.");
        assert_eq!(say("Etc/UTC", Urgency::Emergency), CALL_LOCAL);
    }
}
