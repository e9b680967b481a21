//! One FIT sequence: message after message, until its end or until it breaks.

use super::{
    day_file::DayFile,
    definition::{Definition, FitMessage, LOCAL_TYPES},
    developer::{self, DeveloperTypes},
    device,
    heart::{self, Heart},
    record::{self, Plan, RECORD, Rolling, TIMESTAMP},
    summary::{self, FileId, Timer},
};
use crate::{
    draft::{LapSums, SportSession},
    sample::{Sample, Tally, Values},
};

/// Records of one file at most: 23 days at one a second. It bounds the memory a hostile file can ask for.
pub(super) const MOST_RECORDS: usize = 2_000_000;
const MOST_SUMMARIES: usize = 100_000;

/// What a device says of itself, by the numbers of the profile.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Creator {
    pub(super) manufacturer: Option<u32>,
    pub(super) product: Option<u32>,
    pub(super) serial: Option<u32>,
}

/// Everything one sequence said.
#[derive(Debug, Clone, Default)]
pub(super) struct Gathered {
    pub(super) file: FileId,
    /// The recording device itself.
    pub(super) creator: Creator,
    pub(super) sport: (Option<u32>, Option<u32>),
    pub(super) samples: Vec<Sample>,
    pub(super) tally: Tally,
    /// Records for which no time could be told.
    pub(super) untimed: u64,
    pub(super) sessions: Vec<SportSession>,
    pub(super) laps: Vec<LapSums>,
    pub(super) timer: Vec<Timer>,
    pub(super) local_difference_s: Option<i64>,
    pub(super) heart: Heart,
    pub(super) day_file: DayFile,
}

/// Why and where reading stopped before the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Break {
    pub(super) code: &'static str,
    /// Offset from the start of the sequence's messages.
    pub(super) offset: usize,
}

#[derive(Debug)]
struct Local {
    definition: Definition,
    plan: Option<Plan>,
}

/// Reads messages, keeping what the device's clock and the definitions said so far.
#[derive(Debug, Default)]
struct MessageReader {
    locals: [Option<Box<Local>>; LOCAL_TYPES],
    types: DeveloperTypes,
    last_time_s: Option<u32>,
    rolling: Rolling,
    gathered: Gathered,
}

/// Reads the messages in `data`; `most_records` bounds what is kept.
pub(super) fn read(data: &[u8], most_records: usize) -> (Gathered, Option<Break>) {
    let mut reader = MessageReader::default();
    let mut offset = 0;
    while let Some((&head, rest)) = data.get(offset..).and_then(<[u8]>::split_first) {
        if reader.gathered.samples.len() >= most_records {
            return (reader.gathered, Some(Break { code: "too_many_records", offset }));
        }
        match reader.message(head, rest) {
            Ok(taken) => offset += 1 + taken,
            Err(code) => return (reader.gathered, Some(Break { code, offset })),
        }
    }
    (reader.gathered, None)
}

impl MessageReader {
    /// Reads the message behind its head byte; says how many bytes it took, or what is wrong with it.
    #[inline]
    fn message(&mut self, head: u8, rest: &[u8]) -> Result<usize, &'static str> {
        let compressed = head & 0x80 != 0;
        if !compressed && head & 0x40 != 0 {
            return self.define(usize::from(head & 0x0F), head & 0x20 != 0, rest);
        }
        let local = if compressed { head >> 5 & 0x03 } else { head & 0x0F };
        let Some(Some(local)) = self.locals.get(usize::from(local)) else { return Err("undefined_message") };
        let definition = &local.definition;
        let bytes = rest.get(..definition.size).ok_or("truncated")?;
        if compressed && let Some(last) = self.last_time_s {
            let passed = u32::from(head & 0x1F).wrapping_sub(last) & 0x1F;
            self.last_time_s = Some(last.wrapping_add(passed));
        }
        if let Some(plan) = &local.plan {
            let own = plan.time(bytes);
            let mut values = plan.values(bytes, &mut self.rolling);
            self.gathered.tally.add(&values);
            plan.fill(bytes, &mut values);
            self.last_time_s = own.or(self.last_time_s);
            self.gathered.record(self.last_time_s, &values);
        } else {
            let message = FitMessage { definition, bytes };
            if definition.global == developer::FIELD_DESCRIPTION {
                self.types.learn(&message);
            } else {
                self.gathered.day_file.add(&message);
                self.gathered.other(&message, self.last_time_s);
            }
            self.last_time_s = message.unsigned(TIMESTAMP).or(self.last_time_s);
        }
        Ok(bytes.len())
    }

    fn define(
        &mut self,
        local: usize,
        with_developer_fields: bool,
        rest: &[u8],
    ) -> Result<usize, &'static str> {
        let (definition, taken) = Definition::parse(rest, with_developer_fields).ok_or("truncated")?;
        let plan = (definition.global == RECORD).then(|| record::Plan::of(&definition, &self.types));
        if let Some(place) = self.locals.get_mut(local) {
            *place = Some(Box::new(Local { definition, plan }));
        }
        Ok(taken)
    }
}

