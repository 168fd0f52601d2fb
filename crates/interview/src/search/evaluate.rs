//! What a query finds: passages, each with how well it fits, by BM25.
//!
//! Source: S. Robertson & H. Zaragoza, *The probabilistic relevance framework: BM25 and beyond*
//! (2009), with the idf that is never negative. A phrase, all forms of a word, and all words with
//! one beginning each count as one word.

use super::index::Postings;
use super::query::{Node, Part};
use std::ops::Range;

/// How soon a word's repetitions stop counting.
const K1: f32 = 1.2;
/// How much a long passage is held to say everything more often.
const B: f32 = 0.75;

/// Passages, ascending, with their scores, all above 0.
pub(crate) type Scored = Vec<(u32, f32)>;

/// The numbers of the words that a part of a phrase stands for, ascending.
pub(crate) fn numbers(postings: &Postings, part: &Part) -> Vec<u32> {
    match part {
        Part::Exact(word) => postings.dictionary.find(word).into_iter().collect(),
        Part::Prefix(word) => postings.dictionary.beginning(word).collect(),
        Part::Stem(word) => {
            let forms = postings.forms.iter().flat_map(|forms| forms.like(word));
            let mut found: Vec<u32> = forms.copied().collect();
            found.extend(postings.dictionary.find(word));
            found.sort_unstable();
            found.dedup();
            found
        }
    }
}

/// The passages that a query finds.
pub(crate) fn evaluate(postings: &Postings, node: &Node) -> Scored {
    match node {
        Node::Phrase(parts) => phrase(postings, parts),
        Node::Any(nodes) => {
            // What is asked twice is asked once.
            let again = |index: usize| {
                nodes.iter().take(index).any(|other| Some(other) == nodes.get(index))
            };
            let once = nodes.iter().enumerate().filter(|(index, _)| !again(*index));
            let found = once.map(|(_, node)| evaluate(postings, node)).collect();
            united(postings.passages(), found)
        }
        Node::All(nodes) => all(postings, nodes),
        // The reader of queries lets it stand among others only.
        Node::Not(_) => Vec::new(),
    }
}

fn all(postings: &Postings, nodes: &[Node]) -> Scored {
    let mut found = Vec::new();
    for node in nodes.iter().filter(|node| !matches!(node, Node::Not(_))) {
        let scored = evaluate(postings, node);
        if scored.is_empty() {
            return scored;
        }
        found.push(scored);
    }
    found.sort_by_key(Vec::len);
    let mut found = found.into_iter();
    let mut result = found.next().unwrap_or_default();
    for other in found {
        let mut other = other.into_iter().peekable();
        result.retain_mut(|(passage, score)| {
            while other.next_if(|(before, _)| before < passage).is_some() {}
            other.next_if(|(same, _)| same == passage).map(|(_, more)| *score += more).is_some()
        });
    }
    for node in nodes {
        if let Node::Not(node) = node
            && !result.is_empty()
        {
            let mut unwanted = evaluate(postings, node).into_iter().peekable();
            result.retain(|(passage, _)| {
                while unwanted.next_if(|(before, _)| before < passage).is_some() {}
                unwanted.peek().is_none_or(|(same, _)| same != passage)
            });
        }
    }
    result
}

/// Passages that are in one of the lists at least, with the sums of their scores.
fn united(passages: usize, mut found: Vec<Scored>) -> Scored {
    let total: usize = found.iter().map(Vec::len).sum();
    if found.len() < 2 {
        return found.pop().unwrap_or_default();
    }
    if total < passages / 8 {
        // Stable: equal passages are added up in the order of the query.
        let mut flat: Scored = found.into_iter().flatten().collect();
        flat.sort_by_key(|(passage, _)| *passage);
        flat.dedup_by(|(other, more), (passage, score)| {
            let same = other == passage;
            if same {
                *score += *more;
            }
            same
        });
        return flat;
    }
    let mut scores = vec![0.0f32; passages];
    for (passage, score) in found.into_iter().flatten() {
        if let Some(sum) = scores.get_mut(passage as usize) {
            *sum += score;
        }
    }
    let all = scores.into_iter().enumerate();
    all.filter(|(_, score)| *score > 0.0).map(|(at, score)| (at as u32, score)).collect()
}

/// The passages of a word or a phrase.
fn phrase(postings: &Postings, parts: &[Part]) -> Scored {
    let words: Vec<Vec<u32>> = parts.iter().map(|part| numbers(postings, part)).collect();
    match words.as_slice() {
        [] => Vec::new(),
        [word] => match word.as_slice() {
            [one] => scored(postings, &postings.of_word(*one)),
            several => scored(postings, &together(postings, several)),
        },
        _ => {
            let starts = side_by_side(postings, &words);
            scored(postings, &postings.counted(starts.into_iter()))
        }
    }
}

