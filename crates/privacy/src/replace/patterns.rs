//! Many phrases sought in a text at once, word by word.
//!
//! The automaton is that of A. Aho & M. Corasick, *Efficient string matching*, CACM 18 (1975), over
//! words and what stands between them instead of letters: one pass over a text, whatever the number
//! of phrases, and no text that makes it slow.

use super::words::{fold, gap, words};
use crate::pseudonym::placeholder;
use foldhash::fast::RandomState;
use hashbrown::HashMap;
use std::ops::Range;

/// A phrase found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Match {
    /// In bytes of the text.
    pub(crate) range: Range<usize>,
    /// Which phrase, as [`Patterns::add`] numbered it.
    pub(crate) pattern: usize,
}

/// Phrases to seek. A phrase is found as whole words, whatever white space, accents and case it is
/// written with; only a single word with a capital is not found in small letters, for `Will` is a
/// name and `will` is none.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    symbols: HashMap<String, u32, RandomState>,
    next: HashMap<(u32, u32), u32, RandomState>,
    nodes: Vec<Node>,
    patterns: Vec<Pattern>,
    /// Phrases without a letter or digit, such as an emoji.
    bare: Vec<(String, usize)>,
    is_finished: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Node {
    parent: u32,
    symbol: u32,
    fail: u32,
    /// The longest phrase that ends here, and how many words it has.
    longest: Option<(u32, u32)>,
}

#[derive(Debug)]
struct Pattern {
    /// Whether it is found only where its first letter is no small one.
    needs_capital: bool,
    /// The signs before its first and after its last word, where it has any.
    edges: Vec<(String, String)>,
}

impl Patterns {
    /// Adds a phrase and says its number; the same phrase written in another way has the same.
    /// `None` where there is nothing to seek: a phrase of one letter, of up to four digits, or of up
    /// to three number words says too little to be sought elsewhere than where it was found.
    pub(crate) fn add(&mut self, phrase: &str) -> Option<usize> {
        let phrase = phrase.trim();
        let found: Vec<Range<usize>> = words(phrase).collect();
        let (Some(first), Some(last)) = (found.first(), found.last()) else {
            return self.add_bare(phrase);
        };
        if says_too_little(phrase, &found) {
            return None;
        }
        self.start();
        let mut node = 0;
        let mut symbol = String::new();
        for (index, word) in found.iter().enumerate() {
            if let Some(before) = index.checked_sub(1).and_then(|before| found.get(before)) {
                gap_symbol(phrase.get(before.end..word.start).unwrap_or_default(), &mut symbol);
                node = self.child(node, &symbol);
            }
            symbol.clear();
            fold(phrase.get(word.clone()).unwrap_or_default(), &mut symbol);
            node = self.child(node, &symbol);
        }
        let words = found.len() as u32;
        let is_capital = words == 1 && phrase[first.clone()].starts_with(char::is_uppercase);
        let at = node as usize;
        let number = match self.nodes.get(at).and_then(|node| node.longest) {
            Some((number, _)) => number as usize,
            None => {
                self.patterns.push(Pattern { needs_capital: is_capital, edges: Vec::new() });
                let number = self.patterns.len() - 1;
                if let Some(node) = self.nodes.get_mut(at) {
                    node.longest = Some((number as u32, words));
                }
                number
            }
        };
        let edges = (phrase[..first.start].to_owned(), phrase[last.end..].to_owned());
        if let Some(pattern) = self.patterns.get_mut(number) {
            pattern.needs_capital &= is_capital;
            if edges != Default::default() && !pattern.edges.contains(&edges) {
                pattern.edges.push(edges);
            }
        }
        Some(number)
    }

    fn add_bare(&mut self, phrase: &str) -> Option<usize> {
        if !phrase.chars().any(|c| !c.is_ascii() && !c.is_whitespace()) {
            return None;
        }
        if let Some((_, number)) = self.bare.iter().find(|(bare, _)| bare == phrase) {
            return Some(*number);
        }
        self.patterns.push(Pattern { needs_capital: false, edges: Vec::new() });
        self.bare.push((phrase.to_owned(), self.patterns.len() - 1));
        Some(self.patterns.len() - 1)
    }

