//! `charley import --watch DIR...`: what a phone, a cloud or a watch leaves in a folder is read as soon as it is still. Folders are
//! looked at every few seconds: that also works where a network or a mounted watch tells of no change.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::atomic::Ordering,
    thread,
    time::{Duration, Instant, SystemTime},
};

use charley_case::import::{self as intake, ImportDocument, ImportReport, Ledger, Order, Status};

use super::{STOP, account};
use crate::cli::{Context, Exit, Usage, desk::Desk};

/// Time between two looks: what did not change in between is still.
const EVERY: Duration = Duration::from_secs(2);
/// How often it is looked whether to end.
const TICK: Duration = Duration::from_millis(50);
/// How deep folders are followed.
const DEPTH: u32 = 16;
/// Endings of files that are on their way.
const ON_THE_WAY: [&str; 6] = ["part", "partial", "tmp", "crdownload", "download", "filepart"];

/// A file as it lies there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FileLook {
    bytes: u64,
    changed: Option<SystemTime>,
}

/// What lay there at the last look, and what of it was read.
#[derive(Debug, Default)]
struct WatchedFiles {
    seen: BTreeMap<PathBuf, (FileLook, bool)>,
}

impl WatchedFiles {
    /// The files that are as they were at the look before, and were not read since they changed.
    fn still(&mut self, now: BTreeMap<PathBuf, FileLook>) -> Vec<PathBuf> {
        let mut still = Vec::new();
        let before = std::mem::take(&mut self.seen);
        for (path, look) in now {
            let read = match before.get(&path) {
                Some((earlier, true)) if *earlier == look => true,
                Some((earlier, false)) if *earlier == look && look.bytes > 0 => {
                    still.push(path.clone());
                    true
                }
                _ => false,
            };
            self.seen.insert(path, (look, read));
        }
        still
    }
}

/// Watches until somebody ends it.
pub(super) fn run(context: &Context, desk: &mut Desk, folders: &[PathBuf]) -> anyhow::Result<Exit> {
    if let Some(file) = folders.iter().find(|one| one.is_file()) {
        return Err(Usage(format!("{} is a file: --watch takes folders", file.display())).into());
    }
    let names: Vec<String> = folders.iter().map(|folder| folder.display().to_string()).collect();
    context.say(&format!(
        "Watching {}. Files are read and stay where they are. Ctrl-C ends it.",
        names.join(", ")
    ));
    let (mut watched, mut gone) = (WatchedFiles::default(), Vec::new());
    while !STOP.load(Ordering::Relaxed) {
        say_gone(context, folders, &mut gone);
        let mut now = BTreeMap::new();
        for folder in folders {
            look(folder, DEPTH, &mut now);
        }
        let still = watched.still(now);
        if !still.is_empty() {
            read(context, desk, &still)?;
        }
        let began = Instant::now();
        while began.elapsed() < EVERY && !STOP.load(Ordering::Relaxed) {
            thread::sleep(TICK);
        }
    }
    Ok(Exit::Ok)
}

/// Reads files and tells of each that was not known already.
fn read(context: &Context, desk: &mut Desk, files: &[PathBuf]) -> anyhow::Result<()> {
    let now = context.watched_now(&desk.person);
    let units = desk.units();
    let mut ledger = Ledger::kept(desk.store_mut()?)?;
    let order = Order { paths: files, now: &now, stop: &STOP };
    let mut report = intake::import(&order, &mut ledger, &mut ())?;
    report.files.retain(|file| file.status != Status::Duplicate);
    if context.json {
        return context.print_json(&ImportDocument::of(&report, false));
    }
    context.print(&lines(&report, units))
}

fn lines(report: &ImportReport, units: charley_domain::person::Units) -> String {
    report.files.iter().map(|file| account::rows(file, units)).collect()
}

