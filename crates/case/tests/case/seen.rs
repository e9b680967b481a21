//! What is seen of a diary: which nights are asked about, which are known, and what lay over them.

use charley_case::{
    Case, fixed,
    seen::{Seen, count_nights, range},
};
use charley_domain::{entry::Record, exposure::Window, night::NightOf};
use jiff::civil::date;

fn without(kinds: &[&str]) -> Case {
    let mut case = fixed::adult();
    case.entries.retain(|entry| !kinds.contains(&entry.record.kind()));
    case
}

#[test]
fn a_range_begins_with_the_diary_and_ends_with_last_night() {
    let case = fixed::adult();
    let whole = range(&case, None);
    assert_eq!(whole.first, NightOf(date(2026, 10, 14)), "the first morning tells of the night before");
    assert_eq!(whole.last, NightOf(date(2026, 11, 22)));
    let asked = range(&case, Some(NightOf(date(2026, 11, 20))));
    assert_eq!((asked.first, asked.last), (NightOf(date(2026, 11, 20)), whole.last));
    let coming = range(&case, Some(NightOf(date(2027, 1, 1))));
    assert_eq!(coming.first, whole.last, "a night to come is no night of the diary");
}

#[test]
fn a_medicine_taken_long_ago_begins_no_diary() {
    let case = without(&["none", "cramp", "workout", "alcohol"]);
    assert!(case.entries.iter().all(|entry| matches!(entry.record, Record::Medicine(_))));
    let empty = range(&case, None);
    assert_eq!(empty.last.nights_since(empty.first), 89);
}

#[test]
fn silence_is_unknown_and_every_night_is_counted_once() {
    let case = fixed::adult();
    let whole = range(&case, None);
    let counts = count_nights(&case, whole);
    let all = usize::try_from(whole.last.nights_since(whole.first)).unwrap() + 1;
    assert_eq!(counts.known + counts.unknown, all);
    assert_eq!(counts.cramp, 5, "one of each eight nights of forty");
    assert!(counts.unknown >= 5, "{counts:?}");
    let silent = count_nights(&without(&["none"]), whole);
    assert_eq!((silent.known, silent.cramp), (5, 5), "without an answer no night is quiet");
}

#[test]
fn quiet_nights_and_nights_with_a_cramp_part_the_known_ones() {
    let case = fixed::adult();
    let whole = range(&case, None);
    let seen = Seen::of(&case, whole);
    let counts = count_nights(&case, whole);
    let quiet: Vec<NightOf> = seen.quiet_nights().collect();
    assert_eq!(quiet.len(), counts.known - counts.cramp);
    assert!(quiet.is_sorted() && quiet.iter().all(|night| whole.first <= *night && *night <= whole.last));
}

#[test]
fn each_night_and_each_workout_of_the_range_has_one_exposure() {
    let case = fixed::adult();
    let whole = range(&case, None);
    let seen = Seen::of(&case, whole);
    let counts = count_nights(&case, whole);
    assert_eq!(seen.of_window(Window::Night).count(), counts.known + counts.unknown);
    // One is written down for this evening.
    let workouts = case.entries.iter().filter(|entry| matches!(entry.record, Record::Workout(_)));
    let workouts = workouts.filter(|entry| entry.occurred_at.instant <= case.now.timestamp()).count();
    assert_eq!(seen.of_window(Window::Workout).count(), workouts);
    let of_workouts = seen.count_workouts(&case, whole);
    assert_eq!((of_workouts.recorded, of_workouts.cramp), (workouts, 0));
    assert!(of_workouts.known <= of_workouts.recorded);
}
