//! Compressed copies of the app's files, made once and kept on disk.

use std::{
    fs,
    io::{self, Read as _, Write as _},
    path::Path,
};

use axum::body::Bytes;
use flate2::{Compression, write::GzEncoder};
use mime_guess::Mime;

/// A way to compress that browsers understand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    Brotli,
    Gzip,
}

/// The compressed copies of one file.
#[derive(Default)]
pub struct Compressed {
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

    /// Tells the versions of a file apart in their tags.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => "-br",
            Self::Gzip => "-gz",
        }
    }

    /// The best one that the browser takes and the file has.
    pub fn best(accepted: &str, file: &Compressed) -> Option<Self> {
        [Self::Brotli, Self::Gzip].into_iter().find(|coding| {
            let takes = accepted.split(',').any(|it| {
                let mut parts = it.split(';').map(str::trim);
                let refused = |it: &str| it.strip_prefix("q=").is_some_and(|it| it.parse::<f32>() == Ok(0.0));
                parts.next() == Some(coding.name()) && !parts.any(refused)
            });
            takes && file.get(*coding).is_some()
        })
    }
}

impl Compressed {
    pub fn get(&self, coding: Coding) -> Option<Bytes> {
        match coding {
            Coding::Brotli => self.brotli.clone(),
            Coding::Gzip => self.gzip.clone(),
        }
    }

    /// Reads the copies of a file by its hash, or makes them.
    pub fn load(folder: &Path, hash: &str, content: &[u8]) -> io::Result<Self> {
        let kept = |coding: Coding, make: &dyn Fn() -> io::Result<Vec<u8>>| -> io::Result<Option<Bytes>> {
            let path = folder.join(format!("{hash}.{}", coding.name()));
            let bytes = match fs::read(&path) {
                Ok(bytes) => bytes,
                Err(_) => {
                    let bytes = make()?;
                    // Renamed into place: half a file would be served for ever.
                    let unfinished = path.with_extension("new");
                    fs::write(&unfinished, &bytes)?;
                    fs::rename(&unfinished, &path)?;
                    bytes
                }
            };
            Ok((bytes.len() < content.len()).then(|| bytes.into()))
        };
        Ok(Self {
            brotli: kept(Coding::Brotli, &|| brotli(content))?,
            gzip: kept(Coding::Gzip, &|| gzip(content))?,
        })
    }
}

/// Whether compressing helps: pictures and fonts are compressed already.
pub fn pays(kind: &Mime, len: usize) -> bool {
    let subtype = kind.subtype().as_str();
    let text = kind.type_() == mime_guess::mime::TEXT;
    len > 256 && (text || ["javascript", "json", "wasm", "svg", "manifest+json"].contains(&subtype))
}

fn brotli(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    brotli::CompressorReader::new(content, 64 * 1024, 11, 22).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn gzip(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}
