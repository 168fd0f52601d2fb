//! How likely a run of words with capitals is a name, and of what.

use super::super::Context;
use super::super::lexicon::Class;
use super::super::token::{Shape, Token};
use super::cues::Cues;
use super::run::Run;
use crate::Span;

/// What the lists and the writing say of one word of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Word {
    /// A known tool, a month, an abbreviation that everybody uses.
    Harmless,
    /// A word of the dictionary, and no name.
    Plain,
    /// A short word all in capitals that is in no list.
    Acronym,
    /// A word of the dictionary, and a name, too: `Mark`.
    Both,
    /// In no list.
    Unknown,
    /// A name, and no word.
    Name,
}

fn word(context: &Context<'_>, token: &Token) -> Word {
    let plural = context.text[token.start..token.end]
        .strip_suffix('s')
        .is_some_and(|w| w.bytes().all(|b| b.is_ascii_uppercase()));
    let name = token.is(Class::NAME);
    if token.is(Class::ORDINARY) || token.is(Class::MONTH) {
        return Word::Harmless;
    }
    if token.is(Class::TECH) {
        return if token.is(Class::GIVEN1) && !token.is(Class::WORD) {
            Word::Both
        } else {
            Word::Harmless
        };
    }
    if token.len() == 1 {
        return Word::Harmless;
    }
    // `SLOs`: the plural of an abbreviation.
    let plural = token.shape == Shape::Mixed && token.len() <= 5 && plural;
    if plural {
        return Word::Acronym;
    }
    if token.shape == Shape::Upper && token.len() <= 4 && !token.is(Class::COUNTRY) {
        return if token.is(Class::WORD.with(Class::STATE_CODE)) && token.len() < 4 {
            Word::Harmless
        } else if token.is(Class::WORD) {
            Word::Plain
        } else {
            Word::Acronym
        };
    }
    // `PostBox` is no word, whatever its letters are.
    if token.shape == Shape::Mixed && token.len() >= 5 {
        return Word::Unknown;
    }
    if token.is(Class::WORD) {
        let common_family =
            token.is(Class::FAMILY1) || token.is(Class::FAMILY2) && !token.is(Class::COMMON);
        return if token.is(Class::GIVEN) || common_family || token.is(Class::CITY1) {
            Word::Both
        } else {
            Word::Plain
        };
    }
    if name || token.is(Class::CITY.with(Class::LAND)) {
        return Word::Name;
    }
    if token.is(Class::DERIVED) && token.opens {
        return Word::Plain;
    }
    Word::Unknown
}

/// The span of a run, if it is a name, and the token where it ends.
pub(super) fn weigh(context: &Context<'_>, run: &Run, listed: bool) -> Option<(Span, usize)> {
    let tokens = context.tokens;
    let (mut first, mut end) = (run.first, run.end);
    // Words that only stand before or after a name.
    while first < end && leaves(context, first, end) {
        first += 1;
        while first < end && !tokens[first].is_word() {
            first += 1;
        }
    }
    let titled = first < end && tokens[first].is(Class::TITLE) && first + 1 < end;
    let mut institution = false;
    while end > first + 1
        && tokens[end - 1].is_word()
        && tokens[end - 1].is(Class::KIND)
        && !titled
        && !tokens[end - 2].owns
    {
        institution = true;
        end -= 1;
        while end > first && !tokens[end - 1].is_word() {
            end -= 1;
        }
    }
    // `Kouklia Country Club`: the kind of club says nothing, either.
    while institution
        && end > first + 1
        && tokens[first].is_unknown()
        && tokens[end - 1].is(Class::COMMON)
        && !tokens[end - 1].is(Class::NAME)
    {
        end -= 1;
    }
    if first >= end {
        return None;
    }
    let words: Vec<Word> =
        tokens[first..end].iter().filter(|t| t.is_word()).map(|t| word(context, t)).collect();
    let best = *words.iter().max()?;
    let several = words.len() > 1;
    let opens = tokens[first].opens;
    // Of `Japanese Border Force` only the land says anything, which the list of places finds.
    let lands = tokens[first..end]
        .iter()
        .filter(|t| t.is_word() && t.is(Class::LAND) && !t.is(Class::NAME));
    let others = words.iter().filter(|&&w| w > Word::Plain).count();
    let cues = Cues::of(context, first, end);
    if several && lands.count() == others && others > 0 && !cues.org_tail && !cues.org_verb {
        return None;
    }
    let mut score: f64 = match best {
        Word::Name if words.contains(&Word::Name) => {
            // `Do I`
            let given =
                tokens[first..end].iter().any(|t| t.is(Class::GIVEN1) && !t.is(Class::WORD));
            if given {
                0.85
            } else if opens && !several {
                0.65
            } else {
                0.75
            }
        }
        Word::Unknown => {
            if opens && !several {
                0.55
            } else {
                0.7
            }
        }
        // `But Secretly Love`: most words must be of names.
        Word::Both if !opens && several => {
            let names = words.iter().filter(|&&w| w >= Word::Both).count();
            if names * 2 >= words.len() { 0.6 } else { 0.35 }
        }
        Word::Both if !opens => 0.5,
        Word::Both => {
            if several {
                0.5
            } else {
                0.15
            }
        }
        Word::Acronym => 0.1,
        Word::Plain if !opens && several && chosen_all(context, first, end) => 0.5,
        Word::Plain if !opens && several => 0.25,
        // `There was Wishbone, too`: a rare word with a capital within a sentence.
        Word::Plain if !opens && chosen(context, first) => 0.5,
        Word::Plain if !opens => 0.15,
        _ => 0.0,
    };
    score += cues.weight(context, first, end, best, several, opens);
    let rare = tokens[first..end]
        .iter()
        .any(|t| t.is_word() && !t.is(Class::COMMON.with(Class::ROLE).with(Class::TECH)));
    if institution && best > Word::Harmless && (several || rare) {
        score += 0.3;
    }
    if listed {
        score += if best >= Word::Both { 0.35 } else { 0.2 };
    }
    // `Princess Royal`: a title that is a word, too, needs a name.
    if titled && best >= if tokens[first].is(Class::COMMON) { Word::Unknown } else { Word::Plain } {
        score += 0.5;
    }
    if score < 0.5 {
        return None;
    }
    let (kind, rule) = cues.kind(context, first, end, titled, listed);
    let range = tokens[first].start..tokens[end - 1].end;
    let span = Span { range, kind, confidence: score.min(0.95), rule };
    Some((span, end))
}

