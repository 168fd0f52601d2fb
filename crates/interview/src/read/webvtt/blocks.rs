//! The blocks of a cue file: cues, notes, styles, regions. The standard's "WebVTT parser
//! algorithm", which SubRip's files also suit.

use crate::read::lines::Line;
use crate::read::spots::Spots;
use crate::read::{clock, lines::Lines};
use crate::warning::Warning;
use memchr::memmem::Finder;

/// A cue, as it stands in the file.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct RawCue<'a> {
    pub(in crate::read) id: &'a str,
    /// `None` where the line with the arrow has no times that can be read.
    pub(in crate::read) times: Option<Times>,
    pub(in crate::read) settings: &'a str,
    /// The text with its line ends as they are.
    pub(in crate::read) text: &'a str,
    /// The line of the times.
    pub(in crate::read) line: u64,
}

/// From when to when, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) struct Times {
    pub(in crate::read) start: u64,
    pub(in crate::read) end: u64,
    /// Whether both are written as the standard demands.
    pub(in crate::read) strict: bool,
}

impl RawCue<'_> {
    /// The text with LF between its lines.
    pub(in crate::read) fn lines(&self) -> String {
        if memchr::memchr(b'\r', self.text.as_bytes()).is_none() {
            return self.text.to_owned();
        }
        Lines::new(self.text).map(|line| line.text).collect::<Vec<_>>().join("\n")
    }
}

/// All blocks of a file.
#[derive(Default)]
pub(in crate::read) struct Blocks<'a> {
    /// The lines before the first blank one, where the file has a header.
    pub(in crate::read) header: &'a str,
    /// In the order of the file. Text outside of cues is a cue without times here.
    pub(in crate::read) cues: Vec<RawCue<'a>>,
    notes: Spots,
    styles: Spots,
    regions: Spots,
    outside: Spots,
    wrong: Spots,
    lenient: Spots,
    empty: Spots,
}

