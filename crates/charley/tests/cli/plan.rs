//! `charley plan`: a made-up course as a runner reads it, and every kind of input that is refused.

use std::fmt::Write as _;

use insta::assert_snapshot;
use serde_json::Value;

use crate::charley::Charley;

/// A healthy woman of 46 who takes nothing.
fn runner() -> Charley {
    let charley = Charley::new();
    charley
        .types("person set --born 1980-05 --sex female --mass-kg 62 --height-cm 168 --hemisphere north --condition none")
        .ok();
    charley.types("log medicine none --from 2026-01-01").ok();
    charley
}

/// A made-up course of 21 km: a river out and back, with one hill.
fn course(elevation: bool) -> String {
    let points: String = (0..=210).fold(String::new(), |mut points, step| {
        let along = 0.1 * f64::from(step);
        let out = if along <= 10.5 { along } else { 21.0 - along };
        let hill = 40.0 * (1.0 - ((out - 6.0) / 2.0).abs()).max(0.0);
        let ele = if elevation { format!("<ele>{:.1}</ele>", 120.0 + hill) } else { String::new() };
        // A hundred metres further north each time.
        let _ = write!(points, "<trkpt lat=\"{:.6}\" lon=\"8.5\">{ele}</trkpt>", 50.0 + out / 111.195);
        points
    });
    format!(
        "<gpx creator=\"made up\"><trk><name>River and hill</name><type>running</type><trkseg>{points}</trkseg></trk></gpx>"
    )
}

fn with_course(charley: &Charley, elevation: bool) {
    std::fs::write(charley.home().join("race.gpx"), course(elevation)).unwrap();
}

fn fits_eighty(text: &str) {
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{} columns: {line}", line.chars().count());
    }
}

fn json(charley: &Charley, line: &str) -> Value {
    serde_json::from_str(&charley.types(line).ends(0).out).unwrap()
}

const RACE: &str = "plan race.gpx --goal 1:55 --at 2027-05-09T09:00 --air-c 26 --aid 4km";

#[test]
fn a_plan_of_a_made_up_course() {
    let charley = runner();
    with_course(&charley, true);
    let plan = charley.types(RACE).ends(0);
    fits_eighty(&plan.out);
    assert_snapshot!(plan.out);
}

/// What stands above the sentence on cramps.
fn heat_of(text: &str) -> &str {
    text.split_once("\n\n").map_or(text, |(heat, _)| heat)
}

#[test]
fn the_heat_stands_first_from_5_to_42_degrees_with_and_without_sun() {
    let charley = runner();
    let mut shown = String::new();
    for air_c in [5, 20, 30, 38, 42] {
        for sun in ["full", "shade"] {
            let line = format!("plan marathon 3:30 --at 2027-07-04T09:00 --air-c {air_c} --sun {sun}");
            let plan = charley.types(&line).ends(0).out;
            fits_eighty(&plan);
            let _ = writeln!(shown, "{air_c} °C, {sun}\n{}\n", heat_of(&plan));
        }
    }
    assert_snapshot!(shown);
    for sun in ["full", "shade"] {
        let line = format!("plan marathon 3:30 --at 2027-07-04T09:00 --air-c 42 --sun {sun}");
        assert!(charley.types(&line).ends(0).out.starts_with("Do not race."), "{sun}");
    }
}

