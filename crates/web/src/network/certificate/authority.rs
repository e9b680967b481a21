//! Charley's own certificate authority. It can vouch for the names and addresses of this machine and for nothing else, whoever
//! holds its key.
//!
//! There are two certificates. The first is what phones are given. Its key signs the second one and is then gone: it is never
//! written. The second one, the issuer, is kept with its key; it signs the certificates of this machine, and carries the limits
//! (name constraints, critical). Why two: not every program holds the certificate that it was told to trust to its own limits
//! (RFC 5280 leaves that open), but each holds to them the certificates that follow from it.

use std::{
    net::IpAddr,
    path::{Path, PathBuf},
};

use jiff::{ToSpan as _, civil::Date};
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, NameConstraints, PublicKeyData as _,
};
use sha2::{Digest as _, Sha256};

use super::{CertificateError, RENEW_DAYS, file, fingerprint, hold};
use crate::trust::{Authority, can_be_vouched_for};

const AUTHORITY: &str = "authority.pem";
const ISSUER: &str = "issuer.pem";
const ISSUER_KEY: &str = "issuer.key.pem";
const GIVEN: &str = "given";
/// How long it is good for. It is worth nothing to others, and a phone is told to trust it by hand: once in ten years.
const GOOD_DAYS: i32 = 3650; // own choice
/// What this machine calls itself, on itself.
const SELF: [&str; 2] = ["localhost", "127.0.0.1"];

/// The authority of a folder, with the key that signs.
pub(super) struct KeptAuthority {
    /// What phones are given.
    pub(super) given: Authority,
    /// The second certificate, in PEM.
    pub(super) issuer: String,
    key: KeyPair,
}

impl KeptAuthority {
    /// The one in the folder; made where there is none, where it is nearly over, or where it cannot vouch for a name that this
    /// machine has now. Once a phone was given it, a new address alone changes nothing as long as a name can be vouched for:
    /// whoever carries a machine from one network to the next would otherwise have to tell each phone anew.
    pub(super) fn kept(folder: &Path, names: &[String], today: Date) -> Result<Self, CertificateError> {
        if let Some(kept) = Self::read(folder)
            && kept.is_enough_for(names, today)
        {
            return Ok(kept);
        }
        Self::make(folder, names, today)?;
        Self::read(folder).ok_or_else(|| CertificateError::Unusable("it cannot be read back".to_owned()))
    }

    fn is_enough_for(&self, names: &[String], today: Date) -> bool {
        let (addresses, names): (Vec<_>, Vec<_>) =
            names.iter().filter(|name| can_be_vouched_for(name)).partition(|name| is_address(name));
        let permits = |name: &&String| self.given.names.contains(name);
        let is_reached = match (self.given.given.exists(), names.is_empty()) {
            (false, _) => names.iter().chain(&addresses).all(permits),
            (true, false) => names.iter().all(permits),
            (true, true) => addresses.is_empty() || addresses.iter().any(permits),
        };
        is_reached && (self.given.until - today).get_days() >= RENEW_DAYS
    }

    fn read(folder: &Path) -> Option<Self> {
        let path = |name: &str| -> PathBuf { folder.join(name) };
        let (names, until) = read_heading(&file::heading(&path(AUTHORITY))?)?;
        let der = file::chain(&path(AUTHORITY)).ok()?.into_iter().next()?;
        let given = Authority {
            fingerprint: fingerprint(&der),
            der: der.to_vec(),
            pem: file::text(&path(AUTHORITY)).ok()?,
            names,
            until,
            given: path(GIVEN),
        };
        let key = KeyPair::from_pem(&file::text(&path(ISSUER_KEY)).ok()?).ok()?;
        Some(Self { given, issuer: file::text(&path(ISSUER)).ok()?, key })
    }

