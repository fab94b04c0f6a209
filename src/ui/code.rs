//! Text that a machine reads, with numbered lines.

use leptos::{html, prelude::*};

use super::{
    Binding,
    field::Frame,
    syntax::{Language, Token, tokens},
    unique_id,
};

/// How many bytes of code have colours.
const LONGEST: usize = 20_000;

/// Several lines of code. Lines do not wrap, and each has its number beside it.
#[component]
pub fn CodeArea(
    #[prop(into)] label: String,
    #[prop(into)] value: Binding<String>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional)] optional: bool,
    /// What it is written in: its parts have colours.
    #[prop(optional)]
    language: Language,
    /// A few lines among other fields.
    #[prop(optional)]
    compact: bool,
    /// Lines to mark, counted from 1.
    #[prop(optional, into)]
    marked: Signal<Vec<u32>>,
    /// Shows and selects the line that is put here, counted from 1.
    #[prop(optional)]
    line: RwSignal<Option<u32>>,
) -> impl IntoView {
    let frame = Frame { id: unique_id(), label, optional, hint, problem };
    let area = NodeRef::<html::Textarea>::new();
    let gutter = NodeRef::<html::Pre>::new();
    let lines = Memo::new(move |_| value.get().split('\n').count());
    let shade = NodeRef::<html::Pre>::new();
    let follow = move |_| {
        let Some(area) = area.get_untracked() else { return };
        if let Some(gutter) = gutter.get_untracked() {
            gutter.set_scroll_top(area.scroll_top());
        }
        if let Some(shade) = shade.get_untracked() {
            shade.set_scroll_top(area.scroll_top());
            shade.set_scroll_left(area.scroll_left());
        }
    };
    // A long text goes without, rather than make its typist wait.
    let is_shaded = Memo::new(move |_| language != Language::Plain && value.get().len() <= LONGEST);
    let pieces = move || {
        let text = value.get();
        let piece = |(token, text): (Token, &str)| {
            let text = text.to_owned();
            match token.name() {
                Some(name) => view! { <span data-token=name>{text}</span> }.into_any(),
                None => text.into_any(),
            }
        };
        // The last line has its height even while it is empty.
        view! { {tokens(language, &text).into_iter().map(piece).collect_view()}"\n" }
    };
    Effect::new(move |_| {
        if let (Some(at), Some(area)) = (line.get(), area.get_untracked()) {
            line.set(None);
            show(&area, &value.get_untracked(), at);
        }
    });
    let numbers = move || {
        let marked = marked.get();
        let number = |at: u32| match marked.contains(&at) {
            true => view! { <mark>{at}</mark>"\n" }.into_any(),
            false => format!("{at}\n").into_any(),
        };
        (1..=u32::try_from(lines.get()).unwrap_or(u32::MAX)).map(number).collect_view()
    };
    let control = view! {
        <div class="code" dir="ltr" data-compact=compact.then_some("") data-shaded=move || is_shaded.get().then_some("")>
            <pre class="code-gutter" aria-hidden="true" node_ref=gutter>{numbers}</pre>
            {move || is_shaded.get().then(|| view! {
                <pre class="code-shade" aria-hidden="true" node_ref=shade>{pieces}</pre>
            })}
            <textarea
                node_ref=area
                class="textarea mono code-text"
                id=frame.id.clone()
                wrap="off"
                spellcheck="false"
                autocomplete="off"
                autocapitalize="off"
                aria-invalid=move || problem.get().is_some().then_some("true")
                aria-describedby=frame.note_id()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
                on:scroll=follow
            ></textarea>
        </div>
    };
    frame.around(control.into_any())
}

/// Selects a line and brings it into view.
fn show(area: &web_sys::HtmlTextAreaElement, text: &str, line: u32) {
    let units = |it: &str| u32::try_from(it.encode_utf16().count()).unwrap_or_default();
    let index = usize::try_from(line.saturating_sub(1)).unwrap_or_default();
    let start: u32 = text.split('\n').take(index).map(|it| units(it) + 1).sum();
    let length = text.split('\n').nth(index).map(units).unwrap_or_default();
    drop(area.focus());
    drop(area.set_selection_range(start, start + length));
    let lines = i32::try_from(text.split('\n').count()).unwrap_or(i32::MAX).max(1);
    let above = i32::try_from(index).unwrap_or_default().saturating_sub(3).max(0);
    area.set_scroll_top(area.scroll_height() / lines * above);
}
