//! What is about to be granted. Pure.

use crate::people::{Kind, Object};

/// A permission that can be granted on an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grantable {
    pub id: String,
    pub tag: String,
    pub name: String,
    pub description: String,
    pub kind: Kind,
}

/// A permission that is granted already: its id, and the key of its object.
pub type Held = (String, String);

/// The permission that also opens a customer's saved credentials.
const OPENS_CREDENTIALS: &str = "customer_view";
/// The permission it takes to use a component.
const USES_COMPONENT: &str = "component_view";

/// Those that can be given on a kind of object.
#[must_use]
pub fn offered(all: &[Grantable], kind: Kind) -> Vec<Grantable> {
    all.iter().filter(|it| it.kind == kind).cloned().collect()
}

/// Whether a choice lets the person see saved credentials.
#[must_use]
pub fn opens_credentials(all: &[Grantable], ticked: &[String]) -> bool {
    all.iter().any(|it| it.tag == OPENS_CREDENTIALS && ticked.contains(&it.id))
}

/// The components without which the person could not open an integration.
#[must_use]
pub fn missing(needed: &[Object], all: &[Grantable], held: &[Held]) -> Vec<Object> {
    let opens = |it: &&Grantable| it.kind == Kind::Component;
    let ids: Vec<&str> = all.iter().filter(opens).map(|it| it.id.as_str()).collect();
    let is_held =
        |object: &Object| held.iter().any(|(id, key)| *key == object.key && ids.contains(&id.as_str()));
    needed.iter().filter(|it| !is_held(it)).cloned().collect()
}

/// The grants to ask for, as object and permission: what is ticked on the object and not held, and the use of each of
/// `components`.
#[must_use]
pub fn to_grant(
    object: &Object,
    ticked: &[String],
    components: &[Object],
    all: &[Grantable],
    held: &[Held],
) -> Vec<(String, String)> {
    let is_new = |id: &&String| !held.iter().any(|(held, key)| held == *id && *key == object.key);
    let on_object = ticked.iter().filter(is_new).map(|id| (object.id.clone(), id.clone()));
    let uses = all.iter().find(|it| it.tag == USES_COMPONENT);
    let on_components = components.iter().filter_map(|it| Some((it.id.clone(), uses?.id.clone())));
    on_object.chain(on_components).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grantable(id: &str, tag: &str, kind: Kind) -> Grantable {
        Grantable { id: id.into(), tag: tag.into(), name: tag.into(), description: String::new(), kind }
    }

    fn all() -> Vec<Grantable> {
        vec![
            grantable("1", "integration_view", Kind::Integration),
            grantable("2", "integration_edit", Kind::Integration),
            grantable("3", "component_view", Kind::Component),
            grantable("4", "component_edit", Kind::Component),
            grantable("5", "customer_view", Kind::Customer),
        ]
    }

    fn object(key: &str) -> Object {
        Object { id: format!("id-{key}"), name: key.into(), key: key.into() }
    }

    #[test]
    fn only_permissions_of_the_kind_are_offered() {
        let ids: Vec<_> = offered(&all(), Kind::Component).into_iter().map(|it| it.id).collect();
        assert_eq!(ids, ["3", "4"]);
    }

    #[test]
    fn seeing_a_customer_is_warned_about() {
        assert!(opens_credentials(&all(), &["5".into()]));
        assert!(!opens_credentials(&all(), &["1".into(), "2".into()]));
    }

    #[test]
    fn components_that_are_held_in_any_way_are_not_missing() {
        let needed = [object("codec"), object("core"), object("erp")];
        let held =
            [("3".to_owned(), "codec".to_owned()), ("4".into(), "core".into()), ("1".into(), "erp".into())];
        assert_eq!(missing(&needed, &all(), &held), [object("erp")]);
    }

    #[test]
    fn nothing_is_granted_twice() {
        let held = [("1".to_owned(), "sync".to_owned()), ("2".into(), "other".into())];
        let ticked = ["1".to_owned(), "2".into()];
        let asked = to_grant(&object("sync"), &ticked, &[object("codec")], &all(), &held);
        let pair = |object: &str, id: &str| (object.to_owned(), id.to_owned());
        assert_eq!(asked, [pair("id-sync", "2"), pair("id-codec", "3")]);
    }
}
