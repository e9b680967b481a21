//! `charley serve`: the app in the browser, on loopback.

use crate::{
    cli::{Context, Exit},
    web::Server,
};

/// The port where none is asked for.
const PORT: u16 = 4771;

/// Arguments of `charley serve`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley serve
  charley serve --port 0      any free port

Only this machine can reach it, and only who follows the printed link. Ctrl-C ends it.")]
pub(crate) struct Args {
    /// Port on 127.0.0.1; 0 takes any free one
    #[arg(long, default_value_t = PORT)]
    port: u16,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let server = Server::bind(&context.data_dir, args.port, context.now.clone())?;
    if context.json {
        let document = serde_json::json!({
            "schema": "charley.serve/1",
            "address": format!("http://{}", server.address()),
            "link": server.link(),
        });
        context.print_json(&document)?;
    } else {
        context.say("Open this link; it works once. Ctrl-C ends Charley, your diary stays.");
        context.print(&format!("{}\n", server.link()))?;
    }
    server.run()?;
    Ok(Exit::Ok)
}
