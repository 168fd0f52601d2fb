//! Words that say what a number near them is: how exact, a date, a name, a share.

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

fn text(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.text.as_str())
}

/// The word `back` pieces before one.
fn before(tokens: &[Token], at: usize, back: usize) -> &str {
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
        (_, "under" | "below" | "<") => How::Under,
        ("upwards", "of") => How::AtLeast,
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
    const PEOPLE: [&str; 40] = [
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
    ];
    PEOPLE.contains(&word) || word.strip_suffix('s').is_some_and(|one| PEOPLE.contains(&one))
}

const MONTHS: [&str; 23] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
];

fn is_month(word: &str) -> bool {
    MONTHS.contains(&word)
}

/// Whether a value behind `of` is a year, as in `March of 2025`.
pub(super) fn is_year_number(value: f64, tokens: &[Token], end: usize) -> bool {
    let of = end.saturating_sub(2);
    (1900.0..2100.0).contains(&value)
        && matches!(text(tokens, of), "of")
        && is_season(before(tokens, of, 1))
}

fn is_season(word: &str) -> bool {
    is_month(word)
        || matches!(
            word,
            "spring"
                | "summer"
                | "autumn"
                | "fall"
                | "winter"
                | "quarter"
                | "half"
                | "end"
                | "beginning"
                | "start"
                | "middle"
                | "year"
        )
}

/// Whether a number is no count: a date, a version, part of a name, an ordinal.
pub(super) fn is_excused(tokens: &[Token], at: usize, end: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let (back, next) = (before(tokens, at, 1), text(tokens, end));
    let Kind::Digits(digits) = &token.kind else {
        // `two-pizza`, `zero-trust`: no counts, though numbers are in them.
        let hyphen = tokens.get(end).is_some_and(|next| next.joined && next.is("-"));
        let whole = format!("{}-{}", token.text, text(tokens, end + 1));
        return hyphen && NAMES.contains(&whole.as_str());
    };
    if digits.is_version {
        return true;
    }
    if matches!(digits.unit.as_str(), "st" | "nd" | "rd" | "th" | "fa" | "d" | "g")
        || (digits.unit == "s" && digits.values.first().is_some_and(|value| *value >= 1900.0))
    {
        return digits.unit != "d" && digits.unit != "g" || token.raw.ends_with(['D', 'G']);
    }
    if !digits.unit.is_empty() {
        return false;
    }
    let value = digits.values.first().copied().unwrap_or(f64::INFINITY);
    let whole = value.fract() == 0.0 && token.raw.bytes().all(|byte| byte.is_ascii_digit());
    is_date(tokens, at, end, value, whole) || is_named(tokens, at, end, back, next)
}

/// Compounds of number words that count nothing.
const NAMES: [&str; 18] = [
    "two-pizza",
    "two-factor",
    "zero-trust",
    "zero-downtime",
    "zero-touch",
    "zero-day",
    "one-way",
    "two-way",
    "one-off",
    "one-size",
    "one-click",
    "one-stop",
    "three-tier",
    "two-speed",
    "one-time",
    "zero-config",
    "four-eyes",
    "two-sided",
];

