//! A table in each of its states.

use leptos::prelude::*;

use crate::{
    api::{Error, Paged, Slice},
    auth::Access,
    phrases::Phrase,
    ui::{Button, Column, DataTable, Empty, EmptyKind, Look, Order, Selectable, Selection},
};

#[derive(Clone)]
struct Row(&'static str, &'static str);

const COLUMNS: &[Column<Row>] = &[
    Column {
        heading: Phrase { key: "kit.name", text: "Name" },
        cell: |it| view! { <span class="data-table-link"><bdi>{it.0}</bdi></span> }.into_any(),
        sort: Some("name"),
        bare: false,
        class: "",
    },
    Column {
        heading: Phrase { key: "kit.description", text: "Description" },
        cell: |it| view! { <span class="cell-2">{it.1}</span> }.into_any(),
        sort: Some("description"),
        bare: false,
        class: "keep-2",
    },
];

type Answer = Result<Slice<Row>, Error>;

pub fn tables() -> AnyView {
    view! {
        {table("rows, and a next page that never comes", None, |next| (!next).then(|| Ok(rows())))}
        {table("first load", None, |_| None)}
        {table("nothing yet", None, |_| Some(Ok(nothing())))}
        {table("no match", Some("rokcet"), |_| Some(Ok(nothing())))}
        {table("no permission", None, |_| Some(Err(Error::Forbidden)))}
        {table("error", None, |_| Some(Err(malformed())))}
        {table("error of the next page", None, |next| Some(if next { Err(Error::Unreachable) } else { Ok(rows()) }))}
    }
    .into_any()
}

fn rows() -> Slice<Row> {
    Slice {
        rows: vec![Row("FTL Rockets", "Faster-Than-Light Rocket Inc"), Row("شركة الأفق للفضاء", "Recovery")],
        total: 10_000,
        next: Some(String::new()),
    }
}

fn nothing() -> Slice<Row> {
    Slice { rows: Vec::new(), total: 0, next: None }
}

fn malformed() -> Error {
    Error::Malformed { reference: "7f3a-19c2".to_owned() }
}

/// A table whose backend says `answer`, or nothing for ever.
fn table(name: &'static str, term: Option<&'static str>, answer: fn(bool) -> Option<Answer>) -> AnyView {
    let order = RwSignal::new(("name", false));
    let selectable = Selectable {
        selection: Selection::new(|| ()),
        id: |it: &Row| it.0.to_owned(),
        name: |it: &Row| it.0.to_owned(),
    };
    let page = Paged::new(
        || (),
        move |(), after: Option<String>| async move {
            match answer(after.is_some()) {
                Some(answer) => answer,
                None => std::future::pending().await,
            }
        },
    );
    let empty = |()| {
        view! {
            <Empty kind=EmptyKind::NothingYet title="No customers yet" text="A customer is a company you deploy instances to.">
                <Button look=Look::Primary icon="plus" access=Access::Granted>"Add customer"</Button>
            </Empty>
        }
        .into_any()
    };
    view! {
        <p class="kit-note">{name}</p>
        <div class="card">
            <DataTable
                page
                columns=COLUMNS
                key=|it: &Row| it.0
                order=Order { by: order.into(), on_change: Callback::new(move |it| order.set(it)) }
                label=name
                filtered=Signal::stored(term.map(str::to_owned))
                on_clear=|()| ()
                empty=Callback::new(empty)
                selectable
            />
        </div>
    }
    .into_any()
}
