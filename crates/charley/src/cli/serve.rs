//! `charley serve`: the app in the browser, on loopback; for phones at home only when asked.

mod phone;

use std::{io::IsTerminal as _, path::PathBuf};

use crate::cli::{Context, Exit, open};
use charley_web::{Lan, Server, ServerAddresses};

/// The port where none is asked for.
const PORT: u16 = 4771;
/// The port in the network at home where none is asked for.
const LAN_PORT: u16 = 4772;

/// Arguments of `charley serve`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley serve
  charley serve --port 0      any free one
  charley serve --lan         let your phone in, by a code for its camera
  charley serve --behind-proxy https://charley.home.example
  charley open                prints another link while it runs

Only this machine can reach it, and only who follows the printed link. With
--lan other machines reach it by TLS, and see nothing before you let them in.
Ctrl-C ends it. Tailscale, Caddy, your own certificate: docs/phone.md")]
pub(crate) struct Args {
    /// Port on 127.0.0.1; 0 takes any free one
    #[arg(long, default_value_t = PORT)]
    port: u16,
    /// Let phones in from the network at home
    #[arg(long)]
    lan: bool,
    /// Port for phones; 0 takes any free one
    #[arg(long, default_value_t = LAN_PORT, requires = "lan")]
    lan_port: u16,
    /// A further name under which phones reach this machine
    #[arg(long, value_name = "NAME", requires = "lan")]
    lan_name: Vec<String>,
    /// Certificate of your own (PEM); without it Charley makes one
    #[arg(long, value_name = "FILE", requires = "lan", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// Its private key (PEM)
    #[arg(long, value_name = "FILE", requires = "lan", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// The address that a proxy on this machine shows to browsers
    #[arg(long, value_name = "URL")]
    behind_proxy: Option<String>,
}

/// Prints the link that opens the app; where nobody reads it as it is printed, as in a journal, only where it listens.
fn greet(context: &Context, server: &Server) -> anyhow::Result<()> {
    if std::io::stdout().is_terminal() {
        context
            .say(&format!("Open this link. {} Ctrl-C ends Charley, your diary stays.", open::works_once()));
        return context.print(&format!("{}\n", server.link()));
    }
    context.print(&format!("http://{}\n", server.address()))?;
    context.say("No link is printed here, since this is no terminal: `charley open` in one prints it.");
    Ok(())
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let lan = args.lan.then(|| Lan {
        port: args.lan_port,
        names: args.lan_name,
        certificate: args.tls_cert.zip(args.tls_key),
    });
    let ways = ServerAddresses { port: args.port, lan, behind_proxy: args.behind_proxy };
    let server = Server::open(&context.data_dir, &ways, context.now.clone())?;
    if context.json {
        let document = serde_json::json!({
            "schema": "charley.serve/1",
            "address": format!("http://{}", server.address()),
            "link": server.link(),
            "home": server.home(),
            "lan_port": server.lan_port(),
            "certificate_sha256": server.fingerprint(),
            "trust": server.authority().map(|(address, _)| address),
            "authority_sha256": server.authority().map(|(_, fingerprint)| fingerprint.to_owned()),
        });
        context.print_json(&document)?;
    } else {
        greet(context, &server)?;
        if let Some(door) = server.door() {
            phone::attend(context, &server, &door);
        }
    }
    server.run()?;
    Ok(Exit::Ok)
}
