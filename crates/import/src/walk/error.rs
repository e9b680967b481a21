//! Why a file that was found could not be had.

/// Why a file or archive could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum WalkError {
    /// The operating system said no.
    #[error("cannot be read ({0}): check the path and its permissions")]
    Io(#[from] std::io::Error),
    /// The archive is broken.
    #[error("the archive cannot be opened ({0}): download it again")]
    BadArchive(String),
    /// The content needs a password.
    #[error("the entry is encrypted: unpack the archive with its password and import the folder")]
    Encrypted,
    /// One file is larger than any recording.
    #[error("decompressed it has more than {limit_mb} MB: no recording of a workout is that large")]
    FileTooLarge {
        /// The limit, in MB.
        limit_mb: u64,
    },
    /// One file grows beyond reason.
    #[error("it grows to more than {limit} times its compressed size: this is not a recording of a workout")]
    Expands {
        /// The limit.
        limit: u64,
    },
    /// All files together are too large.
    #[error("its files together have more than {limit_mb} MB: unpack it and import it in parts")]
    TotalTooLarge {
        /// The limit, in MB.
        limit_mb: u64,
    },
    /// Archives in archives in archives.
    #[error("it is nested more than {limit} levels deep: unpack it and import the inner files")]
    TooDeep {
        /// The limit.
        limit: u32,
    },
    /// Too many files.
    #[error("it holds more than {limit} files: unpack it and import it in parts")]
    TooManyEntries {
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
            Self::FileTooLarge { .. } => "too_large",
            Self::Expands { .. } => "expands_too_much",
            Self::TotalTooLarge { .. } => "archive_too_large",
            Self::TooDeep { .. } => "too_deep",
            Self::TooManyEntries { .. } => "too_many_files",
        }
    }
}
