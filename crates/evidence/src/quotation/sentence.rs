//! Where a quotation is cut: within a word, within a sentence, or so that a *not* is lost.

use super::characters::is_apostrophe;
use super::words::is_inside;
use paap_text::problem::Problem;
use paap_text::yaml::At;
use std::ops::Range;

/// Words whose loss turns what was said into its opposite.
const NEGATIONS: [&str; 30] = [
    "not", "never", "no", "cannot", "hardly", "barely", "scarcely", "rarely", "seldom", "neither",
    "nor", "without", "nobody", "nothing", "none", "nowhere", "cant", "wont", "dont", "doesnt",
    "didnt", "isnt", "arent", "wasnt", "werent", "nicht", "nie", "kein", "keine", "jamais",
];

/// Words over which a *not* reaches: *I don't really know if*, *not always*.
const CARRYING: &[&str] = &[
    "a",
    "actually",
    "all",
    "always",
    "any",
    "be",
    "been",
    "believe",
    "ever",
    "even",
    "exactly",
    "find",
    "going",
    "have",
    "if",
    "it",
    "it's",
    "its",
    "just",
    "know",
    "longer",
    "much",
    "need",
    "necessarily",
    "often",
    "particularly",
    "quite",
    "really",
    "say",
    "so",
    "sure",
    "that",
    "that's",
    "the",
    "there's",
    "they",
    "think",
    "to",
    "too",
    "very",
    "want",
    "we",
    "whether",
    "yet",
];

/// How many such words at most stand between a *not* and the cut.
const REACH: usize = 4;

/// Of those, the ones that deny what stands before them.
const BEHIND: [&str; 7] = ["not", "never", "hardly", "rarely", "seldom", "nicht", "nie"];

/// The problem of a quotation that is cut within a word.
pub(super) fn cut_word(at: At, said: &str, span: &Range<usize>) -> Option<Problem> {
    let cut = [span.start, span.end].into_iter().find(|&end| is_inside(said, end))?;
    let message = format!("It is cut within “{}”.", around(said, cut));
    Some(Problem::error("cut-word", at, message).help("Quote whole words, numbers and amounts."))
}

/// What stands without white space around a byte.
fn around(said: &str, at: usize) -> &str {
    let (left, right) = (&said[..at], &said[at..]);
    let start = left
        .rfind(char::is_whitespace)
        .map_or(0, |before| before + left[before..].chars().next().map_or(1, char::len_utf8));
    let end = right.find(char::is_whitespace).unwrap_or(right.len()) + at;
    &said[start..end]
}

/// The problem of a quotation that begins or ends within a sentence, if it does: an error where a
/// *not* stands right at the cut.
pub(super) fn torn(at: At, said: &str, span: &Range<usize>) -> Option<Problem> {
    let (before, after) = (said.get(..span.start)?, said.get(span.end..)?);
    let words = said.get(span.clone())?;
    // What begins the next sentence denies nothing of this one.
    let open = if words.trim_end_matches(CLOSED).ends_with(ENDS) { "" } else { after };
    let lost = denial(before).or_else(|| first_word(open).filter(|word| denies_before(word)));
    if let Some(lost) = lost {
        let message =
            format!("“{lost}” stands right at the cut: without it this says another thing.");
        let problem = Problem::error("torn-negation", at, message);
        return Some(problem.help("Quote the whole sentence."));
    }
    if begins_sentence(before) && ends_sentence(words, after) {
        return None;
    }
    let message = "It begins or ends within a sentence.";
    let problem = Problem::warning("torn", at, message);
    Some(problem.help("Quote the whole sentence where that is possible."))
}

/// The *not* before a cut, where nothing but words that carry it over stands between the two.
fn denial(before: &str) -> Option<&str> {
    let mut rest = before;
    for _ in 0..=REACH {
        let word = last_word(rest)?;
        if is_negation(word) {
            return Some(word);
        }
        let small = word.to_lowercase().replace('’', "'");
        if !CARRYING.contains(&small.as_str()) {
            return None;
        }
        rest = rest.trim_end().strip_suffix(word)?;
    }
    None
}

/// Whether a word behind a cut denies what stands before it.
fn denies_before(word: &str) -> bool {
    BEHIND.contains(&folded(word).as_str())
        || word.to_lowercase().replace('’', "'").ends_with("n't")
}

