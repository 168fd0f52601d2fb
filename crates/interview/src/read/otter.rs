//! Otter, and all that writes a speaker and a time on a line of their own: `Name  0:35`,
//! `**Name** [00:35]`, or only `0:35`.

use super::header;
use super::label::{self, Kind};
use super::lines::{Line, Lines};
use super::markdown;
use super::script::Script;
use super::{Draft, ReadError, clock};
use hashbrown::{HashMap, HashSet};

/// A line that says who speaks, and from when on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head<'a> {
    pub(super) name: Option<&'a str>,
    pub(super) time: u64,
    pub(super) rest: &'a str,
    /// Whether the name is in bold.
    pub(super) bold: bool,
}

/// The speaker and the time of a line that is nothing else.
pub(super) fn head(line: &str) -> Option<Head<'_>> {
    let trimmed = line.trim();
    match trimmed.as_bytes().first()? {
        b'*' | b'_' => {
            let bold = markdown::bold(trimmed)?;
            let (time, length) = match clock::bracketed(bold.rest) {
                Some(found) => found,
                None => clock::at_start(bold.rest).map(|clock| (clock.time, clock.length))?,
            };
            let rest = bold.rest[length..].trim_start();
            return Some(Head { name: Some(bold.name), time, rest, bold: true });
        }
        b'0'..=b'9' | b'[' | b'(' => {
            if let Some(time) = clock::alone(trimmed) {
                return Some(Head { name: None, time, rest: "", bold: false });
            }
            if let Some(head) = before(trimmed) {
                return Some(head);
            }
        }
        _ => {}
    }
    // Most lines are told by their last byte.
    if !matches!(trimmed.as_bytes().last(), Some(b'0'..=b'9' | b']' | b')')) || trimmed.len() > 120
    {
        return None;
    }
    let at = trimmed.rfind(|c: char| c.is_whitespace())?;
    let time = clock::alone(&trimmed[at..])?;
    let before = &trimmed[..at];
    let name = before.trim_end();
    let wide = before.len() > name.len() || trimmed[at..].starts_with('\t');
    // `Name - 0:35`, and Zoom's `[Name] 0:35`.
    let name = DASHES.iter().find_map(|dash| name.strip_suffix(dash)).map_or(name, str::trim_end);
    let name = label::unbracketed(name);
    let is_name = match label::kind(name) {
        Kind::Name => wide || name.split_whitespace().count() <= 4,
        Kind::Handle | Kind::Words => wide,
        Kind::Lead => wide && name.split_whitespace().count() == 1,
    };
    let ends = name.ends_with(['.', ',', '?', '!', ':', ';', '-']) && !name.ends_with("r.");
    (is_name && !ends && name.len() <= 80).then_some(Head {
        name: Some(name),
        time,
        rest: "",
        bold: false,
    })
}

/// What may stand between a time and a name.
const DASHES: [&str; 4] = [" -", " –", " —", " |"];

/// A time and a name, perhaps with a dash between: `[00:00:01.20] - Speaker 1`, `00:01 - Ada`,
/// `00:00:01 Speaker 1`.
fn before(line: &str) -> Option<Head<'_>> {
    let (time, length) = match clock::bracketed(line) {
        Some(found) => found,
        None => clock::at_start(line).map(|clock| (clock.time, clock.length))?,
    };
    let rest = line.get(length..)?;
    let dashed = DASHES.iter().find_map(|dash| rest.strip_prefix(dash));
    let name = dashed.unwrap_or(rest).strip_prefix([' ', '\t'])?.trim();
    // Without a dash, one word could be all that was said then.
    let sure = dashed.is_some() || name.contains(' ');
    (sure && is_name(name)).then_some(Head { name: Some(name), time, rest: "", bold: false })
}

/// Whether a line is written like a name and nothing else.
fn is_name(line: &str) -> bool {
    let ends = line.ends_with(['.', ',', '?', '!', ':', ';', '-', ')']) && !line.ends_with("r.");
    let words = line.split_whitespace().count();
    label::kind(line) == Kind::Name && words <= 5 && !ends && line.len() <= 80
}

