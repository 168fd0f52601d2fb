//! What a file of YAML may hold: declared once, and from that checked, documented, and given to
//! editors as a JSON Schema.
//!
//! ```
//! use paap_text::shape::{Key, Of, Shape, check};
//! use paap_text::yaml;
//!
//! const TALK: Shape = Shape {
//!     name: "talk",
//!     doc: "A talk that was, or will be, given.",
//!     keys: &[
//!         Key { name: "title", of: Of::Line, needed: true, doc: "What it is called." },
//!         Key { name: "date", of: Of::Date, needed: false, doc: "When." },
//!     ],
//! };
//! let file = yaml::load("title: Paved roads\ndaet: 2026-03-04").unwrap();
//! let mut problems = Vec::new();
//! check(&file, &TALK, &mut problems);
//! assert_eq!(problems[0].code, "unknown-key");
//! assert_eq!(problems[0].help.as_deref(), Some("Did you mean “date”?"));
//! ```

use crate::problem::Problem;
use crate::yaml::{At, Node, Value};
use std::fmt::Write as _;

/// A mapping, and the keys that it may have.
#[derive(Debug)]
pub struct Shape {
    /// What such a thing is called, in small letters.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub doc: &'static str,
    /// Its keys, in the order in which a person would write them.
    pub keys: &'static [Key],
}

/// A key of a [`Shape`].
#[derive(Debug)]
pub struct Key {
    /// The key.
    pub name: &'static str,
    /// What stands behind it.
    pub of: Of,
    /// Whether it must be there.
    pub needed: bool,
    /// What it is for, in a sentence.
    pub doc: &'static str,
}

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub enum Of {
    /// Text without line breaks, not empty.
    Line,
    /// Text of any length.
    Text,
    /// A name as files have it: small letters, digits, `-`, `_` and `.`, beginning with a letter or digit.
    Id,
    /// A day, `2026-11-25`.
    Date,
    /// A whole number of at least 0.
    Whole,
    /// A number.
    Number,
    /// `true` or `false`.
    YesNo,
    /// An address that begins with `https://`, `http://` or `mailto:`, or a path within the workspace.
    Link,
    /// One of these words, each with what it means.
    Word(&'static [(&'static str, &'static str)]),
    /// Values one after the other.
    List(&'static Of),
    /// A mapping with keys of its own.
    Has(&'static Shape),
    /// A mapping from names that the author gives to such values.
    Named(&'static Of),
    /// Anything; who reads it checks it.
    Any,
}

/// Compares a value with a shape: whatever is missing, unknown or of another sort is a problem.
pub fn check(node: &Node, shape: &Shape, problems: &mut Vec<Problem>) {
    let Value::Map(entries) = &node.value else {
        if !(matches!(node.value, Value::Null) && shape.keys.iter().all(|key| !key.needed)) {
            let message = format!(
                "A {} is a mapping of keys to values; here is {}.",
                shape.name,
                node.value.is()
            );
            problems.push(Problem::error("not-a-mapping", node.at, message));
        }
        return;
    };
    for (key, value) in entries {
        match shape.keys.iter().find(|known| known.name == key.name) {
            Some(known) => value_is(value, &known.of, &key.name, problems),
            None => problems.push(unknown(&key.name, key.at, shape)),
        }
    }
    for key in shape.keys.iter().filter(|key| key.needed) {
        let there = node.get(key.name).is_some_and(|value| !matches!(value.value, Value::Null));
        if !there {
            let at = entries.first().map_or(node.at, |(key, _)| key.at);
            let message = format!("The {} has no “{}”.", shape.name, key.name);
            problems.push(Problem::error("missing-key", at, message).help(key.doc));
        }
    }
}

fn unknown(name: &str, at: At, shape: &Shape) -> Problem {
    let names: Vec<&str> = shape.keys.iter().map(|key| key.name).collect();
    let near = similar::get_close_matches(name, &names, 1, 0.6).first().copied();
    let help = match near {
        Some(near) => format!("Did you mean “{near}”?"),
        None => format!("It may have: {}.", names.join(", ")),
    };
    let message = format!("A {} has no key “{name}”.", shape.name);
    Problem::error("unknown-key", at, message).help(help)
}

fn value_is(node: &Node, of: &Of, name: &str, problems: &mut Vec<Problem>) {
    // A key without a value is a key that was left out.
    if matches!(node.value, Value::Null) {
        return;
    }
    let mut wrong = |wanted: &str| {
        let is = node.text().map_or_else(|| node.value.is().to_owned(), |text| format!("“{text}”"));
        let message = format!("“{name}” is {wanted}; here is {is}.");
        problems.push(Problem::error("wrong-value", node.at, message));
    };
    let text = node.text();
    match of {
        Of::Any => {}
        Of::Line if text.is_some_and(|text| !text.trim().is_empty() && !text.contains('\n')) => {}
        Of::Line => wrong("a text on one line"),
        Of::Text if text.is_some() => {}
        Of::Text => wrong("a text"),
        Of::Id if text.is_some_and(is_id) => {}
        Of::Id => wrong("a name of small letters, digits, “-”, “_” and “.”"),
        Of::Date if text.is_some_and(is_date) => {}
        Of::Date => wrong("a day such as 2026-11-25"),
        Of::Whole if text.is_some_and(|text| text.parse::<u64>().is_ok()) => {}
        Of::Whole => wrong("a whole number"),
        Of::Number if text.is_some_and(|text| text.parse().is_ok_and(f64::is_finite)) => {}
        Of::Number => wrong("a number"),
        Of::YesNo if matches!(text, Some("true" | "false")) => {}
        Of::YesNo => wrong("true or false"),
        Of::Link if text.is_some_and(is_link) => {}
        Of::Link => wrong("an address (https://…, mailto:…) or a path within the workspace"),
        Of::Word(words) if text.is_some_and(|text| words.iter().any(|(word, _)| *word == text)) => {
        }
        Of::Word(words) => {
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            wrong(&format!("one of {}", words.join(", ")));
        }
        Of::List(of) => match &node.value {
            Value::List(items) => {
                items.iter().for_each(|item| value_is(item, of, name, problems));
            }
            _ => wrong("a list"),
        },
        Of::Has(shape) => check(node, shape, problems),
        Of::Named(of) => match &node.value {
            Value::Map(entries) => {
                entries.iter().for_each(|(key, value)| value_is(value, of, &key.name, problems));
            }
            _ => wrong("a mapping of names to values"),
        },
    }
}

/// Whether a text can be a name: of a file, a study, an insight.
pub fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && text.len() <= 100
        && !text.ends_with('.')
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c))
}

/// Whether a text is a day of the Gregorian calendar, as `2026-11-25`.
pub fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return false;
    }
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok());
    let (Some(Some(year)), Some(Some(month)), Some(Some(day))) =
        (number(&text[..4]), number(&text[5..7]), number(&text[8..]))
    else {
        return false;
    };
    let leap = |year: u32| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let days = match month {
        2 => 28 + u32::from(leap(year)),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// Whether a text is an address that a page may point at, or a path that stays where it begins.
pub fn is_link(text: &str) -> bool {
    if text.is_empty() || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return false;
    }
    if ["https://", "http://", "mailto:"].iter().any(|scheme| text.starts_with(scheme)) {
        return text
            .split_once(':')
            .is_some_and(|(_, rest)| !rest.trim_start_matches('/').is_empty());
    }
    let path = text.split(['#', '?']).next().unwrap_or_default();
    !path.contains([':', '\\']) && !path.starts_with('/')
}

