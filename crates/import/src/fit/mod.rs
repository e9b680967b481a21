//! Reading FIT, the format of watches and bike computers.
//!
//! The reader is our own. Of the readers that exist for Rust one refuses files whose header carries no checksum and
//! one gives nothing of a file that breaks near its end, while people's files do both; and none is fast enough to read
//! ten years of training while a person waits. About sixty field numbers are all that is needed, and they are facts.
//!
//! The layers: [`header`] and [`crc`] frame a sequence, [`definition`] and [`base_type`] turn bytes into fields, [`record`]
//! and [`summary`] know which fields matter, [`sequence`] walks the messages, [`recording`] joins what belongs together.

pub(crate) mod base_type;
pub(crate) mod crc;
mod day_file;
mod definition;
mod developer;
mod device;
mod header;
mod heart;
mod record;
mod recording;
mod sequence;
mod summary;

use self::{
    day_file::DayFile,
    header::Header,
    sequence::{Gathered, MOST_RECORDS},
};
use crate::{Damage, Format, ReadAir, ReadError, Reader, Reading, assemble, draft::Draft, health::Health};

/// Sequences of one chained file that are read at most.
const MOST_SEQUENCES: usize = 1_000;
/// Bytes of the checksum behind the messages.
const CRC_SIZE: usize = 2;

/// What the sequences of a file gave.
#[derive(Debug, Default)]
struct Chain {
    sequences: Vec<Gathered>,
    notes: Vec<String>,
    damage: Option<Damage>,
    /// Bytes the file has or says it has, whichever is more.
    size: u64,
}

pub(crate) fn read(bytes: &[u8], reader: &Reader<'_>) -> Result<Reading, ReadError> {
    let mut chain = Chain { size: bytes.len() as u64, ..Chain::default() };
    let mut at = Some(0);
    let mut records = 0;
    while let Some(start) = at {
        if chain.sequences.len() >= MOST_SEQUENCES {
            chain.notes.push(format!("only the first {MOST_SEQUENCES} chained sequences were read"));
            break;
        }
        at = chain.sequence(bytes, start, MOST_RECORDS.saturating_sub(records));
        records += chain.sequences.last().map_or(0, |gathered| gathered.samples.len());
    }
    chain.finish(reader)
}

impl Chain {
    /// Reads the sequence at `start` and says where the next one begins.
    fn sequence(&mut self, bytes: &[u8], start: usize, most_records: usize) -> Option<usize> {
        let header = bytes.get(start..).and_then(Header::parse)?;
        if !header.intact {
            self.note("the checksum of the file's head is wrong: everything was read all the same");
        }
        let data_at = start + header.size;
        let unfinished = header.data_size == 0 && start == 0;
        let declared_end = if unfinished { bytes.len() } else { data_at + header.data_size };
        let end = declared_end.min(bytes.len());
        self.size = self.size.max(declared_end as u64);
        let (gathered, broken) = sequence::read(bytes.get(data_at..end)?, most_records);
        self.sequences.push(gathered);
        let broken = broken.map(|broken| (broken.code, data_at + broken.offset));
        let short = (end < declared_end).then_some(("truncated", end));
        if let Some((code, offset)) = broken.filter(|_| !unfinished).or(short) {
            self.damage.get_or_insert_with(|| Damage::at(code, offset as u64, declared_end as u64));
            return Header::find(bytes, offset);
        }
        if unfinished {
            self.note("the recording was never closed by its device: everything that was written was read");
            return None;
        }
        self.check(bytes, start, end);
        self.next(bytes, end)
    }

    fn check(&mut self, bytes: &[u8], start: usize, end: usize) {
        let stored = bytes.get(end..end + CRC_SIZE);
        let computed = bytes.get(start..end).map(|covered| crc::crc(covered).to_le_bytes());
        match (stored, computed) {
            (Some(stored), Some(computed)) if stored == computed => {}
            (Some(_), _) => {
                self.note(
                    "the checksum does not fit the content: everything was read, single values may be wrong",
                );
            }
            (None, _) => self.note("the checksum at the end is missing: everything was read"),
        }
    }

