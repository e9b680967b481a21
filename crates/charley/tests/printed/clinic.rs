//! The ten persons of docs/studies/clinic.md section 1, each with what was found wrong there, as it must be now.

use crate::{
    commands::commands,
    person::{Care, Facts, Person},
    press::{Print, everything},
    rules::broken,
};

/// All that a person is given, with plans of these workouts, after no rule was found broken in it.
#[track_caller]
pub(crate) fn clean(person: &Person, workouts: &[&str]) -> Vec<Print> {
    let prints = everything(person, workouts);
    let found = broken(person, &prints);
    let lines: Vec<String> =
        found.iter().map(|one| format!("rule {}, {}: {}", one.rule, one.place, one.sentence)).collect();
    assert!(
        lines.is_empty(),
        "{} sentences must not be read by this person:\n{}",
        lines.len(),
        lines.join("\n")
    );
    let pages = prints.iter().filter_map(|print| Some((print.place.strip_prefix("page ")?, &print.text)));
    let typed: Vec<String> = pages.flat_map(|(path, text)| commands(path, text)).collect();
    assert_eq!(typed, Vec::<String>::new(), "pages tell this person to type commands");
    prints
}

/// One of the prints, in lower case.
#[track_caller]
pub(crate) fn at(prints: &[Print], place: &str) -> String {
    prints
        .iter()
        .find(|print| print.place == place)
        .unwrap_or_else(|| panic!("no {place}"))
        .text
        .to_lowercase()
}

#[test]
fn a_statin_and_a_thiazide_keep_the_stretch_and_get_the_call() {
    let facts = Facts { salt_closed: true, statin: true, care: Some(Care::Today), ..Facts::default() };
    let person = Person::new("--born 1959-03 --sex male --condition none", facts)
        .takes(&["atorvastatin", "hydrochlorothiazide"])
        .nights(&[true, false, true, true])
        .answers(&[("RF32", "yes"), ("RF01", "no")]);
    let prints = clean(&person, &[]);
    let now = at(&prints, "terminal now");
    assert!(now.contains("pull your toes"), "new cramps on a statin take no relief away: {now}");
    assert!(now.contains("call nhs 111 or your gp today"), "{now}");
    assert!(at(&prints, "page /why").contains("today"));
}

#[test]
fn b_thirty_weeks_with_a_swollen_calf_is_sent_to_her_maternity_unit() {
    let facts = Facts {
        salt_closed: true,
        vitamin_k_closed: true,
        pregnant: true,
        care: Some(Care::Today),
        ..Facts::default()
    };
    let person =
        Person::new("--born 1995-03 --sex female --condition none --pregnant-since 2026-04-27", facts)
            .takes(&["none"])
            .nights(&[true, false])
            .answers(&[("RF13", "yes"), ("RF02", "unknown")]);
    let prints = clean(&person, &[]);
    for place in ["terminal why", "terminal now", "page /", "page /now"] {
        let text = at(&prints, place);
        assert!(text.contains("maternity unit"), "{place}: {text}");
    }
    assert!(!at(&prints, "terminal now").contains("pull your toes"));
}

#[test]
fn c_a_marathon_in_the_heat_has_a_most_until_she_has_weighed_herself() {
    let person = Person::new(
        "--born 2002-03 --sex female --mass-kg 58 --height-cm 168 --condition none",
        Facts::default(),
    )
    .takes(&["none"])
    .nights(&[false, false]);
    let prints = clean(&person, &["marathon 3:20 29c"]);
    let plan = at(&prints, "terminal plan marathon 3:20 29c");
    assert!(plan.contains("until you have weighed yourself before and after one hot run"), "{plan}");
    assert!(plan.contains("drinking more than you sweat can kill"), "{plan}");
    for place in ["file wrist card", "page /plan of a workout", "file plan calendar"] {
        assert!(
            at(&prints, place).contains("until you have weighed yourself"),
            "{place}: {}",
            at(&prints, place)
        );
    }
    let first: String = plan.split('.').take(2).collect();
    assert!(!first.contains("between 2 and 99"), "a band that tells nothing is no number: {first}");
}

