//! HTML that an organization wrote, as elements. The browser reads it into a document of its own, in which nothing
//! runs and nothing is loaded; what is known of it becomes one of the few elements that Markdown becomes too.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, SupportedType};

use super::{
    SafeUrl,
    markdown::{Block, Node, show_all},
};

/// The HTML as elements; its `plain` words where the browser may not even read it, because it could run something.
#[component]
pub fn Html(
    #[prop(into)] text: String,
    /// The words, paragraph by paragraph.
    plain: Vec<String>,
) -> impl IntoView {
    let nodes = nodes(&text).unwrap_or_else(|| {
        plain.into_iter().map(|it| Node::Block(Block::Paragraph, vec![Node::Text(it)])).collect()
    });
    view! { <div class="overview" dir="auto">{show_all(nodes)}</div> }
}

/// Reads HTML. None where the page's policy forbids it.
#[must_use]
pub fn nodes(html: &str) -> Option<Vec<Node>> {
    let document = DomParser::new().ok()?.parse_from_string(html, SupportedType::TextHtml).ok()?;
    Some(children(document.body()?.as_ref(), DEEPEST))
}

/// Deeper nesting than anybody writes by hand becomes plain text.
const DEEPEST: u32 = 32;

fn children(of: &web_sys::Node, depth: u32) -> Vec<Node> {
    let list = of.child_nodes();
    let mut found = Vec::new();
    for child in (0..list.length()).filter_map(|at| list.get(at)) {
        match child.dyn_ref::<Element>() {
            Some(element) => read(element, depth, &mut found),
            None if child.node_type() == web_sys::Node::TEXT_NODE => {
                let text = child.text_content().unwrap_or_default();
                let is_space = text.trim().is_empty();
                // Between blocks, white space stands for nothing.
                if !is_space || matches!(found.last(), Some(Node::Text(_) | Node::Code(_) | Node::Link(..))) {
                    found.push(Node::Text(text));
                }
            }
            None => {}
        }
    }
    found
}

fn read(element: &Element, depth: u32, found: &mut Vec<Node>) {
    let text = || element.text_content().unwrap_or_default();
    let name = element.tag_name();
    if depth == 0 {
        return found.push(Node::Text(text()));
    }
    let inside = || children(element, depth - 1);
    let block = match name.as_str() {
        "P" | "DIV" | "SECTION" | "ARTICLE" => Block::Paragraph,
        "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => Block::Heading,
        "BLOCKQUOTE" => Block::Quote,
        "UL" => Block::Bullets,
        "OL" => Block::Numbers,
        "LI" => Block::Item,
        "PRE" => Block::Preformatted,
        "EM" | "I" => Block::Emphasis,
        "STRONG" | "B" => Block::Strong,
        "TABLE" => Block::Table,
        "TR" => Block::Row,
        "TD" | "TH" => Block::Cell,
        "CODE" => return found.push(Node::Code(text())),
        "BR" | "HR" => return found.push(Node::Break),
        "IMG" => return found.extend(element.get_attribute("alt").map(Node::Text)),
        "A" => {
            let to = element.get_attribute("href").and_then(|it| SafeUrl::parse(&it));
            return match to {
                Some(to) => found.push(Node::Link(to, inside())),
                None => found.extend(inside()),
            };
        }
        // What stands in these is not for people.
        "SCRIPT" | "STYLE" | "TEMPLATE" | "IFRAME" | "OBJECT" | "EMBED" | "NOSCRIPT" | "HEAD" | "TITLE" => {
            return;
        }
        _ => return found.extend(inside()),
    };
    let inside = inside();
    if !inside.is_empty() {
        found.push(Node::Block(block, inside));
    }
}
