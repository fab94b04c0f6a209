//! Building the app and its sandbox.

use std::{path::PathBuf, process::Command};

use crate::{
    fault::Fault,
    shell::{cargo, program, root, step, step_quietly, target},
    tools::{self, with},
};

/// The release app: what is deployed. Returns the folder.
///
/// # Errors
/// When a tool is missing or the build fails.
pub fn release() -> Result<PathBuf, Fault> {
    tools::for_app()?;
    step(RELEASE, release_build())?;
    Ok(dist())
}

fn dist() -> PathBuf {
    root().join("dist")
}

const RELEASE: &str = "Building the app (release; the first time takes minutes)";

fn release_build() -> Command {
    without_rustflags(with(program("trunk"), &["build", "--release", "--color", "never"]))
}

/// The environment's own flags would change file names and sizes.
fn without_rustflags(mut build: Command) -> Command {
    build.env_remove("RUSTFLAGS").env_remove("NO_COLOR");
    build
}

/// An app that is quick to build again, in folders of its own so that other builds neither wait nor start anew.
pub struct Quick {
    pub folder: PathBuf,
    target: PathBuf,
}

impl Quick {
    pub fn new() -> Self {
        let target = root().join("target/dev");
        Self { folder: target.join("dist"), target }
    }

    /// Builds it once.
    ///
    /// # Errors
    /// When a tool is missing or the build fails.
    pub fn build(&self) -> Result<(), Fault> {
        tools::for_app()?;
        let build = self.on_target(with(program("trunk"), &["build", "--color", "never"]));
        step("Building the app (unoptimised; the first time takes a minute or two)", build)
    }

    /// Builds it again whenever a file changes, until the process ends.
    pub fn watch(&self) -> Command {
        self.on_target(with(program("trunk"), &["watch", "--log", "warn"]))
    }

    fn on_target(&self, trunk: Command) -> Command {
        let mut trunk = without_rustflags(trunk);
        trunk.env("CARGO_TARGET_DIR", &self.target).arg("--dist").arg(&self.folder);
        trunk
    }
}

/// The sandbox's program. Returns its path.
///
/// # Errors
/// When the build fails.
pub fn sandbox() -> Result<PathBuf, Fault> {
    step(SANDBOX, sandbox_build())?;
    Ok(sandbox_program())
}

fn sandbox_program() -> PathBuf {
    target().join("sandbox/gantry-sandbox")
}

const SANDBOX: &str = "Building the sandbox (the first time takes minutes)";

fn sandbox_build() -> Command {
    with(cargo(), &["build", "--locked", "--package", "gantry-sandbox", "--profile", "sandbox"])
}

/// What end-to-end tests run: the release app's folder and the sandbox's program.
pub struct Built {
    pub app: PathBuf,
    pub sandbox: PathBuf,
}

/// Builds both.
///
/// # Errors
/// When a tool is missing or a build fails.
pub fn both() -> Result<Built, Fault> {
    Ok(Built { app: release()?, sandbox: sandbox()? })
}

/// The same beside something that shows its own progress. The tools must be there.
///
/// # Errors
/// When a build fails.
pub fn both_quietly() -> Result<Built, Fault> {
    step_quietly(RELEASE, release_build())?;
    step_quietly(SANDBOX, sandbox_build())?;
    Ok(Built { app: dist(), sandbox: sandbox_program() })
}

/// The embedding SDK for the sandbox's playground.
pub fn sdk() -> PathBuf {
    root().join("tests/e2e/node_modules/@prismatic-io/embedded/dist/index.umd.js")
}
