//! What a deployment says in `config.json`: where the backend is, and who may frame the app.

use serde::Deserialize;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::{
    api::{self, Error},
    boot,
};

/// `config.json` beside the app. What it leaves out has the value of [`Config::default`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Config {
    /// The backend's URL up to `/api`; empty when it is the app's own origin.
    pub base: String,
    /// Origins of host products whose messages an embedded frame takes; `*` takes all. Nobody when left out.
    pub embed_hosts: Vec<String>,
}

impl Config {
    /// Whether a frame takes messages from this origin.
    #[must_use]
    pub fn allows_host(&self, origin: &str) -> bool {
        self.embed_hosts.iter().any(|it| it == "*" || it == origin)
    }
}

/// The file that `boot.js` asked for. One that is missing or makes no sense is as good as empty.
///
/// # Errors
/// `Unreachable` when there was no answer: the app must not guess at another backend than the one it is meant for.
pub async fn read() -> Result<Config, Error> {
    let asked = boot::property(&boot::gantry(), "config").dyn_into::<js_sys::Promise>();
    let Ok(asked) = asked else { return Ok(Config::default()) };
    let text = JsFuture::from(asked).await.ok().and_then(|it| it.as_string()).ok_or(Error::Unreachable)?;
    Ok(api::from_json(&text).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_matched_whole() {
        let config = Config { embed_hosts: vec!["https://good.example".into()], ..Config::default() };
        assert!(config.allows_host("https://good.example"));
        for other in
            ["https://good.example.evil.test", "http://good.example", "https://good.example:8443", "null", ""]
        {
            assert!(!config.allows_host(other), "{other}");
        }
        assert!(!Config::default().allows_host("https://good.example"));
        assert!(
            Config { embed_hosts: vec!["*".into()], ..Config::default() }.allows_host("https://any.example")
        );
    }

    #[test]
    fn a_file_may_leave_things_out() {
        assert_eq!(api::from_json::<Config>("{}").ok(), Some(Config::default()));
    }
}
