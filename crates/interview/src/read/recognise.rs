//! Which format a text has, by what it holds.

use super::lines::Lines;
use super::whisper;
use super::{Draft, ReadError, Reader};
use super::{bracketed, chat, markdown, meet, named, otter, plain, rows, srt, teams, webvtt};

/// How many lines with text are looked at.
const SHOWN: usize = 600;

/// Reads a text by its format, or by the one that is given.
pub(super) fn read(
    text: &str,
    given: Option<Reader>,
    document: bool,
) -> Result<(Reader, Draft), ReadError> {
    let reader = match given.or_else(|| recognise(text, document)) {
        Some(reader) => reader,
        None => match named::recognise(text) {
            Some(draft) => return Ok((Reader::Named, draft)),
            None => Reader::Plain,
        },
    };
    let draft = match reader {
        Reader::WebVtt => webvtt::read(text),
        Reader::Srt => srt::read(text),
        Reader::Whisper => whisper::read(text),
        Reader::Chat => chat::read(text),
        Reader::Meet => meet::read(text),
        Reader::Teams => teams::read(text),
        Reader::Otter => otter::read(text),
        Reader::Markdown => markdown::read(text),
        Reader::Bracketed => bracketed::read(text),
        Reader::Named => named::read(text),
        Reader::Plain => plain::read(text),
    }?;
    Ok((reader, draft))
}

/// The format, unless only names at the beginnings of lines can tell, which takes a full reading.
fn recognise(text: &str, document: bool) -> Option<Reader> {
    if webvtt::is_webvtt(text) {
        return Some(Reader::WebVtt);
    }
    if whisper::recognise(text) {
        return Some(Reader::Whisper);
    }
    if srt::recognise(text) {
        return Some(if teams::recognise(text) { Reader::Teams } else { Reader::Srt });
    }
    let counts = Counts::of(text);
    if counts.chat * 2 > counts.lines {
        return Some(Reader::Chat);
    }
    if rows::recognise(text).is_some() {
        return Some(Reader::Named);
    }
    if meet::recognise(text) {
        return Some(Reader::Meet);
    }
    let footed =
        memchr::memmem::find(text.as_bytes(), b"Transcribed by https://otter.ai").is_some();
    let few = footed || document || counts.lines <= 3;
    // A time behind a label with a colon may stand in either.
    let timed = counts.timed + counts.both >= 2 || (counts.timed == 1 && few);
    // Times alone may only part the turns of a text that has names.
    if timed && counts.alone == counts.timed && counts.bold == 0 && named::has_names(text) {
        return None;
    }
    if timed && counts.timed > 0 && counts.timed + counts.both >= counts.bold {
        let is_teams = !footed && (document || teams::recognise(text));
        return Some(if is_teams { Reader::Teams } else { Reader::Otter });
    }
    let bold = counts.bold + counts.both;
    if bold >= 2 || (bold == 1 && counts.lines <= 4) {
        return Some(Reader::Markdown);
    }
    if bold == 0 && markdown::recognise(text) && !named::has_names(text) {
        return Some(Reader::Markdown);
    }
    bracketed::recognise(text).then_some(Reader::Bracketed)
}

/// How many of the first lines are what.
#[derive(Default)]
struct Counts {
    lines: usize,
    /// Messages of a chat.
    chat: usize,
    /// A speaker and a time, or a time, on a line of their own.
    timed: usize,
    /// Those of them that are only a time.
    alone: usize,
    /// A name in bold, and a colon.
    bold: usize,
    /// A name in bold with a colon, a time, and what is said.
    both: usize,
}

impl Counts {
    fn of(text: &str) -> Self {
        let mut counts = Self::default();
        for line in Lines::new(text).filter(|line| !line.is_blank()).take(SHOWN) {
            counts.lines += 1;
            if chat::is_head(line.text) || (counts.chat > 0 && line.text.starts_with('\t')) {
                counts.chat += 1;
            } else if let Some(head) = otter::head(line.text) {
                let both = !head.rest.is_empty() && markdown::is_head(line.text);
                *(if both { &mut counts.both } else { &mut counts.timed }) += 1;
                counts.alone += usize::from(head.name.is_none());
            } else if markdown::is_head(line.text) {
                counts.bold += 1;
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Reader) {
        let found = read(text, None, false).map(|(reader, _)| reader);
        assert_eq!(found, Ok(expected), "{text}");
    }

    #[test]
    fn formats_are_told_by_what_they_hold() {
        check("WEBVTT\n\n00:00.000 --> 00:01.000\na", Reader::WebVtt);
        check("WEBVTT", Reader::WebVtt);
        check("WEBVTTX is a word", Reader::Plain);
        check("{\"segments\":[]}", Reader::Whisper);
        check("[id1] a\n[id2] b\n[id1] c", Reader::Bracketed);
        check("[{\"text\":\"a\"}]", Reader::Whisper);
        check("1\n00:00:00,000 --> 00:00:01,000\nAda: a", Reader::Srt);
        check("**Ada**: a\n\n**Bo**: b", Reader::Markdown);
        check("Ada  0:01\na\n\nBo  0:02\nb", Reader::Otter);
        check("1m 5s\nAda started transcription\nAda   0:01\na\nBo   0:02\nb", Reader::Teams);
        check("Weekly - Transcript\n00:00:00\nAda: a\nBo: b", Reader::Meet);
        check("00:00:01\tAda:\ta", Reader::Chat);
        check("Ada: a\nBo: b\nAda: c", Reader::Named);
        check("It is slow.\n\nNote: very.", Reader::Plain);
    }
}
