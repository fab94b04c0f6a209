//! Lines of runs: how much they matter, as numbers and as words.

use std::rc::Rc;

use async_graphql::Value as Const;
use rusqlite::types::Value as Sql;
use serde_json::Value;

use super::{
    super::{
        args::Args,
        condition::Conditions,
        execution::{Part, Resolved},
    },
    Failure, Request,
};
use crate::contract::Object;

/// The numbers of the API's levels, which it tells nobody but those who ask.
const LEVELS: [(i64, &str); 7] =
    [(5, "trace"), (10, "debug"), (20, "info"), (25, "metric"), (30, "warn"), (40, "error"), (50, "fatal")];

pub(super) fn levels(_: &Request<'_>, _: &Args) -> Result<Resolved, Failure> {
    let level = |(number, name): (i64, &str)| {
        Rc::new(Part::from([
            ("id".into(), Resolved::Leaf(Const::from(number))),
            ("name".into(), Resolved::Leaf(Const::from(name))),
        ]))
    };
    Ok(Resolved::Parts(LEVELS.into_iter().map(level).collect()))
}

/// Only lines of the level with that number.
pub(super) fn narrow(ty: &Object, args: &Args, conditions: &mut Conditions) {
    let Some(wanted) = args.get("severity").and_then(Value::as_i64).filter(|_| ty.name == "Log") else {
        return;
    };
    let name = LEVELS.iter().find(|(number, _)| *number == wanted).map_or("", |(_, name)| name);
    conditions.and("t.\"severity\" = ?", [Sql::Text(name.to_uppercase())]);
}
