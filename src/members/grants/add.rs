//! Granting permissions on one object, in three steps: its kind, the object, what is allowed.

use leptos::{prelude::*, task::spawn_local};

use super::{
    administer,
    choice::{self, Grantable, Held},
    objects,
};
use crate::{
    api::{self, Error, Mutation, One},
    auth::Access,
    document,
    people::{Grant, Kind, Object, granted},
    phrases::{common, fill, members as words, people, t},
    ui::{
        Button, Choice, ChoiceList, Combobox, Dialog, Failure, Look, Notice, PlainButton, Suggestion, Tone,
        use_toasts, when_closed,
    },
};

document!(GrantablePermissions, "src/members/grants/permissions.graphql");

/// What is chosen so far.
#[derive(Clone, Copy)]
struct Chosen {
    kind: RwSignal<Option<Kind>>,
    object: RwSignal<Option<Object>>,
    ticked: RwSignal<Vec<String>>,
    with_components: RwSignal<bool>,
    /// The components that an integration needs besides itself.
    needed: One<Vec<Object>>,
    permissions: One<Vec<Grantable>>,
    /// None until it is known.
    held: RwSignal<Option<Vec<Held>>>,
}

impl Chosen {
    fn all(self) -> Vec<Grantable> {
        match self.permissions.answer.get() {
            Some(Ok(all)) => all,
            Some(Err(_)) | None => Vec::new(),
        }
    }

    fn held(self) -> Vec<Held> {
        self.held.get().unwrap_or_default()
    }

    /// The components the person does not see, as soon as all is known that it follows from.
    fn missing(self) -> Vec<Object> {
        match (self.needed.answer.get(), self.permissions.answer.get(), self.held.get()) {
            (Some(Ok(needed)), Some(Ok(all)), Some(held)) => choice::missing(&needed, &all, &held),
            _ => Vec::new(),
        }
    }

    fn to_grant(self) -> Vec<(String, String)> {
        let Some(object) = self.object.get() else { return Vec::new() };
        let components = if self.with_components.get() { self.missing() } else { Vec::new() };
        choice::to_grant(&object, &self.ticked.get(), &components, &self.all(), &self.held())
    }

    fn clear(self) {
        self.kind.set(None);
        self.forget_object();
    }

    fn forget_object(self) {
        self.object.set(None);
        self.ticked.set(Vec::new());
        self.with_components.set(true);
    }
}

