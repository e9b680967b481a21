//! Writes ten synthetic years, a workout a day at one record a second, as one zip: what an import is measured with.
//!
//! `cargo run --profile dist -p charley --example ten_years -- ARCHIVE.zip [WORKOUTS]`
#![allow(clippy::print_stdout)]

use std::{fs::File, io::Write as _};

use anyhow::Context as _;
use charley::demo::{Config, Life, archive};
use rayon::prelude::*;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Workouts whose files are made at a time, to bound memory.
const AT_A_TIME: usize = 32;

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let path = args.next().context("say where the archive shall go: ten_years ARCHIVE.zip [WORKOUTS]")?;
    let mut config = Config::ten_years(1, jiff::civil::date(2026, 10, 31));
    if let Some(workouts) = args.next() {
        config.workouts = workouts.parse().context("WORKOUTS is a number")?;
    }
    let life = Life::of(config)?;
    let mut archive = ZipWriter::new(File::create(&path).with_context(|| format!("cannot write {path}"))?);
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let (mut files, mut seconds) = (0, 0_u64);
    for sessions in life.sessions.chunks(AT_A_TIME) {
        seconds += sessions.iter().map(|session| u64::from(session.active_s)).sum::<u64>();
        let made: Vec<_> =
            sessions.par_iter().flat_map_iter(|session| archive::files(&life, session)).collect();
        for file in made {
            archive.start_file(file.name, options)?;
            archive.write_all(&file.bytes)?;
            files += 1;
        }
    }
    archive.finish()?;
    println!("{path}: {} workouts in {files} files, {seconds} seconds recorded", life.sessions.len());
    Ok(())
}
