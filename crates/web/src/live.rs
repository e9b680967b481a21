//! Simulations that run for a page that is open: a few at once, beside the pages, each ended when its reader leaves.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    time::Duration,
};

use charley_muscle::{
    simulation::{Action, SimulationSettings},
    watch::{SimulatedMoment, Watch},
};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use tokio::sync::mpsc as channel;
use uuid::Uuid;

use crate::host::Host;
use charley_answers::see::words;

/// How many run at once.
const MOST: usize = 3;
/// Time between two pictures.
const PICTURE_MS: f64 = 50.0;
/// How long one runs.
const LONGEST: SignedDuration = SignedDuration::from_mins(15);
/// Pictures that may wait for a slow reader; then the simulation waits too.
const WAITING: usize = 4;
/// Time between two sentences.
const SENTENCE_S: f64 = 4.0;

/// What a page may ask of its simulation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum LiveCommand {
    /// Do something to the muscle.
    Do(Action),
    /// Run at this share of real time; 0 pauses.
    Speed(f64),
}

/// All that run.
#[derive(Debug, Default)]
pub(super) struct Live {
    running: Arc<Mutex<BTreeMap<Uuid, mpsc::Sender<LiveCommand>>>>,
    closing: Arc<AtomicBool>,
}

/// One picture of a simulation, as the page reads it.
#[derive(Debug, Serialize)]
struct Picture {
    /// Time simulated.
    t_s: f64,
    /// Impulses: milliseconds before now, unit.
    impulses: Vec<(f64, u16)>,
    emg_uv: Vec<i32>,
    active: usize,
    rate_pps: f64,
    force_pct: f64,
    force_n: f64,
    length_l0: f64,
    pcr_mmol_l: f64,
    atp_mmol_l: f64,
    pi_mmol_l: f64,
    ph: f64,
    potassium_mmol_l: f64,
    cramping: bool,
    /// A sentence, now and then.
    say: Option<String>,
}

impl Live {
    /// Begins one; nothing when as many run as may.
    pub(super) fn begin(
        &self,
        settings: SimulationSettings,
        seed: u64,
        host: &Arc<dyn Host>,
    ) -> Option<(Uuid, channel::Receiver<String>)> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if running.len() >= MOST || self.closing.load(Ordering::Acquire) {
            return None;
        }
        let watch = Watch::new(settings, seed).ok()?;
        let (asks, heard) = mpsc::channel();
        let (pictures, shown) = channel::channel(WAITING);
        let id = Uuid::new_v4();
        running.insert(id, asks);
        let now = host.now().timestamp();
        let mut run = LiveRun {
            watch,
            asks: heard,
            pictures,
            unsent: None,
            speed: 1.0,
            said: LiveSaid::default(),
            until: now + LONGEST,
            next: now,
            closing: self.closing.clone(),
            _place: LivePlace(self.running.clone(), id),
        };
        let clock = host.clone();
        host.later(Box::new(move || run.step(|| clock.now().timestamp())));
        Some((id, shown))
    }

    /// Asks something of one; false when it does not run any more.
    pub(super) fn ask(&self, id: Uuid, ask: LiveCommand) -> bool {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.get(&id).is_some_and(|asks| asks.send(ask).is_ok())
    }

    /// Ends them all: the server goes down.
    pub(super) fn close(&self) {
        self.closing.store(true, Ordering::Release);
    }
}

/// The place of one among all; it is free again when it ends, however that comes about.
struct LivePlace(Arc<Mutex<BTreeMap<Uuid, mpsc::Sender<LiveCommand>>>>, Uuid);

impl Drop for LivePlace {
    fn drop(&mut self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.1);
    }
}

/// One simulation as it runs.
struct LiveRun {
    watch: Watch,
    asks: mpsc::Receiver<LiveCommand>,
    pictures: channel::Sender<String>,
    /// A picture for which its reader had no room yet: the simulation waits with it.
    unsent: Option<String>,
    /// Share of real time.
    speed: f64,
    said: LiveSaid,
    until: Timestamp,
    /// When the next picture is due.
    next: Timestamp,
    closing: Arc<AtomicBool>,
    _place: LivePlace,
}

impl LiveRun {
    /// Goes on by one picture and says when the next is due; nothing when it is over.
    fn step(&mut self, now: impl Fn() -> Timestamp) -> Option<Duration> {
        if now() >= self.until || self.closing.load(Ordering::Acquire) || self.pictures.is_closed() {
            return None;
        }
        let done = self.hear();
        if self.unsent.is_none() && self.speed > 0.0 {
            let moment = self.watch.advance_ms((PICTURE_MS * self.speed).max(charley_muscle::watch::LOOK_MS));
            let units = self.watch.simulation().units().len();
            let say = self.said.of(&moment, units, done);
            self.unsent = Some(serde_json::to_string(&picture(&moment, say)).ok()?);
        }
        if let Some(text) = self.unsent.take() {
            match self.pictures.try_send(text) {
                Ok(()) => (),
                Err(channel::error::TrySendError::Full(text)) => self.unsent = Some(text),
                Err(channel::error::TrySendError::Closed(_)) => return None,
            }
        }
        Some(self.pause(now()))
    }

