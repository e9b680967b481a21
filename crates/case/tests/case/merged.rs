//! Workouts of several recordings: which of them count, and that what was said of one is found with every other.

use charley_case::{
    Case,
    import::{ImportReport, Ledger, import_sent},
};
use charley_domain::{
    entry::{Entry, EntrySource, Record, Weather, WeatherFor, WeighIn},
    exposure::{RiskWindow, TriggerId},
    moment::{Moment, Precision},
    night::NightOf,
    person::Person,
    quantity::{BodyMass, Temperature},
    trigger,
    workout::{Channel, ChannelKind, ClockBasis, FileFacts, Sport, Workout, WorkoutHead, WorkoutId},
};
use charley_import::write;
use charley_store::Store;
use jiff::{SignedDuration, Timestamp, ZonedDateTime};
use tempfile::TempDir;

const NOON: &str = "2026-07-20T12:00:00Z";
const HOUR: usize = 3600;

/// What a recording is made of; `heart_bpm`, `power_w` and `speed_mm_s` are constant.
#[derive(Clone)]
struct Made {
    device: &'static str,
    sport: Sport,
    /// Seconds after noon.
    begin_s: i64,
    lasting_s: usize,
    declared_s: Option<f64>,
    /// Seconds in which it records nothing.
    silent: std::ops::Range<usize>,
    heart_bpm: Option<i32>,
    power_w: Option<i32>,
    speed_mm_s: Option<i32>,
}

const RUN: Made = Made {
    device: "watch",
    sport: Sport::Run,
    begin_s: 0,
    lasting_s: HOUR,
    declared_s: None,
    silent: 0..0,
    heart_bpm: Some(160),
    power_w: None,
    speed_mm_s: Some(2900),
};

impl Made {
    fn workout(&self) -> Workout {
        let instant: Timestamp = NOON.parse::<Timestamp>().unwrap() + SignedDuration::from_secs(self.begin_s);
        let seconds: Vec<usize> =
            (0..self.lasting_s).step_by(5).filter(|second| !self.silent.contains(second)).collect();
        let constant = |kind, value: Option<i32>| {
            value.map(|value| Channel { kind, values: vec![Some(value); seconds.len()] })
        };
        let distance = self.speed_mm_s.map(|speed| Channel {
            kind: ChannelKind::Distance,
            values: seconds.iter().map(|second| Some(*second as i32 * speed / 10)).collect(),
        });
        let head = WorkoutHead {
            id: WorkoutId(self.device.to_owned()),
            sport: self.sport,
            start: Moment { instant, offset_s: 7200, zone: None },
            clock: ClockBasis::File,
            elapsed_s: self.declared_s.unwrap_or(self.lasting_s as f64),
            timer_s: None,
            distance_m: self.speed_mm_s.map(|speed| self.lasting_s as f64 * f64::from(speed) / 1000.0),
            device: Some(self.device.to_owned()),
            indoor: None,
            name: None,
            facts: FileFacts::default(),
        };
        let channels = [
            constant(ChannelKind::HeartRate, self.heart_bpm),
            constant(ChannelKind::Power, self.power_w),
            constant(ChannelKind::Speed, self.speed_mm_s),
            distance,
        ];
        Workout {
            head,
            time_ms: seconds.iter().map(|second| *second as i64 * 1000).collect(),
            channels: channels.into_iter().flatten().collect(),
            laps: vec![],
            pauses: vec![],
            legs: vec![],
            notes: vec![],
        }
    }

    fn fit(&self) -> Vec<u8> {
        write::fit(&self.workout())
    }
}

struct Desk {
    _folder: TempDir,
    store: Store,
}

impl Desk {
    fn with(files: &[&[u8]]) -> Self {
        let folder = TempDir::new().unwrap();
        let mut store = Store::open_or_create(&folder.path().join("data")).unwrap();
        let person = Person {
            born: Some("1980-05-01".parse().unwrap()),
            mass_kg: Some(BodyMass::from_kg(62.0).unwrap()),
            timezone: Some("Europe/Berlin".to_owned()),
            ..Person::default()
        };
        store.set_person(&person).unwrap();
        let mut desk = Self { _folder: folder, store };
        for file in files {
            desk.brings(file);
        }
        desk
    }

    fn brings(&mut self, bytes: &[u8]) -> ImportReport {
        let mut ledger = Ledger::kept(&mut self.store).unwrap();
        let report = import_sent("a file", &mut { bytes }, &mut ledger, &now()).unwrap();
        assert!(report.files.iter().all(|file| file.error.is_none()), "{:?}", report.files);
        report
    }

