//! Words that say what a number near them is: how exact, a share, of whom.

use super::numbers::How;
use super::tokens::{Kind, Token};

/// What a word counts.
pub(super) fn value(word: &str) -> Option<f64> {
    Some(match word {
        "zero" => 0.0,
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" | "fourty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return None,
    })
}

/// What a word multiplies the one before it by.
pub(super) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" | "hundreds" => 100.0,
        "thousand" | "thousands" => 1000.0,
        "million" | "millions" => 1e6,
        "dozen" | "dozens" => 12.0,
        _ => return None,
    })
}

/// How many people `a couple of` and `a handful of` are at most.
pub(super) fn handful(tokens: &[Token], at: usize) -> Option<f64> {
    let most = match text(tokens, at) {
        "couple" => 3.0,
        "handful" => 7.0,
        _ => return None,
    };
    let of_people =
        text(tokens, at + 1) == "of" && (2..=4).any(|step| is_person(text(tokens, at + step)));
    of_people.then_some(most)
}

/// Whether a number in Roman digits begins at a token: `XIV of XXII`. Elsewhere `CI` and `CD` are words.
pub(super) fn is_roman(tokens: &[Token], at: usize) -> bool {
    let roman = |at: usize| {
        tokens.get(at).is_some_and(|token| token.raw.chars().all(|c| "IVXLCDM".contains(c)))
    };
    let digits = |at: usize| matches!(tokens.get(at), Some(Token { kind: Kind::Digits(_), .. }));
    let of = at + 1 + usize::from(text(tokens, at + 1) == "out");
    roman(at) && text(tokens, of) == "of" && (roman(of + 1) || digits(of + 1))
}

/// What a word says of two numbers.
pub(super) fn multiple(word: &str) -> Option<f64> {
    Some(match word {
        "twice" | "double" | "doubled" | "doubles" | "doubling" | "twofold" => 2.0,
        "thrice" | "triple" | "tripled" | "triples" | "threefold" => 3.0,
        "quadruple" | "quadrupled" | "fourfold" => 4.0,
        "fivefold" => 5.0,
        "tenfold" => 10.0,
        "halved" | "halves" | "halving" => 0.5,
        _ => return None,
    })
}

/// A fraction that is one character.
pub(super) fn sign(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅚' => 5.0 / 6.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        '⅒' => 0.1,
        _ => return None,
    })
}

/// What the lower half of a fraction says.
pub(super) fn denominator(word: &str) -> Option<f64> {
    Some(match word.strip_suffix('s').unwrap_or(word) {
        "half" => 2.0,
        "third" => 3.0,
        "quarter" | "fourth" => 4.0,
        "fifth" => 5.0,
        "sixth" => 6.0,
        "seventh" => 7.0,
        "eighth" => 8.0,
        "ninth" => 9.0,
        "tenth" => 10.0,
        _ => return None,
    })
}

pub(super) fn text(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.text.as_str())
}

/// The word `back` pieces before one.
pub(super) fn before(tokens: &[Token], at: usize, back: usize) -> &str {
    at.checked_sub(back).map_or("", |at| text(tokens, at))
}

/// How exactly the number at a token is meant.
pub(super) fn how(tokens: &[Token], at: usize) -> How {
    let mut at = at;
    // `more than a third`, `almost 14`.
    if matches!(before(tokens, at, 1), "a" | "one" | "the") {
        at -= 1;
    }
    match (before(tokens, at, 2), before(tokens, at, 1)) {
        ("no" | "not", "more") | ("at", "most") | ("up", "to") => How::AtMost,
        (_, "than") => match (before(tokens, at, 3), before(tokens, at, 2)) {
            ("no" | "not", "more") => How::AtMost,
            ("no" | "not", "less" | "fewer") => How::AtLeast,
            (_, "more" | "greater" | "higher" | "larger") => How::Over,
            (_, "less" | "fewer" | "lower" | "smaller") => How::Under,
            _ => How::Exactly,
        },
        ("at", "least") | (_, "minimum") => How::AtLeast,
        ("just" | "slightly" | "little", "over" | "above") => How::JustOver,
        ("just" | "slightly" | "little", "under" | "below") | ("close", "to") => How::Nearly,
        ("well", "over" | "above") | (_, "over" | "above" | "exceed" | "exceeds" | ">") => {
            How::Over
        }
        (_, "≥") | (">", "=") => How::AtLeast,
        (_, "≤") | ("<", "=") => How::AtMost,
        (_, "under" | "below" | "<") => How::Under,
        ("upwards", "of") => How::AtLeast,
        ("excess" | "north", "of") => How::Over,
        ("south", "of") => How::Under,
        ("shy" | "short", "of") => How::Nearly,
        ("a", "good") => How::JustOver,
        (_, "nearly" | "almost" | "barely") => How::Nearly,
        (_, "about" | "around" | "roughly" | "approximately" | "circa" | "some" | "~" | "≈") => {
            How::About
        }
        _ => How::Exactly,
    }
}

