//! XML as devices write it: any prefix, odd encodings, entities never expanded.

mod encoding;
mod head;
mod leaf;
mod spelling;
mod time;

pub(crate) use encoding::decode;
pub(crate) use head::{LOOKED_AT, root_element};
pub(crate) use leaf::{Leaf, Outcome, Visitor, attribute, number, visit};
pub(crate) use time::{XmlTime, parse_time};
