//! Text before it is drawn: cleaned, measured, wrapped.
//!
//! An SVG does not wrap text and a server does not know the reader's font, so widths are estimated:
//! the advance widths of DejaVu Sans, rounded up. It is the widest of the faces that `system-ui`
//! commonly stands for, so that text drawn in any other has room to spare.

use std::borrow::Cow;

/// A label longer than this is not drawn whole: it says how much is left out, and the table has it.
const LONGEST: usize = 400;

/// What XML forbids, and the invisible controls it merely regrets, become the replacement character.
pub(crate) fn legal(character: char) -> char {
    let forbidden = (character.is_control() && !matches!(character, '\t' | '\n' | '\r'))
        || (character as u32) & 0xfffe == 0xfffe
        || ('\u{fdd0}'..='\u{fdef}').contains(&character);
    if forbidden { char::REPLACEMENT_CHARACTER } else { character }
}

/// A label on one line: runs of white space are one space, forbidden characters are replaced, and
/// its writing direction cannot leak. An empty label says that it is.
pub(crate) fn clean(raw: &str) -> String {
    let joined = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    if joined.is_empty() {
        return "(no label)".to_owned();
    }
    let legal: String = joined.chars().map(legal).collect();
    isolate(&legal).into_owned()
}

/// As [`clean`], but empty stays empty.
pub(crate) fn clean_or_empty(raw: &str) -> String {
    if raw.trim().is_empty() { String::new() } else { clean(raw) }
}

/// Text with bidirectional controls is closed in an isolate of its own (Unicode UAX #9): an override
/// in a label turns that label, never the number beside it.
pub(crate) fn isolate(raw: &str) -> Cow<'_, str> {
    let control = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !raw.contains(control) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::from('\u{2068}');
    let mut open = 0_usize;
    for character in raw.chars() {
        match character {
            '\u{2066}'..='\u{2068}' => open += 1,
            // A closing mark without its opening would close our own.
            '\u{2069}' if open == 0 => continue,
            '\u{2069}' => open -= 1,
            _ => {}
        }
        out.push(character);
    }
    out.extend(std::iter::repeat_n('\u{2069}', open + 1));
    Cow::Owned(out)
}

/// Estimated width of one line of text at `size` units.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() / 1000.0 * size
}

/// Lines no wider than `room`, broken at spaces, after a hyphen or a slash, and inside a word only
/// where it is longer than a line. No line is empty; at least one is returned.
pub(crate) fn wrap(text: &str, size: f64, room: f64) -> Vec<String> {
    let text = limit(text);
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(&text) {
        if width(line.trim_end(), size) + width(piece.trim_end(), size) + gap(&line, size) <= room {
            line.push_str(piece);
            continue;
        }
        if !line.trim().is_empty() {
            lines.push(line.trim().to_owned());
        }
        line = String::new();
        for character in piece.chars() {
            let wider = width(&line, size) + advance(character) / 1000.0 * size;
            // A mark of no width belongs to the character before it.
            let full = wider > room && !line.is_empty() && advance(character) > 0.0;
            if full && !character.is_whitespace() {
                lines.push(std::mem::take(&mut line));
            }
            line.push(character);
        }
    }
    if !line.trim().is_empty() || lines.is_empty() {
        lines.push(line.trim().to_owned());
    }
    lines
}

/// Whether wrapping would have to break inside a word.
pub(crate) fn breaks_words(text: &str, size: f64, room: f64) -> bool {
    pieces(&limit(text)).any(|piece| width(piece.trim_end(), size) > room)
}

fn gap(line: &str, size: f64) -> f64 {
    if line.ends_with(' ') { width(" ", size) } else { 0.0 }
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive([' ', '/', '-', '–', '\u{200b}'])
}

fn limit(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST) {
        None => Cow::Borrowed(text),
        Some((end, _)) => {
            let left = text[end..].chars().count();
            let head = isolate(&text[..end]).into_owned();
            Cow::Owned(format!("{head}… ({left} more characters: see the table)"))
        }
    }
}

