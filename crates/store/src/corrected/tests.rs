//! What is put right, and what it leaves as it was.

use charley_domain::{
    correction::Change,
    entry::{Entry, EntrySource},
    moment::{Moment, Precision},
    night::NightOf,
    workout::{FileFacts, Sport},
};
use proptest::prelude::*;

use super::*;
use crate::{ContentHash, FileStatus, GroupRow, ImportedFile};

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn id(name: &str) -> WorkoutId {
    WorkoutId(name.to_owned())
}

/// A workout of an hour, a sample each ten seconds, that begins so many minutes after eight.
fn hour(name: &str, minutes: i64) -> Workout {
    let mut start = Moment::of(&"2026-11-20T08:00[Europe/Berlin]".parse().unwrap());
    start.instant += jiff::SignedDuration::from_mins(minutes);
    let head = WorkoutHead {
        id: id(name),
        sport: Sport::Other,
        start,
        clock: ClockBasis::File,
        elapsed_s: 3600.0,
        timer_s: None,
        distance_m: Some(10_800.0),
        device: None,
        indoor: None,
        name: None,
        facts: FileFacts { records: 361, ..FileFacts::default() },
    };
    let values = (0..=360).map(|n| Some(n * 3000)).collect();
    Workout {
        head,
        time_ms: (0..=360).map(|n| n * 10_000).collect(),
        channels: vec![Channel { kind: ChannelKind::Distance, values }],
        laps: vec![Lap { span: Span { from_ms: 0, to_ms: 3_600_000 }, manual: Some(true) }],
        pauses: Vec::new(),
        legs: Vec::new(),
        notes: Vec::new(),
    }
}

fn add(store: &mut Store, workout: Workout) {
    let bytes = workout.head.id.0.clone().into_bytes();
    let file = ImportedFile {
        sha256: ContentHash::of(&bytes),
        path: "a.fit",
        format: Some("fit"),
        status: FileStatus::Imported,
        notes: &[],
        error: None,
        size: 1,
        original: Some(&bytes),
        workouts: &[workout],
        air: &[],
        seen_at: NOW,
    };
    store.add_file(&file).unwrap();
}

fn group(store: &mut Store, members: &[&str]) {
    let row = |name: &&str| GroupRow { workout: id(name), group: Some(members[0].to_owned()), part_of: None };
    store.set_groups(&members.iter().map(row).collect::<Vec<_>>()).unwrap();
}

/// Three recordings: `a` and `b` of one workout, `c` two hours later.
fn store() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(dir.path()).unwrap();
    store.connection.pragma_update(None, "synchronous", "OFF").unwrap();
    for workout in [hour("a", 0), hour("b", 0), hour("c", 120)] {
        add(&mut store, workout);
    }
    group(&mut store, &["a", "b"]);
    (dir, store)
}

fn entry(number: u128, workout: &str, change: Change) -> Entry {
    let occurred_at = Moment::of(&"2026-11-20T08:00[Europe/Berlin]".parse().unwrap());
    Entry {
        id: Uuid::from_u128(number),
        night: NightOf::of(&occurred_at),
        recorded_at: occurred_at.instant,
        occurred_at,
        source: EntrySource::Terminal,
        precision: Precision::Exact,
        asked: false,
        record: Record::Correction(Correction { workout: id(workout), change }),
    }
}

fn say(store: &mut Store, number: u128, workout: &str, change: Change) {
    store.record(&entry(number, workout, change)).unwrap();
}

fn listed(store: &Store) -> Vec<String> {
    let line = |one: StoredHead| {
        format!(
            "{} {} {:.0} {}",
            one.head.id,
            one.head.start.civil().strftime("%H:%M"),
            one.head.elapsed_s,
            one.head.sport
        )
    };
    store.heads().unwrap().into_iter().map(line).collect()
}

