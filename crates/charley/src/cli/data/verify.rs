//! `charley data verify`: everything that is stored, read once.

use charley_store::{Store, Verified};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;

use crate::cli::{Context, Exit};
use charley_speech::{copies::remedies, spoken};

/// Drawn at most this often, so that a short check shows nothing.
const DRAWS_A_SECOND: u8 = 4;

pub(super) fn run(context: &Context) -> anyhow::Result<Exit> {
    let store = Store::open(&context.data_dir)?;
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(DRAWS_A_SECOND));
    bar.set_style(ProgressStyle::with_template("{wide_bar} {pos}/{len} blobs, {eta} left")?);
    let verified = store.verify(&mut |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    if context.json {
        context.print_json(&json!({
            "schema": "charley.data/1",
            "done": "verify",
            "entries": verified.entries,
            "workouts": verified.workouts,
            "channels": verified.channels,
            "originals": verified.originals,
            "repairable": verified.repairable,
            "wrong": verified.wrong,
        }))?;
    } else {
        context.print(&words(&verified))?;
    }
    Ok(if verified.wrong.is_empty() { Exit::Ok } else { Exit::Failed })
}

fn words(verified: &Verified) -> String {
    let mut text = format!(
        "Entries    {:>9}  read\nWorkouts   {:>9}  read\nChannels   {:>9}  unpacked, checksums compared\n\
         Originals  {:>9}  unpacked, sha256 compared\n",
        verified.entries, verified.workouts, verified.channels, verified.originals
    );
    if verified.wrong.is_empty() {
        text.push_str("All is well.\n");
        return text;
    }
    text = text + "Wrong: " + &verified.wrong.join("\nWrong: ") + "\n\n";
    let others = verified.wrong.len() as u64 > verified.repairable;
    for remedy in remedies(verified.repairable, others) {
        text.push_str(&spoken::wrapped(&remedy, 0));
    }
    text
}
