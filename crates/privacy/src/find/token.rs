//! A text as words, numbers and marks, each with what is known of it.

use super::lexicon::{self, Class, Lexicon, fold};

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `word`
    Lower,
    /// `Word`
    Title,
    /// `WORD`, two letters or more
    Upper,
    /// `McWord`, `iWord`
    Mixed,
    /// Letters without large and small, such as Chinese.
    Caseless,
    /// `123`
    Number,
    /// `a1`
    Mingled,
    /// A mark, by its first byte if ASCII, else 0.
    Mark(u8),
}

/// What stands between a token and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// Blanks.
    Space,
    /// One end of line.
    Line,
    /// An empty line, or the beginning of the text.
    Blank,
}

/// A word, a number or a mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) hash: u64,
    pub(super) class: Class,
    pub(super) shape: Shape,
    pub(super) gap: Gap,
    /// It begins a sentence, or may.
    pub(super) opens: bool,
    /// `'s` followed.
    pub(super) owns: bool,
    /// It lies in a placeholder, such as `<redacted>`.
    pub(super) masked: bool,
    /// It is of a sentence written without capitals, or all in capitals.
    pub(super) plain: bool,
}

impl Token {
    pub(super) fn len(&self) -> usize {
        self.end - self.start
    }

    pub(super) fn is(&self, class: Class) -> bool {
        self.class.is(class)
    }

    pub(super) fn is_word(&self) -> bool {
        !matches!(self.shape, Shape::Number | Shape::Mark(_))
    }

    pub(super) fn is_number(&self) -> bool {
        self.shape == Shape::Number
    }

    pub(super) fn is_mark(&self, mark: u8) -> bool {
        self.shape == Shape::Mark(mark)
    }

    /// Written with a capital, in a sentence where that says something.
    pub(super) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper | Shape::Mixed)
    }

    /// In no list of words, neither are words that it is made of.
    pub(super) fn is_unknown(&self) -> bool {
        self.is_word()
            && !self
                .class
                .is(Class::WORD.with(Class::TECH).with(Class::ORDINARY).with(Class::DERIVED))
    }
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let lexicon = Lexicon::get();
    let bytes = text.as_bytes();
    let mut found = Vec::with_capacity(text.len() / 5 + 8);
    let mut at = 0;
    let mut gap = Gap::Blank;
    let mut lines = 2;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() {
            lines += usize::from(byte == b'\n');
            gap = match (lines, gap) {
                (0, _) => Gap::Space,
                (1, _) => Gap::Line,
                _ => Gap::Blank,
            };
            at += 1;
            continue;
        }
        let token = if byte.is_ascii_alphanumeric() || !byte.is_ascii() {
            word(text, at, lexicon)
        } else {
            None
        };
        let mut token = match token {
            Some(token) => token,
            None => {
                let width = text[at..].chars().next().map_or(1, char::len_utf8);
                let first = text[at..].chars().next().unwrap_or(' ');
                if first.is_whitespace() {
                    if gap == Gap::None {
                        gap = Gap::Space;
                    }
                    at += width;
                    continue;
                }
                let mark = if byte.is_ascii() { byte } else { 0 };
                blank_token(at, at + width, Shape::Mark(mark))
            }
        };
        token.gap = gap;
        at = token.end + if token.owns { owner_width(&text[token.end..]) } else { 0 };
        found.push(token);
        gap = Gap::None;
        lines = 0;
    }
    found
}

fn blank_token(start: usize, end: usize, shape: Shape) -> Token {
    Token {
        start,
        end,
        hash: 0,
        class: Class::default(),
        shape,
        gap: Gap::None,
        opens: false,
        owns: false,
        masked: false,
        plain: false,
    }
}

/// How many bytes `'s` takes.
fn owner_width(rest: &str) -> usize {
    if rest.starts_with('’') { 4 } else { 2 }
}

/// The word or number that begins at `start`, if one does.
fn word(text: &str, start: usize, lexicon: &Lexicon) -> Option<Token> {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut hash = lexicon::SEED;
    let (mut letters, mut uppers, mut digits, mut caseless) = (0u32, 0u32, 0u32, 0u32);
    let (mut ascii, mut first_upper) = (true, false);
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_alphabetic() {
            let upper = byte.is_ascii_uppercase();
            first_upper |= upper && letters == 0;
            uppers += u32::from(upper);
            letters += 1;
            hash = lexicon::add(hash, byte.to_ascii_lowercase());
            at += 1;
        } else if byte.is_ascii_digit() {
            digits += 1;
            hash = lexicon::add(hash, byte);
            at += 1;
        } else if !byte.is_ascii() {
            let c = text[at..].chars().next()?;
            if c == '’' {
                if !joins(bytes, at, 3) || letters == 0 {
                    break;
                }
                if owns(&text[at..], 3) {
                    break;
                }
                ascii = false;
                at += 3;
                continue;
            }
            let mark = unicode_normalization::char::is_combining_mark(c);
            // Soft hyphens and joiners are inside words.
            if !(c.is_alphanumeric() || mark || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}')) {
                break;
            }
            if mark && letters == 0 {
                break;
            }
            ascii = false;
            if c.is_alphabetic() {
                let upper = c.is_uppercase();
                first_upper |= upper && letters == 0;
                uppers += u32::from(upper);
                caseless += u32::from(!upper && !c.is_lowercase());
                letters += 1;
            } else if !mark {
                digits += 1;
            }
            at += c.len_utf8();
        } else if byte == b'\'' && letters > 0 && joins(bytes, at, 1) {
            if owns(&text[at..], 1) {
                break;
            }
            hash = lexicon::add(hash, byte);
            at += 1;
        } else {
            break;
        }
    }
    if at == start {
        return None;
    }
    let shape = match (letters, digits) {
        (0, 0) => return None,
        (0, _) => Shape::Number,
        (_, 1..) => Shape::Mingled,
        (letters, 0) if caseless * 2 > letters => Shape::Caseless,
        (1, 0) if first_upper => Shape::Title,
        (letters, 0) if uppers == letters => Shape::Upper,
        (_, 0) if uppers == 0 => Shape::Lower,
        (_, 0) if uppers == 1 && first_upper => Shape::Title,
        _ => Shape::Mixed,
    };
    let mut token = blank_token(start, at, shape);
    token.owns = owns(&text[at..], if text[at..].starts_with('’') { 3 } else { 1 });
    if letters > 0 {
        let mut class;
        if ascii {
            token.hash = hash;
            class = lexicon.word(hash);
        } else {
            let folded = fold(&text[start..at]);
            token.hash = lexicon::hash(&folded);
            class = lexicon.word(token.hash);
        }
        let named = Class::WORD.with(Class::TECH).with(Class::ORDINARY).with(Class::NAME);
        if !class.is(named) && at - start > 4 && at - start < 40 {
            class = class.with(lexicon.by_form(&fold(&text[start..at])));
        }
        token.class = class;
    }
    Some(token)
}

/// Whether a letter follows an apostrophe of this width.
fn joins(bytes: &[u8], at: usize, width: usize) -> bool {
    bytes.get(at + width).is_some_and(|b| b.is_ascii_alphabetic() || !b.is_ascii())
}

/// Whether the text begins with `'s` and no letter after.
fn owns(rest: &str, width: usize) -> bool {
    let bytes = rest.as_bytes();
    (rest.starts_with('\'') || rest.starts_with('’'))
        && matches!(bytes.get(width), Some(b's' | b'S'))
        && !bytes.get(width + 1).is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii())
}
