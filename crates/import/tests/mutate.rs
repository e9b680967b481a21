//! Whatever bytes come in: no panic, nothing out of proportion, and what comes out holds together.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as said")]

mod seeds;
mod shared;

use std::ops::ControlFlow;

use charley_domain::workout::Workout;
use charley_import::{
    Damage, Reader, detect, read, strava,
    walk::{Limits, walk_stream},
};
use jiff::tz::TimeZone;

/// A small generator of our own, so that the same number gives the same inputs everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.roll() % limit.max(1) as u64) as usize
    }

    fn span(&mut self, length: usize) -> std::ops::Range<usize> {
        let from = self.below(length + 1);
        from..(from + self.below(64)).min(length)
    }
}

/// One to six changes: bytes set, cut, doubled, moved, or taken from another seed.
fn mutate(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len());
        let span = dice.span(bytes.len());
        match dice.below(8) {
            0 | 1 if !bytes.is_empty() => bytes[at] = dice.roll() as u8,
            2 if !bytes.is_empty() => bytes[at] = [0, 0xFF, 0x7F, 0x80, b'<', b'"', b','][dice.below(7)],
            3 if !bytes.is_empty() => bytes[at] ^= 1 << dice.below(8),
            4 => bytes.truncate(at.max(1)),
            5 => drop(bytes.drain(span)),
            6 => {
                let copy = bytes[span].to_vec();
                bytes.splice(at..at, copy);
            }
            _ => {
                let piece = other[dice.span(other.len())].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
}

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

/// Reads the bytes by every door; says whether a workout, an observation or the air of an hour came out.
fn survives(bytes: &[u8]) -> bool {
    let home = TimeZone::UTC;
    let _ = (detect(bytes), strava::read(bytes));
    let (mut workouts, mut observed, mut air) = (Vec::new(), 0, 0);
    walk_stream("-", &mut &*bytes, &Limits::default(), &mut |item| {
        if let Ok(reading) =
            item.content.map_or_else(|_| read(bytes, &home), |content| content.read(&Reader::at(&home)))
        {
            let is_said = |damage: &Damage| {
                damage.sentence.starts_with("damaged at ")
                    || damage.sentence.starts_with("the export breaks off")
            };
            assert!(reading.damage.as_ref().is_none_or(is_said));
            let clinic = &reading.health.clinic;
            observed += reading.health.observations.len() + clinic.medicines.len() + clinic.conditions.len();
            air += reading.air.series.iter().map(charley_domain::air::AirSeries::known).sum::<usize>();
            let rows: usize = reading.air.series.iter().map(|series| series.rows.len()).sum();
            assert!(rows <= 800 * bytes.len(), "a row brings no more than a month of gaps");
            workouts.extend(reading.workouts);
        }
        ControlFlow::Continue(())
    });
    for workout in &workouts {
        holds_together(workout, bytes);
    }
    assert!(observed <= 1_000 * bytes.len());
    !workouts.is_empty() || observed > 0 || air > 0
}

fn holds_together(workout: &Workout, bytes: &[u8]) {
    assert!(workout.time_ms.windows(2).all(|pair| pair[0] < pair[1]));
    assert!(
        workout
            .channels
            .iter()
            .all(|channel| channel.values.len() == workout.time_ms.len() && channel.count() > 0)
    );
    assert!(workout.laps.iter().all(|lap| lap.span.from_ms <= lap.span.to_ms));
    assert!(workout.head.elapsed_s.is_finite() && workout.head.elapsed_s >= 0.0);
    // A thousandfold is what compression may give; nothing else multiplies.
    assert!(workout.time_ms.len() <= 1_000 * bytes.len());
    assert_eq!(workout.head.id.0.len(), 16);
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
fn ten_thousand_mutations() {
    let mut dice = Dice(0x00C0_FFEE);
    let read_well = run(10_000, &seeds::all(), &mut dice);
    assert!(read_well > 3_000, "only {read_well} of 10000 mutated files still gave a workout");
}

#[test]
#[ignore = "reads ../shared; CI runs it"]
fn real_files_survive_mutation() {
    let real = ["compressed-ts-fr70.fit", "run-runkeeper.gpx", "run-polar-m400.tcx.gz", "tri-fenix3hr.fit"]
        .map(shared::workout_file);
    run(100, &real, &mut Dice(0x00C0_FFEE));
}

/// Run by `scripts/mutate.sh`.
#[test]
#[ignore = "takes minutes: scripts/mutate.sh runs it"]
fn as_many_mutations_as_asked() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let count = number("CHARLEY_MUTATIONS").unwrap_or(1_000_000) as usize;
    let mut dice = Dice(number("CHARLEY_SEED").unwrap_or(1).max(1));
    let mut all = seeds::all();
    all.push(shared::workout_file("compressed-ts-fr70.fit"));
    let read_well = run(count, &all, &mut dice);
    println!("{count} mutated files, {read_well} still gave a workout");
}
