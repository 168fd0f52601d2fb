//! The tags and escapes in a cue's text.
//!
//! The standard's tags are taken out and their text kept. What only looks like a tag, such as
//! `<redacted>`, is somebody's text and stays.

use crate::read::clock;
use std::borrow::Cow;

/// What one voice says in a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Piece<'a> {
    pub(in crate::read) voice: Option<Cow<'a, str>>,
    /// Whether a voice tag stood before it, even one without a name.
    pub(in crate::read) tagged: bool,
    pub(in crate::read) text: Cow<'a, str>,
}

/// The longest tag, in bytes.
const LONGEST: usize = 512;

/// The pieces of a cue's text, a new one where another voice begins. None is blank.
pub(in crate::read) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut voice, mut tagged) = (None, false);
    let mut said = String::new();
    let mut rest = text;
    while let Some(at) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        said += &rest[..at];
        rest = &rest[at..];
        if rest.starts_with('&') {
            let length = unescape(rest, &mut said);
            rest = &rest[length..];
            continue;
        }
        // A tag is short; and what a hostile file opens again and again is not searched to its end.
        let reach = &rest.as_bytes()[..rest.len().min(LONGEST)];
        let Some(close) = memchr::memchr(b'>', reach) else {
            said.push('<');
            rest = &rest[1..];
            continue;
        };
        let inside = &rest[1..close];
        rest = match tag(inside) {
            Tag::Text => {
                said.push('<');
                &rest[1..]
            }
            Tag::Mark => &rest[close + 1..],
            Tag::Voice(name) => {
                close_piece(&mut pieces, &mut said, voice.take(), tagged);
                (voice, tagged) = (name, true);
                &rest[close + 1..]
            }
            Tag::End => {
                close_piece(&mut pieces, &mut said, voice.take(), tagged);
                tagged = false;
                &rest[close + 1..]
            }
        };
    }
    said += rest;
    close_piece(&mut pieces, &mut said, voice, tagged);
    pieces
}

fn close_piece<'a>(
    pieces: &mut Vec<Piece<'a>>,
    said: &mut String,
    voice: Option<Cow<'a, str>>,
    tagged: bool,
) {
    if said.trim().is_empty() {
        said.clear();
        return;
    }
    pieces.push(Piece { voice, tagged, text: Cow::Owned(std::mem::take(said)) });
}

enum Tag<'a> {
    /// No tag at all.
    Text,
    /// One that says how the text looks, or when.
    Mark,
    /// Somebody begins to speak; `None` where the name is left out.
    Voice(Option<Cow<'a, str>>),
    /// And ends.
    End,
}

/// What stands between `<` and `>`.
fn tag(inside: &str) -> Tag<'_> {
    let is_end = inside.starts_with('/');
    let name = inside.strip_prefix('/').unwrap_or(inside);
    // The names of all tags are shorter than this.
    let ends = |byte: u8| matches!(byte, b'.' | b' ' | b'\t' | b'\n' | b'\r' | 0x0c);
    let length = name.bytes().take(6).position(ends).unwrap_or(name.len());
    let (name, rest) = name.split_at(length);
    match name {
        "v" if is_end => Tag::End,
        "v" => Tag::Voice(annotation(rest)),
        "c" | "i" | "b" | "u" | "ruby" | "rt" | "lang" | "font" => Tag::Mark,
        // `</>` closes nothing; `<00:19.000>` says when the next word comes.
        "" if is_end => Tag::Mark,
        _ if !is_end && clock::at_start(inside).is_some_and(|time| time.length == inside.len()) => {
            Tag::Mark
        }
        _ => Tag::Text,
    }
}

/// The annotation of a tag, behind its classes: what follows the first white space.
fn annotation(rest: &str) -> Option<Cow<'_, str>> {
    let from = rest.find(|c: char| c.is_ascii_whitespace())?;
    let raw = rest[from..].trim();
    if raw.is_empty() {
        return None;
    }
    if !raw.contains('&') && !raw.contains(['\n', '\r', '\t']) && !raw.contains("  ") {
        return Some(Cow::Borrowed(raw));
    }
    let plain = unescaped(raw);
    let name = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(Cow::Owned(name))
}

/// A text without escapes.
pub(in crate::read) fn unescaped(text: &str) -> Cow<'_, str> {
    let Some(at) = memchr::memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut plain = text[..at].to_owned();
    let mut rest = &text[at..];
    while !rest.is_empty() {
        if rest.starts_with('&') {
            let length = unescape(rest, &mut plain);
            rest = &rest[length..];
        }
        let next = memchr::memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
        plain += &rest[..next];
        rest = &rest[next..];
    }
    Cow::Owned(plain)
}

