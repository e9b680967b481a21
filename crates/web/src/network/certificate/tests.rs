//! The authority as a phone sees it: a verifier of its own (rustls-webpki) is shown the chain that connections are shown.

use std::{fs, os::unix::fs::PermissionsExt as _, time::Duration};

use base64::Engine as _;
use rustls::pki_types::{ServerName, TrustAnchor, UnixTime};

use super::*;

const TODAY: Date = Date::constant(2026, 11, 23);

fn names(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn kept(dir: &Path, text: &str, today: Date) -> Certificate {
    Certificate::kept(dir, &names(text), today).unwrap()
}

fn authority(certificate: &Certificate) -> &Authority {
    certificate.authority.as_ref().unwrap()
}

/// Whether a phone that trusts the authority takes a chain for a name on a day; `None` where it does, else why not.
fn refused(
    anchor: &TrustAnchor<'_>,
    chain: &[CertificateDer<'_>],
    name: &str,
    on: Date,
) -> Option<webpki::Error> {
    let certificate = webpki::EndEntityCert::try_from(&chain[0]).unwrap();
    let seconds = i64::from((on - Date::constant(1970, 1, 1)).get_days()) * 86_400;
    let time = UnixTime::since_unix_epoch(Duration::from_secs(seconds as u64));
    let usage = webpki::KeyUsage::server_auth();
    let algorithms = [webpki::ring::ECDSA_P256_SHA256];
    let anchors = [anchor.clone()];
    certificate
        .verify_for_usage(&algorithms, &anchors, &chain[1..], time, usage, None, None)
        .err()
        .or_else(|| certificate.verify_is_valid_for_subject_name(&ServerName::try_from(name).unwrap()).err())
}

fn anchor(authority: &Authority) -> TrustAnchor<'static> {
    let der = CertificateDer::from(authority.der.clone());
    webpki::anchor_from_trusted_cert(&der).unwrap().to_owned()
}

/// What whoever has the folder can make: a certificate for any name, signed by the key that is kept.
fn forged(dir: &Path, own: &str, name: &str) -> Vec<CertificateDer<'static>> {
    let folder = certificate_folder::of(dir);
    let authority = KeptAuthority::kept(&folder, &names(own), TODAY).unwrap();
    let mut params = CertificateParams::new(names(name)).unwrap();
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    hold(&mut params, (TODAY, TODAY.saturating_add(9.days())));
    let certificate = authority.sign(&params, &KeyPair::generate().unwrap()).unwrap();
    let issuer = file::chain(&folder.join("issuer.pem")).unwrap().remove(0);
    vec![certificate.der().clone(), issuer]
}

const OWN: &str = "192.168.1.5 laptop.local charley.home.example laptop 203.0.113.9";

#[test]
fn a_phone_that_trusts_the_authority_takes_this_machine_under_each_of_its_names() {
    let dir = tempfile::tempdir().unwrap();
    let certificate = kept(dir.path(), OWN, TODAY);
    let chain = file::chain(&certificate_folder::of(dir.path()).join(CERTIFICATE)).unwrap();
    let anchor = anchor(authority(&certificate));
    for name in ["192.168.1.5", "laptop.local", "charley.home.example", "localhost", "127.0.0.1"] {
        assert_eq!(refused(&anchor, &chain, name, TODAY), None, "{name}");
    }
    // An address that is another's tomorrow, and a word that would be a whole domain, are not vouched for.
    for name in ["203.0.113.9", "laptop"] {
        assert!(refused(&anchor, &chain, name, TODAY).is_some(), "{name}");
    }
    let over = TODAY.saturating_add(100.days());
    assert!(matches!(
        refused(&anchor, &chain, "laptop.local", over),
        Some(webpki::Error::CertExpired { .. })
    ));
}

#[test]
fn nothing_else_is_taken_whoever_holds_the_key_and_however_the_phone_reads_the_first_certificate() {
    let dir = tempfile::tempdir().unwrap();
    let whole = anchor(authority(&kept(dir.path(), OWN, TODAY)));
    // RFC 5280 lets a verifier pass over the limits of what it was told to trust.
    let careless = TrustAnchor { name_constraints: None, ..whole.clone() };
    for name in ["bank.example", "192.168.1.6", "8.8.8.8", "fd00::5", "2001:db8::1", "laptop.dev", "local"] {
        let chain = forged(dir.path(), OWN, name);
        for anchor in [&whole, &careless] {
            assert_eq!(
                refused(anchor, &chain, name, TODAY),
                Some(webpki::Error::NameConstraintViolation),
                "{name}"
            );
        }
    }
    // One good name beside it changes nothing.
    let mixed = forged(dir.path(), OWN, "laptop.local bank.example");
    assert!(refused(&whole, &mixed, "laptop.local", TODAY).is_some());
    // And the same key does vouch for its own.
    assert_eq!(refused(&careless, &forged(dir.path(), OWN, "192.168.1.5"), "192.168.1.5", TODAY), None);
}

