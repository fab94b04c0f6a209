//! `cargo xtask bench`: sizes and speeds, beside those of the last commit on main.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Stdio,
};

use clap::Args;

use crate::{
    app,
    fault::Fault,
    shell::{answer, cargo, program, root, step, target},
    tools::{self, with},
};

#[derive(Args)]
pub struct Options {
    /// Measure only what is checked out.
    #[arg(long)]
    no_compare: bool,
}

/// What is measured: the app's folder and the sandbox's program.
struct Build {
    app: PathBuf,
    sandbox: PathBuf,
}

/// Measurements by name, in the order in which they were made.
type Figures = Vec<(String, String)>;

/// Measures and prints; no number makes it fail.
///
/// # Errors
/// When something does not build or does not run.
pub fn run(options: &Options) -> Result<(), Fault> {
    let browser = tools::browser()?;
    tools::for_app()?;
    // Main first: the sandbox's program lies at the same place for both, and the one of this tree must be the last.
    let main = if options.no_compare { None } else { baseline()? };
    let here = Build { app: app::release()?, sandbox: app::sandbox()? };
    println!("{:<44} {:<44} {}", "", "here", main.as_ref().map_or("", |(name, _)| name));
    for script in ["sizes.mjs", "speed.mjs"] {
        let figures =
            measure(script, &here, &browser.chromium, "here").ok_or(Fault::Failed(script.into()))?;
        // Another commit's app may lack what this one's script looks for; its column then stays empty.
        let others = main.as_ref().and_then(|(name, it)| measure(script, it, &browser.chromium, name));
        print(&figures, &others.unwrap_or_default());
    }
    Ok(())
}

fn print(figures: &Figures, others: &Figures) {
    for (name, value) in figures {
        let other = others.iter().find(|(it, _)| it == name).map_or("", |(_, it)| it);
        println!("{name:<44} {value:<44} {other}");
    }
}

fn measure(script: &str, build: &Build, chromium: &Path, name: &str) -> Option<Figures> {
    eprintln!("Measuring {name}: {script} …");
    let mut node = with(program("node"), &[&format!("tests/e2e/bench/{script}")]);
    node.arg(&build.app).arg(&build.sandbox).env("CHROMIUM", chromium);
    // What a script has to complain about is for the reader.
    let out = node.stderr(Stdio::inherit()).stdin(Stdio::null()).output().ok()?;
    let text = out.status.success().then(|| String::from_utf8_lossy(&out.stdout).into_owned())?;
    let figures = text.lines().filter_map(|it| it.split_once('\t'));
    Some(figures.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

/// The last commit on main, built once and kept below `target/bench`. Nothing when there is no such branch.
fn baseline() -> Result<Option<(String, Build)>, Fault> {
    let rev = |name: &str| answer(with(program("git"), &["rev-parse", "--verify", "--quiet", name]));
    let Some(commit) = rev("main").or_else(|| rev("origin/main")) else {
        eprintln!("There is no branch main to compare with.");
        return Ok(None);
    };
    let short: String = commit.chars().take(9).collect();
    let kept = root().join("target/bench").join(&short);
    let build = Build { app: kept.join("dist"), sandbox: kept.join("gantry-sandbox") };
    if !(build.app.join("index.html").is_file() && build.sandbox.is_file()) {
        let tree = root().join("target/bench/tree");
        let done = build_at(&commit, &tree, &build);
        let path = tree.to_string_lossy();
        // Also when the build failed: git would not put the next one there.
        drop(answer(with(program("git"), &["worktree", "remove", "--force", &path])));
        done?;
    }
    Ok(Some((format!("main ({short})"), build)))
}

fn build_at(commit: &str, tree: &Path, build: &Build) -> Result<(), Fault> {
    let path = tree.to_string_lossy();
    step(
        "Checking out main",
        with(program("git"), &["worktree", "add", "--force", "--detach", &path, commit]),
    )?;
    let copied = || -> std::io::Result<()> {
        if let Some(kept) = build.app.parent() {
            fs::create_dir_all(kept)?;
        }
        symlink(root().join("tests/e2e/node_modules"), tree.join("tests/e2e/node_modules"))
    };
    copied().map_err(|error| {
        eprintln!("{}: {error}", tree.display());
        Fault::Failed("preparing main".into())
    })?;
    let mut trunk = with(program("trunk"), &["build", "--release", "--color", "never", "--dist"]);
    trunk
        .arg(&build.app)
        .current_dir(tree)
        .env("CARGO_TARGET_DIR", target())
        .env_remove("RUSTFLAGS")
        .env_remove("NO_COLOR");
    step("Building main's app", trunk)?;
    let sandbox = ["build", "--locked", "--package", "gantry-sandbox", "--profile", "sandbox"];
    let mut sandbox = with(cargo(), &sandbox);
    sandbox.current_dir(tree).env("CARGO_TARGET_DIR", target());
    step("Building main's sandbox", sandbox)?;
    fs::copy(target().join("sandbox/gantry-sandbox"), &build.sandbox).map(drop).map_err(|error| {
        eprintln!("{}: {error}", build.sandbox.display());
        Fault::Failed("keeping main's sandbox".into())
    })
}
