//! `Name: text`, a line or a paragraph a turn, perhaps with a time before or behind the name.

use super::header;
use super::label::{Candidates, Labels, candidate};
use super::lines::{Line, Lines};
use super::script::Script;
use super::spots::Spots;
use super::{Draft, ReadError};

/// The smallest share of paragraphs that has to begin with a name.
const ENOUGH: f64 = 0.2;

/// Reads a text if names are found in it.
pub(super) fn recognise(text: &str) -> Option<Draft> {
    let parsed = Parsed::new(text);
    let enough = !parsed.labels.is_empty() && parsed.labels.coverage >= ENOUGH;
    enough.then(|| parsed.draft())
}

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    Ok(Parsed::new(text).draft())
}

struct Parsed<'a> {
    body: Lines<'a>,
    header: header::Header,
    labels: Labels<'a>,
    markdown: bool,
}

/// Whether a text without labels in bold is Markdown nevertheless: it has front matter or headings.
pub(super) fn is_markdown(text: &str) -> bool {
    let has = |what: &str| memchr::memmem::find(text.as_bytes(), what.as_bytes()).is_some();
    text.starts_with("---\n") || text.starts_with("# ") || has("\n# ") || has("\n## ")
}

impl<'a> Parsed<'a> {
    fn new(text: &'a str) -> Self {
        let all = candidates(Lines::new(text));
        let mut header = header::read(text, &all);
        let mut body = Lines::new(text);
        let mut labels = Labels::default();
        if header.lines > 0 {
            let mut lines = body.clone();
            lines.by_ref().take(header.lines as usize).for_each(drop);
            labels = candidates(lines.clone()).decide(|wanted| wanted(text));
            body = lines;
        }
        // What seemed a header may be all there is, or the only ones who speak.
        if labels.is_empty() {
            labels = all.decide(|wanted| wanted(text));
            if header.lines > 0 && !labels.is_empty() {
                header = header::Header::default();
                body = Lines::new(text);
            }
        }
        Self { body, header, labels, markdown: is_markdown(text) }
    }

    fn draft(self) -> Draft {
        let mut script = if self.markdown { Script::markdown() } else { Script::default() };
        let mut doubts = Spots::default();
        for line in self.body {
            match candidate(line.text) {
                Some(head) if self.labels.has(head.name) => {
                    let rest = line.text.get(head.length..).unwrap_or_default();
                    script.head(Some(head.name), head.time, rest, line.number);
                }
                found => {
                    if found.is_some_and(|found| self.labels.doubts(found.name)) {
                        doubts.add(line.number);
                    }
                    script.line(&line);
                }
            }
        }
        let mut draft = script.finish();
        draft.about = self.header.about;
        draft.warnings.extend(self.header.warnings);
        draft.warnings.extend(self.labels.warnings());
        draft.warnings.extend(doubts.problem("speaker-or-speech", |lines| {
            format!(
                "Lines begin as if somebody spoke who speaks only once ({lines}). They were \
                 read as speech; look whether they are."
            )
        }));
        draft
    }
}

fn candidates<'a>(lines: impl Iterator<Item = Line<'a>>) -> Candidates<'a> {
    let mut candidates = Candidates::default();
    let mut starts = true;
    for line in lines {
        if line.is_blank() {
            starts = true;
            continue;
        }
        if starts {
            candidates.block();
        }
        candidates.line(line.text, starts);
        starts = false;
    }
    candidates
}

#[cfg(test)]
mod tests {
    use super::super::trial::check;

    #[test]
    fn names_and_paragraphs() {
        check(
            "named",
            "Ada: Why?\nBo: Because.\nIt is slow.\n\nAnd old.\nAda: Ah.\n",
            &["Ada|Why?", "Bo|Because.\nIt is slow.\n\nAnd old.", "Ada|Ah."],
        );
    }

    #[test]
    fn what_is_said_does_not_become_a_speaker() {
        check(
            "named",
            "Ada: See\nhttp://example.org: it is there.\nBo: Note this.\nThree things: a, b.\nAda: I asked Bo: why?\nBo: So.\n\nNote: that.\n",
            &[
                "Ada|See\nhttp://example.org: it is there.",
                "Bo|Note this.\nThree things: a, b.",
                "Ada|I asked Bo: why?",
                "Bo|So.\n\nNote: that.",
            ],
        );
    }

    #[test]
    fn who_speaks_once_is_seen() {
        check(
            "named",
            "Ada: a?\n\nBo: b.\n\nAda: c?\n\nCy Byte: d.\n\nBo: e.\n",
            &["Ada|a?", "Bo|b.", "Ada|c?", "Cy Byte|d.", "Bo|e."],
        );
    }

    #[test]
    fn times_beside_names() {
        check(
            "named",
            "[00:00:01] Ada: a?\n[00:00:03] Bo: b.\n[00:00:04] Ada: c.\n",
            &["Ada 1000|a?", "Bo 3000|b.", "Ada 4000|c."],
        );
        check(
            "named",
            "Ada (00:01): a?\nBo (00:03): b.\nAda (00:04): c.\n",
            &["Ada 1000|a?", "Bo 3000|b.", "Ada 4000|c."],
        );
    }

    #[test]
    fn other_line_ends() {
        check("named", "Ada: a\rBo: b\rAda: c", &["Ada|a", "Bo|b", "Ada|c"]);
        check("named", "Ada: a\r\n\r\nBo: b\r\n\r\nAda: c\r\n", &["Ada|a", "Bo|b", "Ada|c"]);
    }

    #[test]
    fn keys_of_a_header_do_not_speak() {
        check(
            "named",
            "Date: 2026-11-25\nRole: Architect\n\nAda: a\nBo: b\nAda: c\n",
            &["Ada|a", "Bo|b", "Ada|c"],
        );
        check("named", "Interviewer: a?\nParticipant: b.\n", &["Interviewer|a?", "Participant|b."]);
    }
}