    /// Does what the page asked for; the last of it is told.
    fn hear(&mut self) -> Option<Action> {
        let mut done = None;
        for ask in self.asks.try_iter() {
            match ask {
                LiveCommand::Do(action) => {
                    self.watch.apply(action);
                    done = Some(action);
                }
                LiveCommand::Speed(asked) => self.speed = asked,
            }
        }
        done
    }

    /// The time until the next picture. Whoever is late, or whose clock was set, goes on from now.
    fn pause(&mut self, now: Timestamp) -> Duration {
        // Slower than a tenth of real time would need looks shorter than the model's: then pictures come less often.
        let stretched = if self.speed > 0.0 {
            (charley_muscle::watch::LOOK_MS / (PICTURE_MS * self.speed)).max(1.0)
        } else {
            1.0
        };
        let step = Duration::from_secs_f64(PICTURE_MS * stretched / 1000.0);
        self.next += step;
        let wait = Duration::try_from(self.next.duration_since(now)).ok().filter(|wait| *wait <= step);
        if wait.is_none() {
            self.next = now;
        }
        wait.unwrap_or_default()
    }
}

fn picture(moment: &SimulatedMoment, say: Option<String>) -> Picture {
    let short = |value: f64, digits: i32| (value * 10_f64.powi(digits)).round() / 10_f64.powi(digits);
    Picture {
        t_s: short(moment.t_ms / 1000.0, 3),
        impulses: moment
            .impulses
            .iter()
            .map(|impulse| (short(moment.t_ms - impulse.ms, 1), impulse.unit))
            .collect(),
        emg_uv: moment.emg_mv.iter().map(|mv| (mv * 1000.0).round() as i32).collect(),
        active: moment.active,
        rate_pps: short(moment.rate_pps, 1),
        force_pct: short(moment.force * 100.0, 1),
        force_n: short(moment.force_n, 1),
        length_l0: short(moment.length_l0, 3),
        pcr_mmol_l: short(moment.pcr_mmol_l, 1),
        atp_mmol_l: short(moment.atp_mmol_l, 2),
        pi_mmol_l: short(moment.pi_mmol_l, 1),
        ph: short(moment.ph, 2),
        potassium_mmol_l: short(moment.potassium_mmol_l, 2),
        cramping: moment.cramping,
        say,
    }
}

/// What was said last, so that the same is not said again at once.
#[derive(Debug, Default)]
struct LiveSaid {
    at_s: f64,
    cramping: bool,
    active: bool,
}

impl LiveSaid {
    /// A sentence when something was done, when a cramp begins or ends, and every few seconds while units fire.
    fn of(&mut self, moment: &SimulatedMoment, units: usize, done: Option<Action>) -> Option<String> {
        let now_s = moment.t_ms / 1000.0;
        let active = moment.active > 0;
        let changed = moment.cramping != self.cramping || active != self.active;
        if done.is_none() && !changed && (now_s - self.at_s < SENTENCE_S || !active) {
            return None;
        }
        (self.at_s, self.cramping, self.active) = (now_s, moment.cramping, active);
        let state = if moment.cramping {
            words::holds(moment.active, units, moment.rate_pps, moment.force * 100.0)
        } else if active {
            words::driven(moment.active, units, moment.rate_pps, moment.force * 100.0)
        } else {
            words::QUIET.to_owned()
        };
        Some(match done {
            Some(action) => format!("{now_s:.0} s: {}. {state}", words::action(action)),
            None => format!("{now_s:.0} s: {state}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::host::still::Still;

    #[test]
    fn only_a_few_run_and_each_ends_when_its_reader_leaves() {
        let live = Live::default();
        let host: Arc<dyn Host> = Still::at("2026-11-23T07:10[Europe/Berlin]");
        let settings = SimulationSettings { units: 16, ..SimulationSettings::default() };
        let mut open: Vec<_> =
            (0..MOST).map(|seed| live.begin(settings, seed as u64, &host).unwrap()).collect();
        assert!(live.begin(settings, 9, &host).is_none(), "no more than {MOST}");
        let (id, mut pictures) = open.pop().unwrap();
        assert!(live.ask(id, LiveCommand::Do(Action::Stimulate { hz: 20.0, seconds: 1.0 })));
        let texts: Vec<String> = (0..12).filter_map(|_| pictures.blocking_recv()).collect();
        let last: serde_json::Value = serde_json::from_str(texts.last().unwrap()).unwrap();
        assert!(last["t_s"].as_f64().unwrap() > 0.4 && last["emg_uv"].as_array().unwrap().len() == 100);
        assert!(texts.iter().any(|text| text.contains("stimulated 20 times a second")), "{texts:?}");
        drop(pictures);
        let left = Instant::now();
        while live.ask(id, LiveCommand::Speed(1.0)) && left.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(live.begin(settings, 9, &host).is_some(), "its place is free again");
        live.close();
        assert!(live.begin(settings, 9, &host).is_none(), "none begins when the server goes down");
    }
}