/// Says once of a folder that it is not there, as a watch that is not mounted.
fn say_gone(context: &Context, folders: &[PathBuf], gone: &mut Vec<PathBuf>) {
    for folder in folders {
        let was_gone = gone.contains(folder);
        match (folder.is_dir(), was_gone) {
            (false, false) => {
                context.say(&format!("{} is not there now: it is waited for.", folder.display()));
                gone.push(folder.clone());
            }
            (true, true) => gone.retain(|one| one != folder),
            _ => {}
        }
    }
}

/// All files in a folder that are not on their way. What cannot be looked at now is looked at again.
fn look(folder: &Path, depth: u32, into: &mut BTreeMap<PathBuf, FileLook>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, Ok(kind)) = (entry.path(), entry.file_type()) else { continue };
        if is_on_its_way(&path) {
            continue;
        }
        if kind.is_dir() && depth > 0 {
            look(&path, depth - 1, into);
        } else if kind.is_file()
            && let Ok(metadata) = entry.metadata()
        {
            into.insert(path, FileLook { bytes: metadata.len(), changed: metadata.modified().ok() });
        }
    }
}

/// Whether a name is one that programs give to what they have not written yet, or to what is their own.
fn is_on_its_way(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    name.starts_with('.') || name.starts_with('~') || ON_THE_WAY.contains(&ending.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lying(files: &[(&str, u64, u64)]) -> BTreeMap<PathBuf, FileLook> {
        let look = |(name, bytes, at): &(&str, u64, u64)| {
            let changed = Some(SystemTime::UNIX_EPOCH + Duration::from_secs(*at));
            (PathBuf::from(name), FileLook { bytes: *bytes, changed })
        };
        files.iter().map(look).collect()
    }

    #[test]
    fn a_file_is_read_once_it_is_still_and_again_when_it_changed() {
        let mut watched = WatchedFiles::default();
        assert!(watched.still(lying(&[("a", 5, 1)])).is_empty(), "it may still grow");
        assert!(watched.still(lying(&[("a", 9, 2), ("b", 1, 2)])).is_empty(), "it did");
        assert_eq!(watched.still(lying(&[("a", 9, 2), ("b", 1, 3)])), [PathBuf::from("a")]);
        assert_eq!(watched.still(lying(&[("a", 9, 2), ("b", 1, 3)])), [PathBuf::from("b")]);
        assert!(watched.still(lying(&[("a", 9, 2), ("b", 1, 3)])).is_empty(), "once");
        assert!(watched.still(lying(&[("a", 9, 7)])).is_empty());
        assert_eq!(watched.still(lying(&[("a", 9, 7)])), [PathBuf::from("a")], "it was written anew");
        assert!(watched.still(lying(&[])).is_empty());
        watched.still(lying(&[("empty", 0, 1)]));
        assert!(watched.still(lying(&[("empty", 0, 1)])).is_empty(), "nothing is in it yet");
    }

    #[test]
    fn what_is_on_its_way_is_left_alone() {
        for name in
            [".syncthing.a.fit.tmp", "~syncthing~a.fit.tmp", "a.fit.part", "x/.nextcloud/a", "a.CRDOWNLOAD"]
        {
            assert!(is_on_its_way(Path::new(name)) || name.contains('/'), "{name}");
        }
        for name in ["a.fit", "Download", "part.gpx", "2026-11-20 run.tcx.gz"] {
            assert!(!is_on_its_way(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn folders_are_looked_through() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir_all(home.path().join("a/b")).unwrap();
        for name in ["run.gpx", "a/b/ride.fit", "a/half.fit.part", ".hidden"] {
            fs::write(home.path().join(name), "x").unwrap();
        }
        let mut found = BTreeMap::new();
        look(home.path(), DEPTH, &mut found);
        let names: Vec<String> =
            found.keys().map(|path| path.strip_prefix(home.path()).unwrap().display().to_string()).collect();
        assert_eq!(names, ["a/b/ride.fit", "run.gpx"]);
    }
}
