//! Metric and US: every page in the units of the person, none of the other kind beside them, and nothing drifts.

use crate::browser::{Browser, MORNING};

const METRIC: [&str; 10] = ["kg", "km", "cm", "mL", "ml", "L", "°C", "m/s", "km/h", "min/km"];
const US: [&str; 8] = ["lb", "mi", "ft", "in", "oz", "°F", "mph", "min/mi"];

/// Words of a page as a person reads them, without hints, which name both.
fn words(page: &str) -> Vec<String> {
    let mut text = String::new();
    let main = page.split_once("<main").map_or(page, |(_, main)| main);
    for piece in main.split('<') {
        let hint = piece.starts_with("span class=\"hint\"");
        if let Some((_, said)) = piece.split_once('>').filter(|_| !hint) {
            text.push(' ');
            text.push_str(said);
        }
        // What a field holds and a picture says is read too.
        for part in ["value=\"", "aria-label=\""] {
            if let Some((_, rest)) = piece.split_once(part) {
                text.push(' ');
                text.push_str(rest.split('"').next().unwrap_or_default());
            }
        }
    }
    text.split_whitespace().map(|word| word.trim_matches([',', '.', ';', '(', ')', ':']).to_owned()).collect()
}

/// Numbers followed by a unit of a list: `62 kg`.
fn found(words: &[String], units: &[&str]) -> Vec<String> {
    // "15:00 in" is a time of day and no length.
    let is_number =
        |word: &str| word.starts_with(|first: char| first.is_ascii_digit()) && !word.contains(':');
    let pairs = words.windows(2).filter(|pair| is_number(&pair[0]) && units.contains(&pair[1].as_str()));
    pairs.map(|pair| pair.join(" ")).collect()
}

fn kept(units: &str) -> Browser {
    let browser = Browser::at(MORNING);
    let form = format!(
        "born=1980-05&mass-kg=62kg&height-cm=168cm&critical-speed-m-s=3.6&timezone=Europe%2FBerlin&units={units}&condition=none"
    );
    assert_eq!(browser.post("/settings", &form).status.as_u16(), 303);
    browser.upload("run.gpx", GPX.replace("POINTS", &points()).as_bytes());
    browser
}

const GPX: &str = "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"made up\" xmlns=\"http://www.topografix.com/GPX/1/1\" xmlns:x=\"http://www.garmin.com/xmlschemas/TrackPointExtension/v1\"><trk><type>running</type><trkseg>POINTS</trkseg></trk></gpx>";

/// Half an hour of running with a sensor of temperature.
fn points() -> String {
    (0..360)
        .map(|step| {
            let (minute, second) = (step * 5 / 60, step * 5 % 60);
            format!(
                "<trkpt lat=\"{:.6}\" lon=\"13.4\"><ele>{}</ele><time>2026-11-21T08:{minute:02}:{second:02}Z</time><extensions><x:TrackPointExtension><x:atemp>{}</x:atemp><x:hr>{}</x:hr></x:TrackPointExtension></extensions></trkpt>",
                52.0 + 0.00014 * f64::from(step),
                40 + step % 30,
                18 + step % 4,
                130 + step % 20
            )
        })
        .collect::<Vec<_>>()
        .concat()
}

#[test]
fn no_page_mixes_units() {
    for (units, own, other) in [("metric", &METRIC[..], &US[..]), ("us", &US[..], &METRIC[..])] {
        let browser = kept(units);
        let list = browser.get("/workouts").text;
        let (_, rest) = list.split_once("href=\"/workouts/").unwrap();
        let workout = format!("/workouts/{}", rest.split('"').next().unwrap());
        browser.post(
            &format!("{workout}/weighing"),
            "id=0190a5b0-0000-7000-8000-000000000001&before=62kg&lighter=0.5&drank=500ml",
        );
        let mut seen = Vec::new();
        for path in [
            "/",
            "/diary",
            "/why",
            "/workouts",
            &workout,
            "/settings",
            "/medicines",
            "/report",
            "/calibration",
        ] {
            let words = words(&browser.get(path).text);
            assert_eq!(found(&words, other), Vec::<String>::new(), "{units} {path}");
            seen.extend(found(&words, own));
        }
        assert!(seen.len() > 6, "{units}: {seen:?}");
    }
}

#[test]
fn saving_what_is_shown_changes_nothing_and_a_bare_number_is_in_the_chosen_units() {
    let browser = kept("us");
    let shown = "born=1980-05&mass-kg=136.7+lb&height-cm=5+ft+6+in&critical-speed-m-s=7%3A27+min%2Fmi&timezone=Europe%2FBerlin&condition=none";
    browser.post("/settings", &format!("{shown}&units=metric"));
    let page = browser.get("/settings").text;
    for exact in ["62.0 kg", "168 cm", "4:38 min/km"] {
        assert!(page.contains(&format!("value=\"{exact}\"")), "{exact}");
    }
    browser.post("/settings", "mass-kg=150&height-cm=66&units=us");
    let page = browser.get("/settings").text;
    assert!(page.contains("value=\"150.0 lb\"") && page.contains("value=\"5 ft 6 in\""));
}
