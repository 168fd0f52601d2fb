//! Words that somebody remembers, found and quoted: whole sentences, as the transcript has them.

use super::words::Words;
use super::{Library, role, speaker};
use crate::insight::Quotation;
use paap_interview::Role;
use paap_text::yaml::At;
use std::ops::Range;

/// How many hex digits of a version a quotation is written with.
const SHORT: usize = 12;

impl Library<'_> {
    /// The passages in which somebody who was asked says these words, but for case, white space and
    /// punctuation: at most so many, each as the sentences that they stand in, in the order of the
    /// transcripts. `target` gives the path that a link to a transcript has.
    pub fn cite(
        &self,
        words: &str,
        most: usize,
        target: &dyn Fn(&str) -> String,
    ) -> Vec<Quotation> {
        let wanted = Words::of(words);
        let mut found: Vec<Quotation> = Vec::new();
        if wanted.is_empty() {
            return found;
        }
        let run = wanted.run(0..wanted.len());
        for id in self.ids() {
            let Some(book) = self.book(id) else { continue };
            let all = book.words();
            let mut last = (usize::MAX, 0);
            for start in all.words.find(run) {
                let turn = all.turn(start);
                let Some(place) = book.document.turns.get(turn) else { continue };
                let is_whole = all.turn(start + wanted.len() - 1) == turn;
                if !is_whole || role(book, place) != Role::Interviewee {
                    continue;
                }
                let said = book.said(turn);
                let span = sentences(&said, all.words.span(start..start + wanted.len()));
                if last.0 == turn && span.start < last.1 {
                    continue;
                }
                last = (turn, span.end);
                let words = said.get(span).unwrap_or_default().trim().to_owned();
                found.push(Quotation {
                    typed: words.clone(),
                    words,
                    has_tag: false,
                    lines: Vec::new(),
                    speaker: speaker(place).to_owned(),
                    document: (*id).to_owned(),
                    turn: place.id.clone(),
                    target: target(id),
                    version: book.version().get(..SHORT).unwrap_or_default().to_owned(),
                    said_at: At::START,
                });
                if found.len() >= most {
                    return found;
                }
            }
        }
        found
    }
}

/// The sentences that a part of a text stands in.
fn sentences(said: &str, span: Range<usize>) -> Range<usize> {
    let ends = |at: usize| {
        let before = said[..at].trim_end_matches(['"', '”', '’', '\'', ')']);
        let gap = said[at..].chars().next().is_none_or(char::is_whitespace);
        gap && before.ends_with(['.', '?', '!', '…']) || said[at..].starts_with("\n\n")
    };
    let bounds = || (0..=said.len()).filter(|at| said.is_char_boundary(*at));
    let start = bounds().take_while(|at| *at <= span.start).filter(|at| ends(*at)).last();
    let end = bounds().skip_while(|at| *at < span.end).find(|at| ends(*at));
    start.unwrap_or(0)..end.unwrap_or(said.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_whole() {
        let said = "I wait. And then I ask (in the channel)! “Who knows?” Nobody.\n\nSo I build";
        let whole = |words: &str| {
            let start = said.find(words).unwrap();
            said[sentences(said, start..start + words.len())].trim()
        };
        assert_eq!(whole("wait"), "I wait.");
        assert_eq!(whole("the channel"), "And then I ask (in the channel)!");
        assert_eq!(whole("wait. And"), "I wait. And then I ask (in the channel)!");
        assert_eq!(whole("knows"), "“Who knows?”");
        assert_eq!(whole("build"), "So I build");
    }
}
