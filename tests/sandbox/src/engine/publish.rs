//! Versions of integrations: the next one is published, each is offered or not, and shown in the marketplace or not.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    args, definition,
    failure::Failure,
    flows,
    mutation::{Change, Outcome, now},
    validate::Problem,
};
use crate::{policy::text, store::Doc};

const TYPE: &str = "Integration";

/// The ways a version can stand in the marketplace.
const OFFERS: [&str; 3] =
    ["AVAILABLE_AND_DEPLOYABLE", "AVAILABLE_NOT_DEPLOYABLE", "NOT_AVAILABLE_IN_MARKETPLACE"];

fn is(doc: &Doc, field: &str) -> bool {
    doc.get(field) == Some(&Value::Bool(true))
}

fn number(doc: &Doc) -> i64 {
    doc.get("versionNumber").and_then(Value::as_i64).unwrap_or_default()
}

impl Change<'_, '_> {
    /// Makes the next version from the newest one. Older versions, and the instances that run them, stay as they are.
    pub(super) fn publish(&mut self) -> Result<Outcome, Failure> {
        let mut last = match self.target()? {
            Ok(doc) => doc,
            Err(problem) => return Ok(Err(vec![problem])),
        };
        self.gate(TYPE, "allowPublish", &last)?;
        if !is(&last, "versionIsLatest") {
            return Ok(Err(vec![Problem::all("A newer version of this integration was published.")]));
        }
        if !is(&last, "hasUnpublishedChanges") {
            return Ok(Err(vec![Problem::all("There are no changes since the last version.")]));
        }
        if number(&last) == 0 {
            return self.publish_first(last);
        }
        let (from, id, now) = (last.get("id").cloned(), Uuid::new_v4().to_string(), now());
        let mut next = last.clone();
        for (name, value) in [
            ("id", json!(id)),
            ("versionNumber", json!(number(&last) + 1)),
            // Instances of the last version run its flows still, so the next one begins without them.
            ("flows", json!([])),
        ] {
            next.insert(name.to_owned(), value);
        }
        self.release(&mut next, &now);
        for name in ["versionIsLatest", "hasUnpublishedChanges"] {
            last.insert(name.to_owned(), json!(false));
        }
        last.remove(definition::DRAFT);
        // What a version asks for belongs to it: an instance of the old one keeps its own.
        if !definition::take_draft(self.writer, self.caller, &mut next)? {
            flows::copy(self.writer, &last, &mut next)?;
            let asked =
                self.writer.find("RequiredConfigVariable", "integration", &from.unwrap_or_default())?;
            for mut variable in asked {
                variable.insert("id".to_owned(), json!(Uuid::new_v4().to_string()));
                variable.insert("integration".to_owned(), json!(id));
                self.writer.insert("RequiredConfigVariable", variable)?;
            }
        }
        self.writer.update(TYPE, last)?;
        self.writer.insert(TYPE, next.clone())?;
        Ok(Ok(next))
    }

    /// What was never published becomes its own first version.
    fn publish_first(&mut self, mut draft: Doc) -> Result<Outcome, Failure> {
        draft.insert("versionNumber".to_owned(), json!(1));
        self.release(&mut draft, &now());
        self.writer.update(TYPE, draft.clone())?;
        Ok(Ok(draft))
    }

    fn release(&self, version: &mut Doc, now: &str) {
        for (name, value) in [
            ("versionIsAvailable", json!(true)),
            ("hasUnpublishedChanges", json!(false)),
            ("versionComment", json!(args::text(self.input, "comment").unwrap_or_default().trim())),
            ("versionCreatedAt", json!(now)),
            ("versionCreatedBy", json!(self.caller.id)),
            ("publishedAt", json!(now)),
            ("updatedAt", json!(now)),
        ] {
            version.insert(name.to_owned(), value);
        }
    }

    /// Offers a version for new instances, or no longer.
    pub(super) fn set_availability(&mut self) -> Result<Outcome, Failure> {
        let before = match self.target()? {
            Ok(doc) => doc,
            Err(problem) => return Ok(Err(vec![problem])),
        };
        self.gate(TYPE, "allowUpdate", &before)?;
        if number(&before) == 0 {
            return Ok(Err(vec![Problem::all("Publish this integration first.")]));
        }
        let mut doc = before.clone();
        doc.insert("versionIsAvailable".to_owned(), json!(args::flag(self.input, "available")));
        self.keep_version(&before, doc)
    }

    /// Sets how customers find a version.
    pub(super) fn configure_marketplace(&mut self) -> Result<Outcome, Failure> {
        let before = match self.target()? {
            Ok(doc) => doc,
            Err(problem) => return Ok(Err(vec![problem])),
        };
        self.gate(TYPE, "allowUpdate", &before)?;
        let mut doc = before.clone();
        if let Some(offer) = args::text(self.input, "marketplaceConfiguration").map(str::to_uppercase) {
            if !OFFERS.contains(&offer.as_str()) {
                return Ok(Err(vec![Problem::unknown("marketplaceConfiguration")]));
            }
            if text(&before, "customer").is_some() && offer != "NOT_AVAILABLE_IN_MARKETPLACE" {
                let sentence = "This integration was made for one customer, who has it already.";
                return Ok(Err(vec![Problem::new("marketplaceConfiguration", sentence)]));
            }
            doc.insert("marketplaceConfiguration".to_owned(), json!(offer));
            doc.insert("isCustomerDeployable".to_owned(), json!(offer == "AVAILABLE_AND_DEPLOYABLE"));
        }
        if let Some(several) = args::flag(self.input, "allowMultipleMarketplaceInstances") {
            doc.insert("allowMultipleMarketplaceInstances".to_owned(), json!(several));
        }
        if let Some(overview) = self.input.get("overview") {
            doc.insert("overview".to_owned(), json!(overview.as_str().unwrap_or_default().trim()));
        }
        self.keep_version(&before, doc)
    }

    fn keep_version(&mut self, before: &Doc, mut doc: Doc) -> Result<Outcome, Failure> {
        if doc != *before {
            doc.insert("updatedAt".to_owned(), json!(now()));
            self.writer.update(TYPE, doc.clone())?;
        }
        Ok(Ok(doc))
    }
}