    fn says(&mut self, record: Record, at: Timestamp) {
        let moment = Moment { instant: at, offset_s: 7200, zone: None };
        let entry = Entry {
            id: uuid::Uuid::now_v7(),
            night: NightOf::of(&moment),
            occurred_at: moment,
            recorded_at: at,
            source: EntrySource::Terminal,
            precision: Precision::Minutes,
            asked: false,
            record,
        };
        self.store.record_all(&[entry]).unwrap();
    }

    fn case(&mut self) -> Case {
        Case::read(&mut self.store, now()).unwrap()
    }

    /// Load of the night of noon's day, and how it is known.
    fn load(&mut self) -> (f64, String) {
        let case = self.case();
        let night = NightOf("2026-07-20".parse().unwrap());
        let seen = seen(&case);
        let of_night = seen.iter().find(|exposure| exposure.window == RiskWindow::Night(night)).unwrap();
        let known = &of_night.values[&TriggerId::night(trigger::LOAD)];
        (known.value, format!("{:?}", known.basis))
    }
}

fn now() -> ZonedDateTime {
    "2026-07-22T09:00[Europe/Berlin]".parse().unwrap()
}

fn seen(case: &Case) -> Vec<charley_domain::exposure::Exposure> {
    charley_case::seen::Seen::of(
        case,
        charley_case::seen::range(case, Some(NightOf("2026-07-01".parse().unwrap()))),
    )
    .exposures
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 0.02 * other.abs()
}

const DAY_S: i64 = 24 * 3600;

#[test]
fn a_declared_length_beyond_the_records_swallows_nothing() {
    let open = Made {
        device: "computer",
        sport: Sport::Ride,
        begin_s: -12 * DAY_S,
        declared_s: Some(25.0 * DAY_S as f64),
        lasting_s: 2 * HOUR,
        ..RUN
    };
    let mut desk = Desk::with(&[&open.fit()]);
    let report = desk.brings(&RUN.fit());
    assert_eq!(report.files[0].workouts[0].part_of, None);
    let alone = Desk::with(&[&RUN.fit()]).load().0;
    let (load, _) = desk.load();
    assert!(load > 0.5 && near(load, alone), "{load} {alone}");
    let case = desk.case();
    assert_eq!(
        case.workouts.iter().map(|one| one.elapsed_s as usize).collect::<Vec<_>>(),
        [2 * HOUR - 5, HOUR]
    );
}

#[test]
fn what_is_done_in_the_halt_of_a_long_day_is_no_part_of_it() {
    let tour = Made {
        device: "computer",
        sport: Sport::Ride,
        begin_s: -4 * 3600,
        lasting_s: 10 * HOUR,
        silent: 3 * HOUR..7 * HOUR,
        ..RUN
    };
    let mut desk = Desk::with(&[&tour.fit(), &RUN.fit()]);
    let case = desk.case();
    assert_eq!(case.workouts.len(), 2);
    assert!(desk.store.heads().unwrap().iter().all(|stored| stored.part_of.is_none()));
}

#[test]
fn a_copy_of_zeros_never_beats_a_heart_rate() {
    let app = Made {
        device: "app",
        heart_bpm: Some(0),
        power_w: Some(0),
        speed_mm_s: Some(0),
        lasting_s: HOUR + 20,
        ..RUN
    };
    let watch = Made { begin_s: 3, ..RUN };
    let (load, how) = Desk::with(&[&app.fit(), &watch.fit()]).load();
    assert!(how.contains("heart rate"), "{how}");
    let strap = Made { speed_mm_s: None, ..watch };
    assert!(near(load, Desk::with(&[&strap.fit()]).load().0), "{load}");
}

#[test]
fn of_two_devices_the_longer_and_poorer_one_keeps_nothing_from_the_other() {
    let phone = Made { device: "phone", begin_s: -400, lasting_s: HOUR + 430, heart_bpm: None, ..RUN };
    for files in [[phone.fit(), RUN.fit()], [RUN.fit(), phone.fit()]] {
        let mut desk = Desk::with(&[&files[0], &files[1]]);
        let (load, how) = desk.load();
        assert!(how.contains("heart rate"), "{how}");
        let strap = Made { speed_mm_s: None, ..RUN };
        assert!(near(load, Desk::with(&[&strap.fit()]).load().0), "{load}");
        let case = desk.case();
        assert_eq!((case.workouts.len(), case.workouts[0].id.0.len() > 4), (1, true));
    }
}

