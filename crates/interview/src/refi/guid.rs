//! GUIDs: kept where they were read, else derived so that they are the same at every export.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// A GUID, written bare and in lower case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Guid(pub u128);

/// What a GUID is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A coder.
    User,
    /// A code.
    Code,
    /// A document.
    Document,
    /// The case of a document.
    Case,
    /// A key of the front matter.
    Variable,
    /// A coding.
    Coding,
    /// The place of a coding.
    Selection,
    /// A place with words and no code.
    Annotation,
    /// The memo of a coding.
    Memo,
    /// A note.
    Note,
    /// A set.
    Set,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Code => "code",
            Self::Document => "document",
            Self::Case => "case",
            Self::Variable => "variable",
            Self::Coding => "coding",
            Self::Selection => "selection",
            Self::Annotation => "annotation",
            Self::Memo => "memo",
            Self::Note => "note",
            Self::Set => "set",
        }
    }

    fn of(word: &str) -> Option<Self> {
        let all = [
            Self::User,
            Self::Code,
            Self::Document,
            Self::Case,
            Self::Variable,
            Self::Coding,
            Self::Selection,
            Self::Annotation,
            Self::Memo,
            Self::Note,
            Self::Set,
        ];
        all.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether a GUID for an id is its own. A coding's id names also its place and its memo, which
    /// are other things.
    fn is_named(self) -> bool {
        matches!(self, Self::Coding | Self::Annotation | Self::Note)
    }
}

impl Guid {
    /// The GUID of something that has none: a UUID of version 8 (RFC 9562) with the first 122 free
    /// bits of SHA-256 over the seed, the kind's word and the id, each followed by a zero byte.
    ///
    /// It says nothing of the id to who does not know the seed. With a seed that others know, who
    /// guesses an id can tell whether it is there; an id that is exported anyway hides nothing.
    pub fn derived(seed: &str, kind: Kind, id: &str) -> Self {
        Self::hash(&[seed, kind.word(), id])
    }

    fn hash(parts: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        let hash = hash.finalize();
        let bits = hash.iter().take(16).fold(0_u128, |bits, &byte| bits << 8 | u128::from(byte));
        Self(bits & !(0xf << 76) & !(3 << 62) | 8 << 76 | 2 << 62)
    }

    /// Reads a GUID, bare or in braces, in any case; `None` where it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = match text.strip_prefix('{') {
            Some(inside) => inside.strip_suffix('}')?,
            None => text,
        };
        let mut lengths = [8, 4, 4, 4, 12].into_iter();
        let mut bits = 0_u128;
        for part in text.split('-') {
            let hex = part.bytes().all(|byte| byte.is_ascii_hexdigit());
            if lengths.next() != Some(part.len()) || !hex {
                return None;
            }
            bits = bits << (4 * part.len()) | u128::from_str_radix(part, 16).ok()?;
        }
        lengths.next().is_none().then_some(Self(bits))
    }

    /// Reads a GUID; what is none gets one that is always the same, so that references to it hold.
    /// Says whether it was one.
    pub(super) fn tolerant(text: &str) -> (Self, bool) {
        match Self::parse(text) {
            Some(guid) => (guid, true),
            None => (Self::hash(&["not a guid", text.trim()]), false),
        }
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let bits = self.0;
        let (a, b, c) = (bits >> 96, bits >> 80 & 0xffff, bits >> 64 & 0xffff);
        let (d, e) = (bits >> 48 & 0xffff, bits & 0xffff_ffff_ffff);
        write!(out, "{a:08x}-{b:04x}-{c:04x}-{d:04x}-{e:012x}")
    }
}

impl fmt::Debug for Guid {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

/// The GUIDs that things had where they were read, by kind and id.
///
/// Serialised it is a map from words such as `code/waiting` to GUIDs, in the order of the words: a
/// caller who keeps it beside the study exports what other tools know again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, String>", into = "BTreeMap<String, String>")]
pub struct Guids {
    /// Of what has a GUID for an id: hundreds of thousands of places of codings.
    by_guid: HashMap<(Kind, Guid), Guid>,
    by_id: HashMap<Kind, HashMap<String, Guid>>,
}

impl Guids {
    /// The GUID that something had, or else the one derived from the seed. What has a GUID for an
    /// id has that.
    pub fn get(&self, seed: &str, kind: Kind, id: &str) -> Guid {
        let itself = itself(id);
        let known = match itself {
            Some(guid) => self.by_guid.get(&(kind, guid)),
            None => self.by_id.get(&kind).and_then(|ids| ids.get(id)),
        };
        let named = || itself.filter(|_| kind.is_named());
        known.copied().or_else(named).unwrap_or_else(|| Guid::derived(seed, kind, id))
    }

