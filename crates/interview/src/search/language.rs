//! What a word of a language is a form of: Snowball's stems, where Snowball has the language.

use rust_stemmers::{Algorithm, Stemmer};

/// A language with stems.
///
/// Source: M. Porter & R. Boulton, *Snowball* (snowballstem.org).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Language(Option<Algorithm>);

/// Languages by the first part of their tag, as BCP 47 has it.
const TAGS: [(&str, Algorithm); 20] = [
    ("ar", Algorithm::Arabic),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("nb", Algorithm::Norwegian),
    ("nl", Algorithm::Dutch),
    ("nn", Algorithm::Norwegian),
    ("no", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
];

/// Longer words are no words, and are left as they are.
const LONGEST: usize = 64;

impl Language {
    /// The language of a tag such as `de-AT`: English where there is none, and without stems where
    /// Snowball has none.
    pub(crate) fn of(tag: Option<&str>) -> Self {
        let tag = tag.map_or("en", str::trim);
        let first = tag.split(['-', '_']).next().unwrap_or_default();
        let found = TAGS.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(first));
        Self(found.map(|(_, algorithm)| *algorithm))
    }

    /// What gives this language's stems of folded words.
    pub(crate) fn stems(self) -> Stems {
        Stems(self.0.map(Stemmer::create))
    }
}

/// Gives stems.
pub(crate) struct Stems(Option<Stemmer>);

impl Stems {
    /// The stem of a folded word; the word itself where it has none.
    pub(crate) fn stem(&self, word: &str) -> String {
        match &self.0 {
            Some(stemmer) if word.len() <= LONGEST && word.chars().all(char::is_alphabetic) => {
                let stem = stemmer.stem(word);
                if stem.is_empty() { word.to_owned() } else { stem.into_owned() }
            }
            _ => word.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (tag, one, other) in [
            (None, "deploying", "deployed"),
            (Some("en-GB"), "platforms", "platform"),
            (Some("de"), "plattformen", "plattform"),
            (Some("ru"), "новый", "новая"),
            (Some("FR"), "equipes", "equipe"),
            (Some("ja"), "台", "台"),
        ] {
            let stems = Language::of(tag).stems();
            assert_eq!(stems.stem(one), stems.stem(other), "{tag:?}");
        }
        assert_eq!(Language::of(Some("ja")).stems().stem("runs"), "runs");
        assert_eq!(Language::of(None).stems().stem("k8s"), "k8s");
    }

    proptest! {
        #[test]
        fn no_word_of_any_language_is_too_much(text in "\\PC{0,60}|[a-z]{0,20}|[а-я]{0,20}") {
            for (tag, _) in TAGS {
                let stems = Language::of(Some(tag)).stems();
                super::super::words::each(&text, |word, _| {
                    assert!(!stems.stem(word).is_empty());
                });
            }
        }
    }
}
