//! Whether a text is well formed in the language it is written in. Pure.

use super::syntax::{Language, while_it};

/// Elements of HTML that have no end, and those whose end may be left out.
const VOID: &str = " area base br col embed hr img input link meta source track wbr ";
/// What stands in these is no markup.
const SILENT: &str = " script style textarea title ";
const OPEN_ENDED: &str =
    " html head body p li dt dd option optgroup thead tbody tfoot tr td th colgroup caption rp rt ";

/// Whether a text is well formed in its language. Several elements beside each other are, too: it may be a part of a
/// document.
#[must_use]
pub fn is_well_formed(language: Language, text: &str) -> bool {
    match language {
        Language::Plain => true,
        Language::Json => serde_json::from_str::<serde_json::Value>(text).is_ok(),
        Language::Xml => elements(text, true).is_some_and(|found| found > 0),
        Language::Html => elements(text, false).is_some(),
    }
}

/// How many elements there are; none if one is not finished or not closed.
fn elements(text: &str, is_xml: bool) -> Option<usize> {
    let (mut rest, mut open, mut found) = (text, Vec::<String>::new(), 0);
    while let Some(at) = rest.find('<') {
        if is_xml && !has_right_entities(&rest[..at]) {
            return None;
        }
        rest = &rest[at..];
        for (begin, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")] {
            if let Some(inside) = rest.strip_prefix(begin) {
                rest = &inside[inside.find(end)? + end.len()..];
                break;
            }
        }
        if !rest.starts_with('<') || rest.starts_with("<!") || rest.starts_with("<?") {
            continue;
        }
        let inside = &rest[1..];
        if let Some(name) = inside.strip_prefix('/') {
            let end = name.find('>')?;
            close(&mut open, &folded(name[..end].trim_end(), is_xml), is_xml)?;
            rest = &name[end + 1..];
            continue;
        }
        let length = while_it(inside, |it| it.is_alphanumeric() || matches!(it, '_' | ':' | '-' | '.'));
        if length == 0 || !inside.starts_with(|it: char| it.is_alphabetic() || it == '_') {
            // HTML takes it for text.
            if is_xml {
                return None;
            }
            rest = inside;
            continue;
        }
        let name = folded(&inside[..length], is_xml);
        let (after, is_empty) = attributes(&inside[length..], is_xml)?;
        rest = after;
        found += 1;
        let has_no_end = !is_xml && VOID.contains(&format!(" {name} "));
        if !is_xml && SILENT.contains(&format!(" {name} ")) && !is_empty {
            rest = &rest[rest.to_ascii_lowercase().find(&format!("</{name}"))?..];
        }
        if !is_empty && !has_no_end {
            open.push(name);
        }
    }
    let is_rest_right = !is_xml || has_right_entities(rest);
    let is_closed = open.iter().all(|it| !is_xml && OPEN_ENDED.contains(&format!(" {it} ")));
    (is_rest_right && is_closed).then_some(found)
}

fn folded(name: &str, is_xml: bool) -> String {
    if is_xml { name.to_owned() } else { name.to_ascii_lowercase() }
}

/// Takes in the end of an element; none if it was not open.
fn close(open: &mut Vec<String>, name: &str, is_xml: bool) -> Option<()> {
    while let Some(last) = open.pop() {
        if last == name {
            return Some(());
        }
        if is_xml || !OPEN_ENDED.contains(&format!(" {last} ")) {
            return None;
        }
    }
    // The end of what may end by itself may come late.
    (!is_xml && OPEN_ENDED.contains(&format!(" {name} "))).then_some(())
}

