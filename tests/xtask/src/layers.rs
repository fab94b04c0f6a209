//! `cargo xtask test`: the layers of tests, each with its runner's own summary.

use std::process::Command;

use clap::ValueEnum;

use crate::{
    app,
    fault::Fault,
    shell::{cargo, find, program, root, run as show, step},
    tools::{self, with},
};

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Layer {
    /// The pure parts of the app, and the rules and contracts of tests/it.
    Unit,
    /// The kit in a headless browser.
    Web,
    /// The backend.
    Sandbox,
    /// The release app and the embedding SDK in a real browser.
    E2e,
}

impl Layer {
    fn as_str(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Web => "web",
            Self::Sandbox => "sandbox",
            Self::E2e => "e2e",
        }
    }

    fn run(self) -> Result<(), Fault> {
        match self {
            Self::Unit => native("unit tests", &["--package", "gantry", "--lib", "--test", "it"]),
            Self::Sandbox => native("sandbox tests", &["--package", "gantry-sandbox"]),
            Self::Web => web(),
            Self::E2e => e2e(),
        }
    }
}

/// Runs one layer, or all of them to the end.
///
/// # Errors
/// When a test fails, or what a layer needs is missing.
pub fn run(layer: Option<Layer>) -> Result<(), Fault> {
    if let Some(layer) = layer {
        return layer.run();
    }
    let mut failed = Vec::new();
    let mut note = |layer: &str, done: Result<(), Fault>| match done {
        Ok(()) => {}
        Err(Fault::Failed(_)) => failed.push(layer.to_owned()),
        Err(fault) => failed.push(format!("{layer} ({fault})")),
    };
    heading("unit and sandbox");
    // One build for both: asked for apart, they would compile the crates they share twice.
    note("unit or sandbox", native("unit and sandbox tests", &["--workspace", "--lib", "--bins", "--tests"]));
    for layer in [Layer::Web, Layer::E2e] {
        heading(layer.as_str());
        note(layer.as_str(), layer.run());
    }
    if failed.is_empty() { Ok(()) } else { Err(Fault::Several(failed)) }
}

fn heading(name: &str) {
    println!("\n== {name}");
}

fn native(what: &str, selection: &[&str]) -> Result<(), Fault> {
    tools::crates()?;
    let test = || with(with(cargo(), &["test", "--locked"]), selection);
    step(&format!("Compiling the {what}"), with(test(), &["--no-run"]))?;
    if find("cargo-nextest").is_some() {
        let nextest = ["nextest", "run", "--locked", "--no-fail-fast", "--status-level=fail"];
        return show(what, with(with(cargo(), &nextest), selection));
    }
    show(what, with(test(), &["--quiet", "--no-fail-fast"]))
}

fn web() -> Result<(), Fault> {
    tools::wasm_target()?;
    tools::crates()?;
    tools::wasm_bindgen()?;
    let browser = tools::browser()?;
    let test = || {
        let arguments = [
            "test",
            "--locked",
            "--package",
            "gantry",
            "--target",
            "wasm32-unknown-unknown",
            "--test",
            "web",
        ];
        let mut test: Command = with(cargo(), &arguments);
        test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
            .env("CHROMEDRIVER", &browser.driver)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
        test
    };
    step("Compiling the browser tests", with(test(), &["--no-run"]))?;
    show("web tests", test())
}

fn e2e() -> Result<(), Fault> {
    let browser = tools::browser()?;
    let folder = app::release()?;
    let sandbox = app::sandbox()?;
    let mut playwright = with(program("npx"), &["--no-install", "playwright", "test"]);
    playwright
        .current_dir(root().join("tests/e2e"))
        .env("CHROMIUM", browser.chromium)
        .env("GANTRY_DIST", folder)
        .env("GANTRY_SANDBOX", sandbox);
    show("e2e tests", playwright)
}
