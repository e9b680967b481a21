//! Definition messages: which fields, in which order and size, the data messages of a local type have.

use super::base_type::Base;

/// Definitions a file may have at a time.
pub(super) const LOCAL_TYPES: usize = 16;

/// One field of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) number: u8,
    /// Where it begins in the data message.
    pub(super) offset: usize,
    pub(super) size: usize,
    pub(super) base: Base,
}

/// One developer field of a definition; its base type stands in a message of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DeveloperField {
    pub(super) number: u8,
    pub(super) developer: u8,
    pub(super) offset: usize,
    pub(super) size: usize,
}

/// What the data messages of a local type look like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Definition {
    /// The kind of message, as the profile numbers it.
    pub(super) global: u16,
    pub(super) big_endian: bool,
    pub(super) fields: Vec<Field>,
    pub(super) developer_fields: Vec<DeveloperField>,
    /// Bytes of one data message, without its head.
    pub(super) size: usize,
}

impl Definition {
    /// The definition at the start of `bytes` (behind the record head) and how many bytes it takes.
    pub(super) fn parse(bytes: &[u8], with_developer_fields: bool) -> Option<(Self, usize)> {
        let &[_reserved, architecture, number_low, number_high, count] = bytes.first_chunk()?;
        let big_endian = architecture != 0;
        let number = [number_low, number_high];
        let global = if big_endian { u16::from_be_bytes(number) } else { u16::from_le_bytes(number) };
        let mut taken = 5;
        let mut size = 0;
        let mut fields = Vec::with_capacity(usize::from(count));
        for &[number, field_size, base] in triples(bytes, &mut taken, count)? {
            let field_size = usize::from(field_size);
            fields.push(Field { number, offset: size, size: field_size, base: Base::of(base) });
            size += field_size;
        }
        let mut developer_fields = Vec::new();
        if with_developer_fields {
            let count = *bytes.get(taken)?;
            taken += 1;
            for &[number, field_size, developer] in triples(bytes, &mut taken, count)? {
                let field_size = usize::from(field_size);
                developer_fields.push(DeveloperField { number, developer, offset: size, size: field_size });
                size += field_size;
            }
        }
        Some((Self { global, big_endian, fields, developer_fields, size }, taken))
    }
}

fn triples<'a>(bytes: &'a [u8], taken: &mut usize, count: u8) -> Option<&'a [[u8; 3]]> {
    let end = *taken + 3 * usize::from(count);
    let (triples, _) = bytes.get(*taken..end)?.as_chunks::<3>();
    *taken = end;
    Some(triples)
}

/// A data message with its definition.
#[derive(Debug, Clone, Copy)]
pub(super) struct FitMessage<'a> {
    pub(super) definition: &'a Definition,
    pub(super) bytes: &'a [u8],
}

impl<'a> FitMessage<'a> {
    /// The field's bytes, its base type and the byte order.
    pub(super) fn raw(&self, number: u8) -> Option<(&'a [u8], Base)> {
        let field = self.definition.fields.iter().find(|field| field.number == number)?;
        Some((self.bytes.get(field.offset..field.offset + field.size)?, field.base))
    }

    /// The field's first value as a whole number.
    pub(super) fn integer(&self, number: u8) -> Option<i64> {
        let (bytes, base) = self.raw(number)?;
        base.integer(bytes, self.definition.big_endian)
    }

    /// The field's first value as a whole number that is not negative.
    pub(super) fn unsigned(&self, number: u8) -> Option<u32> {
        u32::try_from(self.integer(number)?).ok()
    }

    /// The field's first value, if not negative, divided by its scale.
    pub(super) fn scaled(&self, number: u8, scale: f64) -> Option<f64> {
        self.unsigned(number).map(|value| f64::from(value) / scale)
    }

    /// The field's text up to its first zero byte.
    pub(super) fn text(&self, number: u8) -> Option<String> {
        let (bytes, _) = self.raw(number)?;
        let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
        let text = String::from_utf8_lossy(bytes.get(..end)?).trim().to_owned();
        (!text.is_empty()).then_some(text)
    }

    /// All values of the field as whole numbers.
    pub(super) fn integers(&self, number: u8) -> impl Iterator<Item = Option<i64>> + 'a {
        let big_endian = self.definition.big_endian;
        self.raw(number).into_iter().flat_map(move |(bytes, base)| {
            bytes.chunks_exact(base.size).map(move |value| base.integer(value, big_endian))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_that_is_cut_short_is_none() {
        let whole = [0, 1, 0, 20, 2, 3, 1, 0x02, 7, 2, 0x84, 1, 0, 4, 0];
        let (definition, taken) = Definition::parse(&whole, true).unwrap();
        assert_eq!((definition.global, definition.big_endian, definition.size, taken), (20, true, 7, 15));
        assert_eq!(definition.developer_fields[0].offset, 3);
        for cut in 0..whole.len() {
            assert_eq!(Definition::parse(&whole[..cut], true), None, "cut at {cut}");
        }
    }

    #[test]
    fn fields_beyond_the_message_are_nothing() {
        let (definition, _) = Definition::parse(&[0, 0, 20, 0, 1, 3, 4, 0x86], false).unwrap();
        let message = FitMessage { definition: &definition, bytes: &[1, 2] };
        assert_eq!(message.integer(3), None);
        assert_eq!(message.integer(9), None);
        assert_eq!(message.text(3), None);
    }
}
