//! Arguments as JSON: variables put in, what was left out still left out.

use async_graphql::{
    Name, Positioned, ServerError, Value as Const, Variables,
    parser::types::{BaseType, Field, OperationDefinition},
};
use async_graphql_value::Value as Written;
use serde_json::{Map, Value};

use crate::contract::{self, Contract, Type};

/// The arguments of a field. Absent means left out; null means null.
pub type Args = Map<String, Value>;

/// The values of an operation's variables, defaults included. A required one that is missing is an error.
pub fn variables(operation: &OperationDefinition, given: &Variables) -> Result<Variables, ServerError> {
    let mut values = Variables::default();
    for definition in &operation.variable_definitions {
        let name = &definition.node.name.node;
        let default = definition.node.default_value.as_ref().map(|it| it.node.clone());
        let value = given.get(name).cloned().or(default);
        let required = !definition.node.var_type.node.nullable;
        if required && matches!(value, None | Some(Const::Null)) {
            let message =
                format!("Variable \"${name}\" of type \"{}\" is required.", definition.node.var_type.node);
            return Err(ServerError::new(message, Some(definition.pos)));
        }
        if let Some(value) = value {
            let listed = matches!(definition.node.var_type.node.base, BaseType::List(_));
            let single = listed && !matches!(value, Const::List(_) | Const::Null);
            values.insert(name.clone(), if single { Const::List(vec![value]) } else { value });
        }
    }
    Ok(values)
}

/// The arguments of a field with their variables' values.
#[must_use]
pub fn of(field: &Field, variables: &Variables) -> Args {
    let given = field.arguments.iter();
    given.filter_map(|(name, value)| Some((name.node.to_string(), json(value, variables)?))).collect()
}

/// The input object of a mutation, in the shapes that the contract says: where it has a list, one value stands for a list
/// of it.
#[must_use]
pub fn input(contract: &Contract, field: &contract::Field, args: &Args) -> Args {
    let ty = field.args.iter().find(|it| it.name == "input").map(|it| it.ty.name.as_str());
    let given = args.get("input").and_then(Value::as_object).cloned().unwrap_or_default();
    ty.map_or_else(Args::new, |ty| shaped(contract, ty, given))
}

fn shaped(contract: &Contract, ty: &str, given: Args) -> Args {
    let known = contract.inputs.get(ty).map_or(&[][..], |it| &it.fields);
    let of = |name: &str| known.iter().find(|it| it.name == name).map(|it| &it.ty);
    let each = given.into_iter().map(|(name, value)| {
        let value = match (of(&name), value) {
            (None, it) | (_, it @ Value::Null) => it,
            (Some(ty), Value::Array(items)) => items.into_iter().map(|it| item(contract, ty, it)).collect(),
            (Some(ty), it) if ty.list => Value::Array(vec![item(contract, ty, it)]),
            (Some(ty), it) => item(contract, ty, it),
        };
        (name, value)
    });
    each.collect()
}

fn item(contract: &Contract, ty: &Type, value: Value) -> Value {
    if let Value::Object(fields) = value { shaped(contract, &ty.name, fields).into() } else { value }
}

/// Whether `@skip` and `@include` leave a selection in.
#[must_use]
pub fn included(
    directives: &[Positioned<async_graphql::parser::types::Directive>],
    variables: &Variables,
) -> bool {
    directives.iter().all(|it| {
        let condition = it.node.get_argument("if").and_then(|it| plain(&it.node, variables));
        let holds = matches!(condition, Some(Value::Bool(true)));
        match it.node.name.node.as_str() {
            "skip" => !holds,
            "include" => holds,
            _ => true,
        }
    })
}

fn json(value: &Positioned<Written>, variables: &Variables) -> Option<Value> {
    plain(&value.node, variables)
}

fn plain(value: &Written, variables: &Variables) -> Option<Value> {
    Some(match value {
        Written::Variable(name) => variables.get(name)?.clone().into_json().ok()?,
        Written::Null | Written::Binary(_) => Value::Null,
        Written::Number(it) => Value::Number(it.clone()),
        Written::String(it) => Value::String(it.clone()),
        Written::Boolean(it) => Value::Bool(*it),
        Written::Enum(it) => Value::String(it.to_string()),
        Written::List(items) => {
            Value::Array(items.iter().map(|it| plain(it, variables).unwrap_or(Value::Null)).collect())
        }
        Written::Object(fields) => {
            let pair = |(name, value): (&Name, &Written)| Some((name.to_string(), plain(value, variables)?));
            Value::Object(fields.iter().filter_map(pair).collect())
        }
    })
}

/// A text argument; none when left out or null.
#[must_use]
pub fn text<'a>(args: &'a Args, name: &str) -> Option<&'a str> {
    args.get(name).and_then(Value::as_str)
}

/// A boolean argument; none when left out or null.
#[must_use]
pub fn flag(args: &Args, name: &str) -> Option<bool> {
    args.get(name).and_then(Value::as_bool)
}
