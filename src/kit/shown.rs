//! What is only looked at.

use leptos::prelude::*;

use crate::{
    api::Error,
    auth::Access,
    routes::{CustomerTab, Route},
    ui::{
        Avatar, AvatarSize, Badge, Banner, Button, Chips, Copyable, DirtyMark, Empty, EmptyKind, Fact,
        Failure, Glyph, Html, IconButton, Json, JsonTree, LongText, Look, Markdown, Notice, PageHead,
        PlainButton, SafeLink, SafeUrl, Shape, Status, Tab, Tabs, Time, Tone, UnsavedGuard, use_toasts,
    },
};

pub fn states() -> AnyView {
    let avatar = |name: &'static str| {
        view! {
            <Avatar id=name name shape=Shape::Square />
            <Avatar id=name name shape=Shape::Round />
        }
    };
    let words = ["enterprise", "production", "apac"].map(str::to_owned).to_vec();
    view! {
        <div class="kit-row">
            <Status glyph=Glyph::Enabled>"Enabled"</Status>
            <Status glyph=Glyph::Paused>"Paused"</Status>
            <Status glyph=Glyph::Failed>"Failed"</Status>
            <Status glyph=Glyph::NotDeployed>"Needs deploy"</Status>
            <Status glyph=Glyph::NotConfigured>"Not configured"</Status>
            <Status glyph=Glyph::Succeeded>"Succeeded"</Status>
            <Status glyph=Glyph::Running>"Running"</Status>
            <Status glyph=Glyph::Queued>"Queued"</Status>
        </div>
        <div class="kit-row">
            <Badge>"Owner"</Badge>
            <Chips words=words.clone() />
            <Chips words limit=1 />
        </div>
        <div class="kit-row">
            {["FTL Rockets", "Smith Rocket Company", "Kepler Freight", "شركة الأفق", "Nordlys AS", "?"]
                .map(avatar)
                .collect_view()}
            <Avatar id="a" name="FTL Rockets" size=AvatarSize::Head shape=Shape::Square />
            <Avatar id="b" name="James Patton" size=AvatarSize::Edit shape=Shape::Round />
            <Avatar id="c" name="Broken Picture" picture=Some("/missing.png".to_owned()) shape=Shape::Square />
        </div>
    }
    .into_any()
}

pub fn heads() -> AnyView {
    let dirty = RwSignal::new(false);
    let tabs = |names: &[&str]| {
        names
            .iter()
            .map(|it| Tab { to: Route::customer(it, CustomerTab::Summary), name: (*it).to_owned() })
            .collect()
    };
    let actions = move || {
        view! {
            <DirtyMark dirty />
            <PlainButton on_click=move |()| dirty.update(|it| *it = !*it)>"Change something"</PlainButton>
            <Button look=Look::Primary access=Access::Granted>"Save"</Button>
        }
    };
    view! {
        <div class="card">
            <PageHead
                title="Wakefield & Daughters Precision Rocket Propulsion Manufacturing Cooperative"
                parent=Some((Route::Customers, "Customers".to_owned()))
                avatar=view! { <Avatar id="w" name="Wakefield Daughters" size=AvatarSize::Head shape=Shape::Square /> }.into_any()
                mark=view! { <IconButton icon="star" label="Star" pressed=Signal::stored(true) on_click=|()| () /> }.into_any()
                meta=view! { <code>"wakefield-daughters-0193"</code> }.into_any()
                actions=actions().into_any()
                tabs=view! { <Tabs tabs=tabs(&["Summary", "Instances", "Details"]) open=Route::customer("Details", CustomerTab::Summary) /> }.into_any()
            />
        </div>
        <UnsavedGuard dirty on_discard=move |()| dirty.set(false) />
    }
    .into_any()
}

pub fn notices() -> AnyView {
    let tones = [Tone::Neutral, Tone::Info, Tone::Success, Tone::Warn, Tone::Danger];
    let notice = |tone| view! { <Notice tone><p class="notice-title">"Could not save"</p><p>"The name is used."</p></Notice> };
    let banner = |tone| view! { <Banner tone><span>"You are offline. Showing what was loaded at 09:41."</span></Banner> };
    let toasts = use_toasts();
    view! {
        <div class="kit-grid" data-wide="">{tones.map(notice).collect_view()}</div>
        <div class="card">{tones.map(banner).collect_view()}</div>
        <div class="button-row">
            <PlainButton on_click=move |()| toasts.success("Customer saved".to_owned())>"Good news"</PlainButton>
            <PlainButton on_click=move |()| toasts.failure(Error::Unreachable.to_string())>"Bad news"</PlainButton>
        </div>
    }
    .into_any()
}

pub fn empties() -> AnyView {
    let kinds = [
        (EmptyKind::NothingYet, "Nothing yet"),
        (EmptyKind::NoMatch, "No match"),
        (EmptyKind::Denied, "No permission"),
        (EmptyKind::Missing, "Not found"),
        (EmptyKind::Failed, "Failed"),
    ];
    let empty = |(kind, title): (EmptyKind, &'static str)| {
        view! { <div class="card"><Empty kind title text="One sentence or two." /></div> }
    };
    let failure = |error| view! { <div class="card"><Failure error on_retry=|()| () /></div> };
    let malformed = Error::Malformed { reference: "7f3a-19c2".to_owned() };
    view! {
        <div class="kit-grid" data-wide="">
            {kinds.map(empty).collect_view()}
            {[Error::NotFound, Error::Forbidden, Error::Unreachable, malformed].map(failure).collect_view()}
        </div>
    }
    .into_any()
}

/// Data of every kind.
fn order() -> Json {
    let text = |it: &str| Json::Text(it.to_owned());
    let line = |sku: &str, count: &str| {
        let fields = [("sku".to_owned(), text(sku)), ("count".to_owned(), Json::Number(count.to_owned()))];
        Json::Object(fields.into())
    };
    let fields = [
        ("number".to_owned(), text("FTL-20417")),
        ("paid".to_owned(), Json::Bool(true)),
        ("note".to_owned(), Json::Null),
        ("label".to_owned(), Json::Bytes(48_213)),
        ("lines".to_owned(), Json::List([line("FIN-4", "4"), line("NOZZLE", "1")].into())),
        ("returns".to_owned(), Json::List([].into())),
    ];
    Json::Object(fields.into())
}

pub fn texts() -> AnyView {
    let text = "## Orders\n\nSends **every** *order* to [Acme ERP](https://example.com/).\n\n- quotes\n- `returns`\n\n\
        > Every fifteen minutes.\n\n<script>alert(1)</script> and [a hostile link](javascript:alert(1)) stay text.";
    view! {
        <Markdown text />
        <Html
            text="<p>From <b>elsewhere</b>: <a href='https://example.com/'>a guide</a>.<script>alert(1)</script></p>"
            plain=vec!["From elsewhere: a guide.".to_owned()]
        />
        {SafeUrl::parse("https://example.com/").map(|to| view! { <p><SafeLink to>"A link out of the app"</SafeLink></p> })}
        <dl class="facts">
            <Fact name="Created"><Time moment="2024-03-03T08:12:00Z" /></Fact>
            <Fact name="Changed"><Time moment=String::from(js_sys::Date::new_0().to_iso_string()) /></Fact>
            <Fact name="Customer ID"><Copyable text="Q3VzdG9tZXI6ZDIyOGU" label="Customer ID" /></Fact>
        </dl>
        <JsonTree value=order() label="An order" />
        <LongText text="Line after line of a text that is no data." label="A text" />
    }
    .into_any()
}
