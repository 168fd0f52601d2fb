//! Names in a catalog: its own rules for kinds, namespaces and names, and references by them.
//!
//! The rules are those by which Backstage accepts an entity (`KubernetesValidatorFunctions` of its
//! `catalog-model`), which the documentation of its descriptor format describes.

use std::fmt;

/// The namespace of what says none.
pub const DEFAULT_NAMESPACE: &str = "default";
/// Names, namespaces and kinds have at most so many characters.
const LONGEST: usize = 63;

/// Whether a text can be an entity's name: letters and digits, and `-`, `_` and `.` between them.
pub fn is_name(text: &str) -> bool {
    let ends = |c: char| c.is_ascii_alphanumeric();
    (1..=LONGEST).contains(&text.len())
        && text.chars().all(|c| ends(c) || "-_.".contains(c))
        && text.starts_with(ends)
        && text.ends_with(ends)
}

/// Whether a text can be a namespace: small letters and digits, and hyphens between them.
pub fn is_namespace(text: &str) -> bool {
    let ends = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    (1..=LONGEST).contains(&text.len())
        && text.chars().all(|c| ends(c) || c == '-')
        && text.starts_with(ends)
        && text.ends_with(ends)
}

/// Whether a text can be a kind: a letter, then letters and digits.
pub fn is_kind(text: &str) -> bool {
    (1..=LONGEST).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric())
}

/// What an entity is called by others, in small letters: two that differ in capitals are one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// The kind, such as `component`.
    pub kind: String,
    /// The namespace.
    pub namespace: String,
    /// The name.
    pub name: String,
}

impl Reference {
    /// The reference of these parts.
    pub fn new(kind: &str, namespace: &str, name: &str) -> Self {
        let small = str::to_ascii_lowercase;
        Self { kind: small(kind), namespace: small(namespace), name: small(name) }
    }

    /// Reads `[kind:][namespace/]name`. `kind` and `namespace` are those of references that say none; where
    /// `kind` is None, the reference must say one.
    ///
    /// # Errors
    ///
    /// Why it is none, as the end of a sentence.
    pub fn read(text: &str, kind: Option<&str>, namespace: &str) -> Result<Self, &'static str> {
        // A colon behind the slash belongs to the name, where it is not allowed.
        let colon =
            text.find(':').filter(|colon| text.find('/').is_none_or(|slash| colon < &slash));
        let (said, rest) = match colon {
            Some(at) => (text.get(..at), text.get(at + 1..).unwrap_or_default()),
            None => (None, text),
        };
        let (own, name) = match rest.split_once('/') {
            Some((own, name)) => (own, name),
            None => (namespace, rest),
        };
        let kind = said.or(kind).ok_or("says no kind, such as “component:”")?;
        // Capitals make no difference in references.
        match (is_kind(kind), is_namespace(&own.to_ascii_lowercase()), is_name(name)) {
            (true, true, true) => Ok(Self::new(kind, own, name)),
            (false, ..) => Err("has a kind that cannot be one"),
            (_, false, _) => Err("has a namespace that cannot be one"),
            (_, _, false) => Err("has a name that cannot be one"),
        }
    }

    /// Without the kind, and without the namespace where it is that of everything: `parcel-flow`.
    pub fn short(&self) -> String {
        match self.namespace.as_str() {
            DEFAULT_NAMESPACE => self.name.clone(),
            namespace => format!("{namespace}/{}", self.name),
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}/{}", self.kind, self.namespace, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_those_that_the_catalog_takes() {
        let longest = "a".repeat(63);
        for name in ["a", "A", "7", "ferry-ci", "Ferry.CI_2", "a--b", "a-.b", longest.as_str()] {
            assert!(is_name(name), "{name}");
        }
        let longer = "a".repeat(64);
        for name in
            ["", "-a", "a-", ".a", "a b", "ä", "a/b", "a:b", "${{ values.name }}", longer.as_str()]
        {
            assert!(!is_name(name), "{name}");
        }
        assert!(is_namespace("default") && is_namespace("a-1") && !is_namespace("Default"));
        assert!(!is_namespace("a.b") && !is_namespace("") && !is_namespace("a-"));
        assert!(is_kind("API") && is_kind("AiResource2") && !is_kind("2A") && !is_kind("a-b"));
    }

    #[test]
    fn what_a_reference_leaves_out_comes_from_where_it_stands() {
        let read =
            |text: &str| Reference::read(text, Some("group"), "harbour").map(|own| own.to_string());
        assert_eq!(read("fares").unwrap(), "group:harbour/fares");
        assert_eq!(read("quay/fares").unwrap(), "group:quay/fares");
        assert_eq!(read("User:fares").unwrap(), "user:harbour/fares");
        assert_eq!(read("Component:Default/Fares").unwrap(), "component:default/fares");
        for text in ["", ":a", "a:", "/a", "a/", "a/b/c", "a:b:c", "a/b:c", "a b", "a-:b"] {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(Reference::read("a", None, "default").unwrap_err().contains("no kind"));
    }

    proptest! {
        #[test]
        fn a_reference_is_read_again_as_itself(kind in "[a-z]{1,8}", place in "[a-z]{1,8}", name in "[a-z0-9]{1,9}") {
            let own = Reference::new(&kind, &place, &name);
            let read = Reference::read(&own.to_string(), None, "x");
            prop_assert_eq!(read, Ok(own));
            prop_assert!(is_name(&name) && is_namespace(&place) && is_kind(&kind));
        }

        #[test]
        fn nothing_makes_it_panic(text in "\\PC{0,30}") {
            let _ = Reference::read(&text, None, "x");
        }
    }
}
