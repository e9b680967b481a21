//! Sentences about entries that are changed, moved, deleted and brought back.

use crate::message::sentences;

sentences! {
    NO_ENTRY = "is no entry: give an id as the diary shows it, its first letters or its last";
    MANY_ENTRIES = "names more than one entry: give more letters of the id";
    SINCE = "was changed or deleted meanwhile: look at it again, then change it";
    GONE = "is deleted: bring it back first";
    STANDS = "is not deleted: there is nothing to bring back";
    NO_NIGHT = "belongs to no night, so it cannot be moved to another one: change its dates instead";
    NOT_COME = "has not come yet: give a time that has been";
    BY_DEVICE = "is what a device observed: delete it, or log what you know yourself";
    AS_ANSWERED = "holds answers to red flags: answer the questions again instead";
    OF_WORKOUT = "puts a workout right: change that on the workout";
    changed(entry) = "Changed: {entry}.";
    before(entry) = "Before: {entry}.";
    unchanged(entry) = "Nothing changed: {entry}.";
    deleted(entry) = "Deleted: {entry}.";
    restored(entry) = "It stands again: {entry}.";
    taken_back(entry) = "Taken back: {entry}.";
    change_taken_back(entry) = "The change is taken back. It is again: {entry}.";
    restoring_taken_back(entry) = "Deleted again: {entry}.";
    cramp_there(cramps) = "That night goes on to count as one with a cramp, for there is: {cramps}. If the cramp was a mistake, say the same with --replace: it takes its place, and charley undo brings it again.";
    replaces(cramps) = "It takes the place of: {cramps}.";

    recorded_at(when, by) = "Recorded {when}, {by}.";
    is_deleted(when) = "Deleted {when}.";
    was(entry) = "Before a change: {entry}.";
    BY_TERMINAL = "typed";
    BY_PAGE = "on a page";
    BY_API = "by another program";
    BY_IMPORT = "from a file or an archive";
    BY_DEMO = "made up by the demo";
}
