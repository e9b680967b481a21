//! Whatever bytes come in: no panic, nothing out of proportion, and what comes out holds together.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as said")]

mod mutation;
mod reading;
mod seeds;
mod shared;

use charley_import::strava;

use mutation::{Dice, mutate};
use reading::survives;

fn run(inputs: usize, seeds: &[Vec<u8>], dice: &mut Dice) -> usize {
    let mut read_well = 0;
    for _ in 0..inputs {
        let mut bytes = seeds[dice.below(seeds.len())].clone();
        let other = &seeds[dice.below(seeds.len())];
        mutate(&mut bytes, other, dice);
        read_well += usize::from(survives(&bytes));
    }
    read_well
}

#[test]
fn unchanged_seeds_are_read() {
    let (read_well, table) = (seeds::all().iter().filter(|bytes| survives(bytes)).count(), seeds::table());
    assert_eq!(read_well, seeds::all().len() - 1, "all but the table hold a workout");
    assert_eq!(strava::read(&table).unwrap().activities.len(), 2);
}

#[test]
fn every_beginning_of_every_seed_is_read_or_refused() {
    for bytes in seeds::all() {
        for end in 0..bytes.len() {
            survives(&bytes[..end]);
        }
    }
}

#[test]
#[ignore = "reads ../shared; CI runs it"]
fn real_files_survive_mutation() {
    let real = ["compressed-ts-fr70.fit", "run-runkeeper.gpx", "run-polar-m400.tcx.gz", "tri-fenix3hr.fit"]
        .map(shared::workout_file);
    run(100, &real, &mut Dice(0x00C0_FFEE));
}
