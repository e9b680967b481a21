//! An import that could not be written to its end: what of it is kept.

use std::fmt;

use charley_store::StoreError;

use super::{FileReport, Status};

/// What was kept of an import, and why no more was.
#[derive(Debug)]
pub struct BrokeOff {
    kept: usize,
    why: StoreError,
}

impl BrokeOff {
    /// What an error of the database is, once some files of the import are written; any other stays as it is.
    pub(super) fn of(files: &[FileReport], error: anyhow::Error) -> anyhow::Error {
        let is_kept = |file: &&FileReport| matches!(file.status, Status::Imported | Status::Partial);
        let kept = files.iter().filter(is_kept).count();
        if kept == 0 {
            return error;
        }
        match error.downcast::<StoreError>() {
            Ok(why) => Self { kept, why }.into(),
            Err(error) => error,
        }
    }
}

impl std::error::Error for BrokeOff {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.why)
    }
}

impl fmt::Display for BrokeOff {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = match &self.why {
            StoreError::Full => "the disk is full".to_owned(),
            StoreError::ReadOnly => "the diary cannot be written any more".to_owned(),
            StoreError::Locked { waited_s } => {
                format!("another process kept the diary for {waited_s} s")
            }
            other => other.to_string(),
        };
        let files = if self.kept == 1 {
            "1 file of it is".to_owned()
        } else {
            format!("{} files of it are", self.kept)
        };
        write!(
            out,
            "the import stopped, for {why}: {files} in the diary and safe, the rest is not; when that is mended, import the same again, and what is known is passed over"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::file::FileReport;

    #[test]
    fn what_was_written_before_the_disk_was_full_is_said() {
        let file = FileReport { status: Status::Imported, ..FileReport::known("a".into(), None, Vec::new()) };
        let said = |files: &[FileReport]| BrokeOff::of(files, StoreError::Full.into()).to_string();
        let two = said(&[file.clone(), file.clone()]);
        assert!(two.contains("the disk is full: 2 files of it are in the diary and safe"), "{two}");
        assert!(said(&[]).contains("nothing of this was written"));
        let known = FileReport { status: Status::Duplicate, ..file };
        assert!(said(&[known]).contains("nothing of this was written"));
    }
}
