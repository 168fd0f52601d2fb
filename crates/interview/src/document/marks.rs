//! The few marks of a body: the head of a turn, and backslashes where Markdown would take words
//! away.

use std::borrow::Cow;
use std::fmt::Write as _;

/// What stands for a speaker whom nobody knows.
const NOBODY: &str = "—";

/// Writes the line that begins a turn.
pub(super) fn head(out: &mut String, id: &str, speaker: Option<&str>, start: Option<u64>) {
    out.push_str("**");
    let speaker = speaker.map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
    match speaker.as_deref() {
        None | Some("") => out.push_str(NOBODY),
        // The name of somebody who is called so, if there is one, is not taken for nobody's.
        Some(NOBODY) => out.push_str("\\—"),
        Some(name) => escape_name(out, name),
    }
    // Writing to a String cannot fail.
    let _ = write!(out, "** ({id}");
    if let Some(start) = start {
        out.push_str(", ");
        clock(out, start);
    }
    out.push(')');
}

fn escape_name(out: &mut String, name: &str) {
    for c in name.chars() {
        if matches!(c, '*' | '\\' | '<' | '`' | '_') {
            out.push('\\');
        }
        out.push(c);
    }
}

/// A time as `0:03:10`, with milliseconds where there are some.
pub(crate) fn clock(out: &mut String, milliseconds: u64) {
    let (seconds, rest) = (milliseconds / 1000, milliseconds % 1000);
    let _ = write!(out, "{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest > 0 {
        let _ = write!(out, ".{rest:03}");
    }
}

/// The id, speaker and time of a line that begins a turn.
pub(super) fn read_head(line: &str) -> Option<(&str, Option<String>, Option<u64>)> {
    let inner = line.strip_prefix("**")?.trim_end().strip_suffix(')')?;
    let (name, rest) = inner.rsplit_once("** (")?;
    let (id, time) = match rest.split_once(", ") {
        Some((id, time)) => (id, Some(read_clock(time)?)),
        None => (rest, None),
    };
    let number = id.strip_prefix('t')?;
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let speaker = match name {
        NOBODY | "" => None,
        "\\—" => Some(NOBODY.to_owned()),
        name => Some(plain(name).into_owned()),
    };
    Some((id, speaker, time))
}

fn read_clock(time: &str) -> Option<u64> {
    let (whole, rest) = time.split_once('.').unwrap_or((time, "0"));
    if rest.len() > 3 || rest.is_empty() {
        return None;
    }
    let milliseconds = rest.parse::<u64>().ok()? * 10u64.pow(3 - rest.len() as u32);
    let mut seconds: u64 = 0;
    for (index, part) in whole.split(':').enumerate() {
        let value = part.parse::<u64>().ok().filter(|_| index < 3)?;
        seconds = seconds.checked_mul(60)?.checked_add(value)?;
    }
    seconds.checked_mul(1000)?.checked_add(milliseconds)
}

/// Words as they were said, as Markdown that shows them.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(&mut out, text);
    out
}

/// Puts a backslash before what Markdown would not show as it is: tags, entities, backslashes,
/// and lines that would become headings, rules, fences, link definitions or the head of a turn.
pub(super) fn escape(out: &mut String, text: &str) {
    for line in text.split_inclusive('\n') {
        if begins_something(line) {
            let indent = line.len() - line.trim_start_matches(' ').len();
            out.push_str(&line[..indent]);
            out.push('\\');
            // The first character is one of Markdown's, and needs no second backslash.
            out.push_str(&line[indent..=indent]);
            escape_inside(out, &line[indent + 1..]);
        } else {
            escape_inside(out, line);
        }
    }
}

fn escape_inside(out: &mut String, line: &str) {
    let mut from = 0;
    for at in memchr::memchr3_iter(b'<', b'&', b'\\', line.as_bytes()) {
        let rest = &line.as_bytes()[at + 1..];
        let special = match line.as_bytes()[at] {
            b'<' => rest.first().is_some_and(|c| c.is_ascii_alphabetic() || b"/!?".contains(c)),
            b'&' => rest.first().is_some_and(|c| c.is_ascii_alphabetic() || *c == b'#'),
            _ => rest.first().is_some_and(u8::is_ascii_punctuation),
        };
        if special {
            out.push_str(&line[from..at]);
            out.push('\\');
            from = at;
        }
    }
    out.push_str(&line[from..]);
}

/// Whether Markdown would take the beginning of a line for more than words.
fn begins_something(line: &str) -> bool {
    let line = line.trim_end_matches('\n');
    let words = line.trim_start_matches(' ');
    let only = |mark: u8| words.bytes().all(|byte| byte == mark || byte == b' ');
    match words.bytes().next() {
        Some(b'#') => {
            let marks = words.bytes().take_while(|&byte| byte == b'#').count();
            marks <= 6 && words.as_bytes().get(marks).is_none_or(|&byte| byte == b' ')
        }
        Some(mark @ (b'-' | b'=' | b'_')) => only(mark),
        Some(b'*') => only(b'*') || read_head(line).is_some(),
        Some(b'`') => words.starts_with("```"),
        Some(b'~') => words.starts_with("~~~"),
        Some(b'[') => words.contains("]:"),
        _ => false,
    }
}

/// Markdown's text without the backslashes before its marks.
pub fn plain(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\\', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match characters.next_if(|next| c == '\\' && next.is_ascii_punctuation()) {
            Some(next) => out.push(next),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}
