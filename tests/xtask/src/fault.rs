//! What can go wrong, each with its remedy in one line.

use std::fmt;

#[derive(Debug)]
pub enum Fault {
    /// A program this needs is not there. Holds what to do.
    Missing {
        program: &'static str,
        remedy: &'static str,
    },
    /// Node is there but too old.
    OldNode {
        found: String,
    },
    PortTaken(u16),
    /// The registry of crates or of packages cannot be reached.
    NoNetwork {
        wanted: &'static str,
    },
    /// Debian packages are missing and this user may not install them.
    NotRoot {
        command: String,
    },
    /// A program failed after saying why.
    Failed(String),
    /// Several things were run to their ends, and these failed.
    Several(Vec<String>),
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { program, remedy } => write!(out, "{program} is missing: {remedy}"),
            Self::OldNode { found } => write!(
                out,
                "Node {found} is too old: install version 20 or newer, for example from https://nodejs.org"
            ),
            Self::PortTaken(port) => write!(
                out,
                "port {port} is taken: stop what uses it, or choose another one with --port {}",
                port.checked_add(1).unwrap_or(8080)
            ),
            Self::NoNetwork { wanted } => write!(
                out,
                "cannot fetch {wanted}: connect to the network (a proxy goes into HTTPS_PROXY) and run this again"
            ),
            Self::NotRoot { command } => {
                write!(out, "packages are missing: run `{command}`, then run this again")
            }
            Self::Failed(what) => write!(out, "{what} failed; its own words are above"),
            Self::Several(what) => write!(out, "failed: {}", what.join(", ")),
        }
    }
}
