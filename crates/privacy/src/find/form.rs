//! Names on lines of forms, signatures and address labels: a line is a value, not a sentence.

use super::Context;
use super::lexicon::Class;
use super::token::{Gap, Shape};
use crate::{Kind, Span};

/// How many words a value may have.
const LONGEST: usize = 7;

pub(super) fn find(context: &Context<'_>, spans: &mut Vec<Span>) {
    labels(context, spans);
    blocks(context, spans);
}

/// `Name: Ada`, and answers right after a question for a name.
fn labels(context: &Context<'_>, spans: &mut Vec<Span>) {
    for at in 1..context.tokens.len() {
        let mark = context.tokens[at];
        if !(mark.is_mark(b':') || mark.is_mark(b'?')) || mark.gap > Gap::Space {
            continue;
        }
        let label = context.tokens[at - 1];
        let kind = match () {
            () if label.is(Class::LABEL_PLACE) => Kind::Place,
            () if label.is(Class::LABEL_ORG) => Kind::Organisation,
            () if label.is(Class::LABEL_NAME) => Kind::Person,
            () => continue,
        };
        if mark.is_mark(b'?') && label.len() < 4 {
            continue;
        }
        let Some(end) = value(context, at + 1) else { continue };
        let words = &context.tokens[at + 1..end];
        if words.iter().all(|t| {
            t.is(Class::COMMON.with(Class::ORDINARY).with(Class::TECH))
                && !t.is(Class::NAME.with(Class::CITY))
                || t.len() < 2
        }) {
            continue;
        }
        let words = trimmed(words);
        let range = words[0].start..words[words.len() - 1].end;
        spans.push(Span { range, kind, confidence: 0.75, rule: "label" });
    }
}

/// The end of the value that begins at `at`: words up to a line's end or a mark, all of which can be
/// of a name.
fn value(context: &Context<'_>, at: usize) -> Option<usize> {
    let first = context.tokens.get(at)?;
    if first.gap == Gap::Blank || !first.is_word() || first.masked {
        return None;
    }
    let mut end = at;
    while let Some(token) = context.tokens.get(end) {
        let ends = token.gap >= Gap::Line && end > at;
        let mark = match token.shape {
            Shape::Mark(b'-') => token.gap != Gap::None,
            Shape::Mark(b'.') => context.tokens[end - 1].len() > 3,
            Shape::Mark(b'&' | b'\'') => false,
            Shape::Mark(_) => true,
            _ => false,
        };
        if ends || mark {
            break;
        }
        if token.masked
            || end - at > LONGEST
            || (token.shape == Shape::Lower && token.is(Class::WORD1) && !token.is(Class::PARTICLE))
        {
            return None;
        }
        end += 1;
    }
    while end > at && !(context.tokens[end - 1].is_word() || context.tokens[end - 1].is_number()) {
        end -= 1;
    }
    (end > at).then_some(end)
}

/// The words of a value without the kind of institution at its end.
fn trimmed(mut words: &[super::token::Token]) -> &[super::token::Token] {
    if words.last().is_some_and(|t| t.is(Class::INSTITUTION)) {
        while let [first, .., last] = words
            && first.is_unknown()
            && last.is(Class::INSTITUTION.with(Class::COMMON))
        {
            words = &words[..words.len() - 1];
        }
    }
    words
}

/// How many words are of sentences: everyday ones in small letters.
fn small(context: &Context<'_>, first: usize, end: usize) -> usize {
    (first..end)
        .filter(|&at| {
            let token = &context.tokens[at];
            token.shape == Shape::Lower
                && token.is(Class::WORD1)
                && !token
                    .is(Class::PARTICLE.with(Class::NAME).with(Class::STREET).with(Class::UNIT))
                && !matches!(context.word(at), "and" | "of")
        })
        .count()
}

/// One line: its tokens, without marks before and after.
struct Line {
    first: usize,
    end: usize,
    /// Short, and no sentence.
    short: bool,
    numbers: bool,
    words: usize,
}

