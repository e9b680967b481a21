//! Rot is seen: one flipped bit of a diary's file changes no answer, or the file is refused, or `verify` names it.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop, and says what it found")]

use std::{fs, path::Path};

use charley_domain::{
    air::{AirPlace, AirRow, AirSeries, AirStep, Position},
    entry::{Entry, EntrySource, Record},
    moment::{Moment, Precision},
    night::NightOf,
    person::Person,
    quantity::FluidVolume,
    workout::{Channel, ChannelKind, ClockBasis, FileFacts, Sport, Workout, WorkoutHead, WorkoutId},
};
use charley_store::{ContentHash, DATABASE_FILE, Derived, FileStatus, ImportedFile, Store, TrialLine};
use jiff::Timestamp;

fn entry(number: u128) -> Entry {
    let instant = Timestamp::from_second(1_790_000_000 + number as i64 * 7919).unwrap();
    let occurred_at = Moment { instant, offset_s: 3600, zone: Some("Europe/Berlin".into()) };
    let volume_ml = FluidVolume::from_ml(100.0 * number as f64).unwrap();
    Entry {
        id: uuid::Uuid::from_u128(0x01a2_095e_30da_7c38_86be_68f3_0000_0000 + number),
        night: NightOf::of(&occurred_at),
        occurred_at,
        recorded_at: instant,
        source: EntrySource::Terminal,
        precision: Precision::Exact,
        asked: false,
        record: Record::Drink { volume_ml, sodium_mg: None, drink: None },
    }
}

fn workout() -> Workout {
    let start = Moment { instant: Timestamp::from_second(1_790_000_000).unwrap(), offset_s: 0, zone: None };
    let head = WorkoutHead {
        id: WorkoutId("w1".into()),
        sport: Sport::Ride,
        start,
        clock: ClockBasis::Home,
        elapsed_s: 3600.0,
        timer_s: None,
        distance_m: Some(30_000.0),
        device: None,
        indoor: Some(false),
        name: Some("Round the lake".into()),
        facts: FileFacts::default(),
    };
    let values = (0..40).map(|second| Some(100 + second * second % 90)).collect();
    Workout {
        head,
        time_ms: (0..40).map(|second| second * 1000).collect(),
        channels: vec![Channel { kind: ChannelKind::Power, values }],
        laps: vec![],
        pauses: vec![],
        legs: vec![],
        notes: vec![],
    }
}

fn air() -> AirSeries {
    let place = AirPlace {
        key: "dwd 433".into(),
        name: "Berlin-Tempelhof".into(),
        position: Position::of(52.4676, 13.402),
        elevation_m: Some(47.74),
        is_model: false,
    };
    let rows = (0..30).map(|hour| AirRow {
        air_c: (hour % 7 != 3).then(|| f64::from(hour) / 2.0),
        cloud_pct: Some(f64::from(hour)),
        ..AirRow::default()
    });
    AirSeries { place, step: AirStep::Hour, first: 473_352, rows: rows.collect() }
}