#[test]
fn the_heat_is_in_the_document_on_the_card_and_in_the_calendar() {
    let charley = runner();
    let line = "plan marathon 3:30 --at 2027-07-04T09:00 --air-c 38 --sun full --humidity-pct 40";
    let plan = json(&charley, &format!("--json {line}"));
    let heat = &plan["heat"];
    let text = heat["text"].as_str().unwrap();
    assert!(["black", "beyond"].contains(&heat["class"].as_str().unwrap()), "{heat}");
    assert!(text.starts_with("Do not race") && text.contains("heat stroke") && text.contains("cold water"));
    let of = |key: &str| heat["wbgt_c"][key].as_f64().unwrap();
    assert!(of("q05") < of("q50") && of("q50") < of("q95") && of("q50") > 28.0, "{heat}");
    assert_eq!(heat["red_flag"], "RF06");
    assert_eq!(plan["card"]["heat"], heat["text"]);
    // Nothing that invites to race: no pace, no lever, no amount; the rules stay.
    for none in ["paces", "levers", "prevention"] {
        assert_eq!(plan[none], Value::Array(Vec::new()), "{none}");
    }
    assert!(plan["limits"].is_null() && plan["per_hour"]["fluid_ml"].is_null());
    assert_eq!(plan["card"]["lines"], Value::Array(Vec::new()));
    let page = charley.types(line).ends(0).out;
    assert!(page.starts_with("Do not race.") && page.contains("Drink only when thirsty"), "{page}");
    for invites in ["paces", "min/km", "≤", "slower"] {
        assert!(!page.contains(invites), "{invites}: {page}");
    }
    charley.types(&format!("{line} --card card.txt --ics race.ics")).ends(0);
    let read = |name: &str| std::fs::read_to_string(charley.home().join(name)).unwrap();
    assert!(read("card.txt").starts_with("Do not race."));
    assert!(read("race.ics").replace("\r\n ", "").contains("DESCRIPTION:Do not race."));
    let cool = json(&charley, "--json plan marathon 3:30 --at 2027-07-04T09:00 --air-c 5 --sun shade");
    assert!(cool["heat"]["class"] == "green" && cool["card"]["heat"].is_null());
    let unsaid = json(&charley, "--json plan marathon 3:30 --at 2027-07-24T11:00");
    let text = unsaid["heat"]["text"].as_str().unwrap();
    assert!(unsaid["heat"]["by_season"] == true && text.contains("not known yet"), "{text}");
}

#[test]
fn what_is_turned_turns_the_heat() {
    let charley = runner();
    let line = "--json plan marathon 3:30 --at 2027-07-04T09:00 --air-c 24 --sun full --humidity-pct 50";
    let wbgt = |turned: &Value| turned["heat"]["wbgt_c"]["q50"].as_f64().unwrap();
    let of = |change: &str| json(&charley, &format!("{line} --what-if {change}"));
    let as_planned = wbgt(&of("warmer_c=0"));
    assert!(wbgt(&of("warmer_c=-8")) < as_planned - 4.0);
    assert!(wbgt(&of("sun=shade")) < as_planned - 1.0);
    assert!(wbgt(&of("later_h=11")) < as_planned - 1.0, "the evening has no sun");
    let slower = of("pace=0.5");
    assert!(wbgt(&slower) >= as_planned, "who is slower is out for longer");
    assert_eq!(of("warmer_c=15")["heat"]["class"], "beyond");
}

#[test]
fn for_whom_nothing_is_planned_the_danger_of_heat_is_still_told() {
    let minor = Charley::new();
    minor.types("person set --born 2012-05").ok();
    let hot = minor.types("plan marathon 4:30 --at 2027-07-04T09:00 --air-c 42 --sun full").ends(4).out;
    assert!(
        hot.contains("Do not race.") && hot.contains("Under 18") && !hot.contains("Three paces"),
        "{hot}"
    );
    let mild = minor.types("plan marathon 4:30 --at 2027-07-04T09:00 --air-c 20 --sun full").ends(4).out;
    assert!(!mild.contains("WBGT"), "{mild}");
}

#[test]
fn the_card_and_the_calendar_are_files() {
    let charley = runner();
    with_course(&charley, true);
    charley.types(&format!("{RACE} --carbohydrate-g-h 40 --card card.txt --ics race.ics")).ends(0);
    let read = |name: &str| std::fs::read_to_string(charley.home().join(name)).unwrap();
    let card = read("card.txt");
    fits_eighty(&card);
    assert_snapshot!(card);
    let calendar = read("race.ics");
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"));
    assert!(calendar.contains("DTSTART:20270509T070000Z") && calendar.contains("DTEND:20270509T085500Z"));
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
}

