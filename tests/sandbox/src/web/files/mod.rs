//! Serves the built app: hashed files for ever, the rest checked each time, and the app itself for every screen.

use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

use axum::{
    Extension,
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use sha2::{Digest as _, Sha256};

use super::{Document, Sandbox, headers::is_embedded};

mod copies;

use copies::{Coding, Copies};

/// The app's folder, with what was read of it.
pub struct Files {
    root: PathBuf,
    known: Mutex<HashMap<PathBuf, Arc<File>>>,
}

struct File {
    modified: SystemTime,
    len: u64,
    etag: String,
    kind: String,
    identity: Bytes,
    copies: Copies,
    /// The hashes of the inline scripts, of an HTML file.
    scripts: Vec<String>,
}

impl Files {
    /// The files of a folder.
    pub fn open(root: &Path) -> io::Result<Self> {
        Ok(Self { root: root.canonicalize()?, known: Mutex::default() })
    }

    /// The file as it is now: a rebuild shows at once.
    fn read(&self, path: &Path) -> io::Result<Arc<File>> {
        let about = fs::metadata(path)?;
        if !about.is_file() {
            return Err(io::ErrorKind::NotFound.into());
        }
        let modified = about.modified()?;
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        if let Some(file) = known.filter(|it| it.modified == modified && it.len == about.len()) {
            return Ok(file);
        }
        let content = fs::read(path)?;
        let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(&content));
        let guess = mime_guess::from_path(path).first_or_octet_stream();
        let text = guess.type_() == mime_guess::mime::TEXT || guess.subtype() == "javascript";
        let kind = if text { format!("{}; charset=utf-8", guess.essence_str()) } else { guess.to_string() };
        let scripts = if guess.subtype() == "html" {
            inline_scripts(&String::from_utf8_lossy(&content))
        } else {
            Vec::new()
        };
        let file = File {
            modified,
            len: about.len(),
            etag: hash,
            kind,
            identity: content.into(),
            copies: Copies::of(path, modified),
            scripts,
        };
        let file = Arc::new(file);
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), file.clone());
        Ok(file)
    }

    /// The file at an address; none for anything outside the folder, hidden, or not there.
    fn find(&self, address: &str) -> Option<Arc<File>> {
        let decoded = percent_encoding::percent_decode_str(address).decode_utf8().ok()?;
        let mut path = self.root.clone();
        for segment in decoded.split('/').filter(|it| !it.is_empty()) {
            if segment.starts_with('.') || segment.contains(['\\', '\0', ':']) {
                return None;
            }
            path.push(segment);
        }
        // A link in the folder may not lead out of it either.
        let path = path.canonicalize().ok().filter(|it| it.starts_with(&self.root))?;
        self.read(&path).ok()
    }
}

/// Answers whatever no other route does.
pub async fn serve(State(sandbox): State<Sandbox>, request: Request) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let (path, query) = (request.uri().path().to_owned(), request.uri().query().map(str::to_owned));
    let headers = request.headers().clone();
    // Reading waits for the disk.
    let answer = tokio::task::spawn_blocking(move || {
        let file = sandbox.files.find(&path);
        if let Some(file) = file.as_ref().filter(|it| !it.kind.starts_with("text/html")) {
            return file.answer(
                &headers,
                if is_hashed(&path) { "public, max-age=31536000, immutable" } else { "no-cache" },
            );
        }
        // A missing file must not look like a screen.
        let screen = file.is_some() || is_screen(&path) || navigates(&headers);
        match sandbox.files.find("index.html").filter(|_| screen) {
            Some(index) => {
                let scripts = index.scripts.clone();
                let framed = is_embedded(&path, query.as_deref());
                let document = if framed { Document::Embed(scripts) } else { Document::Management(scripts) };
                (Extension(document), index.answer(&headers, "no-cache")).into_response()
            }
            None => (StatusCode::NOT_FOUND, "Not found.").into_response(),
        }
    });
    answer.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

