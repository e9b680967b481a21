//! `charley devices`: who is let in, locking out, logging out, and taking back what a device sent.

use charley_store::{BrowserSession, Device, DeviceMaker, Doings, Store, UNUSED_DAYS};
use jiff::ZonedDateTime;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use charley_speech::spoken;
use charley_web::device_words as words;

use crate::cli::{Context, Exit, Usage};

/// Arguments of `charley devices`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley devices                          who is let in, and when they were last here
  charley devices lock-out \"Eva's phone\"
  charley devices take-back \"NFC tag\"      everything it sent, in one step
  charley devices put-back \"NFC tag\"       and back again
  charley devices log-out --everywhere     every browser of this machine

A device or browser is named by its name, or by its id or the beginning of it.")]
pub(crate) struct Args {
    #[command(subcommand)]
    verb: Option<DeviceVerb>,
}

#[derive(Debug, clap::Subcommand)]
enum DeviceVerb {
    /// List devices and browsers (without a verb as well)
    List,
    /// Lock a device out for good
    LockOut {
        /// Its name or id
        device: String,
    },
    /// Take back everything a device did to the diary
    TakeBack {
        /// Its name or id
        device: String,
    },
    /// Put back what was taken back
    PutBack {
        /// Its name or id
        device: String,
    },
    /// End the session of a browser of this machine
    LogOut {
        /// Its name or id
        #[arg(required_unless_present = "everywhere", conflicts_with = "everywhere")]
        browser: Option<String>,
        /// End all of them
        #[arg(long)]
        everywhere: bool,
    },
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let mut store = Store::open(&context.data_dir)?;
    let now = context.now_of(&store.person()?);
    match args.verb.unwrap_or(DeviceVerb::List) {
        DeviceVerb::List => list(context, &store, &now)?,
        DeviceVerb::LockOut { device } => lock_out(context, &mut store, (&device, &now))?,
        DeviceVerb::TakeBack { device } => {
            let device = device_of(&store, &device)?;
            let done = store.take_back(device.id, now.timestamp())?;
            tell(context, &mut store, &device, done, words::taken_back)?;
        }
        DeviceVerb::PutBack { device } => {
            let device = device_of(&store, &device)?;
            let done = store.put_back_doings(device.id, now.timestamp())?;
            tell(context, &mut store, &device, done, words::put_back)?;
        }
        DeviceVerb::LogOut { browser, .. } => {
            let sessions = store.sessions(now.timestamp())?;
            let id = match &browser {
                Some(browser) => Some(one(browser, &sessions, |session| (session.id, &session.name))?.id),
                None => None,
            };
            let ended = store.end_sessions(id, now.timestamp())?;
            let said = words::ended(ended);
            answer(context, json!({ "schema": "charley.devices/1", "logged_out": ended }), &said)?;
        }
    }
    Ok(Exit::Ok)
}

fn answer(context: &Context, document: serde_json::Value, said: &str) -> anyhow::Result<()> {
    if context.json {
        context.print_json(&document)
    } else {
        context.print(&spoken::wrapped(&format!("{said}\n"), 0))
    }
}

/// Locks a device out, and says which others may have come in by it and whether it sent something.
fn lock_out(context: &Context, store: &mut Store, (name, now): (&str, &ZonedDateTime)) -> anyhow::Result<()> {
    let device = device_of(store, name)?;
    store.revoke_device(device.id, now.timestamp())?;
    let others: Vec<Device> = store.devices()?.into_iter().filter(|other| other.may_be_of(&device)).collect();
    let shown = spoken::visible(&device.name);
    let mut said = words::out(shown) + "\n";
    if !others.is_empty() {
        let line = |other: &Device| {
            format!("  charley devices lock-out {}   {}\n", other.id, spoken::visible(&other.name))
        };
        said += words::OTHERS;
        said += "\n";
        said += &others.iter().map(line).collect::<String>();
    }
    if store.has_sent(device.id)? {
        said.push_str(&words::sent_too(device.id));
        said.push('\n');
    }
    if context.json {
        let others: Vec<Uuid> = others.iter().map(|other| other.id).collect();
        return context.print_json(
            &json!({ "schema": "charley.devices/1", "locked_out": device.id, "others": others }),
        );
    }
    context.print(&said)
}

/// Says what was taken back or put back.
fn tell(
    context: &Context,
    store: &mut Store,
    device: &Device,
    done: Doings,
    sentence: fn(String, String) -> String,
) -> anyhow::Result<()> {
    if done.workouts > 0 {
        charley_case::import::regroup(store)?;
    }
    let what = words::doings(done.entries, done.workouts);
    let document = json!({
        "schema": "charley.devices/1", "device": device.id, "entries": done.entries, "workouts": done.workouts,
    });
    answer(context, document, &sentence(what, spoken::visible(&device.name)))
}

fn device_of(store: &Store, name: &str) -> anyhow::Result<Device> {
    let all = [store.devices()?, store.locked_out_devices()?].concat();
    one(name, &all, |device| (device.id, &device.name))
}

