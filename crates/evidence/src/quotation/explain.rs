//! Why words do not stand where they are said to: the most helpful reason there is.

use super::library::{Book, Library};
use super::sentence::has_ellipsis;
use super::words::Words;
use super::{role, speaker};
use crate::insight::{Evidence, Quotation};
use paap_interview::Role;
use paap_text::problem::Problem;
use paap_text::yaml::At;
use std::ops::Range;

/// Pieces of fewer words stand anywhere.
const PIECE: usize = 3;

/// Why the words do not stand in the turn that is named.
pub(super) fn explain(
    evidence: &Evidence,
    quotation: &Quotation,
    quote: &Words,
    library: &Library<'_>,
    book: &Book<'_>,
) -> Problem {
    let said_at = quotation.said_at;
    let all = book.words();
    let whole = quote.run(0..quote.len());
    let known = !book.turns(&quotation.turn).is_empty();
    for start in all.words.find(whole) {
        let (first, last) = (all.turn(start), all.turn(start + quote.len() - 1));
        let Some(place) = book.document.turns.get(first) else { continue };
        if first != last {
            let message = format!(
                "It is put together of turns: what {} says in {} and what follows.",
                speaker(place),
                place.id,
            );
            return Problem::error("stitched", evidence.at, message)
                .help("Quote each turn by itself.");
        }
        if role(book, place) == Role::Interviewer {
            let message = format!("{} asks this, in {}.", speaker(place), place.id);
            return Problem::error("interviewer", evidence.at, message)
                .help("Only what an interviewee says is evidence: quote the answer.");
        }
        if place.speaker.as_deref() != Some(quotation.speaker.as_str()) {
            let message = format!("{} says this, in {}.", speaker(place), place.id);
            return Problem::error("other-speaker", said_at, message)
                .help("Correct who is said to say it, and where.");
        }
        let message = format!("The words stand in {}, not in {}.", place.id, quotation.turn);
        return Problem::error("other-turn", said_at, message).help("Correct the turn.");
    }
    if let Some(place) = library.elsewhere(quote, &quotation.document) {
        let message = format!("The words stand in another interview: {place}.");
        return Problem::error("other-interview", said_at, message)
            .help("Correct where they are from, and whether they still are evidence.");
    }
    if !known {
        let message = format!("“{}” has no turn {}.", quotation.document, quotation.turn);
        return Problem::error("unknown-turn", said_at, message)
            .help("Nor do the words stand in any other: copy them again.");
    }
    if let Some(problem) = ellipsis(evidence.at, quotation, quote, library, book) {
        return problem;
    }
    if let Some(problem) = stitched(evidence.at, quote, book) {
        return problem;
    }
    changed(evidence, quotation, quote, book)
}

/// The problem of an ellipsis between parts that stand somewhere.
fn ellipsis(
    at: At,
    quotation: &Quotation,
    quote: &Words,
    library: &Library<'_>,
    book: &Book<'_>,
) -> Option<Problem> {
    let text = &quotation.words;
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for (index, pair) in quote.places.windows(2).enumerate() {
        if text.get(pair[0].of.end..pair[1].of.start).is_some_and(has_ellipsis) {
            parts.push(from..index + 1);
            from = index + 1;
        }
    }
    parts.push(from..quote.len());
    let all = &book.words().words;
    let stands = |part: &Range<usize>| {
        let words = Words::of(text.get(quote.span(part.clone())).unwrap_or_default());
        all.find(quote.run(part.clone())).next().is_some()
            || library.elsewhere(&words, "").is_some()
    };
    if parts.len() < 2 || !parts.iter().all(stands) {
        return None;
    }
    let message = "It is stitched with an ellipsis: what is left out may change what was meant.";
    Some(
        Problem::error("ellipsis", at, message)
            .help("Quote each part by itself, with its own attribution."),
    )
}

/// The longest run of the quotation's words from `from` on that stands in the transcript.
fn longest(quote: &Words, from: usize, all: &Words) -> Range<usize> {
    // Longer runs stand nowhere that shorter ones do not.
    let stands = |to: usize| all.find(quote.run(from..to)).next().is_some();
    let (mut low, mut high) = (from, quote.len());
    while low < high {
        let middle = (low + high).div_ceil(2);
        if stands(middle) { low = middle } else { high = middle - 1 }
    }
    from..low
}