/// Whether a number is a year, a day, or part of a date in digits.
fn is_date(tokens: &[Token], at: usize, end: usize, value: f64, whole: bool) -> bool {
    if !whole {
        return false;
    }
    let (back, next) = (before(tokens, at, 1), text(tokens, end));
    let is_year = (1900.0..2100.0).contains(&value) && tokens[at].raw.len() == 4;
    if is_year {
        let quarter = |word: &str| {
            let mut bytes = word.bytes();
            matches!(bytes.next(), Some(b'q' | b'h'))
                && bytes.next().is_some_and(|byte| (b'1'..=b'4').contains(&byte))
                && bytes.next().is_none()
        };
        // Behind these stands a time alone; behind others what is counted may stand.
        let surely = matches!(back, "since" | "until" | "till" | "during" | "fy" | "year")
            || is_month(back)
            || quarter(back)
            || (back == "of" && is_season(before(tokens, at, 2)))
            || (back == "," && is_month(before(tokens, at, 3)))
            || (back == "-" && matches!(before(tokens, at, 2), "mid" | "early" | "late"))
            || (matches!(back, "–" | "-" | "to" | "and" | "/") && year_before(tokens, at));
        let behind = matches!(
            back,
            "in" | "before"
                | "after"
                | "early"
                | "late"
                | "mid"
                | "from"
                | "by"
                | "spring"
                | "summer"
                | "autumn"
                | "fall"
                | "winter"
                | "for"
                | "through"
                | "throughout"
        );
        let ahead = matches!(
            next,
            "survey" | "edition" | "wave" | "report" | "study" | "cohort" | "export" | "data"
        ) || (matches!(next, "–" | "-") && iso(tokens, end));
        if surely || (behind || ahead) && !is_counted(tokens, end) {
            return true;
        }
    }
    let is_day = (1.0..=31.0).contains(&value);
    if is_day && (is_month(next) && next != "may" || is_month(back) && back != "may") {
        return true;
    }
    if is_day && (next == "may" || back == "may") {
        let capital = |at: usize| tokens.get(at).is_some_and(|token| token.raw == "May");
        return capital(end) || at > 0 && capital(at - 1);
    }
    // The month and the day of 2026-11-26.
    is_day && back == "-" && tokens[at].joined && at >= 2 && {
        let start = if before(tokens, at, 4).len() == 4 { at - 4 } else { at - 2 };
        tokens[start].raw.len() == 4 && iso(tokens, start + 1)
    }
}

/// Whether the number before, and a dash, is a year that is excused.
fn year_before(tokens: &[Token], at: usize) -> bool {
    let Some(at) = at.checked_sub(2) else { return false };
    let Some(Token { kind: Kind::Digits(digits), raw, .. }) = tokens.get(at) else { return false };
    let value = digits.values.first().copied().unwrap_or(0.0);
    raw.len() == 4 && at > 0 && is_date(&tokens[..=at], at, at + 1, value, true)
}

/// Whether `-11-26` stands at a token.
fn iso(tokens: &[Token], at: usize) -> bool {
    let two = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            token.joined && token.raw.len() == 2 && matches!(token.kind, Kind::Digits(_))
        })
    };
    text(tokens, at) == "-" && two(at + 1) && text(tokens, at + 2) == "-" && two(at + 3)
}

/// Whether what stands behind a number is counted by it.
fn is_counted(tokens: &[Token], end: usize) -> bool {
    is_person(text(tokens, end))
        || is_person(text(tokens, end + 1))
            && tokens.get(end).is_some_and(Token::is_word)
            && !divides(text(tokens, end))
        || text(tokens, end) == "of"
        || is_percent(tokens, end)
}

/// Whether a number is part of a name: `version 2`, `ISO 27001`, `COVID-19`.
fn is_named(tokens: &[Token], at: usize, end: usize, back: &str, next: &str) -> bool {
    if is_counted(tokens, end) || matches!(next, "in" | "out" | "/") {
        return false;
    }
    const BEFORE: [&str; 40] = [
        "version",
        "release",
        "phase",
        "level",
        "tier",
        "step",
        "stage",
        "question",
        "chapter",
        "part",
        "priority",
        "sprint",
        "week",
        "day",
        "iso",
        "rfc",
        "java",
        "python",
        "windows",
        "kubernetes",
        "web",
        "tls",
        "http",
        "gpt",
        "industry",
        "angular",
        "node",
        "section",
        "figure",
        "table",
        "item",
        "page",
        "number",
        "no",
        "nr",
        "tls",
        "ipv",
        "angular",
        "php",
        "rust",
    ];
    let hyphen = back == "-" && tokens[at].joined && {
        at >= 2
            && tokens[at - 2].is_word()
            && tokens[at - 1].joined
            && tokens[at - 2].raw.starts_with(char::is_uppercase)
    };
    BEFORE.contains(&back) || hyphen || back == "#"
}
