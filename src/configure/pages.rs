//! The pages on which an integration asks for its settings.

use serde_json::Value;

/// A page, in the order in which they are gone through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub name: String,
    pub tagline: String,
    pub elements: Vec<Part>,
}

/// What a page is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The setting of that key.
    Setting(String),
    /// Help, as HTML.
    Help(String),
    /// Where a page began that is now a part of another: its name and tagline.
    Begin(String, String),
}

impl Page {
    /// What the API calls it; several names where several pages were made one.
    pub fn names(&self) -> Vec<String> {
        let parts = self.elements.iter().filter_map(|it| match it {
            Part::Begin(name, _) => Some(name.clone()),
            Part::Setting(_) | Part::Help(_) => None,
        });
        let parts: Vec<String> = parts.collect();
        if parts.is_empty() { vec![self.name.clone()] } else { parts }
    }

    /// The keys of its settings.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.elements.iter().filter_map(|it| match it {
            Part::Setting(key) => Some(key),
            Part::Help(_) | Part::Begin(..) => None,
        })
    }
}

/// A part of a page as the API describes it: of what kind, and its value.
fn described_part(it: &Value) -> Option<(&str, &str)> {
    it.is_object().then(|| (text(it, "type"), text(it, "value")))
}

fn text<'a>(of: &'a Value, name: &str) -> &'a str {
    of[name].as_str().unwrap_or_default()
}

/// Reads the API's JSON text: the pages for what each user settles for themselves when `is_own`, else all others. Pages
/// that are empty are left out, and those whose settings are all not for this person, for whom their help makes no
/// sense. What this app does not know is passed over. Settings that are on no page come last, on one of their own, named
/// `rest`.
#[must_use]
pub fn read(described: &str, keys: &[String], rest: String, is_own: bool) -> Vec<Page> {
    let described: Vec<Value> = serde_json::from_str(described).unwrap_or_default();
    let mut missing: Vec<String> = keys.to_vec();
    let mut pages = Vec::new();
    for it in described.iter().filter(|it| (it["userLevelConfigured"] == true) == is_own) {
        let described = it["elements"].as_array().map(Vec::as_slice).unwrap_or_default();
        let described: Vec<(&str, &str)> = described.iter().filter_map(described_part).collect();
        let mut elements = Vec::new();
        let is_help = described.iter().all(|(kind, _)| *kind == "htmlElement");
        for (kind, value) in described {
            if kind == "htmlElement" {
                elements.push(Part::Help(value.to_owned()));
                continue;
            }
            if let Some(at) = missing.iter().position(|key| key == value) {
                elements.push(Part::Setting(missing.remove(at)));
            }
        }
        let has_settings = elements.iter().any(|it| matches!(it, Part::Setting(_)));
        if has_settings || (is_help && !elements.is_empty()) {
            let (name, tagline) = (text(it, "name").to_owned(), text(it, "tagline").to_owned());
            pages.push(Page { name, tagline, elements });
        }
    }
    if !missing.is_empty() {
        let elements = missing.into_iter().map(Part::Setting).collect();
        pages.push(Page { name: rest, tagline: String::new(), elements });
    }
    pages
}

/// All pages as one.
#[must_use]
pub fn streamlined(pages: Vec<Page>, name: String) -> Vec<Page> {
    if pages.len() < 2 {
        return pages;
    }
    let parts = pages
        .into_iter()
        .flat_map(|page| std::iter::once(Part::Begin(page.name, page.tagline)).chain(page.elements));
    vec![Page { name, tagline: String::new(), elements: parts.collect() }]
}

/// The words of a piece of HTML, paragraph by paragraph, without any tag, script or style.
#[must_use]
pub fn paragraphs(html: &str) -> Vec<String> {
    const BREAKS: [&str; 12] = ["p", "br", "li", "ul", "ol", "div", "h1", "h2", "h3", "h4", "h5", "h6"];
    const SILENT: &str = "script style template";
    let mut found = vec![String::new()];
    let mut rest = html;
    while let Some((text, tagged)) = rest.split_once('<') {
        found.last_mut().unwrap_or(&mut String::new()).push_str(text);
        let Some((tag, after)) = tagged.split_once('>') else {
            rest = "";
            break;
        };
        rest = after;
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        if BREAKS.contains(&name.as_str()) {
            found.push(String::new());
        }
        // What stands in these is no text.
        if SILENT.split(' ').any(|it| it == name) && !tag.starts_with('/') {
            let end = rest.to_ascii_lowercase().find(&format!("</{name}")).unwrap_or(rest.len());
            rest = &rest[end..];
        }
    }
    found.last_mut().unwrap_or(&mut String::new()).push_str(rest);
    let words = |it: String| it.split_whitespace().collect::<Vec<_>>().join(" ");
    found.into_iter().map(decoded).map(words).filter(|it| !it.is_empty()).collect()
}