#[test]
fn it_is_private_kept_and_made_anew_for_another_name_or_shortly_before_its_end() {
    let dir = tempfile::tempdir().unwrap();
    let first = kept(dir.path(), "192.168.1.5 laptop.local", TODAY);
    assert_eq!(first.fingerprint.len(), 95);
    let folder = certificate_folder::of(dir.path());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|one| one.unwrap().path()).collect();
    assert_eq!(files.len(), 5, "two certificates with a key each, and one whose key is gone: {files:?}");
    for path in &files {
        assert_eq!(mode(path), 0o600, "{}", path.display());
    }
    let same = kept(dir.path(), "192.168.1.5 laptop.local", TODAY.tomorrow().unwrap());
    assert_eq!(same.fingerprint, first.fingerprint);
    let renewed = kept(dir.path(), "192.168.1.5 laptop.local", TODAY.saturating_add(61.days()));
    assert_ne!(renewed.fingerprint, first.fingerprint);
    assert_eq!(authority(&renewed).fingerprint, authority(&first).fingerprint, "phones need not be told");
    let later = kept(dir.path(), "192.168.1.5 laptop.local", TODAY.saturating_add(3630.days()));
    assert_ne!(authority(&later).fingerprint, authority(&first).fingerprint);
}

#[test]
fn a_phone_that_was_told_need_not_be_told_again_when_only_an_address_changes() {
    let dir = tempfile::tempdir().unwrap();
    let first = kept(dir.path(), "192.168.1.5 laptop.local", TODAY);
    let print = |certificate: &Certificate| authority(certificate).fingerprint.clone();
    let moved = kept(dir.path(), "192.168.1.6 laptop.local", TODAY);
    assert_ne!(print(&moved), print(&first), "nobody was told yet");
    authority(&moved).was_given();
    let again = kept(dir.path(), "10.0.0.7 laptop.local", TODAY);
    assert_eq!(print(&again), print(&moved));
    let chain = file::chain(&certificate_folder::of(dir.path()).join(CERTIFICATE)).unwrap();
    let anchor = anchor(authority(&again));
    assert_eq!(
        refused(&anchor, &chain, "laptop.local", TODAY),
        None,
        "an address beside the limits would spoil all of it"
    );
    authority(&again).is_given_up();
    assert_ne!(print(&kept(dir.path(), "10.0.0.7 laptop.local", TODAY)), print(&moved));
    let named = kept(dir.path(), "10.0.0.7 laptop.local charley.home.example", TODAY);
    authority(&named).was_given();
    let renamed = kept(dir.path(), "10.0.0.7 desk.local charley.home.example", TODAY);
    assert_ne!(print(&renamed), print(&named), "a name that nobody can vouch for");
}

#[test]
fn what_was_left_by_an_older_charley_or_half_written_is_made_anew() {
    let dir = tempfile::tempdir().unwrap();
    let folder = certificate_folder::of(dir.path());
    file::make_folder(&folder).unwrap();
    for name in [CERTIFICATE, KEY, "authority.pem", "issuer.key.pem"] {
        file::write_private(&folder.join(name), "Charley for laptop.local until 2027-12-25\nnothing")
            .unwrap();
    }
    assert!(kept(dir.path(), "laptop.local", TODAY).authority.is_some());
    fs::remove_file(folder.join("issuer.pem")).unwrap();
    assert!(kept(dir.path(), "laptop.local", TODAY).authority.is_some());
}

#[test]
fn one_that_was_brought_along_says_its_names_or_why_it_is_none() {
    let dir = tempfile::tempdir().unwrap();
    kept(dir.path(), "charley.home.example", TODAY);
    let folder = certificate_folder::of(dir.path());
    let (certificate, key) = (folder.join(CERTIFICATE), folder.join(KEY));
    let brought = Certificate::brought(&certificate, &key).unwrap();
    assert!(brought.names.contains(&"charley.home.example".to_owned()), "{:?}", brought.names);
    assert!(brought.authority.is_none());
    let swapped = Certificate::brought(&key, &certificate).unwrap_err().to_string();
    assert!(swapped.contains("no certificate in PEM"), "{swapped}");
    let other = Certificate::brought(&certificate, &folder.join("issuer.key.pem")).unwrap_err().to_string();
    assert!(other.contains("cannot be used"), "{other}");
    assert!(Certificate::brought(&certificate, &dir.path().join("nowhere")).is_err());
}

#[test]
fn the_profile_is_what_ios_takes_and_the_same_each_time() {
    let dir = tempfile::tempdir().unwrap();
    let certificate = kept(dir.path(), "laptop.local", TODAY);
    let authority = authority(&certificate);
    let profile = authority.profile("Charley on <laptop>", "A & B");
    assert_eq!(profile, authority.profile("Charley on <laptop>", "A & B"));
    assert!(profile.contains("com.apple.security.root") && profile.contains("&lt;laptop&gt;"));
    let data: String =
        profile.split_once("<data>").unwrap().1.split("</data>").next().unwrap().split_whitespace().collect();
    assert_eq!(base64::engine::general_purpose::STANDARD.decode(data).unwrap(), authority.der);
    let ids: Vec<&str> = profile.split("PayloadUUID</key><string>").skip(1).map(|rest| &rest[..36]).collect();
    assert!(ids.len() == 2 && ids[0] != ids[1], "{ids:?}");
}
