//! The developer commands: `cargo xtask start`, `test`, `bench` and `check`.

mod app;
mod bench;
mod check;
mod fault;
mod layers;
mod shell;
mod start;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The developer commands of Gantry.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Commands {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the app and start the sandbox with it.
    Start(start::Options),
    /// Run the tests: all layers, or the one that is named.
    Test {
        #[arg(value_enum)]
        layer: Option<layers::Layer>,
    },
    /// Measure sizes and speeds and compare them with the last commit on main.
    Bench(bench::Options),
    /// Formatting, lints, and the rules of tests/it that need no browser.
    Check,
}

fn main() -> ExitCode {
    let done = match Commands::parse().command {
        Command::Start(options) => start::run(&options),
        Command::Test { layer } => layers::run(layer),
        Command::Bench(options) => bench::run(&options),
        Command::Check => check::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("xtask: {fault}");
            ExitCode::FAILURE
        }
    }
}
