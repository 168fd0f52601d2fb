//! Where in a turn the words of a quotation stand.

use super::sentence;
use super::words::Words;
use crate::insight::Quotation;
use paap_text::problem::Weight;
use paap_text::yaml::At;
use std::ops::Range;

/// Where words stand in a turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// Bytes of what was said.
    pub(super) span: Range<usize>,
    /// Whether nothing but white space differs.
    pub(super) exact: bool,
}

/// The best place of the words in what was said in a turn: whole words, and no sentence turned into
/// its opposite, where there is such a place.
pub(super) fn best_match(quotation: &Quotation, quote: &Words, said: &str) -> Option<Match> {
    let whole = |found: &Match| {
        sentence::cut_word(At::START, said, &found.span).is_none()
            && sentence::torn(At::START, said, &found.span)
                .is_none_or(|problem| problem.weight == Weight::Warning)
    };
    let mut first = None;
    // What is seen, and what is typed: a speaker's star is not emphasis.
    let readings = [&quotation.words, &quotation.typed];
    let readings = &readings[usize::from(quotation.has_tag)..];
    for words in readings {
        let words = words.trim();
        for start in memchr::memmem::find_iter(said.as_bytes(), words.as_bytes()) {
            let found = Match { span: start..start + words.len(), exact: !quotation.has_tag };
            if whole(&found) {
                return Some(found);
            }
            first.get_or_insert(found);
        }
    }
    if first.is_some() {
        return first;
    }
    let there = Words::of(said);
    for words in readings {
        let own;
        let quote = if std::ptr::eq(*words, &raw const quotation.words) {
            quote
        } else {
            own = Words::of(words);
            &own
        };
        for start in there.find(quote.run(0..quote.len())) {
            let span = there.span(start..start + quote.len());
            let exact = verbatim(words, &quote.span(0..quote.len()), said, &span);
            let found = match (exact, quotation.has_tag) {
                (Some(span), tag) => Match { span, exact: !tag },
                (None, true) => continue,
                (None, false) => Match { span: punctuated(words, quote, said, span), exact: false },
            };
            if whole(&found) && found.exact {
                return Some(found);
            }
            let rank = |found: &Match| (whole(found), found.exact);
            let better = first.as_ref().is_none_or(|known| rank(known) < rank(&found));
            if better {
                first = Some(found);
            }
        }
    }
    first
}

/// The bytes of `said` that are `words` but for white space, where both have the same words.
fn verbatim(
    words: &str,
    inner: &Range<usize>,
    said: &str,
    span: &Range<usize>,
) -> Option<Range<usize>> {
    let (before, after) = (words[..inner.start].trim_start(), words[inner.end..].trim_end());
    let start = span.start.checked_sub(before.len())?;
    let end = span.end + after.len();
    let there = said.get(start..end)?;
    there.split_whitespace().eq(words.split_whitespace()).then_some(start..end)
}

/// The bytes of some words with the punctuation at their ends, where the quotation has some too.
fn punctuated(words: &str, quote: &Words, said: &str, span: Range<usize>) -> Range<usize> {
    let inner = quote.span(0..quote.len());
    let Range { mut start, mut end } = span;
    if !words[..inner.start].trim().is_empty() {
        let opening = |c: &char| "“„«‘\"'([<¿¡".contains(*c);
        start -= said[..start].chars().rev().take_while(opening).map(char::len_utf8).sum::<usize>();
    }
    if !words[inner.end..].trim().is_empty() {
        let closing = |c: &char| ".,;:!?…”“»’\"')]>".contains(*c);
        end += said[end..].chars().take_while(closing).map(char::len_utf8).sum::<usize>();
    }
    start..end
}

/// Whether the quotation has an ellipsis between two words where the transcript has none.
pub(super) fn has_own_ellipsis(
    quotation: &Quotation,
    quote: &Words,
    said: &str,
    span: &Range<usize>,
) -> bool {
    let there = &said[span.clone()];
    let said_words = Words::of(there);
    let gap = |text: &str, words: &Words, index: usize| {
        let (Some(word), Some(next)) = (words.places.get(index), words.places.get(index + 1))
        else {
            return false;
        };
        text.get(word.of.end..next.of.start).is_some_and(sentence::has_ellipsis)
    };
    quote.len() == said_words.len()
        && (0..quote.len().saturating_sub(1))
            .any(|index| gap(&quotation.words, quote, index) && !gap(there, &said_words, index))
}
