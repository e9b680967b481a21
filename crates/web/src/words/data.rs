//! Sentences of the page of the data: copies, what is carried out and put back, and the end of a diary.

use charley_speech::message::sentences;

sentences! {
    RESTORE_WORD = "restore";
    WIPE_WORD = "wipe";
    WHERE_NONE = "Everything is kept by this app on this machine.";
    LEAVES = "Nothing leaves it, but for a question to a weather service that you send.";
    COPIED = "A copy was made.";
    restored(entries, workouts) = "Put back: {entries} entries (those taken back too) and {workouts} workouts.";
    KEPT = "What was there before is kept among the copies.";
    let_in(n: count) =
        one "{n} device or browser of that day is let in again, also where it was locked out since."
        other "{n} devices and browsers of that day are let in again, also those locked out since.";
    UNPROVED = "It came without its list, so that nothing is missing cannot be proved.";
    WIPED = "The diary is wiped. A new and empty one begins here.";
    EXPORT = "All that was recorded in open formats, with the files as they came. It can be put back here.";
    COPY_HOW = "The newest copy as a file. Whoever has it can read all of it.";
    RESTORE_HOW = "A copy or an export takes the place of this diary, which is kept among the copies.";
    WIPE_HOW = "This removes the whole diary for good. Copies that you took elsewhere are yours to remove.";
    TYPE_RESTORE = "Type restore to go on";
    TYPE_WIPE = "Type wipe to go on";
    not_typed(word, typed) = "{typed} was typed, not {word}. Nothing was changed.";
    NO_FILE = "No file was chosen. Nothing was changed.";
    not_restored(why) = "That cannot be put back: {why}. Nothing was changed.";
    HISTORY = "What each import brought, and taking it out again";
    SENT = "What each device sent, and taking it back";
}

/// Sentences with their places filled, for the lint.
#[cfg(test)]
fn examples() -> Vec<String> {
    vec![
        restored(812, 40),
        let_in(1),
        let_in(3),
        not_typed(WIPE_WORD, "yes"),
        not_restored("it is no copy of a diary"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filled_sentences_read_well() {
        charley_speech::lint::check(&examples());
        insta::assert_snapshot!(examples().join("\n"));
    }
}
