//! Turns of lines: what every format that is read line by line has in common.

use super::Draft;
use super::lines::Line;
use super::oddities::Oddities;
use super::spots::Spots;
use crate::transcript::Turn;
use crate::warning::Warning;

/// How many paragraphs without a label are named one by one.
const FEW: usize = 5;

/// Turns while they are put together.
#[derive(Default)]
pub(super) struct Script {
    turns: Vec<Turn>,
    oddities: Oddities,
    /// Whether a blank line stands before what comes next.
    blank: bool,
    blanks: u64,
    /// Paragraphs behind a blank line that do not say who speaks: their lines.
    untagged: Vec<u64>,
    hard: Spots,
    trailing: Spots,
    runs: Spots,
    escapes: Spots,
    headings: Spots,
    /// Whether the text is Markdown.
    markdown: bool,
    /// Whether a paragraph without a label is a turn of its own.
    apart: bool,
}

impl Script {
    /// For text in Markdown, whose backslashes are taken out.
    pub(super) fn markdown() -> Self {
        Self { markdown: true, ..Self::default() }
    }

    /// For text in which every paragraph stands for itself.
    pub(super) fn apart(markdown: bool) -> Self {
        Self { apart: true, markdown, ..Self::default() }
    }

    /// Somebody begins to speak, with the `rest` of the line.
    pub(super) fn head(
        &mut self,
        speaker: Option<&str>,
        start: Option<u64>,
        rest: &str,
        line: u64,
    ) {
        let speaker = speaker.map(str::to_owned);
        self.turns.push(Turn { speaker, start, line, ..Turn::default() });
        self.blank = false;
        self.blanks = 0;
        if !rest.is_empty() {
            self.add(rest, line);
        }
    }

    /// A line without a label.
    pub(super) fn line(&mut self, line: &Line<'_>) {
        if line.is_blank() {
            self.blank = true;
            self.blanks += 1;
            if self.blanks == 2 {
                self.runs.add(line.number);
            }
            return;
        }
        if self.markdown
            && let Some(heading) = heading(line.text)
        {
            self.headings.add(line.number);
            self.head(None, None, heading, line.number);
            self.blank = true;
            return;
        }
        let begins = self.turns.is_empty() || (self.apart && self.blank);
        if begins {
            self.head(None, None, line.text, line.number);
        } else {
            let follows = self.turns.last().is_some_and(|turn| !turn.text.is_empty());
            if self.blank && follows {
                self.untagged.push(line.number);
            }
            self.add(line.text, line.number);
        }
        self.blank = false;
        self.blanks = 0;
    }

    fn add(&mut self, text: &str, line: u64) {
        let clean = text.trim();
        if text.ends_with([' ', '\t', '\u{a0}']) {
            let hard = text.ends_with("  ");
            if hard { &mut self.hard } else { &mut self.trailing }.add(line);
        }
        if clean.is_empty() {
            return;
        }
        self.oddities.scan(clean, line);
        let Some(turn) = self.turns.last_mut() else { return };
        if !turn.text.is_empty() {
            turn.text += if self.blank { "\n\n" } else { "\n" };
        }
        if self.markdown && unescape(clean, &mut turn.text) {
            self.escapes.add(line);
        } else if !self.markdown {
            turn.text += clean;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.turns.is_empty()
    }

    pub(super) fn finish(self) -> Draft {
        let mut warnings = Vec::new();
        let count = self.untagged.len();
        if count > FEW && count * 10 > self.turns.len() {
            let mut spots = Spots::default();
            self.untagged.iter().for_each(|&line| spots.add(line));
            warnings.extend(spots.notice("untagged-paragraph", |lines| {
                format!(
                    "Paragraphs behind a blank line do not say who speaks ({lines}); they \
                     belong to the turn before."
                )
            }));
        } else {
            let what = "A paragraph behind a blank line does not say who speaks. It was read as \
                        belonging to the turn before; look whether it does.";
            let each = self.untagged.iter().take(100);
            warnings.extend(
                each.map(|&line| Warning::problem("untagged-paragraph", what).at_line(line)),
            );
        }
        let (mut several, mut most) = (Spots::default(), 1);
        for turn in &self.turns {
            // A turn of one line is what most are.
            if memchr::memchr(b'\n', turn.text.as_bytes()).is_some() {
                let count = turn.text.lines().filter(|line| !line.is_empty()).count();
                most = most.max(count);
                several.add(turn.line);
            }
        }
        let empty = self.turns.iter().filter(|turn| turn.text.is_empty());
        let mut silent = Spots::default();
        empty.for_each(|turn| silent.add(turn.line));
        let found = [
            several.notice("several-paragraphs", |lines| {
                format!("Turns have several paragraphs, up to {most} ({lines}). They are kept.")
            }),
            silent.notice("empty-turn", |lines| {
                format!("Turns have a speaker or a time, and no words ({lines}).")
            }),
            self.hard.notice("hard-breaks", |lines| {
                format!("Lines end in two spaces, Markdown's hard break ({lines}). The spaces are left out, the line breaks kept.")
            }),
            self.trailing.notice("trailing-spaces", |lines| {
                format!("Lines end in white space, which is left out ({lines}).")
            }),
            self.runs.notice("blank-lines", |lines| {
                format!("Several blank lines follow each other ({lines}). One is kept.")
            }),
            self.escapes.notice("markdown-escapes", |lines| {
                format!("Lines have Markdown's backslashes, which are left out ({lines}).")
            }),
            self.headings.notice("heading", |lines| {
                format!("Headings stand between the turns ({lines}). Each is a turn without a speaker, as is what follows it without one.")
            }),
        ];
        warnings.extend(found.into_iter().flatten());
        Draft {
            turns: self.turns,
            warnings,
            oddities: self.oddities,
            dialogue: true,
            ..Draft::default()
        }
    }
}

/// The text of a Markdown heading.
fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix('#')?.trim_start_matches('#');
    rest.starts_with([' ', '\t']).then(|| rest.trim()).filter(|rest| !rest.is_empty())
}

/// Writes a text without the backslashes that Markdown needs; says whether there were any.
fn unescape(text: &str, into: &mut String) -> bool {
    let bytes = text.as_bytes();
    let (mut from, mut any) = (0, false);
    for at in memchr::memchr_iter(b'\\', bytes) {
        if at >= from && bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) {
            *into += &text[from..at];
            // The character behind stays, even if it is a backslash itself.
            from = at + 1;
            any = true;
            if bytes[from] == b'\\' {
                into.push('\\');
                from += 1;
            }
        }
    }
    *into += &text[from..];
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backslashes() {
        for (text, expected) in [
            ("\\[laughs\\] a", "[laughs] a"),
            ("a \\\\ b", "a \\ b"),
            ("C:\\temp \\", "C:\\temp \\"),
            ("\\\\\\*", "\\*"),
        ] {
            let mut into = String::new();
            unescape(text, &mut into);
            assert_eq!(into, expected);
        }
    }
}
