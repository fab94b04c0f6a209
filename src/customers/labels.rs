//! The labels that customers have, for whoever picks one.

use leptos::prelude::*;

use crate::{
    api::{self, Error, One},
    document,
};

document!(CustomerLabels, "src/customers/labels.graphql");

/// Asks for them, and again whenever `changes` changes. None until they are there.
pub fn known_labels<Q: Clone + PartialEq + Send + Sync + 'static>(
    changes: impl Fn() -> Q + Send + Sync + 'static,
) -> Signal<Vec<String>> {
    let labels = One::new(changes, |_| fetch());
    Signal::derive(move || match labels.answer.get() {
        Some(Ok(names)) => names,
        Some(Err(_)) | None => Vec::new(),
    })
}

async fn fetch() -> Result<Vec<String>, Error> {
    let found = api::send::<CustomerLabels>(customer_labels::Variables {}).await?;
    Ok(found.customer_labels.into_iter().flatten().map(|it| it.name).collect())
}
