//! The running server among the hostile: slow clients, heads without end, broken requests, files too large, a kill in
//! the middle. It answers with the right status, stays alive, and takes no more memory than it may.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod disks;
mod kill;
mod malformed;
mod own_machine;
mod running;
mod slow;
mod tls;
