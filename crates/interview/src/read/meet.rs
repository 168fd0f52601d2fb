//! Google Meet's transcripts as text, which is what its documents hold: day, "… - Transcript",
//! times alone on a line that begin a section, `Name: text`, "Transcription ended after …". A
//! summary may stand before.

use super::label::{Candidates, Labels, candidate};
use super::lines::{Line, Lines};
use super::script::Script;
use super::{Draft, ReadError, clock, header, markdown};
use crate::warning::Warning;

/// Whether a text has the first or the last line of such a transcript.
pub(super) fn recognise(text: &str) -> bool {
    let ended = memchr::memmem::find(text.as_bytes(), b"Transcription ended after").is_some();
    ended || Lines::new(text).take(400).any(|line| is_title(line.text))
}

fn is_title(line: &str) -> bool {
    let line = line.trim_end();
    line.len() < 200 && (line.ends_with(" - Transcript") || line.ends_with(" – Transcript"))
}

fn is_end(line: &str) -> bool {
    line.starts_with("Transcription ended after ")
}

/// A line without what Markdown puts before a heading.
fn plain(line: &str) -> &str {
    line.trim_start_matches(['#', ' ', '*']).trim_end_matches('*')
}

fn head<'a>(line: &'a str, labels: &Labels<'_>) -> Option<(&'a str, &'a str)> {
    if let Some(bold) = markdown::bold(line).filter(|bold| bold.colon) {
        return Some((bold.name, bold.rest));
    }
    let found = candidate(line).filter(|candidate| labels.has(candidate.name))?;
    Some((found.name, &line[found.length..]))
}

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    let first = first(text);
    let body = |line: &Line<'_>| line.number >= first;
    let mut candidates = Candidates::default();
    let said = |line: &Line<'_>| !is_end(plain(line.text));
    for line in Lines::new(text).filter(body).take_while(said).filter(|line| !line.is_blank()) {
        if clock::alone(plain(line.text)).is_none() {
            candidates.block();
            candidates.line(line.text, true);
        }
    }
    let labels = candidates.decide(|wanted| wanted(text));
    let mut script = Script::default();
    let mut preamble = Vec::new();
    let (mut anchor, mut anchors, mut footer) = (None, 0_u64, None);
    for line in Lines::new(text) {
        let bare = plain(line.text);
        if line.number < first {
            preamble.push((line.number, line.text));
        } else if footer.is_some() || is_end(bare) {
            footer = footer.or(Some(line.number));
        } else if let Some(time) = clock::alone(bare) {
            anchor = Some(time);
            anchors += 1;
        } else if let Some((name, rest)) = head(line.text, &labels) {
            script.head(Some(name), anchor.take(), rest, line.number);
        } else if !line.is_blank() {
            // Blank lines stand before sections, never before a paragraph.
            if script.is_empty() {
                script.head(None, anchor.take(), "", line.number);
            }
            script.line(&line);
        }
    }
    let mut draft = script.finish();
    header::preamble(&mut draft.about, &preamble, &mut draft.warnings);
    if anchors > 0 {
        let what = format!(
            "{anchors} times stand between the turns, not at each of them: the first turn behind a \
             time has it, the others have none."
        );
        draft.warnings.push(Warning::notice("times-of-sections", what));
    }
    if let Some(line) = footer {
        let what = "The lines from here on are the program's own words, and left out.";
        draft.warnings.push(Warning::notice("footer", what).at_line(line));
    }
    draft.warnings.extend(labels.warnings());
    draft.unverified = true;
    Ok(draft)
}

/// The line on which the transcript begins: behind the title, and what else stands there before the
/// first time or the first name.
fn first(text: &str) -> u64 {
    let mut title = None;
    for line in Lines::new(text).take(5000) {
        if is_title(plain(line.text)) {
            title = Some(line.number);
        } else if clock::alone(plain(line.text)).is_some() {
            return line.number;
        }
    }
    title.map_or(1, |title| title + 1)
}

#[cfg(test)]
mod tests {
    use super::super::trial::check;

    #[test]
    fn the_text_of_a_document() {
        check(
            "meet",
            "Nov 25, 2026\nWeekly - Transcript\n00:00:00\n\nAda Byte: Hello.\nBo: Hi.\nAda Byte: I wanted to sayBo: Uh\n\n\n00:05:12\n\nBo: it goes on\nand on.\nAda Byte: Yes.\n\n\nTranscription ended after 00:31:44\n\nThis editable transcript was computer generated and might contain errors.\n",
            &[
                "Ada Byte 0|Hello.",
                "Bo|Hi.",
                "Ada Byte|I wanted to sayBo: Uh",
                "Bo 312000|it goes on\nand on.",
                "Ada Byte|Yes.",
            ],
        );
    }

    #[test]
    fn a_summary_may_stand_before() {
        check(
            "meet",
            "Notes\nNov 25, 2026\nSummary\nThey agreed: yes.\nWeekly - Transcript\n### 00:00:00\n\n**Ada:** Hello.\n\n**Bo:** Hi.\n\n### Transcription ended after 00:31:44\n",
            &["Ada 0|Hello.", "Bo|Hi."],
        );
    }
}