/// How the words are that some pages write beside a time: `7 seconds`, `1 minute 12 seconds`.
fn is_spoken(line: &str) -> bool {
    let unit = |word: &str| {
        matches!(word.trim_end_matches('s'), "hour" | "minute" | "second")
            || word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let line = line.trim();
    line.len() < 40
        && line.contains("second")
        && line.starts_with(|c: char| c.is_ascii_digit())
        && line.split_whitespace().all(unit)
}

/// The names that stand on a line of their own above a time on a line of its own, by the number of
/// their lines; empty unless the file is written so throughout: what stands above a time is else the
/// last that somebody said.
fn names_above(text: &str) -> HashMap<u64, &str, foldhash::fast::RandomState> {
    let mut found: HashMap<u64, &str, foldhash::fast::RandomState> = HashMap::default();
    let (mut times, mut first, mut empty) = (0_u64, false, 0_u64);
    let mut above: Option<Line<'_>> = None;
    let mut last_time = None;
    for line in Lines::new(text) {
        if line.is_blank() {
            above = None;
            continue;
        }
        if is_spoken(line.text) && above.is_some() {
            continue;
        }
        if head(line.text).is_some_and(|head| head.name.is_none()) {
            times += 1;
            if let Some(name) = above.filter(|above| is_name(above.text.trim())) {
                first |= times == 1;
                // Nothing was said between the time before and this name.
                empty += u64::from(last_time == Some(name.number - 1));
                found.insert(name.number, name.text.trim());
            }
            last_time = Some(line.number);
            above = None;
        } else {
            above = Some(line);
        }
    }
    let pairs = found.len() as u64;
    if !first || pairs * 5 < times * 4 || empty * 5 > pairs {
        found.clear();
    }
    found
}

/// The last line of Otter's own files.
pub(super) fn is_footer(line: &str) -> bool {
    line.contains("otter.ai") && line.trim_start().starts_with("Transcribed by")
}

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    let Heads { mut draft, bold } = read_heads(text, |line| is_footer(line.text));
    // The files at hand have names in bold and times in brackets; the plain export was not there.
    draft.unverified = !bold;
    Ok(draft)
}

/// Turns by lines with speaker and time, and how the names are written.
pub(super) struct Heads {
    pub(super) draft: Draft,
    bold: bool,
}

