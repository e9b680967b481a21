//! The air of made recordings.

use charley_domain::{
    entry::EntrySource,
    moment::{Moment, Precision},
    quantity::Temperature,
    workout::{Channel, ChannelKind, ClockBasis, FileFacts, Sport, Workout, WorkoutId},
};

use super::*;

fn head(sport: Sport, start: &str, hours: f64) -> WorkoutHead {
    WorkoutHead {
        id: WorkoutId("a".into()),
        sport,
        start: Moment::of(&start.parse().unwrap()),
        clock: ClockBasis::File,
        elapsed_s: 3600.0 * hours,
        timer_s: None,
        distance_m: None,
        device: Some("garmin edge1000".into()),
        indoor: None,
        name: None,
        facts: FileFacts::default(),
    }
}

/// A recording by the second with a thermometer that shows a temperature, and other channels.
fn recording(head: WorkoutHead, shown_c: f64, others: &[ChannelKind]) -> Workout {
    let samples = head.elapsed_s as usize;
    let all = |kind, value| Channel { kind, values: vec![Some(value); samples] };
    let mut channels = vec![all(ChannelKind::SensorTemperature, (shown_c * 10.0) as i32)];
    channels.extend(others.iter().map(|kind| all(*kind, 573_000_000)));
    let time_ms = (0..samples as i64).map(|second| second * 1000).collect();
    Workout { head, time_ms, channels, laps: vec![], pauses: vec![], legs: vec![], notes: vec![] }
}

fn weather(workout: &Workout) -> Weather {
    Weather::of(&workout.head, &Setting::of(workout), (&[], &Person::default()))
}

fn median(weather: &Weather) -> f64 {
    weather.air_c.quantile(0.5)
}

const RIDE: &[ChannelKind] = &[ChannelKind::Latitude, ChannelKind::Longitude, ChannelKind::Power];

#[test]
fn a_handlebar_is_believed_and_a_wrist_is_joined_with_the_season() {
    let ride = recording(head(Sport::Ride, "2026-06-15T13:00[UTC]", 2.0), 35.0, RIDE);
    let on_the_bar = weather(&ride);
    assert_eq!(on_the_bar.basis, AirBasis::Thermometer);
    assert!((median(&on_the_bar) - 33.0).abs() < 0.5, "{on_the_bar:?}");
    let mut worn = ride.clone();
    worn.head.device = Some("garmin fenix6".into());
    let on_the_wrist = median(&weather(&worn));
    assert!((25.0..31.0).contains(&on_the_wrist), "{on_the_wrist}");
    assert!(weather(&worn).assumed[0].contains("wrist"));
}

#[test]
fn what_no_air_can_be_is_left_aside_and_said() {
    let thresholds =
        crate::threshold::Thresholds::of(&Person::default(), &[], jiff::civil::date(2026, 6, 15));
    for shown_c in [60.0, -30.0] {
        let ride = recording(head(Sport::Ride, "2026-06-15T13:00[UTC]", 1.0), shown_c, RIDE);
        assert_eq!(weather(&ride).basis, AirBasis::Season);
        let said = crate::demand::Demand::of(&ride, &thresholds).assumed;
        assert!(said.iter().any(|what| what.contains("temperatures outside -25 to 50 °C")), "{said:?}");
    }
    // A computer in a bag beside the heater.
    let bag = weather(&recording(head(Sport::Run, "2026-01-15T08:00[UTC]", 1.0), 34.0, RIDE));
    assert_eq!(bag.basis, AirBasis::Season);
    assert!(bag.assumed[0].contains("34 °C is no air of that season"), "{:?}", bag.assumed);
}

