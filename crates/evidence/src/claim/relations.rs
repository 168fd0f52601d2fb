//! What a claim says of its numbers and its figures beside how many: which is more, whose a number is, and
//! whether it is of those who do or of those who do not. Named is what is surely otherwise, and no more.

mod order;

use super::context::text;
use super::facts::{Fact, Facts};
use super::numbers::{How, Said, What};
use super::tokens::{Kind, Token};
use super::told::{denies, is_denying, words};
use paap_text::problem::Problem;
use paap_text::yaml::At;
use std::collections::BTreeSet;
use std::ops::Range;

type Words = BTreeSet<String>;

/// Names what the figures surely contradict.
pub(super) fn check(
    tokens: &[Token],
    said: &[Said],
    facts: &Facts,
    at: At,
    problems: &mut Vec<Problem>,
) {
    for why in order::wrong(tokens, facts) {
        let problem = Problem::error("claim-order", at, why);
        problems.push(problem.help("Say which of the two is more, as the figures have it."));
    }
    for own in said {
        if let Some(why) = of_another(tokens, own, said, facts) {
            let problem = Problem::error("claim-other", at, why);
            problems.push(problem.help("Say of whom and of what the figure is."));
        }
        if let Some(why) = of_all(tokens, own, said, facts) {
            let problem = Problem::error("claim-other", at, why);
            problems.push(problem.help("Say how many do, and out of how many."));
        }
        if let Some(why) = denied(tokens, own, said, facts) {
            let problem = Problem::error("claim-negation", at, why);
            problems.push(
                problem.help("Say of the figure's people that they do, or count those who do not."),
            );
        }
    }
}

/// The tokens of the clause around some bytes.
fn clause(tokens: &[Token], at: &Range<usize>) -> Range<usize> {
    let divides = |token: &Token| match token.kind {
        Kind::Mark(c) => matches!(c, ';' | ':' | '—' | '、' | '，' | '；' | ','),
        Kind::Word => matches!(
            token.text.as_str(),
            "but"
                | "while"
                | "whereas"
                | "although"
                | "though"
                | "because"
                | "aber"
                | "während"
                | "mais"
                | "pero"
        ),
        Kind::Digits(_) => false,
    };
    let first = tokens.iter().position(|token| token.at.end > at.start).unwrap_or(0);
    let start = tokens[..first].iter().rposition(divides).map_or(0, |at| at + 1);
    let behind = tokens.iter().position(|token| token.at.start >= at.end).unwrap_or(tokens.len());
    let end = tokens[behind..].iter().position(divides).map_or(tokens.len(), |at| behind + at);
    start..end.max(start)
}

/// The tokens that a number is said of: from it to the next number, or the end of the clause.
fn behind(tokens: &[Token], own: &Said, all: &[Said]) -> Range<usize> {
    let whole = clause(tokens, &own.at);
    let next = all.iter().map(|other| other.at.start).filter(|start| *start >= own.at.end).min();
    let from = tokens.iter().position(|token| token.at.start >= own.at.end).unwrap_or(tokens.len());
    let to = next.and_then(|next| tokens.iter().position(|token| token.at.start >= next));
    let to = to.unwrap_or(whole.end).min(whole.end);
    from.min(to)..to
}

/// What makes each of two figures another than the other.
fn apart(one: &Fact, other: &Fact) -> (Words, Words) {
    let of = |a: &Fact, b: &Fact| a.told.words.difference(&b.told.words).cloned().collect();
    (of(one, other), of(other, one))
}

fn meets(one: &Words, other: &Words) -> bool {
    !one.is_disjoint(other)
}

/// Why a number is of another figure than that of which the words behind it are.
fn of_another(tokens: &[Token], own: &Said, all: &[Said], facts: &Facts) -> Option<String> {
    let is_one = matches!(own.what, What::Count(..) | What::Of(..) | What::Share(..));
    if own.how != How::Exactly || !is_one || own.is_apart {
        return None;
    }
    let said = words(&tokens[behind(tokens, own, all)]);
    let claim = words(tokens);
    let (gives, others): (Vec<&Fact>, Vec<&Fact>) =
        facts.all().iter().partition(|fact| fact.holds(own));
    if gives.is_empty()
        || gives.iter().any(|fact| meets(&fact.told.words, &said)) && gives.len() > 1
    {
        return None;
    }
    let other = others.into_iter().find(|other| {
        let is_theirs = |fact: &&&Fact| {
            let (mine, theirs) = apart(fact, other);
            meets(&theirs, &said) && !meets(&mine, &said)
        };
        let every = gives.iter().filter(is_theirs).count() == gives.len();
        // *7 builders and 14 leaders*: each of two numbers stands with the other's words.
        let swapped = gives.iter().all(|fact| fact.is_kin(other))
            && all.iter().any(|second| {
                let said = words(&tokens[behind(tokens, second, all)]);
                second.at != own.at
                    && other.holds(second)
                    && gives.iter().all(|fact| {
                        let (mine, theirs) = apart(fact, other);
                        !fact.holds(second) && meets(&mine, &said) && !meets(&theirs, &said)
                    })
            });
        // *70 are in the channel*, where 70 use the portal and the channel has another figure.
        let unnamed = gives.iter().all(|fact| !meets(&fact.told.words, &claim));
        let named = other.told.names.iter().any(|name| name.len() > 1 && name.is_subset(&said));
        every && (swapped || unnamed && named)
    })?;
    Some(format!(
        "The claim says this of what another figure is of: that gives {}, and {} is what this one gives.",
        other.value.written(),
        gives.first().map_or(String::new(), |fact| fact.value.written())
    ))
}

