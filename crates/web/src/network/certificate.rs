//! The certificate for the network at home: made once and kept beside the diary for its owner alone, or brought along.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::Write as _,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::{ToSpan as _, civil::Date};
use rcgen::{CertificateParams, DnType, ExtendedKeyUsagePurpose, KeyPair, date_time_ymd};
use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
};
use sha2::{Digest as _, Sha256};

/// Folder of the certificate within that of the diary.
pub const FOLDER: &str = "tls";
const CERTIFICATE: &str = "certificate.pem";
const KEY: &str = "key.pem";
/// How long one is good for; browsers refuse much longer ones.
const GOOD_DAYS: i32 = 397;
/// A new one is made when less is left.
const RENEW_DAYS: i32 = 30;

/// Why there is no certificate to use.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// A file cannot be read or written.
    #[error("cannot {doing} {}: {source}", .path.display())]
    File {
        /// What was tried.
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A file holds no certificate or no key.
    #[error("{} holds no {what} in PEM: {why}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What was looked for.
        what: &'static str,
        /// Why it is none.
        why: String,
    },
    /// Certificate and key cannot be used together, or none can be made.
    #[error("the certificate cannot be used: {0}")]
    Unusable(String),
}

/// A certificate with its key, ready for connections.
#[derive(Debug)]
pub(super) struct Certificate {
    /// For the connections.
    pub(super) config: Arc<ServerConfig>,
    /// SHA-256 of the certificate, in pairs of digits.
    pub(super) fingerprint: String,
    /// The certificate as a file, where Charley made it.
    pub(super) text: Option<String>,
    /// Names in it.
    pub(super) names: Vec<String>,
}

impl Certificate {
    /// The one kept in the folder of the diary; made where there is none, where it is nearly over, or where a name of
    /// this machine is not in it.
    pub(super) fn kept(dir: &Path, names: &[String], today: Date) -> Result<Self, CertificateError> {
        let folder = dir.join(FOLDER);
        let (certificate, key) = (folder.join(CERTIFICATE), folder.join(KEY));
        let heading = |until: Date| format!("Charley for {} until {until}", names.join(" "));
        let until = fs::read_to_string(&certificate).ok().and_then(|text| {
            let line = text.lines().next()?.to_owned();
            let until: Date = line.rsplit_once(' ')?.1.parse().ok()?;
            (line == heading(until)).then_some(until)
        });
        if until.is_none_or(|until| (until - today).get_days() < RENEW_DAYS) || !key.exists() {
            let until = today.saturating_add(GOOD_DAYS.days());
            make(&folder, names, &heading(until), (today, until))?;
        }
        let made = Self::brought(&certificate, &key)?;
        let text = fs::read_to_string(&certificate).map_err(file("read", &certificate))?;
        Ok(Self { text: Some(text), names: Vec::new(), ..made })
    }

    /// One from two files.
    pub(super) fn brought(certificate: &Path, key: &Path) -> Result<Self, CertificateError> {
        let unreadable = |path: &Path, what, why: String| CertificateError::Unreadable {
            path: path.to_owned(),
            what,
            why,
        };
        let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(certificate)
            .and_then(Iterator::collect)
            .map_err(|error| unreadable(certificate, "certificate", error.to_string()))?;
        let first =
            chain.first().ok_or_else(|| unreadable(certificate, "certificate", "it is empty".into()))?;
        let fingerprint = fingerprint(first);
        let names = webpki::EndEntityCert::try_from(first)
            .map(|certificate| certificate.valid_dns_names().map(str::to_owned).collect())
            .map_err(|error| CertificateError::Unusable(format!("{error:?}")))?;
        let key = PrivateKeyDer::from_pem_file(key)
            .map_err(|error| unreadable(key, "private key", error.to_string()))?;
        let unusable = |error: rustls::Error| CertificateError::Unusable(error.to_string());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(unusable)?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .map_err(unusable)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { config: Arc::new(config), fingerprint, text: None, names })
    }
}

