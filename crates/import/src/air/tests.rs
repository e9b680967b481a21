//! Files of weather as the services write them, and as they break.

use charley_domain::air::AirStep;
use jiff::{Timestamp, tz::TimeZone};

use super::*;

fn read_with(bytes: &[u8], now: &str) -> Result<Reading, ReadError> {
    let home = TimeZone::get("Europe/Berlin").unwrap();
    let now: Timestamp = now.parse().unwrap();
    Reader { home: &home, map: None, now: Some(now) }.read(bytes)
}

fn told(text: &str) -> Reading {
    read_with(text.as_bytes(), "2026-11-30T12:00:00Z").unwrap()
}

fn air_at(reading: &Reading, series: usize, at: &str) -> Option<f64> {
    let series = &reading.air.series[series];
    series.row(series.number(at.parse().unwrap()))?.air_c
}

const CSV: &str = "latitude,longitude,elevation,utc_offset_seconds,timezone,timezone_abbreviation\n\
52.54833,13.407822,38.0,3600,Europe/Berlin,GMT+1\n\n\
time,temperature_2m (°F),relative_humidity_2m (%),wind_speed_10m (mp/h),shortwave_radiation (W/m²),cloud_cover (%)\n\
2025-07-01T00:00,68.0,50,10.0,0.0,12\n\
2025-07-01T01:00,NaN,NaN,NaN,NaN,NaN\n\
2025-07-01T02:00,64.4,55,8.0,0.0,20\n\n\
time,temperature_2m_max (°F)\n2025-07-01,86.0\n2025-07-02,95.0\n";

#[test]
fn open_meteo_keeps_one_offset_and_its_units_are_those_of_its_head() {
    let reading = told(CSV);
    let [hours, days] = &reading.air.series[..] else { panic!("hours and days") };
    assert_eq!((hours.step, days.step), (AirStep::Hour, AirStep::Day));
    assert_eq!(hours.place.name, "52.5°N 13.4°E");
    assert!(hours.place.is_model && hours.place.elevation_m == Some(38.0));
    // In July Berlin is two hours ahead; the file says one, and that is what it has.
    assert_eq!(air_at(&reading, 0, "2025-06-30T23:00:00Z"), Some(20.0));
    let row = hours.row(hours.number("2025-06-30T23:00:00Z".parse().unwrap())).unwrap();
    assert!((row.dew_point_c.unwrap() - 9.3).abs() < 0.1 && (row.wind_m_s.unwrap() - 4.47).abs() < 0.01);
    assert_eq!(air_at(&reading, 0, "2025-07-01T00:00:00Z"), None, "NaN is nothing");
    assert_eq!(days.row(days.number("2025-07-02T12:00:00Z".parse().unwrap())).unwrap().air_c, Some(35.0));
}

#[test]
fn a_spreadsheet_took_the_head_and_changed_the_letters() {
    let text = "time;temperature_2m (°C)\n2025-07-01T00:00;20,5\n2025-07-01T01:00;19,5\n";
    let reading = told(text);
    assert_eq!(air_at(&reading, 0, "2025-07-01T00:00:00Z"), Some(20.5));
    assert!(reading.air.series[0].place.position.is_none());
    assert!(reading.notes[0].contains("its first lines are gone"), "{:?}", reading.notes);
}

#[test]
fn two_places_in_one_table_are_two() {
    let text = "location_id,latitude,longitude,elevation,utc_offset_seconds,timezone,timezone_abbreviation\n\
0,55.75,37.62,140,10800,Europe/Moscow,MSK\n1,-33.87,151.21,17,36000,Australia/Sydney,AEST\n\n\
location_id,time,temperature_2m (°C)\n0,2025-01-01T03:00,-3.5\n1,2025-01-01T10:00,25.0\n";
    let reading = told(text);
    assert_eq!(reading.air.series.len(), 2);
    assert_eq!(air_at(&reading, 0, "2025-01-01T00:00:00Z"), Some(-3.5));
    assert_eq!(air_at(&reading, 1, "2025-01-01T00:00:00Z"), Some(25.0));
}

#[test]
fn json_is_the_same_by_wall_and_by_second() {
    let json = |times: &str, offset: i64| {
        format!(
            "{{\"latitude\":52.5,\"longitude\":13.4,\"generationtime_ms\":0.1,\"utc_offset_seconds\":{offset},\"timezone\":\"x\",\"elevation\":38.0,\
             \"hourly_units\":{{\"time\":\"iso8601\",\"temperature_2m\":\"°C\",\"wind_speed_10m\":\"m/s\"}},\
             \"hourly\":{{\"time\":[{times}],\"temperature_2m\":[18.5,null],\"wind_speed_10m\":[2.0,3.0],\"weather_code\":[1,\"x\"]}}}}"
        )
    };
    for text in [json("\"2025-07-01T02:00\",\"2025-07-01T03:00\"", 7200), json("1751328000,1751331600", 7200)]
    {
        let reading = told(&text);
        assert_eq!(air_at(&reading, 0, "2025-07-01T00:00:00Z"), Some(18.5), "{text}");
        assert_eq!(air_at(&reading, 0, "2025-07-01T01:00:00Z"), None);
        assert_eq!(reading.air.series[0].rows[1].wind_m_s, Some(3.0));
    }
    let refused = read_with(
        b"{\"error\":true,\"reason\":\"Daily API request limit exceeded.\"}",
        "2026-01-01T00:00:00Z",
    );
    assert!(refused.unwrap_err().message.contains("Daily API request limit exceeded"));
}

