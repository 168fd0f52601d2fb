//! XML as it is written: indented, and so that every text is read back as it was.

use super::super::xml::is_allowed;

/// XML that is being written.
#[derive(Default)]
pub(in super::super) struct Markup {
    text: String,
    open: Vec<&'static str>,
    /// Whether the tag of the last element is still open for attributes.
    in_tag: bool,
}

/// The deepest indentation: code trees may be deeper, and need not be wider for it.
const INDENT: usize = 8;

impl Markup {
    /// Begins an element.
    pub(in super::super) fn open(&mut self, name: &'static str) {
        self.end_tag();
        self.line(self.open.len());
        self.text.push('<');
        self.text.push_str(name);
        self.open.push(name);
        self.in_tag = true;
    }

    /// An attribute of the element that just began.
    pub(in super::super) fn attribute(&mut self, name: &str, value: &str) {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        self.escaped(value, true);
        self.text.push('"');
    }

    /// Ends the last element that is open.
    pub(in super::super) fn close(&mut self) {
        let Some(name) = self.open.pop() else { return };
        if std::mem::take(&mut self.in_tag) {
            self.text.push_str("/>");
            return;
        }
        self.line(self.open.len());
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// An element that holds a text and nothing else.
    pub(in super::super) fn text(&mut self, name: &'static str, text: &str) {
        self.end_tag();
        self.line(self.open.len());
        self.text.push_str(&format!("<{name}>"));
        self.escaped(text, false);
        self.text.push_str(&format!("</{name}>"));
    }

    /// Begins an element that must not be empty, if it will not be.
    pub(in super::super) fn open_list(&mut self, name: &'static str, number: usize) {
        if number > 0 {
            self.open(name);
        }
    }

    /// Ends it.
    pub(in super::super) fn close_list(&mut self, number: usize) {
        if number > 0 {
            self.close();
        }
    }

    /// The whole document.
    pub(in super::super) fn finish(self) -> String {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{}\n", self.text)
    }

    fn end_tag(&mut self) {
        if std::mem::take(&mut self.in_tag) {
            self.text.push('>');
        }
    }

    fn line(&mut self, depth: usize) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', depth.min(INDENT)));
    }

    fn escaped(&mut self, text: &str, is_attribute: bool) {
        for character in text.chars() {
            match character {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' if is_attribute => self.text.push_str("&quot;"),
                // Readers make LF of CR, and spaces of line ends in attributes.
                '\r' => self.text.push_str("&#13;"),
                '\n' if is_attribute => self.text.push_str("&#10;"),
                '\t' if is_attribute => self.text.push_str("&#9;"),
                character if is_allowed(character) => self.text.push(character),
                _ => self.text.push('\u{fffd}'),
            }
        }
    }
}

/// Whether a text has a character that XML cannot hold, not even as a reference.
pub(in super::super) fn is_forbidden(text: &str) -> bool {
    !text.chars().all(is_allowed)
}
