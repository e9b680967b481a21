//! Sentences about who is let in: devices, tokens, and what they sent.

use charley_speech::message::{fill, plural, sentences};

sentences! {
    TOO_MANY = "It sent {most} within a {within}, and no more is taken. Nothing of this was recorded. Send it again in {wait}, with the same id: nothing is lost.";
    SECONDS_ONE = "{n} second";
    SECONDS_OTHER = "{n} seconds";
    MINUTES_ONE = "{n} minute";
    MINUTES_OTHER = "{n} minutes";
    HOURS_ONE = "{n} hour";
    HOURS_OTHER = "{n} hours";
    ENTRIES_ONE = "{n} entry";
    ENTRIES_OTHER = "{n} entries";
    WORKOUTS_ONE = "{n} workout";
    WORKOUTS_OTHER = "{n} workouts";
    BOTH = "{entries} and {workouts}";
    NOTHING = "Nothing that {name} sent stands in the diary.";
    TAKE_BACK = "From {name}, or changed by it: {what}. Taken back, the diary is as if it had never been let in.";
    STAYS = "What you changed yourself since stays as you left it. You can put all of it back.";
    TAKEN_BACK = "Taken back: {what} of {name}.";
    PUT_BACK = "Back in the diary: {what} of {name}.";
    OUT = "{name} is locked out.";
    SENT_TOO = "What it sent is still in the diary: charley devices take-back {id}";
    ENDED_ONE = "{n} session is over. charley open prints a new link.";
    ENDED_OTHER = "{n} sessions are over. charley open prints a new link.";
    OTHERS = "While it was let in, it may have let in others. Lock out what you do not know:";
    BY_IT = "let in by it";
    BY_NOBODY_KNOWS = "let in after it; by whom was not written down then";
    FORGOTTEN = "not here for {days} days, so it is let in no more";
    UNUSED = "A device that is not here for {days} days is let in no more.";
    BROWSER = "opened {opened}, last here {last}, ends {ends}";
    ONE_LINK = "It works once, within {n} minute.";
    MORE_LINK = "It works once, within {n} minutes.";
    LET_IN_ONE = "{n} device or browser of that day is let in again, also where it was locked out since: charley devices";
    LET_IN_OTHER = "{n} devices and browsers of that day are let in again, also those locked out since: charley devices";
    ADDS = "adds entries and workouts, reads nothing";
    LOOKS = "looks, writes nothing";
    RECORDS = "records and reads, as you do here";
}

/// What a device of a scope may do.
pub fn may(scope: &str) -> &'static str {
    match scope {
        "append" => ADDS,
        "read" => LOOKS,
        _ => RECORDS,
    }
}

/// More than a device may send.
pub fn too_many(most: usize, within: &str, wait_s: i64) -> String {
    let wait = wait(usize::try_from(wait_s).unwrap_or(0));
    fill(TOO_MANY, &[("most", &most), ("within", &within), ("wait", &wait)])
}

/// How long to wait, in the unit that fits.
pub fn wait(seconds: usize) -> String {
    match seconds {
        ..=90 => plural(seconds, (SECONDS_ONE, SECONDS_OTHER)),
        91..=5400 => plural(seconds.div_ceil(60), (MINUTES_ONE, MINUTES_OTHER)),
        _ => plural(seconds.div_ceil(3600), (HOURS_ONE, HOURS_OTHER)),
    }
}

/// Entries and workouts, counted.
pub fn doings(entries: usize, workouts: usize) -> String {
    let entries_said = plural(entries, (ENTRIES_ONE, ENTRIES_OTHER));
    let workouts_said = plural(workouts, (WORKOUTS_ONE, WORKOUTS_OTHER));
    match (entries, workouts) {
        (_, 0) => entries_said,
        (0, _) => workouts_said,
        _ => fill(BOTH, &[("entries", &entries_said), ("workouts", &workouts_said)]),
    }
}

/// A sentence of [`doings`] and of whom.
pub fn of(sentence: &str, what: &str, name: &str) -> String {
    fill(sentence, &[("what", &what), ("name", &name)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_is_counted_and_a_wait_is_said_in_its_unit() {
        assert_eq!(
            [doings(1, 0), doings(0, 2), doings(3, 1)],
            ["1 entry", "2 workouts", "3 entries and 1 workout"]
        );
        assert_eq!(
            [wait(1), wait(41), wait(100), wait(80_000)],
            ["1 second", "41 seconds", "2 minutes", "23 hours"]
        );
        assert!(too_many(9, "minute", 41).contains("sent 9 within a minute"));
    }
}
