//! Weather that a person brings: kept, named, joined to nights and workouts, and told with its source.

use std::fmt::Write as _;

use charley_body::{ExposureInput, exposures};
use charley_case::{
    Case,
    import::{ImportReport, Ledger, Status, import_sent},
};
use charley_domain::{
    air::Position,
    entry::{Entry, EntrySource, Record},
    exposure::TriggerId,
    moment::{Moment, Precision},
    night::NightOf,
    person::{Hemisphere, Person},
};
use charley_store::Store;
use jiff::ZonedDateTime;
use tempfile::TempDir;

fn now() -> ZonedDateTime {
    "2026-07-10T09:00[Europe/Berlin]".parse().unwrap()
}

struct Desk {
    _folder: TempDir,
    store: Store,
}

impl Desk {
    fn of(person: &Person) -> Self {
        let folder = TempDir::new().unwrap();
        let mut store = Store::open_or_create(folder.path()).unwrap();
        store.set_person(person).unwrap();
        let entries: Vec<Entry> = (1..=8).map(|day| answered(&format!("2026-07-{day:02}"))).collect();
        store.record_all(&entries).unwrap();
        Self { _folder: folder, store }
    }

    fn brings(&mut self, name: &str, text: &str) -> ImportReport {
        let mut ledger = Ledger::kept(&mut self.store).unwrap();
        import_sent(name, &mut text.as_bytes(), &mut ledger, &now()).unwrap()
    }

    /// Heat of a night with how it is known.
    fn heat(&mut self, night: &str) -> Option<(f64, String)> {
        let case = Case::unsimulated(&mut self.store, now()).unwrap();
        let night = NightOf(night.parse().unwrap());
        let input = ExposureInput {
            person: &case.person,
            entries: &case.entries,
            workouts: &case.workouts,
            body: None,
            first: night,
            last: night,
            open: Some(case.tonight()),
            air: &case.air,
        };
        let all = exposures(&input);
        let known = all[0].values.get(&TriggerId::night("heat_5c"))?;
        let charley_domain::basis::Basis::Estimated { by } = &known.basis else {
            return Some((known.value, String::new()));
        };
        Some((known.value, by.clone()))
    }
}

fn berliner() -> Person {
    Person {
        timezone: Some("Europe/Berlin".into()),
        hemisphere: Some(Hemisphere::North),
        ..Person::default()
    }
}

fn answered(night: &str) -> Entry {
    let at: ZonedDateTime = format!("{night}T23:30[Europe/Berlin]").parse().unwrap();
    Entry {
        id: uuid::Uuid::from_u128(
            u128::from(night.bytes().map(u64::from).sum::<u64>()) * 1_000 + u128::from(night.as_bytes()[9]),
        ),
        occurred_at: Moment::of(&at),
        recorded_at: at.timestamp(),
        source: EntrySource::Terminal,
        precision: Precision::Minutes,
        asked: false,
        night: NightOf(night.parse().unwrap()),
        record: Record::None,
    }
}

/// Hours of a place: the warmest at two o'clock, 30 °C on the first day and a degree more each day.
fn open_meteo((latitude, longitude): (f64, f64), days: std::ops::RangeInclusive<i32>, skip: &str) -> String {
    let mut text = format!(
        "latitude,longitude,elevation,utc_offset_seconds,timezone,timezone_abbreviation\n{latitude},{longitude},38.0,7200,Europe/Berlin,GMT+2\n\n\
         time,temperature_2m (°C),relative_humidity_2m (%)\n"
    );
    for day in days {
        for hour in 0..24 {
            let time = format!("2026-07-{day:02}T{hour:02}:00");
            if time != skip {
                let air_c = 29 + day - (hour - 14_i32).abs();
                writeln!(text, "{time},{air_c}.0,50").unwrap();
            }
        }
    }
    text
}

const BERLIN: (f64, f64) = (52.548, 13.408);