#[test]
fn meteostat_is_read_with_and_without_its_head() {
    let new = "year,month,day,hour,temp,temp_source,rhum,rhum_source,wspd,wspd_source,cldc,cldc_source\n\
2025,7,1,13,31.5,dwd_hourly,40,dwd_hourly,18.0,dwd_hourly,4,x\n2025,7,1,14,32.0,metno_forecast,,,,,,\n";
    let reading = told(new);
    assert_eq!(air_at(&reading, 0, "2025-07-01T13:00:00Z"), Some(31.5));
    let row = reading.air.series[0].rows[0];
    assert_eq!((row.wind_m_s, row.cloud_pct), (Some(5.0), Some(50.0)));
    assert_eq!(reading.notes, ["of its 2 hours a weather model filled in 1"]);
    let old = "2019-07-25,12,35.1,17.0,34,,,120,9.0,,1013.0,,\n2019-07-25,13,36.4,,,,,,,,,,\n";
    assert_eq!(air_at(&told(old), 0, "2019-07-25T13:00:00Z"), Some(36.4));
    let days = "\"date\",\"tavg\",\"tmin\",\"tmax\",\"prcp\",\"snow\",\"wdir\",\"wspd\",\"wpgt\",\"pres\",\"tsun\"\n\
\"2025-07-01 00:00:00\",\"24.1\",\"17.0\",\"32.2\",\"0.0\",\"\",\"\",\"8\",\"\",\"\",\"\"\n";
    let reading = told(days);
    assert_eq!((reading.air.series[0].step, reading.air.series[0].rows[0].air_c), (AirStep::Day, Some(32.2)));
    assert_eq!(told("2025-07-01,24.1,17.0,32.2,0,,,8,,,\n").air.series[0].rows[0].air_c, Some(32.2));
    let python = "time,temp,dwpt,rhum,prcp,snow,wdir,wspd,wpgt,pres,tsun,coco\n2025-07-01 02:00:00+02:00,20.0,10.0,50,,,,,,,,\n";
    assert_eq!(air_at(&told(python), 0, "2025-07-01T00:00:00Z"), Some(20.0));
}

#[test]
fn german_hours_are_universal_and_their_places_lie_beside_them() {
    let hours = "STATIONS_ID;MESS_DATUM;QN_9;TT_TU;RF_TU;eor\n        433;1990010100;    3;   5.0;  80.0;eor\n\
        433;2025070112;    3;  31.0;  40.0;eor\n        433;2025070113;    3;-999;-999;eor\n        433;2025070114;    3;  -1.0;  40.0;eor\n";
    let reading = told(hours);
    assert_eq!(reading.air.series[0].place.key, "dwd 00433");
    assert_eq!(air_at(&reading, 0, "2025-07-01T12:00:00Z"), Some(31.0));
    assert_eq!(air_at(&reading, 0, "2025-07-01T13:00:00Z"), None);
    assert_eq!(air_at(&reading, 0, "2025-07-01T14:00:00Z"), Some(-1.0));
    assert!(reading.notes[0].starts_with("left aside: 1 hour that came before 1990"), "{:?}", reading.notes);
    let places = b"Stations_id;Stationshoehe;Geogr.Breite;Geogr.Laenge;von_datum;bis_datum;Stationsname\n\
433; 51.00; 52.4719; 13.4191;19570501;19700909;Berlin-Tempelhof\n433; 47.74; 52.4676; 13.4020;20250923; ;Gro\xdfenkneten\n";
    let reading = read_with(places, "2026-01-01T00:00:00Z").unwrap();
    let place = &reading.air.places[0];
    assert_eq!(
        (place.key.as_str(), place.name.as_str(), place.elevation_m),
        ("dwd 00433", "Großenkneten", Some(47.74))
    );
}

#[test]
fn what_is_wrong_is_said() {
    let wrong =
        "year,month,day,hour,temp,rhum\n2025,7,1,13,86.0,40\n2025,7,1,14,87.0,40\n2025,7,1,15,50,40\n";
    let refused = read_with(wrong.as_bytes(), "2026-01-01T00:00:00Z").unwrap_err();
    assert_eq!(refused.code, "wrong_unit");
    assert!(refused.message.contains("cannot be in °C (87 °C among them)"), "{}", refused.message);
    let future = read_with(CSV.as_bytes(), "2025-06-30T23:30:00Z").unwrap();
    assert!(future.notes[0].contains("left aside: 1 hour that had not come yet"), "{:?}", future.notes);
    let empty = "latitude,longitude,elevation,utc_offset_seconds,timezone,timezone_abbreviation\n1,2,3,0,GMT,GMT\n\ntime,rain (mm)\n2025-01-01T00:00,1\n";
    assert!(
        read_with(empty.as_bytes(), "2026-01-01T00:00:00Z")
            .unwrap_err()
            .message
            .contains("says no temperature")
    );
    let page = read_with(b"<!DOCTYPE html><html><form>sign in", "2026-01-01T00:00:00Z").unwrap_err();
    assert!(page.message.contains("web page"), "{}", page.message);
}

#[test]
fn other_tables_are_none_of_weather() {
    for text in [
        "Activity ID,Activity Date,Weather Temperature\n1,x,20\n",
        "date,hour,temp\n2025-01-01,1,2\n",
        "2025-01-01,1,2,3\n",
        "date,steps,weight\n2025-01-01,1,2\n",
        "{\"latitude\":1.0,\"longitude\":2.0}",
    ] {
        assert!(!looks_like(text), "{text}");
    }
}
