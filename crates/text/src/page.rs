//! Markdown with YAML front matter: what most files of a workspace are.
//!
//! ```text
//! ---
//! title: What we asked
//! ---
//!
//! Text.
//! ```

use crate::problem::Problem;
use crate::yaml::{self, At, Node, Value};

/// A page, taken apart.
#[derive(Debug)]
pub struct Page<'a> {
    /// The front matter, its lines counted in the file; an empty mapping where there is none.
    pub front: Node,
    /// Everything after the front matter.
    pub body: &'a str,
    /// The line of the file that the body begins on, from 1.
    pub line: usize,
}

impl<'a> Page<'a> {
    /// Takes a file apart. What is wrong with the front matter is added to `problems`; the body is
    /// there in any case.
    pub fn read(text: &'a str, problems: &mut Vec<Problem>) -> Self {
        let none = || Node { at: At::START, value: Value::Map(Vec::new()) };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let Some((front, body)) = split(text) else {
            return Self { front: none(), body: text, line: 1 };
        };
        let line = 1 + text[..text.len() - body.len()].matches('\n').count();
        if front.trim().is_empty() {
            return Self { front: none(), body, line };
        }
        // The fence becomes an empty line, so that places count in the file.
        let front = match yaml::load(&format!("\n{front}")) {
            Ok(front) => front,
            Err(problem) => {
                problems.push((*problem).into());
                none()
            }
        };
        Self { front, body, line }
    }
}

/// The front matter, without its fences, and what comes after it.
fn split(text: &str) -> Option<(&str, &str)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut at = first.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&text[first.len()..at], &text[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_in_the_file() {
        let mut problems = Vec::new();
        let page = Page::read("---\r\ntitle: A\nb: 2\n---\n\nText.\n", &mut problems);
        assert_eq!(page.front.get("b").map(|node| node.at.line), Some(3));
        assert_eq!((page.body, page.line), ("\nText.\n", 5));
        assert!(problems.is_empty());
    }

    #[test]
    fn what_is_no_yaml_is_a_problem_at_its_line() {
        let mut problems = Vec::new();
        let page = Page::read("---\na: 1\nb: [\n---\nText.\n", &mut problems);
        assert_eq!(page.body, "Text.\n");
        assert!(problems[0].at.line >= 3, "{problems:?}");
    }

    #[test]
    fn a_page_without_front_matter_is_all_body() {
        for text in ["", "Text.\n", "---\nnever closed\n", "--- no fence\n---\n"] {
            assert_eq!(Page::read(text, &mut Vec::new()).body, text);
        }
    }
}
