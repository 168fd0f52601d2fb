//! Postal addresses of many countries, on one line or on several.

mod part;

use super::Context;
use super::lexicon::Class;
use super::token::{Gap, Shape};
use crate::{Kind, Span};
use part::{Part, part};

/// How many tokens an address may have.
const LONGEST: usize = 40;
/// How far before an address the words may stand that lead to it.
const REACH: usize = 9;

pub(super) fn find(context: &Context<'_>, spans: &mut Vec<Span>) {
    let mut at = 0;
    while at < context.tokens.len() {
        match address(context, at) {
            Some((end, confidence, rule)) => {
                let range = context.tokens[at].start..context.tokens[end - 1].end;
                spans.push(Span { range, kind: Kind::Address, confidence, rule });
                at = end;
            }
            None => at += 1,
        }
    }
}

/// The address that begins at this token: its end, how sure that is, and the rule.
fn address(context: &Context<'_>, at: usize) -> Option<(usize, f64, &'static str)> {
    let first = part(context, at);
    let cue = leads(context, at);
    match first {
        Part::Number | Part::Name | Part::Street | Part::Unit => {}
        Part::Particle if context.tokens[at].plain || cue => {}
        _ => return None,
    }
    if at > 0 && continues(context, at) {
        return None;
    }
    let (mut end, mut numbers, mut names, mut streets, mut units) = (at, 0, 0, 0, 0);
    let mut numbered_unit = false;
    let mut first_number = None;
    let mut after_name = false;
    // The first line, up to a comma or a line's end.
    while end < context.tokens.len() && end - at < 12 {
        let token = context.tokens[end];
        if end > at && token.gap >= Gap::Line {
            break;
        }
        match part(context, end) {
            Part::Number => {
                numbers += 1;
                if first_number.is_none() {
                    first_number = Some(end == at);
                }
                after_name |= names + streets > 0;
                numbered_unit |= end > at
                    && (part(context, end - 1) == Part::Unit
                        || end > at + 1
                            && context.tokens[end - 1].is_mark(b'.')
                            && part(context, end - 2) == Part::Unit);
            }
            Part::Name => names += 1,
            Part::Street => streets += 1,
            Part::Unit => units += 1,
            Part::Particle
                if end + 1 < context.tokens.len()
                    && !matches!(part(context, end + 1), Part::None) => {}
            Part::Glue => {}
            _ => break,
        }
        end += 1;
    }
    while end > at
        && matches!(part(context, end - 1), Part::Glue | Part::Particle)
        && !context.tokens[end - 1].is_mark(b'.')
    {
        end -= 1;
    }
    if end == at {
        return None;
    }
    let leading = first == Part::Number;
    let words = names + streets;
    let begun = match () {
        () if leading && streets > 0 && words >= 2 => Some((0.9, "street")),
        () if streets > 0 && after_name && ending(context, at, end) => Some((0.85, "street")),
        () if streets > 0
            && after_name
            && words >= 2
            && numbers > 0
            && (cue || next_line_is_place(context, end)) =>
        {
            Some((0.85, "street"))
        }
        () if first == Part::Unit && names > 0 && forces(context, end) => Some((0.85, "unit")),
        // `ul. Miła 53`, `Via Roma 3`
        () if first == Part::Street && names > 0 && after_name && abroad(context, at) => {
            Some((0.8, "street"))
        }
        () if numbered_unit
            && (numbers > 0)
            && (words + units) > 0
            && (first == Part::Unit || leading) =>
        {
            Some((0.85, "unit"))
        }
        () if leading && after_name && words > 0 && (cue || strange(context, at, end)) => {
            Some((0.75, "numbered-name"))
        }
        () if cue
            && numbers > 0
            && words > 0
            && (leading || after_name)
            && !dated(context, at, end) =>
        {
            Some((0.75, "address-cue"))
        }
        () if leading && words >= 1 && next_line_is_place(context, end) => {
            Some((0.7, "address-lines"))
        }
        () if corner(context, at) => Some((0.7, "corner")),
        _ => None,
    };
    let (confidence, rule) = begun?;
    if leading && (counts(context, at) && !cue) {
        return None;
    }
    end = extend(context, at, end);
    Some((end, confidence, rule))
}

/// `20 Engineers`, `5 GB`: a number of things.
fn counts(context: &Context<'_>, at: usize) -> bool {
    context.tokens.get(at + 1).is_some_and(|t| {
        t.is(Class::COUNT_NOUN.with(Class::PEOPLE_NOUN).with(Class::TECH).with(Class::MONTH))
            && !t.is(Class::STREET)
    })
}

/// Whether a word of it is in no list: `6750 Koskikatu 25`.
fn strange(context: &Context<'_>, at: usize, end: usize) -> bool {
    context.tokens[at..end].iter().any(|t| t.is_unknown() && t.shape != Shape::Mingled)
}

/// Whether the only number is a year.
fn dated(context: &Context<'_>, at: usize, end: usize) -> bool {
    let mut numbers = (at..end).filter(|&i| part(context, i) == Part::Number);
    let year = |i: usize| {
        context.tokens[i].len() == 4
            && (context.word(i).starts_with("19") || context.word(i).starts_with("20"))
    };
    numbers.next().is_some_and(year) && numbers.next().is_none()
}

/// Whether the word is one for a street in a language that says it first.
fn abroad(context: &Context<'_>, at: usize) -> bool {
    !context.tokens[at].is(Class::WORD)
        || context.tokens[at].is_capital()
            && matches!(context.word(at), "Via" | "Rue" | "Calle" | "Corso" | "Cours")
}

/// Whether the next line is of a military post office: `FPO AE 12345`.
fn forces(context: &Context<'_>, at: usize) -> bool {
    matches!(context.word(at).to_ascii_lowercase().as_str(), "apo" | "fpo" | "dpo")
}