#[test]
fn the_power_of_a_trainer_counts_though_the_computer_ran_for_longer() {
    let ride = Made { sport: Sport::IndoorRide, speed_mm_s: None, ..RUN };
    let app = Made { device: "app", heart_bpm: None, power_w: Some(200), ..ride.clone() };
    let computer =
        Made { device: "computer", begin_s: -400, lasting_s: HOUR + 500, heart_bpm: Some(130), ..ride };
    let (alone, how) = Desk::with(&[&app.fit()]).load();
    assert!(how.contains("power"), "{how}");
    let mut desk = Desk::with(&[&computer.fit(), &app.fit()]);
    let (load, how) = desk.load();
    assert!(how.contains("power") && near(load, alone), "{load} {alone} {how}");
    let workouts = desk.case().workouts;
    assert_eq!((workouts.len(), workouts[0].heart_rate_s.len()), (1, 1), "the computer knows the heart rate");
}

#[test]
fn a_run_within_the_log_of_a_day_keeps_its_load_and_its_sport() {
    let log = Made {
        device: "logger",
        sport: Sport::Other,
        begin_s: -5 * 3600,
        lasting_s: 10 * HOUR,
        heart_bpm: None,
        speed_mm_s: Some(700),
        ..RUN
    };
    let mut desk = Desk::with(&[&RUN.fit(), &log.fit()]);
    let alone = Desk::with(&[&RUN.fit()]).load();
    assert_eq!(desk.load(), alone);
    let case = desk.case();
    assert_eq!(case.workouts.iter().map(|one| one.sport).collect::<Vec<_>>(), [Sport::Run]);
    let logged =
        desk.store.heads().unwrap().into_iter().find(|stored| stored.head.sport == Sport::Other).unwrap();
    assert_eq!(case.merged.followed_for(&logged.head.id).unwrap().head.id, case.workouts[0].id);
    // A log of a sport that tells nothing borrows instead: the day on the bike stays a day.
    let day = Made { sport: Sport::Ride, ..log };
    let climb = Made { sport: Sport::Ride, ..RUN };
    let mut desk = Desk::with(&[&day.fit(), &climb.fit()]);
    let workouts = desk.case().workouts;
    assert_eq!((workouts.len(), workouts[0].elapsed_s as usize), (1, 10 * HOUR));
    assert!(desk.load().1.contains("heart rate"));
}

#[test]
fn a_climb_recorded_once_more_is_no_second_workout() {
    let ride = Made { sport: Sport::Ride, begin_s: -3600, lasting_s: 4 * HOUR, heart_bpm: Some(135), ..RUN };
    let climb = Made { device: "app", sport: Sport::Ride, heart_bpm: None, power_w: Some(280), ..RUN };
    let mut desk = Desk::with(&[&ride.fit(), &climb.fit()]);
    assert_eq!(desk.case().workouts.len(), 1);
    assert_eq!(desk.load(), Desk::with(&[&ride.fit()]).load());
}

#[test]
fn two_runs_in_one_file_and_their_copies_count_once() {
    let both = Made {
        begin_s: -7200,
        lasting_s: 3 * HOUR,
        silent: 2400..3 * HOUR - 2400,
        declared_s: Some(4800.0),
        ..RUN
    };
    let first = Made { device: "service", begin_s: -7199, lasting_s: 2390, ..RUN };
    let second = Made { device: "service 2", begin_s: 3 * 3600 - 7200 - 2395, lasting_s: 2390, ..RUN };
    let mut desk = Desk::with(&[&both.fit(), &first.fit(), &second.fit()]);
    let (load, alone) = (desk.load().0, Desk::with(&[&both.fit()]).load().0);
    assert!(near(load, alone), "{load} {alone}");
    let workouts = desk.case().workouts;
    assert_eq!((workouts.len(), workouts[0].elapsed_s as usize), (1, 3 * HOUR - 5));
}

#[test]
fn a_known_sport_comes_before_other_whoever_has_more_points() {
    let watch = Made { sport: Sport::Swim, speed_mm_s: Some(900), ..RUN };
    let service =
        Made { device: "service", begin_s: 2, sport: Sport::Other, power_w: Some(90), ..watch.clone() };
    let case = Desk::with(&[&service.fit(), &watch.fit()]).case();
    assert_eq!(case.workouts.iter().map(|one| one.sport).collect::<Vec<_>>(), [Sport::Swim]);
    let id = &case.workouts[0].id;
    assert_eq!(case.body.unwrap().record.outcomes[id].id, *id);
}

