//! Record messages: a definition becomes a plan once, then each record is a handful of loads.

use charley_domain::workout::ChannelKind;

use super::{
    base_type::{Base, Class},
    definition::Definition,
    developer::DeveloperTypes,
};
use crate::sample::{Values, slot};

/// Number of record messages in the profile.
pub(super) const RECORD: u16 = 20;
/// Number of the time field in every message.
pub(super) const TIMESTAMP: u8 = 253;
/// Speed and distance of old foot pods, packed into three bytes.
const COMPRESSED_SPEED_DISTANCE: u8 = 8;

/// How to read one kind of record message.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    time: Option<(usize, Base)>,
    packed: Option<usize>,
    steps: Vec<Step>,
    developer_steps: Vec<Step>,
    big_endian: bool,
}

#[derive(Debug, Clone, Copy)]
struct Step {
    offset: usize,
    base: Base,
    place: usize,
    /// Whole numbers become `value * times + plus` steps of the channel; floating ones `value * times_float`.
    times: i64,
    plus: i64,
    times_float: f64,
}

/// The last 12 bits of a rolling distance and what it has come to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Rolling {
    last: Option<u32>,
    total_16th_m: u64,
}

/// Field number, channel, and the steps of the channel in one unit of the field, with its offset.
/// Plain fields come before their finer forms, so that the finer value wins where both are there.
const FIELDS: [(u8, ChannelKind, i64, i64); 12] = [
    (0, ChannelKind::Latitude, 1, 0),
    (1, ChannelKind::Longitude, 1, 0),
    (2, ChannelKind::Altitude, 2, -5_000),
    (3, ChannelKind::HeartRate, 1, 0),
    (4, ChannelKind::Cadence, 1, 0),
    (5, ChannelKind::Distance, 1, 0),
    (6, ChannelKind::Speed, 1, 0),
    (7, ChannelKind::Power, 1, 0),
    (13, ChannelKind::SensorTemperature, 10, 0),
    (73, ChannelKind::Speed, 1, 0),
    (78, ChannelKind::Altitude, 2, -5_000),
    (139, ChannelKind::CoreTemperature, 1, 0),
];

/// The channel of a record field, for developers who name the field theirs stands for.
pub(super) fn channel_of(field: u8) -> Option<ChannelKind> {
    FIELDS.iter().find(|(number, ..)| *number == field).map(|(_, kind, ..)| *kind)
}

impl Plan {
    /// How to read records of this definition.
    pub(super) fn of(definition: &Definition, types: &DeveloperTypes) -> Self {
        let mut plan = Self { big_endian: definition.big_endian, ..Self::default() };
        for field in &definition.developer_fields {
            if let Some((kind, base)) = types.channel(field.developer, field.number, field.size) {
                plan.developer_steps.push(Step::unscaled(field.offset, base, kind));
            }
        }
        for (number, kind, times, plus) in FIELDS {
            let fields = definition.fields.iter().filter(|field| field.number == number);
            for field in fields.filter(|field| fits(field.base, field.size)) {
                let place = slot(kind);
                plan.steps.push(Step {
                    offset: field.offset,
                    base: field.base,
                    place,
                    times,
                    plus,
                    times_float: 0.0,
                });
            }
        }
        for field in &definition.fields {
            match field.number {
                TIMESTAMP if fits(field.base, field.size) => plan.time = Some((field.offset, field.base)),
                COMPRESSED_SPEED_DISTANCE if field.size == 3 => plan.packed = Some(field.offset),
                _ => {}
            }
        }
        plan
    }

    /// The record's own time, in seconds of the device's clock.
    #[inline]
    pub(super) fn time(&self, bytes: &[u8]) -> Option<u32> {
        let (offset, base) = self.time?;
        u32::try_from(base.integer(bytes.get(offset..)?, self.big_endian)?).ok()
    }