/// The escapes with a name that speech is written with.
const NAMED: [(&str, char); 17] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", '\u{a0}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("quot", '"'),
    ("apos", '\''),
    ("hellip", '…'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("shy", '\u{ad}'),
    ("copy", '©'),
];

/// Writes what the escape at the start of `text` stands for, or its `&`; says how long it was.
fn unescape(text: &str, into: &mut String) -> usize {
    // The longest escape that is known is shorter than this.
    let end = text.bytes().take(12).position(|byte| byte == b';');
    let found =
        end.and_then(|end| text.get(1..end)).and_then(|name| match name.strip_prefix('#') {
            Some(number) => match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            }
            .and_then(|code: u32| char::from_u32(if code == 0 { 0xfffd } else { code })),
            None => NAMED.iter().find(|(named, _)| *named == name).map(|&(_, character)| character),
        });
    match (found, end) {
        (Some(character), Some(end)) => {
            into.push(character);
            end + 1
        }
        _ => {
            into.push('&');
            1
        }
    }
}

/// Who says what in a cue of Teams' metadata, which is an object of JSON.
pub(in crate::read) fn metadata(text: &str) -> Option<(String, String)> {
    #[derive(serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Spoken {
        speaker_name: String,
        spoken_text: String,
    }
    let is_object = text.starts_with('{') && text.contains("\"spokenText\"");
    let spoken: Spoken = is_object.then(|| serde_json::from_str(text).ok()).flatten()?;
    Some((spoken.speaker_name, spoken.spoken_text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pieces as `voice|text`, `-` for a piece without a tag.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = pieces(text)
            .into_iter()
            .map(|piece| {
                let voice = piece.voice.unwrap_or(if piece.tagged { "?" } else { "-" }.into());
                format!("{voice}|{}", piece.text.trim())
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn voices() {
        check("plain", &["-|plain"]);
        check("<v Ada>Yes.</v>", &["Ada|Yes."]);
        check("<v.loud.first Ada Byte>Yes.</v>", &["Ada Byte|Yes."]);
        check("<v Ada>Yes.", &["Ada|Yes."]);
        check("<v Ada>Yes.\n<v Bo>No.", &["Ada|Yes.", "Bo|No."]);
        check("<v Ada>\nYes.", &["Ada|Yes."]);
        check("<v >Yes.</v>", &["?|Yes."]);
        check("<v>Yes.</v> And?", &["?|Yes.", "-|And?"]);
        check("<v Bits &amp; Bytes>Yes.</v>", &["Bits & Bytes|Yes."]);
        check("<v O&#39;Bo  Bo>Yes.</v>", &["O'Bo Bo|Yes."]);
        check("<v Ada></v>", &[]);
    }

    #[test]
    fn marks_are_taken_out() {
        check("<i>a</i> <c.red.big>b</c> <b>c</b> <u>d</u> <lang en>e</lang>", &["-|a b c d e"]);
        check("<ruby>a<rt>b</rt></ruby> c<00:19.000>d", &["-|ab cd"]);
    }

    #[test]
    fn what_only_looks_like_a_tag_stays() {
        check("by <redacted> and <Tool Name>", &["-|by <redacted> and <Tool Name>"]);
        check("a < b and b > c", &["-|a < b and b > c"]);
        check("a <b", &["-|a <b"]);
        check("</redacted>", &["-|</redacted>"]);
    }

    #[test]
    fn escapes() {
        check("a &amp; b &lt;c&gt; &quot;d&quot; &#8212;&#x2014;", &["-|a & b <c> \"d\" ——"]);
        check(
            "R&D; AT&T &unknown; & &#xD800; &#0;",
            &["-|R&D; AT&T &unknown; & &#xD800; \u{fffd}"],
        );
        check("a&nbsp;b&lrm;", &["-|a\u{a0}b\u{200e}"]);
        assert_eq!(unescaped("a&amp;b & c"), "a&b & c");
    }

    #[test]
    fn metadata_of_teams() {
        let text = r#"{"speakerName":"Ada","spokenText":"Yes.","spokenLanguage":"en"}"#;
        assert_eq!(metadata(text), Some(("Ada".to_owned(), "Yes.".to_owned())));
        assert_eq!(metadata("{\"spokenText\""), None);
    }
}
