//! Every model against its whole reference table; `reference/README.md` says where each table comes from.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop and say how near it came")]

mod heat;
mod sweat;
mod table;
mod work;
