//! The fields of a person.

use leptos::prelude::*;

use super::{
    draft::{Draft, Field},
    roles::Role,
};
use crate::{
    phrases::{people as words, t},
    ui::{Choice, ChoiceList, Form, TextField},
};

/// Name, address, telephone number and role.
#[component]
pub fn PersonFields(
    form: Form<Draft>,
    /// The address is asked for only when the person is added.
    #[prop(optional)]
    is_new: bool,
    /// None: the role is not theirs to choose, and is not shown.
    #[prop(optional)]
    roles: Option<Signal<Vec<Choice>>>,
    /// Why the role cannot be chosen.
    #[prop(optional, into)]
    role_locked: Signal<Option<String>>,
) -> impl IntoView {
    let role = form.bind(|it| &it.role, |it| &mut it.role);
    let role_name = form.bind(|it| &it.role_name, |it| &mut it.role_name);
    view! {
        <div class="form-pair">
            <TextField
                label=t(words::NAME)
                value=form.bind(|it| &it.name, |it| &mut it.name)
                problem=form.problem(Field::Name)
            />
            {is_new
                .then(|| {
                    view! {
                        <TextField
                            label=t(words::EMAIL)
                            kind="email"
                            value=form.bind(|it| &it.email, |it| &mut it.email)
                            problem=form.problem(Field::Email)
                        />
                    }
                })}
            <TextField
                label=t(words::PHONE)
                kind="tel"
                value=form.bind(|it| &it.phone, |it| &mut it.phone)
                problem=form.problem(Field::Phone)
                hint=t(words::PHONE_HINT)
                optional=true
            />
        </div>
        {roles
            .map(|options| {
                let choose = move |chosen: String| {
                    let name = options.with_untracked(|all| {
                        all.iter().find(|it| it.value == chosen).map(|it| it.name.clone())
                    });
                    role.set(chosen);
                    role_name.set(name.unwrap_or_default());
                };
                view! {
                    <ChoiceList
                        label=t(words::ROLE)
                        value=Signal::derive(move || role.get())
                        options
                        on_change=choose
                        problem=form.problem(Field::Role)
                        locked=role_locked
                    />
                }
            })}
    }
}

/// The roles somebody may give: none above their own, and always the one the person has.
#[must_use]
pub fn role_choices(roles: &[Role], own_role: &str, present: &str) -> Vec<Choice> {
    let most = roles.iter().find(|it| it.name == own_role).map(|it| it.level);
    let may_give = |it: &&Role| it.id == present || most.is_some_and(|most| it.level <= most);
    let choice =
        |it: &Role| Choice { value: it.id.clone(), name: it.name.clone(), hint: it.description.clone() };
    roles.iter().filter(may_give).map(choice).collect()
}

/// The roles somebody may give to a customer's user. Team members stand above all of them; a customer's own people give
/// none above their own.
#[must_use]
pub fn customer_role_choices(
    roles: &[Role],
    own_role: &str,
    is_team_member: bool,
    present: &str,
) -> Vec<Choice> {
    let highest = roles.first().map(|it| it.name.as_str()).unwrap_or_default();
    role_choices(roles, if is_team_member { highest } else { own_role }, present)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(name: &str, level: i64) -> Role {
        Role { id: name.into(), name: name.into(), description: String::new(), level, permissions: vec![] }
    }

    #[test]
    fn nobody_is_offered_a_role_above_their_own() {
        let roles = [role("Owner", 100), role("Admin", 90), role("Guest", 10)];
        let offered = |own: &str, present: &str| {
            role_choices(&roles, own, present).into_iter().map(|it| it.name).collect::<Vec<_>>()
        };
        assert_eq!(offered("Owner", "Guest"), ["Owner", "Admin", "Guest"]);
        assert_eq!(offered("Admin", "Guest"), ["Admin", "Guest"]);
        assert_eq!(
            offered("Admin", "Owner"),
            ["Owner", "Admin", "Guest"],
            "the present one is shown all the same"
        );
        assert_eq!(offered("Pilot", "Guest"), ["Guest"], "a role nobody has heard of gives nothing");
    }

    #[test]
    fn team_members_give_every_role_to_customer_users() {
        let roles = [role("Admin", 20), role("Member", 10)];
        let offered = |own: &str, is_team_member| {
            let choices = customer_role_choices(&roles, own, is_team_member, "");
            choices.into_iter().map(|it| it.name).collect::<Vec<_>>()
        };
        assert_eq!(offered("Guest", true), ["Admin", "Member"]);
        assert_eq!(offered("Member", false), ["Member"]);
        assert!(offered("Pilot", false).is_empty());
    }
}
