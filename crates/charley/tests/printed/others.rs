//! Hearts, kidneys, thinned blood, minors; the person whom nobody asked anything; and a walk that must be able to fail.

use crate::{
    clinic::{at, clean},
    person::{Care, Facts, Person},
    press::Print,
    rules::broken,
};

#[test]
fn heart_disease_on_furosemide_reads_no_word_of_salt_in_a_plan() {
    let facts = Facts { salt_closed: true, ..Facts::default() };
    let person = Person::new("--born 1956-03 --sex male --mass-kg 82 --condition heart", facts)
        .takes(&["furosemide"])
        .nights(&[true, false]);
    let prints = clean(&person, &["marathon 4:30 27c"]);
    assert!(
        at(&prints, "terminal plan marathon 4:30 27c").contains("no amounts of fluid and salt are shown")
    );
}

#[test]
fn kidney_disease_on_furosemide_reads_no_word_of_salt_in_a_plan() {
    let facts = Facts { salt_closed: true, ..Facts::default() };
    let person = Person::new("--born 1956-03 --sex female --condition kidney", facts)
        .takes(&["Lasix 40 mg"])
        .nights(&[true, false]);
    let prints = clean(&person, &["ride 4h hard 31c"]);
    assert!(!at(&prints, "page /trial").contains("magnesium"));
}

#[test]
fn type_1_diabetes_and_a_marathon_get_no_amount_of_carbohydrate() {
    let facts = Facts { diabetes: true, ..Facts::default() };
    let person = Person::new("--born 1990-03 --sex male --mass-kg 70 --condition diabetes", facts)
        .takes(&["insulin"])
        .nights(&[false, true]);
    let prints = clean(&person, &["marathon 3:45 24c"]);
    assert!(at(&prints, "terminal plan marathon 3:45 24c").contains("no amounts of carbohydrate are shown"));
}

#[test]
fn apixaban_after_a_clot_gets_no_firm_rub() {
    let facts = Facts { thinned: true, ..Facts::default() };
    let person = Person::new("--born 1962-03 --sex male --condition clot-before", facts)
        .takes(&["apixaban"])
        .nights(&[true]);
    let prints = clean(&person, &[]);
    assert!(at(&prints, "terminal now").contains("pull your toes"), "the stretch stays");
}

#[test]
fn warfarin_and_lithium_close_vitamin_k_salt_and_rubbing() {
    let facts = Facts { thinned: true, salt_closed: true, vitamin_k_closed: true, ..Facts::default() };
    let person = Person::new("--born 1958-03 --sex female --condition none", facts)
        .takes(&["warfarin", "lithium carbonate"])
        .nights(&[true, true]);
    let prints = clean(&person, &["run 10km 70min 28c"]);
    for wish in ["vitamin K2", "pickle juice", "quinine", "gabapentin"] {
        assert!(!at(&prints, &format!("refused trial {wish}")).is_empty());
    }
    assert!(!at(&prints, "terminal trial new stretching").is_empty(), "a stretch is for everybody");
}

#[test]
fn of_whom_nothing_is_known_nothing_is_assumed() {
    let facts = Facts { salt_closed: true, vitamin_k_closed: true, ..Facts::default() };
    let person = Person::new("--born 1970-03", facts).nights(&[true]);
    clean(&person, &["run 10km 60min 28c"]);
}

#[test]
fn seventeen_is_a_minor_and_a_swollen_leg_is_seen_today() {
    let facts = Facts {
        salt_closed: true,
        vitamin_k_closed: true,
        minor: true,
        care: Some(Care::Today),
        ..Facts::default()
    };
    let person =
        Person::new("--born 2009-06 --sex female", facts).nights(&[true]).answers(&[("RF02", "yes")]);
    clean(&person, &["run 5km 30min"]);
}

#[test]
fn a_name_that_nobody_knows_closes_what_could_clash_with_it() {
    let facts = Facts { salt_closed: true, vitamin_k_closed: true, ..Facts::default() };
    let person = Person::new("--born 1975-03 --condition none", facts)
        .takes(&["Unheardofin <b>5</b>"])
        .nights(&[true]);
    let prints = clean(&person, &[]);
    let pages =
        prints.iter().filter(|print| print.place.starts_with("page") && !print.place.ends_with("/table"));
    for print in pages {
        // A name that was taken for marks would lose them here.
        assert!(!print.text.contains("Unheardofin 5"), "{}", print.place);
    }
}

#[test]
fn the_walk_finds_what_was_put_there() {
    let facts = Facts {
        salt_closed: true,
        vitamin_k_closed: true,
        thinned: true,
        minor: true,
        pregnant: true,
        diabetes: true,
        statin: true,
        care: Some(Care::Now),
        asked: false,
    };
    let person = Person { facts, home: tempfile::tempdir().unwrap() };
    for (rule, sentence) in [
        (2, "Stop taking your tablets."),
        (2, "You take a statin: do not stop it."),
        (3, "Doctors give diltiazem 30 mg at night."),
        (4, "You could try vitamin K2."),
        (5, "Drink to thirst, with salt in long heat; cap volume."),
        (5, "Plan salt and fluid for long heat, with a cap."),
        (5, "One or two swallows of pickle juice, no more."),
        (5, "Sodium in the drink, 300 mg an hour at most."),
        (5, "60 g of carbohydrate an hour, if you are used to it: cramps 5 % fewer."),
        (6, "No red flag in your answers."),
        (6, "Pull your toes up towards your shin."),
        (7, "These are signs of ALS."),
        (7, "You have a clot in the leg."),
        (8, "Of 100 nights like tonight, about 8 bring a cramp (between 1 and 23)."),
        (8, "You could try magnesium for four weeks."),
        (10, "Your risk tonight is 12.4 %."),
        (12, "Rub the hard muscle firmly."),
        (14, "Cramps are three times more likely."),
        (16, "Tonight's plan: loosen the bedclothes."),
    ] {
        let print = Print { place: "page /".to_owned(), text: sentence.to_owned() };
        let found = broken(&person, &[print]);
        assert!(found.iter().any(|one| one.rule == rule), "rule {rule} let pass: {sentence} ({found:?})");
    }
    // What is fair stays fair, for a person whom nothing bars.
    let anybody = Person { facts: Facts { asked: true, ..Facts::default() }, ..person };
    for sentence in [
        "One or two swallows of pickle juice, no more.",
        "Rub the hard muscle firmly.",
        "Of 100 nights like tonight, about 8 bring a cramp (between 1 and 23).",
    ] {
        let print = Print { place: "page /".to_owned(), text: sentence.to_owned() };
        assert_eq!(broken(&anybody, &[print]), [], "{sentence}");
    }
}
