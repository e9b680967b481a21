//! Small files of every format, made here so that tests need nothing beside the repository.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::format_push_string,
    reason = "test material: each binary uses some of it"
)]

pub(crate) mod parsers;

use std::io::{Cursor, Write};

use flate2::{Compression, write::GzEncoder};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Seconds of the FIT clock at which the made recordings begin.
pub(crate) const START_S: u32 = 1_100_000_000;

/// A FIT sequence around `messages`, with sizes and checksums that hold.
pub(crate) fn fit(messages: &[u8]) -> Vec<u8> {
    let mut bytes = vec![14, 0x20, 0x54, 0x08];
    bytes.extend((messages.len() as u32).to_le_bytes());
    bytes.extend(b".FIT");
    bytes.extend(crc(&bytes).to_le_bytes());
    bytes.extend(messages);
    let end = crc(&bytes);
    bytes.extend(end.to_le_bytes());
    bytes
}

fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc: u16, byte| {
        (0..8)
            .fold(crc ^ u16::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xA001 } else { crc >> 1 })
    })
}

/// A definition message: fields are number, size and base type.
pub(crate) fn definition(local: u8, global: u16, fields: &[[u8; 3]]) -> Vec<u8> {
    let mut bytes = vec![0x40 | local, 0, 0];
    bytes.extend(global.to_le_bytes());
    bytes.push(fields.len() as u8);
    bytes.extend(fields.iter().flatten());
    bytes
}

/// `count` records with every channel, one a second.
pub(crate) fn records(count: u32) -> Vec<u8> {
    let fields = [
        [253, 4, 0x86],
        [0, 4, 0x85],
        [1, 4, 0x85],
        [5, 4, 0x86],
        [73, 4, 0x86],
        [78, 4, 0x86],
        [7, 2, 0x84],
        [139, 2, 0x84],
        [3, 1, 0x02],
        [4, 1, 0x02],
        [13, 1, 0x01],
    ];
    let mut bytes = definition(0, 20, &fields);
    for second in 0..count {
        bytes.push(0);
        bytes.extend((START_S + second).to_le_bytes());
        bytes.extend((600_000_000 + second as i32).to_le_bytes());
        bytes.extend((100_000_000 - second as i32).to_le_bytes());
        for number in [second * 300, 3_000 + second % 500, 3_000 + second % 100] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend((200 + (second % 100) as u16).to_le_bytes());
        bytes.extend((3_700 + (second % 100) as u16).to_le_bytes());
        bytes.extend([120 + (second % 60) as u8, 85, 22]);
    }
    bytes
}

/// A whole recording: file, timer, records with and without compressed time and developer fields, beats of a strap,
/// lap, session, activity.
pub(crate) fn fit_recording() -> Vec<u8> {
    let mut bytes = definition(1, 0, &[[0, 1, 0], [1, 2, 0x84], [2, 2, 0x84], [3, 4, 0x8C], [4, 4, 0x86]]);
    bytes.extend([1, 4, 1, 0, 0x94, 7, 9, 8, 7, 6]);
    bytes.extend(START_S.to_le_bytes());
    bytes.extend(definition(2, 21, &[[253, 4, 0x86], [0, 1, 0], [1, 1, 0]]));
    for (second, kind) in [(0, 0), (20, 4), (25, 0)] {
        bytes.push(2);
        bytes.extend((START_S + second).to_le_bytes());
        bytes.extend([0, kind]);
    }
    bytes.extend(definition(3, 206, &[[0, 1, 2], [1, 1, 2], [2, 1, 2], [3, 17, 7]]));
    bytes.extend([3, 0, 5, 0x88]);
    bytes.extend(b"core_temperature\0");
    bytes.extend(records(40));
    bytes.extend([0x61, 0, 1, 0, 20, 2, 253, 4, 0x86, 3, 1, 2, 1, 5, 4, 0]);
    bytes.push(1);
    bytes.extend((START_S + 40).to_be_bytes());
    bytes.push(150);
    bytes.extend(38.5_f32.to_be_bytes());
    bytes.extend(definition(1, 20, &[[3, 1, 2], [8, 3, 0x0D]]));
    bytes.extend([0xA9, 151, 0x2C, 0x11, 0x22, 0xAA, 152, 0x2C, 0x21, 0x23]);
    bytes.extend(definition(4, 132, &[[253, 4, 0x86], [0, 2, 0x84], [9, 4, 0x86], [6, 1, 2]]));
    bytes.push(4);
    bytes.extend(START_S.to_le_bytes());
    bytes.extend([0, 0x40, 0, 4, 0, 0, 130]);
    bytes.extend(definition(4, 132, &[[10, 3, 0x0D], [6, 2, 2]]));
    bytes.extend([4, 0x34, 0x12, 0x67, 131, 132]);
    bytes.extend(summaries());
    fit(&bytes)
}

