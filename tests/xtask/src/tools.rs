//! What the commands need beyond Rust and Node: found, or installed where the next clone finds it too.

use std::{
    net::{TcpListener, TcpStream, ToSocketAddrs},
    path::PathBuf,
    process::Command,
    time::Duration,
};

use crate::{
    fault::Fault,
    shell::{answer, cargo, find, program, root, step},
};

const TRUNK: &str = "0.21.14";
const WASM_BINDGEN: &str = "0.2.130";
const WASM_SPLIT: &str = "0.2.4";
const OLDEST_NODE: u32 = 20;

/// Everything a build of the app needs.
///
/// # Errors
/// When something is missing that cannot be installed from here.
pub fn for_app() -> Result<(), Fault> {
    node()?;
    wasm_target()?;
    crates()?;
    trunk()?;
    wasm_bindgen()?;
    wasm_split()?;
    npm_packages()
}

/// Node and npm are there and new enough.
///
/// # Errors
/// When they are not.
pub fn node() -> Result<(), Fault> {
    let remedy = "install version 20 or newer, for example from https://nodejs.org";
    let found =
        answer(with(program("node"), &["--version"])).ok_or(Fault::Missing { program: "Node", remedy })?;
    let major = found.trim_start_matches('v').split('.').next().and_then(|it| it.parse::<u32>().ok());
    if major.is_none_or(|it| it < OLDEST_NODE) {
        return Err(Fault::OldNode { found: found.trim_start_matches('v').into() });
    }
    let remedy = "it comes with Node from https://nodejs.org; Debian calls its package npm";
    answer(with(program("npm"), &["--version"])).ok_or(Fault::Missing { program: "npm", remedy })?;
    Ok(())
}

/// The compiler's target for browsers.
///
/// # Errors
/// When rustup is missing or cannot fetch it.
pub fn wasm_target() -> Result<(), Fault> {
    let target = "wasm32-unknown-unknown";
    let remedy = "install it from https://rustup.rs";
    let installed = answer(with(program("rustup"), &["target", "list", "--installed"]))
        .ok_or(Fault::Missing { program: "rustup", remedy })?;
    if installed.lines().any(|it| it == target) {
        return Ok(());
    }
    step("Installing the compiler's target for browsers", with(program("rustup"), &["target", "add", target]))
        .map_err(or_offline("static.rust-lang.org", "the compiler's target for browsers"))
}

/// The crates that Cargo.lock names, so that builds need no network.
///
/// # Errors
/// When they are neither here nor to be had.
pub fn crates() -> Result<(), Fault> {
    if answer(with(cargo(), &["fetch", "--locked", "--offline", "--quiet"])).is_some() {
        return Ok(());
    }
    step("Fetching crates", with(cargo(), &["fetch", "--locked"]))
        .map_err(or_offline("index.crates.io", "the crates that Cargo.lock names"))
}

fn trunk() -> Result<(), Fault> {
    if version("trunk").as_deref() == Some(TRUNK) {
        return Ok(());
    }
    let mut install = with(cargo(), &["install", "--locked", "--force", "--no-default-features"]);
    install.arg(format!("trunk@{TRUNK}")).env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
    step(&format!("Installing trunk {TRUNK}, once, from source (a few minutes)"), quick_to_build(install))
        .map_err(or_offline("index.crates.io", "trunk"))
}

/// The program that joins WASM and JavaScript; it must be of the very version of the crate.
///
/// # Errors
/// When it cannot be installed.
pub fn wasm_bindgen() -> Result<(), Fault> {
    if version("wasm-bindgen").as_deref() == Some(WASM_BINDGEN) && find("wasm-bindgen-test-runner").is_some()
    {
        return Ok(());
    }
    // Not --locked: its lock file names a version of a crate that was withdrawn.
    let mut install = with(cargo(), &["install", "--force"]);
    install.arg(format!("wasm-bindgen-cli@{WASM_BINDGEN}")).env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    step(
        &format!("Installing wasm-bindgen {WASM_BINDGEN}, once, from source (a few minutes)"),
        quick_to_build(install),
    )
    .map_err(or_offline("index.crates.io", "wasm-bindgen"))
}

