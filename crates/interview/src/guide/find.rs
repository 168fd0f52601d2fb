//! A guide's questions, found again in what an interviewer said.
//!
//! People do not read questions out: they shorten them, ask two at once, or come back to one. So a
//! question is held against every one to three sentences of the interviewer, by the words that they
//! share, each weighed by how few of the guide's questions have it.

use super::words::{Stem, Vocabulary, Words, sentences, tidy};
use super::{Guide, Spoken};
use crate::transcript::Role;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// From this score on, sentences are a question of the guide: about half of what says most in it.
///
/// Of 0 to 1. Where it lies was looked at on the community's guide and interviews (`real.rs`).
pub const ASKED: f64 = 0.45;

/// From this score on, a question that was asked already is asked again.
pub const ASKED_AGAIN: f64 = 0.70;

/// So many words that are not in most questions anyway must be shared.
const FEWEST_WORDS: usize = 2;

/// The most sentences that are one question.
const SENTENCES: usize = 3;

/// How many questions are kept that the same sentences are like.
const MOST_ALIKE: usize = 3;

/// So few words of somebody else do not part what the interviewer says.
const INTERJECTION: usize = 4;

/// How much of a nudge's score counts for its question.
const OF_NUDGE: f64 = 0.85;

/// How much is missed by words of a question that are not said, and by words said that it has not:
/// the weights of Tversky's index (*Features of similarity*, Psychological Review 84, 1977).
const MISSED: f64 = 0.6;
const ADDED: f64 = 0.3;

/// A question that was asked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Asked {
    /// The question's id.
    pub question: String,
    /// The place of the turn in which it is asked, from 0.
    pub turn: usize,
    /// The bytes of that turn's text that ask it, to its end where the question goes on in another.
    pub said: Range<usize>,
    /// How much it is like the question, from [`ASKED`] to 1.
    pub score: f64,
    /// The places of the turns until the next question that is found: the answer, with what was asked
    /// in between. Empty where none follows.
    pub answer: Range<usize>,
}

/// A guide, made ready to look for.
pub struct Finder<'a> {
    guide: &'a Guide,
    words: Words,
    /// Every wording: whose it is, what it says in all, and what of its score counts.
    wordings: Vec<Wording>,
    vocabulary: Vocabulary,
    /// For every stem, what it says, and the wordings that have it.
    having: Vec<(f64, Vec<usize>)>,
    /// What a stem says that no question has.
    rarest: f64,
}

struct Wording {
    question: usize,
    weight: f64,
    factor: f64,
    /// How many of its stems are not light.
    telling: usize,
}

/// A sentence of an interviewer.
struct Sentence {
    turn: usize,
    range: Range<usize>,
    stems: Vec<Stem>,
    /// Whether somebody else spoke at length before it.
    parted: bool,
}

/// Sentences that are like a question.
struct Candidate {
    question: usize,
    sentences: Range<usize>,
    score: f64,
}

impl Guide {
    /// Where its questions are asked, in the order of the turns. Makes a [`Finder`] for English; to
    /// look in many interviews, or in another language, make one once.
    pub fn find_in(&self, turns: &[Spoken<'_>]) -> Vec<Asked> {
        Finder::new(self, None).find_in(turns)
    }

    /// Who asks the guide's questions, where somebody does.
    pub fn interviewer<'a>(&self, turns: &[Spoken<'a>]) -> Option<&'a str> {
        Finder::new(self, None).interviewer(turns)
    }
}

