//! The synthetic workouts as files: three formats, some compressed, one damaged, one recorded twice.

use std::{fs, io, io::Write, path::Path};

use charley_domain::workout::{ChannelKind, Sport, Workout};
use charley_import::write;
use flate2::{Compression, write::GzEncoder};
use jiff::ToSpan;
use rand::RngExt;
use rayon::prelude::*;

use super::{
    Life,
    recording::record,
    stream::stream,
    training::{TrainingKind, TrainingSession},
};

/// Share of the damaged file that is left.
const LEFT_OF_DAMAGED: f64 = 0.93;
/// Seconds by which the second device was started later.
const SECOND_DEVICE_S: i64 = 3;
const COMPRESSED: f64 = 0.25;

/// One file of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveFile {
    /// Path within the archive: `2026/2026-05-03-0914-long-run.fit.gz`.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// The files of one workout: one, or two where a second device ran along.
pub fn files(life: &Life, session: &TrainingSession) -> Vec<ArchiveFile> {
    let workout = record(life, session);
    let mut rng = stream(life.config.seed, "file", session.index as u64);
    let (format, compressed) = (rng.random::<f64>(), rng.random_bool(COMPRESSED));
    let role = Role::of(life, session);
    let (ending, mut bytes) = match format {
        _ if role == Role::Damaged => ("fit", write::fit(&workout)),
        chance if chance < 0.66 => ("fit", write::fit(&workout)),
        chance if chance < 0.84 => ("tcx", write::tcx(&workout)),
        _ => ("gpx", write::gpx(&workout)),
    };
    if role == Role::Damaged {
        bytes.truncate((bytes.len() as f64 * LEFT_OF_DAMAGED) as usize);
    }
    let stem = stem(session);
    let mut files = vec![if compressed && role == Role::Whole {
        ArchiveFile { name: format!("{stem}.{ending}.gz"), bytes: gzip(&bytes) }
    } else {
        ArchiveFile { name: format!("{stem}.{ending}"), bytes }
    }];
    if role == Role::RecordedTwice {
        files.push(ArchiveFile {
            name: format!("{stem}-phone.gpx"),
            bytes: write::gpx(&on_second_device(&workout)),
        });
    }
    files
}

/// What an archive came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Files.
    pub files: usize,
    /// Their size.
    pub bytes: u64,
}

/// Writes every workout below `folder`, which must exist.
///
/// # Errors
/// When a file cannot be written.
pub fn write(life: &Life, folder: &Path) -> io::Result<Written> {
    let written: io::Result<Vec<Written>> =
        life.sessions.par_iter().map(|session| write_all(&files(life, session), folder)).collect();
    Ok(written?.into_iter().fold(Written::default(), |sum, one| Written {
        files: sum.files + one.files,
        bytes: sum.bytes + one.bytes,
    }))
}

fn write_all(files: &[ArchiveFile], folder: &Path) -> io::Result<Written> {
    let mut written = Written::default();
    for file in files {
        let path = folder.join(&file.name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, &file.bytes)?;
        written.files += 1;
        written.bytes += file.bytes.len() as u64;
    }
    Ok(written)
}

/// What happened to the recording of a workout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Whole,
    Damaged,
    RecordedTwice,
}

impl Role {
    fn of(life: &Life, session: &TrainingSession) -> Self {
        let third = life.sessions.len() / 3;
        match session.index {
            index if third > 0 && index == third => Self::Damaged,
            index if third > 0 && index == 2 * third => Self::RecordedTwice,
            _ => Self::Whole,
        }
    }
}

fn stem(session: &TrainingSession) -> String {
    let start = session.start;
    let kind = match (session.kind, session.kind.sport()) {
        (TrainingKind::Race, _) => "race",
        (TrainingKind::LongRun, _) => "long-run",
        (_, Sport::Ride) => "ride",
        _ => "run",
    };
    let (year, date) = (start.year(), start.date());
    format!("{year}/{date}-{:02}{:02}-{kind}", start.hour(), start.minute())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    // Writing to memory cannot fail; were it to, the plain bytes are as good.
    match encoder.write_all(bytes).and_then(|()| encoder.finish()) {
        Ok(compressed) => compressed,
        Err(_) => bytes.to_vec(),
    }
}

/// The same workout as a phone in the pocket saw it: begun a little later, without a heart rate.
fn on_second_device(workout: &Workout) -> Workout {
    let mut copy = workout.clone();
    let skipped = SECOND_DEVICE_S as usize;
    copy.head.device = Some("synthetic phone".to_owned());
    copy.head.start.instant =
        copy.head.start.instant.saturating_add(SECOND_DEVICE_S.seconds()).unwrap_or(copy.head.start.instant);
    copy.channels.retain(|channel| {
        matches!(channel.kind, ChannelKind::Latitude | ChannelKind::Longitude | ChannelKind::Altitude)
    });
    for channel in &mut copy.channels {
        channel.values.drain(..skipped.min(channel.values.len()));
    }
    copy.time_ms.drain(..skipped.min(copy.time_ms.len()));
    for time_ms in &mut copy.time_ms {
        *time_ms -= SECOND_DEVICE_S * 1_000;
    }
    for pause in &mut copy.pauses {
        pause.from_ms -= SECOND_DEVICE_S * 1_000;
        pause.to_ms -= SECOND_DEVICE_S * 1_000;
    }
    copy.laps.clear();
    copy
}