/// Whether a single word is rare, and has its capital by choice: the words around have none.
fn chosen(context: &Context<'_>, at: usize) -> bool {
    let token = &context.tokens[at];
    let small = |i: Option<usize>| {
        i.and_then(|i| context.tokens.get(i))
            .is_none_or(|t| !t.is_word() || t.shape == Shape::Lower || t.opens)
    };
    context.cased
        && token.shape == Shape::Title
        && token.len() >= 4
        && !token.is(Class::WORD1
            .with(Class::TECH)
            .with(Class::ORDINARY)
            .with(Class::ROLE)
            .with(Class::DERIVED)
            .with(Class::INSTITUTION))
        && small(at.checked_sub(1))
        && small(Some(at + 1))
}

/// Whether two or three words have their capitals by choice, and are no role, tool or institution.
fn chosen_all(context: &Context<'_>, first: usize, end: usize) -> bool {
    let small = |i: Option<usize>| {
        i.and_then(|i| context.tokens.get(i))
            .is_none_or(|t| !t.is_word() || t.shape == Shape::Lower)
    };
    let general = Class::TECH
        .with(Class::ORDINARY)
        .with(Class::ROLE)
        .with(Class::INSTITUTION)
        .with(Class::PEOPLE_NOUN)
        .with(Class::COUNT_NOUN)
        .with(Class::ORG_TAIL)
        .with(Class::OFFICE)
        .with(Class::PLACEHOLDER);
    context.cased
        && end - first <= 3
        && context.tokens[first..end]
            .iter()
            .all(|t| t.shape == Shape::Title && !t.is(general) && t.is(Class::WORD) && t.len() >= 3)
        && small(first.checked_sub(1))
        && small(Some(end))
}

/// Whether the first word of a run is no part of the name: what opens a sentence, what a person does.
fn leaves(context: &Context<'_>, at: usize, end: usize) -> bool {
    let token = &context.tokens[at];
    if !token.is_word() {
        return true;
    }
    if token.is(Class::TITLE) && at + 1 < end && !token.is(Class::GIVEN1) {
        return false;
    }
    let rest = end - at > 1;
    if token.is(Class::ORDINARY) {
        return rest || !token.is(Class::NAME);
    }
    let name = token.is(Class::GIVEN) || token.is(Class::FAMILY1);
    if token.opens && token.is(Class::COMMON) && !name && rest {
        // `Weight Watchers` opens a sentence as `After Watchers` does.
        return token.is(Class::WORD1) || token.is(Class::ROLE);
    }
    // `And Jon`
    let next = context
        .tokens
        .get(at + 1)
        .filter(|_| rest)
        .map(|t| word(context, t))
        .unwrap_or(Word::Harmless);
    let function = token.is(Class::WORD1) && token.len() <= 4 && !name && next == Word::Name;
    rest && (function
        || token.is(Class::ROLE) && !name
        || token.is(Class::DEMONYM.with(Class::COUNTRY))
            && !token.is(Class::GIVEN1)
            && next > Word::Plain)
}
