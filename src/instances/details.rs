//! The Details tab: what an instance is called, to be changed by those who may, and its end.

use leptos::prelude::*;

use super::{
    danger::DangerZone,
    detail::InstanceRecord,
    draft::{Draft, kept},
    fields::InstanceFields,
    head::Head,
    keeping::Keeping,
    save::save,
};
use crate::{
    api::One,
    auth::{Permission, use_session},
    phrases::{dynamic, instances as words, t},
    routes::InstanceTab,
    shell::{Editor, EditorActions, EditorForm, edits},
    ui::{Chips, Copyable, Fact, Time},
};

/// The tab.
#[component]
pub fn DetailsTab(instance: One<InstanceRecord>, newest: Memo<InstanceRecord>) -> impl IntoView {
    let session = use_session();
    let edits = edits(move || newest.with(|it| it.may(session, it.allow_update)));
    move || {
        if edits.get() {
            view! { <Editing instance newest /> }.into_any()
        } else {
            view! {
                <Head instance newest open=InstanceTab::Details />
                <div class="page-body split">
                    {move || view! { <Facts record=newest.get() /> }}
                    <About newest />
                </div>
            }
            .into_any()
        }
    }
}

/// For those who may only read.
#[component]
fn Facts(record: InstanceRecord) -> impl IntoView {
    let Draft { name, description, labels, drops_logs, drops_outputs } = Draft::from(&record);
    let description = if description.is_empty() { t(words::NONE) } else { dynamic(&description) };
    let labels = match labels.is_empty() {
        false => {
            let words = labels.iter().map(|it| dynamic(it)).collect::<Vec<_>>();
            view! { <Chips words /> }.into_any()
        }
        true => t(words::NONE).into_any(),
    };
    view! {
        <dl class="facts">
            <Fact name=t(words::NAME)><bdi>{dynamic(&name)}</bdi></Fact>
            <Fact name=t(words::DESCRIPTION)><span class="prose" dir="auto">{description}</span></Fact>
            <Fact name=t(words::LABELS)>{labels}</Fact>
            <Fact name=t(words::LOG_LINES)>{kept(drops_logs)}</Fact>
            <Fact name=t(words::OUTPUTS)>{kept(drops_outputs)}</Fact>
        </dl>
    }
}

/// The form of those who may change the instance.
#[component]
fn Editing(instance: One<InstanceRecord>, newest: Memo<InstanceRecord>) -> impl IntoView {
    let first = newest.get_untracked();
    let editor = Editor::<InstanceRecord, Draft>::new("instance", first.id.clone(), instance, first, save);
    let form = editor.form;
    let access = editor.access(Permission::ManageInstances, |it| &it.customer.id, |it| it.allow_update);
    let actions = move || view! { <EditorActions editor access /> };
    view! {
        <Head instance newest open=InstanceTab::Details actions />
        <div class="page-body split">
            <div class="form">
                <EditorForm editor access>
                    <InstanceFields form />
                    <Keeping form />
                </EditorForm>
                <DangerZone newest />
            </div>
            <About newest />
        </div>
    }
}

/// What nobody types.
#[component]
fn About(newest: Memo<InstanceRecord>) -> impl IntoView {
    move || {
        let InstanceRecord { id, created_at, updated_at, .. } = newest.get();
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