#[test]
fn a_sport_holds_for_every_copy_and_undo_brings_back_what_the_file_says() {
    let (_dir, mut store) = store();
    let before = store.heads().unwrap();
    say(&mut store, 1, "b", Change::Sport(Sport::Run));
    say(&mut store, 2, "a", Change::Sport(Sport::Ride));
    assert_eq!(listed(&store), ["a 08:00 3600 ride", "b 08:00 3600 ride", "c 10:00 3600 other"]);
    assert_eq!(store.workout(&id("b")).unwrap().unwrap().head.sport, Sport::Ride);
    assert_eq!(store.heads().unwrap()[0].corrections, [Uuid::from_u128(1), Uuid::from_u128(2)]);
    store.undo(NOW).unwrap();
    assert_eq!(listed(&store)[0], "a 08:00 3600 run");
    store.undo(NOW).unwrap();
    assert_eq!(store.heads().unwrap(), before);
}

#[test]
fn a_start_moves_the_copies_of_the_same_clock_and_no_other() {
    let (_dir, mut store) = store();
    add(&mut store, hour("right", 60));
    group(&mut store, &["a", "b", "right"]);
    let to = Moment::of(&"2026-11-20T09:00[Europe/Berlin]".parse().unwrap());
    say(&mut store, 1, "b", Change::Start(to));
    assert_eq!(listed(&store)[..3], ["a 09:00 3600 other", "b 09:00 3600 other", "right 09:00 3600 other"]);
    let heads = store.heads().unwrap();
    assert_eq!((heads[0].head.clock, heads[2].head.clock), (ClockBasis::Said, ClockBasis::File));
}

#[test]
fn what_was_taken_out_is_out_with_its_copies_and_what_it_held_stands_alone() {
    let (_dir, mut store) = store();
    let part = GroupRow { workout: id("c"), group: None, part_of: Some(id("a")) };
    store.set_groups(&[part]).unwrap();
    group(&mut store, &["a", "b"]);
    say(&mut store, 1, "a", Change::NotMine);
    assert_eq!(listed(&store), ["c 10:00 3600 other"]);
    assert_eq!(store.heads().unwrap()[0].part_of, None);
    assert!(store.workout(&id("b")).unwrap().is_none());
    assert_eq!(store.all_heads().unwrap().iter().filter(|one| one.away == Some(Away::NotMine)).count(), 2);
    // The same file again, and another copy of it that is found to be one.
    add(&mut store, hour("a", 0));
    add(&mut store, hour("d", 0));
    group(&mut store, &["a", "b", "d"]);
    assert_eq!(listed(&store), ["c 10:00 3600 other"]);
}

#[test]
fn a_length_cuts_what_was_recorded_later() {
    let (_dir, mut store) = store();
    say(&mut store, 1, "c", Change::LengthS(1800));
    let workout = store.workout(&id("c")).unwrap().unwrap();
    assert_eq!((workout.head.elapsed_s, workout.time_ms.len()), (1800.0, 180));
    assert_eq!(workout.head.distance_m, Some(5370.0));
    assert_eq!(store.channel_counts(&id("c")).unwrap()[0].present, 180);
    say(&mut store, 2, "c", Change::LengthS(7200));
    let workout = store.workout(&id("c")).unwrap().unwrap();
    assert_eq!((workout.head.elapsed_s, workout.time_ms.len()), (7200.0, 361));
    assert_eq!(store.laps_since(NOW).unwrap().len(), 3);
}

#[test]
fn a_split_makes_two_of_each_copy_and_each_part_can_be_put_right() {
    let (_dir, mut store) = store();
    say(&mut store, 1, "a", Change::SplitS(1200));
    assert_eq!(
        listed(&store),
        [
            "a 08:00 1200 other",
            "b 08:00 1200 other",
            "a.1200 08:20 2400 other",
            "b.1200 08:20 2400 other",
            "c 10:00 3600 other"
        ]
    );
    let heads = store.heads().unwrap();
    assert_eq!(heads[2].group, heads[3].group);
    say(&mut store, 2, "a.1200", Change::Sport(Sport::Ride));
    say(&mut store, 3, "a", Change::Deleted);
    assert_eq!(listed(&store), ["a.1200 08:20 2400 ride", "b.1200 08:20 2400 ride", "c 10:00 3600 other"]);
    assert_eq!(store.workout(&id("a.1200")).unwrap().unwrap().time_ms.len(), 241);
    assert!(store.away_recordings().unwrap().is_empty(), "half of it takes part");
}

