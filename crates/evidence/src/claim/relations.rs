//! What a claim says of its numbers and its figures beside how many: which is more, whose a number is, and
//! whether it is of those who do or of those who do not. Named is what is surely otherwise, and no more.

use super::context::text;
use super::facts::{Fact, Facts};
use super::numbers::{How, Raw, Said, What, raw};
use super::tokens::{Kind, Token};
use super::told::{denies, is_denying, words};
use crate::figure::Sort;
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
    let mut add = |code: &'static str, why: Option<String>, help: &str| {
        problems.extend(why.map(|why| Problem::error(code, at, why).help(help)));
    };
    let order = "Say which of the two is more, as the figures have it.";
    add("claim-order", from_to(tokens, facts), order);
    add("claim-order", than(tokens, facts), order);
    add("claim-order", as_many(tokens, facts), order);
    add("claim-order", outnumbers(tokens, facts), order);
    add("claim-order", most_common(tokens, facts), order);
    for own in said {
        let other = "Say of whom and of what the figure is.";
        add("claim-other", of_another(tokens, own, said, facts), other);
        let not = "Say of the figure's people that they do, or count those who do not.";
        add("claim-negation", denied(tokens, own, said, facts), not);
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

/// The one pair of figures of a question of which the first is meant by some words, the second by others.
fn sides<'a>(one: &[Token], other: &[Token], facts: &'a Facts) -> Option<(&'a Fact, &'a Fact)> {
    if one.iter().chain(other).any(|token| is_denying(&token.text)) {
        return None;
    }
    let (one, other) = (words(one), words(other));
    let mut found = None;
    for a in facts.all() {
        for b in facts.all() {
            if std::ptr::eq(a, b) || !a.is_kin(b) || a.told.is_not || b.told.is_not {
                continue;
            }
            let (own_a, own_b) = apart(a, b);
            let is = meets(&own_a, &one)
                && !meets(&own_b, &one)
                && meets(&own_b, &other)
                && !meets(&own_a, &other);
            if is {
                if found.is_some() {
                    return None;
                }
                found = Some((a, b));
            }
        }
    }
    found
}

/// How one figure is to another, and by what.
#[derive(Clone, Copy, PartialEq)]
enum By {
    /// People or their share.
    Many,
    /// The share alone.
    Likely,
    /// A number that was measured.
    Measure,
}

/// Why the first figure is not more than the second, or not less.
fn contradicted(one: &Fact, other: &Fact, is_more: bool, by: By, word: &str) -> Option<String> {
    let is_wrong = |one: f64, other: f64| if is_more { one <= other } else { one >= other };
    let (a, b) = (&one.value, &other.value);
    let wrong = match (a.number.zip(b.number), a.share().zip(b.share()), by) {
        (Some((a, b)), _, By::Many | By::Measure) => is_wrong(a, b),
        (None, Some((a, b)), By::Likely) => is_wrong(a, b),
        // What is so of the people or of the shares is not surely wrong.
        (None, Some((x, y)), By::Many) => {
            is_wrong(x, y) && is_wrong(a.count as f64, b.count as f64)
        }
        (None, None, By::Many) => is_wrong(one.main(), other.main()),
        _ => false,
    };
    wrong.then(|| {
        format!(
            "The claim says “{word}”, and its figures give {} for the first and {} for the second.",
            a.written(),
            b.written()
        )
    })
}

