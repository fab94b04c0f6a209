//! The pages of the identity provider: plain HTML that works without scripts.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde::Serialize;
use serde_json::json;

use super::{is_embedded, text};
use crate::store::{Reader, StoreError};

/// The style sheet of these pages.
pub const STYLE: &str = include_str!("../../assets/login.css");

/// The mark, as a file of its own too.
pub const BRAND: &str = include_str!("../../assets/brand.svg");
const ART: &str = include_str!("../../assets/art.svg");

/// More people than this make no page to choose from.
const MOST_PEOPLE: usize = 60;

/// Who can sign in.
pub struct People {
    pub organization: String,
    pub people: Vec<Person>,
}

/// One of them.
#[derive(Serialize)]
pub struct Person {
    pub name: String,
    pub email: String,
    pub role: String,
    pub company: String,
    /// Whether they are of the organization itself.
    pub member: bool,
}

impl People {
    /// Team members first, highest role first; then customer users, oldest first.
    pub fn load(reader: &Reader<'_>) -> Result<Self, StoreError> {
        let roles =
            reader.docs(r#"SELECT doc FROM "Role" ORDER BY json_extract(doc, '$.level') DESC"#, &[])?;
        let mut found = Vec::new();
        for role in &roles {
            for user in reader.find("User", "role", &json!(text(role, "id")))? {
                if !is_embedded(reader, &user)? {
                    let company = reader.get("Customer", text(&user, "customer"))?;
                    let company = company.map(|it| text(&it, "name").to_owned());
                    found.push((user, text(role, "name").to_owned(), company));
                }
            }
        }
        let organization = reader.docs(r#"SELECT doc FROM "Organization" LIMIT 1"#, &[])?;
        let organization = organization.first().map_or("", |it| text(it, "name")).to_owned();
        found.sort_by_cached_key(|(user, _, company)| {
            (company.is_some(), company.as_ref().map(|_| text(user, "createdAt").to_owned()))
        });
        let person = |(user, role, company): (_, String, Option<String>)| Person {
            name: text(&user, "name").to_owned(),
            email: text(&user, "email").to_owned(),
            role,
            member: company.is_none(),
            company: company.unwrap_or_else(|| organization.clone()),
        };
        let people = found.into_iter().take(MOST_PEOPLE).map(person).collect();
        Ok(Self { organization, people })
    }
}

/// The page on which people choose who they are.
pub fn login(people: &People, query: &str) -> Markup {
    let action = format!("/authorize?{query}");
    let (members, guests): (Vec<_>, Vec<_>) = people.people.iter().partition(|it| it.member);
    page(
        &format!("Sign in to {}", people.organization),
        html! {
            h1 { "Sign in to " (people.organization) }
            p.quiet { "This is a sandbox, so there are no passwords: choose who you want to be." }
            form method="post" action=(action) {
                (group("Team members", &members, false))
                (group("Customer users", &guests, true))
            }
        },
    )
}

fn group(title: &str, people: &[&Person], company: bool) -> Markup {
    html! {
        @if !people.is_empty() {
            h2 { (title) }
            ul.people {
                @for person in people {
                    li {
                        button.person name="email" value=(person.email) {
                            span.avatar data-hue=(hue(&person.name)) aria-hidden="true" { (initials(&person.name)) }
                            span.who {
                                span dir="auto" { (person.name) }
                                span.quiet { (person.email) @if company { " · " bdi { (person.company) } } }
                            }
                            span.role { (person.role) }
                        }
                    }
                }
            }
        }
    }
}

/// The page of a pretend other system that asks whether the organization may connect to it.
pub fn consent(system: &str, organization: &str, state: &str) -> Markup {
    let title = format!("Connect {organization} to {system}?");
    page(
        &title,
        html! {
            h1 { (title) }
            p.quiet { "This page stands in for " (system) ", so there is nothing to sign in to." }
            form method="post" action="/sandbox/oauth/authorize" {
                input type="hidden" name="state" value=(state);
                ul.people {
                    @for (answer, says, means) in [
                        ("allow", "Allow", "The connection works."),
                        ("deny", "Deny", "The connection reports an error."),
                    ] {
                        li {
                            button.person name="answer" value=(answer) {
                                span.who { span { (says) } span.quiet { (means) } }
                            }
                        }
                    }
                }
            }
        },
    )
}

/// The page behind that one.
pub fn consented(title: &str) -> Markup {
    page(title, html! { h1 { (title) } p { "You can close this window." } })
}

/// The page that says what did not work, and why.
pub fn problem(title: &str, sentence: &str) -> Markup {
    page(
        title,
        html! {
            h1 { (title) }
            p { (sentence) }
            p { a href="/" { "Back to the start" } }
        },
    )
}

/// What stands around every page.
pub fn page(title: &str, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Gantry" }
                link rel="stylesheet" href="/authorize/login.css";
                link rel="icon" href="/authorize/icon.svg";
            }
            body {
                main {
                    div.brand { (PreEscaped(BRAND)) "Gantry" }
                    div.choice { (body) }
                    p.quiet { "New here? Accounts come by invitation from your organization." }
                }
                div.art aria-hidden="true" { (PreEscaped(ART)) }
            }
        }
    }
}

fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|it| it.chars().next());
    words.next().into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

fn hue(name: &str) -> u32 {
    name.chars().fold(0_u32, |sum, it| sum.wrapping_mul(31).wrapping_add(it.into())) % 6 + 1
}
