//! Developer fields: what a program on the watch says its own fields are.

use std::collections::BTreeMap;

use charley_domain::workout::ChannelKind;

use super::{base_type::Base, definition::FitMessage, record};

/// Number of the messages that describe developer fields.
pub(super) const FIELD_DESCRIPTION: u16 = 206;
const MOST: usize = 4_096;

/// What developers said of their fields, by developer and field number.
#[derive(Debug, Clone, Default)]
pub(super) struct DeveloperTypes {
    types: BTreeMap<(u8, u8), (Base, ChannelKind)>,
}

impl DeveloperTypes {
    /// Takes over a description, if it stands for something Charley keeps.
    pub(super) fn learn(&mut self, message: &FitMessage<'_>) {
        let narrow = |number: u8| u8::try_from(message.integer(number)?).ok();
        let (Some(developer), Some(field), Some(base)) = (narrow(0), narrow(1), narrow(2)) else { return };
        let standing_for = match message.integer(14) {
            Some(global) if global == i64::from(record::RECORD) => narrow(15).and_then(record::channel_of),
            _ => None,
        };
        let kind = standing_for.or_else(|| message.text(3).and_then(|name| by_name(&name)));
        if let Some(kind) = kind
            && self.types.len() < MOST
        {
            self.types.insert((developer, field), (Base::of(base), kind));
        }
    }

    /// The channel and base type of a field of `size` bytes.
    pub(super) fn channel(&self, developer: u8, field: u8, size: usize) -> Option<(ChannelKind, Base)> {
        let (base, kind) = self.types.get(&(developer, field))?;
        (base.size <= size).then_some((*kind, *base))
    }
}

/// Fields whose name alone says what they are, written in the unit of the channel.
fn by_name(name: &str) -> Option<ChannelKind> {
    match name.to_ascii_lowercase().replace([' ', '-'], "_").as_str() {
        "core_temperature" | "core_body_temperature" => Some(ChannelKind::CoreTemperature),
        "power" | "run_power" | "running_power" => Some(ChannelKind::Power),
        _ => None,
    }
}