    /// Keeps a GUID. Says whether it had to: what has it for an id needs no keeping.
    pub fn keep(&mut self, kind: Kind, id: &str, guid: Guid) -> bool {
        match itself(id) {
            Some(itself) if itself == guid && kind.is_named() => return false,
            Some(itself) => drop(self.by_guid.insert((kind, itself), guid)),
            None => drop(self.by_id.entry(kind).or_default().insert(id.to_owned(), guid)),
        }
        true
    }

    /// How many are kept.
    pub fn len(&self) -> usize {
        self.by_guid.len() + self.by_id.values().map(HashMap::len).sum::<usize>()
    }

    /// Whether none is kept.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The GUID that an id is.
fn itself(id: &str) -> Option<Guid> {
    let plain = id.len() == 36 && !id.bytes().any(|byte| byte.is_ascii_uppercase());
    if plain { Guid::parse(id) } else { None }
}

impl From<BTreeMap<String, String>> for Guids {
    fn from(map: BTreeMap<String, String>) -> Self {
        let mut guids = Self::default();
        for (key, text) in map {
            let kind = key.split_once('/').and_then(|(word, id)| Some((Kind::of(word)?, id)));
            if let (Some((kind, id)), Some(guid)) = (kind, Guid::parse(&text)) {
                guids.keep(kind, id, guid);
            }
        }
        guids
    }
}

impl From<Guids> for BTreeMap<String, String> {
    fn from(guids: Guids) -> Self {
        let line =
            |kind: Kind, id: &str, guid: Guid| (format!("{}/{id}", kind.word()), guid.to_string());
        let by_id = guids
            .by_id
            .iter()
            .flat_map(|(kind, ids)| ids.iter().map(move |(id, guid)| line(*kind, id, *guid)));
        let by_guid = guids.by_guid.iter();
        by_guid.map(|((kind, id), guid)| line(*kind, &id.to_string(), *guid)).chain(by_id).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guids_are_read_in_every_form_and_written_in_one() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(Guid::parse(text).map(|guid| guid.to_string()).as_deref(), expected);
        };
        let plain = "0a1b2c3d-0001-0002-0003-00000000000f";
        check(plain, Some(plain));
        check(&plain.to_uppercase(), Some(plain));
        check(" {0A1B2C3D-0001-0002-0003-00000000000f} ", Some(plain));
        check("{0a1b2c3d-0001-0002-0003-00000000000f", None);
        check("0a1b2c3d-0001-0002-0003-00000000000g", None);
        check("0a1b2c3d-0001-0002-0003-+0000000000f", None);
        check("0a1b2c3d-0001-0002-0003-00000000000f-1", None);
        check("", None);
    }

    #[test]
    fn derived_guids_say_so_and_differ_by_everything() {
        let guid = Guid::derived("seed", Kind::Code, "waiting");
        assert_eq!(guid, Guid::derived("seed", Kind::Code, "waiting"));
        assert_ne!(guid, Guid::derived("other", Kind::Code, "waiting"));
        assert_ne!(guid, Guid::derived("seed", Kind::Document, "waiting"));
        let text = guid.to_string();
        assert_eq!(&text[14..15], "8");
        assert!(matches!(&text[19..20], "8" | "9" | "a" | "b"), "{text}");
        assert_eq!(Guid::parse(&text), Some(guid));
    }

    #[test]
    fn kept_guids_survive_being_written_down() {
        let mut guids = Guids::default();
        let guid = Guid::derived("", Kind::Code, "x");
        assert!(guids.keep(Kind::Code, "waiting", guid));
        assert!(!guids.keep(Kind::Coding, &guid.to_string(), guid));
        let text = serde_json::to_string(&guids).unwrap();
        assert!(text.contains("code/waiting"), "{text}");
        assert_eq!(serde_json::from_str::<Guids>(&text).unwrap(), guids);
        assert_eq!(guids.get("", Kind::Code, "waiting"), guid);
        assert_eq!(guids.get("", Kind::Coding, &guid.to_string()), guid);
    }
}