#[test]
fn the_document_is_what_the_contract_says() {
    let charley = runner();
    with_course(&charley, true);
    let plan = json(&charley, &format!("--json {RACE}"));
    assert_eq!(plan["schema"], "charley.plan/1");
    assert_eq!(plan["shown"], "base_rate");
    assert_eq!(plan["paces"].as_array().unwrap().len(), 3);
    let (hour, limits) = (&plan["per_hour"], &plan["limits"]);
    let number = |value: &Value| value.as_f64().unwrap();
    assert!(number(&hour["fluid_ml"]) <= number(&limits["fluid_ml_h"]).min(800.0));
    assert!(number(&hour["sodium_mg"]) <= number(&limits["sodium_mg_h"]));
    assert!(number(&limits["probability_of_low_sodium"]) <= 0.05);
    assert!(number(&limits["probability_of_mass_gain"]) <= 0.10);
    assert!(hour["carbohydrate_g"].is_null(), "none was planned, and none is made up");
    assert_eq!(plan["card"]["lines"].as_array().unwrap().len(), 5);
    assert_eq!(plan["prevention"][0]["verdict"], "contested");
    assert_eq!(plan, json(&charley, &format!("--json {RACE}")), "the same seed gives the same plan");
}

#[test]
fn drinking_too_much_is_a_danger_and_the_long_walk_at_0_7_l_h_is_refused() {
    let charley = Charley::new();
    charley.types("person set --born 1990-01 --sex male --mass-kg 80 --condition none").ok();
    charley.types("log medicine none --from 2026-01-01").ok();
    let plan = json(&charley, "--json plan run 12h easy 21c --drink-ml-h 700 --at 2027-05-09T08:00");
    assert_eq!(plan["own_drinking"]["verdict"], "dangerous");
    assert!(plan["own_drinking"]["says"].as_str().unwrap().contains("can kill"));
    assert!(plan["per_hour"]["fluid_ml"].as_f64().unwrap() < 700.0);
    let page = charley.types("plan run 12h easy 21c --drink-ml-h 700 --at 2027-05-09T08:00").ends(0).out;
    assert!(page.find("can kill").unwrap() < page.find("Three paces").unwrap(), "the danger comes first");
}

#[test]
fn behind_a_closed_gate_no_amount_is_told_and_the_danger_still_is() {
    for condition in ["kidney", "heart", "hypertension"] {
        let charley = runner();
        charley.types(&format!("person set --condition {condition}")).ok();
        let plan = json(&charley, "--json plan marathon 4:30 --air-c 26 --drink-ml-h 1200");
        assert_eq!(
            plan["per_hour"],
            serde_json::json!({"fluid_ml": null, "sodium_mg": null, "carbohydrate_g": null})
        );
        assert!(plan["limits"].is_null() && plan["own_drinking"]["verdict"] == "dangerous");
        let levers = plan["levers"].as_array().unwrap();
        assert!(levers.iter().all(|lever| lever["id"] != "drink" && lever["id"] != "sodium"));
        assert!(
            plan["card"]["lines"].as_array().unwrap().iter().all(|line| line["fluid_at_most_ml"].is_null())
        );
        assert!(!plan["prevention"].to_string().contains("pickle"));
    }
}

