//! A power cut at any moment: the writes of a session are replayed onto a disk that forgets what was not synced, and whatever
//! was acknowledged before the cut is there.

mod disk;
mod random;
mod replay;
mod session;
mod state;

use std::{collections::BTreeSet, fs, path::Path};

pub(crate) use self::random::Random;
use self::{session::Session, state::Found};
use crate::{scratch, trace};

/// Everything by which a diary and its copies are written.
fn session() -> Session {
    let mut session = Session::begin(|root| {
        fs::create_dir(root.join("files")).unwrap();
        fs::create_dir(root.join("stick")).unwrap();
        for number in 0..3 {
            fs::write(root.join(format!("files/{number}.gpx")), crate::kills::gpx(number, 40)).unwrap();
        }
        crate::kills::old_diary(&root.join("old"));
    });
    for line in [
        "--data @/data log none",
        "--data @/data log cramp calf left --at 03:12",
        "--data @/data log drink 500ml",
        "--data @/data undo",
        "--data @/data import @/files",
        "--data @/data data backup @/stick/mine.db",
        "--data @/data log sitting 3h",
        "--data @/data data backup @/stick/mine.db",
        "--data @/data data backup",
        "--data @/data data export @/stick/all.zip",
        "--data @/data log drink 250ml",
        "--data @/data data export @/stick/all.zip",
        "--data @/data data export @/out/all",
    ] {
        session.types(line);
    }
    session.sends("data", 12);
    for line in [
        "--data @/data log stretch",
        "--data @/data data restore @/stick/mine.db --yes",
        "--data @/data log drink 100ml",
        "--data @/there data restore @/stick/all.zip",
        "--data @/old diary",
        "--data @/data data wipe --yes --backups",
    ] {
        session.types(line);
    }
    session
}

/// `CUTS` of them; 20 where nobody says how many.
#[test]
fn nothing_acknowledged_is_lost_by_a_power_cut() {
    if !trace::works() {
        return;
    }
    let cuts: usize = std::env::var("CUTS").ok().and_then(|text| text.parse().ok()).unwrap_or(20);
    let session = session();
    session.replay(&mut |_, _| ()).put_now(&session.root().join("../again"));
    same(&session.root(), &session.root().join("../again"));
    let (faults, calls) = cut(&session, cuts);
    println!("{cuts} cuts among {calls} calls that change a file: {} faults", faults.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // The same day on a disk that ignores every sync must lose something, or nothing was proved.
    let (faults, _) = cut(&session.without_syncs(), 20);
    assert!(!faults.is_empty(), "a disk that forgets everything lost nothing");
}

/// Cuts the power so many times, each at another call that changes a file; gives what was lost, and among how many calls.
fn cut(session: &Session, cuts: usize) -> (Vec<String>, usize) {
    let mut random = Random::of(1);
    let mut calls = 0;
    session.replay(&mut |_, _| calls += 1);
    let mut chosen = BTreeSet::new();
    while chosen.len() < cuts.min(calls) {
        chosen.insert(random.below(calls));
    }
    let (mut number, mut faults) = (0, Vec::new());
    session.replay(&mut |call, disk| {
        number += 1;
        if !chosen.contains(&(number - 1)) {
            return;
        }
        let left = scratch::folder();
        let how = disk.cut(left.path(), &mut random);
        let (before, after) = session.around(call.at_us);
        for fault in Found::in_folder(left.path()).faults(before, after) {
            faults.push(format!("cut after call {} ({}), {how}: {fault}", number - 1, call.name));
        }
    });
    (faults, calls)
}

/// What was replayed is what lies there, so nothing was overlooked; but for the index that SQLite keeps in memory.
fn same(one: &Path, other: &Path) {
    let compared = std::process::Command::new("diff")
        .args(["-r", "-q", "-x", "*-shm"])
        .args([one, other])
        .output()
        .unwrap();
    assert!(compared.status.success(), "{}", String::from_utf8_lossy(&compared.stdout));
}
