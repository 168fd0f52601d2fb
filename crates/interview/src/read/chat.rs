//! Meeting chat, as Zoom saves it: `00:20:09<tab>Name:<tab>text`, or, in older ones,
//! `00:20:09 From Name to Everyone : text`.

use super::lines::Lines;
use super::script::Script;
use super::{Draft, ReadError, clock, header};

/// The time of the day behind a time's digits: `10:01 PM` is 22:01.
pub(super) fn of_day(time: u64, rest: &str) -> (u64, &str) {
    const NOON: u64 = 12 * 3_600_000;
    let half = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let letters = half.get(..2).unwrap_or_default().to_ascii_lowercase();
    let ends = half.as_bytes().get(2).is_none_or(|next| !next.is_ascii_alphanumeric());
    match letters.as_str() {
        "am" if ends => (if time >= NOON { time - NOON } else { time }, &half[2..]),
        "pm" if ends => (if time < NOON { time + NOON } else { time }, &half[2..]),
        _ => (time, rest),
    }
}

/// The time that digits with colons write, of which the first are hours where there are only two.
fn hours(text: &str) -> Option<(u64, &str)> {
    let clock = clock::at_start(text)?;
    let digits = text.get(..clock.length)?;
    let short = digits.bytes().filter(|&byte| byte == b':').count() == 1;
    let time = if short { clock.time.saturating_mul(60) } else { clock.time };
    Some(of_day(time, text.get(clock.length..)?))
}

/// A message as messengers on telephones write it out: `[25/11/2026, 10:01:02] Ada: text`,
/// `25/11/2026, 10:01 - Ada: text`; or `[10:01] <ada> text`.
fn messenger(line: &str) -> Option<(u64, &str, &str)> {
    let line = line.trim_start_matches(['\u{200e}', '\u{feff}']);
    let (inside, bracket) = match line.strip_prefix('[') {
        Some(inside) => (inside, true),
        None => (line, false),
    };
    let day = inside.split([',', ' ']).next()?;
    let is_day = (6..=10).contains(&day.len())
        && day.split(['/', '.', '-']).count() == 3
        && day.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'/' | b'.' | b'-'));
    let clock =
        if is_day { inside.get(day.len()..)?.trim_start_matches([',', ' ']) } else { inside };
    let (time, rest) = hours(clock)?;
    let rest = if bracket { rest.strip_prefix(']')? } else { rest.strip_prefix(" - ")? };
    let rest = rest.trim_start_matches([' ', '\u{200e}']);
    let (name, text) = match rest.strip_prefix('<').filter(|_| bracket) {
        Some(rest) => rest.split_once("> ")?,
        None => rest.split_once(": ").filter(|_| is_day)?,
    };
    let is_name = !name.trim().is_empty() && name.len() <= 80;
    is_name.then(|| (time, name.trim(), text.trim()))
}

/// Time, name and text of a line that begins a message.
fn head(line: &str) -> Option<(u64, &str, &str)> {
    if let Some(found) = messenger(line) {
        return Some(found);
    }
    if !line.as_bytes().first()?.is_ascii_digit() {
        return None;
    }
    // Newer ones have the day before the time.
    let line = match line.split_once(' ') {
        Some((day, rest)) if day.len() == 10 && header::date(day).is_some() => rest,
        _ => line,
    };
    let clock = clock::at_start(line)?;
    let rest = &line[clock.length..];
    if let Some(rest) =
        rest.strip_prefix('\t').filter(|rest| !rest.trim_start().starts_with("From "))
    {
        let (name, text) = rest
            .split_once(":\t")
            .or_else(|| rest.split_once(": "))
            .or_else(|| Some((rest.strip_suffix(':')?, "")))?;
        return (name.len() <= 120 && !name.trim().is_empty())
            .then(|| (clock.time, name.trim(), text.trim()));
    }
    let rest = rest.trim_start().strip_prefix("From ")?;
    let (head, text) = rest
        .split_once(" : ")
        .or_else(|| rest.split_once(": "))
        .or_else(|| Some((rest.strip_suffix(':')?, "")))?;
    let name =
        [" to ", " To "].iter().find_map(|to| head.rsplit_once(to)).map_or(head, |(name, _)| name);
    (head.len() <= 200 && !name.trim().is_empty()).then(|| (clock.time, name.trim(), text.trim()))
}

pub(super) fn is_head(line: &str) -> bool {
    head(line).is_some()
}

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    let mut script = Script::default();
    for line in Lines::new(text) {
        match head(line.text) {
            Some((time, name, rest)) => script.head(Some(name), Some(time), rest, line.number),
            None => script.line(&line),
        }
    }
    let mut draft = script.finish();
    // The files at hand are of meetings.
    draft.unverified = Lines::new(text).take(20).any(|line| messenger(line.text).is_some());
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::super::trial::check;

    #[test]
    fn messages() {
        check(
            "chat",
            "00:20:09\tAda Byte:\thello: all\n00:20:10\tBo:\tyes\n\tand no\n00:20:10\tBo:\t+1",
            &["Ada Byte 1209000|hello: all", "Bo 1210000|yes\nand no", "Bo 1210000|+1"],
        );
        check(
            "chat",
            "09:30:15\t From  Ada to Everyone : hello\n09:30:20 From Bo : hi\n",
            &["Ada 34215000|hello", "Bo 34220000|hi"],
        );
        check(
            "chat",
            "09:30:15\tFrom Ada to Everyone:\n\thello: all\n09:30:20\tFrom Bo to Ada(Direct Message):\n\thi\n",
            &["Ada 34215000|hello: all", "Bo 34220000|hi"],
        );
        check(
            "chat",
            "[25/11/2026, 10:01:02] Ada: why?\n[25/11/2026, 10:01:22] Bo: Tests: all\nand more\n[25/11/2026, 22:02:02] Ada: ah\n",
            &["Ada 36062000|why?", "Bo 36082000|Tests: all\nand more", "Ada 79322000|ah"],
        );
        check(
            "chat",
            "11/25/26, 10:01 PM - Ada: why?\n11/25/26, 10:02 PM - Bo: Tests\n",
            &["Ada 79260000|why?", "Bo 79320000|Tests"],
        );
        check(
            "chat",
            "[12:01] <ada> why?\n[12:02] <bo> a: b\n",
            &["ada 43260000|why?", "bo 43320000|a: b"],
        );
        check(
            "chat",
            "2026-11-25 09:30:15 From Ada to Everyone:\n\thello\n2026-11-25 09:30:20 From Bo to Everyone:\n\thi\n",
            &["Ada 34215000|hello", "Bo 34220000|hi"],
        );
    }
}
