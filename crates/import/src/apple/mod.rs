//! `export.xml` of Apple Health: gigabytes of records, read as they stream by and never held.
//!
//! Records come in any order; sleep, weight, drinks, steps and heart rates are gathered, all else flies past. Workouts carry
//! their weather, and the heart rates of their time are put into them at the end.

mod attributes;
mod record;
mod units;
mod workout;

use std::{
    collections::BTreeMap,
    io::{BufReader, Read},
};

use charley_domain::workout::Workout;
use jiff::{Timestamp, tz::TimeZone};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use self::{
    attributes::Attributes,
    record::AppleRecord,
    workout::{AppleWorkout, HeartRates},
};
use crate::{
    Damage, Format, ReadAir, ReadError, Reader as FileReader, Reading,
    health::{Drawer, Health, WorkoutAir},
};

/// What is read of an export at most, in bytes: twelve years of one person had 3.2 GB.
pub(crate) const MOST_BYTES: u64 = 64 << 30;
/// What lies between the file and the parser, in bytes.
const BUFFER: usize = 256 << 10;
/// Workouts of one export at most.
const MOST_WORKOUTS: usize = 100_000;

/// Everything one export said, before it is known where its owner lives.
#[derive(Debug, Default)]
pub struct Export {
    drawer: Drawer,
    workouts: Vec<AppleWorkout>,
    heart_rates: HeartRates,
    /// Where it broke off, in bytes.
    broken_at: Option<u64>,
    /// Bytes that were read.
    pub(crate) bytes: u64,
}

/// Reads an export to its end, or to where it breaks.
pub(crate) fn read(source: &mut dyn Read) -> Export {
    let mut reader = Reader::from_reader(BufReader::with_capacity(BUFFER, source));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut walk = ExportWalk::default();
    let mut buffer = Vec::with_capacity(4_096);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) => walk.begins(&element, true),
            Ok(Event::Empty(element)) => walk.begins(&element, false),
            Ok(Event::End(element)) => walk.ends(element.name().as_ref()),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => {
                walk.export.broken_at = Some(reader.buffer_position());
                break;
            }
        }
    }
    walk.export.bytes = reader.buffer_position();
    if !walk.is_closed {
        walk.export.broken_at.get_or_insert(walk.export.bytes);
    }
    walk.export
}

/// A walk through the document.
#[derive(Debug, Default)]
struct ExportWalk {
    export: Export,
    /// A record whose metadata are still to come.
    record: Option<AppleRecord>,
    workout: Option<AppleWorkout>,
    /// Records within a correlation stand at the top level as well.
    in_correlation: u32,
    /// What stands in a route tells nothing of the workout around it.
    in_route: u32,
    /// Totals of a part of a workout are not those of the workout.
    in_activity: u32,
    is_closed: bool,
    zones: Zones,
}

impl ExportWalk {
    fn begins(&mut self, element: &BytesStart<'_>, has_children: bool) {
        match element.name().as_ref() {
            "Record" if self.in_correlation == 0 => self.record(element, has_children),
            "MetadataEntry" if self.in_route == 0 => self.metadata(element),
            "Correlation" => self.in_correlation += u32::from(has_children),
            "WorkoutRoute" => self.in_route += u32::from(has_children),
            "Workout" => {
                self.workout = AppleWorkout::of(Attributes(element));
                if !has_children {
                    self.keep_workout();
                }
            }
            "WorkoutActivity" => self.in_activity += u32::from(has_children),
            "WorkoutStatistics" if self.in_activity == 0 => {
                if let Some(workout) = &mut self.workout {
                    workout.statistics(Attributes(element));
                }
            }
            _ => {}
        }
    }

    fn ends(&mut self, name: &str) {
        match name {
            "Record" => {
                if let Some(record) = self.record.take() {
                    record.keep(&mut self.export.drawer);
                }
            }
            "WorkoutActivity" => self.in_activity = self.in_activity.saturating_sub(1),
            "Workout" => {
                self.in_activity = 0;
                self.keep_workout();
            }
            "Correlation" => self.in_correlation = self.in_correlation.saturating_sub(1),
            "WorkoutRoute" => self.in_route = self.in_route.saturating_sub(1),
            "HealthData" => self.is_closed = true,
            _ => {}
        }
    }

    fn record(&mut self, element: &BytesStart<'_>, has_children: bool) {
        let Some(record) = AppleRecord::of(Attributes(element), &mut self.export.heart_rates) else { return };
        if has_children {
            self.record = Some(record);
        } else {
            record.keep(&mut self.export.drawer);
        }
    }

    fn metadata(&mut self, element: &BytesStart<'_>) {
        if self.record.is_none() && self.workout.is_none() {
            return;
        }
        let attributes = Attributes(element);
        let (Some(key), Some(value)) = (attributes.get("key"), attributes.get("value")) else { return };
        if key == "HKTimeZone" {
            if let Some(record) = &mut self.record {
                record.offset_s = self.zones.offset_s(&value, record.to_ms);
            } else if let Some(workout) = &mut self.workout {
                workout.offset_s = self.zones.offset_s(&value, workout.start_ms);
            }
        } else if let (None, Some(workout)) = (&self.record, &mut self.workout) {
            workout.metadata(&key, &value);
        }
    }

    fn keep_workout(&mut self) {
        if let Some(workout) = self.workout.take().filter(|_| self.export.workouts.len() < MOST_WORKOUTS) {
            self.export.workouts.push(workout);
        }
    }
}

/// Zones by name, looked up once.
#[derive(Debug, Default)]
struct Zones(BTreeMap<String, Option<TimeZone>>);

impl Zones {
    fn offset_s(&mut self, name: &str, at_ms: i64) -> Option<i32> {
        if !self.0.contains_key(name) && self.0.len() < 1_000 {
            self.0.insert(name.to_owned(), TimeZone::get(name).ok());
        }
        let at = Timestamp::from_millisecond(at_ms).ok()?;
        Some(self.0.get(name)?.as_ref()?.to_offset(at).seconds())
    }
}

impl Export {
    /// The workouts and everything else, with the wall clock of home where the export knows no other.
    ///
    /// # Errors
    /// [`ReadError`] when nothing in it can be used.
    pub fn told(mut self, reader: &FileReader<'_>) -> Result<Reading, ReadError> {
        self.heart_rates.sort();
        let mut air = Vec::new();
        let mut workouts: Vec<Workout> = Vec::new();
        for workout in &self.workouts {
            let Some(made) = workout.made(&self.heart_rates, reader) else { continue };
            if let Some(air_c) = workout.air_c {
                let humidity_pct = workout.humidity_pct;
                air.push(WorkoutAir {
                    workout: made.head.id.clone(),
                    start: made.head.start.clone(),
                    air_c,
                    humidity_pct,
                });
            }
            workouts.push(made);
        }
        let observations = self.drawer.told(reader.home);
        if workouts.is_empty() && observations.is_empty() {
            return Err(ReadError::new(
                "no_workout",
                "this export of Apple Health holds neither workouts nor sleep, weight, drinks or steps: export it again",
            ));
        }
        let damage = self.broken_at.map(|byte_offset| Damage {
            kept_s: 0.0,
            of_s: None,
            byte_offset,
            code: "truncated",
            sentence: format!(
                "the export breaks off after {} MB: what stands before was read; export it again for the rest",
                byte_offset / (1024 * 1024)
            ),
        });
        let health = Health { observations, air, ..Health::default() };
        Ok(Reading {
            format: Format::AppleHealth,
            workouts,
            damage,
            notes: Vec::new(),
            health,
            air: ReadAir::default(),
        })
    }
}

#[cfg(test)]
mod tests;
