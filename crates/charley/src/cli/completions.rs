//! `charley completions`: a script for the shell, on standard output.

use clap::CommandFactory as _;

use crate::cli::{Cli, Context, Exit};

/// Arguments of `charley completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  charley completions bash > ~/.local/share/bash-completion/completions/charley
  charley completions zsh > ~/.zfunc/_charley
  charley completions fish > ~/.config/fish/completions/charley.fish")]
pub(crate) struct Args {
    /// The shell
    shell: clap_complete::Shell,
}

pub(crate) fn run(context: &Context, args: Args) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "charley", &mut script);
    context.print(&String::from_utf8(script)?)?;
    Ok(Exit::Ok)
}
