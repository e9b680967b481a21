//! Measures the channel blobs of a diary: samples, bytes, bytes a sample, and how long one channel takes to read.
//!
//! `cargo run --profile dist -p charley-store --example channel_blobs -- DATA_FOLDER`
#![allow(clippy::print_stdout, reason = "it is a program")]

use std::{error::Error, path::Path, time::Instant};

use charley_store::Store;

fn main() -> Result<(), Box<dyn Error>> {
    let dir = std::env::args().nth(1).ok_or("say which folder holds the diary: channel_blobs DATA_FOLDER")?;
    let store = Store::open(Path::new(&dir))?;
    let (bytes, blobs) = store.channel_bytes()?;
    let mut samples = 0_u64;
    let mut times_ms = Vec::new();
    for stored in store.heads()? {
        let id = &stored.head.id;
        samples += stored.head.facts.records;
        for one in store.channel_counts(id)? {
            let start = Instant::now();
            let channel = store.channel(id, one.kind)?;
            times_ms.push(start.elapsed().as_secs_f64() * 1e3);
            assert!(channel.is_some(), "{id} has no {:?}", one.kind);
        }
    }
    times_ms.sort_by(f64::total_cmp);
    let at =
        |share: f64| times_ms.get(((times_ms.len() as f64 - 1.0) * share) as usize).copied().unwrap_or(0.0);
    println!(
        "{samples} samples, {blobs} channels, {:.1} MB of blobs, {:.1} bytes a sample",
        bytes as f64 / 1e6,
        bytes as f64 / samples as f64
    );
    println!(
        "one channel read: median {:.2} ms, 99 in 100 within {:.2} ms, longest {:.2} ms",
        at(0.5),
        at(0.99),
        at(1.0)
    );
    Ok(())
}
