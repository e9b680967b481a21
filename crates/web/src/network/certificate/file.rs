//! Files of certificates and keys, which only their owner reads.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::Write as _,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::Path,
};

use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _};

use super::CertificateError;

/// Makes the folder, for its owner alone.
pub(super) fn make_folder(folder: &Path) -> Result<(), CertificateError> {
    if folder.is_dir() {
        return Ok(());
    }
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(failed("create", folder))
}

/// Writes a file that only its owner reads, whole or not at all.
pub(super) fn write_private(path: &Path, text: &str) -> Result<(), CertificateError> {
    let new = path.with_extension("new");
    drop(fs::remove_file(&new));
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&new)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&new, path));
    written.map_err(failed("write", path))
}

/// The first line of a file: what it is of, and until when.
pub(super) fn heading(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok()?.lines().next().map(str::to_owned)
}

/// The text of a file.
pub(super) fn text(path: &Path) -> Result<String, CertificateError> {
    fs::read_to_string(path).map_err(failed("read", path))
}

/// The certificates of a file, the one of the machine first.
pub(super) fn chain(path: &Path) -> Result<Vec<CertificateDer<'static>>, CertificateError> {
    let chain: Vec<_> = CertificateDer::pem_file_iter(path)
        .and_then(Iterator::collect)
        .map_err(|error| unreadable(path, "certificate", &error))?;
    if chain.is_empty() { Err(unreadable(path, "certificate", &"it is empty")) } else { Ok(chain) }
}

/// The private key of a file.
pub(super) fn key(path: &Path) -> Result<PrivateKeyDer<'static>, CertificateError> {
    PrivateKeyDer::from_pem_file(path).map_err(|error| unreadable(path, "private key", &error))
}

fn unreadable(path: &Path, what: &'static str, why: &dyn ToString) -> CertificateError {
    CertificateError::Unreadable { path: path.to_owned(), what, why: why.to_string() }
}

fn failed(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> CertificateError {
    let path = path.to_owned();
    move |source| CertificateError::File { doing, path, source }
}