/// The program that splits a release build into parts. It does not tell its version; cargo does.
fn wasm_split() -> Result<(), Fault> {
    let package = format!("wasm_split_cli_support v{WASM_SPLIT}:");
    let installed = answer(with(cargo(), &["install", "--list"])).unwrap_or_default();
    if installed.contains(&package) && find("wasm-split-cli").is_some() {
        return Ok(());
    }
    let mut install = with(cargo(), &["install", "--locked", "--force", "--features", "build-binary"]);
    install.arg(format!("wasm_split_cli_support@{WASM_SPLIT}")).env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    step(
        &format!("Installing wasm-split-cli {WASM_SPLIT}, once, from source (a minute)"),
        quick_to_build(install),
    )
    .map_err(or_offline("index.crates.io", "wasm-split-cli"))
}

/// These programs run for seconds; building them for speed would take longer than they ever save.
fn quick_to_build(mut install: Command) -> Command {
    install.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    install
}

/// wasm-opt, esbuild, the embedding SDK, Playwright: all from tests/e2e/package-lock.json.
///
/// # Errors
/// When npm fails.
pub fn npm_packages() -> Result<(), Fault> {
    let folder = root().join("tests/e2e");
    // npm writes this file last; a lock file that is newer means that the packages are of another day.
    let time = |it: PathBuf| it.metadata().and_then(|it| it.modified()).ok();
    let (lock, installed) =
        (time(folder.join("package-lock.json")), time(folder.join("node_modules/.package-lock.json")));
    if installed.is_some() && installed >= lock {
        return Ok(());
    }
    let quiet = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    let mut npm = with(program("npm"), &quiet);
    npm.current_dir(folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    step("Installing npm packages", npm).map_err(or_offline("registry.npmjs.org", "npm packages"))
}

/// The programs of a browser that tests drive.
pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

/// Chromium and its driver, from Debian.
///
/// # Errors
/// When they are missing and this user may not install packages.
pub fn browser() -> Result<Browser, Fault> {
    if let Some(found) = find_browser() {
        return Ok(found);
    }
    let packages = ["chromium", "chromium-driver", "fonts-liberation"];
    let command = format!("sudo apt-get install {}", packages.join(" "));
    if answer(with(program("id"), &["-u"])).as_deref() != Some("0") || find("apt-get").is_none() {
        return Err(Fault::NotRoot { command });
    }
    step("Reading the list of Debian packages", with(program("apt-get"), &["update"]))?;
    let mut install = with(program("apt-get"), &["install", "--yes", "--no-install-recommends"]);
    install.args(packages).env("DEBIAN_FRONTEND", "noninteractive");
    step("Installing Chromium", install)?;
    find_browser().ok_or(Fault::NotRoot { command })
}

fn find_browser() -> Option<Browser> {
    let chromium = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let chromium = chromium.or_else(|| find("chromium")).or_else(|| find("chromium-browser"))?;
    let driver = std::env::var_os("CHROMEDRIVER").map(PathBuf::from);
    Some(Browser { chromium, driver: driver.or_else(|| find("chromedriver"))? })
}

/// Nobody listens on a port yet.
///
/// # Errors
/// When somebody does.
pub fn free_port(port: u16) -> Result<(), Fault> {
    TcpListener::bind(("127.0.0.1", port)).map(drop).map_err(|_| Fault::PortTaken(port))
}

/// Names the network as what was missing, when what was to be fetched failed and its host does not answer. Behind a
/// proxy or with a mirror that says nothing, and the failure stays what it is.
fn or_offline(host: &'static str, wanted: &'static str) -> impl FnOnce(Fault) -> Fault {
    let goes_elsewhere = || {
        std::env::vars_os().any(|(name, _)| {
            let name = name.to_string_lossy();
            ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"].contains(&&*name)
                || ["CARGO_SOURCE_", "CARGO_REGISTRIES_", "npm_config_"].iter().any(|it| name.starts_with(it))
        })
    };
    let reach = |it| TcpStream::connect_timeout(&it, Duration::from_secs(5)).is_ok();
    move |fault| {
        let is_online = || (host, 443).to_socket_addrs().is_ok_and(|mut found| found.any(reach));
        if goes_elsewhere() || is_online() { fault } else { Fault::NoNetwork { wanted } }
    }
}

fn version(name: &str) -> Option<String> {
    answer(with(program(name), &["--version"]))?.split(' ').nth(1).map(Into::into)
}

/// A command and its arguments in one expression.
pub fn with(mut command: Command, arguments: &[&str]) -> Command {
    command.args(arguments);
    command
}
