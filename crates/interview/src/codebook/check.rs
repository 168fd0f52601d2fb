//! What is odd in a codebook.

use super::{Code, Codebook};
use crate::warning::Warning;
use hashbrown::{HashMap, HashSet};

/// What is odd in a codebook that was made, not read: nothing has a line.
pub fn check(codebook: &Codebook) -> Vec<Warning> {
    found(codebook, &[])
}

/// The same with the line of each code.
pub(super) fn found(codebook: &Codebook, lines: &[u64]) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut firsts: HashMap<&str, usize> = HashMap::new();
    let mut names: HashMap<(Option<&str>, String), usize> = HashMap::new();
    let mut say = |index: usize, warning: Warning| {
        warnings.push(match lines.get(index) {
            Some(line) => warning.at_line(*line),
            None => warning,
        });
    };
    for (index, code) in codebook.codes.iter().enumerate() {
        let id = &code.id;
        let earlier = firsts.get(id.as_str()).copied();
        firsts.entry(id).or_insert(index);
        if let Some(earlier) = earlier {
            let there = lines.get(earlier).map_or_else(String::new, |at| format!(" in line {at}"));
            let message = format!(
                "The id `{id}` was used before{there}; the first one counts. Remove one, or give \
                 it an id of its own."
            );
            say(index, Warning::problem("duplicate-code", message));
        } else {
            let name = (code.parent.as_deref(), code.name.to_lowercase());
            if names.insert(name, index).is_some() {
                let message = format!(
                    "The name of `{id}` is that of a code beside it. Coders will mistake them."
                );
                say(index, Warning::problem("duplicate-name", message));
            }
        }
        if !is_id(id) {
            let message = format!(
                "The id `{id}` has other characters than lower-case letters, digits and hyphens; \
                 it is kept, but is awkward to type."
            );
            say(index, Warning::notice("odd-id", message));
        }
        if code.colour.as_ref().is_some_and(|colour| !is_colour(colour)) {
            let message = format!("The colour of `{id}` is not written as `#rrggbb`.");
            say(index, Warning::problem("odd-colour", message));
        }
        if code.definition.is_none() {
            let message = format!(
                "`{id}` has no definition. Two coders will not mean the same by it; write one."
            );
            say(index, Warning::notice("no-definition", message));
        }
    }
    for (index, code) in codebook.codes.iter().enumerate() {
        if let Some(parent) = code.parent.as_ref().filter(|p| !firsts.contains_key(p.as_str())) {
            let message = format!(
                "The parent `{parent}` of `{}` is not in the codebook; the code is shown at the \
                 top.",
                code.id
            );
            say(index, Warning::problem("unknown-parent", message));
        }
    }
    for index in circles(&codebook.codes, &firsts) {
        let id = codebook.codes.get(index).map_or("", |code| code.id.as_str());
        let message = format!(
            "`{id}` is a kind of itself, by its parents. It is shown at the top; correct one \
             `parent`."
        );
        say(index, Warning::problem("circle", message));
    }
    warnings
}

/// One code of each circle of parents, the first of the book.
fn circles(codes: &[Code], firsts: &HashMap<&str, usize>) -> Vec<usize> {
    let parent = |index: usize| {
        let code: &Code = codes.get(index)?;
        firsts.get(code.parent.as_deref()?).copied()
    };
    let mut done: HashSet<usize> = HashSet::new();
    let mut circles = Vec::new();
    for start in firsts.values().copied() {
        let mut path = Vec::new();
        let mut here: HashSet<usize> = HashSet::new();
        let mut at = Some(start);
        while let Some(index) = at.filter(|index| !done.contains(index)) {
            if !here.insert(index) {
                let from = path.iter().position(|on_path| *on_path == index).unwrap_or_default();
                circles.extend(path.iter().skip(from).min().copied());
                break;
            }
            path.push(index);
            at = parent(index);
        }
        done.extend(here);
    }
    circles.sort_unstable();
    circles
}

fn is_id(id: &str) -> bool {
    let plain = |c: char| c == '-' || (c.is_alphanumeric() && !c.is_uppercase());
    !id.is_empty() && id.chars().all(plain) && !id.starts_with('-') && !id.ends_with('-')
}

fn is_colour(colour: &str) -> bool {
    let digits = colour.strip_prefix('#').unwrap_or_default();
    digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}
