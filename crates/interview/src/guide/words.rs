//! Words as they are compared: stems, and how much each says.

use foldhash::HashMap;
use rust_stemmers::{Algorithm, Stemmer};

/// Makes stems of texts.
pub(super) struct Words {
    stemmer: Option<Stemmer>,
}

/// English words that are in most questions whatever these ask for: they say a fifth of others.
const LIGHT: &str = " a about actually also am an and any anything are as at be been being but by can could did do \
    does doing don else exactly for from get go going gonna good got great guess had has have having he her him his \
    i if in into is it its just kind know let like ll maybe me mean much my now of oh ok okay on one or our \
    out over perfect please pretty quite re really right say see she should so some something sort sounds still \
    talk talked tell than that the their them then there these they thing things think this those to too uh um up \
    us ve very want was way we well were will with would yeah yes you your yours ";

/// How much a light word says, beside another that is as rare.
const LIGHTNESS: f64 = 0.2;

impl Words {
    /// For a language as BCP 47 names it; English where it is not said. Without a stemmer for it,
    /// words are compared as they stand.
    pub(super) fn new(language: Option<&str>) -> Self {
        let primary = language.unwrap_or("en").split(['-', '_']).next().unwrap_or_default();
        let algorithm = match primary.to_lowercase().as_str() {
            "ar" => Some(Algorithm::Arabic),
            "da" => Some(Algorithm::Danish),
            "de" => Some(Algorithm::German),
            "el" => Some(Algorithm::Greek),
            "en" | "" => Some(Algorithm::English),
            "es" => Some(Algorithm::Spanish),
            "fi" => Some(Algorithm::Finnish),
            "fr" => Some(Algorithm::French),
            "hu" => Some(Algorithm::Hungarian),
            "it" => Some(Algorithm::Italian),
            "nb" | "nn" | "no" => Some(Algorithm::Norwegian),
            "nl" => Some(Algorithm::Dutch),
            "pt" => Some(Algorithm::Portuguese),
            "ro" => Some(Algorithm::Romanian),
            "ru" => Some(Algorithm::Russian),
            "sv" => Some(Algorithm::Swedish),
            "ta" => Some(Algorithm::Tamil),
            "tr" => Some(Algorithm::Turkish),
            _ => None,
        };
        Self { stemmer: algorithm.map(Stemmer::create) }
    }

    /// The stem of a word in small letters, and how much it says at most.
    fn stem(&self, word: &str) -> (String, f64) {
        let light = LIGHT.split(' ').any(|own| own == word);
        let stem = self.stemmer.as_ref().map_or(word.into(), |own| own.stem(word));
        (stem.into_owned(), if light { LIGHTNESS } else { 1.0 })
    }
}

/// The stems of a text by number: those of a guide first, as they came, then any others.
#[derive(Default)]
pub(super) struct Vocabulary {
    stems: HashMap<String, u32>,
    /// Words as they are written, which are stemmed once each.
    words: HashMap<String, (u32, f64)>,
}

/// A stem's number, and how much it says at most.
pub(super) type Stem = (u32, f64);

impl Vocabulary {
    /// How many stems there are.
    pub(super) fn len(&self) -> usize {
        self.stems.len()
    }

    /// For another text, which may have stems of its own.
    pub(super) fn again(&self) -> Self {
        Self { stems: self.stems.clone(), words: HashMap::default() }
    }

    /// The stems of a text's words, each once, by number.
    pub(super) fn stems(&mut self, words: &Words, text: &str) -> Vec<Stem> {
        let lower = text.to_lowercase();
        let each = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        // What an apostrophe leaves of "what's".
        let each = each.filter(|word| !matches!(*word, "s" | "t" | "d" | "m"));
        let mut stems: Vec<Stem> = each.map(|word| self.stem(words, word)).collect();
        tidy(&mut stems);
        stems
    }

    fn stem(&mut self, words: &Words, word: &str) -> Stem {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let (stem, light) = words.stem(word);
        let next = self.stems.len() as u32;
        let made = (*self.stems.entry(stem).or_insert(next), light);
        self.words.insert(word.to_owned(), made);
        made
    }
}

/// Each stem once, by number; of two words of one stem the one that says more counts.
pub(super) fn tidy(stems: &mut Vec<Stem>) {
    stems.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    stems.dedup_by_key(|stem| stem.0);
}

/// The sentences of a text, as ranges of its bytes. White space between them belongs to none.
pub(super) fn sentences(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let next = chars.peek().map(|next| next.1);
        let stops = matches!(c, '.' | '!' | '…' | '。') || super::inline::is_question_mark(c);
        let ends = stops && next.is_none_or(char::is_whitespace) || c == '\n' || next.is_none();
        if ends {
            let own = text.get(start..end).unwrap_or_default();
            let inset = own.len() - own.trim_start().len();
            let length = own.trim().len();
            if length > 0 {
                found.push(start + inset..start + inset + length);
            }
            start = end;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_and_sentences() {
        let (words, mut vocabulary) = (Words::new(None), Vocabulary::default());
        let mut of = |text: &str| vocabulary.stems(&words, text);
        let (platform, other) = (of("What’s the platform?"), of("WHAT platforms, what?"));
        assert_eq!(platform, [(0, 1.0), (1, LIGHTNESS), (2, 1.0)]);
        assert_eq!(other, [(0, 1.0), (2, 1.0)]);
        let text = "Got it. Who are they? v1.2 is out\nYes";
        let parts: Vec<&str> = sentences(text).into_iter().map(|own| &text[own]).collect();
        assert_eq!(parts, ["Got it.", "Who are they?", "v1.2 is out", "Yes"]);
    }
}
