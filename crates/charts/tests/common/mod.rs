//! What the tests share: a strict little reader of XML.

/// Panics unless `svg` is one well-formed element that keeps to what charts may contain.
#[track_caller]
pub(crate) fn check(svg: &str) {
    let mut open: Vec<String> = Vec::new();
    let mut ids: Vec<String> = Vec::new();
    let mut labelled = String::new();
    let mut rest = svg.trim_end();
    assert!(rest.starts_with("<svg "), "begins with the element");
    while !rest.is_empty() {
        let Some(tag) = rest.strip_prefix('<') else {
            let end = rest.find('<').expect("text stands inside an element");
            check_text(&rest[..end]);
            assert!(!open.is_empty(), "text after the end: {rest}");
            rest = &rest[end..];
            continue;
        };
        let end = tag.find('>').expect("a tag is closed");
        let (inside, after) = (&tag[..end], &tag[end + 1..]);
        rest = after;
        if let Some(name) = inside.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            assert!(!open.is_empty() || rest.is_empty(), "one root");
            continue;
        }
        let (inside, empty) = match inside.strip_suffix('/') {
            Some(inside) => (inside, true),
            None => (inside, false),
        };
        let (name, attributes) = inside.split_once(' ').unwrap_or((inside, ""));
        let known = ["svg", "title", "desc", "rect", "line", "circle", "polygon", "text"];
        assert!(known.contains(&name), "an element no chart has: {name}");
        for (key, value) in read_attributes(attributes) {
            check_attribute(&key, &value);
            match key.as_str() {
                "id" => ids.push(value),
                "aria-labelledby" => labelled = value,
                _ => {}
            }
        }
        if !empty {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    assert_eq!(labelled, ids.join(" "), "named by its own title and desc");
    assert_eq!(ids.len(), 2);
    assert!(svg.contains(" role=\"img\"") && svg.contains(" viewBox=\"0 0 384 "));
}

fn read_attributes(mut rest: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    while !rest.is_empty() {
        let (key, after) = rest.split_once("=\"").expect("an attribute has a quoted value");
        let (value, after) = after.split_once('"').expect("a value is closed");
        assert!(found.iter().all(|(other, _)| other != key), "twice: {key}");
        check_text(value);
        found.push((key.to_owned(), value.to_owned()));
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    found
}

fn check_attribute(key: &str, value: &str) {
    let numbers = ["x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height"];
    if numbers.contains(&key) {
        check_number(key, value);
        return;
    }
    match key {
        "points" | "viewBox" => value.split([' ', ',']).for_each(|part| check_number(key, part)),
        "class" => {
            assert!(value.bytes().all(|b| b.is_ascii_lowercase() || b" -123456789".contains(&b)))
        }
        "id" => assert!(!value.contains(char::is_whitespace)),
        "xmlns" | "role" | "aria-labelledby" | "text-anchor" => {}
        _ => panic!("an attribute no chart has: {key}"),
    }
}

fn check_number(key: &str, value: &str) {
    let number: f64 = value.parse().unwrap_or_else(|_| panic!("{key}=\"{value}\""));
    assert!(number.is_finite() && number.abs() < 1e6, "{key}=\"{value}\"");
    assert!(key != "width" && key != "height" || number >= 0.0);
    assert!(value.split_once('.').is_none_or(|(_, decimals)| decimals.len() <= 2), "{value}");
}

/// Only the five entities the writer uses, and only characters XML allows.
fn check_text(text: &str) {
    assert!(!text.contains(['<', '>', '"', '\'']), "{text}");
    for piece in text.split('&').skip(1) {
        let entities = ["amp;", "lt;", "gt;", "quot;", "#39;"];
        assert!(entities.iter().any(|entity| piece.starts_with(entity)), "{text}");
    }
    for character in text.chars() {
        let fine = character == '\n' || !character.is_control();
        assert!(fine && !matches!(character, '\u{fffe}' | '\u{ffff}'), "{character:?}");
    }
    let opened = text.matches(['\u{2066}', '\u{2067}', '\u{2068}']).count();
    assert_eq!(opened, text.matches('\u{2069}').count(), "isolates are closed: {text:?}");
    let loose = text.contains(['\u{202a}', '\u{202b}', '\u{202d}', '\u{202e}']);
    assert!(!loose || opened > 0, "an override outside an isolate: {text:?}");
}
