//! Exit codes of the contract, and how an error becomes one.

use std::{error::Error, process::ExitCode};

use charley_domain::{muscle::UnknownWord, quantity::OutOfRange};
use charley_store::StoreError;

use charley_speech::typed::Mistyped;

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
    /// A red flag is present, where the caller asked to be told by the code.
    RedFlag = 20,
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
    let typed = |cause: &&(dyn Error + 'static)| {
        cause.is::<Usage>() || cause.is::<Mistyped>() || cause.is::<UnknownWord>() || cause.is::<OutOfRange>()
    };
    if error.chain().any(|cause| typed(&cause)) {
        return Exit::Usage;
    }
    match error.chain().find_map(|cause| cause.downcast_ref::<StoreError>()) {
        Some(StoreError::NoDatabase { .. }) => Exit::NoDatabase,
        Some(StoreError::Locked { .. }) => Exit::Locked,
        Some(StoreError::Impossible(_) | StoreError::ImpossibleIn { .. } | StoreError::NotEmpty { .. }) => {
            Exit::Usage
        }
        _ => Exit::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context as _;

    fn code(error: impl Error + Send + Sync + 'static) -> Exit {
        code_of(&Err::<(), _>(error).context("while doing something").unwrap_err())
    }

    #[test]
    fn every_kind_of_failure_has_the_code_of_the_contract() {
        assert_eq!(code(StoreError::Locked { waited_s: 5 }), Exit::Locked);
        assert_eq!(code(StoreError::NoDatabase { dir: "x".into() }), Exit::NoDatabase);
        assert_eq!(code(StoreError::Full), Exit::Failed);
        assert_eq!(code(Usage("no".to_owned())), Exit::Usage);
        assert_eq!(code("claf".parse::<charley_domain::muscle::Muscle>().unwrap_err()), Exit::Usage);
        assert_eq!(Exit::Interrupted as u8, 130);
    }
}
