//! The words of a piece of Markdown without its mark-up, and back.
//!
//! A backslash takes the meaning from a character, so all that is decided by characters is decided on
//! the raw text, and [`plain`] is the last step.

/// The words: no emphasis, no code marks, backslashes resolved, single spaces.
pub(super) fn plain(raw: &str) -> String {
    let raw = raw.replace("<br>", " ").replace("<br/>", " ").replace("<br />", " ");
    let mut out = String::with_capacity(raw.len());
    let mut before = None;
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match (c, next) {
            ('\\', Some(escaped)) if is_taken(escaped) => {
                out.push(escaped);
                chars.next();
                before = Some(escaped);
                continue;
            }
            ('`', _) => {}
            ('*' | '_', _) if is_mark(c, before, next) => {}
            _ => out.push(c),
        }
        before = Some(c);
    }
    spaced(&out)
}

/// Single spaces between words, none at the ends.
pub(super) fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether a star or underscore is emphasis: it touches a word on one side.
fn is_mark(c: char, before: Option<char>, next: Option<char>) -> bool {
    let space = |side: Option<char>| side.is_none_or(char::is_whitespace);
    let word = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
    let inside = word(before) && word(next) || c == '_' && (before == Some('_') && word(next));
    !(space(before) && space(next) || inside)
}

/// Text that [`plain`] makes of what this returns, where nothing has a meaning.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|next| next.1);
        let special = match c {
            '*' | '_' | '`' => true,
            '\\' => next.is_none_or(is_taken),
            '<' => matches!(next, Some('b' | '!')),
            ':' => super::label::ends_in_label(&text[..at]),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The same, where the first character must not be taken for part of a label before it.
pub(super) fn escape_behind_label(text: &str) -> String {
    let escaped = escape(text);
    match escaped.chars().next() {
        Some('(' | '.' | ')' | ':' | '-' | '[' | ']') => format!("\\{escaped}"),
        _ => escaped,
    }
}

/// Whether the character at `at` has a backslash before it that is not itself escaped.
pub(super) fn is_escaped(raw: &str, at: usize) -> bool {
    raw.as_bytes()[..at.min(raw.len())].iter().rev().take_while(|byte| **byte == b'\\').count() % 2
        == 1
}

/// Whether a piece ends in a question mark, seen past emphasis and closing marks.
pub(super) fn ends_in_question(raw: &str) -> bool {
    let end = raw.trim_end_matches(|c: char| c.is_whitespace() || "*_`\"'”’)".contains(c));
    end.char_indices()
        .next_back()
        .is_some_and(|(at, c)| is_question_mark(c) && !is_escaped(end, at))
}

/// A question mark of any script.
pub(super) fn is_question_mark(c: char) -> bool {
    matches!(c, '?' | '？' | '؟' | '⸮' | '՞')
}

/// Whether a backslash before a character is no character of its own.
fn is_taken(c: char) -> bool {
    c.is_ascii_punctuation() || is_question_mark(c)
}

/// A question without the marks of quotation that stand around all of it.
pub(super) fn unquoted(text: String) -> String {
    const MARKS: [char; 5] = ['"', '“', '”', '„', '«'];
    let inner = text.strip_prefix(MARKS).and_then(|rest| rest.strip_suffix(['"', '“', '”', '»']));
    let inner = inner.filter(|inner| !inner.is_empty() && !inner.contains(MARKS));
    inner.map_or_else(|| text.clone(), |inner| inner.trim().to_owned())
}