/// *More builders wait than leaders*, *builders wait longer than leaders*.
fn than(tokens: &[Token], facts: &Facts) -> Option<String> {
    for index in 0..tokens.len() {
        let word = text(tokens, index);
        let (is_more, by) = match word {
            "more" => (true, By::Many),
            "fewer" | "less" => (false, By::Many),
            "longer" | "higher" | "larger" | "bigger" | "greater" | "later" | "slower" => {
                (true, By::Measure)
            }
            "shorter" | "lower" | "smaller" | "sooner" | "quicker" | "faster" => {
                (false, By::Measure)
            }
            _ => continue,
        };
        let by =
            if matches!(text(tokens, index + 1), "likely" | "often") { By::Likely } else { by };
        let before = index.checked_sub(1).map_or("", |at| text(tokens, at));
        if matches!(before, "or" | "no" | "not" | "any" | "and" | "much" | "-") && before != "much"
        {
            continue;
        }
        let Some(than) =
            (index + 1..tokens.len().min(index + 8)).find(|at| text(tokens, *at) == "than")
        else {
            continue;
        };
        let whole = clause(tokens, &tokens[index].at);
        if !whole.contains(&than) || super::idioms::is_number(tokens, than + 1) {
            continue;
        }
        let one: Vec<Token> = tokens[whole.start..than]
            .iter()
            .filter(|token| token.at != tokens[index].at)
            .cloned()
            .collect();
        let Some((a, b)) = sides(&one, &tokens[than + 1..whole.end], facts) else { continue };
        // Faster is less of time alone.
        if matches!(word, "slower" | "faster" | "quicker" | "sooner" | "later")
            && a.told.units.is_empty()
        {
            continue;
        }
        if let Some(why) = contradicted(a, b, is_more, by, &format!("{word} … than")) {
            return Some(why);
        }
    }
    None
}

/// *Twice as many builders as leaders*, *half as many*, *as many as*.
fn as_many(tokens: &[Token], facts: &Facts) -> Option<String> {
    let is = |word: &str, own: &[&str]| own.contains(&word);
    for index in 0..tokens.len() {
        let many = is(
            text(tokens, index + 1),
            &["many", "much", "long", "often", "likely", "high", "large"],
        );
        if text(tokens, index) != "as" || !many || index == 0 {
            continue;
        }
        let (is_more, first) =
            match (text(tokens, index - 1), index.checked_sub(2).map_or("", |at| text(tokens, at)))
            {
                ("twice" | "double" | "thrice", _) => (true, index - 1),
                ("half", "a" | "only" | "just") => (false, index - 2),
                ("half", _) => (false, index - 1),
                ("times", _) => (true, index.saturating_sub(2)),
                _ => continue,
            };
        let whole = clause(tokens, &tokens[index].at);
        let Some(second) = (index + 2..whole.end).find(|at| text(tokens, *at) == "as") else {
            continue;
        };
        let by =
            if is(text(tokens, index + 1), &["likely", "often"]) { By::Likely } else { By::Many };
        let mut one = tokens[whole.start..first].to_vec();
        one.extend_from_slice(&tokens[index + 2..second]);
        let Some((a, b)) = sides(&one, &tokens[second + 1..whole.end], facts) else { continue };
        let word = if is_more { "times as many" } else { "half as many" };
        if let Some(why) = contradicted(a, b, is_more, by, word) {
            return Some(why);
        }
    }
    None
}

/// *Builders outnumber leaders*.
fn outnumbers(tokens: &[Token], facts: &Facts) -> Option<String> {
    for (index, token) in tokens.iter().enumerate() {
        let is_more = match token.text.as_str() {
            "outnumber" | "outnumbers" | "outnumbered" | "exceed" | "exceeds" | "outweigh"
            | "outweighs" => true,
            "trail" | "trails" => false,
            _ => continue,
        };
        // *Are outnumbered by* is the other way round.
        if text(tokens, index + 1) == "by" || super::idioms::is_number(tokens, index + 1) {
            continue;
        }
        let whole = clause(tokens, &token.at);
        let pair = sides(&tokens[whole.start..index], &tokens[index + 1..whole.end], facts);
        let Some((a, b)) = pair else { continue };
        if let Some(why) = contradicted(a, b, is_more, By::Many, &token.raw) {
            return Some(why);
        }
    }
    None
}

