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
    /// The sign that shows it: that of bold, of a heading, or of something weaker.
    mark: char,
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
            // One time, not a line of them: this must not call itself again and again.
            return rest
                .starts_with(['*', '_'])
                .then(|| bold(rest))
                .flatten()
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
    Some(Bold { name, time, colon: within || behind, rest, mark: '*' })
}

/// What a line begins with, if it is a name in bold behind the sign of a list or a quotation, or a
/// name in italics, and a colon: `- **Ada**: text`, `*Ada:* text`. Speech has such too, so that they
/// count only where nothing else in the file says who speaks.
fn weak(line: &str) -> Option<Bold<'_>> {
    let trimmed = line.trim_start();
    let listed = ["- ", "* ", "+ ", "> "].iter().find_map(|sign| trimmed.strip_prefix(sign));
    if let Some(found) = listed.and_then(bold) {
        return Some(found).filter(|found| found.colon);
    }
    if let Some(rest) = listed
        && let Some(found) = label::candidate(rest)
        && label::kind(found.name) == Kind::Name
    {
        let (name, time) = (found.name, found.time);
        return Some(Bold { name, time, colon: true, rest: rest.get(found.length..)?, mark: '-' });
    }
    let trimmed = listed.unwrap_or(trimmed);
    let mark = trimmed.chars().next().filter(|mark| matches!(mark, '*' | '_'))?;
    let inside = trimmed.get(1..)?;
    let reach = &inside.as_bytes()[..inside.len().min(120)];
    let end = memchr::memchr(mark as u8, reach)?;
    let (name, rest) = (inside.get(..end)?, inside.get(end + 1..)?);
    let (name, rest) = match (name.strip_suffix(':'), rest.strip_prefix(':')) {
        (Some(name), _) => (name.trim_end(), rest),
        (None, Some(rest)) => (name, rest),
        (None, None) => return None,
    };
    let is_name = !name.is_empty() && !name.starts_with(char::is_whitespace);
    is_name.then(|| Bold { name, time: None, colon: true, rest: rest.trim_start(), mark: '-' })
}

/// A heading that says who speaks, and perhaps when: `### Ada`, `### Ada (0:12)`.
fn headed(line: &str) -> Option<Bold<'_>> {
    let rest = line.strip_prefix('#')?.trim_start_matches('#');
    let name = rest.strip_prefix([' ', '\t'])?.trim().trim_end_matches('#').trim_end();
    let (time, name) = leading_time(name);
    let (name, behind) = label::trailing_time(name);
    let name = name.trim_matches('*').trim_end_matches(':').trim();
    let is_name = matches!(label::kind(name), Kind::Name | Kind::Handle) && name.len() <= 80;
    is_name.then(|| Bold { name, time: time.or(behind), colon: true, rest: "", mark: '#' })
}

/// How the turns of a text begin where no line begins in bold.
type Head = for<'a> fn(&'a str) -> Option<Bold<'a>>;

/// The weaker form in which a text says who speaks: names that come again and again, in most of the
/// lines that are written so.
fn other_form(text: &str) -> Option<Head> {
    let mut counts: HashMap<&str, u64, foldhash::fast::RandomState> = HashMap::default();
    let mut form = |head: Head, fewest: usize| {
        counts.clear();
        for line in Lines::new(text) {
            if let Some(found) = head(line.text) {
                *counts.entry(found.name).or_default() += 1;
            }
        }
        let all: u64 = counts.values().sum();
        let again = counts.values().filter(|&&count| count >= 2);
        let said: u64 = again.clone().sum();
        all >= 3 && counts.len() >= 2 && again.count() >= fewest && said * 2 >= all
    };
    // Of headings, many are no names: only those that come again speak, and two have to.
    if form(weak, 1) {
        return Some(weak);
    }
    form(headed, 2).then_some(headed)
}

/// Whether a text without names in bold says in another way of Markdown who speaks.
pub(super) fn recognise(text: &str) -> bool {
    other_form(text).is_some()
}

