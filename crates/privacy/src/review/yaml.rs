//! The entries of a review file as YAML, each read by itself: a mistake in one costs no other, and
//! nothing in the file makes reading it slow or large.

use super::Problem;
use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};

/// Larger files are refused, in bytes.
const LARGEST: usize = 128 << 20;
/// Entries with more separators are refused: each value stands behind one, and takes a few hundred
/// bytes once it is read.
const SEPARATORS: usize = 1 << 19;
/// A line that begins with more signs of YAML's nesting is refused; a review nests four levels deep.
const DEEPEST: usize = 24;

/// A value, and the line of the file that it is in.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) line: usize,
    pub(super) value: Value,
}

#[derive(Debug)]
pub(super) enum Value {
    Nothing,
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

/// The entries: what begins with `- ` at the beginning of a line. Each is a value, or a problem.
pub(super) fn entries(text: &str) -> Vec<Result<Node, Problem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > LARGEST {
        let message = format!("the file is larger than {} MiB and is not read", LARGEST >> 20);
        return Vec::from([Err(Problem { line: 1, message })]);
    }
    let mut entries = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let is_start = line.starts_with("- ") || matches!(line.trim_end(), "-");
        if is_start && let Some((first, from)) = open.replace((index + 1, at)) {
            entries.push(entry(first, text.get(from..at).unwrap_or_default()));
        }
        let is_noise = line.trim().is_empty() || line.starts_with('#') || line.trim_end() == "---";
        if open.is_none() && !is_noise {
            let message = "this belongs to no entity; each begins with `- entity:` at the \
                           beginning of a line"
                .to_owned();
            entries.push(Err(Problem { line: index + 1, message }));
        }
        at += line.len();
    }
    if let Some((first, from)) = open {
        entries.push(entry(first, text.get(from..).unwrap_or_default()));
    }
    entries
}

fn entry(first: usize, text: &str) -> Result<Node, Problem> {
    let problem = |line: usize, message: &str| Problem {
        line: first + line.saturating_sub(1),
        message: message.to_owned(),
    };
    let separator = |byte: &&u8| matches!(byte, b',' | b'\n' | b':' | b'[' | b'{');
    if text.as_bytes().iter().filter(separator).count() > SEPARATORS {
        return Err(problem(1, "this entity is too large to be read; split it in two"));
    }
    for (index, line) in text.lines().enumerate() {
        let indent = line.trim_start_matches(' ');
        let signs = indent.split([' ', '\t']).take_while(|sign| matches!(*sign, "-" | "?" | ":"));
        if signs.take(DEEPEST).count() == DEEPEST || line.len() - indent.len() > 4 * DEEPEST {
            return Err(problem(index + 1, "this is nested too deeply; put it in double quotes"));
        }
        if indent.starts_with('\t') {
            return Err(problem(index + 1, "this line is indented with a tab; use spaces"));
        }
    }
    if let Some(line) = alias(text) {
        let message = "`*` and a word would repeat what `&` and the same word mark, which review \
                       files do not use; in a text, write the star as \"\\x2a\"";
        return Err(problem(line, message));
    }
    let documents = MarkedYaml::load_from_str(text).map_err(|error| {
        let message = if error.info().contains("duplicated key") {
            "a line above it in this entity says the same thing; remove one of the two"
        } else {
            "this is not valid YAML, so the whole entity is not read; are its quotation marks and \
             brackets closed, and is it indented like the lines around it?"
        };
        problem(error.marker().line(), message)
    })?;
    match documents.first().map(|document| (documents.len(), &document.data)) {
        Some((1, YamlData::Sequence(items))) if items.len() == 1 => {
            items.first().map(|item| convert(item, first)).ok_or_else(|| problem(1, "nothing"))
        }
        _ => Err(problem(1, "this is not one entity; each begins with `- entity:`")),
    }
}

fn convert(yaml: &MarkedYaml<'_>, first: usize) -> Node {
    let value = match &yaml.data {
        YamlData::Value(Scalar::Null) | YamlData::BadValue | YamlData::Alias(_) => Value::Nothing,
        YamlData::Value(Scalar::String(text)) => Value::Text(text.clone().into_owned()),
        YamlData::Value(Scalar::Boolean(is_true)) => Value::Text(is_true.to_string()),
        YamlData::Value(Scalar::Integer(number)) => Value::Text(number.to_string()),
        YamlData::Value(Scalar::FloatingPoint(number)) => Value::Text(number.to_string()),
        YamlData::Representation(text, ..) => Value::Text(text.clone().into_owned()),
        YamlData::Tagged(_, inner) => convert(inner, first).value,
        YamlData::Sequence(items) => {
            Value::List(items.iter().map(|item| convert(item, first)).collect())
        }
        YamlData::Mapping(entries) => Value::Map(
            entries
                .iter()
                .map(|(key, value)| {
                    let name = match convert(key, first).value {
                        Value::Text(name) => name,
                        _ => String::new(),
                    };
                    (name, convert(value, first))
                })
                .collect(),
        ),
    };
    Node { line: first + yaml.span.start.line().saturating_sub(1), value }
}

/// The line of a `*name` for which there is a `&name`, wherever they stand; names are compared by
/// their beginning.
fn alias(text: &str) -> Option<usize> {
    let name = |at: usize| {
        let rest = text.get(at + 1..).unwrap_or_default();
        let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}');
        let end = rest.find(is_end).unwrap_or(rest.len()).min(rest.floor_char_boundary(8));
        rest.get(..end).filter(|name| !name.is_empty())
    };
    let anchors: hashbrown::HashSet<&str> =
        text.match_indices('&').filter_map(|(at, _)| name(at)).collect();
    let aliases = text.match_indices('*').filter(|_| !anchors.is_empty());
    let found = aliases.map(|(at, _)| at).find(|at| name(*at).is_some_and(|n| anchors.contains(n)));
    found.map(|at| text.get(..at).unwrap_or_default().matches('\n').count() + 1)
}
