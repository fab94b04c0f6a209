//! How a list's arguments become SQL: the one place where naming conventions turn into comparisons.
//!
//! Invariant: names of tables and columns come from the contract, everything a client sent is a bound value.

use rusqlite::types::Value as Sql;
use serde_json::Value;

use super::{failure::Failure, ids};
use crate::{
    contract::filter::{Holds, Lookup, Step},
    store::tables::{Column, SEPARATOR, fold, moment, plain},
};

/// Conditions on the rows of one table (called `t`), all of which must hold.
#[derive(Clone, Default)]
pub struct Conditions {
    all: Vec<String>,
    values: Vec<Sql>,
}

impl Conditions {
    /// Adds a condition with its bound values.
    pub fn and(&mut self, sql: impl Into<String>, values: impl IntoIterator<Item = Sql>) {
        self.all.push(sql.into());
        self.values.extend(values);
    }

    /// The `WHERE` clause and its values.
    #[must_use]
    pub fn clause(&self) -> (String, Vec<Sql>) {
        if self.all.is_empty() {
            return (String::new(), Vec::new());
        }
        (format!(" WHERE {}", self.all.join(" AND ")), self.values.clone())
    }

    /// Adds what a filter argument asks for; null asks for nothing. On the way to the field it only goes through rows that
    /// pass what `visible` says of their type: what is not there for the caller is not found by its fields either.
    pub fn filter(
        &mut self,
        steps: &[Step],
        lookup: Lookup,
        value: &Value,
        visible: impl Fn(&str) -> Result<Option<(String, Vec<Sql>)>, Failure>,
    ) -> Result<(), Failure> {
        let Some((last, outer)) = steps.split_last().filter(|_| !value.is_null()) else {
            return Ok(());
        };
        let (mut sql, mut values) = comparison(last, lookup, value)?;
        let mut table = &last.ty;
        for step in outer.iter().rev() {
            if let Some((scope, more)) = visible(table)? {
                sql = format!("{sql} AND {scope}");
                values.extend(more);
            }
            sql = format!(r#"t."{}" IN (SELECT t.id FROM "{table}" t WHERE {sql})"#, step.field);
            table = &step.ty;
        }
        self.and(sql, values);
        Ok(())
    }
}

fn comparison(step: &Step, lookup: Lookup, value: &Value) -> Result<(String, Vec<Sql>), Failure> {
    let column = format!(r#"t."{}""#, Column::of(step, lookup.folds()).name);
    let folded = || Sql::Text(fold(value.as_str().unwrap_or_default()));
    let compare = |operator: &str| Ok((format!("{column} {operator} ?"), vec![operand(step, value)?]));
    match lookup {
        Lookup::Isnull => {
            let not = if value == &Value::Bool(true) { "" } else { "NOT " };
            Ok((format!("{column} IS {not}NULL"), Vec::new()))
        }
        Lookup::Exact if step.holds == Holds::Bool => {
            Ok((format!("ifnull({column}, 0) = ?"), vec![plain(value)]))
        }
        Lookup::Exact => compare("="),
        Lookup::Gt => compare(">"),
        Lookup::Gte => compare(">="),
        Lookup::Lt => compare("<"),
        Lookup::Lte => compare("<="),
        Lookup::In => {
            let given = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
            let each = given.iter().map(|it| operand(step, it)).collect::<Result<Vec<_>, _>>()?;
            Ok((format!("{column} IN (SELECT value FROM json_each(?))"), vec![list(each)]))
        }
        // `instr` rather than LIKE: a percent sign in a search is a percent sign.
        Lookup::Icontains => Ok((format!("instr({column}, ?) > 0"), vec![folded()])),
        Lookup::Istartswith => Ok((format!("substr({column}, 1, length(?)) = ?"), vec![folded(), folded()])),
        Lookup::Iexact => Ok((format!("{column} = ?"), vec![folded()])),
        Lookup::Contains => {
            let item = value.as_str().unwrap_or_default();
            let item =
                if step.holds == Holds::List { format!("{SEPARATOR}{item}{SEPARATOR}") } else { item.into() };
            Ok((format!("instr({column}, ?) > 0"), vec![Sql::Text(item)]))
        }
    }
}

/// Values as one that is bound: SQLite binds only so many.
fn list(values: Vec<Sql>) -> Sql {
    let each = values.into_iter().map(|it| match it {
        Sql::Integer(it) => Value::from(it),
        Sql::Real(it) => Value::from(it),
        Sql::Text(it) => Value::from(it),
        Sql::Null | Sql::Blob(_) => Value::Null,
    });
    Sql::Text(each.collect::<Value>().to_string())
}

/// What a column is compared with. An id of another type equals nothing.
fn operand(step: &Step, value: &Value) -> Result<Sql, Failure> {
    let text = value.as_str();
    Ok(match step.holds {
        Holds::Relation => {
            let target = step.target.as_deref().unwrap_or_default();
            text.and_then(|it| ids::uuid(target, it)).map_or(Sql::Null, Sql::Text)
        }
        Holds::Time => {
            let at = text.and_then(moment);
            at.map(Sql::Integer).ok_or_else(|| Failure::Refused("Enter a valid date and time.".to_owned()))?
        }
        // Enums are plain strings in filters, in any case.
        Holds::Enum => text.map_or(Sql::Null, |it| Sql::Text(it.to_uppercase())),
        Holds::Text | Holds::Bool | Holds::Number | Holds::List => plain(value),
    })
}
