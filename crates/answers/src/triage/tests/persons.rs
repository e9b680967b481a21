//! Persons whose answers once got the wrong thing first.

use super::*;

/// What a person is told: the call, the deeds and how soon.
fn told(said: &TriageAnswers, profile: &Profile) -> (Option<Urgency>, String) {
    let assessment = assess(said, profile);
    let place = Place { maternity: profile.pregnant() || assessment.is_of_pregnancy(), ..london() };
    let deeds: Vec<String> = assessment.findings.iter().flat_map(words::deeds).collect();
    (assessment.action(), format!("{} {}", words::call(&assessment, &place), deeds.join(" ")))
}

#[test]
fn a_statin_user_with_new_cramps_gets_the_call_and_keeps_the_stretch() {
    let statin = profile(&born(1959), &["atorvastatin 20 mg"]);
    for said in [yes("RF32"), unsure("RF32"), kind("RF32", RedFlagAnswer::Yes, 0)] {
        let (action, text) = told(&said, &statin);
        assert_eq!(action, Some(Urgency::SameDay));
        assert!(text.starts_with("Call NHS 111 or your GP today. Say that you take a statin."), "{text}");
        assert!(!text.contains(&*words::UNTIL_THEN) && !assess(&said, &statin).ends_stretching());
    }
    let dark = assess(&kind("RF32", RedFlagAnswer::Yes, 1), &statin);
    assert!(dark.action() == Some(Urgency::Emergency) && dark.ends_stretching());
}

#[test]
fn a_new_water_tablet_is_looked_at_this_week() {
    let used = MedicineUse::new("hydrochlorothiazide", date(2026, 11, 1), None);
    let fresh = Profile::of(&born(1959), &[entry(0, Record::Medicine(used))], None, TODAY);
    let (action, text) = told(&yes("RF25"), &fresh);
    assert_eq!(action, Some(Urgency::Routine));
    assert!(text.starts_with("Book an appointment for this week. Take the packs."), "{text}");
    assert!(text.contains("sodium, potassium, magnesium, calcium, kidney"), "{text}");
    let (_, old) = told(&yes("RF25"), &profile(&born(1959), &["hydrochlorothiazide"]));
    assert!(old.starts_with("Book an appointment within two weeks."), "{old}");
    let (_, said) = told(&kind("RF25", RedFlagAnswer::Yes, 4), &Profile::default());
    assert!(said.starts_with("Book an appointment for this week."), "{said}");
}

#[test]
fn a_pregnant_woman_with_a_swollen_calf_calls_her_maternity_unit_first_and_only_once() {
    let profile = profile(&pregnant(), &["none"]);
    for flag in ["RF13", "RF02"] {
        for said in [yes(flag), unsure(flag)] {
            let (action, text) = told(&said, &profile);
            assert_eq!(action, Some(Urgency::SameDay), "{flag}");
            let call = "Call your maternity unit now, day or night; if you cannot reach it, NHS 111. Do not massage this leg.";
            assert!(text.starts_with(call) && text.contains(&*words::UNTIL_THEN), "{text}");
            assert!(!text.contains("GP") && !text.contains("midwife"), "{text}");
        }
    }
    // She never said that she is pregnant; the question did.
    let (_, text) = told(&yes("RF13"), &Profile::default());
    assert!(text.starts_with("Call your maternity unit now"), "{text}");
}

#[test]
fn a_child_who_refuses_to_walk_is_seen_today_and_one_with_dark_urine_at_once() {
    let child = profile(&born(2017), &["none"]);
    let (action, _) = told(&kind("RF29", RedFlagAnswer::Yes, 0), &child);
    assert_eq!(action, Some(Urgency::SameDay));
    assert_eq!(told(&yes("RF38"), &child).0, Some(Urgency::Emergency));
    assert_eq!(told(&unsure("RF29"), &child).0, Some(Urgency::SameDay));
    let asks: Vec<&str> = QuestionList::Now
        .questions(&child)
        .iter()
        .map(|flag| flag.id.as_str())
        .filter(|id| *id == "RF38")
        .collect();
    assert_eq!(asks, ["RF38"]);
}

