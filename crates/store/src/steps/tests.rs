//! Steps in every order, each taken back by itself.

use charley_domain::entry::{EntrySource, Record};

use super::*;
use crate::{Edited, EntryEdit, entries::tests::entry};

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn store() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open_or_create(dir.path()).unwrap();
    (dir, store)
}

fn edit(store: &mut Store, entry: &Entry) -> Edited {
    store.edit(EntryEdit { entry, seen: None, with: None }, NOW).unwrap()
}

fn said(number: u128, record: Record) -> Entry {
    entry(number, record)
}

/// What stands, as kinds in the order of time.
fn kinds(store: &Store) -> Vec<&'static str> {
    store.entries().unwrap().iter().map(|entry| entry.record.kind()).collect()
}

fn undo(store: &mut Store) -> Option<(EntryStep, &'static str)> {
    store.undo(NOW).unwrap().map(|undone| (undone.step, undone.entry.record.kind()))
}

#[test]
fn each_step_is_taken_back_by_itself_also_within_one_millisecond() {
    let (_dir, mut store) = store();
    store.record(&said(1, Record::None)).unwrap();
    store.record(&said(2, Record::Stretch)).unwrap();
    assert_eq!(edit(&mut store, &said(1, Record::Unsure)), Edited::Written);
    assert_eq!(edit(&mut store, &said(1, Record::WarmUp)), Edited::Written);
    assert!(store.delete(said(1, Record::None).id, NOW).unwrap());
    assert!(store.bring_back(said(1, Record::None).id, NOW).unwrap());
    assert_eq!(kinds(&store), ["warm_up", "stretch"]);
    assert_eq!(undo(&mut store), Some((EntryStep::Restored, "warm_up")));
    assert_eq!(kinds(&store), ["stretch"]);
    assert_eq!(undo(&mut store), Some((EntryStep::Deleted, "warm_up")));
    assert_eq!(undo(&mut store), Some((EntryStep::Changed, "unsure")));
    assert_eq!(undo(&mut store), Some((EntryStep::Changed, "none")));
    assert_eq!(kinds(&store), ["none", "stretch"]);
    assert_eq!(undo(&mut store), Some((EntryStep::Recorded, "stretch")));
    assert_eq!(undo(&mut store), Some((EntryStep::Recorded, "none")));
    assert_eq!(undo(&mut store), None);
    // What was undone can be brought back, and that undone.
    assert!(store.bring_back(said(2, Record::None).id, NOW).unwrap());
    assert_eq!(kinds(&store), ["stretch"]);
    assert_eq!(undo(&mut store), Some((EntryStep::Restored, "stretch")));
    assert_eq!((undo(&mut store), kinds(&store)), (None, vec![]));
    assert_eq!(store.verify(&mut |_, _| ()).unwrap().wrong, Vec::<String>::new());
}

#[test]
fn a_change_after_one_was_taken_back_goes_on_from_what_stands() {
    let (_dir, mut store) = store();
    store.record(&said(1, Record::None)).unwrap();
    edit(&mut store, &said(1, Record::Unsure));
    undo(&mut store);
    edit(&mut store, &said(1, Record::WarmUp));
    assert_eq!(store.versions(said(1, Record::None).id).unwrap().len(), 2);
    assert_eq!(undo(&mut store), Some((EntryStep::Changed, "none")));
    assert_eq!(undo(&mut store), Some((EntryStep::Recorded, "none")));
}

#[test]
fn what_completes_an_entry_is_taken_back_with_it() {
    let (_dir, mut store) = store();
    store.record(&said(1, Record::None)).unwrap();
    store.record(&said(2, Record::Stretch)).unwrap();
    store.amend(&said(1, Record::Unsure), NOW).unwrap();
    assert_eq!(undo(&mut store), Some((EntryStep::Recorded, "unsure")));
    assert_eq!(kinds(&store), ["stretch"]);
}

