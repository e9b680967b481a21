//! What a workout asked of the body: on its page with bands, and taught by two weighings at once.

use axum::http::StatusCode;
use charley_answers::{
    exposures::{Exposures, Which, exposures, of_minutes},
    plan::{Outing, Plan, Spec},
    report::{self, terminal},
};
use charley_body::{safety::HeatClass, timeline::BodyQuantity};
use charley_case::{Case, answered::Answered, body::heat::band};
use charley_domain::{
    entry::{Entry, EntrySource, Record, Sun, Weather, WeatherFor},
    moment::{Moment, Precision},
    night::NightOf,
    person::Units,
    quantity::{Humidity, Temperature, WindSpeed},
    workout::WorkoutId,
};
use charley_speech::spoken;
use charley_store::Store;

use crate::browser::{Browser, MORNING, hidden};

/// An hour's run in the morning of the day before, as GPX.
fn run() -> Vec<u8> {
    run_at("2026-11-22", 8)
}

/// An hour's run from an hour of universal time on, as GPX.
fn run_at(date: &str, hour: i32) -> Vec<u8> {
    let points = (0..360).map(|point| {
        let second = point * 10;
        format!(
            "<trkpt lat=\"{:.6}\" lon=\"13.4\"><ele>40</ele><time>{date}T{:02}:{:02}:{:02}Z</time></trkpt>",
            46.5 + f64::from(point) * 0.000_27,
            hour + second / 3600,
            second / 60 % 60,
            second % 60
        )
    });
    let points: String = points.collect();
    format!("<gpx version=\"1.1\" creator=\"made up\"><trk><type>running</type><trkseg>{points}</trkseg></trk></gpx>").into_bytes()
}

fn page_of_the_run(browser: &Browser) -> String {
    page_of(browser, &run())
}

fn page_of(browser: &Browser, recording: &[u8]) -> String {
    browser.upload("run.gpx", recording);
    let list = browser.get("/workouts").text;
    let place = list.find("href=\"/workouts/").unwrap() + 6;
    list[place..].split('"').next().unwrap().to_owned()
}

#[test]
fn the_page_shows_the_states_with_their_bands_and_what_was_assumed() {
    let browser = Browser::at(MORNING);
    browser.post("/settings", "born=1986-05&mass-kg=70&height-cm=177&sex=male");
    let path = page_of_the_run(&browser);
    let page = browser.get(&path).text;
    for shown in
        ["What it asked of the body", "Sweat", "Water lost", "Body heat", "Carbohydrate left", "Calf, spent"]
    {
        assert!(page.contains(shown), "{shown}");
    }
    assert!(page.contains("air of the season") && page.contains("what you drank"));
    assert!(!page.contains("NaN") && page.contains("Blood sodium"));
}

/// The value of an exposure in the last window.
fn last(of: &Exposures, trigger: &str) -> f64 {
    let window = of.windows.last().unwrap();
    let found = window.values.iter().find(|value| value.trigger.to_string() == trigger);
    found.unwrap_or_else(|| panic!("no {trigger}")).value
}

#[test]
fn page_exposures_and_minutes_say_the_same_of_one_workout() {
    let browser = Browser::at(MORNING);
    browser.post("/settings", "born=1986-05&mass-kg=70&height-cm=177&sex=male");
    let path = page_of_the_run(&browser);
    let page = browser.get(&path).text;
    let mut store = Store::open(&browser.data()).unwrap();
    let case = Case::read(&mut store, MORNING.parse().unwrap()).unwrap();
    let id = WorkoutId(path.trim_start_matches("/workouts/").to_owned());
    let whole = exposures(&case, &Which::Workout(id.clone()));
    let states = charley_case::body::states(&store, &case, &id).unwrap();
    let minutes = of_minutes(&case, &id, states.as_ref());
    for trigger in ["workout.fluid_deficit_pct", "workout.sodium_deficit_g", "workout.glycogen_low"] {
        let (of_whole, at_the_end) = (last(&whole, trigger), last(&minutes, trigger));
        assert!((of_whole - at_the_end).abs() < 1e-3, "{trigger}: {of_whole} beside {at_the_end}");
    }
    let lost = format!("{:.1} (", last(&whole, "workout.fluid_deficit_pct"));
    let (_, water) = page.split_once("Water lost").unwrap();
    let words = water.split_once("% of body mass").unwrap().0;
    assert!(words.contains(&lost), "{lost} beside {words}");
    let class = HeatClass::of(37.0 + last(&whole, "workout.core_temp_c"));
    let (_, heat) = page.split_once("Body heat").unwrap();
    let said = heat.split_once("at its highest").unwrap().0;
    assert!(said.contains(class.word()), "{} beside {said}", class.word());
}

/// The air of a workout as somebody tells it.
fn air_of(id: &WorkoutId, now: &jiff::ZonedDateTime) -> Entry {
    let at = Moment::of(now);
    let record = Weather {
        window: WeatherFor::Workout(id.clone()),
        air_c: Temperature::from_c(36.0).unwrap(),
        humidity_pct: Some(Humidity::from_pct(45.0).unwrap()),
        wind_m_s: Some(WindSpeed::from_m_s(2.0).unwrap()),
        sun: Some(Sun::Full),
    };
    Entry {
        id: uuid::Uuid::from_u128(36),
        recorded_at: at.instant,
        source: EntrySource::Terminal,
        precision: Precision::Minutes,
        asked: false,
        night: NightOf::of(&at),
        occurred_at: at,
        record: Record::Weather(record),
    }
}