impl Shape {
    /// A JSON Schema (draft 2020-12) of such a file, for editors.
    pub fn json_schema(&self, id: &str) -> String {
        let mut out = String::from("{\n");
        let head = [
            ("$schema", "https://json-schema.org/draft/2020-12/schema"),
            ("$id", id),
            ("title", self.name),
        ];
        for (key, value) in head {
            let _ = writeln!(out, "  {}: {},", json(key), json(value));
        }
        self.schema(&mut out, 1);
        out.push_str("\n}\n");
        out
    }

    /// The members of the schema of a mapping.
    fn schema(&self, out: &mut String, depth: usize) {
        let pad = "  ".repeat(depth);
        let _ =
            write!(out, "{pad}\"description\": {},\n{pad}\"type\": \"object\",\n", json(self.doc));
        let _ = write!(out, "{pad}\"additionalProperties\": false,\n{pad}\"required\": [");
        let needed = self.keys.iter().filter(|key| key.needed).map(|key| json(key.name));
        out.push_str(&needed.collect::<Vec<_>>().join(", "));
        let _ = write!(out, "],\n{pad}\"properties\": {{");
        for (index, key) in self.keys.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let _ = write!(out, "{comma}\n{pad}  {}: {{\n", json(key.name));
            if !matches!(key.of, Of::Has(_)) {
                let _ = writeln!(out, "{pad}    \"description\": {},", json(key.doc));
            }
            key.of.schema(out, depth + 2);
            let _ = write!(out, "\n{pad}  }}");
        }
        let _ = write!(out, "\n{pad}}}");
    }
}