#[test]
fn what_was_changed_since_it_was_seen_is_told_and_left() {
    let (_dir, mut store) = store();
    let first = said(1, Record::None);
    store.record(&first).unwrap();
    let seen = store.version(first.id).unwrap();
    edit(&mut store, &said(1, Record::Unsure));
    let late = said(1, Record::WarmUp);
    let told = store.edit(EntryEdit { entry: &late, seen, with: None }, NOW).unwrap();
    assert_eq!(told, Edited::Since(Box::new(said(1, Record::Unsure))));
    store.delete(first.id, NOW).unwrap();
    assert_eq!(store.edit(EntryEdit { entry: &late, seen, with: None }, NOW).unwrap(), Edited::Gone);
    assert_eq!(store.version(first.id).unwrap(), None);
}

#[test]
fn what_was_changed_along_with_an_entry_goes_back_with_it() {
    let (_dir, mut store) = store();
    let (cramp, cause) = (said(1, Record::None), said(2, Record::Stretch));
    store.record(&cramp).unwrap();
    store.record(&cause).unwrap();
    let moved = said(1, Record::Unsure);
    store.edit(EntryEdit { entry: &moved, seen: None, with: Some(cause.id) }, NOW).unwrap();
    assert_eq!(undo(&mut store), Some((EntryStep::Recorded, "stretch")));
    assert_eq!(kinds(&store), ["none"]);
    store.bring_back(cause.id, NOW).unwrap();
    store.edit(EntryEdit { entry: &moved, seen: None, with: Some(cause.id) }, NOW).unwrap();
    edit(&mut store, &said(1, Record::WarmUp));
    assert_eq!(store.undo_one(cause.id, NOW).unwrap().map(|undone| undone.step), Some(EntryStep::Restored));
    assert_eq!(kinds(&store), ["warm_up"], "what was said since stays");
}

#[test]
fn what_an_archive_brought_is_no_step_and_what_is_done_to_it_is() {
    let (_dir, mut store) = store();
    let brought = Entry { source: EntrySource::Import, ..said(1, Record::Stretch) };
    store.record(&said(2, Record::None)).unwrap();
    store.record(&brought).unwrap();
    edit(&mut store, &Entry { record: Record::WarmUp, ..brought.clone() });
    store.delete(brought.id, NOW).unwrap();
    assert_eq!(undo(&mut store), Some((EntryStep::Deleted, "warm_up")));
    assert_eq!(undo(&mut store), Some((EntryStep::Changed, "stretch")));
    assert_eq!(undo(&mut store), Some((EntryStep::Recorded, "none")));
    assert_eq!(undo(&mut store), None);
    assert_eq!(store.undo_one(brought.id, NOW).unwrap().map(|undone| undone.step), Some(EntryStep::Recorded));
}

#[test]
fn an_entry_in_the_place_of_several_gives_them_all_back() {
    let (_dir, mut store) = store();
    for number in [1, 2] {
        store.record(&said(number, Record::Stretch)).unwrap();
    }
    let ids = [1, 2].map(|number| said(number, Record::None).id);
    assert!(store.replace_all(&ids, &said(3, Record::None), NOW).unwrap());
    assert_eq!(kinds(&store), ["none"]);
    assert_eq!(undo(&mut store), Some((EntryStep::Recorded, "none")));
    assert_eq!(kinds(&store), ["stretch", "stretch"]);
    assert_eq!(undo(&mut store), Some((EntryStep::Recorded, "stretch")));
}

#[test]
fn entries_are_found_by_their_letters_and_by_their_nights() {
    let (_dir, mut store) = store();
    let one = said(0xabc0_0000_0000_0000_0000_0000_0000_0def, Record::None);
    store.record(&one).unwrap();
    for letters in ["abc", "0def", "ABC00000-0000", &one.id.to_string()] {
        assert_eq!(store.ids_of(letters, 2).unwrap(), [one.id], "{letters}");
    }
    for letters in ["", "xyz", "%", "00000"] {
        assert!(store.ids_of(letters, 2).unwrap().is_empty(), "{letters}");
    }
    assert_eq!(store.entries_between(one.night, one.night).unwrap(), std::slice::from_ref(&one));
    assert_eq!(store.entries_between(one.night.after(), one.night.after()).unwrap(), []);
    assert_eq!(store.months().unwrap().len(), 1);
    store.delete(one.id, NOW).unwrap();
    assert_eq!(store.months().unwrap(), []);
    assert_eq!(store.gone_between(one.night, one.night).unwrap().len(), 1);
    assert_eq!(store.gone_one(one.id).unwrap().map(|gone| gone.entry), Some(one));
}
