//! Sentences about imports that are deleted and come back.

use charley_speech::message::sentences;
use charley_store::Deletion;

use super::Brought;

sentences! {
    several(n: count) = one "{n} file" other "{n} files";
    workouts(n: count) = one "{n} workout" other "{n} workouts";
    entries(n: count) = one "{n} entry of the diary" other "{n} entries of the diary";
    deleted(name, what) = "Deleted {name}: {what} take no part in anything any more.";
    nothing_deleted(name) = "Deleted {name}: all that it holds came with another import as well, and stays.";
    back(name, what) = "{name} is back: {what} take part again.";
    nothing_back(name) = "{name} is back.";
    DELETE = "Delete";
    RESTORE = "Bring back";
    TITLE = "What you brought in";
    HOW = "Deleting an import takes out all that came with it and with nothing else. Its files are kept until you empty them, so it can be brought back.";
    EMPTY_LIST = "Nothing was brought in yet.";
    IS_DELETED = "deleted";
    NONE = "is no import: give an id as the list of imports shows it, its first letters, or last";
    MANY = "names more than one import: give more letters of the id";
    GONE = "is deleted already";
    STANDS = "is not deleted: there is nothing to bring back";
}

/// What an import holds: `12 workouts, 730 nights of sleep`.
pub fn holds(brought: &Brought) -> String {
    let mut parts = Vec::new();
    parts.extend((brought.workouts > 0).then(|| workouts(brought.workouts)));
    parts.extend(brought.observed.words());
    if parts.is_empty() { several(brought.files) } else { parts.join(", ") }
}

/// What a deletion took out.
pub fn gone(brought: &Brought, gone: Deletion) -> String {
    what(gone).map_or_else(|| nothing_deleted(&brought.name), |what| deleted(&brought.name, what))
}

/// What came back.
pub fn restored(brought: &Brought, came: Deletion) -> String {
    what(came).map_or_else(|| nothing_back(&brought.name), |what| back(&brought.name, what))
}

fn what(deletion: Deletion) -> Option<String> {
    let mut parts = Vec::new();
    parts.extend((deletion.workouts > 0).then(|| workouts(deletion.workouts)));
    parts.extend((deletion.entries > 0).then(|| entries(deletion.entries)));
    (!parts.is_empty()).then(|| parts.join(", "))
}
