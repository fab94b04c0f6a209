//! Sign-in at the identity provider: authorization code with PKCE (RFC 7636), and the way back to the page asked for.
//! Pure but for what it takes from the caller.

use crate::routes::Route;

/// What is kept in the tab while the person is at the provider. Holds no token.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Attempt {
    /// Proves to the provider that the same tab comes back. 43 characters of base64url.
    pub verifier: String,
    /// Path and query of the page asked for, always of this app.
    pub back_to: String,
    /// The provider refused the code of the attempt before it. A second time is no accident.
    #[serde(default)]
    pub is_second: bool,
}

/// The provider's origin. It speaks https, unless it is the very host that serves the app (as the sandbox is).
#[must_use]
pub fn provider_origin(domain: &str, own_host: &str, own_protocol: &str) -> String {
    let protocol = if domain == own_host { own_protocol } else { "https:" };
    format!("{protocol}//{domain}")
}

/// Reduces an address to a path of this app with its query, or to the dashboard: whatever has another origin, or is the
/// way back from the provider itself. A path that is no screen stays: it says that there is nothing.
#[must_use]
pub fn safe_return(path_and_query: &str) -> String {
    let home = || Route::Dashboard.to_string();
    let plain = path_and_query.starts_with('/')
        && !path_and_query.starts_with("//")
        && !path_and_query.contains(['\\', '\t', '\n', '\r', '\0']);
    let path = path_and_query.split(['?', '#']).next().unwrap_or_default();
    if plain && !path.contains("//") && path.trim_end_matches('/') != Route::SIGN_IN_CALLBACK {
        path_and_query.into()
    } else {
        home()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_never_leaves_the_app() {
        for tricky in [
            "//evil.test",
            "/\\evil.test",
            "https://evil.test",
            "javascript:alert(1)",
            "/\t/evil.test",
            "\\\\evil.test",
            "",
            "evil.test",
            "/customers//evil.test",
            "http:/evil.test",
            "data:text/html,x",
            "/\r\nevil.test",
            "?q=1",
            "#x",
            "///evil.test",
            "/auth/callback?code=1&state=2",
            "/auth/callback/?code=1&state=2",
            "/customers/\\..",
        ] {
            assert_eq!(safe_return(tricky), "/dashboard", "{tricky:?}");
        }
        for own in [
            "/customers",
            "/customers?q=a@b&sort=-name",
            "/customers/Q3Vz%3D/details#x",
            "/settings/users",
            "/nope",
            "/customers@evil.test",
            "/%2F/evil.test/x/y/z",
        ] {
            assert_eq!(safe_return(own), own);
        }
    }

    #[test]
    fn another_host_is_spoken_to_in_https() {
        assert_eq!(provider_origin("localhost:8080", "localhost:8080", "http:"), "http://localhost:8080");
        assert_eq!(
            provider_origin("auth.example.com", "localhost:8080", "http:"),
            "https://auth.example.com"
        );
    }
}
