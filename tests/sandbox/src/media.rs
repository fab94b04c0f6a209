//! Uploaded files: a ticket takes one file, a link shows one for a while. Both are unguessable and end by themselves.

use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
    sync::Mutex,
    time::{Duration, Instant},
};

use uuid::Uuid;

/// What a picture of a person or thing may be.
pub const AVATAR_KINDS: [&str; 4] = ["image/png", "image/jpeg", "image/webp", "image/gif"];
/// Bytes.
pub const LARGEST_AVATAR: u64 = 5_000_000;
pub const LARGEST_ATTACHMENT: u64 = 500_000_000;

const TICKET_LASTS: Duration = Duration::from_secs(60 * 60);
const LINK_LASTS: Duration = Duration::from_secs(10 * 60);

/// The right to store one file.
#[derive(Clone, Debug)]
pub struct Ticket {
    /// Where it will be found, starting with `/media/`.
    pub path: String,
    pub kind: String,
    pub most: u64,
    pub is_avatar: bool,
    until: Instant,
}

impl Ticket {
    /// For a file of an object.
    #[must_use]
    pub fn new(ty: &str, object: &str, name: &str, kind: &str, most: u64, is_avatar: bool) -> Self {
        let ending =
            Path::new(name).extension().and_then(|it| it.to_str()).unwrap_or_default().to_lowercase();
        let is_plain =
            !ending.is_empty() && ending.len() <= 10 && ending.chars().all(|it| it.is_ascii_alphanumeric());
        let ending = if is_plain { format!(".{ending}") } else { String::new() };
        Self {
            path: format!("{}{}{ending}", prefix(ty, object), Uuid::new_v4()),
            kind: kind.to_owned(),
            most,
            is_avatar,
            until: Instant::now() + TICKET_LASTS,
        }
    }
}

/// The right to see one file.
#[derive(Clone, Debug)]
pub struct Link {
    pub path: String,
    /// What people call the file.
    pub name: Option<String>,
    until: Instant,
}

/// How the addresses of all files of an object begin.
#[must_use]
pub fn prefix(ty: &str, object: &str) -> String {
    format!("/media/{ty}/{object}/")
}

/// The files, and who may bring or see one.
#[derive(Debug, Default)]
pub struct Media {
    folder: PathBuf,
    tickets: Mutex<HashMap<String, Ticket>>,
    links: Mutex<HashMap<String, Link>>,
}

impl Media {
    /// Files in a folder, which is made if need be.
    pub fn open(folder: PathBuf) -> io::Result<Self> {
        std::fs::create_dir_all(&folder)?;
        Ok(Self { folder, ..Self::default() })
    }

    /// The address that takes the file, and the one it will have.
    pub fn ticket(&self, ticket: Ticket) -> (String, String) {
        let (key, path) = (Uuid::new_v4().to_string(), ticket.path.clone());
        let now = Instant::now();
        if let Ok(mut tickets) = self.tickets.lock() {
            tickets.retain(|_, it| it.until > now);
            tickets.insert(key.clone(), ticket);
        }
        (format!("/media/uploads/{key}"), path)
    }

    /// Takes a ticket, so that it serves once.
    #[must_use]
    pub fn take(&self, key: &str) -> Option<Ticket> {
        let now = Instant::now();
        self.tickets.lock().ok()?.remove(key).filter(|it| it.until > now)
    }

    /// Gives a ticket back that no file came through.
    pub fn give_back(&self, key: &str, ticket: Ticket) {
        if let Ok(mut tickets) = self.tickets.lock() {
            tickets.insert(key.to_owned(), ticket);
        }
    }

    /// An address that shows a file to whoever has it. The name is what it is saved under.
    pub fn link(&self, path: &str, name: Option<String>) -> String {
        let (key, now) = (Uuid::new_v4().to_string(), Instant::now());
        if let Ok(mut links) = self.links.lock() {
            links.retain(|_, it| it.until > now);
            links.insert(key.clone(), Link { path: path.to_owned(), name, until: now + LINK_LASTS });
        }
        format!("/media/links/{key}")
    }

    /// What a link shows.
    #[must_use]
    pub fn linked(&self, key: &str) -> Option<Link> {
        let now = Instant::now();
        self.links.lock().ok()?.get(key).filter(|it| it.until > now).cloned()
    }

    /// Removes files, and all files of objects. One that is there no more is none to remove.
    pub fn forget(&self, addresses: &[String]) {
        for address in addresses {
            let removed = match address.strip_suffix('/') {
                Some(folder) => {
                    // An object's folder is where a file of it would be.
                    self.file(&format!("{folder}/any"))
                        .and_then(|it| it.parent().map(std::fs::remove_dir_all))
                }
                None => self.file(address).map(std::fs::remove_file),
            };
            if let Some(Err(error)) = removed
                && error.kind() != io::ErrorKind::NotFound
            {
                eprintln!("gantry-sandbox: {error}");
            }
        }
    }

    /// Where a file lies; none for an address that names none.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<PathBuf> {
        let parts: Vec<&str> = path.strip_prefix("/media/")?.split('/').collect();
        let is_plain = |it: &&str| {
            !it.is_empty()
                && !it.starts_with('.')
                && it.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.')
        };
        let [ty, object, file] = parts.as_slice() else { return None };
        parts.iter().all(is_plain).then(|| self.folder.join(ty).join(object).join(file))
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "A test fails by panicking.")]
mod tests {
    use super::*;

    #[test]
    fn addresses_never_leave_the_folder() {
        let media = Media { folder: PathBuf::from("/data"), ..Media::default() };
        let good = Ticket::new("User", "u-1", "me.PNG", "image/png", 1, true).path;
        assert!(good.starts_with("/media/User/u-1/") && good.ends_with(".png"), "{good}");
        assert!(media.file(&good).is_some_and(|it| it.starts_with("/data/User/u-1")));
        for bad in
            ["/media/User/../x", "/media/User/u-1/..", "/media/a/b/c/d", "/media//b/c", "/etc/a/b/passwd"]
        {
            assert_eq!(media.file(bad), None, "{bad}");
        }
        for strange in ["x.a/b", "no ending", "x.\u{202e}gpj", ".."] {
            let path = Ticket::new("User", "u-1", strange, "image/png", 1, true).path;
            assert!(media.file(&path).is_some(), "{strange}: {path}");
        }
    }

    #[test]
    fn a_ticket_takes_one_file() {
        let media = Media::default();
        let (upload, path) = media.ticket(Ticket::new("User", "u-1", "a.png", "image/png", 1, true));
        let key = upload.rsplit('/').next().unwrap_or_default();
        let ticket = media.take(key).expect("it is there");
        assert_eq!(ticket.path, path);
        assert!(media.take(key).is_none());
        media.give_back(key, ticket);
        assert!(media.take(key).is_some());
    }
}