/// The dialog. `held` is what the person has already.
#[component]
pub fn AddGrantDialog(
    open: RwSignal<bool>,
    user: String,
    name: String,
    held: Signal<Vec<Grant>>,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let (kind, object) = (RwSignal::new(None), RwSignal::new(None::<Object>));
    let integration = move || object.get().filter(|_| kind.get() == Some(Kind::Integration)).map(|it| it.id);
    let chosen = Chosen {
        kind,
        object,
        ticked: RwSignal::new(Vec::new()),
        with_components: RwSignal::new(true),
        needed: One::new(integration, needed_by),
        permissions: One::new(|| (), |()| fetch()),
        held: RwSignal::new(None),
    };
    // Grants name a version; what they are about is told apart by what all versions share.
    Effect::new(move |_| {
        let given = held.get();
        if open.get() {
            spawn_local(async move {
                let keys = futures_util::future::join_all(given.into_iter().map(key_of)).await;
                let _ = chosen.held.try_set(Some(keys.into_iter().flatten().collect()));
            });
        }
    });
    let grant = Mutation::new(give);
    when_closed(open, move || {
        chosen.clear();
        grant.clear();
    });
    let toasts = use_toasts();
    // Some of them may be done.
    Effect::new(move |_| {
        if grant.error.get().is_some() {
            on_done.run(());
        }
    });
    let told = name.clone();
    let submit = move |()| {
        let wanted = untrack(|| chosen.to_grant());
        if wanted.is_empty() {
            return;
        }
        let told = told.clone();
        grant.send((user.clone(), wanted), move |count: usize| {
            open.set(false);
            toasts.success(fill(words::GRANTED, &[("count", &count.to_string()), ("name", &told)]));
            on_done.run(());
        });
    };
    let back = move |()| {
        if chosen.object.get_untracked().is_some() { chosen.forget_object() } else { chosen.kind.set(None) }
    };
    let foot = move || {
        let steps = move || {
            chosen.kind.get().map(|_| {
                view! {
                    <PlainButton look=Look::Quiet on_click=back>{t(words::BACK)}</PlainButton>
                }
            })
        };
        let go = move || {
            let count = chosen.to_grant().len();
            (count > 0).then(|| {
                let words = fill(words::GRANT_COUNT, &[("count", &count.to_string())]);
                view! {
                    <Button look=Look::Primary access=Access::Granted pending=grant.pending submit=true>{words}</Button>
                }
            })
        };
        view! {
            {steps}
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            {go}
        }
    };
    let title = {
        let name = name.clone();
        Signal::derive(move || match (chosen.kind.get(), chosen.object.with(Option::is_some)) {
            (None, _) => t(words::CHOOSE_KIND),
            (Some(kind), false) => fill(words::CHOOSE_OBJECT, &[("kind", &kind.name())]),
            (Some(_), true) => fill(words::CHOOSE_PERMISSIONS, &[("name", &name)]),
        })
    };
    let dirty = Signal::derive(move || chosen.ticked.with(|it| !it.is_empty()));
    let name = StoredValue::new(name);
    view! {
        <Dialog open title dirty pending=grant.pending on_submit=submit foot>
            {move || grant.error.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })}
            {move || match (chosen.kind.get(), chosen.object.get()) {
                (None, _) => view! { <KindStep chosen /> }.into_any(),
                (Some(kind), None) => view! { <ObjectStep chosen kind /> }.into_any(),
                (Some(kind), Some(object)) => {
                    view! { <PermissionStep chosen kind object name=name.get_value() /> }.into_any()
                }
            }}
        </Dialog>
    }
}

#[component]
fn KindStep(chosen: Chosen) -> impl IntoView {
    let option = |kind: Kind| Choice {
        value: kind.type_name().into(),
        name: kind.name(),
        hint: t(match kind {
            Kind::Integration => words::INTEGRATION_HINT,
            Kind::Component => words::COMPONENT_HINT,
            Kind::Customer => words::CUSTOMER_HINT,
        }),
    };
    view! {
        <ChoiceList
            label=t(words::TYPE)
            value=Signal::derive(String::new)
            options=Signal::stored(Kind::ALL.into_iter().map(option).collect::<Vec<_>>())
            on_change=move |it: String| chosen.kind.set(Kind::from_type(&it))
        />
    }
}

#[component]
fn ObjectStep(chosen: Chosen, kind: Kind) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let found = One::new(move || typed.get(), move |text| objects::search(kind, text));
    let objects = Memo::new(move |before: Option<&(Vec<Object>, u32)>| match found.answer.get() {
        Some(Ok(found)) => found,
        Some(Err(_)) => (Vec::new(), 0),
        // What was found before stays until the answer is there.
        None => before.cloned().unwrap_or_default(),
    });
    let failure =
        Memo::new(move |_| found.answer.with(|it| it.as_ref().and_then(|it| it.as_ref().err().cloned())));
    let value = RwSignal::new(None::<Suggestion>);
    Effect::new(move |_| {
        let Some(it) = value.get() else { return };
        let object = objects.with_untracked(|(all, _)| all.iter().find(|one| one.id == it.id).cloned());
        if let Some(object) = object {
            chosen.object.set(Some(object));
        }
    });
    view! {
        <Combobox
            label=fill(words::FIND_OBJECT, &[("kind", &kind.name())])
            value
            suggestions=Signal::derive(move || {
                objects.with(|(all, _)| all.iter().cloned().map(Suggestion::from).collect())
            })
            total=Signal::derive(move || objects.with(|(_, total)| Some(*total)))
            on_search=move |it| typed.set(it)
        />
        {move || failure.get().map(|error| view! { <Failure error on_retry=move |()| found.reload() /> })}
    }
}

