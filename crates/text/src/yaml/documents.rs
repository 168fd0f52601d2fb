//! Files with several YAML documents, one after the other: `---` begins one, `...` ends one.
//!
//! A line that begins with either mark, followed by a blank or nothing, is a boundary wherever it
//! stands, even within a text (YAML 1.2.2, `c-forbidden`). So the documents are told apart by lines
//! alone, and what is wrong in one loses nothing of the others.

use super::{At, Node, Problem, Value, load};

/// The documents of a text, one after the other, each read when it is asked for. Places are those of the
/// whole text. What holds nothing but comments is no document.
///
/// Each document is read as [`load`] reads a file, with its limits.
///
/// ```
/// use paap_text::yaml::documents;
/// let all: Vec<_> = documents("a: 1\n---\n# nothing\n---\nb: [\n...\n---\nc: 3\n").collect();
/// assert_eq!(all.len(), 3);
/// assert_eq!(all[2].as_ref().unwrap().get("c").unwrap().at.line, 8);
/// assert!(all[1].as_ref().unwrap_err().at.line >= 5);
/// ```
pub fn documents(text: &str) -> impl Iterator<Item = Result<Node, Box<Problem>>> {
    parts(text).filter_map(|(line, part)| {
        let read = load(part).map(|mut node| {
            moved(&mut node, line - 1);
            node
        });
        match read {
            Ok(Node { value: Value::Null, .. }) => None,
            Ok(node) => Some(Ok(node)),
            Err(mut problem) => {
                problem.at.line += line - 1;
                Some(Err(problem))
            }
        }
    })
}

/// The parts of a text that hold something, each with its first line from 1.
fn parts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    let mut line = 1;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let (length, lines) = end(rest);
            let (part, after) = rest.split_at(length);
            let first = line;
            (rest, line) = (after, line + lines);
            if part.split_inclusive('\n').any(says_something) {
                return Some((first, part));
            }
        }
        None
    })
}

/// Where the document that a text begins with ends, in bytes and in lines.
fn end(text: &str) -> (usize, usize) {
    let (mut at, mut lines) = (0, 0);
    // Before its mark a document may have directives and comments.
    let mut is_open = false;
    for line in text.split_inclusive('\n') {
        if is_mark(line, "---") {
            if is_open {
                return (at, lines);
            }
            is_open = true;
        }
        at += line.len();
        lines += 1;
        if is_mark(line, "...") {
            return (at, lines);
        }
        is_open |= says_something(line) && !line.starts_with('%');
    }
    (at, lines)
}

/// Whether a line is a boundary of documents.
fn is_mark(line: &str, mark: &str) -> bool {
    let rest = line.strip_prefix('\u{feff}').unwrap_or(line).strip_prefix(mark);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
}

/// Whether a line is more than a mark, a comment or blanks.
fn says_something(line: &str) -> bool {
    let line = line.strip_prefix('\u{feff}').unwrap_or(line);
    let is_marked = is_mark(line, "---") || is_mark(line, "...");
    let own = if is_marked { line.get(3..).unwrap_or_default() } else { line };
    let own = own.trim();
    !own.is_empty() && !own.starts_with('#')
}

/// Moves every place down by so many lines.
fn moved(node: &mut Node, lines: usize) {
    let down = |at: &mut At| at.line += lines;
    down(&mut node.at);
    match &mut node.value {
        Value::Null | Value::Scalar { .. } => {}
        Value::List(items) => items.iter_mut().for_each(|item| moved(item, lines)),
        Value::Map(entries) => {
            for (key, value) in entries {
                down(&mut key.at);
                moved(value, lines);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The line of each document's first value, and its text where it is one.
    fn read(text: &str) -> Vec<(usize, String)> {
        let shown = |node: Node| match node.entries() {
            [(key, value), ..] => {
                (key.at.line, format!("{}={}", key.name, value.text().unwrap_or("?")))
            }
            [] => (node.at.line, node.text().unwrap_or("?").to_owned()),
        };
        let failed = |problem: Box<Problem>| (problem.at.line, format!("!{}", problem.code));
        documents(text).map(|one| one.map_or_else(failed, shown)).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[(usize, &str)]) {
        let expected: Vec<_> = expected.iter().map(|(line, own)| (*line, (*own).into())).collect();
        assert_eq!(read(text), expected, "{text:?}");
    }

    #[test]
    fn documents_are_told_apart_and_places_are_those_of_the_file() {
        check("", &[]);
        check("# only words\n\n---\n...\n---\n# more\n", &[]);
        check("a: 1\n", &[(1, "a=1")]);
        check("---\na: 1\n---\nb: 2\n", &[(2, "a=1"), (4, "b=2")]);
        check("a: 1\n...\n\n# between\nb: 2\n...\n", &[(1, "a=1"), (5, "b=2")]);
        check("--- {a: 1}\n--- # a comment\nb: 2\n---", &[(1, "a=1"), (3, "b=2")]);
        check("\u{feff}---\r\na: 1\r\n---\r\nb: 2\r\n", &[(2, "a=1"), (4, "b=2")]);
        check(
            "%YAML 1.2\n# directives\n---\na: 1\n...\n%YAML 1.2\n---\nb: 2\n",
            &[(4, "a=1"), (8, "b=2")],
        );
        // A file that others were put together of.
        check("a: 1\n\u{feff}---\nb: 2\n", &[(1, "a=1"), (3, "b=2")]);
    }

    #[test]
    fn what_looks_like_a_mark_and_is_none_stays_a_text() {
        check("a: |\n  ---\n  b: 2\nc: 3\n", &[(1, "a=---\nb: 2\n")]);
        check("---a: 1\n", &[(1, "---a=1")]);
        check("a: x\n  --- y\n", &[(1, "a=x --- y")]);
        // In the first column it is one, whatever is open.
        check("a: |\n  x\n---\nb: 2\n", &[(1, "a=x\n"), (4, "b=2")]);
    }

    #[test]
    fn what_is_wrong_in_one_loses_nothing_of_the_others() {
        check(
            "a: [\n---\nb: 2\n---\nc: *d\nd: &d 1\n---\ne: 5\n",
            &[(2, "!yaml"), (3, "b=2"), (5, "!alias"), (8, "e=5")],
        );
    }

    proptest! {
        #[test]
        fn many_documents_are_read_as_each_alone(values in prop::collection::vec("[a-z]{1,8}", 1..20)) {
            let text: String = values.iter().map(|own| format!("---\n# c\n\nkey: x{own}\n")).collect();
            let expected: Vec<_> = values
                .iter()
                .enumerate()
                .map(|(at, own)| (4 * at + 4, format!("key=x{own}")))
                .collect();
            prop_assert_eq!(read(&text), expected);
        }

        #[test]
        fn nothing_makes_it_panic(text in "[-.%#a:\\[ \\n\\r\u{feff}|\"]{0,80}") {
            let lines = text.matches(['\n', '\r']).count() + 1;
            for (line, _) in read(&text) {
                prop_assert!((1..=lines + 1).contains(&line), "{line} of {lines}");
            }
        }
    }
}
