//! The rules that every file keeps.

use std::collections::BTreeSet;

use gantry::auth::permission::ROLES;

use crate::source::{File, file, files, findings, literals, none};

const LONGEST_FILE: usize = 400;

#[test]
fn tidy_every_file_says_what_it_is_for() {
    let mut found = Vec::new();
    for file in files("src", &["rs"]).into_iter().chain(files("tests", &["rs"])) {
        if !file.text.starts_with("//!") {
            found.push(file.path);
        }
    }
    none("These files do not open with `//!` and what they are for:", &found);
}

#[test]
fn tidy_no_file_is_too_long_to_read() {
    let mut found = Vec::new();
    for file in files("src", &["rs"]).into_iter().chain(files("tests", &["rs"])) {
        let length = file.text.lines().count();
        if length > LONGEST_FILE {
            found.push(format!("{}: {length} lines", file.path));
        }
    }
    none(&format!("These files have more than {LONGEST_FILE} lines:"), &found);
}

#[test]
fn tidy_styles_live_in_style_sheets() {
    let found =
        findings(&files("src", &["rs"]), |_, line| line.contains("style=") || line.contains("\"style\""));
    none("The content policy forbids `style=`; use a class, an attribute, or `style:--property=`:", &found);
}

#[test]
fn tidy_markup_is_never_made_from_text() {
    let ways =
        ["inner_html", "outer_html", "insert_adjacent_html", "create_contextual_fragment", "DomParser"];
    let found = findings(&files("src", &["rs"]), |file, line| {
        // The one place that reads HTML: into a document in which nothing runs, and out of which it takes known elements.
        file.path != "src/ui/html.rs" && ways.iter().any(|it| line.contains(it))
    });
    none("Build elements instead; text that becomes markup is how scripts get in:", &found);
}

#[test]
fn tidy_only_the_transport_speaks_http() {
    let ways = ["gloo_net", "fetch_with", "XmlHttpRequest", "WebSocket", "EventSource", "send_beacon"];
    let found = findings(&files("src", &["rs"]), |file, line| {
        file.area() != "api" && ways.iter().any(|it| line.contains(it))
    });
    none("Only src/api may ask a server:", &found);
}

#[test]
fn tidy_only_the_protocol_posts_messages() {
    let found = findings(&files("src", &["rs"]), |file, line| {
        // Other tabs of the same app are no host product.
        let is_foreign = file.area() != "embed" && file.path != "src/auth/tabs.rs";
        is_foreign && line.contains("post_message")
    });
    none("Only src/embed talks to the host product:", &found);
}

#[test]
fn tidy_only_the_session_touches_storage() {
    let found = findings(&files("src", &["rs"]), |file, line| {
        let ways = ["session_storage", "local_storage", "set_cookie", "indexed_db"];
        file.path != "src/auth/provider.rs" && ways.iter().any(|it| line.contains(it))
    });
    none("Only src/auth/provider.rs may use the browser's storage:", &found);
}

#[test]
fn tidy_paths_are_spelt_in_one_place() {
    let found = findings(&files("src", &["rs"]), |file, line| {
        let may_spell = file.path == "src/routes.rs" || file.area() == "api";
        !may_spell && literals(line).iter().any(|it| is_path(it))
    });
    none("Only src/routes.rs spells the app's paths; use `Route`:", &found);
}

#[test]
fn tidy_nothing_is_decided_by_the_name_of_a_role() {
    let mut names = ROLES.to_vec();
    names.extend(["Member", "Marketplace Admin", "Marketplace User"]);
    let found = findings(&files("src", &["rs"]), |file, line| {
        let is_said = ["auth", "phrases", "kit"].contains(&file.area());
        !is_said && literals(line).iter().any(|it| names.contains(it))
    });
    none("Ask an `allow…` field or `Viewer::can`; organizations name their roles as they like:", &found);
}

/// A path of the app; files have a dot in their names.
fn is_path(literal: &str) -> bool {
    let mut rest = literal.strip_prefix('/').unwrap_or_default().chars();
    rest.next().is_some_and(|it| it.is_ascii_lowercase()) && !literal.contains(['.', ' '])
}

#[test]
fn tidy_every_part_of_every_address_is_looked_at() {
    let screens: String = files("tests/e2e/screens", &["ts"]).into_iter().map(|it| it.text).collect();
    // The sign-in's way back and the pages for developers are no screens.
    let others = ["auth", "callback", "kit", "not-found"];
    let routes = file("src/routes.rs");
    let is_part = |it: &&str| {
        !it.is_empty() && it.chars().all(|it| it.is_ascii_lowercase() || it == '-') && !others.contains(it)
    };
    let parts: BTreeSet<_> = routes
        .code()
        .flat_map(|(_, line)| literals(line))
        .flat_map(|it| it.split('/'))
        .filter(is_part)
        .collect();
    assert!(parts.contains("granular-access") && parts.contains("configure-instance"), "{parts:?}");
    let found: Vec<_> = parts
        .into_iter()
        .filter(|it| !screens.to_lowercase().replace(' ', "-").contains(it))
        .map(Into::into)
        .collect();
    none(
        "No screen of tests/e2e/screens/, which all checks of looks and access go through, has these:",
        &found,
    );
}

#[test]
fn tidy_every_document_is_sent() {
    let sources = files("src", &["rs"]);
    let is_sent = |path: &str| sources.iter().any(|it| it.text.contains(&format!("\"{path}\"")));
    let mut found: Vec<_> = files("src", &["graphql"]).into_iter().map(|it| it.path).collect();
    found.retain(|it| it != "src/api/schema.graphql" && !is_sent(it));
    none("Nothing sends these documents:", &found);
}

