//! How positions are counted, found by where selections begin and end.
//!
//! People select words. So the right way to count puts nearly every end of a selection at the
//! boundary of a word, and a wrong one puts many of them into the middle. Each way that would make
//! a difference is tried on all selections, or on some thousands of them spread over the project;
//! [`Score::points`] says what is added up. Where the file names or describes a selection by its
//! words, that counts for more than its ends.

use super::raw::{Place, Selection, Source};
use super::text::{At, Off, Text};
use super::units::{Because, Convention, Score, Unit, Why};
use unicode_normalization::char::is_combining_mark;

/// How many selections are looked at.
const TRIED: usize = 5_000;
/// How many characters of a quotation are compared; fewer than [`QUOTE_LEAST`] say nothing.
const QUOTE: usize = 60;
const QUOTE_LEAST: usize = 4;
const QUOTE_POINTS: i64 = 4;
const OUTSIDE_POINTS: i64 = -4;

/// A source and its text.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) source: Source,
    pub(super) text: Text,
    /// The document's id.
    pub(super) id: String,
}

/// What was found out.
pub(super) struct Choice {
    pub(super) chosen: Convention,
    pub(super) because: Because,
    pub(super) scores: Vec<Score>,
}

/// Chooses how positions are counted. `told` goes before what the scores say.
pub(super) fn choose(
    loaded: &[Loaded],
    told: Option<(Convention, Because)>,
    origin: Option<&str>,
) -> Choice {
    let sample = sample(loaded);
    let mut scores: Vec<Score> =
        candidates(&sample, origin).map(|convention| score(&sample, convention)).collect();
    // The likeliest stand first, and a stable sort leaves them there.
    scores.sort_by_key(|score| -score.points);
    let best = scores.first().map(|score| score.convention);
    let rivals = || {
        let points = scores.first().map(|score| score.points);
        scores.iter().skip(1).take_while(move |score| Some(score.points) == points)
    };
    let (chosen, because) = match (told, best) {
        (Some(told), _) => told,
        (None, Some(best)) if !sample.is_empty() => {
            let differs = |rival: &Score| {
                sample.iter().any(|(text, selection)| {
                    place(text, selection.place, best)
                        != place(text, selection.place, rival.convention)
                })
            };
            (best, if rivals().any(differs) { Because::Tie } else { Because::Best })
        }
        _ => (Convention::of(Unit::CodePoints), Because::Indifferent),
    };
    Choice { chosen, because, scores }
}

type Sample<'a> = Vec<(&'a Text, &'a Selection)>;

/// Selections with positions, spread over the project.
fn sample(loaded: &[Loaded]) -> Sample<'_> {
    let all = || {
        loaded.iter().flat_map(|loaded| {
            let selections = loaded.source.selections.iter();
            selections
                .filter(|selection| matches!(selection.place, Place::Positions(..)))
                .map(|selection| (&loaded.text, selection))
        })
    };
    let step = all().count() / TRIED + 1;
    all().step_by(step).collect()
}

/// The ways that make a difference, the likeliest first.
fn candidates(sample: &Sample, origin: Option<&str>) -> impl Iterator<Item = Convention> + use<> {
    let any = |what: fn(&Text) -> bool| sample.iter().any(|(text, _)| what(text));
    let (astral, crlf) = (any(|text| text.astral > 0), any(|text| text.crlf > 0));
    let bom = any(|text| text.bom);
    let mut all: Vec<Convention> = Convention::all()
        .filter(|way| astral || way.unit == Unit::CodePoints)
        .filter(|way| crlf || way.crlf == 2)
        .filter(|way| bom || !way.bom)
        .collect();
    // What is known of some programs decides nothing but ties.
    let origin = origin.unwrap_or_default().to_lowercase();
    if origin.contains("nvivo") && origin.contains("windows") {
        all.sort_by_key(|way| way.unit != Unit::Utf16);
    } else if origin.contains("atlas") {
        all.sort_by_key(|way| way.crlf != 1);
    }
    all.into_iter()
}

/// Where a selection is in its text.
pub(super) fn place(text: &Text, place: Place, convention: Convention) -> Result<(At, At), Why> {
    let Place::Positions(start, end) = place else { return Err(Why::Nowhere) };
    let end = if convention.inclusive { end.saturating_add(1) } else { end };
    if end < start {
        return Err(Why::Backwards);
    }
    let why = |off| match off {
        Off::Outside => Why::Outside,
        Off::Split => Why::Split,
    };
    let (start, end) =
        (text.at(start, convention).map_err(why)?, text.at(end, convention).map_err(why)?);
    if start.byte >= end.byte { Err(Why::Empty) } else { Ok((start, end)) }
}

