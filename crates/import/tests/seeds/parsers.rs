//! Every parser with the files it is broken with.

use super::{
    apple, clinic_record, fit_recording, fitbit_nights, fitbit_steps, garmin_nights, gpx, gz, night_fit,
    oura_nights, polar_nights, polar_session, samsung_nights, tcx, weather, whoop_answers, whoop_nights,
    withings_nights, zepp_body, zepp_minutes, zepp_nights, zepp_sport, zipped,
};

/// A parser, and small files of what it reads.
pub(crate) struct Parser {
    pub(crate) name: &'static str,
    pub(crate) files: Vec<Vec<u8>>,
}

fn parser(name: &'static str, files: impl IntoIterator<Item = Vec<u8>>) -> Parser {
    Parser { name, files: files.into_iter().collect() }
}

fn texts<const N: usize>(texts: [&str; N]) -> [Vec<u8>; N] {
    texts.map(|text| text.as_bytes().to_vec())
}

/// All of them but Health Connect, whose database others open.
pub(crate) fn parsers() -> Vec<Parser> {
    let [table, json, gz_station, bare, hours, dwd_zip] = <[Vec<u8>; 6]>::try_from(weather()).unwrap();
    let archive = zipped(&[
        ("activities.csv", &table_of_strava()),
        ("1.fit.gz", &gz(&fit_recording())),
        ("in.zip", &zipped(&[("2.gpx", &gpx()), ("3.tcx", &tcx())])),
    ]);
    let chained = [fit_recording(), fit_recording()].concat();
    let mut all = vec![
        parser("fit", [fit_recording(), chained]),
        parser("fit of a night", [night_fit()]),
        parser("gpx", [gpx()]),
        parser("course", [route()]),
        parser("tcx", [tcx()]),
        parser("gzip", [gz(&tcx()), gz(&fit_recording())]),
        parser("zip", [archive]),
        parser("strava table", [super::table(), table_of_strava()]),
        parser("apple health", [apple(), zipped(&[("x/export.xml", &apple())])]),
        parser("open-meteo table", [table]),
        parser("open-meteo json", [json]),
        parser("meteostat", [gz_station, bare].into_iter().chain(texts([STATION_HOURS, STATION_DAYS]))),
        parser("dwd", [hours, dwd_zip].into_iter().chain(texts([STATION_PLACES]))),
    ];
    all.extend(of_nights());
    all
}

fn of_nights() -> Vec<Parser> {
    vec![
        parser("garmin", [garmin_nights()].into_iter().chain(texts(GARMIN))),
        parser("fitbit", [fitbit_nights(), fitbit_steps()].into_iter().chain(texts(FITBIT))),
        parser("samsung", [samsung_nights()].into_iter().chain(texts(SAMSUNG))),
        parser("whoop", [whoop_nights(), whoop_answers()]),
        parser("oura", [oura_nights()].into_iter().chain(texts(OURA))),
        parser("withings", [withings_nights()].into_iter().chain(texts(WITHINGS))),
        parser("polar", [polar_nights(), polar_session()]),
        parser("zepp", [zepp_nights(), zepp_minutes(), zepp_sport(), zepp_body()]),
        parser("fhir", [clinic_record()].into_iter().chain(texts([CLINIC_LINES]))),
    ]
}

/// A table of Strava in German, with a workout entered by hand.
fn table_of_strava() -> Vec<u8> {
    "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätstyp,Aktivitätsbeschreibung,Verstrichene Zeit,Distanz,Dateiname,Gewicht des Athleten\n\
     1,\"12.09.2018, 15:02:23\",Abends,Lauf,,3600,\"10,2\",activities/1.gpx.gz,\"61,8\"\n\
     2,\"13.09.2018, 15:02:23\",Kraft,Krafttraining,,1800,0,,\n"
        .into()
}

fn route() -> Vec<u8> {
    let points = (0..30).map(|n| {
        format!("<rtept lat=\"50.{n:03}\" lon=\"8.1\"><ele>{}</ele><name>{n}</name></rtept>", 100 + n * 3)
    });
    format!("<gpx><rte><name>Up</name><type>run</type>{}</rte></gpx>", points.collect::<String>()).into()
}

const STATION_HOURS: &str = "year,month,day,hour,temp,temp_source,rhum,wspd,cldc\n2025,7,1,13,31.5,dwd,40,18.0,4\n2025,7,2,14,32,dwd,,,\n";
const STATION_DAYS: &str = "2025-07-01,24.1,17.0,32.2,0,,,8,,,\n2025-07-02,24.4,17.0,33.0,0,,,8,,,\n";
const STATION_PLACES: &str = "Stations_id;Stationshoehe;Geogr.Breite;Geogr.Laenge;von_datum;bis_datum;Stationsname\n\
     433; 51.00; 52.4719; 13.4191;19570501;19700909;Berlin-Tempelhof\n433; 47.74; 52.4676; 13.4020;20250923; ;Berlin-Tempelhof\n";