#[test]
fn two_that_are_joined_are_one_and_its_copies_are_parts() {
    let (_dir, mut store) = store();
    say(&mut store, 1, "a", Change::Join(id("c")));
    assert_eq!(listed(&store), ["a 08:00 10800 other", "b 08:00 3600 other"]);
    assert_eq!(store.workout(&id("a")).unwrap().unwrap().time_ms.len(), 722);
    assert!(store.workout(&id("c")).unwrap().is_none());
    assert!(store.away_recordings().unwrap().is_empty());
    store.undo(NOW).unwrap();
    assert_eq!(listed(&store).len(), 3);
}

#[test]
fn the_person_says_which_recordings_are_of_one_workout() {
    let (_dir, mut store) = store();
    say(&mut store, 1, "c", Change::SameAs(id("a")));
    assert_eq!(listed(&store), ["a 10:00 3600 other", "b 10:00 3600 other", "c 10:00 3600 other"]);
    let heads = store.heads().unwrap();
    assert!(heads.iter().all(|one| one.group.as_deref() == Some("c")));
    say(&mut store, 2, "a", Change::NotSameAs(id("b")));
    let heads = store.heads().unwrap();
    let grouped: Vec<_> = heads.iter().map(|one| (one.head.id.0.as_str(), one.group.as_deref())).collect();
    assert_eq!(grouped, [("a", Some("c")), ("b", None), ("c", Some("c"))]);
}

/// One of the things that can be put right, told by numbers.
fn change(way: u8, number: u32, other: &str) -> Change {
    match way {
        0 => Change::Sport(Sport::Run),
        1 => Change::Start(Moment::of(&"2026-11-21T09:00[UTC]".parse().unwrap())),
        2 => Change::LengthS(number),
        3 => Change::Deleted,
        4 => Change::NotMine,
        5 => Change::SplitS(number),
        6 => Change::Join(id(other)),
        7 => Change::SameAs(id(other)),
        _ => Change::NotSameAs(id(other)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_is_put_right_every_workout_opens_and_taking_it_all_back_leaves_what_was_recorded(
        said in prop::collection::vec((0_u8..9, 0_u32..8000, 0_usize..5, 0_usize..5), 1..12)
    ) {
        let names = ["a", "b", "c", "a.1200", "nowhere"];
        let (_dir, mut store) = store();
        let before = store.heads().unwrap();
        for (number, (way, at_s, one, two)) in (1..).zip(&said) {
            let at_s = if *way == 5 && at_s % 2 == 0 { 1200 } else { *at_s };
            say(&mut store, number, names[*one], change(*way, at_s, names[*two]));
        }
        let heads = store.heads().unwrap();
        let ids: BTreeSet<&WorkoutId> = heads.iter().map(|one| &one.head.id).collect();
        prop_assert_eq!(ids.len(), heads.len(), "each once");
        for one in &heads {
            let workout = store.workout(&one.head.id).unwrap().unwrap();
            prop_assert_eq!(&workout.head, &one.head, "the list says what the workout is");
            prop_assert!(workout.time_ms.is_sorted());
            prop_assert!(workout.channels.iter().all(|channel| channel.values.len() == workout.time_ms.len()));
        }
        for number in (1..=said.len() as u128).rev() {
            store.retract(Uuid::from_u128(number), NOW).unwrap();
        }
        prop_assert_eq!(store.heads().unwrap(), before);
        prop_assert_eq!(store.verify(&mut |_, _| ()).unwrap().wrong, Vec::<String>::new());
    }
}
