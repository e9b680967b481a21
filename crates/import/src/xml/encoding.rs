//! From bytes to text, leniently: a wrong byte costs one letter, never the file.

use std::borrow::Cow;

/// The text behind the bytes: UTF-8, UTF-16 by its mark, else Latin-1 where the declaration names a one-byte encoding,
/// else UTF-8 with replacement letters. Control letters that XML forbids become blanks.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)),
        [0xEF, 0xBB, 0xBF, rest @ ..] => eight_bit(rest),
        _ => eight_bit(bytes),
    };
    // In pieces without a branch inside, which the compiler turns into wide instructions.
    let forbidden = |piece: &[u8]| piece.iter().fold(false, |found, byte| found | is_forbidden(*byte));
    if text.as_bytes().chunks(256).any(forbidden) {
        return Cow::Owned(
            text.chars().map(|c| if u8::try_from(c).is_ok_and(is_forbidden) { ' ' } else { c }).collect(),
        );
    }
    text
}

const ALLOWED: u32 = 1 << b'\t' | 1 << b'\n' | 1 << b'\r';

const fn is_forbidden(byte: u8) -> bool {
    // The three blanks that XML allows, as bits of a mask over the control letters.
    byte < 0x20 && ALLOWED >> byte & 1 == 0
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn eight_bit(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if declares_latin(bytes) => Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect()),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

fn declares_latin(bytes: &[u8]) -> bool {
    let head = bytes.get(..200).unwrap_or(bytes).to_ascii_lowercase();
    [b"iso-8859".as_slice(), b"windows-125", b"latin"]
        .iter()
        .any(|name| head.windows(name.len()).any(|w| w == *name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_letters() {
        assert_eq!(decode("é".as_bytes()), "é");
        assert_eq!(decode(b"<?xml encoding='ISO-8859-1'?>\xe9"), "<?xml encoding='ISO-8859-1'?>é");
        assert_eq!(decode(b"a\xe9b"), "a\u{fffd}b");
        assert_eq!(decode(b"\xFE\xFF\0<\0g"), "<g");
        assert_eq!(decode(b"a\x0Bb"), "a b");
        assert!(matches!(decode(b"plain"), Cow::Borrowed(_)));
    }
}