#[test]
fn under_18_of_unknown_age_or_over_a_red_flag_there_is_no_plan() {
    let minor = Charley::new();
    minor.types("person set --born 2012-05").ok();
    let said = minor.types("plan marathon 4:30").ends(4).out;
    assert!(said.contains("Under 18") && !said.contains("Three paces"));
    let nobody = Charley::new();
    nobody.types("log none").ok();
    assert!(nobody.types("plan marathon 4:30").ends(4).out.contains("until it knows your age"));
    let flagged = runner();
    std::fs::write(flagged.home().join("answers.json"), r#"{"answers":{"RF01":"yes"}}"#).unwrap();
    flagged.types("triage --answers answers.json").ok();
    let said = flagged.types("plan marathon 4:30").ends(4).out;
    assert!(!said.contains("Three paces"), "{said}");
}

#[test]
fn what_if_turns_the_plan_and_says_when_it_cannot() {
    let charley = runner();
    let turned = json(&charley, "--json plan marathon 4:00 27c --what-if warmer_c=-5,pace=0.95");
    assert_eq!(turned["schema"], "charley.what_if/1");
    assert!(turned["effect"]["total"]["q50"].as_f64().unwrap() < 1.0 && turned["is_refused"] == false);
    let much = json(&charley, "--json plan marathon 4:00 15c --what-if drink_ml_h=1500");
    assert!(much["is_refused"] == true && much["says"][0].as_str().unwrap().contains("too much"));
    assert!(charley.types("plan marathon 4:00 --what-if beer=1").ends(2).err.contains("warmer_c"));
}

#[test]
fn a_plan_file_is_read_and_an_unknown_key_is_named() {
    let charley = runner();
    with_course(&charley, false);
    let file = |text: &str| std::fs::write(charley.home().join("race.toml"), text).unwrap();
    file(
        "course = \"race.gpx\"\ngoal = \"1:55\"\nstart = \"2027-05-09T09:00\"\nair_c = 26\naid_every_m = 4000\n",
    );
    let plan = json(&charley, "--json plan race.toml");
    let level = plan["assumed"]
        .as_array()
        .unwrap()
        .iter()
        .any(|what| what.as_str().unwrap().contains("no elevation"));
    assert!(level && plan["workout"]["climb_m"].as_f64() == Some(0.0), "{}", plan["assumed"]);
    file("course = \"race.gpx\"\ngaol = \"1:55\"\n");
    assert!(charley.types("plan race.toml").ends(2).err.contains("gaol"));
}

#[test]
fn bad_input_gets_a_sentence_and_a_way_forward() {
    let charley = runner();
    with_course(&charley, true);
    let write = |name: &str, text: &str| std::fs::write(charley.home().join(name), text).unwrap();
    write("half.gpx", &course(true)[..4000]);
    write("empty.gpx", "<gpx></gpx>");
    write("image.gpx", "PNG");
    for (line, code, named) in [
        ("plan race.gpx --goal 0:50", 2, "world record"),
        ("plan race.gpx", 2, "--goal"),
        ("plan race.gpx --goal 1:55 --at 2026-11-22T09:00", 2, "in the past"),
        ("plan race.gpx --goal 1:55 --at soon", 2, "soon"),
        ("plan race.gpx --goal 1:55 --air-c 80", 2, "-60 to 60"),
        ("plan race.gpx 10km --goal 1:55", 2, "leave out the distance"),
        ("plan run 0km 1h", 2, "0km"),
        ("plan marathon", 2, "--goal"),
        ("plan marathon 3:45 --drink-ml-h -200", 2, "-200"),
        ("plan marathon 3:45 --aid 50km,60km", 2, "50.0 km"),
        ("plan half.gpx --goal 1:55", 1, "breaks off"),
        ("plan empty.gpx --goal 1:55", 1, "no course"),
        ("plan image.gpx --goal 1:55", 1, "no GPX"),
        ("plan gone.gpx --goal 1:55", 1, "gone.gpx"),
    ] {
        let outcome = charley.types(line).ends(code);
        assert!(outcome.err.contains(named), "{line}: {}", outcome.err);
        assert_eq!(outcome.out, "", "{line}");
    }
    let negative = charley.types_words(&["plan", "run -5km 1h"]).ends(2);
    assert!(negative.err.contains("\"-5km\" is negative"), "{}", negative.err);
    assert!(Charley::new().types("plan marathon 3:45").ends(10).err.contains("charley"));
}
