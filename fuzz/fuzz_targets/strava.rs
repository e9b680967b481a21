//! Tables of activities.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(table) = charley_import::strava::read(bytes) {
        assert!(table.activities.iter().all(|activity| !activity.file.is_empty()));
    }
});
