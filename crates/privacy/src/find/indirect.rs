//! What tells who it is only with other knowledge: headcounts, roles that one person has, and
//! combinations of tools.

use super::Context;
use super::lexicon::Class;
use super::token::{Gap, Shape};
use crate::{Kind, Span};

pub(super) fn find(context: &Context<'_>, spans: &mut Vec<Span>) {
    let mut at = 0;
    let mut listed = 0;
    while at < context.tokens.len() {
        if !context.tokens[at].masked {
            spans.extend(headcount(context, at));
            spans.extend(only(context, at));
            spans.extend(office(context, at));
            spans.extend(apposition(context, at));
            if at >= listed
                && let Some((span, end)) = combination(context, at)
            {
                spans.push(span);
                listed = end;
            }
        }
        at += 1;
    }
}

fn span(
    context: &Context<'_>,
    from: usize,
    to: usize,
    kind: Kind,
    confidence: f64,
    rule: &'static str,
) -> Option<Span> {
    let range = context.tokens[from].start..context.tokens[to].end;
    Some(Span { range, kind, confidence, rule })
}

/// The number that begins at this token, and the token after it: `340`, `1,200`, `two hundred`, `5k`.
fn number(context: &Context<'_>, at: usize) -> Option<(f64, usize)> {
    let token = context.tokens.get(at)?;
    let mut end = at + 1;
    let mut value: f64;
    match token.shape {
        Shape::Number if token.len() <= 9 => {
            let mut digits = context.word(at).to_owned();
            while context
                .tokens
                .get(end)
                .is_some_and(|t| (t.is_mark(b',') || t.is_mark(b'.')) && t.gap == Gap::None)
                && context
                    .tokens
                    .get(end + 1)
                    .is_some_and(|t| t.is_number() && t.gap == Gap::None && t.len() == 3)
                && digits.len() <= 9
            {
                digits.push_str(context.word(end + 1));
                end += 2;
            }
            value = digits.parse().ok()?;
        }
        Shape::Mingled if token.len() <= 8 => {
            let word = context.word(at).to_ascii_lowercase();
            let (digits, scale) = word
                .strip_suffix('k')
                .map(|d| (d, 1e3))
                .or_else(|| word.strip_suffix('m').map(|d| (d, 1e6)))?;
            value = digits.parse::<f64>().ok()? * scale;
        }
        _ if token.is(Class::NUMBER_WORD) => value = word_value(context.word(at))?,
        _ => return None,
    }
    // `two hundred and fifty`, `20 thousand`, `3 million`
    for _ in 0..5 {
        let Some(next) = context.tokens.get(end).filter(|t| t.gap <= Gap::Space) else { break };
        if next.is_mark(b'-')
            && next.gap == Gap::None
            && context.tokens.get(end + 1).is_some_and(|t| t.is(Class::NUMBER_WORD))
        {
            end += 1;
        } else if next.is(Class::NUMBER_WORD) {
            let word = word_value(context.word(end))?;
            value = if word >= 100.0 && value > 0.0 { value * word } else { value + word };
            end += 1;
        } else if context.word(end) == "and"
            && token.is_word()
            && context.tokens.get(end + 1).is_some_and(|t| t.is(Class::NUMBER_WORD))
        {
            end += 1;
        } else {
            break;
        }
    }
    Some((value, end))
}

fn word_value(word: &str) -> Option<f64> {
    const SMALL: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let word = word.to_ascii_lowercase();
    let word = word.as_str();
    if let Some(value) = SMALL.iter().position(|w| *w == word) {
        return Some(value as f64);
    }
    if let Some(value) = TENS.iter().position(|w| *w == word) {
        return Some(value as f64 * 10.0 + 20.0);
    }
    match word {
        "couple" => Some(2.0),
        "dozen" => Some(12.0),
        "hundred" | "hundreds" => Some(100.0),
        "thousand" | "thousands" => Some(1e3),
        "million" => Some(1e6),
        _ => None,
    }
}

