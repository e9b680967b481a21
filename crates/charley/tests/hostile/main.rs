//! Charley among the hostile: slow clients, heads without end, broken requests, files too large, full disks, a kill at any
//! point, a power cut. It answers with the right status, takes no more memory than it may, and loses nothing.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test may stop, and says what it counted and what it left out"
)]

mod attacks;
mod disks;
mod home;
mod kill;
mod kills;
mod malformed;
mod own_machine;
mod power;
mod running;
mod scratch;
mod slow;
mod tls;
mod trace;
