//! The words that occur, ascending, and which of them are forms of the same word.

use super::super::language::Language;
use std::ops::Range;

/// Distinct texts, ascending, each known by its number.
#[derive(Debug, Default)]
pub(crate) struct Dictionary {
    text: String,
    ends: Vec<u32>,
}

impl Dictionary {
    pub(super) fn push(&mut self, word: &str) {
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn word(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let end = self.ends.get(number).copied().unwrap_or_default() as usize;
        self.text.get(start.unwrap_or_default() as usize..end).unwrap_or_default()
    }

    /// The first number for which `is_before` does not hold.
    fn partition(&self, is_before: impl Fn(&str) -> bool) -> u32 {
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            if is_before(self.word(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    pub(crate) fn find(&self, word: &str) -> Option<u32> {
        let number = self.partition(|other| other < word);
        ((number as usize) < self.len() && self.word(number) == word).then_some(number)
    }

    /// The numbers of the words that begin with `prefix`.
    pub(crate) fn beginning(&self, prefix: &str) -> Range<u32> {
        let below = |other: &str| other < prefix;
        self.partition(below)..self.partition(|other| below(other) || other.starts_with(prefix))
    }
}

/// The words of one language by their stem.
#[derive(Debug)]
pub(crate) struct Forms {
    pub(crate) language: Language,
    stems: Dictionary,
    /// The end of each stem's words in `words`.
    ends: Vec<u32>,
    words: Vec<u32>,
}

impl Forms {
    fn of(
        language: Language,
        dictionary: &Dictionary,
        mut is_used: impl FnMut(u32) -> bool,
    ) -> Self {
        let stems = language.stems();
        let mut pairs: Vec<(String, u32)> = (0..dictionary.len() as u32)
            .filter(|word| is_used(*word))
            .map(|word| (stems.stem(dictionary.word(word)), word))
            .collect();
        pairs.sort_unstable();
        let mut forms =
            Self { language, stems: Dictionary::default(), ends: Vec::new(), words: Vec::new() };
        let mut last = None;
        for (stem, word) in &pairs {
            if last != Some(stem) {
                forms.stems.push(stem);
                forms.ends.push(0);
                last = Some(stem);
            }
            forms.words.push(*word);
            if let Some(end) = forms.ends.last_mut() {
                *end = forms.words.len() as u32;
            }
        }
        forms
    }

    /// The words that are a form of the same word as `word`.
    pub(crate) fn like(&self, word: &str) -> &[u32] {
        let Some(stem) = self.stems.find(&self.language.stems().stem(word)) else { return &[] };
        let end = |stem: usize| self.ends.get(stem).map_or(0, |end| *end as usize);
        let start = (stem as usize).checked_sub(1).map_or(0, end);
        self.words.get(start..end(stem as usize)).unwrap_or_default()
    }
}

/// For every language that is spoken, its words by their stems.
pub(super) fn forms(
    passages: &[(&str, Language)],
    lengths: impl Iterator<Item = u32>,
    mut tokens: impl Iterator<Item = u32>,
    dictionary: &Dictionary,
) -> Vec<Forms> {
    let mut languages: Vec<Language> = Vec::new();
    for (_, language) in passages {
        if languages.last() != Some(language) && !languages.contains(language) {
            languages.push(*language);
        }
    }
    if let [language] = *languages {
        return vec![Forms::of(language, dictionary, |_| true)];
    }
    let mut used = vec![vec![false; dictionary.len()]; languages.len()];
    for ((_, language), length) in passages.iter().zip(lengths) {
        let index = languages.iter().position(|other| other == language).unwrap_or_default();
        for token in tokens.by_ref().take(length as usize) {
            if let Some(used) = used.get_mut(index).and_then(|own| own.get_mut(token as usize)) {
                *used = true;
            }
        }
    }
    let each = languages.into_iter().zip(used);
    each.map(|(language, used)| {
        Forms::of(language, dictionary, |word| used.get(word as usize).copied().unwrap_or_default())
    })
    .collect()
}
