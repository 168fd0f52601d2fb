//! Uncoded excerpts that are most like those of a code.
//!
//! Every term gets a weight: how much more of it coded excerpts have than the others. That is
//! Rocchio's direction (J. Rocchio, *Relevance feedback in information retrieval*, 1971), with
//! three changes, each because excerpts are few, short, and about several things at once:
//!
//! - a difference d that few excerpts could show by chance counts by t² / (t² + 16), t being d over
//!   its standard error: with half of a theme's answers most words differ by chance alone;
//! - a word that speaks against the code counts a fifth: an answer about two things has both codes;
//! - length is divided out by its power of 0.7, not wholly: the same reason.
//!
//! A quarter of the likeness to the single nearest coded excerpt is added, for what is nearly said
//! again. Nothing is drawn by chance. All sums are over the terms that an excerpt has: the time is
//! linear in the texts.

use super::plain::is_plain;
use super::tfidf::{Matrix, Reader, length, product};
use super::{Excerpt, Quoted, in_order};
use foldhash::HashMap;
use serde::Serialize;

/// The t at which a difference counts half.
const HALF: f64 = 4.0;
/// How much a term counts that speaks against the code.
const AGAINST: f64 = 0.2;
/// The power of the length that is divided out.
const POWER: f32 = 0.7;
/// How much the nearest coded excerpt counts beside all of them.
const NEAREST: f64 = 0.25;
/// The nearest one is looked for among at most so many coded excerpts.
const COMPARED: usize = 1_000;
/// How many words say why.
const WORDS: usize = 5;

/// What `paap interview suggest` shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggestions {
    /// How many excerpts have the code.
    pub coded: usize,
    /// How many were compared with them.
    pub uncoded: usize,
    /// The excerpts most like those of the code, the most alike first.
    pub excerpts: Vec<Suggestion>,
}

/// An excerpt that may have the code, too.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggestion {
    /// The excerpt.
    #[serde(flatten)]
    pub excerpt: Quoted,
    /// How much it is like the coded ones, at most 1. It ranks, and is no probability.
    pub score: f64,
    /// The words that made it so, as it has them, the most telling first.
    pub words: Vec<String>,
    /// The coded excerpt that it shares most words with, by weight.
    pub nearest: Option<Quoted>,
}

/// Ranks uncoded excerpts by how much they are like the coded ones, and gives the first `most`.
/// Equals are in the order of their texts. Where nothing is coded, there is nothing to be like.
pub fn suggest(coded: &[Excerpt<'_>], uncoded: &[Excerpt<'_>], most: usize) -> Suggestions {
    let (coded, uncoded) = (in_order(coded), in_order(uncoded));
    let counts = (coded.len(), uncoded.len());
    let mut suggestions = Suggestions { coded: counts.0, uncoded: counts.1, excerpts: Vec::new() };
    if coded.is_empty() || uncoded.is_empty() {
        return suggestions;
    }
    let matrix = Matrix::of(coded.iter().chain(&uncoded), true);
    let (own, others) = matrix.rows.split_at(coded.len());
    let weights = weights(&matrix, own.len());
    let sums: Vec<f64> = others
        .iter()
        .map(|row| product(row, &weights) / f64::from(length(row).powf(POWER)))
        .collect();
    let highest = sums.iter().fold(0.0f64, |highest, sum| highest.max(sum.abs()));
    let nearest = nearest(&matrix, own, others);
    let mut ranked: Vec<(usize, f64)> = sums
        .iter()
        .zip(&nearest)
        .map(|(sum, (_, like))| {
            let sum = if highest > 0.0 { sum / highest } else { 0.0 };
            // A cosine of rounded lengths may be a little more than 1.
            (sum + NEAREST * like.min(1.0)) / (1.0 + NEAREST)
        })
        .enumerate()
        .collect();
    ranked.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let mut reader = Reader::default();
    for (index, score) in ranked.into_iter().take(most) {
        let (Some(excerpt), Some(row)) = (uncoded.get(index), others.get(index)) else { continue };
        let like = nearest.get(index).and_then(|(nearest, _)| coded.get((*nearest)?));
        suggestions.excerpts.push(Suggestion {
            excerpt: Quoted::of(excerpt),
            score,
            words: words(&matrix, &mut reader, excerpt, row, &weights),
            nearest: like.map(Quoted::of),
        });
    }
    suggestions
}

