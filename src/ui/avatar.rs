//! A small picture of a person or a thing, or its initials.

use futures_util::future::LocalBoxFuture;
use leptos::{prelude::*, task::spawn_local};

/// Turns an object's `avatarUrl` into an address that a browser can load. A context: the kit asks no server.
#[derive(Clone, Copy)]
pub struct PictureSource(pub fn(String) -> LocalBoxFuture<'static, Option<String>>);

/// Things are square, people round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Square,
    Round,
}

/// 24, 40 and 72 pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    #[default]
    Row,
    Head,
    Edit,
}

/// Decoration: the name stands beside it.
#[component]
pub fn Avatar(
    /// Chooses the tint, so that a thing keeps its own everywhere.
    #[prop(into)]
    id: String,
    #[prop(into)] name: String,
    /// The object's `avatarUrl`.
    #[prop(optional_no_strip)]
    picture: Option<String>,
    #[prop(optional)] size: AvatarSize,
    shape: Shape,
) -> impl IntoView {
    let letters = initials(&name);
    let picture = picture.filter(|it| !it.is_empty());
    // Lists are long: what has no picture holds no signal.
    let inside = match use_context::<PictureSource>().zip(picture) {
        Some((source, picture)) => shown(source, picture, letters).into_any(),
        None => letters.into_any(),
    };
    let size = match size {
        AvatarSize::Row => None,
        AvatarSize::Head => Some("l"),
        AvatarSize::Edit => Some("xl"),
    };
    view! {
        <span
            class="avatar"
            aria-hidden="true"
            data-size=size
            data-shape=(shape == Shape::Round).then_some("round")
            data-hue=hue(&id).to_string()
        >
            {inside}
        </span>
    }
}

/// The picture, and until it is there, or where it cannot be had, the letters.
fn shown(PictureSource(load): PictureSource, picture: String, letters: String) -> impl IntoView {
    let source = RwSignal::new(None::<String>);
    spawn_local(async move {
        let address = load(picture).await;
        // The row may be gone meanwhile.
        let _ = source.try_set(address);
    });
    move || match source.get() {
        Some(src) => view! { <img src=src alt="" on:error=move |_| source.set(None) /> }.into_any(),
        None => letters.clone().into_any(),
    }
}

/// One of six tints, by the FNV-1a hash of the id.
fn hue(id: &str) -> u32 {
    let hash =
        id.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash % 6 + 1
}

/// The first letters of the first two words that have one. The style sheet makes them capitals: the browser knows the
/// letters of all scripts, and the tables of them would be 14 kB of this program.
fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().find(|it| is_letter(*it));
    name.split_whitespace().filter_map(first).take(2).collect()
}

/// Whether a character is none of the blocks of Unicode that hold signs.
fn is_letter(it: char) -> bool {
    match it {
        '\0'..='\x7f' => it.is_ascii_alphanumeric(),
        // Of Latin-1; punctuation up to arrows and drawings; that of Chinese and Japanese; private use; emoji.
        '\u{80}'..='\u{bf}'
        | '\u{2000}'..='\u{2bff}'
        | '\u{3000}'..='\u{303f}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{1f000}'..='\u{1faff}' => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_any_script() {
        for (name, letters) in [
            ("FTL Rockets", "FR"),
            ("Smith Rocket Company", "SR"),
            ("Rockets, Inc", "RI"),
            ("  (acme)  ", "a"),
            ("شركة الأفق", "شا"),
            ("éclair", "é"),
            ("", ""),
            ("– –", ""),
            ("🚀 Rockets “east”", "Re"),
            ("東京「本社」", "東"),
        ] {
            assert_eq!(initials(name), letters, "{name}");
        }
    }

    #[test]
    fn a_tint_is_one_of_six() {
        assert!((0..100).map(|it| hue(&it.to_string())).all(|it| (1..=6).contains(&it)));
    }
}
