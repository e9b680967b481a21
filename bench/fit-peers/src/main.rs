//! Speed of the fitparser crate on the files named: reader, file, records, best seconds, records a second.

use std::{fs, hint::black_box, path::Path, time::Instant};

const REPEATS: u32 = 5;

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let bytes = fs::read(&path)?;
        let name = Path::new(&path).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let (mut best_s, mut records) = (f64::MAX, 0);
        for _ in 0..REPEATS {
            let began = Instant::now();
            let messages = fitparser::from_bytes(black_box(&bytes)).unwrap_or_default();
            best_s = best_s.min(began.elapsed().as_secs_f64());
            records = messages.iter().filter(|m| m.kind() == fitparser::profile::MesgNum::Record).count();
        }
        println!("fitparser,{name},{records},{best_s:.5},{:.0}", records as f64 / best_s);
    }
    Ok(())
}
