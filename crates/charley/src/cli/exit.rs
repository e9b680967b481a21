//! Exit codes of the contract, and how an error becomes one.

use std::process::ExitCode;

use charley_domain::{muscle::UnknownWord, quantity::OutOfRange};
use charley_store::StoreError;

use crate::typed::Mistyped;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Done.
    Ok = 0,
    /// Failed.
    Failed = 1,
    /// Called wrongly.
    Usage = 2,
    /// Some of it was done, some rejected.
    Partly = 3,
    /// Done, but the data cannot answer yet.
    TooLittle = 4,
    /// There is no database.
    NoDatabase = 10,
    /// Another process holds the database.
    Locked = 11,
    /// Interrupted from outside.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Something that was typed cannot be understood: what, the value, and what to type instead.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Usage(pub(crate) String);

/// Prints what clap has to say (help to standard output, errors to standard error).
pub(crate) fn of_usage(error: &clap::Error) -> ExitCode {
    // A closed pipe while printing help is no failure worth reporting.
    drop(error.print());
    if error.use_stderr() { Exit::Usage.into() } else { Exit::Ok.into() }
}

/// Prints the error and its causes, and gives the exit code of its kind.
pub(crate) fn of_failure(error: &anyhow::Error) -> ExitCode {
    use std::io::Write;
    drop(writeln!(anstream::stderr(), "charley: {error:#}"));
    code_of(error).into()
}

fn code_of(error: &anyhow::Error) -> Exit {
    if error.is::<Usage>() || error.is::<Mistyped>() || error.is::<UnknownWord>() || error.is::<OutOfRange>()
    {
        return Exit::Usage;
    }
    match error.downcast_ref::<StoreError>() {
        Some(StoreError::NoDatabase { .. }) => Exit::NoDatabase,
        Some(StoreError::Locked { .. }) => Exit::Locked,
        _ => Exit::Failed,
    }
}
