//! Compressed copies of a file, which the build leaves beside it: `app.js.br`, `app.js.gz`.

use std::{ffi::OsString, fs, path::Path, time::SystemTime};

use axum::body::Bytes;

/// A way to compress that browsers understand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    Brotli,
    Gzip,
}

/// The copies of one file.
#[derive(Default)]
pub struct Copies {
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

impl Coding {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// What the copy's name ends in; it tells the versions of a file apart in their tags, too.
    pub const fn end(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }

    /// The best one that the browser takes and the file has.
    pub fn best(accepted: &str, copies: &Copies) -> Option<Self> {
        [Self::Brotli, Self::Gzip].into_iter().find(|coding| {
            let takes = accepted.split(',').any(|it| {
                let mut parts = it.split(';').map(str::trim);
                let refused = |it: &str| it.strip_prefix("q=").is_some_and(|it| it.parse::<f32>() == Ok(0.0));
                parts.next() == Some(coding.name()) && !parts.any(refused)
            });
            takes && copies.get(*coding).is_some()
        })
    }
}

impl Copies {
    /// Those of a file that are not older than it is.
    pub fn of(path: &Path, modified: SystemTime) -> Self {
        let copy = |coding: Coding| {
            let mut name = OsString::from(path);
            name.push(".");
            name.push(coding.end());
            let made = fs::metadata(&name).and_then(|it| it.modified()).ok()?;
            if made < modified { None } else { fs::read(&name).ok().map(Bytes::from) }
        };
        Self { brotli: copy(Coding::Brotli), gzip: copy(Coding::Gzip) }
    }

    pub fn get(&self, coding: Coding) -> Option<Bytes> {
        match coding {
            Coding::Brotli => self.brotli.clone(),
            Coding::Gzip => self.gzip.clone(),
        }
    }
}