/// *It fell from 5 to 2*, *waits rose*.
fn from_to(tokens: &[Token], facts: &Facts) -> Option<String> {
    const RISE: [&str; 20] = [
        "rose",
        "rise",
        "rises",
        "risen",
        "grew",
        "grow",
        "grows",
        "grown",
        "increased",
        "increases",
        "increase",
        "climbed",
        "up",
        "jumped",
        "gestiegen",
        "stieg",
        "augmenté",
        "subió",
        "subiu",
        "growth",
    ];
    const FALL: [&str; 22] = [
        "fell",
        "fall",
        "falls",
        "fallen",
        "dropped",
        "drops",
        "drop",
        "decreased",
        "decreases",
        "decrease",
        "declined",
        "shrank",
        "shrunk",
        "sank",
        "down",
        "halved",
        "gesunken",
        "sank",
        "baissé",
        "bajó",
        "caiu",
        "cut",
    ];
    let number = |at: usize| match raw(tokens, at)?.what {
        Raw::Number(values, _) => values.first().copied(),
        Raw::Percent(value, _) => Some(value),
        _ => None,
    };
    let index = (0..tokens.len()).find(|at| {
        let word = text(tokens, *at);
        RISE.contains(&word) || FALL.contains(&word)
    })?;
    let is_rise = RISE.contains(&text(tokens, index));
    let what = if is_rise { "rose" } else { "fell" };
    let whole = clause(tokens, &tokens[index].at);
    if tokens[whole.clone()].iter().any(|token| is_denying(&token.text)) {
        return None;
    }
    let from = (index + 1..whole.end.min(index + 6))
        .find(|at| matches!(text(tokens, *at), "from" | "von" | "de"));
    let pair = from.and_then(|from| {
        let one = number(from + 1)?;
        let to = (from + 2..whole.end.min(from + 7))
            .find(|at| matches!(text(tokens, *at), "to" | "auf" | "à" | "a" | "para"))?;
        Some((one, number(to + 1)?))
    });
    if let Some((one, other)) = pair
        && (is_rise && one > other || !is_rise && one < other)
    {
        return Some(format!("The claim says that it {what}, from {one} to {other}."));
    }
    // Of two figures of one question that name their years the order is known.
    let mut years: Vec<&Fact> = facts.all().iter().filter(|own| own.told.year.is_some()).collect();
    years.sort_by_key(|own| own.told.year);
    let ([first, last], true) = (years.as_slice(), years.len() == 2) else { return None };
    let is_known = first.told.year < last.told.year && (first.is_kin(last) || pair.is_some());
    // An interview's year and a survey's are of other people, but so are all of two waves.
    (is_known && first.value.sort == last.value.sort)
        .then(|| contradicted(last, first, is_rise, By::Many, what))?
}

/// *The most common*, where another answer to the same question is more common.
fn most_common(tokens: &[Token], facts: &Facts) -> Option<String> {
    const HOW: [&str; 12] = [
        "common",
        "popular",
        "frequent",
        "used",
        "named",
        "cited",
        "often",
        "mentioned",
        "important",
        "chosen",
        "frequently",
        "widespread",
    ];
    let found = (0..tokens.len()).find_map(|at| {
        let next = text(tokens, at + 1);
        let (word, by) = (text(tokens, at), at.checked_sub(1).map_or("", |at| text(tokens, at)));
        // *One of the most common* may be any.
        let one_of = (1..=4).any(|back| at >= back && text(tokens, at - back) == "of")
            || matches!(by, "second" | "third" | "two" | "three");
        match word {
            _ if one_of => None,
            "most" if HOW.contains(&next) && next != "important" => Some(true),
            "least" if HOW.contains(&next) => Some(false),
            "commonest" => Some(true),
            "rarest" => Some(false),
            "top" | "biggest" | "largest" | "main" | "leading"
                if by == "the" && !super::idioms::is_number(tokens, at + 1) =>
            {
                Some(true)
            }
            _ => None,
        }
    })?;
    let claim = words(tokens);
    let is_named = |own: &&Fact| own.told.names.iter().any(|name| name.is_subset(&claim));
    let mut named = facts.all().iter().filter(is_named);
    let (one, None) = (named.next()?, named.next()) else { return None };
    let other = facts.all().iter().find(|own| {
        let is_same =
            own.is_kin(one) && own.value.base == one.value.base && own.value.number.is_none();
        let plain = |own: &Fact| !own.told.is_not && !own.told.is_mixed;
        let is_beyond = match found {
            true => own.value.count > one.value.count,
            false => own.value.count < one.value.count,
        };
        is_same && plain(own) && plain(one) && own.value.sort != Sort::Excerpts && is_beyond
    })?;
    Some(format!(
        "The claim says which is the {}, and that is {}; of another answer its figures give {}.",
        if found { "most" } else { "least" },
        one.value.written(),
        other.value.written()
    ))
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
