//! The copy of each day, made by a thread of its own: no page and nobody with a cramp waits for it.

use std::{
    sync::{Arc, Mutex, PoisonError, Weak, mpsc},
    thread,
    time::Duration,
};

use charley_store::{Due, FailedCopy, Store};

use crate::app::App;

/// How often it is looked whether a day began; a machine that slept looks as soon after it woke.
const EVERY: Duration = Duration::from_mins(5);
/// Rest after a copy that could not be made: each try fills what room a full disk has.
const AFTER_FAILURE: Duration = Duration::from_hours(1);

/// What the pages know of the thread, and how they call it.
#[derive(Debug, Default)]
pub(crate) struct Keeper {
    bell: Mutex<Option<mpsc::SyncSender<()>>>,
    failed: Mutex<Option<FailedCopy>>,
}

impl Keeper {
    /// Begins to keep copies of the diary of `app`, for as long as there is one.
    pub(crate) fn begin(app: &Arc<App>) {
        let (bell, rung) = mpsc::sync_channel(1);
        *app.copies.bell.lock().unwrap_or_else(PoisonError::into_inner) = Some(bell);
        let app = Arc::downgrade(app);
        thread::spawn(move || keep(&app, &rung));
    }

    /// Says that much came in. Nobody waits: one call that is not heard yet stands for all.
    pub(crate) fn much_came_in(&self) {
        if let Some(bell) = &*self.bell.lock().unwrap_or_else(PoisonError::into_inner) {
            let _heard = bell.try_send(());
        }
    }

    /// Why the last copy could not be made, also where that could not be written down.
    pub(crate) fn failed(&self) -> Option<FailedCopy> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn keep(app: &Weak<App>, rung: &mpsc::Receiver<()>) {
    let mut due = Due::Day;
    loop {
        let Some(app) = app.upgrade() else { return };
        let failed = copy(&app, due).err();
        let pause = if failed.is_some() { AFTER_FAILURE } else { EVERY };
        *app.copies.failed.lock().unwrap_or_else(PoisonError::into_inner) = failed;
        drop(app);
        due = match rung.recv_timeout(pause) {
            Ok(()) => Due::Import,
            Err(mpsc::RecvTimeoutError::Timeout) => Due::Day,
            Err(mpsc::RecvTimeoutError::Disconnected) => return,
        };
    }
}

fn copy(app: &App, due: Due) -> Result<(), FailedCopy> {
    let now = app.here().map_or_else(|_| app.now(), |here| here.now);
    let failed =
        |error: charley_store::StoreError| FailedCopy { at: now.timestamp(), why: error.to_string() };
    Store::open(app.dir()).and_then(|store| store.back_up(&now, due)).map(drop).map_err(failed)
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::{EntrySource, Record};
    use jiff::ZonedDateTime;

    use super::*;
    use crate::{app::Outside, secret::Secret};
    use charley_speech::said::Said;

    fn app(dir: &std::path::Path, now: &str) -> Arc<App> {
        let now: ZonedDateTime = now.parse().unwrap();
        let app = App::open(dir, now.clone(), &Secret::new().unwrap(), Outside::default()).unwrap();
        let night = charley_domain::night::NightOf::last(now.datetime());
        let said = Said::of_night(Record::None, night, &now).unwrap();
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
        app.copies.much_came_in();
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
