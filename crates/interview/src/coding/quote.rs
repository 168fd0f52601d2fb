//! Words that somebody typed, found in a transcript.

use crate::document::{Document, escaped};
use std::ops::Range;

/// Why words are not found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotFound {
    /// No such turn.
    #[error("{0}: the interview has no such turn")]
    Turn(String),
    /// Neither words nor a turn were named.
    #[error("say which words, or the turn for all of it")]
    Nothing,
    /// The words are nowhere.
    #[error(
        "these words are not in what was said there; copy them from the transcript, letter by \
         letter, from one turn"
    )]
    Words,
    /// The words are there more than once, in these turns.
    #[error("these words are there {0} times ({1}); take more words, or say the turn")]
    Many(usize, String),
}

/// The bytes of the body that hold the words, in the turn if one is named; without words all that
/// was said in the turn.
///
/// # Errors
///
/// Where the words are not there, or more than once.
pub fn find_quote(
    document: &Document,
    quote: Option<&str>,
    turn: Option<&str>,
) -> Result<Range<usize>, NotFound> {
    let places: Vec<_> = match turn {
        None => document.turns.iter().collect(),
        Some(id) => {
            let found: Vec<_> = document.turns.iter().filter(|turn| turn.id == id).collect();
            if found.is_empty() {
                return Err(NotFound::Turn(id.to_owned()));
            }
            found
        }
    };
    let Some(quote) = quote.map(str::trim).filter(|quote| !quote.is_empty()) else {
        return match (turn, places.as_slice()) {
            (Some(_), [place]) => Ok(place.text.clone()),
            _ => Err(NotFound::Nothing),
        };
    };
    // As it stands, or as people see it, who copy from a page.
    let written = escaped(quote);
    let mut found: Vec<Range<usize>> = Vec::new();
    for place in places {
        let text = document.body.get(place.text.clone()).unwrap_or_default();
        for words in [quote, &written] {
            for (at, _) in text.match_indices(words) {
                let range = place.text.start + at..place.text.start + at + words.len();
                if !found.contains(&range) {
                    found.push(range);
                }
            }
        }
    }
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(NotFound::Words),
        many => {
            let turns: Vec<&str> = many
                .iter()
                .filter_map(|range| Some(document.turn_at(range.start)?.id.as_str()))
                .take(10)
                .collect();
            Err(NotFound::Many(many.len(), turns.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(quote: Option<&str>, turn: Option<&str>, expected: Result<&str, &str>) {
        let text = "---\nid: a\n---\n\n**A** (t1)\n\nWe use \\<toolname> and wait.\n\n**B** (t2)\n\nWe wait, and wait.\n";
        let document = Document::read(text);
        let found = find_quote(&document, quote, turn);
        match expected {
            Ok(words) => {
                assert_eq!(found.map(|range| document.body[range].to_owned()), Ok(words.to_owned()))
            }
            Err(part) => assert!(found.unwrap_err().to_string().contains(part), "{part}"),
        }
    }

    #[test]
    fn words_are_found_as_people_copy_them() {
        check(Some("We use"), None, Ok("We use"));
        check(Some("use <toolname>"), None, Ok("use \\<toolname>"));
        check(Some("use \\<toolname>"), None, Ok("use \\<toolname>"));
        check(Some("wait"), None, Err("3 times (t1, t2, t2)"));
        check(Some("wait"), Some("t1"), Ok("wait"));
        check(None, Some("t2"), Ok("We wait, and wait."));
        check(Some("leave"), None, Err("not in what was said"));
        check(Some("wait"), Some("t9"), Err("no such turn"));
        check(None, None, Err("say which words"));
        check(Some("(t2)"), None, Err("not in what was said"));
    }
}