impl<'a> Finder<'a> {
    /// Makes a guide ready to look for, in a language as BCP 47 names it.
    pub fn new(guide: &'a Guide, language: Option<&str>) -> Self {
        let words = Words::new(language);
        let mut vocabulary = Vocabulary::default();
        let mut each: Vec<(usize, f64, Vec<Stem>)> = Vec::new();
        for (question, own) in guide.questions().enumerate() {
            let nudges = own.nudges.iter().map(|nudge| (nudge, OF_NUDGE));
            for (text, factor) in std::iter::once((&own.text, 1.0)).chain(nudges) {
                each.push((question, factor, vocabulary.stems(&words, text)));
            }
        }
        // In how many questions a stem is, and how much it says at most.
        let mut frequency = vec![(0.0, 0.0_f64, None); vocabulary.len()];
        for (question, _, stems) in &each {
            for (stem, light) in stems {
                let Some(own) = frequency.get_mut(*stem as usize) else { continue };
                own.0 += if own.2.replace(question) == Some(question) { 0.0 } else { 1.0 };
                own.1 = own.1.max(*light);
            }
        }
        let all = guide.questions().count() as f64;
        let rarity = |questions: f64| (1.0 + all / questions).ln();
        let weigh = |own: &(f64, f64, _)| (own.1 * rarity(own.0.max(1.0)), Vec::new());
        let mut having: Vec<(f64, Vec<usize>)> = frequency.iter().map(weigh).collect();
        let mut wordings = Vec::with_capacity(each.len());
        for (at, (question, factor, stems)) in each.iter().enumerate() {
            let mut weight = 0.0;
            for (stem, _) in stems {
                let Some(own) = having.get_mut(*stem as usize) else { continue };
                own.1.push(at);
                weight += own.0;
            }
            let telling = stems.iter().filter(|stem| stem.1 >= 1.0).count();
            wordings.push(Wording { question: *question, weight, factor: *factor, telling });
        }
        Self { guide, words, wordings, vocabulary, having, rarest: rarity(1.0) }
    }

