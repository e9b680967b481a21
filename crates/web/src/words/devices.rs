//! Sentences about who is let in: devices, tokens, and what they sent.

use charley_speech::message::sentences;

sentences! {
    too_many_says(most, within, wait) = "It sent {most} within a {within}, and no more is taken. Nothing of this was recorded. Send it again in {wait}, with the same id: nothing is lost.";
    seconds_long(n: count) =
        one "{n} second"
        other "{n} seconds";
    minutes_long(n: count) =
        one "{n} minute"
        other "{n} minutes";
    hours_long(n: count) =
        one "{n} hour"
        other "{n} hours";
    entries_sent(n: count) =
        one "{n} entry"
        other "{n} entries";
    workouts_sent(n: count) =
        one "{n} workout"
        other "{n} workouts";
    both(entries, workouts) = "{entries} and {workouts}";
    nothing(name) = "Nothing that {name} sent stands in the diary.";
    take_back(what, name) = "From {name}, or changed by it: {what}. Taken back, the diary is as if it had never been let in.";
    STAYS = "What you changed yourself since stays as you left it. You can put all of it back.";
    taken_back(what, name) = "Taken back: {what} of {name}.";
    put_back(what, name) = "Back in the diary: {what} of {name}.";
    out(name) = "{name} is locked out.";
    sent_too(id) = "What it sent is still in the diary: charley devices take-back {id}";
    ended(n: count) =
        one "{n} session is over. charley open prints a new link."
        other "{n} sessions are over. charley open prints a new link.";
    OTHERS = "While it was let in, it may have let in others. Lock out what you do not know:";
    BY_IT = "let in by it";
    BY_NOBODY_KNOWS = "let in after it; by whom was not written down then";
    forgotten(days) = "not here for {days} days, so it is let in no more";
    unused(days) = "A device that is not here for {days} days is let in no more.";
    browser(opened, last, ends) = "opened {opened}, last here {last}, ends {ends}";
    LINK = "Make a new link";
    LINK_WHY = "Another browser on this machine is let in by a new link.";
    LINK_HOW = "Copy this into the address bar of the other browser.";
    link_works(n: count) =
        one "It works once, within {n} minute."
        other "It works once, within {n} minutes.";
    let_in(n: count) =
        one "{n} device or browser of that day is let in again, also where it was locked out since: charley devices"
        other "{n} devices and browsers of that day are let in again, also those locked out since: charley devices";
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
    too_many_says(most, within, wait)
}

/// How long to wait, in the unit that fits.
pub fn wait(seconds: usize) -> String {
    match seconds {
        ..=90 => seconds_long(seconds),
        91..=5400 => minutes_long(seconds.div_ceil(60)),
        _ => hours_long(seconds.div_ceil(3600)),
    }
}

/// Entries and workouts, counted.
pub fn doings(entries: usize, workouts: usize) -> String {
    match (entries, workouts) {
        (_, 0) => entries_sent(entries),
        (0, _) => workouts_sent(workouts),
        _ => both(entries_sent(entries), workouts_sent(workouts)),
    }
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
