//! The repository's files as the rules look at them.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A file and its text.
pub struct File {
    /// From the top of the repository.
    pub path: String,
    pub text: String,
}

impl File {
    /// The lines of the program without those of its tests and without comments, numbered from 1.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let program = self.text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
        let numbered = program.enumerate().map(|(index, line)| (index + 1, line));
        numbered.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// The folder below `src/` that the file is in; empty for the files beside `lib.rs`.
    pub fn area(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or_default();
        inside.split_once('/').map_or("", |(area, _)| area)
    }

    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

/// Every file below a folder with one of these extensions, in order of their paths. Packages of others are left out.
pub fn files(folder: &str, extensions: &[&str]) -> Vec<File> {
    let mut found = Vec::new();
    collect(&root().join(folder), extensions, &mut found);
    found.sort();
    let files: Vec<_> = found.into_iter().map(|it| read(&it)).collect();
    assert!(
        !files.is_empty(),
        "no {extensions:?} below {folder}: the rule looks in the wrong place"
    );
    files
}

/// One file by its path.
pub fn file(path: &str) -> File {
    read(&root().join(path))
}

fn collect(folder: &Path, extensions: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("node_modules") {
            continue;
        }
        if path.is_dir() {
            collect(&path, extensions, found);
        } else if path
            .extension()
            .is_some_and(|it| extensions.iter().any(|wanted| it == *wanted))
        {
            found.push(path);
        }
    }
}

fn read(path: &Path) -> File {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let path = path
        .strip_prefix(root())
        .unwrap_or(path)
        .to_string_lossy()
        .replace('\\', "/");
    File { path, text }
}

/// The top of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The string literals of a line of Rust, as they stand between the quotes.
pub fn literals(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find('"') {
        // The character '"' opens nothing.
        if rest[..start].ends_with('\'') {
            rest = &rest[start + 1..];
            continue;
        }
        let body = &rest[start + 1..];
        let Some(end) = end_of_literal(body) else { break };
        found.push(&body[..end]);
        rest = &body[end + 1..];
    }
    found
}

fn end_of_literal(body: &str) -> Option<usize> {
    let mut is_escaped = false;
    body.char_indices().find_map(|(at, it)| match it {
        '"' if !is_escaped => Some(at),
        _ => {
            is_escaped = it == '\\' && !is_escaped;
            None
        }
    })
}

/// Fails with one line for each finding.
pub fn none(rule: &str, findings: &[String]) {
    assert!(findings.is_empty(), "{rule}\n  {}\n", findings.join("\n  "));
}

/// One line for each line of code that a rule does not like.
pub fn findings(files: &[File], dislikes: impl Fn(&File, &str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        let lines = file.code().filter(|(_, line)| dislikes(file, line));
        found.extend(lines.map(|(number, line)| format!("{}:{number}: {}", file.path, line.trim())));
    }
    found
}

#[test]
fn literals_are_found_between_their_quotes() {
    assert_eq!(
        literals(r#"let a = "one"; b("two \" three", '"', "")"#),
        ["one", r#"two \" three"#, ""]
    );
}
