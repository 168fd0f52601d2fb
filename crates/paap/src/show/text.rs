//! Words made safe and made to fit: labels come from files, and files come from anybody.

use unicode_width::UnicodeWidthStr;

/// The text on one line, without anything that could drive a terminal or reorder what stands
/// around it: line breaks become spaces, controls and direction marks become `�`.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match neutral(c) {
            Some(' ') if out.is_empty() || out.ends_with(' ') => {}
            Some(c) => out.push(c),
            None => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// What stands for a character: itself, something harmless, or nothing.
fn neutral(c: char) -> Option<char> {
    match c {
        c if c.is_whitespace() => Some(' '),
        // A byte order mark and a soft hyphen say nothing.
        '\u{feff}' | '\u{ad}' => None,
        c if is_unsafe(c) => Some('\u{fffd}'),
        c => Some(c),
    }
}

/// Whether a character acts on the terminal or on the direction of the text, instead of showing.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// How many columns of a terminal the text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The text in lines of at most `width` columns and at most `lines` of them; what does not fit
/// is cut off with `…`. There is always one line. The text must be clean.
pub(crate) fn wrap(text: &str, width: usize, lines: usize) -> Vec<String> {
    let width = width.max(2);
    let mut out = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        for piece in pieces(word, width) {
            let line = out.last_mut().expect("there is always one line");
            // Only a word's first piece stands apart from what is before it.
            let glue = usize::from(!line.is_empty() && piece.as_ptr() == word.as_ptr());
            if line.width() + glue + piece.width() <= width {
                line.push_str(&" "[..glue]);
                line.push_str(piece);
            } else {
                out.push(piece.to_owned());
            }
        }
    }
    if out.len() > lines.max(1) {
        out.truncate(lines.max(1));
        let last = out.last_mut().expect("there is always one line");
        while last.width() + 1 > width {
            last.pop();
        }
        last.truncate(last.trim_end().len());
        last.push('…');
    }
    out
}

/// A word in pieces of at most `width` columns; marks stay with the letter that they are on.
fn pieces(word: &str, width: usize) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = word;
    while rest.width() > width {
        let mut end = 0;
        for (at, c) in rest.char_indices() {
            let next = at + c.len_utf8();
            if at > 0 && rest[..next].width() > width {
                break;
            }
            end = next;
        }
        out.push(&rest[..end]);
        rest = &rest[end..];
    }
    out.push(rest);
    out
}

/// The text with spaces after it, to `to` columns.
pub(crate) fn left(text: &str, to: usize) -> String {
    format!("{text}{}", " ".repeat(to.saturating_sub(text.width())))
}

/// The text with spaces before it, to `to` columns.
pub(crate) fn right(text: &str, to: usize) -> String {
    format!("{}{text}", " ".repeat(to.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_drives_a_terminal_is_made_harmless() {
        assert_eq!(clean("a\u{1b}[31mred\u{7}\u{9b}2J"), "a\u{fffd}[31mred\u{fffd}\u{fffd}2J");
        assert_eq!(clean("good\u{202e}txt.exe\u{2066}"), "good\u{fffd}txt.exe\u{fffd}");
        assert_eq!(clean(" two\r\n lines\t and\u{2028}more "), "two lines and more");
        assert_eq!(clean("\u{feff}nai\u{308}ve 👩‍💻"), "nai\u{308}ve 👩‍💻");
    }

    #[test]
    fn text_is_wrapped_by_columns_not_by_characters() {
        assert_eq!(wrap("one two three", 7, 9), ["one two", "three"]);
        assert_eq!(wrap("漢字漢字漢", 4, 9), ["漢字", "漢字", "漢"]);
        assert_eq!(wrap("a incomprehensible", 6, 9), ["a", "incomp", "rehens", "ible"]);
        assert_eq!(wrap("one two three four", 5, 2), ["one", "two…"]);
        assert_eq!(wrap("", 5, 2), [""]);
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let text = clean("e\u{301}\u{301}\u{301}x 漢漢漢漢 👩‍💻👩‍💻👩‍💻 ﷽﷽ a\u{200d}b ᄀᄀᄀ가각");
        for room in 2..12 {
            for line in wrap(&text, room, 3) {
                assert!(width(&line) <= room, "{line:?} in {room}");
            }
        }
    }
}
