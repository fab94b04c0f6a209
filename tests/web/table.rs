//! Tables: rows stay while newer ones are on their way, and every kind of nothing says what it is.

use std::{
    cell::RefCell,
    collections::VecDeque,
    future::{Future, poll_fn},
    rc::Rc,
    task::{Poll, Waker},
};

use gantry::{
    api::{Error, Paged, Slice},
    phrases::Phrase,
    ui::{Column, DataTable, Empty, EmptyKind, Order, Toasts},
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{MouseEvent, MouseEventInit};

use super::page::{Place, click, settle, show};

#[derive(Clone, PartialEq)]
struct Row {
    name: &'static str,
    note: &'static str,
}

type Answer = Result<Slice<Row>, Error>;

/// Answers when the test says so.
#[derive(Clone, Default)]
struct Server {
    /// Where each page that was asked for begins.
    asked: Rc<RefCell<Vec<Option<String>>>>,
    answers: Rc<RefCell<VecDeque<Answer>>>,
    waiting: Rc<RefCell<Option<Waker>>>,
}

impl Server {
    fn ask(&self, after: Option<String>) -> impl Future<Output = Answer> + use<> {
        self.asked.borrow_mut().push(after);
        let server = self.clone();
        poll_fn(move |context| match server.answers.borrow_mut().pop_front() {
            Some(answer) => Poll::Ready(answer),
            None => {
                *server.waiting.borrow_mut() = Some(context.waker().clone());
                Poll::Pending
            }
        })
    }

    async fn answer(&self, answer: Answer) {
        self.answers.borrow_mut().push_back(answer);
        if let Some(waker) = self.waiting.borrow_mut().take() {
            waker.wake();
        }
        settle().await;
    }

    async fn rows(&self, names: &[&'static str], total: u32) {
        let rows = names.iter().map(|name| Row { name, note: "" }).collect::<Vec<_>>();
        let next = (rows.len() < total as usize).then(|| "next".to_owned());
        self.answer(Ok(Slice { rows, total, next })).await;
    }
}

const NAME: Phrase = Phrase { key: "test.name", text: "Name" };
const NOTE: Phrase = Phrase { key: "test.note", text: "Note" };

const COLUMNS: &[Column<Row>] = &[
    Column {
        heading: NAME,
        cell: |it| view! { <a class="data-table-link" href=format!("#{}", it.name)>{it.name}</a> }.into_any(),
        sort: Some("name"),
        class: "",
        bare: false,
    },
    Column {
        heading: NOTE,
        cell: |it| view! { <span>{it.note}</span> }.into_any(),
        sort: None,
        class: "w-3 keep-3",
        bare: false,
    },
];

struct Table {
    place: Place,
    server: Server,
    search: RwSignal<Option<String>>,
    order: RwSignal<(&'static str, bool)>,
}

async fn table() -> Table {
    let server = Server::default();
    let (search, order) = (RwSignal::new(None::<String>), RwSignal::new(("name", false)));
    let backend = server.clone();
    let place = show(move || {
        provide_context(Toasts::new());
        let page = Paged::new(move || (search.get(), order.get()), move |_, after| backend.ask(after));
        let empty = |()| {
            view! { <Empty kind=EmptyKind::NothingYet title="No customers yet" text="Add one." /> }.into_any()
        };
        view! {
            <DataTable
                page
                columns=COLUMNS
                key=|it: &Row| it.name
                order=Order { by: order.into(), on_change: Callback::new(move |it| order.set(it)) }
                label="Customers"
                filtered=search
                on_clear=move |()| search.set(None)
                empty=Callback::new(empty)
            />
        }
    })
    .await;
    Table { place, server, search, order }
}

impl Table {
    fn names(&self) -> Vec<String> {
        let links = self.place.all("tbody a");
        links.iter().map(|it| it.text_content().unwrap()).collect()
    }

    fn is_busy(&self) -> bool {
        self.place.one("table").get_attribute("aria-busy").as_deref() == Some("true")
    }
}

#[wasm_bindgen_test]
async fn a_shape_stands_until_the_first_rows_are_there() {
    let table = table().await;
    assert!(table.is_busy());
    assert_eq!(table.place.all("tbody[aria-hidden] tr").len(), 5);
    table.server.rows(&["FTL Rockets", "Kepler Freight"], 2).await;
    assert!(!table.is_busy());
    assert!(table.place.find("tbody[aria-hidden]").is_none());
    assert_eq!(table.names(), ["FTL Rockets", "Kepler Freight"]);
    assert_eq!(table.place.one("[role=status]").text_content().unwrap(), "All 2 shown");
}

#[wasm_bindgen_test]
async fn old_rows_stay_while_a_search_is_on_its_way() {
    let table = table().await;
    table.server.rows(&["FTL Rockets", "Kepler Freight"], 2).await;
    let row = table.place.one("tbody tr:nth-child(2)");
    table.search.set(Some("kep".to_owned()));
    settle().await;
    assert_eq!(table.names().len(), 2);
    assert!(table.is_busy());
    table.server.rows(&["Kepler Freight"], 1).await;
    assert_eq!(table.names(), ["Kepler Freight"]);
    assert!(row.is_connected(), "a row that stays is the same element");
}

#[wasm_bindgen_test]
async fn no_match_names_the_term_and_can_be_cleared() {
    let table = table().await;
    table.server.rows(&["FTL Rockets"], 1).await;
    table.search.set(Some("rokcet".to_owned()));
    settle().await;
    table.server.rows(&[], 0).await;
    assert!(table.place.text().contains("“rokcet”"));
    table.search.set(Some("rokc".to_owned()));
    settle().await;
    assert!(table.place.text().contains("“rokcet”"), "it stays until the answer is there");
    click(&table.place.button("Clear filters")).await;
    table.server.rows(&["FTL Rockets"], 1).await;
    assert_eq!(table.names(), ["FTL Rockets"]);
}

#[wasm_bindgen_test]
async fn nothing_at_all_is_another_thing_than_no_match() {
    let table = table().await;
    table.server.rows(&[], 0).await;
    assert!(table.place.text().contains("No customers yet"));
    assert!(table.place.one("table").hidden());
}

#[wasm_bindgen_test]
async fn a_failure_can_be_tried_again_and_quoted() {
    let table = table().await;
    table.server.answer(Err(Error::Malformed { reference: "7f3a-19c2".to_owned() })).await;
    assert!(table.place.one("[role=alert]").text_content().unwrap().contains("7f3a-19c2"));
    click(&table.place.button("Try again")).await;
    table.server.rows(&["FTL Rockets"], 1).await;
    assert_eq!(table.names(), ["FTL Rockets"]);
    assert!(table.place.find("[role=alert]").is_none());
}

#[wasm_bindgen_test]
async fn a_refusal_offers_no_second_try() {
    let table = table().await;
    table.server.answer(Err(Error::Forbidden)).await;
    assert!(table.place.text().contains(&Error::Forbidden.to_string()));
    assert!(!table.place.has_button("Try again"));
}

#[wasm_bindgen_test]
async fn the_next_page_is_added_and_a_failed_one_keeps_the_rows() {
    let table = table().await;
    table.server.rows(&["FTL Rockets"], 3).await;
    assert_eq!(table.place.one(".table-foot p").text_content().unwrap(), "Showing 1 of 3");
    click(&table.place.button("Load more")).await;
    click(&table.place.button("Load more")).await;
    assert_eq!(*table.server.asked.borrow(), [None, Some("next".to_owned())], "one press, one page");
    table.server.answer(Err(Error::Unreachable)).await;
    assert_eq!(table.names(), ["FTL Rockets"]);
    click(&table.place.button("Try again")).await;
    table.server.rows(&["Kepler Freight", "Rockets, Inc"], 2).await;
    assert_eq!(table.names(), ["FTL Rockets", "Kepler Freight", "Rockets, Inc"]);
    assert!(!table.place.has_button("Load more"));
}

#[wasm_bindgen_test]
async fn the_next_page_is_never_that_of_another_question() {
    let table = table().await;
    table.server.rows(&["FTL Rockets"], 3).await;
    assert!(table.place.has_button("Load more"));
    table.search.set(Some("kep".to_owned()));
    settle().await;
    assert!(!table.place.has_button("Load more"), "while the answer is on its way");
    table.server.answer(Err(Error::Unreachable)).await;
    assert_eq!(table.names(), ["FTL Rockets"]);
    assert!(!table.place.has_button("Load more"), "when there is none");
    click(&table.place.button("Try again")).await;
    table.server.rows(&["Kepler Freight"], 2).await;
    assert_eq!(table.names(), ["Kepler Freight"]);
    assert!(table.place.has_button("Load more"));
}

#[wasm_bindgen_test]
async fn a_heading_sorts_and_says_which_way() {
    let table = table().await;
    table.server.rows(&["FTL Rockets"], 1).await;
    let heads = table.place.all("th");
    assert_eq!(heads[0].get_attribute("aria-sort").as_deref(), Some("ascending"));
    assert_eq!(heads[1].get_attribute("aria-sort"), None);
    click(&table.place.button("Name")).await;
    assert_eq!(table.order.get_untracked(), ("name", true));
    assert_eq!(heads[0].get_attribute("aria-sort").as_deref(), Some("descending"));
    click(&table.place.button("Name")).await;
    assert_eq!(table.order.get_untracked(), ("name", false));
}

#[wasm_bindgen_test]
async fn a_click_beside_the_link_follows_it() {
    let table = table().await;
    table.server.rows(&["ftl"], 1).await;
    let location = window().location();
    location.set_hash("").unwrap();
    let cell = table.place.one("tbody td:last-child");

    let words = table.place.one("tbody a");
    let selection = window().get_selection().unwrap().unwrap();
    selection.select_all_children(&words).unwrap();
    click(&cell).await;
    assert_eq!(location.hash().unwrap(), "", "selecting text is not following");

    selection.remove_all_ranges().unwrap();
    let init = MouseEventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = MouseEvent::new_with_mouse_event_init_dict("click", &init).unwrap();
    super::page::send(&cell, &event).await;
    assert_eq!(location.hash().unwrap(), "#ftl");
    location.set_hash("").unwrap();
}

#[wasm_bindgen_test]
async fn a_thousand_rows_come_and_the_one_that_stays_is_kept() {
    let table = table().await;
    let names: Vec<&'static str> =
        (0..1_000).map(|at| &*Box::leak(at.to_string().into_boxed_str())).collect();
    table.server.rows(&names, 1_000).await;
    assert_eq!(table.names().len(), 1_000);
    let first = table.place.one("tbody tr");
    table.search.set(Some("9".to_owned()));
    settle().await;
    table.server.rows(&names[..1], 1).await;
    assert_eq!(table.names(), ["0"]);
    assert!(first.is_connected());
}
