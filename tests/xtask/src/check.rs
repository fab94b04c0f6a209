//! `cargo xtask check`: formatting, lints, and the rules that need no browser.

use crate::{
    fault::Fault,
    shell::{cargo, run as show},
    tools::{self, with},
};

/// Runs all checks to the end.
///
/// # Errors
/// When one of them finds something.
pub fn run() -> Result<(), Fault> {
    tools::wasm_target()?;
    tools::crates()?;
    let deny = ["--", "--deny", "warnings"];
    let clippy = ["clippy", "--quiet", "--locked", "--all-targets"];
    let native = with(with(cargo(), &clippy), &["--workspace"]);
    let wasm = with(with(cargo(), &clippy), &["--package", "gantry", "--target", "wasm32-unknown-unknown"]);
    let rules =
        ["test", "--quiet", "--locked", "--workspace", "--test", "it", "--", "tidy", "schema", "documents"];
    let checks = [
        ("formatting (`cargo fmt` mends it)", with(cargo(), &["fmt", "--all", "--check"])),
        ("lints, native", with(native, &deny)),
        ("lints, browser", with(wasm, &deny)),
        ("tidy, schema and documents", with(cargo(), &rules)),
    ];
    let mut failed = Vec::new();
    for (what, command) in checks {
        println!("== {what}");
        if show(what, command).is_err() {
            failed.push(what.to_owned());
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(Fault::Several(failed)) }
}