fn summaries() -> Vec<u8> {
    let mut bytes = definition(5, 19, &[[253, 4, 0x86], [2, 4, 0x86], [7, 4, 0x86], [24, 1, 0]]);
    bytes.push(5);
    for number in [START_S + 42, START_S, 42_000] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.push(0);
    let numbers =
        [[253, 4, 0x86], [2, 4, 0x86], [7, 4, 0x86], [8, 4, 0x86], [9, 4, 0x86], [5, 1, 0], [6, 1, 0]];
    bytes.extend(definition(6, 18, &numbers));
    bytes.push(6);
    for number in [START_S + 42, START_S, 42_000, 37_000, 12_600] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend([1, 3]);
    bytes.extend(definition(7, 34, &[[253, 4, 0x86], [5, 4, 0x86]]));
    bytes.push(7);
    bytes.extend((START_S + 42).to_le_bytes());
    bytes.extend((START_S + 42 + 7_200).to_le_bytes());
    bytes
}

/// A GPX track with sensors, and a route beside it.
pub(crate) fn gpx() -> Vec<u8> {
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- made -->\n<gpx creator=\"Charley\" xmlns:ns3=\"urn:x\"><trk><name>Noon &amp; hot</name><type>running</type><trkseg>".to_owned();
    for second in 0..20 {
        text += &format!(
            "<trkpt lat=\"50.{second:04}\" lon=\"8.1\"><ele>1{second}.5</ele><time>2026-05-01T10:00:{second:02}.000+02:00</time>\
             <extensions><power>2{second:02}</power><ns3:TrackPointExtension><ns3:hr>12{}</ns3:hr><ns3:atemp>21</ns3:atemp></ns3:TrackPointExtension></extensions></trkpt>\n",
            second % 10
        );
    }
    text += "</trkseg></trk><rte><rtept lat=\"1\" lon=\"2\"/></rte></gpx>";
    text.into_bytes()
}

/// A TCX activity of two laps.
pub(crate) fn tcx() -> Vec<u8> {
    let mut text = "          <?xml version=\"1.0\"?><TrainingCenterDatabase><Activities><Activity Sport=\"Biking\"><Id>2026-05-01T10:00:00Z</Id>".to_owned();
    for lap in 0..2 {
        text += &format!(
            "<Lap StartTime=\"2026-05-01T10:0{lap}:00Z\"><TotalTimeSeconds>60.5</TotalTimeSeconds><DistanceMeters>400.25</DistanceMeters><TriggerMethod>Manual</TriggerMethod><Track>"
        );
        for second in 0..10 {
            text += &format!(
                "<Trackpoint><Time>2026-05-01T10:0{lap}:0{second}Z</Time><Position><LatitudeDegrees>50.1</LatitudeDegrees><LongitudeDegrees>8.2</LongitudeDegrees></Position>\
                 <DistanceMeters>{second}.5</DistanceMeters><HeartRateBpm><Value>13{second}</Value></HeartRateBpm><Cadence>90</Cadence><Extensions><TPX><Watts>25{second}</Watts></TPX></Extensions></Trackpoint>\n"
            );
        }
        text += "</Track></Lap>";
    }
    text += "<Creator><Name>Made</Name></Creator></Activity></Activities></TrainingCenterDatabase>";
    text.into_bytes()
}

/// A table of a Strava export.
pub(crate) fn table() -> Vec<u8> {
    b"Activity ID,Activity Date,Activity Name,Distance,Distance,Filename,Athlete Weight,Weather Temperature,Humidity,Wind Speed\n\
      1,\"Sep 12, 2018, 3:02:23 PM\",\"Evening, hot\",3.68,3681.0,activities/1.gpx.gz,61.8,29.4,0.62,2.1\n\
      2,\"09.12.2022, 15:24:49\",x,\"3,68\",3681.0,activities/2.fit,\"61,8\",\"29,4\",1,\n"
        .to_vec()
}

