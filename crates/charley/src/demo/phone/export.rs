//! What the phone gives away when it is asked for everything: one zip with a list of records, and the ways of walks beside it.

use std::{
    fmt,
    io::{self, Cursor, Write as _},
};

use charley_import::write;
use jiff::{ToSpan, civil::DateTime};
use rand::RngExt;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{PhoneLife, day::PhoneDay, walk};
use crate::demo::stream::{normal, stream};

/// Minutes between two bouts of steps, and how long a bout is.
const GAP_MIN: std::ops::Range<f64> = 9.0..34.0;
const BOUT_MIN: std::ops::Range<f64> = 2.0..8.0;
/// Steps of a minute on one's feet at home, and on a walk.
const AT_HOME: f64 = 34.0;
const WALKING: f64 = 104.0;
/// Minute of the day at which the longest sitting begins, after lunch.
const SITS_AT_MIN: f64 = 13.0 * 60.0;
/// The day of who left the phone at home: it moves in the morning and late.
const AWAY_MIN: std::ops::Range<f64> = 560.0..1_240.0;

/// A moment as the export writes it.
struct ExportTime(DateTime);

impl fmt::Display for ExportTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} +0000", self.0.strftime("%Y-%m-%d %H:%M:%S"))
    }
}

/// A span of a day, in minutes since its midnight.
#[derive(Clone, Copy)]
struct MinuteSpan {
    from: f64,
    to: f64,
}

/// The whole export as a zip.
///
/// # Errors
/// Never: it is written to memory.
pub(super) fn zip(life: &PhoneLife) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    let mut list = List::begun(life)?;
    let mut woken = 420.0;
    for day in &life.days {
        list.day(life, day, woken)?;
        woken = day.bed_min + 60.0 * day.slept_h - 1_440.0;
        if let Some((workout, way_m)) = walk::record(life, day) {
            list.walk(day, way_m)?;
            zip.start_file(format!("apple_health_export/workout-routes/route_{}.gpx", day.night), options)?;
            zip.write_all(&write::gpx(&workout))?;
        }
    }
    zip.start_file("apple_health_export/export.xml", options)?;
    zip.write_all(&list.ended())?;
    Ok(zip.finish()?.into_inner())
}

/// The list of records, while it is written.
struct List(Vec<u8>);

impl List {
    fn begun(life: &PhoneLife) -> io::Result<Self> {
        let made = ExportTime(life.config.until.saturating_add(1.day()).at(8, 0, 0, 0));
        let mut list = Vec::new();
        writeln!(list, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<HealthData locale=\"en_GB\">")?;
        writeln!(list, " <ExportDate value=\"{made}\"/>")?;
        Ok(Self(list))
    }

    fn ended(mut self) -> Vec<u8> {
        self.0.extend_from_slice(b"</HealthData>\n");
        self.0
    }

    /// One record of a span of the day.
    fn record(
        &mut self,
        day: &PhoneDay,
        (kind, by): (&str, &str),
        span: MinuteSpan,
        rest: fmt::Arguments<'_>,
    ) -> io::Result<()> {
        let at = |minutes: f64| {
            ExportTime(
                day.weather.date.at(0, 0, 0, 0).saturating_add(((minutes * 60.0).round() as i64).seconds()),
            )
        };
        let (from, to) = (at(span.from), at(span.to));
        writeln!(
            self.0,
            " <Record type=\"HK{kind}\" sourceName=\"{by}\" creationDate=\"{to}\" startDate=\"{from}\" endDate=\"{to}\" {rest}/>"
        )
    }

    fn day(&mut self, life: &PhoneLife, day: &PhoneDay, woken: f64) -> io::Result<()> {
        self.steps(life, day, woken)?;
        if !day.sleep_missed {
            let from = day.bed_min + day.onset_min;
            let span = MinuteSpan { from, to: day.bed_min + 60.0 * day.slept_h };
            let kind = ("CategoryTypeIdentifierSleepAnalysis", "Night app (synthetic)");
            self.record(
                day,
                kind,
                span,
                format_args!("value=\"HKCategoryValueSleepAnalysisAsleepUnspecified\""),
            )?;
        }
        if day.weighed {
            let mut rng = stream(life.config.seed, "bathroom scale", day.index as u64);
            let mass_kg = life.mass_kg + 0.6 * normal(&mut rng);
            let span = MinuteSpan { from: woken + 12.0, to: woken + 12.0 };
            let kind = ("QuantityTypeIdentifierBodyMass", "Scale (synthetic)");
            self.record(day, kind, span, format_args!("unit=\"kg\" value=\"{mass_kg:.1}\""))?;
        }
        Ok(())
    }

    /// Bouts of steps from waking to bed; between two of them the person sits, and once for as long as the day has it.
    fn steps(&mut self, life: &PhoneLife, day: &PhoneDay, woken: f64) -> io::Result<()> {
        let mut rng = stream(life.config.seed, "steps", day.index as u64);
        let longest = 60.0 * day.sat_h + day.table_min;
        let walk = day.walk.map(|plan| {
            let from = 60.0 * f64::from(plan.hour);
            MinuteSpan { from, to: from + f64::from(plan.minutes) }
        });
        let (mut at, mut sat) = (woken + 4.0, false);
        while at < day.bed_min {
            let bout = MinuteSpan { from: at, to: at + rng.random_range(BOUT_MIN) };
            let gap = rng.random_range(GAP_MIN).min(0.8 * longest);
            let walked = walk.filter(|walk| bout.to > walk.from && at < walk.to);
            let bout = walked.unwrap_or(bout);
            let seen = !day.left_at_home || !AWAY_MIN.contains(&bout.from);
            if seen {
                let steps = (bout.to - bout.from) * if walked.is_some() { WALKING } else { AT_HOME };
                self.bout(day, bout, steps)?;
            }
            let sits = !sat && bout.to >= SITS_AT_MIN;
            sat |= sits;
            at = bout.to + if sits { longest } else { gap };
        }
        Ok(())
    }

    /// Steps in records of ten minutes at most, as a phone writes them.
    fn bout(&mut self, day: &PhoneDay, bout: MinuteSpan, steps: f64) -> io::Result<()> {
        let pieces = ((bout.to - bout.from) / 10.0).ceil().max(1.0);
        let length = (bout.to - bout.from) / pieces;
        for piece in 0..pieces as u32 {
            let from = bout.from + length * f64::from(piece);
            let kind = ("QuantityTypeIdentifierStepCount", "Phone (synthetic)");
            let span = MinuteSpan { from, to: from + length };
            self.record(
                day,
                kind,
                span,
                format_args!("unit=\"count\" value=\"{:.0}\"", (steps / pieces).max(1.0)),
            )?;
        }
        Ok(())
    }

    fn walk(&mut self, day: &PhoneDay, way_m: f64) -> io::Result<()> {
        let Some(plan) = day.walk else { return Ok(()) };
        let start = day.weather.date.at(plan.hour, 0, 0, 0);
        let end = ExportTime(start.saturating_add(i64::from(plan.minutes).minutes()));
        writeln!(
            self.0,
            " <Workout workoutActivityType=\"HKWorkoutActivityTypeWalking\" duration=\"{}\" durationUnit=\"min\" sourceName=\"Phone (synthetic)\" creationDate=\"{end}\" startDate=\"{}\" endDate=\"{end}\">\n  <WorkoutStatistics type=\"HKQuantityTypeIdentifierDistanceWalkingRunning\" sum=\"{:.3}\" unit=\"km\"/>\n </Workout>",
            plan.minutes,
            ExportTime(start),
            way_m / 1000.0,
        )
    }
}
