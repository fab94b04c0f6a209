//! Creates, updates and deletes anything, from the contract's input types. What differs from type to type is looked up:
//! who may in [`crate::policy`], what input must look like in [`super::validate`], the rest in [`super::behaviour`].

use std::{rc::Rc, sync::Arc};

use async_graphql::Value as Const;
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    args::{self, Args},
    behaviour::{attachments, customer, media, star, user},
    cascade, connections, credentials,
    execution::{Part, Resolved},
    failure::Failure,
    flows, ids, instance_config, own_config,
    validate::{self, Problem},
};
use crate::{
    auth::invite,
    contract::{Contract, Field, Kind, Object, filter::Holds},
    media::Media,
    policy::{self, Caller, own::CONFIGURE_ONESELF, rules::VIEW, text},
    store::{Doc, Writer},
};

/// Where the right to create is: a field of the organization, or of the object that an input field names.
const CREATIONS: &[(&str, Option<&str>, &str)] = &[
    ("createCustomer", None, "allowAddCustomer"),
    ("createCustomerConfigVariable", Some("customer"), "allowAddCustomerConfigVariable"),
    ("createCustomerUser", Some("customer"), "allowAddUser"),
    ("createInstance", Some("customer"), "allowAddInstance"),
    ("createOrganizationUser", None, "allowAddUser"),
    ("createUserLevelConfig", Some("instance"), CONFIGURE_ONESELF),
];

/// Does a mutation.
type Deed = fn(&mut Change<'_, '_>) -> Result<Outcome, Failure>;

/// Mutations whose input is no part of the object they change.
pub(super) const BY_HAND: &[(&str, Deed)] = &[
    ("administerObjectPermission", |it| it.administer()),
    ("bulkDisableInstancesUsingCustomerConnection", |it| it.pause_users()),
    ("bulkUpdateInstancesToLatestIntegrationVersion", |it| it.move_instances()),
    ("changePassword", |it| it.change_password()),
    ("createIntegration", |it| it.create_integration()),
    ("deployInstance", |it| it.deploy()),
    ("disconnectConnection", |it| it.disconnect_own()),
    ("disconnectCustomerConnection", |it| it.disconnect()),
    ("forkIntegration", |it| it.fork()),
    ("importIntegration", |it| it.import()),
    ("publishIntegration", |it| it.publish()),
    ("updateInstanceConfigVariables", |it| it.configure_instance()),
    ("updateIntegrationMarketplaceConfiguration", |it| it.configure_marketplace()),
    ("updateIntegrationVersionAvailability", |it| it.set_availability()),
];

/// Works something out for an object; what it answers is a part of the payload.
type Question = fn(&mut Change<'_, '_>) -> Result<(Option<Part>, Vec<Problem>), Failure>;

/// Mutations that tell something: the type of the object they are about.
pub(super) const QUESTIONS: &[(&str, &str, Question)] = &[
    ("fetchConfigWizardPageContent", "Instance", |it| it.page_content()),
    ("fetchDataSourceContent", "Instance", |it| it.source_content()),
    ("testInstanceFlowConfig", "InstanceFlowConfig", |it| it.test_flow()),
];

/// Input fields that are no fields of the object: they say what else to do, or which object is meant.
pub(super) const ASIDE: [&str; 10] = [
    "id",
    "clientMutationId",
    "starred",
    "flowConfigs",
    "addAttachment",
    "removeAttachment",
    "renameAttachment",
    "inputs",
    "values",
    "redeploy",
];

/// An object as it is after a mutation, or why nothing changed.
pub(super) type Outcome = Result<Doc, Vec<Problem>>;

/// One field of the mutation root while it runs.
pub(super) struct Change<'a, 'w> {
    pub(super) writer: &'a mut Writer<'w>,
    contract: &'a Contract,
    pub(super) caller: &'a Caller,
    entity: &'a Object,
    pub(super) input: &'a Args,
    pub(super) media: &'a Media,
    /// The addresses of files that nothing holds any more once this is done.
    pub(super) gone: Vec<String>,
}

