//! A codebook's file to codes, with what is odd in it by line.

use super::check::found;
use super::{Code, Codebook, slug};
use crate::warning::Warning;
use paap_text::yaml::{self, Node, Value};

/// A codebook's file, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct File {
    /// The codes.
    pub codebook: Codebook,
    /// Keys that paap does not know, kept when the file is written: the code's id or nothing for the
    /// whole file, the key, and its value as YAML on one line.
    pub others: Vec<(Option<String>, String, String)>,
    /// What is odd.
    pub warnings: Vec<Warning>,
}

/// Why a file is no codebook. It must not be overwritten.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct Unreadable {
    /// The first being 1.
    pub line: u64,
    /// What is wrong, and what to do where that is known.
    pub message: String,
}

impl From<Box<yaml::Problem>> for Unreadable {
    fn from(problem: Box<yaml::Problem>) -> Self {
        let mut message = problem.message;
        if let Some(help) = problem.help {
            message.push_str(": ");
            message.push_str(&help);
        }
        Self { line: problem.at.line as u64, message }
    }
}

/// Reads a codebook's file.
///
/// # Errors
/// Where it is no YAML, or not a mapping with a list `codes`.
pub fn read(text: &str) -> Result<File, Unreadable> {
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Ok(File::default());
    }
    let root = yaml::load(text)?;
    let entries = match &root.value {
        Value::Null => &[],
        Value::Map(_) => root.entries(),
        other => {
            let message =
                format!("a codebook is a mapping with a list `codes`, not {}", other.is());
            return Err(Unreadable { line: root.at.line as u64, message });
        }
    };
    let mut reader = Reader::default();
    for (key, node) in entries {
        match (key.name.as_str(), &node.value) {
            ("codes", Value::List(_) | Value::Null) => reader.codes(node, None),
            ("codes", other) => {
                let message = format!("`codes` is a list of codes, not {}", other.is());
                return Err(Unreadable { line: node.at.line as u64, message });
            }
            (name, _) => reader.other(None, name, key.at.line, node),
        }
    }
    let Reader { codes, lines, others, mut warnings } = reader;
    let codebook = Codebook { codes };
    warnings.extend(found(&codebook, &lines));
    warnings.sort_by_key(|warning| warning.line);
    Ok(File { codebook, others, warnings })
}

#[derive(Default)]
struct Reader {
    codes: Vec<Code>,
    lines: Vec<u64>,
    others: Vec<(Option<String>, String, String)>,
    warnings: Vec<Warning>,
}

impl Reader {
    /// The YAML reader bounds how deep lists nest, and with it how deep this goes.
    fn codes(&mut self, list: &Node, parent: Option<&str>) {
        for item in list.items() {
            let line = item.at.line as u64;
            match &item.value {
                Value::Scalar { text, .. } => {
                    let code = Code { id: slug(text), name: text.clone(), ..Code::default() };
                    let code = Code { parent: parent.map(str::to_owned), ..code };
                    self.codes.push(code);
                    self.lines.push(line);
                }
                Value::Map(_) => self.code(item, parent),
                other => {
                    let what = other.is();
                    let message = format!(
                        "A code is a name or a mapping with `id` and `name`; this is {what}, and \
                         is left out. Correct it before the file is written again."
                    );
                    self.warnings.push(Warning::problem("no-code", message).at_line(line));
                }
            }
        }
    }

    fn code(&mut self, item: &Node, parent: Option<&str>) {
        let line = item.at.line as u64;
        let mut code = Code { parent: parent.map(str::to_owned), ..Code::default() };
        let (mut children, mut others) = (None, Vec::new());
        for (key, node) in item.entries() {
            let slot = match key.name.as_str() {
                "id" => {
                    code.id = node.text().unwrap_or_default().to_owned();
                    continue;
                }
                "name" => {
                    code.name = node.text().unwrap_or_default().to_owned();
                    continue;
                }
                "codes" if matches!(node.value, Value::List(_) | Value::Null) => {
                    children = Some(node);
                    continue;
                }
                "parent" if parent.is_none() => &mut code.parent,
                "definition" => &mut code.definition,
                "include" => &mut code.include,
                "exclude" => &mut code.exclude,
                "example" => &mut code.example,
                "colour" | "color" => &mut code.colour,
                _ => {
                    others.push((key, node));
                    continue;
                }
            };
            match words(node) {
                Some(words) => *slot = Some(words).filter(|words| !words.is_empty()),
                None => others.push((key, node)),
            }
        }
        if code.id.is_empty() {
            code.id = match slug(&code.name).as_str() {
                "" => format!("code-{}", self.codes.len() + 1),
                slug => slug.to_owned(),
            };
            let message = format!("This code has no `id`; it is read as `{}`. Write one.", code.id);
            self.warnings.push(Warning::problem("no-id", message).at_line(line));
        }
        if code.name.is_empty() {
            code.name.clone_from(&code.id);
        }
        for (key, node) in others {
            self.other(Some(&code.id), &key.name, key.at.line, node);
        }
        let id = code.id.clone();
        self.codes.push(code);
        self.lines.push(line);
        if let Some(children) = children {
            self.codes(children, Some(&id));
        }
    }

    fn other(&mut self, code: Option<&str>, key: &str, line: usize, node: &Node) {
        let of = if code.is_some() { "A code" } else { "A codebook" };
        let message = format!(
            "{of} has no key `{key}` (or not with such a value). It is kept as it is; correct it \
             if it is a slip."
        );
        self.warnings.push(Warning::problem("unknown-key", message).at_line(line as u64));
        let mut value = String::new();
        flow(&mut value, node);
        self.others.push((code.map(str::to_owned), key.to_owned(), value));
    }
}

/// A text, or a list of texts as lines.
fn words(node: &Node) -> Option<String> {
    match &node.value {
        Value::Null => Some(String::new()),
        Value::Scalar { text, .. } => Some(text.clone()),
        Value::List(items) => {
            let lines: Option<Vec<&str>> = items.iter().map(Node::text).collect();
            lines.map(|lines| lines.join("\n"))
        }
        Value::Map(_) => None,
    }
}

/// A value as YAML on one line.
fn flow(out: &mut String, node: &Node) {
    match &node.value {
        Value::Null => out.push_str("null"),
        Value::Scalar { text, quoted: false } => out.push_str(text),
        Value::Scalar { text, .. } => quoted(out, text),
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                flow(out, item);
            }
            out.push(']');
        }
        Value::Map(entries) => {
            out.push('{');
            for (index, (key, item)) in entries.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                quoted(out, &key.name);
                out.push_str(": ");
                flow(out, item);
            }
            out.push('}');
        }
    }
}

/// In double quotes whatever it is; nothing in it looks like an anchor or its alias.
pub(super) fn quoted(out: &mut String, text: &str) {
    out.push_str(&yaml::quoted(text, &['*', '&']));
}
