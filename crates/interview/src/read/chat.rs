//! Meeting chat, as Zoom saves it: `00:20:09<tab>Name:<tab>text`, or, in older ones,
//! `00:20:09 From Name to Everyone : text`.

use super::lines::Lines;
use super::script::Script;
use super::{Draft, ReadError, clock, header};

/// Time, name and text of a line that begins a message.
fn head(line: &str) -> Option<(u64, &str, &str)> {
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
    Ok(script.finish())
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
            "2026-11-25 09:30:15 From Ada to Everyone:\n\thello\n2026-11-25 09:30:20 From Bo to Everyone:\n\thi\n",
            &["Ada 34215000|hello", "Bo 34220000|hi"],
        );
    }
}
