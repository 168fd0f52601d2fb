//! Words that somebody typed, found in a transcript.

use paap_interview::Document;
use paap_interview::document::escaped;
use std::ops::Range;

/// The bytes of the body that hold the words, in the turn if one is named; without words all that
/// was said in the turn.
pub(super) fn find(
    document: &Document,
    quote: Option<&str>,
    turn: Option<&str>,
) -> Result<Range<usize>, String> {
    let places: Vec<_> = match turn {
        None => document.turns.iter().collect(),
        Some(id) => {
            let found: Vec<_> = document.turns.iter().filter(|turn| turn.id == id).collect();
            if found.is_empty() {
                return Err(format!("{id}: the interview has no such turn"));
            }
            found
        }
    };
    let Some(quote) = quote.map(str::trim).filter(|quote| !quote.is_empty()) else {
        return match (turn, places.as_slice()) {
            (Some(_), [place]) => Ok(place.text.clone()),
            _ => Err("say which words: --quote WORDS, or --turn TURN for all of it".to_owned()),
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
        [] => Err(
            "these words are not in what was said there; copy them from the transcript, letter by \
             letter, from one turn"
                .to_owned(),
        ),
        many => {
            let turns: Vec<&str> = many
                .iter()
                .filter_map(|range| Some(document.turn_at(range.start)?.id.as_str()))
                .take(10)
                .collect();
            Err(format!(
                "these words are there {} times ({}); take more words, or say the turn with --turn",
                many.len(),
                turns.join(", ")
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(quote: Option<&str>, turn: Option<&str>, expected: Result<&str, &str>) {
        let text = "---\nid: a\n---\n\n**A** (t1)\n\nWe use \\<toolname> and wait.\n\n**B** (t2)\n\nWe wait, and wait.\n";
        let document = Document::read(text);
        let found = find(&document, quote, turn);
        match expected {
            Ok(words) => {
                assert_eq!(found.map(|range| document.body[range].to_owned()).as_deref(), Ok(words))
            }
            Err(part) => assert!(found.as_ref().unwrap_err().contains(part), "{found:?}"),
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
        check(None, None, Err("--quote"));
        check(Some("(t2)"), None, Err("not in what was said"));
    }
}
