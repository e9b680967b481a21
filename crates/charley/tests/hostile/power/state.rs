//! What a person finds: the entries of each diary, and each copy that is whole.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use charley_store::{ContentHash, DATABASE_FILE, ExportPlace, Store, StoreError, check_backup, check_export};
use uuid::Uuid;

type Entries = BTreeSet<Uuid>;

/// What was acknowledged at one moment.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct State {
    pub(super) diaries: BTreeMap<PathBuf, Entries>,
    copies: BTreeMap<PathBuf, ContentHash>,
}

/// What lies in a folder after the power came back.
pub(super) struct Found {
    diaries: BTreeMap<PathBuf, Result<Entries, StoreError>>,
    /// With its checksum where it is whole.
    copies: BTreeMap<PathBuf, Result<ContentHash, StoreError>>,
}

impl State {
    /// What lies in a folder, all of it sound. Looking opens diaries, so it must be a folder that nobody needs any more.
    pub(super) fn of(root: &Path) -> Self {
        let Found { diaries, copies } = Found::in_folder(root);
        // What an old export folder lacks, and such, is no copy.
        Self {
            diaries: diaries.into_iter().map(|(place, diary)| (place, diary.unwrap())).collect(),
            copies: copies.into_iter().map(|(place, copy)| (place, copy.unwrap())).collect(),
        }
    }

    /// The same with one more entry in a diary.
    pub(super) fn with(mut self, diary: &Path, entry: Uuid) -> Self {
        self.diaries.get_mut(diary).unwrap().insert(entry);
        self
    }
}

impl Found {
    pub(super) fn in_folder(root: &Path) -> Self {
        let (mut diaries, mut copies) = (Vec::new(), BTreeMap::new());
        walk(root, &mut |path| {
            let place = path.strip_prefix(root).unwrap().to_owned();
            let name = path.file_name().unwrap().to_str().unwrap();
            let end = path.extension().and_then(|end| end.to_str());
            if name == DATABASE_FILE {
                diaries.push(place.parent().unwrap().to_owned());
            } else if end == Some("db") {
                copies.insert(place, check_backup(path).map(|file| file.sha256));
            } else if end == Some("zip") {
                let whole = ExportPlace::open(path).and_then(|mut export| check_export(&mut export));
                copies.insert(place, whole.map(|_| hash(path)));
            } else if name == "operation.jsonl" {
                let folder = path.parent().unwrap();
                let whole = ExportPlace::open(folder).and_then(|mut export| check_export(&mut export));
                copies.insert(
                    place.parent().unwrap().to_owned(),
                    whole.map(|_| hash(&folder.join("manifest.json"))),
                );
            }
        });
        let diaries = diaries.into_iter().map(|place| (place.clone(), entries(&root.join(place)))).collect();
        Self { diaries, copies }
    }

    /// What speaks against this after a cut between two acknowledgements; empty when nothing was lost.
    pub(super) fn faults(&self, before: &State, after: &State) -> Vec<String> {
        let mut faults = Vec::new();
        for diary in before.diaries.keys().chain(after.diaries.keys()).collect::<BTreeSet<_>>() {
            let (was, is) = (before.diaries.get(diary), after.diaries.get(diary));
            let sound = match self.diaries.get(diary) {
                None => was.is_none() || is.is_none(),
                Some(Err(StoreError::HalfWiped { .. })) => is.is_none(),
                Some(Err(_)) => false,
                Some(Ok(entries)) => {
                    Some(entries) == was || Some(entries) == is || was.is_none() && entries.is_empty()
                }
            };
            if !sound {
                let found = self.diaries.get(diary);
                faults.push(format!("the diary {}: {found:?}, was {was:?}, is {is:?}", diary.display()));
            }
        }
        faults.extend(self.lost_copies(before, after));
        faults
    }

    fn lost_copies(&self, before: &State, after: &State) -> Vec<String> {
        // What a diary was replaced from or by is kept before it is replaced.
        let replaced = after.diaries.iter().any(|(diary, entries)| {
            before.diaries.get(diary).is_some_and(|was| was != entries)
                && self.diaries.get(diary).is_some_and(|found| found.as_ref().is_ok_and(|is| is == entries))
        });
        let mut lost = Vec::new();
        for copy in before.copies.keys().chain(after.copies.keys()).collect::<BTreeSet<_>>() {
            let (was, is) = (before.copies.get(copy), after.copies.get(copy));
            let sound = match self.copies.get(copy) {
                None => is.is_none() || was.is_none() && !replaced,
                // An export folder grows file by file, and is refused until it is whole.
                Some(Err(StoreError::NotWhole { .. })) => was.is_none(),
                Some(Err(_)) => false,
                Some(Ok(hash)) => Some(hash) == was || Some(hash) == is,
            };
            if !sound {
                lost.push(format!("the copy {}: {:?}", copy.display(), self.copies.get(copy)));
            }
        }
        lost
    }
}

/// The entries that stand in a diary in which nothing is wrong.
fn entries(dir: &Path) -> Result<Entries, StoreError> {
    let store = Store::open(dir)?;
    let wrong = store.verify(&mut |_, _| ())?.wrong;
    if !wrong.is_empty() {
        return Err(StoreError::Corrupt { what: wrong.join("; ") });
    }
    Ok(store.entries()?.into_iter().map(|entry| entry.id).collect())
}

fn hash(path: &Path) -> ContentHash {
    ContentHash::of(&fs::read(path).unwrap())
}

/// Every file below a folder.
fn walk(dir: &Path, visit: &mut dyn FnMut(&Path)) {
    for path in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() { walk(&path, visit) } else { visit(&path) }
    }
}
