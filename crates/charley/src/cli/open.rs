//! `charley open`: a new one-time link to the Charley that runs on this machine.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use anyhow::anyhow;
use charley_store::{Door, Store};
use serde_json::json;

use charley_web::{FOLLOWED_WITHIN_MINUTES, device_words, new_link};

use crate::cli::{Context, Exit};

/// Longest wait for the server to say that it is there.
const PATIENCE: Duration = Duration::from_secs(2);

/// Arguments of `charley open`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley open
  charley open --by-number    for a browser that does not find the page it is sent to

The link leads to a host that only your browser and Charley know, so that no other
program of this machine is sent its cookie. With --by-number it stays at 127.0.0.1.")]
pub(crate) struct Args {
    /// Stay at 127.0.0.1, whose cookies other programs of this machine can be sent
    #[arg(long)]
    by_number: bool,
}

pub(crate) fn run(context: &Context, args: &Args) -> anyhow::Result<Exit> {
    let mut store = Store::open(&context.data_dir)?;
    let running = store.door()?.and_then(|door| Some((door.address.clone()?, door)));
    let Some((address, door)) = running.filter(|(address, _)| answers(address)) else {
        return Err(anyhow!("Charley is not running on this diary: start it with `charley serve`"));
    };
    let by = if args.by_number { "&by=number" } else { "" };
    let link = format!("http://{address}/open?token={}{by}", new_link(&mut store, &context.now)?);
    if context.json {
        context.print_json(&json!({
            "schema": "charley.open/1", "address": format!("http://{address}"), "home": home(&door, &address), "link": link,
        }))?;
        return Ok(Exit::Ok);
    }
    context.say(&format!("Open this link. {}", works_once()));
    context.print(&format!("{link}\n"))?;
    Ok(Exit::Ok)
}

/// How long a link can be followed.
pub(super) fn works_once() -> String {
    device_words::link_works(FOLLOWED_WITHIN_MINUTES as usize)
}

fn home(door: &Door, address: &str) -> Option<String> {
    let (_, port) = address.rsplit_once(':')?;
    Some(format!("http://{}.localhost:{port}", door.name))
}

/// Whether Charley answers at an address of this machine.
fn answers(address: &str) -> bool {
    let ask = || -> std::io::Result<bool> {
        let place: SocketAddr = address.parse().map_err(std::io::Error::other)?;
        let mut stream = TcpStream::connect_timeout(&place, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(stream, "GET /healthz HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.take(4096).read_to_string(&mut answer)?;
        Ok(answer.starts_with("HTTP/1.1 200") && answer.ends_with("ok"))
    };
    ask().unwrap_or(false)
}