/// Runs a mutation; what it answers is its payload. The files are to be forgotten once the change is there to stay.
pub fn run(
    writer: &mut Writer<'_>,
    contract: &Contract,
    media: &Media,
    caller: &Caller,
    field: &Field,
    args: &Args,
) -> Result<(Resolved, Vec<String>), Failure> {
    let payload = contract.objects.get(&field.ty.name);
    let question = QUESTIONS.iter().find(|(it, ..)| *it == field.name);
    let entity = payload.and_then(|it| it.fields.iter().find(|it| contract.kind(&it.ty.name) == Kind::Node));
    let entity = question.map(|(_, ty, _)| *ty).or(entity.map(|it| it.ty.name.as_str()));
    let entity = entity.and_then(|it| contract.objects.get(it));
    let entity = entity.ok_or_else(|| Failure::Internal(format!("nothing does {}", field.name)))?;
    let input = &args::input(contract, field, args);
    let mut change = Change { writer, contract, caller, entity, input, media, gone: Vec::new() };
    if let Some((name, _, question)) = question {
        let (part, problems) = question(&mut change)?;
        let mut payload = frame(input, &problems);
        let part = part.map_or(Resolved::Null, |it| Resolved::Part(Rc::new(it)));
        payload.insert(format!("{name}Result").into(), part);
        return Ok((Resolved::Part(Rc::new(payload)), Vec::new()));
    }
    let by_hand = BY_HAND.iter().find(|(it, _)| *it == field.name);
    let outcome = match (by_hand, field.name.as_str()) {
        (Some((_, deed)), _) => deed(&mut change)?,
        (None, name) if name.starts_with("create") => change.create(name)?,
        (None, name) if name.starts_with("update") => change.update()?,
        (None, name) if name.starts_with("delete") => change.delete()?,
        (None, name) => return Err(Failure::Internal(format!("nothing does {name}"))),
    };
    let gone = change.gone;
    Ok((answer(payload, entity, input, outcome), gone))
}

fn answer(payload: Option<&Object>, entity: &Object, input: &Args, outcome: Outcome) -> Resolved {
    let (doc, problems) = match outcome {
        Ok(doc) => (Some(Arc::new(doc)), Vec::new()),
        Err(problems) => (None, problems),
    };
    let mut part = frame(input, &problems);
    let name = payload.and_then(|it| it.fields.iter().find(|it| it.ty.name == entity.name));
    if let Some(name) = name {
        part.insert(name.name.clone().into(), doc.map_or(Resolved::Null, Resolved::Node));
    }
    Resolved::Part(Rc::new(part))
}

/// What every payload holds.
fn frame(input: &Args, problems: &[Problem]) -> Part {
    let errors = problems.iter().map(|it| {
        Rc::new(Part::from([
            ("field".into(), Resolved::Leaf(Const::from(it.field.as_str()))),
            ("messages".into(), Resolved::Leaf(Const::List(vec![Const::from(it.message.as_str())]))),
        ]))
    });
    let echo = args::text(input, "clientMutationId").map_or(Const::Null, Const::from);
    Part::from([
        ("errors".into(), Resolved::Parts(errors.collect())),
        ("clientMutationId".into(), Resolved::Leaf(echo)),
    ])
}

impl Change<'_, '_> {
    fn create(&mut self, name: &str) -> Result<Outcome, Failure> {
        let mut doc = Doc::new();
        let mut problems = Vec::new();
        let (_, through, can) = CREATIONS
            .iter()
            .find(|(it, _, _)| *it == name)
            .ok_or_else(|| Failure::Internal(format!("nobody may {name}")))?;
        match through {
            None => {
                let org = self.caller.org.clone().ok_or(Failure::Denied)?;
                self.gate("Organization", can, &self.load("Organization", &org)?)?;
            }
            Some(field) => match self.owner(field)? {
                Some((ty, owner)) => {
                    self.gate(&ty, can, &owner)?;
                    doc.insert((*field).to_owned(), owner.get("id").cloned().unwrap_or_default());
                }
                None => return Ok(Err(vec![Problem::required(field)])),
            },
        }
        self.apply(&mut doc, &mut problems)?;
        let now = now();
        doc.insert("id".to_owned(), json!(Uuid::new_v4().to_string()));
        doc.insert("createdAt".to_owned(), json!(now));
        doc.insert("updatedAt".to_owned(), json!(now));
        match self.entity.name.as_str() {
            "Customer" => customer::creating(self.caller, &mut doc),
            "User" => {
                user::creating(self.caller, &mut doc);
                problems.extend(user::check_role(self.caller, self.writer, &doc)?);
            }
            "CustomerConfigVariable" => {
                problems.extend(connections::configure(self.writer, self.input, &mut doc, true)?);
            }
            "Instance" => problems.extend(self.new_instance(&mut doc)?),
            "UserLevelConfig" => problems.extend(own_config::begin(self.writer, self.caller, &mut doc)?),
            _ => {}
        }
        self.checked(doc.clone(), problems, |_| true)?.map_or_else(
            |problems| Ok(Err(problems)),
            |doc| {
                self.writer.insert(&self.entity.name, doc.clone())?;
                match self.entity.name.as_str() {
                    "Instance" => flows::configure(self.writer, &doc)?,
                    "User" => invite(self.writer, &doc)?,
                    _ => {}
                }
                Ok(Ok(doc))
            },
        )
    }

