//! Who may know whom: the walls between the modules of the app.

use crate::source::{File, files, none};

/// What every feature stands on; all other folders of `src/` are features. People, instances and the fields of
/// connections are shown on the pages of several.
const FOUNDATION: [&str; 9] =
    ["api", "auth", "connecting", "embed", "instances", "people", "phrases", "shell", "ui"];

/// What the kit may know of the rest.
const KIT_MAY_KNOW: [&str; 12] = [
    "api::Error",
    "api::Paged",
    "api::Status",
    "api::paged",
    "auth::Access",
    "auth::Denial",
    "boot",
    "phrases",
    "routes",
    "ui",
    "api::Problem",
    "api::Slice",
];

/// Files that are pure: they hold rules, not behaviour in a browser, and are tested natively in milliseconds.
fn is_pure(file: &File) -> bool {
    ["src/auth/permission.rs", "src/auth/access.rs", "src/embed/message.rs", "src/routes.rs"]
        .contains(&&*file.path)
        || file.name() == "draft.rs"
}

#[test]
fn tidy_the_kit_knows_no_document_and_no_feature() {
    let mut found = Vec::new();
    for file in files("src/ui", &["rs"]) {
        for import in imports(&file) {
            if !KIT_MAY_KNOW.iter().any(|it| import == *it || import.starts_with(&format!("{it}::"))) {
                found.push(format!("{}: crate::{import}", file.path));
            }
        }
        if file.code().any(|(_, line)| line.contains("document!(")) {
            found.push(format!("{}: sends a document", file.path));
        }
    }
    none("src/ui takes what it shows as props; it may import only what tests/it/imports.rs lists:", &found);
}

#[test]
fn tidy_features_do_not_import_each_other() {
    let files = files("src", &["rs"]);
    let mut features: Vec<_> = files.iter().map(|it| it.area().to_owned()).collect();
    features.retain(|it| !it.is_empty() && !FOUNDATION.contains(&&**it));
    features.dedup();
    let mut found = Vec::new();
    for file in &files {
        let is_foundation = FOUNDATION.contains(&file.area());
        let is_feature = !file.area().is_empty() && !is_foundation;
        for import in imports(file) {
            let from = import.split("::").next().unwrap_or_default();
            let is_foreign = features.iter().any(|it| it == from) && from != file.area();
            if is_foreign && (is_feature || is_foundation) {
                found.push(format!("{}: crate::{import}", file.path));
            }
        }
    }
    none("A feature is imported by app.rs alone; what two share moves to api/, ui/ or shell/:", &found);
}

#[test]
fn tidy_the_transport_knows_no_feature_and_no_kit() {
    let mut found = Vec::new();
    for file in files("src/api", &["rs"]) {
        let known = ["api", "auth", "phrases", "boot", "document"];
        let foreign = imports(&file)
            .into_iter()
            .filter(|it| !known.contains(&it.split("::").next().unwrap_or_default()));
        found.extend(foreign.map(|it| format!("{}: crate::{it}", file.path)));
    }
    none("src/api is what features stand on:", &found);
}

#[test]
fn tidy_pure_files_name_no_browser_and_no_signal() {
    let outside = ["leptos", "web_sys", "js_sys", "wasm_bindgen", "Signal", "gloo"];
    let mut found = Vec::new();
    for file in files("src", &["rs"]).iter().filter(|it| is_pure(it)) {
        let named = file.code().filter(|(_, line)| outside.iter().any(|it| line.contains(it)));
        found.extend(named.map(|(number, line)| format!("{}:{number}: {}", file.path, line.trim())));
    }
    none("These files are pure, so that their tests need no browser:", &found);
}

/// The paths that a file names after `crate::`, groups taken apart; `crate::{a::{B, c}, d}` names `a::B`, `a::c` and
/// `d`.
fn imports(file: &File) -> Vec<String> {
    let code: String = file.code().flat_map(|(_, line)| [line, "\n"]).collect();
    let mut found = Vec::new();
    for (at, start) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_none_or(|it| !it.is_alphanumeric() && it != '_' && it != '$') {
            expand("", &code[at + start.len()..], &mut found);
        }
    }
    found
}

/// Reads one path or group; returns how much of the text it was.
fn expand(prefix: &str, text: &str, found: &mut Vec<String>) -> usize {
    let mut path = prefix.to_owned();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let name_length = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
        if name_length > 0 {
            path = if path.is_empty() {
                rest[..name_length].to_owned()
            } else {
                format!("{path}::{}", &rest[..name_length])
            };
            at += name_length;
        } else if let Some(group) = rest.strip_prefix('{') {
            at += 1 + expand_group(&path, group, found);
            return at;
        } else {
            found.push(path);
            return at;
        }
        if text[at..].starts_with("::") {
            at += 2;
        } else {
            found.push(path);
            return at;
        }
    }
}

fn expand_group(path: &str, text: &str, found: &mut Vec<String>) -> usize {
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        match next {
            '}' => return at + 1,
            it if it.is_alphanumeric() || it == '_' => at += expand(path, &text[at..], found),
            it => at += it.len_utf8(),
        }
    }
    at
}

#[test]
fn groups_are_taken_apart() {
    let text = "use crate::{\n    api::{Error, paged::{Paged, Slice}},\n    ui,\n};\nlet a = crate::routes::Route::Kit;\n";
    let file = File { path: String::new(), text: text.into() };
    let expected = ["api::Error", "api::paged::Paged", "api::paged::Slice", "ui", "routes::Route::Kit"];
    assert_eq!(imports(&file), expected);
}
