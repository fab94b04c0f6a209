//! `cargo xtask test`: the layers of tests, each with its runner's own summary.

use std::{process::Command, thread};

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
            Self::E2e => e2e(app::both()?),
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
    // What the layers need is there before two of them look for it. What cannot be had is told by the one that needs it.
    let is_ready = tools::for_app().and_then(|()| tools::browser()).is_ok();
    thread::scope(|scope| {
        // Joining the app into one takes minutes of one core; the tests that do without it have the others meanwhile.
        let building = is_ready.then(|| scope.spawn(app::both_quietly));
        heading("unit and sandbox");
        // One build for both: asked for apart, they would compile the crates they share twice.
        note(
            "unit or sandbox",
            native("unit and sandbox tests", &["--workspace", "--lib", "--bins", "--tests"]),
        );
        heading(Layer::Web.as_str());
        note(Layer::Web.as_str(), web());
        heading(Layer::E2e.as_str());
        let built = building.and_then(|it| it.join().ok()).unwrap_or_else(app::both);
        note(Layer::E2e.as_str(), built.and_then(e2e));
    });
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

fn e2e(built: app::Built) -> Result<(), Fault> {
    let browser = tools::browser()?;
    let mut playwright = with(program("npx"), &["--no-install", "playwright", "test"]);
    playwright
        .current_dir(root().join("tests/e2e"))
        .env("CHROMIUM", browser.chromium)
        .env("GANTRY_DIST", built.app)
        .env("GANTRY_SANDBOX", built.sandbox);
    show("e2e tests", playwright)
}
