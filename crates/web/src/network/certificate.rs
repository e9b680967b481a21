//! The certificate for the network at home: made by Charley's own authority and kept beside the diary for its owner alone, or
//! brought along.

mod authority;
mod file;
mod served;

use std::path::{Path, PathBuf};

use jiff::{ToSpan as _, civil::Date};
use rcgen::{CertificateParams, DnType, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose, date_time_ymd};
use rustls::pki_types::CertificateDer;
use sha2::{Digest as _, Sha256};

use self::authority::KeptAuthority;
pub(super) use self::served::Served;
use crate::{certificate_folder, trust::Authority};

const CERTIFICATE: &str = "certificate.pem";
const KEY: &str = "key.pem";
/// How long one is good for.
const GOOD_DAYS: i32 = 90; // own choice: browsers take 397 at most, and a new one costs nobody anything
/// A new one is made when less is left.
const RENEW_DAYS: i32 = 30; // own choice

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
    pub(super) served: Served,
    /// SHA-256 of the certificate, in pairs of digits.
    pub(super) fingerprint: String,
    /// The authority that signed it, where it is Charley's own.
    pub(super) authority: Option<Authority>,
    /// Names in it.
    pub(super) names: Vec<String>,
}

impl Certificate {
    /// The one kept in the folder of the diary; made where there is none, where it is nearly over, or where a name or an
    /// address of this machine is not in it.
    pub(super) fn kept(dir: &Path, names: &[String], today: Date) -> Result<Self, CertificateError> {
        let folder = certificate_folder::of(dir);
        let authority = KeptAuthority::kept(&folder, names, today)?;
        let (certificate, key) = (folder.join(CERTIFICATE), folder.join(KEY));
        let permitted = authority.permitted(names);
        let heading = |until: Date| {
            let signer = &authority.given.fingerprint;
            format!("Charley for {} by {signer} until {until}", permitted.join(" "))
        };
        let until = file::heading(&certificate).and_then(|line| {
            let until: Date = line.rsplit_once(' ')?.1.parse().ok()?;
            (line == heading(until)).then_some(until)
        });
        if until.is_none_or(|until| (until - today).get_days() < RENEW_DAYS) || !key.exists() {
            let until = today.saturating_add(GOOD_DAYS.days());
            make(&folder, &authority, (&permitted, &heading(until)), (today, until))?;
        }
        let made = Self::brought(&certificate, &key)?;
        Ok(Self { authority: Some(authority.given), names: Vec::new(), ..made })
    }

    /// One from two files.
    pub(super) fn brought(certificate: &Path, key: &Path) -> Result<Self, CertificateError> {
        let chain = file::chain(certificate)?;
        let fingerprint = chain.first().map(fingerprint).unwrap_or_default();
        let names = chain.first().map(webpki::EndEntityCert::try_from).transpose();
        let names = names.map_err(|error| CertificateError::Unusable(format!("{error:?}")))?;
        let names = names.map(|one| one.valid_dns_names().map(str::to_owned).collect());
        let served = Served::of(chain, file::key(key)?)?;
        Ok(Self { served, fingerprint, authority: None, names: names.unwrap_or_default() })
    }
}

fn make(
    folder: &Path,
    authority: &KeptAuthority,
    (names, heading): (&[String], &str),
    days: (Date, Date),
) -> Result<(), CertificateError> {
    let unusable = |error: rcgen::Error| CertificateError::Unusable(error.to_string());
    let mut params = CertificateParams::new(names).map_err(unusable)?;
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, "Charley on this machine");
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    hold(&mut params, days);
    let key = KeyPair::generate().map_err(unusable)?;
    let certificate = authority.sign(&params, &key)?;
    file::write_private(&folder.join(KEY), &key.serialize_pem())?;
    let chain = format!("{heading}\n{}{}", certificate.pem(), authority.issuer);
    file::write_private(&folder.join(CERTIFICATE), &chain)
}

/// Sets the days within which a certificate holds.
fn hold(params: &mut CertificateParams, (from, until): (Date, Date)) {
    let day = |date: Date| date_time_ymd(i32::from(date.year()), date.month() as u8, date.day() as u8);
    // A phone whose clock is behind would refuse one that begins now.
    (params.not_before, params.not_after) = (day(from.saturating_sub(1.day())), day(until));
}

/// `AB:CD:…`, as browsers show it.
fn fingerprint(certificate: &CertificateDer<'_>) -> String {
    let pairs: Vec<String> = Sha256::digest(certificate).iter().map(|byte| format!("{byte:02X}")).collect();
    pairs.join(":")
}

#[cfg(test)]
mod tests;