const GARMIN: [&str; 4] = [
    "[{\"sleepStartTimestampGMT\":1788300000000,\"sleepEndTimestampGMT\":1788328800000,\"sleepEndTimestampLocal\":1788336000000,\
     \"deepSleepSeconds\":5400,\"lightSleepSeconds\":14400,\"remSleepSeconds\":null,\"awakeSleepSeconds\":-1}]",
    "[{\"valueInML\":250.0,\"timestampLocal\":\"2026-07-02T08:15:00.0\"},{\"valueInML\":1,\"timestampLocal\":1782980100000}]",
    "[{\"weight\":{\"weight\":61500.0,\"timestampGMT\":\"2026-07-02T05:00:00.0\"}},{\"weight\":{\"weight\":1,\"timestampGMT\":1782968400000}}]",
    "[{\"calendarDate\":\"2026-07-02\",\"totalSteps\":8000,\"restingHeartRate\":51}]",
];

const FITBIT: [&str; 3] = [
    "[{\"logId\":1,\"dateOfSleep\":\"2026-03-29\",\"startTime\":\"2026-03-28T23:00:00.000\",\"endTime\":\"2026-03-29T06:00:00.000\",\
     \"minutesAsleep\":400,\"mainSleep\":true,\"levels\":{\"summary\":{\"deep\":{\"minutes\":80},\"light\":{\"minutes\":220},\
     \"rem\":{\"minutes\":100},\"wake\":{\"minutes\":20}}}}]",
    "[{\"logId\":1,\"weight\":154.3,\"bmi\":22.5,\"date\":\"03/01/26\",\"time\":\"07:12:00\"}]",
    "[{\"dateTime\":\"03/01/26 00:00:00\",\"value\":{\"date\":\"03/01/26\",\"value\":61.2,\"error\":6.8}}]",
];

const SAMSUNG: [&str; 5] = [
    "com.samsung.shealth.sleep,84,1\nsleep_score,com.samsung.health.sleep.start_time,com.samsung.health.sleep.end_time,\
     com.samsung.health.sleep.time_offset\n79,2026-09-01 21:00:00.000,2026-09-02 05:30:00.000,UTC+0200,\n",
    "com.samsung.health.weight,1,1\nheight,weight,start_time,time_offset\n170,61.5,2026-09-02 05:30:00.000,UTC+0200,\n",
    "com.samsung.health.water_intake,1,1\namount,start_time,time_offset\n250,2026-09-02 05:30:00.000,UTC+0200,\n",
    "com.samsung.health.caffeine_intake,1,1\namount,start_time,time_offset\n80,2026-09-02 05:30:00.000,UTC-09:30,\n",
    "com.samsung.shealth.tracker.pedometer_step_count,1,1\ncom.samsung.health.step_count.start_time,com.samsung.health.step_count.end_time,\
     com.samsung.health.step_count.count,com.samsung.health.step_count.time_offset,com.samsung.health.step_count.deviceuuid\n\
     2026-09-02 05:30:00.000,2026-09-02 05:40:00.000,640,UTC+0200,ab12cd34\n2026-09-03 05:30:00.000,2026-09-03 05:40:00.000,640,UTC+0200,ab12cd34\n",
];

const OURA: [&str; 4] = [
    "id;average_hrv;awake_time;bedtime_end;bedtime_start;day;deep_sleep_duration;light_sleep_duration;lowest_heart_rate;\
     rem_sleep_duration;total_sleep_duration;type\n\
     a;48;1800;2026-08-22T07:07:00.000-07:00;2026-08-21T23:12:00.000-07:00;2026-08-22;4500;16200;54;5400;26100;long_sleep\n",
    "date,Total Sleep Duration,Awake Time,REM Sleep Duration,Light Sleep Duration,Deep Sleep Duration,Bedtime Start,Bedtime End\n\
     2026-08-22,26100,1800,5400,16200,4500,2026-08-21T23:12:00-07:00,2026-08-22T07:07:00-07:00\n",
    "{\"sleep\":[{\"summary_date\":\"2026-08-21\",\"bedtime_start\":\"2026-08-21T23:12:00-07:00\",\"bedtime_end\":\"2026-08-22T07:07:00-07:00\",\
     \"total\":26100,\"light\":16200,\"deep\":4500,\"rem\":5400,\"awake\":1800,\"rmssd\":48,\"hr_lowest\":54}]}",
    "id;day;non_wear_time;steps\na;2026-08-22;0;8231\nb;2026-08-23;86400;0\n",
];

const WITHINGS: [&str; 2] = [
    "Date,\"Weight (kg)\",\"Fat mass (kg)\",\"Bone mass (kg)\",\"Muscle mass (kg)\",\"Hydration (kg)\",Comments\n\
     \"2026-03-02 07:10:11\",72.4,15.2,3.1,54.1,40.2,\n",
    "from,to,light (s),deep (s),rem (s),awake (s),wake up,Duration to sleep (s),Duration to wake up (s),Heart rate (min),x\n\
     2026-03-01T23:10:00+01:00,2026-03-02T06:40:00+01:00,14400,5400,3600,1800,2,600,300,48,\n",
];

const CLINIC_LINES: &str = "{\"resourceType\":\"MedicationStatement\",\"status\":\"active\",\"effectivePeriod\":{\"start\":\"2024-02\",\"end\":\"2025-01-31T10:00:00+01:00\"},\
     \"medicationReference\":{\"reference\":\"#m\"},\"contained\":[{\"resourceType\":\"Medication\",\"id\":\"m\",\"code\":{\"text\":\"Quinine\"}}]}\n\
     {\"resourceType\":\"Condition\",\"code\":{\"coding\":[{\"display\":\"Cirrhosis\"}]},\"onsetDateTime\":\"2020\"}\n";