/// A small diary in which everything that is recorded has a row.
fn diary(dir: &Path) {
    let mut store = Store::open_or_create(dir).unwrap();
    let now = Timestamp::from_second(1_790_200_000).unwrap();
    store.set_person(&Person { born: Some("1980-05-01".parse().unwrap()), ..Person::default() }).unwrap();
    store.record_all(&(1..=12).map(entry).collect::<Vec<_>>()).unwrap();
    store.amend(&Entry { record: Record::Stretch, ..entry(3) }, now).unwrap();
    store.replace(entry(4).id, &entry(20), now).unwrap();
    store.undo(now).unwrap();
    store.retract(entry(7).id, now).unwrap();
    let file = ImportedFile {
        sha256: ContentHash::of(b"original"),
        path: "a.fit",
        format: Some("fit"),
        status: FileStatus::Imported,
        notes: &[],
        error: None,
        size: 8,
        original: Some(b"original"),
        workouts: &[workout()],
        air: &[air()],
        seen_at: now,
    };
    store.add_file(&file).unwrap();
    let body = serde_json::json!({"cramps": 1});
    let (id, trial) = (uuid::Uuid::from_u128(1), uuid::Uuid::from_u128(2));
    store.append_trial(&[TrialLine { id, trial, kind: "answer".into(), recorded_at: now, body }]).unwrap();
    store.set_plan(r#"{"spec":{"distance_m":42195.0}}"#).unwrap();
    let kept = Derived {
        key: "learned/nights".into(),
        inputs_hash: "0123".into(),
        seed: Some(7),
        settings: serde_json::Value::Null,
        evidence_version: "1".into(),
        crate_version: "1".into(),
        body: "{\"mean\":0.125}".into(),
    };
    store.set_derived(&[kept]).unwrap();
}

/// All that an answer can be made of.
#[derive(Debug, PartialEq)]
struct Answers {
    diary: Vec<Entry>,
    person: Person,
    plan: Option<String>,
    trial: Vec<TrialLine>,
    workouts: Vec<(charley_store::StoredHead, Option<Workout>)>,
    original: Option<Vec<u8>>,
    derived: Vec<Derived>,
    air: Vec<AirSeries>,
}

fn answers(store: &Store) -> Result<Answers, charley_store::StoreError> {
    let heads = store.heads()?.into_iter().map(|head| {
        let workout = store.workout(&head.head.id)?;
        Ok((head, workout))
    });
    Ok(Answers {
        diary: store.entries()?,
        person: store.person()?,
        plan: store.plan()?,
        trial: store.trial_lines()?,
        workouts: heads.collect::<Result<_, charley_store::StoreError>>()?,
        original: store.original(&ContentHash::of(b"original"))?,
        derived: store.derived("")?,
        air: store.air()?,
    })
}

#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Fate {
    Refused,
    Found,
    Harmless,
    Silent,
}

fn fate(dir: &Path, bytes: &[u8], whole: &Answers) -> Fate {
    fs::write(dir.join(DATABASE_FILE), bytes).unwrap();
    let Ok(store) = Store::open(dir) else { return Fate::Refused };
    match store.verify(&mut |_, _| ()) {
        Err(_) => return Fate::Refused,
        Ok(verified) if !verified.wrong.is_empty() => return Fate::Found,
        Ok(_) => (),
    }
    match answers(&store) {
        Err(_) => Fate::Silent,
        // What can be computed again is made anew where it rots.
        Ok(now) => {
            let derived_less = now.derived.is_empty();
            let now = if derived_less { Answers { derived: whole.derived.clone(), ..now } } else { now };
            if now == *whole { Fate::Harmless } else { Fate::Silent }
        }
    }
}

/// `FLIPS` of them; 200 where nobody says how many. A thousand were run before the release.
#[test]
fn a_flipped_bit_changes_no_answer_unseen() {
    let flips: usize = std::env::var("FLIPS").ok().and_then(|text| text.parse().ok()).unwrap_or(200);
    let dir = tempfile::tempdir().unwrap();
    diary(dir.path());
    let whole = answers(&Store::open(dir.path()).unwrap()).unwrap();
    assert_eq!((whole.diary.len(), whole.workouts.len(), whole.derived.len()), (11, 1, 1));
    let bytes = fs::read(dir.path().join(DATABASE_FILE)).unwrap();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let (mut fates, mut silent) = ([0; 4], Vec::new());
    for _ in 0..flips {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let bit = random as usize % (bytes.len() * 8);
        let mut rotten = bytes.clone();
        rotten[bit / 8] ^= 1 << (bit % 8);
        let home = tempfile::tempdir().unwrap();
        let fate = fate(home.path(), &rotten, &whole);
        fates[fate as usize] += 1;
        if fate == Fate::Silent {
            silent.push(bit);
        }
    }
    let [refused, found, harmless, _] = fates;
    println!("{flips} flips: {refused} refused, {found} found, {harmless} harmless, silent {silent:?}");
    assert!(found > 0 && harmless > 0);
    assert!(silent.is_empty(), "bits {silent:?} of {} change an answer unseen", bytes.len() * 8);
}