/// What comes after a tag whose attributes these are, and whether it ended its element; none if they are wrong.
fn attributes(text: &str, is_xml: bool) -> Option<(&str, bool)> {
    let (mut rest, mut names) = (text.trim_start(), Vec::new());
    loop {
        if let Some(after) = rest.strip_prefix('>') {
            return Some((after, false));
        }
        if let Some(after) = rest.strip_prefix("/>") {
            return Some((after, true));
        }
        if let Some(after) = rest.strip_prefix('/').filter(|_| !is_xml) {
            rest = after.trim_start();
            continue;
        }
        let is_name = |it: char| !it.is_whitespace() && !matches!(it, '=' | '>' | '/' | '"' | '\'' | '<');
        let (name, after) = rest.split_at(while_it(rest, is_name));
        if name.is_empty() || (is_xml && names.contains(&name)) {
            return None;
        }
        names.push(name);
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
            if is_xml {
                return None;
            }
            rest = after;
            continue;
        };
        rest = match value.chars().next()? {
            quote @ ('"' | '\'') => {
                let end = value[1..].find(quote)? + 1;
                let is_wrong = is_xml && (value[..end].contains('<') || !has_right_entities(&value[1..end]));
                if is_wrong {
                    return None;
                }
                value[end + 1..].trim_start()
            }
            _ if is_xml => return None,
            _ => value[while_it(value, |it| !it.is_whitespace() && it != '>')..].trim_start(),
        };
    }
}

/// Whether each ampersand begins an entity.
fn has_right_entities(text: &str) -> bool {
    text.split('&').skip(1).all(|it| {
        it.split_once(';').is_some_and(|(name, _)| {
            let name = name.strip_prefix('#').unwrap_or(name);
            !name.is_empty()
                && name.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '-' | '.' | ':'))
        })
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn xml_is_closed_and_quoted() {
        for (text, is_right) in [
            ("<a/>", true),
            (
                "<?xml version=\"1.0\"?>\n<!DOCTYPE a>\n<a b=\"c\">\n\t☂ &lt; <![CDATA[<x>]]> <b:c d='>'/></a>\n",
                true,
            ),
            ("<a/><b/>", true),
            ("<A></a>", false),
            ("<a><b></a></b>", false),
            ("<a", false),
            ("<a b=c/>", false),
            ("<a b=\"1\" b=\"2\"/>", false),
            ("<a>AT&T</a>", false),
            ("<a>1 < 2</a>", false),
            ("<!-- open <a/>", false),
            ("just text", false),
        ] {
            assert_eq!(is_well_formed(Language::Xml, text), is_right, "{text}");
        }
    }

    #[test]
    fn html_closes_what_has_to_be_closed() {
        for (text, is_right) in [
            ("just text & more, 1 < 2", true),
            ("<!doctype html><p>One<p>Two<br><ul><li>a<li>b</ul>", true),
            ("<DIV hidden class=wide data-a='<'>x</div><script>if (a < b) {}</script>", true),
            ("<div>", false),
            ("<b><i>x</b></i>", false),
            ("</div>", false),
            ("<a href=\"x", false),
            ("<script>", false),
        ] {
            assert_eq!(is_well_formed(Language::Html, text), is_right, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_judged(text in "[a-z<>/\"'&;=!\\-\\[\\]{}:0-9 \\n☂?\\\\]{0,80}|.{0,40}") {
            prop_assert!(is_well_formed(Language::Plain, &text));
            for language in [Language::Json, Language::Xml, Language::Html] {
                let _ = is_well_formed(language, &text);
            }
        }

        #[test]
        fn what_is_written_as_xml_reads_as_xml(names in proptest::collection::vec("[a-z]{1,6}", 1..8)) {
            let begin: String = names.iter().map(|it| format!("<{it} a=\"1\">")).collect();
            let end: String = names.iter().rev().map(|it| format!("</{it}>")).collect();
            let whole = format!("{begin}x{end}");
            prop_assert!(is_well_formed(Language::Xml, &whole));
            let cut = whole.chars().count() - 1;
            prop_assert!(!is_well_formed(Language::Xml, &whole.chars().take(cut).collect::<String>()));
        }
    }
}
