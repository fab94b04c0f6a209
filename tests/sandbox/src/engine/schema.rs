//! The contract as types of `async-graphql`, which parses and validates requests against it.
//!
//! It does not run them: its executor for types made at run time leaves failed fields out instead of nulling them, says
//! no paths, and asks for one object at a time. [`super::execution`] runs them.

use async_graphql::{
    ServerError,
    dynamic::{
        Enum, Field, FieldFuture, InputObject, InputValue, Interface, InterfaceField, Object, Scalar, Schema,
        SchemaError, TypeRef,
    },
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute},
};

use crate::contract::{self, Contract, Type};

/// Stops requests after validation.
struct ValidateOnly;

impl ExtensionFactory for ValidateOnly {
    fn create(&self) -> std::sync::Arc<dyn Extension> {
        std::sync::Arc::new(Self)
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for ValidateOnly {
    async fn execute(
        &self,
        context: &ExtensionContext<'_>,
        operation: Option<&str>,
        next: NextExecute<'_>,
    ) -> async_graphql::Response {
        if context.data_opt::<Introspect>().is_some() {
            return next.run(context, operation).await;
        }
        async_graphql::Response::default()
    }
}

/// Marks a request that only asks about the schema.
pub struct Introspect;

/// Builds the validator.
pub fn build(contract: &Contract, introspection: bool) -> Result<Schema, SchemaError> {
    let mut builder = Schema::build("RootQuery", Some("RootMutation"), None).extension(ValidateOnly);
    if !introspection {
        builder = builder.disable_introspection().disable_suggestions();
    }
    for name in &contract.scalars {
        builder = builder.register(Scalar::new(name));
    }
    for (name, values) in &contract.enums {
        builder = builder.register(Enum::new(name).items(values));
    }
    for (name, interface) in &contract.interfaces {
        let fields = interface.fields.iter();
        let built = fields.fold(Interface::new(name), |built, it| {
            built.field(InterfaceField::new(&it.name, reference(&it.ty)))
        });
        builder = builder.register(built);
    }
    for (name, input) in &contract.inputs {
        let fields = input.fields.iter();
        let built = fields.fold(InputObject::new(name), |built, it| built.field(value(it)));
        builder = builder.register(built);
    }
    for object in contract.objects.values() {
        builder = builder.register(self::object(object));
    }
    builder.finish()
}

/// Whether an error is about the request as a whole: it was refused before anything ran.
#[must_use]
pub fn is_refusal(error: &ServerError) -> bool {
    error.path.is_empty()
}

fn object(object: &contract::Object) -> Object {
    let mut built = Object::new(&object.name);
    if let Some(about) = &object.about {
        built = built.description(about);
    }
    for interface in &object.implements {
        built = built.implement(interface);
    }
    for field in &object.fields {
        let mut made = Field::new(&field.name, reference(&field.ty), |_| FieldFuture::from_value(None));
        if let Some(about) = &field.about {
            made = made.description(about);
        }
        built = built.field(field.args.iter().fold(made, |made, it| made.argument(value(it))));
    }
    built
}

fn value(argument: &contract::Argument) -> InputValue {
    InputValue::new(&argument.name, reference(&argument.ty))
}

fn reference(ty: &Type) -> TypeRef {
    let name = &ty.name;
    match (ty.list, ty.item_required, ty.required) {
        (false, _, false) => TypeRef::named(name),
        (false, _, true) => TypeRef::named_nn(name),
        (true, false, false) => TypeRef::named_list(name),
        (true, false, true) => TypeRef::named_list_nn(name),
        (true, true, false) => TypeRef::named_nn_list(name),
        (true, true, true) => TypeRef::named_nn_list_nn(name),
    }
}
