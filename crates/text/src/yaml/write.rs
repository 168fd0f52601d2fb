//! Texts as YAML that reads well in review: quotes only where a reader of YAML 1.1 or 1.2 would see
//! something else than text.

/// Writes `key: text` on a line of its own, or as a block (`|`) where the text has several lines.
///
/// With `escape_stars`, stars are written as escapes, for texts of which
/// [`looks_aliased`](super::looks_aliased) says that they would be refused.
pub fn entry(out: &mut String, indent: usize, key: &str, text: &str, escape_stars: bool) {
    let margin = |out: &mut String, by: usize| out.extend(std::iter::repeat_n(' ', by));
    margin(out, indent);
    out.push_str(key);
    out.push_str(": ");
    if !is_block(text) || (escape_stars && text.contains('*')) {
        out.push_str(&scalar(text, escape_stars));
        out.push('\n');
        return;
    }
    out.push_str(if text.ends_with('\n') { "|\n" } else { "|-\n" });
    for line in text.lines() {
        if !line.is_empty() {
            margin(out, indent + 2);
            out.push_str(line);
        }
        out.push('\n');
    }
}

/// A text on one line, in double quotes where plain text would be read as something else.
pub fn scalar(text: &str, escape_stars: bool) -> String {
    if is_plain(text) && !(escape_stars && text.contains('*')) {
        return text.to_owned();
    }
    quoted(text, if escape_stars { &['*'] } else { &[] })
}

/// A text in double quotes, on one line: with escapes for what is not seen, turns the direction of
/// writing, or is one of `escaped` (in ASCII).
pub fn quoted(text: &str, escaped: &[char]) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_shown(c) && !escaped.contains(&c) => out.push(c),
            c => match u32::from(c) {
                code @ 0..=0xff => out.push_str(&format!("\\x{code:02x}")),
                code @ 0x100..=0xffff => out.push_str(&format!("\\u{code:04x}")),
                code => out.push_str(&format!("\\U{code:08x}")),
            },
        }
    }
    out.push('"');
    out
}

/// Whether a character can stand as itself: not a control, an exotic line break, a byte order
/// mark, a mark that reverses the direction of text (which can make a review lie), or unassigned.
fn is_shown(c: char) -> bool {
    !c.is_control()
        && !matches!(u32::from(c),
            0xad | 0x61c | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff
            | 0xfff0..=0xfffb | 0xe000..=0xf8ff | 0xe_0000..=0x10_ffff)
        && u32::from(c) & 0xfffe != 0xfffe
}

/// Several lines that a block (`|`) shows as they are.
fn is_block(text: &str) -> bool {
    let body = text.strip_suffix('\n').unwrap_or(text);
    body.contains('\n')
        && !body.ends_with('\n')
        && text.chars().all(|c| c == '\n' || is_shown(c))
        && body.split('\n').enumerate().all(|(index, line)| {
            // The first line sets the block's indentation; trailing space would be invisible.
            (index > 0 || !line.is_empty())
                && !line.starts_with([' ', '-', '?', ':', '\u{a0}'])
                && !line.ends_with(' ')
        })
}

/// A text that YAML 1.1 and 1.2 both read as this text without quotes.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let lower = text.to_ascii_lowercase();
    (first.is_alphanumeric() || first == '(')
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(is_shown)
        && !matches!(
            lower.as_str(),
            "y" | "n"
                | "yes"
                | "no"
                | "on"
                | "off"
                | "true"
                | "false"
                | "null"
                | "none"
                | "nan"
                | "inf"
        )
        && !looks_numeric(&lower)
}

/// Numbers in any notation, dates, times: digits and the marks between them.
fn looks_numeric(lower: &str) -> bool {
    lower.starts_with(|c: char| c.is_ascii_digit())
        && (lower.parse::<f64>().is_ok()
            || lower.starts_with("0x")
            || lower.starts_with("0o")
            || lower.starts_with("0b")
            || lower.chars().all(|c| c.is_ascii_digit() || "_.,:+- etz".contains(c)))
}
