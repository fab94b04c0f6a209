//! Runs a validated selection. Objects are answered level by level, all objects of a level together, so that following
//! a relation from a hundred rows is one question to the store.
//!
//! As GraphQL has it: a field that fails is null and leaves an error with its path; a null where the contract promises
//! a value takes the object around it away.

use std::{borrow::Cow, collections::HashMap, rc::Rc, sync::Arc};

use async_graphql::{
    Name, PathSegment, Pos, Positioned, ServerError, Value as Const, Variables,
    indexmap::IndexMap,
    parser::types::{Field, FragmentDefinition, Selection, SelectionSet},
};

use super::{args, behaviour::Request, failure::Failure, resolve::resolve};
use crate::{
    contract::{self, Kind, Type},
    store::Doc,
};

/// What a field holds before its own fields are looked at.
#[derive(Clone)]
pub enum Resolved {
    Null,
    Leaf(Const),
    Node(Arc<Doc>),
    Nodes(Vec<Arc<Doc>>),
    Part(Rc<Part>),
    Parts(Vec<Rc<Part>>),
}

/// An object that exists only inside an answer, by field.
pub type Part = HashMap<Cow<'static, str>, Resolved>;

/// An object whose fields are asked for.
#[derive(Clone)]
pub enum Parent {
    Root,
    Node(Arc<Doc>),
    Part(Rc<Part>),
}

/// Where in the answer something stands.
#[derive(Clone)]
pub struct Place(Option<Rc<(Place, PathSegment)>>);

impl Place {
    /// The answer itself.
    pub const ROOT: Self = Self(None);

    fn field(&self, name: &str) -> Self {
        Self(Some(Rc::new((self.clone(), PathSegment::Field(name.to_owned())))))
    }

    fn index(&self, index: usize) -> Self {
        Self(Some(Rc::new((self.clone(), PathSegment::Index(index)))))
    }

    fn path(&self) -> Vec<PathSegment> {
        let mut path = Vec::new();
        let mut here = self;
        while let Some(step) = &here.0 {
            path.push(step.1.clone());
            here = &step.0;
        }
        path.reverse();
        path
    }
}

/// The parts of a request that a selection refers to.
#[derive(Clone, Copy)]
pub struct Document<'a> {
    pub fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
    pub variables: &'a Variables,
}

impl<'a> Document<'a> {
    /// The fields directly below a selection, in the order asked for.
    pub fn collect(
        &self,
        object: &contract::Object,
        set: &'a SelectionSet,
        into: &mut IndexMap<Name, Asked<'a>>,
    ) {
        for selection in &set.items {
            if !args::included(selection.node.directives(), self.variables) {
                continue;
            }
            let applies = |on: &str| on == object.name || object.implements.iter().any(|it| it == on);
            match &selection.node {
                Selection::Field(it) => {
                    let asked = into.entry(it.node.response_key().node.clone()).or_insert_with(|| Asked {
                        field: &it.node,
                        args: args::of(&it.node, self.variables),
                        pos: it.pos,
                        sets: Vec::new(),
                    });
                    asked.sets.push(&it.node.selection_set.node);
                }
                Selection::InlineFragment(it) => {
                    let on = it.node.type_condition.as_ref().map(|it| it.node.on.node.as_str());
                    if on.is_none_or(applies) {
                        self.collect(object, &it.node.selection_set.node, into);
                    }
                }
                Selection::FragmentSpread(it) => {
                    let fragment = self.fragments.get(&it.node.fragment_name.node);
                    if let Some(fragment) = fragment
                        && applies(fragment.node.type_condition.node.on.node.as_str())
                    {
                        self.collect(object, &fragment.node.selection_set.node, into);
                    }
                }
            }
        }
    }
}

/// Fields of the same name in the answer are one field; their selections are put together.
pub struct Asked<'a> {
    pub field: &'a Field,
    pub args: args::Args,
    pos: Pos,
    sets: Vec<&'a SelectionSet>,
}

/// A request while it runs.
pub struct Execution<'a, 'r> {
    pub request: &'r Request<'r>,
    pub document: Document<'a>,
    pub errors: Vec<ServerError>,
}