#[test]
fn what_was_said_of_one_copy_is_found_when_a_better_one_comes() {
    let phone = Made { device: "phone", heart_bpm: None, ..RUN };
    let mut desk = Desk::with(&[&phone.fit()]);
    let id = desk.case().workouts[0].id.clone();
    let start: Timestamp = NOON.parse().unwrap();
    let end = start + SignedDuration::from_secs(HOUR as i64);
    let minute = SignedDuration::from_mins(1);
    let weather = |air_c| Weather {
        window: WeatherFor::Workout(id.clone()),
        air_c: Temperature::from_c(air_c).unwrap(),
        humidity_pct: None,
        wind_m_s: None,
        sun: None,
    };
    let weight = |kg, when| Record::Weight { mass_kg: BodyMass::from_kg(kg).unwrap(), weigh_in: Some(when) };
    desk.says(Record::Weather(weather(33.0)), start);
    desk.says(weight(62.0, WeighIn::Before), start - minute);
    desk.says(weight(61.1, WeighIn::After), end + minute);
    desk.says(Record::NotACramp { workout: id.clone() }, start + minute);
    let told = |desk: &mut Desk| {
        let case = desk.case();
        let heat = TriggerId::workout(trigger::HEAT);
        let exposures = seen(&case);
        let id = &case.workouts[0].id;
        let of = exposures.iter().find(|one| one.window == RiskWindow::Workout(id.clone())).unwrap();
        let body = case.body.as_ref().unwrap();
        let lost: Vec<f64> = body.learned.iter().map(|one| (one.lost_kg * 10.0).round()).collect();
        let marks =
            case.entries.iter().filter(|entry| entry.record == Record::NotACramp { workout: id.clone() });
        (of.values[&heat].value, lost, marks.count(), id.clone())
    };
    let before = told(&mut desk);
    assert_eq!((before.0, &before.1, before.2), (3.0, &vec![9.0], 1));
    // A richer copy, and then a whole that began seven minutes before: whatever the workout is called now.
    for better in [
        Made { device: "watch", begin_s: 4, ..RUN },
        Made { device: "computer", begin_s: -420, lasting_s: HOUR + 600, power_w: Some(250), ..RUN },
    ] {
        desk.brings(&better.fit());
        let after = told(&mut desk);
        assert_ne!(after.3, before.3, "the better copy gives its name");
        assert_eq!((after.0, after.1, after.2), (before.0, before.1.clone(), before.2));
    }
    // The person's own word counts before that of a program, and the newest of hers.
    desk.says(Record::Weather(weather(28.0)), end);
    assert!(near(told(&mut desk).0, 2.0));
}

#[test]
fn a_copy_whose_clock_was_never_set_takes_nothing_from_the_dated_one() {
    let never: i64 = -("2026-07-20T12:00:00Z".parse::<Timestamp>().unwrap().as_second() - 631_065_600 - 3600);
    let broken = Made { device: "old watch", begin_s: never, ..RUN };
    let mut desk = Desk::with(&[&RUN.fit(), &broken.fit()]);
    assert_eq!(desk.load(), Desk::with(&[&RUN.fit()]).load());
    let case = desk.case();
    assert_eq!((case.workouts.len(), case.undated, case.merged.all().count()), (1, 1, 2));
}

#[test]
fn a_heart_rate_that_the_strap_sent_afterwards_counts_by_its_channel() {
    use charley_case::merged::MergedWorkouts;
    use charley_store::StoredHead;
    let head = |made: &Made, part_of: Option<&str>| StoredHead {
        head: WorkoutHead {
            facts: FileFacts { records: 700, ..FileFacts::default() },
            ..made.workout().head
        },
        group: None,
        part_of: part_of.map(|id| WorkoutId(id.to_owned())),
        corrections: Vec::new(),
    };
    let log = Made { device: "log", sport: Sport::Other, begin_s: -3600, lasting_s: 5 * HOUR, ..RUN };
    let swim = Made { device: "swim", sport: Sport::Swim, ..RUN };
    let heads = [head(&log, None), head(&swim, Some("log"))];
    let held = [(WorkoutId("swim".to_owned()), [(ChannelKind::HeartRate, 690)].into())].into();
    let merged = MergedWorkouts::of(&heads, &held);
    assert_eq!(merged.followed_for(&WorkoutId("log".to_owned())).unwrap().head.id.0, "swim");
    let silent = MergedWorkouts::of(
        &heads,
        &[(WorkoutId("swim".to_owned()), std::collections::BTreeMap::default())].into(),
    );
    assert_eq!(silent.followed_for(&WorkoutId("swim".to_owned())).unwrap().head.id.0, "log");
}
