//! Starts the sandbox.

use std::{
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
    time::Duration,
};

use clap::Parser;
use gantry_sandbox::{
    auth::People,
    seed::Scale,
    web::{Config, Running, serve},
};
use tokio::signal::unix::{SignalKind, signal};

/// A backend with demo data for the app, on this machine only.
#[derive(Parser)]
#[command(name = "gantry-sandbox", args_override_self = true)]
struct Flags {
    /// Where the data is kept.
    #[arg(long, default_value = "target/sandbox")]
    data: PathBuf,
    /// 0 takes any free port.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// How much data there is at first.
    #[arg(long, value_enum, default_value = "demo")]
    scale: Scale,
    /// The folder of the built app.
    #[arg(long, default_value = "dist")]
    app: PathBuf,
    /// The browser build of the embedding SDK, for the playground.
    #[arg(long, default_value = "tests/e2e/node_modules/@prismatic-io/embedded/dist/index.umd.js")]
    sdk: PathBuf,
    /// Introspection on.
    #[arg(long)]
    dev: bool,
    /// How many seconds access tokens last.
    #[arg(long, default_value_t = 900)]
    token_ttl: u64,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Flags { data, port, scale, app, sdk, dev, token_ttl } = Flags::parse();
    let token_ttl = Duration::from_secs(token_ttl);
    let running = match serve(Config { data, port, scale, app, sdk, dev, token_ttl }).await {
        Ok(running) => running,
        Err(error) => {
            eprintln!("gantry-sandbox: {error}");
            return ExitCode::FAILURE;
        }
    };
    // Whoever started this may have stopped listening; that is no reason to stop serving.
    let _ = welcome(&running);
    let stopped = match (signal(SignalKind::interrupt()), signal(SignalKind::terminate())) {
        (Ok(mut interrupt), Ok(mut terminate)) => {
            tokio::select! { _ = interrupt.recv() => Ok(()), _ = terminate.recv() => Ok(()) }
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    };
    running.shutdown().await;
    match stopped {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gantry-sandbox: {error}");
            ExitCode::FAILURE
        }
    }
}

fn welcome(running: &Running) -> io::Result<()> {
    let origin = running.origin();
    let mut out = io::stdout().lock();
    writeln!(out, "ready {origin}")?;
    if let Ok(People { people, .. }) = running.sandbox().store.read(People::load) {
        writeln!(out, "\nSign in as")?;
        for person in people.iter().take(8) {
            writeln!(out, "  {:<20} {:<32} {}", person.name, person.email, person.role)?;
        }
    }
    writeln!(out, "\nPlayground  {origin}/playground/")
}