/// The problem of words that are put together of several places.
fn stitched(at: At, quote: &Words, book: &Book<'_>) -> Option<Problem> {
    let all = book.words();
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while from < quote.len() {
        let piece = longest(quote, from, &all.words);
        if piece.len() < PIECE || pieces.len() == 4 {
            return None;
        }
        from = piece.end;
        pieces.push(piece);
    }
    let turns: Vec<String> = pieces
        .iter()
        .filter_map(|piece| {
            let start = all.words.find(quote.run(piece.clone())).next()?;
            Some(book.document.turns.get(all.turn(start))?.id.clone())
        })
        .collect();
    let message = format!("It is put together of several places: {}.", turns.join(", "));
    Some(Problem::error("stitched", at, message).help("Quote each part by itself."))
}

/// The problem of words that nearly stand in the turn, or nowhere at all.
fn changed(evidence: &Evidence, quotation: &Quotation, quote: &Words, book: &Book<'_>) -> Problem {
    let mut best: Option<(usize, usize, Words)> = None;
    for &turn in book.turns(&quotation.turn) {
        let there = Words::of(&book.said(turn));
        if let Some((start, score)) = nearest(quote, &there)
            && best.as_ref().is_none_or(|(_, known, _)| *known < score)
        {
            best = Some((start, score, there));
        }
    }
    let Some((start, score, there)) = best.filter(|(_, score, _)| *score * 2 >= quote.len()) else {
        let message = format!("Nobody says this in {}, nor elsewhere.", quotation.document);
        return Problem::error("invented", evidence.at, message)
            .help("Remove it, or copy the words from the transcript.");
    };
    let _ = score;
    let same = (0..quote.len())
        .take_while(|index| there.word(start + index) == quote.word(*index))
        .count();
    let at = line_of(evidence, quotation, quote, same);
    let said = quotation.turn.as_str();
    let (mine, theirs) = (quote.word(same), there.word(start + same));
    let message = match (mine.is_empty(), theirs.is_empty()) {
        (false, false) => {
            format!("The words differ in {said}: here is “{mine}”, there “{theirs}”.")
        }
        _ => format!("The words differ from what was said in {said}."),
    };
    let to = (start + quote.len() + 2).min(there.len());
    let passage = there.run(start..to).trim().to_owned();
    Problem::error("words-changed", at, message)
        .help(format!("There it goes: “{passage}”. Quote it as it stands."))
}

/// Where in the turn most of the words stand in the same order, and how many.
fn nearest(quote: &Words, there: &Words) -> Option<(usize, usize)> {
    // The line of the word grid with most equal words, give or take two words put in or left out.
    const SHIFT: usize = 2;
    let mut lines = hashbrown::HashMap::<usize, usize>::new();
    let mut places = hashbrown::HashMap::<&str, Vec<usize>>::new();
    for index in 0..there.len() {
        places.entry(there.word(index)).or_default().push(index);
    }
    for index in 0..quote.len() {
        for place in places.get(quote.word(index)).into_iter().flatten().take(64) {
            *lines.entry(place + quote.len() - index).or_default() += 1;
        }
    }
    let score = |line: usize| -> usize {
        (line.saturating_sub(SHIFT)..=line + SHIFT).filter_map(|near| lines.get(&near)).sum()
    };
    let best =
        lines.iter().max_by_key(|(line, own)| (score(**line), **own, usize::MAX - **line))?;
    let start = best.0.saturating_sub(quote.len());
    Some((start, score(*best.0).min(quote.len())))
}

/// The line of the file that a word of the quotation stands on.
fn line_of(evidence: &Evidence, quotation: &Quotation, quote: &Words, word: usize) -> At {
    let byte = quote.places.get(word).map_or(0, |place| place.of.start);
    let line = quotation.lines.iter().rev().find(|(start, _)| *start <= byte);
    match line {
        Some((start, line)) if *start > 0 => At { line: *line, column: 1 },
        _ => evidence.at,
    }
}
