//! What stands in a GPX document.
#![no_main]

use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut file = b"<gpx>".to_vec();
    file.extend_from_slice(bytes);
    for input in [bytes, &file] {
        if let Ok(reading) = charley_import::read(input, &TimeZone::UTC) {
            for workout in reading.workouts {
                assert!(workout.time_ms.windows(2).all(|pair| pair[0] < pair[1]));
                assert!(workout.channels.iter().all(|channel| channel.values.len() == workout.time_ms.len()));
            }
        }
    }
});
