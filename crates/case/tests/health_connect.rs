//! The database of Health Connect, broken thousands of times: no panic, no endless question, memory that stays.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test stops where something is not as said")]

#[path = "../../import/tests/mutation/mod.rs"]
mod mutation;

use std::{fs, path::Path};

use charley_import::{
    Reader,
    health_connect::{HealthConnect, HealthConnectRow},
};
use charley_store::ForeignRow;
use jiff::tz::TimeZone;

use mutation::{Dice, mutate};

/// Reads a database as an import does; says whether something came out.
fn survives(path: &Path) -> bool {
    let mut export = HealthConnect::default();
    let mut row = |row: ForeignRow| {
        let ForeignRow { of, by, from_ms, to_ms, offset_s, value, method } = row;
        export.add(&HealthConnectRow { of, by: &by, from_ms, to_ms, offset_s, value, method });
    };
    let is_export = charley_store::health_connect(path, &mut row);
    is_export.is_ok_and(|is_export| is_export && export.told(&Reader::at(&TimeZone::UTC)).is_ok())
}

fn run(count: usize, dice: &mut Dice) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("health_connect_export.db");
    charley_store::made_health_connect(&path).unwrap();
    assert!(survives(&path));
    let seed = fs::read(&path).unwrap();
    let mut read_well = 0;
    for _ in 0..count {
        let mut bytes = seed.clone();
        mutate(&mut bytes, &seed, dice);
        fs::write(&path, &bytes).unwrap();
        read_well += usize::from(survives(&path));
    }
    read_well
}

#[test]
fn two_thousand_mutations() {
    let read_well = run(2_000, &mut Dice(0x00C0_FFEE));
    assert!(read_well > 200, "only {read_well} of 2000 were still read");
}

/// Run by `scripts/mutate.sh`, with the memory of the process bounded: the engine's is not Rust's to count.
#[test]
#[ignore = "takes minutes: scripts/mutate.sh runs it"]
fn as_many_mutations_as_asked() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let count = number("CHARLEY_MUTATIONS").unwrap_or(1_000_000) as usize;
    let read_well = run(count, &mut Dice(number("CHARLEY_SEED").unwrap_or(1).max(1)));
    println!("health connect: {count} broken files, {read_well} still read");
}
