//! Processor seconds of 180 s of cramp with muscle, afferents, EMG, energy and potassium, on one core:
//! `cargo run --release -p charley-muscle --example closed_loop -- REPEATS`. Nothing else should be running.
#![allow(clippy::print_stdout, reason = "a tool for the developer's terminal")]

use charley_muscle::{
    simulation::{Action, Conditions, Settings, SettingsError},
    watch::Watch,
};

/// How long it is followed.
const CRAMP_S: u32 = 180; // the bar of the project
/// The train that begins it, so often that it never ends.
const TRAIN_HZ: f64 = 24.0; // above every threshold
/// Between trains.
const AGAIN_S: u32 = 20; // shorter than any cramp of a susceptible person

fn main() -> Result<(), SettingsError> {
    let repeats = std::env::args().nth(1).and_then(|argument| argument.parse().ok()).unwrap_or(3);
    let mut best = f64::INFINITY;
    for _ in 0..repeats {
        let began_s = processor_s();
        let conditions = Conditions { susceptibility: 1.2, ..Conditions::default() }; // someone who cramps easily
        let mut watch = Watch::new(Settings { conditions, ..Settings::default() }, 1)?;
        let (mut cramping, mut impulses) = (0, 0);
        for second in 0..CRAMP_S {
            if second % AGAIN_S == 0 {
                watch.apply(Action::Stimulate { hz: TRAIN_HZ, seconds: 2.0 });
            }
            let seen = watch.advance_ms(1000.0);
            cramping += u32::from(seen.cramping);
            impulses += seen.impulses.len();
        }
        let took_s = processor_s() - began_s;
        best = best.min(took_s);
        println!("{took_s:.2} s; {cramping} of {CRAMP_S} s in a cramp by itself, {impulses} impulses");
    }
    println!("best {best:.2} s for {CRAMP_S} s: {:.0} times real time", f64::from(CRAMP_S) / best);
    Ok(())
}

/// Time that this process has had of a processor, where the system tells it; else the time on the wall.
fn processor_s() -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(wall_s, |nanoseconds| nanoseconds / 1e9)
}

fn wall_s() -> f64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0.0, |since| since.as_secs_f64())
}