    fn update(&mut self) -> Result<Outcome, Failure> {
        let mut doc = match self.target()? {
            Ok(doc) => doc,
            Err(problem) => return Ok(Err(vec![problem])),
        };
        let before = doc.clone();
        let id = text(&doc, "id").unwrap_or_default();
        let (mut problems, mut configs) = (Vec::new(), Vec::new());
        self.apply(&mut doc, &mut problems)?;
        let role = self.entity.name == "User" && doc.get("role") != before.get("role");
        let files = attachments::are_in(self.input);
        if files {
            self.gate(&self.entity.name, "allowManageAttachments", &before)?;
        }
        let of_it = ["inputs", "values", "flowConfigs"];
        if self.input.keys().map(String::as_str).any(|it| !ASIDE.contains(&it) || of_it.contains(&it)) {
            self.gate(&self.entity.name, "allowUpdate", &before)?;
        }
        if files {
            problems.extend(self.attach(&id, &mut doc));
        }
        if self.entity.name == "CustomerConfigVariable" {
            problems.extend(connections::configure(self.writer, self.input, &mut doc, false)?);
        }
        if self.entity.name == "Credential" {
            problems.extend(credentials::configure(self.writer, self.input, &mut doc)?);
        }
        if doc.get("avatarUrl") != before.get("avatarUrl") {
            problems.extend(media::check(&self.entity.name, &id, &doc));
        }
        if role {
            if let Some(problem) = user::bound_to_role(self.caller, self.writer, &before)? {
                return Ok(Err(vec![problem]));
            }
            self.gate("User", "allowChangeRoles", &before)?;
            problems.extend(user::check_role(self.caller, self.writer, &doc)?);
        }
        if self.entity.name == "Instance" {
            problems.extend(self.changed_instance(&before, &mut doc)?);
            let (changed, found) = self.flow_configs(&before)?;
            configs = changed;
            problems.extend(found);
        }
        let doc = match self.checked(doc, problems, |field| self.input.contains_key(field))? {
            Ok(doc) => doc,
            Err(problems) => return Ok(Err(problems)),
        };
        if let Some(starred) = args::flag(self.input, "starred") {
            star::set(self.writer, &self.caller.id, &id, starred)?;
        }
        for config in configs {
            self.writer.update(flows::CONFIG, config)?;
        }
        if doc == before {
            return Ok(Ok(doc));
        }
        let mut doc = doc;
        let differs = |field: &str| doc.get(field) != before.get(field);
        match self.entity.name.as_str() {
            "Instance" if differs("integration") => {
                let state = instance_config::carry_over(self.writer, &doc)?;
                doc.insert("configState".to_owned(), json!(state));
                flows::configure(self.writer, &doc)?;
            }
            "CustomerConfigVariable" if differs("lastConfiguredAt") => {
                connections::pass_on(self.writer, self.caller, self.input, &doc)?;
            }
            "User" if role => self.end_grants(&doc)?,
            _ => {}
        }
        doc.insert("updatedAt".to_owned(), json!(now()));
        self.writer.update(&self.entity.name, doc.clone())?;
        Ok(Ok(doc))
    }

    fn delete(&mut self) -> Result<Outcome, Failure> {
        let doc = match self.target()? {
            Ok(doc) => doc,
            Err(problem) => return Ok(Err(vec![problem])),
        };
        self.gate(&self.entity.name, "allowRemove", &doc)?;
        if self.entity.name == "User"
            && let Some(problem) = user::indispensable(self.caller, self.writer, &doc)?
        {
            return Ok(Err(vec![problem]));
        }
        if self.entity.name == "CustomerConfigVariable" && connections::is_in_use(self.writer, &doc)? {
            return Ok(Err(vec![Problem::all("Pause the instances that use this connection first.")]));
        }
        match self.entity.name.as_str() {
            "CustomerConfigVariable" => connections::take_away(self.writer, &doc)?,
            "Instance" => flows::tear_down(self.writer, &doc)?,
            _ => {}
        }
        let id = text(&doc, "id").unwrap_or_default();
        cascade::remove(self.writer, &mut self.gone, &self.entity.name, &id)?;
        Ok(Ok(doc))
    }

