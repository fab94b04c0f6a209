//! A page of a list: who may see what, filters, order, place.

use std::{rc::Rc, sync::Arc};

use async_graphql::Value as Const;
use rusqlite::types::Value as Sql;
use serde_json::Value;

use super::{
    args::{self, Args},
    behaviour::{self, Request},
    condition::Conditions,
    execution::{Part, Resolved},
    failure::Failure,
    ids,
    sort::Sort,
};
use crate::{
    contract::{Field, Object, filter::Meaning},
    policy::rules::VIEW,
    store::Doc,
};

/// The most rows a page has, and how many it has when nobody says.
const MOST: u64 = 100;

/// The object a list belongs to; none for lists of everything.
pub type Owner<'a> = Option<(&'a Object, &'a Doc)>;

/// Answers a list field. `wanted` are the names of the fields asked for of the page.
pub fn page(
    request: &Request<'_>,
    field: &Field,
    args: &Args,
    wanted: &[String],
    owner: Owner<'_>,
) -> Result<Resolved, Failure> {
    let Some(ty) = request.contract.connection(&field.ty.name) else {
        return Ok(Resolved::Null);
    };
    let conditions = conditions(request, ty, field, args, owner)?;
    let (clause, values) = conditions.clause();
    let table = &ty.name;
    let count = || request.reader.number(&format!(r#"SELECT count(*) FROM "{table}" t{clause}"#), &values);

    let slice = Slice::of(field, args, || Ok(count()?))?;
    let mut part = Part::new();
    let asks = |name: &str| wanted.iter().any(|it| it == name);
    if asks("totalCount") {
        part.insert("totalCount".into(), Resolved::Leaf(Const::from(count()?)));
    }
    if asks("nodes") || asks("edges") || asks("pageInfo") {
        let Sort { from, terms } = Sort::of(request.contract, ty, field, args);
        // One row more than the page holds tells whether there is a next page.
        let limit = slice.length + 1;
        let sql = format!(
            r#"SELECT t.rowid FROM {from}{clause} ORDER BY {terms} LIMIT {limit} OFFSET {}"#,
            slice.start
        );
        let mut docs: Vec<Arc<Doc>> =
            request.reader.docs_at(table, &sql, &values)?.into_iter().map(Arc::new).collect();
        let more = docs.len() as u64 > slice.length;
        docs.truncate(usize::try_from(slice.length).unwrap_or_default());
        part.extend(shown(slice.start, more, docs));
    }
    Ok(Resolved::Part(Rc::new(part)))
}

fn shown(start: u64, more: bool, docs: Vec<Arc<Doc>>) -> Part {
    let cursors: Vec<Const> = (start..).take(docs.len()).map(|it| Const::from(ids::cursor(it))).collect();
    let end = |cursor: Option<&Const>| Resolved::Leaf(cursor.cloned().unwrap_or(Const::Null));
    let info = Part::from([
        ("startCursor".into(), end(cursors.first())),
        ("endCursor".into(), end(cursors.last())),
        ("hasNextPage".into(), Resolved::Leaf(Const::from(more))),
        ("hasPreviousPage".into(), Resolved::Leaf(Const::from(start > 0))),
    ]);
    let edge = |(cursor, doc): (Const, &Arc<Doc>)| {
        Rc::new(Part::from([
            ("cursor".into(), Resolved::Leaf(cursor)),
            ("node".into(), Resolved::Node(Arc::clone(doc))),
        ]))
    };
    Part::from([
        ("edges".into(), Resolved::Parts(cursors.into_iter().zip(&docs).map(edge).collect())),
        ("nodes".into(), Resolved::Nodes(docs)),
        ("pageInfo".into(), Resolved::Part(Rc::new(info))),
    ])
}

/// Which rows the list holds.
fn conditions(
    request: &Request<'_>,
    ty: &Object,
    field: &Field,
    args: &Args,
    owner: Owner<'_>,
) -> Result<Conditions, Failure> {
    let scope = request.scope(&ty.name, VIEW);
    if !scope.lists() {
        return Err(Failure::Denied);
    }
    let mut conditions = Conditions::default();
    if let Some((owner, doc)) = owner {
        belonging(&mut conditions, ty, field, owner, doc);
    }
    if let Some((sql, values)) = scope.sql(request.reader.tables().get(&ty.name)?) {
        conditions.and(sql, values);
    }
    let visible = |ty: &str| Ok(request.scope(ty, VIEW).sql(request.reader.tables().get(ty)?));
    for argument in &field.args {
        let value = args.get(&argument.name).unwrap_or(&Value::Null);
        if let Meaning::Filter(steps, lookup) = Meaning::of(request.contract, &ty.name, argument) {
            conditions.filter(&steps, lookup, value, visible)?;
        }
    }
    behaviour::narrow(request, ty, field, args, &mut conditions)?;
    Ok(conditions)
}

/// A list below an object holds what points back to it, or, where nothing can, what the object names itself.
fn belonging(conditions: &mut Conditions, ty: &Object, field: &Field, owner: &Object, doc: &Doc) {
    let back = ty.fields.iter().find(|it| it.ty.name == owner.name && !it.ty.list);
    match back {
        Some(back) => {
            let id = doc.get("id").and_then(Value::as_str).unwrap_or_default();
            conditions.and(format!(r#"t."{}" = ?"#, back.name), [Sql::Text(id.to_owned())]);
        }
        None => {
            let held =
                doc.get(&field.name).filter(|it| it.is_array()).map_or("[]".to_owned(), Value::to_string);
            conditions.and("t.id IN (SELECT value FROM json_each(?))", [Sql::Text(held)]);
        }
    }
}

/// Which rows of the list are on the page.
struct Slice {
    start: u64,
    length: u64,
}

impl Slice {
    fn of(field: &Field, args: &Args, total: impl Fn() -> Result<u64, Failure>) -> Result<Self, Failure> {
        let number = |name: &str| -> Result<Option<u64>, Failure> {
            let Some(given) = args.get(name).and_then(Value::as_i64) else {
                return Ok(None);
            };
            let refuse = |why: String| Err(Failure::Refused(why));
            match u64::try_from(given) {
                Err(_) => {
                    refuse(format!("`{name}` on the `{}` connection must not be negative.", field.name))
                }
                Ok(it) if it > MOST && name != "offset" => refuse(format!(
                    "Requesting {it} records on the `{}` connection exceeds the `{name}` limit of {MOST} records.",
                    field.name
                )),
                Ok(it) => Ok(Some(it)),
            }
        };
        // An empty cursor is the beginning: that is how published clients start.
        let cursor = |name: &str| match args::text(args, name) {
            None | Some("") => Ok(None),
            Some(given) => match ids::index(given) {
                Some(index) => Ok(Some(index)),
                None => Err(Failure::Refused(format!("`{name}` is not a cursor of this list."))),
            },
        };
        let (first, last, offset) = (number("first")?, number("last")?, number("offset")?);
        let (after, before) = (cursor("after")?, cursor("before")?);
        if before.is_some() && offset.is_some() {
            return Err(Failure::Refused(format!(
                "You can't provide a `before` value at the same time as an `offset` value to properly paginate the `{}` connection.",
                field.name
            )));
        }
        let start = after.map_or(0, |it| it.saturating_add(1)).saturating_add(offset.unwrap_or(0));
        let mut end = start.saturating_add(first.unwrap_or(MOST)).min(before.unwrap_or(u64::MAX)).max(start);
        let Some(last) = last else {
            return Ok(Self { start, length: end - start });
        };
        if first.is_none() {
            end = before.unwrap_or(u64::MAX);
        }
        let end = end.min(total()?).max(start);
        let start = end.saturating_sub(last).max(start);
        Ok(Self { start, length: end - start })
    }
}
