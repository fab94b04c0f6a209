//! Files kept with a customer.

use std::{rc::Rc, sync::Arc};

use async_graphql::Value as Const;
use serde_json::{Value, json};

use super::{
    super::{
        args::Args,
        execution::{Part, Resolved},
        mutation::Change,
        validate::Problem,
    },
    Failure, Request,
};
use crate::{media::prefix, store::Doc};

const FIELD: &str = "attachments";
const CHANGES: [&str; 3] = ["addAttachment", "removeAttachment", "renameAttachment"];
const LONGEST: usize = 255;

pub(super) fn list(_: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let leaf = |it: &Value, name: &str| Resolved::Leaf(Const::from(said(it, name)));
    let part = |it: &Value| {
        Rc::new(Part::from([("name".into(), leaf(it, "name")), ("url".into(), leaf(it, "url"))]))
    };
    Ok(Resolved::Parts(kept(doc).iter().map(part).collect()))
}

/// Whether an input is about files.
pub fn are_in(input: &Args) -> bool {
    CHANGES.iter().any(|it| input.get(*it).is_some_and(|it| !it.is_null()))
}

/// The name of a file by its address.
#[must_use]
pub fn name(doc: &Doc, url: &str) -> Option<String> {
    kept(doc).iter().find(|it| said(it, "url") == url).map(|it| said(it, "name").to_owned())
}

fn kept(doc: &Doc) -> Vec<Value> {
    doc.get(FIELD).and_then(Value::as_array).cloned().unwrap_or_default()
}

fn said<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

impl Change<'_, '_> {
    /// Adds, removes or renames files of a customer.
    pub fn attach(&mut self, id: &str, doc: &mut Doc) -> Vec<Problem> {
        let mut files = kept(doc);
        let mut problems = Vec::new();
        for change in CHANGES {
            let Some(given) = self.input.get(change).filter(|it| !it.is_null()) else { continue };
            let done = match change {
                "removeAttachment" => self.remove_file(&mut files, given),
                "renameAttachment" => rename_file(&mut files, given),
                _ => self.add_file(&mut files, given, id),
            };
            problems.extend(done.err().map(|it| Problem::new(change, it)));
        }
        doc.insert(FIELD.to_owned(), Value::Array(files));
        problems
    }

    fn add_file(&self, files: &mut Vec<Value>, given: &Value, id: &str) -> Result<(), &'static str> {
        let (name, url) = named(files, given)?;
        let is_own = url.starts_with(&prefix("Customer", id));
        if !is_own || !self.media.file(url).is_some_and(|it| it.is_file()) {
            return Err("Upload the file first.");
        }
        if !files.iter().any(|it| said(it, "url") == url) {
            files.push(json!({ "name": name, "url": url }));
        }
        Ok(())
    }

    fn remove_file(&mut self, files: &mut Vec<Value>, given: &Value) -> Result<(), &'static str> {
        files.remove(place(files, said(given, "name"), said(given, "url"))?);
        self.gone.push(said(given, "url").to_owned());
        Ok(())
    }
}

fn rename_file(files: &mut [Value], given: &Value) -> Result<(), &'static str> {
    let place = place(files, said(given, "oldName"), said(given, "url"))?;
    let (name, url) = named(files, given)?;
    if let Some(file) = files.get_mut(place) {
        *file = json!({ "name": name, "url": url });
    }
    Ok(())
}

fn place(files: &[Value], name: &str, url: &str) -> Result<usize, &'static str> {
    let found = files.iter().position(|it| said(it, "url") == url && said(it, "name") == name);
    found.ok_or("There is no such attachment.")
}

/// The name and the address, if no other file has that name.
fn named<'a>(files: &[Value], given: &'a Value) -> Result<(&'a str, &'a str), &'static str> {
    let (name, url) = (said(given, "name").trim(), said(given, "url"));
    if name.is_empty() || name.chars().count() > LONGEST {
        return Err("Choose a name of 1 to 255 characters.");
    }
    if files.iter().any(|it| said(it, "name") == name && said(it, "url") != url) {
        return Err("There is an attachment of this name already.");
    }
    Ok((name, url))
}