impl<'a> Blocks<'a> {
    /// Parses a file; `header` says whether it begins with a header, as WebVTT does.
    pub(in crate::read) fn parse(text: &'a str, header: bool) -> Self {
        let arrow = Finder::new("-->");
        let has_arrow = |line: &Line<'_>| {
            memchr::memchr(b'>', line.text.as_bytes()).is_some()
                && arrow.find(line.text.as_bytes()).is_some()
        };
        let mut blocks = Self::default();
        let mut lines = Lines::new(text).peekable();
        if header {
            let mut end = 0;
            while let Some(line) = lines
                .next_if(|line| !line.text.is_empty() && (line.number == 1 || !has_arrow(line)))
            {
                end = line.start + line.text.len();
            }
            blocks.header = text.get(..end).unwrap_or_default();
        }
        let mut seen_cue = false;
        while let Some(first) = lines.next() {
            if first.text.is_empty() {
                continue;
            }
            let timing = if has_arrow(&first) {
                Some(("", first))
            } else {
                lines.next_if(has_arrow).map(|second| (first.text, second))
            };
            // The text: what follows, up to a blank line or the next arrow.
            let from =
                timing.as_ref().map_or(first.start, |(_, line)| line.start + line.text.len());
            let (mut start, mut end) = (from, from);
            if timing.is_none() {
                end = first.start + first.text.len();
            }
            while let Some(line) = lines.next_if(|line| !line.text.is_empty() && !has_arrow(line)) {
                start = if timing.is_some() && start == from { line.start } else { start };
                end = line.start + line.text.len();
            }
            let body = text.get(start.min(end)..end).unwrap_or_default();
            match timing {
                Some((id, line)) => {
                    seen_cue = true;
                    blocks.cue(id, line, body);
                }
                None => blocks.other(first, body, seen_cue),
            }
        }
        blocks
    }

    fn cue(&mut self, id: &'a str, line: Line<'a>, text: &'a str) {
        let (times, settings) = match timing(line.text) {
            Some((times, settings)) => (Some(times), settings),
            None => (None, ""),
        };
        match times {
            None => self.wrong.add(line.number),
            Some(times) if !times.strict => self.lenient.add(line.number),
            Some(_) if text.is_empty() => self.empty.add(line.number),
            Some(_) => {}
        }
        self.cues.push(RawCue { id, times, settings, text, line: line.number });
    }

    /// A block without an arrow.
    fn other(&mut self, first: Line<'a>, text: &'a str, seen_cue: bool) {
        let word = first.text.trim_end();
        let is_note = first
            .text
            .strip_prefix("NOTE")
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
        if is_note {
            self.notes.add(first.number);
        } else if word == "STYLE" && !seen_cue {
            self.styles.add(first.number);
        } else if word == "REGION" && !seen_cue {
            self.regions.add(first.number);
        } else if !text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_whitespace()) {
            self.outside.add(first.number);
            let line = first.number.saturating_sub(1);
            self.cues.push(RawCue { id: "", times: None, settings: "", text, line });
        }
    }

    /// What is odd; `fate` says what became of text that is in no cue.
    pub(in crate::read) fn warnings(&self, fate: &str) -> Vec<Warning> {
        let block = |kind: &'static str, spots: &Spots, code| {
            spots.notice(code, |lines| {
                format!("These {kind} are left out, as nobody says them ({lines}).")
            })
        };
        [
            block("notes", &self.notes, "notes"),
            block("styles", &self.styles, "styles"),
            block("regions", &self.regions, "regions"),
            self.outside.problem("text-outside-cues", |lines| {
                format!(
                    "Blocks of text belong to no cue ({lines}): a blank line inside a cue \
                     ends it. The text was {fate}; look whether it belongs there."
                )
            }),
            self.wrong.problem("wrong-times", |lines| {
                format!("Cues have times that cannot be read ({lines}). Their text was {fate}.")
            }),
            self.lenient.notice("odd-times", |lines| {
                format!("Cues have times not written as the standard says ({lines}).")
            }),
            self.empty.notice("empty-cues", |lines| format!("Cues have no text ({lines}).")),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// The times and the settings of a line with an arrow.
fn timing(line: &str) -> Option<(Times, &str)> {
    let (start, strict_start, rest) = timestamp(line.trim_start())?;
    let rest = rest.trim_start().strip_prefix("-->")?.trim_start();
    let (end, strict_end, settings) = timestamp(rest)?;
    Some((Times { start, end, strict: strict_start && strict_end }, settings))
}

/// The timestamp that a text begins with, whether it is as the standard says, and the rest.
fn timestamp(text: &str) -> Option<(u64, bool, &str)> {
    let bytes = text.as_bytes();
    // `00:01:02.345`, as nearly all are.
    if let [h1, h2, b':', m1, m2, b':', s1, s2, b'.', f1, f2, f3, ..] = *bytes
        && !bytes.get(12).is_some_and(u8::is_ascii_digit)
        && [h1, h2, m1, m2, s1, s2, f1, f2, f3].iter().all(u8::is_ascii_digit)
        && m1 < b'6'
        && s1 < b'6'
    {
        let two = |a: u8, b: u8| u64::from(a - b'0') * 10 + u64::from(b - b'0');
        let seconds = two(h1, h2) * 3600 + two(m1, m2) * 60 + two(s1, s2);
        let fraction = two(f1, f2) * 10 + u64::from(f3 - b'0');
        return Some((seconds * 1000 + fraction, true, &text[12..]));
    }
    if let Some((time, rest)) = standard(text) {
        return Some((time, true, rest));
    }
    // A time before the recording began: Teams' files have such.
    if let Some(rest) = text.strip_prefix('-') {
        let clock = clock::at_start(rest)?;
        return Some((0, false, &rest[clock.length..]));
    }
    let clock = clock::at_start(text)?;
    Some((clock.time, false, &text[clock.length..]))
}

/// "Collect a WebVTT timestamp".
fn standard(text: &str) -> Option<(u64, &str)> {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        bytes.get(from..).map_or(0, |rest| rest.iter().take_while(|b| b.is_ascii_digit()).count())
    };
    let number = |from: usize, count: usize| clock::number(&bytes[from..from + count]);
    let two = |from: usize| (digits(from) == 2).then(|| number(from, 2));
    let is = |at: usize, byte: u8| bytes.get(at) == Some(&byte);
    let first = digits(0);
    if first == 0 || !is(first, b':') {
        return None;
    }
    let second = two(first + 1)?;
    let mut at = first + 3;
    let (hours, minutes, seconds) = if first != 2 || number(0, 2) > 59 || is(at, b':') {
        if !is(at, b':') {
            return None;
        }
        let third = two(at + 1)?;
        at += 3;
        (number(0, first), second, third)
    } else {
        (0, number(0, 2), second)
    };
    if !is(at, b'.') || digits(at + 1) != 3 || minutes > 59 || seconds > 59 {
        return None;
    }
    let seconds = hours.saturating_mul(3600).saturating_add(minutes * 60 + seconds);
    let time = seconds.saturating_mul(1000).saturating_add(number(at + 1, 3));
    Some((time, &text[at + 4..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(u64, u64, bool)>) {
        let found = timing(line).map(|(times, _)| (times.start, times.end, times.strict));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn times() {
        check("00:00:01.500 --> 00:00:02.000", Some((1500, 2000, true)));
        check("00:01.500-->00:02.000 align:start", Some((1500, 2000, true)));
        check("100:00:01.000 --> 100:00:02.000", Some((360_001_000, 360_002_000, true)));
        check("99:00:01.000 --> 99:00:02.000", Some((356_401_000, 356_402_000, true)));
        check("0:0:0.0 --> 0:0:5.320", Some((0, 5320, false)));
        check("-0:0:1.5 --> 0:0:5.320", Some((0, 5320, false)));
        check("00:00:01,500 --> 00:00:02,000", Some((1500, 2000, false)));
        check("00:61.000 --> 00:62.000", None);
        check("00:01.5000 --> 00:02.000", Some((1500, 2000, false)));
        check("--> 00:02.000", None);
        check("00:01.000 --> ", None);
        let huge = format!("{}:00:00.000 --> 1:00:00.000", "9".repeat(40));
        check(&huge, Some((u64::MAX, 3_600_000, true)));
    }
}
