//! Why a file that was found could not be had.

/// Why a file or archive could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum WalkError {
    /// The operating system said no.
    #[error("cannot be read ({0}): check the path and its permissions")]
    Io(#[from] std::io::Error),
    /// The archive is broken.
    #[error(
        "the archive is damaged ({0}): what could be found in it was read; download it again for the rest"
    )]
    BadArchive(String),
    /// The content needs a password.
    #[error("the entry is encrypted: unpack the archive with its password and import the folder")]
    Encrypted,
    /// One file is larger than any recording.
    #[error("its content has more than {limit_mb} MB, more than any recording of a workout: split it")]
    TooLarge {
        /// The limit, in MB.
        limit_mb: u64,
    },
    /// One file grows beyond reason.
    #[error("it grows to more than {limit} times its compressed size, which no recording of a workout does")]
    Expands {
        /// The limit.
        limit: u64,
    },
    /// All files of an archive together grow beyond reason.
    #[error(
        "its files together have more than {limit_mb} MB, far more than the archive: unpack it and import the folder"
    )]
    TotalTooLarge {
        /// The limit, in MB.
        limit_mb: u64,
    },
    /// Archives in archives in archives.
    #[error("archives are nested more than {limit} levels deep: unpack it and import the inner files")]
    TooDeep {
        /// The limit.
        limit: u32,
    },
    /// Too many files.
    #[error("it holds more than {limit} files: unpack it and import it in parts")]
    TooManyFiles {
        /// The limit.
        limit: u64,
    },
}

impl WalkError {
    /// What went wrong, for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "unreadable",
            Self::BadArchive(_) => "bad_archive",
            Self::Encrypted => "encrypted",
            Self::TooLarge { .. } => "too_large",
            Self::Expands { .. } => "expands_too_much",
            Self::TotalTooLarge { .. } => "archive_too_large",
            Self::TooDeep { .. } => "too_deep",
            Self::TooManyFiles { .. } => "too_many_files",
        }
    }
}
