//! The program `diglot`: arguments in, exit status out.
//!
//! 0 done; 1 the content has errors, all of them are listed; 2 wrong command line, or no study here; 3 the machine
//! said no. Progress and messages go to stderr, results to stdout.

mod add;
mod agree;
mod args;
mod build;
mod check;
mod clean;
mod completions;
mod explain;
mod failure;
mod ids;
mod new;
mod schema;
mod serve;
mod status;
mod terminal;
mod timings;

use args::{Args, Command};
use clap::Parser;
use failure::Failure;
use std::process::ExitCode;
use terminal::Terminal;

/// A whole build is a third faster with it than with the system's own on Linux (`benches/RESULTS.md`).
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = Args::parse();
    let terminal = Terminal::new(&args.everywhere);
    match run(&args, &terminal) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            terminal.failure(&failure);
            failure.status()
        }
    }
}

fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let place = || args.everywhere.place();
    match &args.command {
        Command::Build(wanted) => build::run(&place()?, wanted, terminal),
        Command::Serve(wanted) => serve::run(&place()?, wanted, terminal),
        Command::Check(wanted) => check::run(&place()?, wanted, terminal),
        Command::Status(wanted) => status::run(&place()?, wanted, terminal),
        Command::Agree(wanted) => agree::run(&place()?, wanted, terminal),
        Command::Ids(wanted) => ids::run(&place()?, wanted, terminal),
        Command::Clean => clean::run(&place()?, terminal),
        Command::New(wanted) => new::run(wanted, terminal),
        Command::Add(wanted) => add::run(&place()?, wanted, terminal),
        Command::Explain(wanted) => explain::run(wanted, terminal),
        Command::Schema(wanted) => schema::run(place().ok().as_ref(), wanted, terminal),
        Command::Completions(wanted) => {
            completions::run(wanted, terminal);
            Ok(())
        }
    }
}
