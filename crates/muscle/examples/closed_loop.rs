//! 180 s of cramp with muscle, afferents, EMG, energy and potassium, on one core. It reads no clock; the shell tells its processor
//! time: `cargo build --profile dist -p charley-muscle --example closed_loop && time target/dist/examples/closed_loop`.
#![allow(clippy::print_stdout, reason = "a tool for the developer's terminal")]

use charley_muscle::{
    simulation::{Action, Conditions, SettingsError, SimulationSettings},
    watch::Watch,
};

/// How long it is followed.
const CRAMP_S: u32 = 180; // the bar of the project
/// The train that begins it, so often that it never ends.
const TRAIN_HZ: f64 = 24.0; // above every threshold
/// Between trains.
const AGAIN_S: u32 = 20; // shorter than any cramp of a susceptible person

fn main() -> Result<(), SettingsError> {
    let conditions = Conditions { susceptibility: 1.2, ..Conditions::default() }; // someone who cramps easily
    let mut watch = Watch::new(SimulationSettings { conditions, ..SimulationSettings::default() }, 1)?;
    let (mut cramping, mut impulses) = (0, 0);
    for second in 0..CRAMP_S {
        if second % AGAIN_S == 0 {
            watch.apply(Action::Stimulate { hz: TRAIN_HZ, seconds: 2.0 });
        }
        let seen = watch.advance_ms(1000.0);
        cramping += u32::from(seen.cramping);
        impulses += seen.impulses.len();
    }
    println!("{cramping} of {CRAMP_S} s in a cramp by itself, {impulses} impulses");
    Ok(())
}
