//! Codings as a list that people write by hand, or make from a spreadsheet: who put which code on
//! which words.
//!
//! ```yaml
//! codings:
//!   - document: interview-001
//!     coder: ana
//!     code: waiting
//!     quote: "we wait two days"
//!     memo: again
//! ```

use crate::codebook::Unreadable;
use paap_text::yaml::{self, Node};

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The interview's id.
    pub document: String,
    /// Who.
    pub coder: String,
    /// The code's id.
    pub code: String,
    /// The words, as they stand in the transcript; none for all of a turn.
    pub quote: Option<String>,
    /// The turn that they are in, where they are in several.
    pub turn: Option<String>,
    /// What the coder thought.
    pub memo: Option<String>,
    /// The line of the file, from 1.
    pub line: u64,
}

/// What a coding in the list may say.
const KEYS: [&str; 6] = ["document", "coder", "code", "quote", "turn", "memo"];

/// Reads a list.
///
/// # Errors
///
/// Where it is no YAML, or a coding lacks something or says something that nobody knows: the first
/// of them, with its line.
pub fn read(text: &str) -> Result<Vec<Listed>, Unreadable> {
    let root = yaml::load(text)?;
    let unreadable =
        |node: &Node, message: String| Unreadable { line: node.at.line as u64, message };
    let Some(list) = root.get("codings") else {
        return Err(unreadable(&root, "a list of codings begins with `codings:`".to_owned()));
    };
    let coding = |node: &Node| {
        if let Some((key, _)) =
            node.entries().iter().find(|(key, _)| !KEYS.contains(&key.name.as_str()))
        {
            let message =
                format!("a coding has no key `{}`; there are {}", key.name, KEYS.join(", "));
            return Err(Unreadable { line: key.at.line as u64, message });
        }
        let text = |key: &str| node.get(key).and_then(Node::text).map(str::to_owned);
        let needed = |key: &str| {
            text(key)
                .filter(|text| !text.is_empty())
                .ok_or_else(|| unreadable(node, format!("this coding does not say its `{key}`")))
        };
        Ok(Listed {
            document: needed("document")?,
            coder: needed("coder")?,
            code: needed("code")?,
            quote: text("quote"),
            turn: text("turn"),
            memo: text("memo"),
            line: node.at.line as u64,
        })
    };
    list.items().iter().map(coding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<usize, u64>) {
        let read = read(text).map(|list| list.len()).map_err(|why| why.line);
        assert_eq!(read, expected);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let coding = "codings:\n  - document: a\n    coder: ana\n    code: x\n    quote: words\n";
        check(coding, Ok(1));
        check("codings:\n  - document: a\n    coder: ana\n", Err(2));
        check(&format!("{coding}    mood: fine\n"), Err(6));
        check("code: x\n", Err(1));
        check("codings: [\n", Err(2));
    }
}
