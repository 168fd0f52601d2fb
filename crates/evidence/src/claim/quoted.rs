//! Words in quotation marks outside of evidence: readers take them for somebody's words, so they must
//! be quoted as evidence too.

use crate::insight::{Insight, Piece};
use crate::prove::Weighed;
use crate::quotation::words::Words;
use paap_text::problem::Problem;
use std::ops::Range;

/// In a claim so many words in quotation marks are somebody's words; fewer are a way of speaking.
const CLAIM: usize = 3;
/// In the explaining words, where options of a survey are named too.
const PROSE: usize = 5;

/// What stands in quotations that were proved, and in expressions.
pub(super) fn known(insight: &Insight, pieces: &[Weighed]) -> Vec<Words> {
    let known = insight.evidence.iter().zip(pieces).filter_map(|(evidence, piece)| {
        match (&evidence.piece, &piece.found) {
            (Piece::Quotation(_), Some(found)) => Some(Words::of(&found.text)),
            (Piece::Figure(figure), _) => Some(Words::of(&figure.expression)),
            _ => None,
        }
    });
    known.collect()
}

/// Names what stands in quotation marks, and in nothing that is known.
pub(super) fn check(insight: &Insight, known: &[Words], problems: &mut Vec<Problem>) {
    let unknown = |text: &str, least: usize| {
        let unknown = |range: &Range<usize>| {
            let words = Words::of(&text[range.clone()]);
            words.len() >= least && !is_known(&words, known)
        };
        quoted(text).into_iter().find(unknown)
    };
    let help = "Quote it under “For” or “Against” too, or say it in words of your own.";
    if let Some(range) = unknown(&insight.claim, CLAIM) {
        let message =
            format!("The claim quotes “{}”, and no evidence does.", &insight.claim[range]);
        let problem = Problem::error("claim-quotation", insight.claim_at, message);
        problems.push(problem.help(help));
    }
    for prose in &insight.prose {
        if let Some(range) = unknown(&prose.text, PROSE) {
            let message =
                format!("Here is quoted “{}”, and no evidence quotes it.", &prose.text[range]);
            let problem = Problem::warning("words-quotation", prose.at, message);
            problems.push(problem.help(help));
        }
    }
}

/// The bytes of a text that stand in quotation marks, and in something that is known.
pub(super) fn proved(text: &str, known: &[Words]) -> Vec<Range<usize>> {
    let stands = |range: &Range<usize>| is_known(&Words::of(&text[range.clone()]), known);
    quoted(text).into_iter().filter(stands).collect()
}

fn is_known(words: &Words, known: &[Words]) -> bool {
    known.iter().any(|own| own.find(words.run(0..words.len())).next().is_some())
}

/// What stands between quotation marks.
fn quoted(text: &str) -> Vec<Range<usize>> {
    const PAIRS: [(char, &[char]); 11] = [
        ('“', &['”', '“']),
        ('„', &['“', '”', '"']),
        ('«', &['»']),
        ('»', &['«']),
        ('"', &['"']),
        ('‘', &['’', '‘']),
        ('‚', &['‘', '’']),
        ('\'', &['\'']),
        ('‹', &['›']),
        ('「', &['」']),
        ('『', &['』']),
    ];
    let mut found = Vec::new();
    let mut open: Option<(usize, &[char])> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        // Within or behind a word it is an apostrophe: *don't*, *the teams’ own*.
        let last = std::mem::replace(&mut before, c);
        let is_single = matches!(c, '\'' | '’' | '‘');
        let inside = last.is_alphanumeric() && (next.is_alphanumeric() || open.is_none());
        if is_single && inside {
            continue;
        }
        match open {
            Some((start, ends)) if ends.contains(&c) => {
                found.push(start..at);
                open = None;
            }
            Some(_) => {}
            None => {
                let pair = PAIRS.iter().find(|(begins, _)| *begins == c);
                open = pair.map(|(_, ends)| (at + c.len_utf8(), *ends));
            }
        }
    }
    found
}