#[test]
fn tidy_visible_text_is_in_the_catalogue() {
    let found = findings(&files("src", &["rs"]), |file, line| {
        let is_catalogue = ["phrases", "kit"].contains(&file.area()) || file.path == "src/auth/permission.rs";
        let is_for_developers = line.contains("reason =")
            || line.contains("response_derives")
            || line.contains("expect(")
            || line.contains("panic!(");
        !is_catalogue && !is_for_developers && literals(line).iter().any(|it| is_sentence(it))
    });
    none("Text for people belongs into src/phrases, where host products can override it:", &found);
}

/// Two words, of which the first begins with a capital letter.
fn is_sentence(literal: &str) -> bool {
    let mut words = literal.split(' ');
    let first = words.next().unwrap_or_default();
    let is_capitalized = first.starts_with(|it: char| it.is_ascii_uppercase());
    let is_word =
        |it: &str| it.len() > 1 && it.chars().all(|it| it.is_ascii_alphabetic() || ".,!?…".contains(it));
    is_capitalized && is_word(first) && words.next().is_some_and(is_word)
}

#[test]
fn tidy_colours_have_one_home() {
    let mut found = Vec::new();
    for file in files("style", &["css"]) {
        if file.path != "style/tokens.css" {
            found.extend(declarations(&file).filter(|it| has_colour(&it.value)).map(|it| it.place(&file)));
        }
    }
    let literal = |_: &File, line: &str| literals(line).iter().any(|it| is_hex_colour(it));
    found.extend(findings(&files("src", &["rs"]), literal));
    none("Colours are named in style/tokens.css and used by their names:", &found);
}

#[test]
fn tidy_layout_follows_the_direction_of_writing() {
    let mut found = Vec::new();
    for file in files("style", &["css"]) {
        found.extend(declarations(&file).filter(Declaration::is_physical).map(|it| it.place(&file)));
    }
    none("Use inline and block sides, so that right-to-left languages come for free:", &found);
}

/// `property: value` in a style sheet.
struct Declaration {
    line: usize,
    property: String,
    value: String,
}

impl Declaration {
    fn place(&self, file: &File) -> String {
        format!("{}:{}: {}: {}", file.path, self.line, self.property, self.value)
    }

    fn is_physical(&self) -> bool {
        let sides = ["left", "right", "top", "bottom"];
        let mut parts = self.property.split('-');
        let is_side = match parts.next() {
            Some(
                "margin" | "padding" | "border" | "left" | "right" | "top" | "bottom" | "inset" | "scroll",
            ) => self.property.split('-').any(|it| sides.contains(&it)),
            _ => false,
        };
        let is_aligned = ["text-align", "float", "clear"].contains(&&*self.property)
            && ["left", "right"].contains(&self.value.trim());
        is_side || is_aligned
    }
}

/// The declarations of a style sheet; comments are left out.
fn declarations(file: &File) -> impl Iterator<Item = Declaration> + use<> {
    let mut text = file.text.clone();
    while let Some(start) = text.find("/*") {
        let end = text[start..].find("*/").map_or(text.len(), |it| start + it + 2);
        let blank: String = text[start..end].chars().map(|it| if it == '\n' { '\n' } else { ' ' }).collect();
        text.replace_range(start..end, &blank);
    }
    let mut found = Vec::new();
    let mut line = 1;
    let mut statement = String::new();
    for it in text.chars() {
        match it {
            ';' | '}' => {
                if let Some((property, value)) = statement.split_once(':') {
                    let (property, value) = (property.trim().to_owned(), value.trim().to_owned());
                    found.push(Declaration { line, property, value });
                }
                statement.clear();
            }
            '{' => statement.clear(),
            _ => statement.push(it),
        }
        if it == '\n' {
            line += 1;
        }
    }
    found.into_iter()
}

fn has_colour(value: &str) -> bool {
    let functions = ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "color("];
    let names =
        ["white", "black", "red", "green", "blue", "gray", "grey", "orange", "yellow", "silver", "teal"];
    let mut words = value.split(|it: char| !it.is_alphanumeric() && it != '#' && it != '-');
    functions.iter().any(|it| value.contains(it)) || words.any(|it| is_hex_colour(it) || names.contains(&it))
}

fn is_hex_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|it| [3, 4, 6, 8].contains(&it.len()) && it.chars().all(|it| it.is_ascii_hexdigit()))
}

#[test]
fn tidy_the_page_holds_no_script_and_no_style() {
    let page = file("index.html").text;
    let holds = |tag: &str| {
        page.match_indices(tag).any(|(at, _)| !page[at..].starts_with(&format!("{tag} data-trunk")))
    };
    assert!(!holds("<script"), "index.html: scripts are files, so that the content policy can name them");
    assert!(!page.contains("<style"), "index.html: styles are in style/");
}

#[test]
fn what_the_rules_look_for_is_recognized() {
    assert!(is_path("/customers/{id}") && !is_path("/icons.svg") && !is_path("/"));
    assert!(is_sentence("Add customer") && !is_sentence("Content-Type") && !is_sentence("add customer"));
    assert!(has_colour("1px solid #ff0000") && has_colour("white") && !has_colour("var(--color-white-ish)"));
    let sheet =
        "a {\n  margin-left: 1px; /* padding-left: 2px; */\n  text-align: right;\n  margin-inline: 1px }";
    let sheet = File { path: "a.css".into(), text: sheet.into() };
    let physical: Vec<_> =
        declarations(&sheet).filter(Declaration::is_physical).map(|it| it.place(&sheet)).collect();
    assert_eq!(physical, ["a.css:2: margin-left: 1px", "a.css:3: text-align: right"]);
}
