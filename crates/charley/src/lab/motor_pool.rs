//! `lab motor-pool`: the pool that simulators are compared on, with the time it took.

use charley_muscle::{
    benchmark,
    membrane::{Membrane, MembraneError},
    muscle::Muscle,
    pool::{Instructions, Pool, PoolInput},
};
use serde::Serialize;

use super::processor_s;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MotorPoolRequest<'a> {
    pub(crate) cells: usize,
    pub(crate) time_s: f64,
    pub(crate) dt_ms: f64,
    pub(crate) seed: u64,
    /// Text of a drive: the last number of each line is the excitation of one step, in mS/cm².
    pub(crate) drive: Option<&'a str>,
    pub(crate) instructions: Instructions,
}

/// `charley.motor_pool/1`.
#[derive(Debug, Serialize)]
pub(crate) struct MotorPoolDocument {
    pub(crate) schema: &'static str,
    /// Time of the processor for the simulation alone.
    pub(crate) cpu_s: f64,
    pub(crate) real_time_factor: f64,
    pub(crate) spikes: u64,
    pub(crate) active_cells: usize,
    /// Mean over the active cells of impulses a second.
    pub(crate) mean_rate_pps: Option<f64>,
    pub(crate) cells: usize,
    pub(crate) simulated_s: f64,
    pub(crate) dt_ms: f64,
    pub(crate) seed: u64,
    pub(crate) drive: &'static str,
    pub(crate) instructions: &'static str,
}

/// Why there is no run.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MotorPoolError {
    /// The step.
    #[error(transparent)]
    Membrane(#[from] MembraneError),
    /// The time.
    #[error("{0} s is no time to simulate: at least one step, at most 3600 s")]
    Time(f64),
    /// A line of the drive.
    #[error("the drive, line {line}: {found:?} is no conductance in mS/cm² (0 to 10)")]
    Line { line: usize, found: String },
    /// Too few lines.
    #[error("the drive has {found} values, {needed} are needed: one a step, {time_s} s at {dt_ms} ms")]
    Short { found: usize, needed: usize, time_s: f64, dt_ms: f64 },
}

/// Runs the pool; `second` is called after each simulated second.
///
/// # Errors
/// [`MotorPoolError`] names what was given, the limit and the remedy.
pub(crate) fn run(
    question: &MotorPoolRequest<'_>,
    second: &dyn Fn(),
) -> Result<MotorPoolDocument, MotorPoolError> {
    let MotorPoolRequest { cells, time_s, dt_ms, seed, .. } = *question;
    let units = Muscle::MedialGastrocnemius.units(cells);
    let mut pool = Pool::new(&units, Membrane { dt_ms, ..Membrane::default() })?.with(question.instructions);
    if !(time_s * 1000.0 >= dt_ms && time_s <= 3600.0) {
        return Err(MotorPoolError::Time(time_s));
    }
    let steps = (time_s * 1000.0 / dt_ms).round() as usize;
    let drive = match question.drive {
        None => benchmark::drive(seed, time_s * 1000.0, dt_ms),
        Some(text) => read(text, steps, DriveSpan { time_s, dt_ms })?,
    };
    let (none, gain) = (vec![0.0; cells], vec![benchmark::PIC_GAIN.value as f32; cells]);
    let mut counts = vec![0_u64; cells];
    let blocks_a_second = (1000.0 / charley_muscle::pool::BLOCK_MS) as usize;
    let mut last = vec![0.0; pool.steps()];
    let began = processor_s();
    for (block, common) in drive.chunks(pool.steps()).enumerate() {
        last[..common.len()].copy_from_slice(common);
        let input =
            PoolInput { excitation: &none, inhibition: &none, outward: &none, pic: &gain, common: &last };
        for spike in pool.advance(&input) {
            counts[usize::from(spike.cell)] += 1;
        }
        if (block + 1) % blocks_a_second == 0 {
            second();
        }
    }
    let cpu_s = processor_s() - began;
    let (spikes, active_cells) =
        (counts.iter().sum::<u64>(), counts.iter().filter(|count| **count > 0).count());
    Ok(MotorPoolDocument {
        schema: "charley.motor_pool/1",
        cpu_s,
        real_time_factor: time_s / cpu_s.max(1e-9),
        spikes,
        active_cells,
        mean_rate_pps: (active_cells > 0).then(|| spikes as f64 / active_cells as f64 / time_s),
        cells,
        simulated_s: time_s,
        dt_ms,
        seed,
        drive: if question.drive.is_some() { "file" } else { "seeded" },
        instructions: match question.instructions {
            Instructions::Widest => "widest",
            Instructions::Plain => "plain",
        },
    })
}

/// How long a run is, and its step.
#[derive(Clone, Copy)]
struct DriveSpan {
    time_s: f64,
    dt_ms: f64,
}

/// The last number of each line; a first line without one names the columns.
fn read(text: &str, needed: usize, span: DriveSpan) -> Result<Vec<f32>, MotorPoolError> {
    let mut drive = Vec::with_capacity(needed);
    for (place, line) in text.lines().enumerate() {
        let Some(word) = line.split([',', ';', '\t', ' ']).rfind(|word| !word.is_empty()) else { continue };
        match word.trim().parse::<f32>() {
            Ok(value) if (0.0..=10.0).contains(&value) => drive.push(value),
            Err(_) if place == 0 => {}
            _ => {
                let found: String = word.chars().take(40).collect();
                return Err(MotorPoolError::Line { line: place + 1, found });
            }
        }
    }
    if drive.len() < needed {
        return Err(MotorPoolError::Short {
            found: drive.len(),
            needed,
            time_s: span.time_s,
            dt_ms: span.dt_ms,
        });
    }
    drive.truncate(needed);
    Ok(drive)
}
