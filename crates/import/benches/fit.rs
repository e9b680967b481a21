//! Speed of the readers, from bytes to the finished workout: `cargo bench -p charley-import`.
//!
//! Prints records a second, best of several runs. `scripts/bench-fit.sh` runs it beside other readers.
#![allow(clippy::print_stdout, reason = "what a bench measures is printed")]

#[path = "../tests/seeds/mod.rs"]
mod seeds;

use std::{fs, hint::black_box, time::Instant};

use charley_import::read;
use jiff::tz::TimeZone;

const REPEATS: u32 = 15;

fn main() -> std::io::Result<()> {
    let made = seeds::fit(&seeds::records(100_000));
    let folder = std::env::temp_dir().join("charley-bench");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("made-100k.fit"), &made)?;
    measure("made-100k.fit", &made);
    let real = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/workouts/");
    for name in ["run-ultra-12h-fenix6x.fit", "bike-2h19-strava.gpx.gz", "indoor-bike-fr935.tcx.gz"] {
        if let Ok(bytes) = fs::read(format!("{real}{name}")) {
            measure(name, &bytes);
        }
    }
    Ok(())
}

fn measure(name: &str, bytes: &[u8]) {
    let mut best_s = f64::MAX;
    let mut records = 0;
    for _ in 0..REPEATS {
        let began = Instant::now();
        let reading = read(black_box(bytes), &TimeZone::UTC);
        best_s = best_s.min(began.elapsed().as_secs_f64());
        records = reading.map_or(0, |reading| reading.workouts.iter().map(|w| w.head.facts.records).sum());
    }
    println!("charley,{name},{records},{best_s:.5},{:.0}", records as f64 / best_s);
}