/// Whether `one` counts, and is no pronoun.
pub(super) fn counts_one(tokens: &[Token], at: usize) -> bool {
    let (back, next) = (before(tokens, at, 1), text(tokens, at + 1));
    let further = text(tokens, at + 2);
    let number = |at: usize| {
        value(text(tokens, at)).is_some()
            || matches!(tokens.get(at), Some(Token { kind: Kind::Digits(_), .. }))
    };
    (matches!(next, "of" | "in") && number(at + 2))
        || (next == "out" && further == "of")
        || (matches!(back, "only" | "just" | "exactly") && (is_person(next) || next == "of"))
        || is_person(next)
            && !matches!(next, "platform" | "group" | "answer" | "company")
            && !matches!(
                back,
                "no" | "any"
                    | "every"
                    | "some"
                    | "this"
                    | "that"
                    | "not"
                    | "of"
                    | "in"
                    | "within"
                    | "from"
            )
        || is_person(further)
            && !matches!(further, "platform" | "group" | "answer" | "company")
            && tokens.get(at + 1).is_some_and(Token::is_word)
            && !divides(next)
            && !matches!(next, "of" | "in")
}

/// Whether `half` is a share, and neither a time nor part of another word.
pub(super) fn is_share_half(tokens: &[Token], at: usize) -> bool {
    let back = before(tokens, at, 1);
    let next = text(tokens, at + 1);
    let joined = tokens.get(at + 1).is_some_and(|next| next.joined && next.is("-"));
    let time = |word: &str| {
        matches!(word, "day" | "hour" | "year" | "week" | "month" | "minute" | "dozen" | "decade")
    };
    let a_time = matches!(next, "a" | "an") && time(text(tokens, at + 2));
    !(joined
        || a_time
        || time(next)
        || matches!(back, "first" | "second" | "last" | "next" | "latter"))
}

/// Whether a fraction in the singular, as `a third`, is one: `a third party` is none.
pub(super) fn is_share_behind(tokens: &[Token], at: usize) -> bool {
    !matches!(
        text(tokens, at),
        "party"
            | "parties"
            | "time"
            | "way"
            | "person"
            | "option"
            | "ahead"
            | "later"
            | "earlier"
            | "before"
            | "after"
            | "year"
            | "attempt"
            | "round"
            | "survey"
            | "tool"
            | "team"
            | "-"
            | "platform"
            | "step"
            | "reason"
            | "place"
            | "one"
            | "group"
            | "kind"
            | "and"
            | "or"
            | "wave"
            | "iteration"
            | "ago"
            | "long"
    )
}

/// Whether a percent sign stands at a token.
pub(super) fn is_percent(tokens: &[Token], at: usize) -> bool {
    matches!(text(tokens, at), "%" | "percent")
}

/// Whether a word ends what a number is said of.
pub(super) fn divides(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "or"
            | "but"
            | "while"
            | "than"
            | "that"
            | "who"
            | "which"
            | "is"
            | "are"
            | "was"
            | "were"
            | "have"
            | "has"
            | "do"
            | "use"
            | "because"
            | "with"
            | "without"
            | "for"
            | "by"
            | "to"
            | "not"
            | "don't"
            | "at"
            | "on"
            | "say"
            | "after"
            | "before"
    )
}

/// Whom a study counts.
pub(super) fn is_person(word: &str) -> bool {
    const PEOPLE: [&str; 72] = [
        "team",
        "respondent",
        "participant",
        "person",
        "people",
        "developer",
        "engineer",
        "interviewee",
        "leader",
        "builder",
        "consumer",
        "organisation",
        "organization",
        "company",
        "companies",
        "user",
        "customer",
        "manager",
        "interview",
        "platform",
        "member",
        "employee",
        "firm",
        "answer",
        "woman",
        "man",
        "women",
        "men",
        "practitioner",
        "colleague",
        "group",
        "department",
        "owner",
        "architect",
        "operator",
        "tester",
        "designer",
        "director",
        "organisation's",
        "individual",
        "squad",
        "crew",
        "startup",
        "peer",
        "lead",
        "sre",
        "admin",
        "administrator",
        "stakeholder",
        "maintainer",
        "contributor",
        "executive",
        "analyst",
        "consultant",
        "client",
        "vendor",
        "enterprise",
        "business",
        "businesses",
        "institution",
        "division",
        "programmer",
        "attendee",
        "adopter",
        "newcomer",
        "expert",
        "professional",
        "subscriber",
        "worker",
        "staff",
        "teammate",
        "guild",
    ];
    PEOPLE.contains(&word) || word.strip_suffix('s').is_some_and(|one| PEOPLE.contains(&one))
}

/// Whether *3 times* in front of a word compares: *3 times as many*, *3 times longer*.
pub(super) fn is_compared(next: &str) -> bool {
    matches!(next, "as" | "more" | "less" | "fewer" | "the" | "that") || next.ends_with("er")
}

/// Whether whom a number counts stands behind it, or nothing that it could count.
pub(super) fn is_of_people(tokens: &[Token], end: usize) -> bool {
    let next = |step: usize| tokens.get(end + step).filter(|token| token.is_word());
    let word = |step: usize| next(step).map_or("", |token| token.text.as_str());
    let first = word(0);
    first.is_empty()
        || divides(first)
        || matches!(first, "of" | "in" | "out")
        || is_person(first)
        || is_person(word(1))
}
