//! Adding, renaming and removing the files of a customer.

use crate::{
    api::{self, Error},
    document, settled,
};
use change_attachments::{AttachmentInput, AttachmentRenameInput, Variables};

document!(ChangeAttachments, "src/customers/attachments/change.graphql");

/// A file of a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub name: String,
    /// Where the API keeps it; [`api::files::address`] makes an address of it that a browser can load.
    pub url: String,
}

/// Attaches an uploaded file.
///
/// # Errors
/// `Refused` when the name is taken; otherwise as [`api::send`].
pub async fn add(customer: String, File { name, url }: File) -> Result<(), Error> {
    send(customer, |it| it.add = Some(AttachmentInput { name, url }), "add").await
}

/// # Errors
/// As [`api::send`].
pub async fn remove(customer: String, File { name, url }: File) -> Result<(), Error> {
    send(customer, |it| it.remove = Some(AttachmentInput { name, url }), "remove").await
}

/// # Errors
/// `Refused` when the name is taken or too long; otherwise as [`api::send`].
pub async fn rename(customer: String, File { name: old_name, url }: File, name: String) -> Result<(), Error> {
    let input = AttachmentRenameInput { old_name, name, url: url.clone() };
    send(customer, |it| it.rename = Some(input), "rename").await?;
    // Its address says under which name it is saved.
    api::files::forget(&url);
    Ok(())
}

async fn send(id: String, change: impl FnOnce(&mut Variables), name: &'static str) -> Result<(), Error> {
    let mut variables = Variables { id, add: None, remove: None, rename: None };
    change(&mut variables);
    let payload = api::send_only::<ChangeAttachments>(variables, &["id", name]).await?.update_customer;
    settled!(payload, customer).map(drop)
}
