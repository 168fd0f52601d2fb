//! A repeatable grouping of excerpts, to start an affinity map from.
//!
//! Excerpts are rows of TF-IDF weights of stems, of length 1. What all excerpts have in common is
//! taken off every centre, so that groups are about what sets them apart. Then:
//!
//! 1. Spherical k-means (I. Dhillon & D. Modha, *Concept decompositions for large sparse text data*,
//!    2001), begun by k-means++ with the seed, with more groups than are wanted: √(2n), at most 40.
//! 2. The two most similar centres are merged while their cosine is at least 0.3, and as long as
//!    there are more groups than one can oversee, √(n/2) but at least 4 and at most 12, while it is
//!    at least 0.05. Groups that have nothing in common stay apart, however many they are.
//! 3. Every excerpt goes to its nearest centre, a few times over. An excerpt whose cosine with it is
//!    below 0.15 belongs nowhere, and so does one that would be alone.
//!
//! The time is linear in the texts; no two excerpts are compared with each other. The seed and the
//! excerpts decide everything, not their order.

mod cluster;

use super::plain::is_plain;
use super::tfidf::{Matrix, Reader, length};
use super::{Excerpt, Quoted, in_order};
use cluster::Clusters;
use foldhash::{HashMap, HashSet};
use paap_analysis::random::Random;
use serde::Serialize;

/// Below this cosine with every centre an excerpt belongs nowhere.
pub(super) const NOWHERE: f64 = 0.15;
/// How many words name a group.
const WORDS: usize = 5;
/// Among so many of the most telling ones they are looked for.
const TELLING: usize = 60;

/// What `paap interview themes` shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Themes {
    /// How many excerpts there were.
    pub excerpts: usize,
    /// What repeats the grouping.
    pub seed: u64,
    /// The cosine below which an excerpt belongs nowhere.
    pub threshold: f64,
    /// The groups, the largest first.
    pub groups: Vec<Theme>,
    /// What is like no group, in the order of the texts.
    pub nowhere: Vec<Quoted>,
}

/// Excerpts that share words which others do not have.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Theme {
    /// The words that set it apart, the most telling first.
    pub words: Vec<Word>,
    /// Its excerpts, the most typical first.
    pub members: Vec<Member>,
}

/// A word of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Word {
    /// As most of the group's excerpts write it.
    pub word: String,
    /// In how many of the group's excerpts it is, in any form.
    pub inside: usize,
    /// In how many of the others.
    pub outside: usize,
}

/// An excerpt in a group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Member {
    /// The excerpt.
    #[serde(flatten)]
    pub excerpt: Quoted,
    /// Its cosine with the group's centre.
    pub similarity: f64,
}