#[test]
fn rooms_pools_and_trainers_are_known_from_what_files_hold() {
    let trainer = recording(head(Sport::Ride, "2026-01-15T08:00[UTC]", 1.0), 23.0, &[ChannelKind::Power]);
    assert_eq!(weather(&trainer).around, Around::Room);
    assert!((median(&weather(&trainer)) - 21.5).abs() < 0.2);
    let mut treadmill = recording(head(Sport::Run, "2026-01-15T08:00[UTC]", 1.0), 25.0, RIDE);
    treadmill.head.indoor = Some(true);
    let room = weather(&treadmill);
    assert!(room.around == Around::Room && room.assumed.iter().any(|what| what.contains("positions")));
    let mut pool = recording(head(Sport::Swim, "2026-01-15T08:00[UTC]", 1.0), 28.0, &[]);
    pool.head.device = Some("garmin fr935".into());
    let water = weather(&pool);
    assert!(water.around == Around::Water && (median(&water) - 28.0).abs() < 0.1);
    let hot_tub = recording(head(Sport::Swim, "2026-01-15T08:00[UTC]", 1.0), 45.0, &[]);
    assert!((median(&weather(&hot_tub)) - 27.0).abs() < 0.1);
    assert!(weather(&hot_tub).assumed[0].contains("left aside, it showed 45 °C"));
    let mut in_the_sun = treadmill.clone();
    in_the_sun.channels[0].values.fill(Some(430));
    assert!(weather(&in_the_sun).assumed[0].contains("left aside, it showed 43 °C"));
    let unknown = Weather::of(
        &head(Sport::Strength, "2026-01-15T08:00[UTC]", 1.0),
        &Setting::default(),
        (&[], &Person::default()),
    );
    assert_eq!(unknown.around, Around::Room);
}

#[test]
fn a_long_day_warms_and_cools_on_the_way() {
    let day = Weather::of(
        &head(Sport::Run, "2026-06-15T06:00[UTC]", 14.0),
        &Setting { latitude_deg: Some(46.0), positions: Positions::Recorded, ..Setting::default() },
        (&[], &Person::default()),
    );
    let way = day.on_the_way(14 * 60);
    assert!((way[8 * 60].warmer_c - 4.0).abs() < 0.01 && way[839].warmer_c < 1.1);
    assert!(way[0].light < 0.01 && way[8 * 60].light > 0.99);
    let start = day.draws(1, "day")[7];
    let noon = start.later(way[8 * 60]);
    assert!(noon.air_c > start.air_c + 3.9 && noon.vapour_kpa <= start.vapour_kpa && noon.sun > start.sun);
}

fn report(window: WeatherFor, air_c: f64) -> Entry {
    let at = Moment::of(&"2026-06-15T20:00[UTC]".parse().unwrap());
    let air_c = Temperature::from_c(air_c).unwrap();
    Entry {
        id: uuid::Uuid::nil(),
        recorded_at: at.instant,
        source: EntrySource::Terminal,
        precision: Precision::Minutes,
        asked: false,
        night: NightOf::of(&at),
        occurred_at: at,
        record: Record::Weather(Report { window, air_c, humidity_pct: None, wind_m_s: None, sun: None }),
    }
}

#[test]
fn what_was_said_comes_before_the_thermometer_and_the_warmest_of_the_day_is_not_the_morning() {
    let ride = recording(head(Sport::Ride, "2026-06-15T06:00[UTC]", 1.0), 35.0, RIDE);
    let with = |entry: Entry| Weather::of(&ride.head, &Setting::of(&ride), (&[entry], &Person::default()));
    let said = with(report(WeatherFor::Workout(ride.head.id.clone()), 12.0));
    assert!(said.basis == AirBasis::Said && (median(&said) - 12.0).abs() < 0.1);
    let day = with(report(WeatherFor::Night(NightOf("2026-06-15".parse().unwrap())), 30.0));
    assert!(day.basis == AirBasis::DaySaid && (median(&day) - 26.0).abs() < 0.1, "{}", median(&day));
}

#[test]
fn forty_degrees_said_in_november_is_dry_summer_air() {
    let november = Weather::expected(
        &head(Sport::Run, "2026-11-30T12:00[UTC]", 3.5),
        Some(48.0),
        &Person::default(),
        Some(&Report {
            window: WeatherFor::Workout(WorkoutId("a".into())),
            air_c: Temperature::from_c(42.0).unwrap(),
            humidity_pct: None,
            wind_m_s: None,
            sun: None,
        }),
    );
    let air = november.draws(1, "race");
    let mut humidity = air.map(|air| 100.0 * air.vapour_kpa / saturated_kpa(air.air_c));
    humidity.sort_by(f64::total_cmp);
    assert!((13.0..25.0).contains(&humidity[32]) && humidity[57] / humidity[6] > 1.8, "{humidity:?}");
}