fn make(
    folder: &Path,
    names: &[String],
    heading: &str,
    (from, until): (Date, Date),
) -> Result<(), CertificateError> {
    let unusable = |error: rcgen::Error| CertificateError::Unusable(error.to_string());
    let own = ["localhost".to_owned(), "127.0.0.1".to_owned()];
    let mut params = CertificateParams::new([names, &own].concat()).map_err(unusable)?;
    params.distinguished_name.push(DnType::CommonName, "Charley on this machine");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let day = |date: Date| date_time_ymd(i32::from(date.year()), date.month() as u8, date.day() as u8);
    // A phone whose clock is behind would refuse one that begins now.
    (params.not_before, params.not_after) = (day(from.saturating_sub(1.day())), day(until));
    let key = KeyPair::generate().map_err(unusable)?;
    let certificate = params.self_signed(&key).map_err(unusable)?;
    if !folder.is_dir() {
        let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
        made.map_err(file("create", folder))?;
    }
    write_private(&folder.join(KEY), &key.serialize_pem())?;
    write_private(&folder.join(CERTIFICATE), &format!("{heading}\n{}", certificate.pem()))
}

/// Writes a file that only its owner reads, whole or not at all.
fn write_private(path: &Path, text: &str) -> Result<(), CertificateError> {
    let new = path.with_extension("new");
    drop(fs::remove_file(&new));
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&new)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&new, path));
    written.map_err(file("write", path))
}

fn file(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> CertificateError {
    let path = path.to_owned();
    move |source| CertificateError::File { doing, path, source }
}

/// `AB:CD:…`, as browsers show it.
fn fingerprint(certificate: &CertificateDer<'_>) -> String {
    let pairs: Vec<String> = Sha256::digest(certificate).iter().map(|byte| format!("{byte:02X}")).collect();
    pairs.join(":")
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn it_is_made_once_kept_private_and_made_anew_for_another_name_or_year() {
        let dir = tempfile::tempdir().unwrap();
        let today = Date::constant(2026, 11, 23);
        let names = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let kept = |text: &str, today| Certificate::kept(dir.path(), &names(text), today).unwrap();
        let first = kept("192.168.1.5 laptop.local", today);
        assert_eq!(first.fingerprint.len(), 95);
        assert!(first.text.unwrap().contains("BEGIN CERTIFICATE"));
        let folder = dir.path().join(FOLDER);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        for name in [CERTIFICATE, KEY] {
            assert_eq!(mode(&folder.join(name)), 0o600, "{name}");
        }
        let same = kept("192.168.1.5 laptop.local", today.tomorrow().unwrap());
        assert_eq!(same.fingerprint, first.fingerprint);
        let moved = kept("192.168.1.6 laptop.local", today);
        assert_ne!(moved.fingerprint, first.fingerprint);
        let later = kept("192.168.1.6 laptop.local", Date::constant(2027, 12, 20));
        assert_ne!(later.fingerprint, moved.fingerprint);
    }

    #[test]
    fn one_that_was_brought_along_says_its_names_or_why_it_is_none() {
        let dir = tempfile::tempdir().unwrap();
        let names = ["charley.home.example".to_owned()];
        Certificate::kept(dir.path(), &names, Date::constant(2026, 11, 23)).unwrap();
        let folder = dir.path().join(FOLDER);
        let (certificate, key) = (folder.join(CERTIFICATE), folder.join(KEY));
        let brought = Certificate::brought(&certificate, &key).unwrap();
        assert!(brought.names.contains(&"charley.home.example".to_owned()), "{:?}", brought.names);
        assert!(brought.text.is_none());
        let swapped = Certificate::brought(&key, &certificate).unwrap_err().to_string();
        assert!(swapped.contains("no certificate in PEM"), "{swapped}");
        assert!(Certificate::brought(&certificate, &dir.path().join("nowhere")).is_err());
    }
}
