//! Workouts written as files: the same formats, the other way.
//!
//! The demo writes its synthetic recordings with these, tests and benches make their files with them, and what is
//! written here and read back is the same workout within the resolution of the format:
//!
//! | | FIT | TCX | GPX |
//! |---|---|---|---|
//! | time | 1 s | 1 ms | 1 ms |
//! | heart rate, power, cadence | yes | yes | yes |
//! | speed | 1 mm/s | 1 mm/s | 1 mm/s |
//! | distance | 1 cm | 1 cm | no: from positions |
//! | altitude | 0.2 m | 0.1 m | 0.1 m |
//! | temperature at the sensor | 1 °C | no | 0.1 °C |
//! | core temperature | 0.01 °C | no | no |
//! | laps | yes | yes | no |
//! | pauses | yes | longer than 10 s | longer than 10 s |
//! | sport | all | running, biking, other | all |

mod columns;
mod fit;
mod gpx;
mod markup;
mod tcx;

pub use fit::fit;
pub use gpx::gpx;
pub use tcx::tcx;
