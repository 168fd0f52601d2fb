//! Lines of iCalendar: escaped, folded, and ended as RFC 5545 §3.1 asks.

use crate::line::is_hidden;

/// The longest line, in bytes without its end.
const LONGEST: usize = 75;
/// The longest text, in characters; it stands in every event. What is longer is cut.
pub(super) const LONGEST_TEXT: usize = 4000;

/// A file of lines.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A line whose value is of a type that needs no escapes. Nothing in it may break the line.
    pub(super) fn plain(&mut self, name: &str, value: &str) {
        let clean = |text: &str| text.chars().filter(|c| !c.is_control()).collect::<String>();
        self.fold(&format!("{}:{}", clean(name), clean(value)));
    }

    /// A line whose value is text that people wrote.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        let mut escaped = String::with_capacity(text.len());
        let text = text.replace("\r\n", "\n");
        let mut chars = text.trim().chars();
        for c in chars.by_ref().take(LONGEST_TEXT) {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => escaped.push_str("\\n"),
                '\t' => escaped.push(' '),
                c if is_hidden(c) => {}
                c => escaped.push(c),
            }
        }
        if chars.next().is_some() {
            escaped.push('…');
        }
        self.fold(&format!("{name}:{escaped}"));
    }

    /// Adds lines that are there already.
    pub(super) fn append(&mut self, lines: &Self) {
        self.0.push_str(&lines.0);
    }

    /// Adds a line, folded between characters.
    fn fold(&mut self, line: &str) {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(c);
            length += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}