/// The passages of several words, each counted as if they were one.
fn together(postings: &Postings, words: &[u32]) -> Vec<(u32, u32)> {
    match Gathered::of(postings, words) {
        Gathered::Few(positions) => postings.counted(positions.into_iter()),
        Gathered::Many(bits) => {
            let mut found = Vec::new();
            for passage in 0..postings.passages() as u32 {
                let count = bits.count(postings.span(passage));
                if count > 0 {
                    found.push((passage, count));
                }
            }
            found
        }
    }
}

/// Where words stand side by side: the positions of the first.
fn side_by_side(postings: &Postings, words: &[Vec<u32>]) -> Vec<u32> {
    let total = |words: &Vec<u32>| words.iter().map(|word| postings.count(*word)).sum::<usize>();
    // The rarest first, so that there is little left to compare.
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by_key(|at| words.get(*at).map_or(0, total));
    let mut found: Option<Vec<u32>> = None;
    for at in order {
        let (offset, words) = (at as u32, words.get(at).map(Vec::as_slice).unwrap_or_default());
        match &mut found {
            None => {
                let mut starts = Gathered::of(postings, words).positions();
                starts.retain_mut(|position| {
                    let start = position.checked_sub(offset).filter(|start| *start > 0);
                    start.map(|start| *position = start).is_some()
                });
                found = Some(starts);
            }
            Some(starts) if starts.is_empty() => break,
            Some(starts) => match words {
                [one] => keep(starts, offset, postings.at(*one)),
                _ => match Gathered::of(postings, words) {
                    Gathered::Few(positions) => keep(starts, offset, positions.into_iter()),
                    Gathered::Many(bits) => {
                        starts.retain(|start| bits.has(start.saturating_add(offset)));
                    }
                },
            },
        }
    }
    found.unwrap_or_default()
}

/// Keeps the starts behind which, at `offset`, there is one of the positions.
fn keep(starts: &mut Vec<u32>, offset: u32, mut positions: impl Iterator<Item = u32>) {
    let mut next = positions.next();
    starts.retain(|start| {
        let wanted = start.saturating_add(offset);
        while next.is_some_and(|position| position < wanted) {
            next = positions.next();
        }
        next == Some(wanted)
    });
}

/// The positions of any of several words.
enum Gathered {
    /// Ascending.
    Few(Vec<u32>),
    /// Many positions are sooner set than sorted.
    Many(Bits),
}

impl Gathered {
    fn of(postings: &Postings, words: &[u32]) -> Self {
        let total: usize = words.iter().map(|word| postings.count(*word)).sum();
        let all = words.iter().flat_map(|word| postings.at(*word));
        if words.len() > 1 && total > postings.positions() / 256 {
            let mut bits = Bits(vec![0; postings.positions() / 64 + 1]);
            all.for_each(|position| bits.set(position));
            return Self::Many(bits);
        }
        let mut positions: Vec<u32> = all.collect();
        if words.len() > 1 {
            positions.sort_unstable();
        }
        Self::Few(positions)
    }

    fn positions(self) -> Vec<u32> {
        match self {
            Self::Few(positions) => positions,
            Self::Many(bits) => bits.positions(),
        }
    }
}

/// A bit for every position.
struct Bits(Vec<u64>);

impl Bits {
    #[inline]
    fn set(&mut self, position: u32) {
        if let Some(bits) = self.0.get_mut(position as usize / 64) {
            *bits |= 1 << (position % 64);
        }
    }

    #[inline]
    fn has(&self, position: u32) -> bool {
        self.0.get(position as usize / 64).is_some_and(|bits| bits >> (position % 64) & 1 == 1)
    }

    /// How many of the positions of a range are set.
    fn count(&self, range: Range<u32>) -> u32 {
        let (first, last) = (range.start as usize / 64, range.end as usize / 64);
        let below = |position: u32| (1u64 << (position % 64)) - 1;
        let Some(words) = self.0.get(first..=last) else { return 0 };
        let whole: u32 = words.iter().map(|bits| bits.count_ones()).sum();
        let ends = (words.first(), words.last());
        let (Some(head), Some(tail)) = ends else { return 0 };
        let before = (head & below(range.start)).count_ones();
        whole - before - (tail & !below(range.end)).count_ones()
    }

    fn positions(&self) -> Vec<u32> {
        let mut positions = Vec::new();
        for (index, bits) in self.0.iter().enumerate() {
            let mut bits = *bits;
            while bits != 0 {
                positions.push(index as u32 * 64 + bits.trailing_zeros());
                bits &= bits - 1;
            }
        }
        positions
    }
}

/// BM25 of passages with how often they have the word.
fn scored(postings: &Postings, counts: &[(u32, u32)]) -> Scored {
    let passages = postings.passages() as f64;
    let have = counts.len() as f64;
    let idf = (1.0 + (passages - have + 0.5) / (have + 0.5)).ln() as f32;
    let mean = (postings.words() as f64 / passages.max(1.0)).max(1.0) as f32;
    let score = |(passage, count): &(u32, u32)| {
        let length = postings.length(*passage) as f32 / mean;
        let count = *count as f32;
        (*passage, idf * count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length)))
    };
    counts.iter().map(score).collect()
}