    fn start(&mut self) {
        self.is_finished = false;
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
    }

    fn child(&mut self, node: u32, symbol: &str) -> u32 {
        let symbol = match self.symbols.get(symbol) {
            Some(known) => *known,
            None => {
                let number = self.symbols.len() as u32;
                self.symbols.insert(symbol.to_owned(), number);
                number
            }
        };
        let nodes = &mut self.nodes;
        *self.next.entry((node, symbol)).or_insert_with(|| {
            nodes.push(Node { parent: node, symbol, ..Node::default() });
            nodes.len() as u32 - 1
        })
    }

    /// Makes the automaton of what was added; to be called before [`Self::find`].
    pub(crate) fn finish(&mut self) {
        if std::mem::replace(&mut self.is_finished, true) || self.nodes.is_empty() {
            return;
        }
        // By depth: a node's failure is never deeper than its parent.
        let mut depth = vec![0u32; self.nodes.len()];
        for index in 1..self.nodes.len() {
            depth[index] = depth[self.nodes[index].parent as usize] + 1;
        }
        let mut order: Vec<u32> = (1..self.nodes.len() as u32).collect();
        order.sort_by_key(|index| depth[*index as usize]);
        for index in order {
            let node = self.nodes[index as usize];
            if node.parent != 0 {
                let fail = self.step(self.nodes[node.parent as usize].fail, node.symbol);
                self.nodes[index as usize].fail = fail;
                let shorter = self.nodes[fail as usize].longest;
                let longest = &mut self.nodes[index as usize].longest;
                *longest = longest.or(shorter);
            }
        }
    }

    fn step(&self, mut node: u32, symbol: u32) -> u32 {
        loop {
            if let Some(next) = self.next.get(&(node, symbol)) {
                return *next;
            }
            if node == 0 {
                return 0;
            }
            node = self.nodes.get(node as usize).map_or(0, |node| node.fail);
        }
    }

    /// The phrases in a text, for every word the longest that ends with it, so that all phrases in
    /// the text lie in what is returned. Placeholders are no words. In order of their ends.
    pub(crate) fn find(&self, text: &str) -> Vec<Match> {
        debug_assert!(self.is_finished || self.nodes.is_empty());
        let mut found = self.find_bare(text);
        if self.nodes.is_empty() {
            return found;
        }
        let mut kept = placeholder::find(text).into_iter().peekable();
        let mut starts: Vec<usize> = Vec::new();
        let (mut node, mut end, mut symbol) = (0, 0, String::new());
        for word in words(text) {
            while kept.peek().is_some_and(|kept| kept.end <= word.start) {
                kept.next();
            }
            if kept.peek().is_some_and(|kept| kept.start < word.end) {
                (node, end) = (0, word.end);
                starts.push(word.start);
                continue;
            }
            if node != 0 {
                gap_symbol(text.get(end..word.start).unwrap_or_default(), &mut symbol);
                node = self.symbols.get(&symbol).map_or(0, |symbol| self.step(node, *symbol));
            }
            symbol.clear();
            fold(text.get(word.clone()).unwrap_or_default(), &mut symbol);
            node = self.symbols.get(&symbol).map_or(0, |symbol| self.step(node, *symbol));
            starts.push(word.start);
            end = word.end;
            let Some((number, words)) = self.nodes.get(node as usize).and_then(|node| node.longest)
            else {
                continue;
            };
            let start = starts.len().checked_sub(words as usize).and_then(|at| starts.get(at));
            if let Some(start) = start {
                found.extend(self.fits(text, *start..word.end, number as usize));
            }
        }
        found
    }

    fn fits(&self, text: &str, range: Range<usize>, number: usize) -> Option<Match> {
        let pattern = self.patterns.get(number)?;
        let is_small =
            || text.get(range.clone()).is_some_and(|s| s.starts_with(char::is_lowercase));
        if pattern.needs_capital && is_small() {
            return None;
        }
        let (before, after) = (text.get(..range.start)?, text.get(range.end..)?);
        let longest = |ends: &mut dyn Iterator<Item = &String>| ends.map(String::len).max();
        let edges = pattern.edges.iter();
        let left = longest(&mut edges.clone().map(|(l, _)| l).filter(|l| before.ends_with(*l)));
        let right = longest(&mut edges.map(|(_, r)| r).filter(|r| after.starts_with(*r)));
        let range = range.start - left.unwrap_or(0)..range.end + right.unwrap_or(0);
        Some(Match { range, pattern: number })
    }

