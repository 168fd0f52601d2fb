//! Microsoft Teams' transcripts as text, which is what its documents hold: title, day and duration,
//! "… started transcription", then `Name   0:03` and what was said; or, in older ones, times with
//! an arrow, a name, and what was said.

use super::label::{Kind, kind};
use super::lines::{Line, Lines};
use super::webvtt::blocks::Blocks;
use super::{Draft, ReadError, cues, header, otter, srt};
use hashbrown::HashSet;

/// Whether the lines that begin a text are those of such a transcript.
pub(super) fn recognise(text: &str) -> bool {
    let mut top = Lines::new(text).filter(|line| !line.is_blank()).take(12);
    top.any(|line| is_event(line.text) || header::is_duration(line.text.trim()))
        || arrows(text).is_some()
}

/// "… started transcription": a line that Teams itself wrote.
fn is_event(line: &str) -> bool {
    let line = line.trim();
    line.len() < 120
        && (line.ends_with(" started transcription") || line.ends_with(" stopped transcription"))
}

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    let mut draft = match arrows(text) {
        Some(draft) => draft,
        None => otter::read_heads(text, |line: &Line<'_>| is_event(line.text)).draft,
    };
    draft.unverified = true;
    Ok(draft)
}

/// The older form: the first line of every cue is a name.
fn arrows(text: &str) -> Option<Draft> {
    if !srt::recognise(text) {
        return None;
    }
    let blocks = Blocks::parse(text, false);
    let mut names: HashSet<&str> = HashSet::new();
    let mut said = Vec::with_capacity(blocks.cues.len());
    for cue in &blocks.cues {
        let mut lines = Lines::new(cue.text);
        let name = lines.next()?.text.trim();
        let rest = cue.text.get(lines.at()..).unwrap_or_default();
        let is_name = !name.is_empty()
            && matches!(kind(name), Kind::Name)
            && name.len() <= 80
            && !name.ends_with(['?', '!', '.', ':']);
        if !is_name || rest.trim().is_empty() || name.contains(": ") {
            return None;
        }
        names.insert(name);
        said.push(cues::Said {
            voice: Some(name.into()),
            tagged: true,
            text: rest.into(),
            start: cue.times.map(|times| times.start),
            end: cue.times.map(|times| times.end),
            line: cue.line + 2,
        });
    }
    // Names come again; first lines of speech do not.
    (names.len() * 2 <= said.len() || said.len() <= 3).then(|| cues::turns(said, true))
}

#[cfg(test)]
mod tests {
    use super::super::trial::check;

    #[test]
    fn the_text_of_a_document() {
        check(
            "teams",
            "A call-20261125_101500-Meeting Transcript\n25 November 2026, 10:15am\n27m 42s\nAda Byte started transcription\nAda Byte   0:03\nHello there.\nHow are you?\nBo   0:03\nFine.\nAda Byte   0:10\nGood.\nAda Byte stopped transcription\n",
            &["Ada Byte 3000|Hello there.\nHow are you?", "Bo 3000|Fine.", "Ada Byte 10000|Good."],
        );
    }

    #[test]
    fn the_older_form() {
        check(
            "teams",
            "0:0:0.0 --> 0:0:3.450\nAda Byte\nHello there.\n0:0:3.450 --> 0:0:5.0\nAda Byte\nHow are you?\n0:0:5.0 --> 0:0:6.0\nBo\nFine.\n0:0:7.0 --> 0:0:8.0\nBo\nAnd you?\n",
            &["Ada Byte 0-5000|Hello there. How are you?", "Bo 5000-8000|Fine. And you?"],
        );
    }
}
