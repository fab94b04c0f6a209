//! A set of objects, as a condition: the same one for rows in SQL and for a document at hand.

use rusqlite::types::Value as Sql;
use serde_json::Value;

use super::{Caller, Use};
use crate::store::{Doc, Reader, StoreError, tables::Table};

/// The objects that pass all tests of at least one alternative.
#[derive(Clone, Debug)]
pub struct Scope {
    alternatives: Vec<Vec<Test>>,
    /// Somebody other than the object itself is named: a list makes sense.
    lists: bool,
}

/// A test an object passes or not.
#[derive(Clone, Debug)]
pub(super) enum Test {
    Is(&'static str, bool),
    Null(&'static str, bool),
    /// The field holds one of these.
    Among(&'static str, Vec<String>),
    /// One of these customers uses the object.
    UsedBy(Use, Vec<String>),
    NotAbove,
    Another,
}

impl Scope {
    pub(super) fn new(alternatives: impl Iterator<Item = (bool, Vec<Test>)>) -> Self {
        let mut scope = Self { alternatives: Vec::new(), lists: false };
        for (lists, tests) in alternatives {
            scope.lists |= lists;
            scope.alternatives.push(tests);
        }
        scope
    }

    /// Whether the caller may ask for a list: somebody who can only ever find themself there may not.
    #[must_use]
    pub const fn lists(&self) -> bool {
        self.lists
    }

    /// Whether an object is in the set.
    pub fn holds(&self, caller: &Caller, reader: &Reader<'_>, doc: &Doc) -> Result<bool, StoreError> {
        for tests in &self.alternatives {
            let mut passed = true;
            for test in tests {
                if !test.passes(caller, reader, doc)? {
                    passed = false;
                    break;
                }
            }
            if passed {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The set as a condition on rows; none if it is everything.
    #[must_use]
    pub fn sql(&self, table: &Table) -> Option<(String, Vec<Sql>)> {
        if self.alternatives.iter().any(Vec::is_empty) {
            return None;
        }
        let mut values = Vec::new();
        let each = |tests: &Vec<Test>| {
            let all: Vec<_> = tests.iter().map(|it| it.sql(table, &mut values)).collect();
            format!("({})", all.join(" AND "))
        };
        let any: Vec<_> = self.alternatives.iter().map(each).collect();
        let any = if any.is_empty() { "FALSE".to_owned() } else { any.join(" OR ") };
        Some((format!("({any})"), values))
    }
}

impl Test {
    fn passes(&self, caller: &Caller, reader: &Reader<'_>, doc: &Doc) -> Result<bool, StoreError> {
        let field = |name: &str| doc.get(name).unwrap_or(&Value::Null);
        Ok(match self {
            Self::Is(name, wanted) => field(name).as_bool().unwrap_or_default() == *wanted,
            Self::Null(name, wanted) => field(name).is_null() == *wanted,
            Self::Among(name, values) => {
                field(name).as_str().is_some_and(|it| values.iter().any(|v| v == it))
            }
            Self::UsedBy((by, through), customers) => {
                let sql = format!(
                    r#"SELECT count(*) FROM "{by}" WHERE json_extract(doc, '$.{through}') = ?
                    AND customer IN (SELECT value FROM json_each(?))"#
                );
                let id = field("id").as_str().unwrap_or_default().to_owned();
                reader.number(&sql, &[Sql::Text(id), list(customers)])? > 0
            }
            Self::NotAbove => field("role").as_str().is_some_and(|it| caller.reaches(it)),
            Self::Another => field("id").as_str() != Some(&caller.id),
        })
    }

    fn sql(&self, table: &Table, values: &mut Vec<Sql>) -> String {
        let column = |name: &str| match table.column(name) {
            _ if name == "id" => "t.id".to_owned(),
            Some(_) => format!(r#"t."{name}""#),
            None => format!("json_extract(t.doc, '$.{name}')"),
        };
        match self {
            Self::Is(name, true) => format!("ifnull({}, 0) = 1", column(name)),
            Self::Is(name, false) => format!("ifnull({}, 0) = 0", column(name)),
            Self::Null(name, true) => format!("{} IS NULL", column(name)),
            Self::Null(name, false) => format!("{} IS NOT NULL", column(name)),
            Self::Among(name, among) => {
                values.push(list(among));
                format!("{} IN (SELECT value FROM json_each(?))", column(name))
            }
            Self::UsedBy((by, through), customers) => {
                values.push(list(customers));
                format!(
                    r#"t.id IN (SELECT json_extract(doc, '$.{through}') FROM "{by}"
                    WHERE customer IN (SELECT value FROM json_each(?)))"#
                )
            }
            // These two are about changing one object, never about which rows there are.
            Self::NotAbove | Self::Another => "FALSE".to_owned(),
        }
    }
}

fn list(values: &[String]) -> Sql {
    Sql::Text(Value::from(values.to_vec()).to_string())
}