/// `340 people`, `1,200 engineers`, `a company of 90`.
fn headcount(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    if !(token.is_number() || token.shape == Shape::Mingled || token.is(Class::NUMBER_WORD)) {
        return None;
    }
    // The middle of a number begins none.
    if at > 0
        && (context.tokens[at - 1].is(Class::NUMBER_WORD)
            || token.gap == Gap::None
                && !matches!(context.tokens[at - 1].shape, Shape::Mark(b'~' | b'(' | b'>' | b'*')))
    {
        return None;
    }
    let (value, end) = number(context, at)?;
    let word = |back: usize| {
        at.checked_sub(back).map_or(String::new(), |i| context.word(i).to_ascii_lowercase())
    };
    // Up to two words between: `200 or so software engineers`.
    let mut noun = end;
    while noun < end + 4 {
        let token = context.tokens.get(noun).filter(|t| t.gap <= Gap::Space && !t.masked)?;
        if !token.is_word() && !token.is_mark(b'+') {
            return None;
        }
        if token.is(Class::PEOPLE_NOUN.with(Class::COUNT_NOUN)) {
            break;
        }
        if token.is(Class::NUMBER_WORD) {
            return None;
        }
        let skips = matches!(
            context.word(noun),
            "or" | "so"
                | "of"
                | "plus"
                | "different"
                | "odd"
                | "active"
                | "internal"
                | "full"
                | "time"
                | "other"
                | "+"
        ) || token.is(Class::ROLE.with(Class::TECH))
            || matches!(
                context.word(noun),
                "software"
                    | "platform"
                    | "product"
                    | "internal"
                    | "technical"
                    | "business"
                    | "data"
                    | "application"
                    | "our"
                    | "the"
                    | "these"
                    | "production"
                    | "physical"
                    | "virtual"
                    | "retail"
                    | "paying"
                    | "external"
                    | "engineering"
                    | "development"
            );
        if !skips {
            return of(context, at, end, value);
        }
        noun += 1;
    }
    let token = context.tokens.get(noun)?;
    let plural =
        !matches!(context.word(noun), "person" | "member" | "engineer" | "developer" | "employee");
    let size =
        matches!(word(1).as_str(), "of" | "are" | "we're" | "have" | "employ" | "employs" | "with");
    let about = matches!(
        word(1).as_str(),
        "about"
            | "around"
            | "roughly"
            | "over"
            | "nearly"
            | "almost"
            | "approximately"
            | "some"
            | "~"
            | "exactly"
            | "than"
    );
    let people = token.is(Class::PEOPLE_NOUN);
    let told =
        if people { value >= 20.0 || (size || about) && value >= 8.0 } else { value >= 50.0 };
    let confidence = if people { 0.65 } else { 0.55 };
    (told && plural && value < 1e9)
        .then(|| span(context, at, noun, Kind::Headcount, confidence, "headcount"))
        .flatten()
}

/// `a company of 90`, `an organisation of about 90`
fn of(context: &Context<'_>, at: usize, end: usize, value: f64) -> Option<Span> {
    let mut back = at.checked_sub(1)?;
    if matches!(context.word(back), "about" | "around" | "roughly" | "over") {
        back = back.checked_sub(1)?;
    }
    let group = context.word(back.checked_sub(1)?);
    (context.word(back) == "of"
        && value >= 5.0
        && matches!(
            group,
            "company"
                | "team"
                | "organisation"
                | "organization"
                | "org"
                | "department"
                | "startup"
                | "headcount"
                | "staff"
                | "workforce"
                | "group"
        ))
    .then(|| span(context, at, end - 1, Kind::Headcount, 0.6, "headcount"))
    .flatten()
}

