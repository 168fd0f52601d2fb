//! Excerpts as weighted terms: TF-IDF with sublinear frequencies.
//!
//! The terms of a word are its stem and, where typing errors and compounds are to be alike too, its
//! pieces of four and five letters. Of scripts without spaces, every character and every pair.
//! Weight: (1 + ln tf) · ln(n / df). Source: C. Manning, P. Raghavan & H. Schütze, *Introduction to
//! information retrieval* (2008), 6.4.1. What nearly everybody says weighs next to nothing, so
//! that no list of stop words is needed.

use super::Excerpt;
use crate::search::words::{each, is_sign};
use crate::search::{Language, Stems};
use foldhash::HashMap;
use std::ops::Range;

/// A piece of a word counts as so much of its stem.
const PIECE: f32 = 0.5;

/// Terms by their number, ascending, with their weights.
pub(super) type Row = Vec<(u32, f32)>;

/// Excerpts and the terms in them.
pub(super) struct Matrix {
    /// The excerpts' weights, none of them normalised.
    pub(super) rows: Vec<Row>,
    /// In how many excerpts each term is.
    pub(super) having: Vec<u32>,
    /// The number of each term; numbers are in the order of the terms.
    numbers: HashMap<Box<str>, u32>,
    /// Whether each term is a piece of a word.
    is_piece: Vec<bool>,
    with_pieces: bool,
}

/// What makes terms of texts of several languages.
#[derive(Default)]
pub(super) struct Reader {
    languages: Vec<(Language, Stems, HashMap<String, String>)>,
    key: String,
}

impl Reader {
    /// Calls `on` with every term of a text, and where it is there.
    pub(super) fn terms(
        &mut self,
        excerpt: &Excerpt<'_>,
        with_pieces: bool,
        mut on: impl FnMut(&str, &Range<usize>),
    ) {
        let language = Language::of(excerpt.language);
        let index = self.languages.iter().position(|(own, ..)| *own == language);
        let index = index.unwrap_or_else(|| {
            self.languages.push((language, language.stems(), HashMap::default()));
            self.languages.len() - 1
        });
        let Some((_, stems, cache)) = self.languages.get_mut(index) else { return };
        let key = &mut self.key;
        let mut sign: Option<(String, Range<usize>)> = None;
        each(excerpt.text, |word, range| {
            if !cache.contains_key(word) {
                cache.insert(word.to_owned(), stems.stem(word));
            }
            key.clear();
            key.push('=');
            key.push_str(cache.get(word).map_or(word, String::as_str));
            on(key, &range);
            if is_sign(word) {
                if let Some((before, at)) = &sign
                    && at.end == range.start
                {
                    key.clear();
                    key.extend(["=", before, word]);
                    on(key, &(at.start..range.end));
                }
                sign = Some((word.to_owned(), range));
            } else if with_pieces {
                pieces(word, key, |key| on(key, &range));
            }
        });
    }
}

/// The pieces of four and five characters of a word between marks of its ends.
fn pieces(word: &str, key: &mut String, mut on: impl FnMut(&str)) {
    let marked = format!("^{word}$");
    let starts: Vec<usize> =
        marked.char_indices().map(|(at, _)| at).chain([marked.len()]).collect();
    for size in [4, 5] {
        for window in starts.windows(size + 1) {
            if let [start, .., end] = window {
                key.clear();
                key.push('~');
                key.push_str(marked.get(*start..*end).unwrap_or_default());
                on(key);
            }
        }
    }
}

impl Matrix {
    /// The weights of excerpts, which are in an order that does not depend on who listed them.
    pub(super) fn of<'a>(
        excerpts: impl Iterator<Item = &'a Excerpt<'a>>,
        with_pieces: bool,
    ) -> Self {
        let (mut reader, mut numbers) = (Reader::default(), HashMap::<Box<str>, u32>::default());
        let mut counts: Vec<Vec<(u32, f32)>> = Vec::new();
        let mut seen = Vec::new();
        for excerpt in excerpts {
            seen.clear();
            reader.terms(excerpt, with_pieces, |term, _| {
                let number = numbers.get(term).copied().unwrap_or_else(|| {
                    let number = numbers.len() as u32;
                    numbers.insert(term.into(), number);
                    number
                });
                seen.push(number);
            });
            seen.sort_unstable();
            let same = seen.chunk_by(|a, b| a == b);
            counts.push(same.map(|same| (same[0], same.len() as f32)).collect());
        }
        // Sums are added up in the order of the terms, whichever was seen first.
        let mut sorted: Vec<(Box<str>, u32)> = numbers.drain().collect();
        sorted.sort_unstable();
        let is_piece: Vec<bool> = sorted.iter().map(|(term, _)| term.starts_with('~')).collect();
        let mut renamed = vec![0; sorted.len()];
        for (rank, (term, number)) in sorted.into_iter().enumerate() {
            if let Some(renamed) = renamed.get_mut(number as usize) {
                *renamed = rank as u32;
            }
            numbers.insert(term, rank as u32);
        }
        let mut having = vec![0; renamed.len()];
        for (term, _) in counts.iter_mut().flatten() {
            *term = renamed.get(*term as usize).copied().unwrap_or_default();
            if let Some(having) = having.get_mut(*term as usize) {
                *having += 1;
            }
        }
        let excerpts = counts.len() as f32;
        for row in &mut counts {
            row.sort_unstable_by_key(|(term, _)| *term);
            for (term, weight) in row.iter_mut() {
                let number = *term as usize;
                let having = having.get(number).copied().unwrap_or(1) as f32;
                let kind = if is_piece.get(number) == Some(&true) { PIECE } else { 1.0 };
                *weight = kind * (1.0 + weight.ln()) * (excerpts / having).ln();
            }
        }
        Self { rows: counts, having, numbers, is_piece, with_pieces }
    }

    /// How many terms there are.
    pub(super) fn terms(&self) -> usize {
        self.having.len()
    }

    /// Whether a term is a piece of a word.
    pub(super) fn is_piece(&self, term: u32) -> bool {
        self.is_piece.get(term as usize).copied().unwrap_or_default()
    }

    /// Calls `on` with the number of every term of a text, and where it is there.
    pub(super) fn locate(
        &self,
        reader: &mut Reader,
        excerpt: &Excerpt<'_>,
        mut on: impl FnMut(u32, &Range<usize>),
    ) {
        reader.terms(excerpt, self.with_pieces, |term, range| {
            if let Some(number) = self.numbers.get(term) {
                on(*number, range);
            }
        });
    }
}

/// The Euclidean length of a row; 1 where it has none.
pub(super) fn length(row: &[(u32, f32)]) -> f32 {
    let square: f32 = row.iter().map(|(_, weight)| weight * weight).sum();
    if square > 0.0 { square.sqrt() } else { 1.0 }
}

/// A row's sum with one weight for every term.
pub(super) fn product(row: &[(u32, f32)], weights: &[f64]) -> f64 {
    row.iter()
        .map(|(term, weight)| {
            f64::from(*weight) * weights.get(*term as usize).copied().unwrap_or_default()
        })
        .sum()
}