/// The bytes behind gzip.
pub(crate) fn gz(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// The files in a zip archive.
pub(crate) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// One seed of each kind.
pub(crate) fn all() -> Vec<Vec<u8>> {
    let archive = zipped(&[
        ("activities.csv", &table()),
        ("1.fit.gz", &gz(&fit_recording())),
        ("in.zip", &zipped(&[("2.gpx", &gpx())])),
    ]);
    let chained = [fit_recording(), fit_recording()].concat();
    let health = [
        apple(),
        night_fit(),
        garmin_nights(),
        fitbit_nights(),
        samsung_nights(),
        whoop_nights(),
        whoop_answers(),
        oura_nights(),
        withings_nights(),
        polar_nights(),
        zepp_nights(),
        zepp_minutes(),
        zepp_sport(),
        zepp_body(),
        polar_session(),
        fitbit_steps(),
        clinic_record(),
    ];
    let health_archive = zipped(&[("x/export.xml", &apple()), ("sleepData.json", &garmin_nights())]);
    let mut all = vec![fit_recording(), chained, gpx(), tcx(), gz(&tcx()), table(), archive, health_archive];
    all.extend(health);
    all.extend(weather());
    all
}

/// An export of Apple Health with records of every kind that is read, and a workout.
pub(crate) fn apple() -> Vec<u8> {
    let mut text = "<?xml version=\"1.0\"?><!DOCTYPE HealthData [<!ELEMENT HealthData (Record)*>]><HealthData locale=\"de_DE\">".to_owned();
    let record = |kind: &str, from: &str, to: &str, rest: &str| {
        format!(
            "<Record type=\"HK{kind}\" sourceName=\"A\u{a0}Watch\" unit=\"kg\" startDate=\"2026-05-0{from} +0200\" endDate=\"2026-05-0{to} +0200\" value=\"{rest}\""
        )
    };
    for stage in ["AsleepCore", "AsleepDeep", "Awake", "InBed"] {
        let value = format!("HKCategoryValueSleepAnalysis{stage}");
        text += &record("CategoryTypeIdentifierSleepAnalysis", "1 23:00:00", "2 05:00:00", &value);
        text += "><MetadataEntry key=\"HKTimeZone\" value=\"Europe/Berlin\"/></Record>\n";
    }
    for (kind, value) in [
        ("StepCount", "640"),
        ("BodyMass", "61.5"),
        ("DietaryWater", "250"),
        ("HeartRate", "120"),
        ("RestingHeartRate", "52"),
        ("HeartRateVariabilitySDNN", "48.5"),
    ] {
        text += &record(&format!("QuantityTypeIdentifier{kind}"), "2 10:00:00", "2 10:05:00", value);
        text += "/>\n";
    }
    text += "<Workout workoutActivityType=\"HKWorkoutActivityTypeRunning\" duration=\"30\" durationUnit=\"min\" startDate=\"2026-05-02 09:50:00 +0200\" \
             endDate=\"2026-05-02 10:20:00 +0200\"><MetadataEntry key=\"HKWeatherTemperature\" value=\"70 degF\"/>\
             <WorkoutStatistics type=\"HKQuantityTypeIdentifierDistanceWalkingRunning\" sum=\"5\" unit=\"km\"/></Workout></HealthData>";
    text.into_bytes()
}

/// The file of a night, with levels of sleep, weight and heart rate variability.
pub(crate) fn night_fit() -> Vec<u8> {
    let mut bytes = definition(0, 0, &[[0, 1, 0], [1, 2, 0x84], [2, 2, 0x84], [4, 4, 0x86]]);
    bytes.extend([0, 49, 1, 0, 0x29, 0x0C]);
    bytes.extend(START_S.to_le_bytes());
    bytes.extend(definition(1, 275, &[[253, 4, 0x86], [0, 1, 0]]));
    for (hour, level) in [(0, 1), (1, 2), (2, 3), (4, 4), (6, 1)] {
        bytes.push(1);
        bytes.extend((START_S + hour * 3_600).to_le_bytes());
        bytes.push(level);
    }
    bytes.extend(definition(2, 30, &[[253, 4, 0x86], [0, 2, 0x84]]));
    bytes.push(2);
    bytes.extend(START_S.to_le_bytes());
    bytes.extend(6_150_u16.to_le_bytes());
    bytes.extend(definition(3, 371, &[[253, 4, 0x86], [0, 2, 0x84]]));
    bytes.push(3);
    bytes.extend(START_S.to_le_bytes());
    bytes.extend(5_760_u16.to_le_bytes());
    fit(&bytes)
}

/// Nights of a Garmin account.
pub(crate) fn garmin_nights() -> Vec<u8> {
    b"[{\"sleepStartTimestampGMT\":\"2026-09-01T22:00:00.0\",\"sleepEndTimestampGMT\":\"2026-09-02T05:30:00.0\",\"calendarDate\":\"2026-09-02\",\
      \"deepSleepSeconds\":5400,\"lightSleepSeconds\":14400,\"remSleepSeconds\":6000,\"awakeSleepSeconds\":1200}]"
        .to_vec()
}

/// Nights of Fitbit.
pub(crate) fn fitbit_nights() -> Vec<u8> {
    b"[{\"logId\":1,\"dateOfSleep\":\"2026-09-02\",\"startTime\":\"2026-09-01T23:05:00.000\",\"endTime\":\"2026-09-02T06:40:30.000\",\
      \"minutesAsleep\":410,\"mainSleep\":true}]"
        .to_vec()
}

/// A night of Samsung Health in stages.
pub(crate) fn samsung_nights() -> Vec<u8> {
    b"com.samsung.health.sleep_stage,12,1\nstart_time,end_time,stage,time_offset\n\
      2026-09-01 21:00:00.000,2026-09-02 01:00:00.000,40002,UTC+0200,\n2026-09-02 01:00:00.000,2026-09-02 02:00:00.000,40003,UTC+0200,\n"
        .to_vec()
}

pub(crate) fn whoop_nights() -> Vec<u8> {
    b"Cycle start time,Cycle end time,Cycle timezone,Sleep onset,Wake onset,Asleep duration (min),Light sleep duration (min),\
      Deep (SWS) duration (min),REM duration (min),Awake duration (min),Nap\n\
      2026-03-01 23:12:00,,UTC+01:00,2026-03-01 23:12:00,2026-03-02 07:05:00,432,210,88,134,41,false\n"
        .to_vec()
}

pub(crate) fn whoop_answers() -> Vec<u8> {
    b"Cycle start time,Cycle end time,Cycle timezone,Question text,Answered yes,Notes\n\
      2026-03-01 23:12:00,,GMT-5,Have any alcoholic drinks?,false,\n"
        .to_vec()
}

pub(crate) fn oura_nights() -> Vec<u8> {
    b"{\"sleep\":[{\"bedtime_start\":\"2026-08-21T23:12:00-07:00\",\"bedtime_end\":\"2026-08-22T07:07:00-07:00\",\"type\":\"long_sleep\",\
      \"total_sleep_duration\":26100,\"average_hrv\":48}],\"ring\":null,\"tag\":{\"a\":[1]}}"
        .to_vec()
}

pub(crate) fn withings_nights() -> Vec<u8> {
    b"von,bis,leicht (s),tief (s),rem (s),wach (s),Aufwachen,Duration to sleep (s)\n\
      2026-03-01T23:10:00+01:00,2026-03-02T06:40:00+01:00,14400,5400,3600,1800,2,600\n"
        .to_vec()
}

pub(crate) fn polar_nights() -> Vec<u8> {
    b"[{\"night\":\"2026-04-03\",\"evaluation\":{\"asleepDuration\":\"PT7H19M30S\"},\"sleepResult\":{\"hypnogram\":\
      {\"sleepStart\":\"2026-04-02T23:19:30.000+02:00\",\"sleepEnd\":\"2026-04-03T07:04:30.000+02:00\"}},\
      \"meanNightlyRecoveryRri\":900,\"meanNightlyRecoveryRmssd\":42}]"
        .to_vec()
}

/// A session with channels, a track and a gap that is no JSON.
pub(crate) fn polar_session() -> Vec<u8> {
    let pulse: Vec<String> = (0..60).map(|second| (110 + second % 7).to_string()).collect();
    format!(
        "{{\"startTime\":\"2026-08-18T10:23:06\",\"stopTime\":\"2026-08-18T10:33:06\",\"timezoneOffsetMinutes\":120,\"durationMillis\":600000,\
         \"exercises\":[{{\"startTime\":\"2026-08-18T10:23:06\",\"stopTime\":\"2026-08-18T10:33:06\",\"sport\":{{\"id\":\"1\"}},\
         \"samples\":{{\"samples\":[{{\"type\":\"HEART_RATE\",\"intervalMillis\":1000,\"values\":[NaN,{}]}}],\
         \"speed\":[{{\"dateTime\":\"2026-08-18T10:24:06.000\",\"value\":11.5}}]}},\
         \"routes\":{{\"route\":{{\"startTime\":\"2026-08-18T10:23:08\",\"wayPoints\":[{{\"longitude\":4.73,\"latitude\":46.9,\"elapsedMillis\":2}}]}}}},\
         \"pauseTimes\":[{{\"startTime\":\"2026-08-18T10:25:00\",\"endTime\":\"2026-08-18T10:25:10\"}}]}}]}}",
        pulse.join(",")
    )
    .into_bytes()
}

pub(crate) fn zepp_sport() -> Vec<u8> {
    b"type,startTime,sportTime(s),maxPace(/meter),minPace(/meter),distance(m),avgPace(/meter),calories(kcal)\n\
      1,2026-07-07 16:03:16+0000,1800,3.4,2.2,5321,2.77,310.0\n"
        .to_vec()
}

pub(crate) fn zepp_body() -> Vec<u8> {
    b"time,weight,height,bmi,fatRate,bodyWaterRate,boneMass,metabolism,muscleRate,visceralFat\n\
      2026-01-15 06:09:29+0000,61.6,165.0,22.6,35.5,46.0,2.4,1173.0,37.29,6.0\n"
        .to_vec()
}

pub(crate) fn zepp_nights() -> Vec<u8> {
    b"date,deepSleepTime,shallowSleepTime,wakeTime,start,stop,REMTime,naps\n\
      2026-09-24,95,230,12,2026-09-23 22:40:00+0000,2026-09-24 05:10:00+0000,50,\n"
        .to_vec()
}

/// Steps of two mornings, by the minute.
pub(crate) fn zepp_minutes() -> Vec<u8> {
    let minutes = (0..20).flat_map(|m| [1, 2].map(|day| format!("2026-09-0{day},08:{m:02},{}\n", 10 + m)));
    format!("date,time,steps\n{}", minutes.collect::<String>()).into_bytes()
}

pub(crate) fn fitbit_steps() -> Vec<u8> {
    let minutes =
        (0..20).flat_map(|m| [1, 2].map(|day| format!("2026-09-0{day}T08:{m:02}:00Z,12,Inspire 3\n")));
    format!("timestamp,steps,data source\n{}", minutes.collect::<String>()).into_bytes()
}

/// Files of weather, of each service.
pub(crate) fn weather() -> Vec<Vec<u8>> {
    let table = "latitude,longitude,elevation,utc_offset_seconds,timezone,timezone_abbreviation\n\
        52.54833,13.407822,38.0,3600,Europe/Berlin,GMT+1\n\n\
        time,temperature_2m (°C),relative_humidity_2m (%),wind_speed_10m (km/h),cloud_cover (%)\n\
        2025-07-01T00:00,20.5,50,10.0,12\n2025-07-01T01:00,NaN,NaN,NaN,NaN\n2025-07-01T02:00,18.0,60,9.0,30\n\n\
        time,temperature_2m_max (°C)\n2025-07-01,31.0\n";
    let json = "{\"latitude\":52.5,\"longitude\":13.4,\"utc_offset_seconds\":7200,\"elevation\":38.0,\
        \"hourly_units\":{\"time\":\"iso8601\",\"temperature_2m\":\"°F\"},\
        \"hourly\":{\"time\":[\"2025-07-01T00:00\",\"2025-07-01T01:00\"],\"temperature_2m\":[68.5,null],\"x\":[1]}}";
    let station = "year,month,day,hour,temp,temp_source,rhum,wspd,cldc\n2025,7,1,13,31.5,dwd,40,18.0,4\n2025,7,1,14,32,metno_forecast,,,\n";
    let bare = "2019-07-25,12,35.1,17.0,34,,,120,9.0,,1013.0,,\n2019-07-25,13,36.4,,,,,,,,,,\n";
    let hours = "STATIONS_ID;MESS_DATUM;QN_9;TT_TU;RF_TU;eor\n 433;2025070112;3;31.0;40.0;eor\n 433;2025070113;3;-999;-999;eor\n";
    let places = "Stations_id;Stationshoehe;Geogr.Breite;Geogr.Laenge;von_datum;bis_datum;Stationsname\n433; 47.74; 52.4676; 13.4020;20250923; ;Berlin-Tempelhof\n";
    let archive = zipped(&[
        ("Metadaten_Geographie_00433.txt", places.as_bytes()),
        ("produkt_tu_stunde_20250701_20250701_00433.txt", hours.as_bytes()),
    ]);
    vec![table.into(), json.into(), gz(station.as_bytes()), bare.into(), hours.into(), archive]
}

pub(crate) fn clinic_record() -> Vec<u8> {
    b"{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"MedicationRequest\",\"status\":\"active\",\"intent\":\"order\",\
      \"authoredOn\":\"2024-02-01\",\"medicationCodeableConcept\":{\"text\":\"Atorvastatin 40 MG\",\"coding\":[{\"system\":\
      \"http://www.nlm.nih.gov/research/umls/rxnorm\",\"code\":\"617311\"}]}}},{\"resource\":{\"resourceType\":\"Condition\",\
      \"code\":{\"text\":\"Gout\"}}}]}"
        .to_vec()
}
