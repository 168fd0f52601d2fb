//! The entries of a review file as YAML, each read by itself: a mistake in one costs no other, and
//! nothing in the file makes reading it slow or large.

use super::Problem;
use paap_text::yaml;

/// Larger files are refused, in bytes.
const LARGEST: usize = 128 << 20;
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

/// One entry; what is wrong with it is said in words that repeat nothing of it.
fn entry(first: usize, text: &str) -> Result<Node, Problem> {
    let problem = |line: usize, message: &str| Problem {
        line: first + line.saturating_sub(1),
        message: message.to_owned(),
    };
    let root = yaml::load(text).map_err(|why| {
        let message = match why.code {
            "too-large" => "this entity is too large to be read; split it in two",
            "too-deep" => "this is nested too deeply; put it in double quotes",
            "alias" => {
                "`*` and a word would repeat what `&` and the same word mark, which review files do \
                 not use; in a text, write the star as \"\\x2a\""
            }
            _ if why.help.as_deref().is_some_and(|help| help.contains("a tab")) => {
                "this line is indented with a tab; use spaces"
            }
            _ if why.message.contains("duplicated key") => {
                "a line above it in this entity says the same thing; remove one of the two"
            }
            _ => {
                "this is not valid YAML, so the whole entity is not read; are its quotation marks \
                 and brackets closed, and is it indented like the lines around it?"
            }
        };
        problem(why.at.line, message)
    })?;
    match root.items() {
        [item] => Ok(convert(item, first)),
        _ => Err(problem(1, "this is not one entity; each begins with `- entity:`")),
    }
}

fn convert(node: &yaml::Node, first: usize) -> Node {
    let value = match &node.value {
        yaml::Value::Null => Value::Nothing,
        yaml::Value::Scalar { text, .. } => Value::Text(text.clone()),
        yaml::Value::List(items) => {
            Value::List(items.iter().map(|item| convert(item, first)).collect())
        }
        yaml::Value::Map(entries) => {
            let entry =
                |(key, value): &(yaml::Key, yaml::Node)| (key.name.clone(), convert(value, first));
            Value::Map(entries.iter().map(entry).collect())
        }
    };
    Node { line: first + node.at.line.saturating_sub(1), value }
}