    pub(super) fn guide(&self) -> &'a Guide {
        self.guide
    }

    /// Who asks the guide's questions: the speaker in whose turns most of them are found, where that
    /// is at least two and more than in anybody else's turns.
    pub fn interviewer<'s>(&self, turns: &[Spoken<'s>]) -> Option<&'s str> {
        let sentences = self.sentences(turns, |turn| turn.role != Role::Interviewee);
        // Of each speaker the best score of each question, by one sentence.
        let mut best: BTreeMap<&str, BTreeMap<usize, f64>> = BTreeMap::new();
        for candidate in self.candidates(&sentences, 1) {
            let sentence = sentences.get(candidate.sentences.start);
            let turn = sentence.and_then(|sentence| turns.get(sentence.turn));
            let Some(speaker) = turn.and_then(|turn| turn.speaker) else { continue };
            let own = best.entry(speaker).or_default().entry(candidate.question).or_default();
            *own = own.max(candidate.score);
        }
        let many = best.into_iter().filter(|own| own.1.len() >= 2);
        let mut scores: Vec<(f64, &str)> =
            many.map(|(speaker, best)| (best.values().sum(), speaker)).collect();
        scores.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        match scores.as_slice() {
            [first, second, ..] if first.0 <= second.0 => None,
            [first, ..] => Some(first.1),
            [] => None,
        }
    }

    /// Where the questions are asked, in the order of the turns. Turns of interviewers are looked at;
    /// where nobody's role is known, those of [`Self::interviewer`]; else all.
    pub fn find_in(&self, turns: &[Spoken<'_>]) -> Vec<Asked> {
        let known = turns.iter().any(|turn| turn.role == Role::Interviewer);
        let asker = if known { None } else { self.interviewer(turns) };
        let asks = |turn: &Spoken<'_>| match (known, asker) {
            (true, _) => turn.role == Role::Interviewer,
            (false, Some(asker)) => turn.speaker == Some(asker),
            (false, None) => turn.role != Role::Interviewee,
        };
        let sentences = self.sentences(turns, asks);
        let mut candidates = self.candidates(&sentences, SENTENCES);
        // The most alike first; of those equally alike the shorter, the earlier, the guide's earlier.
        candidates.sort_by(|a, b| {
            let alike = b.score.total_cmp(&a.score);
            let shorter = a.sentences.len().cmp(&b.sentences.len());
            let earlier = (a.sentences.start, a.question).cmp(&(b.sentences.start, b.question));
            alike.then(shorter).then(earlier)
        });
        let mut taken = vec![false; sentences.len()];
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for candidate in candidates {
            let own = taken.get_mut(candidate.sentences.clone()).unwrap_or_default();
            let again = seen.contains(&candidate.question) && candidate.score < ASKED_AGAIN;
            if again || own.contains(&true) {
                continue;
            }
            own.fill(true);
            seen.insert(candidate.question);
            found.push(candidate);
        }
        found.sort_by_key(|candidate| candidate.sentences.start);
        self.asked(&found, &sentences, turns)
    }

    /// What was found, with the turns that answer.
    fn asked(
        &self,
        found: &[Candidate],
        sentences: &[Sentence],
        turns: &[Spoken<'_>],
    ) -> Vec<Asked> {
        let questions: Vec<&str> = self.guide.questions().map(|own| own.id.as_str()).collect();
        let places: Vec<(&Sentence, &Sentence)> = found
            .iter()
            .filter_map(|own| {
                let first = sentences.get(own.sentences.start)?;
                Some((first, sentences.get(own.sentences.end.checked_sub(1)?)?))
            })
            .collect();
        let mut asked: Vec<Asked> = Vec::with_capacity(found.len());
        let mut next = turns.len();
        for (own, (first, last)) in found.iter().zip(&places).rev() {
            // Questions of one turn have one answer.
            if let Some(later) = asked.last().filter(|later| later.turn > last.turn) {
                next = later.turn;
            }
            let end = match first.turn == last.turn {
                true => last.range.end,
                false => turns.get(first.turn).map_or(0, |turn| turn.text.len()),
            };
            asked.push(Asked {
                question: questions.get(own.question).copied().unwrap_or_default().to_owned(),
                turn: first.turn,
                said: first.range.start..end,
                score: own.score,
                answer: (last.turn + 1).min(next)..next,
            });
        }
        asked.reverse();
        asked
    }

    fn sentences(&self, turns: &[Spoken<'_>], asks: impl Fn(&Spoken<'_>) -> bool) -> Vec<Sentence> {
        let mut found = Vec::new();
        let mut vocabulary = self.vocabulary.again();
        let mut between = 0;
        for (at, turn) in turns.iter().enumerate() {
            if !asks(turn) {
                between += turn.text.split_whitespace().take(INTERJECTION + 1).count();
                continue;
            }
            let mut parted = between > INTERJECTION;
            for range in sentences(&turn.text) {
                let said = turn.text.get(range.clone()).unwrap_or_default();
                let stems = vocabulary.stems(&self.words, said);
                found.push(Sentence { turn: at, range, stems, parted });
                parted = false;
            }
            between = 0;
        }
        found
    }

    /// The sentences, one or up to so many together, that are like a question, each with those that
    /// they are most like.
    fn candidates(&self, sentences: &[Sentence], together: usize) -> Vec<Candidate> {
        let mut found = Vec::new();
        let mut shared = vec![(0.0, 0); self.wordings.len()];
        for start in 0..sentences.len() {
            let mut stems: Vec<Stem> = Vec::new();
            for (length, sentence) in sentences.iter().skip(start).take(together).enumerate() {
                if length > 0 && sentence.parted {
                    break;
                }
                stems.extend(&sentence.stems);
                if length > 0 {
                    tidy(&mut stems);
                }
                let best = self.most_alike(&stems, &mut shared);
                found.extend(best.into_iter().map(|(question, score)| Candidate {
                    question,
                    sentences: start..start + length + 1,
                    score,
                }));
            }
        }
        found
    }

    /// The questions that stems are like, the most alike first.
    fn most_alike(&self, stems: &[Stem], shared: &mut [(f64, usize)]) -> Vec<(usize, f64)> {
        let mut touched = Vec::new();
        let mut said = 0.0;
        for (stem, light) in stems {
            let Some((weight, having)) = self.having.get(*stem as usize) else {
                // Names and asides are in no question: they tell less against one.
                said += 0.5 * light * self.rarest;
                continue;
            };
            said += weight;
            for at in having {
                if let Some(own) = shared.get_mut(*at) {
                    if own.0 == 0.0 {
                        touched.push(*at);
                    }
                    own.0 += weight;
                    own.1 += usize::from(*light >= 1.0);
                }
            }
        }
        let mut best: Vec<(usize, f64)> = Vec::with_capacity(MOST_ALIKE + 1);
        for at in touched {
            let (Some(own), Some(wording)) = (shared.get_mut(at), self.wordings.get(at)) else {
                continue;
            };
            let (both, telling) = std::mem::take(own);
            let index = both / (both + MISSED * (wording.weight - both) + ADDED * (said - both));
            let score = wording.factor * index;
            // One word is not enough, unless the question has no other and is asked nearly as it stands.
            let least = if telling >= FEWEST_WORDS { ASKED } else { ASKED_AGAIN };
            if score >= least && telling >= wording.telling.min(FEWEST_WORDS) {
                keep(&mut best, wording.question, score);
            }
        }
        best
    }
}

/// Keeps the questions that are most alike, each once, the most alike first; of those equally alike
/// the guide's earlier ones.
fn keep(best: &mut Vec<(usize, f64)>, question: usize, score: f64) {
    match best.iter_mut().find(|own| own.0 == question) {
        Some(own) => own.1 = own.1.max(score),
        None => best.push((question, score)),
    }
    best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    best.truncate(MOST_ALIKE);
}
