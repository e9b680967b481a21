//! Archives, and whatever is in them.
#![no_main]

use std::ops::ControlFlow;

use charley_import::walk::{Limits, walk_stream};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { file_bytes: 1 << 20, entries: 1_000, ..Limits::default() };
    walk_stream("-", &mut &*bytes, &limits, &mut |item| {
        assert!(item.content.is_ok_and(|content| content.len() <= 1 << 20) || item.path.starts_with('-'));
        ControlFlow::Continue(())
    });
});
