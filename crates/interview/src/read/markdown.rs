//! Markdown dialogue: `**Name**: text`, `**Name:** text`, `__Name__: text`.

use super::header;
use super::label::{self, Candidates, Kind, leading_time};
use super::lines::{Line, Lines};
use super::script::Script;
use super::{Draft, ReadError, clock};
use hashbrown::HashMap;

/// The bold beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bold<'a> {
    pub(super) name: &'a str,
    pub(super) time: Option<u64>,
    /// Whether a colon stands in it or behind it.
    pub(super) colon: bool,
    /// What follows, white space before it left out.
    pub(super) rest: &'a str,
}

/// What a line begins with, if it begins in bold.
pub(super) fn bold(line: &str) -> Option<Bold<'_>> {
    let trimmed = line.trim_start_matches(' ');
    let mark = match trimmed.as_bytes() {
        [b'*', b'*', ..] => "**",
        [b'_', b'_', ..] => "__",
        // A time may stand before the name.
        [b'[' | b'(' | b'0'..=b'9', ..] => {
            let (Some(time), rest) = leading_time(trimmed) else { return None };
            return bold(rest)
                .filter(|_| rest.starts_with(['*', '_']))
                .map(|bold| Bold { time: Some(time), ..bold });
        }
        _ => return None,
    };
    let inside = &trimmed[2..];
    let reach = &inside.as_bytes()[..inside.len().min(120)];
    let end = memchr::memmem::find(reach, mark.as_bytes())?;
    let (name, rest) = (inside[..end].trim(), inside[end + 2..].trim_start());
    let (name, within) =
        name.strip_suffix(':').map_or((name, false), |name| (name.trim_end(), true));
    let (time, name) = leading_time(name);
    let (behind, rest) =
        rest.strip_prefix(':').map_or((false, rest), |rest| (true, rest.trim_start()));
    if name.is_empty() || name.contains(['*', '\\']) {
        return None;
    }
    Some(Bold { name, time, colon: within || behind, rest })
}

/// Whether a line begins a turn.
pub(super) fn is_head(line: &str) -> bool {
    bold(line).is_some_and(|bold| bold.colon)
}

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    let header = header::read(text, &Candidates::default());
    let body = |line: &Line<'_>| line.number > header.lines;
    // A word of speech in bold with a colon is no speaker, unless it comes again and again.
    let mut leads: HashMap<&str, u64, foldhash::fast::RandomState> = HashMap::default();
    for line in Lines::new(text).filter(body) {
        if let Some(bold) = bold(line.text).filter(|bold| bold.colon)
            && label::kind(bold.name) == Kind::Lead
        {
            *leads.entry(bold.name).or_default() += 1;
        }
    }
    let speaks =
        |bold: &Bold<'_>| bold.colon && leads.get(bold.name).is_none_or(|&count| count >= 5);
    let mut script = Script::markdown();
    for line in Lines::new(text).filter(body) {
        match bold(line.text).filter(speaks) {
            Some(bold) => {
                let time = clock::bracketed(bold.rest);
                let rest = time.map_or(bold.rest, |(_, length)| bold.rest[length..].trim_start());
                let start = bold.time.or(time.map(|(time, _)| time));
                script.head(Some(bold.name), start, rest, line.number);
            }
            None => script.line(&line),
        }
    }
    let mut draft = script.finish();
    draft.about = header.about;
    draft.warnings.extend(header.warnings);
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::super::trial::check;
    use super::*;

    #[track_caller]
    fn check_bold(line: &str, expected: Option<(&str, bool, &str)>) {
        let found = bold(line).map(|bold| (bold.name, bold.colon, bold.rest));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn beginnings() {
        check_bold("**Ada**: a", Some(("Ada", true, "a")));
        check_bold("**Ada:** a", Some(("Ada", true, "a")));
        check_bold("__Ada__: a", Some(("Ada", true, "a")));
        check_bold("__Ada:__ a", Some(("Ada", true, "a")));
        check_bold("**Ada** [0:12]", Some(("Ada", false, "[0:12]")));
        check_bold("[0:12] **Ada:** a", Some(("Ada", true, "a")));
        check_bold("**Ada: a", None);
        check_bold("a **b**: c", None);
        check_bold("****: c", None);
    }

    #[test]
    fn a_dialogue() {
        check(
            "markdown",
            "**Ada**: Why?\n\n**Bo:** Because  \nit is.\n\nAnd old.\n\n__Cy__: \\[laughs\\] Yes.\n\n**Ada**: And Bo: why?\n",
            &["Ada|Why?", "Bo|Because\nit is.\n\nAnd old.", "Cy|[laughs] Yes.", "Ada|And Bo: why?"],
        );
    }

    #[test]
    fn the_same_speaker_again_is_another_turn() {
        check("markdown", "**Ada**: a\n\n**Ada**: b\n\n**Bo**: c\n", &["Ada|a", "Ada|b", "Bo|c"]);
    }

    #[test]
    fn bold_words_in_speech() {
        check(
            "markdown",
            "**Ada**: a\n\n**Note:** b\n\n**Bo**: c **d**: e\n",
            &["Ada|a\n\n**Note:** b", "Bo|c **d**: e"],
        );
    }

    #[test]
    fn sections() {
        check(
            "markdown",
            "# Part one\n\n**Ada**: a\n\n## Part two\n\n**Bo**: b\n",
            &["-|Part one", "Ada|a", "-|Part two", "Bo|b"],
        );
    }

    #[test]
    fn times_behind_names() {
        check("markdown", "**Ada:** [0:01] a\n\n**Bo:** [0:02] b\n", &["Ada 1000|a", "Bo 2000|b"]);
    }
}
