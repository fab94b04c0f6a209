//! How the name of a list's argument says what it filters: `customer_ExternalId` is the external ID of the customer,
//! `name_Icontains` a part of the name in any case.

use super::{Argument, Contract, Kind, Type};

/// Arguments that shape the page rather than choose its rows.
const PAGING: [&str; 7] = ["after", "before", "first", "last", "offset", "orderBy", "sortBy"];

/// Arguments whose meaning is more than a comparison; the lists that have them give it.
const BY_HAND: [&str; 8] = [
    "activated",
    "allVersions",
    "filterQuery",
    "includeActiveIntegrations",
    "includeMarketplaceUsers",
    "marketplace",
    "severity",
    "strictMatchFilterQuery",
];

/// How a column is compared with an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    Exact,
    /// A part of the text in any case; for lists, of an item.
    Icontains,
    Istartswith,
    Iexact,
    /// An item of a list.
    Contains,
    In,
    Isnull,
    Gt,
    Gte,
    Lt,
    Lte,
}

impl Lookup {
    fn suffix(text: &str) -> Option<Self> {
        Some(match text {
            "Icontains" | "Fulltext" => Self::Icontains,
            "Istartswith" => Self::Istartswith,
            "Iexact" => Self::Iexact,
            "Contains" => Self::Contains,
            "In" => Self::In,
            "Isnull" => Self::Isnull,
            "Gt" => Self::Gt,
            "Gte" => Self::Gte,
            "Lt" => Self::Lt,
            "Lte" => Self::Lte,
            _ => return None,
        })
    }

    /// Whether capitals make no difference.
    #[must_use]
    pub const fn folds(self) -> bool {
        matches!(self, Self::Icontains | Self::Istartswith | Self::Iexact)
    }
}

/// What a stored field holds, as far as comparing and sorting it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Text,
    Enum,
    Bool,
    Number,
    Time,
    List,
    /// The UUID of another object.
    Relation,
}

impl Holds {
    /// What a field of this type holds.
    #[must_use]
    pub fn of(contract: &Contract, ty: &Type) -> Self {
        if ty.list {
            return Self::List;
        }
        match ty.name.as_str() {
            "Boolean" => Self::Bool,
            "Int" | "Float" | "BigInt" => Self::Number,
            "DateTime" => Self::Time,
            name if contract.enums.contains_key(name) => Self::Enum,
            name if contract.kind(name) == Kind::Node => Self::Relation,
            _ => Self::Text,
        }
    }
}

/// One step along a path of fields: a field of a stored type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub ty: String,
    pub field: String,
    pub holds: Holds,
    /// The type a relation leads to.
    pub target: Option<String>,
}

/// What an argument of a list means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    Paging,
    ByHand,
    /// All steps but the last lead to another object.
    Filter(Vec<Step>, Lookup),
}

impl Meaning {
    /// Reads an argument of a list of `ty`.
    #[must_use]
    pub fn of(contract: &Contract, ty: &str, argument: &Argument) -> Self {
        if PAGING.contains(&argument.name.as_str()) {
            return Self::Paging;
        }
        if BY_HAND.contains(&argument.name.as_str()) {
            return Self::ByHand;
        }
        let mut names: Vec<&str> = argument.name.split('_').collect();
        // The API leaves out the first step of this path.
        if ty == "CustomerConfigVariable" && names.first() == Some(&"connection") {
            names.insert(0, "scopedConfigVariable");
        }
        let lookup = names.last().and_then(|it| Lookup::suffix(it)).filter(|_| names.len() > 1);
        if lookup.is_some() {
            names.pop();
        }
        let lookup = lookup.unwrap_or(Lookup::Exact);
        Self::Filter(path(contract, ty, &names, &argument.ty), lookup)
    }
}

/// Follows field names from a type. A name the type has no field for is a stored field the API does not show; what it
/// holds is then told by `fallback`.
pub(super) fn path(contract: &Contract, ty: &str, names: &[&str], fallback: &Type) -> Vec<Step> {
    let mut ty = ty.to_owned();
    let mut steps = Vec::new();
    for name in names {
        let field = lower_first(name);
        let known = contract.field(&ty, &field);
        let holds = Holds::of(contract, known.map_or(fallback, |it| &it.ty));
        let target = known.filter(|_| holds == Holds::Relation).map(|it| it.ty.name.clone());
        let next = target.clone().unwrap_or_default();
        steps.push(Step { ty: std::mem::replace(&mut ty, next), field, holds, target });
    }
    steps
}

fn lower_first(name: &str) -> String {
    let mut rest = name.chars();
    rest.next().map_or_else(String::new, |first| first.to_lowercase().chain(rest).collect())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn check(list: &str, argument: &str, expected: &str) {
        let contract = Contract::load().unwrap();
        let field = contract.field("RootQuery", list).unwrap();
        let ty = &contract.connection(&field.ty.name).unwrap().name;
        let argument = field.args.iter().find(|it| it.name == argument).unwrap();
        let told = match Meaning::of(&contract, ty, argument) {
            Meaning::Paging => "paging".into(),
            Meaning::ByHand => "by hand".into(),
            Meaning::Filter(path, lookup) => {
                let path: Vec<_> =
                    path.iter().map(|it| format!("{}.{}:{:?}", it.ty, it.field, it.holds)).collect();
                format!("{} {lookup:?}", path.join(" > "))
            }
        };
        assert_eq!(told, expected);
    }

    #[test]
    fn names_of_arguments_say_what_they_filter() {
        check("customers", "first", "paging");
        check("customers", "name", "Customer.name:Text Exact");
        check("customers", "name_Icontains", "Customer.name:Text Icontains");
        check("customers", "createdAt_Gte", "Customer.createdAt:Time Gte");
        check("customers", "labels_Contains", "Customer.labels:List Contains");
        check("customers", "isSystem", "Customer.isSystem:Bool Exact");
        check("users", "customer_Isnull", "User.customer:Relation Isnull");
        check(
            "instances",
            "customer_ExternalId",
            "Instance.customer:Relation > Customer.externalId:Text Exact",
        );
        check(
            "customerConfigVariables",
            "connection_Component_Label_Icontains",
            "CustomerConfigVariable.scopedConfigVariable:Relation > ScopedConfigVariable.connection:Relation > \
             Connection.component:Relation > Component.label:Text Icontains",
        );
        check("instances", "instanceType", "Instance.instanceType:Enum Exact");
        check("integrations", "marketplaceConfiguration_In", "Integration.marketplaceConfiguration:Enum In");
        check("integrations", "allVersions", "by hand");
    }
}
