//! The Details tab: what is known about a customer, to be changed by those who may.

use leptos::prelude::*;

use super::{
    delete::DangerZone,
    detail::CustomerRecord,
    draft::Draft,
    fields::CustomerFields,
    head::Head,
    list::fetch_labels,
    save::{Change, Outcome, SavedCustomer, save, save_picture},
};
use crate::{
    api::{Error, Mutation, One},
    auth::{Permission, use_session},
    people::PictureField,
    phrases::{common, customers as words, t},
    routes::CustomerTab,
    shell::journal,
    ui::{
        Button, Chips, ConflictDialog, Copyable, DirtyMark, Fact, Form, Look, Notice, PlainButton, Shape,
        Time, Tone, UnsavedGuard, use_toasts,
    },
};

/// The tab, with the page's head above it. `customer` holds an answer.
#[component]
pub fn DetailsTab(customer: One<CustomerRecord>) -> impl IntoView {
    let Some(Ok(first)) = customer.answer.get_untracked() else {
        return ().into_any();
    };
    if untrack(|| use_session().may(Permission::ManageCustomers, first.allow_update)).is_visible() {
        view! { <Editor customer first /> }.into_any()
    } else {
        view! { <Facts record=first /> }.into_any()
    }
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
fn Editor(customer: One<CustomerRecord>, first: CustomerRecord) -> impl IntoView {
    let saved = RwSignal::new(first.clone());
    let form = Form::new(Draft::from(&first));
    let dirty = form.is_dirty();
    let known_labels = One::new(|| (), |()| fetch_labels());
    let labels = Signal::derive(move || match known_labels.answer.get() {
        Some(Ok(names)) => names,
        Some(Err(_)) | None => Vec::new(),
    });
    let id = first.id.clone();
    let owner = untrack(|| use_session().viewer()).map(|it| it.id).unwrap_or_default();
    let restored = RwSignal::new(false);
    journal::keep(
        format!("customer {id} {owner}"),
        move || form.draft(),
        dirty,
        |draft: Draft| {
            form.fill(draft);
            restored.set(dirty.get_untracked());
        },
    );

    let toasts = use_toasts();
    let update = Mutation::new(save);
    Effect::new(move |_| {
        let error = update.error.get();
        if error == Some(Error::Forbidden) {
            // It was allowed when the page was opened.
            customer.reload();
        }
        form.show_refusal(error);
    });
    let session = use_session();
    let may_save = Signal::derive(move || {
        let newest = customer.answer.with(|it| match it {
            Some(Ok(record)) => Some(record.allow_update),
            Some(Err(_)) | None => None,
        });
        session.may(Permission::ManageCustomers, newest)
    });
    let newer = RwSignal::new(None::<CustomerRecord>);
    let take = move |record: CustomerRecord| {
        form.reset(Draft::from(&record));
        saved.set(record.clone());
        customer.set(record);
        restored.set(false);
    };
    let send = move |()| {
        let Some(checked) = form.check() else { return };
        let change = Change { id: id.clone(), base: untrack(|| form.saved()), checked };
        update.send(change, move |outcome| match outcome {
            Outcome::Saved(now) => {
                take(saved.get_untracked().with(now));
                known_labels.reload();
                toasts.success(t(words::SAVED));
            }
            Outcome::Newer(record) => newer.set(Some(*record)),
        });
    };
    let send_chosen = {
        let send = send.clone();
        move |()| {
            let Some(record) = newer.get_untracked() else { return };
            saved.set(record.clone());
            newer.set(None);
            if dirty.get_untracked() {
                send(());
            } else {
                take(record);
            }
        }
    };
    let submit = {
        let send = send.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            send(());
        }
    };
    let discard = move |()| {
        form.discard();
        restored.set(false);
    };

    let take_picture = move |picture: SavedCustomer| {
        let record = CustomerRecord {
            avatar_url: picture.avatar_url,
            updated_at: picture.updated_at,
            ..saved.get_untracked()
        };
        saved.set(record.clone());
        customer.set(record);
    };
    let actions = move || {
        dirty.get().then(|| {
            let send = send.clone();
            view! {
                <DirtyMark dirty />
                <PlainButton look=Look::Quiet on_click=discard>{t(common::DISCARD)}</PlainButton>
                <Button look=Look::Primary access=may_save pending=update.pending on_click=send>
                    {t(common::SAVE)}
                </Button>
            }
        })
    };
    view! {
        {move || view! { <Head record=saved.get() open=CustomerTab::Details actions=actions.clone().into_any() /> }}
        <div class="page-body split">
            <div class="form">
                <PictureField
                    id=first.id.clone()
                    name=Signal::derive(move || saved.with(|it| it.name.clone()))
                    picture=Signal::derive(move || saved.with(|it| it.avatar_url.clone()))
                    shape=Shape::Square
                    access=may_save
                    save=save_picture
                    on_saved=take_picture
                />
                <form class="form" novalidate on:submit=submit>
                {move || restored.get().then(|| view! { <Notice tone=Tone::Info><p>{t(words::RESTORED)}</p></Notice> })}
                {move || {
                    form.refusal.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })
                }}
                <CustomerFields form labels />
                // Enter sends a form only when it has a button of its own; the one that is seen stands in the head.
                <button type="submit" hidden=true></button>
                </form>
                <DangerZone record=saved.get_untracked() />
            </div>
            <About record=saved.into() />
        </div>
        <ConflictDialog form newer=Signal::derive(move || newer.get().as_ref().map(Draft::from)) on_chosen=send_chosen on_close=move |()| newer.set(None) />
        <UnsavedGuard dirty on_discard=discard />
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
