//! The fields of the list's filters. They are closed at first, so their code comes when they open.

use leptos::prelude::*;

use super::labels::known_labels;
use crate::{
    phrases::{customers as words, t},
    shell::Query,
    ui::{QueryField, Select},
};

/// The filters, as the address has them.
#[derive(Clone, Copy)]
pub struct Terms {
    pub description: Query<String>,
    pub external_id: Query<String>,
    pub label: Query<String>,
}

#[component]
pub fn FilterFields(
    terms: Terms,
    /// Counts what may have changed the labels.
    changes: Signal<u32>,
) -> impl IntoView {
    let Terms { description, external_id, label: (label, set_label) } = terms;
    let known = known_labels(move || changes.get());
    view! {
        <QueryField
            label=t(words::DESCRIPTION_CONTAINS)
            value=description.0
            on_change=move |it| description.1.set(it)
        />
        <QueryField
            label=t(words::EXTERNAL_ID_IS)
            placeholder=t(words::EXTERNAL_ID_EXAMPLE)
            value=external_id.0
            on_change=move |it| external_id.1.set(it)
        />
        <Select
            label=t(words::LABEL_IS)
            value=Signal::derive(move || label.get().unwrap_or_default())
            options=Signal::derive(move || label_options(known.get(), label.get()))
            on_change=move |it: String| set_label.set(Some(it).filter(|it| !it.is_empty()))
        />
    }
}

fn label_options(known: Vec<String>, chosen: Option<String>) -> Vec<(String, String)> {
    let missing = chosen.filter(|it| !known.contains(it));
    let any = (String::new(), t(words::ANY_LABEL));
    std::iter::once(any).chain(missing.into_iter().chain(known).map(|it| (it.clone(), it))).collect()
}