/// The one thing of a name, or whose id begins so.
fn one<T: Clone>(name: &str, all: &[T], called: impl Fn(&T) -> (Uuid, &String)) -> anyhow::Result<T> {
    let fits = |one: &&T| {
        let (id, its_name) = called(one);
        its_name == name
            || spoken::visible(its_name) == name
            || (name.len() >= 4 && id.to_string().starts_with(name))
    };
    let found: Vec<&T> = all.iter().filter(fits).collect();
    match found[..] {
        [one] => Ok(one.clone()),
        [] => Err(Usage(format!("{name:?} is neither a name nor an id: charley devices lists them")).into()),
        _ => {
            let ids: Vec<String> = found.iter().map(|one| called(one).0.to_string()).collect();
            Err(Usage(format!("{name:?} is more than one: give the id, {}", ids.join(" or "))).into())
        }
    }
}

/// `charley.devices/1`.
#[derive(Debug, Serialize)]
struct DevicesDocument {
    schema: &'static str,
    devices: Vec<DeviceDocument>,
    browsers: Vec<BrowserDocument>,
}

#[derive(Debug, Serialize)]
struct DeviceDocument {
    id: Uuid,
    name: String,
    scope: &'static str,
    /// `owner`, the id of a device, or null where nobody wrote it down.
    made_by: Option<String>,
    let_in_at: String,
    last_here_at: Option<String>,
    locked_out_at: Option<String>,
    /// Whether it is let in no more because it was not here for so long.
    unused: bool,
}

#[derive(Debug, Serialize)]
struct BrowserDocument {
    id: Uuid,
    name: String,
    opened_at: String,
    last_here_at: Option<String>,
    ends_at: String,
}

fn list(context: &Context, store: &Store, now: &ZonedDateTime) -> anyhow::Result<()> {
    let (devices, browsers) = (store.devices()?, store.sessions(now.timestamp())?);
    if context.json {
        let all = [devices, store.locked_out_devices()?].concat();
        let devices = all.iter().map(|device| DeviceDocument::of(device, now)).collect();
        let browsers = browsers.iter().map(BrowserDocument::of).collect();
        return context.print_json(&DevicesDocument { schema: "charley.devices/1", devices, browsers });
    }
    let mut text = String::from("Devices\n");
    if devices.is_empty() {
        text.push_str("  none\n");
    }
    for device in &devices {
        text.push_str(&device_lines(device, now));
    }
    text.push_str("Browsers on this machine\n");
    if browsers.is_empty() {
        text.push_str("  none\n");
    }
    for session in &browsers {
        text.push_str(&browser_lines(session, now));
    }
    text.push_str(&words::unused(UNUSED_DAYS));
    context.print(&(text + "\n"))
}

fn day(at: jiff::Timestamp, now: &ZonedDateTime) -> String {
    spoken::date(at.to_zoned_datetime(now.time_zone().clone()).date(), now.date())
}

fn device_lines(device: &Device, now: &ZonedDateTime) -> String {
    let last = match device.used_at {
        None => "never used".to_owned(),
        Some(at) => format!("last here {}", day(at, now)),
    };
    let forgotten = if device.is_forgotten(now.timestamp()) {
        format!("; {}", words::forgotten(UNUSED_DAYS))
    } else {
        String::new()
    };
    let (name, may) = (spoken::visible(&device.name), words::may(device.scope.word()));
    format!(
        "  {name}  {}\n    {may}\n    let in {}, {last}{forgotten}\n",
        device.id,
        day(device.created_at, now)
    )
}

fn browser_lines(session: &BrowserSession, now: &ZonedDateTime) -> String {
    let last = session.used_at.unwrap_or(session.created_at);
    let when = words::browser(day(session.created_at, now), day(last, now), day(session.ends_at(), now));
    format!("  {}  {}\n    {when}\n", spoken::visible(&session.name), session.id)
}

impl DeviceDocument {
    fn of(device: &Device, now: &ZonedDateTime) -> Self {
        Self {
            id: device.id,
            name: device.name.clone(),
            scope: device.scope.word(),
            made_by: match device.made_by {
                DeviceMaker::Unknown => None,
                DeviceMaker::Owner => Some("owner".to_owned()),
                DeviceMaker::Device(id) => Some(id.to_string()),
            },
            let_in_at: device.created_at.to_string(),
            last_here_at: device.used_at.map(|at| at.to_string()),
            locked_out_at: device.revoked_at.map(|at| at.to_string()),
            unused: device.is_forgotten(now.timestamp()),
        }
    }
}

impl BrowserDocument {
    fn of(session: &BrowserSession) -> Self {
        Self {
            id: session.id,
            name: session.name.clone(),
            opened_at: session.created_at.to_string(),
            last_here_at: session.used_at.map(|at| at.to_string()),
            ends_at: session.ends_at().to_string(),
        }
    }
}