#[component]
fn PermissionStep(chosen: Chosen, kind: Kind, object: Object, name: String) -> impl IntoView {
    let key = StoredValue::new(object.key.clone());
    let choices = move || choice::offered(&chosen.all(), kind);
    let row = move |it: Grantable| {
        let id = StoredValue::new(it.id);
        let is_held = Memo::new(move |_| {
            chosen
                .held()
                .iter()
                .any(|(held, on)| id.with_value(|id| id == held) && key.with_value(|key| key == on))
        });
        let is_ticked = move || is_held.get() || chosen.ticked.with(|all| all.contains(&id.get_value()));
        let tick = move |event| {
            let ticked = event_target_checked(&event);
            chosen.ticked.update(|all| {
                all.retain(|it| *it != id.get_value());
                if ticked {
                    all.push(id.get_value());
                }
            });
        };
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=is_ticked disabled=is_held on:change=tick />
                <span>{it.name}</span>
                <span class="check-hint">
                    {it.description}
                    {move || is_held.get().then(|| format!(" {}", t(words::ALREADY_GRANTED)))}
                </span>
            </label>
        }
    };
    let warns = Memo::new(move |_| choice::opens_credentials(&chosen.all(), &chosen.ticked.get()));
    let names = move || chosen.missing().into_iter().map(|it| it.name).collect::<Vec<_>>().join(", ");
    let unknown = Memo::new(move |_| chosen.needed.answer.get().and_then(Result::err));
    let person = name;
    view! {
        <Notice>
            <p class="notice-title"><bdi>{object.name}</bdi></p>
            <p class="field-hint">{kind.name()}</p>
            <PlainButton on_click=move |()| chosen.forget_object()>{t(words::CHANGE)}</PlainButton>
        </Notice>
        {move || match chosen.permissions.answer.get() {
            Some(Err(error)) => {
                view! { <Failure error on_retry=move |()| chosen.permissions.reload() /> }.into_any()
            }
            Some(Ok(_)) | None => {
                view! {
                    <fieldset class="section">
                        <legend class="visually-hidden">{t(people::PERMISSIONS)}</legend>
                        {choices().into_iter().map(row).collect_view()}
                    </fieldset>
                }
                    .into_any()
            }
        }}
        {move || warns.get().then(|| view! { <Notice tone=Tone::Warn><p>{t(words::CREDENTIALS_WARNING)}</p></Notice> })}
        {move || unknown.get().map(|error| view! { <Failure error on_retry=move |()| chosen.needed.reload() /> })}
        {move || {
            let missing = names();
            (!missing.is_empty())
                .then(|| {
                    let text = fill(words::MISSING_COMPONENTS, &[("name", &person), ("components", &missing)]);
                    view! {
                        <Notice tone=Tone::Warn><p>{text}</p></Notice>
                        <label class="check">
                            <input
                                type="checkbox"
                                prop:checked=move || chosen.with_components.get()
                                on:change=move |event| chosen.with_components.set(event_target_checked(&event))
                            />
                            <span>{t(words::GRANT_COMPONENTS)}</span>
                        </label>
                    }
                })
        }}
    }
}

async fn needed_by(integration: Option<String>) -> Result<Vec<Object>, Error> {
    match integration {
        Some(id) => objects::needed_components(id).await,
        None => Ok(Vec::new()),
    }
}

async fn key_of(grant: Grant) -> Option<Held> {
    let kind = Kind::from_type(&grant.permission.obj_type.name)?;
    let object = granted(kind, grant.obj).await.ok().flatten()?;
    Some((grant.permission.id, object.key))
}

async fn give((user, wanted): (String, Vec<(String, String)>)) -> Result<usize, Error> {
    let count = wanted.len();
    for (object, permission) in wanted {
        administer(user.clone(), object, permission, true).await?;
    }
    Ok(count)
}

async fn fetch() -> Result<Vec<Grantable>, Error> {
    let found = api::send::<GrantablePermissions>(grantable_permissions::Variables {}).await?.permissions;
    let grantable = |it: grantable_permissions::GrantablePermissionsPermissionsNodes| {
        let kind = Kind::from_type(&it.obj_type.name)?;
        Some(Grantable { id: it.id, tag: it.tag, name: it.name, description: it.description, kind })
    };
    Ok(found.nodes.into_iter().flatten().filter_map(grantable).collect())
}
