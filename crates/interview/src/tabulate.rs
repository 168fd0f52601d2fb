//! Codes as sets of people and of excerpts: counts, matrices, what goes together.
//!
//! A code is two sets: the *people* whose words it is on, one bit a person, and the *excerpts*, where
//! overlapping places of one code are one excerpt, be they by one coder or by several. A code that has
//! codes below it holds their people and excerpts too, each once. So what is asked of codes is asked
//! of sets of people, as in the survey room, by the same intervals, tests and levels.
//!
//! A person is a participant: who is interviewed in a document, or in several where these name the same
//! respondent. What an interviewer says makes excerpts and no people.

mod compare;
mod counts;
mod material;
mod matrix;
mod passages;
mod together;
mod view;
mod vocabulary;
mod withhold;

#[cfg(test)]
mod tests;

pub use passages::{Method, Passage};
pub use view::{
    CodeRow, Coded, Codes, Column, Level, Matrix, MatrixCell, MatrixRow, MatrixTest, Pair, Together,
};

use crate::codebook::Code;
use crate::warning::Warning;
use paap_analysis::People;
use std::collections::BTreeSet;
use std::ops::Range;

/// The confidence of every interval.
const CONFIDENCE: f64 = paap_analysis::interval::CONFIDENCE;

/// The seed of what is found by random tables: the same codings always give the same p.
const SEED: u64 = 1;

/// How many random tables are tried where all are too many.
const ROUNDS: u32 = 20_000;

/// Codes as sets. Made by [`Tabulation::new`] of a codebook, codings and documents.
pub struct Tabulation {
    codes: Vec<CodeSet>,
    participants: Vec<Participant>,
    /// Those in whose documents something is coded.
    coded: People,
    documents: Vec<Interview>,
    warnings: Vec<Warning>,
}

/// Somebody who was interviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// What to call them: the document's id, with the speaker's name where it has several of them.
    pub id: String,
    /// The documents that they are in, by id.
    pub documents: Vec<String>,
    /// The id that they have in a survey.
    pub respondent: Option<String>,
    /// Their persona.
    pub persona: Option<String>,
    /// Their organisation's pseudonym.
    pub organisation: Option<String>,
    /// Their role.
    pub role: Option<String>,
    /// What their company does.
    pub industry: Option<String>,
    /// Where they are.
    pub region: Option<String>,
    /// How large their company is.
    pub company_size: Option<String>,
}

/// What is known of participants besides codes, such as the answers to one question of a survey that
/// they took too: for every value, who has it. The sets are of [`Tabulation::participants`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// What it is, such as `persona` or a question's text.
    pub name: String,
    /// The values, and who has each.
    pub values: Vec<(String, People)>,
    /// Those of whom it is known.
    pub known: People,
    /// Whether nobody can have two of the values.
    pub apart: bool,
}

/// A code, with everything on or below it.
struct CodeSet {
    code: Code,
    depth: usize,
    /// The places of the codes that it is below, itself not among them.
    ancestors: Vec<usize>,
    people: People,
    /// In the order of documents and places; they do not overlap.
    excerpts: Vec<Excerpt>,
    codings: usize,
    coders: usize,
}

/// A place with a code on it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Excerpt {
    document: usize,
    bytes: Range<usize>,
    /// The participants whose words it is of.
    people: Vec<usize>,
}

/// A document, as far as it is counted.
struct Interview {
    id: String,
    /// Its day.
    date: Option<String>,
    method: Method,
    /// For every turn, where it begins in the body.
    turns: Vec<usize>,
    /// For every turn, whose words it has; None where it is an interviewer's.
    speaks: Vec<Option<usize>>,
    participants: Vec<usize>,
}

impl Interview {
    /// The places of the turns that some bytes of the body are in.
    fn turns_at(&self, bytes: &Range<usize>) -> Range<usize> {
        let first = self.turns.partition_point(|start| *start <= bytes.start).saturating_sub(1);
        let last = self.turns.partition_point(|start| *start < bytes.end);
        first..last.max(first)
    }

    /// Whose words some bytes of the body are.
    fn people_at(&self, bytes: &Range<usize>) -> Vec<usize> {
        let turns = self.speaks.get(self.turns_at(bytes)).unwrap_or_default();
        let mut people: Vec<usize> = turns.iter().flatten().copied().collect();
        people.sort_unstable();
        people.dedup();
        people
    }
}

impl Tabulation {
    /// Who was interviewed: what sets of people are of.
    pub fn participants(&self) -> &[Participant] {
        &self.participants
    }

    /// What could not be counted, and why.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// The participants by their persona.
    pub fn personas(&self) -> Attribute {
        self.attribute("persona", |own| own.persona.clone())
    }

    /// Every participant alone.
    pub fn persons(&self) -> Attribute {
        self.attribute("person", |own| Some(own.id.clone()))
    }

    /// What some attribute of each participant says; values in the order in which they first come.
    pub fn attribute(
        &self,
        name: &str,
        value: impl Fn(&Participant) -> Option<String>,
    ) -> Attribute {
        let size = self.participants.len();
        let mut values: Vec<(String, People)> = Vec::new();
        let mut places = std::collections::BTreeMap::new();
        let mut known = People::none(size);
        for (person, own) in self.participants.iter().enumerate() {
            let Some(value) = value(own) else { continue };
            known.insert(person);
            let at = *places.entry(value.clone()).or_insert(values.len());
            if at == values.len() {
                values.push((value, People::none(size)));
            }
            if let Some(own) = values.get_mut(at) {
                own.1.insert(person);
            }
        }
        Attribute { name: name.to_owned(), values, known, apart: true }
    }

    /// What participants answered in a survey, found by their ids there: for every option the ids of
    /// those who chose it, and the ids of all who answered. `apart` where nobody could choose two.
    pub fn answered(
        &self,
        name: &str,
        options: &[(String, BTreeSet<String>)],
        answered: &BTreeSet<String>,
        apart: bool,
    ) -> Attribute {
        let who = |ids: &BTreeSet<String>| {
            People::from_fn(self.participants.len(), |person| {
                let own = self.participants.get(person).and_then(|own| own.respondent.as_ref());
                own.is_some_and(|own| ids.contains(own))
            })
        };
        let values = options.iter().map(|(label, ids)| (label.clone(), who(ids))).collect();
        Attribute { name: name.to_owned(), values, known: who(answered), apart }
    }

    /// Of everybody who was interviewed, those in whose interviews something is coded: the base of all
    /// shares, as an interview that nobody has coded says nothing.
    pub fn base(&self) -> &People {
        &self.coded
    }
}