    /// Where the next sequence begins behind the checksum at `end`.
    fn next(&mut self, bytes: &[u8], end: usize) -> Option<usize> {
        let behind = end + CRC_SIZE;
        if behind >= bytes.len() {
            return None;
        }
        let next = Header::find(bytes, behind);
        let ignored = next.unwrap_or(bytes.len()) - behind;
        if ignored > 0 {
            self.note(&format!("{ignored} bytes behind the end of the recording were passed over"));
        }
        next
    }

    /// Says a sentence once, however many sequences it is true of.
    fn note(&mut self, sentence: &str) {
        if !self.notes.iter().any(|note| note == sentence) {
            self.notes.push(sentence.to_owned());
        }
    }

    fn finish(self, reader: &Reader<'_>) -> Result<Reading, ReadError> {
        let kind = self.sequences.first().and_then(|gathered| gathered.file.kind);
        if kind == Some(COURSE) {
            return Err(ReadError::new(
                "not_a_recording",
                "this FIT file holds a planned course, not a recorded workout",
            )
            .holding(&["a planned course"]));
        }
        let device = self.sequences.first().and_then(Gathered::device);
        let mut day_file = DayFile::default();
        let mut sequences = self.sequences;
        for gathered in &mut sequences {
            day_file.join(std::mem::take(&mut gathered.day_file));
        }
        let drafts = recording::drafts(sequences);
        let declared = drafts.iter().flat_map(|draft| &draft.sessions);
        let declared_s = declared.filter_map(|session| session.elapsed_s).reduce(|a, b| a + b);
        let broke_off = self.damage.is_some();
        let drafts = drafts.into_iter().map(|draft| Draft { broke_off, ..draft });
        let workouts: Vec<_> = drafts.flat_map(|draft| draft.finish(reader)).collect();
        if workouts.is_empty() {
            let observations = day_file.told(device.as_deref(), reader.home);
            if observations.is_empty() || self.damage.is_some() {
                return Err(nothing(kind, self.damage.as_ref()));
            }
            let health = Health { observations, ..Health::default() };
            return Ok(Reading {
                format: Format::Fit,
                workouts,
                damage: None,
                notes: self.notes,
                health,
                air: ReadAir::default(),
            });
        }
        let kept_s: f64 = workouts.iter().map(assemble::recorded_s).sum();
        let damage = self.damage.map(|mut damage| {
            let by_size_s = kept_s * self.size as f64 / (damage.byte_offset.max(1)) as f64;
            damage.measure(kept_s, declared_s.or(Some(by_size_s)), self.size);
            damage
        });
        Ok(Reading {
            format: Format::Fit,
            workouts,
            damage,
            notes: self.notes,
            health: Health::default(),
            air: ReadAir::default(),
        })
    }
}

const COURSE: u32 = 6;

fn nothing(kind: Option<u32>, damage: Option<&Damage>) -> ReadError {
    if let Some(damage) = damage {
        let message = format!(
            "the file is damaged from byte {} on, before any record of a workout: copy it from the device again",
            damage.byte_offset
        );
        return ReadError::new("damaged", message).at(damage.byte_offset);
    }
    let holds: &[&str] = match kind {
        Some(1) => &["a description of a device"],
        Some(2) => &["settings"],
        Some(3) => &["sport settings"],
        Some(5) => &["a planned workout"],
        Some(7) => &["a schedule"],
        Some(9 | 10) => &["weights or totals"],
        Some(11) => &["goals"],
        Some(14) => &["blood pressure"],
        Some(15 | 28 | 32) => &["steps and heart rates of a day"],
        Some(20) => &["a summary of activities"],
        Some(34 | 35) => &["a segment"],
        Some(44) => &["metrics of training"],
        Some(49) => &["sleep"],
        Some(58) => &["naps or sleep"],
        Some(68) => &["heart rate variability"],
        _ => &[],
    };
    let what = holds.first().copied().unwrap_or("no record of a workout");
    ReadError::new("no_workout", format!("this FIT file holds {what}: choose the file of a workout"))
        .holding(holds)
}
