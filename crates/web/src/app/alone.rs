//! Work on the folder of the diary while nothing of the app holds it: a restore puts another file there, a wipe takes it away.

use std::{
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use charley_store::{Store, StoreError};

use crate::{app::App, error::PageError, memory::Memory};

impl App {
    /// Does work on the folder. Pages and entries wait meanwhile; afterwards the app goes on with the diary that is there.
    ///
    /// # Errors
    /// What `work` gives; [`StoreError::Locked`] where something else has the diary open still, as an import that goes on.
    pub(crate) fn alone<T>(&self, work: impl FnOnce(&Path) -> Result<T, StoreError>) -> Result<T, PageError> {
        let folder = self.folder().ok_or(PageError::NotFound)?;
        let (mut pages, mut bedside, mut door) = (held(&self.store), held(&self.bedside), held(&self.door));
        self.pen.with_store(|pen| {
            let hands = [&mut pages.0, &mut bedside.0, &mut *door, pen];
            // Who stands in for the diary takes no entry.
            for hand in hands {
                *hand = Store::of_nobody()?;
            }
            let done = work(folder);
            pages.1 = Memory::default();
            bedside.1 = Memory::default();
            for hand in [&mut pages.0, &mut bedside.0, &mut *door, pen] {
                *hand = Store::open_or_create_in(&self.place)?;
            }
            Ok(done?)
        })
    }
}

fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::{EntrySource, Record};
    use charley_speech::entry_draft::EntryDraft;
    use charley_store::{Backups, DiaryPlace, OddTimes, RestoreTerms, restore, wipe};

    use super::*;
    use crate::{
        app::Outside,
        host::{Host as _, still::Still},
        secret::Secret,
    };

    #[test]
    fn a_copy_is_put_back_and_a_diary_wiped_under_the_running_app() {
        let dir = tempfile::tempdir().unwrap();
        let host = Still::at("2026-11-23T07:10[Europe/Berlin]");
        let now = host.now();
        let place = DiaryPlace::Folder(dir.path().to_owned());
        let app = App::open(&place, host, &Secret::new().unwrap(), Outside::default()).unwrap();
        let known = || app.at_the_door(|store| store.entries().unwrap().len());
        let record = |night: i8| {
            let night = charley_domain::night::NightOf(jiff::civil::date(2026, 11, night));
            let said = EntryDraft::of_night(Record::None, night, &now).unwrap();
            let entry = said.into_entry(None, EntrySource::Page, &now);
            app.at_the_door(|store| store.record(&entry).unwrap());
        };
        record(20);
        let copy = dir.path().join("copy.db");
        app.at_the_door(|store| store.backup(&copy).unwrap());
        record(21);
        let done =
            app.alone(|dir| restore(&copy, dir, RestoreTerms { now: &now, odd: OddTimes::Refuse })).unwrap();
        assert!(done.kept.is_some_and(|kept| kept.exists()) && known() == 1);
        record(22);
        assert_eq!(known(), 2, "it goes on with what was put back");
        assert!(
            app.alone(|dir| restore(
                &dir.join("none.db"),
                dir,
                RestoreTerms { now: &now, odd: OddTimes::Refuse }
            ))
            .is_err()
        );
        assert_eq!(known(), 2, "what cannot be put back changes nothing");
        app.alone(|dir| wipe(dir, Backups::Keep)).unwrap();
        assert_eq!(known(), 0);
        record(20);
        assert_eq!(Store::open(dir.path()).unwrap().entries().unwrap().len(), 1, "and is a diary again");
    }
}