/// The ampersand comes last: what it makes is no entity again.
fn decoded(text: String) -> String {
    let entities =
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.into_iter().fold(text, |text, (entity, character)| text.replace(entity, character))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(all: &[&str]) -> Vec<String> {
        all.iter().map(|it| (*it).to_owned()).collect()
    }

    fn names(pages: &[Page]) -> Vec<(&str, Vec<&str>)> {
        pages.iter().map(|it| (it.name.as_str(), it.keys().map(String::as_str).collect())).collect()
    }

    #[test]
    fn help_is_its_words_and_nothing_else() {
        for (html, words) in [
            ("Plain &amp; simple", vec!["Plain & simple"]),
            ("<h1>Title</h1><p>Some <b>bold</b> text.<br>More</p>", vec!["Title", "Some bold text.", "More"]),
            ("<SCRIPT>alert(1)</script>Safe", vec!["Safe"]),
            ("<style>p{}</style><img src=x onerror=alert(1)>", vec![]),
            ("&amp;lt;b&amp;gt; 1 &lt; 2", vec!["&lt;b&gt; 1 < 2"]),
            ("Broken <b", vec!["Broken"]),
            ("", vec![]),
        ] {
            assert_eq!(paragraphs(html), words, "{html}");
        }
    }

    #[test]
    fn every_setting_is_asked_for_once() {
        let described = r#"[
            {"name": "One", "tagline": "First", "elements": [
                {"type": "configVar", "value": "A"}, {"type": "htmlElement", "value": "<p>B</p>"},
                {"type": "configVar", "value": "hidden"}, {"type": "configVar", "value": "A"}]},
            {"name": "Own", "userLevelConfigured": true, "elements": [{"type": "configVar", "value": "C"}]},
            {"name": "Empty", "elements": []},
            {"name": "Two", "tagline": null, "elements": [{"type": "jsonForm", "value": "B"}], "new": 1}
        ]"#;
        let pages = read(described, &keys(&["B", "A", "D"]), "Other".into(), false);
        assert_eq!(names(&pages), [("One", vec!["A"]), ("Two", vec!["B"]), ("Other", vec!["D"])]);
        assert_eq!(pages[0].tagline, "First");
        let own = read(described, &keys(&["C", "E"]), "Other".into(), true);
        assert_eq!(names(&own), [("Own", vec!["C"]), ("Other", vec!["E"])]);
    }

    #[test]
    fn a_page_of_help_alone_is_a_page() {
        let described = r#"[
            {"name": "Before you begin", "elements": [{"type": "htmlElement", "value": "<p>Ask for a key.</p>"}]},
            {"name": "Ours", "elements": [
                {"type": "htmlElement", "value": "<p>About it</p>"}, {"type": "configVar", "value": "hidden"}]},
            {"name": "Two", "elements": [{"type": "configVar", "value": "A"}]}
        ]"#;
        let pages = read(described, &keys(&["A"]), String::new(), false);
        assert_eq!(names(&pages), [("Before you begin", vec![]), ("Two", vec!["A"])]);
    }

    #[test]
    fn one_page_asks_for_all_that_several_ask_for() {
        let described = r#"[
            {"name": "One", "tagline": "First", "elements": [{"type": "configVar", "value": "A"}]},
            {"name": "Two", "elements": [{"type": "configVar", "value": "B"}]}
        ]"#;
        let pages = streamlined(read(described, &keys(&["A", "B"]), String::new(), false), "All".into());
        assert_eq!(names(&pages), [("All", vec!["A", "B"])]);
        assert_eq!(pages[0].elements[0], Part::Begin("One".into(), "First".into()));
        assert_eq!(streamlined(pages.clone(), "Again".into()), pages);
    }

    #[test]
    fn what_is_not_known_takes_nothing_else_away() {
        let described = r#"[
            null, 7, {"name": null, "elements": null},
            {"name": "One", "userLevelConfigured": null, "elements": [
                null, "A", {"type": "chart", "value": {"of": 7}}, {"type": "configVar", "value": "A"}]},
            {"name": "Two", "elements": [{"type": "configVar", "value": "B"}]}
        ]"#;
        let pages = read(described, &keys(&["A", "B"]), "Other".into(), false);
        assert_eq!(names(&pages), [("One", vec!["A"]), ("Two", vec!["B"])]);
    }

    #[test]
    fn what_cannot_be_read_leaves_one_page() {
        for described in ["", "null", "{}", "[", "[]"] {
            assert_eq!(names(&read(described, &keys(&["A"]), "Other".into(), false)), [("Other", vec!["A"])]);
        }
        assert_eq!(read("[]", &[], "Other".into(), false), []);
    }
}
