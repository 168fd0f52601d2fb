//! The keys of the format, and reading one mapping's values with problems at their places.

use super::{Expression, Problem, Severity, Texts};
use paap_analysis::expression::nearest;
use paap_text::yaml::{At, Key, Node, Value};

/// Every key that each sort of mapping may have. `docs/questionnaire.md` lists the same, which a
/// test compares.
pub const KEYS: &[(&str, &[&str])] = &[
    ("questionnaire", &["paap", "id", "title", "languages", "pages", "questions"]),
    ("page", &["id", "title", "asked_if", "questions"]),
    (
        "question",
        &[
            "id",
            "label",
            "help",
            "kind",
            "options",
            "other",
            "scale",
            "rows",
            "cells",
            "required",
            "asked_if",
            "score",
            "column",
            "sensitive",
            "quasi_identifier",
            "minimum",
            "maximum",
            "whole",
        ],
    ),
    ("option", &["id", "label", "aliases", "score", "exclusive"]),
    ("scale", &["low", "high", "low_label", "high_label"]),
    ("row", &["id", "label", "column"]),
];

/// Problems found so far, and what the values' reading needs to know.
pub(super) struct Found {
    pub(super) problems: Vec<Problem>,
    /// The languages that texts may have, the default first.
    pub(super) languages: Vec<String>,
}

impl Found {
    pub(super) fn error(&mut self, code: &'static str, at: At, message: String, help: &str) {
        self.push(Severity::Error, code, at, message, help);
    }

    pub(super) fn warning(&mut self, code: &'static str, at: At, message: String, help: &str) {
        self.push(Severity::Warning, code, at, message, help);
    }

    fn push(
        &mut self,
        severity: Severity,
        code: &'static str,
        at: At,
        message: String,
        help: &str,
    ) {
        let help = (!help.is_empty()).then(|| help.to_owned());
        self.problems.push(Problem { severity, code, place: at.into(), message, help });
    }

    /// The mapping at `node`, its keys checked. `what` is a name in [`KEYS`].
    pub(super) fn fields<'a>(&mut self, what: &'static str, node: &'a Node) -> Option<Fields<'a>> {
        let Value::Map(entries) = &node.value else {
            let (is, keys) = (node.value.is(), known(what).join("`, `"));
            let help = format!("write it as keys with values: `{keys}`");
            self.error("shape", node.at, format!("{} is {is}", article(what)), &help);
            return None;
        };
        for (key, _) in entries {
            if !known(what).contains(&key.name.as_str()) {
                let message = format!("{} has no key `{}`", article(what), shorten(&key.name));
                self.error("unknown-key", key.at, message, &meant(&key.name, known(what)));
            }
        }
        Some(Fields { what, at: node.at, entries })
    }

