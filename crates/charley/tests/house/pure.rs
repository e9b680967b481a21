//! Pure crates read no clock, file, environment, network, process or thread: each carries the same whole list for clippy.

use std::fs;

use super::text::root;

/// Crates whose answers depend on their arguments alone.
const PURE: &[&str] = &["domain", "evidence", "body", "muscle", "infer", "speech", "answers"];

/// What stands for each kind of thing that a pure crate does not touch; the lists hold more of each.
const KINDS: &[&str] = &[
    "std::time::SystemTime::now",
    "std::time::Instant::now",
    "std::env::var",
    "std::env::vars",
    "std::env::args",
    "std::env::current_dir",
    "std::fs::read",
    "std::fs::read_dir",
    "std::fs::metadata",
    "std::fs::remove_file",
    "std::fs::File::open",
    "std::fs::OpenOptions::new",
    "std::fs::OpenOptions::open",
    "std::path::Path::exists",
    "std::net::TcpStream::connect",
    "std::net::TcpListener::bind",
    "std::net::UdpSocket::bind",
    "std::process::Command::new",
    "std::process::exit",
    "std::thread::spawn",
    "std::thread::sleep",
    "std::io::stdin",
    "std::io::stdout",
    "std::hash::RandomState::new",
    "jiff::Timestamp::now",
    "jiff::ZonedDateTime::now",
    "jiff::tz::TimeZone::system",
    "rand::rng",
    "getrandom::fill",
    "uuid::Uuid::new_v4",
    "std::collections::HashMap",
    "std::collections::HashSet",
];

#[test]
fn every_pure_crate_forbids_the_same_and_all_of_it() {
    let lists: Vec<String> = PURE
        .iter()
        .map(|room| {
            let path = root().join("crates").join(room).join("clippy.toml");
            let text =
                fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let at = text.find("disallowed-methods").unwrap();
            text[at..].to_owned()
        })
        .collect();
    for (room, list) in PURE.iter().zip(&lists) {
        assert_eq!(list, &lists[0], "the list of {room} is another one than that of {}", PURE[0]);
    }
    for kind in KINDS {
        assert!(lists[0].contains(&format!("path = \"{kind}\"")), "{kind} is allowed");
    }
}
