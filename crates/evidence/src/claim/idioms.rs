//! Ways of speaking that hold a number: *dozens upon dozens*, *every other team*, *every two weeks*,
//! *three days less*, *minus 24*.

use super::context::{before, is_person, scale, text, value};
use super::tokens::{Kind, Token};
use super::units::Unit;

/// At least how many `dozens`, `hundreds and hundreds`, `scores of` and `tens of thousands` are, and the
/// token behind.
pub(super) fn dozens(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let many = |at: usize| {
        let word = text(tokens, at);
        let of = text(tokens, at + 1) == "of";
        match word {
            "scores" if of => Some(20.0),
            "tens" if of => Some(10.0),
            _ => scale(word).filter(|_| word.ends_with('s')),
        }
    };
    let one = many(at)?;
    match text(tokens, at + 1) {
        "of" => match many(at + 2) {
            // *Tens of thousands*.
            Some(other) => Some((2.0 * one * other, at + 3)),
            None => Some((2.0 * one, at + 1)),
        },
        "upon" | "and" | "on" if text(tokens, at + 2) == text(tokens, at) => {
            Some((4.0 * one, at + 3))
        }
        _ => Some((2.0 * one, at + 1)),
    }
}

/// The share of *every other team*, *every third leader*; not of *every other week*.
pub(super) fn every_other(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    if !matches!(text(tokens, at), "every" | "each") {
        return None;
    }
    let ordinal = text(tokens, at + 1);
    let nth = match ordinal {
        "other" | "second" | "2nd" => 2.0,
        "third" | "3rd" => 3.0,
        "fourth" | "4th" => 4.0,
        "fifth" | "5th" => 5.0,
        "sixth" | "6th" => 6.0,
        "eighth" | "8th" => 8.0,
        "tenth" | "10th" => 10.0,
        _ => return None,
    };
    let named = |at: usize| is_person(text(tokens, at)) || text(tokens, at) == "one";
    // *Every second of them waits.*
    let of = text(tokens, at + 2) == "of";
    let people =
        named(at + 2) || of || tokens.get(at + 2).is_some_and(Token::is_word) && named(at + 3);
    let is_time = Unit::of(text(tokens, at + 2)).is_some();
    let end = at + 2 + usize::from(text(tokens, at + 2) == "one");
    (people && !is_time).then_some((1.0 / nth, end))
}

/// How many `a pair of teams`, `both teams` and `a single team` are.
pub(super) fn group(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let next = text(tokens, at + 1);
    let of_people = next == "of" && (2..=4).any(|step| is_person(text(tokens, at + step)));
    let count = match text(tokens, at) {
        "pair" | "duo" if of_people => 2.0,
        "trio" if of_people => 3.0,
        "quartet" if of_people => 4.0,
        "single" | "lone" | "sole" => {
            let article = before(tokens, at, 1);
            let is_one = matches!(article, "a" | "one" | "the" | "only") && is_person(next);
            let names = matches!(next, "platform" | "group" | "company" | "owner" | "answer");
            // *A single leader is not all of them* says nothing of how many there are.
            let is_any = matches!(text(tokens, at + 2), "is" | "was" | "cannot" | "never");
            if !is_one || names || is_any || before(tokens, at, 2) == "not" {
                return None;
            }
            1.0
        }
        _ => return None,
    };
    Some((count, at + 1))
}

/// Whether a number says how often something comes round: *every two weeks*, *once every 14 days*.
pub(super) fn is_interval(tokens: &[Token], at: usize, end: usize) -> bool {
    let unit = Unit::of(text(tokens, end)).is_some_and(|unit| unit != Unit::Money);
    let every = matches!(before(tokens, at, 1), "every" | "each" | "alle" | "cada")
        || matches!((before(tokens, at, 2), before(tokens, at, 1)), ("toutes" | "tous", "les"));
    let is_round =
        matches!(text(tokens, end), "minute" | "sprint" | "sprints" | "release" | "releases");
    every && (unit || is_round)
}

/// Whether a number may be how far two figures are apart: *three days less*, *by 3 days*, *14 more*.
pub(super) fn is_apart(tokens: &[Token], at: usize, end: usize) -> bool {
    const MORE: [&str; 22] = [
        "more", "less", "fewer", "longer", "shorter", "faster", "slower", "sooner", "later",
        "earlier", "quicker", "higher", "lower", "ahead", "behind", "apart", "above", "below",
        "weniger", "länger", "kürzer", "mehr",
    ];
    let by = matches!(before(tokens, at, 1), "by" | "um");
    let near = (0..=2).any(|step| {
        let more = MORE.contains(&text(tokens, end + step));
        // `14 or more` is no difference.
        more && !matches!(text(tokens, (end + step).saturating_sub(1)), "or" | "and")
            && (0..step).all(|own| tokens.get(end + own).is_some_and(Token::is_word))
    });
    by || near
}

/// Whether a number is surely how far two others are apart: *14 more builders than leaders*.
pub(super) fn is_more(tokens: &[Token], end: usize) -> bool {
    if !matches!(text(tokens, end), "more" | "fewer") {
        return false;
    }
    let words = tokens.iter().skip(end + 1).take(10).take_while(|token| token.is_word());
    let than = words.map(|token| token.text.as_str()).position(|word| word == "than");
    than.is_some_and(|step| !is_number(tokens, end + step + 2))
}

/// The sign before a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sign {
    Plain,
    Minus,
    /// A dash that may be a minus, or divide.
    Either,
}

impl Sign {
    /// What numbers mean with it.
    pub(super) fn of(self, values: Vec<f64>) -> Vec<f64> {
        let minus = || values.iter().map(|value| -value);
        match self {
            Self::Plain => values,
            Self::Minus => minus().collect(),
            Self::Either => values.iter().copied().chain(minus()).collect(),
        }
    }
}

/// The sign before the number at a token: `-40`, `−24`, *minus 24*. Between words or numbers a dash is none.
pub(super) fn sign(tokens: &[Token], at: usize) -> Sign {
    let Some(back) = at.checked_sub(1).and_then(|at| tokens.get(at)) else { return Sign::Plain };
    if matches!(back.text.as_str(), "minus" | "negative") {
        return Sign::Minus;
    }
    let Kind::Mark(c) = back.kind else { return Sign::Plain };
    let joined = tokens.get(at).is_some_and(|own| own.joined);
    let divides = back.joined
        && at.checked_sub(2).and_then(|at| tokens.get(at)).is_some_and(|own| {
            !matches!(own.kind, Kind::Mark(_)) || matches!(own.kind, Kind::Mark(')' | ']' | '%'))
        });
    match c {
        '-' | '−' | '﹣' | '－' if joined && !divides => Sign::Minus,
        '−' if !back.joined => Sign::Minus,
        '–' if joined && !divides => Sign::Either,
        _ => Sign::Plain,
    }
}

/// Whether a number word stands at a token.
pub(super) fn is_number(tokens: &[Token], at: usize) -> bool {
    let digits = matches!(tokens.get(at), Some(Token { kind: Kind::Digits(_), .. }));
    digits || value(text(tokens, at)).is_some_and(|value| value > 1.0)
}
