//! The bytes of a sequence: definitions where a new kind of message comes, data messages, head and checksums.

use crate::fit::{base_type::Base, crc::crc};

/// Bytes of the head with its own checksum.
const HEADER_SIZE: usize = 14;
/// Version 2.0 of the protocol, 21.32 of the profile.
const PROTOCOL: u8 = 0x20;
const PROFILE: u16 = 2132;
/// Definitions that can be told apart at a time.
const LOCAL_TYPES: usize = 16;

/// Numbers of the base types used here.
pub(super) const ENUM: u8 = 0x00;
pub(super) const SINT8: u8 = 0x01;
pub(super) const UINT8: u8 = 0x02;
pub(super) const TEXT: u8 = 0x07;
pub(super) const UINT16: u8 = 0x84;
pub(super) const SINT32: u8 = 0x85;
pub(super) const UINT32: u8 = 0x86;
pub(super) const UINT32Z: u8 = 0x8C;

/// One field of a message: its number in the profile, its base type, its value.
pub(super) struct Field<'a>(pub(super) u8, pub(super) u8, pub(super) Value<'a>);

/// What a field holds.
pub(super) enum Value<'a> {
    /// A whole number; `None` is written as the type's "nothing".
    Number(Option<i64>),
    /// A text of less than 255 bytes.
    Text(&'a str),
}

/// Messages so far.
#[derive(Default)]
pub(super) struct Sequence {
    bytes: Vec<u8>,
    defined: Vec<Vec<u8>>,
    /// The definition that gives way when all local types are taken.
    oldest: usize,
}

impl Sequence {
    /// Writes one message, with its definition where it is new.
    pub(super) fn message(&mut self, global: u16, fields: &[Field<'_>]) {
        let layout: Vec<[u8; 3]> =
            fields.iter().map(|Field(number, base, value)| [*number, size(*base, value), *base]).collect();
        let local = self.define(global, &layout);
        self.bytes.push(local);
        for Field(_, base, value) in fields {
            match value {
                Value::Number(number) => self.number(*base, *number),
                Value::Text(text) => {
                    self.bytes.extend(&text.as_bytes()[..text_len(text)]);
                    self.bytes.push(0);
                }
            }
        }
    }

    /// Gives the local type of a layout (number, size and base type of each field), defining it where it is new.
    pub(super) fn define(&mut self, global: u16, layout: &[[u8; 3]]) -> u8 {
        let mut definition = vec![0, 0];
        definition.extend(global.to_le_bytes());
        // A message has far fewer than 255 fields: the longest here has a dozen.
        definition.push(layout.len() as u8);
        definition.extend(layout.iter().flatten());
        if let Some(local) = self.defined.iter().position(|known| *known == definition) {
            return local as u8;
        }
        let local = if self.defined.len() < LOCAL_TYPES {
            self.defined.push(definition.clone());
            self.defined.len() - 1
        } else {
            self.oldest = (self.oldest + 1) % LOCAL_TYPES;
            self.defined[self.oldest].clone_from(&definition);
            self.oldest
        };
        self.bytes.push(0x40 | local as u8);
        self.bytes.extend(definition);
        local as u8
    }

    /// Begins a data message of a local type; its numbers follow.
    pub(super) fn begin(&mut self, local: u8) {
        self.bytes.push(local);
    }

    /// One number of a data message; what the type cannot hold is written as "nothing".
    pub(super) fn number(&mut self, base: u8, number: Option<i64>) {
        let Base { size, nothing, .. } = Base::of(base);
        let bits = number.filter(|number| holds(base, *number)).map_or(nothing, |number| number as u64);
        self.bytes.extend(&bits.to_le_bytes()[..size]);
    }

    /// The whole file.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut file = Vec::with_capacity(HEADER_SIZE + self.bytes.len() + 2);
        file.extend([HEADER_SIZE as u8, PROTOCOL]);
        file.extend(PROFILE.to_le_bytes());
        // Four gigabytes of one workout would be 1,500 days at one record a second.
        file.extend((self.bytes.len() as u32).to_le_bytes());
        file.extend(b".FIT");
        file.extend(crc(&file).to_le_bytes());
        file.extend(self.bytes);
        file.extend(crc(&file).to_le_bytes());
        file
    }
}

fn size(base: u8, value: &Value<'_>) -> u8 {
    match value {
        Value::Number(_) => Base::of(base).size as u8,
        Value::Text(text) => text_len(text) as u8 + 1,
    }
}

/// Bytes of a text that fit, cut at a letter's border.
fn text_len(text: &str) -> usize {
    (0..=text.len().min(200)).rev().find(|len| text.is_char_boundary(*len)).unwrap_or(0)
}

fn holds(base: u8, number: i64) -> bool {
    match base {
        SINT8 => (-0x80..0x7F).contains(&number),
        SINT32 => (i64::from(i32::MIN)..i64::from(i32::MAX)).contains(&number),
        UINT16 => (0..0xFFFF).contains(&number),
        UINT32 => (0..0xFFFF_FFFF).contains(&number),
        UINT32Z => (1..=0xFFFF_FFFF).contains(&number),
        _ => (0..0xFF).contains(&number),
    }
}
