//! YAML text to a tree with places, safe against files made to hurt.
//!
//! The YAML library recurses over nesting and copies what an alias stands for, so both are bounded
//! before it sees the text: deep nesting and aliases are refused (files written by hand need neither).

use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};

use super::{At, Key, Node, Problem, Value};

/// Larger files are refused, in bytes.
const LARGEST: usize = 8 << 20;
/// Texts with more separators are refused. Each value of a file stands behind one, and takes a few
/// hundred bytes once it is read; a file of this many lines is a book.
const SEPARATORS: usize = 1 << 20;
/// Deeper nesting is refused. What people write nests about a dozen levels.
const DEEPEST: usize = 100;

/// The one document in `text`.
///
/// # Errors
///
/// Where it is no YAML, holds several documents, or could hurt: too large, too deep, with aliases.
pub fn load(text: &str) -> Result<Node, Box<Problem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > LARGEST {
        return Err(error(
            "too-large",
            At::START,
            format!("the file has {} bytes; at most {LARGEST} are read", text.len()),
            None,
        ));
    }
    let separator = |byte: &&u8| matches!(byte, b',' | b'\n' | b'\r' | b':' | b'[' | b'{');
    if text.as_bytes().iter().filter(separator).count() > SEPARATORS {
        let message = format!("the file has more than {SEPARATORS} lines, commas and colons");
        return Err(error("too-large", At::START, message, None));
    }
    refuse_depth(text)?;
    refuse_aliases(text)?;
    let documents = MarkedYaml::load_from_str(text).map_err(|problem| {
        let mut at = At { line: problem.marker().line(), column: problem.marker().col() + 1 };
        // The library points at what was open when it met the tab.
        let tabs = text.lines().enumerate().skip(at.line.saturating_sub(2)).take(3);
        let mut help = None;
        for (index, line) in tabs {
            let indent = line.trim_start_matches(' ');
            if indent.starts_with('\t') {
                at = At { line: index + 1, column: line.len() - indent.len() + 1 };
                help = Some("this line is indented with a tab: use spaces".to_owned());
                break;
            }
        }
        if problem.info().contains("duplicated key") {
            help = Some("remove one of the two, or correct its name".to_owned());
        }
        error("yaml", at, format!("not valid YAML: {}", problem.info()), help)
    })?;
    let [document] = documents.as_slice() else {
        let (message, help) = match documents.len() {
            0 => ("the file is empty".to_owned(), None),
            count => (
                format!("the file holds {count} YAML documents instead of one"),
                Some("keep each in a file of its own".to_owned()),
            ),
        };
        return Err(error("yaml", At::START, message, help));
    };
    Ok(convert(document, &text.chars().collect::<Vec<_>>()))
}

fn error(code: &'static str, at: At, message: String, help: Option<String>) -> Box<Problem> {
    Box::new(Problem { code, at, message, help })
}

fn convert(yaml: &MarkedYaml<'_>, source: &[char]) -> Node {
    let start = yaml.span.start;
    let at = At { line: start.line(), column: start.col() + 1 };
    let value = match &yaml.data {
        YamlData::Value(Scalar::Null) | YamlData::BadValue | YamlData::Alias(_) => Value::Null,
        YamlData::Value(Scalar::String(text)) => {
            Value::Scalar { text: text.clone().into_owned(), quoted: true }
        }
        YamlData::Value(_) => {
            // Numbers, true and false never hold a space or an indicator.
            let rest = source.get(start.index()..).unwrap_or_default();
            let text = rest
                .iter()
                .take_while(|c| !c.is_whitespace() && !matches!(c, ',' | ']' | '}' | ':' | '#'))
                .collect();
            Value::Scalar { text, quoted: false }
        }
        YamlData::Representation(text, ..) => {
            Value::Scalar { text: text.clone().into_owned(), quoted: true }
        }
        YamlData::Tagged(_, inner) => convert(inner, source).value,
        YamlData::Sequence(items) => {
            Value::List(items.iter().map(|item| convert(item, source)).collect())
        }
        YamlData::Mapping(entries) => Value::Map(
            entries
                .iter()
                .map(|(key, value)| {
                    let key = convert(key, source);
                    let name = match key.value {
                        Value::Scalar { text, .. } => text,
                        _ => String::new(),
                    };
                    (Key { at: key.at, name }, convert(value, source))
                })
                .collect(),
        ),
    };
    Node { at, value }
}

/// Block levels open where indentation grows, so the columns at which a line's leading `- ` and
/// `? ` and its first word stand bound the nesting from above. Flow levels (`[[[…`) the library
/// itself bounds at 255.
fn refuse_depth(text: &str) -> Result<(), Box<Problem>> {
    let mut open: Vec<usize> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let mut marks = Vec::new();
        for (column, c) in line.chars().enumerate() {
            match c {
                ' ' | '\t' => {}
                '-' | '?' | ':' => marks.push(column),
                _ => {
                    marks.push(column);
                    break;
                }
            }
            if marks.len() > DEEPEST {
                break;
            }
        }
        let Some(&first) = marks.first() else { continue };
        while open.last().is_some_and(|&column| column >= first) {
            open.pop();
        }
        open.extend(marks);
        if open.len() > DEEPEST {
            return Err(error(
                "too-deep",
                At { line: index + 1, column: first + 1 },
                format!("nested more than {DEEPEST} levels deep"),
                Some("put a text that begins like this in double quotes".to_owned()),
            ));
        }
    }
    Ok(())
}

/// Refuses a text in which some `&name` and `*name` could be an anchor and its alias.
///
/// Names are compared by their first characters wherever they stand, so this refuses a little more
/// than YAML would read as aliases, and nothing that is one gets through.
fn refuse_aliases(text: &str) -> Result<(), Box<Problem>> {
    let mut anchors = hashbrown::HashSet::new();
    for (index, _) in text.match_indices('&') {
        anchors.extend(name_after(text, index));
    }
    if anchors.is_empty() {
        return Ok(());
    }
    for (index, _) in text.match_indices('*') {
        let Some(name) = name_after(text, index).filter(|name| anchors.contains(name)) else {
            continue;
        };
        let before = text.get(..index).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let at = At {
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
        };
        return Err(error(
            "alias",
            at,
            format!("`*{name}` would repeat what `&{name}` marks; these files do not use that"),
            Some("write the repeated part out; in a text, write the star as \"\\x2a\"".to_owned()),
        ));
    }
    Ok(())
}

/// Whether [`load`] would take some of this text for aliases.
pub fn looks_aliased(text: &str) -> bool {
    refuse_aliases(text).is_err()
}

/// The first characters of the anchor's name after the indicator at `index`.
fn name_after(text: &str, index: usize) -> Option<&str> {
    let rest = text.get(index + 1..)?;
    let end = rest
        .char_indices()
        .take(8)
        .take_while(|(_, c)| !c.is_whitespace() && !matches!(c, ',' | '[' | ']' | '{' | '}'))
        .last()
        .map(|(at, c)| at + c.len_utf8())?;
    rest.get(..end)
}