#[test]
fn the_heat_of_one_workout_is_the_same_on_its_page_in_exposures_report_and_plan_and_silent_by_season() {
    let evening = "2026-07-12T20:00:00+02:00[Europe/Berlin]";
    let browser = Browser::at(evening);
    browser.post("/settings", "born=1986-05&mass-kg=70&height-cm=177&sex=male");
    let path = page_of(&browser, &run_at("2026-07-12", 12));
    let id = WorkoutId(path.trim_start_matches("/workouts/").to_owned());
    let mut store = Store::open(&browser.data()).unwrap();
    let read = |store: &mut Store| Case::read(store, evening.parse().unwrap()).unwrap();

    // What July usually brings is no heat that was met.
    let case = read(&mut store);
    let page = browser.get(&path).text;
    assert!(page.contains("air of the season") && !page.contains("WBGT"), "{page}");
    assert!(band(&case, &id).is_none() && document(&case)["heat"].is_null());

    store.record_all(&[air_of(&id, &case.now)]).unwrap();
    let case = read(&mut store);
    let met = band(&case, &id).unwrap();
    let page = browser.get(&path).text;
    let index = spoken::degrees(met.wbgt_c.q50, Units::Metric);
    assert!(page.contains(&format!("at its highest: {index} (")), "{index} {page}");
    let report = document(&case);
    assert_eq!(report["heat"]["hottest"]["wbgt_c"]["q50"], met.wbgt_c.q50);
    assert_eq!((&report["heat"]["known"], &report["heat"]["dangerous"]), (&1.into(), &1.into()));
    assert!(terminal(&report::report(&case, None)).contains(&index));
    let units = last(&exposures(&case, &Which::Workout(id.clone())), "workout.heat_5c");
    assert!((18.0 + 5.0 * units - 36.0).abs() < 0.2, "{units}");
    let sweat = &case.body_record().unwrap().outcomes[&id].sweat_l;
    let states = charley_case::body::states(&store, &case, &id).unwrap().unwrap();
    assert!((states.end_of(BodyQuantity::Sweat).unwrap().q50 - sweat.q50).abs() < 1e-3, "{sweat:?}");

    // The same run a day later, in air that is expected to be the same.
    let spec = Spec {
        start: Some("2026-07-13T14:00".into()),
        air_c: Some(36.0),
        humidity_pct: Some(45.0),
        wind_m_s: Some(2.0),
        sun: Some(Sun::Full),
        ..Spec::of_words("run 10km 60min").unwrap()
    };
    let case = Answered::of(case);
    let plan = Plan::of(&case, &Outing::of(&spec, None, &case.now).unwrap(), 1);
    let heat = plan.heat.unwrap();
    assert_eq!(heat.band.class, met.class);
    assert!((heat.band.wbgt_c.q50 - met.wbgt_c.q50).abs() < 1.0, "{:?} {met:?}", heat.band);
}

fn document(case: &Case) -> serde_json::Value {
    serde_json::to_value(report::report(case, None)).unwrap()
}

#[test]
fn nothing_is_said_of_a_drink_that_nobody_recorded() {
    let browser = Browser::at(MORNING);
    browser.post("/settings", "born=1986-05&mass-kg=50&height-cm=160&sex=female");
    let page = browser.get(&page_of_the_run(&browser)).text;
    assert!(page.contains("What you drank is not known") && !page.contains("may have been drunk"), "{page}");
}

#[test]
fn two_weighings_teach_at_once_and_sent_twice_they_are_one() {
    let browser = Browser::at(MORNING);
    browser.post("/settings", "born=1986-05&mass-kg=70&height-cm=177&sex=male");
    let path = page_of_the_run(&browser);
    let form = format!("id={}&before=70&lighter=1.4&drank=0.7", hidden(&browser.get(&path), "id"));
    for _ in 0..2 {
        let answer = browser.post(&format!("{path}/weighing"), &form);
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    }
    let page = browser.get(&path).text;
    assert!(page.contains("1.4 kg lighter. You sweat") && !page.contains("name=\"lighter\""));
    let why = browser.get("/why").text;
    assert!(why.contains("Your sweat, from 1 weighing<"), "{why}");
}

#[test]
fn a_weighing_that_cannot_be_is_refused_in_words() {
    let browser = Browser::at(MORNING);
    let path = page_of_the_run(&browser);
    let id = hidden(&browser.get(&path), "id").to_owned();
    for (form, says) in [
        (format!("id={id}&before=a&lighter=1"), "before"),
        (format!("id={id}&before=70&lighter=lots"), "lighter"),
        (format!("id={id}&before=70&lighter=69"), "after"),
        (format!("id={id}&before=70&lighter=1&drank=a+bath"), "drank"),
    ] {
        let answer = browser.post(&format!("{path}/weighing"), &form);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.text.contains(says), "{form}: {}", answer.text);
    }
    assert!(browser.get("/diary").text.contains("Nothing recorded yet"));
    assert_eq!(browser.post("/workouts/nowhere/weighing", "id=7").status, StatusCode::NOT_FOUND);
}