impl Of {
    /// The members of the schema of a value.
    fn schema(&self, out: &mut String, depth: usize) {
        let pad = "  ".repeat(depth);
        let simple = match self {
            Self::Line => r#""type": ["string", "number"], "pattern": "^[^\\n]*\\S[^\\n]*$""#,
            Self::Text => r#""type": ["string", "number", "boolean"]"#,
            Self::Id => r#""type": ["string", "number"], "pattern": "^[a-z0-9][a-z0-9._-]*$""#,
            Self::Date => r#""type": "string", "format": "date""#,
            Self::Whole => r#""type": "integer", "minimum": 0"#,
            Self::Number => r#""type": "number""#,
            Self::YesNo => r#""type": "boolean""#,
            Self::Link => r#""type": "string", "format": "uri-reference""#,
            Self::Any => r#""$comment": "checked by paap""#,
            Self::Word(words) => {
                let words: Vec<String> = words.iter().map(|(word, _)| json(word)).collect();
                let _ = write!(out, "{pad}\"enum\": [{}]", words.join(", "));
                return;
            }
            Self::List(of) => {
                let _ = write!(out, "{pad}\"type\": \"array\",\n{pad}\"items\": {{\n");
                of.schema(out, depth + 1);
                let _ = write!(out, "\n{pad}}}");
                return;
            }
            Self::Named(of) => {
                let _ = write!(
                    out,
                    "{pad}\"type\": [\"object\", \"null\"],\n{pad}\"additionalProperties\": {{\n"
                );
                of.schema(out, depth + 1);
                let _ = write!(out, "\n{pad}}}");
                return;
            }
            Self::Has(shape) => return shape.schema(out, depth),
        };
        let _ = write!(out, "{pad}{simple}");
    }
}

/// A text as JSON has it.
fn json(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::load;

    const PLACE: Shape = Shape {
        name: "place",
        doc: "Where.",
        keys: &[Key { name: "city", of: Of::Line, needed: true, doc: "The city." }],
    };
    const TALK: Shape = Shape {
        name: "talk",
        doc: "A talk.",
        keys: &[
            Key { name: "title", of: Of::Line, needed: true, doc: "What it is called." },
            Key { name: "date", of: Of::Date, needed: false, doc: "When." },
            Key {
                name: "state",
                of: Of::Word(&[("draft", ""), ("held", "")]),
                needed: false,
                doc: "How far it is.",
            },
            Key { name: "links", of: Of::List(&Of::Link), needed: false, doc: "Where to read on." },
            Key {
                name: "places",
                of: Of::Named(&Of::Has(&PLACE)),
                needed: false,
                doc: "Where it is held.",
            },
        ],
    };

    fn found(text: &str) -> Vec<(&'static str, usize)> {
        let mut problems = Vec::new();
        check(&load(text).unwrap(), &TALK, &mut problems);
        problems.iter().map(|problem| (problem.code, problem.at.line)).collect()
    }

    #[test]
    fn what_fits_has_no_problem() {
        let text = "title: 12\ndate: 2024-02-29\nstate: held\nlinks: [https://a.example/b, slides/a.pdf]\nplaces: {a: {city: Oslo}}";
        assert_eq!(found(text), []);
        assert_eq!(found("title: A\ndate:\n"), []);
    }

    #[test]
    fn what_does_not_fit_is_named_with_its_line() {
        assert_eq!(found("titel: A"), [("unknown-key", 1), ("missing-key", 1)]);
        assert_eq!(found("title: A\ndate: 2025-02-29"), [("wrong-value", 2)]);
        assert_eq!(found("title: A\nstate: gone"), [("wrong-value", 2)]);
        assert_eq!(found("title: A\nlinks: a"), [("wrong-value", 2)]);
        assert_eq!(
            found("title: A\nlinks:\n  - javascript:alert(1)\n  - /etc"),
            [("wrong-value", 3), ("wrong-value", 4)]
        );
        assert_eq!(
            found("title: A\nplaces: {a: {town: Oslo}}"),
            [("unknown-key", 2), ("missing-key", 2)]
        );
        assert_eq!(found("- a"), [("not-a-mapping", 1)]);
    }

    #[test]
    fn the_schema_is_json() {
        let schema = TALK.json_schema("talk.schema.json");
        let braces = |c: char| schema.matches(c).count();
        assert_eq!(braces('{'), braces('}'));
        assert!(schema.contains("\"required\": [\"title\"]"), "{schema}");
    }
}