fn score(sample: &Sample, convention: Convention) -> Score {
    let mut score =
        Score { convention, tried: 0, inside: 0, clean: 0, tight: 0, quoted: 0, points: 0 };
    for (text, selection) in sample {
        score.tried += 1;
        let (start, end) = match place(text, selection.place, convention) {
            Ok(found) => found,
            // Some tools write selections of nothing; they are in the text and say nothing.
            Err(Why::Empty) => continue,
            Err(_) => {
                score.points += OUTSIDE_POINTS;
                continue;
            }
        };
        score.inside += 1;
        let begins = boundary(text, start.stored, false);
        let ends = boundary(text, end.stored, true);
        score.clean += usize::from(begins > 0 && ends > 0);
        score.tight += usize::from(begins == 2 && ends == 2);
        score.points += begins + ends;
        let words = text.stored.get(start.stored..end.stored).unwrap_or_default();
        let quotes = [&selection.name, &selection.description];
        if quotes.into_iter().flatten().any(|quote| is_quoted(words, quote)) {
            score.quoted += 1;
            score.points += QUOTE_POINTS;
        }
    }
    score
}

/// How well a selection begins or ends at a byte: 0 inside a word, 1 with white space inside the
/// selection or between two characters of a script that has no spaces, else 2.
fn boundary(text: &Text, byte: usize, is_end: bool) -> i64 {
    let before = text.before(byte);
    let after = text.stored.get(byte..).and_then(|text| text.chars().next());
    let joins = |character: char| {
        is_combining_mark(character)
            || matches!(character, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
    };
    if after.is_some_and(joins) || before == Some('\u{200d}') {
        return 0;
    }
    let inner = if is_end { before } else { after };
    if inner.is_none_or(char::is_whitespace) {
        return 1;
    }
    let word = |character: Option<char>| {
        character.is_some_and(|it| it.is_alphanumeric() || it == '_' || is_combining_mark(it))
    };
    match (
        word(before) && word(after),
        before.is_some_and(is_unspaced) && after.is_some_and(is_unspaced),
    ) {
        (true, true) => 1,
        (true, false) => 0,
        (false, _) => 2,
    }
}

/// Whether a character's script writes words without spaces: Han, Kana, Thai, Lao, Khmer, Burmese.
fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a name or a description is the words, or how they begin.
pub(super) fn is_quoted(words: &str, quote: &str) -> bool {
    let quote = quote.trim();
    let cut = quote.strip_suffix('…').or_else(|| quote.strip_suffix("..."));
    let letters = |text: &'_ str| -> Vec<char> {
        let text = text.chars().take(8 * QUOTE).collect::<String>();
        text.split_whitespace().flat_map(str::chars).take(QUOTE).collect()
    };
    let (words, quote) = (letters(words), letters(cut.unwrap_or(quote)));
    let whole = cut.is_none() && quote.len() < QUOTE;
    quote.len() >= QUOTE_LEAST && if whole { words == quote } else { words.starts_with(&quote) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How well a selection of the part between bars begins and ends.
    fn check(text: &str, expected: (i64, i64)) {
        let start = text.find('|').unwrap();
        let end = text.rfind('|').unwrap() - 1;
        let text = Text::of(text.replace('|', ""));
        assert_eq!((boundary(&text, start, false), boundary(&text, end, true)), expected);
    }

    #[test]
    fn ends_are_judged_by_words() {
        check("one |two| three", (2, 2));
        check("one| two |three", (1, 1));
        check("o|ne tw|o", (0, 0));
        check("|one\r|\n", (2, 1));
        check("|one.|", (2, 2));
        check("e|e\u{301}|\u{301}", (0, 0));
        check("日|本語|で", (1, 1));
        check("た。|日本。|あ", (2, 2));
        check("a |👩| b", (2, 2));
        check("a |👩|\u{200d}💻", (2, 0));
    }

    #[test]
    fn names_are_taken_for_quotations_where_they_are_some() {
        let check =
            |words, quote, expected| assert_eq!(is_quoted(words, quote), expected, "{quote}");
        check("I wait a week.", "I wait a week.", true);
        check("I wait\na  week.", " I wait a week. ", true);
        check("I wait a week.", "I wait…", true);
        check("I wait a week.", "I wait", false);
        check("I wait a week.", "I…", false);
        check("I wait a week.", "line:6", false);
    }
}
