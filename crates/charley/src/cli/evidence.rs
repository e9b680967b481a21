//! `charley evidence`.

use crate::cli::{Context, Exit};

/// Arguments of `charley evidence`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_context: &Context, _args: Args) -> anyhow::Result<Exit> {
    anyhow::bail!("not built yet")
}
