//! Running other programs: with their output shown, or kept back and a line of progress in its place.

use std::{
    collections::VecDeque,
    io::{BufRead, BufReader, IsTerminal, Read, Write, stderr},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

use crate::fault::Fault;

/// The top of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Where cargo builds, as the environment says or by default.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |it| root().join(it))
}

/// A program, run from the top of the repository, with the installed tools on its path.
pub fn program(name: &str) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root()).env("PATH", path());
    command
}

/// `cargo`, as the one that runs this.
pub fn cargo() -> Command {
    // Under `cargo run` this names the toolchain's own cargo; the toolchain is then fixed.
    program(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()))
}

fn path() -> std::ffi::OsString {
    let npm = root().join("tests/e2e/node_modules/.bin");
    let given = std::env::var_os("PATH").unwrap_or_default();
    let paths = [npm, cargo_bin()].into_iter().chain(std::env::split_paths(&given));
    std::env::join_paths(paths).unwrap_or(given.clone())
}

/// Where `cargo install` puts programs.
fn cargo_bin() -> PathBuf {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    home.unwrap_or_default().join("bin")
}

/// What a program prints, or nothing when it is missing or fails.
pub fn answer(mut command: Command) -> Option<String> {
    let out = command.stderr(Stdio::null()).stdin(Stdio::null()).output().ok()?;
    out.status.success().then(|| String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

/// Whether a program can be found on the path.
pub fn find(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&path()).map(|it| it.join(name)).find(|it| it.is_file())
}

/// Runs a program and shows what it prints.
///
/// # Errors
/// When it cannot start or fails.
pub fn run(what: &str, mut command: Command) -> Result<(), Fault> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Fault::Failed(what.into())),
        Err(error) => {
            eprintln!("{what}: {error}");
            Err(Fault::Failed(what.into()))
        }
    }
}

/// How much of a silent program's output is shown when it fails.
const KEPT_LINES: usize = 120;

/// Runs a program that takes a while: one line says what it is, then how far it is; its own output is shown only when
/// it fails.
///
/// # Errors
/// When it cannot start or fails.
pub fn step(what: &str, command: Command) -> Result<(), Fault> {
    follow(what, command, Progress::begin(what))
}

/// The same with a line at its end only.
///
/// # Errors
/// As [`step`].
pub fn step_quietly(what: &str, command: Command) -> Result<(), Fault> {
    follow(what, command, Progress::silent())
}

fn follow(what: &str, mut command: Command, mut progress: Progress) -> Result<(), Fault> {
    let started = Instant::now();
    let failed = || Fault::Failed(what.into());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| {
        progress.clear();
        eprintln!("{what}: {error}");
        failed()
    })?;
    let (send, lines) = channel();
    if let Some(out) = child.stdout.take() {
        forward(out, send.clone());
    }
    if let Some(out) = child.stderr.take() {
        forward(out, send);
    }
    let mut kept = VecDeque::new();
    loop {
        match lines.recv_timeout(Duration::from_secs(1)) {
            Ok(line) => {
                progress.note(&line);
                if kept.len() == KEPT_LINES {
                    kept.pop_front();
                }
                kept.push_back(line);
            }
            Err(RecvTimeoutError::Timeout) => progress.tick(started.elapsed()),
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    let status = child.wait().map_err(|_| failed())?;
    progress.clear();
    if status.success() {
        let seconds = started.elapsed().as_secs();
        if seconds >= 2 {
            eprintln!("{what}: done in {}", clock(seconds));
        }
        return Ok(());
    }
    for line in kept {
        eprintln!("  {line}");
    }
    Err(failed())
}

fn forward(out: impl Read + Send + 'static, to: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if to.send(line).is_err() {
                return;
            }
        }
    });
}

/// One line that is written over on a terminal, and repeated now and then elsewhere.
struct Progress {
    what: String,
    is_silent: bool,
    is_live: bool,
    last: String,
    ticks: u32,
}

impl Progress {
    fn begin(what: &str) -> Self {
        let is_live = stderr().is_terminal();
        if is_live {
            eprint!("{what} …");
            drop(stderr().flush());
        } else {
            eprintln!("{what} …");
        }
        Self { what: what.into(), is_silent: false, is_live, last: String::new(), ticks: 0 }
    }

    fn silent() -> Self {
        Self { what: String::new(), is_silent: true, is_live: false, last: String::new(), ticks: 0 }
    }

    fn note(&mut self, line: &str) {
        let line = line.trim();
        if line.starts_with("Compiling ")
            || line.starts_with("Downloading ")
            || line.starts_with("Downloaded ")
        {
            self.last = line.chars().take(48).collect();
        }
    }

    fn tick(&mut self, elapsed: Duration) {
        self.ticks += 1;
        let time = clock(elapsed.as_secs());
        if self.is_live {
            eprint!("\r\x1b[2K{} … {time}  {}", self.what, self.last);
            drop(stderr().flush());
        } else if !self.is_silent && self.ticks.is_multiple_of(30) {
            eprintln!("  … {time}  {}", self.last);
        }
    }

    fn clear(&mut self) {
        if self.is_live {
            eprint!("\r\x1b[2K");
        }
    }
}

fn clock(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}
