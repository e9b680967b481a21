//! `charley data`: where the diary is, how large, and how old the newest copy of it.

use charley_store::{DATABASE_FILE, Store};
use serde_json::json;

use crate::cli::{Context, Exit, data::size};
use charley_case::copies;
use charley_speech::{copies as words, spoken};

pub(super) fn run(context: &Context) -> anyhow::Result<Exit> {
    let store = Store::open(&context.data_dir)?;
    let place = context.data_dir.join(DATABASE_FILE);
    let (bytes, found) = (place.metadata()?.len(), store.copies(context.now.date())?);
    if context.json {
        context.print_json(&json!({
            "schema": "charley.data/1",
            "done": "status",
            "path": place.display().to_string(),
            "size_bytes": bytes,
            "backups": {
                "count": found.days.len(),
                "newest": found.newest().map(|copy| copy.path.display().to_string()),
                "newest_day": found.newest().map(|copy| copy.day),
                "failed": found.failed,
            },
        }))?;
        return Ok(Exit::Ok);
    }
    let mut text = format!("{}, {}\n", place.display(), size(bytes));
    for line in copies::state(&found, &context.now).iter().map(String::as_str).chain([words::HOW]) {
        text.push_str(&spoken::wrapped(line, 0));
    }
    context.print(&text)?;
    Ok(Exit::Ok)
}
