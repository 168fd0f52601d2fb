//! JSON read once, from the first byte to the last, without making anything of it: what stands at the
//! places that are wanted is found, everything else is checked and passed over.
//!
//! The grammar is that of RFC 8259. The bytes are UTF-8; that is checked elsewhere.

mod string;

pub(crate) use string::unescape;

use super::plan::{Found, Kind, Plan};

/// How deep lists and objects may stand in each other.
const DEPTH: u32 = 120;

/// Why a text is no JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It ends in the middle.
    End,
    /// A control character, such as a line break, within a text.
    Control,
    /// A backslash before something that it does not go with.
    Escape,
    /// A number that is none, such as `01` or `1.`.
    Number,
    /// No value begins here.
    Value,
    /// Something other than a comma or the end after a value.
    Comma,
    /// Something other than a colon after a name.
    Colon,
    /// Something other than a name in quotation marks.
    Name,
    /// Nested too deep.
    Deep,
}

impl Fault {
    /// As a sentence.
    pub(crate) const fn message(self) -> &'static str {
        match self {
            Self::End => "The JSON ends in the middle of an event.",
            Self::Control => "A text in the JSON has a line break or another control character.",
            Self::Escape => "A text in the JSON has a “\\” that means nothing there.",
            Self::Number => "Here is a number that JSON does not know.",
            Self::Value => "Here should be a value of JSON, and is none.",
            Self::Comma => "Between values of JSON stands a comma; here is something else.",
            Self::Colon => "After a name in JSON stands a colon; here is something else.",
            Self::Name => "Here should be a name in quotation marks.",
            Self::Deep => "Lists and objects are nested deeper than 120 levels.",
        }
    }
}

/// Reads on from a place.
pub(crate) struct Scanner<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) at: usize,
}

/// Where a value stands, texts without their quotation marks.
type Place = (Kind, usize, usize);