#[test]
fn a_year_of_hours_gives_the_nights_their_warmest_air() {
    let mut desk = Desk::of(&berliner());
    assert_eq!(desk.heat("2026-07-03"), None);
    let report = desk.brings("berlin.csv", &open_meteo(BERLIN, 1..=6, "2026-07-05T15:00"));
    assert_eq!(
        report.files[0].notes,
        ["143 hours of 52.5°N 13.4°E, 2026; 1 between them is missing"],
        "{report:?}"
    );
    assert_eq!(
        report.weather.as_ref().unwrap().sentences(),
        ["5 of your 8 nights now have their warmest air."]
    );
    let (heat, source) = desk.heat("2026-07-03").unwrap();
    assert!((heat - (32.0 - 18.0) / 5.0).abs() < 1e-9);
    assert_eq!(source, "the weather model at 52.5°N 13.4°E, taken as home");
    assert_eq!(desk.heat("2026-07-05"), None, "an hour of the warm ones is missing");
    assert_eq!(desk.heat("2026-07-08"), None);
    // The same again changes nothing; what was missing comes with a later file.
    let again = desk.brings("again.csv", &open_meteo(BERLIN, 1..=6, "2026-07-05T15:00"));
    assert_eq!((again.count(Status::Duplicate), again.weather), (1, None));
    desk.brings("later.csv", &open_meteo(BERLIN, 5..=8, ""));
    assert!((desk.heat("2026-07-05").unwrap().0 - 3.2).abs() < 1e-9);
    // What is said of the day comes before it.
    assert_eq!(desk.store.air().unwrap().len(), 1);
}

#[test]
fn a_place_of_the_other_half_is_never_home_and_is_said() {
    let mut desk = Desk::of(&berliner());
    let report = desk.brings("sydney.csv", &open_meteo((-33.87, 151.21), 1..=6, ""));
    assert!(report.files[0].notes[1].contains("lies in the southern half of the Earth"), "{report:?}");
    assert!(report.weather.unwrap().sentences()[0].starts_with("None of the nights"));
    assert_eq!(desk.heat("2026-07-03"), None);
    let second = desk.brings("berlin.csv", &open_meteo(BERLIN, 1..=6, ""));
    let said = second.weather.unwrap().sentences().join(" ");
    assert!(
        said.contains("6 of your 8 nights") && said.contains("52.5°N 13.4°E is taken as your home"),
        "{said}"
    );
}

#[test]
fn a_table_without_a_place_is_of_home_or_of_the_place_that_is_said() {
    let mut hours = "year,month,day,hour,temp,rhum\n".to_owned();
    for hour in 0..24 {
        writeln!(hours, "2026,7,3,{hour},{},50", 20 + hour.min(12)).unwrap();
    }
    let mut desk = Desk::of(&berliner());
    let report = desk.brings("hourly/2026/10384.csv", &hours);
    assert_eq!(report.files[0].notes[0], "24 hours of Meteostat 10384, 2026");
    assert!(report.files[0].notes[1].contains("does not say where Meteostat 10384 is"));
    let (heat, source) = desk.heat("2026-07-03").unwrap();
    assert_eq!((heat, source.as_str()), (2.8, "the station Meteostat 10384, taken as the air of home"));
    // Who says where it is and where home is hears how far it is.
    let home = Position::of(52.5, 13.2);
    let mut desk = Desk::of(&Person { home, ..berliner() });
    let mut ledger = Ledger::kept(&mut desk.store).unwrap().with_place(Position::of(52.47, 13.40));
    import_sent("10384.csv", &mut hours.as_bytes(), &mut ledger, &now()).unwrap();
    assert_eq!(desk.heat("2026-07-03").unwrap().1, "the station Meteostat 10384, 14 km");
}

#[test]
fn what_is_only_tried_keeps_nothing() {
    let mut desk = Desk::of(&berliner());
    let mut ledger = Ledger::tried(Some(&desk.store)).unwrap();
    let text = open_meteo(BERLIN, 1..=6, "");
    let report = import_sent("berlin.csv", &mut text.as_bytes(), &mut ledger, &now()).unwrap();
    assert_eq!((report.count(Status::Imported), report.weather), (1, None));
    assert_eq!(desk.heat("2026-07-03"), None);
}
