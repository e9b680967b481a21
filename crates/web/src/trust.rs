//! What a phone is given so that it trusts this machine: the certificate of Charley's own authority, as a file for Android and
//! as a profile for iOS.

use std::{
    fmt::Write as _,
    net::{IpAddr, Ipv4Addr},
    path::PathBuf,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};
use uuid::Builder;

/// Charley's own authority, as others see it: nothing of it is secret.
#[derive(Debug, Clone)]
pub(crate) struct Authority {
    /// The certificate.
    pub(crate) der: Vec<u8>,
    /// The same in PEM, under a line that says what it is for.
    pub(crate) pem: String,
    /// Its SHA-256, in pairs of digits.
    pub(crate) fingerprint: String,
    /// What it can vouch for.
    pub(crate) names: Vec<String>,
    /// Its last day.
    pub(crate) until: Date,
    /// Stands where a phone was given it: from then on it is not made anew by itself.
    pub(crate) given: PathBuf,
}

/// The page that says how a phone is told.
pub(crate) const ADDRESS: &str = "/trust";
/// Letters of a line of Base64.
const LINE: usize = 64;

impl Authority {
    /// Notes that a phone was given it. A note that cannot be written costs no more than telling the phone anew.
    pub(crate) fn was_given(&self) {
        drop(std::fs::write(&self.given, ""));
    }

    /// Takes the note back: the next start makes another authority where this one lacks an address.
    pub(crate) fn is_given_up(&self) {
        drop(std::fs::remove_file(&self.given));
    }

    /// The profile that iOS takes: the certificate as one to be trusted, under the person's hand. It is not signed: what would
    /// sign it is what it brings.
    pub(crate) fn profile(&self, name: &str, about: &str) -> String {
        // The same authority makes the same profile: brought twice, it stands there once.
        let id = |of: &str| {
            let digest = Sha256::digest(format!("{of} {}", self.fingerprint));
            let mut bytes = [0; 16];
            bytes.copy_from_slice(&digest[..16]);
            Builder::from_custom_bytes(bytes).into_uuid()
        };
        let encoded = STANDARD.encode(&self.der);
        let mut data = String::new();
        for line in encoded.as_bytes().chunks(LINE) {
            // Writing to a text cannot fail.
            let _ = writeln!(data, "{}", String::from_utf8_lossy(line));
        }
        let (name, about) = (escaped(name), escaped(about));
        let (whole, part) = (id("profile"), id("certificate"));
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">
<plist version=\"1.0\">
<dict>
<key>PayloadContent</key>
<array>
<dict>
<key>PayloadCertificateFileName</key><string>charley.cer</string>
<key>PayloadContent</key>
<data>
{data}</data>
<key>PayloadDescription</key><string>{about}</string>
<key>PayloadDisplayName</key><string>{name}</string>
<key>PayloadIdentifier</key><string>charley.{part}</string>
<key>PayloadType</key><string>com.apple.security.root</string>
<key>PayloadUUID</key><string>{part}</string>
<key>PayloadVersion</key><integer>1</integer>
</dict>
</array>
<key>PayloadDescription</key><string>{about}</string>
<key>PayloadDisplayName</key><string>{name}</string>
<key>PayloadIdentifier</key><string>charley.{whole}</string>
<key>PayloadRemovalDisallowed</key><false/>
<key>PayloadType</key><string>Configuration</string>
<key>PayloadUUID</key><string>{whole}</string>
<key>PayloadVersion</key><integer>1</integer>
</dict>
</plist>
"
        )
    }
}

/// Whether the authority may vouch for a name. Not for an address that is another's tomorrow; and not for a name of one word: a
/// limit to `dev` would let through all that ends in `.dev`.
pub(crate) fn can_be_vouched_for(name: &str) -> bool {
    match name.parse() {
        Ok(IpAddr::V4(ip)) => ip.is_private() || is_shared(ip),
        Ok(IpAddr::V6(ip)) => ip.is_unique_local(),
        Err(_) => name.contains('.') && !name.starts_with(['.', '*']) && !name.ends_with('.'),
    }
}

/// Addresses that networks give out within themselves, as Tailscale does (RFC 6598).
fn is_shared(ip: Ipv4Addr) -> bool {
    let [first, second, ..] = ip.octets();
    first == 100 && (64..128).contains(&second)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