/// Thousandths of an em; other scripts than Latin by their block.
fn advance(character: char) -> f64 {
    let units: u16 = match character {
        '\'' | 'i' | 'j' | 'l' => 280,
        'I' | 'J' => 300,
        ' ' | ',' | '.' | '·' | '’' => 320,
        '/' | ':' | ';' | '\\' | '|' => 340,
        'f' => 360,
        '-' | '(' | ')' | '[' | ']' | 't' => 400,
        '!' | 'r' | '"' => 460,
        '*' | '_' | '`' | '–' | '“' | '”' => 520,
        '?' | 's' | 'z' | 'L' | 'c' => 560,
        'F' | 'k' | 'v' | 'x' | 'y' => 600,
        'P' | 'T' | 'Y' | 'a' | 'e' | 'o' => 620,
        'K' => 660,
        'A' | 'B' | 'C' | 'R' | 'V' | 'X' | 'Z' => 700,
        'H' | 'N' | 'U' => 760,
        '&' | 'D' | 'G' | 'O' | 'Q' | 'w' => 800,
        '#' | '+' | '<' | '=' | '>' | '^' | '~' | '−' | '→' | '←' => 840,
        'M' => 880,
        'm' | '%' => 980,
        '@' | 'W' | '—' | '…' => 1000,
        '!'..='~' => 640,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' => 0,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => 0,
        '\u{fe00}'..='\u{fe0f}' | '\u{20d0}'..='\u{20ff}' | '\u{feff}' | '\u{ad}' => 0,
        '\u{c0}'..='\u{de}' | '\u{391}'..='\u{3a9}' | '\u{410}'..='\u{42f}' => 770,
        '\u{df}'..='\u{24f}' | '\u{3b1}'..='\u{3ff}' | '\u{430}'..='\u{52f}' => 670,
        '\u{590}'..='\u{8ff}' => 680,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 1000,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' => 1000,
        '\u{1f000}'..='\u{1faff}' => 1350,
        '\u{20000}'..='\u{3fffd}' => 1000,
        _ => 750,
    };
    f64::from(units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_loses_nothing_and_keeps_to_the_room() {
        let label = "Software-defined infrastructure: compute, network and storage / edge sites, \
                     Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikant and 計算基盤と保管庫";
        for room in [60.0, 120.0, 384.0] {
            let lines = wrap(label, 14.0, room);
            for line in &lines {
                assert!(width(line, 14.0) <= room, "{line:?} is wider than {room}");
            }
            let bare = |text: &str| text.replace(' ', "");
            assert_eq!(bare(&lines.concat()), bare(label));
        }
    }

    #[test]
    fn a_very_long_label_says_what_is_missing() {
        let lines = wrap(&"x".repeat(10_000), 14.0, 300.0);
        let drawn = lines.concat().replace(' ', "");
        assert!(drawn.ends_with("xxx…(9600morecharacters:seethetable)"), "{drawn}");
    }

    #[test]
    fn nothing_and_too_little_room_are_survived() {
        assert_eq!(wrap("", 14.0, 100.0), [""]);
        assert_eq!(wrap("abc", 14.0, 0.0), ["a", "b", "c"]);
        assert_eq!(wrap("e\u{301}e\u{301}", 14.0, 1.0), ["e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn labels_are_cleaned() {
        assert_eq!(clean(" a\r\n\tb\u{a0}c\u{0}\u{1b} "), "a b c\u{fffd}\u{fffd}");
        assert_eq!(clean(" \n"), "(no label)");
        assert_eq!(clean("x\u{ffff}\u{fdd0}"), "x\u{fffd}\u{fffd}");
    }

    #[test]
    fn overrides_are_closed_in() {
        assert_eq!(isolate("plain"), "plain");
        assert_eq!(isolate("a\u{202e}b"), "\u{2068}a\u{202e}b\u{2069}");
        // An early close is dropped; an open isolate is closed.
        assert_eq!(isolate("a\u{2069}\u{202e}b"), "\u{2068}a\u{202e}b\u{2069}");
        assert_eq!(isolate("\u{2067}b"), "\u{2068}\u{2067}b\u{2069}\u{2069}");
    }
}
