//! The head of a FIT sequence: how long it says it is.

use super::crc::crc;

const MARK: &[u8; 4] = b".FIT";
const MARK_AT: usize = 8;
const SHORTEST: usize = 12;

/// A head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    /// Bytes of the head itself.
    pub(super) size: usize,
    /// Bytes of messages that follow it; 0 where the device never came to write it.
    pub(super) data_size: usize,
    /// Whether its own checksum holds; absent (12 bytes) or zero is allowed.
    pub(super) intact: bool,
}

impl Header {
    /// The head at the start of `bytes`, if there is one.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let size = usize::from(*bytes.first()?);
        if size < SHORTEST || bytes.get(MARK_AT..SHORTEST)? != MARK {
            return None;
        }
        let data_size = u32::from_le_bytes(bytes.get(4..MARK_AT)?.try_into().ok()?) as usize;
        let checksum = bytes.get(SHORTEST..SHORTEST + 2).filter(|_| size >= SHORTEST + 2);
        let intact = match checksum {
            Some(stored) if stored != [0, 0] => crc(bytes.get(..SHORTEST)?).to_le_bytes() == stored,
            _ => true,
        };
        Some(Self { size, data_size, intact })
    }

    /// Where the next head after `from` begins, if there is one.
    pub(super) fn find(bytes: &[u8], from: usize) -> Option<usize> {
        let search = bytes.get(from..)?;
        search
            .windows(MARK.len())
            .enumerate()
            .filter(|(at, window)| *window == MARK && *at >= MARK_AT)
            .map(|(at, _)| from + at - MARK_AT)
            .find(|at| bytes.get(*at..).and_then(Self::parse).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_with_and_without_checksum() {
        let mut head = [14, 0x10, 0, 0, 5, 0, 0, 0, b'.', b'F', b'I', b'T', 0, 0];
        assert_eq!(Header::parse(&head), Some(Header { size: 14, data_size: 5, intact: true }));
        head[12] = 1;
        assert_eq!(Header::parse(&head).map(|h| h.intact), Some(false));
        head[0] = 12;
        assert_eq!(Header::parse(&head[..12]), Some(Header { size: 12, data_size: 5, intact: true }));
        assert_eq!(Header::parse(&head[..11]), None);
    }

    #[test]
    fn the_next_head_is_found_past_other_bytes() {
        let mut bytes = b"....FIT noise ".to_vec();
        bytes.extend([12, 0x10, 0, 0, 0, 0, 0, 0, b'.', b'F', b'I', b'T']);
        assert_eq!(Header::find(&bytes, 0), Some(14));
        assert_eq!(Header::find(&bytes, 15), None);
        assert_eq!(Header::find(&bytes, 999), None);
    }
}