#[test]
fn weakness_that_grows_is_seen_within_days_and_what_cannot_wait_sooner() {
    let person = profile(&born(1971), &["none"]);
    let mut said = yes("RF15");
    said.update(&yes("RF23"));
    let (action, text) = told(&said, &person);
    assert_eq!(action, Some(Urgency::Routine));
    assert!(text.starts_with("See a doctor within the next few days"), "{text}");
    assert!(!text.contains("ALS") && !text.contains("neuron"), "{text}");
    assert_eq!(told(&yes("RF35"), &person).0, Some(Urgency::SameDay));
    assert_eq!(told(&yes("RF36"), &person).0, Some(Urgency::Emergency));
}

#[test]
fn dark_urine_after_the_gym_is_an_emergency_with_the_test_by_name() {
    let (action, text) = told(&kind("RF05", RedFlagAnswer::Yes, 0), &profile(&born(1981), &["none"]));
    assert_eq!(action, Some(Urgency::Emergency));
    assert!(text.starts_with("Call 999 now.") && text.contains("creatine kinase (CK)"), "{text}");
}

#[test]
fn a_woman_on_the_pill_who_is_not_sure_of_a_swollen_calf_calls_today() {
    let woman = profile(&Person { sex: Some(Sex::Female), ..born(1998) }, &["microgynon"]);
    let assessment = assess(&unsure("RF02"), &woman);
    assert!(assessment.action() == Some(Urgency::SameDay) && assessment.ends_stretching());
    let (_, text) = told(&unsure("RF02"), &woman);
    assert!(
        text.contains("Say if you are pregnant, take the pill") && text.contains(&*words::NOT_SURE),
        "{text}"
    );
    assert_eq!(assessment.unanswered.len(), all_flags().count());
}

#[test]
fn a_man_who_is_not_sure_of_chest_pain_a_cold_leg_or_a_collapse_is_told_to_call_now() {
    let man = profile(&Person { sex: Some(Sex::Male), ..born(1986) }, &["none"]);
    for flag in ["RF01", "RF03", "RF06", "RF11"] {
        let (action, text) = told(&unsure(flag), &man);
        assert_eq!(action, Some(Urgency::Emergency), "{flag}");
        assert!(text.starts_with("Call 999 now.") && text.contains(&*words::NOT_SURE), "{text}");
    }
    // The second part of the cold leg: yes and not sure keep it an emergency, no makes it a call today.
    let second = |branch| assess(&kind("RF03", RedFlagAnswer::Unknown, branch), &man).action();
    assert_eq!([3, 4, 5].map(second), [Urgency::Emergency, Urgency::Emergency, Urgency::SameDay].map(Some));
}

#[test]
fn one_sign_alone_is_no_call_for_an_ambulance_and_before_that_the_kind_is_asked() {
    let athlete = profile(&born(2002), &["none"]);
    for (flag, alone) in [("RF07", 2), ("RF05", 1), ("RF03", 2), ("RF04", 1)] {
        let finding = &assess(&yes(flag), &athlete).findings[0];
        assert!(finding.open_kinds().iter().any(|(kind, _)| *kind == alone), "{flag} asks which it is");
        assert_eq!(finding.urgency, Urgency::Emergency, "{flag}: nothing is assumed to be mild");
        let (action, text) = told(&kind(flag, RedFlagAnswer::Yes, alone), &athlete);
        assert_eq!(action, Some(Urgency::SameDay), "{flag}");
        assert!(
            text.starts_with("Call NHS 111 or your GP today.") && text.contains("call the emergency number")
        );
    }
}

#[test]
fn all_not_sure_calls_for_help_and_leaves_every_question_open() {
    let said = TriageAnswers::all(all_flags(), RedFlagAnswer::Unknown);
    let assessment = assess(&said, &Profile::default());
    assert_eq!(assessment.action(), Some(Urgency::Emergency));
    let sure: Vec<&str> = evidence()
        .red_flags
        .iter()
        .filter(|flag| flag.action == Urgency::Routine)
        .map(|flag| flag.id.as_str())
        .collect();
    assert_eq!(assessment.findings.len() + sure.len(), all_flags().count());
    assert!(assessment.ends_stretching());
    assert_eq!(assessment.unanswered.len(), all_flags().count());
}
