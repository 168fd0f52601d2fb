//! Roles that one person has.

use super::span;
use crate::find::Context;
use crate::find::lexicon::Class;
use crate::find::token::{Gap, Shape};
use crate::{Kind, Span};

/// `head of platform engineering`, `VP of Data`, `chief information officer`.
pub(super) fn office(context: &Context<'_>, at: usize) -> Option<Span> {
    if !context.tokens[at].is(Class::OFFICE) {
        return None;
    }
    let word = |i: usize| context.word(i).to_ascii_lowercase();
    let near = |i: usize| {
        context.tokens.get(i).is_some_and(|t| t.gap == Gap::Space && t.is_word() && !t.masked)
    };
    if word(at) == "chief" && near(at + 1) {
        let officer = (at + 2..at + 4).find(|&i| near(i) && word(i) == "officer");
        let end = officer.or_else(|| context.tokens[at + 1].is(Class::ROLE).then_some(at + 1))?;
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
    // `VP Engineering`
    if matches!(context.word(at), "VP" | "SVP" | "EVP" | "AVP")
        && near(at + 1)
        && context.tokens[at + 1].is_capital()
    {
        let end = phrase_end(context, at + 1, at + 4);
        return span(context, at, end, Kind::Role, 0.6, "office");
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
            | "chair"
            | "chairman"
            | "chairwoman"
            | "professor"
            | "rector"
            | "lead"
            | "architect"
            | "secretary"
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
    end = phrase_end(context, end, of + 5);
    span(context, at, end, Kind::Role, 0.6, "office")
}

/// `Marie Lang, the packager,`: what a person does, right after the name.
pub(super) fn apposition(context: &Context<'_>, at: usize) -> Option<Span> {
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

/// The last token of a noun phrase that goes on after `at`, before `limit`: words up to a mark or to
/// one that belongs to the sentence.
fn phrase_end(context: &Context<'_>, at: usize, limit: usize) -> usize {
    let near = |i: usize| {
        context.tokens.get(i).is_some_and(|t| t.gap == Gap::Space && t.is_word() && !t.masked)
    };
    let noun = |i: usize| {
        near(i)
            && (context.tokens[i].is_capital()
                || context.tokens[i].is(Class::TECH)
                || matches!(
                    context.word(i),
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
                        | "design"
                        | "delivery"
                        | "architecture"
                        | "reliability"
                        | "cloud"
                        | "digital"
                        | "software"
                        | "services"
                        | "team"
                        | "tooling"
                        | "integration"
                        | "analytics"
                        | "finance"
                        | "compliance"
                        | "risk"
                        | "quality"
                ))
    };
    let mut end = at;
    while end < limit {
        if noun(end + 1) {
            end += 1;
        } else if context.word(end + 1) == "and" && noun(end + 2) {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// `the CIO`, `our CTO`: one person has it.
pub(super) fn chief(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    let one = token.shape == Shape::Upper
        && matches!(
            context.word(at),
            "CEO" | "CTO" | "CIO" | "CFO" | "COO" | "CISO" | "CPO" | "CDO" | "CMO"
        )
        && token.gap == Gap::Space
        && at > 0;
    let before = if one { context.word(at - 1).to_ascii_lowercase() } else { return None };
    (matches!(
        before.as_str(),
        "our"
            | "their"
            | "the"
            | "as"
            | "former"
            | "new"
            | "my"
            | "became"
            | "interim"
            | "acting"
            | "deputy"
            | "group"
            | "field"
            | "i'm"
            | "am"
            | "was"
            | "is"
    ) && !token.owns)
        .then(|| span(context, at, at, Kind::Role, 0.5, "office"))
        .flatten()
}

/// `the founding engineer of the events platform`, `I'm Product Owner for Claims`: a role with what it
/// is for.
pub(super) fn role_for(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    if !token.is(Class::ROLE) || !token.is_word() || token.is(Class::SAY_VERB) {
        return None;
    }
    let near = |i: usize| {
        context.tokens.get(i).is_some_and(|t| t.gap == Gap::Space && t.is_word() && !t.masked)
    };
    let leads = matches!(
        context.word(at).to_ascii_lowercase().as_str(),
        "director" | "president" | "founder" | "cofounder"
    );
    let of = near(at + 1) && matches!(context.word(at + 1), "of" | "for");
    if !(of && near(at + 2) || leads) {
        return None;
    }
    // Back over what kind of role it is, to what says that it is one person's.
    let mut first = at;
    while first > 0
        && at - first < 3
        && context.tokens[first].gap == Gap::Space
        && context.tokens[first - 1].is_word()
    {
        let before = &context.tokens[first - 1];
        let kind = before.is_capital() && before.len() > 3 && !before.opens
            || before.is(Class::ROLE.with(Class::TECH).with(Class::OFFICE))
            || leads && before.is(Class::WORD) && !before.is(Class::PARTICLE) && before.len() > 3
            || at == first
                && before.is(Class::WORD)
                && before.len() > 4
                && says_role(context, first - 1)
            || matches!(
                context.word(first - 1),
                "founding"
                    | "technical"
                    | "deputy"
                    | "associate"
                    | "regional"
                    | "global"
                    | "managing"
                    | "clinical"
                    | "software"
                    | "platform"
                    | "only"
                    | "first"
            );
        if !kind {
            break;
        }
        first -= 1;
    }
    let one = match context.word(first.checked_sub(1)?).to_ascii_lowercase().as_str() {
        "the" | "our" | "their" => true,
        "i'm" | "am" | "as" | "officially" | "is" | "was" | "became" | "been" => first < at,
        _ => false,
    };
    if !one || at == first && !leads {
        return None;
    }
    let mut end = at;
    if of {
        end = at + 2;
        if matches!(context.word(end), "the" | "our" | "all" | "a" | "an" | "its") {
            if !near(end + 1) {
                return None;
            }
            end += 1;
        }
        let limit = end + 4;
        // A noun or two after the first word, whatever they are, up to a mark.
        let mark = (end + 1..end + 3)
            .find(|&i| context.tokens.get(i).is_none_or(|t| !t.is_word() || t.gap > Gap::Space));
        end = phrase_end(context, end, limit).max(mark.map_or(end, |i| i - 1));
    }
    span(context, first, end, Kind::Role, 0.55, "role-for")
}

/// Whether `I'm`, `I've been` or the like stands before a word.
fn says_role(context: &Context<'_>, at: usize) -> bool {
    at > 0
        && matches!(context.word(at - 1), "I'm" | "I’m" | "am" | "been" | "was" | "as" | "became")
}

/// `Enterprise Domain Architect`: a title with capitals that somebody has.
pub(super) fn titled(context: &Context<'_>, at: usize) -> Option<Span> {
    let named = |i: usize| {
        context.tokens.get(i).is_some_and(|t| {
            t.is_capital() && !t.plain && !t.masked && t.gap == Gap::Space && !t.opens
        })
    };
    let before = context.word(at.checked_sub(1)?).to_ascii_lowercase();
    if !named(at)
        || !matches!(
            before.as_str(),
            "i'm"
                | "am"
                | "is"
                | "as"
                | "our"
                | "the"
                | "was"
                | "became"
                | "now"
                | "been"
                | "title"
        )
    {
        return None;
    }
    let mut end = at;
    while end < at + 6 && named(end + 1) {
        end += 1;
    }
    let known = context.tokens[at..=end]
        .iter()
        .all(|t| t.is(Class::WORD.with(Class::TECH).with(Class::ROLE)));
    (end > at
        && known
        && context.tokens[end].is(Class::ROLE)
        && context.tokens[end].len() > 4
        && (end > at + 1 || before != "the"))
        .then(|| span(context, at, end, Kind::Role, 0.55, "role-for"))
        .flatten()
}
