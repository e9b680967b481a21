//! The base types of FIT: how many bytes a number has and which value means "nothing".

/// How the bytes of a field make a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Unsigned,
    Signed,
    Float,
    Text,
}

/// A base type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Base {
    pub(crate) class: Class,
    /// Bytes of one value.
    pub(crate) size: usize,
    /// The bits that mean "nothing".
    pub(crate) nothing: u64,
}

impl Base {
    /// The base type behind its number in a definition; unknown ones are bytes.
    pub(crate) const fn of(number: u8) -> Self {
        let (class, size, nothing) = match number & 0x1F {
            0x01 => (Class::Signed, 1, 0x7F),
            0x03 => (Class::Signed, 2, 0x7FFF),
            0x04 => (Class::Unsigned, 2, 0xFFFF),
            0x05 => (Class::Signed, 4, 0x7FFF_FFFF),
            0x06 => (Class::Unsigned, 4, 0xFFFF_FFFF),
            0x07 => (Class::Text, 1, 0),
            0x08 => (Class::Float, 4, 0xFFFF_FFFF),
            0x09 => (Class::Float, 8, u64::MAX),
            0x0A => (Class::Unsigned, 1, 0),
            0x0B => (Class::Unsigned, 2, 0),
            0x0C => (Class::Unsigned, 4, 0),
            0x0E => (Class::Signed, 8, i64::MAX as u64),
            0x0F => (Class::Unsigned, 8, u64::MAX),
            0x10 => (Class::Unsigned, 8, 0),
            _ => (Class::Unsigned, 1, 0xFF),
        };
        Self { class, size, nothing }
    }

    /// The first value in `bytes`, if it is a whole number and not "nothing".
    pub(super) fn integer(self, bytes: &[u8], big_endian: bool) -> Option<i64> {
        let bits = self.bits(bytes, big_endian)?;
        match (self.class, self.size) {
            (Class::Unsigned, _) => i64::try_from(bits).ok(),
            (Class::Signed, 1) => Some(i64::from(bits as u8 as i8)),
            (Class::Signed, 2) => Some(i64::from(bits as u16 as i16)),
            (Class::Signed, 4) => Some(i64::from(bits as u32 as i32)),
            (Class::Signed, _) => Some(bits as i64),
            (Class::Float | Class::Text, _) => None,
        }
    }

    /// The first value in `bytes` as a number, floating or whole.
    pub(super) fn number(self, bytes: &[u8], big_endian: bool) -> Option<f64> {
        match (self.class, self.size) {
            (Class::Float, 4) => Some(f64::from(f32::from_bits(self.bits(bytes, big_endian)? as u32))),
            (Class::Float, _) => Some(f64::from_bits(self.bits(bytes, big_endian)?)),
            _ => self.integer(bytes, big_endian).map(|value| value as f64),
        }
        .filter(|value| value.is_finite())
    }

    #[inline]
    fn bits(self, bytes: &[u8], big_endian: bool) -> Option<u64> {
        let bits = match (self.size, big_endian) {
            (1, _) => u64::from(*bytes.first()?),
            (2, false) => u64::from(u16::from_le_bytes(*bytes.first_chunk()?)),
            (2, true) => u64::from(u16::from_be_bytes(*bytes.first_chunk()?)),
            (4, false) => u64::from(u32::from_le_bytes(*bytes.first_chunk()?)),
            (4, true) => u64::from(u32::from_be_bytes(*bytes.first_chunk()?)),
            (_, false) => u64::from_le_bytes(*bytes.first_chunk()?),
            (_, true) => u64::from_be_bytes(*bytes.first_chunk()?),
        };
        (bits != self.nothing).then_some(bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_both_byte_orders_and_their_nothing() {
        let u16_base = Base::of(0x84);
        assert_eq!(u16_base.integer(&[1, 2], false), Some(0x0201));
        assert_eq!(u16_base.integer(&[1, 2], true), Some(0x0102));
        assert_eq!(u16_base.integer(&[0xFF, 0xFF], false), None);
        assert_eq!(u16_base.integer(&[1], false), None);
        assert_eq!(Base::of(0x01).integer(&[0xFE], false), Some(-2));
        assert_eq!(Base::of(0x8C).integer(&[0, 0, 0, 0], false), None);
        assert_eq!(Base::of(0x88).number(&1.5_f32.to_be_bytes(), true), Some(1.5));
        assert_eq!(Base::of(0x88).number(&f32::INFINITY.to_le_bytes(), false), None);
        assert_eq!(Base::of(0x07).integer(b"text", false), None);
    }
}