/// Reads lines with speaker and time; `leave` says which lines are the program's own words.
pub(super) fn read_heads(text: &str, leave: impl Fn(&Line<'_>) -> bool) -> Heads {
    let mut names: HashSet<&str, foldhash::fast::RandomState> = HashSet::default();
    let (mut first, mut bold) = (None, false);
    for line in Lines::new(text) {
        let Some(head) = head(line.text) else { continue };
        first = first.or(Some(line.number));
        bold |= head.bold;
        names.extend(head.name);
    }
    let above = names_above(text);
    let first = above.keys().copied().chain(first).min().unwrap_or(1);
    let mut named: Option<&str> = None;
    let mut script = if bold { Script::markdown() } else { Script::default() };
    let mut preamble = Vec::new();
    let mut left = super::spots::Spots::default();
    for line in Lines::new(text) {
        if leave(&line) {
            left.add(line.number);
        } else if line.number < first {
            preamble.push((line.number, line.text));
        } else if let Some(name) = above.get(&line.number) {
            named = Some(name);
        } else if named.is_some() && is_spoken(line.text) {
            // The time as it is read aloud, which the next line has in digits.
            left.add(line.number);
        } else if let Some(head) = head(line.text) {
            script.head(head.name.or(named.take()), Some(head.time), head.rest, line.number);
        } else if let Some(bold) = alone(line.text).filter(|bold| names.contains(bold.name)) {
            script.head(Some(bold.name), None, bold.rest, line.number);
        } else {
            script.line(&line);
        }
    }
    let mut draft = script.finish();
    header::preamble(&mut draft.about, &preamble, &mut draft.warnings);
    draft.warnings.extend(left.notice("footer", |lines| {
        format!("Lines are the program's own words, and left out ({lines}).")
    }));
    Heads { draft, bold }
}

/// A line that is only a name, or a name with a colon and what is said.
fn alone(line: &str) -> Option<markdown::Bold<'_>> {
    let is_bold = line.trim_start().starts_with(['*', '_']);
    is_bold
        .then(|| markdown::bold(line))
        .flatten()
        .filter(|bold| bold.colon || bold.rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::trial::check;
    use super::*;

    #[track_caller]
    fn check_head(line: &str, expected: Option<(Option<&str>, u64, &str)>) {
        let found = head(line).map(|head| (head.name, head.time, head.rest));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn heads() {
        check_head("Ada Byte  0:35  ", Some((Some("Ada Byte"), 35_000, "")));
        check_head("Unknown Speaker  1:00:35", Some((Some("Unknown Speaker"), 3_635_000, "")));
        check_head("Ada\t0:35", Some((Some("Ada"), 35_000, "")));
        check_head("**Ada** [00:35]", Some((Some("Ada"), 35_000, "")));
        check_head("**Ada**: [00:35]", Some((Some("Ada"), 35_000, "")));
        check_head("**Ada** [00:35][laughs] Cool.", Some((Some("Ada"), 35_000, "[laughs] Cool.")));
        check_head("Ada Byte (12:03)", Some((Some("Ada Byte"), 723_000, "")));
        check_head("Ada Byte 0:35", Some((Some("Ada Byte"), 35_000, "")));
        check_head("0:35  ", Some((None, 35_000, "")));
        check_head("[00:00:35.20] - Speaker 1", Some((Some("Speaker 1"), 35_200, "")));
        check_head("00:35 - Ada Byte", Some((Some("Ada Byte"), 35_000, "")));
        check_head("Ada Byte - 00:35", Some((Some("Ada Byte"), 35_000, "")));
        check_head("[Ada Byte] 00:00:35", Some((Some("Ada Byte"), 35_000, "")));
        check_head("00:00:35 Speaker 1", Some((Some("Speaker 1"), 35_000, "")));
        check_head("00:35 Yes", None);
        check_head("00:35 - it was slow", None);
        check_head("00:35 - It was slow.", None);
        check_head("We met at 10:30", None);
        check_head("It was slow. 10:30", None);
        check_head("So we said 3:1", None);
        check_head("**Ada** yes", None);
        check_head("", None);
    }

    #[test]
    fn the_plain_export() {
        check(
            "otter",
            "Ada  0:01  \nWhy is it\nslow?\n\nUnknown Speaker  0:05  \nTests.\n\nAda  1:02:05  \nAh.\n\nTranscribed by https://otter.ai\n",
            &["Ada 1000|Why is it\nslow?", "Unknown Speaker 5000|Tests.", "Ada 3725000|Ah."],
        );
    }

    #[test]
    fn times_alone() {
        check(
            "otter",
            "0:01  \nWhy?\n\n0:05\nTests.\n\nTranscribed by https://otter.ai\n",
            &["- 1000|Why?", "- 5000|Tests."],
        );
    }

    #[test]
    fn names_above_times() {
        check(
            "otter",
            "Ada Byte\n0:03\nWhy?\n\nBo\n0:07\nTests: all.\nYes.\n\nAda Byte\n1:12\nAh.\n",
            &["Ada Byte 3000|Why?", "Bo 7000|Tests: all.\nYes.", "Ada Byte 72000|Ah."],
        );
        check(
            "otter",
            "Ada Byte\n   3 seconds\n0:03\nWhy?\nBo\n   1 minute 7 seconds\n1:07\nTests.\n",
            &["Ada Byte 3000|Why?", "Bo 67000|Tests."],
        );
        check(
            "otter",
            "0:03\nHello\n0:07\nYes\n0:09\nSo\n",
            &["- 3000|Hello", "- 7000|Yes", "- 9000|So"],
        );
    }

    #[test]
    fn times_before_names() {
        check(
            "otter",
            "[00:00:01.20] - Ada\nWhy?\n\n[00:00:05.40] - Bo\nTests: all.\n",
            &["Ada 1200|Why?", "Bo 5400|Tests: all."],
        );
    }

    #[test]
    fn bold_names() {
        check(
            "otter",
            "**Ada** [00:01]\nWhy?\n\n**Bo**: [0:05]\nTests.\n\n**Ada**\nAh.\n\n**Bo** [0:09][laughs] Yes.\n",
            &["Ada 1000|Why?", "Bo 5000|Tests.", "Ada|Ah.", "Bo 9000|[laughs] Yes."],
        );
    }
}
