//! Clients that say little or nothing: they are cut off, and nobody else waits long for them.

use std::{
    io::{Read as _, Write as _},
    time::{Duration, Instant},
};

use crate::running::{Running, status};

/// More of them than there are places.
const SLOW: usize = 300;

#[test]
fn whoever_is_slow_is_cut_off_and_keeps_nobody_out() {
    let mut server = Running::start(&[]);
    let began = Instant::now();
    let mut slow: Vec<_> = (0..SLOW)
        .map(|number| {
            let mut stream = server.connect();
            // Some say nothing, some begin a head, some begin a body.
            let begun = match number % 3 {
                0 => String::new(),
                1 => format!("GET / HTTP/1.1\r\nhost: {}\r\nx:", server.host),
                _ => "GET /heal".to_owned(),
            };
            stream.write_all(begun.as_bytes()).unwrap();
            stream
        })
        .collect();
    // A place is made at once: nobody waits until those are cut off, which is after ten seconds.
    for _ in 0..20 {
        assert!(server.is_alive(), "answered while {SLOW} others are slow");
        slow.extend((0..20).map(|_| server.connect()));
    }
    assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
    for stream in &mut slow {
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let mut rest = Vec::new();
        // Closed by the other side, with a refusal or without one.
        assert!(
            !matches!(stream.read_to_end(&mut rest), Err(error) if error.kind() == std::io::ErrorKind::WouldBlock)
        );
        assert!([0, 400, 408].contains(&status(&String::from_utf8_lossy(&rest))));
    }
    assert!(server.peak_mb() < 200, "{} MB", server.peak_mb());
    assert!(server.is_alive());
}
