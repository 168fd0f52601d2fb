//! The index of the search: small files, of which a reader's browser fetches those it needs.
//!
//! `search/index.json` names the shards. `words-N.json` holds words in order, each with the pages it is
//! on and its weight there; `pages-N.json` the pages. The script in `search.js` cuts words as
//! [`words`] does.

use crate::words::{clip, line};
use serde::Serialize;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A shard is not heavier, in bytes; a single word that is on very many pages is cut to it.
const SHARD: usize = 60_000;
/// A word is on at most so many pages: the search would not show more of them.
const MOST_PAGES: usize = 4_000;
/// Longer words are cut, here and in what is searched for.
const LONGEST: usize = 24;
/// What a word in a title weighs beside one in the text.
const TITLE: u32 = 20;

/// A page that can be found.
pub(crate) struct Entry {
    pub(crate) path: String,
    pub(crate) title: String,
    /// What sort of page.
    pub(crate) kind: &'static str,
    pub(crate) summary: String,
    /// All of its words.
    pub(crate) words: String,
}

#[derive(Serialize)]
struct Index<'a> {
    /// How many pages there are.
    pages: usize,
    /// The first page of each shard of pages.
    page_shards: Vec<usize>,
    /// The first word of each shard of words.
    word_shards: Vec<&'a str>,
}

/// The files of the index.
pub(crate) fn files(entries: &[Entry]) -> Vec<(String, Vec<u8>)> {
    let mut found: BTreeMap<String, Vec<(usize, u32)>> = BTreeMap::new();
    for (page, entry) in entries.iter().enumerate() {
        let mut weights: BTreeMap<String, u32> = BTreeMap::new();
        for word in words(&entry.title) {
            *weights.entry(word).or_default() += TITLE;
        }
        for word in words(&entry.words) {
            *weights.entry(word).or_default() += 1;
        }
        for (word, weight) in weights {
            found.entry(word).or_default().push((page, weight.min(99)));
        }
    }
    let mut out = Vec::new();
    let mut index =
        Index { pages: entries.len(), page_shards: Vec::new(), word_shards: Vec::new() };

    let mut shard = Shard::default();
    for (page, entry) in entries.iter().enumerate() {
        let summary = clip(&line(&entry.summary), 240);
        let title = clip(&line(&entry.title), 300);
        let piece = json(&(&entry.path, title, entry.kind, summary));
        if shard.is_full(&piece) {
            out.push((format!("search/pages-{}.json", index.page_shards.len() - 1), shard.list()));
        }
        if shard.is_empty() {
            index.page_shards.push(page);
        }
        shard.push(&piece);
    }
    if !shard.is_empty() {
        out.push((format!("search/pages-{}.json", index.page_shards.len() - 1), shard.list()));
    }

    let mut shard = Shard::default();
    for (word, pages) in &found {
        let mut pages = pages.clone();
        if pages.len() > MOST_PAGES {
            pages.sort_by_key(|(page, weight)| (std::cmp::Reverse(*weight), *page));
            pages.truncate(MOST_PAGES);
            pages.sort_unstable();
        }
        let flat: Vec<u32> =
            pages.iter().flat_map(|(page, weight)| [*page as u32, *weight]).collect();
        let piece = format!("{}:{}", json(word), json(&flat));
        if shard.is_full(&piece) {
            out.push((format!("search/words-{}.json", index.word_shards.len() - 1), shard.map()));
        }
        if shard.is_empty() {
            index.word_shards.push(word);
        }
        shard.push(&piece);
    }
    if !shard.is_empty() {
        out.push((format!("search/words-{}.json", index.word_shards.len() - 1), shard.map()));
    }
    out.push(("search/index.json".to_owned(), json(&index).into_bytes()));
    let script = include_str!("../../templates/site/search.js");
    out.push(("search/search.js".to_owned(), script.as_bytes().to_vec()));
    out
}

fn json(value: &impl Serialize) -> String {
    // Texts, numbers and lists of them can always be written.
    serde_json::to_string(value).unwrap_or_default()
}

/// Pieces of JSON that are gathered until they are heavy enough for a file.
#[derive(Default)]
struct Shard(String);

impl Shard {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn is_full(&self, piece: &str) -> bool {
        !self.0.is_empty() && self.0.len() + piece.len() > SHARD
    }

    fn push(&mut self, piece: &str) {
        if !self.0.is_empty() {
            self.0.push_str(",\n");
        }
        self.0.push_str(piece);
    }

    fn list(&mut self) -> Vec<u8> {
        format!("[{}]", std::mem::take(&mut self.0)).into_bytes()
    }

    fn map(&mut self) -> Vec<u8> {
        format!("{{{}}}", std::mem::take(&mut self.0)).into_bytes()
    }
}

/// The words of a text as they are searched for: small letters without accents. Scripts that do not
/// part words are cut into pairs of characters.
pub(crate) fn words(text: &str) -> Vec<String> {
    let text: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    let mut out = Vec::new();
    for run in text.split(|c: char| !c.is_alphanumeric()) {
        let mut rest = run;
        while let Some(first) = rest.chars().next() {
            let together = is_unparted(first);
            let end = rest.find(|c| is_unparted(c) != together).unwrap_or(rest.len());
            let (part, after) = rest.split_at(end);
            rest = after;
            if together {
                pairs(part, &mut out);
            } else {
                let small: String = part.to_lowercase().chars().take(LONGEST).collect();
                out.push(small);
            }
        }
    }
    out
}

fn pairs(part: &str, out: &mut Vec<String>) {
    let characters: Vec<char> = part.chars().collect();
    if characters.len() == 1 {
        out.push(part.to_owned());
    }
    out.extend(characters.windows(2).map(|pair| pair.iter().collect()));
}

/// Han, Hiragana and Katakana.
fn is_unparted(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_small_and_without_accents() {
        assert_eq!(words("Größe, ÉTÉ's plan-42"), ["große", "ete", "s", "plan", "42"]);
        assert_eq!(words("平台工程a"), ["平台", "台工", "工程", "a"]);
        assert_eq!(words("x".repeat(99).as_str()), ["x".repeat(LONGEST)]);
    }

    #[test]
    fn shards_stay_light_and_hold_every_word() {
        let entry = |n: usize| Entry {
            path: format!("p/{n}/index.html"),
            title: format!("Title {n}"),
            kind: "Insight",
            summary: "s".repeat(500),
            words: (0..200).map(|word| format!("w{}x{word} all ", n % 97)).collect(),
        };
        let entries: Vec<Entry> = (0..1_000).map(entry).collect();
        let files = files(&entries);
        assert!(files.iter().all(|(path, bytes)| bytes.len() < 100_000 || panic!("{path}")));
        let mut known = 0;
        for (path, bytes) in &files {
            if path.starts_with("search/words") {
                let shard: BTreeMap<String, Vec<u32>> = serde_json::from_slice(bytes).unwrap();
                known += shard.len();
            }
        }
        let all: std::collections::BTreeSet<String> = entries
            .iter()
            .flat_map(|entry| words(&entry.title).into_iter().chain(words(&entry.words)))
            .collect();
        assert_eq!(known, all.len());
    }
}
