//! Prints what is read from the files named: `cargo run -p charley-import --example facts -- FILE...`
#![allow(clippy::print_stdout, reason = "printing is all it does")]

use jiff::tz::TimeZone;

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        match charley_import::read(&std::fs::read(&path)?, &TimeZone::UTC) {
            Ok(reading) => {
                println!("{path}: {} {:?} {:?}", reading.format, reading.damage, reading.notes);
                for workout in &reading.workouts {
                    println!("  {:?}", workout.head);
                    let kinds: Vec<_> =
                        workout.channels.iter().map(|c| format!("{}:{}", c.kind, c.count())).collect();
                    println!(
                        "  {} samples {kinds:?} laps {} pauses {} legs {:?} notes {:?}",
                        workout.time_ms.len(),
                        workout.laps.len(),
                        workout.pauses.len(),
                        workout.legs,
                        workout.notes
                    );
                }
            }
            Err(error) => println!("{path}: {error:?}"),
        }
    }
    Ok(())
}
