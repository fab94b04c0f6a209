//! Addresses that come from outside, and links to them.

use leptos::prelude::*;

use crate::phrases::{t, ui as words};

/// An address that is safe to follow: http, https or mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeUrl(String);

impl SafeUrl {
    /// Reads an absolute address. None for every other scheme, for addresses relative to the app, and for those that
    /// a browser would read differently than they look.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_matches(' ');
        let is_plain = !text.chars().any(|it| it.is_control() || it.is_whitespace() || it == '\\');
        let (scheme, rest) = text.split_once(':')?;
        let is_safe = match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => {
                rest.strip_prefix("//").is_some_and(|it| !it.is_empty() && !it.starts_with(['/', '@']))
            }
            "mailto" => rest.contains('@'),
            _ => false,
        };
        (is_plain && is_safe).then(|| Self(text.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A link out of the app, in a tab of its own that knows nothing of this one.
#[component]
pub fn SafeLink(to: SafeUrl, children: Children) -> impl IntoView {
    view! {
        <a href=to.0 target="_blank" rel="noopener noreferrer">
            {children()}
            <span class="visually-hidden">" ("{t(words::EXTERNAL)}")"</span>
        </a>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_web_and_mail_addresses() {
        for safe in
            ["https://example.com", "http://example.com/a?b#c", "HTTPS://EXAMPLE.COM", "mailto:a@b.example"]
        {
            assert!(SafeUrl::parse(safe).is_some(), "{safe}");
        }
        for unsafe_one in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            " javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "blob:https://example.com/1",
            "//evil.test",
            "/\\evil.test",
            "https:/evil.test",
            "https:\\\\evil.test",
            "https://",
            "https:///evil.test",
            "http://@evil.test",
            "/customers",
            "customers",
            "",
            ":",
            "file:///etc/passwd",
            "https://exa\tmple.com",
            "mailto:",
            "https://a b",
            "JaVaScRiPt:alert(1)",
            "ftp://example.com",
        ] {
            assert_eq!(SafeUrl::parse(unsafe_one), None, "{unsafe_one:?}");
        }
    }
}
