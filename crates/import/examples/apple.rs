//! An export of Apple Health of any size, made from a seed, and how fast and in how much memory it is read.
//!
//! `cargo run --release -p charley-import --example apple make MEGABYTES [SEED] > export.xml`
//! `cargo run --release -p charley-import --example apple read export.xml`, and `bare` for the loop that does nothing
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::format_push_string,
    reason = "an example prints, and writes text as it comes"
)]

use std::{
    env, fmt,
    fs::{self, File},
    io::{self, BufReader, BufWriter, Write},
    ops::ControlFlow,
    time::Instant,
};

use charley_import::{
    Reader, Reading,
    walk::{Item, Limits, walk},
};
use jiff::{Timestamp, tz::TimeZone};
use quick_xml::events::Event;

/// A small generator of our own, so that the same seed gives the same export everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// A moment as Apple Health writes it.
struct At(i64);

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = Timestamp::from_second(self.0).map_err(|_| fmt::Error)?.to_zoned_datetime(TimeZone::UTC);
        write!(f, "{} +0000", at.strftime("%Y-%m-%d %H:%M:%S"))
    }
}

/// Writes days until the size is reached: heart rates, steps of watch and phone, energy, a night in stages, a weight, a run.
fn make(out: &mut impl Write, bytes: u64, seed: u64) -> io::Result<()> {
    let mut dice = Dice(seed.max(1));
    let mut day_s = 1_420_070_400; // 1 January 2015
    let mut written = 0;
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>\n]>"
    )?;
    writeln!(out, "<HealthData locale=\"en_GB\">\n <ExportDate value=\"2026-11-30 08:00:00 +0000\"/>")?;
    while written < bytes {
        let day = day(&mut dice, day_s);
        written += day.len() as u64;
        out.write_all(day.as_bytes())?;
        day_s += 86_400;
    }
    writeln!(out, "</HealthData>")
}

fn day(dice: &mut Dice, day_s: i64) -> String {
    let mut text = String::new();
    let mut record = |kind: &str, source: &str, span: (i64, i64), rest: &str| {
        text += &format!(
            " <Record type=\"HK{kind}\" sourceName=\"{source}\" sourceVersion=\"11.2\" device=\"&lt;&lt;HKDevice: 0x28&gt;, name:{source}, manufacturer:Apple Inc.&gt;\" creationDate=\"{}\" startDate=\"{}\" endDate=\"{}\" {rest}/>\n",
            At(span.1),
            At(span.0),
            At(span.1)
        );
    };
    let hour = |h: i64| day_s + h * 3_600;
    for minute in (0..1_440).step_by(5) {
        let at = day_s + minute * 60;
        let rest = format!("unit=\"count/min\" value=\"{}\"", 50 + dice.below(60));
        record("QuantityTypeIdentifierHeartRate", "Apple\u{a0}Watch", (at, at), &rest);
        let rest = format!("unit=\"Cal\" value=\"0.{}\"", dice.below(900) + 100);
        record("QuantityTypeIdentifierActiveEnergyBurned", "Apple\u{a0}Watch", (at, at + 60), &rest);
    }
    for minute in (420..1_380).step_by(10) {
        if dice.below(4) > 0 {
            let at = day_s + minute * 60;
            for (source, count) in [("iPhone", 60), ("Apple\u{a0}Watch", 64)] {
                let rest = format!("unit=\"count\" value=\"{}\"", count + dice.below(200));
                record(
                    "QuantityTypeIdentifierStepCount",
                    source,
                    (at, at + 120 + dice.below(300) as i64),
                    &rest,
                );
            }
        }
    }
    let mut at = hour(23);
    for _ in 0..16 {
        let stage = ["AsleepCore", "AsleepDeep", "AsleepREM", "Awake"][dice.below(4) as usize];
        let ends = at + 600 + dice.below(2_400) as i64;
        let rest = format!("value=\"HKCategoryValueSleepAnalysis{stage}\"");
        record("CategoryTypeIdentifierSleepAnalysis", "Apple\u{a0}Watch", (at, ends), &rest);
        at = ends;
    }
    let rest = format!("unit=\"kg\" value=\"{}.{}\"", 60 + dice.below(4), dice.below(10));
    record("QuantityTypeIdentifierBodyMass", "Scale", (hour(7), hour(7)), &rest);
    let rest = format!("unit=\"count/min\" value=\"{}\"", 48 + dice.below(12));
    record("QuantityTypeIdentifierRestingHeartRate", "Apple\u{a0}Watch", (hour(0), hour(23)), &rest);
    if dice.below(3) == 0 {
        text += &format!(
            " <Workout workoutActivityType=\"HKWorkoutActivityTypeRunning\" duration=\"40\" durationUnit=\"min\" sourceName=\"Apple\u{a0}Watch\" startDate=\"{}\" endDate=\"{}\">\n  <MetadataEntry key=\"HKWeatherTemperature\" value=\"{} degF\"/>\n  <WorkoutStatistics type=\"HKQuantityTypeIdentifierDistanceWalkingRunning\" sum=\"7.{}\" unit=\"km\"/>\n </Workout>\n",
            At(hour(18)),
            At(hour(18) + 2_400),
            40 + dice.below(50),
            dice.below(10)
        );
    }
    text
}

