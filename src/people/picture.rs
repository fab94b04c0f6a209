//! The picture of a person or a customer: shown large, replaced, taken away.

use std::future::Future;

use leptos::{html, prelude::*};
use web_sys::{Blob, File};

use crate::{
    api::{
        Error, Mutation,
        upload::{MediaType, upload},
    },
    auth::Access,
    phrases::{t, ui as words},
    ui::{Avatar, AvatarSize, Button, CropDialog, Look, Shape, use_toasts},
};

/// The picture and its buttons. A picture is stored at once: it is no part of the form.
#[component]
pub fn PictureField<T, F>(
    id: String,
    #[prop(into)] name: Signal<String>,
    #[prop(into)] picture: Signal<Option<String>>,
    #[prop(into)] access: Signal<Access>,
    /// People are round, companies square.
    shape: Shape,
    /// Stores the address of a picture with the object of this id; an empty one takes the picture away.
    save: fn(String, String) -> F,
    #[prop(into)] on_saved: Callback<T>,
    /// Told when there is no such object any more.
    #[prop(into)]
    on_gone: Callback<()>,
) -> impl IntoView
where
    T: 'static,
    F: Future<Output = Result<T, Error>> + 'static,
{
    let input = NodeRef::<html::Input>::new();
    let file = RwSignal::new_local(None::<File>);
    let toasts = use_toasts();
    let owner = StoredValue::new(id.clone());
    let sending = Mutation::new(move |blob: Option<Blob>| replace(owner.get_value(), blob, save));
    Effect::new(move |_| match sending.error.get() {
        Some(Error::NotFound) => on_gone.run(()),
        // Beside the picture while one is chosen; else there is no place that stays.
        Some(error) if file.with_untracked(Option::is_none) => toasts.failure(error.to_string()),
        Some(_) | None => {}
    });
    let stored = move |person: T| {
        file.set(None);
        on_saved.run(person);
        toasts.success(t(crate::phrases::people::PICTURE_SAVED));
    };
    let choose = move |_| {
        let Some(input) = input.get_untracked() else { return };
        sending.clear();
        file.set(input.files().and_then(|it| it.get(0)));
        // The same file can be chosen again.
        input.set_value("");
    };
    let open = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let has_picture = Memo::new(move |_| picture.with(|it| it.as_ref().is_some_and(|it| !it.is_empty())));
    view! {
        <div class="picture-field">
            {move || view! {
                <Avatar
                    id=id.clone()
                    name=name.get()
                    picture=picture.get()
                    size=AvatarSize::Edit
                    shape
                />
            }}
            <input
                node_ref=input
                type="file"
                hidden=true
                accept="image/*"
                on:change=choose
            />
            <div class="button-row">
                <Button access on_click=open>{t(words::UPLOAD_PICTURE)}</Button>
                {move || {
                    has_picture
                        .get()
                        .then(|| {
                            let remove = move |()| sending.send(None, stored);
                            view! {
                                <Button look=Look::Quiet access pending=sending.pending on_click=remove>
                                    {t(words::REMOVE_PICTURE)}
                                </Button>
                            }
                        })
                }}
            </div>
        </div>
        <CropDialog
            file
            pending=sending.pending
            problem=Signal::derive(move || sending.error.get().map(|it| it.to_string()))
            on_done=UnsyncCallback::new(move |blob| sending.send(Some(blob), stored))
        />
    }
}

async fn replace<T, F>(id: String, blob: Option<Blob>, save: fn(String, String) -> F) -> Result<T, Error>
where
    F: Future<Output = Result<T, Error>>,
{
    let stored = match blob {
        None => String::new(),
        Some(blob) => {
            let name = if blob.type_() == "image/png" { "avatar.png" } else { "avatar.jpg" };
            upload(id.clone(), MediaType::AVATAR, name.into(), blob, |_| ()).await?
        }
    };
    save(id, stored).await
}