    /// The items of the list under `name`; none if it is absent.
    pub(super) fn list<'a>(&mut self, fields: &Fields<'a>, name: &str) -> &'a [Node] {
        match fields.get(name) {
            None => &[],
            Some((_, Node { value: Value::List(items), .. })) => items,
            Some((_, node)) => {
                let message = format!("`{name}` is {}", node.value.is());
                self.error("shape", node.at, message, "write a list: one `- ` for each");
                &[]
            }
        }
    }

    /// A text that is the same in every language.
    pub(super) fn string(&mut self, fields: &Fields<'_>, name: &str) -> Option<String> {
        let (key, node) = fields.get(name)?;
        self.text_of(key.at, node, name)
    }

    /// The text of a node that should be one.
    pub(super) fn text_of(&mut self, key: At, node: &Node, name: &str) -> Option<String> {
        match &node.value {
            Value::Scalar { text, .. } if !text.is_empty() => Some(text.clone()),
            Value::Scalar { .. } | Value::Null => {
                let help = "write a value, or leave the key out; a word such as null needs quotes";
                self.error("empty", key, format!("`{name}` has no value"), help);
                None
            }
            Value::List(_) | Value::Map(_) => {
                let message = format!("`{name}` is {}", node.value.is());
                self.error("shape", node.at, message, "write a text");
                None
            }
        }
    }

    /// A text in one or several languages; a plain text is in the default language. Labels need
    /// one in the default language, other texts only should have it.
    pub(super) fn texts(&mut self, fields: &Fields<'_>, name: &str) -> Texts {
        let mut texts = Texts::default();
        let Some((key, node)) = fields.get(name) else { return texts };
        let default = self.languages.first().cloned().unwrap_or_default();
        let Value::Map(entries) = &node.value else {
            if let Some(text) = self.text_of(key.at, node, name) {
                texts.set(default, text);
            }
            return texts;
        };
        for (language, node) in entries {
            if !self.languages.contains(&language.name) {
                let known: Vec<&str> = self.languages.iter().map(String::as_str).collect();
                let help = format!(
                    "the questionnaire's `languages` are {}: add this one, or correct it",
                    known.join(", ")
                );
                let message = format!("language `{}` is not declared", shorten(&language.name));
                self.error("unknown-language", language.at, message, &help);
                continue;
            }
            if let Some(text) = self.text_of(language.at, node, &language.name) {
                texts.set(language.name.clone(), text);
            }
        }
        let missing: Vec<&String> =
            self.languages.iter().filter(|language| texts.get(language).is_none()).collect();
        if missing.contains(&&default) && name == "label" {
            let message = format!("`{name}` has no text in the default language, {default}");
            self.error("missing-text", key.at, message, "add it");
        } else if let Some(language) = missing.first() {
            let message = format!("`{name}` has no text in {language}");
            self.warning("missing-text", key.at, message, "add the translation");
        }
        texts
    }

    /// True or false; false if absent.
    pub(super) fn flag(&mut self, fields: &Fields<'_>, name: &str) -> bool {
        let Some((_, node)) = fields.get(name) else { return false };
        if let Value::Scalar { text, quoted: false } = &node.value {
            match text.to_ascii_lowercase().as_str() {
                "true" => return true,
                "false" => return false,
                _ => {}
            }
        }
        self.error(
            "shape",
            node.at,
            format!("`{name}` is neither true nor false"),
            "write true or false, without quotes",
        );
        false
    }

    /// A finite number.
    pub(super) fn number(&mut self, fields: &Fields<'_>, name: &str) -> Option<f64> {
        let (_, node) = fields.get(name)?;
        let number = match &node.value {
            Value::Scalar { text, .. } => {
                text.parse().ok().filter(|number: &f64| number.is_finite())
            }
            _ => None,
        };
        if number.is_none() {
            let help = "write digits, with a point for decimals";
            self.error("shape", node.at, format!("`{name}` is not a number"), help);
        }
        number
    }

    /// A whole number.
    pub(super) fn whole(&mut self, fields: &Fields<'_>, name: &str) -> Option<i64> {
        let (_, node) = fields.get(name)?;
        let number = match &node.value {
            Value::Scalar { text, .. } => text.parse().ok(),
            _ => None,
        };
        if number.is_none() {
            let message = format!("`{name}` is not a whole number");
            self.error("shape", node.at, message, "write digits only");
        }
        number
    }

    /// One of a few words; `words` are all that are allowed.
    pub(super) fn word<T: Copy>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        words: impl Iterator<Item = (&'static str, T)>,
    ) -> Option<T> {
        let (key, node) = fields.get(name)?;
        let text = self.text_of(key.at, node, name)?;
        let words: Vec<(&str, T)> = words.collect();
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let message = format!("`{name}` cannot be `{}`", shorten(&text));
        self.error("unknown-word", node.at, message, &meant(&text, &known));
        None
    }

    /// A condition, with the place of its first character.
    pub(super) fn expression(&mut self, fields: &Fields<'_>, name: &str) -> Option<Expression> {
        let (key, node) = fields.get(name)?;
        let text = self.text_of(key.at, node, name)?;
        Some(Expression { text, place: Some((node.at.line, node.at.column)) })
    }
}

/// One mapping whose keys were checked.
pub(super) struct Fields<'a> {
    what: &'static str,
    pub(super) at: At,
    entries: &'a [(Key, Node)],
}

impl<'a> Fields<'a> {
    pub(super) fn get(&self, name: &str) -> Option<(&'a Key, &'a Node)> {
        debug_assert!(known(self.what).contains(&name), "{} has no key {name}", self.what);
        self.entries.iter().find(|(key, _)| key.name == name).map(|(key, node)| (key, node))
    }

    /// Where the key stands, or the mapping if it is absent.
    pub(super) fn place(&self, name: &str) -> At {
        self.get(name).map_or(self.at, |(key, _)| key.at)
    }
}

pub(super) fn known(what: &str) -> &'static [&'static str] {
    KEYS.iter().find(|(name, _)| *name == what).map_or(&[], |(_, keys)| keys)
}

fn article(what: &str) -> String {
    format!("{} {what}", if what.starts_with('o') { "an" } else { "a" })
}

/// What to say of a word that is none of `known`.
pub(super) fn meant(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()).first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it can be `{}`", known.join("`, `")),
    }
}

/// Enough of a word to recognise it.
pub(super) fn shorten(word: &str) -> String {
    let mut short: String =
        word.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if short.len() < word.len() {
        short.push('…');
    }
    short
}
