//! `export.xml` of Apple Health: gigabytes of records, read as they stream by and never held.
//!
//! Records come in any order; sleep, weight, drinks, steps and heart rates are gathered, all else flies past. Workouts carry
//! their weather, and the heart rates of their time are put into them at the end.

mod attributes;
mod record;
mod tags;
mod units;
mod workout;

use std::{collections::BTreeMap, io::Read};

use charley_domain::workout::Workout;
use jiff::{Timestamp, tz::TimeZone};

use self::{
    attributes::Attributes,
    record::AppleRecord,
    tags::{BrokenTag, Element, Tag, Tags},
    workout::AppleWorkout,
};
use crate::{
    Damage, Format, ReadAir, ReadError, Reader, Reading,
    health::{CycleDrawer, Drawer, Health, HeartRates, WorkoutAir},
};

/// What is read of an export at most, in bytes: twelve years of one person had 3.2 GB.
pub(crate) const MOST_BYTES: u64 = 64 << 30;
/// Workouts of one export at most.
const MOST_WORKOUTS: usize = 100_000;

/// Everything one export said, before it is known where its owner lives.
#[derive(Debug, Default)]
pub struct Export {
    drawer: Drawer,
    cycle: CycleDrawer,
    workouts: Vec<AppleWorkout>,
    heart_rates: HeartRates,
    /// Where it broke off, in bytes.
    broken_at: Option<u64>,
    /// Bytes that were read.
    pub(crate) bytes: u64,
}

/// Reads an export to its end, or to where it breaks.
pub(crate) fn read(source: &mut dyn Read) -> Export {
    let mut tags = Tags::of(source);
    let mut walk = ExportWalk::default();
    loop {
        match tags.next() {
            Ok(Some(Tag::Begins { element, has_children })) => walk.begins(element, has_children),
            Ok(Some(Tag::Ends(name))) => walk.ends(name),
            Ok(None) => break,
            Err(BrokenTag) => {
                walk.export.broken_at = Some(tags.position());
                break;
            }
        }
    }
    walk.export.bytes = tags.position();
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
    record: Option<AppleRecord<'static>>,
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
    fn begins(&mut self, element: Element<'_>, has_children: bool) {
        match element.name {
            b"Record" if self.in_correlation == 0 => self.record(element, has_children),
            b"MetadataEntry" if self.in_route == 0 => self.metadata(element),
            b"Correlation" => self.in_correlation += u32::from(has_children),
            b"WorkoutRoute" => self.in_route += u32::from(has_children),
            b"Workout" => {
                self.workout = AppleWorkout::of(&Attributes::of(element));
                if !has_children {
                    self.keep_workout();
                }
            }
            b"WorkoutActivity" => self.in_activity += u32::from(has_children),
            b"WorkoutStatistics" if self.in_activity == 0 => {
                if let Some(workout) = &mut self.workout {
                    workout.statistics(&Attributes::of(element));
                }
            }
            _ => {}
        }
    }

    fn ends(&mut self, name: &[u8]) {
        match name {
            b"Record" => {
                if let Some(record) = self.record.take() {
                    record.keep(&mut self.export.drawer, &mut self.export.cycle);
                }
            }
            b"WorkoutActivity" => self.in_activity = self.in_activity.saturating_sub(1),
            b"Workout" => {
                self.in_activity = 0;
                self.keep_workout();
            }
            b"Correlation" => self.in_correlation = self.in_correlation.saturating_sub(1),
            b"WorkoutRoute" => self.in_route = self.in_route.saturating_sub(1),
            b"HealthData" => self.is_closed = true,
            _ => {}
        }
    }

    fn record(&mut self, element: Element<'_>, has_children: bool) {
        let Some(record) = AppleRecord::of(&Attributes::of(element), &mut self.export.heart_rates) else {
            return;
        };
        if has_children {
            self.record = Some(record.owned());
        } else {
            record.keep(&mut self.export.drawer, &mut self.export.cycle);
        }
    }

    fn metadata(&mut self, element: Element<'_>) {
        if self.record.is_none() && self.workout.is_none() {
            return;
        }
        let attributes = Attributes::of(element);
        let (Some(key), Some(value)) = (attributes.get("key"), attributes.get("value")) else { return };
        if key == "HKTimeZone" {
            if let Some(record) = &mut self.record {
                record.offset_s = self.zones.offset_s(&value, record.to_ms);
            } else if let Some(workout) = &mut self.workout {
                workout.offset_s = self.zones.offset_s(&value, workout.start_ms);
            }
        } else if let ("HKWasUserEntered", Some(record)) = (&*key, &mut self.record) {
            record.typed = value == "1";
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
    pub fn told(mut self, reader: &Reader<'_>) -> Result<Reading, ReadError> {
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
        let cycle = self.cycle.told(reader.home);
        if workouts.is_empty() && observations.is_empty() && cycle.is_empty() {
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
        let health = Health { observations, air, cycle, ..Health::default() };
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
