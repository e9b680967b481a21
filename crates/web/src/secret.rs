//! 256 random bits that open something: compared in constant time, never printed, kept elsewhere only as a hash.

use charley_store::ContentHash;
use subtle::ConstantTimeEq;

const BYTES: usize = 32;

/// A secret of 256 bits, as hexadecimal text.
#[derive(Clone)]
pub(super) struct Secret(String);

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub(super) fn new() -> Result<Self, getrandom::Error> {
        let mut bytes = [0_u8; BYTES];
        getrandom::fill(&mut bytes)?;
        let nibbles = bytes.into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
        Ok(Self(nibbles.filter_map(|nibble| char::from_digit(u32::from(nibble), 16)).collect()))
    }

    /// Compares in constant time, so that the answer's delay tells nothing about the secret.
    pub(super) fn is(&self, text: &str) -> bool {
        self.0.as_bytes().ct_eq(text.as_bytes()).into()
    }

    /// The secret itself, for the one who is to hold it.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    pub(super) fn hash(&self) -> ContentHash {
        hash(&self.0)
    }
}

/// What is kept of a secret that somebody shows.
pub(super) fn hash(shown: &str) -> ContentHash {
    ContentHash::of(shown.as_bytes())
}

/// Ten letters that nobody guesses, for the name of a host: fifty random bits.
///
/// # Errors
/// When the system gives no randomness.
pub(super) fn name() -> Result<String, getrandom::Error> {
    // Without letters that are read for another one.
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0_u8; 10];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.into_iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect())
}

/// Six random digits, for two screens to show.
///
/// # Errors
/// When the system gives no randomness.
pub(super) fn six_digits() -> Result<String, getrandom::Error> {
    const BELOW: u32 = 1_000_000;
    loop {
        let mut bytes = [0_u8; 4];
        getrandom::fill(&mut bytes)?;
        let number = u32::from_le_bytes(bytes);
        // Without the rest of the range every number is as likely as any other.
        if number < u32::MAX / BELOW * BELOW {
            return Ok(format!("{:06}", number % BELOW));
        }
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_long_and_only_itself() {
        let (one, two) = (Secret::new().unwrap(), Secret::new().unwrap());
        assert_eq!(one.text().len(), 64);
        assert!(one.is(one.text()) && !one.is(two.text()) && !one.is("") && !one.is(&one.text()[..63]));
        assert_eq!(format!("{one:?}"), "Secret(..)");
        assert_eq!(hash(one.text()), one.hash());
    }

    #[test]
    fn six_digits_are_six_digits() {
        for _ in 0..200 {
            let digits = six_digits().unwrap();
            assert!(digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()), "{digits}");
        }
    }
}
