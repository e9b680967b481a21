//! The copy of each day: no page and nobody with a cramp waits for it.

use std::{
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use charley_store::{Due, FailedCopy};

use crate::app::App;

/// How often it is looked whether a day began; a machine that slept looks as soon after it woke.
const EVERY: Duration = Duration::from_mins(5);
/// Rest after a copy that could not be made: each try fills what room a full disk has.
const AFTER_FAILURE: Duration = Duration::from_hours(1);

/// What the pages know of the copies, and how they ask for one.
#[derive(Debug, Default)]
pub(crate) struct Keeper {
    keeps: AtomicBool,
    /// Whether one is asked for that was not begun yet: one call stands for all.
    asked: AtomicBool,
    failed: Mutex<Option<FailedCopy>>,
}

impl Keeper {
    /// Begins to keep copies of the diary of `app`, for as long as there is one.
    pub(crate) fn begin(app: &Arc<App>) {
        app.copies.keeps.store(true, Ordering::Release);
        let kept = Arc::downgrade(app);
        app.host.later(Box::new(move || {
            let failed = copy(kept.upgrade()?.as_ref(), Due::Day);
            Some(if failed { AFTER_FAILURE } else { EVERY })
        }));
    }

    /// Says that much came in. Nobody waits.
    pub(crate) fn much_came_in(app: &Arc<App>) {
        let copies = &app.copies;
        if !copies.keeps.load(Ordering::Acquire) || copies.asked.swap(true, Ordering::AcqRel) {
            return;
        }
        let kept: Weak<App> = Arc::downgrade(app);
        app.host.later(Box::new(move || {
            let app = kept.upgrade()?;
            // From here on what comes in may be missing from this copy.
            app.copies.asked.store(false, Ordering::Release);
            copy(&app, Due::Import);
            None
        }));
    }

    /// Why the last copy could not be made, also where that could not be written down.
    pub(crate) fn failed(&self) -> Option<FailedCopy> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Makes the copy where it is due, and remembers where it cannot be made; whether that was so.
fn copy(app: &App, due: Due) -> bool {
    let now = app.here().map_or_else(|_| app.now(), |here| here.now);
    let copied = app.another_store().and_then(|store| store.back_up(&now, due));
    let failed = copied.err().map(|error| FailedCopy { at: now.timestamp(), why: error.to_string() });
    let has_failed = failed.is_some();
    *app.copies.failed.lock().unwrap_or_else(PoisonError::into_inner) = failed;
    has_failed
}

#[cfg(test)]
mod tests {
    use std::thread;

    use charley_domain::entry::{EntrySource, Record};
    use charley_store::{DiaryPlace, Store};

    use super::*;
    use crate::{
        app::Outside,
        host::{Host as _, still::Still},
        secret::Secret,
    };
    use charley_speech::entry_draft::EntryDraft;

    fn app(dir: &std::path::Path, now: &str) -> Arc<App> {
        let (host, place) = (Still::at(now), DiaryPlace::Folder(dir.to_owned()));
        let now = host.now();
        let app = App::open(&place, host, &Secret::new().unwrap(), Outside::default()).unwrap();
        let night = charley_domain::night::NightOf::last(now.datetime());
        let said = EntryDraft::of_night(Record::None, night, &now).unwrap();
        Store::open(dir).unwrap().record(&said.into_entry(None, EntrySource::Page, &now)).unwrap();
        Arc::new(app)
    }

    fn soon(what: impl Fn() -> bool) -> bool {
        (0..1000).any(|_| {
            thread::sleep(Duration::from_millis(10));
            what()
        })
    }

    #[test]
    fn a_running_charley_copies_the_diary_at_the_first_chance_and_after_an_import() {
        let dir = tempfile::tempdir().unwrap();
        let app = app(dir.path(), "2026-11-23T07:10[Europe/Berlin]");
        let copy = dir.path().join("backups/charley-2026-11-23.db");
        let sum = dir.path().join("backups/charley-2026-11-23.db.sha256");
        Keeper::begin(&app);
        assert!(soon(|| copy.exists() && sum.exists()));
        let before = std::fs::read(&sum).unwrap();
        Store::open(dir.path()).unwrap().undo(jiff::Timestamp::UNIX_EPOCH).unwrap();
        Keeper::much_came_in(&app);
        assert!(soon(|| std::fs::read(&sum).is_ok_and(|sum| sum != before)));
        assert_eq!(app.copies.failed(), None);
    }

    #[test]
    fn a_copy_waits_for_no_page_and_its_failure_is_known_to_all() {
        let dir = tempfile::tempdir().unwrap();
        let app = app(dir.path(), "2026-11-23T07:10[Europe/Berlin]");
        // A folder stands where the copy should go.
        std::fs::create_dir_all(dir.path().join("backups/charley-2026-11-23.db/x")).unwrap();
        app.while_computing(|| {
            Keeper::begin(&app);
            assert!(soon(|| app.copies.failed().is_some()));
        });
        assert_eq!(app.copies.failed().unwrap().at.to_zoned_datetime(jiff::tz::TimeZone::UTC).hour(), 6);
    }
}
