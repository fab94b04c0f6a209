//! One request while it is answered: who asks, and what has been looked up already.

use std::{
    cell::{OnceCell, RefCell},
    collections::{BTreeSet, HashMap},
    rc::Rc,
    sync::Arc,
};

use super::{marketplace::Deployments, star};
use crate::{
    contract::Contract,
    media::Media,
    policy::{self, Caller, Scope, rules::VIEW, text},
    store::{Doc, Reader, StoreError},
};

/// A type's name, and a UUID or a field of it.
type Key = (String, String);

/// A request with the moment of the database it is answered from.
pub struct Request<'a> {
    pub id: String,
    /// Where the caller found the sandbox; addresses begin with it.
    pub origin: &'a str,
    pub contract: &'a Contract,
    pub reader: &'a Reader<'a>,
    pub caller: &'a Caller,
    pub media: &'a Media,
    /// What was looked up; none for what is not there for the caller.
    docs: RefCell<HashMap<Key, Option<Arc<Doc>>>>,
    scopes: RefCell<HashMap<Key, Rc<Scope>>>,
    starred: OnceCell<BTreeSet<String>>,
    deployments: OnceCell<Deployments>,
}

impl<'a> Request<'a> {
    /// A request nothing has been looked up for.
    #[must_use]
    pub fn new(
        id: String,
        origin: &'a str,
        contract: &'a Contract,
        reader: &'a Reader<'a>,
        caller: &'a Caller,
        media: &'a Media,
    ) -> Self {
        Self {
            id,
            origin,
            contract,
            reader,
            caller,
            media,
            docs: RefCell::default(),
            scopes: RefCell::default(),
            starred: OnceCell::new(),
            deployments: OnceCell::new(),
        }
    }

    /// The objects on which the caller may do `can`.
    pub fn scope(&self, ty: &str, can: &str) -> Rc<Scope> {
        let mut scopes = self.scopes.borrow_mut();
        let key = (ty.to_owned(), can.to_owned());
        Rc::clone(scopes.entry(key).or_insert_with(|| Rc::new(policy::scope(self.caller, ty, can))))
    }

    /// Looks objects up in one go, for [`Request::visible`] to find.
    pub fn fetch(&self, ty: &str, ids: &BTreeSet<String>) -> Result<(), StoreError> {
        let mut docs = self.docs.borrow_mut();
        let missing: Vec<String> =
            ids.iter().filter(|id| !docs.contains_key(&(ty.to_owned(), (*id).clone()))).cloned().collect();
        if missing.is_empty() {
            return Ok(());
        }
        let scope = self.scope(ty, VIEW);
        for doc in self.reader.get_all(ty, &missing)? {
            let id = text(&doc, "id").unwrap_or_default();
            let seen = scope.holds(self.caller, self.reader, &doc)?;
            docs.insert((ty.to_owned(), id), seen.then(|| Arc::new(doc)));
        }
        for id in missing {
            docs.entry((ty.to_owned(), id)).or_default();
        }
        Ok(())
    }

    /// An object, if it is there for the caller.
    pub fn visible(&self, ty: &str, id: &str) -> Result<Option<Arc<Doc>>, StoreError> {
        self.fetch(ty, &BTreeSet::from([id.to_owned()]))?;
        Ok(self.docs.borrow().get(&(ty.to_owned(), id.to_owned())).cloned().flatten())
    }

    /// The UUIDs of what the caller has starred.
    pub fn starred(&self) -> Result<&BTreeSet<String>, StoreError> {
        if let Some(known) = self.starred.get() {
            return Ok(known);
        }
        let found = star::of(self.reader, &self.caller.id)?;
        Ok(self.starred.get_or_init(|| found))
    }

    /// What the caller's customer has deployed.
    pub fn deployments(&self) -> Result<&Deployments, StoreError> {
        if let Some(known) = self.deployments.get() {
            return Ok(known);
        }
        let found = Deployments::of(self.reader, self.caller)?;
        Ok(self.deployments.get_or_init(|| found))
    }
}
