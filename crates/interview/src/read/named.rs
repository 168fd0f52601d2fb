//! `Name: text`, a line or a paragraph a turn, perhaps with a time before or behind the name.

use super::header;
use super::label::{Candidates, Labels, candidate};
use super::lines::{Line, Lines};
use super::script::Script;
use super::spots::Spots;
use super::{Draft, ReadError, clock, label, rows};

/// The smallest share of paragraphs that has to begin with a name.
const ENOUGH: f64 = 0.2;

/// Reads a text if names are found in it.
pub(super) fn recognise(text: &str) -> Option<Draft> {
    let parsed = Parsed::new(text);
    let enough = !parsed.labels.is_empty() && parsed.labels.coverage >= ENOUGH;
    enough.then(|| parsed.draft())
}

/// Whether most paragraphs of a text begin with a name.
pub(super) fn has_names(text: &str) -> bool {
    let labels = Parsed::new(text).labels;
    !labels.is_empty() && labels.coverage >= 0.5
}

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    if let Some(draft) = rows::recognise(text) {
        return Ok(draft);
    }
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
        let behind = self.times_stand_behind();
        let (mut section, mut sections) = (None, Spots::default());
        for line in self.body {
            match candidate(line.text) {
                Some(head) if self.labels.has(head.name) => {
                    let mut rest = line.text.get(head.length..).unwrap_or_default();
                    let mut time = head.time;
                    if behind
                        && time.is_none()
                        && let Some((found, text)) = label::time_behind(rest)
                    {
                        (time, rest) = (Some(found), text);
                    }
                    script.head(Some(head.name), time.or(section.take()), rest, line.number);
                }
                None if clock::alone(line.text).is_some() => {
                    section = clock::alone(line.text);
                    sections.add(line.number);
                }
                found => {
                    if found.is_some_and(|found| self.labels.doubts(found.name)) {
                        doubts.add(line.number);
                    }
                    if !line.is_blank() {
                        section = None;
                    }
                    script.line(&line);
                }
            }
        }
        let mut draft = script.finish();
        draft.about = self.header.about;
        draft.warnings.extend(self.header.warnings);
        draft.warnings.extend(self.labels.warnings());
        draft.warnings.extend(sections.notice("times-of-sections", |lines| {
            format!(
                "Times stand between the turns, not at each of them ({lines}): the turn that begins \
                 behind a time has it, the others have none."
            )
        }));
        draft.warnings.extend(doubts.problem("speaker-or-speech", |lines| {
            format!(
                "Lines begin as if somebody spoke who speaks only once ({lines}). They were \
                 read as speech; look whether they are."
            )
        }));
        draft
    }

    /// Whether the file writes times behind its labels, so that they are no words of speech.
    fn times_stand_behind(&self) -> bool {
        let (mut heads, mut timed) = (0_u64, 0_u64);
        for line in self.body.clone() {
            if let Some(head) = candidate(line.text).filter(|head| self.labels.has(head.name)) {
                heads += 1;
                let rest = line.text.get(head.length..).unwrap_or_default();
                timed += u64::from(label::time_behind(rest).is_some());
            }
        }
        timed >= 2 && timed * 5 >= heads * 4
    }
}

fn candidates<'a>(lines: impl Iterator<Item = Line<'a>>) -> Candidates<'a> {
    let mut candidates = Candidates::default();
    let mut starts = true;
    for line in lines {
        // A time alone parts paragraphs as a blank line does.
        if line.is_blank() || clock::alone(line.text).is_some() {
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
    fn times_behind_labels() {
        check(
            "named",
            "Ada: (00:01)\na?\n\nBo Byte: (00:03)\nb: c.\n\nAda: (00:04)\nd.\n",
            &["Ada 1000|a?", "Bo Byte 3000|b: c.", "Ada 4000|d."],
        );
        check(
            "named",
            "Ada: [00:01] a?\n\nBo: [00:03] b.\n\nAda: [00:04] d.\n",
            &["Ada 1000|a?", "Bo 3000|b.", "Ada 4000|d."],
        );
        check(
            "named",
            "Ada:\t00:01\ta?\n\nBo:\t00:03\tb.\n\nAda:\t00:04\td.\n",
            &["Ada 1000|a?", "Bo 3000|b.", "Ada 4000|d."],
        );
        // Where only one has it, it was said.
        check(
            "named",
            "Ada: when?\nBo: (10:30) at most.\nAda: a.\nBo: b.\n",
            &["Ada|when?", "Bo|(10:30) at most.", "Ada|a.", "Bo|b."],
        );
    }

    #[test]
    fn times_between_turns() {
        check(
            "named",
            "[00:00:00]\n\nAda: a?\n\nBo: b.\n\n[00:00:30]\n\nAda: c?\n\nBo: d.\n",
            &["Ada 0|a?", "Bo|b.", "Ada 30000|c?", "Bo|d."],
        );
    }

    #[test]
    fn initials_captions_and_wide_colons() {
        check("named", "I: a?\nR: b.\nI: c?\n", &["I|a?", "R|b.", "I|c?"]);
        check("named", ">> ADA: a?\n>> BO: b.\n>> ADA: c.\n", &["ADA|a?", "BO|b.", "ADA|c."]);
        check(
            "named",
            "面试官：你？\n受访者：因为：好。\n面试官：好。\n",
            &["面试官|你？", "受访者|因为：好。", "面试官|好。"],
        );
    }

    #[test]
    fn a_pasted_configuration_does_not_speak() {
        check(
            "named",
            "Ada: show me.\nBo: Here:\napiVersion: v1\nkind: Pod\napiVersion: v1\nkind: Service\nAda: a\nBo: b\nAda: c\nBo: d\n",
            &[
                "Ada|show me.",
                "Bo|Here:\napiVersion: v1\nkind: Pod\napiVersion: v1\nkind: Service",
                "Ada|a",
                "Bo|b",
                "Ada|c",
                "Bo|d",
            ],
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
