//! Signal 9 at any point of every verb that writes: nothing is lost, and nothing is left half-way without a word.
//!
//! `KILLS` of them each; 10 where nobody says how many. With strace a kill comes at a call that changes a file, each as
//! likely as the other; without it, and for every fourth one anyway, at a moment by the clock.

mod verbs;

use std::{
    fs,
    io::Read as _,
    path::Path,
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::{power::Random, scratch, trace};

/// A verb that is killed.
struct Verb<'a> {
    /// Fills an empty folder with what the verb starts from.
    begins: &'a dyn Fn(&Path),
    /// What is typed after `charley`, in which `@` is the folder.
    line: &'a str,
    /// Looks at what the kill left; says what is wrong.
    left: &'a dyn Fn(&Path) -> Result<(), String>,
}

/// When to kill.
#[derive(Debug)]
enum Moment {
    /// At the so-manieth call of this name in a thread.
    Call(String, u32),
    After(Duration),
}

impl Verb<'_> {
    fn killed(&self, name: &str) {
        let kills: usize = std::env::var("KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(10);
        let start = self.start();
        let (points, takes) = self.without_a_kill(start.path());
        let mut random = Random::of(name.len() as u64);
        let (mut faults, mut survived) = (Vec::new(), 0);
        for number in 0..kills {
            let moment = if points.is_empty() || number % 4 == 3 {
                Moment::After(takes * random.below(1000) as u32 / 1000)
            } else {
                let (call, nth) = points[random.below(points.len())].clone();
                Moment::Call(call, nth)
            };
            let folder = copy(start.path());
            if self.run(folder.path(), &moment) {
                survived += 1;
            }
            if let Err(fault) = (self.left)(folder.path()) {
                faults.push(format!("{moment:?}: {fault}"));
            }
        }
        println!("{name}: {kills} kills, {survived} came too late, {} faults", faults.len());
        assert!(faults.is_empty(), "{name}: {} of {kills}\n{}", faults.len(), faults.join("\n"));
    }

    fn start(&self) -> TempDir {
        let start = scratch::folder();
        (self.begins)(start.path());
        start
    }

    /// Lets it run once to its end: the points at which it can be killed, and how long it takes.
    fn without_a_kill(&self, start: &Path) -> (Vec<(String, u32)>, Duration) {
        let began = Instant::now();
        let folder = copy(start);
        let output = self.command(None, folder.path()).output().unwrap();
        assert!(output.status.success(), "{}: {}", self.line, said(&output));
        let takes = began.elapsed();
        (self.left)(folder.path()).unwrap();
        if !trace::works() {
            return (Vec::new(), takes);
        }
        let (folder, log) = (copy(start), tempfile::NamedTempFile::new().unwrap());
        let output = self.command(Some(trace::strace(log.path())), folder.path()).output().unwrap();
        assert!(output.status.success(), "{}: {}", self.line, said(&output));
        (trace::points(&trace::read(log.path())), takes)
    }

    /// Whether it came to its end before the kill.
    fn run(&self, folder: &Path, moment: &Moment) -> bool {
        match moment {
            Moment::Call(name, nth) => {
                let mut strace = Command::new("strace");
                strace.args(["-f", "-qq", "-o", "/dev/null", "-e"]).arg(format!("trace={name}"));
                strace.arg("-e").arg(format!("inject={name}:signal=KILL:when={nth}"));
                self.command(Some(strace), folder).output().unwrap().status.success()
            }
            Moment::After(pause) => {
                let mut child = self.command(None, folder).spawn().unwrap();
                std::thread::sleep(*pause);
                let ended = child.try_wait().unwrap().is_some();
                child.kill().unwrap();
                child.wait().unwrap();
                ended
            }
        }
    }

    fn command(&self, strace: Option<Command>, folder: &Path) -> Command {
        let binary = env!("CARGO_BIN_EXE_charley");
        let mut command = match strace {
            None => Command::new(binary),
            Some(mut strace) => {
                strace.arg(binary);
                strace
            }
        };
        typed(&mut command, self.line, folder);
        command
    }
}

fn typed(command: &mut Command, line: &str, folder: &Path) {
    command
        .arg("--no-input")
        .args(line.split(' ').map(|word| word.replace('@', folder.to_str().unwrap())))
        .env("CHARLEY_NOW", "2026-11-23T09:00:00+01:00[Europe/Berlin]")
        .env("HOME", folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
}

/// Types a line in a folder.
fn types(line: &str, folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_charley"));
    typed(&mut command, line, folder);
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn copy(of: &Path) -> TempDir {
    let to = scratch::folder();
    let copied = Command::new("cp").arg("-r").arg(of.join(".")).arg(to.path()).status().unwrap();
    assert!(copied.success());
    to
}

/// A recorded run of so many minutes.
pub(crate) fn gpx(number: i64, minutes: i64) -> String {
    let start = jiff::Timestamp::from_second(1_790_000_000 + number * 86_400).unwrap();
    let mut text =
        "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"test\"><trk><type>running</type><trkseg>\n"
            .to_owned();
    for second in (0..=minutes * 60).step_by(10) {
        let (time, latitude) =
            (start + jiff::SignedDuration::from_secs(second), 52.0 + second as f64 * 2.7e-5);
        let point =
            format!("<trkpt lat=\"{latitude:.6}\" lon=\"13.0\"><ele>40</ele><time>{time}</time></trkpt>\n");
        text.push_str(&point);
    }
    text + "</trkseg></trk></gpx>\n"
}

/// A diary as Charley 0.1.0 left it, of its first schema.
pub(crate) fn old_diary(dir: &Path) {
    let packed = include_bytes!("../../upgrade/fixtures/schema_1.db.gz");
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut bytes).unwrap();
    fs::create_dir(dir).unwrap();
    fs::write(dir.join("charley.db"), bytes).unwrap();
}
