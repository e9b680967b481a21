//! Sentences about the passphrase.

use charley_speech::message::{messages, sentences};

use super::devices::wait;

messages! {
    "passphrase";
    PASSPHRASE;
    SHOW_DIARY;
    CRAMP_NOW;
    ASKED;
    NEVER;
    WRONG;
    too_many_says(wait);
    FORGOTTEN;
}

sentences! {
    WHAT_FOR = "Whoever shares this machine is asked for it before a browser shows your diary, and again after 15 minutes without a page. Recording a night and a cramp goes on without it.";
    WHAT_NOT = "It hides nothing from whoever can read the files of this machine: they are not encrypted. For that, encrypt the disk.";
    SET = "The passphrase is set.";
    NONE = "No passphrase is set.";
    REMOVED = "The passphrase is gone. Nothing is asked for.";
    TYPE_IT = "The passphrase, 6 letters or more:";
}

/// Too many tries that failed.
pub(crate) fn too_many(wait_s: i64) -> String {
    too_many_says(wait(usize::try_from(wait_s).unwrap_or(0)))
}
