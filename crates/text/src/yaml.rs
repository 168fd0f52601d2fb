//! YAML that people write by hand: read as a tree with places, written so that it reads well.
//!
//! Every room with a file of its own uses this, so that all of them are safe against the same files
//! and say what is wrong in the same words.

mod documents;
mod read;
mod write;

pub use documents::documents;
pub use read::{load, looks_aliased};
pub use write::{entry, quoted, scalar};

/// Line and column, both from 1; column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

impl At {
    /// Where a file begins.
    pub const START: Self = Self { line: 1, column: 1 };
}

/// A value and where it stands.
#[derive(Debug)]
pub struct Node {
    /// Where it begins.
    pub at: At,
    /// What it is.
    pub value: Value,
}

/// What stands at a place.
#[derive(Debug)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// A text, a number, `true` or `false`.
    Scalar {
        /// As it is written, so that `1.0` stays `1.0`.
        text: String,
        /// False only for numbers, `true` and `false`, which mean something by themselves.
        quoted: bool,
    },
    /// Values one after the other.
    List(Vec<Node>),
    /// Values by name, in the order of the file.
    Map(Vec<(Key, Node)>),
}

/// A name in a [`Value::Map`].
#[derive(Debug)]
pub struct Key {
    /// Where it begins.
    pub at: At,
    /// The name; empty where it is no text.
    pub name: String,
}

/// Why a text cannot be used as YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A stable word for the sort of problem, such as `too-deep`.
    pub code: &'static str,
    /// Where.
    pub at: At,
    /// What is wrong.
    pub message: String,
    /// What to do, where that is known.
    pub help: Option<String>,
}

impl Node {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The entries of a map; none for anything else.
    pub fn entries(&self) -> &[(Key, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none for anything else.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The value of an entry.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.entries().iter().find(|(key, _)| key.name == name).map(|(_, node)| node)
    }

    /// The text of an entry that is a scalar and not empty.
    pub fn word(&self, name: &str) -> Option<&str> {
        self.get(name)?.text().filter(|text| !text.is_empty())
    }

    /// The texts of an entry that is a list, with their places; what is no text is left out.
    pub fn words(&self, name: &str) -> impl Iterator<Item = (At, &str)> {
        let items = self.get(name).map_or(&[][..], Node::items);
        items.iter().filter_map(|item| Some((item.at, item.text()?)))
    }
}

impl Value {
    /// What it is, for a sentence.
    pub const fn is(&self) -> &'static str {
        match self {
            Self::Null => "empty",
            Self::Scalar { .. } => "a single value",
            Self::List(_) => "a list",
            Self::Map(_) => "a mapping of keys to values",
        }
    }
}