#[test]
fn d_a_child_of_nine_gets_no_forecast_no_plan_and_a_parent() {
    let facts = Facts { salt_closed: true, vitamin_k_closed: true, minor: true, ..Facts::default() };
    let person =
        Person::new("--born 2017-03 --condition none", facts).takes(&["none"]).nights(&[true, false]);
    let prints = clean_minor(&person);
    for place in ["terminal why", "terminal forecast", "page /", "page /why"] {
        assert!(at(&prints, place).contains("show the diary to a parent"), "{place}");
    }
}

/// A minor has no trial and no plan: both are refused, and what is printed in their place is walked too.
#[track_caller]
fn clean_minor(person: &Person) -> Vec<Print> {
    clean(person, &["run 5km 30min"])
}

#[test]
fn e_weak_and_twitching_is_seen_within_days_and_no_disease_is_named() {
    let facts = Facts { vitamin_k_closed: true, salt_closed: true, ..Facts::default() };
    let person = Person::new("--born 1971-03 --sex male", facts)
        .nights(&[true, true])
        .answers(&[("RF15", "yes"), ("RF23", "yes")]);
    let prints = clean(&person, &[]);
    let triage = at(&prints, "terminal triage");
    assert!(triage.contains("days"), "a time is said: {triage}");
    for print in prints.iter().filter(|print| print.is_personal()) {
        let text = print.text.to_lowercase();
        assert!(!text.contains("motor neuron") && !text.contains(" als "), "{}: {text}", print.place);
    }
}

#[test]
fn f_pain_on_walking_with_narrow_arteries_is_told_whom_to_see() {
    let facts = Facts { vitamin_k_closed: true, salt_closed: true, ..Facts::default() };
    let person = Person::new("--born 1950-03 --sex male --condition pad", facts)
        .nights(&[true])
        .answers(&[("RF16", "yes")]);
    let prints = clean(&person, &[]);
    assert!(at(&prints, "terminal why").contains("by your answers about warning signs"));
}

#[test]
fn g_on_dialysis_no_salt_and_no_fluid_is_spoken_of() {
    let facts = Facts { salt_closed: true, ..Facts::default() };
    let person = Person::new("--born 1960-03 --sex female --condition dialysis", facts)
        .takes(&["none"])
        .nights(&[true, false, true]);
    let prints = clean(&person, &["marathon 5:00 20c"]);
    assert!(!at(&prints, "page /trial").contains("magnesium"), "a gate keeps it from her");
}

#[test]
fn h_with_cirrhosis_salt_stays_closed() {
    let facts = Facts { salt_closed: true, ..Facts::default() };
    let person = Person::new("--born 1966-03 --sex male --condition liver-cirrhosis", facts)
        .takes(&["none"])
        .nights(&[true]);
    clean(&person, &["run 10km 60min 28c"]);
}

#[test]
fn i_dark_urine_after_the_gym_is_an_emergency_and_no_step_is_shown() {
    let facts = Facts { care: Some(Care::Now), ..Facts::default() };
    let person = Person::new("--born 1981-03 --sex male --condition none", facts)
        .takes(&["none"])
        .nights(&[true])
        .answers(&[("RF05", "yes")]);
    let prints = clean(&person, &["run 10km 60min"]);
    assert!(
        at(&prints, "terminal now")
            .starts_with("by your answers about warning signs you need help now. call 999 now.")
    );
    assert!(at(&prints, "terminal plan run 10km 60min").contains("no plan until"));
    assert!(at(&prints, "page /plan of a workout").contains("no plan until"));
    assert!(
        at(&prints, "refused trial quinine").contains("call 999"),
        "care stands before any other refusal"
    );
}

#[test]
fn j_the_pill_and_a_leg_she_is_not_sure_of_is_a_call_today() {
    let facts = Facts { care: Some(Care::Today), ..Facts::default() };
    let person = Person::new("--born 1996-03 --sex female --condition none", facts)
        .takes(&["Microgynon"])
        .nights(&[true])
        .answers(&[("RF02", "unknown")]);
    let prints = clean(&person, &[]);
    for place in ["terminal why", "terminal forecast", "page /", "page /now"] {
        let text = at(&prints, place);
        assert!(text.contains("today"), "{place}: {text}");
    }
    assert!(
        at(&prints, "terminal now").contains("still open"),
        "a question that nobody is sure of stays open"
    );
}
