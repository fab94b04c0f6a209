//! Instances: made from a version of an integration, deployed, paused, moved to another version.

use serde_json::{Value, json};

use super::{
    args,
    behaviour::marketplace::is_deployable,
    failure::Failure,
    flows,
    instance_config::{self, state},
    mutation::{Change, Outcome, now},
    validate::Problem,
};
use crate::{
    policy::{self, own::PERSONAL, text},
    store::Doc,
};

const TYPE: &str = "Instance";

fn is(doc: &Doc, field: &str) -> bool {
    doc.get(field) == Some(&Value::Bool(true))
}

fn deployed(instance: &Doc) -> i64 {
    instance.get("deployedVersion").and_then(Value::as_i64).unwrap_or_default()
}

/// Gives an instance another version, which it runs once it is deployed.
fn move_to(instance: &mut Doc, version: &Doc) {
    for (name, value) in [
        ("integration", version.get("id").cloned().unwrap_or_default()),
        ("needsDeploy", json!(true)),
        (PERSONAL, json!(is(version, "userLevelConfigured"))),
    ] {
        instance.insert(name.to_owned(), value);
    }
}

impl Change<'_, '_> {
    /// What an instance starts as: nothing runs before it is deployed.
    pub(super) fn new_instance(&self, doc: &mut Doc) -> Result<Option<Problem>, Failure> {
        let Some(integration) =
            text(doc, "integration").map(|it| self.load("Integration", &it)).transpose()?
        else {
            return Ok(None);
        };
        for (name, value) in [
            // Who makes it for themselves belongs to a customer.
            ("org", json!(self.caller.org.clone().or_else(|| text(&integration, "org")))),
            ("enabled", json!(false)),
            ("needsDeploy", json!(true)),
            ("deployedVersion", json!(0)),
            ("inFailedState", json!(false)),
            ("isSystem", json!(false)),
            ("systemSuspended", json!(false)),
            ("instanceType", json!("INTEGRATION")),
            ("isCustomerDeployable", integration.get("isCustomerDeployable").cloned().unwrap_or_default()),
            (PERSONAL, json!(is(&integration, "userLevelConfigured"))),
        ] {
            doc.insert(name.to_owned(), value);
        }
        doc.entry("labels").or_insert(json!([]));
        doc.entry("description").or_insert(json!(""));
        doc.insert("configState".to_owned(), json!(state(self.writer, doc)?));
        self.unfit(doc, &integration)
    }

    /// Why an instance cannot be made of this version for this customer.
    fn unfit(&self, doc: &Doc, integration: &Doc) -> Result<Option<Problem>, Failure> {
        let problem = |sentence: &str| Ok(Some(Problem::new("integration", sentence)));
        if !is(integration, "versionIsAvailable") {
            return problem("Choose a published version of this integration.");
        }
        let owner = text(integration, "customer");
        if owner.is_some() && owner != text(doc, "customer") {
            return problem("This integration was made for another customer.");
        }
        if self.caller.customer.is_none() || owner.is_some() {
            return Ok(None);
        }
        if !is_deployable(integration) {
            return problem("This integration is activated for you by its maker.");
        }
        let sequence = integration.get("versionSequenceId");
        let theirs = self.writer.find(TYPE, "customer", doc.get("customer").unwrap_or(&Value::Null))?;
        for other in theirs {
            let of = self.writer.get("Integration", &text(&other, "integration").unwrap_or_default())?;
            let same = of.is_some_and(|it| it.get("versionSequenceId") == sequence);
            if same && !is(integration, "allowMultipleMarketplaceInstances") {
                return problem("This integration is active already.");
            }
        }
        Ok(None)
    }

    /// What follows from changing an instance, or why it cannot be.
    pub(super) fn changed_instance(&self, before: &Doc, doc: &mut Doc) -> Result<Option<Problem>, Failure> {
        if is(doc, "enabled") && !is(before, "enabled") {
            let why = if is(doc, "systemSuspended") {
                Some("This instance is suspended.")
            } else if deployed(doc) == 0 {
                Some("Deploy this instance first.")
            } else {
                None
            };
            if let Some(why) = why {
                return Ok(Some(Problem::new("enabled", why)));
            }
        }
        if let Some(problem) = self.must_be_kept(before, doc)? {
            return Ok(Some(problem));
        }
        if doc.get("integration") == before.get("integration") {
            return Ok(None);
        }
        let version = |doc: &Doc| self.load("Integration", &text(doc, "integration").unwrap_or_default());
        let (old, new) = (version(before)?, version(doc)?);
        if old.get("versionSequenceId") != new.get("versionSequenceId") {
            return Ok(Some(Problem::new("integration", "Choose a version of the same integration.")));
        }
        if !is(&new, "versionIsAvailable") {
            return Ok(Some(Problem::new("integration", "Choose a published version of this integration.")));
        }
        if self.caller.customer.is_some() && !is_deployable(&new) {
            return Ok(Some(Problem::new("integration", "This version is activated for you by its maker.")));
        }
        move_to(doc, &new);
        Ok(None)
    }