impl<'a> Scanner<'a> {
    pub(crate) const fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The byte here; a zero, which begins nothing, at the end.
    #[inline(always)]
    pub(crate) fn byte(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    /// Passes white space.
    #[inline(always)]
    pub(crate) fn space(&mut self) {
        while matches!(self.byte(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    fn fault<T>(&self, fault: Fault) -> Result<T, Fault> {
        Err(if self.at >= self.bytes.len() { Fault::End } else { fault })
    }

    /// Passes the value that begins here.
    #[inline(always)]
    pub(crate) fn value(&mut self) -> Result<Place, Fault> {
        let start = self.at;
        match self.byte() {
            b'"' => {
                let (kind, end) = self.string()?;
                Ok((kind, start + 1, end))
            }
            b'{' | b'[' => {
                let kind = if self.byte() == b'{' { Kind::Object } else { Kind::List };
                self.nested()?;
                Ok((kind, start, self.at))
            }
            _ => self.plain(),
        }
    }

    /// Passes a number, `true`, `false` or `null`.
    fn plain(&mut self) -> Result<Place, Fault> {
        let start = self.at;
        let (word, kind): (&[u8], _) = match self.byte() {
            b't' => (b"true", Kind::Word),
            b'f' => (b"false", Kind::Word),
            b'n' => (b"null", Kind::Null),
            b'-' | b'0'..=b'9' => {
                self.number()?;
                return Ok((Kind::Number, start, self.at));
            }
            _ => return self.fault(Fault::Value),
        };
        let rest = &self.bytes[start..];
        if !rest.starts_with(word) {
            return Err(if word.starts_with(rest) { Fault::End } else { Fault::Value });
        }
        self.at += word.len();
        Ok((kind, start, self.at))
    }

    fn digits(&mut self) -> Result<(), Fault> {
        if !self.byte().is_ascii_digit() {
            return self.fault(Fault::Number);
        }
        while self.byte().is_ascii_digit() {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), Fault> {
        if self.byte() == b'-' {
            self.at += 1;
        }
        if self.byte() == b'0' {
            self.at += 1;
            if self.byte().is_ascii_digit() {
                return Err(Fault::Number);
            }
        } else {
            self.digits()?;
        }
        if self.byte() == b'.' {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.byte(), b'e' | b'E') {
            self.at += 1;
            if matches!(self.byte(), b'+' | b'-') {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    /// Passes the name, the colon and the space of an entry; where the name stands.
    #[inline(always)]
    fn name(&mut self) -> Result<Place, Fault> {
        let start = self.at + 1;
        if self.byte() != b'"' {
            return self.fault(Fault::Name);
        }
        let (kind, end) = self.string()?;
        self.space();
        if self.byte() != b':' {
            return self.fault(Fault::Colon);
        }
        self.at += 1;
        self.space();
        Ok((kind, start, end))
    }

    /// Passes the list or object that begins here, whatever is in it.
    fn nested(&mut self) -> Result<(), Fault> {
        // Which of those that are open are objects: the innermost is the lowest bit.
        let (mut objects, mut depth) = (0u128, 0u32);
        loop {
            // A value begins here.
            let object = self.byte() == b'{';
            if object || self.byte() == b'[' {
                if depth == DEPTH {
                    return Err(Fault::Deep);
                }
                (objects, depth) = (objects << 1 | u128::from(object), depth + 1);
                self.at += 1;
                self.space();
                if self.byte() != if object { b'}' } else { b']' } {
                    if object {
                        self.name()?;
                    }
                    continue;
                }
                self.at += 1;
                (objects, depth) = (objects >> 1, depth - 1);
            } else if self.byte() == b'"' {
                self.string()?;
            } else {
                self.plain()?;
            }
            // A value ended here.
            loop {
                if depth == 0 {
                    return Ok(());
                }
                self.space();
                let object = objects & 1 == 1;
                match self.byte() {
                    b',' => {
                        self.at += 1;
                        self.space();
                        if object {
                            self.name()?;
                        }
                        break;
                    }
                    b'}' if object => {}
                    b']' if !object => {}
                    _ => return self.fault(Fault::Comma),
                }
                self.at += 1;
                (objects, depth) = (objects >> 1, depth - 1);
            }
        }
    }

    /// Reads the object that begins here, and keeps where that stands which `plan` wants.
    pub(crate) fn object(&mut self, plan: &Plan, found: &mut Found) -> Result<(), Fault> {
        found.clear();
        self.members(plan, 0, found)
    }

    fn members(&mut self, plan: &Plan, node: usize, found: &mut Found) -> Result<(), Fault> {
        self.at += 1;
        self.space();
        if self.byte() == b'}' {
            self.at += 1;
            return Ok(());
        }
        loop {
            let (kind, start, end) = self.name()?;
            match plan.child(node, self.bytes, kind, start, end) {
                Some(child) => {
                    let wanted = plan.at(child);
                    let place = if wanted.has_children() && self.byte() == b'{' {
                        let start = self.at;
                        self.members(plan, child, found)?;
                        (Kind::Object, start, self.at)
                    } else {
                        self.value()?
                    };
                    if let Some(slot) = wanted.slot {
                        found.put(slot, place);
                    }
                }
                None => {
                    if node == 0 {
                        found.other(self.bytes, start, end);
                    }
                    self.value()?;
                }
            }
            self.space();
            match self.byte() {
                b',' => {
                    self.at += 1;
                    self.space();
                }
                b'}' => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return self.fault(Fault::Comma),
            }
        }
    }

    /// Passes a value by its brackets and quotation marks alone, to go on behind one that is wrong.
    /// None where they do not fit together, or a line ends within a text.
    pub(crate) fn brackets(&mut self) -> Option<()> {
        let mut open: Vec<u8> = Vec::new();
        loop {
            let byte = self.byte();
            match byte {
                b'{' => open.push(b'}'),
                b'[' => open.push(b']'),
                b'}' | b']' if open.pop() != Some(byte) => return None,
                b'"' => loop {
                    self.at += 1;
                    match self.bytes.get(self.at)? {
                        b'\\' => self.at += 1,
                        b'"' => break,
                        b'\n' => return None,
                        _ => {}
                    }
                },
                _ if self.at >= self.bytes.len() => return None,
                _ => {}
            }
            self.at += 1;
            if open.is_empty() {
                return Some(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Passes a text as a value, and says whether it is one.
    fn is_json(text: &str) -> bool {
        let mut scanner = Scanner::new(text.as_bytes(), 0);
        scanner.space();
        let read = scanner.value().is_ok();
        scanner.space();
        read && scanner.at == text.len()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]
        #[test]
        fn json_is_what_another_reader_takes(
            pieces in proptest::collection::vec(
                proptest::sample::select(vec![
                    "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\":", "1", "-0", "0.5e+1", "01", "1.", "true",
                    "null", "fals", " ", "\n", "\"\\u00e9\"", "\"\\x\"", "\"", "{\"a\":[", "]}", "[1,2]", "{}",
                ]), 0..9,
            ),
        ) {
            let text = pieces.concat();
            // Numbers that are too large for a float are JSON all the same.
            let other = serde_json::from_str::<serde::de::IgnoredAny>(&text);
            prop_assert_eq!(is_json(&text), other.is_ok(), "{} {:?}", text, other);
        }
    }

    #[test]
    fn nesting_ends_somewhere() {
        for (depth, fits) in [(120, true), (121, false)] {
            let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            assert_eq!(is_json(&text), fits);
        }
        assert!(!is_json(&"[".repeat(1_000_000)));
    }
}
