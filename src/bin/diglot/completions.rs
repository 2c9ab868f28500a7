//! `diglot completions`: a script for the shell that completes our commands.

use crate::args::{Args, Completions};
use crate::terminal::Terminal;
use clap::CommandFactory;

/// Prints the script.
pub(crate) fn run(wanted: &Completions, terminal: &Terminal) {
    let mut script = Vec::new();
    clap_complete::generate(wanted.shell, &mut Args::command(), "diglot", &mut script);
    terminal.print(&String::from_utf8_lossy(&script));
}