    /// Why lines or outputs of an instance have to be kept: not every plan lets them go.
    fn must_be_kept(&self, before: &Doc, doc: &Doc) -> Result<Option<Problem>, Failure> {
        let kept = ["logsDisabled", "stepResultsDisabled"];
        let Some(field) = kept.into_iter().find(|it| is(doc, it) && !is(before, it)) else { return Ok(None) };
        let org = self.writer.get("Organization", &text(doc, "org").unwrap_or_default())?;
        let may = org.is_some_and(|it| is(&it, "allowDisablingInstanceOutputs"));
        Ok((!may).then(|| Problem::new(field, "The plan of the organization keeps them.")))
    }

    /// Makes the instance run what it is configured to. The first time, it starts to run.
    pub(super) fn deploy(&mut self) -> Result<Outcome, Failure> {
        let mut doc = match self.target()? {
            Ok(doc) => doc,
            Err(problem) => return Ok(Err(vec![problem])),
        };
        self.gate(TYPE, "allowDeploy", &doc)?;
        if is(&doc, "systemSuspended") {
            return Ok(Err(vec![Problem::all("This instance is suspended.")]));
        }
        let is_forced = args::flag(self.input, "force") == Some(true);
        if !is_forced && state(self.writer, &doc)? == instance_config::INCOMPLETE {
            return Ok(Err(vec![Problem::all("Fill in the configuration before you deploy.")]));
        }
        let (variables, filled) =
            (instance_config::variables(self.writer, &doc)?, instance_config::values(self.writer, &doc)?);
        if !is_forced && let Some(key) = instance_config::disconnected(self.writer, &variables, &filled)? {
            return Ok(Err(vec![Problem::all(format!("Connect {key} before you deploy."))]));
        }
        let integration = self.writer.get("Integration", &text(&doc, "integration").unwrap_or_default())?;
        let version = integration.and_then(|it| it.get("versionNumber").cloned()).unwrap_or(json!(1));
        if deployed(&doc) == 0 {
            doc.insert("enabled".to_owned(), json!(true));
        }
        doc.insert("deployedVersion".to_owned(), version);
        doc.insert("needsDeploy".to_owned(), json!(false));
        doc.insert("configState".to_owned(), json!(state(self.writer, &doc)?));
        doc.insert("lastDeployedAt".to_owned(), json!(now()));
        doc.insert("updatedAt".to_owned(), json!(now()));
        self.writer.update(TYPE, doc.clone())?;
        flows::fire(self.writer, &doc, "instanceDeploy", "DEPLOY_FLOW")?;
        let id = text(&doc, "id").unwrap_or_default();
        Ok(Ok(self.writer.get(TYPE, &id)?.unwrap_or(doc)))
    }

    /// Moves the instances of an integration to its newest version that is available. Those that the caller may not
    /// change, and those that are suspended, stay with theirs.
    pub(super) fn move_instances(&mut self) -> Result<Outcome, Failure> {
        let integration = match self.target()? {
            Ok(doc) => doc,
            Err(problem) => return Ok(Err(vec![problem])),
        };
        self.gate("Integration", "allowPublish", &integration)?;
        let number = |it: &Doc| it.get("versionNumber").and_then(Value::as_i64).unwrap_or_default();
        let sequence = integration.get("versionSequenceId").cloned().unwrap_or_default();
        let versions = self.writer.find("Integration", "versionSequenceId", &sequence)?;
        let available = versions.iter().filter(|it| is(it, "versionIsAvailable"));
        let Some(newest) = available.max_by_key(|it| number(it)).cloned() else {
            return Ok(Err(vec![Problem::all("No version of this integration is available.")]));
        };
        for version in versions.iter().filter(|it| number(it) < number(&newest)) {
            for mut doc in self.writer.find(TYPE, "integration", version.get("id").unwrap_or(&Value::Null))? {
                if is(&doc, "systemSuspended")
                    || !policy::may(self.caller, self.writer, TYPE, "allowUpdate", &doc)?
                {
                    continue;
                }
                move_to(&mut doc, &newest);
                doc.insert("updatedAt".to_owned(), json!(now()));
                let state = instance_config::carry_over(self.writer, &doc)?;
                doc.insert("configState".to_owned(), json!(state));
                flows::configure(self.writer, &doc)?;
                self.writer.update(TYPE, doc)?;
            }
        }
        Ok(Ok(integration))
    }
}