impl<'a> Execution<'a, '_> {
    /// Answers a selection for each parent; none where a promised value is missing.
    pub fn select(
        &mut self,
        object: &contract::Object,
        parents: &[(Parent, Place)],
        sets: &[&'a SelectionSet],
    ) -> Vec<Option<Const>> {
        let mut fields = IndexMap::new();
        for set in sets {
            self.document.collect(object, set, &mut fields);
        }
        let mut answers: Vec<Option<IndexMap<Name, Const>>> = vec![Some(IndexMap::new()); parents.len()];
        for (name, asked) in &fields {
            let values = self.field(object, parents, name, asked);
            for (answer, value) in answers.iter_mut().zip(values) {
                match (answer.as_mut(), value) {
                    (Some(fields), Some(value)) => {
                        fields.insert(name.clone(), value);
                    }
                    (_, None) => *answer = None,
                    (None, _) => {}
                }
            }
        }
        answers.into_iter().map(|it| it.map(Const::Object)).collect()
    }

    /// One field of each parent.
    pub fn field(
        &mut self,
        object: &contract::Object,
        parents: &[(Parent, Place)],
        name: &Name,
        asked: &Asked<'a>,
    ) -> Vec<Option<Const>> {
        let known = asked.field.name.node.as_str();
        if known == "__typename" {
            return vec![Some(Const::from(object.name.as_str())); parents.len()];
        }
        let Some(field) = object.field(known) else {
            return vec![Some(Const::Null); parents.len()];
        };
        let wanted = self.wanted(field, asked);
        let resolved = resolve(self.request, object, field, &asked.args, &wanted, parents);
        self.complete(field, parents, name, asked, resolved)
    }

    /// Turns what a field holds into what the answer says.
    pub fn complete(
        &mut self,
        field: &contract::Field,
        parents: &[(Parent, Place)],
        name: &Name,
        asked: &Asked<'a>,
        resolved: Vec<Result<Resolved, Failure>>,
    ) -> Vec<Option<Const>> {
        // All objects of this level in one row; each field remembers where its own are.
        let mut below: Vec<(Parent, Place)> = Vec::new();
        let mut shapes = Vec::new();
        for ((_, place), resolved) in parents.iter().zip(resolved) {
            let start = below.len();
            let here = || place.field(name);
            let shape = match resolved {
                Err(failure) => {
                    self.fail(&failure, asked.pos, here());
                    Shape::Leaf(Const::Null)
                }
                Ok(Resolved::Null) => Shape::Leaf(Const::Null),
                Ok(Resolved::Leaf(value)) => Shape::Leaf(value),
                Ok(Resolved::Node(doc)) => {
                    below.push((Parent::Node(doc), here()));
                    Shape::One(start)
                }
                Ok(Resolved::Part(part)) => {
                    below.push((Parent::Part(part), here()));
                    Shape::One(start)
                }
                Ok(Resolved::Nodes(docs)) => {
                    let items = docs.into_iter().map(Parent::Node);
                    below.extend(items.enumerate().map(|(at, it)| (it, here().index(at))));
                    Shape::Many(start, below.len())
                }
                Ok(Resolved::Parts(parts)) => {
                    let items = parts.into_iter().map(Parent::Part);
                    below.extend(items.enumerate().map(|(at, it)| (it, here().index(at))));
                    Shape::Many(start, below.len())
                }
            };
            shapes.push(shape);
        }
        let contract = self.request.contract;
        let mut answers = match contract.objects.get(&field.ty.name) {
            Some(object) if !below.is_empty() => self.select(object, &below, &asked.sets),
            _ => Vec::new(),
        };
        let places = parents.iter().map(|(_, place)| place);
        let values = shapes.into_iter().zip(places).map(|(shape, place)| {
            let value = shape.value(&field.ty, &mut answers);
            if value.is_none() && matches!(shape, Shape::Leaf(_)) && !self.explained(place, name) {
                let missing = Failure::Internal(format!("{} promises a value", field.name));
                self.fail(&missing, asked.pos, place.field(name));
            }
            value
        });
        values.collect()
    }

    /// The names of the fields directly below a field, so that what nobody asks for is not worked out.
    fn wanted(&self, field: &contract::Field, asked: &Asked<'a>) -> Vec<String> {
        let contract = self.request.contract;
        let Some(object) = contract.objects.get(&field.ty.name) else {
            return Vec::new();
        };
        if contract.kind(&field.ty.name) != Kind::Connection {
            return Vec::new();
        }
        let mut fields = IndexMap::new();
        for set in &asked.sets {
            self.document.collect(object, set, &mut fields);
        }
        fields.values().map(|it| it.field.name.node.to_string()).collect()
    }

    fn fail(&mut self, failure: &Failure, pos: Pos, place: Place) {
        let mut error = ServerError::new(failure.message(&self.request.id), Some(pos));
        error.path = place.path();
        self.errors.push(error);
    }

    fn explained(&self, place: &Place, name: &Name) -> bool {
        let path = place.field(name).path();
        self.errors.iter().any(|it| it.path == path)
    }
}

/// Where a field's objects are in the row of all objects below it.
enum Shape {
    Leaf(Const),
    One(usize),
    Many(usize, usize),
}

impl Shape {
    /// The field's value; none where the type promises one and there is none.
    fn value(&self, ty: &Type, answers: &mut [Option<Const>]) -> Option<Const> {
        let value = match self {
            Self::Leaf(value) => value.clone(),
            Self::One(at) => taken(answers, *at).unwrap_or(Const::Null),
            Self::Many(start, end) => {
                let items = (*start..*end).map(|at| taken(answers, at));
                let items: Option<Vec<Const>> = if ty.item_required {
                    items.collect()
                } else {
                    Some(items.map(|it| it.unwrap_or(Const::Null)).collect())
                };
                items.map_or(Const::Null, Const::List)
            }
        };
        (value != Const::Null || !ty.required).then_some(value)
    }
}

fn taken(answers: &mut [Option<Const>], at: usize) -> Option<Const> {
    answers.get_mut(at).and_then(Option::take)
}
