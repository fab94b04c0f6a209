//! Text that an organization wrote in Markdown, as elements. The one place that turns written markup into a page.
//!
//! No HTML string is ever made: what the parser reports becomes one of a few elements, or plain text. Raw HTML shows
//! as the text it is, links go through [`SafeUrl`], and pictures are their description.

use leptos::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{
    SafeLink, SafeUrl,
    lazy::{self, parts},
};

/// A piece of a text: everything that can come out of Markdown here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Text(String),
    Code(String),
    Break,
    Block(Block, Vec<Node>),
    Link(SafeUrl, Vec<Node>),
}

/// An element with content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    Paragraph,
    Heading,
    Quote,
    Bullets,
    Numbers,
    Item,
    Preformatted,
    Emphasis,
    Strong,
    Table,
    Row,
    Cell,
}

// The parser is large, and few screens show what it is for.
parts! {
    markdown.written(text: String) => view! { <div class="overview" dir="auto">{show_all(parse(&text))}</div> };
}

/// Markdown as elements. Headings start below those of the page.
#[component]
pub fn Markdown(#[prop(into)] text: String) -> impl IntoView {
    lazy::piece(written::load, move || written::view(text.clone()))
}

/// Nodes as elements.
pub fn show_all(nodes: Vec<Node>) -> AnyView {
    nodes.into_iter().map(show).collect_view().into_any()
}

fn show(node: Node) -> AnyView {
    let (block, inside) = match node {
        Node::Text(text) => return text.into_any(),
        Node::Code(text) => return view! { <code>{text}</code> }.into_any(),
        Node::Break => return view! { <br /> }.into_any(),
        Node::Link(to, inside) => return view! { <SafeLink to>{show_all(inside)}</SafeLink> }.into_any(),
        Node::Block(block, inside) => (block, show_all(inside)),
    };
    match block {
        Block::Paragraph => view! { <p>{inside}</p> }.into_any(),
        Block::Heading => view! { <h3>{inside}</h3> }.into_any(),
        Block::Quote => view! { <blockquote>{inside}</blockquote> }.into_any(),
        Block::Bullets => view! { <ul>{inside}</ul> }.into_any(),
        Block::Numbers => view! { <ol>{inside}</ol> }.into_any(),
        Block::Item => view! { <li><span>{inside}</span></li> }.into_any(),
        Block::Preformatted => view! { <pre>{inside}</pre> }.into_any(),
        Block::Emphasis => view! { <em>{inside}</em> }.into_any(),
        Block::Strong => view! { <strong>{inside}</strong> }.into_any(),
        Block::Table => view! { <table><tbody>{inside}</tbody></table> }.into_any(),
        Block::Row => view! { <tr>{inside}</tr> }.into_any(),
        Block::Cell => view! { <td>{inside}</td> }.into_any(),
    }
}

/// Reads Markdown (CommonMark with tables) into nodes. Deeper nesting than anybody writes by hand becomes plain text.
#[must_use]
pub fn parse(text: &str) -> Vec<Node> {
    siblings(&mut Parser::new_ext(text, Options::ENABLE_TABLES), DEEPEST)
}

const DEEPEST: u32 = 32;

/// The nodes up to the end of the element that is open.
fn siblings<'a>(events: &mut impl Iterator<Item = Event<'a>>, depth: u32) -> Vec<Node> {
    let mut nodes = Vec::new();
    // Elements that are open here and too deep to be kept as such.
    let mut flattened = 0_u32;
    while let Some(event) = events.next() {
        match event {
            Event::End(_) if flattened == 0 => break,
            Event::End(_) => flattened -= 1,
            Event::Start(_) if depth == 0 => flattened += 1,
            Event::Start(tag) => wrap(tag, siblings(events, depth - 1), &mut nodes),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                nodes.push(Node::Text(text.into_string()));
            }
            Event::Code(text) => nodes.push(Node::Code(text.into_string())),
            Event::SoftBreak => nodes.push(Node::Text(" ".into())),
            Event::HardBreak | Event::Rule => nodes.push(Node::Break),
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }
    nodes
}

