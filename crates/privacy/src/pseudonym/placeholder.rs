//! What already stands in a name's place in a text that somebody anonymised by hand, or that this
//! program has: `<redacted>`, `[Tool Name]`, `[City 1]`.
//!
//! Brackets are also used for explanations (`[MS Teams]`) and sounds (`[laughs]`). A placeholder is
//! told by its words: all of them say what kind of thing was there, or that something was.

use crate::replace::words::fold;
use std::ops::Range;

/// Longer ones are no placeholders, in bytes.
const LONGEST: usize = 60;

/// What a placeholder stands for.
const THINGS: [&str; 77] = [
    "account",
    "address",
    "age",
    "app",
    "application",
    "card",
    "city",
    "client",
    "code",
    "codename",
    "colleague",
    "combination",
    "company",
    "competitor",
    "contact",
    "country",
    "county",
    "customer",
    "date",
    "department",
    "district",
    "domain",
    "email",
    "employer",
    "event",
    "firm",
    "gender",
    "headcount",
    "host",
    "hostname",
    "iban",
    "id",
    "identifier",
    "industry",
    "institution",
    "ip",
    "link",
    "location",
    "mail",
    "manager",
    "mobile",
    "money",
    "month",
    "name",
    "nationality",
    "nrp",
    "number",
    "organisation",
    "organization",
    "partner",
    "password",
    "person",
    "phone",
    "place",
    "postcode",
    "product",
    "programme",
    "project",
    "provider",
    "region",
    "role",
    "school",
    "server",
    "service",
    "state",
    "street",
    "supplier",
    "surname",
    "team",
    "telephone",
    "ticket",
    "title",
    "tool",
    "town",
    "university",
    "url",
    "vendor",
];

/// Words that say that something was there.
const GONE: [&str; 11] = [
    "anonymised",
    "anonymized",
    "concealed",
    "deleted",
    "hidden",
    "masked",
    "omitted",
    "redacted",
    "removed",
    "suppressed",
    "withheld",
];

/// Words that may stand beside the others.
const BESIDE: [&str; 24] = [
    "another", "bank", "business", "cloud", "credit", "employee", "exact", "family", "first",
    "former", "full", "given", "internal", "job", "last", "other", "own", "platform", "private",
    "software", "system", "time", "user", "web",
];

/// Whether this is a placeholder, with the brackets around it: `[City]`, `<redacted>`,
/// `\<redacted>`.
pub fn is_placeholder(text: &str) -> bool {
    inner(text).is_some_and(says_a_kind)
}

/// Where the placeholders of a text are, in bytes, in order, without overlap. A backslash before a
/// bracket, as Markdown has it, belongs to the placeholder.
pub fn find(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for open in memchr::memchr2_iter(b'[', b'<', text.as_bytes()) {
        let limit = text.floor_char_boundary((open + LONGEST).min(text.len()));
        let Some(rest) = text.get(open + 1..limit.max(open + 1)) else { continue };
        let close = if text.as_bytes().get(open) == Some(&b'[') { ']' } else { '>' };
        let Some(length) = rest.find(['[', ']', '<', '>', '\n']) else { continue };
        if !rest.get(length..).is_some_and(|rest| rest.starts_with(close)) {
            continue;
        }
        let escaped = text.get(..open).is_some_and(|before| before.ends_with('\\'));
        let range = open - usize::from(escaped)..open + length + 2;
        let is_new = found.last().is_none_or(|last| last.end <= range.start);
        if is_new && text.get(range.clone()).is_some_and(is_placeholder) {
            found.push(range);
        }
    }
    found
}

/// The words between the brackets and the number after them: `[City 1]` is `city` and 1.
pub(super) fn numbered(text: &str) -> Option<(String, u64)> {
    let (word, number) = inner(text)?.trim().rsplit_once([' ', '_', '-'])?;
    Some((word.trim().to_lowercase(), number.parse().ok()?))
}

fn inner(text: &str) -> Option<&str> {
    if text.len() > LONGEST {
        return None;
    }
    let text = text.strip_prefix('\\').unwrap_or(text);
    let inside = match text.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']')?,
        None => text.strip_prefix('<')?.strip_suffix('>')?,
    };
    Some(inside.strip_suffix('\\').unwrap_or(inside))
}

fn says_a_kind(inside: &str) -> bool {
    let (mut kinds, mut marks) = (0, 0);
    for word in inside.split(|c: char| c.is_whitespace() || matches!(c, '_' | '-' | '/' | '#')) {
        let mut folded = String::new();
        fold(word, &mut folded);
        let is_mark = folded.len() == 1 || folded.bytes().all(|byte| byte.is_ascii_digit());
        match folded.as_str() {
            "" => {}
            _ if is_mark => marks += 1,
            word if is_kind(word) => kinds += 1,
            word if BESIDE.contains(&word) => {}
            word if is_glued(word) => kinds += 1,
            _ => return false,
        }
    }
    kinds > 0 && marks <= 1
}

fn is_kind(word: &str) -> bool {
    let knows = |word: &str| THINGS.binary_search(&word).is_ok() || GONE.contains(&word);
    let singular = word.strip_suffix('s').map(|rest| match rest.strip_suffix("ie") {
        Some(stem) => format!("{stem}y"),
        None => rest.to_owned(),
    });
    knows(word) || singular.is_some_and(|singular| knows(&singular)) || word == "addresses"
}

/// `toolname`, `companyname`, `firstname`, `city1`.
fn is_glued(word: &str) -> bool {
    let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let pair = |at: usize| {
        stem.split_at_checked(at).is_some_and(|(first, second)| {
            is_kind(second) && (is_kind(first) || BESIDE.contains(&first))
        })
    };
    is_kind(stem) || (1..stem.len()).any(pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_told_from_explanations() {
        assert!(THINGS.is_sorted());
        let check = |text, expected| assert_eq!(is_placeholder(text), expected, "{text}");
        for yes in [
            "<redacted>",
            "\\<redacted>",
            "\\<redacted\\>",
            "\\[City\\]",
            "<toolname>",
            "[Tool Name]",
            "[City]",
            "[Service Provider]",
            "[Country]",
            "[Person 2]",
            "[City 14]",
            "[Company A]",
            "[REDACTED]",
            "[name redacted]",
            "<PERSON>",
            "<DATE_TIME>",
            "[cities]",
            "[Companies]",
            "<first name>",
            "[tool-name]",
            "[CITY_1]",
            "[city1]",
            "[Cloud Provider]",
        ] {
            check(yes, true);
        }
        for no in [
            "[MS Teams]",
            "[inaudible]",
            "[laughs]",
            "[sic]",
            "[crosstalk]",
            "[Jenkins]",
            "<b>",
            "<br>",
            "<v Ines>",
            "[]",
            "[1]",
            "[A]",
            "[the team]",
            "City",
            "[Kansas City Company]",
            "[City",
            "[bank]",
            "[00:12:30]",
            "[Norrvik]",
            "[x]",
            "<",
            "",
        ] {
            check(no, false);
        }
    }

    #[test]
    fn they_are_found_in_a_text() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = find(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("at \\<redacted> in [City], [laughs] <b>", &["\\<redacted>", "[City]"]);
        check("[[City] 1]<toolname>", &["[City]", "<toolname>"]);
        check("[City\n1] <Person 1> 田[City", &["<Person 1>"]);
        check(&"[".repeat(100_000), &[]);
    }
}
