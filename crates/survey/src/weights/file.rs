//! A file of weights, as `docs/weights.md` describes it: read with all problems at their places.

use super::FORMAT;
use crate::questionnaire::{Problem, Severity};
use paap_analysis::expression::nearest;
use paap_text::yaml::{self, At, Key, Node, Value};

/// How far shares may be from adding up to 1: those of a published table are rounded.
const ROUNDED: f64 = 0.001_5;

/// What a file says.
#[derive(Debug)]
pub(super) struct File {
    pub(super) margins: Vec<Wanted>,
    /// The largest weight allowed; the mean is 1.
    pub(super) largest: Option<f64>,
}

/// A question whose shares in the population are known.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) question: String,
    pub(super) at: At,
    /// They add up to 1.
    pub(super) targets: Vec<Target>,
}

/// An option's share in the population.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) option: String,
    pub(super) at: At,
    pub(super) share: f64,
}

/// Problems found so far.
#[derive(Debug, Default)]
pub(super) struct Problems(pub(super) Vec<Problem>);

impl Problems {
    pub(super) fn add(&mut self, code: &'static str, at: At, message: String, help: &str) {
        let help = (!help.is_empty()).then(|| help.to_owned());
        let place = at.into();
        self.0.push(Problem { severity: Severity::Error, code, place, message, help });
    }
}

/// Reads the file; None where a problem was found.
pub(super) fn parse(text: &str, problems: &mut Problems) -> Option<File> {
    let root = match yaml::load(text) {
        Ok(root) => root,
        Err(problem) => {
            problems.0.push((*problem).into());
            return None;
        }
    };
    let keys = ["paap", "margins", "largest"];
    let fields = mapping(&root, "the file", &keys, problems)?;
    let version = get(fields, "paap").map(|(_, node)| node);
    if version.and_then(text_of) != Some(FORMAT) {
        let at = version.map_or(root.at, |node| node.at);
        let message = "this is not marked as a file of weights".to_owned();
        problems.add("version", at, message, &format!("begin the file with `paap: {FORMAT}`"));
        return None;
    }
    let largest = get(fields, "largest").and_then(|(_, node)| {
        let number = number(node).filter(|number| *number > 1.0);
        if number.is_none() {
            let message = "`largest` is not a number above 1".to_owned();
            problems.add("shape", node.at, message, "the mean weight is 1; the default is 5");
        }
        number
    });
    let Some((_, Node { value: Value::List(items), .. })) = get(fields, "margins") else {
        let at = get(fields, "margins").map_or(root.at, |(key, _)| key.at);
        let message = "`margins` is not a list".to_owned();
        problems.add("shape", at, message, "write one `- question: …` with `targets:` for each");
        return None;
    };
    if items.is_empty() {
        problems.add("empty", root.at, "there are no margins".to_owned(), "");
    }
    let margins = items.iter().filter_map(|item| margin(item, problems)).collect();
    problems.0.is_empty().then_some(File { margins, largest })
}

fn margin(node: &Node, problems: &mut Problems) -> Option<Wanted> {
    let fields = mapping(node, "a margin", &["question", "targets"], problems)?;
    let Some((question, at)) = get(fields, "question")
        .and_then(|(_, node)| Some((text_of(node)?.to_owned(), node.at)))
        .filter(|(text, _)| !text.is_empty())
    else {
        let message = "the margin names no `question`".to_owned();
        problems.add("shape", node.at, message, "write its id, such as `question: q1`");
        return None;
    };
    let Some((key, targets)) = get(fields, "targets") else {
        let message = format!("`{}` has no `targets`", short(&question));
        problems.add("shape", node.at, message, "write each option with its share");
        return None;
    };
    let Value::Map(entries) = &targets.value else {
        let message = format!("`targets` is {}", targets.value.is());
        problems.add("shape", targets.at, message, "write each option with its share");
        return None;
    };
    let mut found = Vec::new();
    for (option, node) in entries {
        let Some(share) = number(node).filter(|share| *share >= 0.0) else {
            let message = format!("the share of “{}” is not a number", short(&option.name));
            problems.add("shape", node.at, message, "write 0.25, or 25 where all add up to 100");
            continue;
        };
        found.push(Target { option: option.name.clone(), at: option.at, share });
    }
    if found.len() < entries.len() {
        return None;
    }
    let total: f64 = found.iter().map(|target| target.share).sum();
    if (total - 1.0).abs() > ROUNDED && (total / 100.0 - 1.0).abs() > ROUNDED {
        let message = format!("the shares add up to {}", (total * 1e4).round() / 1e4);
        problems.add("sum", key.at, message, "shares of a question add up to 1, or to 100");
        return None;
    }
    found.iter_mut().for_each(|target| target.share /= total);
    Some(Wanted { question, at, targets: found })
}

fn mapping<'a>(
    node: &'a Node,
    what: &str,
    keys: &[&str],
    problems: &mut Problems,
) -> Option<&'a [(Key, Node)]> {
    let Value::Map(entries) = &node.value else {
        let help = format!("write it as keys with values: `{}`", keys.join("`, `"));
        problems.add("shape", node.at, format!("{what} is {}", node.value.is()), &help);
        return None;
    };
    for (key, _) in entries {
        if !keys.contains(&key.name.as_str()) {
            let help = match nearest(&key.name, keys.iter().copied()).first() {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it can have `{}`", keys.join("`, `")),
            };
            let message = format!("{what} has no key `{}`", short(&key.name));
            problems.add("unknown-key", key.at, message, &help);
        }
    }
    Some(entries)
}

fn get<'a>(entries: &'a [(Key, Node)], name: &str) -> Option<&'a (Key, Node)> {
    entries.iter().find(|(key, _)| key.name == name)
}

fn text_of(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

fn number(node: &Node) -> Option<f64> {
    text_of(node)?.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// Enough of a text to recognise it, in a message.
pub(super) fn short(text: &str) -> String {
    text.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
