//! Texts on one line that drive no terminal, break no format and turn nothing around.

/// Whether a character changes how others are shown, rather than being one that is read: controls,
/// line ends, and the marks that turn the direction of writing until another one ends it.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text on one line: what breaks a line or is a control is a space, marks of direction are gone.
pub(crate) fn one_line(text: &str) -> String {
    let kept = text.chars().filter_map(|c| match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        c if is_hidden(c) => Some(' '),
        c => Some(c),
    });
    kept.collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(one_line(" A\r\n\u{2028}b\u{202e}c\u{7} "), "A   bc");
        assert_eq!(one_line("שלום\u{200f} é"), "שלום\u{200f} é");
    }
}
