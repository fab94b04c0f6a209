//! The API's contract as data: what `src/api/schema.graphql` says, in tables the rest of the sandbox looks things up in.

pub mod filter;
pub mod order;

use std::collections::BTreeMap;

use graphql_parser::schema::{self, Definition, TypeDefinition};

/// The text the sandbox serves; part of the binary, so that it stands alone.
pub const TEXT: &str = include_str!("../../../../src/api/schema.graphql");

/// The contract does not parse: a mistake in the schema file.
#[derive(Debug)]
pub struct ContractError(String);

impl std::fmt::Display for ContractError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the schema does not parse: {}", self.0)
    }
}

impl std::error::Error for ContractError {}

/// All types by name.
#[derive(Debug, Default)]
pub struct Contract {
    pub objects: BTreeMap<String, Object>,
    pub interfaces: BTreeMap<String, Object>,
    pub inputs: BTreeMap<String, Input>,
    pub enums: BTreeMap<String, Vec<String>>,
    pub scalars: Vec<String>,
}

/// An object or interface type.
#[derive(Debug)]
pub struct Object {
    pub name: String,
    pub about: Option<String>,
    pub implements: Vec<String>,
    pub fields: Vec<Field>,
}

/// A field of an object type.
#[derive(Debug)]
pub struct Field {
    pub name: String,
    pub about: Option<String>,
    pub ty: Type,
    pub args: Vec<Argument>,
}

/// An input type.
#[derive(Debug)]
pub struct Input {
    pub name: String,
    pub about: Option<String>,
    pub fields: Vec<Argument>,
}

/// An argument of a field, or a field of an input type.
#[derive(Clone, Debug)]
pub struct Argument {
    pub name: String,
    pub ty: Type,
}

/// A type as it is written at a field: `[Label]!` is a required list of optional labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Type {
    pub name: String,
    pub list: bool,
    pub required: bool,
    pub item_required: bool,
}

/// What a field leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A value with nothing below it, enums included.
    Leaf,
    /// Another stored object.
    Node,
    /// A page of stored objects.
    Connection,
    /// An object that exists only inside an answer: payloads, edges, `PageInfo`.
    Part,
}

impl Contract {
    /// Reads the schema that is part of the binary.
    pub fn load() -> Result<Self, ContractError> {
        Self::parse(TEXT)
    }

    fn parse(text: &str) -> Result<Self, ContractError> {
        let document =
            schema::parse_schema::<String>(text).map_err(|error| ContractError(error.to_string()))?;
        let mut contract = Self::default();
        for definition in document.definitions {
            let Definition::TypeDefinition(definition) = definition else {
                continue;
            };
            match definition {
                TypeDefinition::Scalar(it) => contract.scalars.push(it.name),
                TypeDefinition::Enum(it) => {
                    contract.enums.insert(it.name, it.values.into_iter().map(|value| value.name).collect());
                }
                TypeDefinition::InputObject(it) => {
                    let input =
                        Input { fields: arguments(it.fields), name: it.name.clone(), about: it.description };
                    contract.inputs.insert(it.name, input);
                }
                TypeDefinition::Interface(it) => {
                    let object = Object {
                        name: it.name.clone(),
                        about: it.description,
                        implements: Vec::new(),
                        fields: fields(it.fields),
                    };
                    contract.interfaces.insert(it.name, object);
                }
                TypeDefinition::Object(it) => {
                    let object = Object {
                        name: it.name.clone(),
                        about: it.description,
                        implements: it.implements_interfaces,
                        fields: fields(it.fields),
                    };
                    contract.objects.insert(it.name, object);
                }
                TypeDefinition::Union(it) => {
                    return Err(ContractError(format!("`{}` is a union; the API has none", it.name)));
                }
            }
        }
        Ok(contract)
    }

    /// The types that are stored: those with a global id.
    pub fn nodes(&self) -> impl Iterator<Item = &Object> {
        self.objects.values().filter(|it| it.is_node())
    }

    /// What stands behind a type's name.
    #[must_use]
    pub fn kind(&self, name: &str) -> Kind {
        match self.objects.get(name) {
            None => Kind::Leaf,
            Some(object) if object.is_node() => Kind::Node,
            Some(_) if self.connection(name).is_some() => Kind::Connection,
            Some(_) => Kind::Part,
        }
    }

    /// The type a connection pages through; none if the name is no connection's.
    #[must_use]
    pub fn connection(&self, name: &str) -> Option<&Object> {
        let nodes = self.objects.get(name).filter(|_| name.ends_with("Connection"))?.field("nodes")?;
        self.objects.get(&nodes.ty.name)
    }

    /// A field of a stored type.
    #[must_use]
    pub fn field(&self, ty: &str, field: &str) -> Option<&Field> {
        self.objects.get(ty)?.field(field)
    }

    /// All fields that page through a stored type, with that type.
    pub fn lists(&self) -> impl Iterator<Item = (&Field, &Object)> {
        let fields = self.objects.values().flat_map(|it| &it.fields);
        fields.filter_map(|field| Some((field, self.connection(&field.ty.name)?)))
    }
}

impl Object {
    /// Whether objects of this type are stored.
    #[must_use]
    pub fn is_node(&self) -> bool {
        self.implements.iter().any(|it| it == "Node")
    }

    /// The field of that name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|it| it.name == name)
    }
}

fn fields(fields: Vec<schema::Field<'_, String>>) -> Vec<Field> {
    fields
        .into_iter()
        .map(|it| Field {
            ty: written(&it.field_type),
            name: it.name,
            about: it.description,
            args: arguments(it.arguments),
        })
        .collect()
}

fn arguments(values: Vec<schema::InputValue<'_, String>>) -> Vec<Argument> {
    values.into_iter().map(|it| Argument { ty: written(&it.value_type), name: it.name }).collect()
}

fn written(ty: &schema::Type<'_, String>) -> Type {
    match ty {
        schema::Type::NamedType(name) => {
            Type { name: name.clone(), list: false, required: false, item_required: false }
        }
        schema::Type::NonNullType(inner) => Type { required: true, ..written(inner) },
        schema::Type::ListType(inner) => {
            let item = written(inner);
            Type { list: true, required: false, item_required: item.required, name: item.name }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn the_schema_reads_as_tables() {
        let contract = Contract::load().unwrap();
        assert_eq!(contract.kind("Customer"), Kind::Node);
        assert_eq!(contract.kind("CustomerConnection"), Kind::Connection);
        assert_eq!(contract.kind("PageInfo"), Kind::Part);
        assert_eq!(contract.kind("DateTime"), Kind::Leaf);
        assert_eq!(contract.connection("UserConnection").unwrap().name, "User");
        let labels = &contract.field("Customer", "labels").unwrap().ty;
        assert_eq!(*labels, Type { name: "String".into(), list: true, required: false, item_required: true });
    }

    #[test]
    fn a_broken_schema_is_an_error() {
        assert!(Contract::parse("type {").is_err());
        assert!(Contract::parse("union Pet = Cat | Dog").is_err());
    }
}