    /// The record's values.
    #[inline]
    pub(super) fn values(&self, bytes: &[u8], rolling: &mut Rolling) -> Values {
        let mut values = Values::default();
        if let Some(packed) = self.packed.and_then(|offset| bytes.get(offset..)?.first_chunk().copied()) {
            let (speed, distance) = rolling.unpack(packed);
            values[slot(ChannelKind::Speed)] = Some(speed);
            values[slot(ChannelKind::Distance)] = distance;
        }
        for step in &self.steps {
            if let Some(value) = step.value(bytes, self.big_endian)
                && let Some(place) = values.get_mut(step.place)
            {
                *place = Some(value);
            }
        }
        values
    }

    /// Fills gaps with what programs on the watch recorded. Their zeros are left out: a sensor that is not there
    /// writes the same.
    #[inline]
    pub(super) fn fill(&self, bytes: &[u8], values: &mut Values) {
        for step in &self.developer_steps {
            if let Some(gap @ None) = values.get_mut(step.place) {
                *gap = step.value(bytes, self.big_endian).filter(|value| *value != 0);
            }
        }
    }
}

/// Whether the field holds whole values of its type: some devices give a type that its size contradicts, and what
/// such bytes mean cannot be known.
fn fits(base: Base, size: usize) -> bool {
    size >= base.size
        && size.is_multiple_of(base.size)
        && matches!(base.class, Class::Unsigned | Class::Signed)
}

impl Step {
    /// A developer's field, in the unit of the channel.
    fn unscaled(offset: usize, base: Base, kind: ChannelKind) -> Self {
        Self { offset, base, place: slot(kind), times: 0, plus: 0, times_float: 1.0 / kind.scale() }
    }

    #[inline]
    fn value(&self, bytes: &[u8], big_endian: bool) -> Option<i32> {
        let bytes = bytes.get(self.offset..)?;
        if self.times == 0 {
            let steps = (self.base.number(bytes, big_endian)? * self.times_float).round();
            return (steps.abs() < f64::from(i32::MAX)).then_some(steps as i32);
        }
        let value = self.base.integer(bytes, big_endian)?;
        i32::try_from(value.checked_mul(self.times)?.checked_add(self.plus)?).ok()
    }
}

impl Rolling {
    /// Speed in mm/s and distance in cm, from 12 bits of 1/100 m/s and 12 bits of 1/16 m that roll over.
    fn unpack(&mut self, packed: [u8; 3]) -> (i32, Option<i32>) {
        let [low, middle, high] = packed.map(u32::from);
        let speed = low | (middle & 0x0F) << 8;
        let distance = middle >> 4 | high << 4;
        let gained = self.last.map_or(distance, |last| distance.wrapping_sub(last) & 0x0FFF);
        self.last = Some(distance);
        self.total_16th_m += u64::from(gained);
        (speed as i32 * 10, i32::try_from(self.total_16th_m * 100 / 16).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_bits_of_distance_roll_over() {
        let mut rolling = Rolling::default();
        assert_eq!(rolling.unpack([0x2C, 0x01, 0xFF]), (3_000, Some(0xFF0 * 100 / 16)));
        assert_eq!(rolling.unpack([0x2C, 0x01, 0x00]), (3_000, Some(0x1000 * 100 / 16)));
    }

    #[test]
    fn the_finer_field_wins_and_a_size_that_lies_is_nothing() {
        let definition = [0, 0, 20, 0, 3, 78, 4, 0x86, 2, 2, 0x84, 3, 3, 0x84];
        let (definition, _) = Definition::parse(&definition, false).unwrap();
        let plan = Plan::of(&definition, &DeveloperTypes::default());
        let values = plan.values(&[0xC8, 0x0A, 0, 0, 0x10, 0x27, 9, 9, 9], &mut Rolling::default());
        assert_eq!(values[slot(ChannelKind::Altitude)], Some(2_760 * 2 - 5_000));
        assert_eq!(values[slot(ChannelKind::HeartRate)], None);
    }
}