/// For every term how much it speaks for the code; the first `coded` excerpts have it.
fn weights(matrix: &Matrix, coded: usize) -> Vec<f64> {
    let terms = matrix.terms();
    let (mut own, mut others, mut squares) = (vec![0.0; terms], vec![0.0; terms], vec![0.0; terms]);
    for (index, row) in matrix.rows.iter().enumerate() {
        let length = f64::from(length(row));
        let sums = if index < coded { &mut own } else { &mut others };
        for (term, weight) in row {
            let (term, weight) = (*term as usize, f64::from(*weight) / length);
            if let (Some(sum), Some(square)) = (sums.get_mut(term), squares.get_mut(term)) {
                *sum += weight;
                *square += weight * weight;
            }
        }
    }
    let (own_count, count) = (coded as f64, matrix.rows.len() as f64);
    let all = own.iter().zip(&others).zip(&squares);
    all.map(|((own, others), square)| {
        let difference = own / own_count - others / (count - own_count);
        let mean = (own + others) / count;
        let variance = (square / count - mean * mean).max(0.0);
        let squared_error = variance / own_count;
        // t² / (t² + HALF²), without dividing by an error of 0.
        let firm = difference * difference;
        let firm = firm / (firm + HALF * HALF * squared_error).max(f64::MIN_POSITIVE);
        difference * firm * if difference < 0.0 { AGAINST } else { 1.0 }
    })
    .collect()
}

/// For every other excerpt the coded one that it is most like by stems, and the cosine.
fn nearest(
    matrix: &Matrix,
    own: &[Vec<(u32, f32)>],
    others: &[Vec<(u32, f32)>],
) -> Vec<(Option<usize>, f64)> {
    let stems = |row: &[(u32, f32)]| -> Vec<(u32, f32)> {
        let stems = row.iter().filter(|(term, _)| !matrix.is_piece(*term)).copied();
        let mut stems: Vec<(u32, f32)> = stems.collect();
        let length = length(&stems);
        stems.iter_mut().for_each(|(_, weight)| *weight /= length);
        stems
    };
    let step = own.len().div_ceil(COMPARED).max(1);
    let mut having: HashMap<u32, Vec<(usize, f32)>> = HashMap::default();
    for (index, row) in own.iter().enumerate().step_by(step) {
        for (term, weight) in stems(row) {
            having.entry(term).or_default().push((index, weight));
        }
    }
    let mut cosines = vec![0.0f64; own.len()];
    let mut best = Vec::with_capacity(others.len());
    for row in others {
        cosines.fill(0.0);
        for (term, weight) in stems(row) {
            for (index, other) in having.get(&term).into_iter().flatten() {
                if let Some(cosine) = cosines.get_mut(*index) {
                    *cosine += f64::from(weight) * f64::from(*other);
                }
            }
        }
        best.push(cosines.iter().enumerate().fold((None, 0.0), |best, (index, cosine)| {
            if *cosine > best.1 { (Some(index), *cosine) } else { best }
        }));
    }
    best
}

/// The words of an excerpt that speak most for the code, by all their terms; those that name nothing
/// only where there are no others.
fn words(
    matrix: &Matrix,
    reader: &mut Reader,
    excerpt: &Excerpt<'_>,
    row: &[(u32, f32)],
    weights: &[f64],
) -> Vec<String> {
    // What a term adds is shared by the places where it is.
    let mut places: Vec<(u32, usize, usize)> = Vec::new();
    matrix.locate(reader, excerpt, |term, range| places.push((term, range.start, range.end)));
    let mut times: HashMap<u32, f64> = HashMap::default();
    for (term, ..) in &places {
        *times.entry(*term).or_default() += 1.0;
    }
    let mut shares: HashMap<String, (f64, usize, &str, bool)> = HashMap::default();
    for (term, start, end) in places {
        let weight = row.binary_search_by_key(&term, |(term, _)| *term).ok();
        let weight = weight.and_then(|at| row.get(at)).map_or(0.0, |(_, weight)| *weight);
        let share = f64::from(weight) * weights.get(term as usize).copied().unwrap_or_default()
            / times.get(&term).copied().unwrap_or(1.0);
        let word = excerpt.text.get(start..end).unwrap_or_default();
        let own = shares.entry(word.to_lowercase()).or_insert((0.0, start, word, false));
        own.0 += share;
        // Its pieces are in other words, too.
        if !matrix.is_piece(term) {
            let having = matrix.having.get(term as usize).map_or(0, |having| *having as usize);
            own.3 = is_plain(word, excerpt, having, matrix.rows.len());
        }
    }
    let mut shares: Vec<(f64, usize, &str, bool)> = shares.into_values().collect();
    shares.retain(|(share, ..)| *share > 0.0);
    // Those that name something first.
    shares.sort_by(|a, b| a.3.cmp(&b.3).then(b.0.total_cmp(&a.0)).then(a.1.cmp(&b.1)));
    let is_named = shares.first().is_some_and(|own| !own.3);
    let told = shares.into_iter().take_while(|own| !(is_named && own.3));
    told.take(WORDS).map(|(_, _, word, _)| word.to_owned()).collect()
}
