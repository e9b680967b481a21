//! Sentences about what takes no part in the answers: rows that cannot be read, entries that stand apart.

use charley_speech::message::{fill, form, plural, sentences};

sentences! {
    ENTRY_ONE = "{n} entry cannot be read and is left out of every answer.";
    ENTRY_OTHER = "{n} entries cannot be read and are left out of every answer.";
    WORKOUT_ONE = "{n} workout cannot be read and is left out of every answer.";
    WORKOUT_OTHER = "{n} workouts cannot be read and are left out of every answer.";
    UNLIVABLE_ONE = "{n} recording is left out of every answer: it is longer or more than one person can have done.";
    UNLIVABLE_OTHER = "{n} recordings are left out of every answer: they are longer or more than one person can have done.";
    CROWDED_ONE = "{n} entry is left out of every answer: its night has more of that kind than one person can have.";
    CROWDED_OTHER = "{n} entries are left out of every answer: their nights have more of that kind than one person can have.";
    LINE_ONE = "{n} line of a trial cannot be read and is left out of its result.";
    LINE_OTHER = "{n} lines of a trial cannot be read and are left out of its result.";
    PERSON = "What you said of yourself cannot be read: until you say it anew, Charley is as careful as with somebody it does not know.";
    PLAN = "The plan you kept cannot be read.";
    UNREADABLE_HOW = "`charley data verify` names what cannot be read, `charley data export` carries it on as it is.";
    APART_ONE = "{n} entry ({day}) stands apart from the others by more than a year and takes no part in the answers.";
    APART_OTHER = "{n} entries (the first of {day}) stand apart from the others by more than a year and take no part in the answers.";
    APART_HOW = "Was it a slip? `charley undo {id}` takes it back.";
    CARRIED_ONE = "{n} row cannot be read: unreadable.jsonl has it as it is.";
    CARRIED_OTHER = "{n} rows cannot be read: unreadable.jsonl has them as they are.";
    KEPT = "Nothing was removed: it stays in the diary and in every copy of it.";
    UNREAD = "The diary cannot be read just now. What you answered before and what you take are not known on this page: go by how it is now, and read every question as new.";
}

/// Forms of a sentence for one and for others.
type Forms = (&'static str, &'static str);

/// Entries that cannot be read.
pub const ENTRIES: Forms = (ENTRY_ONE, ENTRY_OTHER);
/// Workouts that cannot be read.
pub const WORKOUTS: Forms = (WORKOUT_ONE, WORKOUT_OTHER);
/// Lines of trials that cannot be read.
pub const LINES: Forms = (LINE_ONE, LINE_OTHER);

/// So many cannot be read.
pub fn unreadable(n: usize, forms: Forms) -> String {
    plural(n, forms)
}

/// So many rows of an export cannot be read.
pub fn carried_on(n: usize) -> String {
    plural(n, (CARRIED_ONE, CARRIED_OTHER))
}

/// So many entries stand apart, the first of them on a day.
pub fn apart(n: usize, day: &str) -> String {
    fill(form(n, (APART_ONE, APART_OTHER)), &[("n", &n), ("day", &day)])
}

/// What to do with an entry that stands apart.
pub fn apart_how(id: &str) -> String {
    fill(APART_HOW, &[("id", &id)])
}

/// So many recordings are more than a person can have done.
pub fn unlivable(n: usize) -> String {
    plural(n, (UNLIVABLE_ONE, UNLIVABLE_OTHER))
}

/// So many entries are more than one night can have.
pub fn crowded(n: usize) -> String {
    plural(n, (CROWDED_ONE, CROWDED_OTHER))
}
