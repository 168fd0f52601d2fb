//! Text as it may stand on a page, and the few phrases that report and site use.

use paap_charts::{count, number, signed};

/// One line of somebody else's text: runs of white space are one space and control characters are
/// replaced. Invisible direction controls are left out, since one left open would turn the words
/// behind it; the page isolates labels with `<bdi>` instead. Escaping is the template's job.
pub(crate) fn line(raw: &str) -> String {
    let joined = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let kept = joined.chars().filter(|c| !turns(*c));
    let text: String =
        kept.map(|c| if forbidden(c) { char::REPLACEMENT_CHARACTER } else { c }).collect();
    if text.is_empty() { "(no text)".to_owned() } else { text }
}

/// Embeddings, overrides and isolates (Unicode UAX #9).
fn turns(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What HTML calls a control or a non-character.
fn forbidden(character: char) -> bool {
    character.is_control()
        || (character as u32) & 0xfffe == 0xfffe
        || ('\u{fdd0}'..='\u{fdef}').contains(&character)
}

/// Somebody's text as it may stand between tags and in a quoted attribute: without what turns the
/// line round and what HTML forbids.
pub(crate) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if turns(c) => {}
            c if forbidden(c) => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
}

/// At most `most` characters, cut at a space where one is near, with an ellipsis where cut.
pub(crate) fn clip(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = &text[..end];
    let head = match head.rfind(' ') {
        Some(space) if space * 2 > end => &head[..space],
        _ => head,
    };
    format!("{}…", head.trim_end())
}

/// `1 person`, `22 people`.
pub(crate) fn people(n: u64) -> String {
    plural(n, "person", "people")
}

/// `1 pair`, `1,203 pairs`.
pub(crate) fn plural(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(n as f64), if n == 1 { one } else { many })
}

/// `7.5 (5 to 12)`.
pub(crate) fn estimate(value: f64, low: Option<f64>, high: Option<f64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) => {
            format!("{} ({} to {})", number(value), number(low), number(high))
        }
        _ => number(value),
    }
}

/// A score: NPS is whole and has a sign, `+12 (−8 to +31)`, as it can be below zero.
pub(crate) fn score(name: &str, value: f64, low: Option<f64>, high: Option<f64>) -> String {
    match low.zip(high) {
        Some((low, high)) if name == "NPS" => {
            format!("{} ({} to {})", signed(value), signed(low), signed(high))
        }
        None if name == "NPS" => signed(value),
        _ => estimate(value, low, high),
    }
}

/// `95%`, from a confidence such as 0.95.
pub(crate) fn confidence(level: f64) -> String {
    format!("{}%", number(level * 100.0))
}

/// `2–4, 7`: what is in a row said once, ascending.
pub(crate) fn ranges(numbers: &[u64]) -> String {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut parts: Vec<(u64, u64)> = Vec::new();
    for number in sorted {
        match parts.last_mut() {
            Some((_, to)) if to.saturating_add(1) == number => *to = number,
            _ => parts.push((number, number)),
        }
    }
    let said = parts.iter().map(|(from, to)| match to - from {
        0 => from.to_string(),
        1 => format!("{from}, {to}"),
        _ => format!("{from}–{to}"),
    });
    said.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_harmless() {
        assert_eq!(line(" a\r\n b\u{0}\u{202e}c\u{2069} "), "a b\u{fffd}c");
        assert_eq!(line("\u{202e}\n"), "(no text)");
    }

    #[test]
    fn long_text_is_cut_at_a_space() {
        assert_eq!(clip("short", 10), "short");
        assert_eq!(clip("a longer sentence", 12), "a longer…");
        assert_eq!(clip("ääääääää", 3), "äää…");
    }

    #[test]
    fn rows_are_said_once() {
        assert_eq!(ranges(&[7, 3, 4, 2, 9, 10, 3]), "2–4, 7, 9, 10");
        assert_eq!(ranges(&[]), "");
        assert_eq!(ranges(&[u64::MAX, 0]), format!("0, {}", u64::MAX));
    }

    #[test]
    fn estimates_carry_their_interval() {
        assert_eq!(estimate(7.5, Some(5.0), Some(12.0)), "7.5 (5 to 12)");
        assert_eq!(estimate(7.5, None, None), "7.5");
        assert_eq!(score("NPS", -0.4, Some(-8.2), Some(31.0)), "0 (−8 to +31)");
        assert_eq!(score("SUS", 72.5, Some(61.25), None), "72.5");
        assert_eq!(confidence(0.95), "95%");
    }
}