/// Whether a line begins a turn.
pub(super) fn is_head(line: &str) -> bool {
    bold(line).is_some_and(|bold| bold.colon)
}

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    let header = header::read(text, &Candidates::default());
    let body = |line: &Line<'_>| line.number > header.lines;
    // A word of speech in bold with a colon is no speaker, unless it comes again and again.
    let is_bold = Lines::new(text).filter(body).any(|line| is_head(line.text));
    let head = if is_bold { bold } else { other_form(text).unwrap_or(bold) };
    let mut names: HashMap<&str, u64, foldhash::fast::RandomState> = HashMap::default();
    for line in Lines::new(text).filter(body) {
        if let Some(bold) = head(line.text).filter(|bold| bold.colon) {
            *names.entry(bold.name).or_default() += 1;
        }
    }
    // Nor are several words that are written like none, said once among names that come again.
    let again = names.iter().filter(|(_, count)| **count >= 2).count() >= 2;
    let speaks = |found: &Bold<'_>| {
        let count = names.get(found.name).copied().unwrap_or(0);
        let heading = found.mark == '#';
        found.colon
            && (!heading || count >= 2)
            && match label::kind(found.name) {
                Kind::Lead => count >= 5,
                Kind::Words => count >= 2 || !again,
                Kind::Name | Kind::Handle => true,
            }
    };
    let mut script = Script::markdown();
    for line in Lines::new(text).filter(body) {
        match head(line.text).filter(speaks) {
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
    // The files at hand have names in bold at the beginnings of lines.
    draft.unverified = !is_bold;
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
    fn several_bold_words_in_speech() {
        check(
            "markdown",
            "**Ada**: a\n\n**Bo**: b\n\n**Big problem:** c\n\n**Ada**: d\n\n**Bo**: e\n",
            &["Ada|a", "Bo|b\n\n**Big problem:** c", "Ada|d", "Bo|e"],
        );
    }

    #[test]
    fn lists_quotations_and_italics() {
        let turns = ["Ada|a?", "Bo|b: c.", "Ada|d."];
        check("markdown", "- **Ada**: a?\n- **Bo**: b: c.\n- **Ada**: d.\n", &turns);
        check("markdown", "- Ada: a?\n- Bo: b: c.\n- Ada: d.\n", &turns);
        check("markdown", "*Ada:* a?\n\n*Bo:* b: c.\n\n*Ada:* d.\n", &turns);
        check("markdown", "> **Ada**: a?\n\n> **Bo**: b: c.\n\n> **Ada**: d.\n", &turns);
        check(
            "named",
            "Ada: a?\n- Pro: b\n- Con: c\n- Pro: d\n- Con: e\n\nBo: f\n\nAda: g\n\nBo: h\n",
            &["Ada|a?\n- Pro: b\n- Con: c\n- Pro: d\n- Con: e", "Bo|f", "Ada|g", "Bo|h"],
        );
        // In speech, they are what they are everywhere.
        check(
            "markdown",
            "**Ada**: a\n\n- **Cost**: high\n- **Cost**: low\n- **Speed**: so\n\n**Bo**: b\n",
            &["Ada|a\n\n- **Cost**: high\n- **Cost**: low\n- **Speed**: so", "Bo|b"],
        );
    }

    #[test]
    fn names_as_headings() {
        check(
            "markdown",
            "# Interview 7\n\n### Ada\n\na?\n\n### Bo (0:12)\n\nb.\n\nc.\n\n### Ada\n\nd.\n\n### Bo\n\ne.\n",
            &["-|Interview 7", "Ada|a?", "Bo 12000|b.\n\nc.", "Ada|d.", "Bo|e."],
        );
        check(
            "plain",
            "# Notes\n\n## Tools\n\na\n\n## Pain\n\nb\n\n## Tools\n\nc\n",
            &["-|Notes", "-|Tools", "-|a", "-|Pain", "-|b", "-|Tools", "-|c"],
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
