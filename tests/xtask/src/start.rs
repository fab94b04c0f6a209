//! `cargo xtask start`: the app with a backend, from nothing to `ready http://localhost:8080`.

use std::{
    os::unix::process::CommandExt,
    path::{PathBuf, absolute},
    process::Command,
};

use clap::{Args, ValueEnum};

use crate::{
    app::{self, Quick},
    fault::Fault,
    shell::{self, program, root},
    tools,
};

#[derive(Args)]
pub struct Options {
    /// Where the app is served.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// How much data there is at first.
    #[arg(long, value_enum, default_value = "demo")]
    scale: Scale,
    /// Where the data is kept; it survives a restart. Each scale has a folder of its own in it.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Unoptimised, rebuilt when a file changes, API introspection on.
    #[arg(long)]
    dev: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Scale {
    /// A small company with every state represented.
    Demo,
    /// 10,000 customers and all that comes with them.
    Large,
}

impl Scale {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Large => "large",
        }
    }
}

/// Builds what is not built and starts it. Comes back only when it cannot, or from `--dev`.
///
/// # Errors
/// When something is missing, does not build or does not start.
pub fn run(options: &Options) -> Result<(), Fault> {
    tools::free_port(options.port)?;
    if options.dev {
        return develop(options);
    }
    let folder = app::release()?;
    let error = sandbox(options, folder)?.exec();
    eprintln!("the sandbox: {error}");
    Err(Fault::Failed("the sandbox".into()))
}

fn develop(options: &Options) -> Result<(), Fault> {
    let quick = Quick::new();
    quick.build()?;
    let mut sandbox = sandbox(options, quick.folder.clone())?;
    sandbox.arg("--dev");
    let watching = quick.watch().spawn();
    let done = shell::run("the sandbox", sandbox);
    if let Ok(mut watching) = watching {
        // It may have ended by the same Ctrl-C.
        drop(watching.kill());
        drop(watching.wait());
    }
    done
}

fn sandbox(options: &Options, folder: PathBuf) -> Result<Command, Fault> {
    let program_path = app::sandbox()?;
    let scale = options.scale.as_str();
    let data = match &options.data {
        Some(given) => absolute(given).unwrap_or_else(|_| given.clone()),
        None => root().join("target/data"),
    };
    let mut sandbox = program(&program_path.to_string_lossy());
    sandbox.args(["--port", &options.port.to_string(), "--scale", scale]);
    sandbox.arg("--data").arg(data).arg("--app").arg(folder).arg("--sdk").arg(app::sdk());
    Ok(sandbox)
}
