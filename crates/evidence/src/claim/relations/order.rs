//! Which of two figures is said to be more: *more … than*, *twice as many … as*, *fell from*, *the most
//! common*.

use super::{apart, clause, meets};
use crate::claim::context::text;
use crate::claim::facts::{Fact, Facts};
use crate::claim::idioms::is_number;
use crate::claim::numbers::{Raw, raw};
use crate::claim::tokens::Token;
use crate::claim::told::{is_denying, words};
use crate::figure::Sort;

/// Everything that is surely the other way round.
pub(super) fn wrong(tokens: &[Token], facts: &Facts) -> Vec<String> {
    let all = [from_to, than, as_many, outnumbers, most_common];
    all.into_iter().filter_map(|own| own(tokens, facts)).collect()
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
            (index + 1..tokens.len().min(index + 14)).find(|at| text(tokens, *at) == "than")
        else {
            continue;
        };
        let whole = clause(tokens, &tokens[index].at);
        if !whole.contains(&than) || is_number(tokens, than + 1) {
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
        if text(tokens, index + 1) == "by" || is_number(tokens, index + 1) {
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
                if by == "the" && !is_number(tokens, at + 1) =>
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
