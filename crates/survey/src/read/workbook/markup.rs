//! A walk over the tags of an XML part, to know what reading it will cost before it is read.
//!
//! The walk is stricter than most XML readers: tags must close in order, nest no deeper than 256,
//! and no single token may be longer than 4 MiB. So whatever reads the part afterwards comes to
//! an end and never holds a token that matters.

/// The longest tag, text, comment or section, in bytes.
const TOKEN_BYTES: usize = 4 << 20;

/// The deepest nesting.
const DEPTH: usize = 256;

/// Why a part should not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// Not well-formed.
    Broken(&'static str),
    /// Well-formed perhaps, but no spreadsheet program writes such a thing.
    Absurd(&'static str),
}

/// A tag.
pub(super) enum Tag<'a> {
    /// An element begins. Its name has no prefix; its attributes are as they stand.
    Open { name: &'a [u8], attributes: &'a [u8] },
    /// An element, which took `length` bytes from its first to its last, ends.
    Close { name: &'a [u8], length: usize },
}

/// Calls `visit` for every tag, an empty element's twice.
pub(super) fn walk<'a>(text: &'a [u8], mut visit: impl FnMut(Tag<'a>)) -> Result<(), Fault> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    if !text.trim_ascii_start().starts_with(b"<") || text.get(1) == Some(&0) {
        return Err(Fault::Broken("a part is not XML in UTF-8"));
    }
    let mut open: Vec<(&[u8], usize)> = Vec::new();
    let mut at = 0;
    loop {
        let Some(start) = memchr::memchr(b'<', &text[at..]).map(|found| at + found) else {
            bounded(text.len() - at)?;
            return if open.is_empty() { Ok(()) } else { Err(Fault::Broken("a part is cut off")) };
        };
        bounded(start - at)?;
        let rest = &text[start..];
        let end = match rest {
            [b'<', b'!', b'-', b'-', ..] => past(rest, b"-->")?,
            [b'<', b'!', b'[', ..] => past(rest, b"]]>")?,
            [b'<', b'!', ..] => return Err(Fault::Absurd("a part declares a document type")),
            [b'<', b'?', ..] => past(rest, b"?>")?,
            _ => tag_end(rest)?,
        };
        bounded(end)?;
        at = start + end;
        if matches!(rest[1], b'!' | b'?') {
            continue;
        }
        let inside = &rest[1..end - 1];
        if let Some(name) = inside.strip_prefix(b"/") {
            let name = name.trim_ascii_end();
            match open.pop() {
                Some((opened, from)) if opened == name => {
                    visit(Tag::Close { name: local(name), length: at - from });
                }
                _ => return Err(Fault::Broken("a tag closes that was not open")),
            }
            continue;
        }
        let empty = inside.ends_with(b"/");
        let inside = inside.strip_suffix(b"/").unwrap_or(inside);
        let length = inside.iter().position(u8::is_ascii_whitespace).unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(length);
        visit(Tag::Open { name: local(name), attributes });
        if empty {
            visit(Tag::Close { name: local(name), length: end });
        } else if open.len() == DEPTH {
            return Err(Fault::Absurd("its elements nest deeper than 256"));
        } else {
            open.push((name, start));
        }
    }
}

fn bounded(length: usize) -> Result<(), Fault> {
    if length > TOKEN_BYTES {
        return Err(Fault::Absurd("one text or tag is longer than 4 MiB"));
    }
    Ok(())
}

/// The place behind the first `end`.
fn past(text: &[u8], end: &[u8]) -> Result<usize, Fault> {
    let found = memchr::memmem::find(text, end).map(|found| found + end.len());
    found.ok_or(Fault::Broken("a part is cut off"))
}

/// The place behind the `>` that ends a tag: one that does not stand in an attribute's value.
fn tag_end(text: &[u8]) -> Result<usize, Fault> {
    let mut at = 1;
    while let Some(found) = memchr::memchr3(b'>', b'"', b'\'', &text[at..]) {
        at += found + 1;
        match text[at - 1] {
            b'>' => return Ok(at),
            quote => match memchr::memchr(quote, &text[at..]) {
                Some(found) => at += found + 1,
                None => break,
            },
        }
    }
    Err(Fault::Broken("a part is cut off"))
}

fn local(name: &[u8]) -> &[u8] {
    name.iter().rposition(|&byte| byte == b':').map_or(name, |colon| &name[colon + 1..])
}

/// The value of a number in `attributes`, by its local name; the highest where there are several.
pub(super) fn number(attributes: &[u8], name: &[u8]) -> Option<u64> {
    let mut highest = None;
    for at in memchr::memmem::find_iter(attributes, name) {
        let rest = attributes[at + name.len()..].trim_ascii_start();
        let Some(rest) = rest.strip_prefix(b"=") else { continue };
        let digits = rest.trim_ascii_start().get(1..).unwrap_or_default().trim_ascii_start();
        let digits = digits.strip_prefix(b"+").unwrap_or(digits);
        let digits = digits.iter().take_while(|byte| byte.is_ascii_digit());
        let value = digits.fold(0_u64, |value, digit| {
            value.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
        });
        highest = highest.max(Some(value));
    }
    highest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(text: &str) -> Result<String, Fault> {
        let mut tags = Vec::new();
        walk(text.as_bytes(), |tag| {
            tags.push(match tag {
                Tag::Open { name, attributes } => {
                    format!("{}({})", name.escape_ascii(), attributes.trim_ascii().escape_ascii())
                }
                Tag::Close { name, length } => format!("/{}:{length}", name.escape_ascii()),
            });
        })?;
        Ok(tags.join(" "))
    }

    #[test]
    fn walks_tags() {
        assert_eq!(
            tags("<?xml version='1.0'?><x:a b='>'>t<!-- <no> --><c/><![CDATA[<d>]]></x:a >"),
            Ok("a(b=\\'>\\') c() /c:4 /a:51".to_owned())
        );
    }

    #[test]
    fn refuses_what_is_not_well_formed() {
        for text in ["", "text", "<a>", "<a></b>", "</a>", "<a b='>", "<!-- ", "<a><b></a></b>"] {
            assert!(matches!(tags(text), Err(Fault::Broken(_))), "{text}");
        }
        let utf16: Vec<u8> = "<a/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(walk(&utf16, |_| ()).is_err());
    }

    #[test]
    fn refuses_what_no_program_writes() {
        let long = "x".repeat(TOKEN_BYTES + 1);
        for text in [
            "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>".to_owned(),
            "<a>".repeat(DEPTH + 1),
            format!("<a>{long}</a>"),
            format!("<a b='{long}'/>"),
            format!("<a><!--{long}--></a>"),
        ] {
            assert!(matches!(tags(&text), Err(Fault::Absurd(_))));
        }
    }

    #[test]
    fn finds_numbers() {
        assert_eq!(number(b" x:n = \" +12\" n='7'", b"n"), Some(12));
        assert_eq!(number(b" n='99999999999999999999999'", b"n"), Some(u64::MAX));
        assert_eq!(number(b" m='1'", b"n"), None);
    }
}
