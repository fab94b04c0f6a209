//! Every text, edge and glyph stands out from every background it may sit on: WCAG 2 contrast, computed from the
//! tokens for the four themes.

use std::collections::BTreeMap;

use crate::source::{file, none};

const MODES: [&str; 4] = ["light", "dark", "embedded light", "embedded dark"];
const TEXT: f64 = 4.5;
const PART: f64 = 3.0;

const PAGES: [&str; 4] = ["canvas", "surface", "raised", "sunken"];
const STATES: [&str; 3] = ["hover", "active", "selected"];
const NOTICES: [&str; 4] = ["danger-bg", "warn-bg", "success-bg", "info-bg"];

/// Text, and what it may sit on.
fn texts() -> Vec<(&'static str, Vec<&'static str>)> {
    let rows = [&PAGES[..], &STATES].concat();
    let everywhere = [&rows[..], &NOTICES].concat();
    let marked = |own: &'static str| vec![own, "surface", "raised", "canvas", "hover", "active", "selected"];
    let log = vec!["surface", "hover", "selected"];
    let code = vec!["sunken", "surface", "raised", "selected", "active"];
    let mut pairs = vec![
        ("text", [&everywhere[..], &["thumb"]].concat()),
        ("text-2", everywhere.clone()),
        ("text-3", rows),
        ("link", everywhere),
        ("accent-text", vec!["accent-soft", "surface", "canvas", "active"]),
        ("on-primary", vec!["primary", "primary-hover", "primary-active"]),
        (
            "on-danger",
            vec!["danger-fill", "danger-fill-hover", "danger-fill-active"],
        ),
        ("on-tooltip", vec!["tooltip"]),
        ("danger-fg", marked("danger-bg")),
        ("warn-fg", marked("warn-bg")),
        ("success-fg", marked("success-bg")),
        ("info-fg", marked("info-bg")),
        ("surface", vec!["accent"]),
    ];
    for severity in ["trace", "debug", "info", "metric", "warn", "error", "fatal"] {
        pairs.push((named("sev", severity), log.clone()));
    }
    for part in ["key", "string", "number", "literal"] {
        pairs.push((named("code", part), code.clone()));
    }
    for number in ["1", "2", "3", "4", "5", "6"] {
        pairs.push((
            named("avatar", &format!("{number}-fg")),
            vec![named("avatar", &format!("{number}-bg"))],
        ));
    }
    pairs
}

/// Edges, glyphs and series, and what they may sit on.
fn parts() -> Vec<(&'static str, Vec<&'static str>)> {
    let base = ["hover", "selected", "canvas", "surface", "raised", "sunken"];
    let marked = |own: &'static str| [&base[..], &[own]].concat();
    let mut pairs = vec![
        ("control", base.to_vec()),
        ("danger-glyph", marked("danger-bg")),
        ("warn-glyph", marked("warn-bg")),
        ("success-glyph", marked("success-bg")),
        ("info-glyph", marked("info-bg")),
        ("focus", base.to_vec()),
        (
            "accent",
            vec!["canvas", "surface", "raised", "sunken", "selected"],
        ),
        ("primary", vec!["surface", "canvas", "raised"]),
        ("danger-fill", vec!["surface", "raised"]),
        ("signal", vec!["surface", "canvas"]),
    ];
    for series in ["1", "2", "3", "4", "5", "6", "prev"] {
        pairs.push((named("chart", series), vec!["surface"]));
    }
    pairs
}

fn named(group: &str, name: &str) -> &'static str {
    Box::leak(format!("{group}-{name}").into_boxed_str())
}

#[test]
fn tidy_colours_can_be_told_apart() {
    let tokens = Tokens::read(&file("style/tokens.css").text);
    let mut found = Vec::new();
    for (pairs, least) in [(texts(), TEXT), (parts(), PART)] {
        for (front, backs) in pairs {
            for back in backs {
                for (mode, name) in MODES.iter().enumerate() {
                    match (tokens.get(front, mode), tokens.get(back, mode)) {
                        (Some(one), Some(other)) => {
                            let ratio = contrast(one, other);
                            if ratio < least {
                                found.push(format!("{front} on {back}, {name}: {ratio:.2}, needs {least}"));
                            }
                        }
                        (one, _) => {
                            let missing = if one.is_none() { front } else { back };
                            found.push(format!("style/tokens.css has no colour {missing}, {name}"));
                        }
                    }
                }
            }
        }
    }
    found.sort();
    found.dedup();
    none("These colours are too close:", &found);
}

type Colour = [u8; 3];

/// The colours of each mode by role.
struct Tokens([BTreeMap<String, Colour>; 4]);

impl Tokens {
    /// `--color-role: light-dark(#light, #dark)`, or one colour for both; below a selector with `data-embed`, for
    /// embedded frames.
    fn read(sheet: &str) -> Self {
        let mut modes = [const { BTreeMap::new() }; 4];
        let mut is_embed = false;
        let mut statement = String::new();
        for it in sheet.chars() {
            match it {
                '{' => {
                    is_embed = statement.contains("data-embed");
                    statement.clear();
                }
                ';' | '}' => {
                    if let Some((role, colours)) = declaration(&statement) {
                        for (mode, found) in modes.iter_mut().enumerate() {
                            let embeds = mode >= 2;
                            // What embedded frames say nothing about is as in the app.
                            if embeds || !is_embed {
                                found.insert(role.clone(), colours[mode % 2]);
                            }
                        }
                    }
                    statement.clear();
                }
                _ => statement.push(it),
            }
        }
        Self(modes)
    }

    fn get(&self, role: &str, mode: usize) -> Option<Colour> {
        self.0[mode].get(role).copied()
    }
}

fn declaration(statement: &str) -> Option<(String, [Colour; 2])> {
    let (property, value) = statement.rsplit_once("--color-")?.1.split_once(':')?;
    let mut colours = value
        .match_indices('#')
        .filter_map(|(at, _)| colour(&value[at + 1..]));
    let light = colours.next()?;
    Some((
        property.trim().to_owned(),
        [light, colours.next().unwrap_or(light)],
    ))
}

fn colour(hex: &str) -> Option<Colour> {
    let digits: String = hex.chars().take_while(char::is_ascii_hexdigit).collect();
    let digits = if digits.len() == 3 {
        digits.chars().flat_map(|it| [it, it]).collect()
    } else {
        digits
    };
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    (digits.len() == 6).then_some([part(0)?, part(2)?, part(4)?])
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: Colour) -> f64 {
    let [red, green, blue] = colour.map(|it| {
        let part = f64::from(it) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[test]
fn contrast_is_that_of_the_standard() {
    assert!((contrast([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 0.001);
    assert!((contrast([0x77, 0x77, 0x77], [255, 255, 255]) - 4.478).abs() < 0.001);
    let sheet = ":root { --color-a: light-dark(#fff, #000000); --color-b: #123456 }\n[data-embed] { --color-a: #010203; }";
    let tokens = Tokens::read(sheet);
    let a: Vec<_> = (0..4).filter_map(|mode| tokens.get("a", mode)).collect();
    assert_eq!(a, [[255, 255, 255], [0, 0, 0], [1, 2, 3], [1, 2, 3]]);
    assert_eq!(tokens.get("b", 3), Some([0x12, 0x34, 0x56]));
}
