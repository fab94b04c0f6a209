//! Who may do what: one table ([`rules`]), asked about rows in SQL and about single objects here.
//!
//! Invariant: what a person may not view is not there for them. It is absent from lists and counts, and asking for it
//! by id gives the same answer as asking for something that never existed.

mod caller;
pub mod own;
pub mod permissions;
pub mod roles;
mod rule;
pub mod rules;
mod scope;

#[cfg(test)]
mod tests;

pub use caller::Caller;
pub(crate) use caller::text;
pub use roles::builtin_roles;
pub use scope::Scope;

use rules::{FIELDS, Rule, When};
use scope::Test;

use crate::{
    contract::Contract,
    store::{Doc, Reader, StoreError},
};

/// Whom a rule is about.
#[derive(Clone, Copy, Debug)]
pub enum Who {
    /// Everybody signed in.
    Anyone,
    /// People whose role has the permission.
    Role(&'static str),
    /// People whose role has both permissions.
    Both(&'static str, &'static str),
    /// Team members who are granted the permission on the object whose UUID is in the field.
    Grant(&'static str, &'static str),
    /// Team members who are granted the permission on a customer who uses the object.
    GrantedUse(&'static str, Use),
    /// Customer users whose role has the permission.
    CustomerUser(&'static str),
    /// Customer users whose role has the permission, if the field holds their customer.
    Customer(&'static str, &'static str),
    /// Customer users, if the field holds their customer.
    OwnCustomer(&'static str),
    /// Customer users whose role has the permission, if their customer uses the object.
    CustomerUse(&'static str, Use),
    /// The person whose UUID is in the field.
    Oneself(&'static str),
    /// The same, if their role has the permission. Lists of what is theirs make sense.
    Own(&'static str, &'static str),
}

/// How customers use objects: the type that belongs to a customer and points to them, and the field it does so with.
pub type Use = (&'static str, &'static str);

/// All rules.
fn table() -> impl Iterator<Item = &'static Rule> {
    rules::RULES.iter().chain(own::RULES)
}

/// The objects of a type on which `caller` may do `can`.
#[must_use]
pub fn scope(caller: &Caller, ty: &str, can: &str) -> Scope {
    let rules = table().filter(|it| it.ty == ty && it.can.contains(&can));
    Scope::new(rules.flat_map(|rule| rule.who.iter().filter_map(move |who| alternative(caller, *who, rule))))
}

/// Whether `caller` may do `can` on one object.
pub fn may(caller: &Caller, reader: &Reader<'_>, ty: &str, can: &str, doc: &Doc) -> Result<bool, StoreError> {
    scope(caller, ty, can).holds(caller, reader, doc)
}

/// Whether `caller` may ask for a field at all.
#[must_use]
pub fn may_ask(caller: &Caller, ty: &str, field: &str) -> bool {
    FIELDS
        .iter()
        .find(|(of, name, _)| *of == ty && *name == field)
        .is_none_or(|(_, _, who)| who.iter().any(|it| tests(caller, *it).is_some()))
}

/// Whether an `allow…` field says what somebody may do; others say what the organization's plan includes.
#[must_use]
pub fn decides(ty: &str, field: &str) -> bool {
    let stored = contains_plan(ty, field);
    field.starts_with("allow") && !stored
}

/// The `allow…` fields that are about plans and settings, not people, and are stored.
const PLAN: [(&str, &str); 5] = [
    ("Organization", "allowDisablingInstanceOutputs"),
    ("Organization", "allowEmbeddedDesigner"),
    ("Organization", "allowUserLevelConfig"),
    ("Customer", "allowEmbeddedDesigner"),
    ("Integration", "allowMultipleMarketplaceInstances"),
];

fn contains_plan(ty: &str, field: &str) -> bool {
    PLAN.contains(&(ty, field))
}

/// The `allow…` fields of the contract that nothing decides: they are false for everybody.
#[must_use]
pub fn undecided(contract: &Contract) -> Vec<String> {
    let fields = contract.nodes().flat_map(|ty| ty.fields.iter().map(move |field| (ty, field)));
    fields
        .filter(|(ty, field)| {
            let ruled = table().any(|it| it.ty == ty.name && it.can.contains(&field.name.as_str()));
            decides(&ty.name, &field.name) && !ruled
        })
        .map(|(ty, field)| format!("{}.{}", ty.name, field.name))
        .collect()
}

/// What an object must pass if the rule holds for the caller because of `who`; none if it does not.
fn alternative(caller: &Caller, who: Who, rule: &Rule) -> Option<(bool, Vec<Test>)> {
    let mut all = tests(caller, who)?;
    for when in rule.when {
        all.push(match *when {
            When::Is(field) => Test::Is(field, true),
            When::Not(field) => Test::Is(field, false),
            When::Null(field) => Test::Null(field, true),
            When::Set(field) => Test::Null(field, false),
            When::OneOf(field, values) => {
                Test::Among(field, values.iter().map(|it| (*it).to_owned()).collect())
            }
            When::NotAbove => Test::NotAbove,
            When::Another => Test::Another,
        });
    }
    Some((!matches!(who, Who::Oneself("id")), all))
}

/// What an object must pass for `who` to name the caller; none if it names somebody else.
fn tests(caller: &Caller, who: Who) -> Option<Vec<Test>> {
    let own = |field: &'static str| Some(vec![Test::Among(field, vec![caller.customer.clone()?])]);
    match who {
        Who::Anyone => Some(Vec::new()),
        Who::Role(tag) => caller.has(tag).then(Vec::new),
        Who::Both(one, other) => (caller.has(one) && caller.has(other)).then(Vec::new),
        Who::Grant(tag, field) => caller.granted(tag).map(|ids| vec![Test::Among(field, ids)]),
        Who::GrantedUse(tag, by) => caller.granted(tag).map(|ids| vec![Test::UsedBy(by, ids)]),
        Who::CustomerUser(tag) => (caller.customer.is_some() && caller.has(tag)).then(Vec::new),
        Who::Customer(tag, field) => caller.has(tag).then(|| own(field)).flatten(),
        Who::OwnCustomer(field) => own(field),
        Who::CustomerUse(tag, by) => {
            caller.has(tag).then(|| Some(vec![Test::UsedBy(by, vec![caller.customer.clone()?])])).flatten()
        }
        Who::Oneself(field) => Some(vec![Test::Among(field, vec![caller.id.clone()])]),
        Who::Own(tag, field) => caller.has(tag).then(|| vec![Test::Among(field, vec![caller.id.clone()])]),
    }
}