/// Berlin from noon on, in universal time: 24 °C and a degree warmer each hour, half damp, a light wind, an open sky.
fn berlin(from: &str) -> AirRecord {
    let place = charley_domain::air::AirPlace {
        key: "dwd 00433".into(),
        name: "Berlin-Tempelhof".into(),
        position: charley_domain::air::Position::of(52.47, 13.40),
        elevation_m: None,
        is_model: false,
    };
    let rows = (0..12)
        .map(|hour| charley_domain::air::AirRow {
            air_c: Some(24.0 + f64::from(hour)),
            dew_point_c: Some(13.0),
            wind_m_s: Some(4.0),
            radiation_w_m2: None,
            cloud_pct: Some(0.0),
        })
        .collect();
    let first = from.parse::<jiff::Timestamp>().unwrap().as_second() / 3600;
    let step = charley_domain::air::AirStep::Hour;
    let home =
        AirHome { position: None, hemisphere: None, zone: jiff::tz::TimeZone::UTC, zone_is_said: false };
    AirRecord::of(vec![charley_domain::air::AirSeries { place, step, first, rows }], home)
}

fn near_berlin(thermometer: Option<Thermometer>) -> Setting {
    Setting {
        latitude_deg: Some(52.5),
        longitude_deg: Some(13.2),
        positions: Positions::Recorded,
        thermometer,
        ..Setting::default()
    }
}

#[test]
fn a_place_nearby_stands_for_the_season_and_a_wrist_is_held_against_it() {
    let head = head(Sport::Run, "2026-06-15T12:30[UTC]", 2.0);
    let air = berlin("2026-06-15T12:00:00Z");
    let met = |setting: &Setting| Weather::met(&head, setting, (&[], &Person::default()), &air);
    let plain = met(&near_berlin(None));
    assert_eq!(plain.basis, AirBasis::Station);
    assert!((median(&plain) - 24.5).abs() < 0.05, "half past twelve");
    assert_eq!(plain.source().unwrap(), "the station Berlin-Tempelhof, 14 km");
    assert!((plain.on_the_way(61)[60].warmer_c - 1.0).abs() < 0.05, "its own hours, not those of the season");
    assert!(matches!(plain.vapour, Vapour::Pressure(_)));
    // A wrist that shows what skin shows pulls little; one that shows nothing like it is left aside, and both are said.
    let wrist = |shown_c| Some(Thermometer { seat: Seat::Wrist, shown_c });
    let held = met(&near_berlin(wrist(31.0)));
    assert!((24.3..25.5).contains(&median(&held)), "{}", median(&held));
    assert!(
        held.assumed.iter().any(|it| it.contains("held against the station Berlin-Tempelhof, 14 km")),
        "{held:?}"
    );
    let aside = met(&near_berlin(wrist(45.0)));
    assert_eq!(aside.basis, AirBasis::Station);
    assert!(aside.assumed[0].contains("left aside: it showed 45 °C"), "{aside:?}");
}

#[test]
fn an_hour_without_a_temperature_and_a_place_far_away_leave_the_season() {
    let person = Person::default();
    let met = |start: &str, setting: &Setting| {
        Weather::met(&head(Sport::Run, start, 2.0), setting, (&[], &person), &berlin("2026-06-15T12:00:00Z"))
            .basis
    };
    assert_eq!(met("2026-06-15T11:30[UTC]", &near_berlin(None)), AirBasis::Season);
    assert_eq!(met("2026-06-15T22:30[UTC]", &near_berlin(None)), AirBasis::Season);
    let munich = Setting { latitude_deg: Some(48.1), longitude_deg: Some(11.6), ..near_berlin(None) };
    assert_eq!(met("2026-06-15T12:30[UTC]", &munich), AirBasis::Season);
}
