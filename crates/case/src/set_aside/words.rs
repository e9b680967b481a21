//! Sentences about what takes no part in the answers: rows that cannot be read, entries that stand apart.

use charley_speech::message::{messages, sentences};

messages! {
    "set_aside";
    UNREAD;
}

sentences! {
    unreadable_entries(n: count) =
        one "{n} entry cannot be read and is left out of every answer."
        other "{n} entries cannot be read and are left out of every answer.";
    unreadable_workouts(n: count) =
        one "{n} workout cannot be read and is left out of every answer."
        other "{n} workouts cannot be read and are left out of every answer.";
    unlivable(n: count) =
        one "{n} recording is left out of every answer: it is longer or more than one person can have done."
        other "{n} recordings are left out of every answer: they are longer or more than one person can have done.";
    crowded(n: count) =
        one "{n} entry is left out of every answer: its night has more of that kind than one person can have."
        other "{n} entries are left out of every answer: their nights have more of that kind than one person can have.";
    unreadable_lines(n: count) =
        one "{n} line of a trial cannot be read and is left out of its result."
        other "{n} lines of a trial cannot be read and are left out of its result.";
    PERSON = "What you said of yourself cannot be read: until you say it anew, Charley is as careful as with somebody it does not know.";
    PLAN = "The plan you kept cannot be read.";
    UNREADABLE_HOW = "`charley data verify` names what cannot be read, `charley data export` carries it on as it is.";
    apart(n: count, day) =
        one "{n} entry ({day}) stands apart from the others by more than a year and takes no part in the answers."
        other "{n} entries (the first of {day}) stand apart from the others by more than a year and take no part in the answers.";
    apart_how(id) = "Was it a slip? `charley undo {id}` takes it back.";
    carried_on(n: count) =
        one "{n} row cannot be read: unreadable.jsonl has it as it is."
        other "{n} rows cannot be read: unreadable.jsonl has them as they are.";
    KEPT = "Nothing was removed: it stays in the diary and in every copy of it.";
}