impl File {
    fn answer(&self, headers: &HeaderMap, cache: &'static str) -> Response {
        let read = |name| headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default();
        let coding = Coding::best(read(header::ACCEPT_ENCODING), &self.copies);
        let etag = format!("\"{}{}\"", self.etag, coding.map_or("", Coding::end));
        let same = read(header::IF_NONE_MATCH)
            .split(',')
            .map(|it| it.trim().trim_start_matches("W/"))
            .any(|it| it == etag || it == "*");
        let mut response = if same {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            Body::from(self.body(coding)).into_response()
        };
        let mut set = |name, value: &str| {
            if let Ok(value) = value.parse() {
                response.headers_mut().insert(name, value);
            }
        };
        set(header::CACHE_CONTROL, cache);
        set(header::ETAG, &etag);
        set(header::VARY, "accept-encoding");
        if !same {
            set(header::CONTENT_TYPE, &self.kind);
            if let Some(coding) = coding {
                set(header::CONTENT_ENCODING, coding.name());
            }
        }
        response
    }

    fn body(&self, coding: Option<Coding>) -> Bytes {
        coding.and_then(|it| self.copies.get(it)).unwrap_or_else(|| self.identity.clone())
    }
}

/// Screens have no dot in their last segment, not even a disguised one.
fn is_screen(path: &str) -> bool {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    !decoded.rsplit('/').next().unwrap_or_default().contains('.')
}

/// Whether a person is going there: whatever the address, the app tells them what is wrong with it.
fn navigates(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-mode").is_some_and(|it| it == "navigate")
}

/// Whether a segment of the address carries a hash of the content, as the build names files: `app-0123456789abcdef.js`.
fn is_hashed(path: &str) -> bool {
    let hash = |it: &str| it.len() >= 8 && it.bytes().all(|it| it.is_ascii_hexdigit());
    path.split(['/', '.', '_']).any(|it| it.rsplit_once('-').is_some_and(|(_, it)| hash(it)))
}

/// The CSP hashes of the scripts written into a page.
fn inline_scripts(page: &str) -> Vec<String> {
    let lower = page.to_ascii_lowercase();
    let mut hashes = Vec::new();
    let mut at = 0;
    while let Some(open) = lower.get(at..).and_then(|it| it.find("<script")).map(|it| at + it) {
        let Some(start) = lower.get(open..).and_then(|it| it.find('>')).map(|it| open + it + 1) else {
            break;
        };
        let Some(end) = lower.get(start..).and_then(|it| it.find("</script")).map(|it| start + it) else {
            break;
        };
        let (tag, script) =
            (lower.get(open..start).unwrap_or_default(), page.get(start..end).unwrap_or_default());
        if !tag.split_ascii_whitespace().any(|it| it.starts_with("src=")) && !script.is_empty() {
            hashes.push(format!("sha256-{}", STANDARD.encode(Sha256::digest(script))));
        }
        at = end;
    }
    hashes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_content_hashes_make_a_file_immutable() {
        assert!(is_hashed("/gantry-1a2b3c4d5e6f7a8b_bg.wasm"));
        assert!(is_hashed("/chunks-0123456789abcdef0123/split.wasm"));
        assert!(is_hashed("/style-1a2b3c4d5e6f7a8.css"));
        assert!(!is_hashed("/boot.js"));
        assert!(!is_hashed("/deadbeef01.js"));
        assert!(!is_hashed("/config.json"));
        assert!(!is_hashed("/fonts/geist-latin.woff2"));
    }

    #[test]
    fn scripts_in_the_page_are_hashed_and_linked_ones_are_not() {
        let page = "<script src=/boot.js></script><SCRIPT type=module>alert(1)</SCRIPT><script></script>";
        assert_eq!(inline_scripts(page), ["sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI="]);
        assert!(inline_scripts("<script").is_empty());
    }
}
