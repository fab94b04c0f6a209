//! `filterQuery`: a condition as nested JSON lists, `["and" | "or", …]` around `[operator, field, value]`.
//!
//! On texts, `in` and the operators for beginnings and ends look for a part of the text in any case; on lists, `in`
//! looks for an item. Two terms that stand side by side without `and` or `or` are alternatives, unless
//! `strictMatchFilterQuery` asks for all of them; the same goes for several values of one term.

use rusqlite::types::Value as Sql;
use serde_json::Value;

use super::{
    super::{
        args::{self, Args},
        condition::Conditions,
    },
    Failure, Request,
};
use crate::{
    contract::{Field, Kind, Object},
    store::tables::{SEPARATOR, fold, plain},
};

/// How deep groups may nest.
const DEEPEST: usize = 16;

/// How many groups, terms and values there may be in all. SQLite nests them, and refuses to nest more than a thousand.
const MOST: usize = 200;

pub(super) fn narrow(
    request: &Request<'_>,
    ty: &Object,
    field: &Field,
    args: &Args,
    conditions: &mut Conditions,
) -> Result<(), Failure> {
    if !field.args.iter().any(|it| it.name == "filterQuery") {
        return Ok(());
    }
    let Some(text) = args::text(args, "filterQuery").filter(|it| !it.trim().is_empty()) else {
        return Ok(());
    };
    let expression: Value = serde_json::from_str(text).map_err(|_| refused("is not JSON"))?;
    if expression.is_null() || expression.as_array().is_some_and(Vec::is_empty) {
        return Ok(());
    }
    let strict = args::flag(args, "strictMatchFilterQuery") == Some(true);
    let mut compiler = Compiler { request, ty, strict, count: 0, values: Vec::new() };
    let sql = compiler.expression(&expression, 0)?;
    conditions.and(sql, compiler.values);
    Ok(())
}

fn refused(why: &str) -> Failure {
    Failure::Refused(format!("`filterQuery` {why}."))
}

struct Compiler<'a> {
    request: &'a Request<'a>,
    ty: &'a Object,
    strict: bool,
    /// How many groups, terms and values there are so far.
    count: usize,
    values: Vec<Sql>,
}

/// A field as SQL has it.
struct Operand {
    sql: String,
    list: bool,
    text: bool,
}

impl Compiler<'_> {
    fn expression(&mut self, expression: &Value, depth: usize) -> Result<String, Failure> {
        let Some(items) = expression.as_array().filter(|_| depth < DEEPEST) else {
            return Err(refused("is not a list, or is nested too deeply"));
        };
        self.count(1)?;
        match items.split_first() {
            Some((Value::String(word), rest)) if word.eq_ignore_ascii_case("and") => {
                self.all(rest, " AND ", depth)
            }
            Some((Value::String(word), rest)) if word.eq_ignore_ascii_case("or") => {
                self.all(rest, " OR ", depth)
            }
            Some((Value::String(operator), rest)) => self.term(operator, rest),
            Some((Value::Array(_), _)) => self.all(items, if self.strict { " AND " } else { " OR " }, depth),
            _ => Err(refused("holds a list that is neither a group nor a term")),
        }
    }

    fn count(&mut self, more: usize) -> Result<(), Failure> {
        self.count += more;
        if self.count > MOST { Err(refused(&format!("has more than {MOST} parts"))) } else { Ok(()) }
    }

    fn all(&mut self, items: &[Value], with: &str, depth: usize) -> Result<String, Failure> {
        let each: Vec<_> = items.iter().map(|it| self.expression(it, depth + 1)).collect::<Result<_, _>>()?;
        // A group of nothing asks for nothing.
        Ok(if each.is_empty() { "TRUE".to_owned() } else { format!("({})", each.join(with)) })
    }

    fn term(&mut self, operator: &str, rest: &[Value]) -> Result<String, Failure> {
        let name =
            rest.first().and_then(Value::as_str).ok_or_else(|| refused("has a term without a field"))?;
        let field = self.operand(name)?;
        let value = rest.get(1).unwrap_or(&Value::Null);
        let (positive, negated) = match operator {
            "equal" | "in" | "startsWith" | "endsWith" => (operator, false),
            "notEqual" => ("equal", true),
            "notIn" => ("in", true),
            "doesNotStartWith" => ("startsWith", true),
            "doesNotEndWith" => ("endsWith", true),
            _ => return Err(refused("has an operator nobody knows")),
        };
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        self.count(values.len())?;
        let each: Vec<_> = values.iter().map(|it| self.compare(positive, &field, it)).collect();
        let with = if self.strict { " AND " } else { " OR " };
        let any = if each.is_empty() { "FALSE".to_owned() } else { format!("({})", each.join(with)) };
        Ok(if negated { format!("NOT ifnull({any}, 0)") } else { format!("ifnull({any}, 0)") })
    }

    /// Only fields of the contract have a name that may stand in SQL.
    fn operand(&self, name: &str) -> Result<Operand, Failure> {
        let field = self.ty.field(name).filter(|it| self.request.contract.kind(&it.ty.name) == Kind::Leaf);
        let field = field.filter(|it| it.name != "id" && !it.name.starts_with("allow"));
        let field = field.ok_or_else(|| refused("names a field that is not there"))?;
        let sql = format!("json_extract(t.doc, '$.{}')", field.name);
        Ok(Operand { sql, list: field.ty.list, text: !matches!(field.ty.name.as_str(), "Boolean" | "Int") })
    }

    fn compare(&mut self, operator: &str, field: &Operand, value: &Value) -> String {
        let sql = &field.sql;
        let folded = fold(value.as_str().unwrap_or(&value.to_string()));
        if field.list {
            let matching = match operator {
                "startsWith" => "substr(folded(e.value), 1, length(?1)) = ?1",
                "endsWith" => "substr(folded(e.value), -length(?1)) = ?1",
                _ => "folded(e.value) = ?1",
            };
            return self
                .bound(&format!("EXISTS (SELECT 1 FROM json_each({sql}) e WHERE {matching})"), folded);
        }
        if value.is_null() {
            return format!("{sql} IS NULL");
        }
        match operator {
            "startsWith" => self.bound(&format!("substr(folded({sql}), 1, length(?1)) = ?1"), folded),
            "endsWith" => self.bound(&format!("substr(folded({sql}), -length(?1)) = ?1"), folded),
            "in" if field.text => self.bound(&format!("instr(folded({sql}), ?1) > 0"), folded),
            _ => {
                self.values.push(plain(value));
                format!("{sql} = ?")
            }
        }
    }

    /// Puts a value wherever `?1` stands.
    fn bound(&mut self, sql: &str, value: String) -> String {
        let value: String = value.chars().filter(|it| *it != SEPARATOR).collect();
        for _ in sql.matches("?1") {
            self.values.push(Sql::Text(value.clone()));
        }
        sql.replace("?1", "?")
    }
}