impl Gathered {
    /// The device that wrote it, by name.
    pub(super) fn device(&self) -> Option<String> {
        let (file, creator) = (&self.file, self.creator);
        device::name(
            file.manufacturer.or(creator.manufacturer),
            file.product.or(creator.product),
            file.product_name.as_deref(),
        )
    }

    #[inline]
    fn record(&mut self, time_s: Option<u32>, values: &Values) {
        let Some(time_s) = time_s else {
            self.untimed += 1;
            return;
        };
        let time_ms = summary::to_ms(time_s);
        match self.samples.last_mut() {
            Some(last) if last.time_ms == time_ms => last.absorb(values),
            _ => self.samples.push(Sample { time_ms, values: *values }),
        }
    }

    fn other(&mut self, message: &FitMessage<'_>, last_time_s: Option<u32>) {
        match message.definition.global {
            summary::FILE_ID => self.file = FileId::of(message),
            summary::SPORT => self.sport = (message.unsigned(0), message.unsigned(1)),
            summary::SESSION if self.sessions.len() < MOST_SUMMARIES => {
                self.sessions.push(summary::session(message));
            }
            summary::LAP if self.laps.len() < MOST_SUMMARIES => self.laps.extend(summary::lap(message)),
            summary::EVENT if self.timer.len() < MOST_SUMMARIES => {
                self.timer.extend(summary::timer(message, last_time_s));
            }
            summary::DEVICE_INFO if message.integer(0) == Some(0) => {
                let Creator { manufacturer, product, serial } = self.creator;
                self.creator = Creator {
                    manufacturer: message.unsigned(2).or(manufacturer),
                    product: message.unsigned(4).or(product),
                    serial: message.unsigned(3).or(serial),
                };
            }
            summary::ACTIVITY => {
                self.local_difference_s = summary::local_difference_s(message).or(self.local_difference_s);
            }
            heart::HR => self.heart.learn(message),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFINE_TIMED: [u8; 12] = [0x40, 0, 0, 20, 0, 2, 253, 4, 0x86, 3, 1, 0x02];

    #[test]
    fn compressed_times_count_on_from_the_last() {
        let mut data = DEFINE_TIMED.to_vec();
        data.extend([0x00, 30, 0, 0, 0x40, 120]);
        data.extend([0x41, 0, 0, 20, 0, 1, 3, 1, 0x02]);
        data.extend([0xA0 | 31, 121, 0xA0 | 2, 122]);
        let (gathered, broken) = read(&data, MOST_RECORDS);
        assert_eq!(broken, None);
        let seconds: Vec<i64> =
            gathered.samples.iter().map(|s| (s.time_ms - gathered.samples[0].time_ms) / 1000).collect();
        assert_eq!(seconds, [0, 1, 4]);
    }

    #[test]
    fn an_undefined_message_and_a_short_one_keep_what_came_before() {
        let mut data = DEFINE_TIMED.to_vec();
        data.extend([0x00, 30, 0, 0, 0x40, 120]);
        let whole = data.len();
        data.push(0x05);
        let (gathered, broken) = read(&data, MOST_RECORDS);
        assert_eq!(
            (gathered.samples.len(), broken),
            (1, Some(Break { code: "undefined_message", offset: whole }))
        );
        data[whole] = 0x00;
        let (gathered, broken) = read(&data, MOST_RECORDS);
        assert_eq!((gathered.samples.len(), broken), (1, Some(Break { code: "truncated", offset: whole })));
    }

    #[test]
    fn four_hundred_thousand_records_pass_in_a_line() {
        let mut data = DEFINE_TIMED.to_vec();
        for second in 0..400_000_u32 {
            data.push(0);
            data.extend((0x4000_0000 + second).to_le_bytes());
            data.push(140);
        }
        let (gathered, broken) = read(&data, MOST_RECORDS);
        assert_eq!((gathered.samples.len(), broken), (400_000, None));
        let (gathered, broken) = read(&data, 1_000);
        assert_eq!((gathered.samples.len(), broken.map(|b| b.code)), (1_000, Some("too_many_records")));
    }
}
