//! Gives a file another name.

use leptos::prelude::*;

use super::{
    change::{self, File},
    reload_when_gone,
};
use crate::{
    api::{Error, Mutation},
    auth::Access,
    phrases::{common, customers as words, t},
    ui::{Binding, Button, Dialog, Look, Notice, PlainButton, TextField, Tone, use_toasts, when_closed},
};

/// The dialog, open while there is a file in `renaming`.
#[component]
pub fn RenameDialog(
    customer: String,
    renaming: RwSignal<Option<File>>,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let failure = RwSignal::new(None::<Error>);
    Effect::new(move |_| {
        let file = renaming.get();
        open.set(file.is_some());
        typed.set(file.map(|it| it.name).unwrap_or_default());
        problem.set(None);
        failure.set(None);
    });
    when_closed(open, move || renaming.set(None));
    let rename = Mutation::new(move |(file, name)| change::rename(customer.clone(), file, name));
    Effect::new(move |_| match rename.error.get() {
        Some(Error::Refused(problems)) => {
            problem.set(problems.into_iter().flat_map(|it| it.messages).next().or(Some(t(common::REFUSED))));
        }
        other => failure.set(other),
    });
    reload_when_gone(rename.error, on_done);
    let toasts = use_toasts();
    let submit = move |()| {
        let Some(file) = renaming.get_untracked() else { return };
        let name = typed.get_untracked().trim().to_owned();
        if name.is_empty() {
            problem.set(Some(t(words::FILE_NAME_MISSING)));
            return;
        }
        if name == file.name {
            renaming.set(None);
            return;
        }
        rename.send((file, name), move |()| {
            renaming.set(None);
            toasts.success(t(words::RENAMED));
            on_done.run(());
        });
    };
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <Button look=Look::Primary access=Access::Granted pending=rename.pending submit=true>
                {t(words::RENAME_SUBMIT)}
            </Button>
        }
    };
    let value = Binding::from(typed);
    view! {
        <Dialog open title=t(words::RENAME_TITLE) pending=rename.pending on_submit=submit foot>
            {move || failure.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })}
            <TextField label=t(words::FILE_NAME) value problem />
        </Dialog>
    }
}
