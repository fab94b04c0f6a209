//! What can be pressed, typed in and chosen.

use leptos::prelude::*;

use super::cell;
use crate::{
    auth::{Access, Denial},
    routes::Route,
    ui::{
        Button, Check, Choice, ChoiceList, CodeArea, Combobox, FilterBar, FilterChip, IconButton,
        LabelsField, LinkButton, Look, QueryField, SearchField, Segmented, Select, Suggestion, Switch,
        TextArea, TextButton, TextField,
    },
};

pub fn buttons() -> AnyView {
    let looks = [
        ("primary", Look::Primary),
        ("default", Look::Default),
        ("quiet", Look::Quiet),
        ("danger", Look::Danger),
        ("danger-quiet", Look::DangerQuiet),
    ];
    let row = |(name, look)| {
        let denied = Access::Denied(Denial::Role);
        view! {
            <div class="kit-row">
                {cell(name, view! { <Button look access=Access::Granted>"Save"</Button> }.into_any())}
                {cell("with icon", view! { <Button look icon="plus" access=Access::Granted>"Save"</Button> }.into_any())}
                {cell("pending", view! { <Button look access=Access::Granted pending=true>"Save"</Button> }.into_any())}
                {cell("denied", view! { <Button look access=denied>"Save"</Button> }.into_any())}
            </div>
        }
    };
    let starred = RwSignal::new(true);
    let star = move |()| starred.update(|it| *it = !*it);
    view! {
        {looks.map(row).collect_view()}
        <div class="kit-row">
            {cell("link", view! { <LinkButton to=Route::Kit>"Open"</LinkButton> }.into_any())}
            {cell("text", view! { <TextButton on_click=|()| ()>"Clear filters"</TextButton> }.into_any())}
            {cell("icon", view! { <IconButton icon="refresh" label="Refresh" on_click=|()| ()/> }.into_any())}
            {cell(
                "pressed",
                view! { <IconButton icon="star" label="Star" pressed=Signal::from(starred) on_click=star /> }.into_any(),
            )}
        </div>
    }
    .into_any()
}

pub fn fields() -> AnyView {
    let text = |it: &str| RwSignal::new(it.to_owned());
    let problem = Signal::stored(Some("Customer with this Name already exists.".to_owned()));
    let labels = RwSignal::new(vec!["enterprise".to_owned(), "production".to_owned()]);
    let known = Signal::stored(["paid", "trial", "production"].map(str::to_owned).to_vec());
    let found = Signal::stored(
        ["Eastern Spaceflight", "Far East Propulsion", "شركة الأفق للفضاء"]
            .map(|it| Suggestion { id: it.to_owned(), name: it.to_owned() })
            .to_vec(),
    );
    view! {
        <div class="kit-grid">
            <TextField label="Rest" value=text("FTL Rockets") hint="Shown to everyone in the organization." />
            <TextField label="Placeholder" value=text("") placeholder="abc-123" optional=true />
            <TextField label="Problem" value=text("FTL Rockets") problem />
            <TextField label="Mono" value=text("ftl-0007") mono=true />
            <TextArea label="Long text" value=text("One line\nand another") optional=true />
            <TextArea label="Long text, problem" value=text("") problem />
            <CodeArea label="Code" value=text("name: Relay\nflows: many\n") marked=Signal::stored(vec![2]) />
            <LabelsField label="Labels" value=labels suggestions=known hint="Enter or comma adds one." />
            <LabelsField label="Labels, problem" value=labels problem />
            <Combobox
                label="Combobox"
                value=RwSignal::new(None)
                suggestions=found
                total=Signal::stored(Some(128))
                on_search=|_| ()
            />
            <Combobox
                label="Combobox, chosen"
                value=RwSignal::new(Some(Suggestion { id: "1".to_owned(), name: "Eastern Spaceflight".to_owned() }))
                suggestions=found
                on_search=|_| ()
                hint="Type to choose another one."
            />
            <Combobox
                label="Combobox, problem"
                value=RwSignal::new(None)
                suggestions=found
                on_search=|_| ()
                problem=Signal::stored(Some("Choose a customer.".to_owned()))
            />
            <Combobox
                label="Combobox, nothing found"
                value=RwSignal::new(None)
                suggestions=Vec::new()
                on_search=|_| ()
            />
            <div class="field">
                <span class="field-label">"Search"</span>
                <SearchField label="Search customers" value=no_search() on_search=|_| () />
            </div>
        </div>
    }
    .into_any()
}

pub fn choices() -> AnyView {
    let (checked, on, state) = (RwSignal::new(true), RwSignal::new(true), RwSignal::new("all".to_owned()));
    let options =
        || [("all", "All"), ("activated", "Activated")].map(|(key, it)| (key.into(), it.into())).to_vec();
    view! {
        <div class="kit-grid">
            <Check label="Check" value=checked hint="With a hint under it." />
            <Check label="Off" value=RwSignal::new(false) />
            <Switch label="Switch" value=on on_change=move |it| on.set(it) />
            <Select label="Select" value=state options=options() on_change=move |it| state.set(it) />
            <Select
                label="Select, problem"
                value=state
                options=options()
                on_change=move |it| state.set(it)
                problem=Signal::stored(Some("Choose one.".to_owned()))
            />
            <div><Segmented label="Segmented" value=state options=options() on_change=move |it| state.set(it) /></div>
            {list("Choice list", None, None)}
            {list("Choice list, problem", Some("Choose a role."), None)}
            {list("Choice list, locked", None, Some("An owner cannot give up being one."))}
        </div>
    }
    .into_any()
}

fn list(label: &'static str, problem: Option<&'static str>, locked: Option<&'static str>) -> AnyView {
    let role = RwSignal::new(if problem.is_some() { String::new() } else { "admin".to_owned() });
    let options = [
        ("owner", "Owner", "Everything, billing included."),
        ("admin", "Admin", "Everything but billing."),
        ("guest", "Guest", "Looks, and changes nothing."),
    ]
    .map(|(value, name, hint)| Choice {
        value: value.to_owned(),
        name: name.to_owned(),
        hint: hint.to_owned(),
    });
    view! {
        <ChoiceList
            label
            value=role
            options=Signal::stored(options.to_vec())
            on_change=move |it| role.set(it)
            problem=Signal::stored(problem.map(str::to_owned))
            locked=Signal::stored(locked.map(str::to_owned))
        />
    }
    .into_any()
}

pub fn filters() -> AnyView {
    let description = RwSignal::new(Some("rocket".to_owned()));
    let set = Signal::derive(move || {
        let chip = |value| FilterChip {
            name: "Description contains".to_owned(),
            value,
            on_remove: Callback::new(move |()| description.set(None)),
        };
        description.get().map(chip).into_iter().collect::<Vec<_>>()
    });
    view! {
        <div class="card">
            <FilterBar
                search=view! { <SearchField label="Search" value=no_search() on_search=|_| () /> }.into_any()
                set
                on_clear=move |()| description.set(None)
                end=view! { <IconButton icon="refresh" label="Refresh" on_click=|()| () /> }.into_any()
            >
                <QueryField label="Description contains" value=description on_change=move |it| description.set(it) />
            </FilterBar>
        </div>
    }
    .into_any()
}

fn no_search() -> Signal<Option<String>> {
    Signal::stored(None)
}
