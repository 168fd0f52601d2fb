//! What a query finds: passages, each with how well it fits, by BM25.
//!
//! Source: S. Robertson & H. Zaragoza, *The probabilistic relevance framework: BM25 and beyond*
//! (2009), with the idf that is never negative. A phrase, all forms of a word, and all words with
//! one beginning each count as one word.

use super::index::Postings;
use super::query::{Node, Part};

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
            let found = nodes.iter().map(|node| evaluate(postings, node)).collect();
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
    let counts = match words.as_slice() {
        [] => Vec::new(),
        [word] => match word.as_slice() {
            [] => Vec::new(),
            [one] => counted(postings, postings.at(*one)),
            several => together(postings, several),
        },
        _ => counted(postings, side_by_side(postings, &words).into_iter()),
    };
    scored(postings, &counts)
}

/// Of ascending positions the passages, with how many positions are in each.
fn counted(postings: &Postings, positions: impl Iterator<Item = u32>) -> Vec<(u32, u32)> {
    let mut walk = postings.walk();
    let mut found: Vec<(u32, u32)> = Vec::new();
    for position in positions {
        let passage = walk.passage(position);
        match found.last_mut() {
            Some((last, count)) if *last == passage => *count += 1,
            _ => found.push((passage, 1)),
        }
    }
    found
}

/// The passages of several words, each counted as if they were one.
fn together(postings: &Postings, words: &[u32]) -> Vec<(u32, u32)> {
    let total: usize = words.iter().map(|word| postings.count(*word)).sum();
    if total < postings.passages() / 8 {
        let mut positions: Vec<u32> = words.iter().flat_map(|word| postings.at(*word)).collect();
        positions.sort_unstable();
        return counted(postings, positions.into_iter());
    }
    let mut counts = vec![0u32; postings.passages()];
    for word in words {
        let mut walk = postings.walk();
        for position in postings.at(*word) {
            if let Some(count) = counts.get_mut(walk.passage(position) as usize) {
                *count += 1;
            }
        }
    }
    let all = counts.into_iter().enumerate();
    all.filter(|(_, count)| *count > 0).map(|(at, count)| (at as u32, count)).collect()
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
                let mut starts = gathered(postings, words);
                starts.retain_mut(|position| {
                    let start = position.checked_sub(offset).filter(|start| *start > 0);
                    start.map(|start| *position = start).is_some()
                });
                found = Some(starts);
            }
            Some(starts) if starts.is_empty() => break,
            Some(starts) => match words {
                [one] => keep(starts, offset, postings.at(*one)),
                _ => keep(starts, offset, gathered(postings, words).into_iter()),
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

/// The positions of any of the words, ascending.
fn gathered(postings: &Postings, words: &[u32]) -> Vec<u32> {
    let total: usize = words.iter().map(|word| postings.count(*word)).sum();
    if words.len() < 2 || total < postings.positions() / 64 {
        let mut positions: Vec<u32> = words.iter().flat_map(|word| postings.at(*word)).collect();
        if words.len() > 1 {
            positions.sort_unstable();
        }
        return positions;
    }
    // A bit a position: many positions are sooner set than sorted.
    let mut bits = vec![0u64; postings.positions() / 64 + 1];
    for position in words.iter().flat_map(|word| postings.at(*word)) {
        if let Some(bits) = bits.get_mut(position as usize / 64) {
            *bits |= 1 << (position % 64);
        }
    }
    let mut positions = Vec::with_capacity(total);
    for (index, mut bits) in bits.into_iter().enumerate() {
        while bits != 0 {
            positions.push(index as u32 * 64 + bits.trailing_zeros());
            bits &= bits - 1;
        }
    }
    positions
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