fn ending(context: &Context<'_>, at: usize, end: usize) -> bool {
    context.tokens[at..end].iter().any(|t| t.is(Class::STREET_ENDING))
}

/// Whether the token goes on from a word before, and so begins nothing.
fn continues(context: &Context<'_>, at: usize) -> bool {
    let (token, before) = (context.tokens[at], context.tokens[at - 1]);
    token.gap == Gap::None
        && (before.is_word()
            || before.is_number()
            || matches!(before.shape, Shape::Mark(b'.' | b'-' | b'/' | b'@' | b'$' | b'#' | b'\'')))
        || token.gap <= Gap::Space
            && matches!(part(context, at), Part::Name | Part::Street)
            && matches!(part(context, at - 1), Part::Name)
            && !leads(context, at)
            && at >= 12
}

/// Whether words such as `lives at` or `address:` lead to this token.
fn leads(context: &Context<'_>, at: usize) -> bool {
    let from = at.saturating_sub(REACH);
    context.tokens[from..at].iter().enumerate().any(|(i, token)| {
        token.is(Class::ADDRESS_BEFORE)
            // Not across a sentence's end.
            && !context.tokens[from + i + 1..at].iter().any(|t| t.is_mark(b'.') || t.is_mark(b'!'))
    })
}

fn corner(context: &Context<'_>, at: usize) -> bool {
    at >= 2
        && context.word(at - 1).eq_ignore_ascii_case("of")
        && context.word(at - 2).eq_ignore_ascii_case("corner")
}

/// Whether the next line is short and made of names and numbers alone, with a number or a place.
fn next_line_is_place(context: &Context<'_>, at: usize) -> bool {
    let mut at = at;
    if context.tokens.get(at).is_some_and(|t| t.is_mark(b',')) {
        at += 1;
        return context.tokens.get(at).is_some_and(|t| {
            matches!(part(context, at), Part::Name | Part::Unit)
                && (t.is(Class::LAND.with(Class::CITY)) || t.is_unknown())
        });
    }
    if context.tokens.get(at).is_none_or(|t| t.gap != Gap::Line) {
        return false;
    }
    line(context, at).is_some()
}

/// The end of the line that begins at `at`, if it can be a line of an address.
fn line(context: &Context<'_>, at: usize) -> Option<usize> {
    let mut end = at;
    let (mut names, mut numbers, mut words) = (0, 0, 0);
    while let Some(token) = context.tokens.get(end) {
        if end > at && token.gap >= Gap::Line || end - at > 9 {
            break;
        }
        match part(context, end) {
            Part::Number => numbers += 1,
            Part::Name => names += 1,
            Part::Street | Part::Unit => words += 1,
            Part::Particle | Part::Glue => {}
            Part::None if matches!(token.shape, Shape::Mark(b',' | b'>' | b'(' | b')')) => {}
            // A line of one word that is in no list.
            Part::None if token.is_unknown() => names += 1,
            Part::None => {
                // What follows a sentence's end or a comma is another thing.
                let done =
                    matches!(token.shape, Shape::Mark(b'.' | b'?' | b'!' | b';')) && end > at;
                return (done && names + numbers > 0).then_some(end);
            }
        }
        end += 1;
    }
    if context.tokens.get(end).is_some_and(|t| t.gap < Gap::Line) {
        return None;
    }
    let telephone =
        context.tokens[at..end].iter().any(|t| t.is(Class::PHONE_BEFORE) && t.len() > 3);
    (names + numbers > 0 && !telephone && names + numbers + words > 0).then_some(end)
}

/// The end of the address whose first part ends at `end`: more parts after commas and on the lines
/// that follow.
fn extend(context: &Context<'_>, at: usize, mut end: usize) -> usize {
    loop {
        if end - at > LONGEST {
            return end;
        }
        let Some(token) = context.tokens.get(end) else { return end };
        let comma = token.is_mark(b',');
        let next = if comma { end + 1 } else { end };
        let Some(begins) = context.tokens.get(next) else { return end };
        if begins.gap == Gap::Blank {
            return end;
        }
        if begins.gap == Gap::Line || (comma && token.gap == Gap::Line) {
            match line(context, next) {
                Some(last) if last > next => end = last,
                _ => return end,
            }
            continue;
        }
        let mut last = next;
        while let Some(token) = context.tokens.get(last) {
            let fits = match part(context, last) {
                Part::None => {
                    token.is_mark(b'(')
                        && context.tokens.get(last + 2).is_some_and(|t| t.is_mark(b')'))
                        || token.is_mark(b')') && last > next
                }
                Part::Particle => {
                    !matches!(part(context, last + 1), Part::None | Part::Particle)
                        || last + 2 < context.tokens.len() && part(context, last + 2) == Part::Name
                }
                Part::Name if comma && last == next => {
                    !token.opens
                        && (!token.is(Class::GIVEN1) || token.is(Class::CITY))
                        && !token.is(Class::ORDINARY)
                }
                _ => true,
            };
            if !fits || token.gap >= Gap::Line && last > next || last - at > LONGEST {
                break;
            }
            last += 1;
        }
        while last > next && matches!(part(context, last - 1), Part::Particle) {
            last -= 1;
        }
        // `and` joins the two streets of a corner.
        if last == next
            && !comma
            && context.word(end).eq_ignore_ascii_case("and")
            && context.tokens[at.saturating_sub(2)..at]
                .iter()
                .any(|t| context.text[t.start..t.end].eq_ignore_ascii_case("of"))
            && matches!(part(context, end + 1), Part::Name | Part::Street | Part::Number)
        {
            end += 2;
            continue;
        }
        if last == next {
            return end;
        }
        end = last;
    }
}