/// The word right before the cut, where nothing but spaces divides them.
fn last_word(before: &str) -> Option<&str> {
    let trimmed = before.trim_end();
    if trimmed.len() == before.len() || before[trimmed.len()..].contains("\n\n") {
        return None;
    }
    let start = trimmed
        .rfind(|c: char| !(c.is_alphanumeric() || is_apostrophe(c)))
        .map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
    Some(&trimmed[start..]).filter(|word| !word.is_empty())
}

/// The word right behind the cut, where nothing but spaces divides them.
fn first_word(after: &str) -> Option<&str> {
    let trimmed = after.trim_start();
    if trimmed.len() == after.len() || after[..after.len() - trimmed.len()].contains("\n\n") {
        return None;
    }
    let end =
        trimmed.find(|c: char| !(c.is_alphanumeric() || is_apostrophe(c))).unwrap_or(trimmed.len());
    Some(&trimmed[..end]).filter(|word| !word.is_empty())
}

fn folded(word: &str) -> String {
    word.chars().filter(|c| !is_apostrophe(*c)).flat_map(char::to_lowercase).collect()
}

fn is_negation(word: &str) -> bool {
    let plain = folded(word);
    NEGATIONS.contains(&plain.as_str())
        || plain.len() + 1 < word.len() && plain.ends_with("nt")
        || word.to_lowercase().replace('’', "'").ends_with("n't")
}

/// Whether a sentence is over where a text ends.
fn begins_sentence(before: &str) -> bool {
    let trimmed =
        before.trim_end_matches(|c: char| c.is_whitespace() || "“„«‘\"'([<*_".contains(c));
    let gap = &before[trimmed.len()..];
    trimmed.is_empty()
        || gap.contains("\n\n")
        || trimmed.ends_with(ENDS)
        || trimmed.ends_with(CLOSED)
}

const ENDS: [char; 11] = ['.', '!', '?', '…', ':', ';', '。', '！', '？', '—', '–'];
const CLOSED: [char; 6] = ['”', '»', '"', ')', ']', '>'];

/// Whether a sentence is over at the end of a quotation.
fn ends_sentence(words: &str, after: &str) -> bool {
    let words = words.trim_end_matches(CLOSED);
    let rest = after.trim_start_matches(|c: char| CLOSED.contains(&c) || "’'*_".contains(c));
    words.ends_with(ENDS)
        || rest.trim().is_empty()
        || rest.starts_with(ENDS)
        || rest.trim_start_matches(' ').starts_with("\n\n")
}

/// Whether a text has an ellipsis, in whatever form.
pub(super) fn has_ellipsis(text: &str) -> bool {
    text.contains(['…', '⋯'])
        || text.contains("..")
        || text.contains(". .")
        || text.contains("[snip]")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `[` and `]` cut of a text.
    fn check(text: &str, code: Option<&str>) {
        let (start, end) = (text.find('[').unwrap(), text.find(']').unwrap() - 1);
        let said = text.replace(['[', ']'], "");
        let found = torn(At::START, &said, &(start..end));
        assert_eq!(found.map(|problem| problem.code), code, "{text}");
    }

    #[test]
    fn sentences_are_whole_or_torn() {
        check("Yes. [I wait.] Then I ask.", None);
        check("[I wait. Then I ask]", None);
        check("Yes. [I wait]. Then.", None);
        check("Yes.\n\n[I wait]\n\nThen", None);
        check("Well, [I wait.]", Some("torn"));
        check("[I wait] and then", Some("torn"));
        check("No. [I wait.]", None);
        check("I would not [use it again.]", Some("torn-negation"));
        check("We don't [like it.]", Some("torn-negation"));
        check("We don’t [like it.]", Some("torn-negation"));
        check("I don't really [know who to ask.]", Some("torn-negation"));
        check("I'm not sure if [anybody decided it.]", Some("torn-negation"));
        check("I don’t think that [it helps.]", Some("torn-negation"));
        check("That's not so, but [we like it.]", Some("torn"));
        check("Not on Fridays because [we like it.]", Some("torn"));
        check("[Those at the water] don't trust it.", Some("torn-negation"));
        check("[We like it], don't we?", Some("torn"));
        check("[We like it] not at all.", Some("torn-negation"));
        check("I want [it.]", Some("torn"));
        check("[We like it.] Not that I would say so.", None);
    }
}
