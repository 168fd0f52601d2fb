//! Labels come from strangers: what of them is written, and how.

pub(super) use paap_workspace::public::labels::clean;
use std::fmt::Write as _;

/// Whether a character acts on a terminal or on the direction of a text, as
/// `paap/src/show/text.rs` has it.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A label within Markdown: nothing in it is markup.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        if "\\`*_{}[]<>()#+-.!|&~".contains(c) && !matches!(c, '.' | '(' | ')' | '-' | '+') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A text as JSON and YAML have it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if acts(c) => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
