//! What a request may ask for at most. Checked before anything else looks at the request, in one pass that visits each
//! fragment once, so that no request is expensive to refuse.

use std::collections::HashMap;

use async_graphql::{
    Name, Variables,
    parser::types::{ExecutableDocument, Field, FragmentDefinition, Selection, SelectionSet},
};

use super::args;
use crate::contract::{Contract, Kind};

/// The most of everything.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Fields within fields.
    pub depth: usize,
    /// Objects an answer may have to touch: a list counts as many as it asks for, times what each leads to. Fields
    /// without fields of their own are free, for they come with the object.
    pub complexity: u64,
    /// Fields after fragments are spread.
    pub fields: u64,
    pub aliases: u64,
    pub directives: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 12, complexity: 2_000, fields: 2_000, aliases: 100, directives: 20 }
    }
}

/// What a selection costs.
#[derive(Clone, Copy, Default)]
struct Cost {
    depth: usize,
    complexity: u64,
    fields: u64,
    aliases: u64,
    directives: u64,
}

impl Cost {
    fn add(&mut self, other: Self) {
        self.depth = self.depth.max(other.depth);
        self.complexity = self.complexity.saturating_add(other.complexity);
        self.fields = self.fields.saturating_add(other.fields);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.directives = self.directives.saturating_add(other.directives);
    }
}

struct Meter<'a> {
    contract: &'a Contract,
    fragments: &'a HashMap<Name, async_graphql::Positioned<FragmentDefinition>>,
    variables: &'a Variables,
    /// What each fragment costs; none while it is being measured.
    known: HashMap<&'a str, Option<Cost>>,
}

/// Says why a request asks for too much; `Ok` if it does not.
pub fn check(
    limits: Limits,
    contract: &Contract,
    document: &ExecutableDocument,
    variables: &Variables,
) -> Result<(), &'static str> {
    if document.operations.iter().count() != 1 {
        return Err("A request holds exactly one operation.");
    }
    let mut meter = Meter { contract, fragments: &document.fragments, variables, known: HashMap::new() };
    let mut cost = Cost::default();
    for (_, operation) in document.operations.iter() {
        let root = match operation.node.ty {
            async_graphql::parser::types::OperationType::Query => "RootQuery",
            async_graphql::parser::types::OperationType::Mutation => "RootMutation",
            async_graphql::parser::types::OperationType::Subscription => {
                return Err("Subscriptions are not supported.");
            }
        };
        cost.add(meter.set(&operation.node.selection_set.node, root, 1)?);
    }
    let refused = [
        (cost.depth > limits.depth, "The request is nested too deeply."),
        (cost.complexity > limits.complexity, "The request asks for too many objects."),
        (cost.fields > limits.fields, "The request asks for too many fields."),
        (cost.aliases > limits.aliases, "The request has too many aliases."),
        (cost.directives > limits.directives, "The request has too many directives."),
    ];
    refused.into_iter().find(|(over, _)| *over).map_or(Ok(()), |(_, why)| Err(why))
}

impl<'a> Meter<'a> {
    fn set(&mut self, set: &'a SelectionSet, ty: &str, level: usize) -> Result<Cost, &'static str> {
        // Fields the contract does not know still nest: a parser's stack is not the limit to rely on.
        if level > 64 {
            return Err("The request is nested too deeply.");
        }
        let mut cost = Cost::default();
        for selection in &set.items {
            let directives = selection.node.directives().len() as u64;
            cost.add(Cost { directives, ..Cost::default() });
            cost.add(match &selection.node {
                Selection::Field(it) => self.field(&it.node, ty, level)?,
                Selection::InlineFragment(it) => {
                    let on = it.node.type_condition.as_ref().map_or(ty, |it| it.node.on.node.as_str());
                    self.set(&it.node.selection_set.node, on, level)?
                }
                Selection::FragmentSpread(it) => {
                    self.fragment(it.node.fragment_name.node.as_str(), level + 1)?
                }
            });
        }
        Ok(cost)
    }

    fn fragment(&mut self, name: &str, level: usize) -> Result<Cost, &'static str> {
        // An unknown fragment is the validation's to refuse.
        let Some((name, fragment)) = self.fragments.get_key_value(name) else {
            return Ok(Cost::default());
        };
        match self.known.get(name.as_str()) {
            Some(Some(cost)) => return Ok(*cost),
            Some(None) => return Err("A fragment contains itself."),
            None => {}
        }
        self.known.insert(name, None);
        let on = fragment.node.type_condition.node.on.node.as_str();
        let cost = self.set(&fragment.node.selection_set.node, on, level)?;
        self.known.insert(name, Some(cost));
        Ok(cost)
    }

    fn field(&mut self, field: &'a Field, ty: &str, level: usize) -> Result<Cost, &'static str> {
        let known = self.contract.field(ty, field.name.node.as_str());
        let target = known.map_or("", |it| it.ty.name.as_str());
        let mut cost = self.set(&field.selection_set.node, target, level + 1)?;
        cost.depth += 1;
        cost.fields = cost.fields.saturating_add(1);
        cost.aliases += u64::from(field.alias.is_some());
        cost.complexity = match self.contract.kind(target) {
            Kind::Leaf => cost.complexity,
            Kind::Part if target.ends_with("Payload") => cost.complexity.saturating_add(1),
            Kind::Part => cost.complexity,
            Kind::Node => cost.complexity.saturating_add(1),
            Kind::Connection => {
                let given = args::of(field, self.variables);
                let asked = ["first", "last"].iter().filter_map(|it| given.get(*it)?.as_u64()).min();
                let rows = asked.unwrap_or(100).min(100);
                // `nodes` and `edges.node` already count the object itself.
                cost.complexity.saturating_mul(rows).saturating_add(1)
            }
        };
        Ok(cost)
    }
}