fn lines(context: &Context<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    while at < context.tokens.len() {
        let mut end = at + 1;
        while end < context.tokens.len() && context.tokens[end].gap < Gap::Line {
            end += 1;
        }
        let mut first = at;
        while first < end && matches!(context.tokens[first].shape, Shape::Mark(_)) {
            first += 1;
        }
        let tokens = &context.tokens[first..end];
        let words = tokens.iter().filter(|t| t.is_word()).count();
        let sentence = tokens
            .last()
            .is_some_and(|t| matches!(t.shape, Shape::Mark(b'!' | b'?' | b':')))
            || small(context, first, end)
                > usize::from(tokens.iter().any(|t| t.is(Class::ROLE) && !t.is(Class::SAY_VERB)))
                    + 1
            || tokens
                .iter()
                .any(|t| t.masked || matches!(t.shape, Shape::Mark(b':' | b'"' | b'=' | b'{')));
        lines.push(Line {
            first,
            end,
            short: !tokens.is_empty() && tokens.len() <= 14 && !sentence,
            numbers: tokens.iter().any(|t| matches!(t.shape, Shape::Number | Shape::Mingled)),
            words,
        });
        at = end;
    }
    lines
}

/// A label of several short lines, of which one is a street or a telephone: its other lines are
/// names, roles and places.
fn blocks(context: &Context<'_>, spans: &mut Vec<Span>) {
    let lines = lines(context);
    let mut addressed = vec![false; lines.len()];
    for span in spans.iter() {
        if !matches!(span.kind, Kind::Address | Kind::Phone | Kind::Mail) {
            continue;
        }
        let first =
            lines.partition_point(|line| context.tokens[line.end - 1].end <= span.range.start);
        for (line, addressed) in lines[first..].iter().zip(&mut addressed[first..]) {
            if context.tokens[line.first.min(line.end - 1)].start >= span.range.end {
                break;
            }
            *addressed = true;
        }
    }
    let mut at = 0;
    while at < lines.len() {
        let mut end = at;
        while end < lines.len() && lines[end].short && end - at < 16 {
            end += 1;
        }
        let block = &lines[at..end];
        let street = addressed[at..end].contains(&true);
        // A country on a line of its own ends an address without a street.
        let ends_in_land = block.len() >= 2
            && block.last().is_some_and(|line| {
                let tokens = &context.tokens[line.first..line.end];
                tokens.len() <= 4
                    && (tokens[0].is(Class::COUNTRY)
                        || super::name::phrase(context, line.first).is_some_and(|(end, class)| {
                            end == line.end && class.is(Class::COUNTRY)
                        }))
            });
        if (street || ends_in_land) && block.len() >= 2 {
            for (line, &found) in block.iter().zip(&addressed[at..end]) {
                // What has a form says itself what it is.
                if !(found && line.numbers) {
                    label_line(context, line, spans);
                }
            }
        }
        at = end.max(at + 1);
    }
}

fn label_line(context: &Context<'_>, line: &Line, spans: &mut Vec<Span>) {
    let tokens = &context.tokens[line.first..line.end];
    let taken = line.words == 0 && !line.numbers || line.words > 6;
    if taken {
        return;
    }
    let (Some(first), Some(last)) =
        (tokens.first(), tokens.iter().rfind(|t| !matches!(t.shape, Shape::Mark(_))))
    else {
        return;
    };
    let role = tokens.iter().any(|t| t.is(Class::ROLE));
    let organisation = tokens.iter().any(|t| t.is(Class::LEGAL.with(Class::ORG_TAIL)));
    let place = tokens.iter().any(|t| t.is(Class::LAND));
    let kind = match () {
        () if line.numbers => Kind::Address,
        () if organisation => Kind::Organisation,
        () if role => Kind::Role,
        () if place => Kind::Place,
        () => Kind::Person,
    };
    let confidence = if first.is_capital() || first.plain { 0.65 } else { 0.5 };
    spans.push(Span { range: first.start..last.end, kind, confidence, rule: "address-label" });
}