/// The bare loop over the events of the file, as a measure of what is possible.
fn bare(path: &str) -> Result<(), Box<dyn std::error::Error>> {
    let since = Stopwatch::begun();
    let mut reader = quick_xml::Reader::from_reader(BufReader::with_capacity(256 << 10, File::open(path)?));
    reader.config_mut().check_end_names = false;
    let (mut buffer, mut events) = (Vec::new(), 0_u64);
    while !matches!(reader.read_event_into(&mut buffer)?, Event::Eof) {
        events += 1;
        buffer.clear();
    }
    println!("{since} of the bare loop of quick-xml over {events} events");
    Ok(())
}

fn read(path: &str) {
    let home = TimeZone::UTC;
    let since = Stopwatch::begun();
    let mut told = String::new();
    walk(&[path], &Limits::default(), &mut |item: Item| {
        told = match item.content.map(|content| content.read(&Reader::at(&home))) {
            Ok(Ok(Reading { workouts, health, damage, .. })) => {
                let observed = health.observations.len();
                format!("{} workouts, {observed} observations, damage {damage:?}", workouts.len())
            }
            other => format!("{other:?}"),
        };
        ControlFlow::Continue(())
    });
    let peak = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = peak.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("peak not known").trim();
    println!("{since} of Charley, {peak}, {told}");
}

/// Time of this thread on the processor where the kernel counts it: the wall clock measures what else the machine does.
struct Stopwatch(Instant, Option<f64>);

impl Stopwatch {
    fn begun() -> Self {
        Self(Instant::now(), Self::processor_s())
    }

    fn processor_s() -> Option<f64> {
        let counted = fs::read_to_string("/proc/self/schedstat").ok()?;
        Some(counted.split_whitespace().next()?.parse::<f64>().ok()? / 1e9)
    }
}

impl fmt::Display for Stopwatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wall_s = self.0.elapsed().as_secs_f64();
        let processor_s = Self::processor_s().zip(self.1).map_or(wall_s, |(now, before)| now - before);
        write!(f, "{processor_s:.3} s ({wall_s:.3} s on the wall)")
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|text| text.parse::<u64>().ok());
    match arguments.first().map(String::as_str) {
        Some("make") => {
            let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
            make(&mut out, number(1).unwrap_or(10) * 1_000_000, number(2).unwrap_or(7))?;
            out.flush()?;
        }
        Some("read") => read(arguments.get(1).map_or("export.xml", String::as_str)),
        Some("bare") => bare(arguments.get(1).map_or("export.xml", String::as_str))?,
        _ => eprintln!(
            "apple make MEGABYTES [SEED] > export.xml, apple read export.xml, apple bare export.xml"
        ),
    }
    Ok(())
}