    fn find_bare(&self, text: &str) -> Vec<Match> {
        let one = |(phrase, pattern): &(String, usize)| {
            let pattern = *pattern;
            let length = phrase.len();
            let found: Vec<_> = text
                .match_indices(phrase.as_str())
                .map(|(at, _)| Match { range: at..at + length, pattern })
                .collect();
            found
        };
        self.bare.iter().flat_map(one).collect()
    }
}

/// Whether a phrase is a letter or a small number: `38`, `thirty-eight`.
fn says_too_little(phrase: &str, words: &[Range<usize>]) -> bool {
    const NUMBERS: [&str; 31] = [
        "and",
        "eight",
        "eighteen",
        "eighty",
        "eleven",
        "fifteen",
        "fifty",
        "five",
        "forty",
        "four",
        "fourteen",
        "hundred",
        "nine",
        "nineteen",
        "ninety",
        "one",
        "seven",
        "seventeen",
        "seventy",
        "six",
        "sixteen",
        "sixty",
        "ten",
        "thirteen",
        "thirty",
        "thousand",
        "three",
        "twelve",
        "twenty",
        "two",
        "zero",
    ];
    let signs = phrase.chars().filter(|c| c.is_alphanumeric());
    let count = signs.clone().count();
    let digits = signs.filter(char::is_ascii_digit).count();
    let is_number = |word: &Range<usize>| {
        let word = phrase.get(word.clone()).unwrap_or_default();
        NUMBERS.iter().any(|number| number.eq_ignore_ascii_case(word))
    };
    (count == digits && digits <= 4)
        || (count == 1 && phrase.is_ascii())
        || (words.len() <= 3 && words.iter().all(is_number))
}

/// Words and what is between them are different symbols.
fn gap_symbol(between: &str, into: &mut String) {
    into.clear();
    into.push('\0');
    gap(between, into);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(phrases: &[&str], text: &str, expected: &[&str]) {
        let mut patterns = Patterns::default();
        for phrase in phrases {
            patterns.add(phrase);
        }
        patterns.finish();
        let found: Vec<&str> = patterns.find(text).into_iter().map(|m| &text[m.range]).collect();
        assert_eq!(found, expected, "{phrases:?} in {text}");
    }

    #[test]
    fn phrases_are_found_as_whole_words() {
        check(&["Ines Okafor"], "INES  okafor, Ines\nOkafor's", &["INES  okafor", "Ines\nOkafor"]);
        check(&["Ines Okafor"], "Ines\n\nOkafor, Ines. Okafor, Ineso Okafor", &[]);
        check(&["Ines"], "Ines' Ines's inés INÉS Inesa", &["Ines", "Ines", "INÉS"]);
        check(&["Will"], "Will you? I will. WILL!", &["Will", "WILL"]);
        check(&["Will", "will"], "Will will", &["Will", "will"]);
        check(&["a.b@c.example"], "To A.B@c.example.", &["A.B@c.example"]);
        check(&["+46 70 174"], "at +46-70-174!", &["+46-70-174"]);
        check(&["kogge_alt"], "at kogge\\_alt", &["kogge\\_alt"]);
        check(&["田中"], "田中さん", &["田中"]);
        check(&["🦡"], "a🦡b", &["🦡"]);
        check(&["12", "a", "-", "2016"], "12 a - 2016", &[]);
        check(&["ten", "Fifty-three"], "ten of fifty-three", &[]);
        check(&["one two three four"], "One, two; one two three four", &["one two three four"]);
        check(&["City", "Person"], "[City] [Person 1] Person", &["Person"]);
    }

    #[test]
    fn the_longest_that_ends_at_a_word_is_found() {
        check(&["x y", "y z w", "w"], "x y z w", &["x y", "y z w"]);
        check(&["x y z w", "y z"], "x y z q", &["y z"]);
        check(&["x x"], "x x x", &["x x", "x x"]);
    }
}