/// `the only SRE at our company`, `the first woman on the board`.
fn only(context: &Context<'_>, at: usize) -> Option<Span> {
    let the =
        ["the", "our", "their", "its"].iter().any(|w| context.word(at).eq_ignore_ascii_case(w));
    if context.tokens[at].len() > 5
        || !the
        || !matches!(context.word(at + 1), "only" | "sole" | "first" | "single" | "last" | "lone")
    {
        return None;
    }
    let sole = matches!(context.word(at + 1), "only" | "sole" | "lone");
    let noun = (at + 2..at + 7).find(|&i| {
        context.tokens.get(i).is_some_and(|t| {
            (t.is(Class::ROLE)
                || matches!(context.word(i), "person" | "one" | "sre" | "SRE" | "DBA"))
                && !t.masked
        })
    })?;
    if (at + 1..=noun).any(|i| context.tokens[i].gap >= Gap::Line || !context.tokens[i].is_word()) {
        return None;
    }
    // A role of more words ends with its last.
    let mut end = noun;
    while context
        .tokens
        .get(end + 1)
        .is_some_and(|t| t.gap == Gap::Space && t.is(Class::ROLE) && !t.is(Class::SAY_VERB))
    {
        end += 1;
    }
    let general = matches!(
        context.word(end),
        "person" | "one" | "part" | "lead" | "head" | "driver" | "owner" | "user"
    );
    let where_ = context.word(end + 1);
    let placed =
        matches!(where_, "at" | "in" | "on" | "for" | "of" | "here" | "who" | "with" | "left");
    if (general || !sole) && !(placed && sole || matches!(where_, "at" | "here" | "on")) {
        return None;
    }
    if placed {
        let mut more = end + 1;
        while more < end + 7
            && context
                .tokens
                .get(more + 1)
                .is_some_and(|t| t.gap <= Gap::Space && t.is_word() && !t.masked)
            && !matches!(
                context.word(more + 1),
                "and" | "but" | "so" | "because" | "which" | "that"
            )
        {
            more += 1;
        }
        end = more;
    }
    span(context, at, end, Kind::Role, 0.6, "unique-role")
}

/// `head of platform engineering`, `VP of Data`, `chief information officer`.
fn office(context: &Context<'_>, at: usize) -> Option<Span> {
    if !context.tokens[at].is(Class::OFFICE) {
        return None;
    }
    let word = |i: usize| context.word(i).to_ascii_lowercase();
    let near = |i: usize| {
        context.tokens.get(i).is_some_and(|t| t.gap == Gap::Space && t.is_word() && !t.masked)
    };
    if word(at) == "chief" && near(at + 1) {
        let officer = (at + 2..at + 4).find(|&i| near(i) && word(i) == "officer");
        let end = officer.or_else(|| {
            matches!(word(at + 1).as_str(), "architect" | "engineer" | "scientist" | "economist")
                .then_some(at + 1)
        })?;
        return span(context, at, end, Kind::Role, 0.6, "office");
    }
    if matches!(word(at).as_str(), "principal" | "lead" | "staff" | "senior" | "distinguished")
        && at > 0
        && matches!(word(at - 1).as_str(), "the" | "our" | "their")
    {
        let mut end = at;
        while end < at + 4
            && near(end + 1)
            && !context.tokens[end + 1].is(Class::SAY_VERB)
            && (context.tokens[end + 1].is(Class::ROLE)
                || end == at && near(end + 2) && context.tokens[end + 2].is(Class::ROLE))
        {
            end += 1;
        }
        let placed = matches!(word(end + 1).as_str(), "for" | "of" | "at" | "in" | "on");
        return (end > at && placed && near(end + 1))
            .then(|| span(context, at, end, Kind::Role, 0.55, "office"))
            .flatten();
    }
    let vice = word(at) == "vice" && word(at + 1) == "president";
    let head = matches!(
        word(at).as_str(),
        "head"
            | "director"
            | "vp"
            | "svp"
            | "evp"
            | "president"
            | "founder"
            | "cofounder"
            | "dean"
            | "principal"
    );
    if !(vice || head) || at > 0 && word(at - 1) == "vice" {
        return None;
    }
    let of = at + 1 + usize::from(vice);
    if !(near(of) && word(of) == "of" && near(of + 1)) {
        return None;
    }
    let mut end = of + 1;
    if matches!(word(end).as_str(), "the" | "our" | "a" | "an" | "my") {
        // `the head of the company`: the office is told all the same.
        if !near(end + 1) {
            return None;
        }
        end += 1;
    }
    while end < of + 4
        && near(end + 1)
        && !matches!(
            word(end + 1).as_str(),
            "at" | "in"
                | "and"
                | "who"
                | "for"
                | "is"
                | "was"
                | "of"
                | "to"
                | "on"
                | "that"
                | "so"
                | "said"
                | "came"
                | "has"
                | "wanted"
                | "told"
                | "asked"
        )
        && (context.tokens[end + 1].is_capital()
            || matches!(
                word(end + 1).as_str(),
                "engineering"
                    | "platform"
                    | "infrastructure"
                    | "operations"
                    | "product"
                    | "technology"
                    | "security"
                    | "data"
                    | "experience"
                    | "development"
                    | "research"
            ))
    {
        end += 1;
    }
    span(context, at, end, Kind::Role, 0.6, "office")
}

