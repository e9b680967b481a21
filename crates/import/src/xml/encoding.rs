//! From bytes to text, leniently: a wrong byte costs one letter, never the file.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes in which an XML declaration lies, where there is one.
const DECLARATION_BYTES: usize = 200;

/// The text behind the bytes: by its mark (UTF-8, UTF-16), by how its first letters lie (UTF-16 without a mark), as UTF-8
/// where it is that, else by what its XML declaration names, else UTF-8 with replacement letters. Control letters that XML
/// forbids become blanks.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let text = text(bytes);
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

fn text(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    if let Some(encoding) = without_mark(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    // Many files name a one-byte encoding and are UTF-8 all the same; the other way round it is next to impossible.
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => declared(bytes).unwrap_or(UTF_8).decode_without_bom_handling(bytes).0,
    }
}

/// UTF-16 by its first letter, which is `<` (XML 1.0, appendix F).
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<', 0, ..] => Some(UTF_16LE),
        [0, b'<', ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that the XML declaration names, by the labels of the WHATWG Encoding Standard.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARATION_BYTES).unwrap_or(bytes);
    let end = head.windows(2).position(|pair| pair == b"?>")?;
    let head = std::str::from_utf8(&head[..end]).ok()?;
    let (_, value) = head.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
    let label = value[1..].split(quote).next()?;
    // Bytes that were read this far one by one are no UTF-16, whatever is declared.
    Encoding::for_label(label.as_bytes()).filter(|named| named.is_ascii_compatible())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that declares an encoding.
    fn declares(label: &str, name: &[u8]) -> Vec<u8> {
        [format!("<?xml version='1.0' encoding='{label}'?><name>").as_bytes(), name, b"</name>"].concat()
    }

    #[test]
    fn every_declared_encoding_gives_its_letters() {
        for (label, bytes, name) in [
            ("UTF-8", "Бег".as_bytes(), "Бег"),
            ("windows-1251", b"\xC1\xE5\xE3".as_slice(), "Бег"),
            ("WINDOWS-1252", b"L\x92\xE9t\xE9 \x80", "L\u{2019}été \u{20ac}"),
            // By the WHATWG standard, and in practice, Latin-1 is windows-1252.
            ("ISO-8859-1", b"\x84Fr\xFChlauf\x93", "\u{201e}Frühlauf\u{201c}"),
            ("iso-8859-2", b"B\xECh", "Běh"),
            ("ISO-8859-15", b"\xA4", "\u{20ac}"),
            ("windows-1250", b"b\xECh", "běh"),
            ("koi8-r", b"\xE2\xC5\xC7", "Бег"),
            ("Shift_JIS", b"\x83\x89\x83\x93", "ラン"),
            ("GBK", b"\xC5\xDC\xB2\xBD", "跑步"),
            // Named wrongly: the bytes are UTF-8.
            ("windows-1251", "Été".as_bytes(), "Été"),
        ] {
            let text = decode(&declares(label, bytes)).into_owned();
            assert!(text.contains(&format!("<name>{name}</name>")), "{label}: {text}");
        }
    }

    #[test]
    fn utf_16_is_read_with_its_mark_and_without() {
        let text = "<?xml version='1.0' encoding='UTF-16'?><name>Läufe 跑</name>";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&little), text);
        assert_eq!(decode(&big), text);
        assert_eq!(decode(&[b"\xFF\xFE".as_slice(), &little].concat()), text);
        assert_eq!(decode(&[b"\xFE\xFF".as_slice(), &big].concat()), text);
    }

    #[test]
    fn what_is_broken_costs_a_letter_and_never_the_file() {
        assert_eq!(decode("é".as_bytes()), "é");
        assert_eq!(decode("\u{feff}é".as_bytes()), "é");
        assert_eq!(decode(b"a\xe9b"), "a\u{fffd}b");
        assert_eq!(decode(b"a\x0Bb"), "a b");
        assert!(matches!(decode(b"plain"), Cow::Borrowed(_)));
        assert_eq!(decode(b""), "");
        for label in ["", "no-such", "utf-16", "replacement"] {
            let text = decode(&declares(label, b"a\xe9b")).into_owned();
            assert!(text.contains("a\u{fffd}b"), "{label}: {text}");
        }
        // A declaration that does not end, or names nothing, is none.
        for broken in [
            b"<?xml encoding='windows-1251 \xE9".as_slice(),
            b"<?xml encoding \xE9?>",
            b"<?xml encoding=?>\xE9",
        ] {
            assert!(decode(broken).contains('\u{fffd}'));
        }
    }
}