    fn make(folder: &Path, names: &[String], today: Date) -> Result<(), CertificateError> {
        let unusable = |error: rcgen::Error| CertificateError::Unusable(error.to_string());
        let until = today.saturating_add(GOOD_DAYS.days());
        let mut permitted: Vec<String> =
            names.iter().filter(|name| can_be_vouched_for(name)).cloned().collect();
        permitted.extend(SELF.map(str::to_owned));
        let (first_key, key) =
            (KeyPair::generate().map_err(unusable)?, KeyPair::generate().map_err(unusable)?);
        let first = AuthorityLimits { names: &permitted, today, until };
        let mut given = first.params(&called(&permitted, &first_key), 1);
        given.extended_key_usages = Vec::new();
        let certificate = given.self_signed(&first_key).map_err(unusable)?;
        let signer = Issuer::from_params(&given, &first_key);
        let issuer = first.params(&issuer_name(&key), 0).signed_by(&key, &signer).map_err(unusable)?;
        file::make_folder(folder)?;
        drop(std::fs::remove_file(folder.join(GIVEN)));
        file::write_private(&folder.join(ISSUER_KEY), &key.serialize_pem())?;
        file::write_private(&folder.join(ISSUER), &issuer.pem())?;
        // It comes last: where it stands, the others belong to it.
        let heading = format!("{HEADING} {} until {until}", permitted.join(" "));
        file::write_private(&folder.join(AUTHORITY), &format!("{heading}\n{}", certificate.pem()))
    }

    /// Signs a certificate of this machine.
    pub(super) fn sign(
        &self,
        params: &CertificateParams,
        key: &KeyPair,
    ) -> Result<rcgen::Certificate, CertificateError> {
        let mut own = CertificateParams::default();
        own.distinguished_name.push(DnType::CommonName, issuer_name(&self.key));
        own.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        let signed = params.signed_by(key, &Issuer::from_params(&own, &self.key));
        signed.map_err(|error| CertificateError::Unusable(error.to_string()))
    }

    /// Those of these names that it can vouch for.
    pub(super) fn permitted(&self, names: &[String]) -> Vec<String> {
        let own = SELF.map(str::to_owned);
        names.iter().chain(&own).filter(|name| self.given.names.contains(name)).cloned().collect()
    }
}

/// What the certificates of an authority are limited to.
struct AuthorityLimits<'a> {
    names: &'a [String],
    today: Date,
    until: Date,
}

impl AuthorityLimits<'_> {
    fn params(&self, called: &str, below: u8) -> CertificateParams {
        let mut params = CertificateParams::default();
        params.distinguished_name = rcgen::DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, called);
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(below));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        params.name_constraints = Some(NameConstraints {
            permitted_subtrees: self.names.iter().map(|name| subtree(name)).collect(),
            excluded_subtrees: Vec::new(),
        });
        hold(&mut params, (self.today, self.until));
        params
    }
}

/// An address alone, or a name with what stands below it.
fn subtree(name: &str) -> GeneralSubtree {
    match name.parse() {
        Ok(IpAddr::V4(ip)) => GeneralSubtree::IpAddress(CidrSubnet::from_v4_prefix(ip.octets(), 32)),
        Ok(IpAddr::V6(ip)) => GeneralSubtree::IpAddress(CidrSubnet::from_v6_prefix(ip.octets(), 128)),
        Err(_) => GeneralSubtree::DnsName(name.to_owned()),
    }
}

fn is_address(name: &str) -> bool {
    name.parse::<IpAddr>().is_ok()
}

/// What a phone lists it as: the machine, and letters that tell it from another one of the same machine.
fn called(names: &[String], key: &KeyPair) -> String {
    let host = names.iter().find(|name| !is_address(name) && name.as_str() != "localhost");
    let host = host.map_or("this machine", |name| name.trim_end_matches(".local"));
    format!("Charley on {host} {}", short(key))
}

fn issuer_name(key: &KeyPair) -> String {
    format!("Charley {}", short(key))
}

fn short(key: &KeyPair) -> String {
    let digest = Sha256::digest(key.subject_public_key_info());
    format!("{:02x}{:02x}{:02x}{:02x}", digest[0], digest[1], digest[2], digest[3])
}

const HEADING: &str = "Authority of Charley for";

fn read_heading(line: &str) -> Option<(Vec<String>, Date)> {
    let (names, until) = line.strip_prefix(HEADING)?.rsplit_once(" until ")?;
    Some((names.split_whitespace().map(str::to_owned).collect(), until.parse().ok()?))
}
