//! Each parser alone, with thousands of broken files of its own kind: no panic, what comes out holds together, and memory in
//! proportion to the file, as the allocator counts it.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test stops where something is not as said")]

mod mutation;
mod reading;
mod seeds;

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use charley_import::detect;
use peak_alloc::PeakAlloc;

use mutation::{Dice, mutate};
use reading::survives;
use seeds::parsers::{Parser, parsers};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What reading may take however small the file is: buffers of streams, tables of decompression, notes.
const MEMORY_AT_LEAST: usize = 1 << 20;
/// What it may take beside that for each byte of the file.
const MEMORY_A_BYTE: usize = 1_000;

/// What a run over one parser came to.
struct Outcome {
    read_well: usize,
    /// The most memory that one file took.
    peak: usize,
    /// The longest that one file took.
    slowest: Duration,
}

fn run(parser: &Parser, count: usize, dice: &mut Dice) -> Outcome {
    let mut outcome = Outcome { read_well: 0, peak: 0, slowest: Duration::ZERO };
    for _ in 0..count {
        let mut bytes = parser.files[dice.below(parser.files.len())].clone();
        let other = &parser.files[dice.below(parser.files.len())];
        mutate(&mut bytes, other, dice);
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        let began = Instant::now();
        outcome.read_well += usize::from(survives(&bytes));
        let took = MEMORY.peak_usage().saturating_sub(before);
        let allowed = MEMORY_AT_LEAST + MEMORY_A_BYTE * bytes.len();
        assert!(took <= allowed, "{}: {took} bytes of memory for a file of {}", parser.name, bytes.len());
        outcome.peak = outcome.peak.max(took);
        outcome.slowest = outcome.slowest.max(began.elapsed());
    }
    outcome
}

#[test]
fn every_format_that_is_told_apart_has_a_seed() {
    let seen: BTreeSet<&str> = parsers()
        .iter()
        .flat_map(|parser| &parser.files)
        .filter_map(|bytes| Some(detect(bytes)?.word()))
        // The database of Health Connect is broken where it is opened: crates/case/tests/health_connect.rs.
        .chain(["sqlite", "health_connect"])
        .collect();
    let words =
        include_str!("../src/detect.rs").lines().filter_map(|line| line.trim().strip_prefix("Self::"));
    let words: BTreeSet<&str> = words.filter_map(|rest| rest.split('"').nth(1)).collect();
    assert!(words.len() >= 19, "the words of the formats stand in detect.rs: {words:?}");
    assert_eq!(seen, words);
}

/// One test, for memory is counted over all threads.
#[test]
fn two_thousand_mutations_of_each_parser() {
    for parser in parsers() {
        let whole = parser.files.iter().filter(|bytes| survives(bytes)).count();
        assert_eq!(
            whole,
            parser.files.len() - nothing_in(parser.name),
            "{}: seeds that are read",
            parser.name
        );
        let Outcome { read_well, .. } = run(&parser, 2_000, &mut Dice(0x00C0_FFEE));
        assert!(
            read_well > 200 || parser.name == "course",
            "{}: only {read_well} of 2000 were still read",
            parser.name
        );
    }
}

/// Seeds that are neither a recording nor an observation: where a station is, a course to plan with, a table that only names files.
fn nothing_in(parser: &str) -> usize {
    usize::from(["dwd", "course", "strava table"].contains(&parser))
}

/// Run by `scripts/mutate.sh`.
#[test]
#[ignore = "takes hours: scripts/mutate.sh runs it"]
fn as_many_mutations_as_asked() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let count = number("CHARLEY_MUTATIONS").unwrap_or(1_000_000) as usize;
    let only = std::env::var("CHARLEY_PARSER").unwrap_or_default();
    for parser in parsers().into_iter().filter(|parser| only.is_empty() || parser.name == only) {
        let began = Instant::now();
        let Outcome { read_well, peak, slowest } =
            run(&parser, count, &mut Dice(number("CHARLEY_SEED").unwrap_or(1).max(1)));
        let seconds = began.elapsed().as_secs();
        println!(
            "{}: {count} broken files, {read_well} still read, at most {peak} bytes, slowest {slowest:.0?}, {seconds} s",
            parser.name
        );
    }
}
