//! Numbers that are no counts: dates, versions, parts of names, ordinals.

use super::context::{before, divides, is_percent, is_person, text};
use super::idioms::is_number;
use super::tokens::{Kind, Token};

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
            || (back == "of" && before(tokens, at, 2) == "as")
            || (back == "," && is_month(before(tokens, at, 3)))
            || (back == "-" && matches!(before(tokens, at, 2), "mid" | "early" | "late"))
            // A claim that begins with “In 2025” says when, be it with a comma behind it or not.
            || (back == "in" && at == 1)
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
    // *Version 2 of the portal*.
    let is_part = next == "of" && ![1, 2].iter().any(|step| is_number(tokens, end + step));
    let is_part = is_part
        && matches!(
            back,
            "version" | "release" | "phase" | "step" | "stage" | "part" | "day" | "week"
        );
    if is_part {
        return true;
    }
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
