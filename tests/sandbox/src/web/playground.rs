//! `/playground/`: a small product of some other company that embeds the app, as a host's developer would write it.

use std::path::Path;

use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use maud::{DOCTYPE, Markup, html};

use super::{Document, Sandbox, host};

const SCRIPT: &str = include_str!("../../assets/playground.js");
const STYLE: &str = include_str!("../../assets/playground.css");

/// The host page. It stands on one of the two names of this machine and embeds the app from the other, because hosts and
/// the app do not share an origin.
pub async fn page(State(sandbox): State<Sandbox>, headers: HeaderMap) -> Response {
    let app = other_origin(host(&headers));
    let page = markup(&app, &sandbox.sdk);
    (Extension(Document::Host(app)), Html(page.into_string())).into_response()
}

/// The page's script.
pub async fn script() -> impl IntoResponse {
    asset("text/javascript; charset=utf-8", SCRIPT)
}

/// The page's style sheet.
pub async fn style() -> impl IntoResponse {
    asset("text/css; charset=utf-8", STYLE)
}

/// The SDK, exactly as its makers publish it.
pub async fn sdk(State(sandbox): State<Sandbox>) -> Response {
    match tokio::fs::read(&sandbox.sdk).await {
        Ok(bytes) => asset("text/javascript; charset=utf-8", bytes).into_response(),
        Err(_) => (StatusCode::NOT_FOUND, "The SDK is not installed.").into_response(),
    }
}

fn asset(kind: &'static str, body: impl IntoResponse) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], body)
}

fn other_origin(host: &str) -> String {
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "80"));
    let other = if name == "localhost" { "127.0.0.1" } else { "localhost" };
    format!("http://{other}:{port}")
}

fn markup(app: &str, sdk: &Path) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Integrations · Progix Cloud" }
                link rel="stylesheet" href="/playground/host.css";
                link rel="icon" href="/authorize/icon.svg";
                script src="/playground/sdk.js" defer {}
                script src="/playground/host.js" defer {}
            }
            body data-app=(app) {
                header {
                    strong { "Progix Cloud" }
                    nav aria-label="Product" {
                        span { "Missions" }
                        span { "Documents" }
                        a href="/playground/" aria-current="page" { "Integrations" }
                    }
                    button #settings-toggle type="button" aria-expanded="true" aria-controls="settings" { "Embedding" }
                }
                div.columns {
                    main {
                        h1.hidden { "Integrations" }
                        p #problem role="alert" {}
                        @if !sdk.is_file() {
                            p.problem { "The embedding SDK is not installed: run " code { "npm ci" } " in " code { "tests/e2e" } ", then reload." }
                        }
                        div #marketplace {}
                        button #open type="button" hidden { "Open integrations" }
                    }
                    aside #settings aria-label="Embedding" { (settings()) }
                }
            }
        }
    }
}

fn settings() -> Markup {
    html! {
        form #choices {
            label { "Customer"
                input name="customer" list="customers" value="ftl-0007" autocomplete="off" aria-describedby="customer-help";
            }
            p.help #customer-help { "Type a part of a name; the external ID is what counts." }
            datalist #customers {}
            label { "Person" input name="sub" value="demo-user" autocomplete="off"; }
            label { "Role"
                select name="role" { option value="admin" { "Admin" } option value="user" { "User" } }
            }
            label { "Theme"
                select name="theme" { option value="LIGHT" { "Light" } option value="DARK" { "Dark" } }
            }
            fieldset {
                legend { "Call" }
                label.inline { input type="radio" name="call" value="marketplace" checked; "Marketplace" }
                label.inline { input type="radio" name="call" value="own"; "User configuration of an instance" }
            }
            label { "Instance"
                input name="instance" list="instances" autocomplete="off" aria-describedby="instance-help";
            }
            p.help #instance-help { "For the user configuration: the ID of an instance of the customer." }
            datalist #instances {}
            fieldset {
                legend { "Shown" }
                label.inline { input type="radio" name="place" value="inline" checked; "In the page" }
                label.inline { input type="radio" name="place" value="popover"; "In a popover" }
            }
            fieldset {
                legend { "Screen" }
                label.inline { input type="checkbox" name="hideSearch"; "Hide search" }
                label.inline { input type="checkbox" name="hideActiveIntegrationsFilter"; "Hide All and Activated" }
            }
            fieldset.pair {
                legend { "While loading" }
                label { "Background" input type="color" name="background" value="#ffffff"; }
                label { "Text" input type="color" name="color" value="#182021"; }
            }
            button.primary { "Show" }
        }
        section {
            h2 { "Events" }
            p.help #no-events { "What the app tells this page appears here." }
            ol #events aria-live="polite" {}
        }
    }
}