/// `Marie Lang, the packager,`: what a person does, right after the name.
fn apposition(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    if !token.is_mark(b',') {
        return None;
    }
    let before = at.checked_sub(1).map(|i| context.tokens[i])?;
    if !before.is_capital()
        || before.plain
        || before.is(Class::COMMON.with(Class::TECH).with(Class::ORDINARY))
            && !before.is(Class::NAME)
    {
        return None;
    }
    if !matches!(context.word(at + 1), "the" | "our" | "their" | "a" | "an" | "its" | "my") {
        return None;
    }
    let mut end = at + 2;
    while end < at + 7
        && context.tokens.get(end).is_some_and(|t| t.is_word() && t.gap == Gap::Space && !t.masked)
    {
        end += 1;
    }
    let closed = context.tokens.get(end).is_some_and(|t| t.is_mark(b',') || t.is_mark(b'.'));
    let last = context.word(end - 1).to_ascii_lowercase();
    let acts = ["er", "or", "ist", "ian", "eer", "man", "woman", "ant", "yst"]
        .iter()
        .any(|ending| last.ends_with(ending));
    let role = context.tokens[end - 1].is(Class::ROLE) || acts && last.len() > 4;
    (closed && role && end > at + 2)
        .then(|| span(context, at + 2, end - 1, Kind::Role, 0.6, "role-of-named"))
        .flatten()
}

/// Four tools or more in one list: what everybody uses is nobody's alone, all of it together may be.
fn combination(context: &Context<'_>, at: usize) -> Option<(Span, usize)> {
    let tool = |i: usize| {
        context.tokens.get(i).is_some_and(|t| {
            !t.masked
                && (t.is(Class::TOOL) && (t.is_capital() || t.plain || !t.is(Class::WORD))
                    || t.is_capital() && t.is_unknown())
        })
    };
    if !tool(at) {
        return None;
    }
    let (mut count, mut last, mut next) = (1, at, at + 1);
    while next < context.tokens.len() && next - last <= 3 && next - at < 60 {
        let token = context.tokens[next];
        let joins = token.is_mark(b',')
            || token.is_mark(b'/')
            || matches!(
                context.word(next),
                "and" | "or" | "with" | "for" | "as" | "plus" | "then" | "on"
            );
        if token.gap >= Gap::Line || token.masked {
            break;
        }
        if tool(next) {
            // `Azure DevOps` is one.
            count += usize::from(next > last + 1);
            last = next;
        } else if !joins && !(token.is_word() && next - last <= 2) {
            break;
        }
        next += 1;
    }
    let tools = (at..=last).filter(|&i| context.tokens[i].is(Class::TOOL)).count();
    (count >= 4 && tools >= 3).then(|| {
        span(context, at, last, Kind::Combination, 0.5, "tools").map(|span| (span, last + 1))
    })?
}
