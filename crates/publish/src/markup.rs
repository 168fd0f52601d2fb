//! A small strict reader of the markup that the report and the site write: every element closed, every
//! attribute quoted. It is stricter than HTML, so that what passes needs no browser's mercy.

const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

/// What stands between the two, the first time.
pub(crate) fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    Some(rest.split_once(end).map_or(rest, |(part, _)| part))
}

#[derive(Debug, Default)]
pub(crate) struct Page {
    elements: Vec<(String, Vec<(String, String)>)>,
    text: String,
}

impl Page {
    /// A whole page; panics where an element is not closed in order.
    pub(crate) fn parse(html: &str) -> Page {
        let body = html.strip_prefix("<!DOCTYPE html>").expect("a doctype");
        let (page, open) = read(body);
        assert!(open.is_empty(), "left open: {open:?}");
        page
    }

    /// A part, which may begin and end anywhere between two tags.
    pub(crate) fn parse_part(html: &str) -> Page {
        let cut = html.find('>').map_or(0, |at| at + 1);
        let cut = if html.starts_with('<') { 0 } else { cut };
        let lenient = format!("<part>{}", &html[cut..]);
        read_lenient(&lenient)
    }

    pub(crate) fn tags(&self) -> impl Iterator<Item = &str> {
        self.elements.iter().map(|(tag, _)| tag.as_str())
    }

    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.elements.iter().flat_map(|(_, attributes)| attributes);
        all.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(crate) fn values(&self, name: &str) -> Vec<String> {
        let named = self.attributes().filter(|(found, _)| *found == name);
        named.map(|(_, value)| value.to_owned()).collect()
    }

    /// All text, white space as it stands.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

fn read(html: &str) -> (Page, Vec<String>) {
    let mut open: Vec<String> = Vec::new();
    let page = walk(html, |tag, closing| {
        if closing {
            assert_eq!(open.pop().as_deref(), Some(tag));
        } else {
            open.push(tag.to_owned());
        }
    });
    (page, open)
}

fn read_lenient(html: &str) -> Page {
    walk(html, |_, _| {})
}

/// Calls `seen` for every opening and closing tag of an element that has content.
fn walk(html: &str, mut seen: impl FnMut(&str, bool)) -> Page {
    let mut page = Page::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        page.text += &decode(&rest[..at]);
        let end = at + rest[at..].find('>').expect("a tag's end");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            seen(name, true);
            continue;
        }
        let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "<{tag}>");
        page.elements.push((name.to_owned(), attributes_of(attributes)));
        if name == "style" {
            rest = rest.split_once("</style>").expect("the style's end").1;
        } else if !empty && !VOID.contains(&name) {
            seen(name, false);
        }
    }
    page.text += &decode(rest);
    page
}

fn attributes_of(mut text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    loop {
        text = text.trim_start();
        if text.is_empty() {
            return found;
        }
        let bare = ["open", "hidden"].into_iter().find(|bare| text.starts_with(bare));
        if let Some(bare) = bare {
            found.push((bare.to_owned(), String::new()));
            text = &text[bare.len()..];
            continue;
        }
        let (name, rest) = text.split_once("=\"").unwrap_or_else(|| panic!("attributes: {text}"));
        let (value, rest) = rest.split_once('"').expect("a closing quote");
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "{name}");
        found.push((name.to_owned(), decode(value)));
        text = rest;
    }
}

/// The entities that the report's writers write; any other `&` is a mistake.
fn decode(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out += &rest[..at];
        let (entity, after) = rest[at + 1..].split_once(';').expect("an entity's end");
        out.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" | "#x27" => '\'',
            "#x2f" => '/',
            other => panic!("unknown entity {other}"),
        });
        rest = after;
    }
    out + rest
}
