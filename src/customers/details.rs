//! The Details tab: what is known about a customer, to be changed by those who may.

use leptos::prelude::*;

use super::{
    delete::DangerZone,
    detail::{CustomerRecord, newest},
    draft::Draft,
    fields::CustomerFields,
    head::Head,
    labels::known_labels,
    save::{SavedCustomer, save, save_picture},
};
use crate::{
    api::One,
    auth::{Permission, use_session},
    people::PictureField,
    phrases::{customers as words, t},
    routes::CustomerTab,
    shell::{Editor, EditorActions, EditorForm, edits},
    ui::{Chips, Copyable, Fact, Shape, Time},
};

/// The tab, with the page's head above it. `customer` holds an answer.
#[component]
pub fn DetailsTab(customer: One<CustomerRecord>) -> impl IntoView {
    let Some(newest) = newest(customer) else { return ().into_any() };
    let session = use_session();
    let edits =
        edits(move || newest.with(|it| session.may_on(&it.id, Permission::ManageCustomers, it.allow_update)));
    (move || {
        if edits.get() {
            view! { <Editing customer first=newest.get_untracked() /> }.into_any()
        } else {
            view! { <Facts record=newest.get() /> }.into_any()
        }
    })
    .into_any()
}

/// The same for those who may only read.
#[component]
fn Facts(record: CustomerRecord) -> impl IntoView {
    let about = Signal::stored(record.clone());
    let head = record.clone();
    let CustomerRecord { name, description, external_id, labels, .. } = record;
    let labels = match labels.filter(|it| !it.is_empty()) {
        Some(words) => view! { <Chips words /> }.into_any(),
        None => t(words::NONE).into_any(),
    };
    view! {
        <Head record=head open=CustomerTab::Details />
        <div class="page-body split">
            <dl class="facts">
                <Fact name=t(words::NAME)><bdi>{name}</bdi></Fact>
                <Fact name=t(words::EXTERNAL_ID)>{or_none(external_id.unwrap_or_default())}</Fact>
                <Fact name=t(words::DESCRIPTION)><span dir="auto">{or_none(description)}</span></Fact>
                <Fact name=t(words::LABELS)>{labels}</Fact>
            </dl>
            <About record=about />
        </div>
    }
}

/// The form of those who may change the customer.
#[component]
fn Editing(customer: One<CustomerRecord>, first: CustomerRecord) -> impl IntoView {
    let id = first.id.clone();
    let editor = Editor::<CustomerRecord, Draft>::new("customer", id.clone(), customer, first, save);
    let Editor { form, saved, .. } = editor;
    let access = editor.access(Permission::ManageCustomers, |it| &it.id, |it| it.allow_update);
    let labels = known_labels(move || saved.with(|it| it.labels.clone()));
    let take_picture = move |picture: SavedCustomer| {
        editor.take(|record| {
            record.avatar_url = picture.avatar_url;
            record.updated_at = picture.updated_at;
        });
    };
    let actions = move || view! { <EditorActions editor access /> }.into_any();
    view! {
        {move || view! { <Head record=saved.get() open=CustomerTab::Details actions=actions() /> }}
        <div class="page-body split">
            <div class="form">
                <PictureField
                    id
                    name=Signal::derive(move || saved.with(|it| it.name.clone()))
                    picture=Signal::derive(move || saved.with(|it| it.avatar_url.clone()))
                    shape=Shape::Square
                    access
                    save=save_picture
                    on_saved=take_picture
                    on_gone=move |()| customer.reload()
                />
                <EditorForm editor access>
                    <CustomerFields form labels />
                </EditorForm>
                {move || view! { <DangerZone record=saved.get() /> }}
            </div>
            <About record=saved.into() />
        </div>
    }
}

/// What nobody types.
#[component]
fn About(record: Signal<CustomerRecord>) -> impl IntoView {
    move || {
        let CustomerRecord { id, created_at, updated_at, .. } = record.get();
        view! {
            <aside class="aside">
                <dl class="facts">
                    <Fact name=t(words::CREATED)><Time moment=created_at /></Fact>
                    <Fact name=t(words::CHANGED)><Time moment=updated_at /></Fact>
                    <Fact name=t(words::ID)><Copyable text=id label=t(words::ID) /></Fact>
                </dl>
            </aside>
        }
    }
}

fn or_none(text: String) -> String {
    if text.is_empty() { t(words::NONE) } else { text }
}
