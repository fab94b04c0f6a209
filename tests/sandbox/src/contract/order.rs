//! How the name of a sort key says what it sorts by: `CREATED_AT` is `createdAt`, `CUSTOMER` the customer's name.

use super::{
    Argument, Contract, Type,
    filter::{Holds, Step, path},
};

/// Sort keys that are not named after what they sort by.
const RENAMED: [(&str, &str, &[&str]); 6] = [
    (
        "CustomerConfigVariable",
        "COMPONENT_LABEL",
        &["scopedConfigVariable", "connection", "component", "label"],
    ),
    ("ScopedConfigVariable", "COMPONENT_LABEL", &["connection", "component", "label"]),
    ("InstanceFlowConfig", "SORT_ORDER", &["flow", "sortOrder"]),
    ("Instance", "CATEGORY", &["integration", "category"]),
    ("Instance", "VERSION", &["integration", "versionNumber"]),
    ("Integration", "PUBLISHED_AT", &["versionCreatedAt"]),
];

/// The sort keys of a list: those of the order type its `orderBy` takes.
#[must_use]
pub fn keys<'a>(contract: &'a Contract, args: &[Argument]) -> &'a [String] {
    let order = args.iter().find(|it| it.name == "orderBy").and_then(|it| contract.inputs.get(&it.ty.name));
    let field = order.and_then(|it| it.fields.iter().find(|it| it.name == "field"));
    field.and_then(|it| contract.enums.get(&it.ty.name)).map_or(&[], Vec::as_slice)
}

/// The field a sort key of a list of `ty` sorts by.
#[must_use]
pub fn sorted_by(contract: &Contract, ty: &str, key: &str) -> Vec<Step> {
    let moment = key.ends_with("_AT") && !key.contains("__");
    let hidden = if moment { "DateTime" } else { "String" };
    let fallback = Type { name: hidden.into(), list: false, required: false, item_required: false };
    let renamed = RENAMED.iter().find(|(of, name, _)| *of == ty && *name == key);
    let names: Vec<String> = match renamed {
        Some((_, _, names)) => names.iter().map(|it| (*it).to_owned()).collect(),
        None => key.split("__").map(camel).collect(),
    };
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    let steps = path(contract, ty, &names, &fallback);
    if steps.last().is_some_and(|it| it.holds == Holds::Relation) {
        names.push("name");
        return path(contract, ty, &names, &fallback);
    }
    steps
}

fn camel(upper: &str) -> String {
    let mut name = String::new();
    for (index, word) in upper.split('_').enumerate() {
        let lower = word.to_lowercase();
        let (first, rest) = lower.split_at(usize::from(!lower.is_empty()));
        name.push_str(&if index == 0 { first.to_owned() } else { first.to_uppercase() });
        name.push_str(rest);
    }
    name
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn names_of_keys_say_what_they_sort_by() {
        let contract = Contract::load().unwrap();
        let check = |ty: &str, key: &str, expected: &str| {
            let path: Vec<_> =
                sorted_by(&contract, ty, key).iter().map(|it| format!("{}.{}", it.ty, it.field)).collect();
            assert_eq!(path.join(" > "), expected);
        };
        check("Customer", "CREATED_AT", "Customer.createdAt");
        check("User", "CUSTOMER", "User.customer > Customer.name");
        check("User", "ROLE", "User.role > Role.name");
        check("Instance", "VERSION", "Instance.integration > Integration.versionNumber");
        check("Integration", "PUBLISHED_AT", "Integration.versionCreatedAt");
        check("Component", "VERSION_CREATED_AT", "Component.versionCreatedAt");
    }

    #[test]
    fn every_list_knows_its_keys() {
        let contract = Contract::load().unwrap();
        assert_eq!(
            keys(&contract, &contract.field("RootQuery", "customers").unwrap().args),
            ["CREATED_AT", "DESCRIPTION", "NAME", "UPDATED_AT"]
        );
        assert!(keys(&contract, &contract.field("RootQuery", "permissions").unwrap().args).is_empty());
    }
}