    /// The object to change, if it is there for the caller. An organization need not be named: there is only one's own.
    pub(super) fn target(&self) -> Result<Result<Doc, Problem>, Failure> {
        let ty = &self.entity.name;
        let own = self.caller.org.clone().filter(|_| ty == "Organization");
        let id = match (args::text(self.input, "id"), own) {
            (Some(id), _) => ids::uuid(ty, id).ok_or(Failure::NotFound)?,
            (None, Some(own)) => own,
            (None, None) => return Ok(Err(Problem::required("id"))),
        };
        self.load(ty, &id).map(Ok)
    }

    pub(super) fn load(&self, ty: &str, id: &str) -> Result<Doc, Failure> {
        let found = self.writer.get(ty, id)?.ok_or(Failure::NotFound)?;
        let seen = policy::may(self.caller, self.writer, ty, VIEW, &found)?;
        if seen { Ok(found) } else { Err(Failure::NotFound) }
    }

    pub(super) fn gate(&self, ty: &str, can: &str, doc: &Doc) -> Result<(), Failure> {
        if policy::may(self.caller, self.writer, ty, can, doc)? { Ok(()) } else { Err(Failure::Denied) }
    }

    /// The object a new one will belong to; customer users need not name their own customer.
    fn owner(&self, field: &str) -> Result<Option<(String, Doc)>, Failure> {
        let ty = self.entity.field(field).map(|it| it.ty.name.clone()).unwrap_or_default();
        let own = self.caller.customer.clone().filter(|_| ty == "Customer");
        let id = match args::text(self.input, field) {
            Some(id) => Some(ids::uuid(&ty, id).ok_or(Failure::NotFound)?),
            None => own,
        };
        id.map(|it| Ok((ty.clone(), self.load(&ty, &it)?))).transpose()
    }

    /// Puts the input into the object. What is left out stays, null clears.
    fn apply(&self, doc: &mut Doc, problems: &mut Vec<Problem>) -> Result<(), Failure> {
        for (name, value) in self.input {
            if ASIDE.contains(&name.as_str()) {
                continue;
            }
            let Some(field) = self.entity.field(name) else {
                return Err(Failure::Internal(format!("{}.{name} is not stored", self.entity.name)));
            };
            let value = match (Holds::of(self.contract, &field.ty), value) {
                (Holds::List, _) => validate::labels(value),
                (Holds::Relation, Value::String(id)) => match ids::uuid(&field.ty.name, id) {
                    Some(uuid) if self.load(&field.ty.name, &uuid).is_ok() => json!(uuid),
                    _ => {
                        problems.push(Problem::unknown(name));
                        continue;
                    }
                },
                (Holds::Enum, Value::String(it)) => json!(it.to_uppercase()),
                (Holds::Text, Value::String(it)) if name == "description" => json!(it),
                (Holds::Text, Value::String(it)) => match it.trim() {
                    "" if !field.ty.required => Value::Null,
                    trimmed => json!(trimmed),
                },
                (Holds::Text, Value::Null) if field.ty.required => json!(""),
                // There is no empty boolean or number: clearing one that must be there changes nothing.
                (_, Value::Null) if field.ty.required => continue,
                (_, it) => it.clone(),
            };
            doc.insert(name.clone(), value);
        }
        Ok(())
    }

    /// The object, if it passes; else every problem, one a field.
    fn checked(
        &self,
        doc: Doc,
        mut problems: Vec<Problem>,
        changed: impl Fn(&str) -> bool,
    ) -> Result<Outcome, Failure> {
        for found in validate::check(self.caller, self.writer, &self.entity.name, &doc, changed)? {
            if !problems.iter().any(|it| it.field == found.field) {
                problems.push(found);
            }
        }
        Ok(if problems.is_empty() { Ok(doc) } else { Err(problems) })
    }
}

pub(super) fn now() -> String {
    Timestamp::now().to_string()
}
