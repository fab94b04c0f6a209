//! Choosing another password.

use leptos::prelude::*;

use crate::{
    api::{self, Error, Mutation, Problem},
    auth::Access,
    document,
    phrases::{Phrase, profile as words, t},
    settled,
    ui::{self, Button, Form, Notice, TextField, Tone, use_toasts},
};

document!(ChangePassword, "src/profile/password.graphql");

/// What is typed. It is never kept anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    current: String,
    new: String,
    again: String,
}

/// Where a problem is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Current,
    New,
    Again,
}

/// Characters. The API may ask for more.
const SHORTEST: usize = 8;

impl ui::Draft for Draft {
    type Field = Field;
    type Checked = Self;

    fn check(&self) -> Result<Self, Vec<(Field, String)>> {
        let rule = |broken: bool, field, sentence: Phrase| broken.then(|| (field, t(sentence)));
        let problems: Vec<_> = [
            rule(self.current.is_empty(), Field::Current, words::CURRENT_MISSING),
            rule(self.new.chars().count() < SHORTEST, Field::New, words::NEW_SHORT),
            rule(self.new != self.again, Field::Again, words::AGAIN_DIFFERS),
        ]
        .into_iter()
        .flatten()
        .collect();
        if problems.is_empty() { Ok(self.clone()) } else { Err(problems) }
    }

    fn is_same(field: Field, one: &Self, other: &Self) -> bool {
        match field {
            Field::Current => one.current == other.current,
            Field::New => one.new == other.new,
            Field::Again => one.again == other.again && one.new == other.new,
        }
    }

    fn field_of(problem: &Problem) -> Option<Field> {
        match problem.field.as_str() {
            "currentPassword" => Some(Field::Current),
            "newPassword" => Some(Field::New),
            _ => None,
        }
    }
}

/// A form of its own: it is sent apart from the profile.
#[component]
pub fn PasswordSection(#[prop(into)] access: Signal<Access>) -> impl IntoView {
    let form = Form::new(Draft::default());
    let change = Mutation::new(send);
    let toasts = use_toasts();
    Effect::new(move |_| form.show_refusal(change.error.get()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !access.get_untracked().is_granted() {
            return;
        }
        let Some(checked) = form.check() else { return };
        change.send(checked, move |()| {
            form.discard();
            toasts.success(t(words::PASSWORD_CHANGED));
        });
    };
    view! {
        <form class="section form" novalidate on:submit=submit>
            <h2>{t(words::PASSWORD)}</h2>
            {move || form.refusal.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })}
            <TextField
                label=t(words::CURRENT_PASSWORD)
                kind="password"
                autocomplete="current-password"
                value=form.bind(|it| &it.current, |it| &mut it.current)
                problem=form.problem(Field::Current)
            />
            <div class="form-pair">
                <TextField
                    label=t(words::NEW_PASSWORD)
                    kind="password"
                    autocomplete="new-password"
                    value=form.bind(|it| &it.new, |it| &mut it.new)
                    problem=form.problem(Field::New)
                    hint=t(words::NEW_HINT)
                />
                <TextField
                    label=t(words::NEW_AGAIN)
                    kind="password"
                    autocomplete="new-password"
                    value=form.bind(|it| &it.again, |it| &mut it.again)
                    problem=form.problem(Field::Again)
                />
            </div>
            <div><Button access pending=change.pending submit=true>{t(words::CHANGE_PASSWORD)}</Button></div>
        </form>
    }
}

async fn send(draft: Draft) -> Result<(), Error> {
    let variables = change_password::Variables { current_password: draft.current, new_password: draft.new };
    let payload = api::send::<ChangePassword>(variables).await?.change_password;
    settled!(payload)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Draft as _;

    fn broken(current: &str, new: &str, again: &str) -> Vec<Field> {
        let draft = Draft { current: current.into(), new: new.into(), again: again.into() };
        draft.check().err().unwrap_or_default().into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn the_new_one_is_long_enough_and_typed_twice() {
        assert_eq!(broken("old", "long enough", "long enough"), []);
        assert_eq!(broken("", "short", "shart"), [Field::Current, Field::New, Field::Again]);
        assert_eq!(broken("old", "üüüüüüüü", "üüüüüüüü"), [], "characters count, not bytes");
        assert_eq!(broken("old", "  eight ", "  eight "), [], "blanks are part of a password");
    }
}
