//! The order of a list: `sortBy` wins over `orderBy`, the id breaks ties, and without either the oldest come first.

use serde_json::Value;

use super::args::Args;
use crate::{
    contract::{Contract, Field, Object, filter::Step, order},
    store::tables::Column,
};

/// The order as SQL, with the tables it reads from; the list's own is `t`.
pub struct Sort {
    pub from: String,
    pub terms: String,
}

impl Sort {
    /// What the arguments of a list of `ty` ask for.
    #[must_use]
    pub fn of(contract: &Contract, ty: &Object, field: &Field, args: &Args) -> Self {
        let given = args.get("sortBy").filter(|it| !it.is_null()).or_else(|| args.get("orderBy"));
        let given = given.map_or(&[][..], |it| it.as_array().map_or(std::slice::from_ref(it), Vec::as_slice));
        let keys = order::keys(contract, &field.args);
        let mut sort = Self { from: format!(r#""{}" t"#, ty.name), terms: String::new() };
        let mut direction = "ASC";
        for one in given {
            let key = one.get("field").and_then(Value::as_str).unwrap_or_default();
            if !keys.iter().any(|it| it == key) {
                continue;
            }
            let down = one.get("direction").and_then(Value::as_str) == Some("DESC");
            direction = if down { "DESC" } else { "ASC" };
            let steps = order::sorted_by(contract, &ty.name, key);
            let first = sort.terms.is_empty();
            let led = first.then(|| sort.led(contract, &steps)).flatten();
            let term = led.unwrap_or_else(|| term("t", &steps));
            sort.terms.push_str(&format!("{term} {direction}, "));
        }
        let tie = if sort.terms.is_empty() { "t.rowid".to_owned() } else { format!("t.id {direction}") };
        sort.terms.push_str(&tie);
        sort
    }

    /// Sorted first by a relation that every row has, a list is walked from there, in the order of that table's index:
    /// the first page is then found without sorting, or even looking at, all rows.
    fn led(&mut self, contract: &Contract, steps: &[Step]) -> Option<String> {
        let [first, last] = steps else { return None };
        contract.field(&first.ty, &first.field).filter(|it| it.ty.required)?;
        let (target, relation) = (&last.ty, &first.field);
        self.from = format!(r#""{target}" lead CROSS JOIN {} ON t."{relation}" = lead.id"#, self.from);
        Some(term("lead", std::slice::from_ref(last)))
    }
}

fn term(table: &str, steps: &[Step]) -> String {
    match steps {
        [] => format!("{table}.id"),
        [only] => format!(r#"{table}."{}""#, Column::of(only, true).name),
        [first, rest @ ..] => {
            let inner = format!("{table}r");
            let target = rest.first().map_or("", |it| it.ty.as_str());
            let found = term(&inner, rest);
            format!(
                r#"(SELECT {found} FROM "{target}" {inner} WHERE {inner}.id = {table}."{}")"#,
                first.field
            )
        }
    }
}
