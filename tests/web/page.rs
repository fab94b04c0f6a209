//! A place for the component under test, found the way people find things: by role, label and text; and a clock
//! that stands still until it is moved.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Reflect};
use leptos::{mount::mount_to, prelude::*, task::tick};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

/// An element of its own in the document, gone when the test ends.
pub struct Place {
    root: HtmlElement,
    /// Unmounts before the element goes.
    mounted: Option<Box<dyn std::any::Any>>,
}

/// Shows a component and waits until it stands.
pub async fn show<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Place {
    let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&root).unwrap();
    let mounted = mount_to(root.clone(), view);
    settle().await;
    Place { root, mounted: Some(Box::new(mounted)) }
}

impl Drop for Place {
    fn drop(&mut self) {
        drop(self.mounted.take());
        self.root.remove();
    }
}

/// Waits until everything that follows from the last act has happened. No time passes.
pub async fn settle() {
    for _ in 0..8 {
        tick().await;
    }
}

impl Place {
    pub fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length()).map(|at| found.item(at).unwrap().unchecked_into()).collect()
    }

    pub fn find(&self, selector: &str) -> Option<HtmlElement> {
        let found = self.root.query_selector(selector).unwrap();
        found.map(JsCast::unchecked_into)
    }

    pub fn one(&self, selector: &str) -> HtmlElement {
        self.find(selector)
            .unwrap_or_else(|| panic!("nothing matches {selector} in {}", self.root.inner_html()))
    }

    /// The button of this name.
    pub fn button(&self, name: &str) -> HtmlElement {
        let named = |it: &Element| {
            it.get_attribute("aria-label").unwrap_or_else(|| it.text_content().unwrap().trim().to_owned())
                == name
        };
        let found = self.all("button").into_iter().find(named);
        found.unwrap_or_else(|| panic!("no button {name:?} in {}", self.text())).unchecked_into()
    }

    pub fn has_button(&self, name: &str) -> bool {
        self.all("button").iter().any(|it| it.text_content().unwrap().trim() == name)
    }

    /// The field whose label begins so.
    pub fn field(&self, label: &str) -> HtmlInputElement {
        let labels = self.all("label");
        let label = labels
            .iter()
            .find(|it| it.text_content().unwrap().trim().starts_with(label))
            .unwrap_or_else(|| panic!("no label {label:?}"));
        let field = match label.get_attribute("for") {
            Some(id) => document().get_element_by_id(&id),
            None => label.query_selector("input, textarea, select").unwrap(),
        };
        field.expect("a label labels something").unchecked_into()
    }

    pub fn text(&self) -> String {
        self.root.text_content().unwrap()
    }
}

/// The text that an element points at, as a screen reader says it.
pub fn description(element: &Element) -> String {
    let ids = element.get_attribute("aria-describedby").unwrap_or_default();
    let texts = ids.split_whitespace().filter_map(|id| document().get_element_by_id(id)?.text_content());
    texts.collect::<Vec<_>>().join(" ")
}

/// Whether the keyboard is on this element.
pub fn has_focus(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element)
}

pub async fn click(element: &HtmlElement) {
    element.click();
    settle().await;
}

/// Presses a key. Says whether the component kept the browser from doing what it does with that key.
pub async fn press(element: &Element, key: &str) -> bool {
    press_with(element, key, |_| ()).await
}

pub async fn press_with(element: &Element, key: &str, with: impl FnOnce(&KeyboardEventInit)) -> bool {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_bubbles(true);
    init.set_cancelable(true);
    with(&init);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    let is_kept = !element.dispatch_event(&event).unwrap();
    settle().await;
    is_kept
}

/// Puts a text in a field the way typing does.
pub async fn type_in(field: &HtmlInputElement, text: &str) {
    let init = web_sys::InputEventInit::new();
    init.set_bubbles(true);
    init.set_input_type("insertText");
    field.set_value(text);
    let event = web_sys::InputEvent::new_with_event_init_dict("input", &init).unwrap();
    field.dispatch_event(&event).unwrap();
    settle().await;
}

pub async fn send(element: &Element, event: &Event) {
    element.dispatch_event(event).unwrap();
    settle().await;
}

/// Timers fire only when the test says that time has passed.
pub struct Clock {
    state: Rc<RefCell<Timers>>,
    real: [(&'static str, JsValue); 2],
    _set: Closure<dyn FnMut(Function, f64) -> u32>,
    _clear: Closure<dyn FnMut(JsValue)>,
}

#[derive(Default)]
struct Timers {
    now: f64,
    last_id: u32,
    waiting: Vec<(u32, f64, Function)>,
}

impl Clock {
    pub fn stopped() -> Self {
        let state = Rc::new(RefCell::new(Timers::default()));
        let timers = state.clone();
        let set = Closure::<dyn FnMut(Function, f64) -> u32>::new(move |callback, after: f64| {
            let mut timers = timers.borrow_mut();
            timers.last_id += 1;
            let (id, due) = (timers.last_id, timers.now + after);
            timers.waiting.push((id, due, callback));
            id
        });
        let timers = state.clone();
        let clear = Closure::<dyn FnMut(JsValue)>::new(move |id: JsValue| {
            let id = id.as_f64();
            timers.borrow_mut().waiting.retain(|it| Some(f64::from(it.0)) != id);
        });
        let replace = |name: &'static str, by: &JsValue| {
            let real = Reflect::get(&window(), &name.into()).unwrap();
            Reflect::set(&window(), &name.into(), by).unwrap();
            (name, real)
        };
        let real = [replace("setTimeout", set.as_ref()), replace("clearTimeout", clear.as_ref())];
        Self { state, real, _set: set, _clear: clear }
    }

    pub async fn pass(&self, milliseconds: f64) {
        self.state.borrow_mut().now += milliseconds;
        loop {
            let now = self.state.borrow().now;
            let due = self.state.borrow().waiting.iter().position(|(_, due, _)| *due <= now);
            let Some(due) = due else { break };
            let (_, _, callback) = self.state.borrow_mut().waiting.remove(due);
            callback.call0(&JsValue::NULL).unwrap();
        }
        settle().await;
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        for (name, real) in &self.real {
            Reflect::set(&window(), &(*name).into(), real).unwrap();
        }
    }
}