/// Why a number of all who were asked is said of those who do: *124 use it*, where 70 of 124 do.
fn of_all(tokens: &[Token], own: &Said, all: &[Said], facts: &Facts) -> Option<String> {
    let (What::Count(values, _), How::Exactly) = (&own.what, own.how) else { return None };
    let at = tokens.iter().position(|token| token.at.start >= own.at.start)?;
    let before = at.checked_sub(1).map_or("", |at| text(tokens, at));
    if matches!(before, "of" | "the" | "all" | "among" | "from" | "/" | "these" | "those" | "our") {
        return None;
    }
    let segment = &tokens[behind(tokens, own, all)];
    let is_asked = |token: &Token| {
        ["ask", "answer", "respon", "survey", "interview", "took"]
            .iter()
            .any(|own| token.text.starts_with(own))
    };
    if segment.iter().any(is_asked) {
        return None;
    }
    let said = words(segment);
    let is_base = |fact: &&Fact| values.contains(&(fact.value.base as f64));
    let is_count = |fact: &Fact| values.contains(&fact.main());
    if facts.all().iter().any(is_count) {
        return None;
    }
    let is_whole = |fact: &&Fact| {
        let others = all.iter().filter(|other| other.at != own.at);
        fact.value.number.is_none()
            && is_named(fact, &said)
            && !others.clone().any(|other| fact.holds(other))
    };
    let fact = facts.all().iter().filter(is_base).find(is_whole)?;
    Some(format!("The claim says of all who were asked what {} do.", fact.value.written()))
}

/// Why a number is of those who do, and the claim says it of those who do not; or the other way round.
fn denied(tokens: &[Token], own: &Said, all: &[Said], facts: &Facts) -> Option<String> {
    let gives: Vec<&Fact> = facts.all().iter().filter(|fact| fact.holds(own)).collect();
    if gives.is_empty() {
        return None;
    }
    let said = &tokens[behind(tokens, own, all)];
    if gives.iter().all(|fact| is_positive(fact)) {
        let (_, after) = denial(said)?;
        return gives.iter().all(|fact| is_named(fact, &after)).then(|| {
            "The claim says this of those who do not, and its figure counts those who do."
                .to_owned()
        });
    }
    let whole = &tokens[clause(tokens, &own.at)];
    let said = words(said);
    let is_complement =
        |fact: &&Fact| fact.told.is_not && !fact.told.is_mixed && is_named(fact, &said);
    let is_wrong = gives.iter().all(is_complement)
        && !denies(whole)
        && gives.iter().all(|fact| fact.told.denies_once());
    is_wrong.then(|| {
        "The claim says this of those who do, and its figure counts those who do not.".to_owned()
    })
}

/// Whether a figure surely counts those who do what its words say.
fn is_positive(fact: &Fact) -> bool {
    !fact.told.is_not && !fact.told.denies && !fact.told.is_mixed && fact.value.number.is_none()
}

fn is_named(fact: &Fact, words: &Words) -> bool {
    fact.told.names.iter().any(|name| name.is_subset(words))
}

/// Where words say *not*, and the words behind that.
fn denial(tokens: &[Token]) -> Option<(usize, Words)> {
    let at = tokens.iter().position(|token| is_denying(&token.text))?;
    let only = matches!(
        text(tokens, at + 1),
        "only" | "just" | "merely" | "more" | "less" | "fewer" | "one" | "nur" | "doubt"
    );
    // *Never asked for more than the portal* is of those who asked for the portal.
    let only = only
        || tokens[at + 1..]
            .iter()
            .any(|token| matches!(token.text.as_str(), "than" | "but" | "except"));
    let twice = tokens[at + 1..].iter().any(|token| is_denying(&token.text));
    let french = text(tokens, at) == "ne"
        && tokens[at + 1..].iter().filter(|own| is_denying(&own.text)).count() == 1;
    (!only && (!twice || french)).then(|| (at, words(&tokens[at + 1..])))
}

/// Whether a word for how many, such as *most*, is said of those who do not, and figures count those who do.
pub(super) fn is_of_others(tokens: &[Token], index: usize, facts: &Facts) -> bool {
    let Some(token) = tokens.get(index) else { return false };
    let whole = clause(tokens, &token.at);
    let Some((_, after)) = denial(&tokens[(index + 1).min(whole.end)..whole.end]) else {
        return false;
    };
    let named = || facts.all().iter().filter(|fact| is_named(fact, &after));
    named().next().is_some() && named().all(is_positive)
}