/// Groups excerpts by what they say; see the head of this file for how.
pub fn themes(excerpts: &[Excerpt<'_>], seed: u64) -> Themes {
    let excerpts = in_order(excerpts);
    let matrix = Matrix::of(excerpts.iter(), false);
    let rows: Vec<Vec<(u32, f32)>> = matrix.rows.iter().map(|row| kept(&matrix, row)).collect();
    let mut clusters = Clusters::of(&rows, matrix.terms(), &mut Random::new(seed));
    clusters.leave_out(NOWHERE);
    let (mut groups, mut nowhere) = (Vec::new(), Vec::new());
    let mut members: Vec<Vec<(usize, f64)>> = vec![Vec::new(); clusters.count];
    for (index, place) in clusters.places.iter().enumerate() {
        match place.and_then(|(group, like)| Some((members.get_mut(group)?, like))) {
            Some((members, like)) => members.push((index, like)),
            None => nowhere.extend(excerpts.get(index).map(Quoted::of)),
        }
    }
    let mut reader = Reader::default();
    for mut members in members.into_iter().filter(|members| !members.is_empty()) {
        members.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        let own: Vec<usize> = members.iter().map(|(index, _)| *index).collect();
        let member = |(index, similarity): &(usize, f64)| {
            let excerpt = Quoted::of(excerpts.get(*index)?);
            Some(Member { excerpt, similarity: *similarity })
        };
        groups.push(Theme {
            words: words(&matrix, &mut reader, &excerpts, &own),
            members: members.iter().filter_map(member).collect(),
        });
    }
    // Stable: equally large groups stay in the order that the seed gave them.
    groups.sort_by_key(|group| std::cmp::Reverse(group.members.len()));
    Themes { excerpts: excerpts.len(), seed, threshold: NOWHERE, groups, nowhere }
}

/// A row of length 1 without terms that no other excerpt has. They keep their share of the length:
/// an excerpt that is mostly about something else is like nothing.
fn kept(matrix: &Matrix, row: &[(u32, f32)]) -> Vec<(u32, f32)> {
    let length = length(row);
    let is_shared = |term: u32| matrix.having.get(term as usize).is_some_and(|having| *having > 1);
    let shared = row.iter().filter(|(term, weight)| is_shared(*term) && *weight > 0.0);
    shared.map(|(term, weight)| (*term, weight / length)).collect()
}

/// The words that set a group's excerpts apart: those of which they have more than the others, by
/// a difference that is not chance, and weighted by idf. Words that name nothing are left out, unless
/// there are no others.
fn words(
    matrix: &Matrix,
    reader: &mut Reader,
    excerpts: &[Excerpt<'_>],
    own: &[usize],
) -> Vec<Word> {
    let mut inside: HashMap<u32, usize> = HashMap::default();
    for (term, _) in own.iter().filter_map(|index| matrix.rows.get(*index)).flatten() {
        *inside.entry(*term).or_default() += 1;
    }
    let (all, size) = (excerpts.len() as f64, own.len() as f64);
    let mut telling: Vec<(f64, u32, usize, usize)> = Vec::new();
    for (term, count) in inside {
        let having = matrix.having.get(term as usize).map_or(0, |having| *having as usize);
        let (share, whole) = (count as f64 / size, having as f64 / all);
        let difference = share - whole;
        let squared_error = whole * (1.0 - whole) / size;
        let firm = difference * difference;
        let firm = firm / (firm + 16.0 * squared_error).max(f64::MIN_POSITIVE);
        if count > 1 && difference > 0.0 {
            let idf = (1.0 / whole).ln();
            telling.push((difference * firm * idf, term, count, having - count));
        }
    }
    telling.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    telling.truncate(TELLING);
    // How each is written, and how often.
    let numbers: HashSet<u32> = telling.iter().map(|(_, term, ..)| *term).collect();
    let mut plain: HashSet<u32> = HashSet::default();
    let mut spellings: HashMap<u32, HashMap<&str, usize>> = HashMap::default();
    for excerpt in own.iter().filter_map(|index| excerpts.get(*index)) {
        matrix.locate(reader, excerpt, |term, range| {
            if numbers.contains(&term) {
                let word = excerpt.text.get(range.clone()).unwrap_or_default();
                let times = spellings.entry(term).or_default().entry(word).or_default();
                *times += 1;
                if *times > 1 {
                    return;
                }
                let having = matrix.having.get(term as usize).map_or(0, |having| *having as usize);
                if is_plain(word, excerpt, having, excerpts.len()) {
                    plain.insert(term);
                }
            }
        });
    }
    let named = |(_, term, ..): &(f64, u32, usize, usize)| !plain.contains(term);
    if telling.iter().any(named) {
        telling.retain(named);
    }
    telling.truncate(WORDS);
    let word = |(_, term, inside, outside): (f64, u32, usize, usize)| {
        let written = spellings.get(&term)?;
        let most = written.iter().max_by(|(a, x), (b, y)| x.cmp(y).then(b.cmp(a)))?;
        Some(Word { word: (*most.0).to_owned(), inside, outside })
    };
    telling.into_iter().filter_map(word).collect()
}