fn wrap(tag: Tag<'_>, inside: Vec<Node>, nodes: &mut Vec<Node>) {
    let block = match tag {
        Tag::Paragraph | Tag::HtmlBlock => Block::Paragraph,
        Tag::Heading { .. } => Block::Heading,
        Tag::BlockQuote(_) => Block::Quote,
        Tag::List(None) => Block::Bullets,
        Tag::List(Some(_)) => Block::Numbers,
        Tag::Item => Block::Item,
        Tag::CodeBlock(_) => Block::Preformatted,
        Tag::Emphasis => Block::Emphasis,
        Tag::Strong => Block::Strong,
        Tag::Table(_) => Block::Table,
        Tag::TableHead | Tag::TableRow => Block::Row,
        Tag::TableCell => Block::Cell,
        Tag::Link { dest_url, .. } => {
            match SafeUrl::parse(&dest_url) {
                Some(to) => nodes.push(Node::Link(to, inside)),
                None => nodes.extend(inside),
            }
            return;
        }
        // Pictures, and what needs an extension that is off.
        Tag::Image { .. }
        | Tag::FootnoteDefinition(_)
        | Tag::DefinitionList
        | Tag::DefinitionListTitle
        | Tag::DefinitionListDefinition
        | Tag::Strikethrough
        | Tag::Superscript
        | Tag::Subscript
        | Tag::MetadataBlock(_) => return nodes.extend(inside),
    };
    nodes.push(Node::Block(block, inside));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(it: &str) -> Node {
        Node::Text(it.into())
    }

    fn paragraph(inside: Vec<Node>) -> Vec<Node> {
        vec![Node::Block(Block::Paragraph, inside)]
    }

    #[test]
    fn ordinary_writing() {
        let nodes = parse("# Orders\n\nSends **every** *order*:\n\n- one\n- `two`\n");
        let item = |inside| Node::Block(Block::Item, vec![inside]);
        assert_eq!(
            nodes,
            [
                Node::Block(Block::Heading, vec![text("Orders")]),
                Node::Block(
                    Block::Paragraph,
                    vec![
                        text("Sends "),
                        Node::Block(Block::Strong, vec![text("every")]),
                        text(" "),
                        Node::Block(Block::Emphasis, vec![text("order")]),
                        text(":"),
                    ]
                ),
                Node::Block(Block::Bullets, vec![item(text("one")), item(Node::Code("two".into()))]),
            ]
        );
    }

    #[test]
    fn tables_are_rows_of_cells() {
        let cell = |it: &str| Node::Block(Block::Cell, vec![text(it)]);
        let rows = [["a", "b"], ["c", "d"]].map(|row| Node::Block(Block::Row, row.map(cell).into()));
        assert_eq!(parse("|a|b|\n|-|-|\n|c|d|"), [Node::Block(Block::Table, rows.into())]);
    }

    #[test]
    fn html_is_text() {
        assert_eq!(
            parse("a <b onclick=x>b</b>"),
            paragraph(vec![text("a "), text("<b onclick=x>"), text("b"), text("</b>")])
        );
        assert_eq!(parse("<script>x</script>"), paragraph(vec![text("<script>x</script>")]));
    }

    #[test]
    fn only_safe_links_are_links() {
        let url = SafeUrl::parse("https://example.com/").into_iter();
        let link: Vec<_> = url.map(|to| Node::Link(to, vec![text("x")])).collect();
        assert_eq!(parse("[x](https://example.com/)"), paragraph(link.clone()));
        assert_eq!(parse("[x][1]\n\n[1]: https://example.com/"), paragraph(link));
        for hostile in [
            "javascript:alert(1)",
            "data:text/html,x",
            "&#106;avascript:alert(1)",
            "//evil.test",
            "/customers",
        ] {
            assert_eq!(parse(&format!("[x]({hostile})")), paragraph(vec![text("x")]), "{hostile}");
        }
    }

    #[test]
    fn pictures_are_their_description() {
        assert_eq!(parse("![a rocket](https://evil.test/x.png)"), paragraph(vec![text("a rocket")]));
    }

    #[test]
    fn absurd_nesting_does_no_harm() {
        assert!(!parse(&">".repeat(5_000)).is_empty());
        assert!(!parse(&format!("{}x", "*a ".repeat(5_000))).is_empty());
    }
}
